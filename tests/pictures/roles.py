"""Take the pictures in the pages for each role, of the real site and the real documents: `make build pictures`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, chromium_program

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "content" / "for" / "images"
MOST_BYTES = 80_000
"""A picture larger than this is slow on a phone with little data."""
COLOURS = 48
WIDTH = 760
"""Pixels: as wide as the text of a page."""
BROAD = 1060
BORDER = "#b8bcc6"
HEADER = 84
"""Pixels that the header of the site covers, and a little room."""


@dataclass(frozen=True)
class Screen:
    """A part of a page of the site, as a browser shows it."""

    name: str
    page: str
    height: int
    at: str = ".md-content h1"
    """What the picture begins with."""
    typed: dict[str, str] = field(default_factory=dict)
    """What is typed before, by the name of a field."""
    width: int = WIDTH
    above: int = HEADER
    """Pixels between the top of the picture and what it begins with."""


@dataclass(frozen=True)
class Sheet:
    """The upper part of a page of a document."""

    name: str
    document: str
    heading: str
    """The bookmark that leads to the page."""
    share: float = 0.62
    """How much of the page is seen, from the top."""
    width: int = WIDTH
    """Pixels; a sheet on its side needs more of them to be read."""


SCREENS = (
    Screen("site-programme", "us118028/index.html", 620),
    Screen("site-opener", "us118028/moments-of-truth.html", 640),
    Screen(
        "site-activity",
        "us118028/queries-and-complaints.html",
        700,
        "#us118028-a19",
        {
            f"us118028-a19-queries-{cell}": text
            for cell, text in {
                "r1c1": "Is the plumber coming?",
                "r1c2": "14",
                "r1c3": "Job list at the desk",
                "r1c4": "By phone",
                "r1c5": "Until 10:00",
                "r2c1": "Do you cut keys?",
                "r2c2": "9",
            }.items()
        },
    ),
    Screen("site-downloads", "us118028/downloads.html", 620),
    Screen("site-coverage", "us118028/coverage.html", 640, width=BROAD),
    Screen("site-standard", "us118028/standard.html", 640, "#us118028-so1", above=60),
)
LEARNERS, RESTRICTED = "pdf/us118028", "restricted/us118028"
SHEETS = (
    Sheet("workbook-activity", f"{LEARNERS}/formative-workbook.pdf", "Activity 19"),
    Sheet("workbook-checklist", f"{LEARNERS}/formative-workbook.pdf", "Your activities", 0.45),
    Sheet("task-hand-in", f"{LEARNERS}/summative-assessment.pdf", "What you hand in"),
    Sheet("portfolio-contents", f"{LEARNERS}/portfolio-of-evidence.pdf", "What is in this portfolio"),
    Sheet("portfolio-plan", f"{LEARNERS}/portfolio-of-evidence.pdf", "Part 5"),
    Sheet("portfolio-index", f"{LEARNERS}/portfolio-of-evidence.pdf", "Part 10", 0.5),
    Sheet("portfolio-sign-off", f"{LEARNERS}/portfolio-of-evidence.pdf", "Part 12"),
    Sheet("session-plan", f"{RESTRICTED}/facilitator-guide.pdf", "Session plan"),
    Sheet("attendance", f"{RESTRICTED}/facilitator-guide.pdf", "Attendance register", 0.4, BROAD),
    Sheet("model-answers", f"{RESTRICTED}/facilitator-guide.pdf", "Activities with model answers"),
    Sheet("memorandum", f"{RESTRICTED}/assessor-guide.pdf", "Mark sheets"),
    Sheet("observation", f"{RESTRICTED}/assessor-guide.pdf", "Part 3"),
    Sheet("assessor-report", f"{RESTRICTED}/assessor-guide.pdf", "Part 7"),
    Sheet("evidence-matrix", f"{RESTRICTED}/evidence-matrix.pdf", "Evidence matrix on A4", 0.62, BROAD),
    Sheet("sampling-sheet", f"{RESTRICTED}/moderator-guide.pdf", "Part 4", 0.45, BROAD),
    Sheet("pre-moderation", f"{RESTRICTED}/moderator-guide.pdf", "Part 3"),
    Sheet("moderation-report", f"{RESTRICTED}/moderator-guide.pdf", "Part 7"),
    Sheet("alignment-matrix", f"{RESTRICTED}/alignment-matrix.pdf", "Alignment matrix", 0.55, BROAD),
)


def screens(built: Path) -> Iterator[tuple[str, Image.Image]]:
    """The pictures of the site."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=ARGUMENTS)
        for screen in SCREENS:
            yield screen.name, _screen(browser, built / "site", screen)
        browser.close()


def _screen(browser: Browser, site: Path, screen: Screen) -> Image.Image:
    page = browser.new_page(viewport={"width": screen.width, "height": screen.height}, color_scheme="light")
    page.goto((site / screen.page).as_uri())
    for name, text in screen.typed.items():
        page.locator(f"[name='{name}']").fill(text)
    page.add_style_tag(content="html { scroll-behavior: auto !important } .md-top { display: none }")
    page.evaluate("document.activeElement.blur()")  # no frame and no tip of the field that was typed into last
    first = page.locator(screen.at).first
    first.evaluate(
        f"element => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - {screen.above})"
    )
    page.wait_for_timeout(300)  # the header of the page moves
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture.convert("RGB")


def sheets(built: Path) -> Iterator[tuple[str, Image.Image]]:
    """The pictures of the documents."""
    for sheet in SHEETS:
        with pypdfium2.PdfDocument(built / sheet.document) as document:
            document.init_forms()
            page = document[page_number(document, sheet)]
            width, height = page.get_size()
            whole = page.render(scale=sheet.width / width, may_draw_forms=True).to_pil().convert("RGB")
            page.close()
        yield sheet.name, whole.crop((0, 0, whole.width, round(sheet.width * height / width * sheet.share)))


def page_number(document: pypdfium2.PdfDocument, sheet: Sheet) -> int:
    """The number, from 0, of the page that the bookmark leads to."""
    found = [mark for mark in document.get_toc() if mark.get_title().startswith(sheet.heading)]
    target = found[0].get_dest() if found else None
    if target is None:
        raise LookupError(f"{sheet.document} has no bookmark “{sheet.heading}”")
    return int(target.get_index())


def keep(name: str, picture: Image.Image) -> None:
    """Write a picture in few colours, with a thin line around it: paper is white, and so is the page."""
    framed = ImageOps.expand(picture, 1, BORDER)
    file = FOLDER / f"{name}.png"
    for colours in (COLOURS, COLOURS // 2, COLOURS // 4, 8):
        framed.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= MOST_BYTES:
            break
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


def main() -> None:
    """Take every picture anew, of what is built in the folder that is named, or in build/."""
    built = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in [*sheets(built), *screens(built)]:
        keep(name, picture)


if __name__ == "__main__":
    main()
