"""The policy of a page: its own scripts run, what it names is loaded, and nothing else."""

from __future__ import annotations

import base64
import hashlib

import pytest

from competent.pages.policy import policy_of, with_policy

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>A</title></head><body>{body}</body></html>'


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_without_anything_allows_its_own_site_alone() -> None:
    found = policy_of(PAGE)
    assert found["script-src"] == found["connect-src"] == ("'self'",)
    assert found["object-src"] == found["form-action"] == ("'none'",)
    assert "unsafe" not in " ".join(
        source for name, sources in found.items() if name != "style-src-attr" for source in sources
    )


def test_each_inline_script_has_its_hash_as_browsers_read_it() -> None:
    body = "<script>var a = 1 < 2;\r\nb()</script><script type=module>import './a.js'</script><style>p { color: red }</style>"
    found = policy_of(PAGE.format(body=body))
    assert found["script-src"] == ("'self'", hashed("var a = 1 < 2;\nb()"), hashed("import './a.js'"))
    assert found["style-src"] == ("'self'", hashed("p { color: red }"))


def test_data_in_a_script_element_needs_no_hash() -> None:
    assert policy_of('<script type="application/json">{}</script>')["script-src"] == ("'self'",)


def test_what_an_author_wrote_into_an_attribute_is_hashed_alone() -> None:
    found = policy_of('<button onclick="go()">Go</button>')["script-src"]
    assert found == ("'self'", "'unsafe-hashes'", hashed("go()"))


@pytest.mark.parametrize(
    ("element", "directive", "source"),
    [
        ('<script src="https://cdn.example/a b;c.js?v=1"></script>', "script-src", "https://cdn.example/a%20b%3Bc.js"),
        ('<link rel="stylesheet" href="//cdn.example/a.css">', "style-src", "https://cdn.example"),
        ('<link rel="stylesheet" href="https://fonts.googleapis.com/css?a">', "font-src", "https://fonts.gstatic.com"),
        ('<img src="https://pictures.example/a.png">', "img-src", "https://pictures.example"),
        ('<img srcset="https://pictures.example/a.png 2x, b.png 3x">', "img-src", "https://pictures.example"),
        ('<iframe src="https://films.example/1"></iframe>', "frame-src", "https://films.example"),
        (
            '<video poster="p.png"><source src="https://films.example/1.mp4"></video>',
            "media-src",
            "https://films.example",
        ),
        ('<pre class="mermaid"></pre>', "script-src", "https://unpkg.com/mermaid@11/"),
    ],
)
def test_what_a_page_names_from_elsewhere_is_loaded(element: str, directive: str, source: str) -> None:
    assert source in policy_of(PAGE.format(body=element))[directive]
    assert source not in policy_of(PAGE)[directive]


def test_an_address_cannot_add_a_directive() -> None:
    body = '<img src="https://a.example;script-src *"><script src="https://b.example/; *"></script>'
    sources = [source for found in policy_of(PAGE.format(body=body)).values() for source in found]
    assert not [source for source in sources if ";" in source or " " in source]


def test_the_policy_stands_after_the_character_set_and_before_all_else() -> None:
    page = with_policy(PAGE)
    assert page.index("charset") < 1024
    assert page.index("charset") < page.index("Content-Security-Policy") < page.index("<title>")
    assert with_policy("<html><head><title>A</title></head></html>").startswith("<html><head><meta http-equiv")
