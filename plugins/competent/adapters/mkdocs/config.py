"""What MkDocs has resolved, as a Config; and what the plugin changes in MkDocs' configuration."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.theme import Theme

from competent.adapters.assets import EARLY, SHIM, scripts, styles
from competent.adapters.navigation import expanded, menus, of_all
from competent.config import Config, Dialect, assets_of, listed, named_plugins, read_settings, read_source
from competent.project import Project
from competent.text.problem import Problem
from competent.text.source import Source

KNOWN_PLUGINS = {"competent", "search", "material/search", "offline", "material/offline"}
"""Plugins that depend on nothing but the sources; with any other the site is always built, every page of it."""
BUTTONS = {"content.action.edit", "content.action.view"}
"""The features of Material that lead to the source of a page; other themes have a button wherever it has an address."""


@dataclass(frozen=True)
class Beginning:
    """What is known as a build begins, and not any more when its files are."""

    site: Path
    """Where the site will be published."""
    named: tuple[object, ...]
    """The files that the configuration names, before other plugins give them other names."""
    serving: bool


def resolved(
    config: MkDocsConfig,
    options: Mapping[str, Any],
    files: Iterable[File],
    begun: Beginning,
    texts: Mapping[str, str],
    sources: Mapping[str, str],
) -> tuple[Config, list[Problem]]:
    """The configuration as MkDocs and its plugins have made it.

    `texts` are those of pages that others have changed, `sources` those of files that hold less than was written.
    """
    file = Path(config.config_file_path).resolve()
    source, problems = read_source(file, file.parent)
    settings, found = read_settings(source, options)
    docs, content = Path(config.docs_dir), Path(config.docs_dir).resolve()
    shown = InclusionLevel.is_in_serve if begun.serving else InclusionLevel.is_included
    included = [f for f in files if shown(f.inclusion) or f.inclusion is InclusionLevel.UNDEFINED]
    pages = [f for f in included if f.is_documentation_page()]
    others = [f.src_uri for f in included if not f.is_documentation_page() and _lies_in(f.abs_src_path, docs)]
    found_config = Config(
        file=file,
        content=content,
        site=begun.site,
        settings=settings,
        dialect=Dialect(tuple(config.markdown_extensions), dict(config.mdx_configs)),
        navigation=None if config.nav is None else tuple(_in_language(config, files, listed(config.nav))),
        uris=tuple(sorted(uri_of(f) for f in pages if _lies_in(f.abs_src_path, docs))),
        files=tuple(sorted(others)),
        made={uri_of(f): sources.get(f.src_uri) or f.content_string for f in pages if _is_made(f, docs)},
        assets=assets_of(content, [*begun.named, *assets_named(config)]),
        texts=texts,
        serving=begun.serving,
        other_ways=bool(set(config.plugins) - KNOWN_PLUGINS),
        absolute_links=config.validation.links.absolute_links
        < 0,  # relative_to_docs; the others are levels of warnings
        edit_buttons=_has_buttons(config),
        foreign_fonts=_loads_fonts(config),
        generator=_said(config, source),
        source=source,
    )
    return found_config, problems + found


RESOLVED = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "nav",
            "use_directory_urls", "extra", "extra_css")  # fmt: skip
"""What stands in MkDocs' configuration as it is written, or as plugins and hooks have left it."""


def _said(config: MkDocsConfig, source: Source | None) -> dict[str, Any]:
    """What the configuration says to MkDocs; of theme and plugins, which MkDocs makes objects of, what is written."""
    written = source.value if source and isinstance(source.value, dict) else {}
    said = {name: config[name] for name in RESOLVED}
    said["extra_javascript"] = [_script(given) for given in config.extra_javascript]
    said["theme"] = _theme(config.theme, written.get("theme"))
    told = {name: set(options) for name, options in named_plugins(written.get("plugins"))}
    plugins = {name: found for name, found in config.plugins.items() if isinstance(found, BasePlugin)}  # no hooks
    said["plugins"] = [{name: _told(found, told.get(_bare(name), set()))} for name, found in plugins.items()]
    return said


def _told(plugin: BasePlugin[Any], keys: set[str]) -> dict[str, Any]:
    """The settings of a plugin that a project has written, as they are resolved."""
    return {name: value for name, value in dict(plugin.config).items() if name in keys}


def _bare(name: str) -> str:
    """The name of a plugin without that of its theme."""
    return name.rpartition("/")[2]


