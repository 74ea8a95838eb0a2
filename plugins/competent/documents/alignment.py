"""The alignment matrix: where each criterion is taught, practised and assessed, with the pages of the printed files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from competent.blocks.view import section_uri
from competent.documents.kinds import KINDS, document_path, kinds_for
from competent.pages.render import heading_anchors
from competent.programme.models import Exercise, Programme, Section
from competent.programme.time import notional_time
from competent.standards.models import Criterion, Outcome, Pointer, Standard

Pages = Mapping[str, Mapping[str, int]]
"""By the path of a document below `build`, the page (from 1) of each anchor in it."""
SOURCES = ("learner-guide", "formative-workbook", "summative-assessment")
"""The documents whose pages are cited."""


@dataclass(frozen=True)
class Spot:
    """A heading, an activity or a task, and the page it begins on; no page where the document has none."""

    title: str
    page: int | None


@dataclass(frozen=True)
class AlignmentRow:
    """One criterion and everything that serves it."""

    label: str
    text: str
    taught: tuple[Spot, ...]
    knowledge: tuple[str, ...]
    cross_field: tuple[str, ...]
    practised: tuple[Spot, ...]
    assessed: tuple[Spot, ...]
    minutes: int
    """Its share of the notional time: what serves several criteria is divided among them."""

    @property
    def time(self) -> str:
        """The same, such as 1:05."""
        return clock(self.minutes)


@dataclass(frozen=True)
class AlignmentGroup:
    """The criteria of one outcome."""

    label: str
    title: str
    rows: tuple[AlignmentRow, ...]

    @property
    def minutes(self) -> int:
        """The notional time of all its criteria."""
        return sum(row.minutes for row in self.rows)

    @property
    def time(self) -> str:
        """The same, such as 12:28."""
        return clock(self.minutes)


@dataclass(frozen=True)
class Source:
    """A document whose pages are cited."""

    title: str
    id: str
    version: str
    """As it stands in its footer; empty where it is not known."""


@dataclass(frozen=True)
class Alignment:
    """The matrix of a programme."""

    groups: tuple[AlignmentGroup, ...]
    sources: tuple[Source, ...] = ()

    @property
    def minutes(self) -> int:
        """The notional time of all criteria."""
        return sum(group.minutes for group in self.groups)

    @property
    def time(self) -> str:
        """The same, such as 80:08."""
        return clock(self.minutes)

    @property
    def has_knowledge(self) -> bool:
        """Whether the standards name embedded knowledge."""
        return any(row.knowledge for group in self.groups for row in group.rows)

    @property
    def has_cross_field(self) -> bool:
        """Whether the standards name critical cross-field outcomes."""
        return any(row.cross_field for group in self.groups for row in group.rows)


def clock(minutes: int) -> str:
    """Hours and minutes, such as 12:28: they add up, which rounded hours do not."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def alignment(programme: Programme, pages: Pages, versions: Mapping[str, str] | None = None) -> Alignment:
    """The matrix, with the pages that the programme's own documents were printed with.

    `versions` has the version of each document by its path below `build`.
    """
    minutes = minutes_by_criterion(programme)
    groups = (
        _group(programme, standard, o, pages, minutes) for standard in programme.standards for o in standard.outcomes
    )
    return Alignment(tuple(groups), tuple(_sources(programme, versions or {})))


def _sources(programme: Programme, versions: Mapping[str, str]) -> Iterator[Source]:
    for kind in kinds_for(programme):
        if kind.id in SOURCES:
            version = versions.get(document_path(programme, kind), "")
            yield Source(kind.title_for(programme), f"{programme.id}-{kind.id}", version)


def _group(
    programme: Programme, standard: Standard, outcome: Outcome, pages: Pages, minutes: Mapping[str, int]
) -> AlignmentGroup:
    rows = (_row(programme, standard, criterion, pages, minutes[criterion.id]) for criterion in outcome.criteria)
    return AlignmentGroup(standard.outcome_label(outcome), outcome.title, tuple(rows))


def minutes_by_criterion(programme: Programme) -> dict[str, int]:
    """The notional time, divided among the criteria that it serves, in whole minutes that add up to the total."""
    shares = dict.fromkeys(programme.criteria, 0.0)
    for part in notional_time(programme).sections:
        _divide(shares, part.reading, part.section.criteria)
        for exercise in (*part.section.activities, *part.section.tasks):
            _divide(shares, exercise.options.minutes, exercise.criteria)
    whole, owed = dict[str, int](), 0.0
    for criterion, share in shares.items():
        owed += share
        whole[criterion] = round(owed) - sum(whole.values())
    return whole


def _divide(shares: dict[str, float], minutes: int, criteria: Iterable[str]) -> None:
    known = [criterion for criterion in criteria if criterion in shares]
    for criterion in known:
        shares[criterion] += minutes / len(known)


def _row(programme: Programme, standard: Standard, criterion: Criterion, pages: Pages, minutes: int) -> AlignmentRow:
    return AlignmentRow(
        label=standard.criterion_label(criterion.id),
        text=criterion.text,
        taught=tuple(
            spot
            for section in programme.teaching(criterion.id)
            for spot in _headings(programme, section, criterion, pages)
        ),
        knowledge=tuple(k.text for k in standard.embedded_knowledge if _serves(standard, k, criterion)),
        cross_field=tuple(c.title for c in standard.cross_field if _serves(standard, c, criterion)),
        practised=_exercises(programme, "formative-workbook", programme.practising(criterion.id), pages),
        assessed=_exercises(programme, "summative-assessment", programme.assessing(criterion.id), pages),
        minutes=minutes,
    )


def _serves(standard: Standard, pointer: Pointer, criterion: Criterion) -> bool:
    """Whether a part points at the criterion: by name, through its outcome, or with neither at the whole standard."""
    if pointer.criteria:
        return criterion.id in pointer.criteria
    return not pointer.outcomes or standard.outcome_of(criterion.id).id in pointer.outcomes


def _headings(programme: Programme, section: Section, criterion: Criterion, pages: Pages) -> Iterable[Spot]:
    uri = section_uri(programme, section)
    known = pages.get(_path(programme, "learner-guide"), {})
    anchors = dict(zip(section.page.headings, heading_anchors(uri, section.page.headings), strict=True))
    for heading in section.headings_for(criterion.id):
        yield Spot(plain(heading.text), known.get(anchors[heading]))


def plain(markdown: str) -> str:
    """The words of a heading without the signs of Markdown."""
    return re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", markdown)


def _exercises(programme: Programme, kind: str, exercises: Iterable[Exercise], pages: Pages) -> tuple[Spot, ...]:
    known = pages.get(_path(programme, kind), {})
    return tuple(Spot(f"{exercise.label}: {exercise.title}", known.get(exercise.id)) for exercise in exercises)


def _path(programme: Programme, kind_id: str) -> str:
    return document_path(programme, next(kind for kind in KINDS if kind.id == kind_id))
