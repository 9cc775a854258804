"""The table of the glossary: every word of the page with what is known of it, each row at its own address."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, PAPER, edit, load, staged

from archive.findings import LANGS, Lang

V, E = "vi/thuat-ngu.md", "en/thuat-ngu.md"


def table(root: Path, lang: Lang) -> LexborHTMLParser:
    return LexborHTMLParser(staged(load(root))[f"{lang}/thuat-ngu.md"].whole())


def rows(root: Path, lang: Lang) -> list[list[str]]:
    return [[cell.text() for cell in row.css("th, td")] for row in table(root, lang).css("tbody tr")]


def test_a_row_says_what_is_known_and_nothing_else(small: Path) -> None:
    edit(small, (V, "term: giúp các xã nghèo,", "term: giúp các xã nghèo, also: [giúp xã nghèo], meaning: Một việc.,"))
    edit(small, (E, "ubnd: {term: People's Committee}", "ubnd: {term: People's Committee, abbr: [PC]}"))
    assert rows(small, "vi") == [
        [
            "giúp các xã nghèo / giúp xã nghèo",
            "help poor communes / help for poor communesMột việc.Gặp ở: Trang chủ",
        ],
        [
            "Ủy ban nhân dân (UBND)",
            "People's Committee (PC)Nguồn: Báo Mẫu, đoạn 3",
        ],
    ]
    assert rows(small, "en")[0] == [
        "giúp các xã nghèo / giúp xã nghèo",
        "help poor communes / help for poor communesMet on: Home",
    ]


def test_each_row_has_its_address_and_its_links_lead_where_they_say(small: Path) -> None:
    edit(small, (V, "met: index.md", f"met: {KQ}"), (V, "n-bao#p3", "n-bao#p3 n-khac#qua"))
    for lang in LANGS:
        page = table(small, lang)
        assert [row.attributes["id"] for row in page.css("tbody tr")] == ["tn-giup-xa-ngheo", "tn-ubnd"]
        ways = [link.attributes["href"] for link in page.css("tbody a")]
        assert ways == [f"../{KQ.removesuffix('.md')}/", "../nguon/n-bao/#p3", "../nguon/n-khac/#qua"]


def test_vietnamese_is_said_in_vietnamese_on_the_english_page(small: Path) -> None:
    for head in table(small, "en").css("tbody th"):
        assert [words.text() for words in head.css("[lang=vi]")] == [head.text()]
    assert not table(small, "vi").css("tbody th [lang]")


def test_a_page_without_words_has_no_table(small: Path) -> None:
    assert "tn-" not in staged(load(small))["vi/trich-dan.md"].whole()


def test_what_an_editor_wrote_is_no_markup(small: Path) -> None:
    edit(small, (V, "term: Ủy ban nhân dân", "term: \"a < b & 'c'\""), (E, "People's Committee", "'a < b & c'"))
    assert [cell[:9] for cell in rows(small, "vi")[1]] == ["a < b & '", "a < b & c"]


def test_a_place_of_a_source_names_the_words_that_rest_on_it(small: Path) -> None:
    pages = staged(load(small))
    assert 'Thuật ngữ dựa vào đây: <a href="../../thuat-ngu/#tn-ubnd">UBND</a>' in pages[f"vi/{PAPER}"].whole()
    assert (
        'Terms that rest on this: <a href="../../thuat-ngu/#tn-ubnd" lang="vi">UBND</a>' in pages[f"en/{PAPER}"].whole()
    )
