"""Fill some pages of a real form, every third field left empty, and say which viewer shows it wrongly."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from competent.documents.fill import fill, read_values
from tests.pictures.ink import Widget, ink, widgets

LINE = "ḓ ḽ ṋ ṱ ṅ š ê Ndi khou ḓa"
LINES = "Ndi ḓo ṱoḓa ḽiṅwe ḓuvha, ṋamusi a hu na.\nLe kgotsofetše: bokaê?\nThird line, für Zoë Ščepán."
LEAST = {"text": 0.008, "multiline": 0.004, "checkbox": 0.08, "radio": 0.05}
"""The share of dark pixels that a filled field has at least."""
NONE = 0.002
"""The share that an empty one has at most: a smooth edge of the box around it."""
MANY_LINES = 60.0
"""Points; a field that is higher takes the text of several lines."""


@dataclass(frozen=True)
class Filled:
    """A form that has been filled in."""

    pdf: Path
    pages: list[int]
    values: dict[str, str]
    widgets: list[Widget] = field(repr=False)

    def shown(self, page: int) -> list[Widget]:
        """The places on a page that must hold ink."""
        return [widget for widget in self.widgets if widget.page == page and self._inked(widget)]

    def wrongly_shown(self, page: int, picture: Image.Image) -> list[str]:
        """The fields that hold no ink and should, and those that hold ink and should not."""
        wrong = []
        for widget in self.widgets:
            if widget.page == page:
                share = ink(picture, widget)
                if self._inked(widget) and share < self._least(widget):
                    wrong.append(f"{widget.name} ({widget.kind}) on page {page} is empty: {share:.4f}")
                elif not self._inked(widget) and share > NONE:
                    wrong.append(f"{widget.name} ({widget.kind}) on page {page} is not empty: {share:.4f}")
        return wrong

    def read_back(self) -> dict[str, str]:
        """The values that the file holds, for the fields that were filled."""
        read = read_values(self.pdf.read_bytes())
        return {name: read[name] for name in self.values}

    def _inked(self, widget: Widget) -> bool:
        value = self.values.get(widget.name, "")
        return bool(value) and (not widget.state or widget.state == value)

    def _least(self, widget: Widget) -> float:
        """A big field is emptier than a small one with the same words."""
        left, bottom, right, top = widget.rect
        area = (right - left) * (top - bottom)
        return min(LEAST[widget.kind], 60 / area) if widget.kind in ("text", "multiline") else LEAST[widget.kind]


def fill_for_viewers(pdf: Path, folder: Path) -> Filled:
    """Fill the form and keep it in the folder."""
    places = widgets(pdf)
    names = list(dict.fromkeys(w.name for w in places if w.kind != "signature"))
    by_name = {w.name: w for w in reversed(places)}
    values = {name: _value(by_name[name]) for number, name in enumerate(names) if number % 3 != 2}
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{pdf.parent.name}-{pdf.name}"
    target.write_bytes(fill(pdf.read_bytes(), values))
    return Filled(target, _pages(places), values, places)


def _value(widget: Widget) -> str:
    if widget.state:
        return widget.state
    return LINES if widget.kind == "multiline" and widget.rect[3] - widget.rect[1] > MANY_LINES else LINE


def _pages(places: list[Widget]) -> list[int]:
    """The first two pages with each kind of field, and the last page with any: enough to see, few enough to render."""
    chosen: set[int] = {max(w.page for w in places)}
    for kind in {w.kind for w in places}:
        chosen |= set(sorted({w.page for w in places if w.kind == kind})[:2])
    return sorted(chosen)
