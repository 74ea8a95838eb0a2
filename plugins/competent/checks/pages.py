"""Rules on pages: headings, links, pictures, rights, what has no form on paper, and whether a page can be found."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from competent.blocks.teaching import ReadingBlock
from competent.checks.pictures import flaw_of
from competent.checks.rule import rule
from competent.pages.dialect import has_extension
from competent.pages.fragment import Facts, Heading, Link, Shown
from competent.pages.signs import FOOTNOTE, GLUED, TABLE
from competent.project import Project
from competent.text.problem import Problem, nearest


def written_pages(project: Project) -> Iterator[Facts]:
    """What stands in every page that an author wrote, model answers included."""
    return (project.pages.whole(uri) for uri in project.content.pages)


@rule("C244")
def headings_follow_their_levels(project: Project) -> Iterator[Problem]:
    """A page has one heading of level one, at its beginning, and no level is passed over (WCAG 2.2, 1.3.1)."""
    for uri in project.content.pages:
        previous: Heading | None = None
        for heading in project.pages.seen(uri).headings:
            place = heading.place
            if place is None:
                continue
            if previous and heading.level == 1:
                title = f"“{heading.text}” is a second heading of level one"
                yield Problem(place, "C244", title, "Give it two signs (##), or a page of its own.")
            elif previous and heading.level > previous.level + 1:
                title = f"“{heading.text}” is of level {heading.level}, the heading before it of level {previous.level}"
                yield Problem(place, "C244", title, f"Give it {previous.level + 1} signs (#).")
            elif not previous and heading.level > 1:
                title = f"The page begins with a heading of level {heading.level}"
                yield Problem(place, "C244", title, "Begin it with a title: one sign (#).")
            previous = heading


@rule("C245", "error")
def sections_have_titles(project: Project) -> Iterator[Problem]:
    """A section without a heading of level one has no title in print, and nothing to open with its outcomes."""
    for programme in project.programmes:
        for section in programme.sections:
            if not project.pages.seen(section.uri).title:
                hint = "Begin the text with a title: # and a space before it."
                place = section.page.place(section.page.written.body_line)
                yield Problem(place, "C245", "The section has no title", hint)


@rule("C246", "error", whole=False)
def readings_have_rights(project: Project) -> Iterator[Problem]:
    """What somebody else wrote needs a line that says by what right it is used."""
    for page in project.content.pages.values():
        for node in page.named("reading"):
            if isinstance(node.options, ReadingBlock.Options) and not node.options.rights:
                title = f"The reading “{node.title}” does not say by what right it is used"
                hint = "Add “rights: …”, such as a licence, a permission, or that it was written for this guide."
                yield Problem(node.place, "C246", title, hint)


@rule("C248")
def links_lead_somewhere(project: Project) -> Iterator[Problem]:
    """A link leads to a page, an anchor or a file that is there."""
    known = set(project.pages.all)
    downloads = {download.uri for download in project.pages.downloads}
    files = {*project.config.files, *downloads}
    for facts in written_pages(project):
        for_learners = {link.place for link in project.pages.seen(facts.uri).links}
        for link in facts.links:
            if link.place and link.uri.endswith(".md") and link.raw and not link.written.startswith("#"):
                hint = "Programs that make sites follow links in Markdown, not in HTML: write [words](path)."
                yield Problem(link.place, "C248", f"“{_short(link.written)}” leads nowhere on the site", hint)
            elif link.place and link.uri:
                facts_of = project.pages.seen if link.place in for_learners else project.pages.whole
                yield from _dead(link, known, files, facts_of)
            elif link.place and _SCRIPT.match("".join(sign for sign in link.written if sign > " ")):
                hint = "Whoever clicks it would run it. Link to a page, or take the link away."
                yield Problem(link.place, "C248", f"“{_short(link.written)}” is a script, no place to go to", hint)
            elif link.place and _ABSOLUTE.match(link.written) and not project.config.absolute_links:
                hint = "The root of a server is another place on every server: write the path from this page's folder."
                yield Problem(link.place, "C248", f"“{_short(link.written)}” begins at the root of a server", hint)


_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_ABSOLUTE = re.compile(r"/(?!/)[^?#]*\.md(?:[?#]|$)")
"""A link to a page, from the root of a server."""


_ROOTED = re.compile(r"/(?!/)")
"""An address from the root of a server, not from another host."""


def _dead(link: Link, known: set[str], files: set[str], facts_of: Callable[[str], Facts]) -> Iterator[Problem]:
    uri = link.uri
    if uri in known:
        anchors = facts_of(uri).anchors
        if link.anchor and link.anchor not in anchors and link.place:
            title = f"There is no “{link.anchor}” on the page “{posixpath.basename(uri)}”"
            hint = "Anchors are made of headings: lower case, words joined by hyphens; or an id that is written there."
            yield Problem(link.place, "C248", title, hint, nearest(link.anchor, sorted(anchors)))
    elif link.place and uri not in files:
        if not posixpath.splitext(uri)[1]:
            return  # a folder, or an address of the finished site
        noun = "page" if uri.endswith(".md") else "file"
        shown = link.written.partition("#")[0].partition("?")[0]
        names = sorted({PurePosixPath(name).name for name in (known if noun == "page" else files)})
        hint = "The path of a link is read from the folder of its page."
        near = nearest(PurePosixPath(uri).name, names)
        yield Problem(link.place, "C248", f"There is no {noun} “{shown}”", hint, near)


@rule("C240", "error", whole=False)
def pictures_exist(project: Project) -> Iterator[Problem]:
    """A picture that is not there, or that is broken, would leave a hole in page and print."""
    for facts in written_pages(project):
        for shown in facts.shown:
            file = file_shown(project, shown)
            if not shown.written.strip():
                hint = "Write its path between the brackets, from the folder of this page."
                yield Problem(shown.place, "C240", "A picture has no path", hint)
            elif file is not None and not os.path.isfile(file):  # unlike Path.is_file, no error for a long name
                near = nearest(file.name, sorted(os.listdir(file.parent)) if os.path.isdir(file.parent) else [])
                hint = "Its path is read from the folder of this page."
                yield Problem(shown.place, "C240", f"There is no picture “{_short(shown.written)}”", hint, near)
            elif file is not None and shown.tag in ("img", "image") and (flaw := flaw_of(file)):
                yield Problem(shown.place, "C240", f"The picture “{_short(shown.written)}” cannot be drawn", flaw)


@rule("C242", "error", whole=False)
def pictures_are_of_the_project(project: Project) -> Iterator[Problem]:
    """Nothing is loaded from elsewhere: not on the page, and not in print."""
    own = project.pages.of_programmes
    for facts in written_pages(project):
        for shown in facts.shown:
            if (
                shown.written.strip()
                and file_shown(project, shown) is None
                and (facts.uri in own or shown.tag == "img")
            ):
                hint = "Nothing is fetched from elsewhere: save the picture in the project."
                if _ROOTED.match(shown.written):
                    hint = "Write the path from the folder of the page, without a slash at its beginning."
                yield Problem(shown.place, "C242", f"“{_short(shown.written)}” is not in the project", hint)


@rule("C241", "error", whole=False)
def pictures_have_words(project: Project) -> Iterator[Problem]:
    """A person who cannot see the picture hears its text (WCAG 2.2, 1.1.1)."""
    for facts in written_pages(project):
        for shown in facts.shown:
            if shown.tag == "img" and not (shown.alt or "").strip():
                hint = "Say between the square brackets what the picture shows."
                yield Problem(shown.place, "C241", f"The picture “{shown.written}” has no text", hint)


def file_shown(project: Project, shown: Shown) -> Path | None:
    """The file that is shown; None where it comes from elsewhere."""
    if not shown.uri:
        return None
    file = Path(os.path.abspath(project.config.content / shown.uri))
    return file if file.is_relative_to(project.root) else None


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


@rule("C249")
def pages_can_be_found(project: Project) -> Iterator[Problem]:
    """A page that no chain of links reaches from the navigation, a programme or the first page is an orphan."""
    if project.config.navigation is None or project.config.other_ways:
        return
    pages = project.content.pages
    to_visit = ["index.md", *(posixpath.normpath(name) for name in project.config.navigation)]
    parts = {p.index.uri: [page.uri for page in p.pages] for p in project.programmes}
    to_visit += [programme.index.uri for programme in project.programmes if programme.folder in to_visit]
    found: set[str] = set()
    while to_visit:
        uri = to_visit.pop()
        if uri in pages and uri not in found:
            found.add(uri)
            to_visit += [link.uri for link in project.pages.seen(uri).links] + parts.get(uri, [])
    for uri, page in pages.items():
        if uri not in found:
            hint = "Name it in “nav” of mkdocs.yml or in the index of a programme, link to it, or delete it."
            yield Problem(page.first_place, "C249", f"No way leads to the page “{uri}”", hint)


NOT_ON_PAPER = {
    "textarea": "a field", "input": "a field", "select": "a field", "button": "a button", "form": "a form",
    "iframe": "a page inside the page", "object": "an object", "embed": "an object", "video": "a film",
    "audio": "sound", "canvas": "a canvas", "script": "a script", "link": "a link to a file", "base": "another base",
    "meta": "a setting of the page", "url()": "a picture in a style",
}  # fmt: skip
"""What an author may write as HTML and what has no form in a document."""


@rule("C271", "error")
def pages_can_be_printed(project: Project) -> Iterator[Problem]:
    """What a page of a programme shows on the screen has a form on paper too."""
    for uri in sorted(project.pages.of_programmes):
        facts = project.pages.whole(uri)
        for tag, place in facts.raw_tags:
            if tag in NOT_ON_PAPER:
                shown = tag if tag.endswith(")") else f"<{tag}>"
                title = f"{shown} cannot be printed: {NOT_ON_PAPER[tag]} has no form on paper"
                hint = "Say it in words or show a picture. Room to write in is the block “answer”."
                yield Problem(place, "C271", title, hint)
        for look, place in facts.scripted:
            noun = "A formula" if look == "arithmatex" else "A diagram in signs"
            hint = "Draw it as a picture (SVG), which page and print show alike."
            yield Problem(place, "C271", f"{noun} cannot be printed", hint)


@rule("C276")
def documents_show_what_pages_show(project: Project) -> Iterator[Problem]:
    """What other plugins or hooks change on a page when its Markdown has been read is in no document."""
    for uri in sorted(set(project.config.added) & project.pages.of_programmes):
        title = f"Another plugin or a hook changes this page, and no document: “{_short(project.config.added[uri])}”"
        hint = (
            "Documents are made of the Markdown: let the plugin or hook change that, in “on_page_markdown” with a "
            "priority above -100. Where documents can do without it, switch C276 off."
        )
        yield Problem(project.content.pages[uri].first_place, "C276", title, hint)


@rule("C277")
def markdown_is_read(project: Project) -> Iterator[Problem]:
    """Readers do not see signs of Markdown that nothing has read."""
    for facts in written_pages(project):
        dialect = project.pages.dialect(facts.uri)
        for reader, signs, place in facts.unread:
            extension = "footnotes" if reader == FOOTNOTE else reader
            if reader in (TABLE, GLUED):
                title = "This looks like a table and is none"
                rule_below = "Put a line of hyphens below its head, with a bar between the columns: | --- | --- |."
                hint = "Leave an empty line above it." if reader == GLUED else rule_below
            elif not has_extension(dialect, extension):
                title = f"Readers see “{_short(signs.strip())}” as it is: the extension {extension} is not turned on"
                hint = f"Add “- {extension}” below “markdown_extensions” in mkdocs.yml, or write it in other words."
            elif reader == FOOTNOTE:
                title, hint = f"There is no note for “{signs}”", f"Write it on a line of its own: “{signs}: …”."
            else:
                continue  # a place that reads no Markdown, such as a title
            yield Problem(place, "C277", title, hint)
