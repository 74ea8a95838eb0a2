"""Pictures that a printed document draws by itself: what a field looks like, the code of a page."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, Stream


def shape(pdf: Pdf, width: float, height: float, drawing: bytes, resources: Dictionary | None = None) -> Stream:
    """A form XObject of this size, in points."""
    stream = pdf.make_stream(drawing)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, round(width, 3), round(height, 3)])
    stream.Resources = resources or Dictionary()
    return stream
