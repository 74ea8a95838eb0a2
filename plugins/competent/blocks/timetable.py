"""Show the notional time of a programme as a table."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import h
from competent.blocks.view import View
from competent.programme.models import Programme
from competent.programme.time import WORKPLACE, ProgrammeTime, SectionTime, hours, notional_time
from competent.words import Words


def table(view: View) -> etree.Element:
    """Minutes by section: reading, contact, workplace and tasks, and the sum against the credits."""
    programme, _ = view.programme, view.words
    if programme is None:
        return h("div", {"class": "time"})
    time, words = notional_time(programme), programme.framework.words
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
    scroll = h(
        "div", {"class": "time__scroll", "tabindex": "0", "role": "group", "aria-label": _.say(words.time)}, grid
    )
    return h("div", {"class": "time"}, h("p", None, _against(programme, time, _)), scroll)


def _against(programme: Programme, time: ProgrammeTime, _: Words) -> str:
    """The sum against what the standards stand for, in words."""
    if not time.wanted:
        return _("This programme asks for %(time)s.", time=hours(time.total))
    given = [standard.credits for standard in programme.standards if standard.credits and not standard.hours]
    share, asked = round(100 * time.total / time.wanted), hours(time.total)
    stands = _.ngettext("%(num)d credit stands for", "%(num)d credits stand for", sum(given))
    if len(given) < len(programme.standards):
        stands = f"{_.say(programme.framework.words.hours)}:"
    return f"{stands} {hours(time.wanted)}. " + _(
        "This programme asks for %(time)s, or %(share)s percent of it.", time=asked, share=share
    )


def _row(view: View, part: SectionTime) -> etree.Element:
    link = h("a", {"href": view.link(part.section.uri)}, part.section.title)
    name = link if view.medium == "web" else part.section.title
    return h("tr", None, h("td", None, name), *(h("td", None, hours(n) if n else "") for n in _minutes(part)))


def _minutes(part: SectionTime) -> list[int]:
    """Reading, contact, workplace, tasks, together."""
    at_work = part.by_mode[WORKPLACE]
    return [part.reading, part.activities - at_work, at_work, part.tasks, part.total]
