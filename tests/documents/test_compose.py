"""What the documents hold, before they are printed."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from competent.adapters import load_project
from competent.documents.assets import VERSION_MARK, Roots
from competent.documents.compose import Composer
from competent.documents.press import Job, print_document
from competent.project import Project
from tests.building import PROGRAMMES, small_project
from tests.documents.composing import documents_of, programme_of
from tests.documents.printing import Press, job_of


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


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, with a method whose name looks like a format and like HTML."""
    root = small_project(tmp_path_factory.mktemp("compose") / "project")
    with (root / "unit_standards/us900001.yml").open("a", encoding="utf-8") as stream:
        stream.write('\nmethods:\n  - {code: O, name: "100% observed <img src=x>"}\n')
    return root


def test_the_name_of_a_method_is_printed_as_it_is_written(small: Path) -> None:
    project = load_project(small / "mkdocs.yml")
    assert not project.problems
    documents = documents_of(project, programme_of(project, "us900001"))
    assert [document.path for document in documents if "<img src=x>" in document.html] == []
    named = {d.path.rpartition("/")[2] for d in documents if "100% observed &lt;img src=x&gt;" in d.html}
    assert {"portfolio-of-evidence.pdf", "moderator-guide.pdf"} <= named


@pytest.mark.parametrize("zeros", [1, 10, 20])
def test_zeros_stay_zeros_beside_the_version(zeros: int) -> None:
    html = f"<p>Call {'0' * zeros}. {VERSION_MARK}</p>"
    job = Job("x", "T", "A", "en", html, Roots(Path("/x"), ()), "abcdef0123")
    assert job.final_html() == f"<p>Call {'0' * zeros}. abcdef0123</p>"


def test_a_photograph_is_no_larger_in_print_than_paper_can_show(small: Path, press: Press) -> None:
    """Two thousand dots on twenty millimetres are many times more than the 220 an inch that are kept."""
    Image.linear_gradient("L").resize((2000, 2000)).convert("RGB").save(small / "content/photo.png")
    project = load_project(small / "mkdocs.yml")
    job = job_of(project, documents_of(project, programme_of(project, "unit900"))[0])
    html = '<html lang="en"><title>T</title><body><img src="content/photo.png" alt="Sky" style="width: 20mm">'
    printed = press.pool.submit(print_document, Job(job.id, "T", "A", "en", html, job.roots, "abcdef0123")).result()
    assert printed.complaints == ()
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        (picture,) = pdf.pages[0].images.values()
        assert 150 < int(picture.Width) < 200
