"""What every document is made of: a programme of a project, in a language, with a form that records its fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from competent.documents.shelf import Shelf
from competent.forms.field import Form
from competent.pages.fragment import Facts
from competent.programme.models import Programme, Section
from competent.project import Project
from competent.words import Words


@dataclass(frozen=True)
class Making:
    """A document that is being made."""

    project: Project
    programme: Programme
    words: Words
    form: Form = field(default_factory=Form)
    shelf: Shelf = field(default_factory=Shelf)
    """What is printed already."""

    def seen(self, section: Section) -> Facts:
        """A section as the site shows it: its headings and their anchors."""
        return self.project.pages.seen(section.uri)
