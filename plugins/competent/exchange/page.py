"""Read the page of a register, saved as HTML or pasted as text, into its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from competent.exchange.labels import is_label
from competent.exchange.lines import Line, Raw, plain, unwrapped, with_lists
from competent.exchange.markup import html_lines, is_markup
from competent.text.problem import Place, Problem
from competent.text.source import read_text

MOST_BYTES = 4_000_000
"""A page of the register has some 50 kB; one whose standard is used by hundreds of qualifications has 400."""
BEYOND = "NOT ON THE REGISTER"
"""The heading of what a text of our own holds beyond the register's form, as YAML."""
_BEYOND = re.compile(rf"(?m)^{BEYOND}[ \t]*$\n?")


@dataclass(frozen=True)
class Page:
    """A page as it was read."""

    path: str
    lines: tuple[Line, ...]
    beyond: str = ""
    """YAML that our own text form adds to what the register's form can say."""
    beyond_line: int = 1
    """The line of the file where it begins."""
    backticks: tuple[int, ...] = ()
    """The lines in which backticks were read as the apostrophes that they stand for."""

    def place(self, line: int) -> Place:
        """A line of the page, as people are told it."""
        return Place(self.path, line)


def load_page(file: Path, path: str) -> tuple[Page | None, list[Problem]]:
    """Read a file. What is no UTF-8 is read as Windows writes it, and said."""
    text, problems = read_text(file, path, MOST_BYTES)
    if text is None and [problem.code for problem in problems] == ["C103"]:
        text, problems = _of_windows(file.read_bytes(), problems)
    if text is None:
        return None, problems
    page, wrong = read_page(text, path)
    return page, [*problems, *wrong]


def _of_windows(data: bytes, problems: list[Problem]) -> tuple[str | None, list[Problem]]:
    """What Windows and its programs write: UTF-16 with its mark, or the letters of western Europe."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), []
    if b"\0" in data:
        return None, problems
    place = problems[0].place
    title = "The page is not UTF-8; it was read as Windows-1252"
    hint = "Look at the quotes, the apostrophes and the letters with accents in what was written."
    return data.decode("cp1252", "replace"), [Problem(place, "C617", title, hint, severity="notice")]


def read_page(text: str, path: str) -> tuple[Page | None, list[Problem]]:
    """Read the text of a page."""
    if _ARCHIVE.match(text):
        title = "This page was saved as one file with all its pictures, in which its text is written in code"
        return None, [Problem(Place(path), "C613", title, "Save it again as “HTML only”.")]
    text = plain(text)
    if not is_markup(text):
        beyond = _BEYOND.search(text)
        before = text[: beyond.start()] if beyond else text
        after, line = (text[beyond.end() :], text.count("\n", 0, beyond.end()) + 1) if beyond else ("", 1)
        return _page(path, unwrapped(_text_lines(before), is_label), after, line), []
    found = html_lines(text)
    if found is None:
        title = "The elements of this page stand too deep in one another to be read"
        hint = "Copy the page's text in your browser, paste it into a file that ends in .txt, and import that."
        return None, [Problem(Place(path), "C613", title, hint)]
    return _page(path, found), []


def _page(path: str, found: list[Raw], beyond: str = "", beyond_line: int = 1) -> Page:
    lines = tuple(with_lists(found))
    mended = tuple(replace(line, cells=tuple(map(with_apostrophes, line.cells))) for line in lines)
    changed = tuple(line.number for line, new in zip(lines, mended, strict=True) if line != new)
    return Page(path, mended, beyond, beyond_line, changed)


_INSIDE = re.compile(r"(?<=[^\W\d_])[`´](?=[^\W\d_])")
_AFTER = re.compile(r"(?<=s)[`´](?=[\s.,;:)]|$)")
_OPENED = re.compile(r"(?:^|[\s(])[`´]\w")


def with_apostrophes(text: str) -> str:
    """A text with apostrophes for the backticks inside words; those around words are quotes, and are left."""
    if "`" not in text and "´" not in text:
        return text
    text = _INSIDE.sub("'", text)
    return text if _OPENED.search(text) else _AFTER.sub("'", text)


_ARCHIVE = re.compile(
    r"(?is)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version:|Content-Type: *multipart/related)"
)
"""The head of a web archive (.mhtml)."""
_RULE = re.compile(r"[\s|:+=_-]+")
"""A line of signs, as below the head of a table; a hyphen alone says that a register says nothing."""


def _text_lines(text: str) -> list[Raw]:
    """The lines of a text; tabs, or upright lines where the page has tables made of them, part cells."""
    piped = bool(re.search(r"(?mi)^[^|\n]*(?:originator|saqa us id)[^|\n]*\|", text.replace("\n|", "\n")))
    found: list[Raw] = []
    gap = True
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip().strip("|").strip()
        if not bare or (len(bare) > 1 and _RULE.fullmatch(bare)):
            gap = gap or not line.strip()
        else:
            found.append(Raw(_cells(line, piped), number, 0, gap))
            gap = False
    return found


def _cells(line: str, piped: bool) -> tuple[str, ...]:
    if piped and "|" in line:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        return tuple(cells)
    cells = line.split("\t")
    filled = [cell for cell in cells if cell.strip()]
    return tuple(cells) if len(filled) > 1 and len(filled[0].strip()) > 1 else (line.replace("\t", "  "),)
