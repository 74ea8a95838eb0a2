"""What a project is configured to be: its folders, pages, Markdown and settings, resolved once for everybody.

An adapter hands in what its generator has resolved: inherited files, variables of the environment and hooks included.
The configuration file is read here for the places of problems, and for the plain command line, which has no generator.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown import Markdown

from competent.files import files_below, path_from, real_path
from competent.settings import Settings
from competent.text.css import urls
from competent.text.problem import Place, Problem
from competent.text.refused import refused
from competent.text.source import Source, Steps, merged, read_text, read_yaml
from competent.text.validate import validate


@dataclass(frozen=True)
class Dialect:
    """The Markdown extensions of a project by name, and their settings."""

    extensions: Sequence[Any] = ("toc", "tables", "fenced_code")  # MkDocs' own
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """A project as it is configured."""

    file: Path
    """The configuration file, such as mkdocs.yml."""
    content: Path
    """The folder of pages."""
    site: Path
    """The folder that is published."""
    settings: Settings = field(default_factory=Settings)
    dialect: Dialect = field(default_factory=Dialect, repr=False)
    """The Markdown of the project."""
    navigation: tuple[str, ...] | None = None
    """The pages and folders that the navigation lists, in order; None where the generator lists every page."""
    uris: tuple[str, ...] = ()
    """The Markdown files that are pages, relative to the content folder."""
    files: tuple[str, ...] = ()
    """The other files below the content folder that could be published."""
    assets: frozenset[str] = frozenset()
    """Those of them that the site itself uses: its logo, styles and scripts."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What other programs made of the text of a page, by its path."""
    made: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Pages that other programs made, by their path."""
    serving: bool = False
    """Whether the site is shown while it is written: documents are those of the last build."""
    other_ways: bool = False
    """Whether other plugins may lead to pages: a blog lists its posts."""
    absolute_links: bool = False
    """Whether a link that begins with a slash is read from the content folder, not from the root of the server."""
    added: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By the path of a page, words that other programs add to it when its Markdown has been read."""
    edit_buttons: bool = False
    """Whether pages have a button that leads to their source."""
    foreign_fonts: bool = False
    """Whether the pages load their fonts from another host."""
    generator: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What the configuration says to its generator, as it is resolved: title, theme, navigation, plugins and so on."""
    source: Source | None = field(default=None, repr=False)
    """The configuration as it is written, for places."""

    @property
    def root(self) -> Path:
        """The project: the folder of the configuration file."""
        return self.file.parent

    @property
    def output(self) -> Path:
        """The folder for everything that is made."""
        return self.root / self.settings.output

    @property
    def standards(self) -> Path:
        """The folder of unit standards."""
        return self.root / self.settings.standards

    @property
    def templates(self) -> Path:
        """The folder of the project's own templates."""
        return self.root / self.settings.templates

    @property
    def rosters(self) -> Path:
        """The folder of rosters."""
        return self.root / self.settings.rosters

    def place(self, *steps: str | int) -> Place:
        """Where a setting of the generator stands, or what holds it."""
        return self.source.place(*steps) if self.source else Place(self.file.name)

    def place_of(self, key: str, value: object) -> Place:
        """Where a value stands below a key of the generator's configuration; where there is none, the key."""
        for steps, place in (self.source.values if self.source else {}).items():
            if steps[:1] == (key,) and self.source and self.source.at(*steps) == value:
                return place
        return self.place(key)

    def setting_place(self, *steps: str | int) -> Place:
        """Where one of our settings stands, or what holds it."""
        return self.place(*steps_to_settings(self.source.value if self.source else None), *steps)

    @property
    def settings_source(self) -> Source | None:
        """Our settings as they are written."""
        steps = steps_to_settings(self.source.value if self.source else None)
        return self.source.below(*steps) if self.source and steps else None

    def setting_key(self, *steps: str | int) -> Place:
        """Where the name of one of our settings stands."""
        before = steps_to_settings(self.source.value if self.source else None)
        return self.source.key_place(*before, *steps) if self.source else Place(self.file.name)


