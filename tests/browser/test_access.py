"""The site for people who use their own colours, a keyboard, paper, a screen reader, or a page that is enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.adapters.sites import Site
from tests.browser.tea import built_site, pages_of
from tests.browser.test_site import AXE, OF_COLOURS, PAGES, RULES, WIDE
from tests.building import ROOT, Built, tool

OF_THE_THEME: set[tuple[str, str]] = {("landmark-unique", ".md-nav")}
"""What is Material's own: a rule, and the element or one around it."""
ENLARGED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400 percent (WCAG 1.4.10)."""
GUESTS, MARKS = "unit2/guests.html", "shared/marks.html"
DARKEST = 0.5
"""Paper is white: no area that is printed is darker than this, as WCAG measures it."""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built_site(tmp_path_factory.mktemp("tea") / "project")


def opened(chromium: Browser, **given: Any) -> BrowserContext:
    context = chromium.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **given})
    context.set_default_timeout(20_000)
    return context


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = opened(chromium)
    yield context.new_page()
    context.close()


def violations(page: Page, files: list[Path], given: dict[str, Any]) -> list[str]:
    """What axe finds on pages, but for what is the theme's own."""
    page.add_init_script(path=str(AXE))
    found = []
    for file in files:
        page.goto(file.as_uri())
        result = page.evaluate("given => axe.run(document, {...given, resultTypes: ['violations']})", given)
        assert result["passes"], file.name
        for violation in result["violations"]:
            nodes = [node for node in violation["nodes"] if not _of_the_theme(page, violation["id"], node["target"])]
            found += [f"{file.name}: {violation['id']} {node['target']} {node['html'][:120]}" for node in nodes]
    return found


def _of_the_theme(page: Page, rule: str, target: list[str]) -> bool:
    return any(
        rule == known and page.eval_on_selector(target[-1], "(e, within) => !!e.closest(within)", within)
        for known, within in OF_THE_THEME
    )


EVERYTHING: dict[str, Any] = {"runOnly": {"type": "tag", "values": [*RULES, "wcag21a", "best-practice"]}}
COLOURS = {"runOnly": {"type": "rule", "values": OF_COLOURS}}
BUT_COLOURS = {**EVERYTHING, "rules": {rule: {"enabled": False} for rule in OF_COLOURS}}


