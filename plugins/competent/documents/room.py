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
NAMED = "Nomvula Precious Mthembu-van der Westhuizen"
"""The same for a name or a date."""
WIDE = "Nomvula Mthembu, WC Marula Mall"
"""About the widest that people write where nobody can say what: in a few letters many may be wide."""
PART_OF_A_WORD = 4.0
"""Letters that a line leaves empty on average, as words are not divided."""
WIDEST = "W"
NARROWEST = 92.0
"""Hundredths of its width; a narrower letter looks it."""


@dataclass(frozen=True)
class Place:
    """Where a field stands: its size in points, and how many letters are usually written into it; 0 if none can say."""

    width: float
    height: float
    expected: int = 0

    def letters(self, size: float, lines: bool) -> int:
        """How many letters of usual text fit in this size of type, however a viewer breaks its lines."""
        if not lines:
            return max(1, int(self._across(NAMED if self.expected else WIDE, size)))
        across = self._across(USUAL, size)
        down = max(1, int((self.height - PADDING) / (size * LEADING)))
        return max(1, int(down * max(across - PART_OF_A_WORD, 0.6 * across)))

    def type_size(self, size: float) -> float:
        """The size in which what is expected fits on one line: the one that was asked for, or a smaller one."""
        while size > SMALLEST and self.letters(size, lines=False) < self.expected:
            size -= 0.5
        return size

    @property
    def needs_lines(self) -> bool:
        """Whether what is expected fits on two lines only, and there is room for two."""
        high = self.height >= 2 * SMALLEST * LEADING + PADDING
        return high and self.letters(SMALLEST, lines=False) < self.expected

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
