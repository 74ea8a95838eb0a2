"""The block `feedback`: what a learner reads on a page after an answer was given, and those who judge beside it.

On a page it is sealed: neither the words nor which option is right stand there to read before. No paper of learners has
it. For a choice it is a list with an entry for each option, in their order; for other answers it is any text.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from typing import ClassVar, Literal

from competent.blocks.drawing import Drawing, DrawnKind
from competent.blocks.html import append, h
from competent.programme.answers import AnswerPart, Choice, Lines, Table
from competent.programme.exercises import question_of
from competent.programme.node import Node
from competent.text.sealing import sealed
from competent.words import N_, Label, Words

SEALED = "competent-sealed"
"""The tag around what is sealed when the page is whole; its attribute `key` is the key."""
RIGHT = "right"
"""What is sealed with the right choice as its key: whoever opens it has chosen right."""
TAKES = (Choice, Lines, Table)
"""The kinds of answer that feedback can be given to."""
_STANDS_ELSEWHERE = {"h1", "h2", "h3", "h4", "h5", "h6", "sup"}
"""Headings are in the contents of a page too, and the text of a footnote is at its end."""


class FeedbackBlock(DrawnKind):
    """Why each option is right or wrong, or what others often miss."""

    name = "feedback"
    title: ClassVar[Literal["optional"]] = "optional"
    sealed = True
    of_sections = True
    parents = ("activity", "task")
    heading = N_("Feedback that the page gives")

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """A button on the page; all of it in restricted documents; nothing on the paper of learners."""
        question = question_of(drawing.page, node)
        kind = question.options if question else None
        if not isinstance(kind, TAKES) or drawing.view.medium not in ("web", "restricted"):
            return None
        parts = [_drawn(drawing, part) for part in (entries(body) if isinstance(kind, Choice) else [body])]
        if drawing.view.medium == "restricted":
            title = h("p", {"class": "model__title"}, drawing.view.words(cls.heading))
            return h("div", {"class": f"model model--{cls.name}"}, title, *_named(kind, parts))
        return _box(drawing.view.words, kind, _salt(drawing, node, kind), parts)


def entries(body: etree.Element) -> list[etree.Element]:
    """The entries of the list that is all that stands in the block; none where there is something else."""
    whole = list(body)
    alone = len(whole) == 1 and whole[0].tag in ("ol", "ul") and not (body.text or "").strip()
    return [item for item in whole[0] if item.tag == "li"] if alone else []


def elsewhere(body: etree.Element) -> bool:
    """Whether something stands in it that a page shows in another place too."""
    return any(element.tag in _STANDS_ELSEWHERE for element in body.iter())


def _drawn(drawing: Drawing, part: etree.Element) -> etree.Element:
    """What stands in an element, in a box."""
    box = h("div")
    box.extend(drawing.inside(part))
    box.text = part.text
    return box


def _salt(drawing: Drawing, node: Node, kind: AnswerPart) -> str:
    """A few signs that no other question has, the same for each build."""
    of = f"{drawing.exercise[0]} {kind.key} {drawing.page.text(node)}"
    return hashlib.sha256(of.encode()).hexdigest()[:12]


def _named(kind: Choice | Lines | Table, parts: Sequence[etree.Element]) -> Sequence[etree.Element]:
    """For those who judge: each entry below its option."""
    if not isinstance(kind, Choice):
        return parts
    named = zip(kind.options, parts, strict=False)
    of = {"class": "model__option"}
    return [append(h("div", {"class": "model__reason"}), h("p", of, option.text), part) for option, part in named]


SAID: dict[str, Label] = {
    "first": N_("Choose first. Then you can check."),
    "right": N_("Yes, that is right."),
    "wrong": N_("Not quite. You can choose again, and check again."),
    "more": N_("So far so good, but something is missing."),
}
WRITE = N_("Write a few words first. Then this opens.")


def _box(_: Words, kind: Choice | Lines | Table, salt: str, parts: Sequence[etree.Element]) -> etree.Element:
    """The button and what it shows; the script shows them, so that without it there is neither."""
    choice = isinstance(kind, Choice)
    said = {f"data-{key}": _(words) for key, words in SAID.items()} if choice else {"data-first": _(WRITE)}
    given = {"class": "feedback", "hidden": "", "data-salt": salt, **said}
    if isinstance(kind, Choice) and kind.correct:
        given["data-key"] = sealed(f"{salt} {' '.join(map(str, _right(kind)))}", RIGHT)
    words = _("Check what I chose") if choice else _("What others often miss")
    opens = {"type": "button", "class": "md-button answers__button", "aria-expanded": None if choice else "false"}
    hint = h("span", {"class": "feedback__hint"}, _("Only you see this. It is no mark."))
    shown = h("div", {"class": "feedback__said", "role": "status"})
    hidden = (_sealed(_, kind, number, f"{salt}:{number}", part) for number, part in enumerate(parts, 1))
    return h("div", given, h("button", opens, words), " ", hint, shown, *hidden)


def _right(kind: Choice) -> list[int]:
    return [number for number in range(1, len(kind.options) + 1) if kind.is_right(number)]


def _sealed(_: Words, kind: Choice | Lines | Table, number: int, key: str, part: etree.Element) -> etree.Element:
    """An entry. Where several may be chosen, it begins with its option, and whether that is right."""
    part.set("class", "feedback__why")
    if isinstance(kind, Choice) and kind.multiple and number <= len(kind.options):
        words, right = kind.options[number - 1].text, kind.is_right(number)
        head = h("p", {"class": "feedback__of"}, words)
        if kind.correct:
            part.set("class", f"feedback__why feedback__why--{'right' if right else 'wrong'}")
            append(head, ": ", h("strong", None, _("right") if right else _("not right")))
        return h(SEALED, {"key": key}, head, part)
    return h(SEALED, {"key": key}, part)
