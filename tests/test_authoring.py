"""The authoring guide says what the package does: its examples work, and it leaves out nothing that one can write."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any, ClassVar, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from competent.adapters import load_project
from competent.blocks import KINDS
from competent.blocks.drawing import Drawing, DrawnKind
from competent.blocks.process import VIEW_NAMES
from competent.blocks.teaching import LetterMeaning, ReadingBlock
from competent.checks.language import grade, sentences_are_short, spelling_is_british
from competent.checks.letters import letters_are_in_the_fonts
from competent.checks.rule import RULES
from competent.config import read_settings
from competent.pages.fragment import Fragment
from competent.pages.parse import parse, serialized
from competent.programme.answers import ANSWER_KINDS
from competent.programme.documents import KINDS as DOCUMENTS
from competent.programme.exercises import read_exercises, read_oral_questions
from competent.programme.load import IndexFields, SectionFields
from competent.programme.node import Node, read_nodes
from competent.programme.page import Page
from competent.programme.plan import OwnPart
from competent.project import Project
from competent.settings import Colours, Provider, Settings
from competent.standards import standard, statements
from competent.standards.standard import Standard
from competent.text.markdown import read_manuscript
from competent.text.problem import Problem, report, summary
from competent.text.source import read_yaml
from competent.text.validate import validate
from competent.text.values import Part, Text
from tests.checks.cases import page_of, project_of
from tests.conftest import ACTIVITY, MKDOCS_YML, ROOT, TinyProject

GUIDE = ROOT / "content" / "authoring"
PAGES = {file.name: file.read_text(encoding="utf-8") for file in sorted(GUIDE.glob("*.md"))}
CODE = re.compile(r"(?ms)^(`{3,})(\w+)(?: title=\"([^\"]+)\")?$\n(.*?)^\1$")
EXAMPLE = re.compile(r"(?ms)^(`{3,})markdown example$\n(.*?)^\1$")
STANDARD_PARTS = [
    part
    for module in (statements, standard)
    for part in vars(module).values()
    if isinstance(part, type) and issubclass(part, Part) and part.__module__ == module.__name__
]
BLOCKS: dict[str, type[BaseModel]] = {
    **{name: kind.Options for name, kind in KINDS.items() if kind.Options},
    **{f"answer: {name}": kind for name, kind in ANSWER_KINDS.items()},
}
"""The options of every block and of every kind of answer, by what a table of the guide calls them."""
EXPLAINED: list[tuple[str, list[type[BaseModel]]]] = [
    ("standards.md", STANDARD_PARTS),
    ("sections.md", [IndexFields, SectionFields]),
    ("activities.md", [KINDS["activity"].Options or Part, *ANSWER_KINDS.values()]),
    ("tasks.md", [KINDS["task"].Options or Part]),
    (
        "teaching.md",
        [kind.Options for kind in KINDS.values() if kind.Options and not kind.of_sections] + [LetterMeaning],
    ),
    ("documents.md", [Settings, Provider, Colours, OwnPart]),
]


@dataclass(frozen=True)
class Example:
    """A fence that is shown as source and once more live."""

    page: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    def read(self) -> tuple[Page, list[Problem]]:
        """What is live of it, and what is wrong with it."""
        return read(self.text, str(self))


EXAMPLES = [
    Example(page, text.count("\n", 0, match.start()) + 1, match[2])
    for page, text in PAGES.items()
    for match in EXAMPLE.finditer(text)
]


def read(text: str, path: str, kinds: dict[str, type[DrawnKind]] | None = None) -> tuple[Page, list[Problem]]:
    known = kinds or dict(KINDS)
    written, problems = read_manuscript(text, path, frozenset(known))
    nodes, wrong = read_nodes(written, known)
    page = Page(path, written, nodes)
    return page, [*problems, *wrong, *read_exercises(page)[2], *read_oral_questions(page)[1]]


def live() -> Iterator[Node]:
    """Every block of every live example."""
    for example in EXAMPLES:
        yield from example.read()[0].all_nodes


class Guide(dict[str, Fragment]):
    """The pages of the guide as the site shows them, each drawn once."""

    def __init__(self, project: Project):
        super().__init__()
        self.project = project

    def __missing__(self, name: str) -> Fragment:
        uri = f"authoring/{name}"
        self[name] = self.project.pages.fragment(uri, self.project.pages.view("web", uri))
        return self[name]


@pytest.fixture(scope="module")
def guide(real: Project) -> Guide:
    return Guide(real)


def html_of(fragment: Fragment) -> str:
    return serialized(fragment.md, fragment.root)


# Examples


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_live_example_has_no_problems(example: Example) -> None:
    assert report(example.read()[1]) == ""


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_live_example_names_criteria_that_exist_and_ids_of_its_own(example: Example, real: Project) -> None:
    known = {criterion for programme in real.programmes for criterion in programme.criteria}
    for node in example.read()[0].all_nodes:
        assert set(getattr(node.options, "criteria", ())) <= known
        assert (getattr(node.options, "id", None) or "example-").startswith("example-")


def test_no_two_live_examples_share_an_id() -> None:
    ids = [name for node in live() if (name := getattr(node.options, "id", None))]
    assert len(ids) > 5
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_page_are_rendered(name: str, real: Project, guide: Guide) -> None:
    html = html_of(guide[name])
    assert "///" not in re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", html)
    written = [node.title for example in EXAMPLES if example.page == name for node in example.read()[0].all_nodes]
    assert [node.title for node in real.pages.all[f"authoring/{name}"].all_nodes if node.example] == written


@pytest.mark.parametrize("name", PAGES)
def test_no_live_example_shows_its_model_answer_a_second_time(name: str, guide: Guide) -> None:
    seen = " ".join(re.sub(r"(?s)<(pre|code)\b.*?</\1>|<[^>]+>", "", html_of(guide[name])).split())
    for example in (example for example in EXAMPLES if example.page == name):
        models = re.findall(r"(?ms)^/// (?:model|notes)[^\n]*\n(.*?)\n///", example.text)
        assert [model for model in models if " ".join(model.split()) in seen] == []


def test_the_model_answers_of_the_guide_are_too_short_to_look_like_a_leak() -> None:
    models = [m for text in PAGES.values() for m in re.findall(r"(?ms)^/// model\n(.*?)\n///", text)]
    assert len(models) > 5
    assert [model for model in models if len(model.split()) > 7] == []  # documents/test_model_answers looks for 8


# Blocks


def test_every_block_is_explained() -> None:
    missing = [name for name in KINDS if not any(f"`{name}`" in text for text in PAGES.values())]
    assert missing == []


def test_every_block_with_options_is_shown_live() -> None:
    assert {name for name, kind in KINDS.items() if kind.Options} - {node.kind.name for node in live()} == set()


def test_every_kind_of_answer_is_shown_live() -> None:
    assert {getattr(node.options, "kind", None) for node in live() if node.kind.name == "answer"} == set(ANSWER_KINDS)


@pytest.mark.parametrize("held", sorted({kind.holds for kind in KINDS.values() if kind.holds}), ids=" ".join)
def test_blocks_that_may_hold_others_are_shown_with_each_of_them(held: tuple[str, ...]) -> None:
    shown = {child.kind.name for node in live() if node.kind.holds == held for child in node.children}
    assert set(held) - shown == set()


# Tables of options


def rows_of(table: etree.Element) -> dict[str, tuple[str, str]]:
    """By the name of each option, whether it is needed and what it holds."""
    cells = [["".join(cell.itertext()).strip() for cell in row.iter("td")] for row in table.iter("tr")]
    return {row[0]: (row[1], row[2]) for row in cells if row}


def tables(guide: Guide) -> dict[str, dict[str, tuple[str, str]]]:
    """Every table of options in the guide, by the name of what it is of."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for page in PAGES:
        nodes = guide.project.pages.all[f"authoring/{page}"].all_nodes
        names = [node.title for node in nodes if node.kind.name == "options"]
        made = [table for table in guide[page].root.iter("table") if table.get("class") == "options"]
        assert len(names) == len(made), page
        found.update(zip(names, map(rows_of, made), strict=True))
    return found


