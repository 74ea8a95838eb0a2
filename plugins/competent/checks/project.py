"""Load a whole project and check it: the one way in for the site, the command and the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from competent.checks import rules
from competent.problem import Problem, in_order
from competent.programme.load import Content, load_programmes
from competent.programme.models import Programme
from competent.settings import Settings, load_settings
from competent.standards.load import Standards, load_standards


@dataclass(frozen=True)
class Project:
    """A project as it stands on disk, with everything that is wrong with it."""

    root: Path
    content_folder: Path
    settings: Settings
    standards: Standards = field(repr=False)
    content: Content = field(repr=False)
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


def load_project(mkdocs_yml: Path, content_folder: Path | None = None) -> Project:
    """Read settings, standards and programmes, and run every rule."""
    root = mkdocs_yml.resolve().parent
    folder = (content_folder or root / "content").resolve()
    settings, problems = load_settings(mkdocs_yml.resolve(), root)
    standards, found = load_standards(root / settings.standards, root)
    problems += found
    content, found = load_programmes(folder, root, standards)
    problems += found
    checked = rules.Checked(root, standards, content)
    problems += rules.run_rules(checked, whole=not problems)
    return Project(root, folder, settings, standards, content, tuple(in_order(problems)))
