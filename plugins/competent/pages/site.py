"""The pages that are made of the standard, which every project and every programme gets without writing them."""

from __future__ import annotations

from collections.abc import Iterable

from competent.blocks.view import (
    activities_uri,
    coverage_uri,
    downloads_uri,
    key_points_uri,
    my_answers_uri,
    sheet_uri,
)
from competent.pages.keypoints import key_points_page
from competent.programme.models import Programme
from competent.words import N_, Label, Words

FINDER = "find.md"
"""The index of the whole site."""
INTRODUCTIONS: dict[str, Label] = {
    "finder": N_("Everything in this site, by what you look for. The search box at the top finds single words."),
    "coverage": N_("Each row is a criterion, with the ways to where it is taught, practised and assessed."),
    "activities": N_("Every activity in the order of the guide. Press the heading of a column to sort by it."),
    "my-answers": N_(
        "All that you wrote in this programme, as it is kept in this browser, on this device and nowhere else. Save it "
        "to a file to hand it in, or to go on with it on another device."
    ),
    "downloads": N_(
        "These files are for learners. Save them on your own device; they need no internet. Guides for facilitators, "
        "assessors and moderators hold model answers, so they are not here: ask your provider for them."
    ),
}
FRONT = {
    "coverage": ("hide:", "  - navigation", "  - toc", "search:", "  exclude: true"),
    "finder": ("search:", "  exclude: true"),
    "my-answers": ("search:", "  exclude: true"),
    "activities": ("hide:", "  - toc", "search:", "  exclude: true"),
}
"""Front matter: an index of all is no answer to a search, and a wide table needs the room of the menus."""
KEY_POINTS = N_("What you should still know in a year, section by section. Each heading leads to its section.")
NO_DOWNLOADS = N_("This site was built without documents. Ask your provider for them.")


def generated_pages(programmes: Iterable[Programme], language: str, documents: bool = True) -> dict[str, str]:
    """The Markdown of every page that is made, by its path below the content folder."""
    pages = {FINDER: _page(Words(language), N_("Find"), "finder")}
    for programme in programmes:
        _ = Words(programme.plan.language or language)
        nouns = dict.fromkeys(_.say(standard.rules.words.standard).lower() for standard in programme.standards)
        title = N_("The %(noun)s", noun=", ".join(nouns))
        pages[sheet_uri(programme)] = _page(_, title, "standard-sheet")
        pages[coverage_uri(programme)] = _page(_, N_("Coverage"), "coverage")
        pages[coverage_uri(programme)] += "\n## " + _.say(programme.framework.words.time) + "\n\n/// time\n///\n"
        if programme.activities:
            pages[activities_uri(programme)] = _page(_, N_("Activities"), "activities")
        if programme.exercises:
            pages[my_answers_uri(programme)] = _page(_, N_("My answers"), "my-answers")
        if points := key_points_page(programme, key_points_uri(programme)):
            heading = _("Key points")
            pages[key_points_uri(programme)] = f"# {heading}\n\n{_(KEY_POINTS)}\n\n{points}\n"
        downloads = _page(_, N_("Downloads"), "downloads")
        pages[downloads_uri(programme)] = downloads if documents else "# " + _("Downloads") + f"\n\n{_(NO_DOWNLOADS)}\n"
    return pages


def _page(_: Words, title: Label, block: str) -> str:
    front = "".join(f"{line}\n" for line in ("---", *FRONT[block], "---", "")) if block in FRONT else ""
    introduction = _(INTRODUCTIONS[block]) if block in INTRODUCTIONS else ""
    return f"{front}# {_(title)}\n\n{introduction}\n\n/// {block}\n///\n"
