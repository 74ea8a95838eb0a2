"""How wide the columns of a table to fill in are on paper, and how high its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from competent.programme.answers import Table

ROOM = 175.0
"""Millimetres between the margins of a page to write on."""
LETTER = 1.75
"""Millimetres that a letter of a heading takes."""
PADDING = 5.0
LETTER_OF_TEXT = 1.9
"""Millimetres that a letter of running text takes."""
BOX = 10.6
"""Millimetres for the box before the text, and the space between two columns."""
NARROW = {
    **dict.fromkeys(("time", "times", "hour", "hours", "minutes", "number", "score", "many", "gap"), 18.0),
    **dict.fromkeys(("initials", "percentage", "marks", "mark", "day", "sum", "calls", "days"), 20.0),
    **dict.fromkeys(("amount", "cost", "price", "rand", "reference"), 24.0),
    **dict.fromkeys(("date", "dates"), 29.0),  # “17 September 2026”
}
"""What is short to write, by the first or last word of its heading (in English), with the millimetres that it takes.

Other languages, and who wants it otherwise, have the option `widths`.
"""
LABELS = (20.0, 38.0)
"""The least and the most for the words of the rows: the room is for who answers."""
ONE_LINE = 18
"""Letters: shorter words of rows are not divided."""
LEAST = 26.0
"""Of a column to write sentences in."""


def widths(table: Table) -> list[float]:
    """The width of each column, in percent."""
    if table.widths:
        return _percent([float(width) for width in table.widths])
    labelled = not isinstance(table.rows, int)
    fixed: list[float | None] = [_narrow(column.text) for column in table.columns]
    if labelled:
        fixed[0] = _of_labels(table)
    writing = fixed.count(None)
    taken = sum(width for width in fixed if width)
    if not writing:
        first = fixed[0] if labelled and fixed[0] else 0.0
        if not labelled or len(fixed) == 1:
            return _percent([width or 0.0 for width in fixed])
        share = (ROOM - first) / (taken - first)
        return _percent([first, *((width or 0.0) * share for width in fixed[1:])])
    each = (ROOM - taken) / writing
    if each < LEAST:
        return _percent([width or LEAST for width in fixed])
    return _percent([width or each for width in fixed])


def row_lines(table: Table) -> int:
    """How many lines of handwriting a row holds: one for dates and numbers, else two."""
    if table.lines:
        return table.lines
    columns = [column for column in table.free_columns if _narrow(column.text) is None]
    return 2 if columns else 1


def beside(texts: Iterable[str]) -> int:
    """How many columns, at most four, things to tick stand in, each on one line; no more than save a line."""
    lengths = [len(text) for text in texts]
    most = max(1, min(4, int(ROOM / (max(lengths, default=0) * LETTER_OF_TEXT + BOX))))
    rows = -(-len(lengths) // most)
    return next((columns for columns in range(1, most) if columns * rows >= len(lengths)), most)


def _narrow(heading: str) -> float | None:
    """The width of a column for something short; nothing for one to write sentences in."""
    words = re.findall(r"[\w’']+", heading.lower())
    if not words or len(words) > 4:
        return None
    ends = (words[0], words[-1]) if len(words) < 4 else (words[0],)
    found = [NARROW[word] for word in ends if word in NARROW]
    return max(found[0], _longest(heading)) if found else None


def _of_labels(table: Table) -> float:
    texts = [table.columns[0].text, *(label.text for label in table.labels if label)]
    longest = max(len(text) for text in texts)
    lines = longest if longest <= ONE_LINE else longest / 3
    low, high = LABELS
    return min(high, max(low, lines * LETTER + PADDING, *(_longest(text) for text in texts)))


def _longest(text: str) -> float:
    return max((len(word) for word in text.split()), default=0) * LETTER + PADDING


def _percent(widths: list[float]) -> list[float]:
    return [round(100 * width / sum(widths), 1) for width in widths]
