"""How problems are ordered, worded and written out for people, GitHub and programs."""

from __future__ import annotations

import json

import pytest

from competent.text.problem import Format, Place, Problem, ProblemsFound, in_order, nearest, report, summary

LATE = Problem(Place("b.md", 2, 7), "C200", "Late")
EARLY = Problem(Place("a.md", 10, 1), "C201", "Early", "Do this.", "earlier")
WARNING = Problem(Place("a.md", 9, 1), "C202", "Soft", severity="warning")


def test_a_problem_reads_as_place_code_title_and_on_its_own_line_the_hint_and_question() -> None:
    assert str(EARLY) == "a.md:10:1 C201 Early\n    Do this. Did you mean “earlier”?"


def test_a_problem_without_hint_is_one_line() -> None:
    assert str(LATE) == "b.md:2:7 C200 Late"


def test_problems_are_sorted_by_path_then_by_line_as_a_number_and_each_stands_once() -> None:
    assert in_order([LATE, EARLY, WARNING, EARLY]) == [WARNING, EARLY, LATE]


def test_the_exception_carries_the_problems_in_order() -> None:
    assert ProblemsFound([LATE, EARLY]).problems == [EARLY, LATE]
    assert str(ProblemsFound([LATE, EARLY])).startswith("a.md:10:1 C201")


def test_text_holds_every_problem() -> None:
    assert report([EARLY, LATE]) == f"{EARLY}\n{LATE}"


def test_json_holds_every_field_of_every_problem() -> None:
    first, second = json.loads(report([EARLY, WARNING], "json"))
    assert first == {
        "path": "a.md",
        "line": 10,
        "column": 1,
        "code": "C201",
        "title": "Early",
        "hint": "Do this.",
        "suggestion": "earlier",
        "severity": "error",
    }
    assert second["severity"] == "warning"


def test_json_of_no_problems_is_an_empty_list() -> None:
    assert json.loads(report([], "json")) == []


def test_json_keeps_letters_as_they_are() -> None:
    assert "“é”" in report([Problem(Place("a"), "C1", "“é”")], "json")


def test_a_github_annotation_names_severity_file_line_and_column() -> None:
    shown = report([EARLY, WARNING], "github").splitlines()
    assert shown[0] == "::error file=a.md,line=10,col=1,title=C201::Early Do this. Did you mean “earlier”?"
    assert shown[1] == "::warning file=a.md,line=9,col=1,title=C202::Soft"


def test_a_github_annotation_cannot_be_broken_out_of() -> None:
    hostile = Problem(Place("a,b:c%.md"), "C1", "100%\r\n::error::no")
    assert report([hostile], "github") == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=C1::100%25U+000D\\n::error::no"
    )


@pytest.mark.parametrize("style", ["text", "github", "json"])
def test_no_letter_that_nobody_sees_is_in_a_report(style: Format) -> None:
    """A terminal takes some of them as orders, and one of them turns the rest of a line round."""
    found = report([Problem(Place("a.md"), "C1", "“\x1b[31m”", "a\u202eb", "c\u200bd\u2028")], style)
    assert [letter for letter in found.replace("\n", "") if not letter.isprintable()] == []
    for said in ("“U+001B[31m”", "aU+202Eb", "cU+200BdU+2028"):
        assert said in found


def test_a_line_break_in_what_an_author_wrote_breaks_no_line() -> None:
    assert str(Problem(Place("a.md"), "C1", "“\n” is none")) == "a.md:1:1 C1 “\\n” is none"


def test_a_word_that_never_ends_is_cut() -> None:
    found = str(Problem(Place("a.md"), "C1", f"There is no “{'x' * 10_000}”", f"There are: {'y' * 10_000}, z."))
    assert len(found) < 300
    assert found.endswith(", z.")


def test_the_summary_counts_in_words() -> None:
    assert summary([]) == "0 errors, 0 warnings"
    assert summary([EARLY, LATE, WARNING]) == "2 errors, 1 warning"
    assert summary([EARLY, WARNING, WARNING]) == "1 error, 2 warnings"


def test_the_nearest_word_is_offered_only_when_it_is_near() -> None:
    assert nearest("titel", ["title", "level"]) == "title"
    assert nearest("xyz", ["title", "level"]) == ""
    assert nearest("title", []) == ""
