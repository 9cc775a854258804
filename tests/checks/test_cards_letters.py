"""Titles and sentences are written in letters that the cards' font has, and the check's list of them is what the library draws."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.archives import KQ, PERSON, load

from archive import fonts
from archive.catalogue import rules
from archive.checks.checking import check
from archive.findings import Finding
from archive.finish import draw
from archive.finish.cards import _written

RULE = tuple(rule for rule in rules() if rule.code == "DV118")
TITLE = "title: Giúp xã nghèo"


def found(root: Path, *edits: tuple[str, str, str]) -> list[Finding]:
    return check(load(root, *edits), RULE)


@pytest.mark.parametrize(
    ("title", "lost"),
    [
        ("扶貧", "扶 (U+6276), 貧 (U+8CA7)"),
        ("Chỉ thị № 3", "№ (U+2116)"),
        ("ສະຫວັນນະເຂດ", "ຂ (U+0E82)"),
        ("Giúp xã nghèo → giàu", "→ (U+2192)"),
        ("Нгеан", "Н (U+041D)"),
        ("Vinh 😀", "😀 (U+1F600)"),
        ("½ xã nghèo, ⅓ huyện", "⅓ (U+2153)"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_letters_that_a_card_cannot_show_are_named_at_the_title(small: Path, lang: str, title: str, lost: str) -> None:
    old = TITLE if lang == "vi" else "title: Help for poor communes"
    result = found(small, (f"{lang}/{KQ}", old, f"title: '{title}'"))
    line = next(
        n for n, row in enumerate((small / f"docs/{lang}/{KQ}").read_text("utf-8").split("\n"), 1) if title in row
    )
    assert [(str(f.place), f.code) for f in result] == [(f"docs/{lang}/{KQ}:{line}:1", "DV118")]
    assert lost in result[0].message.vi
    assert lost in result[0].message.en


def test_a_sentence_is_on_a_card_of_its_own(small: Path) -> None:
    result = found(small, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị (扶貧) giúp"))
    assert [f.code for f in result] == ["DV118"]
    assert "扶 (U+6276), 貧 (U+8CA7)" in result[0].message.vi
    line = (small / f"docs/vi/{KQ}").read_text("utf-8").split("\n")[result[0].place.line - 1]
    assert "扶貧" in line or "#kq-01-1" in line, "the place is not the sentence's"


def test_an_index_page_has_a_card_too(small: Path) -> None:
    assert [f.place.path for f in found(small, ("vi/nguon/index.md", "title: Nguồn", "title: 扶"))] == [
        "docs/vi/nguon/index.md"
    ]


def test_a_page_without_a_card_may_have_any_letters(small: Path) -> None:
    assert found(small, ("vi/thuat-ngu.md", "title: Thuật ngữ", "title: Thuật ngữ 扶貧 №")) == []


@pytest.mark.parametrize("title", ["Đồng “₫” – ‘một’ … • ẨẪữặỠỵ — Ỹ ñ é", "Hai\u00a0chữ", "A&amp;B < C", "Ćapek, Ǘ"])
def test_letters_that_the_font_has_give_nothing(small: Path, title: str) -> None:
    assert found(small, (f"vi/{KQ}", TITLE, f"title: '{title}'")) == []


def test_a_page_without_front_matter_is_left_to_other_rules(small: Path) -> None:
    assert found(small, (f"vi/{PERSON}", "---\n", "")) == []


@pytest.mark.parametrize(
    ("font", "name"), [(fonts.TITLES, draw.SERIF), (fonts.WORDS, draw.SANS)], ids=["titles", "words"]
)
def test_what_the_check_takes_for_drawn_is_drawn_and_nothing_else(font: Path, name: int) -> None:
    """Letter by letter against the library that draws the cards, with the letters of all scripts near ours."""
    assert str(font) == draw.FILES[name]
    face = draw.face(name, 30)
    missing = bytes(face.getmask("\U000e0fff"))  # what stands for a letter that the font has not
    letters = fonts.letters(font)
    others = {
        chr(code) for code in (*range(0x21, 0x600), *range(0x1E00, 0x2500), 0x6276, 0x8CA7, 0xE82, 0xFB01, 0xFFFD)
    }
    shown = {
        letter
        for letter in letters | others
        if unicodedata.category(letter)[0] in "LNPS"
        and all(bytes(face.getmask(part)) not in (b"", missing) for part in _written(letter, font))
    }
    told = {
        letter for letter in letters | others if fonts.drawn(font, letter) and unicodedata.category(letter)[0] in "LNPS"
    }
    assert shown == told, (
        f"drawn, though not listed: {sorted(shown - told)}; listed, though not drawn: {sorted(told - shown)}"
    )
