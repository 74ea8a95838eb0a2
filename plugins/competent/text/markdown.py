"""Read a Markdown file: its front matter and its blocks, and where headings, links and pictures are written.

The grammar of blocks is that of pymdown: a fence of three or more slashes, a name, an argument after a bar, and options
as YAML indented by four spaces. They are read here once; Markdown is given the text with a number in the place of each
(`programme/page.py`), so that nobody reads them again. A test holds this reading against pymdown's.

What a heading, a link or a picture *is*, Markdown says. Here stands only where an author wrote something that looks
like one, so that a problem with it has a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from competent.text.knots import untied
from competent.text.manuscript import Block, Line, Manuscript, Mention
from competent.text.problem import Place, Problem, nearest
from competent.text.source import Source, read_yaml

_START = re.compile(r"^ {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
_END = re.compile(r"^ {0,3}(/{3,}) *$")
_INDENTED = re.compile(r"^(?: {4,}| *(?:[>*+:-]|\d+[.)]|\[\^[^\]]*\]:)[ >]*)(/{3,}) *[\w-]+ *(?:\||$)")
"""A block in a code block by indentation, a quotation, a list, a definition or a footnote."""
_ALMOST = re.compile(
    r"^[ \u00a0]{0,3}(/{2,}|:{3,})[ \u00a0]*(?:\{[ \u00a0]*)?([\w-]+)(?![\w/.:-])[ \u00a0]*(\|?)"
    r"[ \u00a0]*(.*?)[ \u00a0]*$"
)
"""What looks like the beginning of a block and is none: no bar, two slashes, colons, a no-break space."""
_OPTION = re.compile(r"^[ \u00a0]{4,}\S")
_NO_BREAK = re.compile(r"^ *(\u00a0)")
_CODE_FENCE = re.compile(
    r"^( *)(`{3,}|~{3,}) *"
    r"(?:\{.*\}|(?:\.?[\w#.+-]+(?= |$))?(?: *(?:hl_lines|linenums|title)(?:=(?:\".*?\"|'.*?'))?(?= |$))*) *$"
)
"""What superfences takes for the beginning of code; any other line that begins with three backticks is text."""
_EXAMPLE = re.compile(r"(`{3,})markdown example$")
"""A fence whose text is shown as source and once more live, on pages that are no sections."""
_INLINE_CODE = re.compile(r"(?<![\\`])(`+)(?!`)((?:[^\n]|\n(?! *\n))+?)(?<!`)\1(?!`)")
_INDENTED_CODE = re.compile(r"^ {4,}\S")
_HOLDS_INDENTED = re.compile(r"^ *(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|:|\[\^[^\]]*\]:)(?: |$)")
"""A list, a callout, a tab, a definition or a footnote: what is indented below it belongs to it."""
_WRITTEN = re.compile(
    r"(?P<bang>!?)\[(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"(?:\(\s*(?:<(?P<wide>[^<>]*)>|(?P<target>(?:[^()\s>]|\((?:[^()\s>]|\([^()\s>]*\))*\))*)))"
    r"|(?P<below>^ {0,3}\[[^\]^][^\]]*\]:)\s*(?:<(?P<wide_below>[^<>]+)>|(?P<target_below>\S+))"
    r"|<(?P<tag>img|a)\b[^<>]*?\b(?:src|href)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"']+))",
    re.IGNORECASE,
)
"""What looks like a link or a picture: inline, defined below, or in HTML. One in angle brackets may hold spaces;
others may hold parentheses that match."""
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
TABS = 4
DEEPEST = 12
"""How many blocks may stand in each other."""


@dataclass(frozen=True)
class Included:
    """Lines with what they include."""

    lines: Sequence[tuple[str, int]]
    """Each with the number, from 0, of the line that it stands for."""
    missing: Sequence[tuple[int, str]] = ()
    """The numbers of lines whose file could not be included, and why."""


Include = Callable[[Sequence[str]], Included]
"""Puts what lines include in their place."""


def read_manuscript(
    text: str,
    path: str,
    known: frozenset[str],
    *,
    body: str | None = None,
    include: Include | None = None,
    examples: bool = False,
) -> tuple[Manuscript, list[Problem]]:
    """Read a page.

    `known` holds the names of the blocks there are, `body` what other programs made of the text after the front matter,
    `include` puts included files in their place; with `examples`, the examples of the guide for authors are live.
    """
    written = _plain_lines(text)
    front, body_line, problems = _front_matter(written, path)
    head = [Line(line, number) for number, line in enumerate(written[: body_line - 1], 1)]
    lines, missing = _body(written, body_line, body, include)
    problems += [_not_included(Place(path, number), why) for number, why in missing]
    lines, knots = untied([*head, *(_with_examples(lines) if examples else lines)], body_line, path)
    problems += knots
    scanner = _Scanner(path, lines, known)
    scanner.run(body_line)
    found = (
        tuple(scanner.top),
        tuple(scanner.mentions),
        tuple(scanner.comments),
        _without_code(scanner.lines, scanner.fenced),
    )
    return Manuscript(path, tuple(scanner.lines), body_line, front, *found), problems + scanner.problems


def _without_code(lines: Sequence[Line], fenced: Collection[int]) -> tuple[str, ...]:
    """Each line with spaces in the place of code: of fenced lines, of those that are indented, and inside of lines."""
    texts = ["" if number in fenced else line.text for number, line in enumerate(lines, 1)]
    above, before = "", ""
    for number, text in enumerate(texts):
        if not _INDENTED_CODE.match(text):
            above = text if text.strip() else above
        elif not before.strip() and not _HOLDS_INDENTED.match(above):
            texts[number] = ""
            continue
        before = text
    plain = _INLINE_CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), "\n".join(texts))
    return tuple(plain.split("\n"))


def _plain_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _not_included(place: Place, why: str) -> Problem:
    return Problem(place, "C209", "The file cannot be included", f"{why}. Its path is read from “base_path”.")


def _body(
    written: Sequence[str], body_line: int, body: str | None, include: Include | None
) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines after the front matter. Where others changed them, a line has the number of its like in the file."""
    missing: list[tuple[int, str]] = []
    if body is None:
        lines = [Line(text, number) for number, text in enumerate(written[body_line - 1 :], body_line)]
    else:
        lines = _numbered(_plain_lines(body), written, body_line)
    if include is not None:
        included = include([line.text for line in lines])
        missing = [(lines[number].number, why) for number, why in included.missing]
        lines = [replace(lines[number], text=text) for text, number in included.lines]
    return [replace(line, text=line.text.expandtabs(TABS)) for line in lines], missing  # tabs as Markdown has them


