"""What the site's entrances show: a card for each programme, and the documents to take away."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import append, h
from competent.blocks.view import View, coverage_uri, documents_of, downloads_uri, sheet_uri
from competent.programme.documents import Download
from competent.programme.models import Programme


def programme_cards(view: View) -> etree.Element:
    """A card for every programme: what it is, how big it is, where to begin."""
    return h("ul", {"class": "cards"}, *(_card(view, programme) for programme in view.programmes))


def _card(view: View, programme: Programme) -> etree.Element:
    _ = view.words
    names = ", ".join(_(standard.name) for standard in programme.standards)
    levels = dict.fromkeys(f"{_.say(s.rules.words.level)} {s.level}" for s in programme.standards if s.level)
    known = [standard.credits for standard in programme.standards if standard.credits]
    credits_ = [_.ngettext("%(num)d credit", "%(num)d credits", sum(known))] if known else []
    facts = " · ".join(filter(None, (names, ", ".join(levels), *credits_)))
    title = h("h2", None, h("a", {"href": view.link(f"{programme.folder}/index.md")}, programme.title))
    card = h("li", {"class": "card"}, title, h("p", {"class": "card__facts"}, facts), h("p", None, programme.summary))
    links = h("ul", {"class": "card__links"})
    for href, words in _ways_in(view, programme):
        append(links, h("li", None, h("a", {"href": href}, words)))
    return append(card, links)


def _ways_in(view: View, programme: Programme) -> list[tuple[str, str]]:
    _ = view.words
    nouns = dict.fromkeys(_.say(standard.rules.words.standard) for standard in programme.standards)
    first = [(view.link(section.uri), _("Start learning")) for section in programme.sections[:1]]
    return [
        *first,
        (view.link(sheet_uri(programme)), ", ".join(nouns)),
        (view.link(coverage_uri(programme)), _("Coverage")),
        (view.link(downloads_uri(programme)), _("Downloads")),
    ]


def downloads(view: View) -> etree.Element:
    """The documents of the programme being shown, each with what it is for."""
    programme = view.programme.id if view.programme else ""
    return h(
        "ul", {"class": "downloads"}, *(_download(view, found) for found in documents_of(view.documents, programme))
    )


def _download(view: View, document: Download) -> etree.Element:
    _ = view.words
    title = _("Card") + f": {_.say(document.title)}" if document.kind == "card" else _.say(document.title)
    link = h("a", {"href": view.link(document.uri), "class": "downloads__link"}, title)
    return h(
        "li", {"class": f"downloads__item downloads__item--{document.kind}"}, link, h("p", None, _.say(document.about))
    )
