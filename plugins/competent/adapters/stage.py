"""The learners' tree: pages, pictures, styles and documents without a secret, for any program that builds sites.

No file of an author is copied that a page could be: every page is drawn for learners and written anew, and of other
files only those enter that the site has too. What is written is searched for model answers before it is published.
"""

from __future__ import annotations

import fnmatch
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import yaml
from pydantic import TypeAdapter

from competent.adapters.assets import asset_files, made_files
from competent.adapters.secrets import leaks
from competent.adapters.stagefile import CUSTOM, DOCS, configuration, custom_folder, has_folders, keeps_theme
from competent.adapters.stagefolder import publish, refused
from competent.checks.files import PEOPLE, published
from competent.files import files_below, real_path
from competent.pages.keep import digest
from competent.pages.portable import portable
from competent.programme.page import Page
from competent.project import Project
from competent.text.problem import ProblemsFound

MATTER = ("title", "description", "icon", "status", "subtitle", "hide", "search")
"""What a page may say to its generator. All else in its front matter is for this program or for another plugin."""
TEXT = TypeAdapter(str)
Progress = Callable[[str, int, int], None]
"""Called with the name of what was done, how many are done and how many there are."""


@dataclass(frozen=True)
class Tree:
    """What is to be written."""

    files: Mapping[str, bytes] = field(repr=False)
    """By their path in the tree."""
    left_out: tuple[str, ...]
    """The plugins of the project that do not work on it."""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(path.endswith(".md") for path in self.files)


def write_tree(project: Project, folder: Path, theme: str | None = None, progress: Progress | None = None) -> Tree:
    """Write the tree into a folder; the documents of learners must lie in the output. Returns what was written.

    Raises ProblemsFound where the folder is not ours to write to, and where a file would hold a model answer.
    """
    if problems := refused(project, folder):
        raise ProblemsFound(problems)
    tree = make_tree(project, theme, progress)
    publish(tree.files, folder, lambda staged: leaks(project, staged))
    return tree


def make_tree(project: Project, theme: str | None = None, progress: Progress | None = None) -> Tree:
    """All files of the tree."""
    shown = published(project)
    uris = [uri for uri in project.pages.all if not _is_draft(project, uri)]
    links = Links(project, frozenset(uris), shown)
    files: dict[str, bytes] = {}
    for number, uri in enumerate(sorted(uris), 1):
        files[f"{DOCS}/{links.source(uri)}"] = _page(project, uri, links).encode()
        if progress:
            progress(uri, number, len(uris))
    files |= {f"{DOCS}/{uri}": (project.config.content / uri).read_bytes() for uri in sorted(shown)}
    files |= {f"{DOCS}/{uri}": file.read_bytes() for uri, file in asset_files().items()}
    files |= {f"{DOCS}/{uri}": text.encode() for uri, text in made_files(project.settings).items()}
    files |= {f"{DOCS}/{found.uri}": (project.output / found.path).read_bytes() for found in project.pages.downloads}
    files |= dict(_overrides(project)) if keeps_theme(project, theme) else {}
    text, left_out = configuration(project, {uri: links.source(uri) for uri in uris}, theme)
    return Tree({**files, "mkdocs.yml": text.encode()}, left_out)


def _is_draft(project: Project, uri: str) -> bool:
    return any(uri.startswith(f"{folder}/") for folder in project.content.drafts)


# Pages


@dataclass(frozen=True)
class Links:
    """Where links lead. They stand in HTML, which some generators leave as it is and others read from the source.

    So each page lies in the tree as it will lie in the site, and a link is the same for both.
    """

    project: Project = field(repr=False)
    pages: frozenset[str]
    files: frozenset[str]

    @property
    def made_of(self) -> str:
        """A hash of all that addresses depend on."""
        return digest(self.pages, self.files, self.downloads, self.folders, self.project.config.absolute_links)

    @property
    def folders(self) -> bool:
        """Whether each page has a folder of its own."""
        return has_folders(self.project.config.generator)

    @property
    def downloads(self) -> frozenset[str]:
        """The documents."""
        return frozenset(found.uri for found in self.project.pages.downloads)

    def address(self, uri: str, written: str) -> str:
        """The address of a link of a page; as it is written, where it leads to nothing in the tree."""
        try:
            parts = urlsplit(written.strip())
        except ValueError:
            return written
        path = unquote(parts.path)
        absolute = path.startswith("/") and self.project.config.absolute_links
        if parts.scheme or parts.netloc or not path or (path.startswith("/") and not absolute):
            return written
        beside = "" if absolute else posixpath.dirname(uri)
        target = posixpath.normpath(posixpath.join(beside, path.lstrip("/") if absolute else path))
        rest = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
        if target in self.pages:
            return rest if target == uri and rest else f"{self._way(uri, self.place(target))}{rest}"
        return f"{self._way(uri, target)}{rest}" if target in self.files | self.downloads else written

    def source(self, uri: str) -> str:
        """The path of a page in the tree."""
        return f"{self.place(uri).removesuffix('.html')}.md"

    def place(self, uri: str) -> str:
        """The path of a page's file in the site."""
        stem, name = posixpath.splitext(uri)[0], posixpath.basename(uri)
        if name == "README.md" and posixpath.join(posixpath.dirname(uri), "index.md") not in self.pages:
            stem = posixpath.join(posixpath.dirname(uri), "index")
        return f"{stem}/index.html" if self.folders and posixpath.basename(stem) != "index" else f"{stem}.html"

    def _way(self, uri: str, target: str) -> str:
        way = posixpath.relpath(target, posixpath.dirname(self.place(uri)) or ".")
        is_folder = self.folders and posixpath.basename(way) == "index.html"
        return quote(way.removesuffix("index.html") or "./" if is_folder else way)


def _page(project: Project, uri: str, links: Links) -> str:
    pages, language = project.pages, _language(project)
    key = pages.key(pages.all[uri], "staged", links.made_of, language)
    text = pages.keep.made(key, TEXT, lambda: portable(pages, uri, links.address, language))
    matter = _matter(pages.all[uri], pages.seen(uri).title)
    head = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=1000) if matter else ""
    return f"---\n{head}---\n\n{text}" if head else text


def _language(project: Project) -> str:
    theme = project.config.generator.get("theme")
    return str(theme.get("language") or "en") if isinstance(theme, Mapping) else "en"


def _matter(page: Page, title: str) -> dict[str, Any]:
    """The front matter: a title, which generators look for in different places, and what is said to them."""
    given = page.front_matter.value if page.front_matter else None
    said = {name: given[name] for name in MATTER if name in given} if isinstance(given, dict) else {}
    return {**({"title": title} if title else {}), **said}


# Templates of the site


def _overrides(project: Project) -> Iterator[tuple[str, bytes]]:
    """What a project changes about its theme."""
    folder = custom_folder(project)
    for file in files_below(folder) if folder else ():
        own = real_path(file).is_relative_to(project.root.resolve())
        if own and not any(fnmatch.fnmatch(file.name.lower(), pattern) for pattern in PEOPLE):
            yield f"{CUSTOM}/{file.relative_to(folder or file).as_posix()}", file.read_bytes()
