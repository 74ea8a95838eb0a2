"""Keep what was made of pages by a hash of all that it was made of, in memory and on disk."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePath
from typing import TypeVar, cast

from pydantic import BaseModel, TypeAdapter

from competent.files import prune, write_kept
from competent.programme.page import Page
from competent.text.manuscript import Block, Manuscript
from competent.text.problem import Place
from competent.text.source import Source

PLACES = (Place, Source, Block, Manuscript)
"""Where something was written: not part of what it is."""
READERS = ("markdown.", "pymdownx.", "material.", "mkdocs.", "competent.", "builtins")
"""The packages of which it is known that what they make depends on what they are given alone."""
FETCHERS = ("pymdownx.b64", "custom_icons")
"""Names in settings of what reads other files."""


class NotKnownError(Exception):
    """What a thing depends on cannot be known, so nothing that is made of it is kept."""


def digest(*values: object) -> str:
    """A hash of values as they are, wherever they were written. Raises NotKnownError for objects of strange classes."""
    parts: list[str] = []
    for value in values:
        _collect(value, parts)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _collect(value: object, parts: list[str]) -> None:
    """Add the texts that a value consists of."""
    if isinstance(value, str):
        if value in FETCHERS:
            raise NotKnownError(value)
        parts.append(value)
    elif value is None or isinstance(value, int | float | bytes | datetime.date | PurePath):
        parts.append(repr(value))
    elif isinstance(value, list | tuple):
        parts.append(f"[{len(value)}")
        for found in value:
            _collect(found, parts)
    elif isinstance(value, dict):
        parts.append(f"{{{len(value)}")
        for name, found in value.items():
            _collect(name, parts)
            _collect(found, parts)
    elif isinstance(value, set | frozenset):
        parts += sorted(map(digest, value))
    elif isinstance(value, Page):
        parts.append(value.uri)
    elif not isinstance(value, PLACES):
        _collect_object(value, parts)


def _collect_object(value: object, parts: list[str]) -> None:
    """A value of a class: ours and pydantic's by their fields; a class or a function by its name."""
    named = value if isinstance(value, type) or callable(value) else type(value)
    module, name = f"{named.__module__}.", getattr(named, "__qualname__", "")
    if not name or not module.startswith(READERS):
        raise NotKnownError(f"{module}{name}")
    parts.append(f"{module}{name}")
    if isinstance(value, BaseModel):
        names = list(type(value).model_fields)
    elif is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
    elif named is value:
        return
    else:
        raise NotKnownError(name)
    for field_name in names:
        _collect(getattr(value, field_name), parts)


Made = TypeVar("Made")


class Keep:
    """A place for what is made of pages. Without a folder it is forgotten when the program ends."""

    def __init__(self, folder: Path | None = None):
        self.folder, self.writes = folder, True
        self.used: dict[str, object] = {}
        self.before: dict[str, object] = {}

    def made(self, key: str | None, kind: TypeAdapter[Made], make: Callable[[], Made]) -> Made:
        """What is kept by a key, or else what is made now; what has no key is always made."""
        if key is None:
            return make()
        found = self.find(key, kind)
        if found is None:
            found = make()
            self.put(key, kind, found)
        return found

    def find(self, key: str, kind: TypeAdapter[Made]) -> Made | None:
        """What is kept by a key."""
        kept = self.used.get(key) or self.before.get(key)
        found = self._read(key, kind) if kept is None else cast(Made, kept)  # a key is of one kind
        if found is not None:
            self.used[key] = found
        return found

    def put(self, key: str, kind: TypeAdapter[Made], made: Made) -> None:
        """Keep what was made; where nothing can be written it is made again the next time."""
        self.used[key] = made
        if self.folder and self.writes:
            with contextlib.suppress(OSError):
                write_kept(self._file(key), kind.dump_json(made))

    def begin_again(self) -> None:
        """A new build begins: what the one before the last has used is no longer held in memory."""
        self.used, self.before = {}, self.used

    def prune(self, days: int = 0) -> None:
        """Delete the files of all that was not used and was made some days ago."""
        if self.folder and self.folder.is_dir():
            prune((file for file in self.folder.glob("*.json") if file.stem not in self.used), days)

    def _file(self, key: str) -> Path:
        return (self.folder or Path()) / f"{key}.json"

    def _read(self, key: str, kind: TypeAdapter[Made]) -> Made | None:
        try:
            return kind.validate_json(self._file(key).read_bytes()) if self.folder else None
        except (OSError, ValueError):
            return None
