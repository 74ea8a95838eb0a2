"""Other plugins and hooks find no model answer, whatever they do; what they add or break is told in words."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from competent.adapters import load_project, secrets
from competent.adapters.secrets import hidden, leaks
from competent.project import Project
from tests.adapters.sites import SECRETS, Site
from tests.building import project_copy, run, snapshot
from tests.checks.cases import page_of
from tests.documents.composing import composed, programme_of, text

CONFIG, LEAVES = "mkdocs.yml", "content/us900001/leaves.md"
MODEL = "Whole purple elephants dance slowly under seven silver moons each night."
MODEL_AT = f"{LEAVES}:75:1"
"""Where the block with these words begins."""
FEEDBACK_AT = f"{LEAVES}:44:1"
"""Where the first block begins that learners do not read at once."""


def hook(site: Site, code: str) -> None:
    """Give the project a hook."""
    site.replace(CONFIG, "docs_dir: content", "docs_dir: content\nhooks: [house.py]")
    site.write("house.py", code)


# What others read


KEEPS_ALL = """
from pathlib import Path
from mkdocs.plugins import event_priority

seen = []

def on_files(files, config):
    seen.extend(file.content_string for file in files.documentation_pages())

def on_page_read_source(page, config):
    seen.append(page.file.content_string)

@event_priority(60)
def on_page_markdown(markdown, page, config, files):
    seen.extend([markdown, page.markdown or ""])

def on_page_content(html, page, config, files):
    seen.extend([html, page.markdown, page.file.content_string])

def on_post_build(config):
    assert any("Thandi buys rooibos" in text for text in seen)
    Path(config.site_dir, "all.txt").write_text("\\n".join(seen), "utf-8")
"""


def test_a_hook_that_copies_all_it_can_see_finds_no_model_answer(small: Site) -> None:
    hook(small, KEEPS_ALL)
    small.built()
    assert "all.txt" in small.published
    assert small.leaks() == []


def test_a_hook_that_copies_files_from_the_disk_ends_the_build(small: Site) -> None:
    hook(
        small,
        "from pathlib import Path\n\n\ndef on_post_build(config):\n"
        "    for file in Path(config.docs_dir).rglob('*.md'):\n"
        "        Path(config.site_dir, file.name).write_text(file.read_text('utf-8'), 'utf-8')\n",
    )
    assert small.check() == []
    small.write("build/site/index.html", "the last good one")
    done = small.build()
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if "C275" in line]
    assert [line for line in told if FEEDBACK_AT in line and "“leaves.md”" in line] != []
    assert {path: (small.site / path).read_text("utf-8") for path in small.published} == {
        "index.html": "the last good one"
    }


@pytest.fixture(scope="module")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, read."""
    return load_project(project_copy("small", tmp_path_factory.mktemp("small")) / CONFIG)


WAYS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a page": ("a.html", lambda words: f"<p>{html.escape(words)}</p>"),
    "a page of short lines": ("a.html", lambda words: "<p>\n" + words.replace(" ", "\n   ") + "</p>"),
    "a page with signs as names": ("a.html", lambda words: words.replace(" ", "&nbsp;").replace(".", "&period;")),
    "a list for search": ("search.json", lambda words: json.dumps({"text": f"one\n{words}\ntwo"})),
    "a script": ("a.js", lambda words: "x='" + "".join(f"\\u{ord(sign):04x}" for sign in words) + "'"),
    "a feed": ("feed.xml", lambda words: f"<![CDATA[{words.upper()}]]>"),
    "a copy": ("deep/er/a.md", lambda words: f"/// model\n{words}\n///\n"),
    "a file of an ending that nobody knows": ("money.what", lambda words: words),
    "a text": ("llms.txt", lambda words: f"…{words.rpartition(' each')[0]}"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_model_answer_is_found_however_its_letters_are_written(
    way: str, small_project: Project, tmp_path: Path
) -> None:
    name, write = WAYS[way]
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write("Nothing is secret here, nor there."), "utf-8")
    assert leaks(small_project, tmp_path) == []
    file.write_text(write(MODEL), "utf-8")
    (problem,) = leaks(small_project, tmp_path)
    assert (problem.code, str(problem.place), problem.severity) == ("C275", MODEL_AT, "error")
    assert f"“{name}”" in problem.title


def test_a_file_is_searched_once_for_the_same_secrets(small: Site) -> None:
    made = small.root / "made"
    small.write("made/a.html", "The zebra is never mentioned by anybody in this house.")
    searched = small.root / "build/.cache/searched.json"
    assert leaks(small.load(), made) == []
    assert len(json.loads(searched.read_text("utf-8"))["clean"]) == 1
    with mock.patch.object(secrets, "_words", side_effect=AssertionError("searched again")):
        assert leaks(small.load(), made) == []
    small.replace(LEAVES, MODEL, "The zebra is never mentioned by anybody in this house.")
    assert [problem.code for problem in leaks(small.load(), made)] == ["C275"]
    for harm in (b"", b"[]", b"{}", b"\xff", b'{"secrets": 1, "clean": 1}'):
        searched.write_bytes(harm)
        assert [problem.code for problem in leaks(small.load(), made)] == ["C275"]


def test_a_restricted_document_is_found_under_any_name(small: Site) -> None:
    small.write("build/restricted/us900001/facilitator-guide.pdf", "a guide")
    small.write("made/notes.pdf", "no guide")
    assert leaks(small.load(), small.root / "made") == []
    small.write("made/us900001/notes.bin", "a guide")
    (problem,) = leaks(small.load(), small.root / "made")
    assert (problem.code, problem.severity) == ("C275", "error")
    assert "“us900001/notes.bin” is the restricted document “facilitator-guide.pdf”" in problem.title


