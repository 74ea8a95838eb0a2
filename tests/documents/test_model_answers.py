"""No learner sees a model answer, a question kept for the oral, a note to the facilitator, or feedback before an answer:
not on a page, not in a PDF, not through the search.

They are read out of the Markdown here once more, by other means than the package's own, so that a mistake
in the package cannot hide itself.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from competent.project import Project
from tests.building import PROGRAMMES, Built

RUN = 8
"""Words in a row that two texts do not share by chance."""
_MODEL = re.compile(r"^(/{3,}) *(?:model|notes|oral|feedback)(?: *\| *(?:[a-z0-9-]+$)?)?(.*?)^\1 *$", re.S | re.M)
"""Blocks that only facilitators and assessors may read at once; the key of an answer after the bar is no secret."""

Run = tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words without signs and case."""
    return re.findall(r"[^\W_]+", re.sub(r"(?m)^ +criteria: .*$", "", text.lower()))


def runs(text: str) -> set[Run]:
    """Every eight words in a row, without signs and case."""
    words = words_of(text)
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def taught(root: Path) -> list[str]:
    """The pages of the programmes."""
    return [file.read_text("utf-8") for name in PROGRAMMES for file in sorted((root / "content" / name).glob("*.md"))]


def open_texts(root: Path) -> list[str]:
    """What anybody may read; the authoring guide shows how model answers are written, so its examples are open."""
    others = [f for f in sorted((root / "content").rglob("*.md")) if f.parent.name not in PROGRAMMES]
    files = [*others, *(root / "unit_standards").glob("*.yml")]
    return [_MODEL.sub("\n", text) for text in taught(root)] + [file.read_text("utf-8") for file in files]


@pytest.fixture(scope="module")
def secret(built: Built) -> set[Run]:
    """The runs of words that stand in model answers and nowhere in what learners may read."""
    models = [match[2] for text in taught(built.root) for match in _MODEL.finditer(text)]
    return set().union(*map(runs, models)) - set().union(*map(runs, open_texts(built.root)))


@pytest.fixture(scope="module")
def short(built: Built) -> set[str]:
    """Model answers of three to seven words that stand nowhere in what learners may read."""
    words = [words_of(match[2]) for text in taught(built.root) for match in _MODEL.finditer(text)]
    open_text = " ".join(" ".join(words_of(text)) for text in open_texts(built.root))
    return {f" {' '.join(w)} " for w in words if 3 <= len(w) < RUN and " ".join(w) not in open_text}


def leaked(text: str, secret: set[Run], short: set[str]) -> list[str]:
    """What of the model answers the text holds."""
    flat = f" {' '.join(words_of(text))} "
    return sorted([*(" ".join(run) for run in runs(text) & secret), *(found for found in short if found in flat)])


def visible(page: str) -> str:
    """The text of a page and of its attributes, without tags."""
    attributes = " | ".join(re.findall(r'(?:title|alt|aria-label|content|placeholder|value)="([^"]*)"', page))
    return html.unescape(re.sub(r"<[^>]+>", " ", page) + " | " + attributes)


def test_every_model_answer_is_taken(built: Built, loaded: Project) -> None:
    """As many as the package reads, and each of them with words."""
    found = [match[2] for text in taught(built.root) for match in _MODEL.finditer(text)]
    exercises = [e for programme in loaded.programmes for e in programme.exercises]
    nodes = [
        n for p in loaded.programmes for s in p.sections for n in s.page.named("model", "notes", "oral", "feedback")
    ]
    assert len(found) == len(nodes) > 150
    assert all(len(words_of(text)) >= 3 for text in found)
    taken = " ".join(" ".join(words_of(text)) for text in found)
    for text in [answer.model for e in exercises for answer in e.answers if answer.model]:
        assert " ".join(words_of(text)) in taken
    for question in (q for programme in loaded.programmes for q in programme.oral_questions):
        assert " ".join(words_of(question.question)) in taken
        assert " ".join(words_of(question.answer)) in taken


def test_the_model_answers_are_known(secret: set[Run], loaded: Project) -> None:
    exercises = [e for programme in loaded.programmes for e in (*programme.activities, *programme.tasks)]
    without = [e.id for e in exercises if len(runs(e.model)) > 3 and not runs(e.model) & secret]
    assert len(exercises) > 20
    assert without == []
    assert len(secret) > 2_000


