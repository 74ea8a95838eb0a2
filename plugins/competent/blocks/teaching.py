"""The blocks that teach: readings, mnemonics, letters, dialogues, comparisons and job aids."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from competent.blocks.drawing import Drawing, DrawnKind, options
from competent.blocks.html import append, h
from competent.programme.node import Node
from competent.programme.time import reading_minutes
from competent.text.values import READ, Key, Part, Text, Whole
from competent.words import N_, Label


class ReadingBlock(DrawnKind):
    """An article with what a reader wants to know of it first; its words and reading time are computed."""

    name = "reading"
    listed: ClassVar[Label] = N_("Readings")

    class Options(Part):
        """What a reader wants to know first."""

        id: Key
        """The id, which links lead to."""
        author: Annotated[Text, READ]
        """Who wrote it."""
        year: Whole = Field(ge=1450, le=2200)
        """The year it appeared."""
        source: Annotated[Text, READ]
        """Where it appeared, without a full stop at the end."""
        rights: Annotated[Text | None, READ] = None
        """On what terms you may use it, without a full stop at the end; a check asks for it."""
        summary: Annotated[Text, READ]
        """What it says in a sentence or two, shown before the article."""
        keywords: Annotated[tuple[Text, ...], READ] = Field(min_length=1)
        """What it is about, in words to look for."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Head, article, keywords and rights."""
        given, _ = options(node, cls.Options), drawing.view.words
        title = h("p", {"class": "reading__title"}, node.title)
        by = h("p", {"class": "reading__by"}, f"{given.author}, {given.year}. {given.source}.")
        head = h("div", {"class": "reading__head"}, h("p", {"class": "reading__kind"}, _("Reading")), title, by)
        append(head, h("p", {"class": "reading__summary"}, given.summary))
        words = drawing.words(node)
        about = _.ngettext("about %(num)d minute", "about %(num)d minutes", reading_minutes(words))
        facts = _.ngettext("%(num)d word", "%(num)d words", words) + f", {about}"
        append(head, h("p", {"class": "reading__facts"}, facts))
        keywords = _("Keywords:") + f" {', '.join(given.keywords)}."
        rights = f" {given.rights}." if given.rights else ""
        return h(
            "aside",
            {"class": "reading", "id": given.id, "aria-label": _("Reading") + f": {node.title}"},
            head,
            h("div", {"class": "reading__body"}, *drawing.inside(body)),
            h("p", {"class": "reading__rights"}, keywords + rights),
        )


class LetterMeaning(Part):
    """A letter of a mnemonic."""

    letter: Text
    """The letter."""
    word: Annotated[Text, READ]
    """The word that it stands for."""
    meaning: Annotated[Text, READ]
    """What the word asks of people."""


class MnemonicBlock(DrawnKind):
    """A word whose letters help to remember."""

    name = "mnemonic"
    listed: ClassVar[Label] = N_("Words to remember by")

    class Options(Part):
        """The letters."""

        id: Key
        """The id, which links lead to."""
        letters: Annotated[tuple[LetterMeaning, ...], READ] = Field(min_length=2)
        """The letters, in order."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Letter, word and meaning, row by row."""
        given = options(node, cls.Options)
        rows = h("ul", {"class": "mnemonic__letters"})
        for item in given.letters:
            letter = h("span", {"class": "mnemonic__letter", "aria-hidden": "true"}, item.letter)
            text = h("span", {"class": "mnemonic__text"}, h("strong", None, f"{item.word}: "), item.meaning)
            append(rows, h("li", None, letter, text))
        title = h("p", {"class": "mnemonic__title"}, node.title)
        names = {"class": "mnemonic", "id": given.id, "aria-label": node.title}
        return h("aside", names, title, rows, *drawing.inside(body))


class LetterBlock(DrawnKind):
    """A letter that stands for a word to keep in mind: “B is for balance”."""

    name = "letter"

    class Options(Part):
        """The letter."""

        letter: Text
        """The letter, or `✓` for a tick."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """The letter is a picture of the title, so only the title is read aloud."""
        letter = options(node, cls.Options).letter
        look = "letter__letter letter__letter--tick" if letter == "✓" else "letter__letter"
        sign = h("span", {"class": look, "aria-hidden": "true"}, "" if letter == "✓" else letter)
        title = h("p", {"class": "letter__title"}, node.title)
        return h("aside", {"class": "letter", "aria-label": node.title}, sign, title, *drawing.inside(body))


Verdict = Literal["good", "bad", "neutral"]
VERDICTS: dict[Verdict, Label] = {
    "good": N_("This works"),
    "bad": N_("This goes wrong"),
    "neutral": N_("Listen in"),
}
LONGEST_SPEAKER = 40
"""Letters before a colon that can be a speaker."""


class DialogueBlock(DrawnKind):
    """People talking; each paragraph of the body is “Speaker: words”."""

    name = "dialogue"
    listed: ClassVar[Label] = N_("Dialogues")

    class Options(Part):
        """What to make of the talk."""

        id: Key | None = None
        """The id, which links lead to. With one, the dialogue is listed on the page Find."""
        verdict: Verdict = "neutral"
        """Whether it shows what works or what goes wrong."""
        point: Annotated[Text | None, READ] = None
        """What to notice, shown at the end."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Head, the speakers set apart, and the point."""
        given, _ = options(node, cls.Options), drawing.view.words
        said = h("p", {"class": "dialogue__verdict"}, _(VERDICTS[given.verdict]))
        title = h("p", {"class": "dialogue__title"}, node.title)
        names = {"class": f"dialogue dialogue--{given.verdict}", "id": given.id, "aria-label": node.title}
        spoken = drawing.inside(body)
        for paragraph in spoken:
            _set_speaker_apart(paragraph)
        point = h("p", {"class": "dialogue__point"}, given.point) if given.point else None
        return h("aside", names, said, title, *spoken, point)


def _set_speaker_apart(paragraph: etree.Element) -> None:
    speaker, colon, words = (paragraph.text or "").partition(":")
    if paragraph.tag == "p" and colon and len(speaker) < LONGEST_SPEAKER:
        paragraph.text = ""
        name = h("span", {"class": "dialogue__speaker"}, f"{speaker}:")
        name.tail = words
        paragraph.insert(0, name)


class CompareBlock(DrawnKind):
    """Two things side by side, such as what a customer is like and how to respond; the body is a table."""

    name = "compare"
    listed: ClassVar[Label] = N_("Side by side")

    class Options(Part):
        """Its id."""

        id: Key
        """The id, which links lead to."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """The title and the table."""
        title = h("p", {"class": "compare__title"}, node.title)
        names = {"class": "compare", "id": options(node, cls.Options).id}
        return h("div", names, title, *drawing.inside(body))


class JobAidBlock(DrawnKind):
    """A checklist or form to use at work."""

    name = "job-aid"
    listed: ClassVar[Label] = N_("Job aids")

    class Options(Part):
        """Its id."""

        id: Key
        """The id, which links lead to."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """The title and the aid."""
        _ = drawing.view.words
        kind = h("p", {"class": "job-aid__kind"}, _("Job aid"))
        title = h("p", {"class": "job-aid__title"}, node.title)
        label = _("Job aid") + f": {node.title}"
        names = {"class": "job-aid", "id": options(node, cls.Options).id, "aria-label": label}
        return h("aside", names, kind, title, *drawing.inside(body))
