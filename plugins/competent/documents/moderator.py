"""What the template of the moderator needs: the plan, the sampling sheet, checklists and the report."""

from __future__ import annotations

from competent.checks.project import Project
from competent.programme.models import Programme


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    return {}
