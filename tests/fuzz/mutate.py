"""Mutations of a file: what slips of the hand, other programs and people with a grudge make of it."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
SIGNS = (
    *"#*_`~[](){}<>!|:;,.'\"\\/-+=&%$@^?\t",
    "///", "////", "```", "~~~", "---", "<!--", "-->", "![", "](", "[^1]", "{: ", "&#0;", "&lt;", "${", "{{", "{%",
    "\u00a0", "\u200b", "\u2028", "\u202e", "\ufeff", "\x00", "\x1b[31m", "\x85", "\ue000", "\U0001d518", "é", "ﬁ", "→",
)  # fmt: skip
VALUES = (
    "yes", "no", "null", "~", "010", "0x1F", "12:30", "1e400", ".nan", ".inf", "-1", "99999999999999999999", "2026-13-45",
    "true", "[]", "{}", "[a, a]", "{a: b}", "''", '"\\0"', '"\\n"', "&a a", "*a", "!!python/none a", "!ENV HOME", "|", ">-",
    "=1+1", "<img src=x onerror=alert(1)>", "%s %o {0} {{7*7}} {% %}", "</title>", "../../etc/passwd", "javascript:alert(1)",
    "us1", "us1-so1-ac1", "us900001", "a" * 300, "“1”", "x #1 y", "text: x",
)  # fmt: skip
"""What stands in the place of a value."""
Mutation = Callable[[random.Random, str], str]


@functools.cache
def donors() -> tuple[str, ...]:
    """Lines of other pages and standards, every block of the guide for authors among them."""
    files = [*TESTS.glob("golden/**/*.md"), *TESTS.glob("golden/**/*.yml"), *TESTS.glob("dialect/content/**/*.md")]
    files += (TESTS.parent / "content" / "authoring").glob("*.md")
    texts = (file.read_bytes().decode("utf-8", "replace") for file in sorted(files))
    return tuple(dict.fromkeys(line for text in texts for line in text.splitlines() if 3 < len(line) < 400))


@functools.cache
def blocks() -> tuple[str, ...]:
    """Whole blocks of the guide for authors."""
    texts = (file.read_text("utf-8") for file in sorted((TESTS.parent / "content" / "authoring").glob("*.md")))
    return tuple(found[0] for text in texts for found in re.finditer(r"(?ms)^(/{3,}) \w.*?^\1$", text))


def _span(rng: random.Random, text: str, most: int) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.randrange(1, most))


def delete(rng: random.Random, text: str) -> str:
    """A few signs are missing."""
    start, end = _span(rng, text, 12)
    return text[:start] + text[end:]


def insert(rng: random.Random, text: str) -> str:
    """A sign too many."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(SIGNS) + text[at:]


def repeat(rng: random.Random, text: str) -> str:
    """One sign, or two in turn, very often: what grows faster than a text shows here."""
    at = rng.randrange(len(text) + 1)
    unit = rng.choice(SIGNS) + rng.choice(("", "", " ", "a", "\n", rng.choice(SIGNS)))
    return text[:at] + unit * rng.choice((50, 500, 5000)) + text[at:]


def value(rng: random.Random, text: str) -> str:
    """Another value behind a key."""
    found = list(re.finditer(r"(?m)(?<=: )[^\n]+$", text))
    if not found:
        return insert(rng, text)
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(VALUES) + text[match.end() :]


def _lines(rng: random.Random, text: str, change: Callable[[list[str], int], None]) -> str:
    lines = text.split("\n")
    change(lines, rng.randrange(len(lines)))
    return "\n".join(lines)


def line_away(rng: random.Random, text: str) -> str:
    """A line is missing."""
    return _lines(rng, text, lambda lines, at: lines.__delitem__(at))


def line_twice(rng: random.Random, text: str) -> str:
    """A line stands in another place too."""
    return _lines(rng, text, lambda lines, at: lines.insert(rng.randrange(len(lines)), lines[at]))


def swap(rng: random.Random, text: str) -> str:
    """Two lines have changed places."""

    def change(lines: list[str], at: int) -> None:
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]

    return _lines(rng, text, change)


def indent(rng: random.Random, text: str) -> str:
    """A line begins further right or left."""

    def change(lines: list[str], at: int) -> None:
        lines[at] = rng.choice((" ", "  ", "    ", "\t", "\u00a0", "> ", "- ", "1. ")) + lines[at].lstrip(" ")

    return _lines(rng, text, change)


def splice(rng: random.Random, text: str) -> str:
    """A line of another file."""
    return _lines(rng, text, lambda lines, at: lines.insert(at, rng.choice(donors())))


def block(rng: random.Random, text: str) -> str:
    """A block of the guide for authors."""
    return _lines(rng, text, lambda lines, at: lines.insert(at, rng.choice(blocks())))


def cut(rng: random.Random, text: str) -> str:
    """The file ends too early."""
    return text[: rng.randrange(len(text) + 1)]


def case(rng: random.Random, text: str) -> str:
    """A word in capitals."""
    start, end = _span(rng, text, 12)
    return text[:start] + text[start:end].upper() + text[end:]


def words(rng: random.Random, text: str) -> str:
    """A word stands in the place of another."""
    found = list(re.finditer(r"[\w-]+", text))
    if len(found) < 2:
        return insert(rng, text)
    one, other = rng.sample(found, 2)
    return text[: one.start()] + other[0] + text[one.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    delete, insert, insert, repeat, value, value, value, line_away, line_twice, swap, indent, splice, block, cut, case, words,
)  # fmt: skip


def mutated(rng: random.Random, data: bytes) -> bytes:
    """The bytes of a file with one to four mutations; sometimes they are no text any more, or have other line ends."""
    text = data.decode()
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(MUTATIONS)(rng, text)[:200_000]
    made = text.encode("utf-8", "surrogatepass")
    match rng.randrange(40):
        case 0:
            at = rng.randrange(len(made) + 1)
            made = made[:at] + bytes([rng.randrange(256)]) + made[at:]
        case 1:
            made = made.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\r")))
        case 2:
            made = text.encode(rng.choice(("utf-16", "cp1252", "utf-8-sig")), "replace")
    return made
