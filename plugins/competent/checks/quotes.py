"""Rules on words that must be the same, and on words that must not: quoted statements, and model answers."""

from __future__ import annotations

import difflib
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from competent.checks.language import plain, sentences, split_sentences
from competent.checks.rule import rule
from competent.programme.models import Programme
from competent.programme.page import Page
from competent.project import Project
from competent.text.problem import Problem
from competent.text.values import flat
from competent.words import Words

LIKE = 0.8
"""How much of a statement a sentence shares, word by word, before it counts as a quotation of it."""
LEAD = 3
"""How many times as long as a statement a sentence may be that quotes it; in a longer one its words meet by chance."""
SHORTEST = 7
"""Words; shorter statements are met by chance."""
RUN = 14
"""Words in a row that two texts share only where one was copied: a case or the heads of a table are shorter."""

Run = tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A statement of a standard that somebody may quote."""

    label: str
    text: str
    words: tuple[str, ...]


@rule("C266")
def quoted_statements_are_right(project: Project) -> Iterator[Problem]:
    """A sentence that is nearly a statement of the standard quotes it wrongly."""
    for programme in project.programmes:
        statements = _statements(programme)
        by_word: dict[str, list[int]] = defaultdict(list)
        for number, statement in enumerate(statements):
            for word in statement.words:
                by_word[word].append(number)
        for page in (programme.index, *(section.page for section in programme.sections)):
            for sentence in sentences(page):
                yield from _misquoted(page, sentence.line, words_of(sentence.text), statements, by_word)


def _statements(programme: Programme) -> list[Statement]:
    found = []
    for standard in programme.standards:
        for criterion in standard.criteria:
            label = standard.criterion_label(criterion.id)
            found.append((label, criterion.text))
            found += [(f"the range of {label}", flat(criterion.range))] if criterion.range else []
        found += [(Words().say(standard.outcome_label(outcome)), outcome.title) for outcome in standard.every_outcome]
        found += [("the embedded knowledge", flat(knowledge.text)) for knowledge in standard.embedded_knowledge]
    split = ((label, sentence) for label, text in found for sentence in split_sentences(plain(text)))
    statements = (Statement(label, text, tuple(words_of(text))) for label, text in split)
    return [statement for statement in statements if len(statement.words) >= SHORTEST]


def _misquoted(
    page: Page, line: int, given: list[str], statements: list[Statement], by_word: dict[str, list[int]]
) -> Iterator[Problem]:
    """The statement that a sentence comes nearest to, unless it holds one word for word."""
    shared = Counter(number for word in set(given) for number in by_word.get(word, ()))
    near = [statements[n] for n, count in shared.items() if count >= LIKE * len(statements[n].words)]
    near = [statement for statement in near if len(given) <= LEAD * len(statement.words)]
    if not near or any(_holds(given, statement.words) for statement in near):
        return
    statement = max(near, key=lambda one: _likeness(given, one))
    if _likeness(given, statement) >= LIKE:
        title = f"This reads like {statement.label}, but is not what the standard says"
        hint = f"The standard: “{statement.text}” Quote it word for word, or use your own words."
        yield Problem(page.place(line), "C266", title, hint)


def _likeness(given: list[str], statement: Statement) -> float:
    """From 0 to 1; words that lead into the quotation, such as “SO1 AC2 says”, do not count."""
    matcher = difflib.SequenceMatcher(None, given, statement.words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    span = blocks[-1].a + blocks[-1].size - blocks[0].a if blocks else 0
    return 2 * sum(block.size for block in blocks) / (span + len(statement.words))


def _holds(given: list[str], statement: tuple[str, ...]) -> bool:
    size = len(statement)
    return any(tuple(given[start : start + size]) == statement for start in range(len(given) - size + 1))


@rule("C247", "error", never_off=True)
def model_answers_stay_hidden(project: Project) -> Iterator[Problem]:
    """Fourteen words in a row of a model answer stand in what learners read."""
    secret: dict[Run, str] = {}
    standards = [loaded.standard.model_dump() for loaded in project.standards.by_id.values()]
    quoted = {run for text in _texts(standards) for run in runs(text)}
    for programme in project.programmes:
        for section in programme.sections:
            lines = dict(section.page.open_lines())
            for exercise in section.exercises:
                asked = runs(" ".join(lines.get(number, "") for number in exercise.node.lines))
                owner = f"the model answer of {Words()(exercise.label)}, “{exercise.title}”"
                for text in (exercise.model, exercise.notes):  # what the question says itself is no secret
                    secret.update(dict.fromkeys(runs(text) - asked, owner))
        for question in programme.oral_questions:
            secret.update(dict.fromkeys(runs(question.answer), f"the answer to “{question.question}”"))
    for page in project.content.pages.values():
        yield from _leaks(page, secret, quoted)


def _leaks(page: Page, secret: dict[Run, str], quoted: set[Run]) -> Iterator[Problem]:
    """The first run of each model answer that the page shows, with the line it begins in."""
    told: set[str] = set()
    for run, line in _learners_runs(page):
        owner = secret.get(run)
        if owner and owner not in told and run not in quoted:
            told.add(owner)
            shown = " ".join(run[:7])
            hint = "Move it into the block “model”, or say it in other words in one of the two places."
            title = f"Learners would read {owner}: “{shown} …”"
            yield Problem(page.place(line), "C247", title, hint)


@functools.lru_cache(maxsize=256)
def open_words(page: Page) -> tuple[tuple[str, int], ...]:
    """Every word that anybody may read at once, with its line."""
    return tuple((word, number) for number, line in page.open_lines() for word in words_of(line))


@functools.lru_cache(maxsize=256)
def _learners_runs(page: Page) -> tuple[tuple[Run, int], ...]:
    """Every fourteen words in a row that a learner may read, be it after an answer, with the line each begins in."""
    words = [(word, number) for number, line in page.learners_lines() for word in words_of(line)]
    lines = (number for _word, number in words)
    return tuple(zip(in_a_row([word for word, _number in words], RUN), lines, strict=False))


def _texts(part: object) -> Iterator[str]:
    """Every text in a standard, as `model_dump` gives it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from (text for value in part.values() for text in _texts(value))
    elif isinstance(part, list | tuple):
        yield from (text for value in part for text in _texts(value))


@functools.lru_cache(maxsize=4096)
def runs(text: str) -> frozenset[Run]:
    """Every fourteen words in a row."""
    return frozenset(in_a_row(words_of(text), RUN))


def in_a_row(words: list[str], size: int) -> Iterator[Run]:
    """Every so many words in a row."""
    return zip(*(words[n:] for n in range(size)), strict=False)


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case and without signs."""
    return re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))
