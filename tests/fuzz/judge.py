"""Try one file in its project, and say what should not have happened."""

from __future__ import annotations

import contextlib
import datetime
import re
import signal
import traceback
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from competent.adapters import load_project
from competent.adapters.plain import load_project as load_plainly
from competent.documents.compose import Composer
from competent.forms.field import Form
from competent.project import Project
from competent.text.problem import Problem, ProblemsFound, report
from tests.building import project_copy
from tests.checks.cases import TODAY

BASES = ("whole", "small", "dialect", "qcto", "rqf")
SECRET = "Zibberling"  # noqa: S105 (a word)
"""Stands in every model answer, note and oral question, and nowhere else."""
HIDDEN = ("model", "notes", "oral")
LONGEST = 10.0
"""Seconds of processor time that one input may take; most take a tenth of one."""
OF_OTHERS = "C412"
"""Says what another plugin says as it fails."""
PROGRAMMERS = re.compile(
    r"pydantic|Traceback|NoneType|object has no attribute|Input should be|unhashable|<class '|<function |not subscriptable"
)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


Load = Callable[[Path, datetime.date], Project]


@dataclass(frozen=True)
class Failure:
    """What should not have happened."""

    kind: str
    what: str

    @property
    def signature(self) -> str:
        """The same for all inputs that fail for one reason, as far as can be told."""
        return f"{self.kind} {re.sub(r'[0-9]+', 'N', self.what)[:160]}"


class Hang(BaseException):  # not to be caught by whoever catches everything
    """It takes too long."""


def base_project(name: str, folder: Path) -> Path:
    """A copy of one of the projects of the tests, with secrets in it."""
    root = folder / name
    project_copy(name, root)
    for page in root.rglob("*.md"):
        text = page.read_text("utf-8")
        text = re.sub(r"(?m)^(/{3,} model[^\n]*\n(?:    [^\n]*\n)*)", rf"\1{SECRET} of the model.\n", text)
        if name == "whole" and page.name == "tasks.md":
            text += f"\n/// oral | Why is the pot warmed?\n    criteria: [us1-so1-ac1]\n\n{SECRET} of the oral.\n///\n"
        if name == "whole" and page.name == "water.md":
            text = text.replace("/// model\n", f"/// notes\n{SECRET} of the notes.\n///\n\n/// model\n", 1)
        page.write_text(text, "utf-8")
    return root


def files_of(root: Path) -> list[Path]:
    """The files that authors write."""
    kinds = (".md", ".yml", ".csv", ".svg")
    found = (file.relative_to(root) for file in root.rglob("*") if file.suffix in kinds)
    return sorted(file for file in found if file.parts[0] != "build")


def judged(root: Path, files: Mapping[Path, bytes], *, compose: bool, mkdocs: bool) -> list[Failure]:
    """What goes wrong with a project in which some files are others; they are put back in the end.

    MkDocs takes three quarters of the time, so it is asked for where it has something to say.
    """
    before = {file: (root / file).read_bytes() for file in files}
    try:
        for file, data in files.items():
            (root / file).write_bytes(data)
        with _alarm():
            return list(_tried(root, files, compose, load_project if mkdocs else load_plainly))
    except Hang as hang:
        return [Failure("hang", _innermost(hang))]
    except Exception as error:  # that is what is looked for
        return [Failure("crash", f"{type(error).__name__} {_innermost(error)}")]
    finally:
        for file, data in before.items():
            (root / file).write_bytes(data)


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Hang

    previous = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _innermost(error: BaseException) -> str:
    """The line of our own code where it happened, and that of others."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(frame.filename).name}:{frame.name}" for frame in frames if "/competent/" in frame.filename]
    last = frames[-1] if frames else None
    return f"{ours[-1] if ours else '?'} ({last.name if last else '?'})"


def _tried(root: Path, files: Mapping[Path, bytes], compose: bool, load: Load) -> Iterator[Failure]:
    try:
        project = load(root / "mkdocs.yml", TODAY)
        problems = list(project.problems)
    except ProblemsFound as found:
        project, problems = None, found.problems
    for problem in problems:
        yield from _wrong(problem, root, files)
    for style in ("text", "github", "json"):
        report(problems, style)
    if project and compose and not project.has_errors:
        yield from _composed(project, files.values())


def _wrong(problem: Problem, root: Path, files: Iterable[Path]) -> Iterator[Failure]:
    """What is wrong with a problem: its place, or its words."""
    place = problem.place
    here = root / place.path
    if not here.exists():
        yield Failure("place", f"{problem.code}: there is no {place.path}")
    elif here.is_file():
        data = here.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if not 1 <= place.line <= data.count(b"\n") + 1 or place.column < 1:
            yield Failure("place", f"{problem.code} {problem.title[:40]}: outside the file")
    if not any(_depends(place.path, file.as_posix()) for file in files):
        yield Failure("place", f"{problem.code}: {place.path} has nothing to do with what changed")
    said = f"{problem.title} {problem.hint} {problem.suggestion}"
    if CONTROL.search(said):
        yield Failure("message", f"{problem.code}: a control character")
    if (found := PROGRAMMERS.search(said)) and problem.code != OF_OTHERS:
        yield Failure("message", f"{problem.code}: {found[0]}")
    if len(problem.title) > 300:
        yield Failure("message", f"{problem.code}: a title of {len(problem.title)} letters")


def _depends(place: str, file: str) -> bool:
    """Whether a problem may stand there when this file has changed: in itself, or in what is read in its light."""
    if place == file or file.endswith(".yml"):
        return True
    if file.endswith(".svg"):
        return place.endswith((".md", ".svg", "mkdocs.yml"))
    if file.endswith(".csv"):
        return not place.endswith((".yml", ".svg"))
    return True  # a page: a picture that it shows no more is told as one that nobody needs


def _composed(project: Project, texts: Iterable[bytes]) -> Iterator[Failure]:
    """Everything that learners see, and whether a secret is in it; and everything else, which must not fail."""
    try:
        seen = list(_for_learners(project))
    except ProblemsFound as found:
        for problem in found.problems:
            if problem.code in ("C301", "C302", "C303"):
                yield Failure("compose", str(problem)[:200])
        return
    if all(_is_hidden(data.decode("utf-8", "replace")) for data in texts):
        for name, html in seen:
            if SECRET in html:
                yield Failure("leak", name)


def _for_learners(project: Project) -> Iterator[tuple[str, str]]:
    for programme in project.programmes:
        for document in Composer(project, programme).all():
            if document.path.startswith("pdf/"):
                yield document.path, document.html
    for uri in project.pages.all:
        fragment = project.pages.fragment(uri, project.pages.view("web", uri, form=Form(loose=True)))
        yield uri, etree.tostring(fragment.root, encoding="unicode")


def _is_hidden(text: str) -> bool:
    """Whether every secret of the file stands right below a line that hides it, and in no code."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    code = False
    for number, line in enumerate(lines):
        if re.match(r"\s*(```|~~~)", line):
            code = not code
        if SECRET in line:
            above = number - 1
            while above > 0 and lines[above].startswith("    "):
                above -= 1
            if code or not re.match(rf"/{{3,}} ({'|'.join(HIDDEN)})\b", lines[max(above, 0)]):
                return False
    return True


def projects_in(folder: Path) -> dict[str, Path]:
    """A copy of every base, in a folder of its own."""
    return {name: base_project(name, folder) for name in BASES}
