"""What frameworks differ in: words, kinds and codes of outcomes, judgements, methods, roles, numbers and forms.

A framework is a YAML file: those of `frameworks/` here, and a project's own beside its unit standards. One of a project
may extend another and say only what differs. Our own files hold words for the catalogues; what a project writes is said
as it is written.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from competent.files import path_from
from competent.text.problem import Problem, nearest
from competent.text.source import Source, merged, read_text, read_yaml
from competent.text.validate import validate
from competent.text.values import Id, Part, Text, Whole
from competent.words import N_, Label, Said

SHIPPED = Path(__file__).parent / "frameworks"
"""The frameworks that come with the program."""
OWN = "frameworks"
"""The folder of a project's own, inside that of its unit standards."""


def _word(value: object, info: ValidationInfo) -> object:
    """Words of our own files are looked up in the catalogues."""
    return Label(value) if isinstance(value, str) and value and info.context == OURS else value


OURS = {"catalogue": True}
Word = Annotated[Label | Text, BeforeValidator(_word)]
"""A word or a sentence of the framework."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"“{text}” is no regular expression: {error}") from error
    return text


Pattern = Annotated[Text, AfterValidator(_pattern)]


class Checks(Part):
    """The titles of the parts of the guide for those who check the assessors' work."""

    about: Word
    """What it is about."""
    plan: Word
    """The plan."""
    before: Word
    """Before the assessment."""
    during: Word
    """During the assessment."""
    after: Word
    """After the assessment."""
    report: Word
    """The report."""


class FrameworkWords(Part):
    """What things and people are called."""

    standard: Word
    """One standard, such as “Unit standard”."""
    level: Word
    """A level, such as “NQF level”; its number follows."""
    time: Word = N_("Notional time")
    """The heading above what a programme asks of a learner's time."""
    hours: Word = N_("Notional hours")
    """The whole time that a standard stands for; a time such as “12 h” follows."""
    guided: Word = N_("Guided hours")
    """The part of it that is guided; a time follows."""
    learner: Word
    """Who learns: “learner”."""
    learners: Word
    """Several of them."""
    outcome: Word
    """An outcome, in the head of a table."""
    criterion: Word
    """A criterion, in the head of a narrow table."""
    criterion_in_full: Word
    """In the head of a table with room, such as “Assessment criterion”."""
    checker: Word
    """Who checks the assessors' work inside the house, in a sentence: “internal moderator”."""
    staff: Word
    """The readers of the restricted documents."""
    guide: Word
    """The guide of those who check the assessors' work."""
    accreditation: Word
    """The heading above what is said of accreditation."""
    sampling: Word
    """Who samples whose work, in a sentence."""
    assessed: Word
    """How learners are assessed, in a sentence or two."""
    checks: Checks
    """The titles of the parts of that guide."""


class KindOfOutcome(Part):
    """A kind of outcome, and what its criteria ask for."""

    title: Word
    """The heading above outcomes of this kind."""
    practical: bool = True
    """Whether its criteria are done; else they are known."""
    workplace: bool = False
    """Whether it is done at work, where a mentor signs for it."""


def _told_apart(values: tuple[Any, ...]) -> tuple[Any, ...]:
    codes = [value.code for value in values]
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise ValueError(f"two of them have the code “{twice}”; forms could not tell them apart")
    return values


def _decided(values: tuple[Value, ...]) -> tuple[Value, ...]:
    if not any(value.met for value in values):
        raise ValueError("one of them must say “met: true”, or nothing could ever be met")
    return _told_apart(values)


class CodePattern(Part):
    r"""What people call what has such an id: `so(\d+)` becomes `SO\1`. The id begins after that of the standard, whose
    number is put in for `{number}`."""

    id: Pattern
    """What the rest of the id looks like, as a regular expression."""
    code: Text
    r"""What people call it; `\1` stands for what the first brackets match."""

    @model_validator(mode="after")
    def _stands_for_something(self) -> CodePattern:
        groups = re.compile(self.id).groups
        for number in re.findall(r"\\(\d+)", self.code):
            if int(number) > groups:
                raise ValueError(f"“\\{number}” stands for brackets that “id” does not have")
        if re.search(r"\\[^\d]|\\$", self.code):
            raise ValueError("after “\\” stands the number of brackets in “id”")
        return self


