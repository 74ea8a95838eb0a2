"""A site without a network: what browsers keep of it, and the whole of it as one file."""

from __future__ import annotations

import hashlib
import html
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from competent.adapters.assets import ASSETS, ICON
from competent.project import Project
from competent.words import N_, Words

WORKER, APP, WHOLE = "sw.js", "app.webmanifest", "site.zip"
"""At the root of a site: what keeps pages, what the site is called as an app, and the site as one file."""
OF_DOWNLOADS = {".pdf", ".zip"}
"""Files that a reader saves, and that are not kept with the pages."""
LOST = N_("This page is not on this device yet. It will come when there is a network.")
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of all files in an archive, which can have no earlier one: the same site is the same archive."""


def write_offline(site: Path, project: Project, name: str) -> None:
    """Write what lets a site that lies in a folder be read without a network; `name` is that of the site."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    paths = [file.relative_to(site).as_posix() for file in files]
    whole = [pair for pair in zip(files, paths, strict=True) if pair[1] not in (WORKER, APP, WHOLE)]
    (site / APP).write_text(_app(project, name), encoding="utf-8")
    (site / WORKER).write_text(_worker(project, whole), encoding="utf-8")
    _archive(site / WHOLE, whole)


def whole_line(_: Words, href: str) -> str:
    """The offer of the whole site as one file."""
    said = _("The whole site as one file: unpack it, and open index.html. It needs no network.")
    return f'<p class="whole-site"><a href="{html.escape(href)}">{html.escape(WHOLE)}</a> {html.escape(said)}</p>'


def _app(project: Project, name: str) -> str:
    """What a browser needs to know to put the site among the apps of a device."""
    provider, language = project.settings.provider, project.settings.language
    app = {
        "name": name,
        "short_name": name[:12],
        "lang": language,
        "start_url": "./index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": provider.colours.main,
        "icons": [{"src": ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(app, ensure_ascii=False, indent=1) + "\n"


def _worker(project: Project, files: Iterable[tuple[Path, str]]) -> str:
    """The script that keeps pages, with the files of this version."""
    known, version = [], hashlib.sha256()
    for file, path in files:
        version.update(path.encode() + b"\0" + file.read_bytes())
        if file.suffix not in OF_DOWNLOADS and file.suffix != ".map":
            known.append(path)
    folders = {programme.id: f"{programme.folder}/" for programme in project.programmes}
    core = [path for path in known if (path.startswith("assets/") and "/lunr/" not in path) or path == "index.html"]
    found = "search/search_index.json"
    parts = {
        name: [path for path in known if path.startswith(folder) or path == found] for name, folder in folders.items()
    }
    lost = f"<!doctype html><meta charset=utf-8><p>{html.escape(Words(project.settings.language)(LOST))}"
    said = {
        "VERSION": version.hexdigest()[:12],
        "NAME": f"competent:{','.join(sorted(folders))}:",
        "CORE": core,
        "PARTS": parts,
        "LOST": lost,
    }
    first = "".join(f"var {key} = {json.dumps(value, ensure_ascii=False)};\n" for key, value in said.items())
    return first + (ASSETS / WORKER).read_text(encoding="utf-8")


def _archive(target: Path, files: Iterable[tuple[Path, str]]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, path in files:
            entry = zipfile.ZipInfo(path, BEGINNING)
            entry.external_attr = 0o644 << 16
            packed = zipfile.ZIP_STORED if file.suffix in (".pdf", ".png", ".woff2") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes(), packed)
