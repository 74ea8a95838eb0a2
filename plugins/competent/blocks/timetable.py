"""Show the notional time of a programme as a table."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import h
from competent.blocks.view import View, section_uri
from competent.programme.time import WORKPLACE, SectionTime, hours, notional_time
from competent.words import _, ngettext


def table(view: View) -> etree.Element:
    """Minutes by section: reading, contact, workplace and tasks, and the sum against the credits."""
    programme = view.programme
    if programme is None:
        return h("div", {"class": "time"})
    time = notional_time(programme)
    heads = [_("Section"), _("Reading"), _("Activities in class"), _("Activities at work"), _("Tasks"), _("Together")]
    rows = [_row(view, part) for part in time.sections]
    sums = [sum(column) for column in zip(*(_minutes(part) for part in time.sections), strict=True)]
    total = h("tr", {"class": "time__total"}, h("td", None, _("Together")), *(h("td", None, hours(n)) for n in sums))
    body = h("tbody", None, *rows, total)
    grid = h(
        "table",
        {"class": "time__table"},
        h("thead", None, h("tr", None, *(h("th", {"scope": "col"}, t) for t in heads))),
        body,
    )
    credits_ = sum(standard.credits for standard in programme.standards)
    share = round(100 * time.total / time.wanted)
    stands = ngettext("%(num)d credit stands for", "%(num)d credits stand for", credits_)
    asked = _("This programme asks for %(time)s, or %(share)s percent of it.")
    words = f"{stands} {hours(time.wanted)}. " + asked % {"time": hours(time.total), "share": share}
    scroll = h(
        "div", {"class": "time__scroll", "tabindex": "0", "role": "group", "aria-label": _("Notional time")}, grid
    )
    return h("div", {"class": "time"}, h("p", None, words), scroll)


def _row(view: View, part: SectionTime) -> etree.Element:
    programme = view.programme
    href = view.link(section_uri(programme, part.section)) if programme else ""
    name = h("a", {"href": href}, part.section.title) if view.medium == "web" else part.section.title
    return h("tr", None, h("td", None, name), *(h("td", None, hours(n) if n else "") for n in _minutes(part)))


def _minutes(part: SectionTime) -> list[int]:
    """Reading, contact, workplace, tasks, together."""
    at_work = part.by_mode[WORKPLACE]
    return [part.reading, part.activities - at_work, at_work, part.tasks, part.total]
