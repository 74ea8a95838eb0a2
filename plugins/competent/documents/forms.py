"""Make the form of a printed document one that every viewer shows and fills alike.

WeasyPrint writes a field for each input. Here they become what the design asks for: one field for each name, its
widgets as /Kids (so that a value can be signed over without touching the page's structure), signature fields, marks
drawn as shapes, an appearance for every state, and one font that holds every letter that learners write.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from competent.documents.drawn import shape
from competent.documents.formfont import FONT_NAME, add_form_font
from competent.documents.pagecodes import add_page_codes
from competent.documents.room import Place
from competent.documents.tagging import mend_structure
from competent.forms.field import YES, FieldKind, Form, usual_text
from competent.forms.heard import heard_fields
from competent.words import Words

MULTILINE = 1 << 12
RADIO = 1 << 15
DO_NOT_SCROLL = 1 << 23
"""A viewer stops the typing where the field is full (ISO 32000-1, table 228)."""
PITCH = 24.378
"""Points between two lines to write on by hand: 8.6 mm."""
RULE = "0.76 0.80 0.85 RG 0.5 w"
FAINT_RULE = "0.76 0.80 0.85 RG 0.5 w [0.5 2.5] 0 d"
"""In a cell: as dark as its border, the line would look like the end of a row."""
INK = "0.08 0.13 0.24 rg"
"""The colour of what is typed: the navy of the documents' text."""


@dataclass(frozen=True)
class Metadata:
    """What a document says of itself."""

    document_id: str
    version: str
    title: str
    author: str
    language: str
    page_code: str = ""
    """What the code in the corner of its pages calls it; pages that nobody writes on have none."""


@dataclass(frozen=True)
class PrintedField:
    """What a field is, in the language of its document."""

    kind: FieldKind
    label: str
    options: Mapping[str, str] = field(default_factory=dict)
    """What each value of a choice is called."""
    usual: str = ""
    """What is usually written into it, at its longest; empty where nobody can say."""


def printed_fields(form: Form, words: Words) -> dict[str, PrintedField]:
    """The fields of a document by name, said in its language."""
    heard = heard_fields(form, words)
    return {
        found.name: PrintedField(
            found.kind, heard[found.name].label, heard[found.name].options, usual_text(found.means)
        )
        for found in form
    }


@dataclass
class FormField:
    """The widgets of one name, in the order of pages."""

    name: str
    what: PrintedField
    size: float
    multiline: bool
    widgets: list[tuple[Dictionary, str]] = field(default_factory=list)
    """Each with the value it stands for: of a radio button its own, else that of a tick."""


