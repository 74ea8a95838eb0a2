"""How much text a field holds: in what size it is typed, and where viewers stop the typing, so that nothing is lost.

Viewers clip what does not fit, on the screen and on paper, without a word. Two things stop them: the flag
DoNotScroll, which Chrome, Edge and Acrobat obey, and a number of letters (MaxLen), which all obey. Both are needed:
letters are not equally wide, and Firefox does not know the flag.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from competent.documents.formfont import form_font

PADDING = 2.0
"""Points between the edge of a field and its text, as viewers have it."""
LEADING = 1.362
"""Distance of two lines in Chrome, the widest that a viewer sets, in type sizes; Firefox has 1.35."""
SMALLEST = 8.0
"""Points; a name or a date that is longer is better written out on two lines than set smaller."""
USUAL = "Ndi khou shuma na vhathu: a customer asked me for bread at 08:15, so I helped."
"""Text of a usual width."""
WIDE = "NOMVULA MTHEMBU, WC MARULA MALL"
"""About the widest that people write on one line."""
PART_OF_A_WORD = 6.0
"""Letters that a line may leave empty, as words are not divided; of a short line half."""
A_LITTLE = 0.3
"""Points by which the last line may stand out of a field: less than lies below its letters."""
MANY = 5
"""Lines; where there are so many, one less is no loss."""
WIDEST = "W"
NARROWEST = 92.0
"""Hundredths of its width; a narrower letter looks it."""


@dataclass(frozen=True)
class Place:
    """Where a field stands: its size in points, and what is usually written into it, at its longest."""

    width: float
    height: float
    usual: str = ""

    def letters(self, size: float, lines: bool) -> int:
        """How many letters fit in this size of type, however a viewer breaks its lines."""
        known = len(self.usual) if self.usual and self._takes(self.usual, size, lines) else 1
        if not lines:
            return max(known, int(self._across(WIDE, size)))
        across = self._across(USUAL, size)
        spare = self.height - PADDING + A_LITTLE > (self._down(size) + 1) * size * LEADING
        return max(known, int((self._down(size) + spare / 2) * max(across - PART_OF_A_WORD, across / 2)))

    def type_size(self, size: float, lines: bool) -> float:
        """The size in which what is usual fits: the one that was asked for, or a smaller one."""
        size = self._with_a_line_to_spare(size) if lines else size
        while size > SMALLEST and not self._takes(self.usual, size, lines):
            size -= 0.5
        return size

    def _with_a_line_to_spare(self, size: float) -> float:
        """About the size in which the last line, all but a hair of it, is seen and yet counts as too much.

        Chrome stops the typing only when a word stands on a line too many: now that line is in print too.
        """
        whole, high = self._down(size), self.height - PADDING
        for lines in (whole + 1, whole) if whole >= MANY else (whole + 1,):
            other = (high + A_LITTLE) / (lines * LEADING)
            if max(SMALLEST, 0.85 * size) <= other <= 1.15 * size:
                return round(other, 2)
        return size

    @property
    def needs_lines(self) -> bool:
        """Whether what is usual fits on two lines only, and there is room for two."""
        return self._down(SMALLEST) > 1 and not self._takes(self.usual, SMALLEST, lines=False)

    def _takes(self, text: str, size: float, lines: bool) -> bool:
        room = self.width - 2 * PADDING
        return len(_broken(text, size, room)) <= (self._down(size) if lines else 1)

    def _down(self, size: float) -> int:
        return max(1, int((self.height - PADDING) / (size * LEADING)))

    def squeeze(self, size: float, lines: bool) -> float:
        """How wide letters are set, in hundredths (operator Tz), so that no line runs out of its field in Firefox.

        That leaves the first letter out when it counts how wide a line is that it has broken. Other viewers set letters
        as wide as they are.
        """
        over = form_font().width(WIDEST, size) - PADDING
        return max(NARROWEST, 100 * (1 - over / self.width)) if lines else 100.0

    def _across(self, text: str, size: float) -> float:
        """How many letters as wide as those of the text stand in a line."""
        return (self.width - 2 * PADDING) / (_mean(text) * size)


@functools.cache
def _mean(text: str) -> float:
    """How wide its letters are on average, in type sizes."""
    return form_font().width(text, 1) / len(text)


def _broken(text: str, size: float, room: float) -> list[str]:
    """The text in lines, ended between its words only."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and form_font().width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines + [line for line in lines if form_font().width(line, size) > room]  # which would be broken too
