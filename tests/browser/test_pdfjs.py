"""A filled form shows in Firefox's viewer what it shows in the others (tests/documents/test_viewers.py)."""

from __future__ import annotations

import base64
import functools
import io
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.building import KINDS, Built
from tests.documents.filling import Filled, fill_for_viewers
from tests.pictures import viewers
from tests.pictures.ink import ink

HERE = Path(__file__).parent
FORMS = [("us118028", KINDS[1]), ("us252210", KINDS[2]), ("unit220", KINDS[2])]
Show = Callable[[Path, int], Image.Image]


class Handler(SimpleHTTPRequestHandler):
    """Serves this folder, and the filled forms below /filled/."""

    extensions_map: ClassVar[dict[str, str]] = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
    }

    def __init__(self, *arguments: object, forms: Path, **options: object):
        self.forms = forms
        super().__init__(*arguments, directory=str(HERE), **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if path.startswith("/filled/"):
            return str(self.forms / Path(path).name)
        return super().translate_path(path)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filled")


@pytest.fixture(scope="module")
def pdfjs(chromium: Browser, forms: Path) -> Iterator[Show]:
    """Renders a page of a PDF with Firefox's engine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, forms=forms)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/pdfjs.html")
        page.wait_for_function("window.ready === true")

        def show(pdf: Path, number: int) -> Image.Image:
            url = page.evaluate(
                "([url, number, dpi]) => render(url, number, dpi)", [f"/filled/{pdf.name}", number, viewers.DPI]
            )
            return Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).convert("L")

        yield show
        page.close()
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module", params=FORMS, ids=["-".join(form) for form in FORMS])
def filled(request: pytest.FixtureRequest, built: Built, forms: Path) -> Filled:
    return fill_for_viewers(built.pdf(*request.param), forms)


def test_firefox_shows_ink_where_it_should_and_none_where_not(filled: Filled, pdfjs: Show) -> None:
    wrong = [said for page in filled.pages for said in filled.wrongly_shown(page, pdfjs(filled.pdf, page))]
    assert wrong == []


def test_firefox_and_chrome_agree_on_how_much_ink_there_is(filled: Filled, pdfjs: Show) -> None:
    page = filled.pages[0]
    firefox, chrome = pdfjs(filled.pdf, page), viewers.pdfium(filled.pdf, page)
    for widget in filled.shown(page):
        amounts = ink(firefox, widget), ink(chrome, widget)
        assert max(amounts) < 1.8 * min(amounts), f"{widget.name}: {amounts}"
