"""Compose the documents of a programme: what each holds, as HTML ready to be printed."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup

from competent.blocks import timetable
from competent.blocks.html import h
from competent.blocks.view import Medium, sheet_uri
from competent.documents import assessor, evidence_matrix, facilitator, moderator, outline, portfolio
from competent.documents.alignment import alignment
from competent.documents.assets import VERSION_MARK, Roots, addresses
from competent.documents.labels import called, framework_words
from competent.documents.making import Making
from competent.documents.pointers import say_pages
from competent.documents.shelf import Shelf
from competent.documents.templates import Templates, template_folders
from competent.forms.field import Form
from competent.forms.forms import FormTools
from competent.pages.fragment import Fragment
from competent.pages.notes import list_of_notes
from competent.pages.paper import Paper, of_pages, page_anchor
from competent.programme.documents import (
    CARD,
    Kind,
    awaits,
    card_path,
    cards_of,
    document_path,
    kinds_for,
    page_code,
    rounds_of,
)
from competent.programme.exercises import Activity, Exercise, OralQuestion, Task
from competent.programme.models import Programme, Resource, Section
from competent.project import Project
from competent.settings import Settings
from competent.words import N_, Label, Words


@dataclass(frozen=True)
class Document:
    """A document that is composed and not yet printed."""

    id: str
    """The id in footer and metadata, such as us118028-learner-guide."""
    path: str
    """Where it lies below `build`: `pdf/` for learners, `restricted/` for facilitators, assessors and moderators."""
    kind: str
    title: str
    author: str
    language: str
    html: str = field(repr=False)
    form: Form = field(repr=False, default_factory=Form)
    """The fields that are drawn in it."""
    page_code: str = ""
    """What the codes of its pages call it, where a learner writes on them."""
    zoom: float = 1
    """How much larger than it is laid out everything is printed."""

    @functools.cached_property
    def addresses(self) -> list[str]:
        """Every address of a file of the project that it names, sorted."""
        return addresses(self.html)


Part = Literal["front", "standard", "section", "glossary"]
"""What a chapter of the learner guide is: its look goes by it."""


@dataclass(frozen=True)
class Chapter:
    """A part of the learner guide with its place in the contents."""

    anchor: str
    title: str
    html: Markup
    headings: tuple[tuple[str, str], ...]
    """Anchor and text of each heading of level two, for the contents."""
    kind: Part = "section"


@dataclass(frozen=True)
class ExerciseSection:
    """The activities or tasks of a section."""

    title: str
    anchor: str
    html: Markup


def roots_of(project: Project) -> Roots:
    """Where the documents' fonts, icons and pictures are."""
    return Roots(project.config.content, template_folders(project.config.templates))


LARGE_PRINT = 1.8
"""Text of 10 points becomes text of 18."""

Selection = frozenset[str] | None
"""Documents to make, such as `us118028/learner-guide`; None for all."""


def selected(only: Selection, programme: Programme) -> frozenset[str]:
    """The kinds of a programme that are to be made: those that are named, and those whose pages these say."""
    kinds = kinds_for(programme)
    wanted = {kind.id for kind in kinds if only is None or f"{programme.id}/{kind.id}" in only}
    for kinds_of_round in reversed(rounds_of(programme)):
        wanted.update(name for kind in kinds_of_round if kind.id in wanted for name in awaits(kind, programme))
    return frozenset(wanted)


Parts = Callable[[Making], Mapping[str, object]]
"""Makes what the template of a kind needs beyond what every document has."""


