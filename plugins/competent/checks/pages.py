"""Rules on pages: headings, links, rights, and whether a reader can find the page at all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from competent.checks.checked import Checked
from competent.problem import Place, Problem, nearest
from competent.programme.load import RESERVED
from competent.programme.scan import Heading, Page

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
    known = _uris(project)
    for page in project.content.all_pages:
        folder = posixpath.dirname(_uri(project, page))
        for link in page.links:
            target = unquote(link.target.partition("#")[0])
            if not target.endswith(".md") or "://" in target:
                continue
            uri = posixpath.normpath(posixpath.join(folder, target))
            if uri not in known:
                near = nearest(PurePosixPath(uri).name, [PurePosixPath(name).name for name in known])
                hint = "The path of a link is read from the folder of its page."
                yield Problem(link.place, "C248", f"There is no page “{target}”", hint, near)


def pages_can_be_found(project: Checked) -> Iterator[Problem]:
    """C249: a page that neither the navigation nor a programme nor a link leads to is an orphan."""
    if project.navigation is None:
        return
    found = {name for name in project.navigation if not name.endswith("/")}
    for programme in project.content.programmes:
        pages = [programme.index, *(section.page for section in programme.sections), *programme.front_matter]
        found |= {_uri(project, page) for page in [*pages, *([programme.glossary] if programme.glossary else [])]}
    for page in project.content.all_pages:
        folder = posixpath.dirname(_uri(project, page))
        found |= {posixpath.normpath(posixpath.join(folder, link.target.partition("#")[0])) for link in page.links}
    for page in project.content.all_pages:
        uri = _uri(project, page)
        if uri not in found and uri != "index.md":
            hint = "Name it in “nav” of mkdocs.yml or in the index of a programme, link to it, or delete it."
            yield Problem(Place(page.path), "C249", f"No way leads to the page “{uri}”", hint)


def _uri(project: Checked, page: Page) -> str:
    """A page's path below the content folder."""
    return (project.root / page.path).relative_to(project.content_folder).as_posix()


def _uris(project: Checked) -> set[str]:
    made = {f"{programme.folder}/{name}" for programme in project.content.programmes for name in GENERATED_PAGES}
    return {_uri(project, page) for page in project.content.all_pages} | made | {FINDER}
