"""What MkDocs has resolved, as a Config; and what the plugin changes in MkDocs' configuration."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.utils import dirname_to_title, nest_paths

from competent.blocks.view import coverage_uri, downloads_uri, sheet_uri
from competent.config import Config, Dialect, assets_of, listed, read_settings, read_source
from competent.documents.templates import shipped_templates
from competent.programme.models import Programme
from competent.project import Project
from competent.settings import Provider
from competent.text.problem import Problem

ASSETS = Path(__file__).resolve().parents[2] / "pages" / "assets"
ASSET_FOLDER = "assets/competent"
"""Where the plugin's styles, scripts and fonts lie in the site."""
BRAND = f"{ASSET_FOLDER}/brand.css"
"""The provider's colours."""
STYLE, LOOK, SCRIPT, SHIM = (
    f"{ASSET_FOLDER}/{name}" for name in ("competent.css", "look.css", "competent.js", "iframe-worker.js")
)
"""The style of programmes, the look of a whole site, the script, and what lets search work without a network."""
ACCESS, ACCESS_SCRIPT = f"{ASSET_FOLDER}/access.css", f"{ASSET_FOLDER}/access.js"
"""What is done for people who use their own colours, a keyboard, paper or a page that is enlarged."""
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
        source=source,
    )
    return found_config, problems + found


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


def add_assets(config: MkDocsConfig, whole_site: bool) -> None:
    """Name the plugin's styles and script."""
    ours = [STYLE, *([LOOK] if whole_site else []), BRAND, ACCESS]
    config.extra_css[:0] = [name for name in ours if name not in config.extra_css]
    if ACCESS_SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.insert(0, ACCESS_SCRIPT)
    if SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.insert(0, SCRIPT)
    polyfills = config.extra.setdefault("polyfills", [])
    if SHIM not in polyfills:
        polyfills.append(SHIM)


def brand_css(provider: Provider) -> str:
    """The provider's colours, for the style of the pages."""
    return f":root {{ --c-main: {provider.colours.main}; --c-accent: {provider.colours.accent}; }}\n"


def asset_files() -> dict[str, Path]:
    """Every asset of the site by its path in it."""
    fonts = sorted((shipped_templates() / "fonts").glob("NotoSans-*.ttf"))
    icons = sorted((shipped_templates() / "icons").glob("*.svg"))
    own = sorted(file for file in ASSETS.iterdir() if file.is_file())
    named = [("", own), ("fonts/", fonts), ("icons/", icons)]
    return {f"{ASSET_FOLDER}/{prefix}{file.name}": file for prefix, files in named for file in files}


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
    programmes = {f"{programme.folder}/": programme for programme in project.programmes}
    programmes |= {name.removeprefix(language): programme for name, programme in programmes.items()}
    if config.nav is not None:
        config.nav = _expanded(config.nav, programmes)
    elif not config.plugins.events["nav"]:  # nobody else makes one
        shown = files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
        uris = [f.src_uri for f in sorted(shown, key=file_sort_key)]
        titles = {dirname_to_title(posixpath.basename(name.rstrip("/"))): p.title for name, p in programmes.items()}
        config.nav = _titled(nest_paths(_in_order(uris, project.programmes)), titles)


def _titled(nav: Any, titles: Mapping[str, str]) -> Any:
    """A navigation that was made of paths, with the titles of programmes in the place of those of their folders."""
    if isinstance(nav, dict):
        return {titles.get(title, title): _titled(item, titles) for title, item in nav.items()}
    return [_titled(item, titles) for item in nav] if isinstance(nav, list) else nav


def _expanded(item: Any, programmes: Mapping[str, Programme]) -> Any:
    if isinstance(item, str) and item in programmes:
        return {programmes[item].title: _pages(programmes[item])}
    if isinstance(item, Sequence) and not isinstance(item, str):
        return [_expanded(found, programmes) for found in item]
    if isinstance(item, Mapping):
        return {title: _below(found, programmes) for title, found in item.items()}
    return item


def _below(item: Any, programmes: Mapping[str, Programme]) -> Any:
    """What stands below a title: a programme's pages have that title, not their own."""
    return _pages(programmes[item]) if isinstance(item, str) and item in programmes else _expanded(item, programmes)


def _pages(programme: Programme) -> list[str]:
    sections = [section.uri for section in programme.sections]
    glossary = [programme.glossary.uri] if programme.glossary else []
    made = [coverage_uri(programme), downloads_uri(programme)]
    return list(dict.fromkeys([programme.index.uri, sheet_uri(programme), *sections, *glossary, *made]))


def _in_order(uris: Sequence[str], programmes: Iterable[Programme]) -> Iterator[str]:
    """The pages with those of each programme as it lists them, where it stands."""
    places: dict[str, tuple[str, ...]] = {uri: (uri,) for uri in uris}
    for programme in programmes:
        own = [uri for uri in _pages(programme) if uri in places]
        for uri in own:
            places[uri] = ()
        if own:
            places[own[0]] = tuple(own)
    return (uri for found in places.values() for uri in found)
