"""What the search of a site finds: criteria by every name that people use, learners' pages before others."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from competent.adapters.mkdocs.config import uri_of
from competent.blocks.view import key_points_uri, sheet_uri
from competent.programme.models import Programme
from competent.project import Project
from competent.standards.standard import Standard
from competent.text.values import flat

SEPARATOR = r"""[\s\-,:!=\[\]()"“”‘’/?;]+|\.(?!\w)"""
"""Where a text is cut into words: “(RPL)” is found by RPL, and 220.2.7 stays whole."""
OTHER_SIGNS = ("ja", "ko", "th", "zh")
"""Languages for which the theme knows better where words end."""
PLUGINS = ("material/search", "search")
LEARNERS, ENTRANCE = 3, 0.2
"""How much more a page of a programme counts than another; and a page that all programmes have, by its title."""


def read_words_rightly(config: MkDocsConfig) -> None:
    """Let the search cut texts into words as people do, where the author has not said how."""
    search = _search(config)
    if search is None or str(config.theme.get("language", "en")).startswith(OTHER_SIGNS):
        return
    if "separator" in search.config and search.config["separator"] in (None, r"[\s\-]+"):
        search.config["separator"] = SEPARATOR


def _search(config: MkDocsConfig) -> Any:
    return next((found for name in PLUGINS if (found := config.plugins.get(name))), None)


def complete_index(config: MkDocsConfig, project: Project, files: Files) -> None:
    """Put into the index what headings do not say; called once, before the index is written."""
    index = getattr(_search(config), "search_index", None)
    entries: list[dict[str, Any]] | None = getattr(index, "entries", None) or getattr(index, "_entries", None)
    if entries is None:
        return
    pages = {file.url: file for file in files.documentation_pages()}
    known = {entry["location"] for entry in entries}
    for entry in entries:
        address, _sign, anchor = entry["location"].partition("#")
        file = pages.get(address or ".") or pages.get(address or "./") or pages.get(address)
        if file is None:
            continue
        uri, wishes = uri_of(file), (file.page.meta.get("search") or {}) if file.page else {}
        programme = project.pages.programme_of(uri)
        if "boost" not in wishes and (programme or uri in project.pages.of_programmes):
            entry["boost"] = LEARNERS
        if programme and not anchor and uri in _entrances(programme):
            entry["title"] = f"{entry['title']} - {html.escape(programme.title, quote=False)}"
            entry["boost"] = wishes.get("boost", ENTRANCE)
    for programme in project.pages.programmes:
        sheet = files.get_file_from_path(sheet_uri(programme))
        if sheet:
            found = (entry for standard in programme.standards for entry in _criteria(programme, standard, sheet.url))
            entries += [entry for entry in found if entry["location"] not in known]


def _entrances(programme: Programme) -> set[str]:
    """Pages whose titles are alike in all programmes."""
    glossary = {programme.glossary.uri} if programme.glossary else set()
    return {sheet_uri(programme), key_points_uri(programme), programme.folder + "/downloads.md", *glossary}


def _criteria(programme: Programme, standard: Standard, url: str) -> Iterator[dict[str, Any]]:
    """An entry for each criterion of a standard, called as people call it: “SO1 AC3”, “220.2.7”."""
    for criterion in standard.criteria:
        names = [standard.criterion_label(criterion.id), standard.number]
        title = " - ".join(dict.fromkeys([*names, programme.title]))
        text = " ".join([criterion.text, flat(criterion.range) if criterion.range is not None else ""])
        yield {
            "location": f"{url}#{criterion.id}",
            "title": html.escape(title, quote=False),
            "text": f"<p>{html.escape(text, quote=False)}</p>",
            "boost": LEARNERS,
        }
