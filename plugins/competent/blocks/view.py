"""For whom and where a page is rendered: what its links lead to, and whether it has fields."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from competent.programme.models import Programme, Section

Medium = Literal["web", "guide", "workbook", "card", "restricted"]
"""The site; the learner guide in print, which has no fields; the workbook, which has nothing else; the card of a
process; the documents with model answers, for facilitators and assessors only."""


@dataclass(frozen=True)
class View:
    """Where a page is shown."""

    medium: Medium
    uri: str
    """The page's path below the content folder, such as us118028/moments-of-truth.md."""
    programmes: tuple[Programme, ...] = field(default=(), repr=False)
    programme: Programme | None = field(default=None, repr=False)
    section: Section | None = field(default=None, repr=False)
    documents: tuple[Download, ...] = ()

    @property
    def fillable(self) -> bool:
        """Whether answers are fields to write in."""
        return self.medium in ("web", "workbook")

    @property
    def glossary_uri(self) -> str:
        """The page of the programme's glossary; empty where it has none."""
        if self.programme is None or self.programme.glossary is None:
            return ""
        return f"{self.programme.folder}/{posixpath.basename(self.programme.glossary.path)}"

    def programme_of(self, criterion_id: str) -> Programme | None:
        """The programme whose standard holds the criterion; the one being shown first."""
        candidates = [self.programme] if self.programme else []
        return next((p for p in [*candidates, *self.programmes] if criterion_id in p.criteria), None)

    def link(self, uri: str, anchor: str = "") -> str:
        """A link to a page below the content folder, as it must be written on this page."""
        hash_ = f"#{anchor}" if anchor else ""
        if self.medium != "web":
            return hash_ or f"#{page_anchor(uri)}"
        if uri == self.uri:
            return hash_ or posixpath.basename(uri)
        return posixpath.relpath(uri, posixpath.dirname(self.uri) or ".") + hash_

    def at(self, uri: str) -> View:
        """The same view of another page."""
        for programme in self.programmes:
            section = next((s for s in programme.sections if f"{programme.folder}/{s.id}.md" == uri), None)
            if section or uri.startswith(f"{programme.folder}/"):
                return replace(self, uri=uri, programme=programme, section=section)
        return replace(self, uri=uri, programme=None, section=None)


@dataclass(frozen=True)
class Download:
    """A document that a learner can take from the site."""

    programme: str
    kind: str
    title: str
    about: str
    uri: str
    """Its path below the content folder, as the site has it."""
    path: str
    """Its path below `build`."""


def page_anchor(uri: str) -> str:
    """The anchor of a whole page in a printed document."""
    return posixpath.splitext(uri)[0].replace("/", "-")


def sheet_uri(programme: Programme) -> str:
    """The page that shows the standards of a programme."""
    return f"{programme.folder}/standard.md"


def section_uri(programme: Programme, section: Section) -> str:
    """The page of a section."""
    return f"{programme.folder}/{section.id}.md"


def documents_of(downloads: Iterable[Download], programme: str) -> list[Download]:
    """The documents of one programme."""
    return [download for download in downloads if download.programme == programme]
