"""The styles, scripts, fonts and icons of the pages, as a site has them."""

from __future__ import annotations

import html
from pathlib import Path

from competent.documents.templates import shipped_templates
from competent.pages.scripts import PARTS, script
from competent.settings import Provider, Settings
from competent.words import Words

ASSETS = Path(__file__).resolve().parents[1] / "pages" / "assets"
ASSET_FOLDER = "assets/competent"
"""Where styles, scripts and fonts lie in the site."""
BRAND = f"{ASSET_FOLDER}/brand.css"
"""The provider's colours."""
STYLE, ANSWERS, LOOK, ACCESS, PROJECTOR, SHIM, EARLY = (
    f"{ASSET_FOLDER}/{name}"
    for name in (
        "competent.css",
        "answers.css",
        "look.css",
        "access.css",
        "projector.css",
        "iframe-worker.js",
        "early.js",
    )
)
"""The style of programmes; that of what learners write; the look of a whole site; what is done for people who use their
own colours, a keyboard, paper or a page that is enlarged; the style of an activity on a projector; what lets search
work without a network, and what makes it come when it is wanted."""
SCRIPT = f"{ASSET_FOLDER}/competent.js"
"""The script of every page."""
ICON = f"{ASSET_FOLDER}/app.svg"
"""What stands for the site among the apps of a device."""


def styles(whole_site: bool) -> list[str]:
    """The styles of a site, in order."""
    return [STYLE, ANSWERS, *([LOOK] if whole_site else []), BRAND, ACCESS]


def scripts() -> list[str]:
    """The scripts of a site, in order."""
    return [SCRIPT]


def brand_css(provider: Provider) -> str:
    """The provider's colours, for the style of the pages."""
    return f":root {{ --c-main: {provider.colours.main}; --c-accent: {provider.colours.accent}; }}\n"


def made_files(settings: Settings) -> dict[str, str]:
    """What is made for a site, by its path in it: the provider's colours, and the scripts in its language."""
    made = {f"{ASSET_FOLDER}/{name}": script(name, Words(settings.language)) for name in PARTS}
    return {BRAND: brand_css(settings.provider), ICON: _icon(settings.provider), **made}


def _icon(provider: Provider) -> str:
    """What stands for the site among the apps of a device: the first letter of the provider's name, in its colours."""
    main, accent, letter = provider.colours.main, provider.colours.accent, html.escape(provider.name[:1].upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">'
        f'<rect width="512" height="512" fill="{main}"/><rect y="440" width="512" height="72" fill="{accent}"/>'
        f'<text x="256" y="350" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="320" '
        f'fill="#fff">{letter}</text></svg>\n'
    )


def asset_files() -> dict[str, Path]:
    """Every asset of the site by its path in it, but for those that are made."""
    fonts = sorted((ASSETS / "fonts").glob("*.woff2"))
    icons = sorted((shipped_templates() / "icons").glob("*.svg"))
    own = [ASSETS / Path(name).name for name in (STYLE, ANSWERS, LOOK, ACCESS, PROJECTOR, SHIM, EARLY)]
    named = [("", own), ("fonts/", fonts), ("icons/", icons)]
    return {f"{ASSET_FOLDER}/{prefix}{file.name}": file for prefix, files in named for file in files}
