"""The three programmes as content: nothing that the sources name is left out, and every picture can be heard."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest

from competent.project import Project
from competent.text.letters import UNKNOWN

CONTENT = Path(__file__).resolve().parent.parent / "content"
PICTURES = sorted(CONTENT.rglob("images/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


def words(real: Project, programme: str) -> str:
    found = next(p for p in real.programmes if p.id == programme)
    return " ".join(line for section in found.sections for _number, line in section.page.open_lines()).lower()


@pytest.mark.parametrize(("programme", "least"), [("us118028", 10_000), ("us252210", 16_000), ("unit220", 5_000)])
def test_the_guides_are_long_enough_to_teach(real: Project, programme: str, least: int) -> None:
    found = next(p for p in real.programmes if p.id == programme)
    assert sum(section.page.words() for section in found.sections if section.teaches) >= least


@pytest.mark.parametrize(
    ("programme", "topics"),
    [
        (
            "us118028",
            "moment of truth|stock availability|hygiene|product quality|recruit|train|gap|action plan|rapport|promise|extra mile|feasible|vent|apologise|refund|replacement|repair|goodwill|fight|flight|l.e.a.r.n|non-compliance|corrective",
        ),
        (
            "us252210",
            "walk-in|canvassed|attitude|68|vote|dissatisf|damage|delay|deteriorat|discourt|empathy|tone|open question|closed question|restat|perception|assumption|actual owner|perceived|record|abusive|service level agreement|measur|consensus|moment of truth|what’s in it for me|escalat|route|step 10|analytical|assertive|loyal|market research|launch|seminar|telemarketing|direct mail|aida|network|internal supplier|external supplier|relationship marketing|retention|continuous|rebate|signature",
        ),
        (
            "unit220",
            "similar|signs|signals|empathy|assertive|aggressive|passive|balance|tension|get it covered|limits|role-plays|real",
        ),
    ],
)
def test_every_topic_of_the_sources_is_there(real: Project, programme: str, topics: str) -> None:
    text = words(real, programme).replace("'", "’")
    assert [topic for topic in topics.split("|") if topic not in text] == []


@pytest.mark.parametrize(
    "name",
    [
        "roles",
        "moment-of-truth",
        "gap",
        "action-plan-cycle",
        "twelve-steps",
        "questioning-funnel",
        "escalation-routes",
        "supplier-chain",
        "aidas",
        "learn",
        "four-levels",
    ],
)
def test_the_pictures_that_teach_are_there(name: str) -> None:
    assert [file.stem for file in PICTURES].count(name) == 1


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_picture_can_be_heard_and_is_shown(file: Path) -> None:
    root = etree.parse(file).getroot()
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text or "").strip()
    assert len((desc.text or "").split()) >= 8
    assert root.get("role") == "img"
    assert set((root.get("aria-labelledby") or "").split()) == {title.get("id"), desc.get("id")}
    pages = "".join(page.read_text("utf-8") for page in CONTENT.rglob("*.md"))
    assert f"images/{file.name})" in pages


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_picture_needs_nothing_from_elsewhere_and_no_letter_that_is_missing(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"<script|<foreignObject|<image|@import|url\(\s*['\"]?http", text)
    assert re.sub(r'xmlns(:\w+)?="[^"]*"', "", text).count("://") == 0
    assert set(UNKNOWN.findall(text)) == set()


def test_no_page_has_raw_html(real: Project) -> None:
    pages = [uri for uri in real.content.pages if not uri.startswith("authoring/")]
    assert {uri: found for uri in pages if (found := real.pages.seen(uri).raw_tags)} == {}
    assert real.pages.of_programmes <= set(pages) | set(real.pages.generated)
