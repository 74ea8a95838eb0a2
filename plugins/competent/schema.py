"""JSON schemas, made from the models: for editors that check YAML as it is written, for programs that read packs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel

from competent.forms.manifest import Manifest
from competent.standards.standard import Standard
from competent.text.described import DescribedSchema

Kind = Literal["standard", "pack"]
KINDS: Mapping[Kind, tuple[type[BaseModel], str]] = {
    "standard": (Standard, "Competent unit standard"),
    "pack": (Manifest, "Competent pack"),
}
"""Of what there is a schema: its model and its title."""


def schema_text(kind: Kind = "standard") -> str:
    """The text of a schema."""
    model, title = KINDS[kind]
    schema = model.model_json_schema(schema_generator=DescribedSchema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