def _numbered(texts: Sequence[str], written: Sequence[str], first: int) -> list[Line]:
    """Each text with the next line of the file that is equal to it; else with that of the text before."""
    places: dict[str, list[int]] = {}
    for number, text in enumerate(written[first - 1 :], first):
        places.setdefault(text, []).append(number)
    lines, last = list[Line](), first
    for text in texts:
        found = next((number for number in places.get(text, ()) if number >= last), None)
        last = found or last
        lines.append(Line(text, last, made=found is None))
    return lines


def _with_examples(lines: Sequence[Line]) -> Iterator[Line]:
    """After a fence that begins “```markdown example” its text follows once more, live."""
    live: list[Line] | None = None
    fence = ""
    for line in lines:
        begins = _EXAMPLE.match(line.text) if live is None else None
        if begins:
            live, fence = [], begins[1]
            yield Line(f"{fence}markdown", line.number)
            continue
        yield line
        if live is not None and line.text.rstrip() == fence:
            yield from [Line("", line.number), *live, Line("", line.number)]
            live = None
        elif live is not None:
            live.append(Line(line.text, line.number, example=True))


def _front_matter(lines: Sequence[str], path: str) -> tuple[Source | None, int, list[Problem]]:
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

    def __init__(self, path: str, lines: list[Line], known: frozenset[str]):
        self.path, self.lines, self.known = path, lines, known
        self.top: list[Block] = []
        self.open: list[Block] = []
        self.mentions: list[Mention] = []
        self.comments: list[Place] = []
        self.problems: list[Problem] = []
        self.code: tuple[str, str, int] | None = None
        """Indentation, fence and line of the code that is open."""
        self.fenced: set[int] = set()
        """The lines that belong to fenced code."""
        self.in_comment = self.too_deep = False
        self.indented: set[int] = set()
        """The slashes of blocks that are indented: what would close them closes nothing, which is no second mistake."""
        self.previous = ""
        """The line before, where it can be a heading that the next one underlines."""

    def run(self, first: int) -> None:
        skip_to = first
        for number in range(first, len(self.lines) + 1):
            if number >= skip_to:
                skip_to = self.line(number, self.lines[number - 1].text)
        for block in self.open:
            block.end_line = len(self.lines) + 1
            hint = f"Close it with a line of {block.fence} slashes; a block around others needs more slashes than they."
            self.problems.append(Problem(block.place, "C202", f"The block “{block.name}” is never closed", hint))
        self.code_never_closed()

    def place(self, number: int, column: int = 1) -> Place:
        return Place(self.path, self.lines[number - 1].number, column)

    def line(self, number: int, line: str) -> int:
        """Take in one line; return the number of the next line to look at."""
        before, self.previous = self.previous, ""
        if self.in_code(number, line):
            self.fenced.add(number)
            return number + 1
        plain = _INLINE_CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
        if self.comment(number, line, plain):
            return number + 1
        fenced = "///" in line
        if fenced and (match := _START.match(line)):
            return self.start(number, match)
        if match := self.almost(number, plain):
            return self.start(number, match)
        if fenced and (match := _END.match(line)):
            self.end(number, len(match[1]))
        elif fenced and (match := _INDENTED.match(line)):
            hint = "Begin it at the left margin, outside lists and callouts. An example goes between two lines of ```."
            self.problems.append(Problem(self.place(number, match.start(1) + 1), "C203", "A block is indented", hint))
            self.indented.add(len(match[1]))
        elif not self.lines[number - 1].made:
            self.heading(number, line, before)
        if "[" in plain or "<" in plain:
            self.mention(number, plain)
        return number + 1

    def heading(self, number: int, line: str, before: str) -> None:
        if match := _HEADING.match(line):
            words = line[match.end() :].strip().rstrip("#")
            self.mentions.append(Mention("heading", words, self.place(number), len(match[1])))
        elif before and (match := _UNDERLINE.match(line)):
            level = 1 if match[1][0] == "=" else 2
            self.mentions.append(Mention("heading", before.strip(), self.place(number - 1), level))
        elif line.strip() and not line.startswith("    "):
            self.previous = line

    def mention(self, number: int, plain: str) -> None:
        """Note what looks like links and pictures, in order."""
        for match in _WRITTEN.finditer(plain):
            target = match["wide"] or match["target"] or match["wide_below"] or match["target_below"] or ""
            target = target or match["double"] or match["single"] or match["bare"] or ""
            picture = match["bang"] or (match["tag"] or "").lower() == "img"
            at = self.place(number, match.start() + 1)
            self.mentions.append(Mention("picture" if picture else "link", target, at))
            words = match["words"] or ""
            for inner in _WRITTEN.finditer(words) if "](" in words else ():  # a picture that is a link
                at = self.place(number, match.start("words") + inner.start() + 1)
                inside = inner["wide"] or inner["target"] or ""
                self.mentions.append(Mention("picture" if inner["bang"] else "link", inside, at))

    def in_code(self, number: int, line: str) -> bool:
        """Whether the line belongs to a fenced block of code."""
        if self.code is None:
            match = _CODE_FENCE.match(line) if "```" in line or "~~~" in line else None
            if match:
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
            self.problems.append(Problem(self.place(number, len(indent) + 1), "C206", "The code is never closed", hint))
            self.fenced -= set(range(number, len(self.lines) + 1))
            self.code = None

    def comment(self, number: int, line: str, plain: str) -> bool:
        """Take in the signs of a comment; whether a block stands in one, where a learner could still read it."""
        opened, closed = plain.rfind("<!--"), plain.rfind("-->")
        if "<!--" in plain and not self.in_comment:
            self.comments.append(self.place(number, plain.index("<!--") + 1))
        if opened != closed:
            self.in_comment = opened > closed
        match = _START.match(line) if self.in_comment else None
        if match:
            hint = "Delete it, or keep it in a file outside the content folder: comments are part of the page."
            place = self.place(number, match.start(1) + 1)
            self.problems.append(Problem(place, "C207", "A block stands in a comment", hint))
        return self.in_comment

    def almost(self, number: int, plain: str) -> re.Match[str] | None:
        """A line that was meant to begin one of our blocks, told as a problem and taken for one."""
        match = _ALMOST.match(plain) if "//" in plain or ":::" in plain else None
        if match is None or match[2].lower() not in self.known or not (match[3] or match[1].startswith("///")):
            return None
        fence = "/" * max(3, len(match[1])) if match[1][0] == "/" else "///"
        hint = f"Write it as “{fence} {match[2].lower()} | {match[4] or 'Title'}”."
        hint += " A no-break space stands in this line; type it anew." if "\u00a0" in plain else ""
        title = f"This begins no block, though it names “{match[2]}”"
        self.problems.append(Problem(self.place(number, match.start(1) + 1), "C204", title, hint))
        return match

    def start(self, number: int, match: re.Match[str]) -> int:
        if len(self.open) == DEEPEST:
            if not self.too_deep:
                hint = f"A block stands in at most {DEEPEST} others. One above is not closed where it should be."
                self.problems.append(Problem(self.place(number), "C208", "Blocks stand too deep in each other", hint))
            self.too_deep = True
            return number + 1
        meant = match.re is _ALMOST
        name, fence = (match[2].lower(), max(3, len(match[1]))) if meant else (match[2], len(match[1]))
        title = match[4] if meant else match[3]
        block = Block(name, title or "", fence, self.place(number, match.start(1) + 1), number)
        if block.name.lower() in self.known and block.name not in self.known:
            hint = f"Names of blocks are written in small letters: {block.name.lower()}."
            self.problems.append(Problem(block.place, "C204", f"There is no block “{block.name}”", hint))
            block.name = block.name.lower()
        elif block.name not in self.known:
            hint = "Blocks: " + ", ".join(sorted(self.known)) + "."
            near = nearest(block.name, self.known)
            self.problems.append(Problem(block.place, "C204", f"There is no block “{block.name}”", hint, near))
        after = number + 1
        while after <= len(self.lines) and _OPTION.match(self.lines[after - 1].text):
            after += 1
        block.body_line = after
        if after > number + 1:
            self.read_options(block, number + 1, after - 1)
        (self.open[-1].children if self.open else self.top).append(block)
        self.open.append(block)
        return after

    def read_options(self, block: Block, first: int, last: int) -> None:
        for number in range(first, last + 1):
            if match := _NO_BREAK.match(self.lines[number - 1].text):
                hint = "Options are indented by four spaces; delete what stands before this one and type them."
                title = "A no-break space stands before an option"
                self.problems.append(Problem(self.place(number, match.start(1) + 1), "C203", title, hint))
        text = "\n".join(line.text[4:] for line in self.lines[first - 1 : last])
        block.options, problems = read_yaml(text, self.path, first_line=first, indent=4)
        block.unread = block.options is None
        if any(self.lines[number - 1].number != number for number in range(first, last + 1)):  # as in what is included
            problems = [replace(problem, place=self.of_file(problem.place)) for problem in problems]
            block.options = block.options and block.options.moved(self.of_file)
        self.problems += problems

    def of_file(self, place: Place) -> Place:
        """Where a line of the manuscript stands in the file."""
        return replace(place, line=self.lines[min(place.line, len(self.lines)) - 1].number)

    def end(self, number: int, fence: int) -> None:
        """Close the block with this fence, as pymdown does: those inside it are closed along with it."""
        if not any(block.fence == fence for block in self.open):
            if self.too_deep or fence in self.indented:
                return
            hint = "Remove it, or give it as many slashes as the line that opens the block."
            self.problems.append(Problem(self.place(number), "C205", "This line closes no block", hint))
            return
        while self.open:
            block = self.open.pop()
            block.end_line = number
            if block.fence == fence:
                return
            hint = f"Close it with a line of {block.fence} slashes before the block around it ends."
            self.problems.append(Problem(block.place, "C202", f"The block “{block.name}” is never closed", hint))