@pytest.mark.parametrize("colours", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_on_a_projector(tea: Site, chromium: Browser, colours: dict[str, Any]) -> None:
    context = opened(chromium, **colours)
    try:
        page = context.new_page()
        page.add_init_script(path=str(AXE))
        page.goto((tea.site / GUESTS).as_uri())
        page.locator(".activity__project").first.click()
        page.locator("dialog.projector[open]").wait_for()
        page.locator(".projector__minutes").fill("7")
        result = page.evaluate("given => axe.run('.projector', {...given, resultTypes: ['violations']})", EVERYTHING)
        assert result["passes"]
        assert result["violations"] == []
    finally:
        context.close()


@pytest.mark.parametrize("size", [WIDE, {**ENLARGED, "height": 640}], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(tea: Site, chromium: Browser, scheme: Any, size: Any) -> None:
    context = opened(chromium, viewport=size, color_scheme=scheme)
    try:
        files = pages_of(tea)
        assert len(files) > 15
        assert violations(context.new_page(), files, EVERYTHING if scheme == "light" else COLOURS) == []
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_feedback_was_opened(tea: Site, chromium: Browser, scheme: Any) -> None:
    context = opened(chromium, color_scheme=scheme, bypass_csp=True)  # a page of ours lets no script in
    try:
        page = context.new_page()
        page.goto((tea.site / GUESTS).as_uri())
        page.add_script_tag(path=str(AXE))
        check = page.get_by_role("button", name="Check what I chose")
        for chosen in (None, "Ask why", "Pour the tea without it"):
            if chosen:
                page.get_by_label(chosen).check()
            check.press("Enter")
            verdict = page.locator(".feedback__said")
            expect(verdict).to_contain_text(
                {None: "Choose first", "Ask why": "Not quite"}.get(chosen, "Yes, that is right")
            )
            found = page.evaluate("given => axe.run('.feedback', given)", EVERYTHING)
            assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
            assert found["passes"]
    finally:
        context.close()


def test_feedback_is_not_printed(tea: Site, page: Page) -> None:
    page.goto((tea.site / GUESTS).as_uri())
    page.get_by_label("Ask why").check()
    page.get_by_role("button", name="Check what I chose").click()
    expect(page.locator(".feedback")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".feedback")).to_be_hidden()


def test_without_javascript_a_page_has_nothing_of_feedback(tea: Site, chromium: Browser) -> None:
    context = opened(chromium, java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto((tea.site / GUESTS).as_uri())
        assert page.locator(".feedback").count() == 1
        expect(page.locator(".feedback")).to_be_hidden()
        assert "shame" not in page.content()
    finally:
        context.close()


def test_axe_finds_nothing_on_any_page_of_the_real_site(built: Built, page: Page) -> None:
    files = sorted(file for file in built.site.rglob("*.html") if file.name != "404.html")
    assert len(files) > 40
    assert violations(page, files, BUT_COLOURS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_faint_colour_on_a_page_of_each_kind_of_the_real_site(
    built: Built, chromium: Browser, scheme: Any
) -> None:
    context = opened(chromium, color_scheme=scheme)
    try:
        page = context.new_page()
        assert violations(page, [built.site / path for path in PAGES.values()], COLOURS) == []
        assert page.evaluate("document.body.dataset.mdColorScheme") == ("slate" if scheme == "dark" else "default")
    finally:
        context.close()


def test_what_is_printed_from_a_dark_page_is_dark_on_white(tea: Site, chromium: Browser) -> None:
    context = opened(chromium, color_scheme="dark")
    try:
        page = context.new_page()
        page.emulate_media(media="print", color_scheme="dark")
        assert violations(page, pages_of(tea), COLOURS) == []
        page.goto((tea.site / GUESTS).as_uri())
        dark = page.evaluate(
            """least => [document.body, ...document.querySelectorAll('article, article *')].filter(e => {
              const [r, g, b, a = 1] = (getComputedStyle(e).backgroundColor.match(/[\\d.]+/g) || []).map(Number);
              return a > 0.5 && (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 < least && !e.matches('.mark, .mnemonic__letter');
            }).map(e => e.outerHTML.slice(0, 80))""",
            DARKEST,
        )
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        assert dark == []
    finally:
        context.close()


def test_every_mark_is_seen_in_the_readers_own_colours(tea: Site, chromium: Browser) -> None:
    context = opened(chromium, forced_colors="active", color_scheme="dark")
    try:
        page = context.new_page()
        seen = 0
        for name in ("us1/coverage.html", MARKS, GUESTS):
            page.goto((tea.site / name).as_uri())
            drawn = page.evaluate(
                """() => {
                  const page = getComputedStyle(document.body).backgroundColor, none = 'rgba(0, 0, 0, 0)';
                  const parts = [...document.querySelectorAll('.mark:not(.mark--task)')].map(e => [e, null]);
                  for (const e of document.querySelectorAll('.md-main *'))
                    for (const part of ['::before', '::after']) {
                      const style = getComputedStyle(e, part);
                      if (style.maskImage !== 'none' && style.content !== 'none' && style.display !== 'none')
                        parts.push([e, part]);
                    }
                  return parts.map(([e, part]) => [e.className + (part || ''),
                    ![page, none].includes(getComputedStyle(e, part).backgroundColor)]);
                }"""
            )
            assert [what for what, visible in drawn if not visible] == []
            seen += len(drawn)
        assert seen > 20
    finally:
        context.close()


def test_what_a_learner_wrote_is_printed_to_its_end(tea: Site, page: Page, tmp_path: Path) -> None:
    sentences = [f"Guest number {n} took the tea without milk." for n in range(1, 121)]
    cell = " ".join(f"word{n}" for n in range(60))
    page.goto((tea.site / GUESTS).as_uri())
    page.locator(".answer--lines textarea").first.fill("\n".join(sentences))
    page.locator(".answer__table textarea").last.fill(cell)
    page.pdf(path=tmp_path / "guests.pdf", format="A4")
    said = " ".join(tool("pdftotext", "-raw", tmp_path / "guests.pdf", "-").split())
    assert [sentence for sentence in sentences if sentence not in said] == []
    assert [word for word in cell.split() if word not in said.replace("- ", "")] == []

    page.set_viewport_size({"width": 700, "height": 1000})  # an A4 page between its margins
    page.emulate_media(media="print")
    wide = "[...document.querySelectorAll('article *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
    cut = page.evaluate(f"{wide}.filter(e => getComputedStyle(e).overflowX !== 'visible').map(e => e.className)")
    assert [name for name in cut if name != "competent-hidden" and "visually-hidden" not in name] == []
    right = "[...document.querySelectorAll('article table')].map(e => e.getBoundingClientRect().right)"
    assert max(page.evaluate(right)) <= 700


def test_a_box_grows_with_what_is_written_and_begins_with_the_lines_of_its_author(tea: Site, page: Page) -> None:
    page.goto((tea.site / GUESTS).as_uri())
    box = page.locator(".answer--lines textarea").first
    height = "e => e.getBoundingClientRect().height"
    empty = box.evaluate(height)
    box.fill("A line of an answer.\n" * 40)
    assert 60 < empty < box.evaluate(height)
    assert box.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
    box.fill("")
    assert box.evaluate(height) == empty


def test_a_row_of_a_table_to_fill_in_is_named_by_its_header(tea: Site) -> None:
    assert '<th class="answer__row" role="rowheader" scope="row">The first</th>' in tea.article(GUESTS)


# A page that is enlarged four times, with the keyboard


@pytest.fixture
def enlarged(chromium: Browser) -> Iterator[Page]:
    context = opened(chromium, viewport=ENLARGED)
    yield context.new_page()
    context.close()


def test_an_enlarged_page_scrolls_in_one_direction(tea: Site, enlarged: Page) -> None:
    for file in pages_of(tea):
        enlarged.goto(file.as_uri())
        assert enlarged.evaluate("document.documentElement.scrollWidth") <= ENLARGED["width"], file.name
        boxes = enlarged.evaluate(
            """[...document.querySelectorAll('article *')].filter(e => e.scrollWidth > e.clientWidth + 1
              && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && !e.querySelector('table')
              && !e.closest('pre')).map(e => e.className)"""
        )
        assert boxes == [], file.name


def test_a_table_to_fill_in_is_a_card_for_each_row_with_the_headings_beside_the_boxes(
    tea: Site, enlarged: Page
) -> None:
    enlarged.goto((tea.site / GUESTS).as_uri())
    table = enlarged.locator(".answer__table")
    assert table.evaluate("e => e.parentElement.scrollWidth - e.parentElement.clientWidth") == 0
    lefts = table.locator("textarea").evaluate_all(
        "boxes => boxes.map(b => [b.getBoundingClientRect().left, b.clientWidth])"
    )
    assert len(lefts) == 9
    assert len({left for left, _ in lefts}) == 1
    assert all(width > 200 for _, width in lefts)
    heads = table.locator("td").evaluate_all("cells => cells.map(c => getComputedStyle(c, '::before').content)")
    assert heads[:3] == ['"What the guest asked for"', '"What you brought"', '"What you would bring next time"']
    names = [role.get_attribute("role") for role in table.locator("tbody tr").first.locator("> *").all()]
    assert names == ["rowheader", "cell", "cell", "cell"]


def test_nothing_lies_over_what_the_keyboard_has_reached(tea: Site, enlarged: Page) -> None:
    enlarged.goto((tea.site / GUESTS).as_uri())
    kinds, hidden = set(), []
    for _ in range(60):
        enlarged.keyboard.press("Tab")
        look = """() => {
              const e = document.activeElement, box = e.getBoundingClientRect();
              const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
              const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
              const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              const free = right > left && bottom > top && at && (e.contains(at) || at.contains(e));
              const stands_for_its_label = e.matches('[name=__palette]');
              return [e.tagName, e.outerHTML.slice(0, 80), free || stands_for_its_label];
            }"""
        kind, name, seen = enlarged.evaluate(look)
        for _ in range(20):  # the field for search takes a while to open
            if seen:
                break
            enlarged.wait_for_timeout(50)
            kind, name, seen = enlarged.evaluate(look)
        kinds.add(kind)
        if not seen:
            hidden.append(name)
    assert {"A", "BUTTON", "TEXTAREA"} <= kinds
    assert hidden == []


def test_the_keyboard_opens_the_menu_walks_through_it_and_closes_it(tea: Site, enlarged: Page) -> None:
    enlarged.goto((tea.site / GUESTS).as_uri())
    menu = enlarged.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.focus()
    enlarged.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    inside = "!!document.activeElement.closest('.md-sidebar--primary')"
    enlarged.keyboard.press("Tab")
    reached = [enlarged.keyboard.press("Tab") or enlarged.evaluate(inside) for _ in range(12)]
    assert any(reached)
    enlarged.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_the_focus_on_a_tab_is_told_by_more_than_its_colour(tea: Site, page: Page) -> None:
    page.goto((tea.site / MARKS).as_uri())
    page.locator("#__tabbed_1_1").focus()
    page.keyboard.press("ArrowRight")
    label = page.locator("label[for=__tabbed_1_2]")
    assert label.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


# Single keys, and what shows up beside something


def test_single_keys_can_be_turned_off_and_the_browser_remembers_it(tea: Site, page: Page) -> None:
    here = (tea.site / GUESTS).as_uri()
    page.goto(here)
    page.keyboard.press("n")  # to the next page
    page.wait_for_url(lambda url: url != here)

    page.goto(here)
    choice = page.get_by_role("checkbox", name="Single keys work: F, S or / for the search")
    expect(choice).to_be_checked()
    choice.uncheck()
    page.reload()
    expect(choice).not_to_be_checked()
    for key in ("n", "p", ",", ".", "f", "s", "/"):
        page.keyboard.press(key)
        expect(page.locator("#__search")).not_to_be_checked()
    assert page.url == here
    box = page.locator(".answer--lines textarea").first
    box.press_sequentially("snf/.")
    expect(box).to_have_value("snf/.")

    choice.check()
    choice.blur()
    page.keyboard.press("s")
    expect(page.locator("#__search")).to_be_checked()


def test_nothing_shows_up_over_what_one_reads_or_writes(tea: Site, page: Page) -> None:
    for settings in ("mkdocs.yml", "plugins/competent/starting/starter/mkdocs.yml.j2"):
        assert "content.tooltips" not in (ROOT / settings).read_text("utf-8"), "its popups stay until one moves away"
    page.goto((tea.site / GUESTS).as_uri())
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p class=\"md-tooltip2 md-tooltip2--active\">Tea</p>')"
    )
    expect(page.locator(".md-tooltip2--active")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".md-tooltip2--active")).to_have_count(0)
