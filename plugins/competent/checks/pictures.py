"""What keeps a picture from being drawn, in words of its author."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

LOADED = ("image", "use", "feImage")
"""The elements of an SVG that can show another file."""
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")


def flaw_of(file: Path) -> str:
    """Why print could not draw the picture, as a sentence; empty where it can."""
    try:
        tree = ElementTree.fromstring(file.read_bytes())  # noqa: S314 (expat bounds what entities grow to)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return f"It is no whole SVG: {error}." if file.suffix.lower() == ".svg" else _flaw_of_dots(file)
    except OSError:
        return "It cannot be opened."
    missing = next((name for name in _shown_in(tree) if not os.path.isfile(file.parent / unquote(name))), "")
    return (
        f"It shows another file, “{missing}”, which is not there: draw that in the picture itself." if missing else ""
    )


def _flaw_of_dots(file: Path) -> str:
    from PIL import Image, UnidentifiedImageError  # heavy; not always needed

    try:
        with Image.open(file):
            return ""
    except UnidentifiedImageError:
        return "It holds no picture, or only the beginning of one."
    except Exception as error:  # whatever a broken file does to the program that reads it
        return f"It is broken: {error}."


def _shown_in(tree: ElementTree.Element) -> Iterator[str]:
    """The files that an SVG shows beside itself."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in LOADED:
            for name in HREFS:
                written = element.get(name, "").strip()
                if written and not written.startswith(("#", "data:")):
                    yield written.partition("#")[0]
