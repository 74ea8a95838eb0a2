"""Load the programmes of a project: every folder of content whose index names its standards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import Field

from competent.programme.exercises import read_exercises, read_oral_questions
from competent.programme.models import Programme, Section
from competent.programme.plan import Plan
from competent.programme.resources import OPTIONS, read_resources
from competent.standards.load import Standards
from competent.text.problem import Place, Problem, nearest
from competent.text.scan import EXAMPLE, RESTRICTED, Page, scan
from competent.text.source import Source, read_text
from competent.text.validate import validate
from competent.text.values import Id, Part, Text

EXERCISES = ("activity", "task", "answer", *RESTRICTED)
GENERATED = ("opener", "standard-sheet", "coverage", "time", "downloads", "programmes", "finder")
RESERVED = ("standard", "coverage", "downloads")
"""Names of pages that every programme gets."""
BLOCKS = frozenset((*EXERCISES, *OPTIONS, *GENERATED))
"""The names of the blocks that an author can write."""


class IndexFields(Plan):
    """The front matter of a programme's index."""

    title: Text
    summary: Text
    standards: tuple[Id, ...] = Field(min_length=1)
    sections: tuple[Text, ...] = Field(min_length=1)
    front_matter: tuple[Text, ...] = ()
    """Pages that stand before the standard in the learner guide; paths relative to the index."""
    summative: Text | None = None
    """The page of summative tasks; it assesses and does not count as teaching."""
    glossary: Text | None = None


class SectionFields(Part):
    """The front matter of a section."""

    title: Text
    outcomes: tuple[Id, ...] = Field(min_length=1)
    criteria: tuple[Id, ...] = ()
    """The criteria that the section teaches; all those of its outcomes where none are named."""


@dataclass(frozen=True)
class Content:
    """Everything read from the content folder."""

    programmes: tuple[Programme, ...]
    pages: tuple[Page, ...]
    """Every page that belongs to a programme, for the checks."""
    all_pages: tuple[Page, ...] = ()
    """Every page of the content folder."""


def load_programmes(folder: Path, root: Path, standards: Standards) -> tuple[Content, list[Problem]]:
    """Read every programme below the content folder, and report every problem."""
    loader = _Loader(folder, root, standards)
    indexes = sorted(folder.glob("*/index.md"))
    programmes = [programme for file in indexes if (programme := loader.programme(file))]
    for file in sorted(folder.rglob("*.md")):
        loader.other_page(file.resolve())
    all_pages = (*loader.pages.values(), *loader.others)
    return Content(tuple(programmes), tuple(loader.pages.values()), all_pages), loader.problems


