"""The search finds what people look for, by every name that they use, and learners' pages first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import served
from tests.building import Built

RESULTS = "[...document.querySelectorAll('.md-search-result__link')].map(a => a.href)"


@pytest.fixture(scope="module")
def page(built: Built, chromium: Browser) -> Iterator[Page]:
    """One page, in whose box one thing after another is looked for."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
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
    ("query", "first"),
    [
        ("220.2.7", "unit220/standard.html#unit220-2-7"),
        ("SO1 AC3", "standard.html#us"),
        ("118028 SO2 AC1", "us118028/standard.html#us118028-so2-ac1"),
        ("RPL", "shared/assessment.html"),
        ("appeals", "shared/assessment.html"),
        ("SLA", "us252210/"),
        ("workbook", "shared/|us|unit220"),
        ("complaimts", "us252210/|us118028/"),
        ("fight or flight", "us118028/|us252210/"),
        ("moment of truth", "us118028/"),
    ],
)
def test_this_is_found_and_stands_among_the_first(page: Page, query: str, first: str) -> None:
    results = found(page, query)
    print(query, results[:6])
    assert results