class Value(Part):
    """What can be decided about a criterion, or about a whole standard."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    """Its letters in forms, such as `NYC`."""
    name: Word
    """Its name, such as “not yet competent”."""
    met: bool = False
    """Whether it says that what was asked is there."""


Column = Literal["judgement", "comment", "date", "initials"]


class Judging(Part):
    """What is decided about a criterion, and what is written down beside it."""

    columns: tuple[Column, ...] = ()
    """What the portfolio asks beside the references; with none of them, references alone show that it is met."""
    values: Annotated[tuple[Value, ...], AfterValidator(_decided)] = Field(min_length=2)
    """What an assessor may decide about a criterion."""
    instruction: Word
    """What learner and assessor do with the table, in a sentence or two."""


class Method(Part):
    """An assessment method and the letters that stand for it."""

    code: Text
    """Its letters."""
    name: Word
    """Its name."""


class Role(Part):
    """Somebody who signs the portfolio off. The id is part of field names and never changes."""

    id: Literal[
        "candidate",
        "facilitator",
        "assessor",
        "countersigning-assessor",
        "mentor",
        "iv",
        "countersigning-iv",
        "ev",
        "employer",
        "provider",
    ]
    """Who it is, for the program."""
    label: Word
    """What people call them."""
    if_sampled: bool = False
    """Whether they sign only the portfolios that were sampled."""


class Numbers(Part):
    """What the numbers are called by which people and houses are known."""

    learner: Word
    """That of a learner."""
    assessor: Word
    """That of an assessor."""
    checker: Word
    """That of those who check the assessors' work, inside and outside."""
    provider: Word
    """That of the provider."""


class Statements(Part):
    """What is signed."""

    portfolio: Word
    """Said of the whole portfolio."""
    candidate: Word
    """Signed by the learner."""
    assessor: Word
    """Signed by the assessor."""


FrameworkForm = Literal["statement-of-results", "work-experience"]
Fact = Literal[
    "number", "level", "credits", "hours", "purpose", "source",
    "authority", "field", "subfield", "originator", "status", "registration_start", "registration_end",
    "last_enrolment", "last_achievement", "retrieved",
]  # fmt: skip


class Framework(Part):
    """The words and rules of one family of standards."""

    id: Id
    """What a standard says as its `framework`."""
    extends: Id | None = None
    """A framework that comes with Competent: this one is like it, but for what it says."""
    words: FrameworkWords
    """What things and people are called."""
    kinds: Mapping[Id, KindOfOutcome] = Field(min_length=1)
    """By what an outcome's `kind` says."""
    codes: tuple[CodePattern, ...] = ()
    """For outcomes and criteria that have no `code`; the first that fits the whole rest of the id."""
    number: Pattern = r"[a-z-]*(.*)"
    """Where a standard's number stands in its id, as a group, where the standard does not say it."""
    judging: Judging
    """What is decided about a criterion."""
    grades: Annotated[tuple[Value, ...], AfterValidator(_told_apart)] = ()
    """What a whole standard may be awarded, where criteria have grades: from the lowest to the highest."""
    methods: Annotated[tuple[Method, ...], AfterValidator(_told_apart)] = Field(min_length=1)
    """The assessment methods with their letters."""
    roles: tuple[Role, ...] = Field(min_length=1)
    """Who signs the portfolio off, in order."""
    numbers: Numbers
    """What the numbers of people and houses are called."""
    statements: Statements
    """What is signed."""
    forms: tuple[FrameworkForm, ...] = ()
    """Forms of a portfolio that only this framework has."""
    hours_a_credit: Whole = Field(default=10, ge=1, le=100)
    """How many hours of learning a credit stands for."""
    asks: tuple[Fact, ...] = ()
    """What should be known of a standard."""

    def code(self, standard: str, number: str, id_: str) -> str:
        """What people call an outcome or a criterion that does not say it; empty where no pattern fits its id."""
        rest = id_.removeprefix(f"{standard}-")
        for pattern in self.codes:
            if match := re.fullmatch(pattern.id, rest):
                return match.expand(pattern.code).replace("{number}", number)
        return ""

    def number_of(self, standard: str) -> str:
        """The number inside a standard's id: “us118028” has 118028."""
        match = re.fullmatch(self.number, standard)
        return next(iter(match.groups()), "") if match and match.groups() and match[1] else standard

    def who(self) -> dict[str, Said]:
        """What those who sign are called, by role."""
        return {role.id: role.label for role in self.roles}

    @property
    def met(self) -> frozenset[str]:
        """The letters that say that what was asked is there."""
        return frozenset(value.code for value in (*self.judging.values, *self.grades) if value.met)


