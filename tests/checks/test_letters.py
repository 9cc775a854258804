"""Letters: bytes, marks and signs, one bad input a line, with its code, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from archive.findings import Finding

Expect = Callable[[str, str | bytes, str], None]

HEAD = b"---\ntitle: Trang\n---\n"
"""The body of a case starts on line 4."""

BAD: list[tuple[str, str | bytes, str]] = [
    ("Latin-1 byte", b"L\xc3\xadp K\xfd k\xc3\xbd\n", "DV121 4:6"),
    ("cut in the middle of a letter", "Dòng\nhai Đ".encode()[:-1] + b"\n", "DV121 5:5"),
    ("UTF-16", b"\xff\xfeL\n", "DV121 4:1"),
    ("overlong form", b"a\xc0\xafb\n", "DV121 4:2"),
    ("surrogate", b"ab\xed\xa0\x80\n", "DV121 4:3"),
    ("NFD tone and hat", "Đoàn ke\u0302\u0301t\n", "DV122 4:7"),
    ("NFD on a later line", "Một\nhai bô\u0301n\n", "DV122 5:6"),
    ("Ohm sign", "10 \u2126\n", "DV122 4:4"),
    ("trailing space", "Một dòng \nHai\n", "DV125 4:9"),
    ("hard break by two spaces", "Một\nHai  \nBa\n", "DV125 5:4"),
    ("trailing no-break space", "Một\u00a0\n", "DV125 4:4"),
    ("line of spaces", "Một\n   \nHai\n", "DV125 5:1"),
    ("no last line end", "Một\nHai", "DV126 5:4"),
    ("Windows line ends", "Một\r\nHai\r\n", "DV124 4:4"),
    ("line ends of old Macs", "Một\rHai\r", "DV124 4:4"),
    ("right-to-left override", "năm \u202e8102\n", "DV127 4:5"),
    ("isolate", "\u2066x\u2069\n", "DV127 4:1, DV127 4:3"),
    ("left-to-right mark", "Một\u200e\n", "DV127 4:4"),
    ("zero-width space", "dân\u200bvận\n", "DV128 4:4"),
    ("zero-width joiner", "dân\u200dvận\n", "DV128 4:4"),
    ("soft hyphen", "dân\u00advận\n", "DV128 4:4"),
    ("BOM in the middle", "Một\ufeff hai\n", "DV128 4:4"),
    ("tag letters", "Một\U000e0041\n", "DV128 4:4"),
    ("NUL", "năm\x002018\n", "DV129 4:4"),
    ("escape of a terminal", "\x1b[31mđỏ\n", "DV129 4:1"),
    ("C1 control", "Một\u0085hai\n", "DV129 4:4"),
    ("line separator", "Một\u2028hai\n", "DV129 4:4"),
    ("replacement character", "Ngh\ufffd An\n", "DV129 4:4"),
    ("letter of one font", "Một \ue001\n", "DV129 4:5"),
    ("Cyrillic a", "xã V\u0430n\n", "DV130 4:5"),
    ("Cyrillic o in the middle", "Kh\u043ei, Khối\n", "DV130 4:3"),
    ("Greek omicron", "K\u03bfng\n", "DV130 4:2"),
    ("Greek mu in a word", "\u03bcong\n", "DV130 4:1"),
    ("fullwidth letters", "\uff35BND\n", "DV130 4:1"),
    ("mathematical letters", "\U0001d401an\n", "DV130 4:1"),
    ("eth in capitals", "Các \u00d0ảng bộ\n", "DV131 4:5"),
    ("small eth", "\u00f0ường\n", "DV131 4:1"),
    ("African D", "\u0189ường\n", "DV131 4:1"),
    ("acute before the hat", "k\u00e9\u0302t\n", "DV132 4:3"),
    ("d with a loose stroke", "d\u0336ường\n", "DV132 4:2"),
    ("caron for breve", "n\u01cem\n", "DV132 4:2"),
    ("tone on a consonant", "đn\u0309\n", "DV132 4:3"),
    ("apostrophe letter for a horn", "o\u02bcn\n", "DV132 4:2"),
    ("mark alone on its line", "a\n\n\u0302\n", "DV132 6:1"),
    ("hoá", "Văn hoá\n", "DV133 4:5"),
    ("thoả", "Thoả thuận\n", "DV133 4:1"),
    ("uỷ", "Tỉnh uỷ, Đảng uỷ\n", "DV133 4:6, DV133 4:15"),
    ("thuỷ", "đường thuỷ\n", "DV133 4:7"),
    ("xoá", "xoá đói\n", "DV133 4:1"),
    ("hoà", "Cộng hoà\n", "DV133 4:6"),
    ("khoẻ", "sức khoẻ\n", "DV133 4:5"),
    ("capitals", "UỶ BAN\n", "DV133 4:1"),
    ("outside the quotation alone", "“Uỷ ban” uỷ\n", "DV133 4:10"),
]

GOOD = [
    "Hóa, thỏa, ủy, thủy, xóa, hòa, khỏe; hoàn, toàn, hoàng, khoản, thoáng, ngoại, quý, quỳ, quỷ, quỹ, khuyết, chuyến.\n",
    "Quá, quả, què, thuở, Huế, khuỷu, luỹ thừa thì khác: suýt, huýt, quyền.\n".replace("luỹ thừa", "lũy thừa"),
    "“Uỷ ban” là tên trong nguồn; `uỷ` là mã.\n",
    "α và β, СССР, 5 Ω? 10 ℃, № 5, ™, “…” – — ½ €\n".replace("Ω", "Ω"),
    "Đường, đỗ; Đ và đ.\n",
    "Ký kết: ế, ễ, ợ, ữ, ặ.\n",
    "Một\u00a0hai giữa dòng.\n",
    "25 \u03bcg, 5 \u03bcm, 10 \u03bcs, 3 \u03bcl, 3\u03bcL\n",
    "Hawai\u02bbi, O\u02bbahu, \u02bbIolani, Farg\u02bbona\n",
]


@pytest.mark.parametrize(("name", "body", "expected"), BAD, ids=[case[0] for case in BAD])
def test_bad_letters_have_their_code_and_place(expect: Expect, name: str, body: str | bytes, expected: str) -> None:
    expect("docs/vi/trang.md", HEAD + (body if isinstance(body, bytes) else body.encode()), expected)


@pytest.mark.parametrize("body", GOOD)
def test_good_letters_give_nothing(expect: Expect, body: str) -> None:
    expect("docs/vi/trang.md", HEAD + body.encode(), "")


def test_a_bom_is_found_and_the_rest_is_still_read(expect: Expect) -> None:
    expect("docs/vi/trang.md", b"\xef\xbb\xbf" + HEAD + "Một \n".encode(), "DV123 1:1, DV125 4:4")


def test_a_lone_bad_byte_behind_a_bom_and_windows_line_ends(expect: Expect) -> None:
    expect(
        "docs/vi/trang.md",
        b"\xef\xbb\xbf" + HEAD.replace(b"\n", b"\r\n") + b"a\xff\n",
        "DV121 4:2",
    )


def test_a_source_keeps_its_own_spelling(expect: Expect) -> None:
    front = "---\nid: n-hai\nkind: source\ntitle: Tin Tỉnh uỷ\ntier: context\npublisher: Tỉnh uỷ\nshort: Tỉnh uỷ\n"
    rest = "headline: Tỉnh uỷ họp\nread: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {p1: {about: x}}\n---\n"
    expect("docs/vi/nguon/n-hai.md", front + rest, "DV133 4:17")


def test_the_right_spelling_is_named(write: Callable[[str, str], None], find: Callable[[], list]) -> None:  # type: ignore[type-arg]
    write("docs/vi/trang.md", "---\ntitle: Trang\n---\nTỉnh uỷ, k\u00e9\u0302t, n\u01cem, d\u0336i\n")
    words = [finding.message.en for finding in find()]
    assert any("“ủy”" in text for text in words)
    assert any("“ế”" in text for text in words)
    assert any("“ă”" in text for text in words)
    assert any("“đ”" in text for text in words)


@pytest.mark.parametrize(("ends", "name"), [("\r\n", "CRLF"), ("\r", "CR")])
def test_line_ends_are_called_by_their_name(
    write: Callable[[str, str], None], find: Callable[[], list[Finding]], ends: str, name: str
) -> None:
    write("docs/vi/trang.md", f"---\ntitle: Trang\n---\nMột{ends}Hai{ends}")
    assert [set(re.findall("CR(?:LF)?", finding.message.en)) for finding in find()] == [{name}]


def test_a_mark_that_stands_behind_nothing_was_meant_for_no_letter(
    write: Callable[[str, str], None],
    find: Callable[[], list],  # type: ignore[type-arg]
) -> None:
    write("docs/vi/trang.md", "---\ntitle: Trang\n---\nLời.\n\n\u0302\n")
    assert "did you mean" not in find()[0].message.en
