"""What MkDocs and its plugins have resolved is what counts: what `check` passes builds, and both say the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from competent.config import Dialect, rooted
from tests.adapters.sites import Site
from tests.building import run
from tests.documents.composing import documents_of

CONFIG = "mkdocs.yml"
UNFINISHED = "---\ntitle: Draft\nstandards: [us900099]\nsections: [x.md]\n---\n# Draft\n"
"""An index in which three things are wrong."""
Change = Callable[[Site], None]


def inherited(site: Site) -> None:
    """All but name and navigation stand in another file."""
    text = (site.root / CONFIG).read_text("utf-8")
    base, nav = text.split("nav:\n")
    site.write("base.yml", base.replace("site_name: Small\n", ""))
    site.write(CONFIG, f"INHERIT: base.yml\nsite_name: Child\nnav:\n{nav}")


def inherited_twice(site: Site) -> None:
    """The other file inherits again, from a folder beside it."""
    inherited(site)
    base = (site.root / "base.yml").read_text("utf-8")
    site.write("house/all.yml", base)
    site.write("base.yml", "INHERIT: house/all.yml\n")


def of_the_environment(site: Site) -> None:
    """Folders and settings are named by variables that are not set."""
    site.replace(CONFIG, "docs_dir: content", "docs_dir: !ENV [DOCS, content]")
    site.replace(CONFIG, "      documents: false\n", "      documents: false\n      language: !ENV [TONGUE, en-ZA]\n")
    site.replace(CONFIG, "site_name: Small", "site_name: !ENV [NAME, Small]")


def by_a_hook(site: Site) -> None:
    """A hook says where the pages lie, and in what language."""
    site.replace(CONFIG, "docs_dir: content", "docs_dir: empty\nhooks: [hook.py]")
    site.write("empty/index.md", "# Nothing\n")
    site.write(
        "hook.py",
        "from pathlib import Path\n\n\ndef on_config(config):\n"
        "    config.docs_dir = str(Path(config.docs_dir).parent / 'content')\n"
        "    config.site_name = 'Hooked'\n    return config\n",
    )


def excluded(site: Site) -> None:
    site.replace(CONFIG, "docs_dir: content", "docs_dir: content\nexclude_docs: draft/")
    site.write("content/draft/index.md", UNFINISHED)


def drafts(site: Site) -> None:
    site.replace(CONFIG, "docs_dir: content", "docs_dir: content\ndraft_docs: draft/")
    site.write("content/draft/index.md", UNFINISHED)


def hidden(site: Site) -> None:
    site.write("content/.draft/index.md", UNFINISHED)
    site.write("content/.draft/leaves.md", (site.root / "content/us900001/leaves.md").read_text("utf-8"))


def in_a_group(site: Site) -> None:
    programmes = "  - us900001/\n  - unit900/"
    site.replace(CONFIG, programmes, "  - Retail:\n      - us900001/\n      - More:\n          - Serving: unit900/")


def deep(site: Site) -> None:
    (site.root / "content/courses/retail").mkdir(parents=True)
    shutil.move(site.root / "content/us900001", site.root / "content/courses/retail/us900001")
    site.replace(CONFIG, "  - us900001/", "  - courses/retail/us900001/")


def not_listed(site: Site) -> None:
    text = (site.root / CONFIG).read_text("utf-8")
    site.write(CONFIG, text[: text.index("nav:")])


def as_a_mapping(site: Site) -> None:
    """Plugins may be written as keys."""
    site.replace(CONFIG, "  - search\n  - offline\n  - competent:\n", "  search: {}\n  offline: {}\n  competent:\n")


def with_a_window(site: Site) -> None:
    """Line ends of Windows and a byte order mark."""
    text = (site.root / CONFIG).read_text("utf-8")
    site.write(CONFIG, "\ufeff" + text.replace("\n", "\r\n"))


RIGHT: list[Change] = [
    inherited,
    inherited_twice,
    of_the_environment,
    by_a_hook,
    excluded,
    drafts,
    hidden,
    in_a_group,
    deep,
    not_listed,
    as_a_mapping,
    with_a_window,
]


@pytest.mark.parametrize("change", RIGHT, ids=lambda change: change.__name__)
def test_what_check_passes_is_built_without_a_warning(change: Change, small: Site) -> None:
    change(small)
    assert small.check() == []
    small.built()
    pages = {name.rpartition("/")[2] for name in small.published}
    assert {"leaves.html", "serve.html", "coverage.html", "standard.html"} <= pages
    assert [name for name in small.published if "draft" in name] == []
    assert small.leaks() == []


def test_settings_that_are_inherited_count(small: Site) -> None:
    inherited(small)
    settings = small.load().settings
    assert (settings.provider.name, settings.documents) == ("Small Academy", False)
    small.replace("base.yml", "accreditation:", "acreditation:")
    assert small.check() == ["base.yml:17 C122"]


def test_a_file_may_inherit_from_one_that_is_not_there(small: Site) -> None:
    inherited(small)
    (small.root / "base.yml").unlink()
    (found,) = small.check()
    assert found.startswith(f"{CONFIG}:1 C4")
    assert small.build().returncode == 1


def test_variables_of_the_environment_count(small: Site) -> None:
    of_the_environment(small)
    assert small.check(extra={"TONGUE": "af-ZA"}) == []
    small.built(extra={"TONGUE": "af-ZA", "NAME": "Klein"})
    assert "<title>Klein</title>" in small.page("index.html").replace("Small - ", "")
    assert 'lang="af' in small.page("us900001/leaves.html")


def test_the_configuration_may_lie_in_a_folder_of_the_project(small: Site) -> None:
    (small.root / "book").mkdir()
    for name in ("content", "unit_standards", CONFIG):
        shutil.move(small.root / name, small.root / "book" / name)
    (small.root / "book" / CONFIG).rename(small.root / "book/site.yml")
    assert small.check("book/site.yml") == []
    small.built("--config-file", "book/site.yml")
    assert (small.root / "book/build/site/us900001/leaves.html").is_file()
    assert sorted(path.name for path in small.root.iterdir()) == ["book"]


def test_a_project_is_read_from_its_configuration_wherever_a_command_is_called(
    dialect: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = dialect
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    documents: list[list[str]] = []
    for folder in (site.root, elsewhere):
        monkeypatch.chdir(folder)
        assert site.check() == []
        project = site.load()
        documents.append([document.html for document in documents_of(project, project.programmes[0])])
    assert documents[0] == documents[1]
    done = run("mkdocs", "build", "--strict", "--config-file", str(site.root / CONFIG), cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "Put a dry cloth between hand and kettle." in site.article("us1/boil.html")
    assert list(elsewhere.iterdir()) == []


def test_folders_that_extensions_look_for_are_those_of_the_project(tmp_path: Path) -> None:
    for folder in ("includes", "icons", "pictures"):
        (tmp_path / folder).mkdir()
    names = ("toc", "pymdownx.snippets", "pymdownx.b64", "pymdownx.emoji")
    unset = rooted(Dialect(names), tmp_path)
    assert unset == {"pymdownx.snippets": {"base_path": [str(tmp_path)]}, "pymdownx.b64": {"base_path": str(tmp_path)}}
    placeholder = object()
    settings = {
        "toc": {"permalink": True},
        "pymdownx.snippets": {"base_path": ["includes", "not-there", placeholder], "check_paths": True},
        "pymdownx.b64": {"base_path": "pictures"},
        "pymdownx.emoji": {"options": {"custom_icons": ["icons"], "size": 1}},
        "mdx_include": {"base_path": "includes"},
    }
    found = rooted(Dialect(names, settings), tmp_path)
    assert found == {
        "toc": {"permalink": True},
        "pymdownx.snippets": {"base_path": [str(tmp_path / "includes"), "not-there", placeholder], "check_paths": True},
        "pymdownx.b64": {"base_path": str(tmp_path / "pictures")},
        "pymdownx.emoji": {"options": {"custom_icons": [str(tmp_path / "icons")], "size": 1}},
        "mdx_include": {"base_path": "includes"},  # which the project does not load
    }
    assert rooted(Dialect(names, found), tmp_path) == found


def test_pages_of_a_hook_are_pages(small: Site) -> None:
    small.replace(CONFIG, "docs_dir: content", "docs_dir: content\nhooks: [hook.py]")
    small.write(
        "hook.py",
        "from mkdocs.structure.files import File\n\n\ndef on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='# Made\\n\\n[nowhere](nowhere.md)\\n'))\n",
    )
    small.replace(CONFIG, "nav:\n", "nav:\n  - made.md\n")
    small.replace("content/us900001/index.md", "Tea is leaves", "Tea is [leaves](../made.md#made)")
    found = small.check()
    assert [line.split()[-1] for line in found] == ["C248"]
    assert small.build().returncode == 1


# What is wrong


def no_content(site: Site) -> None:
    site.replace(CONFIG, "docs_dir: content", "docs_dir: nope")


def no_content_by_the_environment(site: Site) -> None:
    site.replace(CONFIG, "docs_dir: content", "docs_dir: !ENV [NO_SUCH_VARIABLE, nope]")


def content_left_out(site: Site) -> None:
    site.replace(CONFIG, "docs_dir: content\n", "")


def no_name(site: Site) -> None:
    site.replace(CONFIG, "site_name: Small\n", "")


def no_logo(site: Site) -> None:
    site.replace(CONFIG, "content/assets/logo.svg", "content/assets/log.svg")


def no_programme(site: Site) -> None:
    site.replace(CONFIG, "  - us900001/", "  - us90001/")


def no_programme_in_a_group(site: Site) -> None:
    site.replace(CONFIG, "  - us900001/\n", "  - Retail:\n      - us90001/\n")


def no_page(site: Site) -> None:
    site.replace(CONFIG, "  - Home: index.md", "  - Home: index.md\n  - More: more.md")


def no_extension(site: Site) -> None:
    site.write(CONFIG, f"{(site.root / CONFIG).read_text('utf-8')}\nmarkdown_extensions:\n  - no_such_extension\n")


def no_theme(site: Site) -> None:
    site.replace(CONFIG, "  name: material", "  name: no-such-theme")


def content_outside(site: Site) -> None:
    shutil.copytree(site.root / "content", site.root.parent / "content")
    site.replace(CONFIG, "docs_dir: content", "docs_dir: ../content")


WRONG: Mapping[Change, tuple[str, str]] = {
    no_content: (f"{CONFIG}:2 C406", "docs_dir"),
    no_content_by_the_environment: (f"{CONFIG}:2 C406", "docs_dir"),
    content_left_out: (f"{CONFIG}:1 C406", "docs_dir"),
    no_name: (f"{CONFIG}:1 C410", "site_name"),
    no_logo: (f"{CONFIG}:17 C405", f"{CONFIG}:17:15 C405"),
    no_programme: (f"{CONFIG}:23 C409", f"{CONFIG}:23:5 C409"),
    no_programme_in_a_group: (f"{CONFIG}:24 C409", f"{CONFIG}:24:9 C409"),
    no_page: (f"{CONFIG}:23 C409", f"{CONFIG}:23:11 C409"),
    no_extension: (f"{CONFIG}:26 C410", "no_such_extension"),
    no_theme: (f"{CONFIG}:6 C410", "no-such-theme"),
    content_outside: (f"{CONFIG}:2 C401", f"{CONFIG}:2:11 C401"),
}
"""By what is done, the one thing that `check` says, and what the build says of it: MkDocs' own errors have no place."""


