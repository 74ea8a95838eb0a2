"""In the printed guide an activity or a task is a pointer: what it is about, and where its whole text stands.

The text is in the workbook, or in the guide for the assessment, with the room to answer; printed twice, it would cost
each learner a dozen sheets.
"""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable

from markdown.util import AtomicString

from competent.blocks.drawing import Drawing
from competent.blocks.html import append, h
from competent.programme.answers import AnswerPart
from competent.programme.exercises import Exercise, Task
from competent.programme.time import hours
from competent.words import N_, Words

PAGE_OF = "data-page-of"
"""The attribute by which a place for the page of an exercise names it; the page is put there when it is known."""
LONGEST = 150
"""Letters of the sentences that a pointer takes of a prompt: two lines. It takes at least one."""
_END = re.compile(r"[.!?…](?:[”’)\"']|\x02[^\x03]*\x03)*(?:\s+(?![a-z])|$)")
"""Where a sentence ends; between \\x02 and \\x03 stands what Markdown has put away, such as a quotation mark."""


def where(exercise: Exercise, page: int | None, words: Words) -> str:
    """What is said of where an exercise stands; no page where none is known."""
    if isinstance(exercise, Task):
        return str(page or "–")
    if page is None:
        return words(N_("In your workbook: %(activity)s", activity=exercise.label))
    return words(N_("In your workbook: %(activity)s, page %(page)s", activity=exercise.label, page=page))


def about(drawing: Drawing, body: etree.Element) -> etree.Element | None:
    """What an exercise is about: the first sentences of its prompt; without a prompt, its first question."""
    prompt = next((child for child in body if child.tag == "p" and "".join(child.itertext()).strip()), None)
    if prompt is not None:
        said = copy.deepcopy(prompt)
        said.tail = None
        said.set("class", "activity__about")
        _cut(said, _upto("".join(said.itertext())))
        _leave_open(said)
        return said
    questions = (node.title for node, _place in drawing.nodes_in(body) if isinstance(node.options, AnswerPart))
    question = next(questions, "")
    return h("p", {"class": "activity__about"}, question) if question else None


def _leave_open(element: etree.Element) -> None:
    """What announces a list that does not follow here ends in dots."""
    last = element[-1] if len(element) else None
    text = (element.text if last is None else last.tail) or ""
    if text.endswith(":"):
        text = AtomicString(f"{text[:-1]} …")
        if last is None:
            element.text = text
        else:
            last.tail = text


def _upto(text: str) -> int:
    """Where the last sentence ends that still has room, or the first one."""
    ends = [match.start() + len(match[0].rstrip()) for match in _END.finditer(text)]
    return max((end for end in ends if end <= LONGEST), default=min(ends, default=len(text)))


def _cut(element: etree.Element, room: int) -> int:
    """Leave only so many letters of an element; returns for how many there is still room."""
    element.text, room = _shortened(element.text, room)
    for child in list(element):
        if not room:
            element.remove(child)
            continue
        room = _cut(child, room)
        child.tail, room = _shortened(child.tail, room)
    return room


def _shortened(text: str | None, room: int) -> tuple[str, int]:
    kept = (text or "")[:room]
    return kept, room - len(kept)


def table_of_tasks(tasks: Iterable[Task], words: Words) -> etree.Element:
    """The tasks of a section with what to hand in, how long each takes, and where it stands."""
    _ = words
    heads = [_("Task"), _("Evidence to hand in"), _("Time"), _("Page")]
    rows = h("tbody", None, *(_row(task, words) for task in tasks))
    head = h("thead", None, h("tr", None, *(h("th", {"scope": "col"}, text) for text in heads)))
    lead = _("The tasks, with the room to work in, are in your summative assessment guide, on these pages.")
    columns = h("colgroup", None, *(h("col", {"class": f"tasks__{name}"}) for name in ("task", "what", "time", "page")))
    table = h("table", {"class": "tasks"}, columns, head, rows)
    return h("div", {"class": "tasks-box"}, h("p", {"class": "tasks__lead"}, lead), table)


def _row(task: Task, words: Words) -> etree.Element:
    title = h("strong", None, f"{words(task.label)}: {task.title}")
    name = h("td", {"class": "tasks__name"}, title, h("span", {"class": "tasks__method"}, words(task.method_name)))
    cells = ["; ".join(task.options.evidence), hours(task.options.minutes)]
    row = append(h("tr", {"id": task.id}, name), *(h("td", None, text) for text in cells))
    return append(row, h("td", {PAGE_OF: task.id}, where(task, None, words)))
