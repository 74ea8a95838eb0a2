"""Keep model answers from everything else that works on a site, and look for them in what was made.

Other plugins read the files of MkDocs, copy their text, list it, send it to readers: whatever they do, they must not
find a model answer. So a file holds a mark in the place of each, and only we put it back. Who reads the disk finds it
nevertheless; therefore every finished site is searched before it is published.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from competent.blocks import KINDS
from competent.checks.quotes import in_a_row, open_words, words_of
from competent.files import code_hash, write_kept
from competent.programme.node import Node
from competent.programme.page import Page
from competent.project import Project
from competent.text.problem import Place, Problem, in_order

WRITERS = ("macros",)
"""Plugins that put values into a text and keep nothing of it: their values are in model answers too."""


# Hide


@dataclass(frozen=True)
class Hidden:
    """The source of a page of which the restricted and the sealed blocks were taken out."""

    source: str
    """As its author wrote it."""
    open: str
    """With marks in the place of the blocks."""
    blocks: Mapping[str, str]
    """By its mark, what stood there."""

    def whole(self, markdown: str, change: Callable[[str], str]) -> str:
        """A text with marks as others have left it, with the blocks as they change them."""
        for mark, block in self.blocks.items():
            if mark in markdown:
                markdown = markdown.replace(mark, change(block))
        return markdown


def hidden(page: Page, source: str) -> Hidden | None:
    """The source of a page without a word that learners may not read at once; nothing where there is none in it."""
    written = page.written
    secret = {written.lines[number - 1].number for number in page.secret_lines}
    secret -= {line.number for number, line in enumerate(written.lines, 1) if number not in page.secret_lines}
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: dict[str, list[str]] = {}
    shown: list[str] = []
    for number, line in enumerate(lines, 1):
        if number not in secret:
            shown.append(line)
            continue
        if number - 1 not in secret:
            shown.append(f"<!-- {page.uri} {number} -->")
        blocks.setdefault(shown[-1], []).append(line)
    found = {mark: "\n".join(block) for mark, block in blocks.items()}
    return Hidden(source, "\n".join(shown), found) if found else None


# Search

NO_TEXT = {".pdf", ".xlsx", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".map"}
"""What the names of files end in that hold no words to search: any other file may."""
RUN = 8
"""Words in a row that two texts share only where one was copied. A shorter answer cannot be told from chance."""
_APART = re.compile(r"[^\w\s.,;:'’“”\"?!–—-]+|\n\s*\n|\n\s*(?:[-+*]|\d+[.)])\s|--")
"""What becomes a tag on a page, or stands where one is."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]")


@dataclass(frozen=True)
class Secret:
    """Some words in a row of a model answer, or of feedback."""

    words: tuple[str, ...]
    place: Place
    block: str


def leaks(project: Project, folder: Path) -> list[Problem]:
    """C275: the files in a folder that hold words of what no learner may read."""
    secrets = {secret.words: secret for secret in _secrets(project)}
    public: list[str] = []
    problems = []
    searched = _Searched(project.output / ".cache" / "searched.json", secrets)
    for file in sorted(folder.rglob("*")) if secrets else ():
        if file.suffix.lower() not in NO_TEXT and file.is_file():
            data = file.read_bytes()
            if searched.is_clean(data):
                continue
            words = _words(data.decode("utf-8", "replace"))
            found = [secrets[run] for run in in_a_row(words, RUN) if run in secrets]
            if not found:
                searched.add(data)
            for secret in found:
                public = public or [_joined(_public(project))]
                if _joined(secret.words) not in public[0]:
                    problems.append(_leak(secret, file.relative_to(folder).as_posix()))
                    break
    searched.write()
    return in_order([*problems, *_copies(project, folder)])


class _Searched:
    """The files, by their hash, in which a search for these very secrets has found nothing: they need no second one."""

    def __init__(self, file: Path, secrets: Iterable[tuple[str, ...]]):
        self.file, self.clean = file, set[str]()
        how = "\n".join([code_hash(), *sorted(map(_joined, secrets))])  # a new version may look more closely
        self.secrets = hashlib.sha256(how.encode()).hexdigest()
        self.before: set[str] = set()
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            kept = json.loads(file.read_text(encoding="utf-8"))
            self.before = set(kept["clean"]) if kept["secrets"] == self.secrets else set()

    def is_clean(self, data: bytes) -> bool:
        """Whether these bytes have been searched before; they are kept for the next time."""
        name = hashlib.sha256(data).hexdigest()
        self.clean |= {name} & self.before
        return name in self.before

    def add(self, data: bytes) -> None:
        """Keep that nothing was found in these bytes."""
        self.clean.add(hashlib.sha256(data).hexdigest())

    def write(self) -> None:
        """Keep it for the next build; where nothing can be written, all is searched again."""
        with contextlib.suppress(OSError):
            write_kept(self.file, json.dumps({"secrets": self.secrets, "clean": sorted(self.clean)}).encode())


def _copies(project: Project, folder: Path) -> Iterator[Problem]:
    """C275: documents in a folder that are restricted ones, whatever they are called there."""
    restricted = [file for file in (project.output / "restricted").rglob("*.*") if file.is_file()]
    sizes = {file.stat().st_size for file in restricted}
    for file in sorted(folder.rglob("*")) if sizes else ():
        if not file.is_file() or file.stat().st_size not in sizes:
            continue
        data = file.read_bytes()
        if twin := next((one for one in restricted if one.read_bytes() == data), None):
            title = f"The site's file “{file.relative_to(folder).as_posix()}” is the restricted document “{twin.name}”"
            hint = "A hook or another plugin copies it. Leave the folder “restricted” out. The site was not published."
            yield Problem(project.config.setting_place("output"), "C275", title, hint)


def _leak(secret: Secret, name: str) -> Problem:
    title = f"The site's file “{name}” holds words of this block: “{' '.join(secret.words)} …”"
    kind = KINDS[secret.block]
    who = (
        "Only facilitators and assessors may read" if kind.restricted else "Learners read only when they have answered"
    )
    hint = (
        "Another plugin or a hook copies them from the source. Turn it off, or leave this page out of what it copies. "
        "The site was not published."
    )
    return Problem(secret.place, "C275", title, f"{who} a “{secret.block}”. {hint}")


def _secrets(project: Project) -> Iterator[Secret]:
    for page in project.content.pages.values():
        for node in page.all_nodes:
            if (node.kind.restricted or node.kind.sealed) and not node.example:
                for words in _runs(page, node):
                    yield Secret(words, node.place, node.kind.name)


def _runs(page: Page, node: Node) -> Iterator[tuple[str, ...]]:
    """The words of a block, eight by eight; the last eight overlap with those before."""
    for piece in _APART.split(page.text(node)):
        words = words_of(piece)
        starts = [*range(0, len(words) - RUN, RUN), len(words) - RUN]
        yield from (tuple(words[start : start + RUN]) for start in starts if start >= 0)


def _words(text: str) -> list[str]:
    """The words of a text, however it writes its letters."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else " ", text)
    return words_of(html.unescape(text) if "&" in text else text)


def _public(project: Project) -> Iterator[str]:
    """The words of what everybody may read: pages without what is restricted, and standards."""
    for page in project.pages.all.values():
        yield from (word for word, _line in open_words(page))
    for loaded in project.standards.by_id.values():
        yield from words_of(str(loaded.standard.model_dump()))


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
