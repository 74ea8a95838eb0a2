"""Printed pages as a reader sees them: nothing runs out of its column, off the page, or over something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents.compose import Document
from tests.building import edit, project_copy, small_project
from tests.documents.composing import documents_of, programme_of
from tests.documents.printing import Press
from tests.documents.words_on_pages import Page, Word, pages_of

Pages = Mapping[str, list[Page]]
"""The pages of documents, by kind."""

TO_WRITE_IN = ("formative-workbook", "summative-assessment", "forms-when-needed", "portfolio-of-evidence")
MARGINS = {
    "evidence-matrix": (10, 10),
    "alignment-matrix": (12, 12),
    **dict.fromkeys(TO_WRITE_IN, (18, 15)),
}
"""Millimetres that stay free at both sides; 18 where nothing is said."""


def printed(root: Path, press: Press, kinds: Iterable[str] = (), programme: str = "us900001") -> Pages:
    """The documents of a programme in a project in which no error is."""
    project = load_project(root / "mkdocs.yml")
    assert not project.has_errors, project.problems
    wanted = [d for d in documents_of(project, programme_of(project, programme)) if not kinds or d.kind in kinds]
    found = press.print(project, wanted)
    return {document.kind: _pages(root, document, found[document.path].pdf) for document in wanted}


def _pages(root: Path, document: Document, pdf: bytes) -> list[Page]:
    file = root / f"{document.id}.pdf"
    file.write_bytes(pdf)
    return pages_of(file)


def faults(pages: Pages) -> list[str]:
    """Words that are printed on each other, or in the margins."""
    found: list[str] = []
    for kind, sheets in pages.items():
        for page in sheets:
            margins = MARGINS.get(kind, (18, 18) if page.height > page.width else (16, 16))
            outside = page.outside(*margins) if page.number > 1 else []
            found += [f"{kind} {fault}" for fault in [*page.overprinted(), *outside]]
    return found


def line_of(page: Page, word: Word) -> list[Word]:
    """The words on the line of a word, from left to right."""
    middle = (word.top + word.bottom) / 2
    return sorted((w for w in page.words if w.top < middle < w.bottom), key=lambda w: w.left)


def sentence(page: Page, first: str) -> str:
    """The line in which a word stands, as it is seen from left to right."""
    (word,) = [word for word in page.words if word.text == first]
    return " ".join(found.text for found in line_of(page, word))


def test_words_that_are_printed_on_each_other_are_seen() -> None:
    one, beside, on_it = Word("one", 0, 0, 30, 10), Word("beside", 30, 0, 60, 10), Word("on", 20, 2, 50, 12)
    below = Word("below", 0, 9, 30, 19)
    assert Page(1, 100, 100, (one, beside, below)).overprinted() == []
    assert Page(1, 100, 100, (one, on_it)).overprinted() == ["p. 1: one | on"]
    assert Page(1, 100, 100, (on_it,)).outside(2, 20) == ["p. 1: on"]


# Long words


WORD = "Rooibosteesakkiesvervaardigingsgehalteversekeringskomiteevergaderingsnotulekonsepbespreking"
ADDRESS = (
    "https://example.org/tea/that/is/good/and/has/an/address/longer/than/any/line/of/any/page/on/paper/can/be.html"
)
TITLE = (
    "Make good tea for guests from far away and from near by, who like it strong, weak, sweet, sour, hot or iced, "
    "in the morning, at noon and late at night"
)
TEXT = f"""
## {WORD}

{WORD} and `{WORD}` and <{ADDRESS}>.

| One | Two | Three |
|---|---|---|
| {WORD} | short words here | {ADDRESS} |

//// activity | Judge"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Pages:
    """The documents of a programme in which everything is too long."""
    root = small_project(tmp_path_factory.mktemp("long") / "small")
    edit(root / "content/us900001/index.md", "title: Make good tea", f"title: {TITLE}")
    edit(root / "mkdocs.yml", "contact: hello@example.org", f"contact: {ADDRESS}")
    edit(root / "unit_standards/us900001.yml", "judged by look", f"judged by {WORD}")
    leaves = root / "content/us900001/leaves.md"
    edit(leaves, "\n//// activity | Judge", TEXT)
    edit(leaves, "Judge the leaves", f"Judge {WORD}")
    edit(leaves, "[Sack, Smell, Price]", f"[Sack, {WORD}, Price]")
    edit(leaves, "- the sack is whole", f"- {WORD}")
    return printed(root, press)


def test_no_long_word_runs_out_of_its_column_or_off_the_page(long: Pages) -> None:
    assert len(long) == 12
    assert faults(long) == []


def test_no_short_word_is_broken(long: Pages) -> None:
    sheet = [word.text for page in long["moderator-guide"] for word in page.words]
    assert "Judgement" in sheet
    assert not {"Judgemen", "Overturne"} & set(sheet)


def test_a_long_title_stands_whole_in_the_head_of_a_page(long: Pages) -> None:
    assert 148 < len(TITLE) < 155
    page = long["learner-guide"][2]
    head = " ".join(word.text for word in page.words if word.bottom < 24 * 72 / 25.4)
    assert TITLE in head


