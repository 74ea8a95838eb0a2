"""Documents are the same bytes each time, printed only when something in them has changed, and whole or not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from competent.documents import build as documents
from competent.project import load_project
from competent.text.problem import ProblemsFound
from tests.building import edit, run, small_project, snapshot
from tests.documents.printing import print_all

GUIDE, WORKBOOK = "pdf/us900001/learner-guide.pdf", "pdf/us900001/formative-workbook.pdf"
FACILITATOR = "restricted/us900001/facilitator-guide.pdf"


class Recorder:
    """In the place of the pool of workers: keeps what it is given to print."""

    def __init__(self, **_: Any):
        pass

    def submit(self, *_: Any) -> Future[Any]:
        return Future()

    def shutdown(self, **_: Any) -> None:
        pass


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with templates of its own; its cache believes that all is printed."""
    monkeypatch.setattr(documents, "ProcessPoolExecutor", Recorder)
    root = small_project(tmp_path / "project", templates=True)
    pretend_printed(root)
    return root


def pretend_printed(root: Path) -> None:
    build = documents.start(load_project(root / "mkdocs.yml"))
    for key in build.keys.values():
        build.cache.keep(key, b"%PDF-", {})
    documents._with_pages(build)
    for key in build.keys.values():
        if not build.cache.has(key):
            build.cache.keep(key, b"%PDF-", {})
    build.cache.remember(build.fingerprints)


def to_print(root: Path) -> set[str]:
    """The documents that a build would print now."""
    project = load_project(root / "mkdocs.yml")
    assert not project.problems
    build = documents.start(project)
    return {document.path for document, _ in build.waiting.values()}


def everything(root: Path) -> set[str]:
    return set(documents.start(load_project(root / "mkdocs.yml")).keys)


def test_nothing_touched_prints_nothing(project: Path) -> None:
    assert to_print(project) == set()


def test_touching_a_file_without_changing_it_prints_nothing(project: Path) -> None:
    for file in project.rglob("*.md"):
        file.touch()
    assert to_print(project) == set()


def test_a_word_in_the_teaching_prints_the_guide_only(project: Path) -> None:
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    assert to_print(project) == {GUIDE}


def test_a_word_in_a_question_prints_what_holds_the_question(project: Path) -> None:
    edit(project / "content/us900001/water.md", "How long did it take?", "How long did that take?")
    printed = to_print(project)
    assert WORKBOOK in printed
    assert GUIDE not in printed  # the guide in print has no answers
    assert not [path for path in printed if "unit900" in path or "portfolio" in path]


def test_a_word_in_a_model_answer_prints_nothing_for_learners(project: Path) -> None:
    edit(project / "content/us900001/leaves.md", "purple elephants", "green elephants")
    assert to_print(project) == {FACILITATOR}


def test_a_word_in_a_standard_prints_only_that_programme(project: Path) -> None:
    edit(project / "unit_standards/unit900.yml", "spill none", "spill nothing")
    printed = to_print(project)
    assert "pdf/unit900/portfolio-of-evidence.pdf" in printed
    assert not [path for path in printed if "us900001" in path]


def test_the_words_of_a_page_that_no_document_holds_print_nothing(project: Path) -> None:
    edit(project / "content/index.md", "# Small", "# Little")
    assert to_print(project) == set()


def test_another_icon_prints_what_shows_icons(project: Path) -> None:
    edit(project / "portfolio_templates/icons/remember.svg", "<svg", "<svg data-new='1'")
    printed = to_print(project)
    assert printed >= {GUIDE, WORKBOOK}


def test_another_picture_prints_the_guide_that_shows_it(project: Path) -> None:
    edit(project / "content/us900001/images/cup.svg", "#1f4e8c", "#1f4e8d")
    assert to_print(project) == {GUIDE}


def test_another_font_prints_everything(project: Path) -> None:
    font = project / "portfolio_templates/fonts/NotoSans-Bold.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    assert to_print(project) == everything(project)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Small Academy", "Smaller Academy"), ("EX/0001", "EX/0002"), ("hello@example.org", "hallo@example.org")],
)
def test_another_provider_prints_everything(project: Path, old: str, new: str) -> None:
    edit(project / "mkdocs.yml", old, new)
    assert to_print(project) == everything(project)


