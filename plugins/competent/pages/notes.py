"""Footnotes: only those that what is shown refers to, and numbers that agree with the list as it then stands."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Collection, Iterable, Iterator, Sequence


def list_of_notes(root: etree.Element) -> tuple[etree.Element | None, list[etree.Element]]:
    """The box with the footnotes of a page, and the notes in it."""
    box = next((element for element in root.iter("div") if "footnote" in _looks(element)), None)
    listed = box.find("ol") if box is not None else None
    return box, list(listed) if listed is not None else []


def cited(
    parts: Iterable[etree.Element], notes: Sequence[etree.Element], but: Collection[etree.Element] = ()
) -> list[etree.Element]:
    """The notes that the parts refer to, and those that these notes refer to; what is in `but` does not count."""
    by_name = _by_name(notes)
    found: set[str] = set()
    waiting = [link.get("href", "") for part in parts for link in _links(part, "footnote-ref") if link not in but]
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in found:
            found.add(name)
            waiting += [link.get("href", "") for link in _links(by_name[name], "footnote-ref")]
    return [note for name, note in by_name.items() if name in found]


def renumber(parts: Iterable[etree.Element], before: Sequence[etree.Element], now: Sequence[etree.Element]) -> None:
    """Give references, and the ways back to them, the numbers that the notes have now."""
    old, new = ({name: str(n) for n, name in enumerate(_by_name(notes), 1)} for notes in (before, now))
    for part in parts:
        for link in _links(part, "footnote-ref"):
            name = link.get("href", "")
            if name in new and link.text:
                link.text = link.text.replace(old[name], new[name])
    for name, note in _by_name(now).items():
        for link in _links(note, "footnote-backref"):
            link.set("title", link.get("title", "").replace(old[name], new[name]))


def leave_out_notes(root: etree.Element) -> None:
    """Leave out the footnotes that nothing shown refers to: what a model answer alone cites is part of it."""
    box, notes = list_of_notes(root)
    if box is None:
        return
    kept = cited([root], notes, but=set(box.iter()))
    for listed in box.findall("ol"):
        for note in [note for note in listed if note not in kept]:
            listed.remove(note)
    renumber([root], notes, kept)
    if not kept:
        next(parent for parent in root.iter() if box in list(parent)).remove(box)


def _by_name(notes: Iterable[etree.Element]) -> dict[str, etree.Element]:
    return {f"#{note.get('id')}": note for note in notes}


def _links(part: etree.Element, look: str) -> Iterator[etree.Element]:
    return (link for link in part.iter("a") if look in _looks(link))


def _looks(element: etree.Element) -> list[str]:
    return (element.get("class") or "").split()
