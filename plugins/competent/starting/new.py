"""Write a new project: its configuration, a standard, and a programme that teaches it."""

from __future__ import annotations

import functools
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import jinja2

from competent import __version__
from competent.standards.framework import Frameworks, shipped
from competent.standards.load import load_standard
from competent.standards.standard import Standard
from competent.standards.statements import Outcome
from competent.text.problem import Place, Problem, ProblemsFound
from competent.text.source import read_text
from competent.text.values import slug
from competent.words import Words

STARTER = Path(__file__).parent / "starter"
PREFIXES = {"saqa-unit-standard": "us", "nvq-unit": "unit", "rqf-unit": "unit", "qcto-module": "oc"}
"""What the ids of a framework's standards begin with."""
LANGUAGES = {"saqa-unit-standard": "en-ZA", "qcto-module": "en-ZA", "nvq-unit": "en-GB", "rqf-unit": "en-GB"}
"""The language that a framework's programmes are mostly written in."""
SHARES = {"lines": 20, "table": 22, "choice": 13, "checklist": 25, "task": 19}
"""How the hours of the sample divide, in percent; reading takes the rest."""
Paper = Literal["A4", "Letter"]


@dataclass(frozen=True)
class Wishes:
    """What the author of a new project has said."""

    framework: str = "saqa-unit-standard"
    title: str = "Hand over a shift"
    number: str = "900010"
    provider: str = "My academy"
    language: str = ""
    """Empty for the language that the framework is mostly taught in."""
    paper: Paper = "A4"
    standard: Path | None = None
    """A standard that is there already, to begin with."""


def write_project(folder: Path, wishes: Wishes) -> list[Path]:
    """Write a project into a folder; returns its files. Raises ProblemsFound where one of them is there already.

    Nothing is ever written over, and nothing is left half-written.
    """
    texts = project_files(wishes)
    there = sorted(path for path in texts if os.path.lexists(folder / path))
    if there:
        hint = "Nothing was written. Name a new folder, or move these files away."
        title = f"The folder holds files of these names already: {', '.join(there)}"
        raise ProblemsFound([Problem(Place(str(folder)), "C601", title, hint)])
    written: list[Path] = []
    try:
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("x", encoding="utf-8", newline="\n") as stream:
                written.append(folder / path)
                stream.write(text)
    except OSError as error:
        for file in written:
            file.unlink(missing_ok=True)
        title = f"The project cannot be written: {error.strerror}"
        raise ProblemsFound([Problem(Place(str(folder)), "C602", title, "Nothing was kept of it.")]) from error
    return [folder / path for path in texts]


def project_files(wishes: Wishes) -> dict[str, str]:
    """The files of a new project by their paths. Raises ProblemsFound where the standard cannot be read."""
    text, standard = _given(wishes.standard) if wishes.standard else _sample(wishes)
    values = _values(wishes, standard)
    if wishes.standard:
        pages = _stubs(standard, values)
    else:
        names = ("index", "the-handover", "tasks", "glossary")
        pages = {name: _template(f"sample/{name}.md").render(values) for name in names}
    return {
        "mkdocs.yml": _template("mkdocs.yml").render(values),
        "README.md": _template("README.md").render(values),
        ".gitignore": _template("gitignore").render(values),
        "requirements.txt": _template("requirements.txt").render(values),
        ".github/workflows/build.yml": _template("workflow.yml").render(values),
        f"unit_standards/{standard.id}.yml": text,
        "content/index.md": _template("home.md").render(values),
        **{f"content/{standard.id}/{name}.md": page for name, page in pages.items()},
    }


def _given(file: Path) -> tuple[str, Standard]:
    """A standard that is there, as it is written and as it is read. Raises ProblemsFound where it cannot be read."""
    text, problems = read_text(file, str(file))
    found, _name, wrong = load_standard(file, str(file), Frameworks(shipped(), frozenset()))
    if errors := [problem for problem in [*problems, *wrong] if problem.severity == "error"]:
        raise ProblemsFound(dict.fromkeys(errors))
    return (text or "", found.standard) if found else ("", _sample(Wishes())[1])


def _sample(wishes: Wishes) -> tuple[str, Standard]:
    """The example of a framework, with the title and number that were wished for."""
    prefix = PREFIXES.get(wishes.framework, "")
    number = slug(wishes.number).replace("-", "") or "900010"
    text = _template(f"standards/{wishes.framework}.yml").render(wishes=wishes, id=f"{prefix}{number}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "standard.yml"
        file.write_text(text, encoding="utf-8")
        return _given(file)


def _values(wishes: Wishes, standard: Standard) -> dict[str, object]:
    """What the templates are given."""
    minutes = 60 * (standard.notional_hours or 10)
    words = Words()
    return {
        "version": __version__,
        "wishes": wishes,
        "standard": standard,
        "name": words(standard.name),
        "language": wishes.language or LANGUAGES.get(standard.framework, "en-ZA"),
        "outcomes": [outcome.id for outcome in standard.outcomes],
        "criteria": [criterion.id for criterion in standard.criteria],
        "minutes": {name: round(minutes * share / 500) * 5 for name, share in SHARES.items()},
        "learner": "candidate" if standard.framework == "nvq-unit" else "learner",
    }


def _stubs(standard: Standard, values: Mapping[str, object]) -> dict[str, str]:
    """The pages of a programme that is still to be written: a section for each outcome, and one for the tasks."""
    words = Words()
    sections: dict[str, str] = {}
    for outcome in _taught(standard):
        title = outcome.title.strip().rstrip(".")
        labels = [(words(standard.criterion_label(criterion.id)), criterion.text) for criterion in outcome.criteria]
        sections[slug(title)] = _template("section.md").render(values, outcome=outcome, title=title, labels=labels)
    pages = {"index": _template("index.md").render(values, sections=list(sections))}
    also = {"tasks": "tasks.md", "glossary": "sample/glossary.md"}
    return {**pages, **sections, **{name: _template(file).render(values) for name, file in also.items()}}


def _taught(standard: Standard) -> list[Outcome]:
    """The outcomes that have criteria of their own."""
    return [outcome for outcome in standard.every_outcome if outcome.criteria]


@functools.cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(STARTER)
    environment = jinja2.Environment(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 (YAML and Markdown, whose texts are quoted by the filter)
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = _quoted
    return environment


def _quoted(text: str) -> str:
    """A text as YAML, in quotes."""
    return json.dumps(text, ensure_ascii=False)


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(f"{name}.j2")
