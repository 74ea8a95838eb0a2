"""For whom and where a page is drawn: what its links lead to, in which language, and whether it has fields."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from competent.forms.field import Form
from competent.programme.answers import Answer
from competent.programme.documents import Download
from competent.programme.exercises import Exercise
from competent.programme.models import Programme, Section
from competent.words import Words

Medium = Literal["web", "guide", "workbook", "card", "restricted"]
"""The site; the learner guide in print, which has no fields; the workbook, which has nothing else; the card of a
process; the documents with model answers, for facilitators and assessors only."""


@dataclass(frozen=True)
class Lesson:
    """A heading below which a criterion is taught, as its author says."""

    uri: str
    anchor: str
    title: str


def no_lessons(_section: Section, _criterion_id: str) -> Sequence[Lesson]:
    """Where nobody has read the headings of pages."""
    return ()


@dataclass(frozen=True)
class View:
    """Where a page is shown."""

    medium: Medium
    uri: str
    """The page's path below the content folder, such as us118028/moments-of-truth.md."""
    words: Words = field(default_factory=Words)
    programmes: tuple[Programme, ...] = field(default=(), repr=False)
    """All there are, in the order of the navigation."""
    programme: Programme | None = field(default=None, repr=False)
    """The one that the page is shown for."""
    section: Section | None = field(default=None, repr=False)
    documents: tuple[Download, ...] = ()
    form: Form = field(default_factory=Form, repr=False, compare=False)
    """Where the fields are recorded that are drawn."""
    lessons: Callable[[Section, str], Sequence[Lesson]] = field(default=no_lessons, repr=False, compare=False)
    """The headings of a section below which a criterion is taught."""
    uris: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    """Every page that there is."""

    def has(self, uri: str) -> bool:
        """Whether there is a page at this path."""
        return uri in self.uris

    @property
    def fillable(self) -> bool:
        """Whether answers are fields to write in."""
        return self.medium in ("web", "workbook")

    @property
    def paper(self) -> bool:
        """Whether it is for a document, not for the site."""
        return self.medium != "web"

    @property
    def glossary_uri(self) -> str:
        """The page of the programme's glossary; empty where it has none."""
        return self.programme.glossary.uri if self.programme and self.programme.glossary else ""

    def programme_of(self, criterion_id: str) -> Programme | None:
        """The programme whose standard holds the criterion; the one being shown first."""
        candidates = [self.programme] if self.programme else []
        return next((p for p in [*candidates, *self.programmes] if criterion_id in p.criteria), None)

    def exercise(self, exercise_id: str) -> Exercise | None:
        """The activity or task of this id in the programme being shown."""
        return self.programme.exercise_by_id.get(exercise_id) if self.programme else None

    def link(self, uri: str, anchor: str = "") -> str:
        """A link to a page below the content folder, as an author would write it on this page."""
        hash_ = f"#{anchor}" if anchor else ""
        if uri == self.uri and hash_:
            return hash_
        return quote(posixpath.relpath(uri, posixpath.dirname(self.uri) or ".")) + hash_


def question_anchor(exercise_id: str, answer: Answer) -> str:
    """The id of a question on its page; no key of an author's makes a double hyphen."""
    return f"{exercise_id}-{answer.key}--question"


def sheet_uri(programme: Programme) -> str:
    """The page that shows the standards of a programme."""
    return f"{programme.folder}/standard.md"


def coverage_uri(programme: Programme) -> str:
    """The page with the coverage picture."""
    return f"{programme.folder}/coverage.md"


def activities_uri(programme: Programme) -> str:
    """The page with the table of all activities."""
    return f"{programme.folder}/activities.md"


def my_answers_uri(programme: Programme) -> str:
    """The page where a learner finds all that they wrote."""
    return f"{programme.folder}/my-answers.md"


def key_points_uri(programme: Programme) -> str:
    """The page with the key points of all sections."""
    return f"{programme.folder}/key-points.md"


def downloads_uri(programme: Programme) -> str:
    """The page with the documents for learners."""
    return f"{programme.folder}/downloads.md"


def documents_of(downloads: Iterable[Download], programme: str) -> list[Download]:
    """The documents of one programme."""
    return [download for download in downloads if download.programme == programme]
