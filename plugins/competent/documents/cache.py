"""Keep printed documents by the hash of all that they depend on, so that what did not change is not printed again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from competent.files import write_atomically

KEEP_DAYS = 14
"""How long a printed document that no build has used is kept, for those who go back and forth between versions."""


@dataclass(frozen=True)
class Cache:
    """A folder of printed documents by key, and what they were last made of."""

    folder: Path

    def file(self, key: str) -> Path:
        """Where the document of this key is kept."""
        return self.folder / f"{key}.document"

    def has(self, key: str) -> bool:
        """Whether the document has been made."""
        return self.file(key).is_file() and self._pages_file(key).is_file()

    def keep(self, key: str, data: bytes, pages: dict[str, int]) -> None:
        """Keep a document that has been made, and the page of each of its anchors."""
        write_atomically(self._pages_file(key), json.dumps(pages).encode())
        write_atomically(self.file(key), data)

    def pages(self, key: str) -> dict[str, int]:
        """The page, from 1, of every anchor of a kept document."""
        found: dict[str, int] = json.loads(self._pages_file(key).read_text(encoding="utf-8"))
        return found

    def _pages_file(self, key: str) -> Path:
        return self.folder / f"{key}.pages"

    def known_keys(self) -> dict[str, dict[str, str]]:
        """By what a programme was made of, the keys of its documents by path; only where all of them are kept."""
        return {
            fingerprint: keys
            for fingerprint, keys in self._index().items()
            if isinstance(keys, dict) and all(isinstance(key, str) and self.has(key) for key in keys.values())
        }

    def remember(self, fingerprints: dict[str, dict[str, str]]) -> None:
        """Note what the documents were made of, after they are kept."""
        write_atomically(self.folder / "index.json", json.dumps(fingerprints, indent=1, sort_keys=True).encode())

    def prune(self, used: Iterable[str]) -> None:
        """Throw away what has not been used for long."""
        oldest = time.time() - KEEP_DAYS * 86_400
        keep = set(used)
        for file in self.folder.glob("*.*"):
            if file.suffix in (".document", ".pages") and file.stem not in keep and file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)

    def _index(self) -> dict[str, Any]:
        try:
            index = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return index if isinstance(index, dict) else {}


def engine_version() -> str:
    """The versions of all that turns HTML into a finished PDF, and of the code that drives it."""
    names = ("weasyprint", "pydyf", "tinycss2", "pikepdf", "fonttools", "xlsxwriter")
    here = Path(__file__).parent
    code = hash_files(here / name for name in ("press.py", "forms.py", "formfont.py", "assets.py"))
    return " ".join(f"{name}={metadata.version(name)}" for name in names) + f" code={code}"


def code_hash() -> str:
    """A hash of this package's own code and words: a change in them can change any document."""
    package = Path(__file__).resolve().parent.parent
    return hash_files(sorted([*package.rglob("*.py"), *package.rglob("*.po")]))


def hash_files(files: Iterable[Path]) -> str:
    """A hash of the names and bytes of these files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
