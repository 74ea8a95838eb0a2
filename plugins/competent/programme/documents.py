"""The kinds of document that a programme has, and where each lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from competent.programme.models import Programme, Resource, Section
from competent.words import N_, Label, Said


@dataclass(frozen=True)
class Download:
    """A document that a learner can take from the site."""

    programme: str
    kind: str
    title: Said
    about: Said
    uri: str
    """Its path below the content folder, as the site has it."""
    path: str
    """Its path below `build`."""


@dataclass(frozen=True)
class Kind:
    """A kind of document. The id is also the name of its template; a restricted one never enters the site."""

    id: str
    title: Label
    about: Label
    restricted: bool = False
    needs_tasks: bool = False
    """Whether there is nothing to say in it where a programme has no tasks."""
    cites: tuple[str, ...] = ()
    """The kinds whose pages it names, so that it can be composed only when they are printed."""
    counts_sides: bool = False
    """Whether it says how many sides every other document has, and is composed when all of them are printed."""
    verifies: bool = False
    """Whether it is for those who check the assessors' work: moderators, verifiers or quality assurers."""
    page_code: str = ""
    """What the codes of its pages call it, where a learner writes on them. Paper has it: never change it."""
    wide: bool = False
    """Whether it is a table that fills a sheet on its side: large print would need larger paper."""

    def title_for(self, programme: Programme) -> Said:
        """What the document is called in the words of the programme's framework."""
        return programme.framework.words.guide if self.verifies else self.title


KINDS: tuple[Kind, ...] = (
    Kind(
        "learner-guide",
        N_("Learner guide"),
        N_("The whole programme to read on paper or screen, with page numbers."),
        cites=("formative-workbook", "summative-assessment"),
    ),
    Kind(
        "formative-workbook",
        N_("Formative workbook"),
        N_("Every activity with room to answer. Fill it in on screen or in ink."),
        page_code="FW",
    ),
    Kind(
        "summative-assessment",
        N_("Summative assessment guide"),
        N_("The tasks that an assessor judges, what to hand in, and room to work in."),
        needs_tasks=True,
        page_code="SA",
    ),
    Kind(
        "portfolio-of-evidence",
        N_("Portfolio of evidence"),
        N_("From the assessment plan to the sign-off: every form that goes with your evidence."),
        page_code="PE",
    ),
    Kind(
        "forms-when-needed",
        N_("Forms when needed"),
        N_("Forms that only some people need, such as the appeal. Print those that you use."),
        page_code="FN",
    ),
    Kind(
        "programme-outline",
        N_("Programme outline"),
        N_("What the programme is, who it is for, what it takes and what it leads to."),
        counts_sides=True,
    ),
    Kind(
        "facilitator-guide",
        N_("Facilitator guide"),
        N_("Session plan, attendance register, and every activity with its model answer."),
        restricted=True,
    ),
    Kind(
        "assessor-guide",
        N_("Assessor guide"),
        N_("Memorandum, checklists, oral questions, and the forms for feedback and reports."),
        restricted=True,
        needs_tasks=True,
    ),
    Kind(
        "evidence-matrix",
        N_("Evidence matrix"),
        N_("Every criterion against every piece of evidence, on the paper that every printer takes."),
        restricted=True,
        wide=True,
    ),
    Kind(
        "evidence-matrix-large",
        N_("Evidence matrix, large sheet"),
        N_("The same on a sheet of twice the size: A3, or Ledger."),
        restricted=True,
        wide=True,
    ),
    Kind(
        "moderator-guide",
        N_("Moderator guide"),
        N_("Plan, sampling sheet, checklists and report."),
        restricted=True,
        verifies=True,
    ),
    Kind(
        "alignment-matrix",
        N_("Alignment matrix"),
        N_("Where each criterion is taught, practised and assessed, with the pages."),
        restricted=True,
        wide=True,
        cites=("learner-guide", "formative-workbook", "summative-assessment"),
    ),
)
CARD = Kind("card", N_("Card"), N_("A process on one sheet, to print and keep at work."))
LONGEST = 20
"""Letters of a programme's id in the code of a page."""
SHEET = "alignment-matrix.xlsx"
"""The alignment matrix as a spreadsheet, beside the PDF."""


def kinds_for(programme: Programme) -> tuple[Kind, ...]:
    """The kinds of document that a programme has; without tasks there is nothing to assess."""
    return tuple(kind for kind in KINDS if programme.tasks or not kind.needs_tasks)


def awaits(kind: Kind, programme: Programme) -> frozenset[str]:
    """The kinds of a programme that are printed before this one: it names their pages, or counts their sides."""
    known = frozenset(found.id for found in kinds_for(programme))
    return known - {kind.id} if kind.counts_sides else known.intersection(kind.cites)


def rounds_of(programme: Programme) -> list[list[Kind]]:
    """The kinds of a programme in the order in which they are printed: each in a round after all that it awaits."""
    waiting, rounds = list(kinds_for(programme)), list[list[Kind]]()
    while waiting:
        names = {kind.id for kind in waiting}
        rounds.append([kind for kind in waiting if not names & awaits(kind, programme)])
        waiting = [kind for kind in waiting if kind not in rounds[-1]]
    return rounds


def page_code(programme: Programme, kind: Kind) -> str:
    """What the codes of a document's pages call it: at most 23 letters, digits and hyphens; nothing where it has none.

    A longer id of a programme is shortened, with a hash of the whole.
    """
    if not kind.page_code:
        return ""
    id_ = programme.id
    if len(id_) > LONGEST:
        id_ = f"{id_[: LONGEST - 6]}{hashlib.sha256(id_.encode()).hexdigest()[:6]}"
    return f"{id_}.{kind.page_code}"


def document_path(programme: Programme, kind: Kind) -> str:
    """Where a document lies below `build`."""
    return f"{'restricted' if kind.restricted else 'pdf'}/{programme.id}/{kind.id}.pdf"


def sheet_path(programme: Programme) -> str:
    """Where the spreadsheet of the alignment matrix lies below `build`."""
    return f"restricted/{programme.id}/{SHEET}"


def card_path(programme: Programme, process: Resource) -> str:
    """Where the card of a process lies below `build`."""
    return f"pdf/{programme.id}/cards/{process.id}.pdf"


def cards_of(programme: Programme) -> list[tuple[Section, Resource]]:
    """The processes of a programme: each has a card."""
    return [(section, resource) for section, resource in programme.resources if resource.kind == "process"]


def downloads_of(programmes: Iterable[Programme]) -> tuple[Download, ...]:
    """The learner's documents of every programme, as the site links them."""
    return tuple(download for programme in programmes for download in _downloads(programme))


def _downloads(programme: Programme) -> Iterator[Download]:
    for kind in kinds_for(programme):
        if not kind.restricted:
            uri = f"{programme.folder}/{programme.id}-{kind.id}.pdf"
            yield Download(programme.id, kind.id, kind.title, kind.about, uri, document_path(programme, kind))
    for _section, process in cards_of(programme):
        uri = f"{programme.folder}/{process.id}-card.pdf"
        yield Download(programme.id, "card", process.title, CARD.about, uri, card_path(programme, process))
