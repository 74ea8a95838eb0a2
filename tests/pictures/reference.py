"""Compare a picture with the one that is kept beside this module, which somebody has looked at."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

FOLDER = Path(__file__).parent
STEP = 40
"""Grey levels by which a pixel may differ; letters drawn by another version differ by less once blurred."""
SHARE = 0.002
"""The share of pixels that may differ by more."""


def difference(first: Image.Image, second: Image.Image) -> float:
    """The share of pixels in which two pictures differ visibly; 1 where their sizes do."""
    if first.size != second.size:
        return 1.0
    soft = [picture.convert("L").filter(ImageFilter.GaussianBlur(0.8)) for picture in (first, second)]
    histogram = ImageChops.difference(*soft).histogram()
    return sum(histogram[STEP:]) / sum(histogram)


def assert_looks_like(picture: Image.Image, name: str) -> None:
    """Hold the picture against `tests/pictures/NAME.png`; what differs is left in `tests/pictures/new/` to look at."""
    kept, new = FOLDER / f"{name}.png", FOLDER / "new" / f"{name}.png"
    new.unlink(missing_ok=True)
    if kept.is_file():
        with Image.open(kept) as before:
            share = difference(before, picture)
        if share <= SHARE:
            return
        said = f"{share:.2%} of its pixels differ from tests/pictures/{name}.png (allowed: {SHARE:.2%})"
    else:
        said = "there is no picture of it yet"
    new.parent.mkdir(exist_ok=True)
    picture.convert("L").quantize(16).save(new, optimize=True)
    raise AssertionError(
        f"The page {name} looks new: {said}.\n"
        f"Look at tests/pictures/new/{name}.png; if it is right, move it to tests/pictures/{name}.png."
    )
