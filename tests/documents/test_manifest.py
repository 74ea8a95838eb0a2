"""The manifests of a pack say of every printed document what it is, and of every field in it what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from pikepdf import Name

from competent.adapters import load_project
from competent.documents import build as documents
from competent.documents.build import version_of
from competent.documents.cache import Cache
from competent.documents.compose import roots_of
from competent.forms.field import USUAL, Field, FieldClash, FieldKind, Form, Note, Who
from competent.forms.manifest import Manifest, pack_version
from competent.project import Project
from competent.schema import schema_text
from competent.text.problem import ProblemsFound
from tests.building import PROGRAMMES, Built, edit, project_copy, small_project, snapshot
from tests.documents.composing import documents_of
from tests.documents.printing import standing_in

FOLDERS = ("pdf", "restricted")
RADIO, MULTILINE = 1 << 15, 1 << 12


@dataclass(frozen=True)
class Pack:
    """The documents of a programme in one folder, and their manifest."""

    folder: Path
    programme: str
    manifest: dict[str, Any] = field(repr=False)

    @property
    def fields(self) -> dict[str, Any]:
        return self.manifest["fields"]

    @cached_property
    def printed(self) -> dict[str, dict[str, Printed]]:
        """By file, the fields of each PDF by name."""
        return {document["file"]: fields_of(self.folder / document["file"]) for document in self.pdfs}

    @property
    def pdfs(self) -> list[dict[str, Any]]:
        return [document for document in self.manifest["documents"] if document["file"].endswith(".pdf")]


@dataclass(frozen=True)
class Printed:
    """A field as it stands in a PDF."""

    kind: str
    heard: str
    values: tuple[str, ...]
    """Those that a button can take."""


def fields_of(pdf: Path) -> dict[str, Printed]:
    with pikepdf.open(pdf) as opened:
        form = opened.Root.get("/AcroForm")
        return {str(found.T): printed(found) for found in form.Fields} if form is not None else {}


def printed(found: pikepdf.Object) -> Printed:
    values = dict.fromkeys(
        state.lstrip("/") for kid in found.Kids for state in kid.AP.N if state != "/Off" and Name.Btn == found.FT
    )
    return Printed(kind_of(found), str(found.TU), tuple(values))


def kind_of(found: pikepdf.Object) -> str:
    if Name.Sig == found.FT:
        return "signature"
    if Name.Tx == found.FT:
        return "lines" if int(found.Ff) & MULTILINE else "line"
    return "choice" if int(found.Ff) & RADIO else "tick"


PACKS: dict[Path, Pack] = {}


@pytest.fixture(params=[(p, f) for p in PROGRAMMES for f in FOLDERS], ids="-".join)
def pack(built: Built, request: pytest.FixtureRequest) -> Pack:
    programme, folder = request.param
    path = built.root / "build" / folder / programme
    if path not in PACKS:
        PACKS[path] = Pack(path, programme, json.loads((path / "pack.json").read_text(encoding="utf-8")))
    return PACKS[path]


def test_every_field_of_every_document_is_in_the_manifest_of_its_folder_with_its_kind(pack: Pack) -> None:
    assert {name for fields in pack.printed.values() for name in fields} == set(pack.fields)
    for document in pack.pdfs:
        fields = pack.printed[document["file"]]
        assert set(document["fields"]) == set(fields), document["file"]
        assert len(document["fields"]) == len(fields), document["file"]
        wrong = [
            name for name, found in fields.items() if not is_printed_as(pack.fields[name]["kind"], name, found.kind)
        ]
        assert wrong == [], document["file"]


def is_printed_as(kind: str, name: str, printed: str) -> bool:
    """A name or a date whose line is too short for it goes on two."""
    same = printed == kind or (kind, printed) == ("drawing", "lines")
    return same or ((kind, printed) == ("line", "lines") and name.rpartition("-")[2] in USUAL)


def test_a_choice_has_the_values_of_the_manifest_and_a_tick_one(pack: Pack) -> None:
    for fields in pack.printed.values():
        for name, found in fields.items():
            listed = [option["value"] for option in pack.fields[name]["options"]]
            wanted = {"choice": listed, "tick": ["yes"]}.get(found.kind, [])
            assert sorted(found.values) == sorted(wanted), name
            assert bool(listed) == (found.kind == "choice"), name


def test_a_field_of_one_document_is_called_there_what_the_manifest_calls_it(pack: Pack) -> None:
    holders: dict[str, list[Printed]] = {}
    for fields in pack.printed.values():
        for name, found in fields.items():
            holders.setdefault(name, []).append(found)
    alone = {name: found[0].heard for name, found in holders.items() if len(found) == 1}
    assert alone == {name: pack.fields[name]["label"] for name in alone}


def test_the_versions_are_those_of_the_footers(pack: Pack, page_texts: Callable[[Path], list[str]]) -> None:
    for document in pack.pdfs:
        pdf = pack.folder / document["file"]
        with pikepdf.open(pdf) as opened:
            assert str(opened.docinfo["/DocumentId"]) == document["id"]
            assert str(opened.docinfo["/DocumentVersion"]) == document["version"]
            assert str(opened.docinfo.Title) == document["title"]
        footer = rf"{document['id']}( ·)? edition \d+ \w+ \d+ · version {document['version']}"
        assert re.search(footer, " ".join(page_texts(pdf)[-1].split())), document["file"]


def test_the_spreadsheet_has_the_version_of_what_it_was_made_of(built: Built, loaded: Project) -> None:
    cache = Cache(loaded.output / ".cache", roots_of(loaded))
    keys = {path: key for made in cache.made().values() for path, key in made["keys"].items()}
    for programme in PROGRAMMES:
        folder = built.root / "build" / "restricted" / programme
        listed = json.loads((folder / "pack.json").read_text(encoding="utf-8"))["documents"]
        (sheet,) = [document for document in listed if document["file"] == "alignment-matrix.xlsx"]
        assert sheet["version"] == version_of(keys[f"restricted/{programme}/alignment-matrix.xlsx"])


def test_the_manifest_lists_all_that_lies_in_its_folder_and_says_which_pack_it_is(pack: Pack, loaded: Project) -> None:
    there = {file.relative_to(pack.folder).as_posix() for file in pack.folder.rglob("*") if file.is_file()}
    assert {document["file"] for document in pack.manifest["documents"]} | {"pack.json"} == there
    programme = next(found for found in loaded.programmes if found.id == pack.programme)
    manifest = Manifest.model_validate(pack.manifest)
    assert (manifest.programme, manifest.title) == (programme.id, programme.title)
    assert manifest.provider == loaded.settings.provider.name
    assert [standard.id for standard in manifest.standards] == [standard.id for standard in programme.standards]
    assert manifest.version == pack_version(manifest.documents)


def test_a_manifest_is_valid_by_its_schema_and_a_wrong_one_is_not(pack: Pack) -> None:
    schema = json.loads(schema_text("pack"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in checker.iter_errors(pack.manifest)] == []
    name = next(iter(pack.fields))
    assert checker.is_valid({**pack.manifest, "fields": {name: pack.fields[name]}})
    for part, value in (("kind", "sound"), ("who", "nobody"), ("means", {"kind": "answer"})):
        wrong = {**pack.manifest, "fields": {name: {**pack.fields[name], part: value}}}
        assert not checker.is_valid(wrong), part


def manifests(built: Built, programme: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the learners' manifest and the restricted one say of fields."""
    files = [built.root / "build" / folder / programme / "pack.json" for folder in FOLDERS]
    learners, restricted = (json.loads(file.read_text(encoding="utf-8"))["fields"] for file in files)
    return learners, restricted


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_name_means_one_thing_in_the_whole_pack(built: Built, programme: str) -> None:
    learners, restricted = manifests(built, programme)
    shared = set(learners) & set(restricted)
    assert {"learner-name", "assessor-name", "iv-name"} <= shared
    for name in shared:
        one, other = ({**fields[name], "label": "", "options": []} for fields in (learners, restricted))
        assert one == other, name
        values = [[option["value"] for option in fields[name]["options"]] for fields in (learners, restricted)]
        assert values[0] == values[1], name


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_learners_manifest_says_nothing_of_what_only_restricted_documents_ask(
    built: Built, loaded: Project, programme: str
) -> None:
    learners, restricted = manifests(built, programme)
    for form in ("oral", "report", "self-review", "modplan", "premod", "sampling", "groups"):
        assert [name for name in restricted if name.startswith(f"{form}-")], form
        assert [name for name in learners if name.startswith(f"{form}-")] == [], form
    assert not [name for name in learners if name.endswith("--mark")]
    told = json.dumps(learners, ensure_ascii=False)
    asked = next(found for found in loaded.programmes if found.id == programme).oral_questions
    assert asked
    assert [question.question for question in asked if question.question in told or question.key in told] == []


