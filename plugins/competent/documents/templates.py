"""The Jinja2 templates of the documents: the project's own first, then those that come with the package.

One environment serves all documents. The language and the form of the document that is being made are part of what a
template is given, and nothing of them outlives the rendering: macros are therefore imported `with context`.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from competent.files import code_hash, path_from, write_kept
from competent.forms.field import FieldClash
from competent.text.problem import Place, Problem, ProblemsFound
from competent.text.source import read_text
from competent.text.values import Prose
from competent.words import Said, Words


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


def unreadable_templates(folder: Path, root: Path, kept: Path | None = None) -> list[Problem]:
    """C301: templates of a project that are not valid, told before anything is printed."""
    templates = Templates((folder.resolve(),), root, kept)
    found = (templates.unreadable(file) for file in sorted(folder.resolve().rglob("*.j2")) if file.is_file())
    return [problem for problem in found if problem]


@jinja2.pass_context
def _gettext(context: Context, text: str) -> str:
    words: Words = context["words"]
    return words.catalogue_text(text)


@jinja2.pass_context
def _ngettext(context: Context, one: str, many: str, number: int) -> str:
    words: Words = context["words"]
    return words.catalogue_plural(one, many, number)


@jinja2.pass_context
def _say(context: Context, said: Said) -> str:
    words: Words = context["words"]
    return words.say(said)


@jinja2.pass_context
def _date(context: Context, day: Any) -> str:
    words: Words = context["words"]
    return words.date(day)


def prose(text: Prose) -> Markup:
    """An author's text with its list below it, where it has one."""
    if isinstance(text, str):
        return escape(text)
    items = Markup("").join(Markup("<li>{}</li>").format(prose(item)) for item in text.items)
    return Markup("{}<ul>{}</ul>").format(text.text, items)


MACROS = "parts/forms.html.j2"
"""Draws the fields that other templates ask for."""


@dataclass
class _Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled before, in a folder of what is kept. One that is not whole is compiled again."""

    folder: Path

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            data = self._file(bucket).read_bytes()
            code = data[hashlib.sha256().digest_size :]
            if data == _signed(code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):  # a folder that cannot be written to
            write_kept(self._file(bucket), _signed(bucket.bytecode_to_string()))

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.template"


def _signed(code: bytes) -> bytes:
    """With a hash of it, and of the code of this package: what is compiled depends on how the engine is set up."""
    return hashlib.sha256(code_hash().encode() + code).digest() + code


class Templates:
    """Renders templates; what fails in one is a Problem at its line."""

    def __init__(self, folders: tuple[Path, ...], root: Path, kept: Path | None = None):
        self.folders, self.root = folders, root
        loader = jinja2.FileSystemLoader([str(folder) for folder in folders])
        self.environment = jinja2.Environment(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            bytecode_cache=_Compiled(kept) if kept else None,
        )
        self.environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.environment.filters["date"] = _date
        self.environment.filters["say"] = _say
        self.environment.filters["prose"] = prose

    def unreadable(self, file: Path) -> Problem | None:
        """What keeps a template of the first folder from being read, if anything does."""
        _text, problems = read_text(file, self._shown(file))
        if problems:
            return problems[0]
        try:
            self.environment.get_template(file.relative_to(self.folders[0]).as_posix())
        except jinja2.TemplateSyntaxError as error:
            return self._not_valid(str(file), error)
        return None

    def _not_valid(self, file: str, error: jinja2.TemplateSyntaxError) -> Problem:
        return Problem(self._place(file, error.lineno), "C301", f"The template is not valid: {error.message}")

    def render(self, name: str, words: Words, **context: Any) -> str:
        """The text of a template filled in, in a language."""
        try:
            return self.environment.get_template(name).render(words=words, **context)
        except jinja2.TemplateSyntaxError as error:
            raise ProblemsFound([self._not_valid(error.filename or name, error)]) from error
        except jinja2.TemplateNotFound as error:
            where = ", ".join(str(self._shown(folder)) for folder in self.folders)
            problem = Problem(
                Place(str(error.name)), "C302", f"There is no template “{error.name}”", f"Looked in: {where}."
            )
            raise ProblemsFound([problem]) from error
        except FieldClash as clash:
            title = f"Two fields of one document are called “{clash.one.name}”"
            hint = "A name means one thing in the whole pack: give one of them another key."
            raise ProblemsFound([Problem(self._place_of(clash, name, MACROS), "C305", title, hint)]) from clash
        except Exception as error:  # whatever a template runs into is its author's to mend, at the line it happened
            raise ProblemsFound(
                [Problem(self._place_of(error, name), "C303", f"The template fails: {error}")]
            ) from error

    def _place_of(self, error: Exception, name: str, but: str = "/") -> Place:
        """The innermost line of a template in the traceback; one whose name ends in `but` is not to blame."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith((".j2", ".css"))]
        frames = [f for f in frames if not f.filename.endswith(but)] or frames
        return self._place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(name)

    def _place(self, file: str, line: int) -> Place:
        return Place(self._shown(Path(file)), line)

    def _shown(self, path: Path) -> str:
        return path_from(self.root, path)
