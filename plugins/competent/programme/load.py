"""Load the programmes of a project: every folder of content whose index names its standards."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import ConfigDict, Field

from competent.programme.exercises import Exercise, ExerciseOptions, read_exercises, read_oral_questions
from competent.programme.models import Programme, Resource, Section
from competent.programme.node import Node
from competent.programme.page import Page
from competent.programme.plan import Plan
from competent.programme.reading import Reading, read_page, told_rightly
from competent.standards.load import Standards
from competent.standards.standard import Standard
from competent.text.problem import Problem, nearest
from competent.text.source import Source, Steps
from competent.text.validate import misspelt_keys, validate
from competent.text.values import Id, Part, Text

RESERVED = ("standard", "coverage", "downloads")
"""Names of pages that every programme gets in its folder."""


class IndexFields(Plan):
    """The front matter of a programme's index. Keys that other programs know are theirs."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    title: Text
    """The name of the programme, in menus and on covers."""
    summary: Text
    """One sentence for the card on the home page."""
    standards: tuple[Id, ...] = Field(min_length=1)
    """The ids of the standards that it serves, mostly one."""
    sections: tuple[Text, ...] = Field(min_length=1)
    """The files of its sections, in the order of learning."""
    front_matter: tuple[Text, ...] = ()
    """Pages that stand at the front of the printed learner guide, also from other folders."""
    summative: Text | None = None
    """The page with the summative tasks; it assesses and does not count as teaching."""
    glossary: Text | None = None
    """The page with the terms."""


