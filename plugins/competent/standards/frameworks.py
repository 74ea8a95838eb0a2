"""What the frameworks differ in: the names of things, assessment methods and who signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from competent.words import N_, _


@dataclass(frozen=True)
class Method:
    """An assessment method and the letters that stand for it."""

    code: str
    name: str


@dataclass(frozen=True)
class Role:
    """Somebody who signs the portfolio off. `id` is part of field names and never changes."""

    id: str
    label: str
    if_sampled: bool = False


@dataclass(frozen=True)
class Framework:
    """The words and rules of one family of standards."""

    id: str
    noun: str
    level_word: str
    learner_word: str
    kind_titles: Mapping[str, str]
    """The heading of each kind of outcome."""
    methods: tuple[Method, ...]
    roles: tuple[Role, ...]
    moderation: str
    """What the check of assessors' work is called: moderation or verification."""
    judged: bool
    """True: each criterion gets a judgement (C or NYC) and a comment; false: evidence references only."""
    statement: str
    candidate_statement: str
    assessor_statement: str

    def number(self, standard_id: str) -> str:
        """The number inside an id: “us118028” has 118028."""
        return standard_id.lstrip("abcdefghijklmnopqrstuvwxyz-") or standard_id

    def outcome_label(self, number: str, outcome_id: str, kind: str) -> str:
        """The short name of an outcome."""
        if match := re.search(r"-so(\d+)$", outcome_id):
            return f"SO{match[1]}"
        if match := re.search(r"-(\d+)$", outcome_id):
            return f"{number}.{match[1]}"
        return _(self.kind_titles.get(kind, outcome_id))

    def criterion_label(self, number: str, criterion_id: str) -> str:
        """The short name of a criterion."""
        if match := re.search(r"-so(\d+)-ac(\d+)$", criterion_id):
            return f"SO{match[1]} AC{match[2]}"
        if match := re.search(r"-(\d+)([a-z])$", criterion_id):
            return f"{match[1]} ({match[2]})"
        if match := re.search(r"-(\d+)-(\d+)$", criterion_id):
            return f"{number}.{match[1]}.{match[2]}"
        return criterion_id.split("-", 1)[-1].upper()


METHODS = (
    Method("O", N_("Observation")),
    Method("Q", N_("Questioning")),
    Method("PE", N_("Product evidence")),
    Method("WT", N_("Witness testimony")),
    Method("PD", N_("Professional discussion")),
)

SAQA = Framework(
    id="saqa-unit-standard",
    noun=N_("Unit standard"),
    level_word=N_("NQF level"),
    learner_word=N_("Learner"),
    kind_titles={"specific-outcome": N_("Specific outcomes")},
    methods=METHODS,
    roles=(
        Role("candidate", N_("Learner")),
        Role("assessor", N_("Assessor")),
        Role("countersigning-assessor", N_("Countersigning assessor")),
        Role("iv", N_("Internal moderator"), if_sampled=True),
        Role("countersigning-iv", N_("Countersigning internal moderator")),
        Role("ev", N_("External moderator"), if_sampled=True),
    ),
    moderation="moderation",
    judged=True,
    statement=N_("The evidence in this portfolio is valid, authentic, current and sufficient for the unit standard."),
    candidate_statement=N_("All the evidence in this portfolio is my own work, and I have been told how to appeal."),
    assessor_statement=N_(
        "I judged the evidence against every criterion and told the learner the result and the reasons."
    ),
)

NVQ = Framework(
    id="nvq-unit",
    noun=N_("Unit"),
    level_word=N_("Level"),
    learner_word=N_("Candidate"),
    kind_titles={
        "coverage": N_("What you must cover"),
        "performance": N_("What you must do"),
        "knowledge": N_("What you must know"),
    },
    methods=METHODS,
    roles=(
        Role("candidate", N_("Candidate")),
        Role("assessor", N_("Assessor")),
        Role("countersigning-assessor", N_("Countersignature of assessor")),
        Role("iv", N_("Internal verifier (IV)"), if_sampled=True),
        Role("countersigning-iv", N_("Countersignature of IV")),
        Role("ev", N_("External verifier (EV)"), if_sampled=True),
    ),
    moderation="verification",
    judged=False,
    statement=N_("The evidence for this unit is valid, authentic, current and sufficient."),
    candidate_statement=N_("All the evidence for this unit is my own work."),
    assessor_statement=N_("The candidate has shown competence in every point of this unit."),
)

QCTO = Framework(
    id="qcto-module",
    noun=N_("Module"),
    level_word=N_("NQF level"),
    learner_word=N_("Learner"),
    kind_titles={
        "knowledge-module": N_("Knowledge modules"),
        "practical-module": N_("Practical skill modules"),
        "workplace-module": N_("Work experience modules"),
    },
    methods=METHODS,
    roles=SAQA.roles,
    moderation="moderation",
    judged=True,
    statement=SAQA.statement,
    candidate_statement=SAQA.candidate_statement,
    assessor_statement=SAQA.assessor_statement,
)

FRAMEWORKS: Mapping[str, Framework] = {framework.id: framework for framework in (SAQA, NVQ, QCTO)}
