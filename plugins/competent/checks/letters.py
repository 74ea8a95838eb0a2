"""Rules on letters: what the documents' fonts lack would be missing on paper, wherever it comes from."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from competent.checks.pages import file_shown
from competent.checks.rule import roster_rule, rule
from competent.files import path_from
from competent.programme.models import Programme
from competent.programme.page import Page
from competent.project import Project
from competent.roster import Roster
from competent.text.letters import UNKNOWN, written_with
from competent.text.problem import Place, Problem
from competent.text.source import shortened


@rule("C243", "error")
def letters_are_in_the_fonts(project: Project) -> Iterator[Problem]:
    """A letter that the fonts lack would leave a gap in print."""
    used = {standard.id for programme in project.programmes for standard in programme.standards}
    sources = [project.standards.by_id[name].source for name in sorted(used)]
    told = set[str]()
    for source in [*sources, *filter(None, [project.config.settings_source])]:
        for steps, place in source.values.items():
            value = source.at(*steps)
            for letters in _RUN.findall(value) if isinstance(value, str) else ():
                told |= set(letters)
                yield _missing(place, letters)
    for page in project.content.of_programmes():
        yield from _unknown_letters(page)
        written = told.union(*(html.unescape(line.text) for line in page.written.lines))
        for letter, place in project.pages.whole(page.uri).letters:
            if letter not in written:
                title = f"Markdown makes “{letter}” of what is written here, and the documents' fonts have none"
                yield Problem(place, "C243", title, HINT, written_with(letter))
    for file in sorted(_pictures(project)):
        yield from _unknown_in_picture(project, file)


@roster_rule("C516", "error")
def letters_of_rosters_are_in_the_fonts(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """A name in a script that the fonts lack would leave an empty cell on the sampling sheet."""
    for learner in roster.learners:
        texts = {
            "learner-name": learner.name,
            "learner-id": learner.number,
            "assessor-name": learner.assessor,
            "countersigning-assessor-name": learner.countersigning_assessor,
            "iv-name": learner.iv,
            "countersigning-iv-name": learner.countersigning_iv,
        }
        for column, text in texts.items():
            for letters in _RUN.findall(text):
                title = f"The documents' fonts have no “{shortened(letters)}”"
                hint = "Write it in Latin, Arabic or Ethiopic letters, as in a passport."
                yield Problem(roster.place(learner, column), "C516", title, hint, written_with(letters))


def _unknown_letters(page: Page) -> Iterator[Problem]:
    for number, (line, prose) in enumerate(zip(page.written.lines, page.written.prose, strict=True), 1):
        found = [(match, match[0]) for match in _RUN.finditer(line.text)]
        written = [(match, html.unescape(match[0])) for match in _ENTITY.finditer(prose)]
        found += [(match, text) for match, text in written if UNKNOWN.search(text)]
        for match, letters in found:
            yield _missing(page.written.place(number, match.start() + 1), letters)


def _pictures(project: Project) -> set[Path]:
    """The drawings that documents show: those of pages, and the provider's logo."""
    pages = project.content.of_programmes()
    files = [file_shown(project, shown) for page in pages for shown in project.pages.whole(page.uri).shown]
    if logo := project.settings.provider.logo:
        files.append(project.root / logo)
    return {file for file in files if file is not None and file.suffix.lower() == ".svg" and os.path.isfile(file)}


def _unknown_in_picture(project: Project, file: Path) -> Iterator[Problem]:
    raw = file.read_text("utf-8", "replace")
    try:
        tree = ElementTree.fromstring(raw)  # noqa: S314 (expat bounds what entities grow to)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return  # which C240 tells
    drawn = "".join(text for element in tree.iter() if _is_text(element) for text in element.itertext())
    for letters in dict.fromkeys(_RUN.findall(drawn)):
        line, column = _found_in(raw, letters)
        yield _missing(Place(path_from(project.root, file), line, column), letters)


def _is_text(element: ElementTree.Element) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "text"


def _found_in(raw: str, letters: str) -> tuple[int, int]:
    """Line and column of letters; of those that are written by their numbers, of the first that is."""
    at = raw.find(letters)
    if at < 0:
        at = next((match.start() for match in _ENTITY.finditer(raw) if html.unescape(match[0]) in letters), 0)
    return raw.count("\n", 0, at) + 1, at - raw.rfind("\n", 0, at)


def _missing(place: Place, letters: str) -> Problem:
    plain = written_with(letters)
    hint = SAME if plain else HINT
    return Problem(place, "C243", f"The documents' fonts have no “{shortened(letters)}”", hint, plain)


HINT = "Say it in words, or draw it in a picture."
SAME = "Write it with letters that the fonts have."
_RUN = re.compile(f"{UNKNOWN.pattern}+(?:[ -]{UNKNOWN.pattern}+)*")
"""Letters that the fonts lack, one after the other: a word or a sentence in another script."""
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
"""A letter by its name or number, such as &hearts; or &#9829; in the place of a heart."""
