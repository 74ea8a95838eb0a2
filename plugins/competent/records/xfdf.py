"""Answers as a file: XFDF, the form of ISO 19444-1, which the site saves and programs for PDF write and read.

A file comes from somebody else's computer: no entity is resolved, nothing is loaded, and what is too big is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from competent.text.problem import Place, Problem, ProblemsFound

SPACE = "http://ns.adobe.com/xfdf/"
OURS = "https://competent.invalid/answers"
"""What the site says beside each answer: the words of its question, and the time."""
BIGGEST = 20_000_000
"""Bytes; all answers of a programme are some hundred thousand."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Given:
    """An answer of a file."""

    field: str
    value: str
    line: int
    words: str = ""
    """The question as the learner saw it; empty where another program wrote the file."""


def read_xfdf(file: Path) -> tuple[Given, ...]:
    """All answers of a file, in its order. Raises ProblemsFound, C630, for what is no XFDF."""
    data = file.read_bytes() if file.stat().st_size <= BIGGEST else b""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(file, f"It cannot be read: {error.msg}", error.lineno) from error
    if root.getroottree().docinfo.doctype:
        raise _refused(file, "It has a document type, which no such file has")
    if etree.QName(root).localname != "xfdf":
        raise _refused(file, f"Its first element is “{etree.QName(root).localname}”, not “xfdf”", root.sourceline)
    return tuple(_given(root))


def write_xfdf(document: str, values: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """The file for a document, such as `us118028-formative-workbook.pdf`, with values by field."""
    pairs = values.items() if isinstance(values, Mapping) else values
    rows = [f"    <field name={quoteattr(name)}><value>{_text(value)}</value></field>" for name, value in pairs]
    head = '<?xml version="1.0" encoding="UTF-8"?>', f'<xfdf xmlns="{SPACE}" xml:space="preserve">'
    return "\n".join((*head, f"  <f href={quoteattr(document)}/>", "  <fields>", *rows, "  </fields>", "</xfdf>", ""))


def _text(value: str) -> str:
    return escape(_NOT_IN_XML.sub("", value)).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")


def _given(root: etree._Element) -> Iterator[Given]:
    """Fields may lie inside one another; then their names are joined by full stops, as in a PDF."""
    for value in root.iter("{*}value"):
        field = value.getparent()
        names = [found.get("name", "") for found in (field, *field.iterancestors()) if _is_field(found)]
        if names:
            text = "".join(value.itertext()).replace("\r\n", "\n").replace("\r", "\n")
            yield Given(".".join(reversed(names)), text, value.sourceline or 1, field.get(f"{{{OURS}}}words", ""))


def _is_field(element: etree._Element | None) -> bool:
    return element is not None and isinstance(element.tag, str) and etree.QName(element).localname == "field"


def _refused(file: Path, why: str, line: int | None = None) -> ProblemsFound:
    hint = "Save your answers again on the page “My answers”, or export them from a program for PDF as XFDF."
    return ProblemsFound([Problem(Place(str(file), line or 1), "C630", f"This is not a file of answers. {why}", hint)])
