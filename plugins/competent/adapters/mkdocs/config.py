"""What the plugin changes in MkDocs' configuration: Markdown, assets, navigation, and where the site is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from competent.blocks.base import ViewHolder
from competent.blocks.view import section_uri, sheet_uri
from competent.documents.templates import shipped_templates
from competent.pages.render import EXTENSIONS
from competent.programme.models import Programme
from competent.project import Project
from competent.settings import Provider, Settings, load_settings
from competent.words import N_, _, speaking

ASSETS = Path(__file__).resolve().parents[2] / "pages" / "assets"
ASSET_FOLDER = "assets/competent"
"""Where the plugin's styles, scripts and fonts lie in the site."""
BRAND = f"{ASSET_FOLDER}/brand.css"
"""The provider's colours."""


def settings_of(config: MkDocsConfig) -> Settings:
    """The settings of this plugin; what is wrong with them is told when the project is loaded."""
    file = Path(config.config_file_path)
    return load_settings(file, file.parent)[0]


def add_markdown(config: MkDocsConfig, holder: ViewHolder) -> None:
    """Give the pages the Markdown that authors can count on; what mkdocs.yml sets itself is kept."""
    for name, settings in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
            config.mdx_configs[name] = {**settings, **config.mdx_configs.get(name, {})}
    config.markdown_extensions.append("competent.blocks.registry")
    config.mdx_configs["competent.blocks.registry"] = {"holder": holder}
    config.markdown_extensions.append("competent.pages.glossary")
    config.mdx_configs["competent.pages.glossary"] = {"holder": holder}


def add_assets(config: MkDocsConfig) -> None:
    """Name the plugin's style and script. The shim lets search work on pages opened from disk, without the network."""
    config.extra_css[:0] = [f"{ASSET_FOLDER}/competent.css", BRAND]
    config.extra_javascript.insert(0, f"{ASSET_FOLDER}/competent.js")
    config.extra.setdefault("polyfills", []).append(f"{ASSET_FOLDER}/iframe-worker.js")


def in_language(html: str, programme: Programme | None, config: MkDocsConfig) -> str:
    """The page as it is, or marked with the language of its programme where the site's is another (WCAG 2.2, 3.1.2)."""
    language = programme.language if programme else None
    site = str(config.theme.get("language", "en"))
    if language is None or language.partition("-")[0] == site.partition("-")[0]:
        return html
    return f'<div lang="{language}">{html}</div>'


def brand_css(provider: Provider) -> str:
    """The provider's colours, for the style of the pages."""
    return f":root {{ --c-main: {provider.colours.main}; --c-accent: {provider.colours.accent}; }}\n"


def asset_files() -> dict[str, Path]:
    """Every asset of the site by its path in it."""
    fonts = sorted((shipped_templates() / "fonts").glob("NotoSans-*.ttf"))
    icons = sorted((shipped_templates() / "icons").glob("*.svg"))
    own = sorted(file for file in ASSETS.iterdir() if file.is_file())
    named = [("", own), ("fonts/", fonts), ("icons/", icons)]
    return {f"{ASSET_FOLDER}/{prefix}{file.name}": file for prefix, files in named for file in files}


def in_navigation_order(config: MkDocsConfig, project: Project) -> tuple[Programme, ...]:
    """The programmes as `nav` lists them; those that it does not list come last."""
    listed = [next(iter(item.values())) if isinstance(item, dict) else item for item in config.nav or []]
    order = {f"{programme.folder}/": number for number, programme in enumerate(project.programmes, len(listed))}
    order.update({folder: number for number, folder in enumerate(listed) if isinstance(folder, str)})
    return tuple(sorted(project.programmes, key=lambda programme: order[f"{programme.folder}/"]))


def expand_navigation(config: MkDocsConfig, project: Project) -> None:
    """A folder in `nav`, such as `us118028/`, stands for all the pages of that programme."""
    programmes = {f"{programme.folder}/": programme for programme in project.programmes}
    if config.nav:
        config.nav = [_expanded(item, programmes) for item in config.nav]


def _expanded(item: Any, programmes: dict[str, Programme]) -> Any:
    if isinstance(item, str) and item in programmes:
        return _programme_nav(programmes[item].title, programmes[item])
    if isinstance(item, dict):
        title, value = next(iter(item.items()))
        if isinstance(value, str) and value in programmes:
            return _programme_nav(title, programmes[value])
    return item


def _programme_nav(title: str, programme: Programme) -> dict[str, list[str]]:
    sections = [section_uri(programme, section) for section in programme.sections]
    glossary = [f"{programme.folder}/{Path(programme.glossary.path).name}"] if programme.glossary else []
    pages = [f"{programme.folder}/index.md", sheet_uri(programme), *sections, *glossary]
    return {title: [*pages, f"{programme.folder}/coverage.md", f"{programme.folder}/downloads.md"]}


def generated_pages(project: Project) -> dict[str, str]:
    """The Markdown of the pages that are made of the standard, by path."""
    with speaking(project.settings.language):
        pages = {FINDER: _page(_("Find"), "finder")}
    for programme in project.programmes:
        with speaking(programme.language or project.settings.language):
            noun = _(programme.standards[0].rules.noun).lower()
            time = _("Notional time")
            pages[sheet_uri(programme)] = _page(_("The %(noun)s") % {"noun": noun}, "standard-sheet")
            pages[f"{programme.folder}/coverage.md"] = _page(_("Coverage"), "coverage")
            pages[f"{programme.folder}/coverage.md"] += f"\n## {time}\n\n/// time\n///\n"
            pages[f"{programme.folder}/downloads.md"] = _page(_("Downloads"), "downloads")
    return pages


FINDER = "find.md"
"""The index of the whole site."""
_INTRODUCTIONS = {
    "finder": N_("Everything in this site, from four sides. The search box at the top finds single words."),
    "coverage": N_(
        "Each row is a criterion. Follow it to the right to see where it is taught, practised and assessed."
    ),
    "downloads": N_("These files are for learners. Save them on your own device; they need no internet."),
}


def _page(title: str, block: str) -> str:
    wide = "---\nhide:\n  - navigation\n  - toc\n---\n\n" if block == "coverage" else ""
    introduction = _(_INTRODUCTIONS[block]) if block in _INTRODUCTIONS else ""
    return f"{wide}# {title}\n\n{introduction}\n\n/// {block}\n///\n"
