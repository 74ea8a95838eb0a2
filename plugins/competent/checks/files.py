"""Rules on files of the content folder that are no pages: what is published of them, and what must not lie there."""

from __future__ import annotations

import fnmatch
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from competent.blocks import KINDS
from competent.checks.rule import rule
from competent.files import path_from, real_path
from competent.project import Project
from competent.roster import has_heads_of_roster
from competent.text.markdown import read_manuscript
from competent.text.problem import Place, Problem
from competent.text.source import read_text

ALWAYS = ("CNAME", "robots.txt", ".nojekyll", "favicon.ico", "favicon.png", "favicon.svg", ".well-known/*", "*.html")
"""What a site has at its top without a page that uses it."""
PEOPLE = ("*.roster.csv", "*.sample.csv", "*.sample.pdf", "*.sample.xlsx")
"""Files that name people."""
MOST = 400_000
"""Bytes of a file that is looked at for blocks: a copy of a page is no larger."""


def published(project: Project) -> frozenset[str]:
    """The files that enter the site beside its pages: what pages of learners use, and what settings name."""
    used = set(project.config.assets)
    for uri in project.pages.all:
        used |= project.pages.seen(uri).targets
    files = {uri for uri in project.config.files if uri in used or _is_allowed(uri, project.settings.publish)}
    return frozenset(uri for uri in files if not _names_people(project, uri) and not _leads_out(project, uri))


def _is_allowed(uri: str, named: Iterable[str]) -> bool:
    at_top = any(fnmatch.fnmatch(uri, pattern) for pattern in ALWAYS if uri.count("/") == pattern.count("/"))
    return at_top or any(fnmatch.fnmatch(uri, pattern) for pattern in named)


@rule("C273", "error", whole=False, never_off=True)
def no_secrets_lie_among_the_pages(project: Project) -> Iterator[Problem]:
    """A copy of a page with its model answers, or a file that names people, lies where pages are published from."""
    if not project.config.content.resolve().is_relative_to(project.root):
        return  # which is told of the folder
    for uri in _included_pages(project):
        place = project.content.pages[uri].first_place
        hint = "A page is published. Move it to a folder outside the content, and name that under “base_path”."
        yield Problem(place, "C273", "A file that pages include, maybe in a model answer, is itself a page", hint)
    for uri in project.config.files:
        path = path_from(project.root, project.config.content / uri)
        if _names_people(project, uri):
            hint = f"Move it to the folder “{project.settings.rosters}”, outside the content."
            yield Problem(Place(path), "C273", "A file that names people lies in the content folder", hint)
        elif _leads_out(project, uri):
            hint = "Put the file itself there, or take the link away."
            yield Problem(Place(path), "C273", "This leads out of the project", hint)
        elif name := _secret_block(project, uri, path):
            hint = "It is not published. Delete it, or move it out of the content folder; a section ends in .md."
            yield Problem(Place(path), "C273", f"A block “{name}” stands in a file that is no page", hint)


def _included_pages(project: Project) -> Iterator[str]:
    content = project.config.content.resolve()
    for name in sorted(project.included):
        file = (Path.cwd() / name).resolve()
        if file.is_file() and file.is_relative_to(content):
            uri = file.relative_to(content).as_posix()
            if uri in project.content.pages:
                yield uri


@rule("C274", "notice")
def files_are_used(project: Project) -> Iterator[Problem]:
    """A file that no page uses is not published."""
    shown = published(project)
    secret = _of_restricted_pages(project)
    for uri in project.config.files:
        path = path_from(project.root, project.config.content / uri)
        told = uri in shown or uri in secret or _names_people(project, uri) or _secret_block(project, uri, path)
        if not told:
            hint = "Link to it, name it under “publish” in the settings, or delete it."
            yield Problem(Place(path), "C274", "No page uses this file, so it is not published", hint)


def _of_restricted_pages(project: Project) -> set[str]:
    """The files that only model answers and the like use, and those that documents use: theirs is a place by design."""
    used = set[str]()
    for page in project.content.pages.values():
        if page.secret_lines:
            used |= project.pages.whole(page.uri).targets
    logo = project.settings.provider.logo
    content = project.config.content
    if logo and (project.root / logo).resolve().is_relative_to(content.resolve()):
        used.add((project.root / logo).resolve().relative_to(content.resolve()).as_posix())
    return used


def _names_people(project: Project, uri: str) -> bool:
    name = posixpath.basename(uri).lower()
    if any(fnmatch.fnmatch(name, pattern) for pattern in PEOPLE):
        return True
    if not name.endswith((".csv", ".tsv", ".txt")):
        return False
    text, _problems = read_text(project.config.content / uri, uri, MOST)
    return text is not None and has_heads_of_roster(text)


def _leads_out(project: Project, uri: str) -> bool:
    return not real_path(project.config.content / uri).is_relative_to(project.root.resolve())


def _secret_block(project: Project, uri: str, path: str) -> str:
    """The name of a block in a file that only facilitators and assessors may read; empty where there is none."""
    file = project.config.content / uri
    try:
        if not file.is_file() or file.stat().st_size > MOST or b"\n///" not in file.read_bytes():
            return ""
    except OSError:
        return ""
    text, _problems = read_text(file, path)
    written, _found = read_manuscript(text or "", path, frozenset(KINDS))
    kinds = ((block.name, KINDS[block.name]) for block in written.walk() if block.name in KINDS)
    return next((name for name, kind in kinds if kind.restricted or kind.sealed), "")
