"""What the fields of a model are for, as the docstrings below them say. Read when somebody asks, which is seldom."""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema


def description(model: type[BaseModel], name: str) -> str:
    """What a field, by its name or as authors write it, holds: its description or its docstring; empty without."""
    fields = model.model_fields
    name = next((known for known, field in fields.items() if name in (known, field.alias)), name)
    if name in fields and (said := fields[name].description):
        return said
    classes = (found for found in model.__mro__ if name in vars(found).get("__annotations__", {}))
    found = next(classes, model)
    return _docstrings(found.__module__).get((found.__qualname__, name), "")


@functools.cache
def _docstrings(module: str) -> Mapping[tuple[str, str], str]:
    """The docstrings of fields in a module, by the names of class and field."""
    return dict(_below(ast.parse(inspect.getsource(sys.modules[module])), ""))


def _below(node: ast.AST, outer: str) -> Iterator[tuple[tuple[str, str], str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            name = f"{outer}{child.name}"
            for before, after in pairwise(child.body):
                match before, after:
                    case ast.AnnAssign(target=ast.Name(id=field)), ast.Expr(value=ast.Constant(value=str(text))):
                        yield (name, field), inspect.cleandoc(text)
            yield from _below(child, f"{name}.")


class DescribedSchema(GenerateJsonSchema):
    """Makes a JSON schema with what every field is for."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The schema of one model."""
        made, model = super().model_schema(schema), schema["cls"]
        for name, field in model.model_fields.items():
            shown = made.get("properties", {}).get(field.alias or name)
            if shown is not None and (said := description(model, name)):
                shown.setdefault("description", said)
        return made
