"""Render pages of a PDF in viewers that share no code: Poppler, MuPDF and PDFium. Firefox's is in tests/browser."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pypdfium2
from PIL import Image

DPI = 100


def poppler(pdf: Path, page: int, dpi: int = DPI) -> Image.Image:
    """The page (from 1) as GNOME's viewer shows it."""
    return _picture("pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-png", str(pdf))


def mupdf(pdf: Path, page: int, dpi: int = DPI) -> Image.Image:
    """The page as SumatraPDF and many phones show it."""
    return _picture("mutool", "draw", "-q", "-r", str(dpi), "-F", "png", "-o", "-", str(pdf), str(page))


def pdfium(pdf: Path, page: int, dpi: int = DPI) -> Image.Image:
    """The page as Chrome shows it; -1 is the last page."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        sheet = document[page - 1 if page > 0 else len(document) + page]
        picture = sheet.render(scale=dpi / 72, may_draw_forms=True).to_pil().convert("L")
        sheet.close()
        return picture


def _picture(*call: str) -> Image.Image:
    done = subprocess.run(call, capture_output=True, timeout=60, check=True)
    said = done.stderr.decode("utf-8", "replace")
    assert call[0] == "mutool" or not said, f"{call[0]}: {said}"  # MuPDF always tells that it has no ICC profiles
    return Image.open(io.BytesIO(done.stdout)).convert("L")
