"""The programs that build the learners' tree, each in an environment of its own, and what they make of it."""

from __future__ import annotations

import json
import posixpath
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.building import environment, run_warm

GENERATORS = ("mkdocs", "properdocs", "zensical")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def program(name: str) -> Path:
    """A generator; all but MkDocs have an environment without it."""
    folder = Path(sys.prefix) / "generators" / name
    found = folder / "bin" / name
    assert found.is_file(), f"{name} is not installed; .ci/setup test installs it"
    assert not [*folder.glob("lib/*/site-packages/mkdocs")], "MkDocs is installed beside it"
    return found


def build(name: str, tree: Path) -> Path:
    """The site that a generator makes of a tree, where a warning ends it."""
    call = ["build", "--strict", "--config-file", str(tree / "mkdocs.yml")]
    if name == "mkdocs":
        done = run_warm(name, *call, cwd=tree)
    else:
        own = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
        done = subprocess.run(
            [program(name), *call], cwd=tree, env=own, capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return tree / "site"


class Reader(HTMLParser):
    """What stands in a page: its box, its targets and its anchors."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.box: list[object] = []
        """The tags and words inside the box of a programme, however they are broken into lines."""
        self.links: list[str] = []
        self.menus: list[str] = []
        """The targets of links outside of the box."""
        self.anchors: set[str] = set()
        self.headings: list[str] = []
        """The anchors of the headings of the second level in the box: no theme shows fewer."""
        self.depth = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.add(given.get("id", ""))
        for name in ("href", "src"):
            if name in given:
                self.links.append(given[name])
                self.menus += [given[name]] if not self.depth else []
        if self.depth or (tag == "div" and "competent" in given.get("class", "").split()):
            self.box.append((tag, sorted(given.items())))
            self.depth += tag not in VOID
            self.headings += [given["id"]] if tag == "h2" and "id" in given else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = self.depth
        self.handle_starttag(tag, attrs)
        self.depth = before

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.box.append(f"/{tag}")
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip():
            self.box += data.split()


def pages(site: Path) -> dict[str, Reader]:
    """Every page of a site by its path."""
    files = [file for file in sorted(site.rglob("*.html")) if file.name != "404.html"]
    return {file.relative_to(site).as_posix(): Reader(file.read_text(encoding="utf-8")) for file in files}


def dead_links(site: Path) -> list[str]:
    """The links of all pages to files and anchors of the site that are not there."""
    read = pages(site)
    found = []
    for path, page in read.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("/"):
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if (site / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            there = (site / target).is_file()
            anchored = not parts.fragment or target not in read or unquote(parts.fragment) in read[target].anchors
            if not (there and anchored) and not parts.fragment.startswith("__"):
                found.append(f"{path}: {link}")
    return found


def searched(site: Path) -> set[str]:
    """The places that the search of a site knows."""
    index = next(file for file in (site / "search" / "search_index.json", site / "search.json") if file.is_file())
    found = json.loads(index.read_text(encoding="utf-8"))
    return {place["location"] for place in found.get("docs") or found["items"]}