def read_source(file: Path, root: Path, seen: frozenset[Path] = frozenset()) -> tuple[Source | None, list[Problem]]:
    """The configuration file over those that it inherits from (`INHERIT`), every value with its place."""
    path = path_from(root, file)
    text, problems = read_text(file, path)
    source, found = read_yaml(text, path, foreign=True) if text is not None else (None, [])
    problems += found
    parent = source.value.get("INHERIT") if source and isinstance(source.value, dict) else None
    if source is None or not isinstance(parent, str) or file in seen:
        return source, problems
    above = (file.parent / parent).resolve()
    if not above.is_file():
        title = f"MkDocs on “INHERIT”: there is no file “{parent}”"
        hint = "Its path is read from the folder of this file."
        return source, [*problems, Problem(source.place("INHERIT"), "C410", title, hint)]
    inherited, found = read_source(above, root, seen | {file})
    return (merged(inherited, source) if inherited else source), problems + found


def steps_to_settings(configuration: Any) -> Steps:
    """Where our settings stand: plugins may be a list or a mapping."""
    plugins = configuration.get("plugins") if isinstance(configuration, dict) else None
    if isinstance(plugins, dict) and "competent" in plugins:
        return ("plugins", "competent")
    for number, item in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(item, dict) and "competent" in item:
            return ("plugins", number, "competent")
    return ()


