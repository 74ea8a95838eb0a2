"""Who hears a form knows which field is meant: no two fields of a document are called alike."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from competent.adapters import load_project
from competent.documents.compose import Composer
from competent.documents.labels import called
from competent.forms.field import Field, FieldKind, Form, Note, Option, Person, SignOff, Who
from competent.forms.heard import heard_fields
from competent.project import Project
from competent.words import Words
from tests.building import Built, project_copy

NUMBERED = re.compile(r"\d+: ")
"""What is only counted: words that tell it apart are missing."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = project_copy("whole", tmp_path_factory.mktemp("heard") / "project")
    return load_project(root / "mkdocs.yml")


def alike(named: list[tuple[str, str]]) -> dict[str, set[str]]:
    """What several are called, in letters and digits."""
    found = defaultdict(set)
    for name, label in named:
        found["".join(re.findall(r"[^\W_]", label.casefold()))].add(name)
    return {label: names for label, names in found.items() if len(names) > 1}


def test_no_field_of_a_whole_programme_needs_a_number_to_be_told_apart(whole: Project) -> None:
    composed = Composer(whole, whole.programmes[0]).all()
    assert sum(len(document.form.fields) for document in composed) > 500
    for document in composed:
        heard = heard_fields(document.form, Words(document.language))
        assert alike([(name, said.label) for name, said in heard.items()]) == {}, document.path
        assert [said.label for said in heard.values() if NUMBERED.match(said.label)] == [], document.path


def test_every_detail_says_whose_it_is_and_every_signature_for_what(whole: Project) -> None:
    programme = whole.programmes[0]
    known = called(programme)
    seen = set()
    for document in Composer(whole, programme).all():
        words = Words(document.language)
        for name, said in heard_fields(document.form, words).items():
            means = document.form.fields[name].means
            if isinstance(means, Person | SignOff):
                owner = means.role if isinstance(means, Person) else means.about
                assert said.label.startswith(words.say(known[owner])), (document.path, said.label)
                assert len(said.label) > len(words.say(known[owner])) + 3
                seen.add(owner)
    assert {"learner", "assessor", "iv", "plan", "appeal", "modplan"} <= seen


def forms_of(built: Built) -> list[Path]:
    return sorted(f for part in ("pdf", "restricted") for f in (built.root / "build" / part).rglob("*.pdf"))


def test_no_two_fields_of_any_real_document_are_called_alike(built: Built) -> None:
    fields = 0
    for pdf in forms_of(built):
        with pikepdf.open(pdf) as document:
            form = document.Root.get("/AcroForm")
            found = list(form.Fields) if form is not None else []
            called_by_field = [(str(field.T), str(field.TU)) for field in found]
            assert alike(called_by_field) == {}, pdf
            assert [label for _name, label in called_by_field if NUMBERED.match(label)] == [], pdf
            buttons = [
                (f"{field.T}={next(state for state in kid.AP.N if state != '/Off')}", str(kid.TU))
                for field in found
                if Name.Btn == field.FT and int(field.Ff) & 1 << 15
                for kid in field.Kids
            ]
            assert alike(buttons + called_by_field) == {}, pdf
            fields += len(found)
    assert fields > 8000


def note(topic: str, label: str, form: str = "plan", options: tuple[Option, ...] = ()) -> Field:
    kind = FieldKind.CHOICE if options else FieldKind.LINE
    return Field(f"{form}-{topic}", kind, label, Note(form, topic), Who.LEARNER, options)


def heard(*fields: Field) -> dict[str, str]:
    form = Form(called={"plan": "Plan", "log": "Log", "mentor": "Mentor"})
    for field in fields:
        form.add(field)
    return {name: said.label for name, said in heard_fields(form, Words()).items()}


def test_of_two_fields_with_the_same_words_each_says_its_form() -> None:
    assert heard(note("date", "Date"), note("date", "Date.", "log"), note("place", "Place")) == {
        "plan-date": "Plan: Date",
        "log-date": "Log: Date.",
        "plan-place": "Place",
    }


def test_where_nothing_else_tells_two_fields_apart_they_are_counted() -> None:
    assert heard(note("one", "Date"), note("two", "date")) == {"plan-one": "1: Plan: Date", "plan-two": "2: Plan: date"}


def test_the_buttons_of_a_choice_are_called_as_its_question_is() -> None:
    options = (Option("yes", "Fresh: yes"), Option("no", "Fresh: no"))
    form = Form(called={"plan": "Plan", "log": "Log"})
    form.add(note("fresh", "Fresh", options=options))
    form.add(note("fresh", "Fresh", "log"))
    assert heard_fields(form, Words())["plan-fresh"].options == {"yes": "Plan: Fresh: yes", "no": "Plan: Fresh: no"}


def test_a_detail_is_called_by_whose_it_is_once() -> None:
    assert heard(
        Field("mentor-phone", FieldKind.LINE, "Telephone", Person("mentor", "phone"), Who.MENTOR),
        Field("mentor-name", FieldKind.LINE, "Mentor", Person("mentor", "name"), Who.MENTOR),
        Field("mentor-position", FieldKind.LINE, "Mentor: position", Person("mentor", "position"), Who.MENTOR),
    ) == {"mentor-phone": "Mentor: Telephone", "mentor-name": "Mentor: name", "mentor-position": "Mentor: position"}
