"""Put included files in their places before a page is read, so that blocks in them are blocks of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pymdownx.snippets import SnippetMissingError

from competent.config import Dialect
from competent.pages.dialect import snippet_preprocessor
from competent.text.markdown import Included


def include_of(dialect: Dialect) -> Snippets | None:
    """How the project includes files, or nothing where it does not."""
    names = ("pymdownx.snippets", "snippets")
    if not any(name in names for name in dialect.extensions if isinstance(name, str)):
        return None
    return Snippets(dialect)


class Snippets:
    """Runs the project's own snippets piece by piece, so that each line has the number of the one that includes it."""

    def __init__(self, dialect: Dialect):
        self.preprocessor = snippet_preprocessor(dialect)
        self.preprocessor.check_paths = True
        self.read: set[str] = set()
        """The files that were included, and those looked for before: what a build depends on."""
        self._note_what_is_looked_for()

    def _note_what_is_looked_for(self) -> None:
        """A file that comes to lie in an earlier folder is included from then on."""
        get_path = self.preprocessor.get_snippet_path

        def noted(path: str) -> str | None:
            self.read.update(str(Path(base, path)) for base in self.preprocessor.base_path)
            found: str | None = get_path(path)
            if found:
                self.read.add(found)
            return found

        self.preprocessor.get_snippet_path = noted

    def __call__(self, lines: Sequence[str]) -> Included:
        """The lines with what they include."""
        result: list[tuple[str, int]] = []
        missing: list[tuple[int, str]] = []
        last = max(len(lines) - 1, 0)
        appended = [(last, ["-8<-", name, "-8<-"]) for name in self.preprocessor.auto_append]
        for number, piece in [*_pieces(lines, self.preprocessor.RE_ALL_SNIPPETS), *appended]:
            self.preprocessor.seen = set()
            try:
                texts = self.preprocessor.parse_snippets(list(piece))
            except (SnippetMissingError, OSError, ValueError) as error:
                missing.append((number, str(error)))
                texts = []
            blank = [("", number)] if number == last and piece[0] == "-8<-" else []
            result += [*blank, *((text, number) for text in texts), *blank]
        return Included(result, missing)


def _pieces(lines: Sequence[str], mark: re.Pattern[str]) -> Iterator[tuple[int, list[str]]]:
    """Each line by itself; the lines from one mark to the next, which name a file each, together."""
    opened: list[str] = []
    start = 0
    for number, line in enumerate(lines):
        match = mark.match(line)
        is_mark = bool(match and match["block_marker"] and not match["escape"])
        if opened:
            opened.append(line)
            if is_mark:
                yield start, opened
                opened = []
        elif is_mark:
            opened, start = [line], number
        else:
            yield number, [line]
    if opened:
        yield start, opened
