"""Say in a document where exercises stand in others, once these are printed."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.pointers import PAGE_OF, where
from competent.documents.making import Making
from competent.programme.documents import KINDS, document_path
from competent.programme.exercises import Exercise, Task


def page_of(making: Making, exercise: Exercise) -> int | None:
    """The page of the workbook, or of the guide for the assessment, that an exercise begins on."""
    name = "summative-assessment" if isinstance(exercise, Task) else "formative-workbook"
    kind = next(kind for kind in KINDS if kind.id == name)
    return making.shelf.page(document_path(making.programme, kind), exercise.id)


def say_pages(root: etree.Element, making: Making) -> None:
    """Put the pages into the places that were drawn for them."""
    for place in root.iter():
        exercise = making.programme.exercise_by_id.get(place.get(PAGE_OF, ""))
        if exercise:
            place.text = where(exercise, page_of(making, exercise), making.words)
