"""What the documents hold, before they are printed."""

from __future__ import annotations

import pytest

from competent.blocks.view import section_uri
from competent.documents.compose import chapters
from competent.pages.render import heading_anchors
from competent.project import Project
from tests.building import PROGRAMMES


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_contents_of_the_guide_list_every_heading_of_level_two(real: Project, name: str) -> None:
    programme = next(programme for programme in real.programmes if programme.id == name)
    listed = {anchor for chapter in chapters(real, programme) for anchor, _ in chapter.headings}
    for section in programme.sections:
        headings = section.page.headings
        anchors = zip(headings, heading_anchors(section_uri(programme, section), headings), strict=True)
        assert [h.text for h, anchor in anchors if h.level == 2 and anchor not in listed] == []
