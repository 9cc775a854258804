"""Reads a saved copy of a source, as people save one: a text file, in UTF-8 or UTF-16, or the web page itself.

Takes the file's bytes; gives its text, one paragraph a line as far as the file says, and how it was read. Refuses
what holds no text that can be compared, in words that say how to save it. Scripts and hidden
elements of a page are left out; nothing of the copy is kept.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.findings import Text
from archive.refusal import Refusal

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    }
)  # fmt: skip
_LEFT_OUT = frozenset({"script", "style", "template", "noscript", "head", "svg", "-comment"})
_PAGE = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CHARSET = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_FIRST = 4096
_SAVE = Text(
    "mở bài báo trong trình duyệt, chọn và chép phần chữ vào một tệp .txt, mỗi đoạn một dòng, lưu với bảng mã UTF-8",
    "open the article in a browser, copy its words into a .txt file, one paragraph a line, and save it as UTF-8",
)
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word (.docx), Zip"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"From: <Saved by ", "MHTML (.mhtml)"),
    (b"MIME-Version: ", "MHTML (.mhtml)"),
    (b"\x1f\x8b", "Gzip"),
)
PLAIN, UTF_16, HTML = (
    Text("đọc như văn bản UTF-8", "read as text in UTF-8"),
    Text("đọc như văn bản UTF-16", "read as text in UTF-16"),
    Text("đọc như trang HTML: mỗi khối chữ là một dòng", "read as an HTML page: each block of words is a line"),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A copy's text, and how it was read: `PLAIN`, `UTF_16` or `HTML`."""

    text: str
    how: Text

    @property
    def exact(self) -> bool:
        """Whether the text, in UTF-8, has the bytes of the file."""
        return self.how is PLAIN


def read_copy(raw: bytes) -> Saved:
    """The text of a saved copy."""
    bare = raw[:_FIRST].removeprefix(codecs.BOM_UTF8).lstrip()
    for start, name in _KINDS:
        if bare.startswith(start):
            raise _refusal(Text(f"là tệp {name}, không phải văn bản", f"is a file of {name}, not text"))
    wide = _utf_16(raw)
    text = wide if wide is not None else _decoded(raw)
    if "\0" in text:
        raise _refusal(Text("không phải tệp văn bản (có byte 0)", "is no text (it holds zero bytes)"))
    if _PAGE.match(page := text.removeprefix("\ufeff")):
        return Saved("\n".join(_lines(page)), HTML)
    return Saved(text, PLAIN if wide is None else UTF_16)


def _refusal(what: Text) -> Refusal:
    return Refusal(Text(f"bản chép này {what.vi}; {_SAVE.vi}", f"this copy {what.en}; {_SAVE.en}"))


def _utf_16(raw: bytes) -> str | None:
    """The text of UTF-16, which Windows calls Unicode: told by its mark, or by a zero in every pair of bytes."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif len(raw) >= 4 and len(raw) % 2 == 0 and 0 in raw[:_FIRST]:
        even, odd = raw[:_FIRST:2].count(0), raw[1:_FIRST:2].count(0)
        name = "utf-16-le" if odd > even else "utf-16-be"
    else:
        return None
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(raw[:_FIRST])
        try:
            if named:
                return raw.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    raise _refusal(Text("không phải UTF-8 hay UTF-16", "is neither UTF-8 nor UTF-16"))


def _lines(page: str) -> list[str]:
    """The words of a page's blocks, in order."""
    body = LexborHTMLParser(page).body
    parts: list[str] = []
    if body is not None:
        _read(body, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _read(top: LexborNode, parts: list[str]) -> None:
    # Without recursion: a stranger's page may be nested as deep as it likes.
    waiting: list[LexborNode | str] = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        tag = node.tag or ""
        if tag == "-text":
            parts.append((node.text_content or "").replace("\n", " "))
        elif tag not in _LEFT_OUT and "hidden" not in node.attributes:
            around = "\n" if tag in _BLOCKS else ""
            waiting += [around, *reversed(list(node.iter(include_text=True))), around]