def test_another_logo_prints_everything(project: Path) -> None:
    logo = project / "content/assets/logo.svg"
    logo.write_text(logo.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert to_print(project) == everything(project)


def test_another_template_prints_what_is_made_with_it(project: Path) -> None:
    edit(project / "portfolio_templates/css/workbook.css", ".front {", ".front { color: #111; ")
    printed = to_print(project)
    assert WORKBOOK in printed
    assert not [path for path in printed if path.endswith("portfolio-of-evidence.pdf")]


def test_another_page_size_prints_everything(project: Path) -> None:
    edit(project / "mkdocs.yml", "  - competent:\n", "  - competent:\n      paper: Letter\n")
    assert to_print(project) == everything(project)


def test_a_document_missing_from_the_cache_is_printed_again(project: Path) -> None:
    build = documents.start(load_project(project / "mkdocs.yml"))
    build.cache.file(build.keys[GUIDE]).unlink()
    assert to_print(project) == {GUIDE}


def test_a_broken_index_of_the_cache_is_no_harm(project: Path) -> None:
    for nonsense in (b"", b"{", b"[]", b'{"keys": 7}', b'{"keys": {"a": 1}, "fingerprint": []}'):
        (project / "build/.cache/index.json").write_bytes(nonsense)
        assert to_print(project) == set()


def test_going_back_to_an_earlier_version_prints_nothing(project: Path) -> None:
    page = project / "content/us900001/leaves.md"
    edit(page, "by the sack", "by the bag")
    pretend_printed(project)
    edit(page, "by the bag", "by the sack")
    assert to_print(project) == set()


def test_two_folders_give_the_same_bytes(tmp_path: Path, small_pdfs: Path) -> None:
    printed = print_all(small_project(tmp_path / "elsewhere" / "deeper"), tmp_path / "fonts")
    assert {path: result.complaints for path, result in printed.items()} == dict.fromkeys(printed, ())
    before = snapshot(small_pdfs)
    again = tmp_path / "again"
    for path, result in printed.items():
        (again / path).parent.mkdir(parents=True, exist_ok=True)
        (again / path).write_bytes(result.pdf)
    assert snapshot(again) == before


def test_the_command_prints_what_changed_and_says_so(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    first = run("competent", "build", "--documents-only", cwd=root)
    total = len([f for k in ("pdf", "restricted") for f in (root / "build" / k).rglob("*.*")])
    assert (first.returncode, first.stdout.strip()) == (0, f"{total} of {total} documents changed.")
    sheets = len([*(root / "build/restricted").rglob("*.xlsx")])
    assert first.stderr.count("Printed ") == total - sheets
    before = snapshot(root / "build/pdf")

    second = run("competent", "build", "--documents-only", cwd=root)
    assert (second.returncode, second.stdout.strip()) == (0, f"0 of {total} documents changed.")
    assert "Printed" not in second.stderr

    edit(root / "content/us900001/leaves.md", "by the sack", "by the bag")
    third = run("competent", "build", "--documents-only", cwd=root)
    assert (third.returncode, third.stdout.strip()) == (0, f"3 of {total} documents changed.")
    printed = re.findall(r"Printed \d/\d: (\S+)", third.stderr)
    assert printed == [GUIDE, "restricted/us900001/alignment-matrix.pdf"]  # it cites the guide with its version
    changed = {path for path, digest in snapshot(root / "build/pdf").items() if before[path] != digest}
    assert changed == {GUIDE.removeprefix("pdf/")}


def _broken_font(root: Path) -> None:
    (root / "portfolio_templates/fonts/NotoSans-Bold.ttf").unlink()
    edit(root / "portfolio_templates/css/fonts.css", "NotoSans-Bold.ttf", "NotoSans-Bald.ttf")


def _missing_template(root: Path) -> None:
    edit(root / "portfolio_templates/formative-workbook.html.j2", "parts/base.html.j2", "parts/bass.html.j2")


def _failing_template(root: Path) -> None:
    edit(
        root / "portfolio_templates/formative-workbook.html.j2",
        "{% block body %}\n",
        "{% block body %}\n{{ nothing.here }}\n",
    )


def _invalid_template(root: Path) -> None:
    edit(root / "portfolio_templates/parts/base.html.j2", "{% block body %}", "{% block body")


def _missing_logo(root: Path) -> None:
    edit(root / "mkdocs.yml", "assets/logo.svg", "assets/lego.svg")


def _missing_icon(root: Path) -> None:
    edit(root / "portfolio_templates/css/base.css", "icons/remember.svg", "icons/remembrance.svg")


MISTAKES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "font": (
        _broken_font,
        "C304",
        r"portfolio_templates/css/fonts.css:2:\d+ C304 There is no font “NotoSans-Bald.ttf”",
    ),
    "template": (_missing_template, "C302", r"C302 There is no template “parts/bass.html.j2”"),
    "failing": (
        _failing_template,
        "C303",
        r"portfolio_templates/formative-workbook.html.j2:\d+:1 C303 .*'nothing' is undefined",
    ),
    "invalid": (_invalid_template, "C301", r"portfolio_templates/parts/base.html.j2:\d+:1 C301"),
    "logo": (_missing_logo, "C304", r"mkdocs.yml:16:\d+ C304 There is no file “lego.svg”"),
    "icon": (
        _missing_icon,
        "C304",
        r"portfolio_templates/css/base.css:\d+:\d+ C304 There is no file “remembrance.svg”",
    ),
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A project with documents of an earlier build, which must stay as they are."""
    root = small_project(tmp_path / "project", templates=True)
    for path in ("pdf/us900001/learner-guide.pdf", "site/index.html"):
        (root / "build" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "build" / path).write_bytes(b"the last good one")
    return root


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_templates_is_a_problem_with_a_place(published: Path, mistake: str) -> None:
    import re

    make, code, wanted = MISTAKES[mistake]
    make(published)
    with pytest.raises(ProblemsFound) as caught:
        documents.start(load_project(published / "mkdocs.yml"))
    assert {problem.code for problem in caught.value.problems} == {code}
    assert re.search(wanted, str(caught.value)), str(caught.value)


@pytest.mark.parametrize("mistake", ["font", "template", "failing", "logo"])
def test_the_command_reports_it_without_a_traceback_and_leaves_the_last_output(published: Path, mistake: str) -> None:
    make, code, _ = MISTAKES[mistake]
    make(published)
    before = snapshot(published / "build/pdf")
    done = run("competent", "build", "--documents-only", cwd=published)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert snapshot(published / "build/pdf") == before
    assert not (published / "build/restricted").exists()


@pytest.mark.parametrize("mistake", ["font", "failing", "template", "logo"])
def test_mkdocs_reports_it_without_a_traceback_and_leaves_the_last_output(published: Path, mistake: str) -> None:
    make, code, _ = MISTAKES[mistake]
    make(published)
    before = snapshot(published / "build/pdf"), snapshot(published / "build/site")
    done = run("mkdocs", "build", cwd=published)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (snapshot(published / "build/pdf"), snapshot(published / "build/site")) == before


def test_what_the_engine_cannot_print_is_a_problem_and_nothing_is_published(published: Path) -> None:
    (published / "content/us900001/images/cup.svg").write_text("<svg", encoding="utf-8")
    before = snapshot(published / "build/pdf")
    done = run("competent", "build", "--documents-only", cwd=published)
    assert done.returncode == 1
    assert "C313" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(published / "build/pdf") == before


def test_a_roster_prints_what_shows_its_names(project: Path) -> None:
    (project / "records").mkdir()
    roster = project / "records" / "us900001.roster.csv"
    roster.write_text("learner-name\nNaledi Khumalo\nPieter van Wyk\n", encoding="utf-8")
    assert to_print(project) == {FACILITATOR}


def test_what_names_pages_is_printed_again_when_a_page_moves(project: Path) -> None:
    root = load_project(project / "mkdocs.yml")
    programme = next(programme for programme in root.programmes if programme.id == "us900001")
    path = "pdf/us900001/formative-workbook.pdf"
    first, sheets = documents.compose_with_pages(root, programme, {path: {"us900001-a01": 3}})
    moved, moved_sheets = documents.compose_with_pages(root, programme, {path: {"us900001-a01": 4}})
    same, _ = documents.compose_with_pages(root, programme, {path: {"us900001-a01": 3}})
    assert [document.path for document in first] == ["restricted/us900001/alignment-matrix.pdf"]
    assert first == same
    assert first[0].html != moved[0].html
    assert sheets != moved_sheets
