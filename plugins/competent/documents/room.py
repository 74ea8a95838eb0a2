"""How much text a field holds: in what size it is typed, and where viewers stop the typing, so that nothing is lost.

Viewers clip what does not fit, on the screen and on paper, without a word. Two things stop them: the flag
DoNotScroll, which Chrome, Edge and Acrobat obey, and a number of letters (MaxLen), which all obey. Both are needed:
letters are not equally wide, and Firefox does not know the flag.
"""

from __future__ import annotations

from competent.documents.formfont import form_font

PADDING = 2.0
"""Points between the edge of a field and its text, as viewers have it."""
LEADING = 1.362
"""Distance of two lines in Chrome, the widest that a viewer sets, in type sizes; Firefox has 1.35."""
SMALLEST = 8.0
"""Points; a name or a date that is longer is better written out on two lines than set smaller."""
USUAL = "Ndi khou shuma na vhathu: a customer asked me for bread at 08:15, so I helped."
"""Text of a usual width."""
PART_OF_A_WORD = 4.0
"""Letters that a line leaves empty on average, as words are not divided."""


def letters(width: float, height: float, size: float, lines: bool) -> int:
    """How many letters of usual text fit into a field of this size in points, however a viewer breaks its lines."""
    across = (width - 2 * PADDING) / (form_font().width(USUAL, size) / len(USUAL))
    if not lines:
        return max(1, int(across))
    down = max(1, int((height - PADDING) / (size * LEADING)))
    return max(1, int(down * max(across - PART_OF_A_WORD, 0.6 * across)))


def type_size(width: float, size: float, expected: int) -> float:
    """The size in which so many letters fit on the line of a field: the one that was asked for, or a smaller one."""
    while size > SMALLEST and letters(width, 0, size, lines=False) < expected:
        size -= 0.5
    return size
