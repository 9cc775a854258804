"""A saved copy as people save one: what is read of it, and what is refused in words that say how to save it."""

from __future__ import annotations

import html

import pytest

from archive.refusal import Refusal
from archive.saved import HTML, PLAIN, UTF_16, read_copy

LINES = ["Tựa bài", "Đoạn một, có 51 xã & <b>.", "Đoạn hai."]
TEXT = "\n".join(LINES)
PAGE = "".join(f"<p>{html.escape(line)}</p>\n" for line in LINES)


@pytest.mark.parametrize(
    ("raw", "how", "text"),
    [
        (TEXT.encode(), PLAIN, TEXT),
        (TEXT.encode("utf-8-sig"), PLAIN, "\ufeff" + TEXT),
        (TEXT.encode("utf-16"), UTF_16, TEXT),
        (TEXT.encode("utf-16-be"), UTF_16, TEXT),
        (TEXT.encode("utf-16-le"), UTF_16, TEXT),
        (b"", PLAIN, ""),
        ("Bài viết về <html> và <p>.".encode(), PLAIN, "Bài viết về <html> và <p>."),
    ],
)
def test_text_is_read_in_the_encodings_that_windows_offers(raw: bytes, how: object, text: str) -> None:
    saved = read_copy(raw)
    assert (saved.how, saved.text) == (how, text)
    assert saved.exact == (how is PLAIN)


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><html><head><title>x</title></head><body>{PAGE}</body></html>",
        f"\ufeff<!DOCTYPE HTML>\n<html><body><div><div>{PAGE}</div></div>",
        f"<!-- saved from url=(0022) -->\n<html><script>var a = 1;</script><style>p{{}}</style><body>{PAGE}<p hidden>nữa</p>",
        f"<html><body>{PAGE.replace('51', '<b>5</b><i>1</i>').replace(' một', chr(10) + ' một')}",
        f"<html><body>{'<br>'.join(html.escape(line) for line in LINES)}",
        f"<html><body>{'<div>' * 20_000}{PAGE}",
    ],
)
def test_a_web_page_is_read_block_by_block(page: str) -> None:
    saved = read_copy(page.encode())
    assert saved.how is HTML
    assert saved.text.split("\n") == LINES
    assert not saved.exact


def test_a_page_in_an_older_encoding_names_it() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head><p>caf\xe9</p>'
    assert read_copy(page.encode("cp1252")).text == "caf\xe9"


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"%PDF-1.4\n...", "PDF"),
        (b"PK\x03\x04...", ".docx"),
        (b"{\\rtf1 ...", "RTF"),
        (b"\xd0\xcf\x11\xe0", ".doc"),
        (b"\xef\xbb\xbf{\\rtf1 ...", "RTF"),
        (b"\r\n%PDF-1.4\n...", "PDF"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bao.example/\r\n", "MHTML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "MHTML"),
        (b"\x1f\x8b\x08\x00", "Gzip"),
        ("Đoạn".encode("cp1258", "replace") + b"\xff", "UTF-16"),
        (b"\x00\x01\x02", "byte 0"),
        (b"<html><meta charset=khong-co>\xff", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_how_to_save_it(raw: bytes, named: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_copy(raw)
    assert named in caught.value.message.vi
    assert "lưu với bảng mã UTF-8" in caught.value.message.vi
    assert "save it as UTF-8" in caught.value.message.en