def test_no_manifest_enters_the_site(built: Built) -> None:
    """The schema of manifests is there, for whoever reads them."""
    found = [path.relative_to(built.site).as_posix() for path in built.site.rglob("pack.json")]
    assert found == ["authoring/schema/pack.json"]


MEANT = {
    "us118028-so1-ac1-ref": ("lines", "learner", {"kind": "reference", "criterion": "us118028-so1-ac1"}),
    "us118028-so1-ac1-judgement": ("choice", "assessor", {"kind": "judgement", "of": "us118028-so1-ac1"}),
    "us118028-so1-ac1-comment": ("lines", "assessor", {"kind": "comment", "criterion": "us118028-so1-ac1"}),
    "us118028-ev01-ref": (
        "line",
        "learner",
        {"kind": "evidence", "standard": "us118028", "number": 1, "column": "ref"},
    ),
    "learner-name": ("line", "learner", {"kind": "person", "role": "learner", "detail": "name"}),
    "us118028-sign-candidate": (
        "signature",
        "learner",
        {"kind": "sign-off", "about": "us118028", "role": "candidate", "part": "signature"},
    ),
    "us118028-sign-iv-date": (
        "line",
        "iv",
        {"kind": "sign-off", "about": "us118028", "role": "iv", "part": "date"},
    ),
    "us118028-a01--done": ("tick", "learner", {"kind": "progress", "exercise": "us118028-a01", "part": "done"}),
    "us118028-a01--initials": (
        "line",
        "facilitator",
        {"kind": "progress", "exercise": "us118028-a01", "part": "initials"},
    ),
    "us118028-a01-department": (
        "lines",
        "learner",
        {"kind": "answer", "exercise": "us118028-a01", "answer": "department"},
    ),
}
"""The names that the design fixes, with what they mean."""


