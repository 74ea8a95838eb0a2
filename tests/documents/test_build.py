"""Documents are the same bytes each time, printed only when something in them has changed, and whole or not there."""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from competent.adapters import load_project
from competent.cli import main
from competent.documents import build as documents
from competent.documents.build import version_of
from competent.documents.cache import Cache
from competent.documents.compose import Composer, roots_of
from competent.documents.press import Job, Printed
from competent.documents.shelf import Shelf
from competent.text.problem import ProblemsFound
from tests.building import edit, own_templates, run_warm, small_project, snapshot
from tests.documents.composing import composed, later, programme_of
from tests.documents.printing import Press, StandIn, build, everything, standing_in

GUIDE, WORKBOOK = "pdf/us900001/learner-guide.pdf", "pdf/us900001/formative-workbook.pdf"
FACILITATOR = "restricted/us900001/facilitator-guide.pdf"
MATRIX = "restricted/us900001/alignment-matrix.pdf"
OUTLINE = "pdf/us900001/programme-outline.pdf"
"""It cites the guide, the workbook and the assessment with their versions."""


@pytest.fixture
def project(small_built: Path) -> Path:
    """The small project, built."""
    return small_built


def test_nothing_touched_prints_nothing(project: Path) -> None:
    assert build(project) == set()


def test_touching_a_file_without_changing_it_prints_nothing(project: Path) -> None:
    for file in project.rglob("*.md"):
        file.touch()
    assert build(project) == set()


def test_a_word_in_the_teaching_prints_the_guide_only(project: Path) -> None:
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    assert build(project) == {GUIDE, MATRIX}


def test_a_word_in_a_question_prints_what_holds_the_question(project: Path) -> None:
    edit(project / "content/us900001/water.md", "How long did it take?", "How long did that take?")
    printed = build(project)
    assert WORKBOOK in printed
    assert GUIDE not in printed  # the guide in print has no answers
    assert not [path for path in printed if "unit900" in path or "portfolio" in path]


def test_a_word_in_a_model_answer_prints_nothing_for_learners(project: Path) -> None:
    edit(project / "content/us900001/leaves.md", "purple elephants", "green elephants")
    assert build(project) == {FACILITATOR}


def test_a_word_in_a_standard_prints_only_that_programme(project: Path) -> None:
    edit(project / "unit_standards/unit900.yml", "spill none", "spill nothing")
    printed = build(project)
    assert "pdf/unit900/portfolio-of-evidence.pdf" in printed
    assert not [path for path in printed if "us900001" in path]


def test_the_words_of_a_page_that_no_document_holds_print_nothing(project: Path) -> None:
    edit(project / "content/index.md", "# Small", "# Little")
    assert build(project) == set()


def test_templates_of_ones_own_that_are_the_same_print_nothing(project: Path) -> None:
    assert build(own_templates(project)) == set()


def test_another_icon_prints_what_shows_icons(project: Path) -> None:
    edit(own_templates(project) / "portfolio_templates/icons/remember.svg", "<svg", "<svg data-new='1'")
    printed = build(project)
    assert printed >= {GUIDE, WORKBOOK}


def test_another_picture_prints_the_guide_that_shows_it(project: Path) -> None:
    edit(project / "content/us900001/images/cup.svg", "#1f4e8c", "#1f4e8d")
    assert build(project) == {GUIDE, MATRIX}


def test_another_font_prints_everything(project: Path) -> None:
    font = own_templates(project) / "portfolio_templates/fonts/NotoSans-Bold.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    assert build(project) == everything(project)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Small Academy", "Smaller Academy"), ("EX/0001", "EX/0002"), ("hello@example.org", "hallo@example.org")],
)
def test_another_provider_prints_everything(project: Path, old: str, new: str) -> None:
    edit(project / "mkdocs.yml", old, new)
    assert build(project) == everything(project)


