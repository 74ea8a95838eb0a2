"""YAML that is written comes back as it was, whatever its texts hold, and looks as people write it."""

from __future__ import annotations

import random

from competent.exchange.written import Remark, Unknown, written
from competent.text.source import read_yaml

BITS = ["a", "yes", "1", "12:30", "0x1f", "1e3", "- x", ": ", "x: y", "#", " # c", "“q”", "'", '"', "\\", "|", ">", "%", "@", "&a", "*a", "!t",
        "[", "]", "{", "}", ",", "?", "~", "null", "2018-07-01", "é", " ", "=", "<<", "...", "---", "a\nb", "\t", "1_000", "+1", ".5", "o'clock"]  # fmt: skip


def test_any_text_comes_back_as_it_was() -> None:
    chance = random.Random(1)  # noqa: S311 (no secret: texts for a test)
    for _ in range(600):
        text = "".join(chance.choice(BITS) for _ in range(chance.randint(1, 6))) * chance.choice([1, 1, 1, 30])
        value = {
            "k": text,
            "l": [text, {"text": text, "items": [text]}],
            "outcomes": [text],
            "e": {text[:60]: [{"id": text}]},
        }
        source, problems = read_yaml(written(value), "x")
        assert source is not None, (text, problems)
        assert source.value == value


def test_long_texts_are_folded_and_what_is_unknown_is_a_comment() -> None:
    value = {
        "title": Unknown("the page has none", needed=True),
        "level": Unknown("not yet"),
        "# purpose": Remark("Read the page."),
        "purpose": ["word " * 40 + "end."],
        "replaces": ["10025"],
        "items": [{"id": "a-1", "text": "One: two"}],
    }
    lines = written(value).splitlines()
    assert lines[:5] == [
        "# unknown: title (the page has none)",
        "title:",
        "# unknown: level (not yet)",
        "",
        "# Read the page.",
    ]
    assert lines[5:7] == ["purpose:", "  - >-"]
    assert lines[-4:] == ['replaces: ["10025"]', "", "items:", '  - {id: a-1, text: "One: two"}']
    assert max(map(len, lines)) <= 120
