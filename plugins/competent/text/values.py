"""The values that models are made of: ids, keys and texts, and the base of every model."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Key = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Part(BaseModel):
    """The base of every part: frozen, and strict about keys, so that a misspelt one is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
