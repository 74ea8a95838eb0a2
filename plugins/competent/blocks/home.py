"""What the site's entrances show: a card for each programme, and the documents to take away."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import append, h
from competent.blocks.view import Download, View, documents_of, section_uri, sheet_uri
from competent.programme.models import Programme
from competent.words import _, ngettext


def programme_cards(view: View) -> etree.Element:
    """A card for every programme: what it is, how big it is, where to begin."""
    return h("ul", {"class": "cards"}, *(_card(view, programme) for programme in view.programmes))


def _card(view: View, programme: Programme) -> etree.Element:
    names = ", ".join(standard.name for standard in programme.standards)
    first = programme.standards[0]
    credits_ = ngettext("%(num)d credit", "%(num)d credits", sum(standard.credits for standard in programme.standards))
    facts = f"{names} · {_(first.rules.level_word)} {first.level} · {credits_}"
    title = h("h2", None, h("a", {"href": view.link(f"{programme.folder}/index.md")}, programme.title))
    card = h("li", {"class": "card"}, title, h("p", {"class": "card__facts"}, facts), h("p", None, programme.summary))
    links = h("ul", {"class": "card__links"})
    for href, words in _ways_in(view, programme):
        append(links, h("li", None, h("a", {"href": href}, words)))
    return append(card, links)


def _ways_in(view: View, programme: Programme) -> list[tuple[str, str]]:
    return [
        (view.link(section_uri(programme, programme.sections[0])), _("Start learning")),
        (view.link(sheet_uri(programme)), _(programme.standards[0].rules.noun)),
        (view.link(f"{programme.folder}/coverage.md"), _("Coverage")),
        (view.link(f"{programme.folder}/downloads.md"), _("Downloads")),
    ]


def downloads(view: View) -> etree.Element:
    """The documents of the programme being shown, each with what it is for."""
    programme = view.programme.id if view.programme else ""
    return h(
        "ul", {"class": "downloads"}, *(_download(view, found) for found in documents_of(view.documents, programme))
    )


def _download(view: View, document: Download) -> etree.Element:
    title = _("Card") + f": {document.title}" if document.kind == "card" else _(document.title)
    link = h("a", {"href": view.link(document.uri), "class": "downloads__link"}, title)
    return h(
        "li", {"class": f"downloads__item downloads__item--{document.kind}"}, link, h("p", None, _(document.about))
    )
