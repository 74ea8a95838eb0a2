"""Texts are read as Python-Markdown reads them, only sooner."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor, SimpleTagPattern
from markdown.treeprocessors import InlineProcessor

from competent.pages.inline import QuickInline, hasten

EXTENSIONS = [
    "abbr", "attr_list", "footnotes", "md_in_html", "sane_lists", "smarty", "tables", "pymdownx.superfences",
    "pymdownx.caret", "pymdownx.critic", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.tilde", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.inlinehilite",
]  # fmt: skip
PIECES = [
    "a", "tea", " ", "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "![", "](x.md)", "<b>", "</b>", "<x@y.org>", "&amp;",
    "&", "\\", "\\*", "==", "~~", "^^", "++ctrl+a++", "{--", "--}", "--", "...", "'", '"', "(c)", "http://a.org", "$x$", "  \n",
    "\n", "[^1]", "{: #i }", "!", "|",
]  # fmt: skip


def html(text: str, *, quick: bool, md: Markdown | None = None) -> str:
    md = md or Markdown(extensions=EXTENSIONS)
    if quick:
        hasten(md.treeprocessors)
    return md.convert(text)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_becomes_the_same(text: str) -> None:
    assert html(text, quick=True) == html(text, quick=False)


def test_every_inline_processor_is_quick() -> None:
    """Smart quotes have one of their own."""
    md = Markdown(extensions=EXTENSIONS)
    hasten(md.treeprocessors)
    found = [type(processor) for processor in md.treeprocessors if isinstance(processor, InlineProcessor)]
    assert len(found) > 1
    assert set(found) == {QuickInline}


class Changed(InlineProcessor):
    """One that an extension has changed."""


@pytest.mark.parametrize("text", ["a %%b%% c %%d%%", "%%a%%", "none", "*%%a%%* %%b%%"])
def test_patterns_of_the_old_style_work_as_before(text: str) -> None:
    def markdown() -> Markdown:
        md = Markdown()
        md.inlinePatterns.register(SimpleTagPattern(r"(%%)(.+?)%%", "mark"), "old", 100)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()(b)", "i"), "new", 90)
        return md

    assert html(text, quick=True, md=markdown()) == html(text, quick=False, md=markdown())
    assert bool(re.search("%%.+%%", text)) == ("<mark>" in html(text, quick=True, md=markdown()))


def test_what_an_extension_has_changed_stays_as_it_is() -> None:
    md = Markdown()
    md.treeprocessors.register(Changed(md), "inline", 20)
    hasten(md.treeprocessors)
    assert type(md.treeprocessors["inline"]) is Changed
