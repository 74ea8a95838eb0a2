"""Pages of the register that something has gone wrong with: cut, doubled, shuffled, renamed, with odd letters."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

ODD = ["\x00", "\x07", "\u00a0", "\u200b", "\ufeff", "\u202e", "\ufffd", "\uf0b7", "•", "&nbsp;", "&#0;", "&#xD800;", "&", "<", ">", "\t", "\r",
       "`", "´", "“", "”", "|", "#", ": ", "- ", "* ", "1. ", "a) ", "é", "ß", "漢", "🫖", "\u2028", "\x85", "\udcff".encode("utf-8", "replace").decode(),
       "{", "}", "[", "%", "@", "!", "'", '"', "\\", "\n", "\n\n", "  ", "N/A", "-", "99999999999999999999", "2018-02-30", "Level 99"]  # fmt: skip
TAGS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<ul>", "</ul>", "<li>", "<p>", "</p>", "<br>", "<b>", "</b>", "<!--", "-->",
        "<script>", "</script>", "<textarea>", "<select>", "<svg>", "<a href='", "</", "<![CDATA[", "]]>", "<?php", "<!DOCTYPE", "<td colspan=99999>"]  # fmt: skip
LABEL = re.compile(r"[A-Z][A-Z /&()-]{5,}[A-Z)](?: \d)?")

Change = Callable[[random.Random, str], str]


def cut(chance: random.Random, text: str) -> str:
    """The page ends, or begins, in the middle of something."""
    at = chance.randrange(len(text) + 1)
    return text[:at] if chance.random() < 0.7 else text[at:]


def without(chance: random.Random, text: str) -> str:
    """Some lines are missing."""
    return "\n".join(line for line in text.split("\n") if chance.random() > 0.1)


def doubled(chance: random.Random, text: str) -> str:
    """A part stands twice, there or elsewhere."""
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    part = lines[first : first + chance.randrange(1, 30)]
    at = chance.choice([first, chance.randrange(len(lines))])
    return "\n".join([*lines[:at], *part, *lines[at:]])


def shuffled(chance: random.Random, text: str) -> str:
    """Lines have changed their places."""
    lines = text.split("\n")
    some = sorted(chance.sample(range(len(lines)), min(len(lines), chance.randrange(2, 12))))
    moved = chance.sample(some, len(some))
    found = dict(zip(some, (lines[n] for n in moved), strict=True))
    return "\n".join(found.get(n, line) for n, line in enumerate(lines))


def renamed(chance: random.Random, text: str) -> str:
    """Labels are called something else."""

    def other(match: re.Match[str]) -> str:
        if chance.random() > 0.15:
            return match[0]
        new = ["", "SOMETHING NEW", match[0].title(), match[0] + " 7", match[0].replace(" ", "  "), match[0] + ":", "SPECIFIC OUTCOME 1", "UNIT STANDARD OF A NEW KIND", match[0][:-1]]  # fmt: skip
        return chance.choice(new)

    return LABEL.sub(other, text)


def odd(chance: random.Random, text: str) -> str:
    """Letters that nobody expects."""
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ODD) * chance.choice([1, 1, 1, 40]) + text[at:]
    return text


def unclosed(chance: random.Random, text: str) -> str:
    """Tags are missing, or are there where nobody expects them."""
    if chance.random() < 0.5:
        return re.sub(
            r"</?\w+[^>]*>", lambda match: match[0] if chance.random() > 0.15 else chance.choice(["", "<", "<b>"]), text
        )
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(TAGS) * chance.choice([1, 1, 3]) + text[at:]
    return text


def huge(chance: random.Random, text: str) -> str:
    """A row, or a list, is there hundreds of times."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], *[lines[at]] * chance.choice([60, 300]), *lines[at:]])


CHANGES: list[Change] = [cut, without, doubled, shuffled, renamed, odd, unclosed, huge]


def mutated(seed: int, text: str) -> str:
    """A page with one to three things wrong with it; the same seed makes the same page."""
    chance = random.Random(seed)  # noqa: S311 (no secret: pages for a test)
    for change in chance.choices(CHANGES, weights=[3, 3, 3, 3, 4, 4, 4, 1], k=chance.choice([1, 1, 2, 3])):
        text = change(chance, text) if text else text
    return text
