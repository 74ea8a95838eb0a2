"""YAML is read safely, and every value knows its place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from competent.standards.standard import Standard
from competent.standards.statements import Register
from competent.text.problem import Place, Problem
from competent.text.source import MAX_BYTES, Source, merged, read_text, read_yaml
from competent.text.validate import misspelt_keys, validate
from competent.text.values import REPEATS, Id, Part, Text
from tests.conftest import STANDARD

YAML_LINES = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
PIECES = [
    "a",
    "b: ",
    "- ",
    "\n",
    "  ",
    "\t",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    ": ",
    "? ",
    "#",
    "&x ",
    "*x",
    "|\n",
    ">",
]
PIECES += ["!!int ", "!!bool ", "!!timestamp ", "!!float ", "!!binary ", "!x ", "---\n", "...\n", "%YAML 1.1\n", "<<: "]
PIECES += [
    "2018-13-01",
    "1e5",
    "0x_",
    "=",
    "é",
    "😀",
    "\x07",
    "\r\n",
    "\ufeff",
    "\\",
    "~",
    "yes",
    "190:59",
    ".inf",
    "9" * 5000,
]
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"))
"""Without the line ends that PyYAML writes as they are and reads as others."""
SOUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def source_of(text: str) -> Source:
    source, problems = read_yaml(text, "x.yml")
    assert problems == []
    assert source
    return source


def inside(place: Place, text: str) -> bool:
    """Whether the text has such a place, with the lines of YAML or with those of an editor."""
    ways = (YAML_LINES.split(text), text.split("\n"))
    return any(1 <= place.line <= len(w) and 1 <= place.column <= len(w[place.line - 1]) + 1 for w in ways)


@settings(deadline=None, max_examples=300)
@given(st.one_of(SOUP, st.text(max_size=80)), st.booleans())
def test_any_text_is_read_or_refused_with_places_inside_it(text: str, foreign: bool) -> None:
    source, problems = read_yaml(text, "x.yml", foreign=foreign)
    assert bool(problems) == (source is None)
    assert all(inside(problem.place, text) for problem in problems)
    if source:
        assert all(inside(place, text) for place in (*source.values.values(), *source.keys.values()))
        _, problems = validate(Standard, source)
        assert all(inside(problem.place, text) and "\n" not in problem.title for problem in problems)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.text("ab1-é", min_size=1), st.one_of(WORDS, st.integers(), st.lists(WORDS))))
def test_what_yaml_writes_is_read_back_with_keys_as_text(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    assert source_of(text).value == value


def test_places_are_counted_from_one_and_within_a_larger_file() -> None:
    source, _ = read_yaml("a: 1\nb:\n  - two\n", "x.md", first_line=11, indent=4)
    assert source
    assert source.place("a") == Place("x.md", 11, 8)
    assert source.key_place("b") == Place("x.md", 12, 5)
    assert source.place("b", 0) == Place("x.md", 13, 9)


def test_the_place_of_what_is_not_there_is_that_of_what_should_hold_it() -> None:
    source = source_of("a:\n  - b: 1\n")
    assert source.place("a", 0, "c", 5) == source.place("a", 0) == Place("x.yml", 2, 5)
    assert source.place("z") == source.key_place("z") == Place("x.yml", 1, 1)


def test_a_part_of_a_source_keeps_its_places() -> None:
    part = source_of("a:\n  b: [1, 2]\n").below("a", "b")
    assert part.value == [1, 2]
    assert part.place(1) == Place("x.yml", 2, 10)
    assert part.place() == Place("x.yml", 2, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- a\n- b\n", ["a", "b"]),
        ("tea\n", "tea"),
        ("1: x\ntrue: y\nnull: z\n", {"1": "x", "true": "y", "null": "z"}),
        ("\ufeffa: 1\r\nb: é😀\r\n", {"a": 1, "b": "é😀"}),
        ("a: 2026-11-30\nb: 'yes'\nc: yes\nd:\n", {"a": date(2026, 11, 30), "b": "yes", "c": True, "d": None}),
        ("a: " + "x" * 200_000, {"a": "x" * 200_000}),
        ("<<: {a: 1}", {"<<": {"a": 1}}),
    ],
)
def test_unusual_yaml_is_read(text: str, value: object) -> None:
    assert source_of(text).value == value


def test_a_python_tag_runs_nothing(tmp_path: Path) -> None:
    target = tmp_path / "hacked"
    text = f'a: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ["{target}"]]'
    assert [problem.code for problem in read_yaml(text, "x.yml")[1]] == ["C113"]
    foreign, problems = read_yaml(text, "x.yml", foreign=True)
    assert (foreign and foreign.value, problems) == ({"a": None}, [])
    assert not target.exists()


@pytest.mark.parametrize(("depth", "allowed"), [(19, True), (20, False)])
def test_twenty_levels_are_the_most(depth: int, allowed: bool) -> None:
    source, problems = read_yaml("a: " + "[" * depth + "]" * depth, "x.yml")
    assert bool(source) is allowed
    assert [problem.code for problem in problems] == ([] if allowed else ["C107"])


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["C102"])])
def test_a_huge_file_is_not_read(tmp_path: Path, size: int, codes: list[str]) -> None:
    (tmp_path / "huge.yml").write_bytes(b"#" * size)
    text, problems = read_text(tmp_path / "huge.yml", "huge.yml")
    assert [problem.code for problem in problems] == codes
    assert (text is None) is bool(codes)


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    _, (problem,) = read_text(tmp_path / "folder.yml", "folder.yml")
    assert str(problem) == "folder.yml:1:1 C101 The file cannot be read\n    Is a directory."


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "bom.yml").write_bytes("\ufeffid: us1".encode())
    assert read_text(tmp_path / "bom.yml", "bom.yml") == ("id: us1", [])


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_problem_inside_them(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yml"
    file.write_bytes(data)
    text, problems = read_text(file, "x.yml")
    assert (text is None) == bool(problems)
    if problems:
        assert 1 <= problems[0].place.line <= data.count(b"\n") + 1
        assert 1 <= problems[0].place.column <= len(data) + 1


def register_problems(old: str, new: str) -> list[Problem]:
    text = (
        "number: '1'\nauthority: a\nfield: b\nsubfield: c\noriginator: d\nstatus: e\nregistration_start: 2018-07-01\n"
        "registration_end: '2023-06-30'\nlast_enrolment: 2026-06-30\nlast_achievement: 2029-06-30\nretrieved: 2026-11\n"
    )
    assert old in text
    return validate(Register, source_of(text.replace(old, new)))[1]


def test_a_date_may_stand_in_quotes() -> None:
    assert register_problems("2018-07-01", "'2018-07-01'") == []


def test_a_month_or_a_day_in_quotes_says_when_the_register_was_read() -> None:
    assert register_problems("2026-11", "'2026-11-05'") == []
    (problem,) = register_problems("retrieved: 2026-11", "retrieved: 2026-11-05")
    assert problem.hint == "It is “2026-11-05”; put it in quotes."


class Either(BaseModel):
    """A value of two types."""

    rows: int | tuple[str, ...]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ("many", "“rows” should be a whole number or a list"),
        ("[a, 1]", "Item 2 of “rows” should be text"),
        ("{a: b}", "“rows” should be a whole number or a list"),
    ],
)
def test_a_value_that_may_be_of_two_types_is_one_problem(rows: str, title: str) -> None:
    _, problems = validate(Either, source_of(f"rows: {rows}"))
    assert [problem.title for problem in problems] == [title]


def test_a_long_value_is_shortened_and_put_on_one_line() -> None:
    _, problems = validate(Standard, source_of(STANDARD.replace("id: us1\n", f'id: "Us\\n{"1" * 100}"\n')))
    assert problems[0].title == f"“Us {'1' * 36}…” is not an id"


def test_the_keys_of_the_part_are_offered_not_those_of_the_whole() -> None:
    text = STANDARD.replace("    kind:", "    kinds: x\n    kind:")
    _, (problem,) = validate(Standard, source_of(text))
    known = "id, code, kind, title, lead, range, given, notes, supporting_evidence, weight, level, credits, simulation, sufficiency, criteria, outcomes"
    assert (problem.hint, problem.suggestion) == (f"Known keys: {known}.", "kind")


@pytest.mark.parametrize("value", ["!!bool maybe", '!!int ""', "!!timestamp soon", "!!float x", "0x_"])
def test_a_tag_that_does_not_fit_its_value_is_a_problem_not_a_traceback(value: str) -> None:
    _, problems = read_yaml(f"a: {value}", "mkdocs.yml", foreign=True)
    assert [(problem.code, str(problem.place)) for problem in problems] == [("C109", "mkdocs.yml:1:4")]


@pytest.mark.parametrize("value", ["010", "0215551234", "0x1F", "12:30", "1_000", "0b11"])
def test_a_number_that_yaml_reads_in_another_way_is_refused(value: str) -> None:
    _, (problem,) = read_yaml(f"a: {value}", "x.yml")
    assert (problem.code, str(problem.place)) == ("C109", "x.yml:1:4")
    assert value in problem.title


@pytest.mark.parametrize("value", ["0", "7", "-3", "600"])
def test_a_number_as_people_write_it_is_read(value: str) -> None:
    assert source_of(f"a: {value}").value == {"a": int(value)}


def test_a_wrong_type_is_shown_as_it_was_written() -> None:
    _, (problem,) = validate(Named, source_of("id: us1\ntext: 1.50\n"))
    assert problem.hint == "It is “1.50”; put it in quotes."


class Named(Part):
    """An id with a text and more of them."""

    id: Id
    text: Text
    texts: tuple[Text, ...] = ()
    widths: Annotated[tuple[int, ...], REPEATS] = ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("id: us1\ntext: Tea # with milk\n", ["x.yml:2:11"]),
        ("id: us1\ntext: Tea   # with milk\n", ["x.yml:2:13"]),
        ("id: us1\ntext: Tea\ntexts:\n  - One\n  - Two #3\n", ["x.yml:5:9"]),
        ("id: us1\ntext: 'Tea' # in quotes\n", []),
        ("id: us1 # the first\ntext: Tea\n", []),
        ("id: us1\ntext: Tea#2\n", []),
        ("id: us1\n# A comment\ntext: Tea\n", []),
    ],
)
def test_a_text_that_a_comment_cuts_off_is_a_problem_an_id_is_not(text: str, places: list[str]) -> None:
    _, problems = validate(Named, source_of(text))
    assert [(problem.code, str(problem.place)) for problem in problems] == [("C115", place) for place in places]


def test_an_entry_that_stands_twice_in_a_list_is_a_problem_at_the_second() -> None:
    _, (problem,) = validate(Named, source_of("id: us1\ntext: Tea\ntexts: [One, Two, One]\n"))
    assert (problem.code, str(problem.place)) == ("C114", "x.yml:3:19")
    assert (problem.title, problem.hint) == ("“One” stands in “texts” twice", "It is already item 1; keep one.")


def test_a_measure_may_stand_several_times() -> None:
    found, problems = validate(Named, source_of("id: us1\ntext: Tea\nwidths: [20, 60, 20]\n"))
    assert (found and found.widths, problems) == ((20, 60, 20), [])


def test_keys_of_other_programs_pass_and_near_misses_of_ours_do_not() -> None:
    problems = misspelt_keys(Named, source_of("tags: [a]\nhide: [toc]\ntxt: Tea\nsomething_else: 1\n"))
    assert [(p.code, str(p.place), p.suggestion) for p in problems] == [("C122", "x.yml:3:1", "text")]


def foreign(text: str) -> object:
    source, problems = read_yaml(text, "mkdocs.yml", foreign=True)
    assert problems == []
    assert source
    return source.value


def test_a_variable_of_the_environment_is_looked_up_as_mkdocs_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPETENT_SET", "af-ZA")
    monkeypatch.setenv("COMPETENT_NUMBER", "4")
    monkeypatch.delenv("COMPETENT_UNSET", raising=False)
    assert foreign("a: !ENV COMPETENT_SET") == {"a": "af-ZA"}
    assert foreign("a: !ENV COMPETENT_NUMBER") == {"a": 4}
    assert foreign("a: !ENV COMPETENT_UNSET") == {"a": None}
    assert foreign("a: !ENV [COMPETENT_UNSET, COMPETENT_SET, en-ZA]") == {"a": "af-ZA"}
    assert foreign("a: !ENV [COMPETENT_UNSET, en-ZA]") == {"a": "en-ZA"}


@pytest.mark.parametrize("value", ["&x [*x]", "!!python/name:os.system ''", "a: b: c", "[", "{a: 1}"])
def test_a_variable_of_the_environment_is_text_and_never_more(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPETENT_HOSTILE", value)
    assert foreign("a: !ENV COMPETENT_HOSTILE") == {"a": value}


def test_a_source_over_another_joins_keys_replaces_the_rest_and_keeps_both_places() -> None:
    parent, _ = read_yaml("a: {x: 1, y: 2}\nb: [1, 2, 3]\nc: kept\n", "base.yml")
    child, _ = read_yaml("\nb: [9]\na:\n  y: 3\n", "mine.yml")
    assert parent
    assert child
    both = merged(parent, child)
    assert both.value == {"a": {"x": 1, "y": 3}, "b": [9], "c": "kept"}
    assert [str(both.place(*steps)) for steps in (("a", "x"), ("a", "y"), ("b", 0), ("c",))] == [
        "base.yml:1:8",
        "mine.yml:4:6",
        "mine.yml:2:5",
        "base.yml:3:4",
    ]
    assert str(both.place("b", 2)) == "mine.yml:2:4"
