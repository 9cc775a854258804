"""What machines read can be read by them: feeds, citations, the table of claims, pictures, data in pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.inspect.conftest import FRAME

from archive.findings import Finding
from archive.inspect import ExpectedClaim, inspect_site
from archive.inspect.parsers import UnreadError, json_value, rows, xml

URL = "https://host.example/a/b/"
FEED, CITATION, TABLE, ICON, KQ = (
    "feed.xml",
    "id/kq-01.csl.json",
    "data/claims.csv",
    "assets/icon.svg",
    "kq/kq-01/index.html",
)
HEAD, TEXT, SAYS = "<!--head-->", "<!--text-->", "51 đơn vị."
CLAIMS = (KQ, TEXT, f'<p id="kq-01-1" class="claim">{SAYS}</p><p id="kq-01-2" class="claim">{SAYS}</p>')
DUE = tuple(ExpectedClaim(f"kq-01-{number}", "vi", "kq/kq-01/", SAYS) for number in (1, 2))
GOOD_TABLE = '\ufeffid,vi\r\nkq-01-1,"51 đơn vị, đều\nđặn"\r\nkq-01-2,\'=1+1\r\n'
LD = '<script type="application/ld+json">{}</script>'
Look = Callable[..., list[Finding]]

GOOD = [
    (FEED, "<title>Giúp xã<", "<title>5 &lt; 6 &amp; &#x1d41a;<"),
    (FEED, "</entry>\n</feed>", "<!-- x --></entry>\n</feed>"),
    (CITATION, '"Giúp xã"', '"<b> \\u202e & \\n"'),
    (ICON, '<svg xmlns="http://www.w3.org/2000/svg">', '<?xml version="1.0" encoding="UTF-8"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/><!--'),
    (ICON, "<path", '<use href="#x"/><path'),
    ("data/x.json", "", "[]"),
    ("data/x.json", "", f'["https://web.archive.org/web/2020/{URL}bai-cu/"]'),
    ("data/x.json", "", f'{{"a": "{URL}", "b": "{URL}kq/kq-01/#kq-01-1", "c": "https://host.example/a/bc/"}}'),
    ("data/x.csv", "", 'a,b\r\n"x\r\ny",z\r\n'),
    (KQ, HEAD, LD.format('{"@context": "https://schema.org", "name": "\\u003c/script"}')),
    (KQ, TEXT, '<svg viewBox="0 0 1 1"><title>5 &lt; 6</title><a xlink:href="#muc"><path d="M0 0"/></a></svg>'),
    (KQ, TEXT, "<p>&lt;svg&gt; <code>&lt;svg x</code></p>"),
]  # fmt: skip
BAD = [
    # Not to be read at all
    ("DV970", FEED, "</feed>", ""),
    ("DV970", FEED, "Giúp xã", "Giúp & xã"),
    ("DV970", FEED, "Giúp xã", "Giúp\x01xã"),
    ("DV970", FEED, "Giúp xã", "Giúp&#1;xã"),
    ("DV970", FEED, "Giúp xã", "Giúp\ufffexã"),
    ("DV970", FEED, "Giúp xã", "Giúp&nbsp;xã"),
    ("DV970", FEED, 'encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE feed [<!ENTITY x "y">]>'),
    ("DV970", FEED, 'encoding="UTF-8"', 'encoding="ISO-8859-1"'),
    ("DV970", ICON, "<svg", "<!DOCTYPE svg><svg"),
    ("DV970", ICON, "</svg>", ""),
    ("DV970", ICON, "<path", "<x:path"),
    ("DV970", "assets/site.webmanifest", '"Kho"', "'Kho'"),
    ("DV970", CITATION, "2026", "NaN"),
    ("DV970", CITATION, '"title": "Giúp xã"', '"title": "Giúp", "title": "xã"'),
    ("DV970", CITATION, "[{", "\ufeff[{"),
    ("DV970", CITATION, "[{", "[" * 100_000),
    ("DV970", "data/x.json", "", '{"x": "a\nb"}'),
    ("DV970", "data/x.csv", "", 'a,b\r\n"x"y,z\r\n'),
    ("DV970", "data/x.csv", "", 'a,b\r\nx,"z\r\n'),
    # Parts of a page
    ("DV971", KQ, HEAD, LD.format('{"name": "x}')),
    ("DV971", KQ, HEAD, LD.format('{"name": "a\tb"}')),
    ("DV971", KQ, TEXT, LD.format("")),
    ("DV971", KQ, TEXT, "<svg><title>R&D</title></svg>"),
    ("DV971", KQ, TEXT, "<svg><title>R\x0cD</title></svg>"),
    ("DV971", KQ, TEXT, "<svg><text>5 < 6</text></svg>"),
    ("DV971", KQ, TEXT, "<svg viewBox=0><path d='M0 0'/></svg>"),
    ("DV971", KQ, TEXT, "<svg><path d='M0 0'></svg>"),
    # A feed that no reader takes
    ("DV972", FEED, 'xmlns="http://www.w3.org/2005/Atom"', ""),
    ("DV972", FEED, "<title>Giúp xã</title>", ""),
    ("DV972", FEED, "<title>Giúp xã</title>", "<title> </title>"),
    ("DV972", FEED, f"<id>{URL}kq/kq-01/</id>", ""),
    ("DV972", FEED, f"<id>{URL}kq/kq-01/</id>", f"<id>{URL}</id>"),
    ("DV972", FEED, "2026-11-23T07:00:00.5+07:00", "2026-11-23"),
    ("DV972", FEED, "2026-11-23T07:00:00.5+07:00", "2026-11-23T07:00:00"),
    ("DV972", FEED, "2026-11-23T07:00:00.5+07:00", "2026-11-31T07:00:00Z"),
    ("DV972", FEED, "<author><name>Kho</name></author>", ""),
    ("DV973", FEED, f'<link href="{URL}kq/kq-01/"/>', ""),
    ("DV973", FEED, f'<link href="{URL}kq/kq-01/"/>', f'<link href="{URL}kq/kq-09/"/>'),
    ("DV973", FEED, f'<link href="{URL}kq/kq-01/"/>', '<link href="https://elsewhere.example/"/>'),
    ("DV973", FEED, f'<link href="{URL}kq/kq-01/"/>', f'<link href="{URL}assets/main.css"/>'),
    ("DV978", "data/x.json", "", f'{{"href": "{URL}kq/kq-09/"}}'),
    ("DV978", "data/x.json", "", f'["{URL}kq/kq-01/", "{URL}assets/khong.css#x"]'),
    ("DV978", "data/x.csv", "", f"id,url\r\nx,{URL}kq/kq-01\r\n"),
    # Pictures that do more than be seen
    ("DV977", ICON, "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"),
    ("DV977", ICON, "<path", "<script>x()</script><path"),
    ("DV977", ICON, "<path", '<path onload="x()"'),
    ("DV977", ICON, "<path", '<a href="javascript:x()"/><path'),
    ("DV977", ICON, "<path", '<use xmlns:l="http://www.w3.org/1999/xlink" l:href="//x.example/y.svg#z"/><path'),
    ("DV977", ICON, "<path", '<foreignObject/><path'),
    ("DV977", ICON, "<path", '<b xmlns="http://www.w3.org/1999/xhtml"/><path'),
]  # fmt: skip
BAD_CITATIONS = [
    ('"id": "kq-01"', '"id": "kq-02"'),
    ('"type": "webpage"', '"type": ""'),
    ('"Giúp xã"', '" "'),
    ('"https://host', '"javascript:host'),
    ('{"date-parts"', '{"raw"'),
    ("[{", "[{}, {"),
]
BAD_TABLES = [
    ("DV975", "\ufeff", ""),
    ("DV975", "id,vi", "mã,vi"),
    ("DV975", "'=1+1", "'=1+1,x"),
    ("DV975", "kq-01-2,'=1+1\r\n", ""),
    ("DV975", "kq-01-2,", "kq-01-1,"),
    ("DV975", "kq-01-2,'=1+1\r\n", "kq-01-2,x\r\nkq-01-3,x\r\n"),
    ("DV976", "'=1+1", "=1+1"),
    ("DV976", "'=1+1", "@SUM(A1)"),
    ("DV976", "'=1+1", "＝1+1"),
    ("DV976", "'=1+1", " =1+1"),
    ("DV976", "'=1+1", "-5 độ"),
    ("DV976", "'=1+1", '"\t=1+1"'),
]


@pytest.mark.parametrize(("path", "old", "new"), GOOD)
def test_good_format(look: Look, path: str, old: str, new: str) -> None:
    end = "-->" if new.endswith("<!--") else ""
    assert look((path, old, new), *([(path, "</svg>", f"</svg>{end}")] if end else [])) == []


@pytest.mark.parametrize(("code", "path", "old", "new"), BAD)
def test_bad_format(look: Look, code: str, path: str, old: str, new: str) -> None:
    found = {(each.code, each.place.path) for each in look((path, old, new))}
    # A script, or a picture's handler, in the text has findings of its own.
    assert {each for each in found if each[0].startswith("DV97")} == {(code, f"site/{path}")}


def test_a_file_that_cannot_be_read_is_named_with_its_line(look: Look) -> None:
    (found,) = look((FEED, "Giúp xã", "Giúp & xã"))
    assert str(found.place) == "site/feed.xml:4:1"
    assert "not well-formed" in found.message.en


@pytest.mark.parametrize(("old", "new"), BAD_CITATIONS)
def test_a_bad_citation_is_found_at_what_it_cites(look: Look, old: str, new: str) -> None:
    found = look((CITATION, old, new), origins={KQ: "docs/vi/kq/kq-01.md"})
    assert [(each.code, each.place.path) for each in found] == [("DV974", "docs/vi/kq/kq-01.md")]


def test_a_citation_of_nothing_that_is_known_is_found_at_its_file(look: Look) -> None:
    found = look(("id/kq-02.csl.json", "", "[]"))
    assert [(each.code, each.place.path) for each in found] == [("DV974", "site/id/kq-02.csl.json")]


def test_a_good_table(look: Look) -> None:
    assert look((TABLE, "", GOOD_TABLE), CLAIMS, claims=DUE) == []


@pytest.mark.parametrize(("code", "old", "new"), BAD_TABLES)
def test_a_bad_table(look: Look, code: str, old: str, new: str) -> None:
    assert old in GOOD_TABLE
    found = look((TABLE, "", GOOD_TABLE.replace(old, new, 1)), CLAIMS, claims=DUE)
    assert {(each.code, each.place.path) for each in found} == {(code, f"site/{TABLE}")}


def test_a_formula_is_found_in_its_row(look: Look) -> None:
    (found,) = look((TABLE, "", GOOD_TABLE.replace("'=", "=")), CLAIMS, claims=DUE)
    assert str(found.place) == f"site/{TABLE}:3:1"


def test_what_is_not_utf_8_is_a_finding(look: Look, tmp_path: Path) -> None:
    look(("x.json", "", "{}"), ("x.csv", "", "x"))
    for name in ("feed.xml", "x.json", "x.csv"):
        (tmp_path / name).write_bytes(b"\xff\xfe<\x00")
    found = inspect_site(tmp_path, URL, [], {}, frame=FRAME)
    assert [(each.code, each.place.path) for each in found] == [
        ("DV970", "site/feed.xml"), ("DV970", "site/x.csv"), ("DV970", "site/x.json"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "bomb",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ATTLIST x onload CDATA "x()">]><x/>',
    ],
)
def test_xml_has_no_dtd(bomb: bytes) -> None:
    with pytest.raises(UnreadError, match="DOCTYPE"):
        xml(bomb)


def test_a_reason_names_its_line() -> None:
    for parse, data, line in (
        (xml, b"<x>\n\n&y;</x>", 3),
        (json_value, b"[\n1,\n]", 3),
        (rows, b'a\r\n"b"c', 2),
        (rows, b"a\n\xff", 2),
    ):
        with pytest.raises(UnreadError) as raised:
            parse(data)
        assert raised.value.line == line, data
