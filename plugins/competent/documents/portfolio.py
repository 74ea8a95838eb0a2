"""What the templates of the portfolio and of the summative assessment need: parts, people, and words for them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from competent.programme.models import Programme, Task
from competent.programme.time import hours
from competent.project import Project
from competent.standards.models import Outcome, Standard
from competent.words import N_, _


@dataclass(frozen=True)
class PartKind:
    """A part that a portfolio may have: who fills it in and when stands in the contents and below its heading."""

    id: str
    """The name of its template in `parts/portfolio/`, and the word by which a programme leaves it out."""
    title: str
    who: str
    when: str
    anchor: str = ""
    """What follows the standard's id in the anchor of a part that every standard has of its own."""


@dataclass(frozen=True)
class PortfolioSection:
    """A part of one programme's portfolio, as its contents name it."""

    number: int
    kind: PartKind
    anchor: str
    standard: Standard | None = None
    """The standard whose evidence it holds; None for the forms that are about the whole programme."""
    named: bool = False
    """Whether the title says which standard, as there are several."""

    @property
    def title(self) -> str:
        """The heading, in the language that is being used."""
        title = _(self.kind.title)
        return f"{title}: {self.standard.name}" if self.standard and self.named else title

    @property
    def template(self) -> str:
        """The template of what stands below the heading."""
        return f"parts/portfolio/{self.kind.id}.html.j2"


YOU = N_("You")
YOU_AND_ASSESSOR = N_("You and your assessor")

BEFORE: tuple[PartKind, ...] = (
    PartKind("contact-details", N_("Contact details"), N_("You and the provider"), N_("In the first week")),
    PartKind("expectations", N_("Your expectations"), YOU, N_("Before the first session")),
    PartKind("pre-assessment", N_("Pre-assessment meeting"), YOU_AND_ASSESSOR, N_("Before the assessment is planned")),
    PartKind(
        "prior-learning",
        N_("Recognition of prior learning"),
        YOU_AND_ASSESSOR,
        N_("Only if you can already do part of it"),
    ),
    PartKind("assessment-plan", N_("Assessment plan"), YOU_AND_ASSESSOR, N_("Before the first task")),
    PartKind("assessment-contract", N_("Assessment contract"), YOU_AND_ASSESSOR, N_("Before the first task")),
    PartKind("readiness", N_("Readiness statement"), YOU, N_("When you think that you are ready")),
)
EVIDENCE_BEFORE_STANDARDS: tuple[PartKind, ...] = (
    PartKind("logbook", N_("Logbook of hours"), N_("You and your mentor"), N_("On every day that you work on a task")),
    PartKind("declaration", N_("Declaration of authenticity"), YOU, N_("When you hand in the portfolio")),
)
OF_EACH_STANDARD: tuple[PartKind, ...] = (
    PartKind("evidence-index", N_("Evidence index"), YOU, N_("Each time that you add evidence"), "evidence"),
    PartKind(
        "evidence-matrix",
        N_("Evidence-reference matrix"),
        YOU_AND_ASSESSOR,
        N_("When the evidence is complete"),
        "matrix",
    ),
    PartKind("sign-off", N_("Sign-off"), N_("Everybody who judged or checked"), N_("When all is judged"), "sign"),
)
AFTER: tuple[PartKind, ...] = (
    PartKind("record-of-learning", N_("Record of learning"), N_("Your assessor"), N_("After each decision")),
    PartKind("assessment-review", N_("Review of the assessment"), YOU_AND_ASSESSOR, N_("After the feedback")),
    PartKind("appeal", N_("Appeal"), YOU, N_("Only if you do not accept a decision")),
    PartKind("programme-evaluation", N_("Evaluation of the programme"), YOU, N_("On the last day")),
)
GROUPS: tuple[tuple[str, tuple[PartKind, ...]], ...] = (
    (N_("Before you start"), BEFORE),
    (N_("Your evidence"), (*EVIDENCE_BEFORE_STANDARDS, *OF_EACH_STANDARD)),
    (N_("After the assessment"), AFTER),
)
OPTIONAL: tuple[PartKind, ...] = (*BEFORE, *EVIDENCE_BEFORE_STANDARDS, *AFTER)
"""The parts that a programme may leave out, in the order in which they stand."""

