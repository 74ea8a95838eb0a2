"""What is told of a page that was imported: each thing that is unknown, read otherwise or left out, with its place."""

from __future__ import annotations

from competent.exchange.page import Page
from competent.exchange.parts import Part
from competent.text.problem import Problem


class Telling:
    """Collects what there is to tell of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[Problem] = []
        self.keys: dict[Problem, str] = {}
        """The key of each fact that is unknown."""

    def needed(self, line: int, title: str, key: str) -> None:
        """C615: without this the standard cannot be read."""
        hint = f"Fill in “{key}” where the file says “unknown”; until then, a check reports it as an error."
        self.problems.append(Problem(self.page.place(line), "C615", title, hint, severity="warning"))

    def unknown(self, line: int, title: str, key: str) -> None:
        """C616: a fact that the page does not say, or not in a way that can be read."""
        hint = f"Look it up and fill in “{key}” in the file."
        problem = Problem(self.page.place(line), "C616", title, hint, severity="notice")
        self.keys[problem] = key
        self.problems.append(problem)

    def otherwise(self, line: int, title: str, hint: str = "Compare it with the page.") -> None:
        """C617: what was read otherwise than it stands on the page."""
        self.problems.append(Problem(self.page.place(line), "C617", title, hint, severity="notice"))

    def left_out(self, part: Part, why: str) -> None:
        """C618: a part of the page that is not in the file, with its words."""
        text = " ".join(line.text for line in part.lines)
        if text:
            self.dropped(part.number, f"{why}, and was left out: “{text}”")

    def dropped(self, line: int, title: str, hint: str = "If it belongs to the standard, add it to the file.") -> None:
        """C618: what is not in the file."""
        self.problems.append(Problem(self.page.place(line), "C618", title, hint, severity="notice"))

    def forget(self, known: set[str]) -> None:
        """Say nothing of facts that are known after all."""
        self.problems = [problem for problem in self.problems if self.keys.get(problem) not in known]
