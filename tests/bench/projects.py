"""Temporary projects to measure: a copy of this one, and the same content for other ways of building it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # ships no types
import yaml
from mkdocs.utils.yaml import yaml_load

from competent.pages.render import EXTENSIONS
from competent.programme.models import Programme
from competent.project import load_project
from competent.text.scan import RESTRICTED, Block, Page

SOURCE = Path(__file__).resolve().parents[2]
PARTS = ("content", "unit_standards", "portfolio_templates", "plugins")
GUIDE = "learner-guide.pdf"


def competent_project(folder: Path) -> Path:
    """A copy of this project with its code and without anything built."""
    for part in PARTS:
        shutil.copytree(SOURCE / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return _with_settings(folder, _settings(SOURCE))


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
    settings["markdown_extensions"] += [{name: options} for name, options in EXTENSIONS.items()]
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
    headings = {block.place.line: _heading(block) for block in page.walk()}
    hidden = {line for block in page.walk() for line in _hidden(block)}
    for number, line in enumerate(page.lines[page.body_line - 1 :], page.body_line):
        if number in headings:
            yield headings[number]
        elif number not in hidden:
            yield line


def _heading(block: Block) -> str:
    if block.name in ("answer", *RESTRICTED) or not block.argument:
        return ""
    return f"### {block.argument}\n" if block.name in ("activity", "task") else f"**{block.argument}**\n"


def _hidden(block: Block) -> range | set[int]:
    if block.name in ("answer", *RESTRICTED):
        return range(block.place.line, block.end_line + 1)
    return {*range(block.place.line, block.body_line), block.end_line}


def _keys(project: Path) -> dict[str, str]:
    """The keys of the printed documents by their paths below `build`."""
    index = json.loads((project / "build" / ".cache" / "index.json").read_text(encoding="utf-8"))
    return {path: key for made in index.values() for path, key in made.items() if path.endswith(".pdf")}