INSTRUMENTS: dict[str, str] = {
    "project": N_("Project brief for you, marking guide for the assessor"),
    "questionnaire": N_("Question paper for you, memorandum for the assessor"),
    "logbook": N_("Log pages for you, checklist for the assessor"),
    "observation": N_("Observation checklist"),
    "witness-testimony": N_("Form for the testimony, checks on the witness"),
    "professional-discussion": N_("List of topics for you, record of the talk by the assessor"),
}
"""What a task is judged with, by its method."""


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template of the portfolio is given beyond what every document has."""
    return {**words(programme), "groups": grouped(programme), "instruments": INSTRUMENTS}


def words(programme: Programme) -> dict[str, object]:
    """Labels of the people who sign, the learner and the moderator inside a sentence, times and criteria in words."""
    rules = programme.standards[0].rules
    verified = rules.moderation == "verification"
    return {
        "who": {role.id: _(role.label) for role in rules.roles},
        "person": _(rules.learner_word).lower(),
        "moderator": _("internal verifier") if verified else _("internal moderator"),
        "hours": hours,
        "criteria_of": functools.partial(_criteria_of, programme),
    }


def _criteria_of(programme: Programme, holder: Task | Outcome) -> str:
    """The labels of the criteria in order, such as “SO1 AC1 to SO1 AC4, SO2 AC2”."""
    found = holder.criteria if isinstance(holder, Task) else tuple(criterion.id for criterion in holder.criteria)
    return ", ".join(spans(programme, found))


def spans(programme: Programme, criteria: Iterable[str]) -> list[str]:
    """Labels of criteria, where three or more of one outcome that follow each other are one span."""
    order = {criterion: number for number, criterion in enumerate(programme.criteria)}
    runs: list[list[str]] = []
    for criterion in sorted(criteria, key=order.__getitem__):
        last = runs[-1][-1] if runs else None
        follows = last is not None and order[last] + 1 == order[criterion]
        if follows and last and programme.outcome_of(last) == programme.outcome_of(criterion):
            runs[-1].append(criterion)
        else:
            runs.append([criterion])
    return [label for run in runs for label in _span([_unbroken(programme.criterion_label(c)) for c in run])]


def _unbroken(label: str) -> str:
    return label.replace(" ", "\N{NO-BREAK SPACE}")


def _span(labels: list[str]) -> list[str]:
    return labels if len(labels) < 3 else [_("%(first)s to %(last)s") % {"first": labels[0], "last": labels[-1]}]


def grouped(programme: Programme) -> list[tuple[str, list[PortfolioSection]]]:
    """The parts of the programme's portfolio in groups, each under its heading in the contents."""
    numbered = [
        PortfolioSection(number, kind, _anchor(kind, standard), standard, len(programme.standards) > 1)
        for number, (_title, kind, standard) in enumerate(_included(programme), 1)
    ]
    titles = [title for title, _kind, _standard in _included(programme)]
    pairs = zip(titles, numbered, strict=True)
    return [(_(title), [section for _t, section in found]) for title, found in groupby(pairs, lambda pair: pair[0])]


def _included(programme: Programme) -> Iterator[tuple[str, PartKind, Standard | None]]:
    """Every part that the programme has, with the title of its group."""
    for title, kinds in GROUPS:
        for kind in kinds:
            if kind not in OF_EACH_STANDARD and kind.id not in programme.plan.portfolio_without:
                yield title, kind, None
        if kinds[-1] in OF_EACH_STANDARD:
            for standard in programme.standards:
                for kind in OF_EACH_STANDARD:
                    yield title, kind, standard


def _anchor(kind: PartKind, standard: Standard | None) -> str:
    return f"{standard.id}-{kind.anchor}" if standard else f"part-{kind.id}"
