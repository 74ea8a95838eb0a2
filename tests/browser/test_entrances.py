"""The pages by which people find their way: coverage, activities, and the one for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.adapters.sites import Site, copied
from tests.browser.serving import served
from tests.building import Built, edit

MINUTES = "[...document.querySelectorAll('.activities__table tbody tr')].map(row => Number(row.cells[3].textContent))"
TITLES = "[...document.querySelectorAll('.activities__table tbody tr')].map(row => row.cells[1].textContent)"
OUT_OF_SIGHT = """[...document.querySelectorAll('.coverage__table :is(th, td), .activities__table :is(th, td)')]
    .filter(cell => cell.getBoundingClientRect().width > 0)
    .filter(cell => cell.getBoundingClientRect().right > document.documentElement.clientWidth
                    || cell.getBoundingClientRect().left < 0).length"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_activities_are_sorted_by_mouse_and_by_keyboard(built: Built, page: Page) -> None:
    page.goto((built.site / "us118028" / "activities.html").as_uri())
    before = page.evaluate(TITLES)
    heading = page.locator(".activities__table thead th").nth(3)
    heading.get_by_role("button", name="Minutes").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert page.evaluate(MINUTES) == sorted(page.evaluate(MINUTES))

    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert page.evaluate(MINUTES) == sorted(page.evaluate(MINUTES), reverse=True)

    page.keyboard.press("Shift+Tab")  # back over Section and Activity to the numbers
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert page.evaluate(TITLES) == sorted(before, key=str.casefold)
    assert page.locator("th[aria-sort]").count() == 1
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert page.evaluate(TITLES) == before


@pytest.mark.parametrize("name", ["coverage", "activities"])
def test_no_column_is_out_of_sight_at_any_width(built: Built, page: Page, name: str) -> None:
    for programme in ("us118028", "us252210", "unit220"):
        page.goto((built.site / programme / f"{name}.html").as_uri())
        assert page.locator(f".{name}__table tbody tr").count() > 9
        for width in (320, 360, 600, 768, 960, 1024, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(OUT_OF_SIGHT) == 0, (programme, width)


def test_the_head_of_a_table_tells_what_each_cell_is_where_cells_stand_below_each_other(
    built: Built, page: Page
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((built.site / "us118028" / "coverage.html").as_uri())
    said = page.locator(".coverage__table td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Taught in" in said
    assert page.locator(".coverage__table").get_by_role("row").count() > 9


@pytest.fixture(
    scope="module", params=["", "site_url: https://example.org/tea/\n"], ids=["anywhere", "with an address"]
)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = copied("small", tmp_path_factory.mktemp("lost") / "small")
    edit(made.root / "mkdocs.yml", "site_name: Small\n", f"site_name: Small\n{request.param}")
    edit(made.root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      whole_site: true\n")
    made.built()
    return made


@pytest.mark.parametrize("address", ["no-such-page.html", "us900001/leafs.html", "a/b/c/"])
def test_an_address_that_leads_nowhere_leads_on_below_a_path(small: Site, page: Page, address: str) -> None:
    asked: list[str] = []
    with served(small.site, "/tea/") as root:
        page.on("request", lambda request: asked.append(request.resource_type))
        page.goto(root + address)
        expect(page.locator("h1")).to_be_visible()
        link = page.get_by_role("link", name="Find")
        expect(link).to_have_attribute("href", "/tea/find.html")
        assert set(asked) <= {"document", "fetch"}  # no style that could be missing
        link.click()
        page.wait_for_url(root + "find.html")
        expect(page.locator("h1")).to_have_text("Find")
        assert urlsplit(page.url).path == "/tea/find.html"
