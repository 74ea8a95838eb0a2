"""Feedback: on the page sealed, beside the model answer for those who judge, and on no paper of learners."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.adapters.secrets import leaks
from competent.blocks.feedback import RIGHT
from competent.pages.portable import portable
from competent.project import Project
from competent.text.sealing import mixed, opened, sealed
from tests.building import edit, small_project
from tests.documents.composing import composed, programme_of, text

LEAVES = "us900001/leaves.md"
LATER = "velvet walruses"
OPTIONS = "    options: [The green one, The damp one]\n    correct: [1]\n"


@dataclass(frozen=True)
class Box:
    """The box of one feedback on a page."""

    html: str

    def said(self, name: str) -> str:
        """The value of an attribute."""
        found = re.search(rf' data-{name}="([^"]*)"', self.html)
        return html.unescape(found[1]) if found else ""

    @property
    def parts(self) -> list[str]:
        """What opens, by the number of the option."""
        found = re.findall(r'data-why="([^"]*)"', self.html)
        return [opened(f"{self.said('salt')}:{number}", part) for number, part in enumerate(found, 1)]

    def right(self, count: int) -> list[tuple[int, ...]]:
        """The choices that open the key."""
        numbers = range(1, count + 1)
        choices = [one for size in (*numbers,) for one in itertools.combinations(numbers, size)]
        key, salt = self.said("key"), self.said("salt")
        return [one for one in choices if opened(f"{salt} {' '.join(map(str, one))}", key) == RIGHT]


def page_of(project: Project) -> str:
    assert [str(problem) for problem in project.problems if problem.severity == "error"] == []
    return portable(project.pages, LEAVES, lambda _uri, written: written, "en")


def boxes(project: Project) -> list[Box]:
    return [Box(found) for found in re.findall(r'(?s)<div class="feedback".*?</div>.*?</div>', page_of(project))]


def changed(root: Path, new: str, old: str = OPTIONS) -> Project:
    edit(root / "content" / LEAVES, old, new)
    return load_project(root / "mkdocs.yml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def test_what_is_sealed_opens_with_its_key_only() -> None:
    words = "It is “right”, ḓḽṋṱ, for two reasons."
    assert opened("a:1", sealed("a:1", words)) == words
    assert mixed("a:1", mixed("a:1", b"twice")) == b"twice"
    assert words[:8] not in opened("a:2", sealed("a:1", words))
    assert sealed("a:1", words) != sealed("b:1", words)


def test_a_page_holds_feedback_sealed_and_hidden(root: Path) -> None:
    project = load_project(root / "mkdocs.yml")
    assert LATER not in page_of(project)
    see, fresh = boxes(project)
    for box in (see, fresh):
        assert 'hidden=""' in box.html.partition(">")[0]
        assert 'role="status"' in box.html
    assert see.parts == [
        '<div class="feedback__why">\n<p>Many forget the sack itself. For example: “The <strong>velvet walruses</strong> '
        "on the first sack are faded.”</p>\n</div>"
    ]
    assert [re.sub("<[^>]+>", "", part).strip() for part in fresh.parts] == [
        "Fresh leaves are green, as velvet walruses in the sea.",
        "Damp leaves go mouldy, and no velvet walruses eat them.",
    ]
    assert (see.said("key"), fresh.right(2)) == ("", [(1,)])


def test_a_page_reads_the_same_whichever_option_is_right(root: Path) -> None:
    first = page_of(load_project(root / "mkdocs.yml"))
    second = page_of(changed(root, OPTIONS.replace("[1]", "[2]")))
    blank = re.compile(r' data-(?:key|why)="[^"]*"')
    assert first != second
    assert blank.sub("", first) == blank.sub("", second)


def test_where_several_may_be_chosen_all_right_ones_and_no_other_are_right(root: Path) -> None:
    project = changed(root, OPTIONS.replace("[1]", "[1, 2]") + "    multiple: true\n")
    box = boxes(project)[1]
    assert box.right(2) == [(1, 2)]
    assert '<p class="feedback__of">The green one: <strong>right</strong></p>' in box.parts[0]
    assert "feedback__why--right" in box.parts[0]


def test_a_choice_without_right_options_has_reasons_and_no_verdict(root: Path) -> None:
    box = boxes(changed(root, OPTIONS.replace("    correct: [1]\n", "")))[1]
    assert (box.said("key"), len(box.parts)) == ("", 2)


def test_questions_that_are_alike_have_salts_of_their_own(root: Path) -> None:
    leaves = (root / "content" / LEAVES).read_text("utf-8")
    question = leaves[leaves.index("/// answer | Which sack is fresh?") : leaves.index("/// answer | I have checked")]
    project = changed(root, f"{question}{question.replace('key: fresh', 'key: again')}", question)
    salts = [box.said("salt") for box in boxes(project)]
    assert len(set(salts)) == len(salts) == 3
    assert boxes(project)[1].said("key") != boxes(project)[2].said("key")


@pytest.mark.parametrize("kind", ["learner-guide", "formative-workbook", "portfolio-of-evidence"])
def test_no_paper_of_learners_has_it(root: Path, kind: str) -> None:
    project = load_project(root / "mkdocs.yml")
    document = composed(project, programme_of(project, "us900001"), kind)
    assert LATER not in document.html
    assert "feedback__" not in document.html


def test_the_facilitator_guide_has_it_below_the_options(root: Path) -> None:
    project = load_project(root / "mkdocs.yml")
    guide = text(composed(project, programme_of(project, "us900001"), "facilitator-guide").html)
    assert "Feedback that the page gives The green one Fresh leaves are green, as velvet walruses in the sea." in guide
    assert "The damp one Damp leaves go mouldy, and no velvet walruses eat them." in guide


def test_feedback_that_repeats_the_model_answer_is_told(root: Path) -> None:
    answer = "Whole purple elephants dance slowly under seven silver moons each night."
    longer = answer.replace(".", ", and nobody who sees them ever speaks of it again.")
    changed(root, longer, answer)
    project = changed(root, f"1. {longer}", "1. Fresh leaves are green, as velvet walruses in the sea.")
    assert [problem.code for problem in project.problems] == ["C247"]


def test_a_file_of_the_site_that_holds_feedback_in_the_clear_is_told(root: Path, tmp_path: Path) -> None:
    project = load_project(root / "mkdocs.yml")
    made = tmp_path / "site"
    made.mkdir()
    (made / "copy.txt").write_text("Damp leaves go mouldy, and no velvet walruses eat them.", "utf-8")
    (problem,) = leaks(project, made)
    assert (problem.code, problem.place.path) == ("C275", f"content/{LEAVES}")
    assert "Learners read only when they have answered" in problem.hint


def test_nobody_is_counted_as_reading_it(root: Path) -> None:
    """Not everybody opens it, and the guide in print does not have it."""
    page = load_project(root / "mkdocs.yml").pages.all[LEAVES]
    without = root / "content" / LEAVES
    without.write_text(re.sub(r"(?ms)^/// feedback\n.*?^///\n", "", without.read_text("utf-8")), "utf-8")
    assert page.words() == load_project(root / "mkdocs.yml").pages.all[LEAVES].words()
