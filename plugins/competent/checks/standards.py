"""Rules on what a standard says of itself: facts that are asked for, codes, weights, grades, and whose words it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from competent.checks.rule import programme_rule, rule
from competent.programme.models import Programme
from competent.project import Project
from competent.standards.load import LoadedStandard
from competent.standards.standard import Standard
from competent.standards.statements import Criterion, Outcome, Register
from competent.text.problem import Problem, nearest

REGISTERED = tuple(Register.model_fields)


@rule("C145", "notice")
def facts_are_known(project: Project) -> Iterator[Problem]:
    """What the framework asks of a standard and its file does not say; what stands on no register stays unknown."""
    for loaded in project.standards.by_id.values():
        asked = [name for name in loaded.standard.rules.asks if not _is_known(loaded.standard, name)]
        missing = [name for name in asked if _written(loaded, name) is None]
        if missing:
            of_register = all(name in REGISTERED for name in missing)
            place = loaded.source.key_place("register") if of_register else loaded.source.key_place("id")
            title = f"Not known of {loaded.standard.id}: {', '.join(missing)}"
            hint = "Look it up and add it; where nobody can know it, write “unknown”. It is then said nowhere."
            yield Problem(place, "C145", title, hint)


def _written(loaded: LoadedStandard, name: str) -> object:
    """What the file says, also where it says that nobody knows."""
    return loaded.source.at(name) if name not in REGISTERED else loaded.source.at("register", name)


def _is_known(standard: Standard, name: str) -> bool:
    register = standard.register_facts
    if name == "number":
        return bool(standard.number_given or (register and register.number))
    if name == "credits" and standard.hours:
        return True
    if name in REGISTERED:
        return register is None or getattr(register, name) is not None
    return bool(getattr(standard, name))


@rule("C146")
def codes_tell_apart(project: Project) -> Iterator[Problem]:
    """Two outcomes, or two criteria of one outcome, that people call the same cannot be told apart in any form."""
    for loaded in project.standards.by_id.values():
        outcomes = [(outcome, steps) for outcome, steps in loaded.standard.outcome_steps() if outcome.code]
        yield from _twice(loaded, [(outcome.code, steps) for outcome, steps in outcomes])
        for outcome, steps in loaded.standard.outcome_steps():
            yield from _twice(loaded, [(c.code, (*steps, "criteria", n)) for n, c in enumerate(outcome.criteria)])


def _twice(loaded: LoadedStandard, coded: Sequence[tuple[str, tuple[str | int, ...]]]) -> Iterator[Problem]:
    seen: dict[str, tuple[str | int, ...]] = {}
    for code, steps in coded:
        if code and code in seen:
            line = loaded.source.place(*seen[code]).line
            hint = f"The other begins in line {line}. Add “code: …” with what people call it."
            yield Problem(loaded.source.place(*steps), "C146", f"“{code}” is the code of two", hint)
        seen.setdefault(code, steps)


@rule("C147")
def weights_add_up(project: Project) -> Iterator[Problem]:
    """Where outcomes or criteria have weights, those that stand side by side come to 100 percent."""
    for loaded in project.standards.by_id.values():
        yield from _unbalanced(loaded, loaded.standard.outcomes, ("outcomes",))
        for outcome, steps in loaded.standard.outcome_steps():
            yield from _unbalanced(loaded, outcome.outcomes, (*steps, "outcomes"))
            yield from _unbalanced(loaded, outcome.criteria, (*steps, "criteria"))


def _unbalanced(
    loaded: LoadedStandard, parts: Sequence[Outcome | Criterion], steps: tuple[str | int, ...]
) -> Iterator[Problem]:
    weights = [part.weight for part in parts if part.weight is not None]
    total = sum(weights)
    if not weights or (len(weights) == len(parts) and abs(total - 100) < 0.5):
        return
    without = len(parts) - len(weights)
    title = f"The weights come to {total:g} percent" if not without else f"{without} of these have no weight"
    hint = "Those that stand side by side come to 100 percent."
    yield Problem(loaded.source.place(*steps, 0), "C147", title, hint)


@rule("C148", "error", whole=False)
def letters_are_of_the_framework(project: Project) -> Iterator[Problem]:
    """A grade and a method of evidence are ones that the framework, or the standard, has."""
    for loaded in project.standards.by_id.values():
        standard = loaded.standard
        grades = [value.code for value in standard.rules.grades]
        methods = [method.code for method in standard.evidence_methods]
        for outcome, steps in standard.outcome_steps():
            yield from _unknown_methods(loaded, outcome, steps, methods)
            for number, criterion in enumerate(outcome.criteria):
                here = (*steps, "criteria", number)
                yield from _unknown_methods(loaded, criterion, here, methods)
                if criterion.grade and criterion.grade not in grades:
                    hint = f"Grades of {standard.framework}: {', '.join(grades) or 'none'}."
                    title = f"There is no grade “{criterion.grade}”"
                    near = nearest(criterion.grade, grades)
                    yield Problem(loaded.source.place(*here, "grade"), "C148", title, hint, near)


def _unknown_methods(
    loaded: LoadedStandard, part: Outcome | Criterion, steps: tuple[str | int, ...], methods: list[str]
) -> Iterator[Problem]:
    for number, code in enumerate(part.sufficiency.methods if part.sufficiency else ()):
        if code not in methods:
            place = loaded.source.place(*steps, "sufficiency", "methods", number)
            hint = f"Methods: {', '.join(methods)}."
            yield Problem(place, "C148", f"There is no method “{code}”", hint, nearest(code, methods))


@programme_rule("C149")
def words_are_chosen(programme: Programme, project: Project) -> Iterator[Problem]:
    """A programme of several frameworks says whose words its documents have."""
    known = [framework.id for framework in programme.frameworks]
    if programme.plan.framework and programme.plan.framework not in known:
        place = programme.index.front_place("framework")
        title = f"No standard of the programme is of the framework “{programme.plan.framework}”"
        near = nearest(programme.plan.framework, known)
        yield Problem(place, "C149", title, f"Its frameworks: {', '.join(known)}.", near)
    elif len(known) > 1 and not programme.plan.framework:
        title = f"The standards are of {len(known)} frameworks, and the documents have the words of {known[0]}"
        hint = f"Add “framework: …” to the index: {' or '.join(known)}. Each standard keeps its own forms."
        yield Problem(programme.index.front_place("standards"), "C149", title, hint)
