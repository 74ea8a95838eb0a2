"""Draw the pages of a site: Markdown is MkDocs', with the project's own extensions; blocks are drawn in its tree.

What was made of a page is kept by all that it depends on, so that an unchanged page is neither read nor laid out again.
"""

from __future__ import annotations

import copy
import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, get_toc
from pydantic import TypeAdapter

from competent.pages import rawhtml
from competent.pages.keep import NotKnownError, digest
from competent.pages.pages import Pages
from competent.pages.web import Drawn, box_of
from competent.programme.page import Page


@dataclass(frozen=True)
class Rendered:
    """What Markdown made of a page, as MkDocs knows it."""

    content: str
    toc: list[dict[str, Any]]
    title: str | None
    anchors: list[str]
    links: list[tuple[str, dict[str, str]]]
    """By the path of a page, the anchors there that this one links to, and how."""


RENDERED = TypeAdapter(Rendered)
OUTPUT = TypeAdapter(str)


def changed_words(before: Sequence[str], now: Sequence[str]) -> str:
    """The first and the last word that differ, with what stands between them; what was there, if all is gone."""
    pairs = zip(before, now, strict=False)
    start = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(before), len(now)))
    ends = zip(reversed(before[start:]), reversed(now[start:]), strict=False)
    rest = next((n for n, (one, other) in enumerate(ends) if one != other), min(len(before), len(now)) - start)
    return " ".join(now[start : len(now) - rest] or before[start : len(before) - rest])


class SitePages:
    """The pages of one build of a site."""

    def __init__(self, pages: Pages, config: MkDocsConfig, files: Files):
        self.pages, self.config, self.files = pages, config, files
        self.menu: str | None = None
        self.drawn: dict[str, str] = {}
        """What Markdown made of each page."""
        self.late: dict[str, str] = {}
        """Words of pages whose Markdown others have changed when it had been read."""

    def prepare(self, site_page: SitePage, page: Page) -> None:
        """Have MkDocs render this page as it is drawn here."""
        setattr(site_page, "render", functools.partial(self.render, site_page, page))  # noqa: B010

    def render(self, site_page: SitePage, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Render a page, or take what was kept of it."""
        given, now = page.markdown(), site_page.markdown or ""
        key = self.pages.key(page, "site", self.links) if given == now else None
        made = self._made(key, site_page, page)
        self.drawn[page.uri] = made.content
        self.late[page.uri] = changed_words(given.split(), now.split())
        site_page.content = made.content
        site_page.toc = get_toc(made.toc)  # type: ignore[arg-type]
        site_page._title_from_render = made.title
        site_page.present_anchor_ids = set(made.anchors)
        found = ((files.get_file_from_path(uri), anchors) for uri, anchors in made.links)
        site_page.links_to_anchors = {file: anchors for file, anchors in found if file}

    def _made(self, key: str | None, site_page: SitePage, page: Page) -> Rendered:
        """What is kept, or what is made now; where MkDocs says something about it, it is made each time, to be said."""
        if key and (kept := self.pages.keep.find(key, RENDERED)):
            return kept
        heard = _Heard()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        try:
            made = self._convert(site_page, page)
        finally:
            logger.removeHandler(heard)
        if key and not heard.any:
            self.pages.keep.put(key, RENDERED, made)
        return made

    def _convert(self, site_page: SitePage, page: Page) -> Rendered:
        dialect = self.pages.dialect(page.uri)
        config = copy.copy(self.config)
        drawn = Drawn(self.pages, page, self.pages.view("web", page.uri))
        config["markdown_extensions"] = [*dialect.extensions, drawn]
        config["mdx_configs"] = {name: dict(values) for name, values in dialect.settings.items()}
        type(site_page).render(site_page, config, self.files)
        links = [(file.src_uri, anchors) for file, anchors in (site_page.links_to_anchors or {}).items()]
        title, anchors = site_page._title_from_render, sorted(site_page.present_anchor_ids or ())
        return Rendered(site_page.content or "", [_token(item) for item in site_page.toc], title, anchors, links)

    def added_to(self, site_page: SitePage, uri: str) -> str:
        """The words that others have changed on a page since its Markdown was read; empty where there are none."""
        drawn, now = self.drawn.get(uri), site_page.content or ""
        if drawn is None or now in (drawn, self.wrapped(drawn, uri)):
            return self.late.get(uri, "")
        return self.late.get(uri, "") or changed_words(rawhtml.seen(drawn), rawhtml.seen(now))

    @functools.cached_property
    def links(self) -> str:
        """A hash of all that links depend on."""
        addresses = [f"{file.src_uri} {file.url} {file.inclusion}" for file in self.files]
        level = logging.getLogger("mkdocs").getEffectiveLevel()
        return digest(addresses, self.config.use_directory_urls, repr(self.config.validation), level)

    def wrapped(self, content: str, uri: str) -> str:
        """A page of a programme in its box: style goes by it, and so does what the script says in its language."""
        return f"{box_of(self.pages, uri, str(self.config.theme.get('language', 'en')))}{content}</div>"

    # Layout

    def keep_layouts(self, env: jinja2.Environment, made_of: str) -> None:
        """Have the theme lay out only the pages that changed. `made_of` is a hash of the configuration."""
        env.bytecode_cache = _COMPILED
        env.template_class = type("KeptTemplate", (_KeptTemplate,), {"pages": self, "made_of": made_of})

    def layout(self, name: str, context: Mapping[str, Any], made_of: str, make: Callable[[], str]) -> str:
        """A page laid out by a template, or what was kept of it."""
        page: SitePage | None = context.get("page")
        if page is None:
            return make()
        try:
            key: str | None = digest("layout", name, made_of, self._shown(page, context["nav"]))
        except NotKnownError:
            key = None
        return self.pages.keep.made(key, OUTPUT, make)

    def _shown(self, page: SitePage, nav: Navigation) -> list[object]:
        beside = [(found.title, found.url) for found in (page.previous_page, page.next_page) if found]
        toc = [_token(item) for item in page.toc]
        own = [page.title, page.url, page.canonical_url, page.edit_url, page.is_homepage, page.meta, toc, beside]
        return [*own, page.content, self._menu(nav)]

    def _menu(self, nav: Navigation) -> str:
        """A hash of the menu; it is the same for all pages."""
        if self.menu is None:
            self.menu = digest([_entry(item) for item in nav])
        return self.menu


class _KeptTemplate(jinja2.Template):
    """A template of the theme that lays out only what changed."""

    pages: SitePages
    made_of: str

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page."""
        make = functools.partial(super().render, *args, **kwargs)
        return self.pages.layout(str(self.name), dict(*args, **kwargs), self.made_of, make)


class _Compiled(jinja2.BytecodeCache):
    """Keeps what templates were compiled to in memory, for the next time that the site is shown."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of the same template with the same text."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Heard(logging.Handler):
    """Notes whether anything was logged."""

    any = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note it."""
        self.any = True


def _token(item: AnchorLink) -> dict[str, Any]:
    """An entry of a table of contents, as Markdown gives it."""
    return {
        "name": item.title,
        "id": item.id,
        "level": item.level,
        "children": [_token(below) for below in item.children],
    }


def _entry(item: Any) -> list[object]:
    """An entry of the menu with all below it."""
    below = [_entry(found) for found in item.children or ()]
    return [type(item).__name__, item.title, getattr(item, "url", None), getattr(item, "meta", {}), below]
