"""What the index of a programme may say beyond its pages: language, hours, sessions, and the parts of its portfolio."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from competent.settings import Language
from competent.text.values import Id, Part, Text

PortfolioPart = Literal[
    "contact-details",
    "contact-changes",
    "expectations",
    "pre-assessment",
    "prior-learning",
    "assessment-plan",
    "assessment-contract",
    "readiness",
    "logbook",
    "work-experience",
    "witness-testimony",
    "declaration",
    "statement-of-results",
    "record-of-learning",
    "assessment-review",
    "appeal",
    "programme-evaluation",
]
"""The parts of portfolio and forms when needed that a programme may leave out, in the order in which they stand."""

ALWAYS_THERE = ("evidence-index", "evidence-matrix", "sign-off")
"""The parts that no portfolio can do without."""


class OwnPart(Part):
    """A form of the provider's own that the portfolio of evidence has too."""

    part: Id
    """The name of its template in `parts/portfolio/`, such as `consent` for `consent.html.j2`."""
    title: Text
    """Its heading."""
    who: Text
    """Who fills it in."""
    when: Text
    """When it is filled in."""
    before: PortfolioPart | None = None
    """The part that it stands before. If you say nothing, it is the last one."""


class Sessions(Part):
    """When a day of class begins and how long it may be."""

    start: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = Field(
        default="08:30", description="When a day in class begins. Write the time as “08:30”, in quotes."
    )
    hours: float = Field(default=6.5, ge=1, le=12)
    """From the first minute to the last, breaks included."""


class Plan(Part):
    """What the index of a programme may say beyond its pages."""

    language: Language | None = None
    """The language of the content, such as `af-ZA`. If you say nothing, that of the settings."""
    framework: Id | None = None
    """Whose words the whole programme has, where its standards are of several; else those of the first."""
    target_group: Text | None = None
    """Who the programme is for, in the programme outline. If you say nothing, the summary."""
    materials: tuple[Text, ...] = ()
    """What class and workplace need beyond the printed documents."""
    classroom: int | None = Field(default=None, ge=0, le=100)
    """The share of class and study in the hours, in percent; a check holds the minutes against it."""
    sessions: Sessions = Sessions()
    """When a day in class begins and how long it may be."""
    portfolio_without: tuple[PortfolioPart, ...] = ()
    """Parts that the portfolio of evidence and the forms when needed leave out."""
    portfolio_with: tuple[OwnPart, ...] = ()
    """Forms of your own in the portfolio: `part`, `title`, `who`, `when`, and `before` for their place."""
    reading_grade: float = Field(default=9, ge=1, le=20)
    """The highest Flesch-Kincaid grade that a page may have."""
