"""What a screen reader is given: tables with names and headers, headings that begin with words, names in their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.site.conftest import BuiltSite

from archive.content.kinds.source import Source

pytestmark = pytest.mark.xdist_group("site")
EMPTY = {"", "—"}
LABELLED = "main :is(a, button, summary)[aria-label]"


def english(site: BuiltSite) -> Iterator[tuple[str, LexborHTMLParser]]:
    """The English pages for readers."""
    yield from ((url, page) for url, page in site.readers.items() if url.startswith("en/"))


def within_vietnamese(node: LexborNode) -> bool:
    """Whether an element is marked as Vietnamese, or within one that is."""
    at: LexborNode | None = node
    while at is not None and at.tag != "html":
        if "lang" in at.attributes:
            return at.attributes["lang"] == "vi"
        at = at.parent
    return False


def test_every_table_has_a_name_columns_and_rows(site: BuiltSite) -> None:
    count = 0
    for url, page in site.readers.items():
        names = []
        for table in page.css("main table"):
            count += 1
            caption, region = table.css_first("caption"), table.parent
            assert caption is not None, f"{url}: a table without a caption"
            assert caption.text(strip=True), f"{url}: an empty caption"
            assert region is not None
            if region.attributes.get("class") == "table-scroll":
                assert region.attributes.get("tabindex") == "0", f"{url}: the keyboard can not scroll a table"
                assert region.attributes.get("aria-label") == caption.text(), url
            elif len(table.css("thead th")) > 2:
                # Its cells stack on a narrow screen, where it is a table by its roles alone.
                parts = [table, *table.css("thead, tbody, tr, th, td")]
                assert all(part.attributes.get("role") for part in parts), f"{url}: {caption.text()} is no table by ear"
            names.append(caption.text())
            assert all(cell.attributes.get("scope") == "col" for cell in table.css("thead th")), url
            for row in table.css("tbody tr"):
                heads = [cell.attributes.get("scope") for cell in row.css("th")]
                assert heads == ["row"], f"{url}: a row with the headers {heads}: {row.text()}"
                cells = [
                    cell for cell in row.iter() if cell.text(strip=True) not in EMPTY and not cell.css(".relation")
                ]
                assert cells[0].tag == "th", f"{url}: the first words of a row are not its header: {row.text()}"
        assert len(names) == len(set(names)), f"{url}: two tables of one name: {names}"
    assert count >= 20


def test_a_name_that_is_heard_holds_the_words_that_are_seen(site: BuiltSite) -> None:
    """WCAG 2.5.3: whoever speaks to the computer says what is written on a control."""
    found = 0
    for url, page in site.readers.items():
        for control in page.css(LABELLED):
            found += 1
            seen, heard = control.text(strip=True), control.attributes["aria-label"] or ""
            # What is drawn is seen as pieces here and there: each is among the words that are heard.
            if pieces := [node.text(strip=True) for node in control.css("text")]:
                assert all(piece in heard for piece in pieces), f"{url}: seen {pieces}, heard {heard!r}"
            else:
                assert heard.startswith(seen), f"{url}: seen {seen!r}, heard {heard!r}"
    assert found >= 100


def test_a_heading_begins_with_words(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        for heading in page.css("main :is(h1, h2, h3, h4)"):
            words = heading.text(strip=True)
            assert words, f"{url}: an empty heading"
            assert not re.match(r"[pc]\d|[a-z0-9]+-[a-z0-9-]+\b", words), f"{url}: a code before the words: {words!r}"


def test_places_of_a_source_are_said_in_words_and_keep_their_ids(site: BuiltSite) -> None:
    for lang, word in (("vi", "Đoạn 6"), ("en", "Paragraph 6")):
        heading = site.readers[f"{'en/' if lang == 'en' else ''}nguon/n-bao-nghe-an/"].css_first("h3#p6")
        assert heading is not None
        assert heading.text().startswith(word)


def test_sources_and_headlines_are_vietnamese_on_english_pages(site: BuiltSite) -> None:
    shorts = {record.meta.short for record in site.archive.records.values() if isinstance(record.meta, Source)}
    marks = 0
    for url, page in english(site):
        for mark in page.css("main a.source-mark"):
            named = mark.css_first("span[lang=vi]")
            if named is not None:
                marks += 1
                assert named.text() in shorts, url
            else:
                assert not any(mark.text().startswith(short) for short in shorts), f"{url}: {mark.text()!r}"
    assert marks >= 100
    for record in site.archive.of_kind("source"):
        assert isinstance(record.meta, Source)
        page = site.readers[record.url("en")]
        for words in (record.meta.publisher, record.meta.author, record.meta.photographer):
            found = [node for node in page.css(".facts dd span") if words and node.text() == words]
            assert not words or (found and all(map(within_vietnamese, found))), f"{record.id}: {words}"
        headline = page.css_first(".facts cite")
        assert headline is not None
        assert headline.attributes.get("lang") == record.meta.language, record.id


def test_names_of_people_are_vietnamese_on_english_pages(site: BuiltSite) -> None:
    names = {record.title("vi") for record in site.archive.of_kind("person")}
    found = 0
    for url, page in english(site):
        for node in page.css("main h1, .facts dd a, .index-list a, main h2 > a"):
            if node.text() in names:
                found += 1
                assert within_vietnamese(node), f"{url}: {node.html}"
    assert found >= 10


def test_the_glossary_says_its_terms_in_vietnamese(site: BuiltSite) -> None:
    terms = site.readers["en/thuat-ngu/"].css("dl > div[id^=tn-] > dt")
    assert len(terms) >= 20
    for term in terms:
        (words,) = term.css("[lang=vi]")
        assert words.text() == term.text(), term.html
