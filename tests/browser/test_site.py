"""The site as a learner meets it: opened from disk, without a network, by mouse, keyboard and screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.building import Built

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
SECTION = "us118028/moments-of-truth.html"
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""What can be wrong in one scheme and right in the other."""
PAGES = {
    "home": "index.html",
    "standard": "us118028/standard.html",
    "unit": "unit220/standard.html",
    "section": SECTION,
    "coverage": "us118028/coverage.html",
    "activities": "us118028/activities.html",
    "key points": "us118028/key-points.html",
    "front page": "us118028/index.html",
    "downloads": "us118028/downloads.html",
    "process": "us252210/solve-it.html",
    "tables": "us118028/service-standards.html",
    "tasks": "unit220/summative-tasks.html",
    "glossary": "us252210/glossary.html",
    "find": "find.html",
    "authoring": "authoring/activities.html",
}
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
INSIDE = {"file", "data", "blob"}
ACTIVITY = "us118028-a01"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=WIDE, bypass_csp=True)  # Playwright waits by `eval`, which a page forbids
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def address(built: Built, path: str) -> str:
    return (built.site / path.partition("#")[0]).as_uri() + ("#" + path.partition("#")[2] if "#" in path else "")


def test_no_request_leaves_the_machine(built: Built, page: Page) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in PAGES.values():
        page.goto(address(built, path))
        page.wait_for_load_state("networkidle")
    assert len(asked) > 20
    assert {url for url in asked if urlsplit(url).scheme not in INSIDE} == set()
    assert errors == []


def test_every_picture_font_and_script_is_there(built: Built, page: Page) -> None:
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for path in PAGES.values():
        page.goto(address(built, path))
        page.wait_for_load_state("networkidle")
        broken = page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)")
        assert broken == []
    assert failed == []


@pytest.mark.parametrize(
    ("word", "leads_to"),
    [
        ("moments of truth", "us118028/"),
        ("complaint", "us252210/"),
        ("acknowledge the problem", "us252210/solve-it"),  # a step of a process
        ("canvassed customer", "us252210/glossary"),  # a term
    ],
)
def test_the_search_finds_words_on_pages_opened_from_disk(built: Built, page: Page, word: str, leads_to: str) -> None:
    page.goto(address(built, "index.html"))
    page.locator(".md-search__input").click()
    page.keyboard.type(word, delay=10)
    links = "[...document.querySelectorAll('.md-search-result__link')]"
    page.wait_for_function(f"part => {links}.some(link => link.href.includes(part))", arg=leads_to)
    assert urlsplit(page.evaluate(f"{links}[0].href")).scheme == "file"
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_a_chip_leads_to_its_criterion_and_the_criterion_leads_back(built: Built, page: Page) -> None:
    page.goto(address(built, SECTION))
    chip = page.locator("a.chip", has_text="SO1 AC1").first
    chip.click()
    page.wait_for_url(re.compile(r"/us118028/standard\.html#us118028-so1-ac1$"))
    criterion = page.locator("#us118028-so1-ac1")
    expect(criterion).to_be_in_viewport()
    expect(criterion).to_contain_text("Moments of truth")

    criterion.get_by_role("link", name="Moments of truth", exact=True).last.click()
    page.wait_for_url(re.compile(r"/us118028/moments-of-truth\.html#moments-of-truth_1$"))
    expect(page.locator("#moments-of-truth_1")).to_be_in_viewport()
    page.go_back()
    page.locator(f"#us118028-so1-ac1 a[href$='#{ACTIVITY}']").first.click()
    page.wait_for_url(re.compile(rf"#{ACTIVITY}$"))
    expect(page.locator(f"#{ACTIVITY}")).to_be_in_viewport()


