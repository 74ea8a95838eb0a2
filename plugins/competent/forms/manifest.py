"""The manifest of a pack: its documents with their versions, and what every field in them means.

Who reads returned work goes by it: the name of a field never has to be taken apart. `competent schema` writes the JSON
schema of the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from competent.forms import field as fields
from competent.forms.field import FieldKind, Form, Who, meaning
from competent.forms.heard import Heard, heard_fields
from competent.words import Words

FORMAT: Literal["competent-pack/1"] = "competent-pack/1"


class Entry(BaseModel):
    """The base of all parts of a manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class AnswerTo(Entry):
    """The answer of a learner to a question of an activity or a task, or a part of it."""

    kind: Literal["answer"]
    exercise: str
    """The id of the activity or task."""
    answer: str
    """The key of the question."""
    option: str | None = None
    """The key of what is ticked."""
    row: str | None = None
    """The key of the row of a table."""
    column: str | None = None
    """The keys of a cell of a table."""
    part: str | None = None
    """Of a signature: signature, name, date, remarks, or another detail of the person."""


class Person(Entry):
    """A detail of a person, typed once and shown wherever it recurs."""

    kind: Literal["person"]
    role: str
    """Whose detail it is, such as learner or assessor."""
    detail: str
    """Such as name, id, phone."""


class Progress(Entry):
    """Whether an activity is done, and who says so when."""

    kind: Literal["progress"]
    exercise: str
    """The id of the activity."""
    part: Literal["done", "initials", "date"]
    """The tick, the initials or the date."""


class EvidenceRow(Entry):
    """A column of a piece of evidence in the index of a standard."""

    kind: Literal["evidence"]
    standard: str
    """The id of the standard."""
    number: int
    """The row of the index, from 1."""
    column: Literal["ref", "title", "method", "date"]
    """What of the piece of evidence."""


class EvidenceRef(Entry):
    """The numbers of the evidence for a criterion."""

    kind: Literal["reference"]
    criterion: str
    """The id of the criterion."""


class Seen(Entry):
    """That evidence for a criterion was found in the work on a task."""

    kind: Literal["seen"]
    criterion: str
    """The id of the criterion."""
    task: str
    """The id of the task."""


class Quality(Entry):
    """What is true of all the evidence for a criterion."""

    kind: Literal["quality"]
    criterion: str
    """The id of the criterion."""
    quality: Literal["valid", "authentic", "current", "sufficient"]
    """What is true."""


class Judgement(Entry):
    """What an assessor decides."""

    kind: Literal["judgement"]
    of: str
    """The id of a criterion, an outcome, a task, an oral question or a standard."""
    form: str | None = None
    """The form, where it is not the evidence matrix that decides."""


class JudgedBy(Entry):
    """When and by whom a criterion was judged, where the framework asks for it."""

    kind: Literal["judged-by"]
    criterion: str
    """The id of the criterion."""
    part: Literal["date", "initials"]
    """When, or by whom."""


class Comment(Entry):
    """What an assessor says about a criterion."""

    kind: Literal["comment"]
    criterion: str
    """The id of the criterion."""


class Mark(Entry):
    """The marks that an answer or a whole task was awarded."""

    kind: Literal["mark"]
    task: str
    """The id of the task."""
    answer: str | None = None
    """The key of the question; nothing for the whole task."""


class SignOff(Entry):
    """A part of somebody's signature under a form or a standard."""

    kind: Literal["sign-off"]
    about: str
    """The id of a standard, or the name of a form."""
    role: str
    """Who signs."""
    part: Literal["signature", "name", "date"]
    """The signature, or the name or date beside it."""


class Note(Entry):
    """Anything else that is written into a form."""

    kind: Literal["note"]
    form: str
    """The form that it stands in."""
    topic: str
    """What it is about."""


Means = Annotated[
    AnswerTo
    | Person
    | Progress
    | EvidenceRow
    | EvidenceRef
    | Seen
    | Quality
    | Judgement
    | JudgedBy
    | Comment
    | Mark
    | SignOff
    | Note,
    Field(discriminator="kind"),
]


class ManifestOption(Entry):
    """A value of a choice."""

    value: str
    """What the field holds where this is chosen."""
    label: str
    """What people read."""


class ManifestField(Entry):
    """A field: what it is called, what it means, and who fills it in."""

    kind: FieldKind
    """A tick has the value `yes` or none, a choice one of its options, a signature a digital signature."""
    label: str
    """What it is called where it is heard and not seen."""
    who: Who
    """Who fills it in."""
    means: Means
    """What it is about, for programs that read it back."""
    options: tuple[ManifestOption, ...] = ()
    """The values of a choice."""


class ManifestDocument(Entry):
    """A document of the pack."""

    id: str
    """As in its footer and metadata, such as us118028-learner-guide."""
    kind: str
    """Which of the documents of a pack it is."""
    title: str
    """As on its cover."""
    file: str
    """Its name in the folder of the manifest."""
    version: str
    """As it stands in its footer."""
    fields: tuple[str, ...] = ()
    """The names of its fields, in the order in which they are drawn."""


class ManifestStandard(Entry):
    """A standard that the programme serves."""

    id: str
    """Such as us118028."""
    number: str
    """Its number on the register or with its owner."""
    title: str
    """As its owner words it."""
    framework: str
    """Whose words and judgements it has, such as saqa-unit-standard."""


class Manifest(Entry):
    """The documents of a programme that lie in one folder, and every field in them by its name."""

    format: Literal["competent-pack/1"]
    """Another format would have another name."""
    version: str
    """A hash of the versions of all the documents."""
    programme: str
    """Its id: the name of its folder."""
    title: str
    """The title of the programme."""
    language: str
    """The language of the documents, such as en-ZA."""
    provider: str
    """The name of the provider."""
    standards: tuple[ManifestStandard, ...]
    """The standards that it serves."""
    documents: tuple[ManifestDocument, ...]
    """The documents in the folder of the manifest."""
    fields: dict[str, ManifestField]
    """Every field of these documents by its name."""


def manifest_field(found: fields.Field, heard: Heard) -> ManifestField:
    """A field as a manifest lists it, called as who hears it hears it."""
    options = tuple(ManifestOption(value=value, label=label) for value, label in heard.options.items())
    return ManifestField.model_validate(
        {
            "kind": found.kind,
            "label": heard.label,
            "who": found.who,
            "means": meaning(found.means),
            "options": options,
        }
    )


def whole_form(forms: Iterable[Form]) -> Form:
    """The fields of several documents. Raises FieldClash where one name means two things."""
    whole = Form()
    for form in forms:
        for found in form:
            whole.add(found)
    return whole


def manifest_fields(forms: Iterable[Form], words: Words) -> dict[str, ManifestField]:
    """Every field of these documents by name. Raises FieldClash where one name means two things."""
    found = list(forms)
    heard: dict[str, Heard] = {}
    for form in reversed(found):  # what several documents hold is called as in the first
        heard |= heard_fields(form, words)
    return {field.name: manifest_field(field, heard[field.name]) for field in whole_form(found)}


def pack_version(documents: Iterable[ManifestDocument]) -> str:
    """The version of a pack: it changes when any of its documents does."""
    told = "\0".join(f"{document.id}={document.version}" for document in documents)
    return hashlib.sha256(told.encode()).hexdigest()[:10]
