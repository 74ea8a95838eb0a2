"""The files that a document uses: styles name fonts and icons, content names pictures. Nothing comes from elsewhere.

In HTML and CSS they are addresses below two names, `templates/` and `content/`, so that a document holds no path of
the machine it was made on.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

BASE = "http://project.invalid/"
"""What relative addresses are resolved against; the host cannot exist (RFC 6761) and is never asked."""

_ADDRESS = re.compile(
    r"""(?:src|href)=["']((?:templates|content)/[^"'#?]+)|url\(["']?((?:templates|content)/[^"')#?]+)"""
)


@dataclass(frozen=True)
class Roots:
    """The folders that addresses are looked up in."""

    content: Path
    templates: tuple[Path, ...]

    def find(self, address: str) -> Path | None:
        """The file at an address such as `templates/fonts/NotoSans-Bold.ttf`; never one outside the folders."""
        kind, _, rest = unquote(address).partition("/")
        folders = {"content": (self.content,), "templates": self.templates}.get(kind, ())
        for folder in folders:
            file = (folder / rest).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file
        return None


def addresses(html: str) -> list[str]:
    """Every address of a file that the HTML and the CSS in it use, sorted."""
    return sorted({first or second for first, second in _ADDRESS.findall(html)})


def content_hash(html: str, roots: Roots, engine: str) -> str:
    """What a document depends on, as one number: its HTML, every file it uses, and the engine's version."""
    digest = hashlib.sha256(f"{engine}\0{html}".encode())
    for address in addresses(html):
        file = roots.find(address)
        digest.update(address.encode() + b"\0" + (file.read_bytes() if file else b""))
    return digest.hexdigest()
