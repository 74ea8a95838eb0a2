"""What pages say of themselves to browsers and search engines, lost addresses, the footer, and the index of the search."""

from __future__ import annotations

import gzip
import html
import json
import re
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from competent.adapters.mkdocs.head import add_provider
from competent.settings import Provider
from tests.adapters.sites import Site, copied
from tests.building import edit


def head(site: Site, path: str) -> dict[str, str]:
    """What the head of a page says, by name."""
    text = site.page(path).partition("</head>")[0]
    found = re.findall(r'<meta (?:name|property)="?([\w:]+)"? content="([^"]*)"', text)
    canonical = re.search(r'<link rel="canonical" href="([^"]*)"', text)
    title = re.findall(r"<title>(.*?)</title>", text)
    assert len(title) == 1
    assert len({name for name, _said in found}) == len(found)
    said = {name: html.unescape(words) for name, words in found}
    return {**said, "title": html.unescape(title[0]), **({"canonical": canonical[1]} if canonical else {})}


def entries(site: Site) -> dict[str, dict[str, Any]]:
    found = json.loads((site.site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    return {entry["location"]: entry for entry in found}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small project as it is: nobody has said where its site will lie."""
    made = copied("small", tmp_path_factory.mktemp("head") / "small")
    edit(
        made.root / "content/us900001/leaves.md",
        "title: Leaves\n",
        'title: "Leaves <img src=x onerror=alert(1)> & co"\n',
    )
    made.built()
    return made


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same with an address, a description, and pages that say something of themselves."""
    made = copied("small", tmp_path_factory.mktemp("head") / "online")
    edit(made.root / "mkdocs.yml", "site_name: Small\n", "site_name: Small\nsite_url: https://example.org/tea/\n")
    edit(
        made.root / "mkdocs.yml",
        "site_name: Small\n",
        "site_name: Small\nsite_description: All about tea\ncopyright: Ours\n",
    )
    edit(
        made.root / "content/us900001/leaves.md",
        "title: Leaves\n",
        "title: Leaves\ndescription: Mine\nsearch: {boost: 7}\n",
    )
    made.built()
    return made


def test_a_title_names_section_programme_and_site(site: Site) -> None:
    programme = head(site, "us900001/index.html")["title"].removesuffix(" - Small")
    assert head(site, "index.html")["title"] == "Small"
    assert programme != "Small"
    assert head(site, "us900001/coverage.html")["title"] == f"Coverage - {programme} - Small"
    titles = [
        head(site, path)["title"] for path in sorted(site.published) if path.endswith(".html") and path != "404.html"
    ]
    assert len(titles) == len(set(titles)) > 8


def test_a_title_of_an_author_is_text_everywhere(site: Site) -> None:
    for path in ("us900001/leaves.html", "us900001/coverage.html", "find.html", "us900001/standard.html"):
        assert "<img src=x" not in site.page(path)
    assert "Leaves &lt;img src=x onerror=alert(1)&gt; &amp; co" in site.page("us900001/coverage.html")
    assert head(site, "us900001/leaves.html")["title"].startswith("Leaves <img src=x onerror=alert(1)> & co - ")


def test_every_page_of_a_programme_has_a_description_of_its_own(site: Site, online: Site) -> None:
    paths = [f"us900001/{name}.html" for name in ("index", "leaves", "coverage", "standard", "downloads")]
    said = [head(site, path)["description"] for path in paths]
    assert len(set(said)) == len(said)
    assert all(20 < len(text) <= 302 for text in said)
    assert head(online, "us900001/leaves.html")["description"] == "Mine"
    assert head(online, "index.html")["description"] == "All about tea"


def test_programs_that_show_links_know_title_and_address(online: Site, site: Site) -> None:
    found = head(online, "us900001/leaves.html")
    assert found["og:title"] == found["title"]
    assert found["og:description"] == "Mine"
    assert found["og:site_name"] == "Small"
    assert found["og:url"] == found["canonical"] == "https://example.org/tea/us900001/leaves.html"
    assert "og:url" not in head(site, "us900001/leaves.html")


def test_the_way_on_ends_with_the_programme(site: Site) -> None:
    def ways(path: str) -> set[str]:
        return set(re.findall(r'<link rel="(prev|next)"', site.page(path)))

    assert ways("us900001/downloads.html") == {"prev"}
    assert ways("unit900/index.html") == {"next"}
    assert ways("us900001/coverage.html") == {"prev", "next"}


def test_a_map_of_the_site_is_made_where_its_address_is_known(site: Site, online: Site) -> None:
    assert not {"sitemap.xml", "sitemap.xml.gz"} & site.published
    addresses = re.findall("<loc>(.*?)</loc>", online.page("sitemap.xml"))
    assert "https://example.org/tea/us900001/leaves.html" in addresses
    assert gzip.decompress((online.site / "sitemap.xml.gz").read_bytes()).decode() == online.page("sitemap.xml")


def test_a_lost_address_leads_on(site: Site) -> None:
    page = site.page("404.html")
    assert re.findall(r'<a href="(.*?)"', page)[:2] == ["/index.html", "/find.html"]
    assert 'data-to="us900001/index.html"' in page
    assert not re.search(r'(?:src|href)="[^"]*\.(?:css|js|svg)', page)


def test_what_an_author_makes_for_lost_addresses_stays(small: Site) -> None:
    small.write("theme/404.html", "<p>Mine</p>")
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: theme\n")
    small.built()
    assert small.page("404.html") == "<p>Mine</p>"


def test_the_footer_names_the_provider_and_how_to_reach_it(site: Site, online: Site) -> None:
    line = 'Small Academy · <a href="mailto:hello@example.org">hello@example.org</a>'
    assert line in site.page("us900001/leaves.html")
    assert line not in online.page("index.html")  # whose footer is its own


@pytest.mark.parametrize(
    ("provider", "whole_site", "before", "after"),
    [
        (Provider(), True, None, None),
        (Provider(name="A & B"), True, "Ours", '<span class="provider">A &amp; B</span><br>Ours'),
        (Provider(name="A"), False, "Ours", "Ours"),
        (
            Provider(name="A", telephone="+27 (0)12 345 6789", website="https://a.example", address="1 Long St"),
            False,
            None,
            '<span class="provider">A · <a href="tel:+270123456789">+27 (0)12 345 6789</a> · '
            '<a href="https://a.example">https://a.example</a> · 1 Long St</span>',
        ),
    ],
)
def test_a_footer_that_is_somebody_elses_stays_as_it_is(
    provider: Provider, whole_site: bool, before: str | None, after: str | None
) -> None:
    config = MkDocsConfig()
    config.copyright = before
    for _again in range(2):
        add_provider(config, provider, whole_site)
    assert config.copyright == after


def test_a_criterion_is_in_the_index_by_its_code_and_leads_to_its_place(site: Site) -> None:
    found = entries(site)
    entry = found["us900001/standard.html#us900001-so1-ac1"]
    assert entry["title"].startswith("SO1 AC1 - ")
    assert entry["text"].startswith("<p>")
    anchors = re.findall(r'id="(us900001-so\d-ac\d)"', site.page("us900001/standard.html"))
    assert [a for a in anchors if f"us900001/standard.html#{a}" not in found] == []


def test_pages_of_programmes_come_before_others_and_those_alike_say_whose_they_are(site: Site, online: Site) -> None:
    found = entries(site)
    assert found["us900001/water.html"]["boost"] > 1
    assert "boost" not in found["index.html"]
    assert found["us900001/downloads.html"]["title"].startswith("Downloads - ")
    assert {entry["boost"] for name, entry in entries(online).items() if name.startswith("us900001/leaves")} == {7}
    assert not [name for name in found if name.startswith(("us900001/coverage", "us900001/activities", "find"))]


def test_the_search_cuts_words_as_people_do_unless_an_author_says_how(site: Site, small: Site) -> None:
    def separator(made: Site) -> str:
        text = (made.site / "search" / "search_index.json").read_text("utf-8")
        return str(json.loads(text)["config"]["separator"])

    assert re.split(separator(site), "the 220.2.7 (RPL) is “open”.")[:5] == ["the", "220.2.7", "RPL", "is", "open"]
    edit(small.root / "mkdocs.yml", "  - search\n", '  - search: {separator: "[x]+"}\n')
    small.built()
    assert separator(small) == "[x]+"