class _Loader:
    """Reads pages once each and collects what is wrong with them."""

    def __init__(self, folder: Path, root: Path, standards: Standards):
        self.folder, self.root, self.standards = folder, root, standards
        self.pages: dict[Path, Page] = {}
        self.others: list[Page] = []
        """Pages that belong to no programme."""
        self.sections: set[Path] = set()
        self.unread: set[Path] = set()
        """Folders whose index is wrong: which of their pages are sections is not known."""
        self.problems: list[Problem] = []

    def page(self, file: Path) -> Page | None:
        """Read a page that is known to exist."""
        file = file.resolve()
        if file not in self.pages:
            path = file.relative_to(self.root).as_posix()
            text, problems = read_text(file, path)
            self.problems += problems
            if text is None:
                return None
            self.pages[file], problems = scan(text, path, BLOCKS)
            self.problems += problems
        return self.pages[file]

    def programme(self, file: Path) -> Programme | None:
        path = file.relative_to(self.root).as_posix()
        text, problems = read_text(file, path)
        if text is None or not re.search(r"(?m)^(standards|sections):", text):
            self.problems += problems
            return None
        page = self.page(file)
        if page is None or page.front_matter is None:
            self.unread.add(file.parent.resolve())
            return None
        if isinstance(page.front_matter.value, dict) and not {"standards", "sections"} & set(page.front_matter.value):
            return None
        fields, problems = validate(IndexFields, page.front_matter)
        self.problems += problems
        if fields is None:
            self.unread.add(file.parent.resolve())
            return None
        self.known_standards(fields.standards, page.front_matter)
        found = tuple(self.standards[s] for s in fields.standards if s in self.standards.by_id)
        front_source = page.front_matter
        named = [(name, ("sections", number)) for number, name in enumerate(fields.sections)]
        sections = [self.section(file, front_source, name, steps, fields, True) for name, steps in named]
        if fields.summative:
            sections.append(self.section(file, front_source, fields.summative, ("summative",), fields, False))
        front = [
            self.linked(file, page.front_matter, name, "front_matter", n) for n, name in enumerate(fields.front_matter)
        ]
        glossary = self.linked(file, page.front_matter, fields.glossary, "glossary") if fields.glossary else None
        return Programme(
            id=file.parent.name,
            title=fields.title,
            summary=fields.summary,
            folder=file.parent.name,
            index=page,
            standards=found,
            front_matter=tuple(p for p in front if p),
            sections=tuple(s for s in sections if s),
            glossary=glossary,
            plan=Plan(**{name: getattr(fields, name) for name in Plan.model_fields}),
        )

    def known_standards(self, names: tuple[str, ...], front: Source) -> None:
        for number, name in enumerate(names):
            if name not in self.standards.by_id:
                hint = f"In the folder of unit standards: {', '.join(self.standards.by_id) or 'none'}."
                title = f"There is no standard “{name}”"
                near = nearest(name, self.standards.by_id)
                self.problems.append(Problem(front.place("standards", number), "C210", title, hint, near))

    def linked(self, file: Path, front: Source, name: str, *steps: str | int) -> Page | None:
        """A page that the index names by a path relative to itself."""
        target = (file.parent / name).resolve()
        if target.is_relative_to(self.folder.resolve()) and target.is_file():
            return self.page(target)
        hint = "Its path is read from the folder of the index."
        near = nearest(name, [other.name for other in file.parent.glob("*.md")])
        self.problems.append(Problem(front.place(*steps), "C211", f"There is no page “{name}”", hint, near))
        return None

    def section(
        self, file: Path, front: Source, name: str, steps: tuple[str | int, ...], index: IndexFields, teaches: bool
    ) -> Section | None:
        page = self.linked(file, front, name, *steps)
        if page is None:
            return None
        self.sections.add(self.root / page.path)
        activities, tasks, problems = read_exercises(page)
        resources, found = read_resources(page)
        oral, wrong = read_oral_questions(page)
        self.problems += problems + found + wrong
        if PurePosixPath(page.path).parent != PurePosixPath(file.relative_to(self.root).as_posix()).parent:
            title = f"“{name}” does not stand in the folder of its programme"
            self.problems.append(Problem(front.place(*steps), "C215", title, "Move the page beside the index."))
        if PurePosixPath(name).stem in RESERVED:
            title = f"“{name}” is the name of a page that is made from the standard"
            self.problems.append(Problem(front.place(*steps), "C217", title, "Give the section another name."))
        if page.front_matter is None and page.lines[:1] == ("---",):
            return None
        if page.front_matter is None:
            hint = "Begin with front matter: title and outcomes between two lines of three hyphens."
            self.problems.append(
                Problem(Place(page.path), "C212", "The section does not say which outcomes it serves", hint)
            )
            return None
        fields, problems = validate(SectionFields, page.front_matter)
        self.problems += problems
        if fields is None:
            return None
        criteria = self.taught(fields, page.front_matter, index.standards)
        name = PurePosixPath(page.path).stem
        return Section(
            id=name,
            title=fields.title,
            page=page,
            outcomes=fields.outcomes,
            criteria=criteria,
            activities=activities,
            tasks=tasks,
            resources=resources,
            oral=oral,
            teaches=teaches,
        )

    def other_page(self, file: Path) -> None:
        """Only sections hide their model answers from learners, so no other page may hold exercises."""
        if file in self.sections or file.parent in self.unread or not file.is_relative_to(self.root):
            return
        if not file.is_file():  # a folder may be called x.md
            return
        text, _ = read_text(file, "")
        source = EXAMPLE.sub(r"\1markdown\n\2\1", (text or "").replace("\r\n", "\n"))  # examples are code
        page = self.pages.get(file) or scan(source, file.relative_to(self.root).as_posix(), BLOCKS)[0]
        if file not in self.pages:
            self.others.append(page)
        self.problems += read_resources(page)[1]
        for block in page.blocks:
            if found := next((inner for inner in block.walk() if inner.name in EXERCISES), None):
                hint = "Name the page under “sections” in the index of its programme, or move the block to one."
                title = f"“{found.name}” stands on a page that is no section"
                self.problems.append(Problem(found.place, "C216", title, hint))

    def taught(self, fields: SectionFields, front: Source, standards: tuple[str, ...]) -> tuple[str, ...]:
        """The criteria that a section teaches, with every outcome and criterion checked."""
        outcomes = self.standards.outcomes(standards)
        for number, name in enumerate(fields.outcomes):
            if outcomes and name not in outcomes:
                hint = f"The programme's standards have: {', '.join(outcomes)}."
                title = f"There is no outcome “{name}”"
                self.problems.append(
                    Problem(front.place("outcomes", number), "C213", title, hint, nearest(name, outcomes))
                )
        served = {c.id: c for name in fields.outcomes if name in outcomes for c in outcomes[name].criteria}
        for number, name in enumerate(fields.criteria):
            if served and name not in served:
                title = f"“{name}” is no criterion of the outcomes that this section serves"
                place = front.place("criteria", number)
                self.problems.append(
                    Problem(place, "C214", title, "Name its outcome too, or correct it.", nearest(name, served))
                )
        return tuple(name for name in fields.criteria if name in served) or tuple(served)
