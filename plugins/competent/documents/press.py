"""Print one document: HTML in, the bytes of an accessible PDF out. Runs in a worker process of its own."""

from __future__ import annotations

import gc
import html
import io
import logging
import mimetypes
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from competent.documents.assets import BASE, VERSION_MARK, Roots
from competent.documents.direction import isolate
from competent.documents.fitted import fit_fields
from competent.documents.forms import Metadata, PrintedField, finish
from competent.documents.library import LibraryMissingError
from competent.documents.quotes import make_curly
from competent.documents.unbroken import keep_whole
from competent.files import write_atomically
from competent.words import Words

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

SHARPEST = 220
"""Dots an inch of pictures: more than paper shows would only make the file larger."""


@dataclass(frozen=True)
class Job:
    """A document to print."""

    id: str
    title: str
    author: str
    language: str
    html: str
    roots: Roots
    version: str
    fields: Mapping[str, PrintedField] = field(default_factory=dict)
    """What its fields are, by name."""
    page_code: str = ""
    """What the code in the corner of its pages calls it, where they have one."""
    zoom: float = 1
    """How much larger than it is laid out everything is printed."""

    def final_html(self) -> str:
        """The HTML with its version."""
        return self.html.replace(VERSION_MARK, self.version)


@dataclass(frozen=True)
class Printed:
    """A printed document, and what the engine complained of."""

    pdf: bytes
    complaints: tuple[str, ...]
    pages: dict[str, int] = field(default_factory=dict)
    """The page, from 1, of every anchor."""
    used: tuple[str, ...] = ()
    """The addresses of the files that went into it."""
    sides: int = 0
    """How many pages it has."""


_lacking = ""
"""In a worker whose engine cannot start, what it said of that."""


def start_worker(fonts_conf: str) -> None:
    """Import the engine, which takes a second, before the first document comes; leave Ctrl-C to the parent.

    An engine that cannot start says so when it is given a document: a worker that fails here tells nobody why.
    """
    global _lacking
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(50_000, 20, 20)  # nearly all that the engine makes lives until its document is done
    os.environ["FONTCONFIG_FILE"] = fonts_conf
    try:
        with redirect_stdout(io.StringIO()):  # it sends people to a page of its own
            import weasyprint  # noqa: F401
    except OSError as error:
        _lacking = str(error)


def _end_with_parent() -> None:
    """A parent that is killed tells its workers nothing; they would wait for documents for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def write_fonts_conf(folder: Path, font_folders: Iterable[Path]) -> str:
    """Let the engine see the project's fonts and no others: the same text looks the same on every machine."""
    folders = "".join(f"<dir>{html.escape(str(fonts))}</dir>" for fonts in font_folders)
    alias = "<alias><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>"
    cache = f"<cachedir>{html.escape(str(folder))}</cachedir>"
    file = folder / "fonts.conf"
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(file, f"<fontconfig>{folders}{cache}{alias}</fontconfig>".encode())
    return str(file)


def print_document(job: Job) -> Printed:
    """Lay the document out and finish its form. Raises LibraryMissingError where the engine cannot start."""
    if _lacking:
        raise LibraryMissingError(_lacking)
    from weasyprint import DEFAULT_OPTIONS, HTML

    complaints = _Complaints()
    used: list[str] = []
    logger = logging.getLogger("weasyprint")
    logger.handlers = [complaints]
    logger.propagate = False
    page = HTML(string=job.final_html(), base_url=BASE, url_fetcher=_fetcher(job.roots, used))
    if Words(job.language).direction == "rtl":
        isolate(page.etree_element)
    make_curly(page.etree_element, job.language)
    keep_whole(page.etree_element, job.language)
    pages: dict[str, int] = {}
    sheets: list[Any] = []

    def note_pages(document: Any, _: Any) -> None:
        sheets.extend(document.pages)
        for number, sheet in enumerate(document.pages, 1):
            for anchor in sheet.anchors:
                pages.setdefault(anchor, number)

    options = {"pdf_variant": "pdf/ua-1", "pdf_forms": True, "pdf_identifier": job.version.encode(), "dpi": SHARPEST}
    document = page.render(**{**DEFAULT_OPTIONS, **options})
    fit_fields(document)
    pdf = document.write_pdf(zoom=job.zoom, finisher=note_pages, **{**DEFAULT_OPTIONS, **options})
    metadata = Metadata(job.id, job.version, job.title, job.author, job.language, job.page_code)
    printed = finish(pdf, metadata, job.fields, job.zoom)
    return Printed(printed, tuple(complaints.texts), pages, tuple(dict.fromkeys(used)), len(sheets))


def _fetcher(roots: Roots, used: list[str]) -> URLFetcher:
    """Fetches files of the project by their address, notes them, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ProjectFetcher(URLFetcher):
        """Knows the project's folders only."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:image/svg+xml,"):  # drawn by a template, in the provider's colours
                return super().fetch(url, headers)
            if not url.startswith(BASE):
                raise ValueError("nothing is fetched from outside the project")
            address = urlsplit(url).path.lstrip("/")
            file = roots.find(address)
            used.append(address)
            if file is None:
                raise ValueError("there is no such file in the project")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return ProjectFetcher()


class _Complaints(logging.Handler):
    """Keeps what the engine reports as an error: a picture it cannot read, a link that leads nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
