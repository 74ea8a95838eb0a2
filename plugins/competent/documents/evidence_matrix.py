"""What the template of the evidence matrix needs: each criterion against every task, on a sheet of either size."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from competent.documents.making import Making
from competent.programme.exercises import Task
from competent.programme.models import Programme
from competent.standards.framework import Method
from competent.standards.standard import CriterionGroup, Standard
from competent.words import N_, Label, Words

TASK_WIDTH = 3.3
"""Of a column for a task, in percent of the sheet: a box of 4.4 mm fits on A4 with room beside it."""
TASKS_WIDTH = 38.0
"""Of all the tasks together at most, in percent."""
MANY_TASKS = 8
"""With more, the columns of words are narrower."""
QUALITIES: tuple[tuple[str, Label], ...] = (
    ("valid", N_("Valid")),
    ("authentic", N_("Authentic")),
    ("current", N_("Current")),
    ("sufficient", N_("Sufficient")),
)
"""What has to be true of all the evidence for a criterion."""
OTHER_COLUMNS = 7
"""Beside those of tasks and judgements: criterion, references, four qualities and a comment."""
KEY_LINES = 4
"""What the key says beside the tasks, in lines."""
TASK_LETTERS = 88
"""Of the tasks in the key that stand on one line."""
TITLE_LETTERS = 60
"""Of a title that stands on one line."""
RULE = 0.25
"""Between two rows, in millimetres."""
STEP = 0.25
"""Rows grow by this, in millimetres, until one more would not fit."""


@dataclass(frozen=True)
class Scale:
    """How large things are drawn in `css/matrix.css`, in millimetres: so that rows can be made to fill the pages."""

    head: float
    """Title and provider."""
    title: float
    """A line more of the title."""
    line: float
    """A line of the key."""
    top: float
    """People and the heads of columns, on every page."""
    outcome: float
    least: float
    """The lowest row: three lines of a criterion, or two of handwriting."""
    most: float
    """The highest row: more would look empty."""


SMALL = Scale(head=24.5, title=6.5, line=4.2, top=39.5, outcome=6.0, least=12.75, most=20)
LARGE = Scale(head=23.5, title=8, line=4.2, top=38.0, outcome=6.1, least=11.25, most=24)


@dataclass(frozen=True)
class Sheet:
    """The matrix on one size of paper."""

    page: str
    """The name of the page in CSS."""
    name: str
    """The size as people say it."""
    size: str
    """The size in CSS."""
    room: float
    """The height between the margins, in millimetres."""
    scale: Scale

    def row_height(self, matrix: Matrix) -> float:
        """In millimetres: as high as rows can be without another page, so that no page is left nearly empty."""
        height = self.scale.least
        pages = self.pages(matrix, height)
        while height + STEP <= self.scale.most and self.pages(matrix, height + STEP) == pages:
            height += STEP
        return height

    def pages(self, matrix: Matrix, height: float) -> int:
        """How many pages rows of this height take."""
        key = max(matrix.key_lines, KEY_LINES) * self.scale.line + 3
        head = self.scale.head + self.scale.title * (len(matrix.title) // TITLE_LETTERS)
        sheet = self.room - self.scale.top - key
        free, pages = sheet - head, 1
        for part in self._parts(matrix, height):
            if part > free:
                free, pages = sheet, pages + 1
            free -= part
        return pages

    def _parts(self, matrix: Matrix, height: float) -> list[float]:
        """The heights of what no page break divides: an outcome and its first criterion, the last two, and the rest."""
        row = height + RULE
        rows = [part for g in matrix.groups for part in (self.scale.outcome + row, *[row] * (len(g.rows) - 1))]
        return [*rows[:-2], sum(rows[-2:])]


SHEETS: dict[str, tuple[Sheet, Sheet]] = {
    "A4": (
        Sheet("small", "A4", "A4 landscape", 187, SMALL),
        Sheet("large", "A3", "A3 landscape", 273, LARGE),
    ),
    "Letter": (
        Sheet("small", "Letter", "letter landscape", 192, SMALL),
        Sheet("large", "Ledger", "ledger landscape", 255, LARGE),
    ),
}
"""By the setting `paper`: the sheet that every printer takes, and the one with twice the room."""


@dataclass(frozen=True)
class MatrixRow:
    """A criterion against every task."""

    id: str
    label: str
    """Below the name of its standard."""
    heard: str
    """Where it is named alone."""
    text: str
    planned: tuple[tuple[Task, bool], ...]
    """Each task, and whether it is to give evidence of the criterion."""


@dataclass(frozen=True)
class MatrixGroup:
    """The criteria of one outcome."""

    heading: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Matrix:
    """The criteria of a standard against the tasks that serve it."""

    standard: Standard
    tasks: tuple[Task, ...]
    groups: tuple[MatrixGroup, ...]

    @property
    def title(self) -> str:
        """What stands at the top of the first page, in English: how long it is decides how many lines it takes."""
        return f"{Words().say(self.standard.name)}: {self.standard.title}"

    @property
    def short_names(self) -> tuple[Label, ...]:
        """The heads of the tasks' columns; tasks of two standards that have one number get letters too."""
        numbers = [task.number for task in self.tasks]
        letters = (ascii_lowercase[numbers[:n].count(task.number)] for n, task in enumerate(self.tasks))
        return tuple(
            N_("T%(number)s", number=f"{number}{letter}" if numbers.count(number) > 1 else number)
            for number, letter in zip(numbers, letters, strict=True)
        )

    @property
    def task_width(self) -> float:
        """The width of a task's column in percent."""
        return min(TASK_WIDTH, TASKS_WIDTH / max(1, len(self.tasks)))

    @property
    def key_lines(self) -> int:
        """How many lines the tasks take in the key."""
        letters = sum(len(task.title) + 28 for task in self.tasks)  # with number and method
        return -(-letters // TASK_LETTERS)

    @property
    def many(self) -> bool:
        """Whether there are so many tasks that the columns of words have to be narrower."""
        return len(self.tasks) > MANY_TASKS

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.tasks) + OTHER_COLUMNS + len(self.standard.rules.judging.values)

    @property
    def methods(self) -> tuple[Method, ...]:
        """The letters of the methods, for the references."""
        return self.standard.evidence_methods


def parts(making: Making) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    return _parts(making, large=False)


def parts_large(making: Making) -> dict[str, object]:
    """The same for the large sheet."""
    return _parts(making, large=True)


def _parts(making: Making, large: bool) -> dict[str, object]:
    programme = making.programme
    return {
        "sheet": SHEETS[making.project.settings.paper][large],
        "qualities": QUALITIES,
        "matrices": [matrix(programme, standard, making.words) for standard in programme.standards],
    }


def matrix(programme: Programme, standard: Standard, _: Words) -> Matrix:
    """The matrix of one standard, with the tasks that are about it."""
    criteria = {criterion.id for criterion in standard.criteria}
    tasks = tuple(task for task in programme.tasks if criteria & set(task.criteria))
    return Matrix(standard, tasks, tuple(_group(programme, g, tasks, _) for g in standard.groups))


def _group(programme: Programme, group: CriterionGroup, tasks: tuple[Task, ...], _: Words) -> MatrixGroup:
    rows = (
        MatrixRow(
            c.id,
            group.standard.criterion_label(c.id),
            programme.criterion_label(c.id),
            c.text,
            tuple((task, c.id in task.criteria) for task in tasks),
        )
        for c in group.criteria
    )
    return MatrixGroup(group.lead or _.say(group.heading), tuple(rows))
