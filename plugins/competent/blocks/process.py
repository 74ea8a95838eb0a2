"""A process: its steps are written once and shown in four views.

Full; only what is critical, with the rest struck through; ABC (accuracy, brevity, clarity: one line a step); BLUF
(bottom line up front: safety and objective first). The views follow the source document on the irate customer.
"""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from competent.blocks.drawing import Drawing, DrawnKind, options
from competent.blocks.html import append, h
from competent.blocks.view import View
from competent.programme.node import Node
from competent.text.manuscript import Block
from competent.text.problem import Problem
from competent.text.values import READ, Key, Part, Text
from competent.words import N_, Label, Words

CardView = Literal["full", "critical", "abc", "bluf"]
VIEW_NAMES: dict[CardView, Label] = {
    "full": N_("Full"),
    "critical": N_("Only what is critical"),
    "abc": N_("ABC"),
    "bluf": N_("BLUF"),
}
CARD_NAMES: dict[CardView, Label] = {
    "full": N_("Every step, explained"),
    "critical": N_("Only what is critical"),
    "abc": N_("Step by step"),
    "bluf": N_("First things first"),
}
"""What a side of a card is called at a counter, where the names of methods mean nothing."""
VIEW_HINTS: dict[CardView, Label] = {
    "full": N_("Every step, explained."),
    "critical": N_("What you may leave out when time is short is struck through."),
    "abc": N_("Accuracy, brevity, clarity: one line a step."),
    "bluf": N_("Bottom line up front: safety and objective first."),
}


class StepBlock(DrawnKind):
    """A step of a process, which takes it up: by itself it is nothing."""

    name = "step"
    parents = ("process",)

    class Options(Part):
        """What the short views say."""

        short: Annotated[Text, READ]
        """The step in one line, for the short views."""
        critical: bool = True
        """`false` for a step that may be left out when time is short."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Nothing."""
        return None


class ProcessBlock(DrawnKind):
    """A procedure that is written once and shown at four levels of brevity, with a card to print."""

    name = "process"
    holds = ("step",)
    listed: ClassVar[Label] = N_("Step by step")

    class Options(Part):
        """What every view shows beside the steps."""

        id: Key
        """The id, which links lead to and which names the card."""
        objective: Annotated[Text, READ]
        """What is reached at the end, in a sentence."""
        safety: Annotated[Text, READ]
        """What must never be forgotten, in a sentence."""
        card: tuple[CardView, ...] = Field(default=("abc", "bluf"), min_length=1, max_length=4)
        """The views on the printed card, one a side."""

    @classmethod
    def wrong_children(cls, block: Block) -> Iterable[Problem]:
        """C233: a process without steps."""
        if not any(child.name == "step" for child in block.children):
            hint = "Add blocks “step” inside it; the process needs one more slash than they."
            yield Problem(block.place, "C233", f"The process “{block.argument}” has no step", hint)

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """The steps in every view that the page wants."""
        given = options(node, cls.Options)
        steps = [Step(drawing, inner, place) for inner, place in drawing.nodes_in(body) if inner.kind is StepBlock]
        views = _Views(drawing.view, node.title, given, steps)
        names = {"class": "process", "id": given.id, "aria-label": node.title}
        box = h("section", names, h("p", {"class": "process__title"}, node.title))
        if drawing.view.medium == "web":
            return append(box, views.tabs(), views.card_link())
        if drawing.view.medium == "card":
            return append(box, *map(views.side, given.card))
        return append(box, views.one("full"))


@dataclass(frozen=True)
class Step:
    """A step, and what Markdown made of its explanation."""

    drawing: Drawing
    node: Node
    place: etree.Element

    @property
    def options(self) -> StepBlock.Options:
        """Its options."""
        return options(self.node, StepBlock.Options)

    def body(self) -> etree.Element:
        """A copy of the explanation, for one view."""
        copied = copy.deepcopy(self.place)
        return h("div", {"class": "process__body"}, *self.drawing.inside(copied))


@dataclass(frozen=True)
class _Views:
    """Draws the views of one process."""

    view: View
    title: str
    given: ProcessBlock.Options
    steps: list[Step]

    @property
    def words(self) -> Words:
        return self.view.words

    def tabs(self) -> etree.Element:
        """The markup of Material's content tabs: radio buttons, so that the keyboard works without a script."""
        name = f"{self.given.id}-view"
        inputs, labels, blocks = [], h("div", {"class": "tabbed-labels"}), h("div", {"class": "tabbed-content"})
        for number, (key, title) in enumerate(VIEW_NAMES.items(), 1):
            checked = "checked" if number == 1 else None
            inputs.append(h("input", {"type": "radio", "name": name, "id": f"{name}-{key}", "checked": checked}))
            append(labels, h("label", {"for": f"{name}-{key}"}, self.words(title)))
            append(blocks, h("div", {"class": "tabbed-block"}, self.one(key)))
        sizes = {"class": "tabbed-set tabbed-alternate", "data-tabs": f"{name}:{len(VIEW_NAMES)}"}
        return h("div", sizes, *inputs, labels, blocks)

    def card_link(self) -> etree.Element | None:
        """The way to the printed card."""
        name = f"{self.given.id}-card.pdf"
        found = next((d for d in self.view.documents if d.uri.endswith(f"/{name}")), None)
        if found is None:
            return None
        _ = self.words
        link = h("a", {"href": self.view.link(found.uri)}, _("Print the card (PDF)"))
        return h("p", {"class": "process__card"}, link)

    def side(self, key: CardView) -> etree.Element:
        """A side of the card."""
        kind = h("p", {"class": "card__kind"}, self.words(CARD_NAMES[key]))
        return h("div", {"class": "card__side"}, kind, h("h1", None, self.title), self.one(key))

    def one(self, key: CardView) -> etree.Element:
        """One view: steps, objective and safety."""
        _ = self.words
        objective = h(
            "p", {"class": "process__objective"}, h("strong", None, _("Objective:"), " "), self.given.objective
        )
        safety = h("p", {"class": "process__safety"}, h("strong", None, _("Safety:"), " "), self.given.safety)
        hint = h("p", {"class": "view__hint"}, _(VIEW_HINTS[key]))
        box = h("div", {"class": f"view view--{key}"}, None if self.short_on_card(key) else hint)
        if key == "bluf":
            return append(box, safety, objective, self.list(key))
        return append(box, self.list(key), safety, objective)

    def list(self, key: CardView) -> etree.Element:
        rows = h("ol", {"class": "process__steps"})
        for step in self.steps:
            if key in ("full", "critical"):
                append(rows, self.explained(step, struck=key == "critical" and not step.options.critical))
            elif step.options.critical:
                append(rows, self.short(step, key))
        return rows

    def short_on_card(self, key: CardView) -> bool:
        """Whether it is read at arm's length, where each step has a line for what and one for how."""
        return self.view.medium == "card" and key in ("abc", "bluf")

    def short(self, step: Step, key: CardView) -> etree.Element:
        """A step in one line; on a card in two."""
        if self.short_on_card(key):
            title = h("strong", {"class": "step__title"}, step.node.title)
            return h("li", None, title, " ", h("span", {"class": "step__short"}, step.options.short))
        return h("li", None, h("strong", None, f"{step.node.title}: "), step.options.short)

    def explained(self, step: Step, struck: bool) -> etree.Element:
        _, title = self.words, h("strong", None, step.node.title)
        if struck:
            said = h("span", {"class": "visually-hidden"}, _("Left out when time is short:"), " ")
            return h("li", {"class": "process__struck"}, said, h("del", None, title, step.body()))
        return h("li", None, title, step.body())
