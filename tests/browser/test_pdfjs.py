"""Firefox's viewer: it shows a filled form as others do (tests/documents/test_viewers.py), and loses nothing typed."""

from __future__ import annotations

import base64
import functools
import io
import itertools
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from competent.documents.fill import read_values
from tests.building import KINDS, Built
from tests.documents.filling import Filled, fill_for_viewers
from tests.documents.typed import TextField, lost, one_of_each_size, text_fields, typed_text
from tests.pictures import viewers
from tests.pictures.ink import ink
from tests.pictures.rules import PITCH, rules_in

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


@dataclass(frozen=True)
class Firefox:
    """A page that runs Firefox's engine."""

    page: Page

    def show(self, pdf: Path, number: int) -> Image.Image:
        """A page as it is printed."""
        url = self.page.evaluate(
            "([url, number, dpi]) => render(url, number, dpi)", [f"/filled/{pdf.name}", number, viewers.DPI]
        )
        return Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).convert("L")

    def type(self, pdf: Path, texts: Mapping[TextField, str], target: Path) -> None:
        """Type into the fields, as far as they take it, and save."""
        url = f"/filled/{pdf.name}"
        for number in sorted({field.page for field in texts}):
            shown = self.page.evaluate("([url, number]) => fields(url, number)", [url, number + 1])
            for field, text in texts.items():
                if field.page == number:
                    assert field.name in shown
                    self.page.focus(f"#fields [name='{field.name}']")
                    self.page.keyboard.insert_text(text)
                    self.page.keyboard.press("Tab")
        target.write_bytes(base64.b64decode(self.page.evaluate("url => saved(url)", url)))


@pytest.fixture(scope="module")
def firefox(chromium: Browser, forms: Path) -> Iterator[Firefox]:
    """Firefox's engine, which finds the files of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, forms=forms)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/pdfjs.html")
        page.wait_for_function("window.ready === true")
        yield Firefox(page)
        page.close()
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def pdfjs(firefox: Firefox) -> Show:
    """Renders a page of a PDF with Firefox's engine."""
    return firefox.show


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


@pytest.mark.parametrize("form", FORMS, ids=["-".join(form) for form in FORMS])
def test_whatever_is_typed_in_firefox_is_printed_whole(
    form: tuple[str, str], built: Built, firefox: Firefox, forms: Path, tmp_path: Path
) -> None:
    """One field of each size; what goes in is saved, and printed by another engine."""
    pdf = forms / f"blank-{form[0]}-{form[1]}.pdf"
    shutil.copy(built.pdf(*form), pdf)
    fields = one_of_each_size(text_fields(pdf))
    firefox.type(pdf, {field: typed_text(field) for field in fields}, tmp_path / "typed.pdf")
    kept = read_values((tmp_path / "typed.pdf").read_bytes())
    assert [field.name for field in fields if len(kept[field.name]) < 0.9 * min(field.most, 300)] == []
    assert lost(tmp_path / "typed.pdf", fields) == []


def test_firefox_prints_lines_in_an_empty_field_and_none_through_what_is_typed(
    built: Built, firefox: Firefox, forms: Path
) -> None:
    blank, typed = forms / "ruled.pdf", forms / "ruled-typed.pdf"
    shutil.copy(built.pdf("us118028", "formative-workbook"), blank)
    field = next(field for field in text_fields(blank) if field.multiline and field.rect[3] - field.rect[1] > 90)
    ruled = rules_in(firefox.show(blank, field.page + 1), field)
    assert len(ruled) >= 3
    assert all(below - above == pytest.approx(PITCH, abs=0.8) for above, below in itertools.pairwise(ruled))
    firefox.type(blank, {field: "ab " * 200}, typed)
    assert rules_in(firefox.show(typed, field.page + 1), field) == []
