"""Pages of the small project look as they did when somebody last looked at them (tests/pictures/*.png)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.pictures import reference, viewers

DPI = 50
PAGES = {
    "guide-cover": ("pdf/us900001/learner-guide.pdf", 1),
    "guide-standard": ("pdf/us900001/learner-guide.pdf", 3),
    "guide-section": ("pdf/us900001/learner-guide.pdf", 4),
    "workbook-front": ("pdf/us900001/formative-workbook.pdf", 2),
    "workbook-activities": ("pdf/us900001/formative-workbook.pdf", 3),
    "workbook-more-room": ("pdf/us900001/formative-workbook.pdf", -1),
    "summative-front": ("pdf/us900001/summative-assessment.pdf", 2),
    "summative-results": ("pdf/us900001/summative-assessment.pdf", 5),
    "portfolio-contents": ("pdf/us900001/portfolio-of-evidence.pdf", 2),
    "portfolio-plan": ("pdf/us900001/portfolio-of-evidence.pdf", 7),
    "portfolio-contract": ("pdf/us900001/portfolio-of-evidence.pdf", 10),
    "portfolio-evidence": ("pdf/us900001/portfolio-of-evidence.pdf", 15),
    "portfolio-matrix": ("pdf/us900001/portfolio-of-evidence.pdf", 17),
    "portfolio-sign-off": ("pdf/us900001/portfolio-of-evidence.pdf", 18),
    "forms-appeal": ("pdf/us900001/forms-when-needed.pdf", 8),
    "unit-matrix": ("pdf/unit900/portfolio-of-evidence.pdf", 17),
    "outline": ("pdf/us900001/programme-outline.pdf", 2),
    "facilitator-day": ("restricted/us900001/facilitator-guide.pdf", 5),
    "facilitator-register": ("restricted/us900001/facilitator-guide.pdf", 6),
    "assessor-observation": ("restricted/us900001/assessor-guide.pdf", 6),
    "assessor-oral": ("restricted/us900001/assessor-guide.pdf", 8),
    "assessor-report": ("restricted/us900001/assessor-guide.pdf", 12),
    "evidence-matrix-a4": ("restricted/us900001/evidence-matrix.pdf", 1),
    "evidence-matrix-a3": ("restricted/unit900/evidence-matrix-large.pdf", 1),
    "moderator-plan": ("restricted/us900001/moderator-guide.pdf", 5),
    "moderator-sampling": ("restricted/us900001/moderator-guide.pdf", 11),
    "moderator-report": ("restricted/us900001/moderator-guide.pdf", 17),
    "alignment": ("restricted/us900001/alignment-matrix.pdf", 2),
}
"""Pages by name; -1 is the last."""


@pytest.mark.parametrize("name", PAGES)
def test_the_page_looks_as_it_did(small_pdfs: Path, name: str) -> None:
    path, number = PAGES[name]
    reference.assert_looks_like(viewers.pdfium(small_pdfs / path, number, DPI), name)


def test_a_line_of_text_more_would_be_seen(small_pdfs: Path) -> None:
    page = viewers.pdfium(small_pdfs / "pdf/us900001/learner-guide.pdf", 4, DPI)
    changed = page.copy()
    ImageDraw.Draw(changed).rectangle((60, 300, 300, 305), fill=0)
    assert reference.difference(page, changed) > reference.SHARE


def test_a_page_moved_by_one_millimetre_would_be_seen(small_pdfs: Path) -> None:
    page = viewers.pdfium(small_pdfs / "pdf/us900001/learner-guide.pdf", 4, DPI)
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 2))
    assert reference.difference(page, moved) > reference.SHARE


def test_what_looks_new_is_left_to_look_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    with pytest.raises(AssertionError, match=r"move it to tests/pictures/nobody\.png"):
        reference.assert_looks_like(Image.new("L", (20, 20), 255), "nobody")
    assert (tmp_path / "new" / "nobody.png").is_file()
    (tmp_path / "new" / "nobody.png").rename(tmp_path / "nobody.png")
    reference.assert_looks_like(Image.new("L", (20, 20), 255), "nobody")
    with pytest.raises(AssertionError, match="differ from"):
        reference.assert_looks_like(Image.new("L", (20, 20), 0), "nobody")
