"""Callouts say in words what kind they are, and not by colour and icon alone: on paper, which may be grey, for all."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from competent.blocks.html import h
from competent.blocks.view import View
from competent.words import N_, Label

KINDS: dict[str, Label] = {
    "remember": N_("Remember"),
    "note": N_("Note"),
    "tip": N_("Tip"),
    "example": N_("Example"),
    "info": N_("Information"),
    "abstract": N_("Summary"),
    "success": N_("Success"),
    "question": N_("Question"),
    "warning": N_("Warning"),
    "failure": N_("Failure"),
    "danger": N_("Danger"),
    "bug": N_("Fault"),
    "quote": N_("Quotation"),
}
"""What each kind of callout is called."""
SAME = {
    **dict.fromkeys(("summary", "tldr"), "abstract"),
    **dict.fromkeys(("hint", "important"), "tip"),
    **dict.fromkeys(("check", "done"), "success"),
    **dict.fromkeys(("help", "faq"), "question"),
    **dict.fromkeys(("caution", "attention"), "warning"),
    **dict.fromkeys(("fail", "missing"), "failure"),
    **dict.fromkeys(("error",), "danger"),
    **dict.fromkeys(("cite",), "quote"),
    "todo": "info",
}
"""Other names of the theme for the same kinds."""
PLACES = {"admonition", "inline", "end"}
"""Classes of a callout that are no kind."""


def name_callouts(root: etree.Element, view: View) -> None:
    """Give each callout of a page the name of its kind.

    Without a title of its author's, the kind is the title, in the language of the page. Beside a title of his own, the
    kind is seen on paper; in the site it is heard and not seen: there are its icon and its colour to see.
    """
    for box, title, written in _callouts(root):
        kind = KINDS.get(SAME.get(written, written))
        name = view.words.say(kind or written.capitalize())
        if title is not None and _text(title) == written:
            if kind and view.words.language.partition("-")[0] != "en":
                title.text = name
        elif (kind or view.medium == "web") and (title is None or name.casefold() not in _text(title).split()):
            _tell(box, title, f"{name}: ", "callout__kind" if view.paper else "visually-hidden")


def _callouts(root: etree.Element) -> Iterator[tuple[etree.Element, etree.Element | None, str]]:
    """Each callout with its title, if it has one, and its kind as it was written."""
    for box in root.iter():
        names = [name for name in (box.get("class") or "").split() if name not in PLACES]
        folded = box.tag == "details"
        if names and (folded or "admonition" in (box.get("class") or "").split()):
            title = next((child for child in box if _is_title(child, folded=folded)), None)
            if not folded or SAME.get(names[0], names[0]) in KINDS:
                yield box, title, names[0].lower()


def _is_title(element: etree.Element, *, folded: bool) -> bool:
    return element.tag == "summary" if folded else "admonition-title" in (element.get("class") or "").split()


def _text(element: etree.Element) -> str:
    """The words of a title, without the signs between them."""
    return " ".join(re.findall(r"\w+", "".join(element.itertext()))).casefold()


def _tell(box: etree.Element, title: etree.Element | None, words: str, look: str) -> None:
    """Say it before the title, or before the text where there is none."""
    if title is None:
        box.insert(0, h("p", {"class": look}, words))
        return
    heard = h("span", {"class": look}, words)
    heard.tail, title.text = title.text, None
    title.insert(0, heard)