@pytest.mark.parametrize("change", WRONG, ids=lambda change: change.__name__)
def test_what_ends_a_build_is_told_by_check_at_its_line(change: Change, small: Site) -> None:
    change(small)
    wanted, said = WRONG[change]
    found = [line for line in small.check() if not line.endswith("C274")]
    assert found == [wanted]
    done = small.build()
    assert done.returncode == 1
    assert said in done.stderr


def test_a_language_that_there_is_not_is_told_wherever_it_comes_from(small: Site) -> None:
    of_the_environment(small)
    assert small.check(extra={"TONGUE": "Deutsch"}) == [f"{CONFIG}:15 C127"]
    done = small.build(extra={"TONGUE": "Deutsch"})
    assert done.returncode == 1
    assert f"{CONFIG}:15:17 C127" in done.stderr


def test_what_a_hook_does_wrong_is_told_in_one_line(small: Site) -> None:
    small.replace(CONFIG, "docs_dir: content", "docs_dir: content\nhooks: [hook.py]")
    small.write("hook.py", "def on_config(config):\n    raise KeyError('kettle')\n")
    (problem,) = small.load().problems
    assert (str(problem.place), problem.code) == ("hook.py:2:1", "C412")
    assert problem.title == "MkDocs cannot build this: KeyError: 'kettle'"


