"""Documents as they are composed, before they are printed."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

from competent.documents.compose import Composer, Document
from competent.documents.shelf import Shelf
from competent.pages.dialect import for_programmes, make_markdown
from competent.programme.documents import KINDS
from competent.programme.models import Programme
from competent.project import Project
from competent.standards.standard import Standard
from competent.words import Said, Words


def programme_of(project: Project, name: str) -> Programme:
    """The programme of this id."""
    return next(programme for programme in project.programmes if programme.id == name)


def composed(project: Project, programme: Programme, kind: str) -> Document:
    """The document of a kind that needs no page of another."""
    return Composer(project, programme).document(next(found for found in KINDS if found.id == kind))


def documents_of(project: Project, programme: Programme) -> list[Document]:
    """Every document of a programme, those that name pages of others without them."""
    composer = Composer(project, programme)
    return [*composer.all(), *later(composer, Shelf())]


def later(composer: Composer, shelf: Shelf) -> list[Document]:
    """The documents that name pages of others, or count their sides."""
    return [document for number in range(1, len(composer.rounds)) for document in composer.round(number, shelf)]


def said(text: Said) -> str:
    """What is said in English."""
    return Words().say(text)


def text(html: str) -> str:
    """The words that are seen."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", html))).split())


def names(html: str) -> list[str]:
    """The names of the fields, that of a choice once for each of its buttons."""
    return re.findall(r'<(?:input|textarea)[^>]* name="([^"]+)"', html)


def rendered(project: Project, markdown: str) -> str:
    """The words of a Markdown text, without the page that it stands in."""
    return text(Markup(make_markdown(for_programmes(project.config.dialect)).convert(markdown)))  # noqa: S704


def changed(standard: Standard, **new: object) -> Standard:
    """The standard with other parts; nothing is left of what was worked out from those that it had."""
    return Standard.model_validate({**standard.model_dump(by_alias=True), **new})