def test_words_that_everybody_may_read_are_no_leak(small: Site) -> None:
    small.replace(LEAVES, MODEL, "Thandi buys rooibos by the sack. She smells each sack before she pays. Dry, too.")
    small.write("made/a.html", "Thandi buys rooibos by the sack. She smells each sack before she pays.")
    assert leaks(small.load(), small.root / "made") == []


PAGE = "# X\n\n//// activity | Do it\n    id: x-a01\n\nOpen.\n\n/// model\nClosed.\n\nShut.\n///\n\nAgain.\n////\n"


def test_what_is_hidden_can_be_put_back_into_what_others_made_of_the_rest() -> None:
    found = hidden(page_of(PAGE), PAGE)
    assert found is not None
    assert ("Closed" in found.open, "Shut" in found.open, "/// model" in found.open) == (False, False, False)
    assert found.whole(found.open, str) == PAGE
    changed = found.open.replace("Open.", "Made\nby others.").replace("Again.", "")
    assert found.whole(changed, str.upper) == (
        PAGE.replace("Open.", "Made\nby others.")
        .replace("Again.", "")
        .replace("/// model\nClosed.\n\nShut.\n///", "/// MODEL\nCLOSED.\n\nSHUT.\n///")
    )


def test_a_page_without_secrets_is_left_as_it_is() -> None:
    assert hidden(page_of("# X\n\nOpen.\n"), "# X\n\nOpen.\n") is None


def test_a_value_of_macros_is_printed_in_model_answers_too(small: Site) -> None:
    small.replace(CONFIG, "  - search\n", "  - search\n  - macros\n")
    small.write(CONFIG, f"{(small.root / CONFIG).read_text('utf-8')}\nextra:\n  herd: nine\n")
    small.replace(LEAVES, "Whole purple elephants", "{{ herd }} purple elephants")
    assert small.check() == []
    project = small.load()
    guide = text(composed(project, programme_of(project, "us900001"), "facilitator-guide").html)
    assert "nine purple elephants" in guide
    assert "{{" not in guide


def test_the_words_that_are_looked_for_stand_in_the_source(small: Site) -> None:
    assert MODEL in (small.root / LEAVES).read_text("utf-8")
    assert SECRETS[0] in MODEL


# What others add


ADDS = (
    "from mkdocs.plugins import event_priority\n\n\n@event_priority({priority})\n"
    "def {event}(text, page, config, files):\n    return text + {added!r}\n"
)


@pytest.mark.parametrize(
    ("event", "priority", "added", "said"),
    [
        ("on_page_content", 0, "<p>Ask at the desk.</p>", "Ask at the desk."),
        ("on_page_content", 60, "<p>Ask at the desk.</p>", "Ask at the desk."),
        ("on_page_content", 0, '<img src="a.png" alt="A desk">', "A desk"),
        ("on_page_markdown", -150, "\n\nAsk at the desk.\n", "Ask at the desk."),
    ],
)
def test_what_others_add_when_the_markdown_is_read_is_told_once_a_page(
    event: str, priority: int, added: str, said: str, small: Site
) -> None:
    hook(small, ADDS.format(event=event, priority=priority, added=added))
    problems = small.load().problems
    assert {problem.code for problem in problems} == {"C276"}
    paths = [problem.place.path for problem in problems]
    assert len(paths) == len(set(paths))
    assert {LEAVES, "content/us900001/index.md"} <= set(paths)
    assert all(said in problem.title and "on_page_markdown" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("event", "priority", "added"),
    [
        ("on_page_content", 0, "<script>let a = 1;</script><style>p {}</style>"),
        ("on_page_markdown", 0, "\n\nAsk at the desk.\n"),
    ],
)
def test_what_is_in_the_documents_too_or_is_not_seen_is_not_told(
    event: str, priority: int, added: str, small: Site
) -> None:
    hook(small, ADDS.format(event=event, priority=priority, added=added))
    assert small.check() == []


# What others break


BREAKS = "def {event}({given}, **more):\n    raise KeyError('kettle')\n"


@pytest.mark.parametrize(
    ("event", "given"),
    [("on_config", "config"), ("on_files", "files"), ("on_page_content", "html")],
)
def test_a_hook_that_fails_hides_no_other_problem(event: str, given: str, small: Site) -> None:
    hook(small, BREAKS.format(event=event, given=given))
    small.replace(LEAVES, "    minutes: 20\n", "    minutes: twenty\n")
    assert small.check() == [f"{LEAVES}:34 C123", "house.py:2 C412"]


def test_a_hook_that_cannot_be_read_hides_no_other_problem(small: Site) -> None:
    hook(small, "def on_config(config:\n")
    small.replace(LEAVES, "    minutes: 20\n", "    minutes: twenty\n")
    assert small.check() == [f"{LEAVES}:34 C123", "house.py:1 C412"]


@pytest.mark.parametrize(("event", "given"), [("on_files", "files"), ("on_post_build", "config")])
def test_a_build_that_a_hook_ends_says_so_with_all_that_is_wrong_and_leaves_the_last(
    event: str, given: str, small: Site
) -> None:
    hook(small, BREAKS.format(event=event, given=given))
    small.replace("content/us900001/water.md", "# Water", "# Water\n\n[Nowhere](nowhere.md)")
    small.write("build/site/index.html", "the last good one")
    before = snapshot(small.site)
    done = run("mkdocs", "build", cwd=small.root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("house.py:2:1 C412") == 1
    assert "kettle" in done.stderr
    assert done.stderr.count("C248") == 1
    assert snapshot(small.site) == before
    assert [path.name for path in (small.root / "build").iterdir() if path.name.startswith(".site")] == []
