"""The folder of the learners' tree: nothing is replaced in it but what was made before, and never by halves."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from competent.adapters.stagefile import SITE, custom_folder
from competent.adapters.swap import discard, old_folder, recover, staging_folder, swap
from competent.config import FOLDERS, folders_of
from competent.files import real_path, write_atomically
from competent.project import Project
from competent.text.problem import Place, Problem, ProblemsFound

LIST = ".competent-stage.json"
"""The list of what was written, each file with a hash."""
KEPT = (".git", ".gitattributes", ".github", ".gitignore", ".nojekyll", "CNAME", SITE, ".cache")
"""What others have in the folder and keep: that of a repository, and what generators make of the tree."""


def refused(project: Project, folder: Path) -> list[Problem]:
    """C620, C621: why nothing is written to a folder; nothing where it may be."""
    target = real_path(folder)
    wrong = [*_in_the_way(project, folder, target)] or [*_of_others(folder, target)]
    return wrong[:1]


def _in_the_way(project: Project, folder: Path, target: Path) -> Iterator[Problem]:
    """C620: the tree would be published with other things, deleted with them, or read as one of them."""
    hint = "Name a folder of its own, such as ../public."
    config, root = project.config, real_path(project.root)
    if root.is_relative_to(target):
        title = "The tree would replace the project itself, or a folder around it"
        yield Problem(Place(str(folder)), "C620", title, hint)
    named = {FOLDERS[name]: found for name, found in folders_of(config).items()}
    named |= {"the theme's templates": found} if (found := custom_folder(project)) else {}
    for name, found in named.items():
        other = real_path(found)
        if target.is_relative_to(other) or other.is_relative_to(target):
            where = "in" if target.is_relative_to(other) else "around"
            yield Problem(Place(str(folder)), "C620", f"The tree would lie {where} {name}", hint)


def _of_others(folder: Path, target: Path) -> Iterator[Problem]:
    """C621: files that were not written by this command, or were changed since."""
    hint = "Name an empty folder. Files of your own go beside it: a configuration there can begin with INHERIT."
    if target.exists() and not target.is_dir():
        yield Problem(Place(str(folder)), "C621", "This is a file, not a folder", "Name a folder.")
        return
    for beside in (old_folder(target), staging_folder(target)):
        if beside.exists() and not (beside / LIST).is_file() and any(beside.iterdir()):
            title = f"“{beside.name}” beside the folder is in the way"
            yield Problem(Place(str(folder)), "C621", title, "Move it away, or name another folder.")
    made = _listed(target)
    if strange := _some(path for path in _files(target) if path not in made):
        title = f"The folder holds files that “competent stage” did not write: {strange}"
        yield Problem(Place(str(folder)), "C621", title, hint)
    elif changed := _some(path for path in _files(target) if _hash(target / path) != made[path]):
        title = f"These files were changed since they were written: {changed}"
        hint = "They are made of the project: make the change there, and delete them here."
        yield Problem(Place(str(folder)), "C621", title, hint)


def _some(paths: Iterable[str]) -> str:
    """The first of these names; whoever names a large folder by mistake does not wait for the last."""
    first = list(itertools.islice(paths, 4))
    return ", ".join(first[:3]) + (" and more" if len(first) > 3 else "")


def _files(target: Path) -> Iterator[str]:
    """Every file of the folder but those that are kept, and links as what they are."""
    for where, folders, names in os.walk(target):
        here = Path(where).relative_to(target)
        if here == Path():
            folders[:] = [name for name in folders if name not in KEPT]
            names = [name for name in names if name not in (*KEPT, LIST)]
        folders.sort()
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        yield from ((here / name).as_posix() for name in sorted((*names, *links)))


def _listed(target: Path) -> Mapping[str, str]:
    try:
        kept = json.loads((target / LIST).read_text(encoding="utf-8"))
        return {str(path): str(number) for path, number in kept["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _hash(file: Path) -> str:
    """A hash of a file; the ends of lines are those of the machine that a repository is on."""
    if file.is_symlink() or not file.is_file():
        return ""
    return _number(file.read_bytes())


def _number(data: bytes) -> str:
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def publish(files: Mapping[str, bytes], folder: Path, search: Callable[[Path], list[Problem]]) -> None:
    """Write the files beside the folder, where nobody else reads them; search them, and put them into its place.

    Raises ProblemsFound for what the search finds, and C622 where something cannot be written; then all is as before.
    """
    target = real_path(folder)
    staged = staging_folder(target)
    try:
        recover(target, KEPT)
        discard(staged)
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.mkdir(mode=0o700)
        listed = {path: _number(data) for path, data in sorted(files.items())}
        text = json.dumps({"made by": "competent stage", "files": listed}, indent=1, ensure_ascii=False)
        write_atomically(staged / LIST, f"{text}\n".encode())
        for path, data in files.items():
            write_atomically(staged / path, data)
        if problems := search(staged):
            raise ProblemsFound(problems)
        staged.chmod(0o755)
        swap(target, KEPT)
    except OSError as error:
        title = f"The tree cannot be written: {error.strerror}"
        hint = "Nothing was changed in the folder."
        raise ProblemsFound([Problem(Place(str(folder)), "C622", title, hint)]) from error
    finally:
        discard(staged)
