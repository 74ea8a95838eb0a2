"""What our own text form of a standard holds beyond the form of the register: YAML, laid over what the form says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from competent.exchange.page import BEYOND, Page
from competent.text.problem import Problem, ProblemsFound
from competent.text.source import Source, Steps, read_yaml


def with_beyond(value: dict[str, Any], page: Page) -> dict[str, Any]:
    """A standard with what stands beyond the register's form. Raises ProblemsFound where it cannot be laid over it."""
    if not page.beyond.strip():
        return value
    source, problems = read_yaml(page.beyond, page.path, page.beyond_line)
    if source is None:
        raise ProblemsFound(problems)
    if not isinstance(source.value, dict):
        raise ProblemsFound([_nowhere(source, ())])
    return dict(_laid(value, source.value, source, ()))


def _laid(base: Any, over: Any, source: Source, steps: Steps) -> Any:
    """One value over another: keys are joined, numbers name items of a list, and all else is replaced."""
    if isinstance(base, list) and isinstance(over, dict):
        result = list(base)
        for name, inner in over.items():
            if not name.isdecimal() or not 1 <= int(name) <= len(base):
                raise ProblemsFound([_nowhere(source, (*steps, name))])
            result[int(name) - 1] = _laid(base[int(name) - 1], inner, source, (*steps, name))
        return result
    if not isinstance(base, Mapping) or not isinstance(over, dict):
        return over
    joined = dict(base)
    for name, inner in over.items():
        if inner is None:
            joined.pop(name, None)
        else:
            joined[name] = _laid(joined.get(name), inner, source, (*steps, name))
    return joined


def _nowhere(source: Source, steps: Steps) -> Problem:
    named = " ".join(map(str, steps)) or "this"
    title = f"Below “{BEYOND}”, “{named}” belongs to nothing on this page"
    hint = "It holds keys of the standard; items of a list are named by their number, from 1."
    return Problem(source.key_place(*steps), "C619", title, hint)


def at_their_lines(problems: Iterable[Problem], written: Source, page: Page) -> Iterator[Problem]:
    """Problems of a file, at the lines of the page where what is wrong was written."""
    source, _problems = read_yaml(page.beyond, page.path, page.beyond_line)
    steps_at = {place: steps for known in (written.values, written.keys) for steps, place in known.items()}
    for problem in problems:
        steps = tuple(str(step + 1) if isinstance(step, int) else step for step in steps_at.get(problem.place, ()))
        place = source.place(*steps) if source else page.place(page.beyond_line)
        title = f"Below “{BEYOND}”: {problem.title}"
        yield Problem(place, "C619", title, problem.hint, problem.suggestion)


def beyond(base: Any, wanted: Any) -> Any:
    """What must be laid over one value to make another of it; nothing where they are the same."""
    if isinstance(base, list) and isinstance(wanted, list) and _side_by_side(base, wanted):
        pairs = enumerate(zip(base, wanted, strict=True), 1)
        return {str(n): beyond(one, other) for n, (one, other) in pairs if one != other}
    if not isinstance(base, dict) or not isinstance(wanted, dict):
        return wanted
    changed = {key: beyond(base.get(key), value) for key, value in wanted.items() if base.get(key) != value}
    return {**changed, **{key: None for key in base if key not in wanted}}


def _side_by_side(base: list[Any], wanted: list[Any]) -> bool:
    return len(base) == len(wanted) and all(isinstance(item, dict) for item in (*base, *wanted))
