"""What documents call criteria, outcomes and people: single ones, several in a row, and groups under their headings."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from competent.documents.making import Making
from competent.documents.unbroken import LONGEST
from competent.programme.exercises import Exercise
from competent.programme.models import SAQA, Programme, Section
from competent.programme.time import hours
from competent.standards.framework import Value
from competent.standards.standard import CriterionGroup, Standard
from competent.standards.statements import Outcome
from competent.words import N_, Label, Said, Words


def framework_words(making: Making) -> dict[str, object]:
    """What every template is given of the programme's framework, and what it says criteria and judgements with."""
    rules, _ = making.programme.framework, making.words
    words, numbers = rules.words, rules.numbers
    return {
        "rules": rules,
        "who": {role: _.say(label) for role, label in {**SAQA.who(), **rules.who()}.items()},
        "learner": _.say(words.learner),
        "person": _.say(words.learner).lower(),
        "people": _.say(words.learners).lower(),
        "People": _.say(words.learners),
        "moderator": _.say(words.checker),
        "numbers": {name: _.say(getattr(numbers, name)) for name in type(numbers).model_fields},
        **_decisions(making),
        "hours": hours,
        "criteria_of": functools.partial(criteria_of, making),
        "values": functools.partial(values, _),
        "key_of": functools.partial(key_of, _),
        "headed": headed,
        "outcome_heading": lambda outcome: _.say(making.programme.outcome_heading(outcome.id)),
    }


PEOPLE: Mapping[str, Label] = {
    "facilitator": N_("Facilitator"),
    "mentor": N_("Mentor"),
    "employer": N_("Employer"),
    "provider": N_("Provider"),
    "witness": N_("Witness"),
}
"""People and houses that no framework names."""
FORMS: Mapping[str, Label] = {
    "summative": N_("Summative assessment guide"),
    "contact": N_("Contact details"),
    "expectations": N_("Your expectations"),
    "pre": N_("Pre-assessment meeting"),
    "prior": N_("Recognition of prior learning"),
    "plan": N_("Assessment plan"),
    "contract": N_("Assessment contract"),
    "ready": N_("Readiness statement"),
    "experience": N_("Statement of work experience"),
    "log": N_("Logbook of hours"),
    "declaration": N_("Declaration of authenticity"),
    "results": N_("Statement of results"),
    "record": N_("Record of learning"),
    "review": N_("Review of the assessment"),
    "appeal": N_("Appeal"),
    "evaluation": N_("Evaluation of the programme"),
    "observation": N_("Observation checklist"),
    "oral": N_("Oral questions"),
    "feedback": N_("Feedback report"),
    "report": N_("Assessor's report"),
    "self-review": N_("Assessor's self-review"),
    "sampling": N_("Sampling sheet"),
}
"""Forms by what the names of their fields begin with; the witness's is called as the witness is."""


def called(programme: Programme) -> dict[str, Said]:
    """What people, forms and standards are called where it is heard whose a field is."""
    rules = programme.framework
    checks = rules.words.checks
    stages = {"modplan": checks.plan, "premod": checks.before, "duringmod": checks.during, "postmod": checks.after}
    standards = {standard.id: standard.name for standard in programme.standards}
    people = {"learner": rules.words.learner, **PEOPLE, **SAQA.who(), **rules.who()}
    return {**standards, **FORMS, **stages, "modreport": checks.report, **people}


def _decisions(making: Making) -> dict[str, str]:
    """What a criterion is called that is met, and one that is not, inside and at the beginning of a sentence."""
    values = making.programme.framework.judging.values
    met = making.words.say(next(value.name for value in values if value.met))
    unmet = making.words.say(next((value.name for value in values if not value.met), values[-1].name))
    return {"met": met, "unmet": unmet, "Unmet": unmet[:1].upper() + unmet[1:]}


def values(_: Words, found: Iterable[Value]) -> list[tuple[str, str]]:
    """What can be decided, as the options of a choice."""
    return [(value.code, _.say(value.name)) for value in found]


def key_of(_: Words, found: Iterable[Value]) -> Markup:
    """What the letters stand for: “C competent, NYC not yet competent”."""
    return Markup(", ").join(Markup("<strong>{}</strong> {}").format(code, name) for code, name in values(_, found))


def criteria_of(making: Making, holder: Exercise | Outcome) -> str:
    """The labels of the criteria in order, such as “SO1 AC1 to SO1 AC4, SO2 AC2”, beside what holds them."""
    return ", ".join(spans_of(making, holder))


