"""A picture that print would draw for minutes is told before anything is printed."""

from __future__ import annotations

from pathlib import Path

from competent.checks.pictures import MOST_DRAWN, flaw_of
from tests.checks.cases import WholeProject

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def nested(levels: int, times: int = 10) -> str:
    """Groups, each of which uses the one before ten times."""
    uses = [f'<use href="#g{level - 1}"/>' * times for level in range(1, levels + 1)]
    groups = "".join(f'<g id="g{level}">{used}</g>' for level, used in enumerate(uses, 1))
    return SVG.format(f'<defs><rect id="g0" width="1" height="1"/>{groups}</defs><use href="#g{levels}"/>')


def flaw(tmp_path: Path, text: str) -> str:
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    return flaw_of(tmp_path / "a.svg")


def test_a_picture_of_ten_million_shapes_is_told_at_its_line(whole: WholeProject) -> None:
    whole.write("content/us1/images/kettle.svg", nested(7))
    (line,) = whole.found()
    assert line.startswith("content/us1/water.md:")
    assert line.endswith("C240")


def test_what_is_used_again_counts_again(tmp_path: Path) -> None:
    assert "more than 100,000 shapes" in flaw(tmp_path, nested(7))
    assert "more than 100,000 shapes" in flaw(tmp_path, nested(5))
    assert flaw(tmp_path, nested(3)) == ""


def test_what_a_style_draws_again_counts_too(tmp_path: Path) -> None:
    marks = nested(4).replace("<defs>", '<defs><marker id="m"><use href="#g4"/></marker>')
    lines = "".join("<path d='M0 0' marker-end='url(#m)'/>" for _ in range(20))
    assert "shapes" in flaw(tmp_path, marks.replace("</svg>", f"{lines}</svg>"))


def test_what_uses_itself_is_no_endless_picture(tmp_path: Path) -> None:
    assert flaw(tmp_path, SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')) == ""


def test_many_shapes_that_are_written_out_count_as_well(tmp_path: Path) -> None:
    assert "shapes" in flaw(tmp_path, SVG.format("<path d='M0 0'/>" * MOST_DRAWN))


def test_groups_without_end_are_told(tmp_path: Path) -> None:
    assert "too deep" in flaw(tmp_path, SVG.format("<g>" * 5000 + "</g>" * 5000))
