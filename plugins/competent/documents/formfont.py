"""The one font of all form fields: embedded whole, with a map from every letter, so that viewers can type with it.

A viewer that is given a font without such a map drops what it cannot find: ḓ, ḽ and ṱ of Tshivenda among the first.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from competent.documents.templates import shipped_templates

FONT_NAME = "/Webdings"
"""What the form calls its font; a label only, the font itself is named by its descriptor.

PDFium (Chrome, Edge) types with the form's own font only what lies in that font's “character set”, which it guesses as
Western European: ḓ ḽ ṋ ṱ, which it takes for Vietnamese, vanish while they are typed. A font under this label counts as
one for symbols, and is then asked for every letter (CPDF_BAFontMap::GetWordFontIndex).
"""
FILE_NAME = "fonts/CompetentForms-Regular.ttf"


@dataclass(frozen=True)
class FormFont:
    """The font's letters and measures, in thousandths of the type size."""

    data: bytes = field(repr=False)
    glyphs: dict[int, int] = field(repr=False)
    """Glyph number by character."""
    widths: tuple[int, ...] = field(repr=False)
    """By glyph number."""
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]

    def width(self, text: str, size: float) -> float:
        """How wide the text is, in points."""
        return sum(self.widths[self.glyphs.get(ord(c), 0)] for c in text) * size / 1000

    def encode(self, text: str) -> str:
        """The text as the hexadecimal string of a content stream: two bytes a glyph."""
        return "".join(f"{self.glyphs.get(ord(c), 0):04X}" for c in text)


@functools.cache
def form_font() -> FormFont:
    """Read the font that comes with the templates."""
    return read_font(shipped_templates() / FILE_NAME)


def read_font(file: Path) -> FormFont:
    """Read letters and measures out of a TrueType font."""
    data = file.read_bytes()
    with TTFont(io.BytesIO(data)) as font:
        scale = 1000 / font["head"].unitsPerEm
        order = font.getGlyphOrder()
        glyphs = {char: font.getGlyphID(name) for char, name in font.getBestCmap().items()}
        widths = tuple(round(font["hmtx"][name][0] * scale) for name in order)
        head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
        box = tuple(round(n * scale) for n in (head.xMin, head.yMin, head.xMax, head.yMax))
        ascent, descent = round(hhea.ascent * scale), round(hhea.descent * scale)
        return FormFont(data, glyphs, widths, ascent, descent, round(os2.sCapHeight * scale), box)


def add_form_font(pdf: Pdf) -> Object:
    """Embed the font; character codes are glyph numbers (Identity-H)."""
    font = form_font()
    file = pdf.make_stream(font.data)
    file.Length1 = len(font.data)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/CompetentForms"),
        Flags=4,
        FontBBox=Array(list(font.box)),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.cap_height,
        StemV=80,
        FontFile2=file,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/CompetentForms"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array([0, Array(list(font.widths))]),
    )
    top = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/CompetentForms"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_to_unicode(font.glyphs)),
    )
    return pdf.make_indirect(top)


def _to_unicode(glyphs: dict[int, int]) -> bytes:
    """The map from glyphs to letters (PDF 1.7, 9.10.3): at most a hundred lines in a block."""
    by_glyph = {glyph: char for char, glyph in sorted(glyphs.items(), reverse=True)}
    lines = [
        f"<{glyph:04X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for glyph, char in sorted(by_glyph.items())
    ]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{maps}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
