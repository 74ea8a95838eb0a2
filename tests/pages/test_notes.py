"""A footnote has the number in the text that it has in its list, on the page and in every document."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest

from competent.documents.compose import Composer
from competent.pages.notes import list_of_notes
from competent.project import Project
from tests.conftest import TinyProject
from tests.documents.composing import composed

PAGE = """\
---
title: Boil
outcomes: [us1-so1]
---
# Boil

Steam is not what you see.[^cloud]

//// activity | Boil water
    id: us1-a01
    type: knowledge
    mode: individual
    criteria: [us1-so1-ac1]
    minutes: 5

Look at the kettle.[^near] Write down what you hear.[^song]

/// answer | What do you see?
    key: see
    kind: lines
///

/// model
A cloud.[^secret]
///
////

/// oral | Why does it sing?
    criteria: [us1-so1-ac2]

Bubbles burst.[^song]
///

/// oral | When does it stop?
    criteria: [us1-so1-ac2]

When all is hot.[^song]
///

[^secret]: Only the answer cites this.
[^cloud]: Steam has no colour.
[^song]: See also the near one.[^near]
[^near]: Not nearer than a metre.
"""
WORDS = {"cloud": "Steam has", "song": "See also", "near": "Not nearer", "secret": "Only the answer"}


@pytest.fixture
def noted(project: TinyProject) -> Project:
    project.write("content/us1/boil.md", PAGE)
    project.write("content/us1/tasks.md", TASKS)
    project.replace("content/us1/index.md", "sections: [boil.md]\n", "sections: [boil.md]\nsummative: tasks.md\n")
    assert project.errors() == []
    return project.load()


TASKS = """\
---
title: Tasks
outcomes: [us1-so1]
---
# Tasks

//// task | A pot for two
    id: us1-t01
    method: questionnaire
    criteria: [us1-so1-ac1, us1-so1-ac2]
    minutes: 30

Make it.

/// answer | How hot is the water?
    key: hot
    kind: lines
///

/// model
Hot.
///
////
"""


def said_of(root: etree.Element) -> dict[str, tuple[str, ...]]:
    """By the name of a note, the numbers of the references to it and, last, that of its place in the list."""
    _box, notes = list_of_notes(root)
    found: dict[str, list[str]] = {}
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref":
            found.setdefault(link.get("href", "").partition(":")[2], []).append(link.text or "")
    for number, note in enumerate(notes, 1):
        name = note.get("id", "").partition(":")[2]
        assert "".join(note.itertext()).strip().startswith(WORDS[name])
        found.setdefault(name, []).append(str(number))
    return {name: tuple(numbers) for name, numbers in found.items()}


def test_the_page_counts_the_notes_that_a_learner_sees(noted: Project) -> None:
    root = noted.pages.fragment("us1/boil.md", noted.pages.view("web", "us1/boil.md")).root
    assert said_of(root) == {"cloud": ("1", "1"), "song": ("2", "2"), "near": ("3", "3", "3")}
    titles = [link.get("title", "") for link in root.iter("a") if link.get("class") == "footnote-backref"]
    assert titles == [f"Jump back to footnote {number} in the text" for number in (1, 2, 3, 3)]


def test_the_workbook_counts_the_notes_of_what_it_holds(noted: Project) -> None:
    paper = Composer(noted, noted.programmes[0]).paper("us1/boil.md", "workbook")
    activity = paper.parts(lambda box: box.get("aria-labelledby") == "us1-a01")
    assert said_of(activity) == {"song": ("1", "1"), "near": ("2", "2", "2")}
    assert said_of(paper.parts(lambda box: box.tag == "p" and "Steam" in (box.text or ""))) == {"cloud": ("1", "1")}


def test_a_restricted_document_counts_the_notes_of_model_answers_too(noted: Project) -> None:
    paper = Composer(noted, noted.programmes[0]).paper("us1/boil.md", "restricted")
    activity = paper.parts(lambda box: box.get("aria-labelledby") == "us1-a01")
    assert said_of(activity) == {"secret": ("1", "1"), "song": ("2", "2"), "near": ("3", "3", "3")}


def test_an_answer_to_an_oral_question_brings_its_notes_and_no_anchor_twice(noted: Project) -> None:
    html = composed(noted, noted.programmes[0], "assessor-guide").html
    assert html.count("See also the near one.") == html.count("Not nearer than a metre.") == 2
    assert 'id="us1-boil-fn:song"' not in html
