"""The Markdown of a project: the extensions of its own configuration, and on programmes' pages those that this brings.

Site and documents are made with the same ones, so that what an author sees on the screen comes out on paper.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from competent.blocks.drawing import MARK
from competent.config import Dialect
from competent.programme.page import REFERENCE, unsealed

OF_PROGRAMMES: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "smarty": {},
    "tables": {},
    "pymdownx.superfences": {},
}
"""The Markdown that an author of a programme can count on, whatever mkdocs.yml says."""
DRAWN_AT = 5.9
"""When blocks are drawn: after everything that reads Markdown in text, so that their own text stays text, and before
headings get their anchors."""


def for_programmes(dialect: Dialect) -> Dialect:
    """The dialect with what pages of programmes can count on; what the project sets itself is kept."""
    names = [name for name in OF_PROGRAMMES if not has_extension(dialect, name)]
    added = {name: {**OF_PROGRAMMES[name], **dialect.settings.get(name, {})} for name in names}
    return Dialect((*dialect.extensions, *names), {**dialect.settings, **added})


def for_print(dialect: Dialect) -> Dialect:
    """The dialect without signs that link to their own headings, which are nothing on paper."""
    settings = {name: dict(values) for name, values in dialect.settings.items()}
    for name in ("toc", "markdown.extensions.toc"):
        if name in settings:
            settings[name] |= {"permalink": False, "anchorlink": False}
    return Dialect(dialect.extensions, settings)


def make_markdown(dialect: Dialect) -> Markdown:
    """A Markdown that reads the references to blocks; what they refer to is drawn afterwards."""
    settings = {name: dict(values) for name, values in dialect.settings.items()}
    return Markdown(extensions=[*dialect.extensions, References()], extension_configs=settings)


def readers(md: Markdown) -> Iterator[type]:
    """The classes of all that reads a text or changes a tree."""
    registries = md.preprocessors, md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors, md.postprocessors
    return (type(found) for registry in registries for found in registry)


def snippet_preprocessor(dialect: Dialect) -> Any:
    """What puts included files in their places (pymdown's, which ships no types)."""
    settings = {name: dict(values) for name, values in dialect.settings.items()}
    return Markdown(extensions=list(dialect.extensions), extension_configs=settings).preprocessors["snippet"]


def has_extension(dialect: Dialect, name: str) -> bool:
    """Whether a dialect has an extension, by any of its names."""
    names = {name, f"markdown.extensions.{name}", *COLLECTIONS.get(name, ())}
    return any(extension in names for extension in dialect.extensions if isinstance(extension, str))


EXTRA = ("extra", "markdown.extensions.extra", "pymdownx.extra")
COLLECTIONS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"), EXTRA),
    "pymdownx.superfences": ("pymdownx.extra",),
}
"""Extensions that come with another."""


class ReferenceBlock(Block):
    """Stands for a node of ours; Markdown reads what is inside, and the node is drawn later."""

    NAME = REFERENCE
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """An empty box with the node's number."""
        return etree.SubElement(parent, "div", {MARK: self.argument})


class _Unseal(Preprocessor):
    """Lets Markdown read what other plugins did not."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are written."""
        return unsealed(lines)


FIRST = 1000
"""Before all else that is done to the lines of a text."""


class References(BlocksExtension):
    """Lets Markdown read the references to blocks."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register after all others. Snippets are in their places already, and would be looked for twice."""
        super().extendMarkdown(md)
        md.preprocessors.register(_Unseal(md), "competent-unseal", FIRST)
        if "snippet" in md.preprocessors:
            setattr(md.preprocessors["snippet"], "run", list)  # noqa: B010 (the lines as they are)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 (pymdown's name)
        """Register the one block."""
        block_mgr.register(ReferenceBlock, {})


def foreign_blocks(dialect: Dialect) -> frozenset[str]:
    """The names of blocks that other extensions of the project have."""
    processors = make_markdown(dialect).parser.blockprocessors
    blocks = getattr(processors["blocks"], "blocks", {}) if "blocks" in processors else {}
    return frozenset(blocks) - {REFERENCE}