class Composer:
    """Fills the templates for one programme."""

    def __init__(self, project: Project, programme: Programme, templates: Templates | None = None):
        self.project, self.programme = project, programme
        self.words = Words(project.language_of(programme))
        self.templates = templates or templates_of(project)
        self.papers: dict[tuple[str, Medium], Paper] = {}
        self.makers: dict[str, Parts] = {
            "learner-guide": lambda making: {"chapters": self.chapters(making)},
            "formative-workbook": lambda making: {"sections": self.exercises(making, "workbook", Activity)},
            "summative-assessment": lambda making: {
                "sections": self.exercises(making, "workbook", Task),
            },
            "portfolio-of-evidence": portfolio.parts,
            "forms-when-needed": portfolio.when_needed_parts,
            "programme-outline": outline.parts,
            "facilitator-guide": lambda making: {
                "sections": self.exercises(making, "restricted", Activity),
                "time": self.time(making),
                **facilitator.parts(making),
            },
            "assessor-guide": lambda making: {
                "sections": self.exercises(making, "restricted", Task),
                **assessor.parts(making, self.oral_answer),
                **portfolio.pointers(making.programme),
            },
            "evidence-matrix": evidence_matrix.parts,
            "evidence-matrix-large": evidence_matrix.parts_large,
            "moderator-guide": moderator.parts,
            "alignment-matrix": lambda making: {"alignment": alignment(making)},
        }

    @property
    def rounds(self) -> list[list[Kind]]:
        """The kinds of document in the order in which they are printed."""
        return rounds_of(self.programme)

    def all(self, only: Selection = None) -> list[Document]:
        """Every document that can be composed at once. Raises ProblemsFound for templates that fail."""
        counted = any(kind.counts_sides and kind.id in selected(only, self.programme) for kind in self.rounds[-1])
        cards = cards_of(self.programme) if only is None or counted else []
        return [*self.round(0, Shelf(), only), *(self.card(section, process) for section, process in cards)]

    def round(self, number: int, shelf: Shelf, only: Selection = None) -> list[Document]:
        """The documents of a round, with what they say of those that are printed already."""
        wanted = selected(only, self.programme)
        return [self.document(k, shelf) for kinds in self.rounds[number : number + 1] for k in kinds if k.id in wanted]

    def making(self, shelf: Shelf | None = None) -> Making:
        """A document of this programme, with nothing in it yet."""
        form = Form(called=called(self.programme))
        return Making(self.project, self.programme, self.words, form, shelf=shelf or Shelf())

    def document(self, kind: Kind, shelf: Shelf | None = None) -> Document:
        """One of the documents that every programme has."""
        return self.single(kind, self.makers[kind.id], shelf)

    def single(self, kind: Kind, parts: Parts, shelf: Shelf | None = None) -> Document:
        """A document of a kind, with what `parts` makes for its template."""
        making = self.making(shelf)
        id_, path = f"{self.programme.id}-{kind.id}", document_path(self.programme, kind)
        title = N_(
            "%(document)s: %(programme)s", document=kind.title_for(self.programme), programme=self.programme.title
        )
        return self.fill(making, kind, id_, path, title, parts(making))

    def card(self, section: Section, process: Resource) -> Document:
        """The card of a process: one view a side."""
        making, paper = self.making(), self.paper(section.uri, "card")
        root = paper.parts(lambda box: box.get("id") == process.id)
        html = paper.html(root, of_pages([(paper, root)]))
        path = card_path(self.programme, process)
        return self.fill(making, CARD, f"{process.id}-card", path, process.title, {"html": html})

    def fill(
        self, making: Making, kind: Kind, id_: str, path: str, title: Label | str, parts: Mapping[str, object]
    ) -> Document:
        """Fill a template."""
        settings, _ = self.project.settings, self.words
        tools = {
            **FormTools(making.form, _).tools(),
            **framework_words(making),
            "direction": _.direction,
            "start": "right" if _.direction == "rtl" else "left",
            "end": "left" if _.direction == "rtl" else "right",
            "version": VERSION_MARK,
            "edition": edition(settings, _),
        }
        picture = quote(
            self.templates.render(
                "icons/cover.svg.j2", _, provider=settings.provider, direction=_.direction, ink=settings.ink
            )
        )
        large = settings.print == "large" and not kind.wide
        html = self.templates.render(
            f"{kind.id}.html.j2",
            _,
            **tools,
            programme=self.programme,
            kind=kind,
            kind_title=_.say(kind.title_for(self.programme)),
            title=_.say(title),
            document_id=id_,
            provider=settings.provider,
            settings=settings,
            language=_.language,
            large=large,
            cover_picture=f"data:image/svg+xml,{picture}",
            **parts,
        )
        said = _.say(title), settings.provider.name, _.language
        return Document(
            id_,
            path,
            kind.id,
            *said,
            html,
            making.form,
            page_code(self.programme, kind),
            LARGE_PRINT if large else 1,
        )

    # Pages and parts of pages

    def paper(self, uri: str, medium: Medium) -> Paper:
        """A page as documents show it, drawn once for all of them."""
        if (uri, medium) not in self.papers:
            pages = self.project.pages
            view = replace(pages.view(medium, uri, self.programme), words=self.words)
            self.papers[uri, medium] = Paper(pages.fragment(uri, view))
        return self.papers[uri, medium]

    def chapters(self, making: Making) -> list[Chapter]:
        """The learner guide in reading order."""
        programme = self.programme
        kinds: dict[str, Part] = {
            **dict.fromkeys((page.uri for page in programme.front_matter), "front"),
            sheet_uri(programme): "standard",
            **dict.fromkeys((section.uri for section in programme.sections), "section"),
            **({programme.glossary.uri: "glossary"} if programme.glossary else {}),
        }
        papers = [self.paper(uri, "guide") for uri in kinds]
        anchors = of_pages((paper, paper.root) for paper in papers)
        for paper in papers:
            say_pages(paper.root, making)
        return [
            Chapter(
                paper.prefix,
                self.chapter_title(paper.fragment),
                paper.html(paper.without_title(), anchors),
                tuple((paper.new_id(h.anchor), h.text) for h in paper.fragment.facts.headings if h.level == 2),
                kinds[paper.fragment.uri],
            )
            for paper in papers
        ]

    def chapter_title(self, fragment: Fragment) -> str:
        """The title of a page; the unit standard is called by its name and number."""
        if fragment.uri == sheet_uri(self.programme):
            return ", ".join(self.words(standard.name) for standard in self.programme.standards)
        return fragment.facts.title

    def exercises(self, making: Making, medium: Medium, kind: type[Exercise]) -> list[ExerciseSection]:
        """The activities or the tasks, section by section; restricted documents show the model answers."""
        found: list[tuple[Section, Paper, etree.Element]] = []
        for section in self.programme.sections:
            wanted = {exercise.id for exercise in section.exercises if isinstance(exercise, kind)}
            if wanted:
                paper = self.paper(section.uri, medium)
                root = paper.parts(lambda box: box.get("aria-labelledby") in wanted)  # noqa: B023 (used at once)
                for name in paper.fields_in(root):
                    making.form.add(name)
                found.append((section, paper, root))
        anchors = of_pages((paper, root) for _section, paper, root in found)
        return [
            ExerciseSection(section.title, page_anchor(section.uri), paper.html(root, anchors))
            for section, paper, root in found
        ]

    def oral_answer(self, question: OralQuestion) -> Markup:
        """What a competent learner says to a question, in the assessor's guide."""
        section = next(section for section in self.programme.sections if question in section.oral)
        paper = self.paper(section.uri, "restricted")
        boxes = [e for e in paper.root.iter() if "oral__answer" in (e.get("class") or "")]
        wanted = boxes[section.oral.index(question)]
        answer, *notes = paper.parts(lambda box: box is wanted)
        root = h("div", None, *answer, *notes)
        for note in list_of_notes(root)[1]:  # the same note may stand below another answer: it is no anchor
            note.attrib.pop("id")
        return paper.html(root, of_pages([(paper, root)]))

    def time(self, making: Making) -> Markup:
        """The notional time as a table."""
        view = self.project.pages.view("restricted", "", self.programme)
        table = timetable.table(replace(view, words=self.words))
        html = etree.tostring(table, encoding="unicode", method="html")
        return Markup(html)  # noqa: S704 (text in it is escaped)


def edition(settings: Settings, _: Words) -> str:
    """The date that the project gives, if it gives one, and the version, as they stand in the foot of every page."""
    version = _("version") + f" {VERSION_MARK}"
    if settings.edition is None:
        return version
    return _("edition %(date)s", date=_.date(settings.edition)) + f" · {version}"


def templates_of(project: Project) -> Templates:
    """The templates of a project; one environment serves all its documents."""
    return Templates(roots_of(project).templates, project.root, project.output / ".cache")
