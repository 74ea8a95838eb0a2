"""Letters of Africa, signs, and names in other scripts are printed: no glyph of a page is the one for “unknown”."""

from __future__ import annotations

import re
from pathlib import Path

from competent.adapters import load_project
from tests.building import edit, small_project, tool
from tests.documents.composing import composed
from tests.documents.printing import Press

NAME = "Kɔfi Ɓaɗo ẹ̀ ŋ → ≥ ✓ • أحمد علي ሰላም ተስፋዬ Academy"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><text x="5" y="25">Start → here ✓ ɔ</text></svg>'
GLYPH = re.compile(r'<g unicode="([^"]*)" glyph="(\d+)"')


def test_every_letter_of_cover_feet_and_drawings_has_a_glyph(press: Press, tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    edit(root / "mkdocs.yml", "Small Academy", NAME)
    (root / "content/us900001/images/cup.svg").write_text(DRAWN, "utf-8")
    project = load_project(root / "mkdocs.yml")
    assert project.problems == ()
    (printed,) = press.print(project, [composed(project, project.programmes[0], "learner-guide")]).values()
    assert printed.complaints == ()
    pdf = tmp_path / "guide.pdf"
    pdf.write_bytes(printed.pdf)
    shown = GLYPH.findall(tool("mutool", "trace", pdf, "1-6"))
    assert [letter for letter, glyph in shown if glyph == "0"] == []
    letters = "".join(letter for letter, _ in shown)
    assert all(letter in letters for letter in "ɔɗŋ→✓ሰተ")
    fonts = tool("pdffonts", pdf)
    assert "Noto-Sans-Arabic" in fonts
    assert "Noto-Sans-Ethiopic" in fonts
