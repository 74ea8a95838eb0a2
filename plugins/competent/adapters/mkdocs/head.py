"""What a page says of itself to browsers, search engines and people who share it; the page for addresses that lead
nowhere; and the provider in the footer."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from competent.adapters.assets import BRAND
from competent.adapters.footer import footer
from competent.adapters.mkdocs.config import uri_of
from competent.adapters.offline import APP
from competent.pages.site import FINDER
from competent.programme.models import Programme
from competent.project import Project
from competent.settings import Provider
from competent.words import N_, Words

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'\s*<meta\s+name="?description"?[^>]*>')
LONGEST = 300
"""Letters of a description; search engines show half of them."""


def completed(output: str, page: SitePage, project: Project, config: MkDocsConfig) -> str:
    """A page of a site whose head names its programme and says what it holds."""
    uri = uri_of(page.file)
    programme = project.pages.programme_of(uri)
    title = title_of(page, programme, config)
    said = page.meta.get("description") or description_of(uri, page, project)
    head = dict(_shared(title, said or config.site_description or "", page, config))
    tags = "".join(f'<meta property="{name}" content="{html.escape(text)}">' for name, text in head.items())
    if "og:title" in output:  # another plugin's
        tags = ""
    if said:
        output = _DESCRIPTION.sub("", output, count=1)
        tags = f'<meta name="description" content="{html.escape(said)}">{tags}'
    if project.settings.whole_site:
        tags += f'<link rel="manifest" href="{get_relative_url(APP, page.url)}">'
    output = _TITLE.sub(lambda _: f"<title>{html.escape(title, quote=False)}</title>", output, count=1)
    return output.replace("</head>", f"{tags}</head>", 1)


def title_of(page: SitePage, programme: Programme | None, config: MkDocsConfig) -> str:
    """Section, programme and site: tabs, bookmarks and results of searches are told apart by it."""
    own = html.unescape(re.sub(r"<[^>]*>", "", str(page.title or "")))
    names = [] if page.is_homepage else [own]
    names += [programme.title] if programme and uri_of(page.file) != programme.index.uri else []
    return " - ".join(dict.fromkeys(name for name in (*names, config.site_name) if name))


def description_of(uri: str, page: SitePage, project: Project) -> str:
    """What a page of a programme holds, in a sentence or two; empty for other pages."""
    programme = project.pages.programme_of(uri)
    if programme is None:
        return ""
    if uri == programme.index.uri:
        return _cut(f"{programme.title}. {programme.summary}")
    section = next((found for found in programme.sections if found.uri == uri), None)
    outcomes = (
        [programme.outcomes[name].title for name in section.outcomes if name in programme.outcomes] if section else []
    )
    own = html.unescape(re.sub(r"<[^>]*>", "", str(page.title or "")))
    return _cut(" ".join([f"{own} ({programme.title}).", *(outcomes or [programme.summary])]))


def _cut(text: str) -> str:
    """A text that is no longer than a description may be, with whole words."""
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def _shared(title: str, said: str, page: SitePage, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """What other programs show of a page that somebody shares (Open Graph)."""
    yield "og:type", "website" if page.is_homepage else "article"
    yield "og:title", title
    yield "og:site_name", config.site_name
    if said:
        yield "og:description", said
    if page.canonical_url:
        yield "og:url", page.canonical_url


def escaped_title(meta: Mapping[str, object]) -> str | None:
    """The title of a page's front matter as themes can put it into menus; None where it stays as it is."""
    title = meta.get("title")
    return html.escape(title, quote=False) if isinstance(title, str) and re.search(r"[<&]", title) else None


# The footer


def add_provider(config: MkDocsConfig, provider: Provider, whole_site: bool) -> None:
    """Name the provider and the ways to reach it in the footer."""
    config.copyright = footer(config.copyright, provider, whole_site)


# Where an address leads nowhere

_NOWHERE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} - {site}</title>
<style>
:root {{ color-scheme: light dark; --main: {main}; }}
body {{ margin: 0; font: 1.05rem/1.6 system-ui, sans-serif; background: #fff; color: #1f2937; }}
header {{ padding: 1rem 5vw; background: var(--main); color: #fff; font-weight: 700; }}
main {{ max-width: 40rem; margin: 0 auto; padding: 1rem 5vw 3rem; }}
a {{ color: #1a5494; }}
li {{ margin: 0.4rem 0; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #1e2129; color: #e5e7eb; }} a {{ color: #8ec5ff; }} }}
</style>
</head>
<body>
<header>{site}</header>
<main>
<h1>{title}</h1>
<p>{why}</p>
<ul>{ways}</ul>
</main>
{script}</body>
</html>
"""
_ROOT = """<script>
(async function () {
  var at = location.pathname.replace(/[^/]*$/, "");
  for (;; at = at.replace(/[^/]+\\/$/, "")) {
    try {
      var found = await fetch(at + KNOWN, { method: "HEAD" });
      if (found.ok && /css/.test(found.headers.get("content-type") || "")) break;
    } catch (error) { return; }
    if (at === "/") return;
  }
  document.querySelectorAll("a[data-to]").forEach(function (link) { link.href = at + link.dataset.to; });
})();
</script>
"""
"""Nobody has said where the site will lie: the page looks for it above the address that was asked for."""


def lost_page(project: Project, config: MkDocsConfig, files: Files) -> str:
    """The page for an address that leads nowhere. It needs no file beside it, so it works below any address."""
    _ = Words(project.settings.language)
    base = urlsplit(config.site_url or "").path.rstrip("/") + "/"
    ways = [("index.md", _("The first page")), (FINDER, _("Find"))]
    ways += [(programme.index.uri, programme.title) for programme in project.pages.programmes]
    links = []
    for uri, words in ways:
        file = files.get_file_from_path(uri)
        if file:
            to = html.escape("" if file.url in (".", "./") else file.url)
            links.append(f'<li><a href="{html.escape(base)}{to}" data-to="{to}">{html.escape(words)}</a></li>')
    return _NOWHERE.format(
        language=_.language,
        direction=_.direction,
        title=html.escape(_(N_("This page is not here"))),
        site=html.escape(config.site_name),
        main=project.settings.provider.colours.main,
        why=html.escape(_("The address may be old, or a letter in it may be wrong. Try one of these:")),
        ways="".join(links),
        script="" if config.site_url else _ROOT.replace("KNOWN", json.dumps(BRAND)),
    )


def has_own_lost_page(config: MkDocsConfig) -> bool:
    """Whether the author's own theme has a page for addresses that lead nowhere."""
    own = config.theme.custom_dir
    return bool(own and (Path(own) / "404.html").is_file())