def test_a_leak_would_be_seen(secret: set[Run], short: set[str]) -> None:
    words = " ".join(next(iter(secret)))
    assert leaked(visible(f"<p>And then, {words.title()}.</p>"), secret, short)
    assert leaked(visible(f'<input title="{words}">'), secret, short)
    for few in list(short)[:3]:
        assert leaked(f"<p>He said:{few}and left.</p>", secret, short)


def test_no_file_of_the_site_holds_a_model_answer(built: Built, secret: set[Run], short: set[str]) -> None:
    """Pages, the search index, scripts, styles and data: every file that is text."""
    texts = [f for f in built.site.rglob("*") if f.is_file() and f.suffix not in BINARY]
    leaks = {}
    for file in texts:
        text = file.read_text(encoding="utf-8")
        shown = visible(text) if file.suffix in (".html", ".svg", ".xml") else text
        if found := leaked(
            f"{shown} | {_unescaped(text)}" if file.suffix in (".js", ".json") else shown, secret, short
        ):
            leaks[file.name] = found
    assert {".html", ".js", ".json", ".css"} <= {file.suffix for file in texts}
    assert len(texts) > 60
    assert leaks == {}


def test_the_site_as_one_file_holds_files_of_the_site_only(built: Built) -> None:
    archives = list(built.site.rglob("*.zip"))
    assert archives
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                assert opened.read(name) == (built.site / name).read_bytes(), name


BINARY = (".pdf", ".png", ".ttf", ".woff2", ".gz", ".ico", ".map", ".zip")
"""PDFs are read below; the others hold no text of ours, or in .gz, .map and .zip that of other files once more."""


def _unescaped(text: str) -> str:
    return visible(text.encode().decode("unicode_escape", "replace"))


def test_the_search_finds_no_model_answer(built: Built, secret: set[Run], short: set[str]) -> None:
    entries = json.loads((built.site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    texts = [f"{entry['title']} {visible(entry['text'])}" for entry in entries]
    assert len(runs(" | ".join(texts))) > 1_000
    assert leaked(" | ".join(texts), secret, short) == []


def test_no_document_for_learners_holds_a_model_answer(
    built: Built, secret: set[Run], short: set[str], page_texts: Callable[[Path], list[str]]
) -> None:
    documents = [*(built.root / "build" / "pdf").rglob("*.pdf"), *built.site.rglob("*.pdf")]
    leaks = {pdf.name: found for pdf in documents if (found := leaked(" ".join(page_texts(pdf)), secret, short))}
    assert len(documents) >= 30
    assert leaks == {}


def test_what_is_beside_the_text_of_a_learners_document_holds_none_either(built: Built, secret: set[Run]) -> None:
    """Names of fields, alternative texts, bookmarks and metadata."""
    for pdf in (built.root / "build" / "pdf").rglob("*.pdf"):
        with pikepdf.open(pdf) as document:
            strings = " | ".join(_strings(document))
        assert len(strings) > 100
        assert not runs(strings) & secret, pdf.name


def _strings(document: pikepdf.Pdf) -> Iterator[str]:
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary):
            yield from (str(value) for _key, value in found.items() if isinstance(value, pikepdf.String))


@pytest.mark.parametrize("kind", ["facilitator-guide", "assessor-guide"])
def test_the_guides_for_facilitators_and_assessors_hold_them(
    built: Built, secret: set[Run], page_texts: Callable[[Path], list[str]], kind: str
) -> None:
    guides = list((built.root / "build" / "restricted").rglob(f"{kind}.pdf"))
    assert len(guides) == 3
    for pdf in guides:
        assert len(runs(" ".join(page_texts(pdf))) & secret) > 500, f"{pdf.parent.name}/{pdf.name}"


@pytest.mark.parametrize("kind", ["alignment-matrix", "evidence-matrix", "moderator-guide"])
def test_the_other_restricted_documents_need_none(
    built: Built, secret: set[Run], page_texts: Callable[[Path], list[str]], kind: str
) -> None:
    for pdf in (built.root / "build" / "restricted").rglob(f"{kind}.pdf"):
        assert not runs(" ".join(page_texts(pdf))) & secret, f"{pdf.parent.name}/{pdf.name}"
