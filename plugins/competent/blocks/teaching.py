"""The blocks that teach: readings, mnemonics, letters, dialogues, comparisons and job aids."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from pymdownx.blocks.block import Block, type_any

from competent.blocks.html import append, h
from competent.programme.time import count_words, reading_minutes
from competent.words import N_, _, ngettext

VERDICTS = {"good": N_("This works"), "bad": N_("This goes wrong"), "neutral": N_("Listen in")}


class ReadingBlock(Block):
    """An article with what a reader wants to know of it first."""

    NAME = "reading"
    ARGUMENT = True
    OPTIONS = dict.fromkeys(("id", "author", "year", "source", "rights", "summary", "keywords"), ("", type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The head; the article follows as Markdown."""
        o = self.options
        title = h("p", {"class": "reading__title"}, self.argument)
        by = h("p", {"class": "reading__by"}, f"{o['author']}, {o['year']}. {o['source']}.")
        head = h("div", {"class": "reading__head"}, h("p", {"class": "reading__kind"}, _("Reading")), title, by)
        append(head, h("p", {"class": "reading__summary"}, o["summary"]))
        self.body = h("div", {"class": "reading__body"})
        box = h(
            "aside",
            {"class": "reading", "id": o["id"], "aria-label": _("Reading") + f": {self.argument}"},
            head,
            self.body,
        )
        self.head = head
        parent.append(box)
        return box

    def on_add(self, block: etree.Element) -> etree.Element:
        """The article goes into the body."""
        return self.body

    def on_end(self, block: etree.Element) -> None:
        """Count the words, and close with keywords and rights."""
        words = count_words("".join(self.body.itertext()))
        minutes = reading_minutes(words)
        about = ngettext("about %(num)d minute", "about %(num)d minutes", minutes)
        facts = ngettext("%(num)d word", "%(num)d words", words) + f", {about}"
        append(self.head, h("p", {"class": "reading__facts"}, facts))
        keywords = _("Keywords:") + f" {', '.join(self.options['keywords'])}."
        rights = f" {self.options['rights']}." if self.options["rights"] else ""
        append(block, h("p", {"class": "reading__rights"}, keywords + rights))


class MnemonicBlock(Block):
    """Letters with what they stand for."""

    NAME = "mnemonic"
    ARGUMENT = True
    OPTIONS = dict.fromkeys(("id", "letters"), ("", type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Letter, word and meaning, row by row."""
        rows = h("ul", {"class": "mnemonic__letters"})
        for item in self.options["letters"]:
            letter = h("span", {"class": "mnemonic__letter", "aria-hidden": "true"}, str(item["letter"]))
            text = h("span", {"class": "mnemonic__text"}, h("strong", None, f"{item['word']}: "), str(item["meaning"]))
            append(rows, h("li", None, letter, text))
        title = h("p", {"class": "mnemonic__title"}, self.argument)
        box = h("aside", {"class": "mnemonic", "id": self.options["id"], "aria-label": self.argument}, title, rows)
        parent.append(box)
        return box


class LetterBlock(Block):
    """A letter that stands for a word to keep in mind: “B is for balance”."""

    NAME = "letter"
    ARGUMENT = True
    OPTIONS = {"letter": ("", type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The letter is a picture of the title, so only the title is read aloud."""
        letter = str(self.options["letter"])
        look = "letter__letter letter__letter--tick" if letter == "✓" else "letter__letter"
        sign = h("span", {"class": look, "aria-hidden": "true"}, "" if letter == "✓" else letter)
        title = h("p", {"class": "letter__title"}, self.argument)
        box = h("aside", {"class": "letter", "aria-label": self.argument}, sign, title)
        parent.append(box)
        return box


class DialogueBlock(Block):
    """People talking; each paragraph of the body is “Speaker: words”."""

    NAME = "dialogue"
    ARGUMENT = True
    OPTIONS = dict.fromkeys(("id", "verdict", "point"), ("", type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Head; the paragraphs follow as Markdown."""
        verdict = self.options["verdict"] or "neutral"
        said = h("p", {"class": "dialogue__verdict"}, _(VERDICTS[verdict]))
        title = h("p", {"class": "dialogue__title"}, self.argument)
        names = {
            "class": f"dialogue dialogue--{verdict}",
            "id": self.options["id"] or None,
            "aria-label": self.argument,
        }
        box = h("aside", names, said, title)
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
            append(block, h("p", {"class": "dialogue__point"}, str(self.options["point"])))


class CompareBlock(Block):
    """Two columns that belong together, such as what a customer is like and how to respond."""

    NAME = "compare"
    ARGUMENT = True
    OPTIONS = {"id": ("", type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The title; the table follows as Markdown."""
        title = h("p", {"class": "compare__title"}, self.argument)
        box = h("div", {"class": "compare", "id": self.options["id"]}, title)
        parent.append(box)
        return box


class JobAidBlock(Block):
    """A checklist or form to use at work."""

    NAME = "job-aid"
    ARGUMENT = True
    OPTIONS = {"id": ("", type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The title; the aid follows as Markdown."""
        kind = h("p", {"class": "job-aid__kind"}, _("Job aid"))
        title = h("p", {"class": "job-aid__title"}, self.argument)
        box = h(
            "aside",
            {"class": "job-aid", "id": self.options["id"], "aria-label": _("Job aid") + f": {self.argument}"},
            kind,
            title,
        )
        parent.append(box)
        return box


def _spoken(block: etree.Element) -> Iterator[etree.Element]:
    return (child for child in block if child.tag == "p" and not child.get("class"))
