"""The styles, scripts, fonts and icons of the pages, as a site has them."""

from __future__ import annotations

from pathlib import Path

from competent.documents.templates import shipped_templates
from competent.settings import Provider

ASSETS = Path(__file__).resolve().parents[1] / "pages" / "assets"
ASSET_FOLDER = "assets/competent"
"""Where styles, scripts and fonts lie in the site."""
BRAND = f"{ASSET_FOLDER}/brand.css"
"""The provider's colours."""
STYLE, LOOK, SCRIPT, TABLES, SHIM, EARLY = (
    f"{ASSET_FOLDER}/{name}"
    for name in ("competent.css", "look.css", "competent.js", "tables.js", "iframe-worker.js", "early.js")
)
"""The style of programmes, the look of a whole site, the script, the one for
tables, what lets search work without a network, and what makes it come when it is wanted."""
ACCESS, ACCESS_SCRIPT = f"{ASSET_FOLDER}/access.css", f"{ASSET_FOLDER}/access.js"
"""What is done for people who use their own colours, a keyboard, paper or a page that is enlarged."""


def styles(whole_site: bool) -> list[str]:
    """The styles of a site, in order."""
    return [STYLE, *([LOOK] if whole_site else []), BRAND, ACCESS]


def scripts() -> list[str]:
    """The scripts of a site, in order."""
    return [SCRIPT, ACCESS_SCRIPT, TABLES]


def brand_css(provider: Provider) -> str:
    """The provider's colours, for the style of the pages."""
    return f":root {{ --c-main: {provider.colours.main}; --c-accent: {provider.colours.accent}; }}\n"


def asset_files() -> dict[str, Path]:
    """Every asset of the site by its path in it, but for those that are made: the colours, and a script with words."""
    fonts = sorted((ASSETS / "fonts").glob("*.woff2"))
    icons = sorted((shipped_templates() / "icons").glob("*.svg"))
    own = sorted(file for file in ASSETS.iterdir() if file.is_file() and file.name != Path(ACCESS_SCRIPT).name)
    named = [("", own), ("fonts/", fonts), ("icons/", icons)]
    return {f"{ASSET_FOLDER}/{prefix}{file.name}": file for prefix, files in named for file in files}
