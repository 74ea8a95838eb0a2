"""Signs of Markdown that readers see because nothing reads them: an extension is off, or a part is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

FOOTNOTE, TABLE = "a footnote", "a table"
_STARTS: Mapping[str, Mapping[str, str]] = {
    "p": {
        "pymdownx.tabbed": r'={3}[!+]{0,2} +["“]?',
        "pymdownx.details": r"\?{3}\+? +\w+",
        "admonition": r"!{3} +\w+",
        "pymdownx.snippets": r"-+8<-+",
        "pymdownx.arithmatex": r"\${2}",
        TABLE: r"\|[^\n]*\|[ ]*\n[ ]*\|[^\n]*\|",
    },
    "li": {"pymdownx.tasklist": r"\[[ xX]\] "},
}
"""By the tag of an element: what its text begins with, and the extension that would have read it."""
_ANYWHERE = {
    FOOTNOTE: r"\[\^[\w-]+\]",
    "pymdownx.emoji": r":(?:material|fontawesome|octicons|simple)-[\w-]+:",
    "pymdownx.keys": r"\+\+[a-z0-9]+(?:[+-][a-z0-9]+)+\+\+",
    "pymdownx.mark": r"==[^\s=][^=\n]*==",
    "pymdownx.tilde": r"~~[^\s~][^~\n]*~~",
    "pymdownx.caret": r"\^\^[^\s^][^^\n]*\^\^",
    "pymdownx.critic": r"\{(?:\+\+|--|~~|==|>>)[^{}\n]*\}",
}


def _one_of(patterns: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for pattern in patterns.values()))


_AT_START = {tag: (list(patterns), _one_of(patterns)) for tag, patterns in _STARTS.items()}
_NAMES, _INSIDE = list(_ANYWHERE), _one_of(_ANYWHERE)


def unread_at_start(tag: str, text: str) -> tuple[str, str] | None:
    """What the text of an element begins with that nothing has read: what would read it, and the signs."""
    if tag in _AT_START:
        names, pattern = _AT_START[tag]
        if (match := pattern.match(text.lstrip())) and match.lastindex:
            return names[match.lastindex - 1], match[0].partition("\n")[0]
    return None


def unread_inside(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a text and nothing has read."""
    for match in _INSIDE.finditer(text):
        yield _NAMES[(match.lastindex or 1) - 1], match[0]
