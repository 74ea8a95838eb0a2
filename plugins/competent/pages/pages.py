"""Every page of a project: read once, drawn for whoever wants it, in the language of its programme."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter

from competent.blocks import KINDS
from competent.blocks.view import Lesson, Medium, View
from competent.config import Config, Dialect
from competent.files import code_hash
from competent.forms.field import Form
from competent.pages.dialect import for_programmes, make_markdown, readers
from competent.pages.fragment import Facts, Fragment
from competent.pages.glossary import Term, read_terms
from competent.pages.keep import Keep, NotKnownError, digest
from competent.pages.parse import Parsed, parse
from competent.pages.site import generated_pages
from competent.programme.documents import Download
from competent.programme.load import Content
from competent.programme.models import Programme, Section
from competent.programme.node import read_nodes
from competent.programme.page import Page
from competent.text.markdown import read_manuscript
from competent.words import Words

FACTS = TypeAdapter(Facts)
LEADING = ("standard-sheet", "coverage", "contents")
"""Blocks that lead to what stands in sections, as the front page of a programme does."""


class Pages:
    """The pages of a project, those that are made of the standard among them."""

    def __init__(self, config: Config, content: Content, downloads: Sequence[Download] = (), keep: Keep | None = None):
        self.config, self.content = config, content
        self.keep = keep or Keep()
        self.downloads = tuple(downloads)
        self._reading: set[str] = set()
        self.of_programmes = frozenset(page.uri for page in content.of_programmes())

    @functools.cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes as the navigation lists them; those that it does not list come last."""
        listed = [name.rstrip("/") for name in self.config.navigation or ()]
        order = {programme.folder: number for number, programme in enumerate(self.content.programmes, len(listed))}
        order.update({folder: number for number, folder in enumerate(listed)})
        return tuple(sorted(self.content.programmes, key=lambda programme: order[programme.folder]))

    @functools.cached_property
    def generated(self) -> Mapping[str, str]:
        """The Markdown of the pages that are made, by path."""
        settings = self.config.settings
        return generated_pages(self.content.programmes, settings.language, settings.documents)

    @functools.cached_property
    def all(self) -> Mapping[str, Page]:
        """Every page by path; where an author wrote one that would be made, it is the author's."""
        made = {uri: _read(uri, text) for uri, text in self.generated.items()}
        return {**made, **self.content.pages}

    @functools.cached_property
    def uris(self) -> frozenset[str]:
        """The paths of all pages."""
        return frozenset(self.all)

    def is_own(self, uri: str) -> bool:
        """Whether a page has the Markdown and the look of programmes: it is part of one, or holds a block of ours."""
        page = self.all.get(uri)
        ours = uri in self.of_programmes or uri in self.generated or self.config.settings.whole_site
        return ours or bool(page and page.nodes)

    def parsed(self, uri: str, restricted: bool = False) -> Parsed:
        """A page as Markdown has read it; only where `restricted` is true with its model answers."""
        return self._parsed(uri, restricted and bool(self.all[uri].restricted_lines))

    def dialect(self, uri: str) -> Dialect:
        """The Markdown that a page is written in."""
        return for_programmes(self.config.dialect) if self.is_own(uri) else self.config.dialect

    @functools.cache  # noqa: B019 (lives as long as the project that it belongs to)
    def _parsed(self, uri: str, restricted: bool) -> Parsed:
        return parse(self.all[uri], self.dialect(uri), restricted=restricted)

    def fragment(self, uri: str, view: View) -> Fragment:
        """A page as a view shows it."""
        return self.parsed(uri, view.medium == "restricted").draw(view)

    def facts(self, uri: str, medium: Medium) -> Facts:
        """What stands in a page as a medium shows it."""
        view = self.view(medium, uri, form=Form(loose=True))
        key = self.key(self.all[uri], "facts", medium)
        return self.keep.made(key, FACTS, lambda: self.fragment(uri, view).facts)

    @functools.cache  # noqa: B019 (as above)
    def seen(self, uri: str) -> Facts:
        """What stands in a page as the site shows it."""
        return self.facts(uri, "web")

    def whole(self, uri: str) -> Facts:
        """What stands in a page, with what only facilitators and assessors read."""
        return self.facts(uri, "restricted") if self.all[uri].restricted_lines else self.seen(uri)

    def key(self, page: Page, *made_of: object) -> str | None:
        """A hash of all that something made of a page depends on; None where that cannot be known or written down."""
        if any("\ud800" <= sign <= "\udfff" for sign in page.uri):  # a name that is no text
            return None
        tools = self.tools(self.is_own(page.uri))
        shown = self.programme_of(page.uri)
        sections = [section.page for section in shown.sections] if shown else []
        leads = any(page.named(*LEADING)) or (shown is not None and page.uri == shown.index.uri)
        times = [found.words() for found in sections] if any(page.named("time")) else []
        texts = [found.written_hash for found in sections] if leads else []
        return digest(page.uri, page.written_hash, times, texts, self.model, tools, *made_of) if tools else None

    @functools.cache  # noqa: B019 (as above)
    def tools(self, own: bool) -> str | None:
        """A hash of the Markdown that pages are read with; None where it may depend on more than their text."""
        dialect = for_programmes(self.config.dialect) if own else self.config.dialect
        try:
            return digest(code_hash(), dialect.extensions, dialect.settings, *readers(make_markdown(dialect)))
        except NotKnownError:
            return None

    @functools.cached_property
    def model(self) -> str:
        """A hash of all that pages show of others."""
        settings = self.config.settings.model_dump(exclude={"checks", "check_date", "workers"})
        terms = [line.text for p in self.programmes if p.glossary for line in p.glossary.written.lines]
        return digest(settings, self.programmes, self.downloads, terms)

    def programme_of(self, uri: str) -> Programme | None:
        """The programme that a page is shown for: that of the section, of the folder, or the only one that has it."""
        owners = self.content.programmes_with(uri)
        of_section = (p for p in owners if any(section.uri == uri for section in p.sections))
        around = [p for p in self.content.programmes if uri.startswith(f"{p.folder}/")]
        of_folder = max(around, key=lambda programme: len(programme.folder), default=None)
        return next(of_section, None) or of_folder or (owners[0] if len(owners) == 1 else None)

    def view(self, medium: Medium, uri: str, programme: Programme | None = None, form: Form | None = None) -> View:
        """How a page is shown; for the programme that it belongs to where none is named."""
        owner = programme or self.programme_of(uri)
        section = next((s for s in owner.sections if s.uri == uri), None) if owner else None
        language = owner.plan.language if owner and owner.plan.language else self.config.settings.language
        words = Words(language)
        form = Form() if form is None else form
        return View(medium, uri, words, self.programmes, owner, section, self.downloads, form, self.lessons, self.uris)

    def lessons(self, section: Section, criterion_id: str) -> Sequence[Lesson]:
        """The headings of a section below which a criterion is taught; none while that section itself is read."""
        uri = section.uri
        if uri in self._reading:
            return ()
        self._reading.add(uri)
        try:
            headings = [found for found in self.seen(uri).headings if criterion_id in found.criteria]
        finally:
            self._reading.discard(uri)
        return [Lesson(uri, found.anchor, found.text) for found in headings]

    @functools.cache  # noqa: B019 (as above)
    def terms(self, uri: str) -> tuple[Term, ...]:
        """The entries of a glossary page."""
        parsed = self.parsed(uri)
        return read_terms(parsed.root, parsed.md)


def _read(uri: str, text: str) -> Page:
    """A page that is made."""
    written, _problems = read_manuscript(text, uri, frozenset(KINDS))
    return Page(uri, written, read_nodes(written, KINDS)[0])
