"""Load a whole project and check it: the one way in for the site, the command and the tests."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from competent.checks import rules
from competent.checks.checked import Checked
from competent.programme.load import Content, load_programmes
from competent.programme.models import Programme
from competent.roster import Roster, load_rosters
from competent.settings import Settings, content_folder, load_settings, navigation
from competent.severity import graded
from competent.standards.load import Standards, load_standards
from competent.text.problem import Place, Problem, ProblemsFound, in_order
from competent.words import ENGLISH, speaking


@dataclass(frozen=True)
class Project:
    """A project as it stands on disk, with everything that is wrong with it."""

    root: Path
    content_folder: Path
    settings: Settings
    standards: Standards = field(repr=False)
    content: Content = field(repr=False)
    rosters: Mapping[str, Roster] = field(default_factory=dict, repr=False)
    """By programme, who learns and who assesses, where a roster is kept."""
    problems: tuple[Problem, ...] = ()

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes, in the order of their folders' names."""
        return self.content.programmes

    @property
    def output(self) -> Path:
        """The folder for everything that is made."""
        return self.root / self.settings.output

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong that keeps the project from being built."""
        return any(problem.severity == "error" for problem in self.problems)


@speaking(ENGLISH)  # problems are English, whatever language was last printed
def load_project(mkdocs_yml: Path, today: datetime.date | None = None) -> Project:
    """Read settings, standards and programmes, and run every rule. `today` goes before the date of the settings."""
    root = mkdocs_yml.resolve().parent
    folder = (root / content_folder(mkdocs_yml)).resolve()
    if not folder.is_relative_to(root):
        hint = "Set docs_dir to a folder beside mkdocs.yml."
        raise ProblemsFound([Problem(Place("mkdocs.yml"), "C401", "The content folder is outside the project", hint)])
    settings, problems = load_settings(mkdocs_yml.resolve(), root)
    standards, found = load_standards(root / settings.standards, root)
    problems += found
    content, found = load_programmes(folder, root, standards)
    problems += found
    whole = all(problem.code == "C403" for problem in problems)
    rosters, found = load_rosters(root / settings.rosters, root, [programme.id for programme in content.programmes])
    problems += found
    checked = Checked(
        root=root,
        content_folder=folder,
        standards=standards,
        content=content,
        rosters=rosters,
        navigation=navigation(mkdocs_yml),
        today=today or settings.check_date or datetime.date.today(),
    )
    problems += rules.run_rules(checked, whole)
    problems = graded(problems, settings.checks)
    return Project(root, folder, settings, standards, content, rosters, tuple(in_order(problems)))
