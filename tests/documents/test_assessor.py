"""The assessor's guide: everything to judge by, and nothing twice under two names."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from competent.documents import assessor
from competent.documents.compose import Composer
from competent.documents.making import Making
from competent.programme.models import Programme
from competent.project import Project
from tests.building import PROGRAMMES
from tests.conftest import TinyProject
from tests.documents.composing import composed, names, programme_of, rendered, said, text

TASK = """\
---
title: Tasks
outcomes: [us1-so1]
---
# Tasks

//// task | A pot for two
    id: us1-t01
    method: questionnaire
    criteria: [us1-so1-ac1, us1-so1-ac2]
    minutes: 30
    marks: 7

Answer both.

/// answer | How hot is the water?
    key: hot
    kind: lines
    marks: 4
    criteria: [us1-so1-ac1]
///

/// model | hot
Ninety-six degrees in the pot.
///

/// answer | Who drinks first?
    key: first
    kind: lines
    marks: 3
///

/// model
The guest, then the host.
///
////

/// oral | Why does the kettle sing?
    criteria: [us1-so1-ac2]

Bubbles **burst** below the lid.
///
"""


@pytest.fixture
def tea(project: TinyProject) -> Project:
    """The tiny project with a task that earns marks and a question to ask aloud."""
    project.write("content/us1/tasks.md", TASK)
    project.replace("content/us1/index.md", "sections: [boil.md]\n", "sections: [boil.md]\nsummative: tasks.md\n")
    assert not project.errors()
    return project.load()


MODELS_AT_THE_END = """\
/// answer | How hot is the water?
    key: hot
    kind: lines
///

/// answer | Who drinks first?
    key: first
    kind: lines
///

/// model
All in all.
///

/// model | first
The guest.
///

/// model | hot
Ninety-six degrees.
///

