"""A rule on letters: what the documents' fonts lack would be missing on paper."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from competent.checks.rule import rule
from competent.programme.page import Page
from competent.project import Project
from competent.text.letters import UNKNOWN
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
                yield Problem(place, "C243", title, HINT)


def _unknown_letters(page: Page) -> Iterator[Problem]:
    for number, (line, prose) in enumerate(zip(page.written.lines, page.written.prose, strict=True), 1):
        found = [(match, match[0]) for match in _RUN.finditer(line.text)]
        written = [(match, html.unescape(match[0])) for match in _ENTITY.finditer(prose)]
        found += [(match, text) for match, text in written if UNKNOWN.search(text)]
        for match, letters in found:
            yield _missing(page.written.place(number, match.start() + 1), letters)


def _missing(place: Place, letters: str) -> Problem:
    return Problem(place, "C243", f"The documents' fonts have no “{shortened(letters)}”", HINT)


HINT = "Say it in words, or draw it in a picture."
_RUN = re.compile(f"{UNKNOWN.pattern}+(?:[ -]{UNKNOWN.pattern}+)*")
"""Letters that the fonts lack, one after the other: a word or a sentence in another script."""
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
"""A letter by its name or number, such as &rarr; or &#8594; in the place of an arrow."""
