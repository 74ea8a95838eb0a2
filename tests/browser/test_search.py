"""The search finds what people look for, by every name that they use, and learners' pages first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import VIEWPORT, served
from tests.building import Built

RESULTS = "[...document.querySelectorAll('.md-search-result__link')].map(a => a.href)"


@pytest.fixture(scope="module")
def page(built: Built, chromium: Browser) -> Iterator[Page]:
    """One page, in whose box one thing after another is looked for."""
    context = chromium.new_context(
        viewport=VIEWPORT, bypass_csp=True
    )  # Playwright waits by `eval`, which a page forbids
    context.set_default_timeout(20_000)
    with served(built.site) as address:
        page = context.new_page()
        page.goto(address)
        yield page
        context.close()


def found(page: Page, query: str) -> list[str]:
    """The paths of the results, as they stand in the list; sections of a page after the best of them."""
    page.locator(".md-search__input").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_function("document.querySelectorAll('.md-search-result__link').length === 0")
    page.keyboard.insert_text(query)
    page.keyboard.press("Shift")  # the theme listens to keys
    page.wait_for_function("document.querySelectorAll('.md-search-result__link').length > 0")
    return [href.partition("?")[0].split("/", 3)[3] + "#" + href.partition("#")[2] for href in page.evaluate(RESULTS)]


@pytest.mark.parametrize(
    ("query", "page_of_it", "place"),
    [
        ("220.2.7", "unit220/standard.html", "unit220-2-7"),
        ("SO1 AC3", "us118028/standard.html", "us118028-so1-ac3"),
        ("252210 SO2 AC1", "us252210/standard.html", "us252210-so2-ac1"),
        ("RPL", "shared/assessment.html", "from-evidence-to-credits"),
        ("appeals", "shared/assessment.html", "from-evidence-to-credits"),
        ("SLA", "us118028/glossary.html", "term-service-level-agreement-sla"),
        ("fight or flight", "us118028/queries-and-complaints.html", "fight-or-flight"),
        ("moments of truth", "us118028/moments-of-truth.html", "moments-of-truth"),
        ("Read the call log", "us118028/service-standards.html", "us118028-a08"),
    ],
)
def test_what_people_call_it_leads_to_its_place(page: Page, query: str, page_of_it: str, place: str) -> None:
    results = found(page, query)
    assert results[0].partition("#")[0] == page_of_it
    assert f"{page_of_it}#{place}" in results[:3]


@pytest.mark.parametrize("query", ["workbook", "criteria", "activity", "moderator"])
def test_pages_for_learners_come_before_those_for_authors(page: Page, query: str) -> None:
    results = [path for path in found(page, query) if path]
    assert not results[0].startswith("authoring/")


@pytest.mark.parametrize(
    ("query", "word"), [("complaimts", "complaint"), ("glossories", "glossar"), ("queries", "quer")]
)
def test_a_slip_of_the_finger_and_a_plural_still_find(page: Page, query: str, word: str) -> None:
    assert found(page, query)
    assert word in page.locator(".md-search-result__list").inner_text().lower()


def test_results_say_which_programme_they_are_of(page: Page) -> None:
    assert found(page, "glossary")
    said = page.locator(".md-search-result__list").inner_text()
    assert "Glossary - Supervise customer service standards" in said
    assert "Glossary - Handle a range of customer complaints" in said
