"""A project as it stands on disk: the one way in for the site, the command and the tests."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from competent.blocks import KINDS
from competent.config import Config, guard, without_circles
from competent.pages.dialect import for_programmes, foreign_blocks
from competent.pages.keep import Keep
from competent.pages.pages import Pages
from competent.pages.snippets import include_of
from competent.programme.documents import downloads_of
from competent.programme.load import Content, load_programmes
from competent.programme.models import Programme
from competent.programme.page import Page
from competent.programme.reading import Reading, ReadPage, read_page
from competent.roster import Roster, load_rosters
from competent.settings import Settings
from competent.standards.load import Standards, load_standards
from competent.text.markdown import read_manuscript
from competent.text.problem import Problem


@dataclass(frozen=True, eq=False)
class Project:
    """A project that has been read, with everything that keeps its files from being read."""

    config: Config
    standards: Standards = field(repr=False)
    reading: Reading = field(repr=False)
    """How its pages are read."""
    content: Content = field(repr=False)
    rosters: Mapping[str, Roster] = field(default_factory=dict, repr=False)
    """By programme, who learns and who assesses, where a roster is kept."""
    problems: tuple[Problem, ...] = ()
    today: datetime.date = field(default_factory=datetime.date.today)
    """The date that the dates of the register are held against."""
    included: frozenset[str] = frozenset()
    """The files that pages include."""
    keep: Keep = field(default_factory=Keep, repr=False)
    """Where it is kept what was made of pages."""

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.config.root

    @property
    def settings(self) -> Settings:
        """What the project has set."""
        return self.config.settings

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes, in the order of their folders' names."""
        return self.content.programmes

    @property
    def output(self) -> Path:
        """The folder for everything that is made."""
        return self.config.output

    @functools.cached_property
    def pages(self) -> Pages:
        """The pages, to be read and drawn."""
        downloads = downloads_of(self.programmes) if self.settings.documents else ()
        if self.config.serving:
            downloads = tuple(found for found in downloads if (self.output / found.path).is_file())
        return Pages(self.config, self.content, downloads, self.keep)

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong that keeps the project from being built."""
        return any(problem.severity == "error" for problem in self.problems)

    def language_of(self, programme: Programme) -> str:
        """The language of a programme's content."""
        return programme.plan.language or self.settings.language


def read_project(
    config: Config, problems: list[Problem], today: datetime.date | None = None, earlier: Project | None = None
) -> Project:
    """Read standards, programmes and rosters. `today` goes before the date of the settings.

    What has not changed is taken from the same project as it was read earlier.
    """
    broken = any(problem.code.startswith("C10") or problem.code == "C410" for problem in problems)
    is_read = config.source is not None and isinstance(config.source.value, dict) and not broken
    config, circles = without_circles(config)
    found = [*problems, *circles, *(unsafe := guard(config) if is_read else problems)]
    keep = earlier.keep if earlier else Keep(None if unsafe else config.output / ".cache" / "pages")
    standards, wrong = load_standards(config.standards, config.root)
    found += wrong
    reading = reading_of(config, earlier.reading.known if earlier else {})
    content, wrong = load_programmes(reading, standards)
    found += wrong
    rosters, wrong = load_rosters(config.rosters, config.root, {p.id: p.judgements for p in content.programmes})
    found += wrong
    day = today or config.settings.check_date or datetime.date.today()
    included = frozenset(getattr(reading.include, "read", ()))
    return Project(config, standards, reading, content, rosters, tuple(found), day, included, keep)


def reading_of(config: Config, known: dict[str, tuple[object, ReadPage]]) -> Reading:
    """How the pages of a project are read; those that are known already are not."""
    dialect = for_programmes(config.dialect)
    return Reading(
        content=config.content,
        root=config.root.resolve(),
        uris=config.uris,
        kinds=KINDS,
        foreign=foreign_blocks(dialect),
        include=include_of(dialect),
        texts=config.texts,
        made=config.made,
        known=known,
    )


def read_again(project: Project, uri: str, text: str) -> Page:
    """A page whose text another program has changed or made."""
    reading, text_of = project.reading, {uri: text}
    given = replace(reading, texts=text_of) if uri in project.config.uris else replace(reading, made=text_of)
    is_section = any(section.uri == uri for programme in project.programmes for section in programme.sections)
    page, _problems = read_page(given, uri, examples=not is_section)
    return page or Page(uri, read_manuscript("", uri, frozenset())[0], ())


def with_problems(project: Project, problems: list[Problem]) -> Project:
    """The project with these problems in the place of what was known before. Its pages are the same, read already."""
    told = replace(project, problems=tuple(problems))
    told.__dict__["pages"] = project.pages
    return told
