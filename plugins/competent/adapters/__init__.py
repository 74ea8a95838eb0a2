"""Last stage: what stands between a project and the program that builds its site; no other stage imports it."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path

from competent.documents.templates import unreadable_templates
from competent.project import Project, with_problems
from competent.text.problem import in_order
from competent.text.refused import refusals_told


def load_project(file: Path, today: datetime.date | None = None) -> Project:
    """Read and check a project as its generator sees it. `today` goes before the date of the settings.

    Raises ProblemsFound when the configuration cannot be read at all, or the file system refuses something.
    """
    if importlib.util.find_spec("mkdocs"):
        from competent.adapters.mkdocs.check import load_project as load
    else:
        from competent.adapters.plain import load_project as load
    file = file.resolve()
    with refusals_told(file.parent):
        project = load(file, today)
    folder = project.config.templates
    kept = project.keep.folder.parent if project.keep.folder else None  # nothing is kept in a folder that is not ours
    wrong = unreadable_templates(folder, project.root, kept) if project.settings.documents else []
    return with_problems(project, in_order([*project.problems, *wrong]))
