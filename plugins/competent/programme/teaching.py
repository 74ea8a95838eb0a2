"""The blocks that teach: letters and dialogues."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from pymdownx.blocks.block import Block, type_any

from competent.programme.html import h

VERDICTS = {"good": "This works", "bad": "This goes wrong", "neutral": "Listen in"}


class LetterBlock(Block):
    """A letter that stands for a word to keep in mind: “B is for balance”."""

    NAME = "letter"
    ARGUMENT = True
    OPTIONS = {"letter": ("", type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The letter is a picture of the title, so only the title is read aloud."""
        letter = str(self.options["letter"])
        sign = h("span", {"class": "letter__letter", "aria-hidden": "true"}, letter)
        title = h("p", {"class": "letter__title"}, self.argument)
        box = h("aside", {"class": "letter", "aria-label": self.argument}, sign, title)
        parent.append(box)
        return box


class DialogueBlock(Block):
    """People talking; each paragraph of the body is “Speaker: words”."""

    NAME = "dialogue"
    ARGUMENT = True
    OPTIONS = {key: ("", type_any) for key in ("id", "verdict", "point")}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Head; the paragraphs follow as Markdown."""
        verdict = self.options["verdict"] or "neutral"
        said = h("p", {"class": "dialogue__verdict"}, VERDICTS[verdict])
        title = h("p", {"class": "dialogue__title"}, self.argument)
        box = h("aside", {"class": f"dialogue dialogue--{verdict}", "aria-label": self.argument}, said, title)
        if self.options["id"]:
            box.set("id", self.options["id"])
        parent.append(box)
        return box

    def on_end(self, block: etree.Element) -> None:
        """Set the speakers apart, and close with the point."""
        for paragraph in _spoken(block):
            speaker, colon, words = (paragraph.text or "").partition(":")
            if colon and len(speaker) < 40 and "*" not in speaker:
                paragraph.text = ""
                name = h("span", {"class": "dialogue__speaker"}, f"{speaker}:")
                name.tail = words
                paragraph.insert(0, name)
        if self.options["point"]:
            point = h("p", {"class": "dialogue__point"})
            point.text = str(self.options["point"])
            block.append(point)


def _spoken(block: etree.Element) -> Iterator[etree.Element]:
    return (child for child in block if child.tag == "p" and not child.get("class"))
