"""What Markdown would not come to the end of is told, and is not given to it."""

from __future__ import annotations

import pytest

from competent.text.knots import MOST_STEPS
from competent.text.markdown import read_manuscript
from competent.text.problem import Problem


def told(text: str) -> list[Problem]:
    return [problem for problem in read_manuscript(text, "p.md", frozenset())[1] if problem.code == "C208"]


@pytest.mark.parametrize("sign", ["[", "[ ", "![", "[a](", "![](", "[a][", "[\n", "[a](b "])
def test_brackets_that_are_never_closed_are_one_problem(sign: str) -> None:
    text = f"# A\n\nGood.\n\n{sign * 50_000}\n"
    (problem,) = told(text)
    assert (problem.place.line, problem.title) == (5, "Too many brackets are opened and not closed")
    written, _ = read_manuscript(text, "p.md", frozenset())
    assert "[" not in "".join(line.text for line in written.lines)


def test_many_paragraphs_of_them_are_no_better() -> None:
    assert told(f"{'[' * 700}\n\n" * 500)


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) " * 20_000,
        "[a [b] c](d(e)) " * 10_000,
        "".join(f"| [a{n}](b.md) | ![c](d.svg) |\n" for n in range(5_000)),
        "(a " * 20_000,
        "- [ ] a\n" * 10_000,
    ],
)
def test_those_that_are_closed_may_be_many(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("sign", ["- ", "> ", ">", "1. ", "- > ", "* + "])
def test_lists_and_quotations_stand_only_so_deep(sign: str) -> None:
    (problem,) = told(f"# A\n\n{sign * 3000}a\n")
    assert (problem.place.line, problem.title) == (3, "Lists or quotations stand too deep in each other")
    assert told(f"# A\n\n{sign * 5}a\n") == []


def test_so_do_lists_that_are_indented_line_by_line() -> None:
    text = "".join(f"{' ' * 4 * depth}- a\n" for depth in range(400))
    assert told(text)[0].place.line == 22
    assert told("".join(f"{' ' * 4 * depth}- a\n" for depth in range(20))) == []


def test_a_rule_of_hyphens_is_no_list() -> None:
    assert told("-" * 200 + "\n\n" + "* " * 15 + "\n") == []


def test_as_many_brackets_as_are_allowed_are_read() -> None:
    fits = int((2 * MOST_STEPS) ** 0.5) - 10
    assert told("[" * fits) == []
    assert told("[" * (fits + 20)) != []
