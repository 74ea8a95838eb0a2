"""What the fields of a document are called where they are heard and not seen: each by a name of its own.

Who sees a field sees where it stands. Who hears it is told: whose detail it is, which form is signed, and of two fields
with the same words what they belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from competent.forms.field import Field, Form, Judgement, Note, Person, SignOff
from competent.words import N_, Said, Words


@dataclass(frozen=True)
class Heard:
    """A field as it is heard, in the language of its document."""

    label: str
    options: Mapping[str, str] = field(default_factory=dict)
    """What each value of a choice is called: by the question and itself."""

    def within(self, place: str, words: Words) -> Heard:
        """The same with what it belongs to in front."""
        options = {value: _within(place, label, words) for value, label in self.options.items()}
        return Heard(_within(place, self.label, words), options)


def heard_fields(form: Form, words: Words) -> dict[str, Heard]:
    """The fields of a document by name. No two of them sound alike."""
    found = {field.name: _by_itself(field, form.called, words) for field in form}
    found = _told_apart(found, lambda name, _number: words.say(_owner(form.fields[name], form.called)), words)
    return _told_apart(found, lambda _name, number: str(number), words)


def _by_itself(field: Field, called: Mapping[str, Said], words: Words) -> Heard:
    heard = Heard(words.say(field.label), {option.value: words.say(option.label) for option in field.options})
    if isinstance(field.means, Person):
        who = words.say(called.get(field.means.role, ""))
        what = words.say(N_("name")) if field.means.detail == "name" else heard.label
        return replace(heard, label=what) if what.startswith(who) else Heard(_within(who, what, words))
    if isinstance(field.means, SignOff) and (place := called.get(field.means.about)):
        return heard.within(words.say(place), words)
    return heard


def _owner(field: Field, called: Mapping[str, Said]) -> Said:
    """The form that a field is a part of."""
    return called.get(field.means.form, "") if isinstance(field.means, Judgement | Note) else ""


def _told_apart(found: Mapping[str, Heard], place: Callable[[str, int], str], words: Words) -> dict[str, Heard]:
    """Those that sound alike with a place in front, which is made of the name and the number among its like."""
    alike = Counter(_sounds(found.values()))
    met = Counter[str]()
    apart = {}
    for name, heard in found.items():
        (sound,) = _sounds([heard])
        met[sound] += 1
        before = place(name, met[sound]) if alike[sound] > 1 else ""
        apart[name] = heard.within(before, words) if before else heard
    return apart


def _sounds(heard: Iterable[Heard]) -> list[str]:
    """Signs and capitals are not heard."""
    return ["".join(filter(str.isalnum, one.label.casefold())) for one in heard]


def _within(place: str, label: str, words: Words) -> str:
    return words("%(question)s: %(answer)s", question=place, answer=label)
