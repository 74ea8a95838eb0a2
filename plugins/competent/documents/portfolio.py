"""What the templates of the portfolio and of the summative assessment need: its parts and instruments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from competent.documents.assessor import practical
from competent.documents.making import Making
from competent.programme.documents import KINDS
from competent.programme.exercises import Task, TaskMethod
from competent.programme.models import Programme
from competent.programme.plan import OwnPart
from competent.standards.standard import Standard
from competent.words import N_, Label, Said


@dataclass(frozen=True)
class PartKind:
    """A part that a portfolio may have: who fills it in and when stands in the contents and below its heading."""

    id: str
    """The name of its template in `parts/portfolio/`, and the word by which a programme leaves it out."""
    title: Said
    who: Said
    when: Said
    anchor: str = ""
    """What follows the standard's id in the anchor of a part that every standard has of its own."""
    sometimes: bool = False
    """Whether only some people need it: then it stands among the forms when needed, to be printed for them."""
    joins: bool = False
    """Whether it begins on the page on which the part before ends, as nobody hands it in by itself."""


@dataclass(frozen=True)
class PortfolioSection:
    """A part of one programme's portfolio, or one of its forms when needed, as the contents name it."""

    number: int
    kind: PartKind
    anchor: str
    standard: Standard | None = None
    """The standard whose evidence it holds; None for the forms that are about the whole programme."""
    named: bool = False
    """Whether the title says which standard, as there are several."""

    @property
    def title(self) -> Said:
        """The heading."""
        if self.standard and self.named:
            return N_("%(title)s: %(standard)s", title=self.kind.title, standard=self.standard.name)
        return self.kind.title

    @property
    def template(self) -> str:
        """The template of what stands below the heading."""
        return f"parts/portfolio/{self.kind.id}.html.j2"


YOU = N_("You")
YOU_AND_ASSESSOR = N_("You and your assessor")

BEFORE: tuple[PartKind, ...] = (
    PartKind("contact-details", N_("Contact details"), N_("You and the provider"), N_("In the first week")),
    PartKind("contact-changes", N_("Change of contact details"), YOU, N_("When something changes"), sometimes=True),
    PartKind("expectations", N_("Your expectations"), YOU, N_("Before the first session")),
    PartKind("pre-assessment", N_("Pre-assessment meeting"), YOU_AND_ASSESSOR, N_("Before the assessment is planned")),
    PartKind(
        "prior-learning",
        N_("Recognition of prior learning"),
        YOU_AND_ASSESSOR,
        N_("Only if you can already do part of it"),
        sometimes=True,
    ),
    PartKind("assessment-plan", N_("Assessment plan"), YOU_AND_ASSESSOR, N_("Before the first task"), joins=True),
    PartKind(
        "assessment-contract", N_("Assessment contract"), YOU_AND_ASSESSOR, N_("Before the first task"), joins=True
    ),
    PartKind("readiness", N_("Readiness statement"), YOU, N_("When you think that you are ready"), joins=True),
)
LOGBOOK = PartKind(
    "logbook", N_("Logbook of hours"), N_("You and your mentor"), N_("On every day that you work on a task")
)
WORK_EXPERIENCE = PartKind(
    "work-experience", N_("Statement of work experience"), N_("You and your mentor"), N_("As the work is done")
)
WITNESS = PartKind(
    "witness-testimony",
    N_("Witness testimony"),
    N_("Somebody who saw your work"),
    N_("Soon after the work was seen"),
    sometimes=True,
)
RESULTS = PartKind("statement-of-results", N_("Statement of results"), N_("Your assessor"), N_("After each module"))
OF_FRAMEWORKS = (WORK_EXPERIENCE, RESULTS)
"""The parts that only a framework has that names them."""
EVIDENCE_BEFORE_STANDARDS: tuple[PartKind, ...] = (
    LOGBOOK,
    WORK_EXPERIENCE,
    WITNESS,
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
    RESULTS,
    PartKind("record-of-learning", N_("Record of learning"), N_("Your assessor"), N_("After each decision")),
    PartKind(
        "assessment-review", N_("Review of the assessment"), YOU_AND_ASSESSOR, N_("After the feedback"), joins=True
    ),
    PartKind("appeal", N_("Appeal"), YOU, N_("Only if you do not accept a decision"), sometimes=True),
    PartKind("programme-evaluation", N_("Evaluation of the programme"), YOU, N_("On the last day"), sometimes=True),
)
GROUPS: tuple[tuple[Label, tuple[PartKind, ...]], ...] = (
    (N_("Before you start"), BEFORE),
    (N_("Your evidence"), (*EVIDENCE_BEFORE_STANDARDS, *OF_EACH_STANDARD)),
    (N_("After the assessment"), AFTER),
)

