"""Compose the documents of a programme: what each holds, as HTML ready to be printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from competent.blocks.view import Medium, View, page_anchor, section_uri, sheet_uri
from competent.documents import assessor, evidence_matrix, facilitator, moderator, outline, portfolio
from competent.documents.alignment import SOURCES, Alignment, Pages, alignment
from competent.documents.assets import Roots, addresses
from competent.documents.kinds import (
    CARD,
    KINDS,
    Kind,
    card_path,
    cards_of,
    document_path,
    kinds_for,
    sheet_path,
)
from competent.documents.templates import Templates, template_folders
from competent.pages.render import to_html, with_opener
from competent.programme.models import Activity, Exercise, Programme, Resource, Section, Task
from competent.project import Project
from competent.text.problem import Place, Problem, ProblemsFound
from competent.text.scan import Page
from competent.words import _, speaking


@dataclass(frozen=True)
class Document:
    """A document that is composed and not yet printed."""

    id: str
    """The id in footer and metadata, such as us118028-learner-guide."""
    path: str
    """Where it lies below `build`: `pdf/` for learners, `restricted/` for facilitators, assessors and moderators."""
    title: str
    author: str
    language: str
    html: str = field(repr=False)


@dataclass(frozen=True)
class Chapter:
    """A part of the learner guide with its place in the contents."""

    anchor: str
    title: str
    html: Markup
    kind: str = "text"

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Anchor and text of each heading of level two, for the contents."""
        found = re.findall(r'<h2\b[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', self.html, flags=re.S)
        return [(anchor, Markup(text).striptags()) for anchor, text in found]


def roots_of(project: Project) -> Roots:
    """Where the documents' fonts, icons and pictures are."""
    return Roots(project.content_folder, template_folders(project.root / project.settings.templates))


def compose(project: Project, programme: Programme, only: Selection = None) -> list[Document]:
    """Every document of a programme that can be composed at once, or the problems of templates, fonts and pictures."""
    printer = _Composer(project, programme)
    with speaking(printer.language):
        kinds = [kind for kind in kinds_for(programme) if not kind.names_pages]
        documents = [printer.document(kind) for kind in kinds if selected(only, programme, kind.id)]
        cards = cards_of(programme) if only is None else []
        return [*documents, *(printer.card(section, process) for section, process in cards)]


def compose_with_pages(
    project: Project,
    programme: Programme,
    pages: Pages,
    only: Selection = None,
    versions: Mapping[str, str] | None = None,
) -> tuple[list[Document], dict[str, Alignment]]:
    """The documents that name pages of others, and the tables of spreadsheets by their path below `build`."""
    printer = _Composer(project, programme)
    kinds = [k for k in kinds_for(programme) if k.names_pages and selected(only, programme, k.id)]
    if not kinds:
        return [], {}
    with speaking(printer.language):
        table = alignment(programme, pages, versions)
        documents = [printer.document(kind, {"alignment": table}) for kind in kinds]
        return documents, {sheet_path(programme): table}


def compose_single(
    project: Project, programme: Programme, kind: Kind, parts: Callable[[], Mapping[str, object]]
) -> Document:
    """A document that no build makes, such as the sheet of a sample; its parts are made in its language."""
    printer = _Composer(project, programme)
    with speaking(printer.language):
        return printer.document(kind, parts())


Selection = frozenset[str] | None
"""Documents to make, such as `us118028/learner-guide`; None for all."""


def selected(only: Selection, programme: Programme, kind: str) -> bool:
    """Whether a document is to be made: it is named, or one that is named gives its pages."""
    if only is None or f"{programme.id}/{kind}" in only:
        return True
    return kind in SOURCES and any(f"{programme.id}/{k.id}" in only for k in KINDS if k.names_pages)


