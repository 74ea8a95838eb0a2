"""The templates that come with the package, for whoever begins with one of them."""

from __future__ import annotations

from pathlib import Path

from competent.documents.templates import shipped_templates
from competent.files import write_atomically


def template_names() -> list[str]:
    """Every file of the templates by its path, such as `css/cover.css`; the fonts are no templates."""
    folder = shipped_templates()
    files = (file for file in folder.rglob("*") if file.is_file() and file.parent.name != "fonts")
    return sorted(file.relative_to(folder).as_posix() for file in files)


def copy_template(name: str, folder: Path) -> Path:
    """Copy a template into a project's folder of templates. Raises FileExistsError where it has one of that name."""
    target = folder / name
    if target.exists():
        raise FileExistsError(target)
    write_atomically(target, (shipped_templates() / name).read_bytes())
    return target