def test_another_logo_prints_everything(project: Path) -> None:
    logo = project / "content/assets/logo.svg"
    logo.write_text(logo.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert build(project) == everything(project)


def test_another_template_prints_what_is_made_with_it(project: Path) -> None:
    edit(own_templates(project) / "portfolio_templates/css/workbook.css", ".front {", ".front { color: #111; ")
    printed = build(project)
    assert WORKBOOK in printed
    assert not [path for path in printed if path.endswith("portfolio-of-evidence.pdf")]


def test_another_page_size_prints_everything(project: Path) -> None:
    edit(project / "mkdocs.yml", "  - competent:\n", "  - competent:\n      paper: Letter\n")
    assert build(project) == everything(project)


def test_going_back_to_an_earlier_version_prints_nothing(project: Path) -> None:
    page = project / "content/us900001/leaves.md"
    before = snapshot(project / "build/pdf")
    edit(page, "by the sack", "by the bag")
    assert build(project) == {GUIDE, MATRIX}
    edit(page, "by the bag", "by the sack")
    assert build(project) == set()
    assert snapshot(project / "build/pdf") == before


def test_what_names_pages_is_printed_last_with_the_pages_of_this_very_build(project: Path, stand_in: StandIn) -> None:
    edit(project / "content/us900001/water.md", "How long did it take?", "How long did that take?")
    build(project)
    assert [job.id for job in stand_in.jobs if job.id.startswith("us900001")][-1] == "us900001-alignment-matrix"
    printed = {job.id: job for job in stand_in.jobs}
    workbook, matrix = printed["us900001-formative-workbook"], printed["us900001-alignment-matrix"]
    page = stand_in.pages(workbook)["us900001-a02"]
    assert f'<span class="page">p. {page}</span> Activity 2: Boil some water' in matrix.html
    assert f"us900001-formative-workbook, version {workbook.version}" in matrix.html


def test_the_guide_is_printed_again_when_the_workbooks_pages_move_and_only_then(project: Path) -> None:
    """Of an activity with a prompt the guide shows no question: only the page of the workbook can change it."""
    leaves = project / "content/us900001/leaves.md"
    build(project)
    edit(leaves, "What do you see?", "What can you see?")
    assert GUIDE not in build(project)
    more = "".join(f"/// answer | More {n}\n    key: more{n}\n    kind: lines\n    lines: 2\n///\n\n" for n in range(9))
    edit(leaves, "/// answer | Compare the sacks", f"{more}/// answer | Compare the sacks")
    assert {WORKBOOK, GUIDE, MATRIX} <= build(project)


def test_an_edition_stands_in_the_foot_and_on_the_cover_and_changes_with_the_setting(project: Path) -> None:
    edit(project / "mkdocs.yml", "  - competent:\n", "  - competent:\n      edition: 2026-03-01\n")
    root = load_project(project / "mkdocs.yml")
    guide = composed(root, programme_of(root, "us900001"), "learner-guide").html
    assert guide.count("edition 1 March 2026 · version ") == 2 or guide.count("edition 01 March 2026 · version ") == 2


def test_a_document_has_the_version_of_all_that_it_depends_on(project: Path, stand_in: StandIn) -> None:
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    built = documents.start(load_project(project / "mkdocs.yml"))
    documents.finish(built)
    (guide,) = [job for job in stand_in.jobs if job.id == "us900001-learner-guide"]
    assert guide.version == version_of(built.keys[GUIDE])
    assert f"version {guide.version}".encode() in (project / "build" / GUIDE).read_bytes()


def fails_at(id_: str, problem: Exception | str) -> Callable[[Job], Printed]:
    """A printer that runs into something at one document."""

    def printer(job: Job) -> Printed:
        if job.id != id_:
            return StandIn()(job)
        if isinstance(problem, Exception):
            raise problem
        return Printed(b"%PDF-", (problem,))

    return printer


@pytest.mark.parametrize(
    ("id_", "problem", "code"),
    [
        ("us900001-learner-guide", "Failed to load a picture", "C313"),
        ("us900001-learner-guide", BrokenProcessPool("killed"), "C311"),
        ("us900001-learner-guide", ValueError("a fault of the engine"), "C312"),
        ("us900001-alignment-matrix", ValueError("in the second round"), "C312"),
    ],
)
def test_what_cannot_be_printed_is_a_problem_and_nothing_is_published(
    project: Path, id_: str, problem: Exception | str, code: str
) -> None:
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    before = snapshot(project / "build/pdf"), snapshot(project / "build/restricted")
    with standing_in(fails_at(id_, problem)), pytest.raises(ProblemsFound) as caught:
        build(project)
    assert {(found.code, Path(found.place.path).stem) for found in caught.value.problems} == {
        (code, id_.removeprefix("us900001-"))
    }
    assert (snapshot(project / "build/pdf"), snapshot(project / "build/restricted")) == before
    assert build(project) == ({MATRIX} if "matrix" in id_ else {GUIDE, MATRIX})  # what was printed is kept


def test_a_full_disk_is_a_problem_and_every_document_stays_as_it_was(project: Path, stand_in: StandIn) -> None:
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    before = snapshot(project / "build/pdf"), snapshot(project / "build/restricted")
    full = len((project / "build" / MATRIX).read_bytes())  # there is room for small files only
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (full, limit[1]))
    try:
        with pytest.raises(ProblemsFound) as caught:
            build(project)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.path.split("/")[0]) == ("C315", "build")
    assert (snapshot(project / "build/pdf"), snapshot(project / "build/restricted")) == before
    assert build(project) == {GUIDE, MATRIX}


