"""The list of the glossary: every word of the page with what is known of it, each at its own address."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, PAPER, edit, load, staged

from archive.findings import LANGS, Lang

V, E = "vi/thuat-ngu.md", "en/thuat-ngu.md"


def listed(root: Path, lang: Lang) -> LexborHTMLParser:
    return LexborHTMLParser(staged(load(root))[f"{lang}/thuat-ngu.md"].whole())


def rows(root: Path, lang: Lang) -> list[list[str]]:
    """Of each word its name, its meaning, and the lines beneath."""
    found = []
    for row in listed(root, lang).css("dl > div"):
        notes = [note.text() for note in row.css(".index-note")]
        whole = "".join(node.text() for node in row.css("dd"))
        found.append([row.css("dt")[0].text(), whole.removesuffix("".join(notes)), *notes])
    return found


def test_a_word_says_what_is_known_and_nothing_else(small: Path) -> None:
    edit(
        small,
        (V, "term: giúp các xã nghèo,", "term: giúp các xã nghèo, also: [giúp xã nghèo],"),
        (V, "meaning: nơi lo việc chung", "meaning: nơi lo việc chung, meaning_source: n-bao#p1"),
        (E, "ubnd: {term: People's Committee", "ubnd: {term: People's Committee, abbr: [PC]"),
    )
    assert rows(small, "vi") == [
        [
            "giúp các xã nghèo / giúp xã nghèo",
            "một việc chung",
            "Giải thích của kho lưu trữ",
            "Tiếng Anh ở đây: help poor communes / help for poor communes",
            "Gặp ở: Trang chủ",
        ],
        [
            "Ủy ban nhân dân",
            "nơi lo việc chung",
            "Nghĩa theo: Báo Mẫu, đoạn 1 (Ủy ban nhân dân)",
            "Tiếng Anh ở đây: People's Committee (PC)",
            "Viết tắt: UBND (Báo Mẫu, đoạn 3 (Ủy ban nhân dân))",
        ],
    ]
    assert rows(small, "en")[0] == [
        "giúp các xã nghèo / giúp xã nghèo",
        "common work",
        "Explained by this archive",
        "English on this site: help poor communes / help for poor communes",
        "Met on: Home",
    ]


def test_what_has_no_meaning_is_explained_by_nobody(small: Path) -> None:
    edit(small, (E, ", meaning: common work", ""))
    assert rows(small, "en")[0][1:3] == ["", "English on this site: help poor communes / help for poor communes"]


def test_each_word_has_its_address_and_its_links_lead_where_they_say(small: Path) -> None:
    edit(small, (V, "met: index.md", f"met: {KQ}"), (V, "n-bao#p3", "n-bao#p3, meaning_source: n-khac#qua"))
    for lang in LANGS:
        page = listed(small, lang)
        assert [row.attributes["id"] for row in page.css("dl > div")] == ["tn-giup-xa-ngheo", "tn-ubnd"]
        ways = [link.attributes["href"] for link in page.css("dl > div a")]
        assert ways == [f"../{KQ.removesuffix('.md')}/", "../nguon/n-khac/#qua", "../nguon/n-bao/#p3"]


def test_vietnamese_is_said_in_vietnamese_on_the_english_page(small: Path) -> None:
    page = listed(small, "en")
    for head in page.css("dl > div > dt"):
        assert [words.text() for words in head.css("[lang=vi]")] == [head.text()]
    assert "UBND" in [short.text() for short in page.css("#tn-ubnd dd [lang=vi]")]
    assert not listed(small, "vi").css("dl > div > dt [lang]")


def test_a_page_without_words_has_no_list(small: Path) -> None:
    assert "tn-" not in staged(load(small))["vi/trich-dan.md"].whole()


def test_what_an_editor_wrote_is_no_markup(small: Path) -> None:
    edit(small, (V, "term: Ủy ban nhân dân", "term: \"a < b & 'c'\""), (E, "People's Committee", "'a < b & c'"))
    edit(small, (V, "meaning: nơi lo việc chung", "meaning: '<b>nơi</b>'"))
    assert rows(small, "vi")[1][:4] == [
        "a < b & 'c'",
        "<b>nơi</b>",
        "Giải thích của kho lưu trữ",
        "Tiếng Anh ở đây: a < b & c",
    ]


def test_a_place_of_a_source_names_the_words_that_rest_on_it(small: Path) -> None:
    pages = staged(load(small))
    assert 'Thuật ngữ dựa vào đây: <a href="../../thuat-ngu/#tn-ubnd">UBND</a>' in pages[f"vi/{PAPER}"].whole()
    assert (
        'Terms that rest on this: <a href="../../thuat-ngu/#tn-ubnd" lang="vi">UBND</a>' in pages[f"en/{PAPER}"].whole()
    )


def test_a_place_names_the_words_whose_meaning_stands_there(small: Path) -> None:
    edit(small, (V, "meaning: một việc chung", "meaning: một việc chung, meaning_source: n-khac#qua"))
    page = staged(load(small))["vi/nguon/n-khac.md"].whole()
    assert 'Thuật ngữ dựa vào đây: <a href="../../thuat-ngu/#tn-giup-xa-ngheo">giúp các xã nghèo</a>' in page
