"""Signs of Markdown that readers see because nothing reads them: an extension is off, or a part is missing.

Only what hardly anybody writes for another reason is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

FOOTNOTE, TABLE, GLUED = "a footnote", "a table", "a table without an empty line above"
_TYPES = (
    "note|abstract|summary|info|todo|tip|hint|success|check|question|faq|warning|caution|attention|failure|danger|error|"
    "bug|example|quote|cite"
)
_ROW = r"\|(?:[^|\n]+\|){2,}[ ]*"
_STARTS: Mapping[str, Mapping[str, str]] = {
    "p": {
        "pymdownx.tabbed": r'={3}[!+]{0,2} +["“]',
        "pymdownx.details": rf"\?{{3}}\+? +(?:{_TYPES})\b",
        "admonition": rf"!{{3}} +(?:{_TYPES})\b",
        "pymdownx.snippets": r'-{1,}8<-{1,} +["“]',
        "pymdownx.arithmatex": r"\$\$(?=[^$]+\$\$)",
        TABLE: rf"{_ROW}\n[ ]*{_ROW}",
    },
    "li": {"pymdownx.tasklist": r"\[[ xX]\] "},
}
"""By the tag of an element: what its text begins with, and the extension that would have read it."""
_ANYWHERE = {
    FOOTNOTE: r"\[\^\d{1,3}\]",
    "pymdownx.emoji": r"(?<!\S):(?:material|fontawesome|octicons)-[\w-]+:",
    "pymdownx.keys": r"\+\+(?:ctrl|alt|shift|cmd|win|meta|option)(?:\+[\w-]+)+\+\+",
    "pymdownx.mark": r"(?<![\w=])==[^\s=](?:[^=\n]*[^\s=])?==(?![\w=])",
    "pymdownx.tilde": r"(?<![\w~])~~[^\s~](?:[^~\n]*[^\s~])?~~(?![\w~])",
    "pymdownx.critic": r"\{(?:\+\+[^{}\n]+\+\+|~~[^{}\n]+~~|==[^{}\n]+==|>>[^{}\n]+<<)\}",
    GLUED: rf"(?<=\n){_ROW}\n[ ]*\|[ :|-]*-[ :|-]*\|",
}

_LIKELY = re.compile(r"\[\^|==|~~|\+\+|\{[+~=>]|:[mfo][aoc]|\n *\|")
"""Without any of these nothing above is found: nearly all texts are done with one quick look."""


def _one_of(patterns: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for pattern in patterns.values()))


_AT_START = {tag: (list(patterns), _one_of(patterns)) for tag, patterns in _STARTS.items()}
_NAMES, _INSIDE = list(_ANYWHERE), _one_of(_ANYWHERE)


def unread_at_start(tag: str, text: str) -> tuple[str, str] | None:
    """What the text of an element begins with that nothing has read: what would read it, and the signs."""
    if tag in _AT_START:
        names, pattern = _AT_START[tag]
        if (match := pattern.match(text.lstrip())) and match.lastindex:
            return names[match.lastindex - 1], _first_line(match)
    return None


def unread_inside(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a text and nothing has read."""
    for match in _INSIDE.finditer(text) if _LIKELY.search(text) else ():
        yield _NAMES[(match.lastindex or 1) - 1], _first_line(match)


def _first_line(match: re.Match[str]) -> str:
    """The signs as far as they are letter by letter those of the author: quotes may have been made curly."""
    return re.split('["“\n]', match[0], maxsplit=1)[0]