NO_PANGO = """\
import cffi
opened = cffi.FFI.dlopen

def dlopen(self, name, flags=0):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return opened(self, name, flags)

cffi.FFI.dlopen = dlopen
"""


def test_a_library_that_the_machine_lacks_is_named_once_with_how_to_install_it(published: Path) -> None:
    (published / "no-pango").mkdir()
    (published / "no-pango/sitecustomize.py").write_text(NO_PANGO, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(published / "no-pango"), os.environ.get("PYTHONPATH")]))
    done = run_warm("competent", "build", "--documents-only", cwd=published, extra={"PYTHONPATH": path})
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()[:1]
    assert "mkdocs.yml:1:1 C314 What prints needs a library that this machine does not have: libpango-1.0-0" in line
    assert "apt-get install libpango-1.0-0" in done.stderr
    assert "brew install pango" in done.stderr
    assert not re.search("Traceback|Printed|C311", done.stderr + done.stdout)


def test_what_is_printed_by_itself_is_kept_nowhere(project: Path, stand_in: StandIn) -> None:
    loaded = load_project(project / "mkdocs.yml")
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    changed = load_project(project / "mkdocs.yml")
    before = snapshot(project / "build")
    for found in (loaded, changed):
        guide = composed(found, programme_of(found, "us900001"), "learner-guide")
        assert b"Thandi buys rooibos" in documents.print_now(found, guide)
    after = snapshot(project / "build")
    assert {path: digest for path, digest in after.items() if "/fonts/" not in path and "/pages/" not in path} == {
        path: digest for path, digest in before.items() if "/fonts/" not in path and "/pages/" not in path
    }
    assert [job.id for job in stand_in.jobs] == ["us900001-learner-guide"] * 2


def test_cancelling_a_build_ends_its_own_workers_only(project: Path) -> None:
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=time.sleep, args=(60,))
    other.start()
    loaded = load_project(project / "mkdocs.yml")
    under_way = documents.Build(loaded, Cache(loaded.output / ".cache", roots_of(loaded)))
    under_way.pool = ProcessPoolExecutor(1, mp_context=context)
    under_way.pool.submit(time.sleep, 0).result()
    (worker,) = under_way.pool._processes.values()
    try:
        documents.cancel(under_way)
        worker.join(10)
        assert worker.exitcode is not None
        assert other.is_alive()
    finally:
        other.kill()
        other.join()


def test_two_folders_give_the_same_bytes(tmp_path: Path, small_pdfs: Path, press: Press) -> None:
    project = load_project(small_project(tmp_path / "elsewhere" / "deeper") / "mkdocs.yml")
    kinds = ("formative-workbook", "summative-assessment", "portfolio-of-evidence", "evidence-matrix")
    found = [composed(project, programme_of(project, "us900001"), kind) for kind in kinds]
    for path, printed in press.print(project, found).items():
        assert printed.complaints == (), path
        assert printed.pdf == (small_pdfs / path).read_bytes(), path


