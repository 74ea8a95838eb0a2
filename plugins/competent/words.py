"""The words that Competent itself adds to pages and documents, in the language of the content.

English words stand in code and templates, marked by `N_` and `_`; the other languages are gettext catalogues in
`locale/`. A `Label` is words and what goes into them, and has no language; `Words` say it in theirs when it is drawn. A
word that a catalogue lacks stays English. What an author wrote is a plain string: it is never looked up or filled in.
"""

from __future__ import annotations

import datetime
import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALES = Path(__file__).parent / "locale"
ENGLISH = "en-ZA"


@dataclass(frozen=True)
class Label:
    """Words of ours, and what goes into them: `%(name)s` in the words stands for the argument of that name."""

    text: str
    """The English words, by which the catalogues know them."""
    arguments: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Numbers and texts go in as they are, labels in the language of the whole."""
    many: str = ""
    """The words for any other number than one, where there is a number."""
    number: int | None = None


Said = Label | str
"""What can be said: a label of ours in the language of the page, or an author's text as it was written."""


def N_(text: str, **arguments: object) -> Label:  # noqa: N802 (gettext's name for words that are looked up later)
    """A label; the name marks its words for the catalogues."""
    return Label(text, arguments)


def ngettext(one: str, many: str, number: int, **arguments: object) -> Label:
    """A label for so many; `%(num)d` in it stands for the number."""
    return Label(one, arguments, many, number)


@dataclass(frozen=True)
class Words:
    """A language to say labels in, such as `zu-ZA`."""

    language: str = ENGLISH

    def __call__(self, text: Said, **arguments: object) -> str:
        """Our own words in this language, filled in."""
        label = text if isinstance(text, Label) else Label(text, arguments)
        return self._filled(label)

    def ngettext(self, one: str, many: str, number: int, **arguments: object) -> str:
        """Our own words for so many; `%(num)d` in them stands for the number."""
        return self._filled(Label(one, arguments, many, number))

    def say(self, said: Said) -> str:
        """A label in this language; an author's text as it is."""
        return self._filled(said) if isinstance(said, Label) else said

    def catalogue_text(self, text: str) -> str:
        """Our own words in this language, not filled in."""
        return _catalogue(self.language).gettext(text)

    def catalogue_plural(self, one: str, many: str, number: int) -> str:
        """Our own words for so many, not filled in."""
        return _catalogue(self.language).ngettext(one, many, number)

    @property
    def direction(self) -> str:
        """How it is written: `ltr`, or `rtl` from right to left."""
        return str(locale_of(self.language).text_direction)

    def date(self, day: datetime.date) -> str:
        """The date written out, as the language has it: 30 June 2026, 30 Junie 2026."""
        return str(format_date(day, format="long", locale=locale_of(self.language)))

    def month(self, day: datetime.date) -> str:
        """Month and year written out: June 2026."""
        return str(format_date(day, "MMMM y", locale_of(self.language)))

    def _filled(self, label: Label) -> str:
        catalogue = _catalogue(self.language)
        if label.number is None:
            text, arguments = catalogue.gettext(label.text), {**label.arguments}
        else:
            text = catalogue.ngettext(label.text, label.many, label.number)
            arguments = {"num": label.number, **label.arguments}
        return text % {name: self._argument(value) for name, value in arguments.items()} if arguments else text

    def _argument(self, value: object) -> object:
        return self._filled(value) if isinstance(value, Label) else value


def catalogue(language: str) -> Path:
    """Where the words of a language are: `af-ZA` has those of `af`."""
    return LOCALES / language.partition("-")[0] / "LC_MESSAGES" / "competent.po"


def languages() -> tuple[str, ...]:
    """The languages there are words for, by their codes."""
    return ("en", *sorted(file.parent.parent.name for file in LOCALES.glob("*/LC_MESSAGES/competent.po")))


@functools.cache
def locale_of(language: str) -> Locale:
    """What Babel knows of a language; of one that it does not know, English as it is written in South Africa."""
    return known_locale(language) or Locale.parse(ENGLISH, sep="-")


@functools.cache
def months(language: str) -> tuple[str, ...]:
    """The names of the months in a language, whole and shortened."""
    found = [get_month_names(width, locale=locale_of(language)) for width in ("wide", "abbreviated")]
    return tuple(dict.fromkeys(name for names in found for name in names.values()))


def known_locale(language: str) -> Locale | None:
    """What Babel knows of a language; nothing where there is no such language."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


@functools.cache
def _catalogue(language: str) -> NullTranslations:
    file = catalogue(language)
    if not file.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream))
    compiled.seek(0)
    return Translations(compiled)
