"""The commands that the guide shows work in a project of one's own, and no command or option is left out of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from competent import __version__
from competent.adapters import load_project
from competent.cli import main
from competent.schema import KINDS, Kind, schema_text
from tests.building import edit, run_warm
from tests.test_cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "content" / "authoring"
PAGES = {file.name: file.read_text("utf-8") for file in sorted(GUIDE.glob("*.md"))}
FENCE = re.compile(r"(?ms)^( *)```(sh|console)$\n(.*?)^\1```$")
TYPED = {
    (name, kind, line.strip().removeprefix("$ "))
    for name, text in PAGES.items()
    for _indent, kind, block in FENCE.findall(text)
    for line in block.splitlines()
    if line.strip().startswith("$ " if kind == "console" else "")
}
ELSEWHERE = ("other-generators.md", "standards.md")
"""Their steps need files of their own: adapters/test_generators.py and exchange/test_guide.py run them."""
RUN = sorted({line for name, kind, line in TYPED if kind == "sh" and name not in ELSEWHERE})
"""What a reader may type as it stands."""
CALLS = sorted({line for _name, _kind, line in TYPED if line.startswith("competent ")})
CALLS += sorted({call for text in PAGES.values() for call in re.findall(r"`(competent [^`\n]+)`", text)})
ENDLESS = {"competent serve"}
"""Shown with its options only: it goes on until it is stopped."""
SHARED = {"--config-file", "--help"}
"""Explained once for all commands."""
ROSTER = "learner-name,assessor-name,judgement\nThandi Nkosi,Deon Smit,C\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `competent new` writes it, without documents, which take their time."""
    folder = tmp_path_factory.mktemp("guide") / "mine"
    assert CliRunner().invoke(main, ["new", str(folder), "--provider", "Teapot Academy"]).exit_code == 0
    edit(folder / "mkdocs.yml", "paper: A4", "paper: A4\n      documents: false")
    (folder / "records").mkdir()
    (folder / "records" / "us900010.roster.csv").write_text(ROSTER, "utf-8")
    return folder


def named(words: Sequence[str]) -> click.Command:
    """The command that these words lead to, whatever stands behind it."""
    found = [COMMANDS[tuple(words[:count])] for count in (2, 1) if tuple(words[:count]) in COMMANDS]
    assert found, f"There is no command “competent {' '.join(words)}”"
    return found[0]


def options_of(command: click.Command) -> dict[str, click.Parameter]:
    return {name: option for option in command.params if option.param_type_name == "option" for name in option.opts}


@pytest.mark.parametrize("line", RUN)
def test_a_command_of_the_guide_works_in_a_project_of_ones_own(line: str, own: Path) -> None:
    name, *words = shlex.split(line)
    assert name == "competent"
    if line in ENDLESS:
        return
    done = run_warm("competent", *words, cwd=own)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("line", CALLS)
def test_a_command_that_is_named_exists_with_its_options(line: str) -> None:
    _competent, *words = shlex.split(line)
    if words[0] in ("--help", "--version"):
        return
    command = named(words)
    given = [word.partition("=")[0] for word in words if word.startswith("--")]
    assert [word for word in given if word not in {*options_of(command), "--help"}] == []


def test_the_page_of_commands_has_a_heading_for_each_command() -> None:
    shown = re.findall(r"(?m)^## competent ([\w -]+)$", PAGES["commands.md"])
    assert sorted(shown) == sorted(map(" ".join, COMMANDS)), "commands.md explains every command, and no other"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_option_of_a_command_is_explained(words: tuple[str, ...]) -> None:
    name = " ".join(words)
    start = re.search(rf"(?m)^## competent {name}$", PAGES["commands.md"])
    assert start, f"content/authoring/commands.md has no section “competent {name}”"
    section = PAGES["commands.md"][start.end() :].partition("\n## ")[0]
    rows = dict(re.findall(r"(?m)^\| `(--[\w-]+)`(?: or `-\w`)? \| (\S.*) \|$", section))
    wanted = {option.opts[-1]: option for option in options_of(COMMANDS[words]).values()}
    assert set(rows) == set(wanted) - SHARED
    for option, said in rows.items():
        kind = wanted[option].type
        choices = kind.choices if isinstance(kind, click.Choice) else ()
        assert [word for word in choices if f"`{word}`" not in said] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_on_the_site_are_those_of_the_models(kind: Kind) -> None:
    assert (GUIDE / "schema" / f"{kind}.json").read_text("utf-8") == schema_text(kind), "make schema writes it anew"
    assert f"](schema/{kind}.json)" in PAGES["editor.md"]


def fences(page: str) -> dict[str, str]:
    """The files that a page shows, by their paths."""
    return dict(re.findall(r"(?ms)^```\w+ title=\"([^\"]+)\"\n(.*?)^```$", PAGES[page]))


def test_a_site_that_was_there_takes_a_programme_as_the_guide_says(tmp_path: Path) -> None:
    files = {path.replace("content/", "docs/"): text for path, text in fences("index.md").items()}
    for path, text in {**files, **fences("existing-site.md"), "docs/index.md": "# Our college\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    project = load_project(tmp_path / "mkdocs.yml")
    assert {problem.severity for problem in project.problems} == {"warning"}  # what a whole programme still needs
    assert [programme.title for programme in project.programmes] == ["Hand over a shift"]
    edit(tmp_path / "mkdocs.yml", "  font: false\n", "")
    assert "C606" in {problem.code for problem in load_project(tmp_path / "mkdocs.yml").problems}


def test_git_is_told_to_leave_alone_what_a_new_project_leaves_alone(own: Path) -> None:
    ours = {line for line in (own / ".gitignore").read_text("utf-8").splitlines() if line and not line.startswith("#")}
    assert ours <= set(fences("project.md")[".gitignore"].splitlines())


def test_the_version_that_is_pinned_is_this_one() -> None:
    assert f"mkdocs_competent-{__version__}-py3-none-any.whl" in fences("project.md")["requirements.txt"]
