"""The navigation of a site: a folder in it, such as `us118028/`, stands for all pages of a programme, in order."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from competent.blocks.view import activities_uri, coverage_uri, downloads_uri, key_points_uri, my_answers_uri, sheet_uri
from competent.programme.models import Programme
from competent.project import Project


class Menu:
    """What stands in a navigation for a programme."""

    def __init__(self, programme: Programme, project: Project):
        self.folder = programme.folder
        self.title = html.escape(programme.title, quote=False)  # the theme puts it into its pages as it is
        last = (my_answers_uri, key_points_uri, activities_uri, coverage_uri, downloads_uri)
        made = [uri for found in last if (uri := found(programme)) in project.pages.all]
        sections = [section.uri for section in programme.sections]
        glossary = [programme.glossary.uri] if programme.glossary else []
        self.pages = list(dict.fromkeys([programme.index.uri, sheet_uri(programme), *sections, *glossary, *made]))


def menus(project: Project) -> dict[str, Menu]:
    """The programmes of a project by their folders, as a navigation names them."""
    return {f"{programme.folder}/": Menu(programme, project) for programme in project.programmes}


def expanded(item: Any, programmes: Mapping[str, Menu]) -> Any:
    """A navigation as an author wrote it, with the pages of each programme in the place of its folder."""
    if isinstance(item, str) and item in programmes:
        return {programmes[item].title: programmes[item].pages}
    if isinstance(item, Sequence) and not isinstance(item, str):
        return [expanded(found, programmes) for found in item]
    if isinstance(item, Mapping):
        return {title: _below(found, programmes) for title, found in item.items()}
    return item


def _below(item: Any, programmes: Mapping[str, Menu]) -> Any:
    """What stands below a title: a programme's pages have that title, not their own."""
    return programmes[item].pages if isinstance(item, str) and item in programmes else expanded(item, programmes)


def of_all(uris: Iterable[str], programmes: Sequence[Menu]) -> list[Any]:
    """A navigation of every page, where an author wrote none: folder by folder, an index first."""
    titles = {_title(posixpath.basename(programme.folder)): programme.title for programme in programmes}
    return _nested(list(_in_order(sorted(uris, key=_order), programmes)), titles)


def _order(uri: str) -> tuple[tuple[str, ...], bool, str]:
    """As MkDocs lists files: an index before others, each by its name."""
    *folders, name = uri.split("/")
    return tuple(folders), name not in ("index.md", "README.md"), name


def _in_order(uris: Sequence[str], programmes: Iterable[Menu]) -> Iterator[str]:
    """The pages with those of each programme as it lists them, where it stands."""
    places: dict[str, tuple[str, ...]] = {uri: (uri,) for uri in uris}
    for programme in programmes:
        own = [uri for uri in programme.pages if uri in places]
        for uri in own:
            places[uri] = ()
        if own:
            places[own[0]] = tuple(own)
    return (uri for found in places.values() for uri in found)


def _nested(uris: Sequence[str], titles: Mapping[str, str]) -> list[Any]:
    """Paths as a navigation: each folder by its title, which is that of its programme where it has one."""
    top: list[Any] = []
    folders: dict[str, list[Any]] = {"": top}
    for uri in uris:
        folder = ""
        for part in uri.split("/")[:-1]:
            above, folder = folders[folder], f"{folder}{part}/"
            if folder not in folders:
                folders[folder] = []
                title = _title(part)
                above.append({titles.get(title, title): folders[folder]})
        folders[folder].append(uri)
    return top


def _title(folder: str) -> str:
    """The title that MkDocs gives a folder."""
    title = folder.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
