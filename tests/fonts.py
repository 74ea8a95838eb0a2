"""Makes the fonts of documents, forms and site anew: `python -m tests.fonts FOLDER`, with the full Noto faces in FOLDER.

They are Noto Sans reduced to `competent.text.letters`, with the signs that it lacks from Noto Sans Math and Noto Sans
Symbols 2, and for names in other scripts Noto Sans Arabic and Noto Sans Ethiopic.
"""

from __future__ import annotations

import copy
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.misc.transform import Offset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from competent.text.letters import ARABIC, ETHIOPIC, LIGATURES, RANGES, TYPED

ROOT = Path(__file__).resolve().parent.parent
PRINT = ROOT / "portfolio_templates" / "fonts"
SITE = ROOT / "plugins" / "competent" / "pages" / "assets"
FACES = ("Regular", "Italic", "Bold", "BoldItalic")
FEATURES = ["kern", "mark", "mkmk", "liga", "locl", "ccmp", "frac", "numr", "dnom", "tnum", "lnum"]
JOINED = [*FEATURES, "init", "medi", "fina", "isol", "rlig", "calt"]
"""What letters need that join."""
SIGNS = ("NotoSansMath-Regular.ttf", "NotoSansSymbols2-Regular.ttf")
UNMOVED = {0x0315, 0x031A, 0x031B, 0x0321, 0x0322, *range(0x035C, 0x0363)}
"""Marks that stand beside a letter, or over two."""
SPACES = {0x0020, 0x00A0}
"""They are set in the font of the letter before."""
CENTRE = -290
"""Where a mark stands over the letter before it, which is about 580 wide."""
RULE = re.compile(r'url\("fonts/(?P<file>[^"]+)"\)[^}]*unicode-range: (?P<letters>[^;}]+);')


def letters(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {letter for first, last in ranges for letter in range(first, last + 1)}


def reduced(font: TTFont, wanted: set[int], features: list[str]) -> TTFont:
    options = Options(layout_features=features, hinting=False, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["DSIG", "GDEF", "GPOS", "GSUB", "gasp"] if not features else ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    return written(font)


def written(font: TTFont) -> TTFont:
    """The same, as it is read from a file; its date is that of the Noto face."""
    out = io.BytesIO()
    font.recalcTimestamp = False
    font.save(out)
    return TTFont(io.BytesIO(out.getvalue()), recalcTimestamp=False)


def full(folder: Path, name: str) -> TTFont:
    return TTFont(folder / name, recalcTimestamp=False)


def take(font: TTFont, wanted: set[int], others: list[TTFont]) -> None:
    """Add the letters that the font lacks from the first of the others that has them."""
    for letter in sorted(wanted - set(font.getBestCmap())):
        for other in others:
            name = other.getBestCmap().get(letter)
            if name:
                put(font, letter, f"sign{letter:04X}", outline(other, name), other["hmtx"][name][0])
                break


def outline(font: TTFont, name: str, across: int = 0) -> TTGlyphPen:
    """The shape of a glyph in one piece, moved across."""
    shapes = font.getGlyphSet()
    whole, pen = DecomposingRecordingPen(shapes), TTGlyphPen(None)
    shapes[name].draw(whole)
    whole.replay(TransformPen(pen, Offset(across, 0)))
    return pen


def put(font: TTFont, letter: int, name: str, pen: TTGlyphPen, advance: int) -> None:
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[letter] = name


def centre_marks(font: TTFont) -> None:
    """Marks stand over the letter that was typed before: viewers do not place them."""
    cmap = font.getBestCmap()
    for letter in sorted(letters([(0x0300, 0x036F)]) & set(cmap) - UNMOVED):
        glyph = font["glyf"][cmap[letter]]
        if hasattr(glyph, "xMin"):
            across = CENTRE - (glyph.xMin + glyph.xMax) // 2
            put(font, letter, f"typed{letter:04X}", outline(font, cmap[letter], across), 0)


def form_font(folder: Path, others: list[TTFont]) -> TTFont:
    font = reduced(full(folder, "NotoSans-Regular.ttf"), letters(TYPED) | letters(LIGATURES), [])
    take(font, letters(TYPED), others)
    centre_marks(font)
    put(font, 0xFFFD, "box", outline(font, ".notdef"), font["hmtx"][".notdef"][0])
    put(font, 0x200B, "nothing", TTGlyphPen(None), 0)
    texts = {
        1: "Competent Forms",
        3: "CompetentForms-Regular",
        4: "Competent Forms Regular",
        6: "CompetentForms-Regular",
    }
    for name in font["name"].names:
        name.string = texts.get(name.nameID, name.toUnicode())
    return font


def save(font: TTFont, file: Path) -> None:
    font["post"].formatType = 3.0  # without the names of glyphs
    font.save(file)
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes\n")


def make_site(face: str, font: TTFont) -> None:
    """The two files of a face, by the lists of letters in the site's style."""
    for rule in RULE.finditer((SITE / "competent.css").read_text("utf-8")):
        if rule["file"] in (f"NotoSans-{face}.woff2", f"NotoSans-{face}-more.woff2"):
            parts = [part.strip().removeprefix("U+").partition("-") for part in rule["letters"].split(",")]
            wanted = letters((int(first, 16), int(last or first, 16)) for first, _, last in parts)
            reduced_font = reduced(copy.deepcopy(font), wanted, FEATURES)
            reduced_font.flavor = "woff2"
            save(reduced_font, SITE / "fonts" / rule["file"])


def make(folder: Path) -> None:
    others = [full(folder, name) for name in SIGNS]
    for face in FACES:
        font = reduced(full(folder, f"NotoSans-{face}.ttf"), letters(RANGES), FEATURES)
        take(font, letters(RANGES), others)
        save(font, PRINT / f"NotoSans-{face}.ttf")
        make_site(face, written(font))
    save(form_font(folder, others), PRINT / "CompetentForms-Regular.ttf")
    for file, script in (("NotoSansArabic-Regular.ttf", ARABIC), ("NotoSansEthiopic-Regular.ttf", ETHIOPIC)):
        save(reduced(full(folder, file), letters(script) | SPACES, JOINED), PRINT / file)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
