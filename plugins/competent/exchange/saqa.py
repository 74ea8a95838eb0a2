"""Make a unit standard of a page of the SAQA register: what the page says, in its words, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from competent.exchange.beyond import at_their_lines, with_beyond
from competent.exchange.facts import Facts
from competent.exchange.head import Head, read_head, row_cells
from competent.exchange.lines import Line
from competent.exchange.outcomes import Outcomes
from competent.exchange.page import Page
from competent.exchange.parts import Part, parted
from competent.exchange.prose import Node, all_prose, distinct, prose, says_nothing, sentence, tree
from competent.exchange.telling import Telling
from competent.exchange.written import Remark, Unknown, comment, written
from competent.standards.standard import Standard
from competent.text.problem import Problem, ProblemsFound
from competent.text.source import read_yaml
from competent.text.validate import validate
from competent.text.values import slug

SOURCE = (
    "The statements of this unit standard are reproduced from the register of the South African Qualifications "
    "Authority (SAQA), which is acknowledged as their source. They may be reproduced but not sold."
)
MOST_CELLS = 10
"""Cells of a row that tells of a qualification."""
MOST_QUALIFICATIONS = 12
"""How many qualifications that use a standard are kept as a fact of it; fundamental ones are used by hundreds."""


@dataclass(frozen=True)
class Imported:
    """A page as a standard."""

    id: str
    value: dict[str, Any]
    """The standard as YAML has it; what is not known is an Unknown."""
    text: str
    """The file."""
    problems: list[Problem]

    @property
    def counts(self) -> str:
        """How many outcomes and criteria it has, in words."""
        outcomes = self.value["outcomes"]
        criteria = [outcome.get("criteria") for outcome in outcomes]
        number = sum(len(found) for found in criteria if isinstance(found, list))
        said = f"{len(outcomes)} outcome" + ("" if len(outcomes) == 1 else "s")
        return f"{said}, {number} " + ("criterion" if number == 1 else "criteria")


def imported(page: Page, number: str = "", retrieved: str = "") -> Imported:
    """Make a standard of a page. Raises ProblemsFound where it is no page of the register, or its number is unknown."""
    tell = Telling(page)
    head_lines, parts = parted(page.lines)
    head = read_head(head_lines)
    outcomes = Outcomes(tell)
    others = [part for part in parts if not outcomes.take(part)]
    if too_many(parts):
        title = f"This page has more than {MOST_PARTS} headings, or more than {MOST_LINES} lines below them"
        hint = "A unit standard has a hundredth of it. Save the page of one unit standard."
        raise ProblemsFound([Problem(page.place(1), "C613", title, hint)])
    if not outcomes.found:
        title = "There is no SPECIFIC OUTCOME on this page"
        hint = "Save the page of one unit standard, “HTML only” and not as one file, or paste the whole of its text."
        raise ProblemsFound([Problem(page.place(1), "C613", title, hint)])
    digits = number or head.values.get("number", "")
    if not re.fullmatch(r"\d{1,9}", digits):
        title = "The page does not say the number of the unit standard"
        hint = "Say it with --number. Nothing was written."
        raise ProblemsFound([Problem(page.place(1), "C614", title, hint)])
    for line, text in head.unread:
        tell.dropped(line, f"This could not be understood, and was left out: “{text}”")
    value = _standard(digits, Facts(head, tell, retrieved), outcomes, others, tell)
    if page.backticks:
        times = f"in {len(page.backticks)} lines" if len(page.backticks) > 1 else "in one line"
        tell.otherwise(page.backticks[0], f"Backticks {times} were read as apostrophes")
    value = _completed(value, page, tell)
    text = _file(value, bool(page.backticks))
    problems = [*tell.problems, *_read_back(text, page, tell)]
    return Imported(value["id"], value, text, problems)


def too_many(parts: Sequence[Part]) -> bool:
    """Whether a page holds more than any standard; who is accredited, and what uses it, may be long."""
    own = [part for part in parts if part.heading.part not in ("used-by", "left-out")]
    return len(own) > MOST_PARTS or sum(len(part.lines) for part in own) > MOST_LINES


MOST_PARTS = 1000
MOST_LINES = 5000
"""Headings and lines of the statements; a large standard has a hundred of each."""


def _standard(number: str, facts: Facts, outcomes: Outcomes, parts: Sequence[Part], tell: Telling) -> dict[str, Any]:
    """The whole standard as YAML has it, in the order of its keys."""
    name = f"us{number}"
    others = Others(name, tell)
    for part in parts:
        others.take(part)
    level, credits_ = facts.level(), facts.credits()
    facts.more |= others.facts
    return {
        "framework": "saqa-unit-standard",
        "id": name,
        "title": _title(facts.head, tell),
        "level": level,
        "credits": credits_,
        "register": facts.register(number),
        "source": SOURCE,
        **others.before,
        "outcomes": outcomes.as_yaml(name),
        **others.after(),
    }


def _completed(value: dict[str, Any], page: Page, tell: Telling) -> dict[str, Any]:
    """The standard with what stands beyond the register's form, which makes some of it known; in the order of keys."""
    found = with_beyond(value, page)
    if found is value:
        return value
    other = found.get("framework") != value["framework"]  # which asks for other things, or for nothing
    register = found.get("register")
    known = {**(register if isinstance(register, dict) else {}), **found}
    asked = {key for key in tell.keys.values() if isinstance(known.get(key), Unknown)}
    tell.forget(set(tell.keys.values()) - (set() if other else asked))
    if other:
        found = {key: inner for key, inner in found.items() if not isinstance(inner, Unknown) or inner.needed}
    if isinstance(outcomes := found.get("outcomes"), list):
        found["outcomes"] = list(map(_nested, outcomes))
    if not _is_needed(found):
        tell.problems = [problem for problem in tell.problems if problem.code != "C615"]
    order = [field.alias or name for name, field in Standard.model_fields.items()]
    place = {key: order.index(key.strip("# ")) if key.strip("# ") in order else len(order) for key in found}
    return dict(sorted(found.items(), key=lambda entry: place[entry[0]]))


