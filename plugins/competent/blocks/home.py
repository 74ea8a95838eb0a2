"""What the site's entrances show: a card for each programme, and the documents to take away."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import append, h, listed
from competent.blocks.view import (
    View,
    activities_uri,
    coverage_uri,
    documents_of,
    downloads_uri,
    key_points_uri,
    my_answers_uri,
    sheet_uri,
)
from competent.programme.documents import KINDS, Download, Kind
from competent.programme.models import Programme
from competent.words import ngettext


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
    title = h(
        "h2",
        {"id": f"card-{programme.id}"},
        h("a", {"href": view.link(f"{programme.folder}/index.md")}, programme.title),
    )
    card = h("li", {"class": "card"}, title, h("p", {"class": "card__facts"}, facts), h("p", None, programme.summary))
    append(card, h("p", {"class": "card__facts"}, " · ".join(_size(view, programme))))
    links = h("ul", {"class": "card__links"})
    for href, words in _ways_in(view, programme):
        append(links, h("li", None, h("a", {"href": href}, words)))
    return append(card, links)


def _size(view: View, programme: Programme) -> list[str]:
    """How much there is in it."""
    _ = view.words
    sections = len([section for section in programme.sections if section.teaches])
    counts = [
        ngettext("%(num)d section", "%(num)d sections", sections),
        ngettext("%(num)d activity", "%(num)d activities", len(programme.activities)),
        ngettext("%(num)d task", "%(num)d tasks", len(programme.tasks)),
    ]
    return [_(count) for count in counts if count.number]


def contents(view: View) -> etree.Element:
    """What a programme holds, for its front page: its sections in order, and the pages that are made of them."""
    programme, _ = view.programme, view.words
    box = h("nav", {"class": "contents", "aria-label": _("In this programme")})
    if programme is None:
        return box
    sections = [h("a", {"href": view.link(section.uri)}, section.title) for section in programme.sections]
    nouns = dict.fromkeys(_.say(standard.rules.words.standard) for standard in programme.standards)
    pages = [(sheet_uri(programme), ", ".join(nouns))]
    pages += [(programme.glossary.uri, _("Glossary"))] if programme.glossary else []
    made = (
        (my_answers_uri, _("My answers")),
        (key_points_uri, _("Key points")),
        (activities_uri, _("Activities")),
        (coverage_uri, _("Coverage")),
        (downloads_uri, _("Downloads")),
    )
    pages += [(uri, words) for find, words in made if view.has(uri := find(programme))]
    links = (h("a", {"href": view.link(uri)}, words) for uri, words in pages)
    append(box, h("p", {"class": "contents__title"}, _("Work through these sections in order")))
    return append(box, listed("ol", None, sections), listed("ul", {"class": "contents__pages"}, links))


def guides(view: View) -> etree.Element:
    """Where facilitators, assessors and moderators find their documents, which are never on the site."""
    _ = view.words
    where = _("They hold model answers, so they are not on this site. Whoever builds the site finds them beside it:")
    places = [(programme.title, f"build/restricted/{programme.id}/") for programme in view.programmes]
    folders = [h("span", None, f"{title}: ", h("code", None, folder)) for title, folder in places]
    assessed = any(programme.tasks for programme in view.programmes)
    kinds = [kind for kind in KINDS if kind.restricted and (assessed or not kind.needs_tasks)]
    rows = [_guide(view, kind) for kind in kinds]
    return h("div", {"class": "guides"}, h("p", None, where), listed("ul", None, folders), h("ul", None, *rows))


def _guide(view: View, kind: Kind) -> etree.Element:
    """A document, as the frameworks of all programmes call it, its file, and what it is for."""
    _ = view.words
    titles = dict.fromkeys(_.say(kind.title_for(programme)) for programme in view.programmes)
    name, file = " / ".join(titles) or _.say(kind.title), f"{kind.id}.pdf"
    return h("li", None, h("strong", None, name), " (", h("code", None, file), "): ", _.say(kind.about))


def _ways_in(view: View, programme: Programme) -> list[tuple[str, str]]:
    _ = view.words
    nouns = dict.fromkeys(_.say(standard.rules.words.standard) for standard in programme.standards)
    first = [(view.link(section.uri), _("Start learning")) for section in programme.sections[:1]]
    return [
        *first,
        (view.link(sheet_uri(programme)), ", ".join(nouns)),
        *([(view.link(activities_uri(programme)), _("Activities"))] if programme.activities else []),
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
