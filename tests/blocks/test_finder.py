"""The page *Find* leads to what a site has."""

from __future__ import annotations

from competent.adapters import load_project
from competent.blocks import finder
from tests.building import ROOT
from tests.conftest import TinyProject

JOB_AID = "\n/// job-aid | Boil the kettle\n    id: us1-aid1\n\n1. Fill it.\n2. Switch it on.\n///\n"


def headings(project: TinyProject) -> list[str | None]:
    view = project.load().pages.view("web", "us1/index.md")
    return [heading.text for heading in finder.index(view).iter("h2")]


def test_what_a_site_does_not_have_has_no_heading(project: TinyProject) -> None:
    ways = ["By programme", "By assessment criterion", "By type of activity"]
    assert headings(project) == ways
    page = (project.root / "content/us1/boil.md").read_text("utf-8")
    project.write("content/us1/boil.md", page + JOB_AID)
    assert headings(project) == [*ways, "By what you need on the job"]


def test_the_real_site_is_found_in_all_four_ways() -> None:
    real = load_project(ROOT / "mkdocs.yml")
    found = finder.index(real.pages.view("web", "find.md"))
    assert len(list(found.iter("h2"))) == 4
