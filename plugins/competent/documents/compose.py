"""Compose the documents of a programme: what each holds, as HTML ready to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath

from markupsafe import Markup

from competent.checks.project import Project
from competent.documents.assets import Roots, addresses
from competent.documents.templates import Templates, template_folders
from competent.problem import Place, Problem, ProblemsFound
from competent.programme.models import MODE_NAMES, TYPE_NAMES, Programme
from competent.programme.render import to_html, with_opener
from competent.programme.scan import Page
from competent.programme.view import Download, View, page_anchor, section_uri, sheet_uri


@dataclass(frozen=True)
class Kind:
    """A kind of document."""

    id: str
    title: str
    about: str


KINDS: tuple[Kind, ...] = (
    Kind("learner-guide", "Learner guide", "The whole programme to read on paper or screen, with page numbers."),
    Kind("formative-workbook", "Formative workbook", "Every activity with room to answer. Fill it in on screen or in ink."),
    Kind("portfolio-of-evidence", "Portfolio of evidence", "Declaration, evidence index, criteria to be judged and sign-off."),
)


@dataclass(frozen=True)
class Document:
    """A document that is composed and not yet printed."""

    programme: str
    kind: Kind
    title: str
    author: str
    language: str
    html: str = field(repr=False)

    @property
    def id(self) -> str:
        """The id in footer and metadata, such as us118028-learner-guide."""
        return f"{self.programme}-{self.kind.id}"

    @property
    def path(self) -> str:
        """Where it lies below `build/pdf`."""
        return f"{self.programme}/{self.kind.id}.pdf"


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
        found = re.findall(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', self.html, flags=re.S)
        return [(anchor, Markup(text).striptags()) for anchor, text in found]


def roots_of(project: Project) -> Roots:
    """Where the documents' fonts, icons and pictures are."""
    return Roots(project.content_folder, template_folders(project.root / project.settings.templates))


def downloads_of(project: Project) -> tuple[Download, ...]:
    """The learner's documents of every programme, as the site links them."""
    return tuple(
        Download(programme.id, kind.id, kind.title, kind.about, f"{programme.folder}/{programme.id}-{kind.id}.pdf")
        for programme in project.programmes
        for kind in KINDS
    )


def compose(project: Project, programme: Programme) -> list[Document]:
    """Every document of a programme, or the problems of its templates, fonts and pictures."""
    roots = roots_of(project)
    templates = Templates(roots.templates, project.root)
    parts = {
        "learner-guide": lambda: {"chapters": chapters(project, programme)},
        "formative-workbook": lambda: {"sections": workbook_sections(project, programme)},
        "portfolio-of-evidence": lambda: {},
    }
    return [_document(project, programme, kind, templates, roots, parts[kind.id]()) for kind in KINDS]


def _document(
    project: Project, programme: Programme, kind: Kind, templates: Templates, roots: Roots, parts: dict[str, object]
) -> Document:
    settings = project.settings
    html = templates.render(
        f"{kind.id}.html.j2",
        programme=programme,
        kind=kind,
        document_id=f"{programme.id}-{kind.id}",
        provider=settings.provider,
        settings=settings,
        type_names=TYPE_NAMES,
        mode_names=MODE_NAMES,
        **parts,
    )
    missing = list(_missing(html, templates, roots))
    if missing:
        raise ProblemsFound(missing)
    title = f"{kind.title}: {programme.title}"
    return Document(programme.id, kind, title, settings.provider.name, settings.language, html)


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
    for file in files:
        if file.suffix in (".css", ".j2"):
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
    result = [_chapter(view, uri, page.markdown, known, programme) for uri, page in zip(uris, programme.front_matter, strict=True)]
    sheet = "# " + ", ".join(standard.name for standard in programme.standards) + "\n\n/// standard-sheet\n///\n"
    result.append(_chapter(view, sheet_uri(programme), sheet, known, programme))
    for section in programme.sections:
        uri = section_uri(programme, section)
        result.append(_chapter(view, uri, with_opener(section.page.markdown), known, programme, kind="section"))
    if programme.glossary:
        result.append(_chapter(view, _uri(programme.glossary, project), programme.glossary.markdown, known, programme))
    return result


def _chapter(view: View, uri: str, markdown: str, known: frozenset[str], programme: Programme, kind: str = "text") -> Chapter:
    here = view.at(uri)
    if here.programme is None:
        here = View(view.medium, uri, view.programmes, programme)
    html = _content_addresses(to_html(markdown, here, known))
    match = re.search(r"<h1[^>]*>(.*?)</h1>", html, flags=re.S)
    title = Markup(match[1]).striptags() if match else ""
    body = html[: match.start()] + html[match.end() :] if match else html
    return Chapter(page_anchor(uri), title, Markup(body), kind)


@dataclass(frozen=True)
class WorkbookSection:
    """The activities of a section, with their fields."""

    title: str
    anchor: str
    html: Markup


def workbook_sections(project: Project, programme: Programme) -> list[WorkbookSection]:
    """The sections that have activities."""
    result = []
    for section in programme.sections:
        if section.activities:
            uri = section_uri(programme, section)
            view = View("workbook", uri, project.programmes, programme, section)
            source = "\n\n".join(activity.source for activity in section.activities)
            html = Markup(_content_addresses(to_html(source, view, frozenset())))
            result.append(WorkbookSection(section.title, page_anchor(uri), html))
    return result


def _uri(page: Page, project: Project) -> str:
    """A page's path below the content folder."""
    return (project.root / page.path).relative_to(project.content_folder).as_posix()


def _content_addresses(html: str) -> str:
    """Pictures of pages lie below the content folder."""
    return re.sub(r'(<img\b[^>]*\bsrc=")(?!https?:|data:|content/)', r"\1content/", html)
