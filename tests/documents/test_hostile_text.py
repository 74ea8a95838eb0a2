"""What authors write is text: never HTML, a format, a template or a mark of ours, in whatever field and file it stands."""

from __future__ import annotations

import io
import itertools
import json
import re
import types
import typing
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pytest
import yaml
from pydantic import BaseModel

from competent.adapters.plain import load_project
from competent.blocks import KINDS
from competent.documents.alignment import alignment
from competent.documents.compose import Composer, Document, roots_of
from competent.documents.manifest import manifests
from competent.documents.press import Job
from competent.documents.shelf import Shelf
from competent.documents.spreadsheet import alignment_sheet
from competent.forms.field import Form
from competent.pages.parse import serialized
from competent.programme.load import IndexFields, SectionFields
from competent.project import Project
from competent.settings import Provider
from competent.standards.standard import Standard
from competent.text.problem import Place, Problem, report
from competent.text.validate import _is_bound, _leaves
from competent.text.values import Item, Listed
from competent.words import Words
from tests.building import project_copy
from tests.checks.cases import TODAY
from tests.documents.composing import composed, later

TEXT = r"<img src=x onerror=alert(1)> =1+1 %s %o %(x)s {0} {{7*7}} {% if %} </title> \0 \g<1> 0000000000 ]]> no{n}q"
"""What HTML, formats, templates, regular expressions, spreadsheets and marks of ours would be made of."""
OF_FILES = {
    "language", "sections", "front_matter", "summative", "glossary", "logo", "level", "methods", "code", "website",
    "number_given", "number", "grade", "retrieved", "replaces", "replaced_by",
}  # fmt: skip
"""Fields that are names of files, numbers, codes or languages."""


class Marks:
    """Hostile texts, each of which can be told from the others."""

    def __init__(self) -> None:
        self.count = itertools.count(1)
        self.given: dict[str, str] = {}

    def text(self, where: str) -> str:
        number = next(self.count)
        self.given[f"no{number}q"] = where
        return TEXT.replace("{n}", str(number))


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for part in typing.get_args(annotation):
        yield from models_in(part)


def holds_text(annotation: object) -> bool:
    return annotation is str or any(holds_text(part) for part in typing.get_args(annotation))


def is_list(annotation: object) -> bool:
    return typing.get_origin(annotation) is tuple or any(
        typing.get_origin(part) is tuple for part in typing.get_args(annotation)
    )


