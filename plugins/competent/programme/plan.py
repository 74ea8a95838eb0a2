"""What the index of a programme may say beyond its pages: language, hours, sessions, and the parts of its portfolio."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from competent.text.values import Part, Text

PortfolioPart = Literal[
    "contact-details",
    "expectations",
    "pre-assessment",
    "prior-learning",
    "assessment-plan",
    "assessment-contract",
    "readiness",
    "logbook",
    "declaration",
    "record-of-learning",
    "assessment-review",
    "appeal",
    "programme-evaluation",
]
"""The parts of a portfolio that a programme may leave out, in the order in which they stand there."""


class Sessions(Part):
    """When a day of class begins and how long it may be."""

    start: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = Field(
        default="08:30", description="Write the time as “08:30”, in quotes."
    )
    hours: float = Field(default=6.5, ge=1, le=12)
    """From the first minute to the last, breaks included."""


class Plan(Part):
    """What the index of a programme may say beyond its pages."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] | None = Field(
        default=None, description="Write a code such as en-ZA, af-ZA or zu-ZA."
    )
    """The language of the content."""
    target_group: Text | None = None
    """Who the programme is for; the summary where nothing is said."""
    materials: tuple[Text, ...] = ()
    """What is needed beyond the documents of the programme."""
    classroom: int | None = Field(default=None, ge=0, le=100)
    """The share of the hours that are spent in class and in study, in percent; the rest is work on the job."""
    sessions: Sessions = Sessions()
    portfolio_without: tuple[PortfolioPart, ...] = ()
    """Parts of the portfolio that the programme leaves out."""
    reading_grade: float = Field(default=9, ge=1, le=20)
    """The highest Flesch-Kincaid grade that a section may have."""
