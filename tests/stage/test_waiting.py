"""What waits, on the page for contributors: short, linked, and nothing of what is not published."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.archives import CK, KQ, Edit, load, page, put, withdrawn
from tests.drafts import WORDS, drafts

from archive.content.model import Archive
from archive.context import Context
from archive.history.line import State
from archive.history.value import History
from archive.stage.sections.waiting import html

PATH = "dong-gop.md"
BARE = (f"vi/{CK}", 'Hai bên tiếp tục giúp các xã nghèo.\n{ #ck-01-1 .claim source="n-bao#p3" }', "Lời.")


@pytest.fixture
def root(small: Path) -> Path:
    """The minimal archive with the page on which the part stands."""
    put(small, f"vi/{PATH}", "---\ntitle: Đóng góp\n---\nLời.\n")
    put(small, f"en/{PATH}", "---\ntitle: Contribute\n---\nWords.\n")
    return small


def part(archive: Archive, lang: str = "vi") -> LexborNode:
    """The part of the page."""
    found = LexborHTMLParser(html(page(archive, f"{lang}/{PATH}"), archive, Context(""))).css_first("section")
    assert found is not None, "the part is not on its page"
    return found


def lines(archive: Archive, lang: str = "vi") -> list[str]:
    return [" ".join(item.text(deep=True).split()) for item in part(archive, lang).css("section > ul > li")]


def known(archive: Archive, **stale: dict[str, str]) -> Archive:
    return replace(archive, history=History(State.KNOWN, stale=stale))


def test_it_stands_on_its_page_alone(root: Path) -> None:
    archive = load(root)
    assert html(page(archive, f"vi/{KQ}"), archive, Context("")) == ""
    assert part(archive).css_first("h2#viec-dang-cho") is not None


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "vi",
            [
                "Không có bản dịch nào cũ hơn bản tiếng Việt.",
                "2 điều chưa biết, ở 2 trang",
                "2 trong 2 nguồn chưa có bản lưu ở nơi khác",
            ],
        ),
        (
            "en",
            [
                "No translation is older than its Vietnamese text.",
                "2 unknowns, on 2 pages",
                "2 of 2 sources have no copy kept elsewhere",
            ],
        ),
    ],
)
def test_each_matter_is_a_line(root: Path, lang: str, expected: list[str]) -> None:
    found = lines(known(load(root)), lang)
    assert found[:3] == expected
    assert found[3].startswith({"vi": "Kho lưu trữ còn thiếu:", "en": "What the archive still lacks:"}[lang])
    assert len(found) == 4


MATTERS: dict[str, tuple[tuple[Edit, ...], str, list[str]]] = {
    "bare": ((BARE,), "Trang chưa có câu nào ghi nguồn: Tiếp tục phong trào", ["../cam-ket/2018-2020/ck-01/"]),
    "withdrawn": (withdrawn(KQ, "kq-01-2"), "1 trang và câu đã rút", ["../dinh-chinh/"]),
    "unknown": ((), "2 điều chưa biết, ở 2 trang", ["../chua-biet/"]),
    "unsaved": ((), "2 trong 2 nguồn chưa có bản lưu ở nơi khác", ["../nguon/"]),
}


@pytest.mark.parametrize("name", MATTERS)
def test_a_line_leads_to_its_pages(root: Path, name: str) -> None:
    edits, words, ways = MATTERS[name]
    archive = load(root, *edits)
    item = next((one for one in part(archive).css("li") if " ".join(one.text().split()) == words), None)
    assert item is not None, lines(archive)
    assert [link.attributes["href"] for link in item.css("a")] == ways


def test_stale_pages_are_named_in_the_readers_language(root: Path) -> None:
    archive = known(load(root), **{KQ: {"kq-01-2": "2027-01-05"}})
    for lang, words in (("vi", "Bản dịch đã cũ: Giúp xã nghèo"), ("en", "Stale translations: Help for poor communes")):
        item = part(archive, lang).css_first("#ban-dich-cu")
        assert item is not None
        assert item.text() == words
        assert [link.attributes["href"] for link in item.css("a")] == ["../ket-qua/2015-2018/kq-01/"]


def test_without_the_past_nobody_says_that_nothing_is_stale(root: Path) -> None:
    assert lines(load(root))[0] == "Chưa biết bản dịch nào đã cũ."


def test_nothing_of_a_draft_is_told(root: Path) -> None:
    before = html(page(load(root), f"vi/{PATH}"), load(root), Context(""))
    archive = load(root, *drafts())
    assert archive.drafts
    shown = html(page(archive, f"vi/{PATH}"), archive, Context(""))
    assert shown == before
    assert not [word for word in WORDS if word in shown.lower()]


def test_it_is_small_and_has_no_day(root: Path) -> None:
    archive = known(load(root, BARE, *withdrawn(KQ, "kq-01-2")), **{KQ: {"kq-01-2": "2027-01-05"}})
    shown = html(page(archive, f"vi/{PATH}"), archive, Context("", changed={KQ: 1795579200}))
    assert not re.search(r"20[0-9]{2}(?!-)", re.sub(r'href="[^"]*"', "", shown)), "a day is told"
    assert len(shown.encode()) < 2_000