def _theme(theme: Theme, written: Any) -> dict[str, Any]:
    """The settings of a theme that a project has written, as they are resolved."""
    keys = [key for key in written if key in theme] if isinstance(written, dict) else []
    found = {"name": theme.name, **{key: theme[key] for key in keys}}
    found |= {"locale": str(theme.locale)} if "locale" in keys else {}
    return found | ({"custom_dir": theme.custom_dir} if theme.custom_dir else {})


def _script(given: Any) -> Any:
    """A script as it is written: its path, or that with what a browser is told about it."""
    if isinstance(given, str):
        return given
    told = {name.rstrip("_"): value for name, value in dict(given).items() if value}
    return told if set(told) != {"path"} else told["path"]


def uri_of(file: File) -> str:
    """The path by which a page is known: a translation, such as leaves.de.md, stands for the page in that language."""
    plain = str(getattr(file, "norm_src_uri", file.src_uri))
    return plain if posixpath.dirname(plain) == posixpath.dirname(file.src_uri) else file.src_uri


def _is_made(file: File, docs: Path) -> bool:
    """Whether the text of a page is not that of the file at its path."""
    return uri_of(file) != file.src_uri or not _lies_in(file.abs_src_path, docs)


def _in_language(config: MkDocsConfig, files: Iterable[File], names: Iterable[str]) -> Iterator[str]:
    """The names of a navigation; where each language has a folder, they are names in that of this build."""
    folder = _folder_of_language(config)
    known = {file.src_uri for file in files}
    for name in names:
        own = f"{folder}{name}"
        yield own if own in known or (name.endswith("/") and any(uri.startswith(own) for uri in known)) else name


def _folder_of_language(config: MkDocsConfig) -> str:
    """The folder of the language that is built, where each has one; empty elsewhere."""
    languages = config.plugins.get("i18n")
    by_folder = languages and languages.config.get("docs_structure") == "folder"
    return f"{getattr(languages, 'current_language', '')}/" if by_folder else ""


def assets_named(config: MkDocsConfig) -> tuple[object, ...]:
    """The files that the configuration names: logo, styles and scripts."""
    named = [config.theme.get(name) for name in ("logo", "favicon")]
    return (*named, *config.extra_css, *map(str, config.extra_javascript))


def _lies_in(file: str | None, folder: Path) -> bool:
    return file is not None and Path(os.path.abspath(file)).is_relative_to(os.path.abspath(folder))


def _has_buttons(config: MkDocsConfig) -> bool:
    features = set(config.theme.get("features") or ())
    leads = bool(config.edit_uri_template or (config.edit_uri and config.repo_url))
    return leads and (config.theme.name != "material" or bool(features & BUTTONS))


def _loads_fonts(config: MkDocsConfig) -> bool:
    """Whether Material takes its fonts from Google, as it does where nothing is said."""
    keeps = {"privacy", "material/privacy"} & set(config.plugins)
    return config.theme.name == "material" and bool(config.theme.get("font", True)) and not keeps


def add_assets(config: MkDocsConfig, whole_site: bool) -> None:
    """Name the plugin's styles and script."""
    config.extra_css[:0] = [name for name in styles(whole_site) if name not in config.extra_css]
    named = set(map(str, config.extra_javascript))
    config.extra_javascript[:0] = [name for name in scripts() if name not in named]
    polyfills = config.extra.setdefault("polyfills", [])
    polyfills += [name for name in (SHIM, EARLY) if name not in polyfills]


def beside_its_index(files: Files, file: File) -> str:
    """Where a page that is made lies in the site: beside its index, which a plugin for languages may have moved."""
    folder = posixpath.dirname(file.src_uri)
    indexes = [f for f in files.documentation_pages() if posixpath.basename(f.src_uri) == "index.md"]
    top = min(indexes, key=lambda f: f.src_uri.count("/"), default=None)
    index = next((f for f in indexes if posixpath.dirname(f.src_uri) == folder), None) or (None if folder else top)
    rest = file.dest_uri.removeprefix(f"{folder}/") if folder else file.dest_uri
    return posixpath.join(posixpath.dirname(index.dest_uri), rest) if index else file.dest_uri


# Navigation


def make_navigation(config: MkDocsConfig, project: Project, files: Files) -> None:
    """A folder in `nav`, such as `us118028/`, stands for all pages of a programme; without `nav`, all are in order."""
    language = _folder_of_language(config)
    programmes = menus(project)
    found = list(programmes.values())
    programmes |= {name.removeprefix(language): menu for name, menu in programmes.items()}
    if config.nav is not None:
        config.nav = expanded(config.nav, programmes)
    elif not config.plugins.events["nav"]:  # nobody else makes one
        shown = files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
        config.nav = of_all([file.src_uri for file in shown], found)
