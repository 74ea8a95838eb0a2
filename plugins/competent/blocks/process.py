"""A process: its steps are written once and shown in four views.

Full; only what is critical, with the rest struck through; ABC (accuracy, brevity, clarity: one line a step); BLUF
(bottom line up front: safety and objective first). The views follow the source document on the irate customer.
"""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree

from pymdownx.blocks.block import type_any

from competent.blocks.base import CompetentBlock, Step
from competent.blocks.html import append, h
from competent.words import N_, _

VIEW_NAMES = {"full": N_("Full"), "critical": N_("Only what is critical"), "abc": N_("ABC"), "bluf": N_("BLUF")}
VIEW_HINTS = {
    "full": N_("Every step, explained."),
    "critical": N_("What you may leave out when time is short is struck through."),
    "abc": N_("Accuracy, brevity, clarity: one line a step."),
    "bluf": N_("Bottom line up front: safety and objective first."),
}


class StepBlock(CompetentBlock):
    """A step; the process around it takes it up."""

    NAME = "step"
    ARGUMENT = True
    OPTIONS = {"short": ("", type_any), "critical": (True, type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Hold the explanation until the process is complete."""
        element = h("div", {"class": "step"})
        parent.append(element)
        step = Step(self.argument, str(self.options["short"]), bool(self.options["critical"]), element)
        self.holder.steps.append(step)
        return element


class ProcessBlock(CompetentBlock):
    """The process; which views are shown is up to the page."""

    NAME = "process"
    ARGUMENT = True
    OPTIONS = {"id": ("", type_any), "objective": ("", type_any), "safety": ("", type_any), "card": (None, type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Begin with no steps."""
        self.holder.steps = []
        box = h("section", {"class": "process", "id": self.options["id"], "aria-label": self.argument})
        parent.append(box)
        return box

    def on_end(self, block: etree.Element) -> None:
        """Show the steps in every view that the page wants."""
        steps = self.holder.steps
        for step in steps:
            block.remove(step.body)
        append(block, h("p", {"class": "process__title"}, self.argument))
        if self.view.medium == "web":
            append(block, self._tabs(steps), self._card_link())
        elif self.view.medium == "card":
            append(block, *(self._side(name, steps) for name in self.options["card"] or ("abc", "bluf")))
        else:
            append(block, self._view("full", steps))

    def _tabs(self, steps: list[Step]) -> etree.Element:
        """The markup of Material's content tabs: radio buttons, so that the keyboard works without a script."""
        name = f"{self.options['id']}-view"
        inputs, labels, blocks = [], h("div", {"class": "tabbed-labels"}), h("div", {"class": "tabbed-content"})
        for number, (key, title) in enumerate(VIEW_NAMES.items(), 1):
            checked = "checked" if number == 1 else None
            inputs.append(h("input", {"type": "radio", "name": name, "id": f"{name}-{key}", "checked": checked}))
            append(labels, h("label", {"for": f"{name}-{key}"}, _(title)))
            append(blocks, h("div", {"class": "tabbed-block"}, self._view(key, steps)))
        sizes = {"class": "tabbed-set tabbed-alternate", "data-tabs": f"{name}:{len(VIEW_NAMES)}"}
        return h("div", sizes, *inputs, labels, blocks)

    def _card_link(self) -> etree.Element | None:
        """The way to the printed card."""
        name = f"{self.options['id']}-card.pdf"
        found = next((d for d in self.view.documents if d.uri.endswith(f"/{name}")), None)
        if found is None:
            return None
        return h(
            "p", {"class": "process__card"}, h("a", {"href": self.view.link(found.uri)}, _("Print the card (PDF)"))
        )

    def _side(self, key: str, steps: list[Step]) -> etree.Element:
        heading = h("h1", None, self.argument)
        return h(
            "div",
            {"class": "card__side"},
            h("p", {"class": "card__kind"}, _(VIEW_NAMES[key])),
            heading,
            self._view(key, steps),
        )

    def _view(self, key: str, steps: list[Step]) -> etree.Element:
        objective = h(
            "p",
            {"class": "process__objective"},
            h("strong", None, _("Objective:"), " "),
            str(self.options["objective"]),
        )
        safety = h("p", {"class": "process__safety"}, h("strong", None, _("Safety:"), " "), str(self.options["safety"]))
        box = h("div", {"class": f"view view--{key}"}, h("p", {"class": "view__hint"}, _(VIEW_HINTS[key])))
        listed = _list(key, steps)
        if key == "bluf":
            return append(box, safety, objective, listed)
        return append(box, listed, safety, objective)


def _list(key: str, steps: list[Step]) -> etree.Element:
    rows = h("ol", {"class": "process__steps"})
    for step in steps:
        if key in ("full", "critical"):
            append(rows, _explained(step, struck=key == "critical" and not step.critical))
        elif step.critical:
            append(rows, h("li", None, h("strong", None, f"{step.title}: "), step.short))
    return rows


def _explained(step: Step, struck: bool) -> etree.Element:
    body = copy.deepcopy(step.body)
    body.set("class", "process__body")
    if struck:
        said = h("span", {"class": "visually-hidden"}, _("Left out when time is short:"), " ")
        return h("li", {"class": "process__struck"}, said, h("del", None, h("strong", None, step.title), body))
    return h("li", None, h("strong", None, step.title), body)
