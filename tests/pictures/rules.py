"""The lines that run through a field in the picture of a page."""

from __future__ import annotations

from PIL import Image

from tests.documents.typed import TextField
from tests.pictures.viewers import DPI

PITCH = 24.38
"""Points between two lines to write on by hand: 8.6 mm."""
MARGIN = 3.0
"""Points; the frame of the box."""
PAPER = 246
"""A grey that is as good as white."""


def rules_in(sheet: Image.Image, field: TextField) -> list[float]:
    """How far below the top of the field lines run from edge to edge, in points."""
    scale = DPI / 72
    left, bottom, right, top = field.rect
    inside = (
        left + MARGIN,
        sheet.height / scale - top + MARGIN,
        right - MARGIN,
        sheet.height / scale - bottom - MARGIN,
    )
    grey = sheet.convert("L").crop(tuple(round(side * scale) for side in inside))
    rows = [y for y in range(grey.height) if _is_ruled(grey, y)]
    firsts = [y for y in rows if y - 1 not in rows]
    return [y / scale + MARGIN for y in firsts]


def _is_ruled(grey: Image.Image, y: int) -> bool:
    row = list(grey.crop((0, y, grey.width, y + 1)).getdata())
    return sum(value < PAPER for value in row) > 0.95 * grey.width
