"""Rules on pages: headings, links, rights, and whether a reader can find the page at all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from competent.checks.checked import Checked
from competent.programme.load import RESERVED
from competent.text.problem import Place, Problem, nearest
from competent.text.scan import Heading, Link, Page

GENERATED_PAGES = tuple(f"{name}.md" for name in RESERVED)
"""Pages that every programme has without a file."""
FINDER = "find.md"
"""The index of the site, which has no file either."""


def headings_follow_their_levels(project: Checked) -> Iterator[Problem]:
    """C244: a page has one heading of level one, at its beginning, and no level is passed over (WCAG 2.2, 1.3.1)."""
    for page in project.content.all_pages:
        previous: Heading | None = None
        for heading in page.headings:
            if previous and heading.level == 1:
                title = f"“{heading.text}” is a second heading of level one"
                yield Problem(heading.place, "C244", title, "Give it two signs (##), or a page of its own.")
            elif previous and heading.level > previous.level + 1:
                title = f"“{heading.text}” is of level {heading.level}, the heading before it of level {previous.level}"
                yield Problem(heading.place, "C244", title, f"Give it {previous.level + 1} signs (#).")
            elif not previous and heading.level > 1:
                title = f"The page begins with a heading of level {heading.level}"
                yield Problem(heading.place, "C244", title, "Begin it with a title: one sign (#).")
            previous = heading


def readings_have_rights(project: Checked) -> Iterator[Problem]:
    """C246: what somebody else wrote needs a line that says by what right it is used."""
    for page in project.content.all_pages:
        for block in page.walk():
            options = block.options.value if block.options else None
            if block.name == "reading" and isinstance(options, dict) and not options.get("rights"):
                title = f"The reading “{block.argument}” does not say by what right it is used"
                hint = "Add “rights: …”, such as a licence, a permission, or that it was written for this guide."
                yield Problem(block.place, "C246", title, hint)


def links_lead_somewhere(project: Checked) -> Iterator[Problem]:
    """C248: a link to a page that is not there."""
    pages = _pages(project)
    made = {f"{programme.folder}/{name}" for programme in project.content.programmes for name in GENERATED_PAGES}
    known = {*pages, *made, FINDER}
    for uri, page in pages.items():
        for link in page.links:
            target = _target(uri, link)
            if target and target not in known:
                near = nearest(PurePosixPath(target).name, sorted({PurePosixPath(name).name for name in known}))
                hint = "The path of a link is read from the folder of its page."
                yield Problem(link.place, "C248", f"There is no page “{_path(link)}”", hint, near)


def pages_can_be_found(project: Checked) -> Iterator[Problem]:
    """C249: a page that no chain of links reaches from the navigation, a programme or the first page is an orphan."""
    if project.navigation is None:
        return
    pages = _pages(project)
    to_visit = ["index.md", *(posixpath.normpath(name) for name in project.navigation)]
    of_programmes = {page.path for page in project.content.pages}
    to_visit += [uri for uri, page in pages.items() if page.path in of_programmes]
    found: set[str] = set()
    while to_visit:
        uri = to_visit.pop()
        if uri in pages and uri not in found:
            found.add(uri)
            to_visit += [_target(uri, link) for link in pages[uri].links]
    for uri, page in pages.items():
        if uri not in found:
            hint = "Name it in “nav” of mkdocs.yml or in the index of a programme, link to it, or delete it."
            yield Problem(Place(page.path), "C249", f"No way leads to the page “{uri}”", hint)


def _pages(project: Checked) -> Mapping[str, Page]:
    """The pages by their paths below the content folder; a symbolic link may lead out of it, to what is no page."""
    files = {(project.root / page.path): page for page in project.content.all_pages}
    inside = {file: page for file, page in files.items() if file.is_relative_to(project.content_folder)}
    return {file.relative_to(project.content_folder).as_posix(): page for file, page in inside.items()}


def _target(uri: str, link: Link) -> str:
    """The path below the content folder of the page that a link names; nothing where it names no page."""
    target = _path(link)
    if not target.endswith(".md") or "://" in target:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), target))


def _path(link: Link) -> str:
    """What a link says before its anchor."""
    return unquote(link.target.partition("#")[0].partition("?")[0])
