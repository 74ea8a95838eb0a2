"""What the template of the programme outline needs: hours and their split, sections, methods and materials."""

from __future__ import annotations

from dataclasses import dataclass

from competent.checks.project import Project
from competent.documents.kinds import cards_of, kinds_for
from competent.programme.models import MODE_NAMES, Programme
from competent.programme.time import MINUTES_A_CREDIT, ProgrammeTime, SectionTime, hours, notional_time
from competent.words import _


@dataclass(frozen=True)
class Share:
    """A part of the hours."""

    name: str
    time: str
    percent: int


@dataclass(frozen=True)
class OutlineSection:
    """A section with what it serves."""

    title: str
    outcomes: str
    activities: int
    time: str


@dataclass(frozen=True)
class Material:
    """A document that belongs to the programme."""

    title: str
    about: str
    whose: str


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    time = notional_time(programme)
    credits_ = sum(standard.credits for standard in programme.standards)
    return {
        "credits": credits_,
        "notional": hours(MINUTES_A_CREDIT * credits_),
        "shares": shares(time),
        "classroom": time.classroom_percent,
        "outline_sections": [_section(programme, part) for part in time.sections if part.section.teaches],
        "modes": [_(MODE_NAMES[mode]) for mode in MODE_NAMES if any(part.by_mode[mode] for part in time.sections)],
        "materials": materials(programme),
    }


def shares(time: ProgrammeTime) -> list[Share]:
    """How the hours divide; the percentages are rounded one by one."""
    activities = sum(part.activities for part in time.sections)
    at_work = sum(part.by_mode["workplace"] for part in time.sections)
    named = [
        (_("Reading"), sum(part.reading for part in time.sections)),
        (_("Activities in class"), activities - at_work),
        (_("Activities at the workplace"), at_work),
        (_("Summative tasks"), sum(part.tasks for part in time.sections)),
    ]
    return [Share(name, hours(minutes), round(100 * minutes / (time.total or 1))) for name, minutes in named]


def _section(programme: Programme, part: SectionTime) -> OutlineSection:
    outcomes = [programme.outcomes[name] for name in part.section.outcomes if name in programme.outcomes]
    labels = ", ".join(programme.standard_of(outcome.id).outcome_label(outcome) for outcome in outcomes)
    return OutlineSection(part.section.title, labels, len(part.section.activities), hours(part.total))


def materials(programme: Programme) -> list[Material]:
    """Every document that the programme has, with whom it is for."""
    found = [
        Material(
            kind.title_for(programme),
            _(kind.about),
            _("Facilitators, assessors, moderators") if kind.restricted else _("Learners"),
        )
        for kind in kinds_for(programme)
    ]
    cards = [process.title for _section, process in cards_of(programme)]
    if cards:
        found.append(Material(_("Cards for the workplace"), "; ".join(cards), _("Learners")))
    return found
