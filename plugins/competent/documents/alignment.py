"""The alignment matrix: where each criterion is taught, practised and assessed, with the pages of the printed files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from competent.documents.making import Making
from competent.documents.shelf import Shelf
from competent.pages.paper import page_anchor
from competent.programme.documents import KINDS, document_path, kinds_for
from competent.programme.exercises import Exercise
from competent.programme.models import Programme, Section
from competent.programme.time import hours, notional_time
from competent.standards.standard import Standard
from competent.standards.statements import Criterion
from competent.text.values import flat
from competent.words import N_, Said

SOURCES = ("learner-guide", "formative-workbook", "summative-assessment")
"""The documents whose pages are cited."""


@dataclass(frozen=True)
class Spot:
    """A heading, an activity or a task, and the page it begins on; no page where the document has none."""

    title: Said
    page: int | None


@dataclass(frozen=True)
class AlignmentRow:
    """One criterion and everything that serves it."""

    label: str
    """Below the heading of its outcome."""
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
        """The same in words, such as 1 h 5 min."""
        return hours(self.minutes)


@dataclass(frozen=True)
class AlignmentGroup:
    """The criteria of one outcome."""

    label: Said
    title: str
    """Empty where the label is the same."""
    rows: tuple[AlignmentRow, ...]

    @property
    def minutes(self) -> int:
        """The notional time of all its criteria."""
        return sum(row.minutes for row in self.rows)

    @property
    def time(self) -> str:
        """The same in words, such as 12 h 28 min."""
        return hours(self.minutes)


@dataclass(frozen=True)
class Source:
    """A document whose pages are cited."""

    title: Said
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
        """The same in words: hours and minutes add up, which rounded hours do not."""
        return hours(self.minutes)

    @property
    def has_knowledge(self) -> bool:
        """Whether the standards name embedded knowledge."""
        return any(row.knowledge for group in self.groups for row in group.rows)

    @property
    def has_cross_field(self) -> bool:
        """Whether the standards name critical cross-field outcomes."""
        return any(row.cross_field for group in self.groups for row in group.rows)


def alignment(making: Making) -> Alignment:
    """The matrix, with the pages and versions of the programme's own documents as they are printed."""
    programme = making.programme
    minutes = minutes_by_criterion(programme)
    groups = (
        AlignmentGroup(
            programme.outcome_label(group.id),
            "" if making.words.say(group.label) == group.outcome.title else group.outcome.title,
            tuple(_row(making, group.standard, c, minutes[c.id]) for c in group.criteria),
        )
        for group in programme.groups
    )
    return Alignment(tuple(groups), tuple(_sources(programme, making.shelf)))


def _sources(programme: Programme, shelf: Shelf) -> Iterator[Source]:
    for kind in kinds_for(programme):
        if kind.id in SOURCES:
            version = shelf.versions.get(document_path(programme, kind), "")
            yield Source(kind.title_for(programme), f"{programme.id}-{kind.id}", version)


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


def _row(making: Making, standard: Standard, criterion: Criterion, minutes: int) -> AlignmentRow:
    programme = making.programme
    return AlignmentRow(
        label=standard.criterion_label(criterion.id),
        text=criterion.text,
        taught=tuple(
            spot for section in programme.teaching(criterion.id) for spot in _headings(making, section, criterion)
        ),
        knowledge=tuple(flat(k.text) for k in standard.embedded_knowledge if standard.serves(k, criterion.id)),
        cross_field=tuple(c.title for c in standard.cross_field if c.says_where and standard.serves(c, criterion.id)),
        practised=_exercises(making, "formative-workbook", programme.practising(criterion.id)),
        assessed=_exercises(making, "summative-assessment", programme.assessing(criterion.id)),
        minutes=minutes,
    )


def _headings(making: Making, section: Section, criterion: Criterion) -> Iterable[Spot]:
    """The headings below which the criterion is taught; that of the section where none names it."""
    guide = _path(making.programme, "learner-guide")
    headings = making.seen(section).headings
    first = [heading for heading in headings if heading.level == 1][:1]
    prefix = page_anchor(section.uri)
    for heading in [heading for heading in headings if criterion.id in heading.criteria] or first:
        anchor = prefix if heading in first else f"{prefix}-{heading.anchor}"
        yield Spot(heading.text, making.shelf.page(guide, anchor))


def _exercises(making: Making, kind: str, exercises: Iterable[Exercise]) -> tuple[Spot, ...]:
    path = _path(making.programme, kind)
    return tuple(
        Spot(
            N_("%(label)s: %(title)s", label=exercise.label, title=exercise.title), making.shelf.page(path, exercise.id)
        )
        for exercise in exercises
    )


def _path(programme: Programme, kind_id: str) -> str:
    return document_path(programme, next(kind for kind in KINDS if kind.id == kind_id))