INSTRUMENTS: dict[TaskMethod, Label] = {
    "project": N_("Project brief for you, marking guide for the assessor"),
    "questionnaire": N_("Question paper for you, memorandum for the assessor"),
    "logbook": N_("Log pages for you, checklist for the assessor"),
    "observation": N_("Observation checklist"),
    "witness-testimony": N_("Form for the testimony, checks on the witness"),
    "professional-discussion": N_("List of topics for you, record of the talk by the assessor"),
}
"""What a task is judged with, by its method."""


RECORDED_BY_TASKS: dict[str, TaskMethod] = {"logbook": "logbook", "witness-testimony": "witness-testimony"}
"""Parts for which a task of a programme may have a form of its own: then that one counts."""


def parts(making: Making) -> dict[str, object]:
    """What the template of the portfolio is given beyond what every document has."""
    programme = making.programme
    return {
        "groups": grouped(programme),
        "needed": when_needed(programme),
        "instruments": INSTRUMENTS,
        **pointers(programme),
    }


def pointers(programme: Programme) -> dict[str, object]:
    """What a document says where it has no form as another one has it."""
    title = next(kind.title for kind in KINDS if kind.id == "forms-when-needed")
    return {"forms_title": title, "in_tasks": in_tasks(programme)}


def when_needed_parts(making: Making) -> dict[str, object]:
    """What the template of the forms when needed is given beyond what every document has."""
    programme = making.programme
    return {
        "sections": when_needed(programme),
        "practical": practical(making),
        **pointers(programme),
    }


def grouped(programme: Programme) -> list[tuple[Label, list[PortfolioSection]]]:
    """The parts of the programme's portfolio in groups, each under its heading in the contents."""
    named = len(programme.standards) > 1
    groups: list[tuple[Label, list[PortfolioSection]]] = []
    kept = [part for part in _included(programme) if not _sometimes(programme, part[1])]
    for number, (title, kind, standard) in enumerate(kept, 1):
        section = PortfolioSection(number, kind, _anchor(kind, standard), standard, named)
        if not groups or groups[-1][0] != title:
            groups.append((title, []))
        groups[-1][1].append(section)
    return groups


def when_needed(programme: Programme) -> list[PortfolioSection]:
    """The forms that only some people need, in the order of the portfolio."""
    found = [kind for _title, kind, _standard in _included(programme) if _sometimes(programme, kind)]
    return [PortfolioSection(number, kind, _anchor(kind, None)) for number, kind in enumerate(found, 1)]


def in_tasks(programme: Programme) -> dict[str, list[Task]]:
    """The tasks that have a form of their own for what is a part elsewhere, by the part."""
    return {
        part: [task for task in programme.tasks if task.options.method == method]
        for part, method in RECORDED_BY_TASKS.items()
    }


def _sometimes(programme: Programme, kind: PartKind) -> bool:
    """Whether a part stands among the forms when needed: by its kind, or as a task has a form for it."""
    return kind.sometimes or (kind == LOGBOOK and bool(in_tasks(programme)[kind.id]))


def _included(programme: Programme) -> Iterator[tuple[Label, PartKind, Standard | None]]:
    """Every part that the programme has, with the title of its group."""
    forms = {form for framework in programme.frameworks for form in framework.forms}
    own = programme.plan.portfolio_with
    for title, kinds in GROUPS:
        for kind in kinds:
            yield from ((title, _own(part), None) for part in own if part.before == kind.id)
            left_out = kind.id in programme.plan.portfolio_without or (kind in OF_FRAMEWORKS and kind.id not in forms)
            left_out = left_out or (kind == WITNESS and bool(in_tasks(programme)[kind.id]))
            if kind not in OF_EACH_STANDARD and not left_out:
                yield title, kind, None
        if kinds[-1] in OF_EACH_STANDARD:
            for standard in programme.standards:
                for kind in OF_EACH_STANDARD:
                    yield title, kind, standard
    yield from ((GROUPS[-1][0], _own(part), None) for part in own if part.before is None)


def _own(part: OwnPart) -> PartKind:
    """A form of the provider's own, in the provider's words."""
    return PartKind(part.part, part.title, part.who, part.when)


def _anchor(kind: PartKind, standard: Standard | None) -> str:
    return f"{standard.id}-{kind.anchor}" if standard else f"part-{kind.id}"
