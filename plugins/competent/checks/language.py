"""How well a section reads: its grade, its longest sentence, and one spelling throughout."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from competent.checks.rule import rule
from competent.programme.page import Page
from competent.project import Project
from competent.text.problem import Problem

LONGEST_SENTENCE = 35
"""Words; a second-language reader loses the thread of a longer one."""

AMERICAN = {
    "analyze": "analyse", "apologize": "apologise", "behavior": "behaviour", "center": "centre",
    "color": "colour", "counseling": "counselling", "criticize": "criticise", "customize": "customise",
    "defense": "defence", "emphasize": "emphasise", "favor": "favour", "favorite": "favourite", "finalize": "finalise",
    "honor": "honour", "labor": "labour", "maximize": "maximise", "minimize": "minimise", "neighbor": "neighbour",
    "offense": "offence", "organization": "organisation", "organize": "organise", "personalize": "personalise",
    "prioritize": "prioritise", "realize": "realise", "recognize": "recognise", "rumor": "rumour",
    "standardize": "standardise", "summarize": "summarise", "sympathize": "sympathise", "traveler": "traveller",
    "utilize": "use",
}  # fmt: skip
"""American spellings with the South African and British ones."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page and the line it begins in."""

    text: str
    line: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@functools.lru_cache(maxsize=256)
def _paragraphs(page: Page) -> list[tuple[int, str]]:
    """The prose with the ends of its lines, so that a sentence can be found in the file."""
    result: list[tuple[int, str]] = []
    shown = {number for number, _line in page.text_lines()}
    start, parts = 0, list[str]()
    for number in range(page.written.body_line, len(page.written.lines) + 2):
        text = page.written.prose[number - 1].strip() if number in shown else ""
        ends = not text or bool(_NOT_PROSE.match(text))
        if parts and (ends or _ITEM.match(text)):
            result.append((start, plain("\n".join(parts))))
            parts = []
        if not ends:
            start = start if parts else number
            parts.append(text)
    return result


_NOT_PROSE = re.compile(r"^(#|\||/{3}|!!!|:?-{3}|!\[|\*\[)")
_ITEM = re.compile(r"^([-*+]|\d+\.) ")


def plain(text: str) -> str:
    """A text without the signs of Markdown."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", _ITEM.sub("", text))
    return re.sub(r"[*_]|^:\s+|\{[^}]*\}", "", text)


@functools.lru_cache(maxsize=256)
def sentences(page: Page) -> list[Sentence]:
    """Every sentence of the prose, with the line that it begins in."""
    result = []
    for line, paragraph in _paragraphs(page):
        start = 0
        for part in split_sentences(paragraph):
            start = paragraph.index(part, start)
            result.append(Sentence(part.replace("\n", " "), line + paragraph.count("\n", 0, start)))
            start += len(part)
    return result


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; one begins with a capital letter of any language, or with a quotation."""
    ends = [end for end in _END.finditer(text) if text[end.end()].isupper() or text[end.end()] in '“‘"(']
    bounds = zip([0, *(end.end() for end in ends)], [*(end.start() for end in ends), len(text)], strict=True)
    return [part for first, last in bounds if (part := text[first:last].strip())]


_END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=\S)")


def grade(page: Page) -> float:
    """The Flesch-Kincaid grade of the prose, measured by textstat."""
    import textstat

    return float(textstat.flesch_kincaid_grade(" ".join(s.text for s in sentences(page))))


@rule("C261")
def sentences_are_short(project: Project) -> Iterator[Problem]:
    """No sentence is longer than 35 words."""
    for page in project.content.of_programmes():
        for sentence in sentences(page):
            if sentence.words > LONGEST_SENTENCE:
                title = f"A sentence of {sentence.words} words: “{' '.join(sentence.text.split()[:6])} …”"
                hint = f"Make two of it; at most {LONGEST_SENTENCE} words."
                yield Problem(page.place(sentence.line), "C261", title, hint)


@rule("C262")
def spelling_is_british(project: Project) -> Iterator[Problem]:
    """One spelling throughout, that of South Africa and Britain, where the content is in their English."""
    spoken = {page.uri: project.language_of(programme) for programme in project.programmes for page in programme.pages}
    for page in project.content.of_programmes():
        if not _BRITISH.match(spoken.get(page.uri, project.settings.language)):
            continue
        for line, paragraph in _paragraphs(page):
            for match in _AMERICAN.finditer(paragraph):
                if not _in_a_name(paragraph, match):
                    right = AMERICAN[match[1].lower()]
                    title = f"“{match[0]}” is American spelling"
                    place = page.place(line + paragraph.count("\n", 0, match.start()))
                    yield Problem(place, "C262", title, "", right + (match[2] or ""))


_BRITISH = re.compile(r"en(?!-(?:US|PH|PR|GU|VI|AS|UM)$)(?:-|$)", re.IGNORECASE)
"""English, but for that of the United States and where they spell as there."""
_AMERICAN = re.compile(r"\b(" + "|".join(AMERICAN) + r")(s|d|r|rs)?\b", re.IGNORECASE)


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a proper name: with a capital letter, beside another that has one."""
    beside = re.search(r"([A-Z]\w*) $", text[: match.start()]) or re.match(r" ([A-Z]\w*)", text[match.end() :])
    return match[0][0].isupper() and beside is not None
