"""Know a build of which nothing has changed, so that it is not built again.

A site depends on its sources, on its configuration as it was resolved, on this package and on those installed beside
it. When all are the same as at the last build without a warning, and all that it made is there, that build stands.
"""

from __future__ import annotations

import hashlib
import json
from collections import UserDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.core import Locale
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from pathspec import PathSpec

from competent.adapters.mkdocs.config import KNOWN_PLUGINS
from competent.documents.templates import shipped_templates
from competent.files import code_hash, files_below, hash_files, write_kept
from competent.pages.keep import NotKnownError, digest
from competent.settings import Settings

ELSEWHERE = {"plugins", "theme", "site_dir", "dev_addr", "watch", "strict"}
"""Keys of MkDocs' configuration that are looked at by themselves, or that nothing in a site depends on."""


EXTENSIONS = ("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
              "legacy_attrs", "legacy_em", "markdown.", "md_in_html", "meta", "nl2br", "pymdownx.", "sane_lists",
              "smarty", "tables", "toc", "wikilinks")  # fmt: skip
"""The extensions of Markdown whose code changes with their versions alone."""


def configuration(config: MkDocsConfig, options: Mapping[str, Any]) -> str | None:
    """A hash of all that a site depends on beside files and its folder; None where that cannot be known."""
    if (
        set(config.plugins) - KNOWN_PLUGINS
        or config.hooks
        or config.theme.custom_dir
        or config.theme.name != "material"
    ):
        return None
    if not all(isinstance(name, str) and name.startswith(EXTENSIONS) for name in config.markdown_extensions):
        return None
    assets = sorted((Path(__file__).resolve().parents[2] / "pages" / "assets").rglob("*.*"))
    plugins = {name: _plain(plugin.config) for name, plugin in config.plugins.items()}
    theme = {name: _plain(config.theme[name]) for name in config.theme}
    others = {name: _plain(value) for name, value in config.items() if name not in ELSEWHERE}
    try:
        return digest(code_hash(), hash_files(Path("/"), assets), options, plugins, theme, others)
    except NotKnownError:
        return None


def _plain(value: Any) -> Any:
    """What MkDocs keeps of a setting, as values whose hash says all about them."""
    if isinstance(value, UserDict | dict):
        return {str(name): _plain(found) for name, found in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(found) for found in value]
    if isinstance(value, PathSpec):
        return [repr(pattern) for pattern in value.patterns]
    return str(value) if isinstance(value, Locale | ExtraScriptValue) else value


@dataclass(frozen=True)
class Record:
    """What is known of the last build."""

    file: Path

    def stands(self, number: str | None) -> bool:
        """Whether that build had this number, read the files that are there now, and all that it made is there."""
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            number_then, read, made = kept["number"], kept["read"], kept["made"]
            same = number is not None and number_then == number
            return same and all(_stamp(n) == made[n] for n in made) and all(_hash(n) == read[n] for n in read)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def remember(self, number: str | None, read: Iterable[str], files: Iterable[Path]) -> None:
        """Note a build: its number if it ended well, what it read beside its sources, and every file that it made."""
        made = {str(file): _stamp(str(file)) for file in files}
        whole = number if all(made.values()) else None
        kept = {"number": whole, "read": {name: _hash(name) for name in read}, "made": made}
        write_kept(self.file, json.dumps(kept, indent=0).encode())

    def made(self, site: Path) -> set[str] | None:
        """The files that builds have put into a site; None where that is not known."""
        try:
            made = json.loads(self.file.read_text(encoding="utf-8"))["made"]
            files = [Path(name) for name in made]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return {file.relative_to(site).as_posix() for file in files if file.is_relative_to(site)} or None


def number_of(config: MkDocsConfig, options: Mapping[str, Any], settings: Settings) -> str | None:
    """A hash of everything that a build depends on; None where that cannot be known."""
    known = configuration(config, options)
    if known is None:
        return None
    root = Path(config.config_file_path).resolve().parent
    folders = [Path(config.docs_dir), root / settings.standards, root / settings.templates, shipped_templates()]
    files = [file for folder in folders for file in files_below(folder)]
    files += sorted((root / settings.rosters).glob("*.roster.csv"))
    logo = root / settings.provider.logo if settings.provider.logo else None
    files += [logo] if logo and logo.is_file() else []
    return digest(known, config.site_dir, hash_files(root, files))


def _stamp(name: str) -> list[int]:
    """Size and time of a file, by which it is known to be as it was made."""
    try:
        found = Path(name).stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _hash(name: str) -> str:
    try:
        return hashlib.sha256(Path(name).read_bytes()).hexdigest()
    except OSError:
        return ""
