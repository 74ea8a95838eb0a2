"""What a page tells its script of the answers that it holds, and what the page “My answers” tells of a whole programme.

The script keeps each answer with the words that the learner saw. Both sides make those words alike: here of the model,
there of the page.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from typing import Any

from competent.blocks.html import append, h, listed
from competent.blocks.view import View, documents_of, my_answers_uri
from competent.forms.answers import AnswerFields
from competent.forms.field import Field, FieldKind, Who
from competent.programme.documents import KINDS, Download
from competent.programme.exercises import Exercise, Task
from competent.programme.models import Programme, Section
from competent.words import N_, Label, Words

WORKBOOK, TASKS = "formative-workbook", "summative-assessment"
"""The documents in which answers are handed in: of activities, and of tasks."""
BETWEEN = " | "
"""Stands between a question and the cell or the option that is meant."""
WORDS: Mapping[str, Label] = {
    "saved": N_("Saved {time}"),
    "failed": N_("NOT SAVED: this browser does not keep what you write. Copy it before you leave the page."),
    "whose": N_("Whose answers these are"),
    "who": N_("These are the answers of {name}."),
    "whoNumber": N_("These are the answers of {name}, {number}."),
    "nobody": N_("These answers have no name yet."),
    "tell": N_("Say who you are"),
    "change": N_("Change the name"),
    "name": N_("Name"),
    "number": N_("Learner number"),
    "save": N_("Save"),
    "cancel": N_("Cancel"),
    "notMe": N_("This is not me"),
    "notMeText": N_("Your page begins empty. The answers of the other person stay on this device."),
    "someoneNew": N_("I am new here"),
    "apart": N_(
        "This page was opened from a disk, and this browser keeps the answers of each such page apart. Save the "
        "answers of every page to a file, and open all the files on the page “My answers”."
    ),
    "savePage": N_("Save the answers of this page"),
    "changed": N_("(This question has changed, or is gone.)"),
    "other": N_("(Written in another window.)"),
    "leftTitle": N_("Answers to questions that have changed"),
    "leftText": N_("Nothing that you wrote is lost. What no longer fits its question stands here, to copy from."),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "ticked": N_("Ticked"),
    "progress": N_("How far you are"),
    "answered": N_("{number} of {of} answered"),
    "byCriterion": N_("By criterion: activities and tasks that are answered in full"),
    "stopped": N_("Where you stopped:"),
    "next": N_("What comes next:"),
    "all": N_("All that you wrote"),
    "nothing": N_("You have written nothing yet."),
    "saveFile": N_("Save for: {document}"),
    "savedFile": N_("Saved as {file}: {number} answers. It lies where your browser puts what it saves."),
    "openFile": N_("Open a file"),
    "noFile": N_("This is not a file of answers. It ends in .xfdf, and was saved here or in a program for PDF."),
    "print": N_("Print"),
    "found": N_(
        "In the file: {fresh} answers that are not here yet, {differ} that differ, {unknown} that fit no question."
    ),
    "takeAll": N_("Choose the file for all"),
    "take": N_("Take them over"),
    "taken": N_("{number} answers were taken over."),
    "keepMine": N_("Keep what is here:"),
    "takeTheirs": N_("Take what the file holds:"),
    "keepHere": N_("Keep this programme on this device, to read without a network"),
    "keeping": N_("Fetching {number} of {of} files"),
    "keptHere": N_("The pages of this programme are on this device now. They open without a network."),
    "keepFailed": N_("The pages could not be kept. Try again when the network is better."),
    "takeOff": N_("Take my answers off this device"),
    "takeOffAsk": N_(
        "This removes your name and {number} answers from this browser. No other copy is kept here. Save them first."
    ),
    "takeOffSure": N_("Yes, remove them"),
    "takenOff": N_("Your name and {number} answers were removed from this browser."),
}
"""What the script says."""


def told(view: View, provider: str) -> str:
    """What a page with answers tells its script, as JSON; empty where there is nothing to answer."""
    programme, section = view.programme, view.section
    if programme is None or (view.uri != my_answers_uri(programme) and not (section and section.exercises)):
        return ""
    about = {
        "scope": f"{_slug(provider)}/{programme.id}",
        "pack": version(programme),
        "page": view.uri,
        "title": section.title if section else "",
        "words": {key: view.words(words) for key, words in WORDS.items()},
    }
    return _json(about)


def kept(view: View, kind: str) -> etree.Element:
    """The line below an activity that says where its answers are. The script shows it: without one nothing is kept."""
    _, programme = view.words, view.programme
    line = h("p", {"class": "kept", "hidden": ""}, _("What you write here is kept in this browser, on this device."))
    document = next((found for found in _downloads(view, programme) if found.kind == kind), None) if programme else None
    if document:
        append(line, " ", _("To hand it in:"), " ", h("a", {"href": view.link(document.uri)}, _.say(document.title)))
    if programme and view.has(my_answers_uri(programme)):
        link = h("a", {"href": view.link(my_answers_uri(programme)), "class": "kept__mine"}, _("My answers"))
        append(line, " · " if document else " ", link)
    return line


def box(view: View) -> etree.Element:
    """The page “My answers”: what the script needs of the programme; without it, where else to write."""
    programme, _ = view.programme, view.words
    without = h("p", None, _("This page needs JavaScript. Without it, write in the workbook, on paper or as a PDF."))
    if programme is None:
        return h("div", {"class": "mine"}, without)
    sections = [_section(view, programme, section) for section in programme.sections if section.exercises]
    documents = [
        {"id": kind.id, "title": _.say(kind.title_for(programme)), "file": f"{programme.id}-{kind.id}.pdf"}
        for kind in KINDS
        if (kind.id == WORKBOOK and programme.activities) or (kind.id == TASKS and programme.tasks)
    ]
    about = {"programme": programme.id, "documents": documents, "sections": sections}
    links = (_links(view, section) for section in programme.sections if section.exercises)
    return h("div", {"class": "mine", "data-mine": _json(about)}, without, *links)


def _links(view: View, section: Section) -> etree.Element:
    """The ways to all activities of a section; the script takes them from here."""
    ways = (
        h("a", {"href": view.link(section.uri, exercise.id), "data-exercise": exercise.id}, _title(view, exercise))
        for exercise in section.exercises
    )
    return h("div", None, h("p", None, section.title), listed("ul", None, ways))


def _title(view: View, exercise: Exercise) -> str:
    return f"{view.words(exercise.label)}: {exercise.title}"


def version(programme: Programme) -> str:
    """A few letters that change when a question does."""
    words = Words()
    said = [(field.name, asked(field, words)) for exercise in programme.exercises for field in fields_of(exercise)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]


def fields_of(exercise: Exercise) -> Iterator[Field]:
    """What the learner answers in an activity or a task."""
    fields = AnswerFields(exercise.id, exercise.label)
    for answer in exercise.answers:
        yield from (field for field in fields.of(answer) if field.who is Who.LEARNER and field.asked)


def asked(field: Field, _: Words) -> str:
    """The words beside a field, as the script reads them off the page."""
    return BETWEEN.join(" ".join(_.say(part).split()) for part in field.asked)


def _section(view: View, programme: Programme, section: Section) -> dict[str, Any]:
    activities = [_exercise(view, programme, section, exercise) for exercise in section.exercises]
    return {"title": section.title, "activities": activities}


def _exercise(view: View, programme: Programme, section: Section, exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": _title(view, exercise),
        "page": section.uri,
        "document": TASKS if isinstance(exercise, Task) else WORKBOOK,
        "criteria": [programme.criterion_label(name) for name in exercise.criteria if name in programme.criteria],
        "questions": _questions(exercise, view.words),
    }


def _questions(exercise: Exercise, _: Words) -> list[Any]:
    """The fields below the words that they share: a table has hundreds of cells with one question."""
    fields = ((asked(field, _).partition(BETWEEN), field) for field in fields_of(exercise))
    together = itertools.groupby(fields, key=lambda found: found[0][0])
    return [
        [question, [_field(field, exercise.id, words[2], _) for words, field in found]] for question, found in together
    ]


def _field(field: Field, exercise: str, rest: str, _: Words) -> list[Any]:
    """What its name and its words end with, and the options of a choice."""
    said: list[Any] = [field.name.removeprefix(f"{exercise}-"), rest]
    if field.kind is FieldKind.CHOICE:
        said.append([[option.value, " ".join(_.say(option.said).split())] for option in field.options])
    return said


def _downloads(view: View, programme: Programme) -> list[Download]:
    return [found for found in documents_of(view.documents, programme.id) if found.kind in (WORKBOOK, TASKS)]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
