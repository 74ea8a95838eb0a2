"""Find front matter, blocks and pictures in Markdown, each with its place in the file.

The grammar is that of the pymdown blocks: a fence of three or more slashes, a name, an argument after a bar, and
options as YAML indented by four spaces. pymdown renders them; here they are read, so that what is wrong with one has
a place. A test holds the two readings against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from competent.text.problem import Place, Problem, nearest
from competent.text.source import Source, read_yaml

_START = re.compile(r"^ {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
_END = re.compile(r"^ {0,3}(/{3,}) *$")
_INDENTED = re.compile(r"^(?: {4,}| *(?:[>*+:-]|\d+[.)]|\[\^[^\]]*\]:)[ >]*)(/{3,}) *[\w-]+ *(?:\||$)")
"""A block in a code block by indentation, a quotation, a list, a definition or a footnote."""
_OPTION = re.compile(r"^ {4,}\S")
_CODE_FENCE = re.compile(
    r"^( *)(`{3,}|~{3,}) *"
    r"(?:\{.*\}|(?:\.?[\w#.+-]+(?= |$))?(?: *(?:hl_lines|linenums|title)(?:=(?:\".*?\"|'.*?'))?(?= |$))*) *$"
)
"""What superfences takes for the beginning of code; any other line that begins with three backticks is text."""
EXAMPLE = re.compile(r"(?ms)^(`{3,})markdown example$\n(.*?)^\1$")
"""A fence whose text is shown as source and once more live, on pages that are no sections."""
RESTRICTED = ("model", "notes", "oral")
"""The blocks that only facilitators, assessors and moderators may read."""
_INLINE_CODE = re.compile(r"`[^`]*`")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*(?:<(?P<wide>[^<>]*)>|(?P<target>[^)\s>]*))")
_LINK = re.compile(
    r"(?<!!)\[[^\]]*\]\(\s*(?:<(?P<wide>[^<>]+)>|(?P<target>[^)\s>]+))"
    r"|^ {0,3}\[[^\]^][^\]]*\]:\s*(?:<(?P<wide_below>[^<>]+)>|(?P<below>\S+))"
)
"""A link, or the line that says where links of a name lead. A target between angle brackets may hold spaces."""
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: *\{:?(?P<attributes>[^{}]*)\})? *#* *$")
_CRITERIA = re.compile(r'\bdata-criteria="([^"]*)"')


@dataclass
class Block:
    """One block of a page; lines are counted from 1 in the file."""

    name: str
    argument: str
    fence: int
    place: Place
    options: Source | None = None
    body_line: int = 0
    """The first line after the options."""
    end_line: int = 0
    """The line of the closing fence."""
    children: list[Block] = field(default_factory=list)

    def walk(self) -> Iterator[Block]:
        """This block and all inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Image:
    """A picture that a page shows."""

    place: Place
    alt: str
    target: str


@dataclass(frozen=True)
class Link:
    """A link of a page, as it is written."""

    place: Place
    target: str


