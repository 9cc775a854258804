"""What readers see of a statement's past: each former wording with its days, apart from the words that hold now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, load, staged
from tests.stage.test_staging import html

from archive.content.model import Archive
from archive.findings import LANGS
from archive.history.line import State
from archive.history.value import History, Wording, Words

NOW = Words("40 xã trồng cây."), Words("40 communes planted trees.")
SAID = {
    "kq-01-2": (
        Wording(1, "2026-11-25", Words("39 xã <trồng> cây."), Words("39 communes planted trees.")),
        Wording(2, "2027-01-05", Words("40 xã trồng cây."), Words("39 communes planted trees.")),
        Wording(3, "2027-01-07", *NOW),
    ),
    "kq-01-1": (Wording(1, "2026-11-25", Words("Một."), Words("One.")),),
    "ck-01-1": (Wording(1, "2026-11-25", Words("Cũ."), Words("Old.")), Wording(2, "2027-01-05", *NOW)),
}
FORMER = {
    "vi": ["từ 25/11/2026 đến 5/1/2027: 39 xã <trồng> cây."],
    "en": ["from 25 November 2026 to 7 January 2027: 39 communes planted trees."],
}


def past(archive: Archive, said: dict[str, tuple[Wording, ...]]) -> Archive:
    return replace(archive, history=History(State.KNOWN, wordings=said))


def part(archive: Archive, lang: str) -> LexborHTMLParser:
    return html(staged(archive)[f"{lang}/{KQ}"])


def one(shown: LexborHTMLParser, selector: str) -> str:
    """The text of the one thing that is meant."""
    (found,) = shown.css(selector)
    return found.text()


@pytest.mark.parametrize("lang", LANGS)
def test_a_former_wording_is_quoted_with_its_days_below_a_heading_that_says_it_is_former(
    small: Path, lang: str
) -> None:
    shown = part(past(load(small), SAID), lang)
    assert one(shown, "section.earlier h2#loi-truoc") == {"vi": "Lời trước đây", "en": "Earlier wordings"}[lang]
    lead = one(shown, "section.earlier p")
    assert {"vi": "lời cũ, nay không dùng nữa", "en": "no longer in use"}[lang] in lead, lead
    assert [dd.text() for dd in shown.css("section.earlier dd")] == FORMER[lang], "a wording is lost, or told twice"
    assert [q.text() for q in shown.css("section.earlier q")] == [FORMER[lang][0].partition(": ")[2]]
    links = [(a.text(), a.attributes["href"]) for a in shown.css("section.earlier dt a")]
    assert links == [("kq-01-2", "#kq-01-2")], (
        "what it says now is one step away, and no statement without a past is named"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_whose_statements_never_changed_has_no_such_part(small: Path, lang: str) -> None:
    archive = load(small)
    same = {"kq-01-1": SAID["kq-01-1"], "ck-01-1": SAID["ck-01-1"]}
    for known in (archive, past(archive, same)):
        assert part(known, lang).css_first(".earlier, #loi-truoc") is None


def test_words_that_are_withheld_are_named_by_their_digest_alone(small: Path) -> None:
    said = (Wording(1, "2026-11-25", Words(withheld="ab12"), Words()), Wording(2, "2027-01-05", *NOW))
    shown = {lang: part(past(load(small), {"kq-01-2": said}), lang) for lang in LANGS}
    assert one(shown["vi"], ".earlier dd").endswith("lời này không đăng lại; SHA-256 ab12")
    assert one(shown["en"], ".earlier dd").endswith(": —"), "it had no English then"
    assert all(page.css_first(".earlier q") is None for page in shown.values()), "a quotation of nothing"
