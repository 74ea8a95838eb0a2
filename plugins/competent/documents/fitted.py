"""A field that has a cell of a table to itself is as high as the cell, whatever makes the row high.

CSS cannot say so: a row gets its height when its cells are laid out already. Here the engine has laid out the pages,
and where each field goes is known but not yet written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

CELL = "td"
WRITTEN = ("textarea", "text")


def fit_fields(document: Any) -> None:
    """Stretch the fields of a rendered document that stand alone in their cells, from edge to edge."""
    for page in document.pages:
        cells = dict(_alone(page._page_box))  # the engine has no other way to its boxes
        for form, fields in page.forms.items():
            page.forms[form] = [(box, _stretched(rectangle, cells.get(id(box)))) for box, rectangle in fields]


def _stretched(rectangle: tuple[float, ...], cell: Any) -> tuple[float, ...]:
    if cell is None:
        return rectangle
    left, _, right, _ = rectangle
    top = cell.padding_box_y()
    return left, top, right, top + cell.padding_height()


def _alone(box: Any) -> Iterator[tuple[int, Any]]:
    """Each field that is all that a cell holds, by the identity of its box, with the cell."""
    if box.element_tag == CELL and box.element is not None:
        found = [child for child in box.descendants() if child.is_input()]
        if len(box.element) == 1 and len(found) == 1 and _is_written(found[0].element):
            yield id(found[0]), box
        return
    for child in getattr(box, "children", ()):
        yield from _alone(child)


def _is_written(element: Any) -> bool:
    return element.tag in WRITTEN or element.get("type") in WRITTEN
