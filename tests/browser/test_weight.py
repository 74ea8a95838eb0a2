"""What a visit costs a learner who pays for data: the index of the search, fonts, pages."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import first_bodies, first_visit, served
from tests.building import Built, run_warm

BARE = "site_name: Bare\ntheme: {name: material, font: false}\nplugins: [search]\n"
PAGES = ("index.html", "us118028/index.html", "us252210/index.html", "unit220/index.html")


@pytest.fixture(scope="module")
def site(built: Built) -> Iterator[str]:
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> int:
    """The bytes of a first visit to a site of the theme alone, with one word on its page."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(BARE, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Hello\n", encoding="utf-8")
    done = run_warm("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        return sum(first_visit(chromium, address).values())


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_costs_little_more_than_the_theme_alone(
    site: str, bare: int, chromium: Browser, path: str
) -> None:
    found = first_visit(chromium, site + path)
    assert sum(found.values()) <= 1.6 * bare, sorted(found.items(), key=lambda item: -item[1])[:9]


def test_the_search_index_comes_when_somebody_searches(site: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(site + "us118028/index.html")
        page.wait_for_load_state("networkidle")
        assert [path for path in asked if "search_index" in path] == []
        page.locator(".md-search__input").click()
        page.keyboard.type("moments of truth")
        page.locator(".md-search-result__link").first.wait_for()
    finally:
        context.close()
    assert [path for path in asked if "search_index" in path] == ["/search/search_index.json"]


def test_no_page_of_the_site_weighs_more_than_300_kb_by_itself(built: Built) -> None:
    sizes = {page.relative_to(built.site).as_posix(): page.stat().st_size for page in built.site.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > 300_000} == {}


@pytest.mark.parametrize("path", ["us118028/moments-of-truth.html", "us252210/identify-the-problem.html"])
def test_all_that_a_long_page_loads_stays_below_200_kb_packed_and_640_kb_open_beside_fonts(
    site: str, chromium: Browser, path: str
) -> None:
    found = first_bodies(chromium, site + path)
    beside = {url: body for url, body in found.items() if not url.endswith(".woff2")}
    packed = {url: len(gzip.compress(body)) for url, body in beside.items()}
    assert sum(packed.values()) <= 200_000, sorted(packed.items(), key=lambda item: -item[1])[:9]
    assert sum(map(len, beside.values())) <= 640_000
    fonts = [Path(url).name for url in found if url.endswith((".woff2", ".ttf"))]
    assert fonts
    assert [name for name in fonts if not name.endswith(".woff2")] == []
