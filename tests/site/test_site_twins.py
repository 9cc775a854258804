"""Twins have the same places: whoever changes the language stays at the heading or statement that they were at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.xdist_group("site")


def ids(page: LexborHTMLParser) -> list[str]:
    """The ids of a page's content, in order."""
    return [node.attributes["id"] or "" for node in page.css("main [id]")]


def twins(site: BuiltSite) -> Iterator[tuple[str, LexborHTMLParser, LexborHTMLParser]]:
    """Each page with its English twin."""
    for url, page in site.readers.items():
        if not url.startswith("en/") and page.css_first("meta[http-equiv=refresh]") is None:
            yield url, page, site.readers[f"en/{url}"]


def test_every_place_of_one_language_is_one_of_the_other(site: BuiltSite) -> None:
    apart = {}
    for url, vietnamese, english in twins(site):
        second = {node.attributes["id"] for node in english.css("main :is(h1, h2, h3, h4, h5, h6) > span[id]")}
        due, there = ids(vietnamese), [name for name in ids(english) if name not in second]
        if due != there:
            apart[url] = {*due} ^ {*there}
    assert not apart


def test_an_english_heading_keeps_the_id_of_its_own_words(site: BuiltSite) -> None:
    """Links to it have been given away."""
    for page in site.archive.pages:
        there = {*ids(site.pages[page.url])}
        lost = [anchor.id for anchor in page.body.anchors if anchor.id not in there]
        assert not lost, page.url


def test_no_id_stands_twice(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        found = [node.attributes["id"] for node in page.css("[id]")]
        assert len(found) == len(set(found)), url
