"""No learner sees a model answer: not on a page, not in a PDF, not through the search.

The model answers are read out of the Markdown here once more, by other means than the package's own, so that a mistake
in the package cannot hide itself.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building import Built

RUN = 8
"""Words in a row that two texts do not share by chance."""
_MODEL = re.compile(r"^(/{3,}) *model *\n(.*?)^\1 *$", re.S | re.M)

Run = tuple[str, ...]


def runs(text: str) -> set[Run]:
    """Every eight words in a row, without signs and case."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def markdown_of(root: Path) -> Iterator[str]:
    for file in sorted((root / "content").rglob("*.md")):
        yield file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def secret(built: Built) -> set[Run]:
    """The runs of words that stand in model answers and nowhere in what learners may read."""
    texts = list(markdown_of(built.root))
    models = [match[2] for text in texts for match in _MODEL.finditer(text)]
    open_texts = [_MODEL.sub("\n", text) for text in texts]
    open_texts += [file.read_text(encoding="utf-8") for file in (built.root / "unit_standards").glob("*.yml")]
    return set().union(*map(runs, models)) - set().union(*map(runs, open_texts))


def visible(page: str) -> str:
    """The text of a page and of its attributes, without tags."""
    attributes = " | ".join(re.findall(r'(?:title|alt|aria-label|content|placeholder|value)="([^"]*)"', page))
    return html.unescape(re.sub(r"<[^>]+>", " ", page) + " | " + attributes)


def test_the_model_answers_are_known(secret: set[Run], loaded) -> None:
    exercises = [e for programme in loaded.programmes for e in (*programme.activities, *programme.tasks)]
    without = [e.id for e in exercises if len(runs(e.model)) > 3 and not runs(e.model) & secret]
    assert len(exercises) > 20
    assert without == []
    assert len(secret) > 2_000


def test_a_leak_would_be_seen(secret: set[Run]) -> None:
    leaked = " ".join(next(iter(secret)))
    assert runs(visible(f"<p>And then, {leaked.title()}.</p>")) & secret
    assert runs(visible(f'<input title="{leaked}">')) & secret


def test_no_page_holds_a_model_answer(built: Built, secret: set[Run]) -> None:
    pages = list(built.site.rglob("*.html"))
    leaks = {page.name: found for page in pages if (found := runs(visible(page.read_text(encoding="utf-8"))) & secret)}
    assert len(pages) > 15
    assert leaks == {}


def test_no_search_index_holds_a_model_answer(built: Built, secret: set[Run]) -> None:
    files = list((built.site / "search").iterdir())
    text = " ".join(file.read_text(encoding="utf-8") for file in files)
    assert len(runs(text)) > 1_000
    assert not runs(visible(text.encode().decode("unicode_escape", "replace"))) & secret
    entries = json.loads((built.site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert not runs(" | ".join(f"{entry['title']} {visible(entry['text'])}" for entry in entries)) & secret


def test_no_document_for_learners_holds_a_model_answer(
    built: Built, secret: set[Run], page_texts: Callable[[Path], list[str]]
) -> None:
    documents = [*(built.root / "build" / "pdf").rglob("*.pdf"), *built.site.rglob("*.pdf")]
    leaks = {pdf.name: found for pdf in documents if (found := runs(" ".join(page_texts(pdf))) & secret)}
    assert len(documents) >= 18
    assert leaks == {}


def test_the_facilitators_guides_hold_them(
    built: Built, secret: set[Run], page_texts: Callable[[Path], list[str]]
) -> None:
    for pdf in (built.root / "build" / "restricted").rglob("*.pdf"):
        assert runs(" ".join(page_texts(pdf))) & secret, f"{pdf.parent.name}/{pdf.name} holds no model answer"


def test_no_other_file_of_the_site_holds_a_model_answer(built: Built, secret: set[Run]) -> None:
    for file in built.site.rglob("*"):
        if file.suffix in (".js", ".json", ".xml", ".txt", ".svg", ".css"):
            assert not runs(file.read_text(encoding="utf-8")) & secret, file.name
