"""Rules on the forms that a provider adds to the portfolio of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from competent.checks.rule import rule
from competent.programme.plan import ALWAYS_THERE, PortfolioPart
from competent.project import Project
from competent.text.problem import Problem, nearest

NAMES = frozenset((*get_args(PortfolioPart), *ALWAYS_THERE))
"""The names that are taken."""


@rule("C306", "error", whole=False)
def own_parts_have_templates_of_their_own(project: Project) -> Iterator[Problem]:
    """A form of the provider's own has a name that is not taken, and a template in the project."""
    folder = project.config.templates / "parts" / "portfolio"
    for programme in project.programmes:
        taken = set(NAMES)
        for number, own in enumerate(programme.plan.portfolio_with):
            place = programme.index.front_place("portfolio_with", number, "part")
            if own.part in taken:
                hint = (
                    "Give it a name of its own. To change a part that is there, copy its template and leave this out."
                )
                yield Problem(place, "C306", f"The portfolio has a part “{own.part}” already", hint)
            elif not (folder / f"{own.part}.html.j2").is_file():
                names = [file.name.removesuffix(".html.j2") for file in folder.glob("*.html.j2")]
                hint = f"Write it as parts/portfolio/{own.part}.html.j2 in your folder of templates."
                title = f"There is no template of the part “{own.part}”"
                yield Problem(place, "C306", title, hint, nearest(own.part, names))
            taken.add(own.part)
