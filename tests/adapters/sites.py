"""Projects whose site is built, by the commands that an author calls."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner

from competent.cli import main
from tests.building import edit, project_copy, run_warm
from tests.conftest import TinyProject

Done = subprocess.CompletedProcess[str]
SECRETS = ("purple elephants", "orange giraffes", "velvet walruses")
"""What model answers of tests/small and tests/dialect say, and feedback, and nothing else does."""


@dataclass(frozen=True)
class Site(TinyProject):
    """A project, what `competent check` says of it, and the site that `mkdocs build` makes of it."""

    def check(self, file: str = "mkdocs.yml", extra: Mapping[str, str] | None = None) -> list[str]:
        """Place and code of all that `competent check` finds; it ends as it should for that."""
        call = ["check", "--format", "json", "--config-file", str(self.root / file)]
        done = CliRunner(env=dict(extra or {})).invoke(main, call)
        assert done.exit_code in (0, 1), done.output
        assert done.stderr == "", done.stderr
        found = json.loads(done.stdout)
        assert done.exit_code == int(any(problem["severity"] != "notice" for problem in found))
        return [f"{problem['path']}:{problem['line']} {problem['code']}" for problem in found]

    def build(self, *options: str, strict: bool = True, extra: Mapping[str, str] | None = None) -> Done:
        """What `mkdocs build` says; no traceback, whatever happens."""
        done = run_warm("mkdocs", "build", *(["--strict"] if strict else []), *options, cwd=self.root, extra=extra)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def built(self, *options: str, extra: Mapping[str, str] | None = None) -> None:
        """Build the site without a warning."""
        done = self.build(*options, extra=extra)
        assert done.returncode == 0, done.stderr

    @property
    def site(self) -> Path:
        """Where the site lies."""
        return self.root / "build" / "site"

    @property
    def published(self) -> set[str]:
        """Every file of the site."""
        return {file.relative_to(self.site).as_posix() for file in self.site.rglob("*") if file.is_file()}

    def page(self, path: str) -> str:
        """The HTML of a page."""
        return (self.site / path).read_text(encoding="utf-8")

    def article(self, path: str) -> str:
        """What a page shows of itself, without menus."""
        found = re.search(r"(?s)<article\b[^>]*>(.*?)</article>", self.page(path))
        assert found, path
        return found[1]

    def menu(self, path: str) -> list[str]:
        """The words of the menu on the left of a page, in order."""
        reader = Menu()
        reader.feed(self.page(path))
        return reader.words

    def leaks(self) -> list[str]:
        """The files of the site that hold a word of a model answer."""
        files = ((name, (self.site / name).read_bytes()) for name in sorted(self.published))
        return [name for name, data in files if any(secret.encode() in data for secret in SECRETS)]


class Menu(HTMLParser):
    """Reads the entries of the main menu of a page of Material."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside = 0
        self.entry = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (dict(attrs).get("class") or "").split()
        if tag == "nav" and ("md-nav--primary" in names or self.inside):
            self.inside += 1
        if tag == "nav" and "md-nav--secondary" in names:
            self.inside += 100  # the contents of the page itself
        self.entry = self.entry or (0 < self.inside < 100 and "md-ellipsis" in names)

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav" and self.inside:
            self.inside = (self.inside - 100 if self.inside > 100 else self.inside) - 1
        if tag == "span":
            self.entry = False

    def handle_data(self, data: str) -> None:
        if self.entry and data.strip():
            self.words.append(" ".join(data.split()))


def copied(name: str, folder: Path) -> Site:
    """A copy of a project of the tests, without documents: they are not what is looked at."""
    project_copy(name, folder)
    edit(folder / "mkdocs.yml", "  - competent:\n", "  - competent:\n      documents: false\n")
    return Site(folder)