def finish(data: bytes, metadata: Metadata, fields: Mapping[str, PrintedField], zoom: float = 1) -> bytes:
    """Rebuild the form, name the document in its metadata, and write it: the same bytes for the same input."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        if "/AcroForm" in pdf.Root:
            rebuild_form(pdf, fields, zoom)
        mend_structure(pdf)
        print_links(pdf)
        if metadata.page_code:
            add_page_codes(pdf, metadata.page_code, metadata.version)
        _describe(pdf, metadata)
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        pdf.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
        )
        return out.getvalue()


def rebuild_form(pdf: Pdf, known: Mapping[str, PrintedField], zoom: float = 1) -> None:
    """Replace the fields by ones with parents and kids. Raises KeyError for a field that nobody recorded."""
    fields = _collect(pdf, known, zoom)
    form = Dictionary(Fields=Array(), DR=Dictionary(Font=Dictionary({FONT_NAME: add_form_font(pdf)})))
    form.DA = String(f"{FONT_NAME} 0 Tf {INK}")
    for found in fields.values():
        form.Fields.append(_parent(pdf, found))
    pdf.Root.AcroForm = pdf.make_indirect(form)
    for page in pdf.pages:
        page.obj.Tabs = Name.S  # the order of the structure tree (PDF/UA-1, 7.18.3)


def _collect(pdf: Pdf, known: Mapping[str, PrintedField], zoom: float) -> dict[str, FormField]:
    fields: dict[str, FormField] = {}
    for widget in _widgets(pdf):
        group = widget.get("/Parent")
        name = str(group.T if group is not None else widget.T)
        if name not in fields:
            multiline = bool(int(widget.get("/Ff", 0)) & MULTILINE)
            fields[name] = FormField(name, known[name], zoom * _font_size(widget), multiline)
        fields[name].widgets.append((widget, _value(widget, group)))
    return fields


def _widgets(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") == Name.Widget:
                yield annotation


def _value(widget: Any, group: Any) -> str:
    """A radio button's own value: its group's options in order, which WeasyPrint numbers."""
    if group is None:
        return YES
    state = next(key for key in widget.AP.N if key != "/Off")
    return str(group.Opt[int(state.lstrip("/"))])


def _font_size(widget: Any) -> float:
    match = re.search(r"([\d.]+) Tf", str(widget.get("/DA", "")))
    return float(match[1]) if match else 0.0


def _parent(pdf: Pdf, found: FormField) -> Dictionary:
    """The field itself; a radio group is called by what it asks, not by its first button."""
    kind = found.what.kind
    parent = pdf.make_indirect(Dictionary(T=String(found.name), TU=String(found.what.label), Kids=Array()))
    if kind in (FieldKind.LINE, FieldKind.LINES, FieldKind.DRAWING):
        parent.FT, parent.V = Name.Tx, String("")
        room = _room(found)
        parent.Ff = DO_NOT_SCROLL | (MULTILINE if room.lines else 0)
        parent.MaxLen = room.most
        parent.DA = String(f"{FONT_NAME} {room.size:g} Tf {room.squeeze:.3g} Tz {INK}")
    elif kind is FieldKind.SIGNATURE:
        parent.FT = Name.Sig
    else:
        parent.FT, parent.V = Name.Btn, Name.Off
        parent.Ff = RADIO if kind is FieldKind.CHOICE else 0
        parent.DA = String(f"{FONT_NAME} 0 Tf {INK}")
    for widget, value in found.widgets:
        _adopt(pdf, parent, widget, value, found)
    return parent


@dataclass(frozen=True)
class _Room:
    """How a field is typed into: the smallest of its places decides."""

    size: float
    lines: bool
    most: int
    """Letters."""
    squeeze: float


def _room(found: FormField) -> _Room:
    places = [Place(*_extent(widget), found.what.usual) for widget, _ in found.widgets]
    lines = found.multiline or any(place.needs_lines for place in places)
    size = min(place.type_size(found.size, lines) for place in places)
    most = min(place.letters(size, lines) for place in places)
    return _Room(size, lines, most, min(place.squeeze(size, lines) for place in places))


def _ruled(found: FormField) -> bool:
    return found.multiline and found.what.kind is not FieldKind.DRAWING


def _extent(widget: Any) -> tuple[float, float]:
    x1, y1, x2, y2 = (float(number) for number in widget.Rect)
    return abs(x2 - x1), abs(y2 - y1)


def _adopt(pdf: Pdf, parent: Dictionary, widget: Any, value: str, found: FormField) -> None:
    """Leave to the widget only what is its own: where it is and what it looks like."""
    for key in ("/FT", "/T", "/V", "/Ff", "/DA", "/MaxLen", "/MK", "/Border", "/AS", "/AP", "/Opt"):
        if key in widget:
            del widget[key]
    widget.Parent = parent
    widget.TU = String(found.what.options.get(value, found.what.label))
    x1, y1, x2, y2 = (float(number) for number in widget.Rect)
    widget.Rect = Array([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])
    width, height = _extent(widget)
    empty = shape(pdf, width, height, rules(width, height) if _ruled(found) else b"q Q")  # no bytes: MuPDF warns
    kind = found.what.kind
    if kind in (FieldKind.TICK, FieldKind.CHOICE):
        draw = tick if kind is FieldKind.TICK else dot
        marks = Dictionary({f"/{value}": shape(pdf, width, height, draw(width, height)), "/Off": empty})
        widget.AP, widget.AS = Dictionary(N=marks), Name.Off
        widget.MK = Dictionary(CA=String("4" if kind is FieldKind.TICK else "l"))
    else:
        widget.AP = Dictionary(N=empty)
    parent.Kids.append(widget)


def rules(width: float, height: float) -> bytes:
    """Lines to write on by hand. They are the look of an empty field: where something is typed, they are gone."""
    lines = [height - number * PITCH for number in range(1, round(height / PITCH))]
    drawn = " ".join(f"0 {y:.2f} m {width:.2f} {y:.2f} l" for y in lines if y > PITCH / 2)
    rule = RULE if len(lines) > 1 else FAINT_RULE
    return f"q {rule} {drawn} S Q".encode() if drawn else b"q Q"


def tick(width: float, height: float) -> bytes:
    """A tick that fills the box; a shape needs no font, so no viewer can lack it."""
    points = [(0.14, 0.50), (0.25, 0.60), (0.40, 0.44), (0.76, 0.84), (0.88, 0.74), (0.41, 0.20)]
    path = " ".join(f"{x * width:.2f} {y * height:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(points))
    return f"{INK} {path} h f".encode()


def dot(width: float, height: float) -> bytes:
    """A round dot in the middle of the button."""
    x, y, r = width / 2, height / 2, min(width, height) * 0.27
    k = r * 0.5523  # the handle of a Bezier curve that draws a quarter of a circle
    curves = (
        f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
    )
    return f"{INK} {curves} h f".encode()


def print_links(pdf: Pdf) -> None:
    """Links are part of the page on paper too (annotation flag Print)."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.F = 4


def _describe(pdf: Pdf, metadata: Metadata) -> None:
    """Title, author, language, id and version, where programs look for them."""
    pdf.Root.Lang = String(metadata.language)
    pdf.docinfo["/DocumentId"] = String(metadata.document_id)
    pdf.docinfo["/DocumentVersion"] = String(metadata.version)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:identifier"] = f"{metadata.document_id}:{metadata.version}"
        xmp["dc:title"] = metadata.title
        xmp["dc:creator"] = [metadata.author]
        xmp["dc:language"] = [metadata.language]