# Navigation


SECTIONS = ["The unit standard", "Leaves", "Water", "Tasks", "Coverage", "Downloads"]


def in_order(found: list[str], wanted: list[str]) -> bool:
    """Whether these words stand in this order among the others."""
    rest = iter(found)
    return all(word in rest for word in wanted)


def test_a_programme_in_a_group_stands_for_all_its_pages(small: Site) -> None:
    in_a_group(small)
    small.built()
    menu = small.menu("us900001/leaves.html")
    assert in_order(menu, ["Home", "Retail", "Make good tea", *SECTIONS, "More", "Serving", "The unit"])


def test_a_programme_at_any_depth_stands_for_all_its_pages(small: Site) -> None:
    deep(small)
    small.built()
    assert in_order(small.menu("courses/retail/us900001/leaves.html"), ["Home", "Make good tea", *SECTIONS])
    sheet = small.article("courses/retail/us900001/standard.html")
    assert 'href="leaves.html#us900001-a01"' in sheet


def test_without_a_menu_of_its_own_pages_stand_in_the_order_of_learning(small: Site) -> None:
    not_listed(small)
    small.built()
    assert in_order(small.menu("us900001/leaves.html"), SECTIONS)


def test_without_a_menu_of_its_own_a_programme_has_its_title(small: Site) -> None:
    not_listed(small)
    small.built()
    menu = small.menu("us900001/leaves.html")
    assert "Us900001" not in menu
    assert in_order(menu, ["Make good tea", *SECTIONS])


def test_warnings_are_counted_in_a_quiet_build_too(small: Site) -> None:
    no_programme(small)
    assert small.build("--quiet", strict=False).returncode == 0
    assert small.build().returncode == 1