def named_plugins(plugins: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The plugins of a configuration by name, without that of a theme before it, and what they are told."""
    items = plugins.items() if isinstance(plugins, Mapping) else plugins or ()
    for item in items:
        pairs = item.items() if isinstance(item, Mapping) else [item if isinstance(item, tuple) else (item, None)]
        for name, told in pairs:
            yield str(name).rpartition("/")[2], told if isinstance(told, Mapping) else {}


def read_settings(source: Source | None, options: Any) -> tuple[Settings, list[Problem]]:
    """The settings as a generator has resolved them; places are those of the file."""
    if not options:
        return Settings(), []
    steps = steps_to_settings(source.value) if source else ()
    below = source.below(*steps) if source and steps else Source("mkdocs.yml", None, {}, {})
    resolved = Source(below.path, options, below.values, below.keys, below.written, below.comments)
    settings, problems = validate(Settings, resolved)
    return settings or Settings(), problems


def listed(nav: Any) -> Iterator[str]:
    """Every page and folder in a navigation."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Sequence):
        for item in nav:
            yield from listed(item)
    elif isinstance(nav, Mapping):
        for item in nav.values():
            yield from listed(item)


def plain_config(file: Path) -> tuple[Config, list[Problem]]:
    """The configuration for the plain command line, where no generator is installed that could resolve it."""
    file = file.resolve()
    source, problems = read_source(file, file.parent)
    value: Mapping[str, Any] = source.value if source and isinstance(source.value, dict) else {}
    steps = steps_to_settings(value)
    settings, found = read_settings(source, source.below(*steps).value if source and steps else None)
    content = (file.parent / str(value.get("docs_dir") or "docs")).resolve()
    uris, files = walked(content)
    nav = value.get("nav")
    config = Config(
        file=file,
        content=content,
        site=(file.parent / str(value.get("site_dir") or "site")).resolve(),
        settings=settings,
        dialect=plain_dialect(value.get("markdown_extensions"), file.parent),
        navigation=tuple(listed(nav)) if isinstance(nav, list) else None,
        uris=uris,
        files=files,
        assets=assets_of(content, _assets_named(value)),
        generator=value,
        source=source,
    )
    return config, problems + found


def _assets_named(value: Mapping[str, Any]) -> Iterator[object]:
    theme = value.get("theme")
    yield from (theme.get("logo"), theme.get("favicon")) if isinstance(theme, dict) else ()
    for name in ("extra_css", "extra_javascript"):
        for item in value.get(name) or ():
            yield item.get("path") if isinstance(item, dict) else item


def plain_dialect(extensions: Any, root: Path) -> Dialect:
    """The Markdown that a configuration in this folder names, without what only its generator can load."""
    names = list(Dialect().extensions)
    settings: dict[str, Mapping[str, Any]] = {}
    items = list(extensions.items()) if isinstance(extensions, dict) else extensions or []
    for item in items:
        pairs = item.items() if isinstance(item, dict) else [item] if isinstance(item, tuple) else [(item, None)]
        for name, given in pairs:
            names += [name] if name not in names and _can_be_loaded(name) else []
            if isinstance(given, dict):
                settings[name] = {key: value for key, value in given.items() if value is not None}
    return Dialect(names, rooted(Dialect(names, settings), root))


PATHS: Mapping[str, tuple[str, Any]] = {
    "pymdownx.snippets": ("base_path", ["."]),
    "pymdownx.b64": ("base_path", "."),
    "mdx_include": ("base_path", "."),
    "markdown_include.include": ("base_path", "."),
    "pymdownx.emoji": ("custom_icons", None),
}
"""The settings that name folders, which the extensions look for where a command is called; and what they are unset."""


def rooted(dialect: Dialect, root: Path) -> dict[str, dict[str, Any]]:
    """The settings of extensions with folders as they are from the configuration file, wherever a command is called."""
    found = {name: dict(settings) for name, settings in dialect.settings.items()}
    for name, (key, unset) in PATHS.items():
        if name not in dialect.extensions:
            continue
        settings = found.get(name) or {}
        options = settings.get("options") or {}
        if key in options:
            found[name] = {**settings, "options": {**options, key: _from(root, options[key])}}
        elif settings.get(key, unset) is not None:
            found[name] = {**settings, key: _from(root, settings.get(key, unset))}
    return found


def _from(root: Path, named: Any) -> Any:
    """A folder, or several, from the root; one that is not there stays as it is, and so does what is no plain text."""
    if isinstance(named, list | tuple):
        return [_from(root, folder) for folder in named]
    return str(root / named) if isinstance(named, str) and (root / named).exists() else named


def _can_be_loaded(extension: object) -> bool:
    try:
        Markdown(extensions=[str(extension)])
    except Exception:  # whatever an extension of others does when it is loaded
        return False
    return True


def walked(content: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pages and the other files below a folder, as MkDocs sees them where nothing is set: none that is hidden."""
    found = [file.relative_to(content).as_posix() for file in files_below(content)]
    seen = [uri for uri in found if not any(part.startswith(".") for part in uri.split("/"))]
    seen = [uri for uri in seen if not uri.startswith("templates/")]
    return tuple(u for u in seen if u.endswith(".md")), tuple(u for u in seen if not u.endswith(".md"))


def assets_of(content: Path, named: Iterable[object]) -> frozenset[str]:
    """The files of the content folder that a site itself uses: those that it names, and what styles among them name."""
    found: set[str] = set()
    waiting = [str(name) for name in named if name]
    while waiting:
        uri = posixpath.normpath(unquote(waiting.pop()))
        file = content / uri
        if uri in found or uri.startswith(("..", "/")) or not file.is_file():
            continue
        found.add(uri)
        if uri.endswith(".css"):
            text = file.read_text(encoding="utf-8", errors="replace")
            waiting += [
                posixpath.join(posixpath.dirname(uri), name.partition("?")[0].partition("#")[0]) for name in urls(text)
            ]
    return frozenset(found)


# Folders

FOLDERS = {
    "docs_dir": "the content folder",
    "site_dir": "the site",
    "output": "the output",
    "rosters": "the rosters",
    "standards": "the unit standards",
    "templates": "the templates",
}


def folders_of(config: Config) -> dict[str, Path]:
    """The folders of a project by the settings that name them."""
    return {
        "docs_dir": config.content,
        "site_dir": config.site,
        "output": config.output,
        "rosters": config.rosters,
        "standards": config.standards,
        "templates": config.templates,
    }


def guard(config: Config) -> list[Problem]:
    """C401, C404, C405: folders that would publish or delete what they must not, and those that are not there."""
    problems = [*_content_is_there(config), *_folders_can_be_read(config), *_links_in_output(config)]
    resolved = {name: folder.resolve() for name, folder in folders_of(config).items()}
    root = config.root.resolve()
    for name, folder in resolved.items():
        if root == folder or root.is_relative_to(folder):
            hint = "Name a folder of its own inside the project."
            title = f"“{name}” is the project itself, or a folder around it"
            problems.append(Problem(_place(config, name), "C404", title, hint))
        elif name != "site_dir" and not folder.is_relative_to(root):
            code = "C401" if name == "docs_dir" else "C404"
            title = (
                "The content folder is outside the project"
                if name == "docs_dir"
                else f"“{name}” is outside the project"
            )
            hint = f"Set {name} to a folder beside {config.file.name}."
            problems.append(Problem(_place(config, name), code, title, hint))
    names = [name for name, folder in resolved.items() if not root.is_relative_to(folder)]  # those are told already
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            problems += _apart(config, resolved, one, other)
    return problems


def _content_is_there(config: Config) -> Iterator[Problem]:
    if not config.content.is_dir():
        title = f"There is no folder “{config.content.name}” for the content"
        hint = "Create it, or set docs_dir to the folder of your pages."
        yield Problem(_place(config, "docs_dir"), "C406", title, hint)


def _folders_can_be_read(config: Config) -> Iterator[Problem]:
    """A folder that cannot be read would count as empty, and what is made of it would be taken away."""
    refusals: list[OSError] = []
    for folder in filter(Path.is_dir, (config.content, config.standards)):
        for _ in os.walk(folder, onerror=refusals.append):
            pass
    return (refused(error, config.root) for error in refusals)


def _links_in_output(config: Config) -> Iterator[Problem]:
    """What is restricted is written through a link into whatever folder it leads to, such as the site."""
    for name in ("pdf", "restricted"):
        link = config.output / name
        if link.is_symlink():
            title = f"“{path_from(config.root, link)}” is a link to another folder"
            hint = "What is made would lie there, and could be published with it. Delete the link, or set “output”."
            yield Problem(_place(config, "output"), "C404", title, hint)


def without_circles(config: Config) -> tuple[Config, list[Problem]]:
    """The configuration without the files behind links that lead back to a folder around them; C219 for each."""
    known: dict[str, bool] = {"": False}
    first: set[str] = set()

    def in_circle(folder: str) -> bool:
        if folder not in known:
            known[folder] = in_circle(posixpath.dirname(folder))
            if not known[folder] and (config.content / folder).is_symlink():
                above = real_path((config.content / folder).parent)
                known[folder] = above.is_relative_to(real_path(config.content / folder))
                first.update([folder] if known[folder] else [])
        return known[folder]

    def kept(uris: Iterable[str]) -> tuple[str, ...]:
        return tuple(uri for uri in uris if not in_circle(posixpath.dirname(uri)))

    uris, files = kept(config.uris), kept(config.files)
    hint = "Delete the link: the folder it leads to is around it."
    places = [Place(path_from(config.root, config.content / folder)) for folder in sorted(first)]
    problems = [Problem(place, "C219", "This link leads in a circle", hint) for place in places]
    return (replace(config, uris=uris, files=files) if first else config), problems


def _apart(config: Config, folders: Mapping[str, Path], one: str, other: str) -> Iterator[Problem]:
    """One folder inside another is published or deleted with it; only the site may lie in the output."""
    inner, outer = (one, other) if folders[one].is_relative_to(folders[other]) else (other, one)
    if not folders[inner].is_relative_to(folders[outer]):
        return
    if (inner, outer) == ("site_dir", "output") and not _in_the_way(folders[inner], folders[outer]):
        return
    ours = inner if inner in Settings.model_fields else outer
    harm = "is published with it" if outer in ("docs_dir", "site_dir") else "is in the way of what is made there"
    title = f"“{ours}”: {FOLDERS[inner]} would lie in {FOLDERS[outer]}"
    hint = f"What lies there {harm}. Set “{ours}” to a folder of its own."
    yield Problem(_place(config, ours), "C404", title, hint)


def _in_the_way(site: Path, output: Path) -> bool:
    """Whether the site would lie where documents are made."""
    return site == output or any(site.is_relative_to(output / name) for name in ("pdf", "restricted", ".cache"))


def _place(config: Config, name: str) -> Place:
    return config.setting_place(name) if name in Settings.model_fields else config.place(name)
