"""The Jinja2 templates of the documents: the project's own first, then those that come with the package."""

from __future__ import annotations

import functools
import traceback
from pathlib import Path
from typing import Any

import jinja2

from competent import words
from competent.text.problem import Place, Problem, ProblemsFound


@functools.cache
def shipped_templates() -> Path:
    """The templates that come with the package: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    wheel = package / "portfolio_templates"
    return wheel if wheel.is_dir() else package.parent.parent / "portfolio_templates"


def template_folders(project_folder: Path) -> tuple[Path, ...]:
    """Where templates, styles, fonts and icons are looked for, in this order."""
    folders = [folder for folder in (project_folder, shipped_templates()) if folder.is_dir()]
    return tuple(dict.fromkeys(folder.resolve() for folder in folders))


class Templates:
    """Renders templates; what fails in one is a Problem at its line."""

    def __init__(self, folders: tuple[Path, ...], root: Path):
        self.folders, self.root = folders, root
        loader = jinja2.FileSystemLoader([str(folder) for folder in folders])
        self.environment = jinja2.Environment(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self.environment.install_gettext_callables(words._, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.environment.filters["date"] = words.date_words

    def render(self, name: str, **context: Any) -> str:
        """The text of a template filled in."""
        try:
            return self.environment.get_template(name).render(**context)
        except jinja2.TemplateSyntaxError as error:
            place = self._place(error.filename or name, error.lineno)
            raise ProblemsFound([Problem(place, "C301", f"The template is not valid: {error.message}")]) from error
        except jinja2.TemplateNotFound as error:
            where = ", ".join(str(self._shown(folder)) for folder in self.folders)
            problem = Problem(
                Place(str(error.name)), "C302", f"There is no template “{error.name}”", f"Looked in: {where}."
            )
            raise ProblemsFound([problem]) from error
        except Exception as error:  # whatever a template runs into is its author's to mend, at the line it happened
            raise ProblemsFound(
                [Problem(self._place_of(error, name), "C303", f"The template fails: {error}")]
            ) from error

    def _place_of(self, error: Exception, name: str) -> Place:
        """The innermost line of a template in the traceback."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith((".j2", ".css"))]
        return self._place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(name)

    def _place(self, file: str, line: int) -> Place:
        return Place(self._shown(Path(file)), line)

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()
