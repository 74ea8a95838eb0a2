"""What to say when another plugin or a hook fails: where it does, and all that is wrong with the project itself."""

from __future__ import annotations

import datetime
import re
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from competent.adapters.plain import load_project as load_plainly
from competent.checks import checked
from competent.files import path_from
from competent.project import Project
from competent.text.problem import Place, Problem, report, summary

if TYPE_CHECKING:
    from competent.adapters.mkdocs.plugin import CompetentPlugin


class Told(PluginError):
    """A build ends with these problems, in the words of a report and not with a traceback."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = problems
        super().__init__(f"{report(problems)}\n{summary(problems)}")


def problems_of(error: BaseException, file: Path) -> Sequence[Problem]:
    """What is wrong with a project, by what its build has raised: the problems themselves, or where it fails."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, Told):
            return cause.problems
        error, cause = cause, cause.__cause__ or cause.__context__
    return [broken(file, error)]


def broken(file: Path, error: BaseException) -> Problem:
    """C412 at the line of the project that fails; at the configuration where that is none of the project's."""
    hint = "The fault lies in another plugin, in a hook, or in its settings. “mkdocs build --verbose” says more."
    title = f"MkDocs cannot build this: {sentence(error)}"
    return Problem(_line_of(file, error) or Place(file.name), "C412", title, hint)


def _line_of(file: Path, error: BaseException) -> Place | None:
    """The last line of the project's own code, a hook's, that the error came through."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_relative_to(file.parent):
        return Place(path_from(file.parent, Path(error.filename)), error.lineno or 1, error.offset or 1)
    ours, root = Path(__file__).resolve().parents[2], file.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        code = Path(frame.filename)
        installed = code.is_relative_to(ours) or "site-packages" in code.parts
        if code.is_relative_to(root) and not installed:
            return Place(path_from(root, code), frame.lineno or 1)
    return None


TYPES = {
    "bool": "true or false", "str": "text", "int": "a whole number", "float": "a number", "list": "a list",
    "dict": "keys with values", "NoneType": "nothing",
}  # fmt: skip
"""What Python's types are called by authors; MkDocs says them as they are."""


def sentence(error: object) -> str:
    """What an error says, in one line, with its kind where that tells more: `KeyError` says a name and nothing else."""
    text = " ".join(re.sub(r"\x1b\[[\d;]*m", "", str(error)).split()).rstrip(".")
    text = re.sub(r"<class '([\w.]+)'>", lambda found: TYPES.get(found[1], found[1]), text)
    kind = type(error).__name__
    return f"{kind}: {text}" if text and isinstance(error, LookupError | NameError | TypeError) else text or kind


def as_far_as_read(plugin: CompetentPlugin, file: Path, today: datetime.date | None = None) -> Project:
    """The project as it was read before something failed, checked; as it stands on disk, where it was not read yet."""
    return checked(plugin.site.project) if plugin.site else load_plainly(file, today)