/// model | hot
Or a little less.
///
////
"""


@pytest.mark.parametrize(("kind", "block"), [("assessor-guide", "tasks"), ("facilitator-guide", "boil")])
def test_a_model_answer_of_one_question_stands_right_below_it_wherever_it_is_written(
    project: TinyProject, tea: Project, kind: str, block: str
) -> None:
    file = f"content/us1/{block}.md"
    page = (project.root / file).read_text("utf-8")
    start, end = page.index("/// answer"), page.index("\n////\n") + len("\n////\n")
    project.write(file, page[:start] + MODELS_AT_THE_END + page[end:])
    assert project.errors() == []
    loaded = project.load()
    seen = text(composed(loaded, loaded.programmes[0], kind).html)
    order = [
        "How hot is the water?",
        "Ninety-six degrees.",
        "Or a little less.",
        "Who drinks first?",
        "The guest.",
        "All in",
    ]
    places = [seen.index(words) for words in order]
    assert places == sorted(places)


@pytest.fixture(params=PROGRAMMES)
def programme(request: pytest.FixtureRequest, real: Project) -> Programme:
    return programme_of(real, request.param)


COMPOSED: dict[tuple[Path, str, str], str] = {}


def page(project: Project, programme: Programme, kind: str) -> str:
    """The HTML of a document; that of the real programmes is composed once."""
    key = (project.root, programme.id, kind)
    if key not in COMPOSED:
        COMPOSED[key] = composed(project, programme, kind).html
    return COMPOSED[key]


def making(project: Project, programme: Programme) -> Making:
    return Composer(project, programme).making()


def asked_in(project: Project, programme: Programme) -> list[assessor.AskedGroup]:
    """The oral questions with their answers, as the guide has them."""
    composer = Composer(project, programme)
    return assessor.oral_groups(composer.making(), composer.oral_answer)


def rows(html: str) -> list[str]:
    return re.findall(r"(?s)<tr\b.*?</tr>", html)


def test_a_mark_sheet_has_a_line_for_each_question_and_their_sum(tea: Project) -> None:
    (sheet,) = assessor.mark_sheets(tea.programmes[0])
    assert [(row.key, row.marks, row.criteria) for row in sheet.rows] == [("hot", 4, ("SO1 AC1",)), ("first", 3, ())]
    assert (sheet.task.id, sheet.marks) == ("us1-t01", 7)
    drawn = [name for name in names(page(tea, tea.programmes[0], "assessor-guide")) if name.endswith("--mark")]
    assert drawn == ["us1-t01-hot--mark", "us1-t01-first--mark", "us1-t01--mark"]


def test_the_memorandum_of_each_task_adds_up_to_its_marks(programme: Programme, real: Project) -> None:
    sheets = {sheet.task.id: sheet for sheet in assessor.mark_sheets(programme)}
    assert set(sheets) == {task.id for task in programme.tasks if task.options.marks}
    for sheet in sheets.values():
        assert sheet.marks == sheet.task.options.marks
        assert not sheet.rows or sum(row.marks for row in sheet.rows) == sheet.marks
    found = names(page(real, programme, "assessor-guide"))
    fields = [f"{id_}-{row.key}--mark" for id_, sheet in sheets.items() for row in sheet.rows]
    fields += [f"{id_}--mark" for id_ in sheets]
    assert [field for field in fields if found.count(field) != 1] == []


def test_a_model_answer_stands_after_the_question_it_belongs_to(tea: Project) -> None:
    seen = text(page(tea, tea.programmes[0], "assessor-guide"))
    memorandum = seen[seen.index("Answer both.") :]
    order = [
        "How hot is the water?",
        "Ninety-six degrees in the pot.",
        "Who drinks first?",
        "The guest, then the host.",
    ]
    places = [memorandum.index(words) for words in order]
    assert places == sorted(places)


def test_every_model_answer_stands_in_the_guide(programme: Programme, real: Project) -> None:
    seen = text(page(real, programme, "assessor-guide"))
    paragraphs = [part for task in programme.tasks for part in task.model.split("\n\n")]
    assert len(paragraphs) > 20
    assert [part for part in paragraphs if rendered(real, part) not in seen] == []


def test_what_a_task_is_watched_for_is_ticked_on_its_sheet_and_not_here(programme: Programme, real: Project) -> None:
    (standard,) = programme.standards
    html = page(real, programme, "assessor-guide")
    assert [name for name in names(html) if name.startswith(("observation-", "witness-saw"))] == []
    part = html[html.index('<h1 id="observation"') : html.index('<h1 id="oral"')]
    assert [
        task.title for task in programme.tasks if assessor.is_observation(task) and task.title not in text(part)
    ] == []
    wanted = {c.id for c in standard.criteria if standard.is_practical(c.id)}
    found = [point for group in assessor.practical(making(real, programme)) for point in group.points]
    assert {point.id for point in found} == wanted
    for point in found:
        assert f"{point.label} {point.text}" in text(part)
        assert sorted(point.watched + point.shown) == sorted(point.tasks)


def test_a_programme_that_plans_no_observation_has_a_checklist_with_numbered_situations(
    project: TinyProject, tea: Project
) -> None:
    (programme,) = tea.programmes
    html = page(tea, programme, "assessor-guide")
    found = names(html)
    points = [point for group in assessor.practical(making(tea, programme)) for point in group.points]
    assert points
    for point in points:
        assert found.count(f"observation-{point.id}-seen") == 2
        assert {f"observation-{point.id}-{end}" for end in ("date", "remark")} <= set(found)
    part = html[html.index('id="observation-situations"') : html.index('class="seen"')]
    assert re.findall(r'<td class="grid__number">(\d)</td>', part) == ["1", "2", "3", "4"]


def test_the_unit_observes_coverage_and_performance_but_not_knowledge(real: Project) -> None:
    groups = assessor.practical(making(real, programme_of(real, "unit220")))
    assert [group.outcome for group in groups] == ["unit220-cover", "unit220-1", "unit220-2"]
    assert sum(len(group.points) for group in groups) == 21


def test_every_oral_question_stands_in_the_guide_with_its_answer(programme: Programme, real: Project) -> None:
    html = page(real, programme, "assessor-guide")
    seen, found = text(html), names(html)
    for question in programme.oral_questions:
        assert question.question in unescape(html)
        assert rendered(real, question.answer) in seen
        fields = [f"oral-{question.key}-said", f"oral-{question.key}-judgement"]
        assert [found.count(field) for field in fields] == [1, 2]
    asked = [asked for group in asked_in(real, programme) for asked in group.questions]
    assert [one.number for one in asked] == list(range(1, len(programme.oral_questions) + 1))


def test_another_place_of_an_oral_question_does_not_change_its_fields(project: TinyProject) -> None:
    first = "/// oral | Who drinks first?\n    criteria: [us1-so1-ac2]\n\nThe guest.\n///\n"
    second = "/// oral | Why does the kettle sing?\n    criteria: [us1-so1-ac2]\n\nIt sings.\n///\n"
    section = (project.root / "content/us1/boil.md").read_text("utf-8")
    keys = []
    for order in (first + second, second + first):
        project.write("content/us1/boil.md", f"{section}\n{order}")
        loaded = project.load()
        groups = asked_in(loaded, loaded.programmes[0])
        keys.append({asked.question: asked.key for group in groups for asked in group.questions})
    assert keys[0] == keys[1]
    assert len(set(keys[0].values())) == 2


def test_oral_questions_are_grouped_by_the_outcome_of_their_first_criterion(
    programme: Programme, real: Project
) -> None:
    for group in asked_in(real, programme):
        labels = [programme.criterion_label(criterion.id) for criterion in programme.outcomes[group.outcome].criteria]
        assert [asked for asked in group.questions if asked.criteria[0] not in labels] == []


def test_the_answer_of_an_oral_question_is_markdown(tea: Project) -> None:
    (group,) = asked_in(tea, tea.programmes[0])
    (asked,) = group.questions
    assert "<p>Bubbles <strong>burst</strong> below the lid.</p>" in asked.answer
    assert text(asked.answer) == "Bubbles burst below the lid."
    assert asked.criteria == ("SO1 AC2",)


def test_each_task_has_one_place_for_its_result_and_the_report_names_every_outcome(
    programme: Programme, real: Project
) -> None:
    found = Counter(names(page(real, programme, "assessor-guide")))
    assert [name for name in found if re.match(r"feedback-.*-t\d", name)] == []  # in the summative guide alone
    summative = Counter(names(page(real, programme, "summative-assessment")))
    for task in programme.tasks:
        assert (summative[f"summative-{task.id}-judgement"], summative[f"summative-{task.id}-feedback"]) == (2, 1)
    for prefix in [f"report-{group.id}" for group in programme.groups]:
        assert (found[f"{prefix}-judgement"], found[f"{prefix}-strengths"], found[f"{prefix}-gaps"]) == (2, 1, 1)
    (standard,) = programme.standards
    assert found[f"report-{standard.id}-judgement"] == 2


def test_the_self_review_asks_about_every_principle(tea: Project) -> None:
    found = names(page(tea, tea.programmes[0], "assessor-guide"))
    ids = {principle.id for principle in assessor.PRINCIPLES}
    assert {"valid", "authentic", "current", "sufficient", "fair", "consistent", "reliable"} <= ids
    asked = {f"self-review-{id_}{end}" for id_ in ids for end in ("", "-remark")}
    assert asked | {"self-review-differently"} <= set(found)


def test_the_contents_lead_to_every_part(programme: Programme, real: Project) -> None:
    html = page(real, programme, "assessor-guide")
    ids = re.findall(r'\bid="([^"]+)"', html)
    listed = re.findall(r'<a href="#([^"]+)"', html[: html.index("</nav>")])
    assert len(listed) > 8
    assert [anchor for anchor in listed if ids.count(anchor) != 1] == []
    assert len(ids) == len(set(ids))


def test_the_guide_of_a_unit_speaks_of_candidates_and_verifiers(real: Project) -> None:
    guides = {programme.id: text(page(real, programme, "assessor-guide")) for programme in real.programmes}
    form = {name: guide[guide.index("Part 6 Feedback report") :] for name, guide in guides.items()}
    assert not re.search(r"(?i)\b(learner|moderator)s?\b", form["unit220"])
    assert "internal verifier" in form["unit220"]
    assert not re.search(r"(?i)\b(candidate|verifier)s?\b", form["us118028"])
    assert "internal moderator" in form["us118028"]


def test_simulation_is_ruled_out_where_the_standard_rules_it_out(real: Project) -> None:
    told = {p.id: "Simulation is not allowed" in text(page(real, p, "assessor-guide")) for p in real.programmes}
    assert told == {"us118028": False, "us252210": False, "unit220": True}


def test_a_programme_without_tasks_has_no_memorandum(project: TinyProject) -> None:
    loaded = project.load()
    found = assessor.guide_parts(making(loaded, loaded.programmes[0]), [])
    assert "memorandum" not in {part.id for part in found}
    assert [part.number for part in found] == list(range(1, len(found) + 1))
    places = [said(where) for _what, where in assessor.steps(found)]
    assert [where for where in places if where.startswith("Part")][-1] == f"Part {len(found)}"
