"""What a page may load and run, said in the page itself: a Content-Security-Policy.

A page runs the scripts of its own site and those that stood in it when it was built, each by its hash; from elsewhere
it loads what it names itself. So a script that comes into a page later, through an answer or a fault in another
program, does not run, and nothing that a learner writes can be sent to strangers.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

OWN = "'self'"
NOT_RUN = re.compile(r"(?!.*(?:java|ecma)script|module$|importmap$|speculationrules$).+", re.IGNORECASE)
"""The types of script elements that hold data."""
MERMAID = "https://unpkg.com/mermaid@11/"
"""From where Material fetches what draws diagrams, on pages that have one."""
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta\s+charset[^>]*>)?", re.IGNORECASE)
"""Where a policy stands: before all that loads something, but after the character set, which browsers look for in the
first 1024 bytes."""
_HANDLER = re.compile(r"on[a-z]+")
_ELEMENTS = {
    "img": "img-src",
    "input": "img-src",
    "iframe": "frame-src",
    "video": "media-src",
    "audio": "media-src",
    "source": "media-src",
    "track": "media-src",
}
"""Where the sources of an element are allowed."""


def with_policy(page: str) -> str:
    """A whole page with its policy at the beginning of its head. It is the last thing that is done to a page."""
    policy = "; ".join(" ".join((name, *sources)) for name, sources in policy_of(page).items())
    tag = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=False)}">'
    return _HEAD.sub(lambda head: head[0] + tag, page, count=1)


def policy_of(page: str) -> dict[str, tuple[str, ...]]:
    """The directives of a page, each with its sources."""
    found = _Found()
    found.feed(page.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers read it before they hash
    found.close()
    return {name: tuple(dict.fromkeys(sources)) for name, sources in found.directives.items()}


class _Found(HTMLParser):
    """What stands in a page that its policy must know."""

    def __init__(self) -> None:
        super().__init__()
        self.directives: dict[str, list[str]] = {
            "default-src": [OWN],  # Firefox fetches the next page by it; everything else has a directive of its own
            "script-src": [OWN],
            "style-src": [OWN],
            # Tables of Markdown, fields and the theme's script write attributes, some when the page is in use: no hash
            # can know them. Such an attribute runs nothing, and its pictures obey img-src.
            "style-src-attr": ["'unsafe-inline'"],
            "img-src": [OWN, "data:"],
            "media-src": [OWN],
            "font-src": [OWN],
            "connect-src": [OWN],
            "worker-src": [OWN],
            "manifest-src": [OWN],
            "frame-src": [OWN],
            "form-action": ["'none'"],
            "base-uri": [OWN],
            "object-src": ["'none'"],
        }
        self.inline = ""
        """The directive of the element whose text is being read."""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._handlers(given)
        if tag == "script" and "src" not in given and not NOT_RUN.fullmatch(given.get("type", "").strip()):
            self.inline = "script-src"
        elif tag == "script":
            self._allow("script-src", given.get("src", ""), whole=True)
        elif tag == "style":
            self.inline = "style-src"
        elif tag == "link":
            self._link(given)
        elif directive := _ELEMENTS.get(tag):
            for address in _addresses(given):
                self._allow(directive, address)
                if tag == "source":
                    self._allow("img-src", address)
        if "mermaid" in given.get("class", "").split():
            self.directives["script-src"].append(MERMAID)
            self.directives["style-src"].append("'unsafe-inline'")  # which diagrams are drawn with

    def handle_data(self, data: str) -> None:
        if self.inline:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.inline and tag in ("script", "style"):
            self.directives[self.inline].append(_hash("".join(self.text)))
            self.inline, self.text = "", []

    def _handlers(self, given: dict[str, str]) -> None:
        """Attributes such as `onclick` that an author wrote."""
        written = [_hash(value) for name, value in given.items() if _HANDLER.fullmatch(name) and value]
        if written:
            self.directives["script-src"] += ["'unsafe-hashes'", *written]

    def _link(self, given: dict[str, str]) -> None:
        rel, address = given.get("rel", "").lower().split(), given.get("href", "")
        if "stylesheet" in rel:
            self._allow("style-src", address)
            self._allow("font-src", address)
            if urlsplit(address).netloc == "fonts.googleapis.com":  # its fonts lie elsewhere
                self._allow("font-src", "https://fonts.gstatic.com")
        elif "icon" in rel or "apple-touch-icon" in rel:
            self._allow("img-src", address)

    def _allow(self, directive: str, address: str, *, whole: bool = False) -> None:
        """Allow what a page loads from elsewhere: a script alone, or all that lies beside a picture."""
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        if parts.scheme in ("http", "https") and parts.netloc:
            host = quote(parts.netloc, safe=":[]")
            self.directives[directive].append(
                f"{parts.scheme}://{host}{quote(parts.path, safe='/%@:+') if whole else ''}"
            )


def _addresses(given: dict[str, str]) -> Iterator[str]:
    yield from (given[name] for name in ("src", "poster") if name in given)
    yield from (part.split()[0] for part in given.get("srcset", "").split(",") if part.strip())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
