"""Keep printed documents by the hash of all that they depend on, so that what did not change is not printed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from competent.documents.assets import Roots
from competent.files import hash_files, prune, write_kept


@dataclass(frozen=True)
class Kept:
    """What is known of a printed document beside its bytes."""

    digest: str
    """Of the bytes: a file that was cut short or changed is not kept."""
    pages: Mapping[str, int]
    """The page, from 1, of every anchor."""
    sides: int
    """How many pages it has; 0 where it is no document with pages."""
    used: Mapping[str, str]
    """A hash of every file that the printer fetched, by its address."""


@dataclass(frozen=True)
class Cache:
    """A folder of printed documents by key, and what they were last made of."""

    folder: Path
    roots: Roots

    def file(self, key: str) -> Path:
        """Where the document of this key is kept."""
        return self.folder / f"{key}.document"

    def has(self, key: str) -> bool:
        """Whether the document has been made, is whole, and every file that went into it is as it was."""
        kept = self.kept(key)
        if kept is None:
            return False
        try:
            whole = hashlib.sha256(self.file(key).read_bytes()).hexdigest() == kept.digest
        except OSError:
            return False
        return whole and all(self.roots.digest(address) == digest for address, digest in kept.used.items())

    def keep(self, key: str, data: bytes, pages: Mapping[str, int], used: Iterable[str] = (), sides: int = 0) -> None:
        """Keep a document that has been made, with the page of each of its anchors and the files that went into it."""
        digests = {address: self.roots.digest(address) for address in sorted(set(used))}
        whole = hashlib.sha256(data).hexdigest()
        record = {"digest": whole, "pages": dict(pages), "sides": sides, "used": digests}
        write_kept(self.file(key), data)
        write_kept(self._record(key), json.dumps(record).encode())

    def kept(self, key: str) -> Kept | None:
        """What is known of a document; nothing where it is not kept."""
        try:
            record = json.loads(self._record(key).read_text(encoding="utf-8"))
            return Kept(str(record["digest"]), dict(record["pages"]), int(record["sides"]), dict(record["used"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def pages(self, key: str) -> Mapping[str, int]:
        """The page, from 1, of every anchor of a kept document."""
        kept = self.kept(key)
        return kept.pages if kept else {}

    def sides(self, key: str) -> int:
        """How many pages a kept document has."""
        kept = self.kept(key)
        return kept.sides if kept else 0

    def _record(self, key: str) -> Path:
        return self.folder / f"{key}.kept"

    def made(self) -> dict[str, dict[str, Any]]:
        """By what a programme was made of, what was made: its documents by path, and its manifests."""
        known = {name: made for name, made in self._index().items() if isinstance(made, dict)}
        keys = {name: made.get("keys") for name, made in known.items()}
        whole = [name for name, of in keys.items() if isinstance(of, dict) and all(map(self.has, of.values()))]
        return {name: known[name] for name in whole}

    def paths(self) -> set[str]:
        """The paths below `build` of everything that builds have made and not taken back."""
        try:
            paths = json.loads((self.folder / "made.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return set()
        return {path for path in paths if isinstance(path, str)} if isinstance(paths, list) else set()

    def remember(self, made: Mapping[str, Mapping[str, Any]], paths: Iterable[str]) -> None:
        """Note what the documents were made of and where they lie, after they are kept."""
        write_kept(self.folder / "index.json", json.dumps(made).encode())
        write_kept(self.folder / "made.json", json.dumps(sorted(paths), indent=1).encode())

    def prune(self, used: Iterable[str]) -> None:
        """Throw away what has not been used for long."""
        keep = set(used)
        files = [file for ending in ("*.document", "*.kept", "*.template") for file in self.folder.glob(ending)]
        prune(file for file in files if file.stem not in keep)

    def _index(self) -> dict[str, Any]:
        try:
            index = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return index if isinstance(index, dict) else {}


DRIVERS = ("press", "forms", "formfont", "assets", "direction", "quotes", "unbroken")
"""The modules that drive the engine."""


def engine_version() -> str:
    """The versions of all that turns HTML into a finished PDF, and of the code that drives it."""
    names = ("weasyprint", "pydyf", "tinycss2", "pikepdf", "fonttools", "xlsxwriter", "pillow")
    here = Path(__file__).parent
    code = hash_files(here, [here / f"{name}.py" for name in DRIVERS])
    return " ".join(f"{name}={metadata.version(name)}" for name in names) + f" code={code}"