class _Composer:
    """Fills the templates for one programme."""

    def __init__(self, project: Project, programme: Programme):
        self.project, self.programme = project, programme
        self.language = programme.language or project.settings.language
        self.roots = roots_of(project)
        self.templates = Templates(self.roots.templates, project.root)

    def document(self, kind: Kind, parts: Mapping[str, object] | None = None) -> Document:
        """One of the documents that every programme has."""
        makers: dict[str, Callable[[], Mapping[str, object]]] = {
            "learner-guide": lambda: {"chapters": chapters(self.project, self.programme)},
            "formative-workbook": lambda: {"sections": self.exercises("workbook", Activity)},
            "summative-assessment": lambda: {
                "sections": self.exercises("workbook", Task),
                **portfolio.words(self.programme),
            },
            "portfolio-of-evidence": lambda: portfolio.parts(self.project, self.programme),
            "programme-outline": lambda: outline.parts(self.project, self.programme),
            "facilitator-guide": lambda: {
                "sections": self.exercises("restricted", Activity),
                "time": self.time(),
                **facilitator.parts(self.project, self.programme),
            },
            "assessor-guide": lambda: {
                "sections": self.exercises("restricted", Task),
                **assessor.parts(self.project, self.programme),
            },
            "evidence-matrix": lambda: evidence_matrix.parts(self.project, self.programme),
            "moderator-guide": lambda: moderator.parts(self.project, self.programme),
        }
        given = parts if parts is not None else makers.get(kind.id, dict)()
        id_, path = f"{self.programme.id}-{kind.id}", document_path(self.programme, kind)
        return self.fill(kind, id_, path, f"{kind.title_for(self.programme)}: {self.programme.title}", given)

    def card(self, section: Section, process: Resource) -> Document:
        """The card of a process: one view a side."""
        view = View("card", section_uri(self.programme, section), self.project.programmes, self.programme, section)
        source = section.page.text(process.block.place.line, process.block.end_line)
        html = Markup(_content_addresses(to_html(source, view, frozenset())))
        return self.fill(CARD, f"{process.id}-card", card_path(self.programme, process), process.title, {"html": html})

    def fill(self, kind: Kind, id_: str, path: str, title: str, parts: Mapping[str, object]) -> Document:
        """Fill a template, and see that everything it names is there."""
        settings = self.project.settings
        picture = quote(self.templates.render("icons/cover.svg.j2", provider=settings.provider))
        html = self.templates.render(
            f"{kind.id}.html.j2",
            programme=self.programme,
            kind=kind,
            kind_title=kind.title_for(self.programme),
            title=title,
            document_id=id_,
            provider=settings.provider,
            settings=settings,
            language=self.language,
            cover_picture=f"data:image/svg+xml,{picture}",
            rules=self.programme.standards[0].rules,
            learner=_(self.programme.standards[0].rules.learner_word),
            **parts,
        )
        missing = list(_missing(html, self.templates, self.roots))
        if missing:
            raise ProblemsFound(missing)
        return Document(id_, path, title, settings.provider.name, self.language, html)

    def exercises(self, medium: Medium, kind: type[Exercise]) -> list[ExerciseSection]:
        """The activities or the tasks, section by section; restricted documents show the model answers."""
        result = []
        for section in self.programme.sections:
            found = [e for e in (*section.activities, *section.tasks) if isinstance(e, kind)]
            if found:
                uri = section_uri(self.programme, section)
                view = View(medium, uri, self.project.programmes, self.programme, section)
                source = "\n\n".join(e.full_source if medium == "restricted" else e.source for e in found)
                html = Markup(_content_addresses(to_html(source, view, frozenset())))
                result.append(ExerciseSection(section.title, page_anchor(uri), html))
        return result

    def time(self) -> Markup:
        """The notional time as a table."""
        view = View("restricted", "", self.project.programmes, self.programme)
        return Markup(to_html("/// time\n///\n", view, frozenset()))


def _missing(html: str, templates: Templates, roots: Roots) -> Iterator[Problem]:
    """Fonts, icons and logos that a template or a setting names and that are not there."""
    for address in addresses(html):
        if roots.find(address) is None:
            name = PurePosixPath(address).name
            noun = "font" if name.endswith((".ttf", ".otf", ".woff2")) else "file"
            hint = f"Put it into the folder “{PurePosixPath(address).parent}”, or correct the name."
            yield Problem(_where_named(address, templates), "C304", f"There is no {noun} “{name}”", hint)


def _where_named(address: str, templates: Templates) -> Place:
    files = chain.from_iterable(sorted(folder.rglob("*")) for folder in templates.folders)
    for file in chain(files, templates.root.glob("mkdocs.yml")):
        if file.suffix in (".css", ".j2", ".yml"):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if address in line:
                    shown = file.relative_to(templates.root) if file.is_relative_to(templates.root) else file
                    return Place(shown.as_posix(), number, line.index(address) + 1)
    return Place("mkdocs.yml")


def chapters(project: Project, programme: Programme) -> list[Chapter]:
    """The learner guide in reading order."""
    view = View("guide", "", project.programmes)
    uris = [_uri(page, project) for page in programme.front_matter]
    known = frozenset([*uris, sheet_uri(programme), *(section_uri(programme, s) for s in programme.sections)])
    result = [
        _chapter(view, uri, page.markdown, known, programme)
        for uri, page in zip(uris, programme.front_matter, strict=True)
    ]
    sheet = "# " + ", ".join(standard.name for standard in programme.standards) + "\n\n/// standard-sheet\n///\n"
    result.append(_chapter(view, sheet_uri(programme), sheet, known, programme))
    for section in programme.sections:
        uri = section_uri(programme, section)
        result.append(_chapter(view, uri, with_opener(section.page.markdown), known, programme, kind="section"))
    if programme.glossary:
        result.append(_chapter(view, _uri(programme.glossary, project), programme.glossary.markdown, known, programme))
    return result


def _chapter(
    view: View, uri: str, markdown: str, known: frozenset[str], programme: Programme, kind: str = "text"
) -> Chapter:
    here = view.at(uri)
    if here.programme is None:
        here = View(view.medium, uri, view.programmes, programme)
    html = _content_addresses(to_html(markdown, here, known))
    match = re.search(r"<h1[^>]*>(.*?)</h1>", html, flags=re.S)
    title = Markup(match[1]).striptags() if match else ""
    body = html[: match.start()] + html[match.end() :] if match else html
    return Chapter(page_anchor(uri), title, Markup(body), kind)


@dataclass(frozen=True)
class ExerciseSection:
    """The activities or tasks of a section."""

    title: str
    anchor: str
    html: Markup


def _uri(page: Page, project: Project) -> str:
    """A page's path below the content folder."""
    return (project.root / page.path).relative_to(project.content_folder).as_posix()


def _content_addresses(html: str) -> str:
    """Pictures of pages lie below the content folder."""
    return re.sub(r'(<img\b[^>]*\bsrc=")(?!https?:|data:|content/)', r"\1content/", html)
