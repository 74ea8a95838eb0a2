"""Make and draw the fields of forms: people, evidence, judgements, signatures, and whatever else a form asks.

Templates say where a field stands and what it is called; its name, its meaning and who fills it in are made here. Each
is recorded as it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup, escape

from competent.forms.field import (
    YES,
    Comment,
    EvidenceRef,
    EvidenceRow,
    Field,
    FieldKind,
    Form,
    JudgedBy,
    Judgement,
    Mark,
    Means,
    Note,
    Option,
    Person,
    Progress,
    Quality,
    Seen,
    SignOff,
    Who,
)
from competent.text.values import slug
from competent.words import N_, Said, Words

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "learner": ("name", "id", "group", "return-to", "employer", "phone", "email", "address", "language"),
    "facilitator": ("name", "phone", "email", "hours"),
    "assessor": ("name", "registration", "phone", "email"),
    "countersigning-assessor": ("name", "registration"),
    "iv": ("name", "registration", "phone", "email"),
    "countersigning-iv": ("name", "registration"),
    "ev": ("name", "registration"),
    "mentor": ("name", "position", "phone", "email"),
    "witness": ("name", "position", "phone", "email"),
    "employer": ("address", "contact", "phone"),
    "provider": ("contact", "phone"),
}
"""The people and houses that forms name, with the details that are asked of each."""
OF_OTHERS: Mapping[str, Who] = {"candidate": Who.LEARNER}
"""Roles that sign under a word of their own."""


def who_signs(role: str) -> Who:
    """Who fills in the signature of a role."""
    return OF_OTHERS.get(role) or Who(role)


def plain(said: Said) -> Said:
    """What is heard, without the markup in which a template has it."""
    return str(said.striptags()) if isinstance(said, Markup) else said


def _options(options: Iterable[tuple[str, Said]]) -> tuple[Option, ...]:
    return tuple(Option(value, plain(heard)) for value, heard in options)


@dataclass(frozen=True)
class Signature:
    """The three fields of somebody who signs."""

    signature: Field
    name: Field
    date: Field


@dataclass(frozen=True)
class FormPart:
    """A form of the pack, such as the assessment plan: what it asks that is no detail of a person and no judgement."""

    form: str
    """What the names of its fields begin with."""
    who: Who
    """Who fills in what is not said to be somebody else's."""

    def line(self, topic: str, label: Said, who: str = "") -> Field:
        """Room on one line."""
        return self._note(FieldKind.LINE, topic, label, who)

    def lines(self, topic: str, label: Said, who: str = "") -> Field:
        """Room on several lines."""
        return self._note(FieldKind.LINES, topic, label, who)

    def tick(self, topic: str, label: Said, who: str = "") -> Field:
        """Something to tick."""
        return self._note(FieldKind.TICK, topic, label, who)

    def choice(self, topic: str, label: Said, options: Iterable[tuple[str, Said]], who: str = "") -> Field:
        """One of several values, each with what it is called by itself."""
        return self._note(FieldKind.CHOICE, topic, label, who, _options(options))

    def cell(self, key: str, row: int, column: str, label: Said, who: str = "") -> Field:
        """A cell of a table with empty rows, which are counted from 1."""
        topic = "-".join(filter(None, (key, f"{row:02d}", column)))
        return self.lines(topic, label, who)

    def judgement(self, of: str, label: Said, options: Iterable[tuple[str, Said]], who: str = "") -> Field:
        """What is decided on this form about a criterion, an outcome, a task, a question or a standard."""
        name, means = f"{self.form}-{of}-judgement", Judgement(of, self.form)
        return Field(name, FieldKind.CHOICE, plain(label), means, Who(who or self.who), _options(options))

    def sign(self, role: str, name: Said, signature: Said, date: Said) -> Signature:
        """Somebody's signature under the form, with what each of its fields is called."""
        return sign_off(self.form, role, name, signature, date)

    def _note(self, kind: FieldKind, topic: str, label: Said, who: str, options: tuple[Option, ...] = ()) -> Field:
        means = Note(self.form, topic)
        return Field(f"{self.form}-{topic}", kind, plain(label), means, Who(who or self.who), options)


def sign_off(about: str, role: str, name: Said, signature: Said, date: Said) -> Signature:
    """Somebody's signature under a form or a standard, with what each of its fields is called."""
    start, who = f"{about}-sign-{role}", who_signs(role)

    def made(end: str, kind: FieldKind, heard: Said, part: Literal["signature", "name", "date"]) -> Field:
        return Field(f"{start}{end}", kind, plain(heard), SignOff(about, role, part), who)

    return Signature(
        made("", FieldKind.SIGNATURE, signature, "signature"),
        made("-name", FieldKind.LINE, name, "name"),
        made("-date", FieldKind.LINE, date, "date"),
    )


