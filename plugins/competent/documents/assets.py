"""The files that a document uses: styles name fonts and icons, content names pictures. Nothing comes from elsewhere.

In HTML and CSS they are addresses below two names, `templates/` and `content/`, so that a document holds no path of
the machine it was made on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from competent.text.css import urls

BASE = "http://project.invalid/"
"""What relative addresses are resolved against; the host cannot exist (RFC 6761) and is never asked."""
VERSION_MARK = "\x0e"
"""Stands in the HTML where the version goes, which is known only when the HTML is. No author can write it: a control
character is refused in every file, and as an entity (&#14;) it is none in HTML."""


@dataclass(frozen=True)
class Roots:
    """The folders that addresses are looked up in."""

    content: Path
    templates: tuple[Path, ...]

    def find(self, address: str) -> Path | None:
        """The file at an address such as `templates/fonts/NotoSans-Bold.ttf`; never one outside the folders."""
        kind, _, rest = unquote(address).partition("/")
        folders = {"content": (self.content.resolve(),), "templates": self.templates}.get(kind, ())
        for folder in folders:
            file = (folder / rest).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file
        return None

    def digest(self, address: str) -> str:
        """A hash of what stands at an address; empty where there is nothing."""
        file = self.find(address)
        return hashlib.sha256(file.read_bytes()).hexdigest() if file else ""


class _Addresses(HTMLParser):
    """Collects the addresses in tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name in ("src", "href"):
                self.found.add(value)
            elif value and name == "style":
                self.found.update(urls(value))


_NAME = re.compile("templates/|content/|&#|&sol;")
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_STYLE = re.compile(r"<style\b[^<>]*>(.*?)(?:</style|$)", re.DOTALL | re.IGNORECASE)


def addresses(html: str) -> list[str]:
    """Every address of a file of the project that the HTML and the CSS in it name, sorted.

    Only the tags that may hold the name of a root are read: a document has some hundred thousand.
    """
    parser = _Addresses()
    for tag in _TAG.findall(html):
        if _NAME.search(tag):
            parser.feed(tag)
            parser.reset()
    for style in _STYLE.findall(html):
        parser.found.update(urls(style))
    plain = {address.partition("#")[0].partition("?")[0] for address in parser.found}
    return sorted(address for address in plain if address.startswith(("templates/", "content/")))


def content_hash(text: str, addresses: Iterable[str], digest_of: Callable[[str], str], engine: str) -> str:
    """What a document depends on, as one hash: its text, every file that it names, and the engine's version."""
    digest = hashlib.sha256(f"{engine}\0{text}".encode())
    for address in addresses:
        digest.update(f"{address}\0{digest_of(address)}\0".encode())
    return digest.hexdigest()
