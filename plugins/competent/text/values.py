"""The values that models are made of: ids, keys and texts, things chosen by a key, and the base of all models."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _printable(text: str) -> str:
    if control := _CONTROL.search(text):
        raise ValueError(f"it holds a control character, U+{ord(control[0]):04X}; delete it")
    return text


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Key = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_printable)]
READ = "read"
"""Marks a field whose text a learner reads on the page; its words count as reading."""
REPEATS = "repeats"
"""Marks a list of measures, in which the same number may stand several times."""


class Part(BaseModel):
    """The base of every part: frozen, and strict about keys, so that a misspelt one is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Item(Part):
    """An option, a row or a column: its words, and the key that tells it from the others wherever it stands."""

    text: Annotated[Text, READ]
    """The words that people read."""
    key: Key = ""
    """What names it in fields and storage. If you say nothing, it is made of the words."""

    @property
    def name(self) -> str:
        """Its key."""
        return self.key or slug(self.text)

    def __str__(self) -> str:
        return self.text


def _item(value: object) -> object:
    """An item may be written as its words alone."""
    if isinstance(value, str):
        return {"text": value}
    if not isinstance(value, (dict, Item)):
        raise PydanticKnownError("string_type")
    return value


class _ItemOrWords:
    """Says in a JSON schema that words alone will do."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


ItemOrText = Annotated[
    Item,
    BeforeValidator(_item),
    _ItemOrWords(),
]


def distinct(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, whose keys must differ. Raises ValueError, in an author's words, where two are alike."""
    seen: dict[str, Item] = {}
    for item in items:
        if other := seen.get(item.name):
            raise ValueError(
                f"“{item.text}” and “{other.text}” have the key “{item.name}”; give one a key of its own, "
                "such as {key: other, text: …}"
            )
        seen[item.name] = item
    return items


class Listed(Part):
    """A text that leads into a list."""

    text: Text
    """The words before the list."""
    items: tuple[Prose, ...] = Field(min_length=1)
    """What stands in the list."""


Prose = Text | Listed
"""A text, or one with a list below it."""


def flat(prose: Prose) -> str:
    """The words of a text and of its list in one line."""
    if isinstance(prose, str):
        return prose
    return f"{prose.text} {'; '.join(flat(item) for item in prose.items)}"


LONGEST_SLUG = 32
"""Letters of a key that is made of words; longer ones are cut, and the rest is told by a few letters of a hash."""


@functools.lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """A key made of words: lower case, digits and hyphens. It depends on these words, never on where they stand."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    made = "-".join(words)
    told = re.sub(r"[^a-z0-9]+", "", made) == re.sub(r"[\W_]+", "", plain)
    if told and made and len(made) <= LONGEST_SLUG:
        return made
    short = made[:LONGEST_SLUG].rpartition("-")[0] or made[:LONGEST_SLUG]
    return "-".join(filter(None, (short, hashlib.sha256(text.casefold().encode()).hexdigest()[:6])))


def folded(text: str) -> str:
    """A name as it is compared with others: however it was typed, one person stays one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def whole(value: object) -> object:
    """Yes is no number, though Python counts it as one."""
    if isinstance(value, bool):
        raise PydanticKnownError("int_type")
    return value


Whole = Annotated[int, BeforeValidator(whole)]
"""A whole number."""


def texts_read(value: object) -> Iterator[str]:
    """The texts of a value that a learner reads: those of fields marked so, with the values inside them."""
    if isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            if READ in field.metadata:
                yield from texts_read(getattr(value, name))
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for inner in value:
            yield from texts_read(inner)
    elif isinstance(value, str):
        yield value


def required(model: type[BaseModel]) -> list[str]:
    """The names of the fields that an author must write."""
    return [name for name, field in model.model_fields.items() if field.is_required()]
