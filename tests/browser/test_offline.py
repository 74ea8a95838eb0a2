"""A site without a network: what was read is there again, what was asked for is kept, and a new version comes when asked."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.adapters.sites import Site
from tests.browser.serving import served
from tests.browser.tea import built_site
from tests.building import edit

READY = "navigator.serviceWorker.ready.then(found => Boolean(found.active))"
FIELD = ".activity textarea"


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built_site(tmp_path_factory.mktemp("offline") / "project")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(bypass_csp=True)  # Playwright waits by `eval`, which a page forbids
    context.set_default_timeout(30_000)
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """A page whose site is kept."""
    page = context.new_page()
    page.goto(address)
    assert page.evaluate(READY)
    page.reload()  # a page that was there before its keeper is not kept yet
    page.wait_for_load_state("networkidle")
    return page


def section(site: Site) -> str:
    """A page with an activity."""
    return next(
        file.relative_to(site.site).as_posix()
        for file in sorted(site.site.rglob("*.html"))
        if "data-answers" in file.read_text("utf-8") and file.name != "my-answers.html"
    )


def test_a_page_that_was_read_is_there_without_a_network_and_keeps_answers(tea: Site, context: BrowserContext) -> None:
    with served(tea.site) as start:
        page = opened(context, start + section(tea))
        context.set_offline(True)
        page.reload()
        page.wait_for_selector("[data-ready]")
        page.locator(FIELD).first.fill("Without a network")
        page.wait_for_function("document.querySelector('.kept__state').textContent !== ''")
        page.reload()
        page.wait_for_selector("[data-ready]")
        assert page.locator(FIELD).first.input_value() == "Without a network"
        assert page.evaluate("getComputedStyle(document.querySelector('.activity')).borderTopStyle") == "solid"


def test_a_page_that_was_not_read_says_so_without_a_network(tea: Site, context: BrowserContext) -> None:
    with served(tea.site) as start:
        page = opened(context, start + "index.html")
        context.set_offline(True)
        page.goto(start + section(tea))
        assert "This page is not on this device yet" in page.inner_text("body")


def test_a_programme_can_be_kept_whole(tea: Site, context: BrowserContext) -> None:
    folder = section(tea).partition("/")[0]
    with served(tea.site) as start:
        page = opened(context, f"{start}{folder}/my-answers.html")
        page.get_by_role("button", name="Keep this programme on this device").click()
        page.get_by_text("The pages of this programme are on this device now.").wait_for()
        context.set_offline(True)
        for file in sorted((tea.site / folder).glob("*.html")):
            page.goto(f"{start}{folder}/{file.name}")
            assert page.locator("h1").count() == 1, file.name


def test_a_new_version_comes_when_the_reader_says_so(tmp_path: Path, context: BrowserContext) -> None:
    site = built_site(tmp_path / "project")
    with served(site.site) as start:
        page = opened(context, start + "shared/marks.html")
        edit(site.root / "content/shared/marks.md", "Tea came late.", "Tea came early.")
        site.built()
        page.reload()
        assert "Tea came late." in page.inner_text("article")
        page.get_by_text("There is a new version of these pages.").wait_for()
        page.get_by_role("button", name="Load it").click()
        page.get_by_text("Tea came early.").wait_for()
        names = page.evaluate("caches.keys()")
        assert len(names) == 1


def test_the_site_is_an_app_that_browsers_can_put_on_a_device(tea: Site, context: BrowserContext) -> None:
    app = json.loads((tea.site / "app.webmanifest").read_text("utf-8"))
    with served(tea.site) as start:
        page = opened(context, start + section(tea))
        told = context.new_cdp_session(page)
        errors = told.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
        href = page.get_attribute("link[rel=manifest]", "href")
        assert page.evaluate("href => fetch(href).then(answer => answer.json())", href) == app


def test_the_archive_opens_from_disk_with_search_and_answers(
    tea: Site, context: BrowserContext, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tea.site / "site.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    missing = tea.published - {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*")}
    assert missing == {"site.zip", "sw.js", "app.webmanifest"}
    page = context.new_page()
    page.goto((tmp_path / section(tea)).as_uri())
    page.wait_for_selector("[data-ready]")
    page.locator(FIELD).first.fill("From a file")
    page.wait_for_function("document.querySelector('.kept__state').textContent !== ''")
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert page.locator(FIELD).first.input_value() == "From a file"
    page.goto((tmp_path / "index.html").as_uri())
    page.locator(".md-search__input").click()
    page.keyboard.type("marks", delay=10)
    page.wait_for_selector(".md-search-result__link")


def test_the_home_page_and_the_downloads_offer_the_archive_and_it_is_the_one_beside_the_site(tea: Site) -> None:
    for page in (tea.site / "index.html", *tea.site.glob("*/downloads.html")):
        assert "site.zip" in page.read_text("utf-8"), page
    assert (tea.root / "build" / "site.zip").read_bytes() == (tea.site / "site.zip").read_bytes()


def test_the_same_site_is_the_same_archive(tmp_path: Path, tea: Site) -> None:
    again = built_site(tmp_path / "project")
    for name in ("site.zip", "sw.js"):
        assert (again.site / name).read_bytes() == (tea.site / name).read_bytes()