class SectionFields(Part):
    """The front matter of a section. Keys that other programs know are theirs."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    title: Text
    """The name of the section in the menu."""
    outcomes: tuple[Id, ...] = Field(min_length=1)
    """The ids of the outcomes that it serves."""
    criteria: tuple[Id, ...] = ()
    """The criteria that it teaches. If you name none, it teaches all criteria of its outcomes."""


@dataclass(frozen=True)
class Content:
    """Everything read from the content folder."""

    programmes: tuple[Programme, ...]
    pages: Mapping[str, Page] = field(repr=False)
    """Every page by its path below the content folder."""
    drafts: tuple[str, ...] = ()
    """Folders of programmes that are not finished: nothing in them is published."""

    def of_programmes(self) -> list[Page]:
        """Every page that belongs to a programme, once."""
        return list({page.uri: page for programme in self.programmes for page in programme.pages}.values())

    def programmes_with(self, uri: str) -> list[Programme]:
        """The programmes that a page belongs to."""
        return [p for p in self.programmes if any(page.uri == uri for page in p.pages)]


def load_programmes(reading: Reading, standards: Standards) -> tuple[Content, list[Problem]]:
    """Read every page of the content folder, and report every problem."""
    if not reading.content.resolve().is_relative_to(reading.root):  # which is told of the folder
        return Content((), {}), []
    loader = _Loader(reading, standards)
    indexes = [uri for uri in reading.uris if posixpath.basename(uri) == "index.md"]
    programmes = [programme for uri in indexes if (programme := loader.programme(uri))]
    for uri in (*reading.uris, *reading.made):
        loader.other_page(uri)
    loader.different_ids(programmes)
    return Content(tuple(programmes), loader.pages, tuple(loader.drafts)), loader.problems


Found = TypeVar("Found")


class _Loader:
    """Reads pages once each and collects what is wrong with them."""

    def __init__(self, reading: Reading, standards: Standards):
        self.reading, self.standards = reading, standards
        self.pages: dict[str, Page] = {}
        self.sections: set[str] = set()
        self.read: dict[str, list[Problem]] = {}
        """By path, what is wrong with pages that have been read."""
        self.unread: set[str] = set()
        """Folders whose index is wrong: which of their pages are sections is not known."""
        self.programmes_read: set[str] = set()
        """The paths of indexes that name standards and sections."""
        self.drafts: list[str] = []
        self.problems: list[Problem] = []

    # Pages

    def page(self, uri: str, *, examples: bool = False) -> Page | None:
        """Read a page."""
        if uri not in self.pages:
            page, problems = read_page(self.reading, uri, examples=examples)
            self.problems += problems
            if page is None:
                return None
            self.pages[uri], self.read[uri] = page, problems
        return self.pages[uri]

    def linked(self, index: Page, name: str, *steps: str | int) -> str | None:
        """The path of a page that the index names by a path relative to itself."""
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(index.uri), name))
        if uri in self.reading.uris or uri in self.reading.made:
            return uri
        hint = "Its path is read from the folder of the index."
        folder = posixpath.dirname(index.uri)
        beside = [posixpath.basename(known) for known in self.reading.uris if posixpath.dirname(known) == folder]
        place = index.front_place(*steps)
        near = nearest(name, beside)
        self.problems.append(Problem(place, "C211", f"There is no page “{name}”", hint, near))
        if near:
            self.sections.add(posixpath.join(folder, near))  # what was meant may be a section
        return None

    def other_page(self, uri: str) -> None:
        """Only sections hide their model answers from learners, so no other page may hold exercises."""
        if uri in self.sections or self.inside(uri, [*self.unread, *self.drafts]):
            return
        page = self.page(uri, examples=True)
        of_sections = [n for n in page.all_nodes if n.kind.of_sections and not n.example] if page else []
        if page is None or not of_sections:
            return
        ids = _ids(of_sections)
        known = {other: _ids(self.pages[other].all_nodes) for other in self.sections if other in self.pages}
        copied = next((other for other in known if ids and ids <= known[other]), None)
        title = f"“{of_sections[0].kind.name}” stands on a page that is no section"
        hint = "Name the page under “sections” in the index of its programme, or move the block to one."
        if copied:
            title = f"This page repeats the activities of {self.pages[copied].path}"
            hint = "Delete it, or move it out of the content folder: what lies there is published."
        elif f"{posixpath.dirname(uri)}/index.md" not in self.programmes_read:
            hint = (
                "A programme has an index.md that names its standards and its sections. There is none in this folder."
            )
        self.problems.append(Problem(of_sections[0].place, "C216", title, hint))

    def inside(self, uri: str, folders: Iterable[str]) -> bool:
        """Whether a page lies in one of these folders."""
        return any(uri.startswith(f"{folder}/") for folder in folders)

    # Programmes

    def programme(self, uri: str) -> Programme | None:
        folder = posixpath.dirname(uri)
        before = len(self.problems)
        page = self.page(uri, examples=True)
        if page is None:
            self.unread.add(folder)
            return None
        front = page.front_matter
        if front is None and len(self.problems) > before and page.written.lines[0].text.rstrip() == "---":
            self.unread.add(folder)
        if front is None or not isinstance(front.value, dict) or not {"standards", "sections"} & set(front.value):
            return None
        if not folder:
            hint = "Give the programme a folder of its own in the content folder, with an index.md."
            self.problems.append(Problem(front.key_place("standards"), "C218", "A programme needs a folder", hint))
            return None
        self.programmes_read.add(uri)
        if front.value.get("draft") is True:
            self.drafts.append(folder)
            return None
        self.problems += misspelt_keys(IndexFields, front)
        fields, problems = validate(IndexFields, front)
        self.problems += problems
        if fields is None:
            self.unread.add(folder)
            return None
        return self.made(page, fields)

    def made(self, index: Page, fields: IndexFields) -> Programme:
        folder = posixpath.dirname(index.uri)
        self.known_standards(fields.standards, index)
        names = dict.fromkeys(name for name in fields.standards if name in self.standards.by_id)
        standards = tuple(self.standards[name] for name in names)
        steps: list[tuple[str, Steps, bool]] = [
            (name, ("sections", number), True) for number, name in enumerate(fields.sections)
        ]
        steps += [(fields.summative, ("summative",), False)] if fields.summative else []
        sections = self.each_once(index, steps, lambda *given: self.section(index, fields, *given))
        front = self.each_once(
            index,
            [(name, ("front_matter", number), True) for number, name in enumerate(fields.front_matter)],
            lambda uri, _steps, _teaches: self.page(uri, examples=True),
        )
        glossary = self.linked(index, fields.glossary, "glossary") if fields.glossary else None
        return Programme(
            id=posixpath.basename(folder),
            title=fields.title,
            summary=fields.summary,
            folder=folder,
            index=index,
            standards=standards,
            front_matter=tuple(front),
            sections=tuple(_told_apart(sections, standards)),
            glossary=self.page(glossary, examples=True) if glossary else None,
            plan=Plan(**{name: getattr(fields, name) for name in Plan.model_fields}),
        )

    def each_once(
        self,
        index: Page,
        named: Iterable[tuple[str, Steps, bool]],
        make: Callable[[str, Steps, bool], Found | None],
    ) -> list[Found]:
        """What is made of the pages that the index names; a page that it names twice is a problem there."""
        seen: dict[str, tuple[str, Steps]] = {}
        result = []
        for name, steps, teaches in named:
            uri = self.linked(index, name, *steps)
            if uri in seen:
                if seen[uri] != (name, steps[:-1]):  # the same word in one list is told already
                    hint = f"It is already there as “{seen[uri][0]}”; keep one."
                    self.problems.append(Problem(index.front_place(*steps), "C215", f"“{name}” is listed twice", hint))
            elif uri is not None:
                seen[uri] = name, steps[:-1]
                if (made := make(uri, steps, teaches)) is not None:
                    result.append(made)
        return result

    def known_standards(self, names: tuple[str, ...], index: Page) -> None:
        for number, name in enumerate(names):
            if name not in self.standards.by_id and not self.standards.may_be_unread(name):
                hint = f"In the folder of unit standards: {', '.join(self.standards.by_id) or 'none'}."
                title = f"There is no standard “{name}”"
                near = nearest(name, self.standards.by_id)
                self.problems.append(Problem(index.front_place("standards", number), "C210", title, hint, near))

    def different_ids(self, programmes: Iterable[Programme]) -> None:
        """Ids of programmes name folders of documents, so each is its own."""
        seen: dict[str, Programme] = {}
        for programme in programmes:
            if other := seen.get(programme.id):
                hint = f"The other lies in {other.folder}. Rename one of the folders."
                title = f"Two programmes are called “{programme.id}”"
                self.problems.append(Problem(programme.index.first_place, "C270", title, hint))
            seen.setdefault(programme.id, programme)

    # Sections

    def section(self, index: Page, programme: IndexFields, uri: str, steps: Steps, teaches: bool) -> Section | None:
        self.sections.add(uri)
        page = self.page(uri)
        if page is None:
            return None
        if posixpath.dirname(uri) == posixpath.dirname(index.uri) and page.name in RESERVED:
            title = f"“{posixpath.basename(uri)}” is the name of a page that is made from the standard"
            self.problems.append(Problem(index.front_place(*steps), "C217", title, "Give the section another name."))
        activities, tasks, problems = read_exercises(page)
        oral, found = read_oral_questions(page)
        fields, wrong = self.section_fields(page)
        self.problems += [*told_rightly([*problems, *found], self.read[uri]), *wrong]
        if fields is None or page.front_matter is None:
            return None
        return Section(
            title=fields.title,
            page=page,
            outcomes=tuple(dict.fromkeys(fields.outcomes)),
            criteria=self.taught(fields, page.front_matter, programme.standards),
            activities=activities,
            tasks=tasks,
            resources=tuple(_resources(page)),
            oral=oral,
            teaches=teaches,
        )

    def section_fields(self, page: Page) -> tuple[SectionFields | None, list[Problem]]:
        if page.front_matter is not None:
            fields, problems = validate(SectionFields, page.front_matter)
            return fields, [*misspelt_keys(SectionFields, page.front_matter), *problems]
        if page.written.lines and page.written.lines[0].text.rstrip() == "---":
            return None, []  # told already
        hint = "Begin with front matter: title and outcomes between two lines of three hyphens."
        first = next((line.text.strip() for line in page.written.lines if line.text.strip()), "")
        if first and not first.strip("-–—"):
            hint = (
                "The first line of the file is three hyphens and nothing else, and so is the line after front matter."
            )
        title = "The section does not say which outcomes it serves"
        return None, [Problem(page.first_place, "C212", title, hint)]

    def taught(self, fields: SectionFields, front: Source, standards: tuple[str, ...]) -> tuple[str, ...]:
        """The criteria that a section teaches, with every outcome and criterion checked."""
        outcomes = self.standards.outcomes(standards)
        whole = not any(map(self.standards.may_be_unread, standards))
        for number, name in enumerate(fields.outcomes if whole else ()):
            if outcomes and name not in outcomes:
                hint = f"The programme's standards have: {', '.join(outcomes)}."
                near = nearest(name, outcomes)
                place = front.place("outcomes", number)
                self.problems.append(Problem(place, "C213", f"There is no outcome “{name}”", hint, near))
        served = {c.id: c for name in fields.outcomes if name in outcomes for c in outcomes[name].every_criterion}
        for number, name in enumerate(fields.criteria if whole else ()):
            if served and name not in served:
                title = f"“{name}” is no criterion of the outcomes that this section serves"
                place = front.place("criteria", number)
                hint = "Name its outcome too, or correct it."
                self.problems.append(Problem(place, "C214", title, hint, nearest(name, served)))
        return tuple(name for name in dict.fromkeys(fields.criteria) if name in served) or tuple(served)


def _resources(page: Page) -> Iterator[Resource]:
    """The blocks of a page that have an id and are no exercises."""
    for node in page.all_nodes:
        name = getattr(node.options, "id", None)
        if isinstance(name, str) and not node.kind.of_sections:
            yield Resource(name, node)


def _ids(nodes: Iterable[Node]) -> set[str]:
    """The ids of blocks that stand in sections only."""
    return {node.options.id for node in nodes if node.kind.of_sections and isinstance(node.options, ExerciseOptions)}


Told = TypeVar("Told", bound=Exercise)


def _told_apart(sections: Iterable[Section], standards: Sequence[Standard]) -> Iterator[Section]:
    """Where a programme has several standards, each exercise says of which it is, as each counts its own from 1."""

    def told(exercise: Told) -> Told:
        owners = [standard for standard in standards if exercise.id.startswith(f"{standard.id}-")]
        return replace(exercise, of=max(owners, key=lambda standard: len(standard.id), default=None))

    for section in sections:
        if len(standards) > 1:
            activities, tasks = map(told, section.activities), map(told, section.tasks)
            section = replace(section, activities=tuple(activities), tasks=tuple(tasks))
        yield section