def test_every_link_of_these_pages_leads_somewhere(built: Built, page: Page) -> None:
    dead = []
    for path in PAGES.values():
        page.goto(address(built, path))
        for href in set(page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")):
            parts = urlsplit(href)
            if parts.scheme != "file":
                continue
            file = Path(parts.path)
            if not file.is_file():
                dead.append(f"{path}: {href}")
            elif parts.fragment and file.suffix == ".html":
                text = file.read_text(encoding="utf-8")
                if (
                    f'id="{parts.fragment}"' not in text
                    and f"id={parts.fragment}" not in text
                    and parts.fragment != "__skip"
                ):
                    dead.append(f"{path}: {href}")
    assert dead == []


def test_every_field_of_a_page_has_the_name_of_its_activity(built: Built, page: Page) -> None:
    page.goto(address(built, SECTION))
    ids = page.eval_on_selector_all(".activity textarea, .activity input", "fields => fields.map(f => f.id)")
    names = page.eval_on_selector_all(".activity input", "fields => fields.map(f => f.name)")
    assert len(ids) > 10
    assert len(ids) == len(set(ids))
    assert [name for name in (*ids, *names) if not re.match(r"us118028-a\d\d-", name)] == []


def test_what_a_learner_writes_is_still_there_after_a_reload(built: Built, page: Page) -> None:
    page.goto(address(built, SECTION))
    text = page.locator(".activity textarea").first
    box = page.locator(".activity input[type=checkbox]").first
    radio = page.locator(".activity input[type=radio]").nth(1)
    text.fill("Ndi ḓo ṱoḓa\nḽiṅwe ḓuvha")
    box.check()
    radio.check()
    expect(page.locator("[data-writing]")).to_have_count(0)  # all is saved, as the page says
    page.reload()
    expect(text).to_have_value("Ndi ḓo ṱoḓa\nḽiṅwe ḓuvha")
    expect(box).to_be_checked()
    expect(radio).to_be_checked()
    assert page.locator(".activity input:checked").count() == 2

    text.fill("")
    box.uncheck()
    page.locator(".activity input[type=radio]").first.check()
    expect(page.locator("[data-writing]")).to_have_count(0)
    page.reload()
    expect(text).to_have_value("")
    expect(box).not_to_be_checked()
    expect(radio).not_to_be_checked()


def test_the_keyboard_reaches_the_fields_and_writes_in_them(built: Built, page: Page) -> None:
    page.goto(address(built, f"{SECTION}#{ACTIVITY}"))
    reached: dict[str, str] = {}
    for _ in range(200):
        page.keyboard.press("Tab")
        kind, name = page.evaluate(
            "[document.activeElement.type || document.activeElement.tagName, document.activeElement.id]"
        )
        if kind == "textarea" and "textarea" not in reached:
            page.keyboard.type("typed")
            reached["textarea"] = name
        if kind == "checkbox":
            page.keyboard.press("Space")
            reached["checkbox"] = name
        if len(reached) == 2:
            break
    assert reached.keys() == {"textarea", "checkbox"}
    expect(page.locator(f"[id='{reached['textarea']}']")).to_have_value("typed")
    expect(page.locator(f"[id='{reached['checkbox']}']")).to_be_checked()


def test_the_keyboards_place_is_seen(built: Built, page: Page) -> None:
    page.goto(address(built, SECTION))
    page.locator(".activity textarea").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
    )
    assert outline not in ("none0px", "none3px")
    assert not outline.endswith(" 0px")


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_in_one_direction_only(built: Built, context: BrowserContext, name: str) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(address(built, PAGES[name]))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate("window.scrollTo(500, 0)")
    assert page.evaluate("window.scrollX") == 0
    wide = page.evaluate(
        """[...document.querySelectorAll('.md-content *')].filter(e => {
          const box = e.getBoundingClientRect();
          if (!box.width || box.right <= innerWidth + 1 || e.closest('.visually-hidden')) return false;
          for (let p = e.parentElement; p; p = p.parentElement)
            if (["auto", "scroll", "hidden"].includes(getComputedStyle(p).overflowX)
                && p.getBoundingClientRect().right <= innerWidth + 1) return false;
          return true;
        }).map(e => e.tagName + '.' + e.className)"""
    )
    assert wide == []


def test_axe_would_find_a_violation(built: Built, page: Page) -> None:
    page.goto(address(built, "index.html"))
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><input>')")
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not as an element, which the policy of the page would stop
    result = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    assert {"image-alt", "label"} <= {violation["id"] for violation in result["violations"]}


def test_a_learner_can_take_the_documents_away(built: Built, page: Page) -> None:
    page.goto(address(built, "us118028/downloads.html"))
    links = page.eval_on_selector_all("a.downloads__link", "links => links.map(a => a.href)")
    assert len(links) >= 3
    assert all(Path(urlsplit(link).path).read_bytes().startswith(b"%PDF-") for link in links)
