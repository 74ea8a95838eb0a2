"""What keeps a picture from being drawn, in words of its author."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

LOADED = ("image", "use", "feImage")
"""The elements of an SVG that can show another file."""
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

MOST_DRAWN = 100_000
"""Elements that a picture may draw: the engine needs up to half a minute for so many."""
MUCH = 10_000_000
"""Where counting ends."""
_URL = re.compile(r"""url\(\s*["']?#([^"')\s]+)""")


def flaw_of(file: Path) -> str:
    """Why print could not draw the picture, as a sentence; empty where it can."""
    try:
        tree = ElementTree.fromstring(file.read_bytes())  # noqa: S314 (expat bounds what entities grow to)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return f"It is no whole SVG: {error}." if file.suffix.lower() == ".svg" else _flaw_of_dots(file)
    except OSError:
        return "It cannot be opened."
    try:
        drawn = _drawn(tree)
    except RecursionError:
        return "Its parts lie too deep in one another: draw it with fewer groups."
    if drawn > MOST_DRAWN:
        return f"It would draw more than {MOST_DRAWN:,} shapes: use its parts less often, or save it as a PNG."
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


def _drawn(tree: ElementTree.Element) -> int:
    """How many elements are drawn for a picture: what it uses again is drawn again, with all that this uses itself."""
    named = {name: element for element in tree.iter() if (name := element.get("id"))}
    known: dict[ElementTree.Element, int] = {}
    under_way: set[ElementTree.Element] = set()

    def drawn(element: ElementTree.Element) -> int:
        if element in known or element in under_way:  # what uses itself is not drawn a second time
            return known.get(element, 0)
        under_way.add(element)
        used = (named.get(name) for name in _used_in(element))
        total = 1 + sum(map(drawn, element)) + sum(drawn(other) for other in used if other is not None)
        under_way.discard(element)
        known[element] = min(total, MUCH)
        return known[element]

    return drawn(tree)


def _used_in(element: ElementTree.Element) -> Iterator[str]:
    """The ids of the parts of a picture that an element draws again."""
    for name, value in element.items():
        if name in HREFS and value.startswith("#"):
            yield value[1:]
        else:
            yield from _URL.findall(value)


def _shown_in(tree: ElementTree.Element) -> Iterator[str]:
    """The files that an SVG shows beside itself."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in LOADED:
            for name in HREFS:
                written = element.get(name, "").strip()
                if written and not written.startswith(("#", "data:")):
                    yield written.partition("#")[0]
