"""Where in an author's files the thing to mend stands, for what is wrong with a whole programme."""

from __future__ import annotations

from competent.programme.models import Exercise, Programme, Section
from competent.text.problem import Place
from competent.text.scan import Page


def index_place(programme: Programme, *steps: str | int) -> Place:
    """The value at these steps in the front matter of the index; what holds it where there is none."""
    return _in_front_matter(programme.index, *steps)


def assessed_place(programme: Programme) -> Place:
    """Where the index names the tasks: at `summative`, else at the list of sections."""
    named = index_place(programme, "summative")
    return index_place(programme, "sections") if named == index_place(programme) else named


def taught_place(programme: Programme, criterion_id: str) -> Place:
    """The heading below which the criterion is taught, else the section that should teach it, else all of them."""
    for section in programme.teaching(criterion_id):
        headings = section.headings_for(criterion_id)
        return headings[0].place if headings else Place(section.page.path)
    outcome = programme.outcome_of(criterion_id).id
    for section in programme.sections:
        if section.teaches and outcome in section.outcomes:
            return section_place(section, "criteria")
    return index_place(programme, "sections")


def section_place(section: Section, *steps: str | int) -> Place:
    """The value at these steps in the front matter of a section; what holds it where there is none."""
    return _in_front_matter(section.page, *steps)


def option_place(programme: Programme, exercise: Exercise, *steps: str | int) -> Place:
    """The value at these steps in the options of an activity or a task."""
    for section in programme.sections:
        for block in section.page.walk():
            if block.place == exercise.place and block.options:
                return block.options.place(*steps)
    return exercise.place


def _in_front_matter(page: Page, *steps: str | int) -> Place:
    return page.front_matter.place(*steps) if page.front_matter else Place(page.path)
