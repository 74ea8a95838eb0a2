"""The learners' tree, built by MkDocs, by ProperDocs without MkDocs, and by Zensical: the same pages, and no secret."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

from competent.cli import main
from tests.adapters.generators import GENERATORS, build, dead_links, pages, program, searched
from tests.adapters.sites import copied
from tests.building import ROOT, edit, environment, small_project
from tests.documents.printing import standing_in

SECRETS = (
    "Whole purple elephants dance slowly",
    "velvet walruses",
    "The guest asked for something without caffeine",
    "About four minutes on gas",
    "Bring seven turquoise kettles",
    "Which colour has the secret teapot",
    "It is as green as a quiet parrot",
    "only the model cites this hippopotamus",
    "a whisper that stands in a comment",
    "Nokuthula Vermeulen",
    "answer.svg",
)
"""What no learner may read in the project below, or not before an answer: model answers, feedback, notes, an oral
question, a comment, a name of a roster, and the name of a picture that a model answer alone shows."""
NOTES = """\

/// oral | Which colour has the secret teapot?
    criteria: [us900001-so2-ac1]

It is as green as a quiet parrot in the rain.
///

<!-- a whisper that stands in a comment -->

[^one]: Here only the model cites this hippopotamus.

See [the leaves](leaves.md#us900001-a01) and *[tea]{.x}* & `{{ code }}`. Two signs: \\* and \\_.

```python
if True:

    print("[TOC] {: .x }")
```

## A heading with `code_of_it` & *stars* \\*

Words.
"""


@dataclass(frozen=True)
class Staged:
    """A project, the site that MkDocs makes of it with our plugin, and what a generator makes of the tree."""

    root: Path
    own: Path
    tree: Path
    site: Path


def secret_project(root: Path) -> Path:
    """The small project with every kind of secret, and with a folder for each page."""
    small_project(root)
    content = root / "content" / "us900001"
    with (content / "water.md").open("a", encoding="utf-8") as page:
        page.write(NOTES)
    inside = "/// notes\nBring seven turquoise kettles, and hide them well before anybody comes in.\n///\n\n"
    edit(content / "leaves.md", "/// model\n", f"{inside}/// model\n")
    edit(content / "leaves.md", "each night.\n", "each night.[^two]\n\n![It](images/answer.svg)\n")
    with (content / "leaves.md").open("a", encoding="utf-8") as page:
        page.write("\n[^two]: Yes: only the model cites this hippopotamus.\n")
    shutil.copy(content / "images" / "cup.svg", content / "images" / "answer.svg")
    (root / "records").mkdir()
    (root / "records" / "us900001.roster.csv").write_text("learner-name\nNokuthula Vermeulen\n", encoding="utf-8")
    edit(root / "mkdocs.yml", "use_directory_urls: false\n", "")
    edit(root / "mkdocs.yml", "  - offline\n", "")
    edit(root / "mkdocs.yml", "theme:\n", "markdown_extensions:\n  - toc:\n      permalink: true\n\ntheme:\n")
    return root


def stage(root: Path, folder: Path, *options: str) -> str:
    """Write the tree as an author does; the documents are stood in for."""
    with standing_in():
        done = CliRunner().invoke(main, ["stage", str(folder), "--config-file", str(root / "mkdocs.yml"), *options])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built by MkDocs with our plugin; the documents are stood in for."""
    root = secret_project(tmp_path_factory.mktemp("generators") / "project")
    with standing_in():
        done = CliRunner().invoke(cli, ["build", "--quiet", "--config-file", str(root / "mkdocs.yml")])
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture(scope="module", params=GENERATORS)
def staged(request: pytest.FixtureRequest, project: Path) -> Staged:
    """The project as each generator builds its tree. The theme Material needs MkDocs."""
    tree = project.parent / request.param
    stage(project, tree, *(["--theme", "mkdocs"] if request.param == "properdocs" else []))
    return Staged(project, project / "build" / "site", tree, build(request.param, tree))


def test_the_pages_are_those_of_our_own_build(staged: Staged) -> None:
    ours, theirs = pages(staged.own), pages(staged.site)
    assert set(theirs) == set(ours)
    for path in ours:
        assert theirs[path].box == ours[path].box, path
        assert ours[path].box, path


def test_nothing_that_comes_out_holds_a_secret(staged: Staged) -> None:
    files = [file for file in staged.tree.rglob("*") if file.is_file()]
    assert len(files) > 100
    for file in files:
        text = file.read_bytes().decode("utf-8", "replace")
        words = " ".join(re.sub(r"<[^>]+>|\\n", " ", html.unescape(text)).split())
        assert [secret for secret in SECRETS if secret in words or secret in text] == [], file
        assert not [secret for secret in SECRETS if secret in file.name]


def test_every_link_anchor_and_asset_is_there(staged: Staged) -> None:
    assert dead_links(staged.site) == []
    page = staged.site / "us900001" / "leaves" / "index.html"
    assert "../images/cup.svg" in page.read_text(encoding="utf-8")
    downloads = pages(staged.site)["us900001/downloads/index.html"].links
    assert "../us900001-learner-guide.pdf" in downloads
    assert (staged.site / "us900001" / "us900001-learner-guide.pdf").stat().st_size > 1000


def test_the_search_knows_every_heading(staged: Staged) -> None:
    """Our plugin adds the criteria of the standard to the search of its own site; they are no headings."""
    shown = pages(staged.own).items()
    headings = {f"{path.removesuffix('index.html')}#{anchor}" for path, page in shown for anchor in page.headings}
    found = {place for place in searched(staged.own) if "#" not in place or place in headings}
    assert len(found) > 20
    assert {place for place in found if "downloads" not in place} <= searched(staged.site)
    assert "us900001/leaves/#us900001-a01" in searched(staged.site)


def test_the_table_of_contents_knows_every_heading(staged: Staged) -> None:
    for path, page in pages(staged.site).items():
        if not path.endswith("coverage/index.html"):  # which hides its table
            assert [anchor for anchor in page.headings if f"#{anchor}" not in page.menus] == [], path


def test_the_title_of_a_page_is_its_own(staged: Staged) -> None:
    page = (staged.site / "us900001" / "leaves" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<title>(Leaves - Small|Leaves – Small)</title>", page)


def test_the_script_and_the_styles_are_loaded(staged: Staged) -> None:
    loaded = pages(staged.site)["us900001/leaves/index.html"].links
    for name in ("competent.css", "brand.css", "competent.js"):
        assert f"../../assets/competent/{name}" in [link.partition("?")[0] for link in loaded]


def test_the_steps_of_the_guide_work(tmp_path: Path) -> None:
    guide = (ROOT / "content" / "authoring" / "other-generators.md").read_text(encoding="utf-8")
    fences = re.findall(r'(?ms)^```(\w+)(?: title="([^"]+)")?\n(.*?)^```', guide)
    root = copied("small", tmp_path / "project").root
    for _language, name, text in fences:
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    commands = "".join(text for language, _name, text in fences if language == "sh")
    assert len(commands.splitlines()) == 6
    places = [str(program(name).parent) for name in GENERATORS[1:]]
    path = ":".join([*places, str(Path(sys.executable).parent), os.environ["PATH"]])
    call = ["bash", "-euo", "pipefail", "-c", commands]
    done = subprocess.run(
        call, cwd=root, env=environment({"PATH": path}), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<title>Leaves - Tea for guests</title>" in (tmp_path / "public-site/us900001/leaves.html").read_text(
        "utf-8"
    )
