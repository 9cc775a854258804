"""Each claim of the model stands once in its page, in the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from archive.findings import Finding
from archive.inspect import ExpectedClaim

KQ, TEXT = "kq/kq-01/index.html", "<!--text-->"
SAYS = "51 đơn vị giúp 10 tỷ đồng – “xã nghèo”."
CLAIM = ExpectedClaim("kq-01-1", "vi", "kq/kq-01/", SAYS, 12)
SOURCE = {KQ: "docs/vi/kq/kq-01.md"}
Look = Callable[..., list[Finding]]

GOOD = [
    f'<p id="kq-01-1" class="claim">{SAYS}</p>',
    f'<li class="x claim y" id="kq-01-1">\n  {SAYS}\n</li>',
    '<p id="kq-01-1" class="claim">51 đơn vị giúp\n 10&nbsp;tỷ <em>đồng</em> - "xã <b>nghèo</b>".</p>',
    '<p id="kq-01-1" class="claim">51 đơn vị<br>giúp 10 tỷ đồng &mdash; &quot;xã nghèo&quot;.</p>',
    f'<p id="kq-01-1" class="claim">{SAYS} <span class="claim-marks">1 <a href="#muc">¶</a></span></p>',
    f'<p id="kq-01-1" class="claim"><b class="a claim-marks">1</b>{SAYS}<!-- note --></p>',
    f'<p id="kq-01-1" class="claim">{unicodedata.normalize("NFD", SAYS)}</p>',
    f'<p id="kq-01-1" class="claim">{SAYS}</p><p class="claim">without an id</p>',
]
BAD = [
    ("DV950", ""),
    ("DV950", f"<p>{SAYS}</p>"),
    ("DV952", f'<p id="kq-01-1" class="claims">{SAYS}</p>'),
    ("DV953", '<p id="kq-01-1" class="claim">51 đơn vị giúp 10 tỉ đồng – “xã nghèo”.</p>'),
    ("DV953", f'<p id="kq-01-1" class="claim">{SAYS} Thêm.</p>'),
    ("DV953", '<p id="kq-01-1" class="claim"></p>'),
    ("DV953", f'<p id="kq-01-1" class="claim">{SAYS}<span class="claim-mark">1</span></p>'),
]


@pytest.mark.parametrize("text", GOOD)
def test_good_claim(look: Look, text: str) -> None:
    assert look((KQ, TEXT, text), claims=[CLAIM], origins=SOURCE) == []


@pytest.mark.parametrize(("code", "text"), BAD)
def test_bad_claim(look: Look, code: str, text: str) -> None:
    found = look((KQ, TEXT, text), claims=[CLAIM], origins=SOURCE)
    assert [(each.code, str(each.place)) for each in found] == [(code, "docs/vi/kq/kq-01.md:12:1")]


@pytest.mark.parametrize(
    "url", ["kq/kq-01/", "/kq/kq-01/", "kq/kq-01/index.html", "https://host.example/a/b/kq/kq-01/"]
)
def test_a_page_is_named_in_any_usual_way(look: Look, url: str) -> None:
    claim = ExpectedClaim("kq-01-1", "vi", url, "Một.")
    assert look((KQ, TEXT, '<p id="kq-01-1" class="claim">Một.</p>'), claims=[claim]) == []


def test_the_home_page_and_both_languages(look: Look) -> None:
    claims = [ExpectedClaim("tt-1", "vi", "", "Một."), ExpectedClaim("tt-1", "en", "en/", "One.")]
    edits = [
        ("index.html", TEXT, '<p id="tt-1" class="claim">Một.</p>'),
        ("en/index.html", TEXT, '<p id="tt-1" class="claim">One.</p>'),
    ]
    assert look(*edits, claims=claims) == []
    assert [each.code for each in look(*edits, claims=claims[:1])] == ["DV954"]


def test_a_claim_twice_in_a_page(look: Look) -> None:
    found = look((KQ, TEXT, GOOD[0] * 2), claims=[CLAIM], origins=SOURCE)
    assert [(each.code, each.place.line) for each in found] == [("DV920", 1), ("DV951", 12)]


def test_a_page_that_was_not_built(look: Look) -> None:
    found = look(claims=[ExpectedClaim("kq-02-1", "vi", "kq/kq-02/", "x")])
    assert [str(each.place) + each.code for each in found] == ["site/kq/kq-02/index.html:1:1DV950"]


def test_a_claim_that_nobody_expects(look: Look) -> None:
    found = look((KQ, TEXT, '<p id="kq-01-9" class="claim">x</p>'))
    assert [(each.code, each.place.path) for each in found] == [("DV954", f"site/{KQ}")]


def test_a_sealed_edition_keeps_its_claims(look: Look) -> None:
    old = '<html lang="vi"><head><title>x</title></head><h1>x</h1><p id="kq-01-9" class="claim">x</p></html>'
    assert look(("e/2027/index.html", "", old)) == []


def test_the_cure_shows_how_attributes_are_written(look: Look) -> None:
    (found,) = look(claims=[CLAIM])
    assert "{ #kq-01-1 .claim }" in found.fix.vi


def test_the_message_shows_where_the_words_part(look: Look) -> None:
    (found,) = look((KQ, TEXT, GOOD[0].replace("tỷ", "triệu")), claims=[CLAIM])
    assert "“51 đơn vị giúp 10 triệu đồng" in found.message.vi
    assert "“51 đơn vị giúp 10 tỷ đồng" in found.message.vi
