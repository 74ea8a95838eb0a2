"""The `competent` command helps, says what it found, and ends with 0 done, 1 findings or 2 misuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from competent import __version__
from competent.cli import main
from competent.schema import KINDS, Kind, schema_text
from tests.building import ROOT, edit, run, small_project


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it."""
    for name, found in group.commands.items():
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield (*path, name), found


COMMANDS = dict(commands(main))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_project(tmp_path / "project")
    monkeypatch.chdir(root)
    return root


def call(*words: str) -> tuple[int, str, str]:
    """Exit code, output and what was said on the side."""
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    code, said, _ = call(*words, "--help")
    assert code == 0
    assert "Usage:" in said
    assert "Example: competent" in " ".join(said.split()), f"competent {' '.join(words)} --help shows no example"
    assert COMMANDS[words].help


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_example_is_one_that_the_command_understands(words: tuple[str, ...]) -> None:
    epilog = COMMANDS[words].epilog or ""
    example = epilog.replace("\b", "").split("Example: competent ", 1)[1].strip().splitlines()[0]
    assert example.split()[: len(words)] == list(words)
    given = [word for word in example.split()[len(words) :] if word.startswith("--")]
    known = {option for parameter in COMMANDS[words].params for option in parameter.opts}
    assert [option for option in given if option.split("=")[0] not in known] == []


def test_the_commands_are_those_that_the_guide_promises() -> None:
    assert {words[0] for words in COMMANDS} == {
        "new", "import", "export", "build", "serve", "check", "fill", "stage", "sample",
        "readability", "schema", "templates",
    }  # fmt: skip


@pytest.mark.parametrize(("limit", "code"), [(9, 0), (1, 1)])
def test_a_page_above_the_grade_of_its_programme_is_told(project: Path, limit: int, code: int) -> None:
    edit(project / "content/us900001/index.md", "title:", f"reading_grade: {limit}\ntitle:")
    assert call("readability", "us900001")[0] == code


def test_the_version_is_said() -> None:
    assert call("--version") == (0, f"competent, version {__version__}\n", "")


@pytest.mark.parametrize(
    "words", [("nonsense",), ("check", "--format", "xml"), ("check", "-f", "missing.yml"), ("build", "--no")]
)
def test_misuse_ends_with_two_and_says_what_is_wrong(project: Path, words: tuple[str, ...]) -> None:
    code, _, said = call(*words)
    assert code == 2
    assert "Error:" in said
    assert "Traceback" not in said


def test_a_project_without_problems_ends_with_nought(project: Path) -> None:
    assert call("check") == (0, "No problems.\n", "")


def test_the_real_project_has_no_problems() -> None:
    code, said, _ = call("check", "--config-file", str(ROOT / "mkdocs.yml"))
    lines = said.splitlines()
    assert code == 0, said
    assert lines[-1].startswith("0 errors, 0 warnings")  # dates of the register that have passed are notices


def test_problems_end_with_one_and_each_has_a_place(project: Path) -> None:
    edit(project / "content/us900001/water.md", "minutes: 30", "minutes: never")
    code, said, summary = call("check")
    assert code == 1
    assert said.startswith("content/us900001/water.md:14:14 C")
    assert summary == "1 error, 0 warnings\n"


@pytest.mark.parametrize("broken", [False, True])
def test_json_can_be_read_by_programs(project: Path, broken: bool) -> None:
    if broken:
        edit(project / "content/us900001/water.md", "minutes: 30", "minutes: never")
    code, said, _ = call("check", "--format", "json")
    found = json.loads(said)
    assert code == int(broken)
    assert len(found) == int(broken)
    for problem in found:
        assert set(problem) >= {"path", "line", "column", "code", "title", "hint", "severity"}
        assert (problem["path"], problem["line"]) == ("content/us900001/water.md", 14)


def test_github_gets_an_annotation(project: Path) -> None:
    edit(project / "content/us900001/water.md", "minutes: 30", "minutes: never")
    code, said, _ = call("check", "--format", "github")
    assert code == 1
    assert said.startswith("::error file=content/us900001/water.md,line=14,col=14,title=C")


