"""The page of corrections, and the entries that it is made from: what was wrong, since when, why, old words and new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import CK, DOCUMENT, KQ, REASON, Edit, corrected, load, staged, withdrawn

from archive.content.model import Archive
from archive.findings import LANGS, Lang
from archive.history.line import State
from archive.history.value import History, Wording, Words
from archive.stage.corrections import errata

NOW = ("51 đơn vị giúp các xã nghèo.", "51 units help poor communes.")
DAY = "2027-01-05"


def past(archive: Archive, *said: tuple[str, str, str]) -> Archive:
    """The archive with what kq-01-1 said from a day on, in Vietnamese and English, before what it says now."""
    found = (Wording(at, day, Words(vi), Words(en)) for at, (day, vi, en) in enumerate(said))
    return replace(archive, history=History(State.KNOWN, wordings={"kq-01-1": tuple(found)}))


def shown(archive: Archive, lang: Lang) -> list[str]:
    """The entries of the page, as words."""
    tree = LexborHTMLParser(staged(archive)[f"{lang}/dinh-chinh.md"].body)
    return [" ".join(item.text(separator=" ").split()) for item in tree.css("ul.errata > li")]


WRONG = ("2026-11-25", "50 đơn vị giúp các xã nghèo.", "50 units help poor communes.")


def test_everything_is_told_newest_first_and_a_record_once(small: Path) -> None:
    edits: tuple[Edit, ...] = (
        *corrected(KQ, "kq-01-1"),
        *withdrawn(KQ, "kq-01-2", "2027-01-07"),
        *withdrawn(DOCUMENT, "", "2027-01-06"),
        *withdrawn(CK, "ck-01-1", "2027-01-05"),
    )
    found = errata(past(load(small, *edits), WRONG, (DAY, *NOW)))
    assert [(one.day, one.kind, one.subject.id) for one in found] == [
        ("2027-01-07", "withdrawn", "kq-01-2"),
        ("2027-01-06", "withdrawn", "vb-chi-thi-02"),
        ("2027-01-05", "withdrawn", "ck-01-1"),
        ("2027-01-05", "corrected", "kq-01-1"),
    ]


def test_each_entry_says_when_why_and_in_which_words(small: Path) -> None:
    edits = (*corrected(KQ, "kq-01-1"), *withdrawn(KQ, "kq-01-2", same_as="ck-01-1"), *withdrawn(DOCUMENT, ""))
    archive = past(load(small, *edits), WRONG, (DAY, *NOW))
    assert shown(archive, "vi") == [
        f"Đính chính 5/1/2027 Lý do: {REASON[0]} Lời cũ gạch ngang, lời mới gạch chân: 50 51 đơn vị giúp các xã nghèo. kq-01-1",
        f"Đã rút 5/1/2027 Lý do: {REASON[0]} Cùng nội dung với: ck-01-1 . Số tiền là trên 10 tỷ đồng. kq-01-2",
        f"Đã rút 5/1/2027 Lý do: {REASON[0]} Chỉ thị 02 vb-chi-thi-02",
    ]
    english = shown(archive, "en")
    assert english[0] == (
        f"Corrected 5 January 2027 Reason: {REASON[1]} Old words are struck through, new ones underlined: "
        "50 51 units help poor communes. kq-01-1"
    )
    assert "The sum is over 10 billion đồng." in english[1]
    tree = LexborHTMLParser(staged(archive)["vi/dinh-chinh.md"].body)
    assert [(node.tag, node.text()) for node in tree.css(".errata del, .errata ins, .errata s")] == [
        ("del", "50"),
        ("ins", "51"),
        ("s", "Số tiền là trên 10 tỷ đồng."),
        ("s", "Chỉ thị 02"),
    ]
    links = [a.attributes["href"] for a in tree.css(".errata > li > p:last-child a")]
    assert links == ["../id/kq-01-1/", "../id/kq-01-2/", "../van-ban/chi-thi-02/"]


SAID: dict[str, tuple[tuple[tuple[str, str, str], ...], str, str]] = {
    "published on the day": ((WRONG, (DAY, *NOW)), WRONG[1], NOW[0]),
    "published some days later": ((WRONG, ("2027-01-09", *NOW)), WRONG[1], NOW[0]),
    "put in other words since": ((WRONG, (DAY, "51 nơi.", "51 places."), ("2027-03-01", *NOW)), WRONG[1], "51 nơi."),
    "put in other words before": (
        (("2026-11-20", "50 nơi.", "50 places."), WRONG, (DAY, *NOW)), WRONG[1], NOW[0],
    ),
    "marked afterwards": ((WRONG, ("2027-01-02", *NOW)), WRONG[1], NOW[0]),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_the_words_that_the_correction_put_an_end_to_are_told(small: Path, name: str) -> None:
    said, former, now = SAID[name]
    [found] = errata(past(load(small, *corrected(KQ, "kq-01-1")), *said))
    assert (found.former["vi"].text, found.now["vi"].text) == (former, now)


def test_a_language_that_never_said_otherwise_says_so(small: Path) -> None:
    archive = past(load(small, *corrected(KQ, "kq-01-1")), (WRONG[0], WRONG[1], NOW[1]), (DAY, *NOW))
    assert shown(archive, "en")[0].endswith("51 units help poor communes. (the English words did not change) kq-01-1")
    assert "50 51 đơn vị" in shown(archive, "vi")[0]


def test_former_words_that_nobody_knows_are_not_made_up(small: Path) -> None:
    [entry] = shown(load(small, *corrected(KQ, "kq-01-1")), "vi")
    assert entry.endswith("51 đơn vị giúp các xã nghèo. (không rõ lời cũ) kq-01-1")


def test_words_that_are_not_shown_again_are_told_by_their_digest(small: Path) -> None:
    archive = load(small, *corrected(KQ, "kq-01-1"))
    said = Wording(0, WRONG[0], Words(withheld="ab" * 32), Words(withheld="cd" * 32)), Wording(1, DAY, *map(Words, NOW))
    archive = replace(archive, history=History(State.KNOWN, wordings={"kq-01-1": said}))
    assert f"lời không đăng lại, SHA-256 {'ab' * 32} 51 đơn vị" in shown(archive, "vi")[0]
    assert "cd" * 32 in shown(archive, "en")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_where_nothing_was_wrong_the_page_says_so(small: Path, lang: Lang) -> None:
    body = staged(load(small))[f"{lang}/dinh-chinh.md"].body
    assert {"vi": "Chưa có câu nào được đính chính", "en": "No statement has been corrected"}[lang] in body
    assert "errata" not in body