def _nested(outcome: Any) -> Any:
    """An outcome that holds outcomes of its own needs no criteria; the form of the register knows no such ones."""
    if not isinstance(outcome, dict) or "outcomes" not in outcome:
        return outcome
    return {key: inner for key, inner in outcome.items() if not isinstance(inner, Unknown)}


def _is_needed(value: Any) -> bool:
    if isinstance(value, (dict, list)):
        return any(map(_is_needed, value.values() if isinstance(value, dict) else value))
    return isinstance(value, Unknown) and value.needed


def _title(head: Head, tell: Telling) -> str | Unknown:
    if found := head.values.get("title") or head.heading:
        return found
    tell.needed(1, "The page does not say the title", "title")
    return Unknown("the page does not say it", needed=True)


class Others:
    """Collects the parts of a page beside its outcomes."""

    def __init__(self, standard: str, tell: Telling) -> None:
        self.standard, self.tell = standard, tell
        self.facts: dict[str, str] = {}
        self.lines: dict[str, list[Line]] = {}
        self.places: dict[str, int] = {}
        self.cross: list[dict[str, Any]] = []
        self.said_across: dict[str, list[str]] = {}
        """What the page says of each cross-field outcome, by name."""

    def take(self, part: Part) -> None:
        """Take one part."""
        name = part.heading.part
        if name == "fact":
            self._fact(part.heading.name, part)
        elif name == "used-by":
            self._used_by(part)
        elif name == "cross-field":
            self._cross_field(part)
        elif name == "unknown":
            said = part.heading.name.removeprefix("UNIT STANDARD ").capitalize()
            title = f"“{part.heading.name}” is no heading that is known; it was kept among the facts of the register"
            self.tell.otherwise(part.number, title, "Move it to where it belongs.")
            self._fact(said, part)
        elif name == "start":
            self.tell.left_out(part, "It stands below no outcome or criterion")
        elif name == "left-out":
            self.tell.left_out(part, "This is no part of the standard")
        else:
            self.lines.setdefault(name, []).extend(part.lines)
            self.places.setdefault(name, part.number)

    def _fact(self, name: str, part: Part) -> None:
        if text := sentence(part.lines):
            self.facts[name] = "; ".join(filter(None, (self.facts.get(name, ""), text)))

    def _used_by(self, part: Part) -> None:
        rows: list[list[str]] = []
        for line in part.lines if not says_nothing(part.lines) else ():
            cells = row_cells(line)
            begins = not rows or any(cell.split()[-1].isdecimal() for cell in cells[:2])
            if begins or len(rows[-1]) > MOST_CELLS:
                rows.append(cells)
            elif cells and rows[-1]:  # a cell has a line break in it
                rows[-1] = [*rows[-1][:-1], " ".join((rows[-1][-1], cells[0])), *cells[1:]]
        rows = [row for row in rows if "QUALIFICATION TITLE" not in " ".join(row).upper()]
        if len(rows) > MOST_QUALIFICATIONS:
            title = f"{len(rows)} qualifications that use the standard were left out"
            self.tell.dropped(part.number, title, "Where you need them, add them under “facts” of the register.")
        elif rows:
            self.facts["Qualifications that use it"] = "; ".join(map(", ".join, rows))

    def _cross_field(self, part: Part) -> None:
        title = part.heading.name.strip(" :").capitalize()
        text = sentence(part.lines)
        if part.lines and not text:
            return
        known = self.said_across.setdefault(title, [])
        if text in known:
            self.tell.otherwise(part.number, f"“{part.heading.name}” stands here a second time, and was taken once")
            return
        known.append(text)
        self._add_cross_field(title if len(known) == 1 else f"{title} {len(known)}", text)

    def _add_cross_field(self, title: str, text: str) -> None:
        found = {"id": f"{self.standard}-ccfo-{slug(title)}", "title": title}
        self.cross.append({**found, "text": text} if text else found)

    @property
    def before(self) -> dict[str, Any]:
        """What stands before the outcomes."""
        found: dict[str, Any] = {}
        for key, called in (("purpose", "purpose"), ("assumed_learning", "learning that is assumed")):
            lines = self.lines.get(key, [])
            if value := all_prose(lines):
                found[key] = value
            elif not lines:
                self.tell.unknown(1, f"The page does not say the {called}", key)
                found[key] = Unknown("the page does not say it")
        if limits := all_prose(self.lines.get("range", [])):
            found["range"] = [{"text": text} for text in limits]
        return found

    def after(self) -> dict[str, Any]:
        """What stands after the outcomes."""
        found: dict[str, Any] = self._knowledge()
        self._unnamed_cross_fields()
        if self.cross:
            found["cross_field"] = self.cross
        elif "cross-fields" not in self.places:
            self.tell.unknown(1, "The page has no critical cross-field outcomes", "cross_field")
            found["cross_field"] = Unknown("the page has none")
        if accreditation := [text for node in self._nodes("accreditation") for text in _flat(node)]:
            found["accreditation"] = list(dict.fromkeys(accreditation))
        if notes := all_prose(self.lines.get("notes", [])):
            found["notes"] = notes
        return found

    def _nodes(self, name: str) -> list[Node]:
        lines = self.lines.get(name, [])
        return [] if says_nothing(lines) else list(distinct(tree(lines)))

    def _knowledge(self) -> dict[str, Any]:
        """Embedded knowledge: each item one of its own, so that it can say where it belongs."""
        found: dict[str, Any] = {}
        nodes = self._nodes("embedded_knowledge")
        if len(nodes) == 1 and nodes[0].items:
            lead, nodes = nodes[0].text, list(distinct(nodes[0].items))
            found["# embedded_knowledge"] = Remark(f"The register leads into the list with: “{lead}”")
            title = f"The words before the list of embedded knowledge stand in the file as a comment: “{lead}”"
            self.tell.otherwise(self.places["embedded_knowledge"], title, "Nothing is to be done.")
        items = [{"id": f"{self.standard}-eek{n}", "text": prose(node)} for n, node in enumerate(nodes, 1)]
        return {**found, "embedded_knowledge": items} if items else found

    def _unnamed_cross_fields(self) -> None:
        """Cross-field outcomes in a list without names; which of the eight each is, is not guessed."""
        lines = self.lines.get("cross-fields", [])
        nodes = [] if says_nothing(lines) else list(distinct(tree(lines)))
        if len(nodes) == 1 and len(nodes[0].items) > 1:
            self.tell.otherwise(lines[0].number, f"The words before the list were left out: “{nodes[0].text}”")
            nodes = nodes[0].items
        for number, node in enumerate(nodes, 1):
            title = f"Cross-field outcome {number}"
            self.tell.unknown(lines[0].number, f"{title} has no name on this page: “{node.text}”", "title")
            self._add_cross_field(title, " ".join(_flat(node)))