def test_the_command_prints_what_changed_and_says_so(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")

    def run() -> Result:
        with standing_in():
            return CliRunner().invoke(main, ["build", "--documents-only", "-f", str(root / "mkdocs.yml")])

    first = run()
    total = len([f for k in ("pdf", "restricted") for f in (root / "build" / k).rglob("*.*") if f.name != "pack.json"])
    assert (first.exit_code, first.stdout.strip()) == (0, f"{total} of {total} documents changed.")
    sheets = len([*(root / "build/restricted").rglob("*.xlsx")])
    assert first.stderr.count("Printed ") == total - sheets
    before = snapshot(root / "build/pdf")

    second = run()
    assert (second.exit_code, second.stdout.strip()) == (0, f"0 of {total} documents changed.")
    assert "Printed" not in second.stderr

    edit(root / "content/us900001/leaves.md", "by the sack", "by the bag")
    third = run()
    assert (third.exit_code, third.stdout.strip()) == (0, f"3 of {total} documents changed.")
    printed = re.findall(r"Printed \d/\d: (\S+)", third.stderr)
    assert printed == [GUIDE, "restricted/us900001/alignment-matrix.pdf"]  # it cites the guide with its version
    changed = {path for path, digest in snapshot(root / "build/pdf").items() if before[path] != digest}
    assert changed == {GUIDE.removeprefix("pdf/"), "us900001/pack.json"}  # which says the versions


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


def _missing_icon(root: Path) -> None:
    edit(root / "portfolio_templates/css/base.css", "icons/natural-evidence.svg", "icons/unnatural.svg")


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
    "icon": (
        _missing_icon,
        "C304",
        r"portfolio_templates/css/base.css:\d+:\d+ C304 There is no file “unnatural.svg”",
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
    make, code, wanted = MISTAKES[mistake]
    make(published)
    with pytest.raises(ProblemsFound) as caught:
        documents.start(load_project(published / "mkdocs.yml"))
    assert {problem.code for problem in caught.value.problems} == {code}
    assert re.search(wanted, str(caught.value)), str(caught.value)


@pytest.mark.parametrize("mistake", ["font", "template", "failing"])
def test_the_command_reports_it_without_a_traceback_and_leaves_the_last_output(published: Path, mistake: str) -> None:
    make, code, _ = MISTAKES[mistake]
    make(published)
    before = snapshot(published / "build/pdf")
    done = run_warm("competent", "build", "--documents-only", cwd=published)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert snapshot(published / "build/pdf") == before
    assert not (published / "build/restricted").exists()


@pytest.mark.parametrize("mistake", ["font", "failing", "template"])
def test_mkdocs_reports_it_without_a_traceback_and_leaves_the_last_output(published: Path, mistake: str) -> None:
    make, code, _ = MISTAKES[mistake]
    make(published)
    before = snapshot(published / "build/pdf"), snapshot(published / "build/site")
    done = run_warm("mkdocs", "build", cwd=published)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (snapshot(published / "build/pdf"), snapshot(published / "build/site")) == before


def test_a_picture_that_cannot_be_drawn_ends_the_command_and_nothing_is_published(published: Path) -> None:
    (published / "content/us900001/images/cup.svg").write_text("<svg", encoding="utf-8")
    before = snapshot(published / "build/pdf")
    done = run_warm("competent", "build", "--only", "us900001/learner-guide", cwd=published)
    assert done.returncode == 1
    assert "content/us900001/leaves.md:9:1 C240" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(published / "build/pdf") == before


def test_a_roster_prints_what_shows_its_names(project: Path) -> None:
    (project / "records").mkdir()
    roster = project / "records" / "us900001.roster.csv"
    roster.write_text("learner-name\nNaledi Khumalo\nPieter van Wyk\n", encoding="utf-8")
    assert build(project) == {FACILITATOR}


def test_what_names_pages_is_composed_anew_when_a_page_moves(project: Path) -> None:
    root = load_project(project / "mkdocs.yml")
    composer = Composer(root, programme_of(root, "us900001"))
    first, moved, same = (later(composer, Shelf({WORKBOOK: {"us900001-a01": page}})) for page in (3, 4, 3))
    assert [document.path for document in first] == [GUIDE, MATRIX, OUTLINE]
    assert [document.html for document in first] == [document.html for document in same]
    assert [one.path for one, other in zip(first, moved, strict=True) if one.html != other.html] == [GUIDE, MATRIX]
