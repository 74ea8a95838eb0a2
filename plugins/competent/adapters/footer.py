"""The foot of every page of a site: the provider, and the ways to reach it."""

from __future__ import annotations

import html
import re

from competent.settings import Provider


def footer(given: str | None, provider: Provider, whole_site: bool) -> str | None:
    """What stands there: the provider, above what an author has given. A site that is not all ours keeps its own."""
    if provider.name == Provider().name or (given and not whole_site):
        return given
    parts = [html.escape(provider.name), *map(_way, provider.contacts)]
    line = f'<span class="provider">{" · ".join(parts)}</span>'
    if line in (given or ""):
        return given
    return f"{line}<br>{given}" if given else line


def _way(contact: str) -> str:
    """A way to reach somebody, as a link where it can be one."""
    text, digits = html.escape(contact), re.sub(r"[\s()\-]", "", contact)
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", contact):
        return f'<a href="mailto:{text}">{text}</a>'
    if re.match(r"https?://", contact):
        return f'<a href="{text}">{text}</a>'
    return f'<a href="tel:{html.escape(digits)}">{text}</a>' if re.fullmatch(r"\+?\d{6,}", digits) else text
