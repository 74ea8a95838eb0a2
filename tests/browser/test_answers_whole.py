"""The way of all answers of the real programmes: from the page into a file, into the PDF, and out of it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from competent.documents.fill import read_values
from competent.records.filled import fill_file
from tests.building import PROGRAMMES, Built

LETTERS = "Kɔfi ḓiṱ ḽeṋa ṅwana š ê ô ï “so” – 5 < 6 & 7"
DOCUMENTS = {"formative-workbook": "Formative workbook", "summative-assessment": "Summative assessment guide"}


@pytest.fixture
def page(chromium: Browser) -> Any:
    context = chromium.new_context(accept_downloads=True)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def mine(page: Page, built: Built, programme: str) -> dict[str, Any]:
    """What the page “My answers” knows of a programme."""
    page.goto((built.site / programme / "my-answers.html").as_uri())
    page.wait_for_selector(".mine[data-ready]")
    return dict(json.loads(page.get_attribute(".mine", "data-mine") or "{}"))


def fields(about: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields of a programme, by their names: the name, all words of the question, and what there is to choose from."""
    return {
        (whole := f"{each['id']}-{name}"): [whole, " | ".join(filter(None, (question, words))), *options]
        for section in about["sections"]
        for each in section["activities"]
        for question, found in each["questions"]
        for name, words, *options in found
    }


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_page_of_all_answers_has_the_words_of_every_question_as_its_page_shows_them(
    built: Built, page: Page, programme: str
) -> None:
    about = mine(page, built, programme)
    told = {name: field[1] for name, field in fields(about).items()}
    shown: dict[str, str] = {}
    for section in {each["page"] for found in about["sections"] for each in found["activities"]}:
        page.goto((built.site / section.replace(".md", ".html")).as_uri())
        page.wait_for_selector("[data-ready]")
        found = "[...competent.questionsOf(document.querySelector('.competent'))].map(([key, one]) => [key, one.words])"
        shown |= dict(page.evaluate(found))
    assert len(told) > 300
    assert shown == told


def value(field: list[Any], number: int) -> str:
    """A value that no other field has, where it may be any text."""
    if len(field) > 2:
        return str(field[2][number % len(field[2])][0])
    return f"{number} {LETTERS}\nA second line."


def said(field: list[Any], chosen: str) -> str:
    """The words of the option that is chosen."""
    return next((str(words) for key, words in field[2] if key == chosen), "") if len(field) > 2 else ""


KEEP = """async ([values]) => {
  const about = JSON.parse(document.querySelector(".competent[data-answers]").dataset.answers);
  const store = await competent.openStore("competent:" + about.scope, () => {});
  const person = await competent.whoWrites(store);
  await competent.namePerson(store, person, "Nomvula Precious Mthembu-van der Westhuizen", "7001015009087");
  for (const [field, value, words, said] of values) {
    await store.put({ person: person.id, field, value, words, said, page: "", title: "", pack: "", time: Date.now() });
  }
}"""


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_answers_come_out_of_the_filled_pdf_as_they_were_typed(
    built: Built, page: Page, programme: str, tmp_path: Path
) -> None:
    about = mine(page, built, programme)
    known, ticked = fields(about), ticks(built, programme)
    given = {name: "yes" if name in ticked else value(known[name], number) for number, name in enumerate(known)}
    page.evaluate(KEEP, [[[name, text, known[name][1], said(known[name], text)] for name, text in given.items()]])
    page.reload()
    page.wait_for_selector(".mine[data-ready]")
    back: dict[str, str] = {}
    for kind, title in DOCUMENTS.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save for: {title}").click()
        answers = tmp_path / download.value.suggested_filename
        assert answers.name == f"{programme}-{kind}-nomvula-precious-mthembu-van-der-westhui-7001015009087.xfdf"
        download.value.save_as(answers)
        filled = fill_file(built.pdf(programme, kind), answers)
        assert filled.problems == ()
        values = read_values(filled.file.read_bytes())
        assert values["learner-name"] == "Nomvula Precious Mthembu-van der Westhuizen"
        back |= {name: values[name] for name in given if name in values}
    assert back == given


def ticks(built: Built, programme: str) -> set[str]:
    """The fields that are ticks, by the manifest of the pack."""
    pack = built.root / "build" / "pdf" / programme / "pack.json"
    manifest = json.loads(pack.read_text(encoding="utf-8"))
    return {name for name, field in manifest["fields"].items() if field["kind"] == "tick"}