@pytest.fixture(scope="module")
def shown(guide: Guide) -> dict[str, dict[str, tuple[str, str]]]:
    return tables(guide)


def written(name: str) -> dict[str, FieldInfo]:
    """The options of a block; those that all kinds of answer share stand in a table of their own."""
    shared = set(KINDS["answer"].Options.model_fields) | {"kind"} if name.startswith("answer: ") else set()  # type: ignore[union-attr]
    fields = BLOCKS[name].model_fields.items()
    return {field.alias or own: field for own, field in fields if own not in shared}


def literals(annotation: Any) -> Iterator[object]:
    """The words that a value must be one of."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    for inner in get_args(annotation):
        if not isinstance(inner, str):
            yield from literals(inner)


def types_of(annotation: Any) -> Iterator[Any]:
    """The plain types that a value may have."""
    inside = get_args(annotation)
    if get_origin(annotation) is Literal:
        return
    if not inside and not isinstance(annotation, UnionType):
        yield annotation
    for inner in inside:
        yield from types_of(inner)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_table_shows_the_options_of_each_block_and_whether_they_are_needed(
    name: str, shown: dict[str, dict[str, tuple[str, str]]]
) -> None:
    assert name in shown, f"No page of the guide has a table of the options of “{name}”"
    wanted = {option: "yes" if field.is_required() else "no" for option, field in written(name).items()}
    assert {option: needed for option, (needed, _holds) in shown[name].items()} == wanted


@pytest.mark.parametrize("name", BLOCKS)
def test_a_table_says_what_each_option_may_hold(name: str, shown: dict[str, dict[str, tuple[str, str]]]) -> None:
    for option, field in written(name).items():
        _needed, said = shown.get(name, {}).get(option, ("", ""))
        assert len(said.split()) >= 2, f"Nothing is said of “{option}” of “{name}”"
        assert [word for word in literals(field.annotation) if str(word) not in said] == []
        if bool in types_of(field.annotation):
            assert "true" in said or "false" in said
        bounds = {getattr(limit, name, None) for limit in field.metadata for name in ("ge", "le", "max_length")}
        bounds |= {least for limit in field.metadata if (least := getattr(limit, "min_length", None) or 0) > 1}
        assert [bound for bound in bounds - {None, 0} if not re.search(rf"\b{bound}\b", said)] == []


def test_a_new_option_is_in_the_table_of_its_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadingBlock, "Options", LevelOptions)
    page, problems = read("/// options | reading\n///\n", "authoring/x.md")
    assert problems == []
    view = project_of("# X").pages.view("web", "authoring/x.md")
    fragment = parse(page, project_of("# X").config.dialect).draw(view)
    (table,) = fragment.root.iter("table")
    assert rows_of(table)["level"][0] == "no"
    assert "How hard it is to read." in rows_of(table)["level"][1]


class LevelOptions(ReadingBlock.Options):
    """A reading with one more option."""

    level: Text | None = None
    """How hard it is to read."""


class LevelReading(ReadingBlock):
    """A reading that keeps what it is drawn with."""

    Options = LevelOptions
    given: ClassVar[list[Part | None]] = []

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        cls.given.append(node.options)
        return super().draw(drawing, node, body)


def test_a_new_option_of_a_class_reaches_its_drawing_validated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LevelReading, "given", [])
    head = (
        "    id: tea\n    author: A. B.\n    year: 1999\n    source: A book\n    summary: Tea.\n    keywords: [tea]\n"
    )
    text = f"/// reading | Tea\n{head}    level: ' easy '\n\nTea is hot.\n///\n"
    page, problems = read(text, "x/index.md", {**KINDS, "reading": LevelReading})
    assert problems == []
    project = project_of("# X")
    fragment = parse(page, project.config.dialect).draw(project.pages.view("web", "x/index.md"))
    (given,) = LevelReading.given
    assert isinstance(given, LevelOptions)
    assert (given.level, given.year) == ("easy", 1999)
    html = serialized(fragment.md, fragment.root)
    assert "Tea is hot." in html
    assert "///" not in html
    assert "level: " not in html


def test_an_option_that_no_class_has_is_an_error() -> None:
    head = (
        "    id: tea\n    author: A. B.\n    year: 1999\n    source: A book\n    summary: Tea.\n    keywords: [tea]\n"
    )
    _page, problems = read(f"/// reading | Tea\n{head}    level: easy\n\nTea is hot.\n///\n", "x.md")
    assert [problem.code for problem in problems] == ["C122"]


@pytest.mark.parametrize(("page", "models"), EXPLAINED, ids=[page for page, _ in EXPLAINED])
def test_every_option_is_explained(page: str, models: list[type[BaseModel]], guide: Guide) -> None:
    options = [field.alias or name for model in models for name, field in model.model_fields.items()]
    assert len(options) > 3
    known = codes_on(guide[page])
    assert [name for name in options if name not in known] == []


@pytest.mark.parametrize(("page", "models"), EXPLAINED, ids=[page for page, _ in EXPLAINED])
def test_every_word_that_an_option_may_have_is_explained(
    page: str, models: list[type[BaseModel]], guide: Guide
) -> None:
    schema = str([model.model_json_schema() for model in models])
    words = {word for listed in re.findall(r"'enum': \[(.*?)\]", schema) for word in re.findall(r"'([^']+)'", listed)}
    known = codes_on(guide[page])
    assert [word for word in sorted(words) if word not in known] == []


def codes_on(page: Fragment) -> set[str]:
    """What stands as code in the text of a page, its tables included."""
    return {"".join(code.itertext()) for code in page.root.iter("code")}


def test_every_view_of_a_process_is_explained() -> None:
    assert [view for view in VIEW_NAMES if f"`{view}`" not in PAGES["teaching.md"]] == []


def test_every_document_is_explained() -> None:
    assert [kind.id for kind in DOCUMENTS if f"`{kind.id}.pdf`" not in PAGES["documents.md"]] == []


def test_the_problems_are_those_of_the_source() -> None:
    source = [file.read_text(encoding="utf-8") for file in (ROOT / "plugins").rglob("*.py")]
    used = {code for text in source for code in re.findall(r"\bC[1-6]\d\d\b", text)}
    explained = re.findall(r"(?m)^\| (C\d{3})(?: \*)? \| \S", PAGES["problems.md"])
    assert len(used) > 50
    assert len(explained) == len(set(explained))
    for table in re.findall(r"(?m)(?:^\|.*\n)+", PAGES["problems.md"]):
        codes = re.findall(r"(?m)^\| (C\d{3})", table)
        assert codes == sorted(codes)
    assert set(explained) == used
    assert set(re.findall(r"(?m)^\| (C\d{3}) \* \|", PAGES["problems.md"])) == set(RULES) - {"C403"}


# Standards and settings


def test_every_whole_standard_of_the_guide_is_right() -> None:
    found = [
        m[4] for text in PAGES.values() for m in CODE.finditer(text) if re.search(r"(?ms)^framework:.*^outcomes:", m[4])
    ]
    assert len(found) >= 2
    for text in found:
        source, problems = read_yaml(text, "standard.yml")
        assert source is not None, report(problems)
        assert validate(Standard, source)[1] == []


def test_the_example_standards_use_every_key() -> None:
    used = {key for m in CODE.finditer(PAGES["standards.md"]) for key in re.findall(r"\b([a-z_]+):", m[4])}
    assert {f.alias or n for part in STANDARD_PARTS for n, f in part.model_fields.items()} - used == set()


def test_the_first_programme_gives_the_report_that_the_guide_shows(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    files = {m[3]: m[4] for m in CODE.finditer(PAGES["index.md"]) if m[3]}
    assert len(files) == 3
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    problems = load_project(tmp_path / "mkdocs.yml").problems
    said = next(m[4] for m in CODE.finditer(PAGES["index.md"]) if m[2] == "text")
    assert said == f"{report(problems)}\n{summary(problems)}\n"


def test_the_settings_of_the_guide_are_right() -> None:
    text = next(m[4] for m in CODE.finditer(PAGES["documents.md"]) if m[2] == "yaml")
    source, problems = read_yaml(text, "mkdocs.yml", foreign=True)
    assert source is not None, report(problems)
    given = next(item["competent"] for item in source.value["plugins"] if isinstance(item, dict))
    settings, wrong = read_settings(source, given)
    assert report(wrong) == ""
    assert settings != Settings()


# How the guide reads


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well(name: str) -> None:
    text = EXAMPLE.sub(r"\1markdown\n\2\1", PAGES[name]).replace("Иван Петров", "Ivan Petrov")  # what C516 is about
    page, problems = read(text, name)
    project = project_of(text)
    rules = (sentences_are_short, spelling_is_british, letters_are_in_the_fonts)
    assert report([*problems, *(problem for find in rules for problem in find(project))]) == ""
    assert grade(page) <= 8  # most readers read English as their second language
    assert page.front_matter is not None
    assert page.front_matter.value.keys() - {"search"} == {"title"}


@pytest.mark.parametrize("name", PAGES)
def test_headings_make_no_jumps(name: str) -> None:
    text = re.sub(r"(?ms)^(`{3,}).*?^\1$", "", PAGES[name])
    levels = [1, *(len(m[1]) for m in re.finditer(r"(?m)^(#+) ", text))][1:]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_menu_lists_every_page() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = next(item["Authoring"] for item in nav if isinstance(item, dict) and "Authoring" in item)
    assert sorted(listed) == [f"authoring/{name}" for name in PAGES]
    assert "authoring/index.md" in (ROOT / "content" / "index.md").read_text(encoding="utf-8")


# Examples on pages of others


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_example_may_stand_on_a_page_that_is_no_section(end: str, project: TinyProject) -> None:
    example = ACTIVITY.replace("us1-a01", "example-a01")
    project.write("content/guide.md", f"# Guide\n\n```markdown example\n{example}```\n".replace("\n", end))
    assert "guide.md" not in project.report()
    project.write("content/guide.md", f"# Guide\n\n{example}")
    assert "guide.md" in project.report()


def test_a_section_holds_no_examples(project: TinyProject) -> None:
    project.replace("content/us1/boil.md", ACTIVITY, f"```markdown example\n{ACTIVITY}```\n")
    assert "C206" in project.report()


def test_examples_are_no_exercises_to_the_project(real: Project) -> None:
    assert [problem for problem in real.problems if problem.place.path.startswith("content/authoring/")] == []
    assert [p.id for p in real.programmes for e in p.exercises if e.id.startswith("example-")] == []


def test_a_page_of_one_text_is_read_as_it_is() -> None:
    assert page_of("# X\n\nWords.\n").words() == 2
