"""Know a build of which nothing has changed, so that it is not built again.

MkDocs renders every page anew each time. A site depends on its sources, on this package and on the packages that
render it; when all are the same as at the last build without a warning, and all that it made is still there, the last
build stands.
"""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from competent.documents.cache import code_hash, hash_files
from competent.documents.templates import shipped_templates
from competent.files import write_atomically
from competent.settings import Settings

KNOWN_PLUGINS = {"competent", "search", "material/search", "offline", "material/offline"}
"""Plugins that depend on nothing but the sources; with any other the site is always built."""
PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "weasyprint",
    "pikepdf",
    "xlsxwriter",
    "babel",
)


def fingerprint(config: MkDocsConfig, settings: Settings) -> str | None:
    """Everything that the build depends on, as one number; None where that cannot be known."""
    if set(config.plugins) - KNOWN_PLUGINS or config.hooks or config.theme.custom_dir:
        return None
    root = Path(config.config_file_path).parent
    folders = [Path(config.docs_dir), root / settings.standards, root / settings.templates, shipped_templates()]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    files += sorted((root / settings.rosters).glob("*.roster.csv"))
    assets = sorted((Path(__file__).resolve().parents[2] / "pages" / "assets").rglob("*.*"))
    versions = [f"{name}={metadata.version(name)}" for name in PACKAGES]
    parts = [code_hash(), hash_files([Path(config.config_file_path), *files, *assets]), config.site_dir, *versions]
    names = "\0".join(file.as_posix() for file in files)
    return hashlib.sha256("\0".join([*parts, names]).encode()).hexdigest()


def is_unchanged(number: str | None, record: Path) -> bool:
    """Whether the last build had this fingerprint and all that it made is there, in size as it was made."""
    try:
        kept = json.loads(record.read_text(encoding="utf-8"))
        made: dict[str, int] = kept["made"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return number is not None and kept.get("fingerprint") == number and all(_size(name) == made[name] for name in made)


def remember(number: str | None, record: Path, folders: list[Path]) -> None:
    """Note a build that ended well, with the files that it made."""
    if number is None:
        record.unlink(missing_ok=True)
        return
    made = {
        str(file): file.stat().st_size for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()
    }
    write_atomically(record, json.dumps({"fingerprint": number, "made": made}, indent=0).encode())


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return -1
