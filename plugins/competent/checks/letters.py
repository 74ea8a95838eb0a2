"""A rule on letters: what the documents' fonts lack would be missing on paper."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from competent.checks.rule import rule
from competent.programme.page import Page
from competent.project import Project
from competent.text.letters import UNKNOWN
from competent.text.problem import Problem


@rule("C243", "error")
def letters_are_in_the_fonts(project: Project) -> Iterator[Problem]:
    """A letter that the fonts lack would print as an empty box."""
    for page in project.content.of_programmes():
        yield from _unknown_letters(page)
        written = "".join(html.unescape(line.text) for line in page.written.lines)
        for letter, place in project.pages.seen(page.uri).letters:
            if letter not in written:
                title = f"Markdown makes “{letter}” of what is written here, and the documents' fonts have none"
                yield Problem(place, "C243", title, "Say it in words, or draw it in a picture.")


def _unknown_letters(page: Page) -> Iterator[Problem]:
    for number, (line, prose) in enumerate(zip(page.written.lines, page.written.prose, strict=True), 1):
        found = [(match, match[0]) for match in UNKNOWN.finditer(line.text)]
        written = [(match, html.unescape(match[0])) for match in _ENTITY.finditer(prose)]
        found += [(match, text) for match, text in written if UNKNOWN.search(text)]
        for match, letter in found:
            title = f"The documents' fonts have no “{letter}”"
            hint = "Say it in words, or draw it in a picture."
            yield Problem(page.written.place(number, match.start() + 1), "C243", title, hint)


_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
"""A letter by its name or number, such as &rarr; or &#8594; in the place of an arrow."""