@dataclass(frozen=True)
class Heading:
    """A heading of a page, and the criteria that an author says are taught below it."""

    place: Place
    level: int
    text: str
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A Markdown file, read: its front matter, blocks and pictures."""

    path: str
    """Relative to the project."""
    lines: tuple[str, ...]
    body_line: int
    """The first line after the front matter."""
    front_matter: Source | None
    blocks: tuple[Block, ...]
    images: tuple[Image, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def heading(self) -> str:
        """The text of the first heading of level one, or an empty string."""
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @property
    def markdown(self) -> str:
        """The text without front matter and without a word of the model answers."""
        hidden, first = restricted_lines(self.blocks), self.body_line
        return "\n".join(line for n, line in enumerate(self.lines[first - 1 :], first) if n not in hidden) + "\n"

    @property
    def open_lines(self) -> tuple[str, ...]:
        """Every line of the file, those of model answers and the like empty."""
        hidden = restricted_lines(self.blocks)
        return tuple("" if number in hidden else line for number, line in enumerate(self.lines, 1))

    def walk(self) -> Iterator[Block]:
        """Every block of the page, the outer before the inner."""
        for block in self.blocks:
            yield from block.walk()

    def text(self, first: int, last: int) -> str:
        """Lines `first` to `last` of the file, both included."""
        return "\n".join(self.lines[first - 1 : last])


def restricted_lines(blocks: Iterable[Block]) -> set[int]:
    """The lines of model answers and the like in these blocks and all inside them."""
    walked = (inner for block in blocks for inner in block.walk())
    return {n for block in walked if block.name in RESTRICTED for n in range(block.place.line, block.end_line + 1)}


def scan(text: str, path: str, known: frozenset[str]) -> tuple[Page, list[Problem]]:
    """Read a page. `known` holds the names of the blocks there are."""
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n"))
    front, body_line, problems = _front_matter(lines, path)
    lines = (*lines[: body_line - 1], *(line.expandtabs(4) for line in lines[body_line - 1 :]))  # as Markdown does
    scanner = _Scanner(path, lines, known)
    scanner.run(body_line)
    hidden = restricted_lines(scanner.top)
    headings = tuple(heading for heading in scanner.headings if heading.place.line not in hidden)
    found = (tuple(scanner.images), headings, tuple(scanner.links))
    page = Page(path, lines, body_line, front, tuple(scanner.top), *found)
    return page, problems + scanner.problems


def _front_matter(lines: tuple[str, ...], path: str) -> tuple[Source | None, int, list[Problem]]:
    if not lines or lines[0].rstrip() != "---":
        return None, 1, []
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() in ("---", "..."):
            source, problems = read_yaml("\n".join(lines[1 : number - 1]), path, first_line=2)
            return source, number + 1, problems
    return (
        None,
        1,
        [Problem(Place(path), "C201", "The front matter is never closed", "End it with a line of three hyphens.")],
    )


class _Scanner:
    """Goes through the lines of a page once, with a stack of open blocks."""

    def __init__(self, path: str, lines: tuple[str, ...], known: frozenset[str]):
        self.path, self.lines, self.known = path, lines, known
        self.top: list[Block] = []
        self.open: list[Block] = []
        self.images: list[Image] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.code: tuple[str, str, int] | None = None
        """Indentation, fence and line of the code that is open."""
        self.in_comment = False

    def run(self, first: int) -> None:
        skip_to = first
        for number, line in enumerate(self.lines[first - 1 :], first):
            if number >= skip_to:
                skip_to = self.line(number, line)
        for block in self.open:
            hint = f"Close it with a line of {block.fence} slashes; a block around others needs more slashes than they."
            self.problems.append(Problem(block.place, "C202", f"The block “{block.name}” is never closed", hint))
        self.code_never_closed()

    def line(self, number: int, line: str) -> int:
        """Take in one line; return the number of the next line to look at."""
        if self.in_code(number, line):
            return number + 1
        plain = _INLINE_CODE.sub(lambda code: " " * len(code[0]), line)
        if self.comment(number, line, plain):
            return number + 1
        if match := _START.match(line):
            return self.start(number, match)
        if match := _END.match(line):
            self.end(number, len(match[1]))
        elif match := _INDENTED.match(line):
            hint = "Begin it at the left margin, outside lists and callouts. An example goes between two lines of ```."
            self.problems.append(
                Problem(Place(self.path, number, match.start(1) + 1), "C203", "A block is indented", hint)
            )
        elif match := _HEADING.match(line):
            self.heading(number, match)
        for image in _IMAGE.finditer(plain):
            target = image["wide"] or image["target"] or ""
            self.images.append(Image(Place(self.path, number, image.start() + 1), image["alt"], target))
        for link in _LINK.finditer(plain):
            target = next(found for found in link.groups() if found)
            self.links.append(Link(Place(self.path, number, link.start() + 1), target))
        return number + 1

    def heading(self, number: int, match: re.Match[str]) -> None:
        named = _CRITERIA.search(match["attributes"] or "")
        criteria = tuple(named[1].split()) if named else ()
        self.headings.append(Heading(Place(self.path, number), len(match[1]), match[2], criteria))

    def in_code(self, number: int, line: str) -> bool:
        """Whether the line belongs to a fenced block of code."""
        if self.code is None:
            if match := _CODE_FENCE.match(line):
                self.code = (match[1], match[2], number)
            return match is not None
        indent, fence, _ = self.code
        if line.strip() and not line.startswith(indent):
            self.code_never_closed()
            return self.in_code(number, line)
        if line[len(indent) :].rstrip() == fence:
            self.code = None
        return True

    def code_never_closed(self) -> None:
        """Code that does not end is no code for Markdown: the blocks in it would be real."""
        if self.code:
            indent, fence, number = self.code
            hint = f"Close it with a line of {fence}, indented as much as this one."
            self.problems.append(
                Problem(Place(self.path, number, len(indent) + 1), "C206", "The code is never closed", hint)
            )
            self.code = None

    def comment(self, number: int, line: str, plain: str) -> bool:
        """Take in the signs of a comment; whether a block stands in one, where a learner could still read it."""
        opened, closed = plain.rfind("<!--"), plain.rfind("-->")
        if opened != closed:
            self.in_comment = opened > closed
        match = _START.match(line) if self.in_comment else None
        if match:
            hint = "Delete it, or keep it in a file outside the content folder: comments are part of the page."
            place = Place(self.path, number, match.start(1) + 1)
            self.problems.append(Problem(place, "C207", "A block stands in a comment", hint))
        return self.in_comment

    def start(self, number: int, match: re.Match[str]) -> int:
        place = Place(self.path, number, match.start(1) + 1)
        block = Block(match[2], match[3] or "", len(match[1]), place)
        if block.name not in self.known:
            hint = "Blocks: " + ", ".join(sorted(self.known)) + "."
            self.problems.append(
                Problem(place, "C204", f"There is no block “{block.name}”", hint, nearest(block.name, self.known))
            )
        after = number + 1
        while after <= len(self.lines) and _OPTION.match(self.lines[after - 1]):
            after += 1
        block.body_line = after
        if after > number + 1:
            self.read_options(block, number + 1, after - 1)
        (self.open[-1].children if self.open else self.top).append(block)
        self.open.append(block)
        return after

    def read_options(self, block: Block, first: int, last: int) -> None:
        text = "\n".join(line[4:] for line in self.lines[first - 1 : last])
        block.options, problems = read_yaml(text, self.path, first_line=first, indent=4)
        self.problems += problems

    def end(self, number: int, fence: int) -> None:
        """Close the block with this fence, as pymdown does: those inside it are closed along with it."""
        if not any(block.fence == fence for block in self.open):
            place = Place(self.path, number)
            hint = "Remove it, or give it as many slashes as the line that opens the block."
            self.problems.append(Problem(place, "C205", "This line closes no block", hint))
            return
        while self.open:
            block = self.open.pop()
            block.end_line = number
            if block.fence == fence:
                return
            hint = f"Close it with a line of {block.fence} slashes before the block around it ends."
            self.problems.append(Problem(block.place, "C202", f"The block “{block.name}” is never closed", hint))
