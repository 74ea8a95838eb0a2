"""Temporary projects to measure: a copy of this one, and the same content for other ways of building it."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # ships no types
import yaml
from mkdocs.utils.yaml import yaml_load

from competent.adapters import load_project
from competent.pages.dialect import OF_PROGRAMMES
from competent.programme.models import Programme
from competent.programme.node import Node
from competent.programme.page import Page

SOURCE = Path(__file__).resolve().parents[2]
PARTS = ("content", "unit_standards", "portfolio_templates", "plugins")
GUIDE = "learner-guide.pdf"
_FIELD = re.compile(r'<textarea|<input [^>]*\bvalue="')
BEFORE = "6ad4113e"
"""The last revision in which strings travelled between the stages."""


def competent_project(folder: Path) -> Path:
    """A copy of this project with its code and without anything built."""
    for part in PARTS:
        shutil.copytree(SOURCE / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return _with_settings(folder, _settings(SOURCE))


def before_project(folder: Path) -> Path | None:
    """The project as it was at the revision BEFORE; None where the repository does not hold that revision."""
    done = subprocess.run(
        ["git", "archive", BEFORE, *PARTS, "mkdocs.yml"], cwd=SOURCE, capture_output=True, check=False
    )
    if done.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def with_code_of_today(folder: Path, before: Path) -> Path:
    """A copy of an earlier project with the code and the templates of today."""
    shutil.copytree(before, folder)
    for part in ("plugins", "portfolio_templates"):
        shutil.rmtree(folder / part)
        shutil.copytree(SOURCE / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def set_documents(project: Path, made: bool) -> None:
    """Let a build make documents, or the site alone."""
    settings = _settings(project)
    next(plugin for plugin in settings["plugins"] if "competent" in plugin)["competent"]["documents"] = made
    _with_settings(project, settings)


def set_workers(project: Path, workers: int) -> None:
    """Let the documents be printed by so many processes."""
    settings = _settings(project)
    next(plugin for plugin in settings["plugins"] if "competent" in plugin)["competent"]["workers"] = workers
    _with_settings(project, settings)


def plain_project(folder: Path) -> Path:
    """The same content, theme, search, offline setting and Markdown extensions, without our plugin and `nav`."""
    shutil.copytree(SOURCE / "content", folder / "content")
    return _with_settings(folder, _plain_settings())


def guides_project(folder: Path, project: Path, *, to_pdf: bool) -> Path:
    """The pages of the learner guides as plain Markdown, in the same order, with or without mkdocs-to-pdf."""
    content = folder / "content"
    shutil.copytree(project / "content" / "assets", content / "assets")
    nav = ["index.md"]
    (content / "index.md").write_text("# Learner guides\n", encoding="utf-8")
    for programme in load_project(project / "mkdocs.yml").programmes:
        nav += [_write_page(page, programme, project, content) for page in _guide_pages(programme)]
    settings = _plain_settings() | {"nav": nav}
    settings["plugins"] = [*settings["plugins"], *([{"to-pdf": {"output_path": "guides.pdf"}}] if to_pdf else [])]
    return _with_settings(folder, settings)


def first_programme(project: Path) -> str:
    """The id of the first programme."""
    return load_project(project / "mkdocs.yml").programmes[0].id


def first_section(project: Path) -> Path:
    """The file of the first section of the first programme."""
    return project / load_project(project / "mkdocs.yml").programmes[0].sections[0].page.path


def page_with_most_fields(project: Path) -> tuple[str, int]:
    """The page of a programme in the built site that has the most fields, and how many."""
    site = project / "build" / "site"
    folders = [site / programme.folder for programme in load_project(project / "mkdocs.yml").programmes]
    pages = [page for folder in folders for page in sorted(folder.glob("*.html"))]
    fields = {
        page.relative_to(site).as_posix(): len(_FIELD.findall(page.read_text(encoding="utf-8"))) for page in pages
    }
    path = max(fields, key=lambda name: fields[name])
    return path, fields[path]


def put_word(file: Path, word: str) -> None:
    """Put a word before the first paragraph below the title; a word put there before is replaced."""
    text = re.sub(r"(?m)^Benchword\d+ ", "", file.read_text(encoding="utf-8"))
    title = re.search(r"(?m)^# .*$", text)
    paragraph = re.compile(r"(?m)^(?=[A-Z“])").search(text, title.end()) if title else None
    if paragraph is None:
        raise click.ClickException(f"{file.name} has no paragraph to put a word into.")
    file.write_text(f"{text[: paragraph.start()]}{word} {text[paragraph.start() :]}", encoding="utf-8")


def documents(project: Path) -> dict[str, Path]:
    """The printed documents of the last build by the names that progress shows."""
    return {name: project / "build" / name for name in _keys(project)}


def guides(project: Path) -> list[Path]:
    """The printed learner guides."""
    return [file for name, file in documents(project).items() if name.endswith(GUIDE)]


def documents_with(project: Path, word: str) -> list[str]:
    """The documents in which the word can be read."""
    return [name for name, file in documents(project).items() if word in text(file)]


def forget_all(project: Path) -> None:
    """Empty the cache, as on a fresh machine."""
    shutil.rmtree(project / "build" / ".cache", ignore_errors=True)


def forget_what_was_made(project: Path) -> None:
    """Forget pages and what each document was made of, but keep what was printed: the next build composes them all."""
    cache = project / "build" / ".cache"
    shutil.rmtree(cache / "pages", ignore_errors=True)
    (cache / "index.json").unlink()


def forget_guides(project: Path) -> None:
    """Take the learner guides out of the cache."""
    forget(project, [name for name in _keys(project) if name.endswith(GUIDE)])


def forget(project: Path, names: list[str]) -> None:
    """Take some documents out of the cache, so that the next build prints them and no others."""
    cache, keys = project / "build" / ".cache", _keys(project)
    for name in names:
        (cache / f"{keys[name]}.document").unlink()
    (cache / "index.json").unlink()


def pages(file: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def text(file: Path) -> str:
    """The text of a PDF."""
    with pypdfium2.PdfDocument(file) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _settings(project: Path) -> dict[str, Any]:
    with (project / "mkdocs.yml").open("rb") as stream:
        settings: dict[str, Any] = yaml_load(stream)
    return settings


def _plain_settings() -> dict[str, Any]:
    settings = {key: value for key, value in _settings(SOURCE).items() if key not in ("nav", "validation")}
    settings["plugins"] = [plugin for plugin in settings["plugins"] if "competent" not in plugin]
    settings["markdown_extensions"] += [{name: options} for name, options in OF_PROGRAMMES.items()]
    return settings


def _with_settings(folder: Path, settings: dict[str, Any]) -> Path:
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    return folder


def _guide_pages(programme: Programme) -> list[Page]:
    glossary = [programme.glossary] if programme.glossary else []
    return [*programme.front_matter, *(section.page for section in programme.sections), *glossary]


def _write_page(page: Page, programme: Programme, project: Path, content: Path) -> str:
    """Write a page and its folder's pictures below a folder of its programme; returns its path for `nav`."""
    source = project / page.path
    name = f"{programme.folder}/{source.relative_to(project / 'content').as_posix()}"
    target = content / name
    if not target.parent.exists():
        shutil.copytree(source.parent, target.parent, ignore=shutil.ignore_patterns("*.md"))
    target.write_text("\n".join(_plain_lines(page)) + "\n", encoding="utf-8")
    return name


def _plain_lines(page: Page) -> Iterator[str]:
    """The page as it stands in a printed guide: titles for the blocks, no room for answers, no model answers."""
    headings = {node.block.first_line: _heading(node) for node in page.all_nodes}
    hidden = {line for node in page.all_nodes for line in _hidden(node)}
    for number, line in page.open_lines():
        if number in headings:
            yield headings[number]
        elif number not in hidden:
            yield line


def _heading(node: Node) -> str:
    if node.kind.name == "answer" or not node.title:
        return ""
    return f"### {node.title}\n" if node.kind.name in ("activity", "task") else f"**{node.title}**\n"


def _hidden(node: Node) -> range | set[int]:
    if node.kind.name == "answer":
        return node.lines
    return {*range(node.block.first_line, node.block.body_line), node.block.end_line}


def _keys(project: Path) -> dict[str, str]:
    """The keys of the printed documents by their paths below `build`."""
    index = json.loads((project / "build" / ".cache" / "index.json").read_text(encoding="utf-8"))
    return {path: key for made in index.values() for path, key in made["keys"].items() if path.endswith(".pdf")}
