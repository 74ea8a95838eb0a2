"""The one font of all form fields: embedded whole, with a map from every letter, so that viewers can type with it.

The code of a letter is its number in Unicode, and every number has a glyph: what the font lacks is a box. A viewer that
is given a font without such a map drops what it cannot find (ḓ, ḽ and ṱ of Tshivenda among the first), and PDFium takes
the number of a letter that it cannot find for a code, which would show as any other letter.
"""

from __future__ import annotations

import functools
import io
import struct
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from competent.documents.templates import shipped_templates
from competent.text.letters import INSTEAD

FONT_NAME = "/Webdings"
"""What the form calls its font; a label only, the font itself is named by its descriptor.

PDFium (Chrome, Edge) types with the form's own font only what lies in that font's “character set”, which it guesses as
Western European: ḓ ḽ ṋ ṱ, which it takes for Vietnamese, vanish while they are typed. A font under this label counts as
one for symbols, and is then asked for every letter (CPDF_BAFontMap::GetWordFontIndex).
"""
FILE_NAME = "fonts/CompetentForms-Regular.ttf"


ALL = 0x10000
"""Numbers of letters that two bytes can name."""
UNKNOWN = 0xFFFD
"""Unicode's sign for a letter that cannot be shown; here a box."""
SILENT = (
    0x00AD,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2065),
    *range(0xFE00, 0xFE10),
    0xFEFF,
)
"""What comes along when text is pasted and has no shape: joiners, directions, marks of order."""


@dataclass(frozen=True)
class FormFont:
    """The font's letters and measures, in thousandths of the type size."""

    data: bytes = field(repr=False)
    glyphs: tuple[int, ...] = field(repr=False)
    """Glyph number by letter."""
    widths: tuple[int, ...] = field(repr=False)
    """By glyph number."""
    letters: frozenset[int] = field(repr=False)
    """Those that are more than a box."""
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]

    def width(self, text: str, size: float) -> float:
        """How wide the text is, in points."""
        return sum(self.widths[self.glyphs[_code(letter)]] for letter in text) * size / 1000

    def encode(self, text: str) -> str:
        """The text as the hexadecimal string of a content stream: two bytes a letter."""
        return "".join(f"{_code(letter):04X}" for letter in text)


def _code(letter: str) -> int:
    return ord(letter) if ord(letter) < ALL else UNKNOWN


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
        known = {letter: font.getGlyphID(name) for letter, name in font.getBestCmap().items()}
        known |= dict.fromkeys(SILENT, known[0x200B])
        known |= {ord(letter): known[ord(sign)] for letter, sign in INSTEAD.items()}
        glyphs = tuple(known.get(letter, known[UNKNOWN]) for letter in range(ALL))
        widths = tuple(round(font["hmtx"][name][0] * scale) for name in order)
        head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
        box = tuple(round(n * scale) for n in (head.xMin, head.yMin, head.xMax, head.yMax))
        ascent, descent = round(hhea.ascent * scale), round(hhea.descent * scale)
        measures = (ascent, descent, round(os2.sCapHeight * scale), box)
        return FormFont(data, glyphs, widths, frozenset(known), *measures)


def add_form_font(pdf: Pdf) -> Object:
    """Embed the font; the codes of letters are their numbers in Unicode (Identity-H)."""
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
        CIDToGIDMap=pdf.make_stream(struct.pack(f">{ALL}H", *font.glyphs)),
        DW=font.widths[font.glyphs[UNKNOWN]],
        W=_widths(font),
    )
    top = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/CompetentForms"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_to_unicode()),
    )
    return pdf.make_indirect(top)


def _widths(font: FormFont) -> Array:
    """The widths of all letters but boxes: for each run, the first letter and how wide each is (9.7.4.3)."""
    runs: list[tuple[int, list[int]]] = []
    for letter in sorted(font.letters):
        if not runs or runs[-1][0] + len(runs[-1][1]) != letter:
            runs.append((letter, []))
        runs[-1][1].append(font.widths[font.glyphs[letter]])
    return Array([part for first, widths in runs for part in (first, Array(widths))])


def _to_unicode() -> bytes:
    """Every code is the letter of its number (9.10.3): ranges end where the first byte changes, a hundred a block."""
    pages = [page for page in range(256) if not 0xD8 <= page <= 0xDF]  # halves of letters beyond two bytes
    ranges = [f"<{page:02X}00> <{page:02X}FF> <{page:02X}00>" for page in pages]
    blocks = [ranges[at : at + 100] for at in range(0, len(ranges), 100)]
    maps = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{maps}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
