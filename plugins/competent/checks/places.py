"""Where in an author's files the thing to mend stands, for what is wrong with a whole programme."""

from __future__ import annotations

from competent.pages.fragment import Heading
from competent.programme.models import Programme, Section
from competent.project import Project
from competent.text.problem import Place


def index_place(programme: Programme, *steps: str | int) -> Place:
    """The value at these steps in the front matter of the index; what holds it where there is none."""
    return programme.index.front_place(*steps)


def assessed_place(programme: Programme) -> Place:
    """Where the index names the tasks: at `summative`, else at the list of sections."""
    named = index_place(programme, "summative")
    return index_place(programme, "sections") if named == index_place(programme) else named


def taught_place(project: Project, programme: Programme, criterion_id: str) -> Place:
    """The heading below which the criterion is taught, else the section that should teach it, else all of them."""
    for section in programme.teaching(criterion_id):
        headings = headings_for(project, section, criterion_id)
        return headings[0].place or section.page.first_place if headings else section.page.first_place
    around = {outcome.id for outcome in programme.group_of(criterion_id).path}
    for section in programme.sections:
        if section.teaches and around & set(section.outcomes):
            return section.page.front_place("criteria")
    return index_place(programme, "sections")


def headings_for(project: Project, section: Section, criterion_id: str) -> list[Heading]:
    """The headings below which the criterion is taught; that of the section where no heading names criteria."""
    headings = project.pages.seen(section.uri).headings
    named = [heading for heading in headings if criterion_id in heading.criteria]
    return named or [heading for heading in headings if heading.level == 1][:1]