@functools.cache
def shipped() -> Mapping[str, Framework]:
    """The frameworks that come with the program."""
    return {name: Framework.model_validate(value, context=OURS) for name, value in _files().items()}


@functools.cache
def _files() -> Mapping[str, Any]:
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(SHIPPED.glob("*.yml"))}
    return {name: yaml.load(text, yaml.CSafeLoader) for name, text in texts.items()}


def extract(
    file: IO[bytes], keywords: object, tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The words of one of our own files, for the catalogues; Babel calls this."""
    framework = Framework.model_validate(yaml.safe_load(file), context=OURS)
    yield from ((1, "N_", label.text, []) for label in _labels_in(framework))


def _labels_in(value: object) -> Iterator[Label]:
    if isinstance(value, Label):
        yield value
    elif isinstance(value, Part):
        yield from (found for _name, item in value for found in _labels_in(item))
    elif isinstance(value, Mapping):
        yield from (found for item in value.values() for found in _labels_in(item))
    elif isinstance(value, tuple):
        yield from (found for item in value for found in _labels_in(item))


@dataclass(frozen=True)
class Frameworks:
    """The frameworks of a project by id: those that come with the program, and its own."""

    by_id: Mapping[str, Framework]
    unread: frozenset[str] = frozenset()
    """The ids of those whose files are wrong: nothing is said of what depends on them."""


def load_frameworks(folder: Path, root: Path) -> tuple[Frameworks, list[Problem]]:
    """Read the frameworks of a project; every problem of every file is reported."""
    known: dict[str, Framework] = dict(shipped())
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    unread: set[str] = set()
    for file in sorted([*(folder / OWN).glob("*.yml"), *(folder / OWN).glob("*.yaml")]):
        text, wrong = read_text(file, path_from(root, file))
        source, found = read_yaml(text, path_from(root, file)) if text is not None else (None, [])
        problems += [*wrong, *found]
        if source is None:
            unread.add(file.stem)
        else:
            sources[str(source.at("id") or file.stem)] = source
    for name, source in sources.items():
        framework, found = _read(source, sources)
        problems += found
        if framework and framework.id in known:
            hint = "Give it another id; it may say “extends” and the id of one that it is like."
            title = f"There is a framework “{framework.id}” already"
            problems.append(Problem(source.place("id"), "C137", title, hint))
        elif framework:
            known[framework.id] = framework
        else:
            unread.add(name)
    return Frameworks(known, frozenset(unread)), problems


def _read(source: Source, own: Collection[str]) -> tuple[Framework | None, list[Problem]]:
    parent = source.at("extends")
    if isinstance(parent, str):
        if parent not in shipped():
            title = f"There is no framework “{parent}”"
            if parent == source.at("id"):
                title = f"The framework “{parent}” extends itself"
            elif parent in own:
                title = f"“{parent}” is a framework of the project, which cannot be extended"
            hint = f"Frameworks that can be extended: {', '.join(shipped())}."
            return None, [Problem(source.place("extends"), "C137", title, hint, nearest(parent, shipped()))]
        source = merged(Source(f"{parent}.yml", _files()[parent], {}, {}), source)
    framework, problems = validate(Framework, source)
    if parent is not None and not isinstance(parent, str):  # what it would have from there is not missing
        problems = [problem for problem in problems if problem.code != "C121"]
    return framework, problems
