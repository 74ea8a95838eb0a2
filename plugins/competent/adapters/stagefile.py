"""The configuration of the learners' tree: that of the project, without what reads sources or leads to them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from competent.adapters.assets import EARLY, SHIM, scripts, styles
from competent.adapters.footer import footer
from competent.adapters.navigation import expanded, menus, of_all
from competent.config import named_plugins
from competent.pages.portable import EXTENSIONS
from competent.project import Project

DOCS, SITE, CUSTOM = "docs", "site", "overrides"
"""The folders of the tree: of pages, of what is built of them, and of templates that change the theme."""
TITLES = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name")
PLUGINS = ("search", "offline", "privacy", "minify", "redirects")
"""The plugins that work on a finished site. What others make of Markdown is in the pages already."""
OF_MATERIAL = ("offline", "privacy")
TOC = ("permalink", "permalink_class", "permalink_title", "permalink_leading", "anchorlink", "toc_depth", "title")
"""What the table of contents may be told. Anchors are written down in the pages."""
HEAD = """\
# The pages for learners, without a model answer, made of unit standards by Competent (competent stage).
# Change nothing in this folder: it is written anew each time, and what was changed here stops that. Settings of your
# own go into a file beside the folder, with INHERIT and the path of this file, and a docs_dir as seen from there.
"""
NOTES = {
    "docs_dir": "The pages are drawn: only their headings are Markdown, all else in them is HTML.",
    "use_directory_urls": "The links in the pages are made for addresses of this kind.",
    "edit_uri": "No button leads to the sources, which hold model answers.",
    "markdown_extensions": "Python-Markdown's own; the pages need no others.",
}
"""Why a setting is as it is."""


def configuration(project: Project, uris: Mapping[str, str], theme: str | None) -> tuple[str, tuple[str, ...]]:
    """The text of mkdocs.yml, and the plugins that it leaves out.

    `uris` are the pages, and where each lies in the tree; `theme` is another one than the project's own.
    """
    said = project.config.generator
    own, nav = _theme(project, theme), _navigation(project, uris)
    if "features" in own and has_folders(said) and any(_begins_inside(item, uris) for item in nav):
        own["features"] = [name for name in own["features"] if name != "navigation.indexes"]
    plugins, left_out = _plugins(said.get("plugins"), str(own["name"]))
    foot = footer(said.get("copyright"), project.settings.provider, project.settings.whole_site)
    whole = {
        **{name: said[name] for name in TITLES if said.get(name)},
        **({"copyright": foot} if foot else {}),
        "docs_dir": DOCS,
        "site_dir": SITE,
        "use_directory_urls": has_folders(said),
        "edit_uri": "",
        "theme": own,
        **({} if plugins is None else {"plugins": plugins}),
        "markdown_extensions": [*EXTENSIONS[:-1], {EXTENSIONS[-1]: _toc(project)}],
        "extra_css": _first(styles(project.settings.whole_site), said.get("extra_css")),
        "extra_javascript": _first(scripts(), said.get("extra_javascript")),
        "extra": _extra(said.get("extra"), left_out),
        "nav": nav,
    }
    return "".join([HEAD, *_lines(whole, left_out)]), left_out


def _lines(whole: Mapping[str, Any], left_out: Collection[str]) -> Iterator[str]:
    notes = dict(NOTES)
    if left_out:
        notes["plugins"] = f"Not here: {', '.join(left_out)}. What they make of Markdown is in the pages already."
    for name, value in whole.items():
        if name in notes:
            yield f"\n# {notes[name]}\n"
        yield yaml.safe_dump({name: plain(value)}, allow_unicode=True, sort_keys=False, width=110)


def has_folders(said: Mapping[str, Any]) -> bool:
    """Whether each page has a folder of its own; a site that opens from disk has files."""
    offline = dict(named_plugins(said.get("plugins"))).get("offline")
    is_offline = offline is not None and offline.get("enabled", True) is not False
    return said.get("use_directory_urls", True) is not False and not is_offline


def plain(value: Any) -> Any:
    """A value as YAML can say it to every program; what only one of them knows is left out."""
    if isinstance(value, Mapping):
        return {str(name): plain(found) for name, found in value.items() if _is_plain(found)}
    if isinstance(value, list | tuple):
        return [plain(found) for found in value if _is_plain(found)]
    return str(value) if type(value) not in (str, int, float, bool, datetime.date, type(None)) else value


def _is_plain(value: Any) -> bool:
    kinds = (str, int, float, bool, datetime.date, Mapping, list, tuple)
    return value is None or isinstance(value, kinds)


def keeps_theme(project: Project, other: str | None) -> bool:
    """Whether the tree has the theme of the project."""
    return other in (None, _own_theme(project)["name"])


def _own_theme(project: Project) -> dict[str, Any]:
    said = project.config.generator.get("theme") or {}
    given = dict(said) if isinstance(said, Mapping) else {"name": str(said)}
    return {"name": "mkdocs", **given}  # as MkDocs takes it


def _theme(project: Project, other: str | None) -> dict[str, Any]:
    theme = _own_theme(project)
    if not keeps_theme(project, other):
        return {"name": other, **{key: theme[key] for key in ("language", "locale") if key in theme}}
    if "custom_dir" in theme:
        del theme["custom_dir"]
        theme |= {"custom_dir": CUSTOM} if custom_folder(project) else {}
    if isinstance(theme.get("features"), list):
        theme["features"] = [name for name in theme["features"] if not str(name).startswith("content.action.")]
    return theme


def custom_folder(project: Project) -> Path | None:
    """The folder of the project with templates of its own for the theme."""
    theme = project.config.generator.get("theme")
    named = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    folder = project.root / str(named) if named else None
    return folder if folder and folder.resolve().is_relative_to(project.root.resolve()) and folder.is_dir() else None


def _plugins(plugins: Any, theme: str) -> tuple[list[Any] | None, tuple[str, ...]]:
    """The plugins of the tree, nothing where the project names none; and the names of those that are left out."""
    if plugins is None:
        return None, ()
    found = dict(named_plugins(plugins))
    known = [name for name in found if name in PLUGINS and ("material" in theme or name not in OF_MATERIAL)]
    left_out = tuple(name for name in found if name not in (*known, "competent"))
    return [{name: found[name]} if found[name] else name for name in known], left_out


def _toc(project: Project) -> dict[str, Any]:
    settings = project.config.dialect.settings
    told = settings.get("toc") or settings.get("markdown.extensions.toc") or {}
    return {name: told[name] for name in TOC if isinstance(told.get(name), str | int | bool)} or {"permalink": False}


def _first(ours: list[str], theirs: Any) -> list[Any]:
    return [*ours, *(given for given in theirs or () if given not in ours)]


def _extra(extra: Any, left_out: Collection[str]) -> dict[str, Any]:
    given = dict(extra) if isinstance(extra, Mapping) else {}
    if "i18n" in left_out:
        given.pop("alternate", None)  # the ways to other languages, which that plugin has added
    return {**given, "polyfills": _first([SHIM, EARLY], given.get("polyfills"))}


def _navigation(project: Project, uris: Mapping[str, str]) -> list[Any]:
    nav = project.config.generator.get("nav")
    programmes = menus(project)
    listed = expanded(nav, programmes) if nav else of_all(uris, list(programmes.values()))
    return list(_there(listed, uris))


def _begins_inside(item: Any, uris: Mapping[str, str]) -> bool:
    """Whether a part of the navigation begins with a page that is no index of its own, but would be taken for one."""
    if not isinstance(item, Mapping):
        return False
    indexes = {source for uri, source in uris.items() if uri.endswith(("index.md", "README.md"))}
    parts = [below for below in item.values() if isinstance(below, list)]
    firsts = (part[0] for part in parts if part and isinstance(part[0], str))
    return any(name not in indexes for name in firsts) or any(_begins_inside(i, uris) for part in parts for i in part)


def _there(items: Any, uris: Mapping[str, str]) -> Iterator[Any]:
    """A navigation of the pages that are in the tree, as they lie there, and of links to elsewhere."""
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, Mapping):
            for title, below in item.items():
                found = list(_there(below, uris))
                if found or isinstance(below, list):
                    yield {title: found if isinstance(below, list) else found[0]}
        elif item in uris:
            yield uris[item]
        elif not str(item).endswith((".md", "/")) or "://" in str(item):  # a page or a folder that is not here
            yield item
