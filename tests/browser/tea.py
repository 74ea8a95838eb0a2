"""A small site for the tests in a browser: tests/whole with the theme, and what else a page can hold."""

from __future__ import annotations

from pathlib import Path

from tests.adapters.sites import Site, copied
from tests.building import edit

SETTINGS = """\
site_dir: build/site
use_directory_urls: false
theme:
  name: material
  font: false
  features: [content.code.copy, navigation.footer, navigation.indexes, navigation.tabs, navigation.top, toc.follow]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {icon: material/weather-night, name: Switch to dark mode}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {icon: material/weather-sunny, name: Switch to light mode}
markdown_extensions:
  - footnotes
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - toc: {permalink: true}
plugins:
  - search
  - offline
  - competent:
      documents: false
      whole_site: true
"""

MARKS = """\
# Marks

!!! remember
    Remember it.

!!! note "The pot is hot"
    Hold it by its handle.

!!! example ""
    A callout without a title.

??? warning "A fold about steam"
    Steam burns.

=== "Black"

    Black tea.

=== "Green"

    Green tea.

- [x] Boiled
- [ ] Poured

Tea came late.[^late]

[^late]: In 1610.

```python
cups = 12  # a number, a string, and a constant
said = "Milk?" if cups > 10 else None
```

| Tea | Minutes |
|---|---|
| Green | 2 |
"""

TABLE = """\
What did you see?

/// answer | Three guests
    key: three
    kind: table
    columns: [Guest, What the guest asked for, What you brought, What you would bring next time]
    rows: [The first, The second, The third]
///

/// answer | What did they say?
"""


def built_site(folder: Path) -> Site:
    """Build it."""
    site = copied("whole", folder)
    edit(site.root / "mkdocs.yml", "theme:\n  name: material\n  font: false\n", "")
    edit(site.root / "mkdocs.yml", "plugins:\n  - search\n  - competent:\n      documents: false\n", SETTINGS)
    edit(site.root / "mkdocs.yml", "nav:\n", "nav:\n  - Marks: shared/marks.md\n")
    (site.root / "content/shared/marks.md").write_text(MARKS, encoding="utf-8")
    edit(site.root / "content/unit2/guests.md", "/// answer | What did they say?\n", TABLE)
    site.built()
    return site


def pages_of(site: Site) -> list[Path]:
    """Every page, but that for addresses that lead nowhere: its links are those of a server."""
    return sorted(file for file in site.site.rglob("*.html") if file.name != "404.html")
