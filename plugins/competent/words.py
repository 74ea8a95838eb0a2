"""The words that Competent itself adds to pages and documents, in the language of the content.

English words stand in code and templates, marked by `_`; the other languages are gettext catalogues in `locale/`. What
is being made sets the language with `speaking`; a word that a catalogue lacks stays English.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import io
from collections.abc import Iterator
from contextvars import ContextVar
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALES = Path(__file__).parent / "locale"
ENGLISH = "en-ZA"
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def catalogue(language: str) -> Path:
    """Where the words of a language are: `af-ZA` has those of `af`."""
    return LOCALES / language.partition("-")[0] / "LC_MESSAGES" / "competent.po"


def languages() -> tuple[str, ...]:
    """The languages there are words for, by their codes."""
    return ("en", *sorted(file.parent.parent.name for file in LOCALES.glob("*/LC_MESSAGES/competent.po")))


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Whatever is made inside uses the words of this language, such as `zu-ZA`."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def speak(language: str) -> None:
    """From here on the words are those of this language."""
    _language.set(language)


def spoken() -> str:
    """The language that is being used."""
    return _language.get()


def _(text: str) -> str:
    """The word in the language that is being used."""
    return _words(_language.get()).gettext(text)


def N_(text: str) -> str:  # noqa: N802 (gettext's name for a word that is looked up later)
    """Mark a word for the catalogues that is looked up where it is used."""
    return text


def ngettext(one: str, many: str, number: int) -> str:
    """The word for so many; `%(num)d` in it stands for the number."""
    found = _words(_language.get()).ngettext(one, many, number)
    return found % {"num": number} if "%(num)" in found else found


def date_words(day: datetime.date) -> str:
    """The date written out, as the language has it: 30 June 2026, 30 Junie 2026."""
    return str(format_date(day, format="long", locale=locale_of(_language.get())))


@functools.cache
def locale_of(language: str) -> Locale:
    """What Babel knows of a language; of one that it does not know, English as it is written in South Africa."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH, sep="-")


@functools.cache
def _words(language: str) -> NullTranslations:
    file = catalogue(language)
    if not file.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream))
    compiled.seek(0)
    return Translations(compiled)