def spans_of(making: Making, holder: Exercise | Outcome) -> list[str]:
    """The same, one by one. The name of an exercise and the heading of an outcome say of which standard they are."""
    programme, words = making.programme, making.words
    if isinstance(holder, Exercise):
        return spans(programme, holder.criteria, words, below=holder.of)
    criteria = [criterion.id for criterion in holder.every_criterion]
    return spans(programme, criteria, words, below=programme.standard_of(holder.id))


def unbroken(label: str) -> str:
    """The label so that no line ends in it; a long one, of which each part is long, may end between two parts."""
    return label if len(label) > LONGEST else label.replace(" ", "\N{NO-BREAK SPACE}")


def spans(programme: Programme, criteria: Iterable[str], _: Words, below: Standard | None = None) -> list[str]:
    """Labels of criteria in the order of the standard; three and more that follow each other as first to last.

    Of several standards the first label of each says whose it and those after it are, unless all are of the one that is
    named above, `below`.
    """
    order = {criterion: number for number, criterion in enumerate(programme.criteria)}
    runs: list[list[str]] = []
    for criterion in sorted((name for name in criteria if name in order), key=order.__getitem__):
        last = runs[-1][-1] if runs else None
        if last is not None and order[last] + 1 == order[criterion] and _follows(programme, last, criterion):
            runs[-1].append(criterion)
        else:
            runs.append([criterion])
    owners = {programme.standard_of(run[0]).id: run[0] for run in reversed(runs)}
    told = below is not None and set(owners) == {below.id}

    def label(criterion: str) -> str:
        standard = programme.standard_of(criterion)
        said = told or owners[standard.id] != criterion
        return unbroken(programme.criterion_label(criterion, below=standard if said else None))

    return [text for run in runs for text in _span([label(criterion) for criterion in run], _)]


def _follows(programme: Programme, one: str, other: str) -> bool:
    """Whether a criterion comes next after another, in the same outcome and by the number that people know."""
    standard = programme.standard_of(one)
    if programme.group_of(one).id != programme.group_of(other).id:
        return False
    first, second = (re.fullmatch(r"(.*?)(\d+|[a-z])(\W*)", standard.criterion_label(c)) for c in (one, other))
    if not first or not second or first[1] != second[1]:
        return not first and not second
    return _ordinal(second[2]) == _ordinal(first[2]) + 1


def _ordinal(sign: str) -> int:
    return int(sign) if sign.isdigit() else ord(sign)


def _span(labels: list[str], _: Words) -> list[str]:
    return labels if len(labels) < 3 else [_("%(first)s to %(last)s", first=labels[0], last=labels[-1])]


def outcome_labels(programme: Programme, outcomes: Iterable[str], _: Words) -> tuple[str, ...]:
    """What people call these outcomes, each once; of several standards the first of each says whose they are."""
    known = [name for name in dict.fromkeys(outcomes) if name in programme.outcomes]
    owners = [programme.standard_of(name) for name in known]
    found: list[Said] = []
    for name, standard, before in zip(known, owners, [None, *owners], strict=False):
        alone = standard.outcome_label(programme.outcomes[name])
        found.append(alone if standard is before else programme.outcome_label(name))
    return tuple(map(_.say, found))


def served(programme: Programme, criteria: Iterable[str]) -> list[str]:
    """The outcomes of criteria, each once."""
    return list(dict.fromkeys(programme.group_of(criterion).id for criterion in criteria))


def section_outcomes(programme: Programme, section: Section, _: Words) -> tuple[str, ...]:
    """What people call the outcomes that a section serves."""
    return outcome_labels(programme, section.outcomes, _)


@dataclass(frozen=True)
class Heading:
    """A heading above the criteria of a standard."""

    level: int
    anchor: str
    text: Said


@dataclass(frozen=True)
class Headed:
    """The criteria of one outcome, and the headings that open before them."""

    group: CriterionGroup
    headings: tuple[Heading, ...]


def headed(standard: Standard) -> Iterator[Headed]:
    """The criteria of a standard under the headings of their outcomes; where there are several kinds, these above."""
    kinds = len(standard.rules.kinds) > 1
    before: tuple[Outcome, ...] = ()
    kind: Said = ""
    for group in standard.groups:
        found: list[Heading] = []
        if kinds and (title := standard.kind_title(group.path[0])) != kind:
            kind = title
            found.append(Heading(2, f"{group.path[0].id}-part", title))
        for depth, outcome in enumerate(group.path):
            if outcome not in before:
                found.append(Heading(2 + kinds + depth, f"{outcome.id}-matrix", _opening(outcome)))
        before = group.path
        yield Headed(group, tuple(found))


def _opening(outcome: Outcome) -> str:
    if outcome.lead:
        return f"{outcome.code} {outcome.lead}".strip()
    return f"{outcome.code}: {outcome.title}" if outcome.code else outcome.title