def test_the_names_that_the_design_fixes_mean_what_it_says(built: Built) -> None:
    learners, _restricted = manifests(built, "us118028")
    assert {n: (learners[n]["kind"], learners[n]["who"], learners[n]["means"]) for n in MEANT} == MEANT
    values = [option["value"] for option in learners["us118028-so1-ac1-judgement"]["options"]]
    assert values == ["C", "NYC"]


def test_who_fills_in_what_follows_from_what_it_means(pack: Pack, real: Project) -> None:
    programme = next(programme for programme in real.programmes if programme.id == pack.programme)
    by = {(exercise.id, answer.kind.key): answer.by for exercise in programme.exercises for answer in exercise.answers}
    wanted = {"evidence": "learner", "reference": "learner"}
    wanted |= {"comment": "assessor", "judged-by": "assessor", "mark": "assessor"}
    for name, found in pack.fields.items():
        means = found["means"]
        if means["kind"] == "answer":  # the learner, or who signs it or gives it in the learner's place
            assert found["who"] == by[means["exercise"], means["answer"]], name
            continue
        assert found["who"] == wanted.get(means["kind"], found["who"]), name
        if means["kind"] == "person":
            assert found["who"] == means["role"], name
        if means["kind"] == "sign-off":
            assert found["who"] == {"candidate": "learner"}.get(means["role"], means["role"]), name
            assert (means["part"] == "signature") == (found["kind"] == "signature"), name


OTHERS = ("small", "whole", "rqf", "qcto", "dialect")


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_means_one_thing_in_every_document_of_other_projects_too(tmp_path: Path, name: str) -> None:
    root = project_copy(name, tmp_path / "project")
    project = load_project(root / "mkdocs.yml")
    for programme in project.programmes:
        whole = Form()
        for document in documents_of(project, programme):
            for found in document.form:
                whole.add(found)
        assert len(whole.fields) > 300


def test_a_form_takes_a_field_again_and_refuses_another_of_its_name() -> None:
    form, note = Form(), Note("appeal", "reason")
    first = Field("appeal-reason", FieldKind.LINES, "Why?", note, Who.LEARNER)
    form.add(first)
    form.add(replace(first, label="Why?, said otherwise"))
    assert [found.name for found in form] == ["appeal-reason"]
    others = (
        replace(first, kind=FieldKind.LINE),
        replace(first, means=Note("plan", "reason")),
        replace(first, who=Who.ASSESSOR),
    )
    for other in others:
        with pytest.raises(FieldClash, match="appeal-reason"):
            form.add(other)


CLASHES = {
    "one document": (
        "parts/portfolio/appeal.html.j2",
        '  detail("learner", "name", learner),\n',
        '  detail("learner", "name", learner),\n  appeal.lines("decision", "Another"),\n',
        r"portfolio_templates/parts/portfolio/appeal.html.j2:\d+:\d+ C305 .*“appeal-decision”",
    ),
    "two documents": (
        "parts/moderator/after.html.j2",
        '  after.line("date", _("Date")),\n',
        '  form_of("appeal", "iv").line("decision", "Another"),\n',
        r"content/unit900/index.md:\d+:\d+ C305 “appeal-decision” .*\n.*for the (?:iv|learner)",
    ),
}


@pytest.mark.parametrize("where", CLASHES)
def test_two_fields_of_one_name_that_mean_two_things_are_a_problem(tmp_path: Path, where: str) -> None:
    file, old, new, wanted = CLASHES[where]
    root = small_project(tmp_path / "project", templates=True)
    edit(root / "portfolio_templates" / file, old, new)
    with standing_in(), pytest.raises(ProblemsFound, match=wanted):
        documents.finish(documents.start(load_project(root / "mkdocs.yml")))
    assert [path for path in snapshot(root / "build") if not path.startswith(".cache/")] == []


def test_the_same_project_has_the_same_manifests_wherever_it_lies(tmp_path: Path) -> None:
    found = []
    for name in ("here", "elsewhere/deeper"):
        root = small_project(tmp_path / name)
        with standing_in():
            documents.finish(documents.start(load_project(root / "mkdocs.yml")))
        files = sorted((root / "build").rglob("pack.json"))
        found.append({file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files})
    assert len(found[0]) == 4
    assert found[0] == found[1]
