"""Words that must be the same, and words that must not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from competent.checks.quotes import (
    RUN,
    SHORTEST,
    model_answers_stay_hidden,
    quoted_statements_are_right,
    runs,
    words_of,
)
from competent.text.problem import Problem
from tests.checks.cases import WholeProject, project_of

WORD = st.text("abcdefghijklmnopqrstuvwxyzêëôšṱ", min_size=1, max_size=9)
STATEMENT = st.lists(WORD, min_size=SHORTEST, max_size=25, unique=True)


def found(page: str, *statements: str) -> list[Problem]:
    return list(quoted_statements_are_right(project_of(page, *statements)))


def sentence(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


@given(STATEMENT, STATEMENT)
def test_a_statement_quoted_exactly_is_never_reported(words: list[str], others: list[str]) -> None:
    like_it = sentence([*words[:-1], "otherwise"])
    page = f"# X\n\n{sentence(words)} {sentence(others)}\n\n- {sentence(words)}\n"
    assert found(page, like_it, sentence(words), sentence(others)) == []


@given(STATEMENT, st.data())
def test_a_statement_with_one_word_changed_is_always_reported(words: list[str], data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, len(words) - 1))
    word = data.draw(WORD)
    assume(word not in words)
    wrong = [*words[:changed], word, *words[changed + 1 :]]
    (problem,) = found(f"# X\n\nFirst this.\n{sentence(wrong)}\n", sentence(words))
    assert (problem.code, problem.place.line) == ("C266", 4)
    assert sentence(words) in problem.hint


@given(STATEMENT)
def test_a_statement_that_lacks_a_word_is_reported(words: list[str]) -> None:
    assert [problem.code for problem in found(f"# X\n\n{sentence(words[1:])}\n", sentence(words))] == ["C266"]


def test_words_that_repeat_do_not_hide_a_change() -> None:
    right = "The cup and the pot and the tray and the jug are clean."
    assert found(f"# X\n\n{right}\n", right) == []
    assert len(found(f"# X\n\n{right.replace('clean', 'full')}\n", right)) == 1


def test_a_quotation_may_break_lines_and_bear_marks() -> None:
    right = "Fresh water is boiled for every pot of tea that is served."
    page = "# X\n\nThe standard says: “Fresh *water* is boiled\nfor every **pot** of tea that is served.”\n"
    assert found(page, right) == []


def test_each_sentence_of_a_statement_may_be_quoted_alone() -> None:
    right = "Fresh water is boiled for every pot of tea. Nobody is scalded."
    assert found("# X\n\nFresh water is boiled for every pot of tea.\n", right) == []
    assert len(found("# X\n\nFresh water was boiled for every pot of tea.\n", right)) == 1


def test_the_nearest_of_two_statements_is_named() -> None:
    hot = "Hot water is poured over the leaves in the pot by hand."
    cold = "Cold water is poured over the leaves in the pot by hand."
    assert found(f"# X\n\n{hot} {cold}\n", hot, cold) == []
    (problem,) = found("# X\n\nCold water is poured over all leaves in the pot by hand.\n", hot, cold)
    assert cold in problem.hint


@pytest.mark.parametrize("lead", ["SO1 AC1: ", "Remember what the standard asks of you here: ", "- (a) "])
def test_words_that_lead_into_a_quotation_hide_no_change(lead: str) -> None:
    right = "Water is boiled afresh for every pot."
    assert found(f"# X\n\n{lead}{right}\n", right) == []
    assert len(found(f"# X\n\n{lead}{right.replace('every', 'each')}\n", right)) == 1


def test_own_words_are_left_alone() -> None:
    right = "Fresh water is boiled for every pot of tea that is served."
    assert found("# X\n\nWater that has stood in the kettle since yesterday makes flat tea.\n", right) == []


def test_thirteen_words_of_a_model_answer_are_too_few(whole: WholeProject) -> None:
    model = words_of("A cold pot takes heat out of the water, so the leaves give less of their taste.")
    assert len(runs(" ".join(model))) == len(model) - RUN + 1
    for size, expected in ((RUN - 1, []), (RUN, ["content/shared/more.md:5 C247"])):
        whole.write("content/shared/more.md", f"# More tea\n\nAsk first.\n\n{' '.join(model[:size])}\n")
        assert whole.found() == expected


def test_a_model_answer_may_quote_the_standard(whole: WholeProject) -> None:
    long = "Fresh water is boiled for every pot of tea that is served to guests at the table."
    whole.replace("unit_standards/us1.yml", "Fresh water is boiled for every pot of tea that is served.", long)
    quoted = "Fresh water is boiled for every pot of tea that is served."
    whole.replace("content/us1/water.md", quoted, long)
    whole.replace("content/us1/tasks.md", "A cold pot takes heat", f"{long} A cold pot takes heat")
    assert whole.found() == []


def test_a_leak_is_found_across_lines_signs_and_capitals(whole: WholeProject) -> None:
    text = "# More tea\n\nA COLD pot takes *heat* out\nof the water; so the leaves\n\n- give less of their taste\n"
    whole.write("content/shared/more.md", text)
    assert whole.found() == ["content/shared/more.md:3 C247"]


def test_a_page_without_words_leaks_nothing() -> None:
    assert list(model_answers_stay_hidden(project_of("", "Nothing is left of the tea in the pot at night."))) == []
