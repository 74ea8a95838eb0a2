"""Fill a form as a program: set the values and draw them, so that every viewer shows the same."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from competent.documents.drawn import shape
from competent.documents.formfont import FONT_NAME, FormFont, form_font
from competent.documents.forms import INK, MULTILINE

PADDING = 2.0
"""Points between the edge of a field and its text, as viewers have it."""
LEADING = 1.3
"""Distance of two lines, in type sizes."""
SMALLEST = 5.0
"""Points; text that is too long for its field is set smaller, down to this."""


class NoSuchField(KeyError):
    """The form has no field of this name."""


def fill(data: bytes, values: Mapping[str, str]) -> bytes:
    """Set fields by name: text, the value of a radio button, or “yes” for a tick. Unknown names are refused."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        fields: dict[str, Any] = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        for name, value in values.items():
            if name not in fields:
                raise NoSuchField(name)
            _set(pdf, fields[name], value)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def choices_of(data: bytes) -> dict[str, tuple[str, ...]]:
    """Every field that can be filled in, with the values that it can have; none for text. Signatures are left out."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        fields: Any = pdf.Root.AcroForm.Fields
        return {str(field.T): _choices(field) for field in fields if Name.Sig != field.FT}


def _choices(field: Any) -> tuple[str, ...]:
    if Name.Btn != field.FT:
        return ()
    return tuple(dict.fromkeys(str(name)[1:] for widget in field.Kids for name in widget.AP.N if name != "/Off"))


def read_values(data: bytes) -> dict[str, str]:
    """Every field's value by name; empty text for one that is not filled in."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        form = pdf.Root.get("/AcroForm")
        fields: Any = form.Fields if form is not None else []
        return {str(field.T): _shown(field) for field in fields if field.get("/FT") != Name.Sig}


def _shown(field: Any) -> str:
    value = field.get("/V")
    if isinstance(value, pikepdf.Name):
        return "" if value == Name.Off else str(value).lstrip("/")
    return "" if value is None else str(value)


def _set(pdf: Pdf, field: Any, value: str) -> None:
    if Name.Btn == field.FT:
        field.V = Name(f"/{value}") if value else Name.Off
        for widget in field.Kids:
            on = f"/{value}" in widget.AP.N
            widget.AS = Name(f"/{value}") if on and value else Name.Off
        return
    text = unicodedata.normalize("NFC", value)
    field.V = String(text)
    size = float(re.search(r"([\d.]+) Tf", str(field.DA))[1])  # type: ignore[index]
    fonts = Dictionary(Font=Dictionary({FONT_NAME: pdf.Root.AcroForm.DR.Font[FONT_NAME]}))
    for widget in field.Kids:
        x1, y1, x2, y2 = (float(number) for number in widget.Rect)
        drawing = draw_text(text, x2 - x1, y2 - y1, size or 10.0, bool(int(field.Ff) & MULTILINE))
        widget.AP = Dictionary(N=shape(pdf, x2 - x1, y2 - y1, drawing, fonts))


def draw_text(text: str, width: float, height: float, size: float, multiline: bool) -> bytes:
    """The content stream that shows the text in a field of this size in points."""
    font = form_font()
    room = width - 2 * PADDING
    lines = wrap(font, text, size, room) if multiline else [" ".join(text.split())]
    while size > SMALLEST and not _fits(font, lines, size, room, height):
        size -= 0.5
        lines = wrap(font, text, size, room) if multiline else lines
    top = height - PADDING - size if multiline else (height - size * font.cap_height / 1000) / 2
    shows = " ".join(f"<{font.encode(line)}> Tj T*" for line in lines)
    clip = f"1 1 {width - 2:.2f} {height - 2:.2f} re W n"
    body = f"BT {FONT_NAME} {size:g} Tf {INK} {size * LEADING:.2f} TL {PADDING} {top:.2f} Td {shows} ET"
    return f"/Tx BMC q {clip} {body} Q EMC".encode("ascii")


def _fits(font: FormFont, lines: list[str], size: float, room: float, height: float) -> bool:
    return len(lines) * size * LEADING <= height and all(font.width(line, size) <= room for line in lines)


def wrap(font: FormFont, text: str, size: float, room: float) -> list[str]:
    """Break the text into lines no wider than the room; a word that is wider is broken too."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if font.width(longer, size) <= room or not line:
                line = longer
            else:
                lines.append(line)
                line = word
            while font.width(line, size) > room and len(line) > 1:
                cut = _longest_start(font, line, size, room)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _longest_start(font: FormFont, line: str, size: float, room: float) -> int:
    width = 0.0
    for number, char in enumerate(line):
        width += font.width(char, size)
        if width > room:
            return max(1, number)
    return len(line)