def _flat(node: Node) -> list[str]:
    return [node.text, *(text for item in node.items for text in _flat(item))]


def _file(value: dict[str, Any], mended: bool) -> str:
    """The file: the line that editors understand, who is the source, and the standard."""
    top = "# yaml-language-server: $schema=schema.json\n"
    top += comment(
        "Statements are quoted from the unit standard as registered by SAQA, which is acknowledged as the source."
    )
    if mended:
        top += comment(
            "One kind of slip is corrected: backticks that stand for apostrophes are written as apostrophes."
        )
    return top + written(value)


def _read_back(text: str, page: Page, tell: Telling) -> list[Problem]:
    """What keeps the file from being a standard beside what is told already, of a page or of the YAML below it.

    Raises ProblemsFound where that YAML is wrong: who writes it by hand is told at its line.
    """
    if not page.beyond.strip() and any(problem.code == "C615" for problem in tell.problems):
        return []
    source, problems = read_yaml(text, page.path)
    if source is not None:
        problems = validate(Standard, source)[1]
    if problems and source is not None and page.beyond.strip():
        raise ProblemsFound(at_their_lines(problems, source, page))
    title = "What was written is not a standard yet: {}"
    hint = "See line {} of the file. {}"
    return [
        replace(
            p, place=page.place(1), code="C615", title=title.format(p.title), hint=hint.format(p.place.line, p.hint)
        )
        for p in problems
    ]
