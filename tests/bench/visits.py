"""Visit pages with a browser whose processor is slow, and note when each can be used."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.clock import say
from tests.browser.conftest import ARGUMENTS, chromium_program
from tests.browser.serving import VIEWPORT, served

SLOWER = 4
"""Times slower than this machine: about a cheap phone."""
QUIET = 3000
"""Milliseconds after loading in which a page has come to rest."""
NOTE_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.startTime + task.duration)))
  .observe({ type: "longtask", buffered: true });
"""
READY = "Math.max(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, ...longTasks)"
"""The end of the last task of 50 ms or more: from then on a page answers at once."""


def ready_after(kinds: dict[str, tuple[Path, str]], repeat: int) -> dict[str, float]:
    """Milliseconds until a page of each site can be used; each is visited in turn, and the quickest visit counts.

    Other work on a machine only ever makes a visit slower. Each page is named by the folder of its site and its path.
    """
    found: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=ARGUMENTS)
        for number in range(1, repeat + 1):
            for name, (site, path) in kinds.items():
                with served(site) as address:
                    took = _visit(browser, address + path)
                found[name] = min(took, found.get(name, took))
                say(f"  {name}, {number} of {repeat}: {took:.0f} ms")
        browser.close()
    return found


def _visit(browser: Browser, address: str) -> float:
    context = browser.new_context(viewport=VIEWPORT)
    try:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(NOTE_TASKS)
        page.goto(address)
        page.wait_for_timeout(QUIET)
        return float(page.evaluate(READY))
    finally:
        context.close()