def free_fields(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    """The fields of a model in which any text may stand."""
    for name, field in model.model_fields.items():
        bound = any(_is_bound(part) for part in _leaves(field.annotation, field.metadata))
        if not bound and holds_text(field.annotation) and name not in OF_FILES:
            yield field.alias or name, field.annotation


def filled(model: type[BaseModel], value: dict[str, object], marks: Marks, where: str) -> dict[str, object]:
    """The value with a hostile text in every field that may hold any, those too that were left out."""
    made = dict(value)
    for name, field in model.model_fields.items():
        key = field.alias or name
        inner = [found for found in models_in(field.annotation) if found not in (Listed, Item)]
        given = made.get(key)
        if isinstance(given, dict) and inner:
            made[key] = filled(inner[0], given, marks, f"{where}.{key}")
        elif isinstance(given, list) and inner and all(isinstance(item, dict) for item in given):
            made[key] = [filled(inner[0], item, marks, f"{where}.{key}") for item in given]
    for key, annotation in free_fields(model):
        given = made.get(key)
        if isinstance(given, dict) or (isinstance(given, list) and any(isinstance(item, dict) for item in given)):
            continue
        text = marks.text(f"{where}.{key}")
        if typing.get_origin(annotation) is dict:
            made[key] = {text: marks.text(f"{where}.{key}")}
        else:
            made[key] = [text] if is_list(annotation) else text
    return made


class Hostile:
    """The whole project with hostile texts in all its fields, composed."""

    def __init__(self, root: Path) -> None:
        self.root, self.marks = root, Marks()
        project_copy("whole", root)
        for file in sorted((root / "unit_standards").glob("*.yml")):
            self.dump(file, filled(Standard, yaml.safe_load(file.read_text("utf-8")), self.marks, file.name))
        for page in sorted((root / "content").glob("*/*.md")):
            text = page.read_text("utf-8")
            if text.startswith("---"):
                _, head, body = text.split("---\n", 2)
                model = IndexFields if page.name == "index.md" else SectionFields
                front = filled(model, yaml.safe_load(head), self.marks, page.name)
                page.write_text(f"---\n{self.yaml(front)}---\n{self.titled(body, page.name)}", "utf-8")
        with (root / "content/us1/serving.md").open("a", encoding="utf-8") as page:
            page.write(self.blocks())
        settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
        own = settings["plugins"][1]["competent"]
        own["provider"] = filled(Provider, own["provider"], self.marks, "provider")
        self.dump(root / "mkdocs.yml", settings)
        self.project: Project = load_project(root / "mkdocs.yml", TODAY)

    @staticmethod
    def yaml(value: object) -> str:
        return yaml.safe_dump(value, allow_unicode=True, width=10**6, sort_keys=False)

    def dump(self, file: Path, value: object) -> None:
        file.write_text(self.yaml(value), "utf-8")

    def titled(self, body: str, where: str) -> str:
        """Hostile titles of blocks."""

        def titled(match: re.Match[str]) -> str:
            return f"{match[1]} | {self.marks.text(f'{where} title of {match[1]}')}"

        return re.sub(r"(?m)^(/{3,} (?:activity|task|reading|answer)) \| .*$", titled, body)

    def blocks(self) -> str:
        """Every block that takes free text in its options, and answers whose options are words."""
        blocks = (self.block(name, **more) for name, more in WITH_OPTIONS.items())
        text = self.marks.text
        choice = {"key": "which", "kind": "choice", "options": [text("option"), text("option")]}
        table = {
            "key": "cells",
            "kind": "table",
            "columns": [text("column"), text("column")],
            "rows": [text("row"), text("row")],
        }
        ticks = {"key": "ticks", "kind": "checklist", "items": [text("item"), text("item")]}
        answers = "".join(
            f"/// answer | {text('answer title')}\n{self.lines(given)}///\n\n" for given in (choice, table, ticks)
        )
        head = {"id": "us1-a05", "type": "knowledge", "mode": "pair", "criteria": ["us1-so2-ac1"], "minutes": 5}
        activity = f"\n//// activity | {text('activity title')}\n{self.lines(head)}\nDo.\n\n{answers}/// model\nDone.\n///\n////\n"
        return "".join(blocks) + activity

    def block(self, name: str, **more: object) -> str:
        """A block with hostile texts; a process with a step in it."""
        model = KINDS[name].Options
        assert model is not None
        body = self.block("step") if name == "process" else "Do it.\n"
        fence = "////" if name == "process" else "///"
        title = self.marks.text(f"{name} title")
        return f"\n{fence} {name} | {title}\n{self.lines(filled(model, more, self.marks, name))}\n{body}{fence}\n"

    def lines(self, value: object) -> str:
        return "".join(f"    {line}\n" for line in self.yaml(value).splitlines())


WITH_OPTIONS: dict[str, dict[str, object]] = {
    "process": {"id": "us1-p1"},
    "reading": {"id": "pot-two", "year": 2026},
    "mnemonic": {"id": "us1-m1", "letters": [{}, {}]},
    "letter": {},
    "dialogue": {"id": "us1-d1"},
}
"""The blocks with free texts among their options, and what else they need."""
NOT_DRAWN = {"us1.yml.register.authority", "us1.yml.range.items.text", "us1.yml.outcomes.criteria.range_items.text"}
"""Data that nothing here shows: the words of a range stand in its text."""
RAW = re.compile(r"<img src=x|\b49\b|49\}")
"""What the hostile text becomes where it is taken for HTML or for a template."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return Hostile(tmp_path_factory.mktemp("hostile") / "project")


@pytest.fixture(scope="module")
def documents(hostile: Hostile) -> list[Document]:
    made = []
    for programme in hostile.project.programmes:
        composer = Composer(hostile.project, programme)
        made += [*composer.all(), *later(composer, Shelf())]
    return made


def shown(html: str) -> dict[str, str]:
    """Each hostile text that stands in HTML, unescaped, by its mark."""
    seen = unescape(re.sub(r"<(?!/title>)[^<>]*>", "", html))
    return {match[1]: match[0] for match in re.finditer(r"<img src=x(?:(?!<img src=x).)*?(no\d+q)", seen, re.DOTALL)}


def test_the_project_is_right_all_the_same(hostile: Hostile) -> None:
    assert [str(problem) for problem in hostile.project.problems if problem.severity == "error"] == []
    assert len(hostile.marks.given) > 100
    free = {name for name, kind in KINDS.items() if kind.Options and list(free_fields(kind.Options))}
    assert free - {"step", "task", "answer", "options"} <= set(WITH_OPTIONS)


def test_documents_and_pages_show_every_text_as_it_was_written(hostile: Hostile, documents: list[Document]) -> None:
    found: dict[str, str] = {}
    for document in documents:
        html = document.html.replace("\x0e", "VERSION")
        assert RAW.findall(html) == []
        assert html.count("</title>") == 1
        found |= shown(html)
    changed = {text for mark, text in found.items() if text != TEXT.replace("{n}", mark[2:-1])}
    assert changed == set()
    pages = hostile.project.pages
    for uri in pages.all:
        fragment = pages.fragment(uri, pages.view("web", uri, form=Form(loose=True)))
        html = serialized(fragment.md, fragment.root)
        assert RAW.findall(html) == []
        found |= shown(html)
    missing = {hostile.marks.given[mark] for mark in set(hostile.marks.given) - set(found)}
    assert missing <= NOT_DRAWN


def test_files_for_programs_hold_the_text_itself(hostile: Hostile, documents: list[Document]) -> None:
    project = hostile.project
    programme = next(found for found in project.programmes if found.id == "us1")
    own = [document for document in documents if document.id.startswith("us1-")]
    made = manifests(project, programme, own, {document.path: "v" for document in own})
    pack = json.loads(made["pdf/us1/pack.json"])
    assert pack["title"] == programme.title
    table = alignment(Composer(project, programme).making())
    book = openpyxl.load_workbook(io.BytesIO(alignment_sheet(table, project.settings.provider.name, "A4", Words())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(TEXT[:60] in str(cell.value) for cell in cells)


def test_problems_say_it_on_one_line_in_every_form() -> None:
    problem = Problem(Place("a%,:b.md"), "C100", f"{TEXT}\n::error::x\x1b[31m\u202e", f"{TEXT}\r\n::set-output::")
    assert len(report([problem]).splitlines()) == 2
    github = report([problem], "github")
    assert len(github.splitlines()) == 1
    assert github.startswith("::error file=a%25%2C%3Ab.md,line=1,col=1,title=C100::")
    told = json.loads(report([problem], "json"))
    assert told[0]["title"].startswith(TEXT)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", report([problem]) + github)


@pytest.mark.parametrize(
    "sign", ["\x0e", "\x02", "\x03", "\ue000", "&#14;", "&#x0e;", "&#xe000;", "klzzwxh:0001", "wzxhzdk:0"]
)
def test_marks_of_ours_in_a_page_are_no_marks(sign: str, tmp_path: Path) -> None:
    project_copy("whole", tmp_path / "project")
    page = tmp_path / "project/content/us1/serving.md"
    page.write_text(page.read_text("utf-8") + f"\nCall one{sign}two.\n\n`one{sign}two`\n", "utf-8")
    project = load_project(tmp_path / "project/mkdocs.yml", TODAY)
    programme = next(found for found in project.programmes if found.id == "us1")
    document = composed(project, programme, "learner-guide")
    job = Job("i", "t", "a", "en", document.html, roots_of(project), "abcdef0123")
    assert "oneabcdef0123" not in job.final_html()
    assert "Call one" in job.final_html()