# From right to left


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Pages:
    """Documents in a language that is written from right to left, whose forms have English words."""
    root = small_project(tmp_path_factory.mktemp("arabic") / "small")
    edit(root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      language: ar\n")
    return printed(root, press, ("learner-guide", "portfolio-of-evidence", "facilitator-guide", "evidence-matrix"))


def test_nothing_is_overprinted_in_a_document_from_right_to_left(arabic: Pages) -> None:
    assert len(arabic) == 4
    assert faults(arabic) == []


def test_english_words_in_it_are_read_from_left_to_right(arabic: Pages) -> None:
    contents, guide = arabic["portfolio-of-evidence"][1], arabic["learner-guide"][3]
    assert "Save a copy under your own name and type in the boxes, or print it and write by hand." in sentence(
        contents, "Save"
    )
    assert "Customer: Is this fresh?" in sentence(guide, "Customer:")


def test_its_sides_are_turned_round(arabic: Pages) -> None:
    cover, contents = arabic["learner-guide"][0], arabic["portfolio-of-evidence"][1]
    guide = [line_of(page, word) for page in arabic["learner-guide"] for word in page.words if word.text == "AC1"]
    assert sentence(contents, "Contact").endswith("Contact details 1")
    assert sentence(contents, "Contact").startswith("3 ")
    assert "Leaves are judged by look and smell. SO1 AC1" in [" ".join(word.text for word in line) for line in guide]
    (make,) = [word for word in cover.words if word.text == "Make"]
    assert make.left > 0.45 * cover.width


# Where a page ends


FEW, MANY = 3, 14


def table(number: int) -> str:
    rows = FEW if number % 2 else MANY
    lines = "".join(f"| t{number}r{row} | Wash, rinse and dry |\n" for row in range(1, rows + 1))
    return (
        f"\n{'Water is boiled. ' * (9 * (number % 5) + 1)}\n\n## Head t{number}\n\n| Step | What |\n|---|---|\n{lines}"
    )


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, press: Press) -> list[list[str]]:
    """The words of each page of a guide in which tables end pages at many places."""
    root = small_project(tmp_path_factory.mktemp("tables") / "small")
    text = "".join(map(table, range(60)))
    edit(root / "content/us900001/leaves.md", "\n//// activity | Judge", f"{text}\n//// activity | Judge")
    return [[word.text for word in page.words] for page in printed(root, press, ["learner-guide"])["learner-guide"]]


def rows_by_page(tables: list[list[str]], number: int) -> list[int]:
    counts = (sum(word.startswith(f"t{number}r") for word in words) for words in tables)
    return [count for count in counts if count]


def test_a_table_leaves_no_row_alone_and_one_of_few_rows_is_whole(tables: list[list[str]]) -> None:
    found = [rows_by_page(tables, number) for number in range(60)]
    assert [sum(rows) for rows in found] == [FEW if number % 2 else MANY for number in range(60)]
    assert [rows for rows in found if 1 in rows] == []
    assert {tuple(rows) for rows in found[1::2]} == {(FEW,)}
    assert any(len(rows) > 1 for rows in found)


def test_a_heading_stays_with_its_table(tables: list[list[str]]) -> None:
    for number in range(60):
        heading = max(page for page, words in enumerate(tables) if f"t{number}" in words)  # after the contents
        assert f"t{number}r1" in tables[heading]


@pytest.fixture(scope="module")
def qcto(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Pages:
    """Documents of a curriculum, whose codes are long."""
    root = tmp_path_factory.mktemp("qcto") / "qcto"
    project_copy("qcto", root)
    kinds = ("learner-guide", "facilitator-guide", "assessor-guide", "portfolio-of-evidence")
    return printed(root, press, kinds, "bicycles")


def test_no_line_ends_within_a_code(qcto: Pages) -> None:
    words = [word.text for pages in qcto.values() for page in pages for word in page.words]
    assert any(word.startswith("KM-01-KT01") for word in words)
    assert [word for word in words if re.fullmatch(r"[A-Z]{2}-([A-Z0-9]+-)*", word)] == []
    assert faults(qcto) == []


def test_no_page_holds_one_signature_or_the_rest_of_a_small_box(qcto: Pages) -> None:
    signed = [
        sum(word.text == "ink" for word in page.words) for page in of_part(qcto["portfolio-of-evidence"], "Sign-off")
    ]
    assert signed
    assert min(signed) > 1
    for page in qcto["learner-guide"]:
        text = " ".join(word.text for word in page.words)
        answers = re.findall(r"Write your answer in your workbook: (Activity \d)", text)
        assert [answer for answer in answers if f"{answer}:" not in text] == []


def of_part(pages: list[Page], title: str) -> list[Page]:
    """The pages in whose head the title of a part stands."""
    top = 20 * 72 / 25.4
    return [page for page in pages if any(word.text == title and word.bottom < top for word in page.words)]
