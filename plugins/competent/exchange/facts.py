"""The facts of the register, made of what the head of its page says; what it does not say stays unknown."""

from __future__ import annotations

import datetime
import re
from typing import Any

from competent.exchange.head import NOTHING, Head, day
from competent.exchange.telling import Telling
from competent.exchange.written import Unknown
from competent.standards.statements import Register

AUTHORITY = "South African Qualifications Authority (SAQA)"
DAYS = ("registration_start", "registration_end", "last_enrolment", "last_achievement")
TEXTS = ("field", "subfield", "originator", "status", "decision")
CALLED = {
    "level": "NQF level",
    "registration_start": "registration start date",
    "registration_end": "registration end date",
    "last_enrolment": "last date for enrolment",
    "last_achievement": "last date for achievement",
    "decision": "SAQA decision number",
}
"""What the register calls a key, where it is not the key itself."""
UNKNOWN = "unknown"
"""What a file says where nobody can know a value."""
RETRIEVED = r"\d{4}-\d{2}(-\d{2})?"
"""The month, or the day, on which a page was read."""


def called(key: str) -> str:
    """A key in the words of the register."""
    return CALLED.get(key, key)


class Facts:
    """Makes the values of the head of a page, and tells what is unknown."""

    def __init__(self, head: Head, tell: Telling, retrieved: str) -> None:
        self.head, self.tell, self.retrieved = head, tell, retrieved
        self.more: dict[str, str] = {}
        """Facts that the level and the credits leave, in the register's words."""

    def line(self, key: str) -> int:
        """The line of the page where a value stands, or its label, or the head as a whole."""
        return self.head.places.get(key) or min(self.head.places.values(), default=1)

    def unknown(self, key: str, said: str = "") -> Unknown:
        """A value that is not known, told with what the page says instead."""
        why = f"the page says “{said}”" if said else "the page does not say it"
        title = f"Not known: {called(key)}; {why}"
        self.tell.unknown(self.line(key), title, key)
        return Unknown(why)

    def level(self) -> int | Unknown:
        """The level. A page of before 2009 has no other one, and levels above 4 were counted in another way then."""
        said = self.head.values.get("level", "")
        match = re.fullmatch(r"(?:NQF )?(?:Level |L ?)?(\d{1,2})", said, re.IGNORECASE)
        number = int(match[1]) if match else 0
        is_new = said.upper().startswith("NQF") or "Pre-2009 NQF level" in self.head.facts or number <= 4
        if 1 <= number <= 10 and is_new:
            return number
        if said.upper() not in NOTHING:
            self.more["NQF level"] = said
        return self.unknown("level", said)

    def credits(self) -> int | Unknown:
        """The credits."""
        said = self.head.values.get("credits", "")
        number = int(said) if re.fullmatch(r"\d{1,3}", said) else 0
        return number if 1 <= number <= 600 else self.unknown("credits", said)

    def register(self, number: str) -> dict[str, Any]:
        """What stands below `register`."""
        result: dict[str, Any] = {"number": number, "authority": AUTHORITY}
        result |= {key: self._text(key) for key in TEXTS}
        result |= {key: self._day(key) for key in DAYS}
        self._in_order(result, "registration_start", "registration_end")
        self._in_order(result, "last_enrolment", "last_achievement")
        if self.head.replaces:
            result["replaces"] = self.head.replaces
        if self.head.replaced_by:
            result["replaced_by"] = ", ".join(self.head.replaced_by)
        result["retrieved"] = self.retrieved if self.retrieved else self._not_dated()
        facts = {**self.head.facts, **self.more}
        result["facts"] = {name: text for name, text in facts.items() if text.upper() not in NOTHING}
        order = (*Register.model_fields,)
        return {key: result[key] for key in order if key in result and result[key] != {}}

    def _not_dated(self) -> Unknown:
        self.tell.unknown(1, "Nobody has said in which month the page was read; dates on registers move", "retrieved")
        return Unknown("the month in which you read the page, such as 2026-11")

    def _text(self, key: str) -> str | Unknown:
        said = self.head.values.get(key, "")
        if not said:
            return self.unknown(key)
        if said.upper() in NOTHING:
            self.unknown(key, said)
            return UNKNOWN
        return said

    def _day(self, key: str) -> datetime.date | str | Unknown:
        said = self.head.values.get(key, "")
        if found := day(said):
            return found
        unknown = self.unknown(key, said)
        return UNKNOWN if said and said.upper() in NOTHING else unknown

    def _in_order(self, values: dict[str, Any], first: str, last: str) -> None:
        """A date that is before the one that it must follow is a slip of the page, and neither is known to be right."""
        start, end = values[first], values[last]
        if isinstance(start, datetime.date) and isinstance(end, datetime.date) and end < start:
            values[last] = self.unknown(last, f"{end}, which is before the {called(first)}, {start}")
