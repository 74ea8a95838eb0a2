"""What stands in a page is seen in one walk through its tree."""

from __future__ import annotations

import pytest

from competent.pages import rawhtml
from tests.checks.cases import project_of


def test_the_html_of_a_page_is_read_for_its_tags_and_its_text_not_for_each_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    tags = rawhtml._Tags  # what reads HTML
    monkeypatch.setattr(rawhtml, "_Tags", lambda text: (read.append(text), tags(text))[1])
    code = "\n".join(f"key{number}: [value, '{number}']" for number in range(50))
    for page in (project_of(f"# X\n\n```yaml\n{code}\n```\n"), project_of("# X\n\n<div><b>1</b> <i>2</i></div>\n")):
        read.clear()
        page.pages.fragment("x/index.md", page.pages.view("web", "x/index.md"))
        assert 0 < len(read) <= 2 * len(set(read))
