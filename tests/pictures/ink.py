"""How much ink there is in a rectangle of a page, and where the fields of a form are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image

Rect = tuple[float, float, float, float]
DARK = 128
"""Grey levels below this are ink; the ruled lines and borders of the forms are lighter, or outside."""
INSET = 2.0
"""Points at the edge of a field that are not looked at: the box drawn around it."""


@dataclass(frozen=True)
class Widget:
    """Where a field is shown."""

    name: str
    kind: str
    """text, multiline, checkbox, radio or signature."""
    page: int
    """Counted from 1."""
    rect: Rect
    """Left, bottom, right and top in points."""
    page_height: float
    state: str = ""
    """The value that a tick or a radio button stands for."""


def widgets(pdf: Path) -> list[Widget]:
    """Every place in which a field of the file is shown, page by page."""
    found = []
    with pikepdf.open(pdf) as document:
        for number, page in enumerate(document.pages, 1):
            height = float(page.mediabox[3])
            for annotation in page.obj.get("/Annots", []):
                if annotation.get("/Subtype") == pikepdf.Name.Widget:
                    found.append(_widget(annotation, number, height))
    return found


def _widget(annotation: pikepdf.Object, page: int, height: float) -> Widget:
    parent = annotation.get("/Parent", annotation)
    flags = int(parent.get("/Ff", 0))
    left, bottom, right, top = (float(n) for n in annotation.Rect)
    state = ""
    if parent.FT == "/Btn":
        kind = "radio" if flags & 1 << 15 else "checkbox"
        state = next(key.lstrip("/") for key in annotation.AP.N if key != "/Off")
    elif parent.FT == "/Sig":
        kind = "signature"
    else:
        kind = "multiline" if flags & 1 << 12 else "text"
    return Widget(str(parent.T), kind, page, (left, bottom, right, top), height, state)


def ink(picture: Image.Image, widget: Widget, inset: float = INSET) -> float:
    """The share of dark pixels inside a field."""
    scale = picture.height / widget.page_height
    left, bottom, right, top = widget.rect
    box = (left + inset, widget.page_height - top + inset, right - inset, widget.page_height - bottom - inset)
    crop = picture.crop(tuple(round(n * scale) for n in box))
    histogram = crop.histogram()
    return sum(histogram[:DARK]) / max(1, sum(histogram))