def test_the_schema_is_the_one_that_is_kept(tmp_path: Path) -> None:
    assert call("schema", str(tmp_path / "schema.json"))[0] == 0
    assert json.loads((tmp_path / "schema.json").read_text("utf-8")) == json.loads(
        (ROOT / "unit_standards/schema.json").read_text("utf-8")
    )


def test_a_build_of_documents_with_problems_ends_with_one(project: Path) -> None:
    edit(project / "content/us900001/water.md", "minutes: 30", "minutes: never")
    code, _, said = call("build", "--documents-only")
    assert code == 1
    assert "content/us900001/water.md:14:14 C" in said
    assert {path.name for path in (project / "build").iterdir()} <= {".cache"}


WITHOUT = """\
from importlib.machinery import PathFinder

find = PathFinder.find_spec


def find_spec(name, path=None, target=None):
    return None if name.partition(".")[0] in ("mkdocs", "material", "properdocs") else find(name, path, target)


PathFinder.find_spec = find_spec
"""
"""A start of Python in which MkDocs, its theme and its successors are not installed."""


def test_documents_are_built_without_mkdocs(project: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    blocked = {"PYTHONPATH": str(tmp_path)}
    assert run("python", "-c", "import mkdocs", cwd=project, extra=blocked).returncode == 1
    done = run("competent", "build", "--only", "us900001/learner-guide", cwd=project, extra=blocked)
    assert done.returncode == 0, done.stderr
    assert (project / "build/pdf/us900001/learner-guide.pdf").read_bytes().startswith(b"%PDF-")
    assert not (project / "build/site").exists()


def test_nothing_but_the_plugin_imports_mkdocs() -> None:
    package = ROOT / "plugins" / "competent"
    forbidden = ("import mkdocs", "from mkdocs", "import material", "from material")
    guilty = [
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if file.parent.name != "mkdocs"
        for line in file.read_text("utf-8").splitlines()
        if line.lstrip().startswith(forbidden)
    ]
    assert guilty == []


def test_build_hands_the_exit_code_of_mkdocs_on(project: Path) -> None:
    edit(project / "content/us900001/water.md", "minutes: 30", "minutes: never")
    done = run("competent", "build", "--strict", cwd=project)
    assert done.returncode == 1
    assert "content/us900001/water.md:14:14 C" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_says_what_every_key_is_for(kind: Kind) -> None:
    schema = json.loads(schema_text(kind))
    models = {"": schema, **schema["$defs"]}
    keys = [(name, key, made) for name, model in models.items() for key, made in model.get("properties", {}).items()]
    assert len(keys) > 40
    assert [(name, key) for name, key, made in keys if "description" not in made and "const" not in made] == []


def test_what_a_command_cannot_write_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"")
    done = CliRunner().invoke(main, ["schema", str(tmp_path / "mine" / "schema.json")])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{tmp_path}/mine:1:1 C315 A file stands where a folder should be")


def test_the_templates_are_listed_and_copied_and_never_written_over(project: Path) -> None:
    code, said, _ = call("templates")
    assert code == 0
    assert {"learner-guide.html.j2", "parts/portfolio/appeal.html.j2", "icons/cover.svg.j2"} <= set(said.split())
    assert call("templates", "css/cover.css", "css/base.css")[0] == 0
    own = project / "portfolio_templates" / "css" / "cover.css"
    assert own.read_bytes() == (ROOT / "portfolio_templates" / "css" / "cover.css").read_bytes()
    own.write_text("/* mine */", "utf-8")
    code, _, said = call("templates", "css/cover.css")
    assert code == 2
    assert "portfolio_templates/css/cover.css is there already" in " ".join(said.replace("│", "").split())
    assert own.read_text("utf-8") == "/* mine */"


def test_a_template_that_is_not_there_gets_a_guess(project: Path) -> None:
    code, _, said = call("templates", "css/covers.css")
    assert code == 2
    assert "Did you mean “css/cover.css”?" in said
    assert not (project / "portfolio_templates").exists()
