"""What the documents hold, before they are printed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from competent.documents.compose import Composer
from competent.project import Project
from tests.building import PROGRAMMES
from tests.documents.composing import programme_of


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_contents_of_the_guide_list_every_heading_of_level_two(real: Project, name: str) -> None:
    programme = programme_of(real, name)
    composer = Composer(real, programme)
    chapters = {chapter.anchor: chapter for chapter in composer.chapters(composer.making())}
    for section in programme.sections:
        chapter = chapters[composer.paper(section.uri, "guide").prefix]
        written = [h.text for h in real.pages.seen(section.uri).headings if h.level == 2 and h.place]
        assert [text for text in written if text not in {text for _anchor, text in chapter.headings}] == []
        assert [anchor for anchor, _text in chapter.headings if f'id="{anchor}"' not in chapter.html] == []


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_link_inside_a_document_leads_to_something_in_it(real: Project, name: str) -> None:
    programme = programme_of(real, name)
    for document in Composer(real, programme).all():
        targets = re.findall(r'<a [^>]*href="#([^"]*)"', document.html)
        ids = set(re.findall(r' (?:id|name)="([^"]+)"', document.html))
        assert [target for target in targets if target not in ids] == [], document.path


@pytest.mark.parametrize("name", PROGRAMMES)
def test_no_id_stands_twice_in_a_document(real: Project, name: str) -> None:
    for document in Composer(real, programme_of(real, name)).all():
        ids = Counter(re.findall(r' id="([^"]+)"', document.html))
        assert [id_ for id_, times in ids.items() if times > 1] == [], document.path
