"""The authoring guide says what the package does: its examples work, and it leaves out nothing that one can write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from competent.blocks.process import VIEW_NAMES
from competent.blocks.view import View
from competent.checks.language import sentences_are_short, spelling_is_british
from competent.checks.letters import letters_are_in_the_fonts
from competent.documents.kinds import KINDS
from competent.pages.render import to_html, with_examples
from competent.programme.exercises import read_exercises
from competent.programme.load import BLOCKS, EXERCISES, IndexFields, SectionFields
from competent.programme.models import ANSWER_KINDS, ActivityOptions, TaskOptions
from competent.programme.resources import OPTIONS, LetterMeaning, read_resources
from competent.project import Project, load_project
from competent.settings import Colours, Provider, Settings
from competent.severity import LEVELS
from competent.standards import models as standards
from competent.standards.models import Part, Standard
from competent.text.problem import report, summary
from competent.text.scan import EXAMPLE, Block, scan
from competent.text.source import read_yaml
from competent.text.validate import validate
from tests.conftest import ACTIVITY, MKDOCS_YML, ROOT, TINY, TinyProject

GUIDE = ROOT / "content" / "authoring"
PAGES = {file.name: file.read_text(encoding="utf-8") for file in sorted(GUIDE.glob("*.md"))}
CODE = re.compile(r"(?ms)^(`{3,})(\w+)(?: title=\"([^\"]+)\")?$\n(.*?)^\1$")
STANDARD_PARTS = [part for part in vars(standards).values() if isinstance(part, type) and issubclass(part, Part)]
EXPLAINED: list[tuple[str, list[type[Part]]]] = [
    ("standards.md", STANDARD_PARTS),
    ("sections.md", [IndexFields, SectionFields]),
    ("activities.md", [ActivityOptions, *ANSWER_KINDS.values()]),
    ("tasks.md", [TaskOptions]),
    ("teaching.md", [*OPTIONS.values(), LetterMeaning]),
    ("documents.md", [Settings, Provider, Colours]),
]


@dataclass(frozen=True)
class Example:
    """A fence that is shown as source and once more live."""

    page: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


EXAMPLES = [
    Example(page, text.count("\n", 0, match.start()) + 1, match[2])
    for page, text in PAGES.items()
    for match in EXAMPLE.finditer(text)
]


def blocks(text: str) -> list[Block]:
    return list(scan(text, "example.md", BLOCKS)[0].walk())


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_live_example_has_no_problems(example: Example) -> None:
    page, problems = scan(example.text, str(example), BLOCKS)
    problems = problems + read_exercises(page)[2] + read_resources(page)[1]
    assert report(problems) == ""


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_live_example_names_criteria_that_exist_and_ids_of_its_own(example: Example, real: Project) -> None:
    known = {criterion for programme in real.programmes for criterion in programme.criteria}
    for block in blocks(example.text):
        options = block.options.value if block.options else {}
        assert set(options.get("criteria", ())) <= known
        assert options.get("id", "example-").startswith("example-")


def test_no_two_live_examples_share_an_id() -> None:
    ids = [b.options.value["id"] for e in EXAMPLES for b in blocks(e.text) if b.options and "id" in b.options.value]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_page_are_rendered(name: str, real: Project) -> None:
    text = re.sub(r"(?s)\A---\n.*?\n---\n", "", PAGES[name])
    html = to_html(with_examples(text), View("web", f"authoring/{name}", real.programmes), frozenset())
    assert "///" not in re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", html)


def test_no_live_example_shows_its_model_answer_a_second_time(real: Project) -> None:
    for example in EXAMPLES:
        models = re.findall(r"(?ms)^/// model\n(.*?)\n///", example.text)
        html = to_html(example.text, View("web", "authoring/x.md", real.programmes), frozenset())
        assert not [model for model in models if model.strip() in html]


def test_the_model_answers_of_the_guide_are_too_short_to_look_like_a_leak() -> None:
    models = [m for text in PAGES.values() for m in re.findall(r"(?ms)^/// model\n(.*?)\n///", text)]
    assert len(models) > 5
    assert [model for model in models if len(model.split()) > 7] == []  # documents/test_model_answers looks for 8


def test_every_block_is_explained() -> None:
    missing = [name for name in BLOCKS if not any(f"`{name}`" in text for text in PAGES.values())]
    assert missing == []


def test_every_block_with_options_is_shown_live() -> None:
    shown = {block.name for example in EXAMPLES for block in blocks(example.text)}
    assert {*EXERCISES, *OPTIONS} - shown == set()


def test_every_kind_of_answer_is_shown_live() -> None:
    answers = [b for example in EXAMPLES for b in blocks(example.text) if b.name == "answer" and b.options]
    assert {block.options.value["kind"] for block in answers if block.options} == set(ANSWER_KINDS)


@pytest.mark.parametrize(("page", "models"), EXPLAINED, ids=[page for page, _ in EXPLAINED])
def test_every_option_is_explained(page: str, models: list[type[Part]]) -> None:
    options = [field.alias or name for model in models for name, field in model.model_fields.items()]
    assert len(options) > 3
    assert [name for name in options if f"`{name}`" not in PAGES[page]] == []


@pytest.mark.parametrize(("page", "models"), EXPLAINED, ids=[page for page, _ in EXPLAINED])
def test_every_word_that_an_option_may_have_is_explained(page: str, models: list[type[Part]]) -> None:
    schema = str([model.model_json_schema() for model in models])
    words = {word for listed in re.findall(r"'enum': \[(.*?)\]", schema) for word in re.findall(r"'([^']+)'", listed)}
    assert [word for word in sorted(words) if f"`{word}`" not in PAGES[page]] == []


def test_every_view_of_a_process_is_explained() -> None:
    assert [view for view in VIEW_NAMES if f"`{view}`" not in PAGES["teaching.md"]] == []


def test_every_document_is_explained() -> None:
    assert [kind.id for kind in KINDS if f"`{kind.id}.pdf`" not in PAGES["documents.md"]] == []


def test_the_problems_are_those_of_the_source() -> None:
    source = [file.read_text(encoding="utf-8") for file in (ROOT / "plugins").rglob("*.py")]
    used = {code for text in source for code in re.findall(r"\bC[1-5]\d\d\b", text)}
    explained = re.findall(r"(?m)^\| (C\d{3})(?: \*)? \| \S", PAGES["problems.md"])
    assert len(used) > 50
    assert explained == sorted(set(explained))
    assert set(explained) == used
    assert set(re.findall(r"(?m)^\| (C\d{3}) \* \|", PAGES["problems.md"])) == set(LEVELS)


def test_every_whole_standard_of_the_guide_is_right() -> None:
    found = [m[4] for text in PAGES.values() for m in CODE.finditer(text) if "framework:" in m[4]]
    assert len(found) == 2
    for text in found:
        source, problems = read_yaml(text, "standard.yml")
        assert source is not None, report(problems)
        assert validate(Standard, source)[1] == []


def test_the_example_standard_uses_every_key() -> None:
    text = next(m[4] for m in CODE.finditer(PAGES["standards.md"]) if "framework:" in m[4])
    used = set(re.findall(r"\b([a-z_]+):", text))
    assert {f.alias or n for part in STANDARD_PARTS for n, f in part.model_fields.items()} - used == set()


def test_the_first_programme_gives_the_report_that_the_guide_shows(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    files = {m[3]: m[4] for m in CODE.finditer(PAGES["index.md"]) if m[3]}
    assert len(files) == 3
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    problems = load_project(tmp_path / "mkdocs.yml").problems
    shown = next(m[4] for m in CODE.finditer(PAGES["index.md"]) if m[2] == "text")
    assert shown == f"{report(problems)}\n{summary(problems)}\n"


def test_the_settings_of_the_guide_are_right() -> None:
    text = next(m[4] for m in CODE.finditer(PAGES["documents.md"]) if m[2] == "yaml")
    source, problems = read_yaml(text, "mkdocs.yml")
    assert source is not None, report(problems)
    assert validate(Settings, source.below("plugins", 2, "competent"))[1] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well(name: str) -> None:
    page, problems = scan(EXAMPLE.sub(r"\1markdown\n\2\1", PAGES[name]), name, BLOCKS)
    found = [*problems, *sentences_are_short(page), *spelling_is_british(page), *letters_are_in_the_fonts(page)]
    assert report(found) == ""
    assert page.front_matter is not None
    assert set(page.front_matter.value) == {"title"}


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


@pytest.fixture
def tiny(tmp_path: Path) -> TinyProject:
    project = TinyProject(tmp_path)
    for path, text in TINY.items():
        project.write(path, text)
    return project


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_example_may_stand_on_a_page_that_is_no_section(end: str, tiny: TinyProject) -> None:
    example = ACTIVITY.replace("us1-a01", "example-a01")
    tiny.write("content/guide.md", f"# Guide\n\n```markdown example\n{example}```\n".replace("\n", end))
    assert "guide.md" not in tiny.report()
    tiny.write("content/guide.md", f"# Guide\n\n{example}")
    assert "guide.md" in tiny.report()


def test_a_section_holds_no_examples(tiny: TinyProject) -> None:
    tiny.replace("content/us1/boil.md", ACTIVITY, f"```markdown example\n{ACTIVITY}```\n")
    assert "C206" in tiny.report()


def test_examples_are_no_exercises_to_the_project(real: Project) -> None:
    assert [problem for problem in real.problems if problem.place.path.startswith("content/authoring/")] == []