class FormTools:
    """What templates make and draw fields with; one for each document."""

    def __init__(self, form: Form, words: Words):
        self.form, self.words = form, words

    def tools(self) -> dict[str, Any]:
        """The names by which templates know them."""
        return {
            "form_of": self.form_of,
            "detail": self.detail,
            "progress": self.progress,
            "evidence": self.evidence,
            "evidence_ref": self.evidence_ref,
            "judgement": self.judgement,
            "seen": self.seen,
            "quality": self.quality,
            "comment": self.comment,
            "judged_by": self.judged_by,
            "mark": self.mark,
            "sign_off": sign_off,
            "heard": heard,
            "keyed": keyed,
            "draw": self.draw,
        }

    def form_of(self, name: str, who: str) -> FormPart:
        """A form by the beginning of its names, and who fills it in."""
        return FormPart(name, Who(who))

    def detail(self, role: str, detail: str, label: Said) -> Field:
        """A detail of a person. Raises ValueError for one that no form knows."""
        if detail not in PEOPLE.get(role, ()):
            raise ValueError(f"no form knows the {detail} of the {role}")
        return Field(f"{role}-{detail}", FieldKind.LINE, plain(label), Person(role, detail), Who(role))

    def progress(self, exercise: str, part: Literal["done", "initials", "date"], label: Said) -> Field:
        """Whether an activity is done: ticked by the learner, signed by the facilitator."""
        done = part == "done"
        kind, who = (FieldKind.TICK, Who.LEARNER) if done else (FieldKind.LINE, Who.FACILITATOR)
        return Field(f"{exercise}--{part}", kind, plain(label), Progress(exercise, part), who)

    def evidence(
        self, standard: str, number: int, column: Literal["ref", "title", "method", "date"], label: Said
    ) -> Field:
        """A column of a piece of evidence."""
        means = EvidenceRow(standard, number, column)
        return Field(f"{standard}-ev{number:02d}-{column}", FieldKind.LINE, plain(label), means, Who.LEARNER)

    def evidence_ref(self, criterion: str, label: Said) -> Field:
        """The numbers of the evidence for a criterion."""
        return self._of_criterion(criterion, "ref", EvidenceRef(criterion), label, Who.LEARNER)

    def judgement(self, criterion: str, label: Said, options: Iterable[tuple[str, Said]]) -> Field:
        """What the assessor decides about a criterion."""
        name, means = f"{criterion}-judgement", Judgement(criterion)
        return Field(name, FieldKind.CHOICE, plain(label), means, Who.ASSESSOR, _options(options))

    def seen(self, criterion: str, task: str, label: Said) -> Field:
        """Whether evidence for a criterion was found in the work on a task."""
        return Field(f"{criterion}-in-{task}", FieldKind.TICK, plain(label), Seen(criterion, task), Who.ASSESSOR)

    def quality(
        self, criterion: str, quality: Literal["valid", "authentic", "current", "sufficient"], label: Said
    ) -> Field:
        """Whether something is true of all the evidence for a criterion."""
        return Field(f"{criterion}-{quality}", FieldKind.TICK, plain(label), Quality(criterion, quality), Who.ASSESSOR)

    def comment(self, criterion: str, label: Said) -> Field:
        """What the assessor says about a criterion."""
        return self._of_criterion(criterion, "comment", Comment(criterion), label, Who.ASSESSOR)

    def judged_by(self, criterion: str, part: Literal["date", "initials"], label: Said) -> Field:
        """When and by whom a criterion was judged."""
        means = JudgedBy(criterion, part)
        return Field(f"{criterion}-{part}", FieldKind.LINES, plain(label), means, Who.ASSESSOR)

    def mark(self, task: str, answer: str, label: Said) -> Field:
        """The marks of an answer, or of the whole task where no answer is named."""
        name = f"{task}-{answer}--mark" if answer else f"{task}--mark"
        return Field(name, FieldKind.LINE, plain(label), Mark(task, answer), Who.ASSESSOR)

    def _of_criterion(self, criterion: str, end: str, means: Means, label: Said, who: Who) -> Field:
        return Field(f"{criterion}-{end}", FieldKind.LINES, plain(label), means, who)

    def draw(self, field: Field, value: str = "", **attributes: str) -> Markup:
        """A field as HTML for print, recorded; of a choice, the button of one value."""
        self.form.add(field)
        heard = self.words.say(field.option_label(value) if value else field.label)
        given = {"name": field.name, "title": heard, **attributes}
        if field.kind in (FieldKind.LINES, FieldKind.DRAWING):
            return _element("textarea", given) + Markup("</textarea>")
        if field.kind is FieldKind.TICK:
            return _element("input", {"type": "checkbox", "value": YES, **given})
        if field.kind is FieldKind.CHOICE:
            return _element("input", {"type": "radio", "value": value, **given})
        if field.kind is FieldKind.SIGNATURE:
            given["class"] = f"{given.get('class', '')} signature".strip()
        return _element("input", {"type": "text", **given})


def heard(question: Said, options: Iterable[tuple[str, Said]]) -> list[tuple[str, Said]]:
    """The values of a choice, each called by its question and itself."""
    words = {"question": plain(question)}
    return [(value, N_("%(question)s: %(answer)s", answer=plain(label), **words)) for value, label in options]


def keyed(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Texts, each with the key that its words make."""
    return [(slug(text), text) for text in texts]


def _element(tag: str, attributes: Mapping[str, str]) -> Markup:
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return Markup(f"<{tag}{given}>")  # noqa: S704 (values are escaped)
