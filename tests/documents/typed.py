"""Type into fields as people do, in viewers that share no code, and see whether all that was kept is on the paper."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

SENTENCE = (
    "At Marula Market the bread shelf is empty from eleven until the truck comes at two, so customers walk to the shop "
    "across the road and often do not come back. Ndi khou ṱoḓa u thusa vhathu: ṋamusi ḽiṅwe ḓuvha. Bokaê môre, Kgotsofetše? "
)
NEAR = 0.2
"""Points by which a letter may stand out of its field."""
SCRIPT = """
var doc = new Document(scriptArgs[0]);
for (var at = 0; at < doc.countPages(); at++) {
  var page = doc.loadPage(at), widgets = page.getWidgets();
  for (var i = 0; i < widgets.length; i++) {
    if (widgets[i].getFieldType() == "text") {
      var most = widgets[i].getMaxLen();
      widgets[i].setTextValue(most > 0 ? scriptArgs[2].substring(0, most) : scriptArgs[2]);
      widgets[i].update();
    }
  }
  page.update();
}
doc.save(scriptArgs[1], "");
"""


@dataclass(frozen=True)
class TextField:
    """A field to type in, and where it first stands."""

    name: str
    page: int
    """From 0."""
    rect: tuple[float, float, float, float]
    multiline: bool
    most: int
    look: str
    """The size of its type, as the file has it."""

    @property
    def size(self) -> tuple[object, ...]:
        """Fields of which this is the same behave the same."""
        left, bottom, right, top = self.rect
        return round(right - left), round(top - bottom), self.multiline, self.most, self.look


def text_fields(pdf: Path) -> list[TextField]:
    """Every field to type in, by its first place."""
    found: dict[str, TextField] = {}
    with pikepdf.open(pdf) as document:
        for number, page in enumerate(document.pages):
            for widget in page.obj.get("/Annots", []):
                field = widget.get("/Parent")
                if field is None or field.get("/FT") != pikepdf.Name.Tx or str(field.T) in found:
                    continue
                left, bottom, right, top = (float(side) for side in widget.Rect)
                multiline = bool(int(field.Ff) & 1 << 12)
                place = (left, bottom, right, top)
                found[str(field.T)] = TextField(
                    str(field.T), number, place, multiline, int(field.MaxLen), str(field.DA)
                )
    return list(found.values())


def one_of_each_size(fields: Iterable[TextField]) -> list[TextField]:
    """The first field of each size."""
    return list({field.size: field for field in reversed(list(fields))}.values())


def typed_text(field: TextField) -> str:
    """300 letters for a cell or a line, 1,500 for a box with several lines."""
    high = field.rect[3] - field.rect[1]
    return (SENTENCE * 8)[: 1500 if field.multiline and high > 60 else 300]


def type_in_pdfium(pdf: Path, texts: Mapping[TextField, str], target: Path) -> dict[str, str]:
    """Type key by key, as in Chrome and Edge, and save; returns what each field kept."""
    kept = {}
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        form = document.formenv.raw
        for number in sorted({field.page for field in texts}):
            page = document[number]
            raw.FORM_OnAfterLoadPage(page, form)
            for annotation, name in _widgets(form, page):
                field = next((f for f in texts if f.name == name and f.page == number and name not in kept), None)
                if field:
                    raw.FORM_SetFocusedAnnot(form, annotation)
                    for letter in texts[field]:
                        raw.FORM_OnChar(form, page, ord(letter), 0)
                    raw.FORM_ForceToKillFocus(form)
                    kept[name] = _said(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            page.close()
        document.save(target)
    return kept


def type_in_mupdf(pdf: Path, text: str, target: Path) -> None:
    """Put the text into every field, as far as it goes in."""
    script = target.with_suffix(".js")
    script.write_text(SCRIPT, "utf-8")
    subprocess.run(["mutool", "run", str(script), str(pdf), str(target), text], check=True, capture_output=True)


def lost(pdf: Path, fields: Iterable[TextField]) -> list[str]:
    """The fields of which some letters are not seen in print, with how many there are and how many are seen."""
    values = {}
    with pikepdf.open(pdf) as document:
        for field in document.Root.AcroForm.Fields:
            values[str(field.T)] = "".join(str(field.get("/V", "")).split())
    wrong = []
    with pypdfium2.PdfDocument(pdf) as document:
        letters: dict[int, list[tuple[float, float, float, float]]] = {}
        for field in fields:
            if field.page not in letters:
                letters[field.page] = list(_letters(document, field.page))
            left, bottom, right, top = field.rect
            seen = sum(
                left - NEAR <= x1 and x2 <= right + NEAR and bottom - NEAR <= y1 and y2 <= top + NEAR
                for x1, y1, x2, y2 in letters[field.page]
            )
            if seen < len(values[field.name]):
                wrong.append(f"{field.name}: {seen} of {len(values[field.name])}")
    return wrong


def _letters(document: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[float, float, float, float]]:
    """Where each letter stands on the printed page."""
    page = document[number]
    raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
    page.close()
    text = document[number].get_textpage()
    for index in range(text.count_chars()):
        if text.get_text_range(index, 1).strip():
            yield text.get_charbox(index)


def _widgets(form: object, page: pypdfium2.PdfPage) -> Iterator[tuple[object, str]]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetFormFieldType(form, annotation) == raw.FPDF_FORMFIELD_TEXTFIELD:
            yield annotation, _said(raw.FPDFAnnot_GetFormFieldName, form, annotation)


def _said(ask: object, form: object, annotation: object) -> str:
    length = ask(form, annotation, None, 0)  # type: ignore[operator]
    buffer = ctypes.create_string_buffer(length)
    ask(form, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)  # type: ignore[operator]
    return buffer.raw.decode("utf-16-le").rstrip("\0")
