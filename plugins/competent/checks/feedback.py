"""The rule on feedback: it must fit the answer that it belongs to, and stand nowhere else on its page."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from competent.blocks.drawing import MARK
from competent.blocks.feedback import TAKES, elsewhere, entries
from competent.checks.rule import rule
from competent.programme.answers import Choice
from competent.programme.exercises import question_of
from competent.programme.node import Node
from competent.programme.page import Page
from competent.project import Project
from competent.text.problem import Problem


@rule("C278", "error", never_off=True)
def feedback_fits_its_answer(project: Project) -> Iterator[Problem]:
    """Feedback to a choice has an entry for each option; another text would explain an option that it is not about."""
    for page in project.content.pages.values():
        answered: set[Node | None] = set()
        for node in page.named("feedback"):
            yield from _misfits(page, node, _body(project, page, node), answered)
            answered.add(question_of(page, node))


def _body(project: Project, page: Page, node: Node) -> etree.Element:
    """What Markdown makes of the text inside."""
    root = project.pages.parsed(page.uri).root
    return next(element for element in root.iter() if element.get(MARK) == str(node.number))


def _misfits(page: Page, node: Node, body: etree.Element, answered: set[Node | None]) -> Iterator[Problem]:
    question = question_of(page, node)
    if question is None or question in answered or node.title:
        hint = "Write one, with nothing after its name, directly after the answer that it belongs to."
        title = "This answer has feedback already" if question in answered else "This feedback belongs to no answer"
        yield Problem(node.place, "C278", title, hint)
    elif question.options is not None and not isinstance(question.options, TAKES):
        hint = "A choice, lines or a table can have it. Take it out."
        yield Problem(node.place, "C278", f"The answer “{question.title}” is of a kind without feedback", hint)
    elif isinstance(question.options, Choice) and len(entries(body)) != len(question.options.options):
        title = f"{len(question.options.options)} options need as many entries; this feedback has {len(entries(body))}"
        hint = "Write a numbered list and nothing else: an entry for each option, in the order of the options."
        yield Problem(node.place, "C278", title, hint)
    elif not page.text(node):
        yield Problem(node.place, "C278", "This feedback says nothing", "Write what others often miss, or take it out.")
    elif elsewhere(body):
        hint = "Pages show these in other places too, before an answer is given. Use bold words instead."
        yield Problem(node.place, "C278", "A heading or a footnote stands in feedback", hint)
