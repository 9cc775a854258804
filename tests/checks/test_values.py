"""Values: what YAML, entities and attributes decode to is held to the same rules as what is spelt, in its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.hostile import HONEST, HOSTILE

from archive.findings import Finding

Write = Callable[[str, str], None]
Find = Callable[[], list[Finding]]
Expect = Callable[[str, str | bytes, str], None]

PAGE = "docs/vi/trang.md"

FIRST: dict[str, tuple[str, str]] = {
    "script": ("DV301 2:13", "DV301 4:5"),
    "script as spelt": ("DV301 2:13", "DV301 4:5"),
    "script in capitals": ("DV301 2:13", "DV301 4:5"),
    "image that fails": ("DV301 2:13", "DV301 4:5"),
    "svg": ("DV301 2:13", "DV301 4:5"),
    "bold as a tag": ("DV301 2:13", ""),
    "line break as a tag": ("DV301 2:12", ""),
    "comment": ("DV301 2:13", "DV301 4:5"),
    "declaration": ("DV301 2:13", "DV301 4:5"),
    "processing instruction": ("DV301 2:13", "DV301 4:5"),
    "end of CDATA": ("DV301 2:19", "DV301 4:8"),
    "end of a table cell": ("DV301 2:11", "DV301 4:3"),
    "end of a title": ("DV301 2:13", "DV301 4:5"),
    "forged claim box": ("DV301 2:13", "DV301 4:5"),
    "autolink": ("DV301 2:13", ""),
    "line feed": ("DV212 2:12", "DV129 4:4"),
    "carriage return": ("DV212 2:12", "DV129 4:4"),
    "CR LF, a new RIS record": ("DV212 2:12", "DV129 4:4"),
    "line feed, a heading": ("DV212 2:12", ""),
    "next line": ("DV212 2:12", "DV129 4:4"),
    "line separator": ("DV212 2:12", "DV129 4:4"),
    "paragraph separator": ("DV212 2:12", "DV129 4:4"),
    "vertical tab": ("DV212 2:12", "DV129 4:4"),
    "form feed": ("DV212 2:12", "DV129 4:4"),
    "tab": ("DV213 2:12", "DV129 4:4"),
    "NUL": ("DV129 2:12", ""),
    "start of heading": ("DV129 2:12", "DV129 4:4"),
    "backspace": ("DV129 2:12", "DV129 4:4"),
    "escape": ("DV129 2:12", "DV129 4:4"),
    "delete": ("DV129 2:12", "DV129 4:4"),
    "C1 control": ("DV129 2:12", "DV129 4:4"),
    "replacement character": ("DV129 2:12", "DV129 4:4"),
    "non-character": ("DV129 2:12", "DV129 4:4"),
    "non-character FDD0": ("DV129 2:12", "DV129 4:4"),
    "non-character of plane 1": ("DV129 2:12", "DV129 4:4"),
    "private use": ("DV129 2:12", "DV129 4:4"),
    "private use of plane 15": ("DV129 2:12", "DV129 4:4"),
    "unassigned": ("DV129 2:12", "DV129 4:4"),
    "turned text": ("DV127 2:13", "DV127 4:5"),
    "left-to-right mark": ("DV127 2:12", "DV127 4:4"),
    "isolate": ("DV127 2:12", "DV127 4:4"),
    "Arabic letter mark": ("DV127 2:12", "DV127 4:4"),
    "zero width space": ("DV128 2:12", "DV128 4:4"),
    "zero width joiner": ("DV128 2:12", "DV128 4:4"),
    "word joiner": ("DV128 2:12", "DV128 4:4"),
    "soft hyphen": ("DV128 2:12", "DV128 4:4"),
    "byte order mark": ("DV128 2:12", "DV128 4:4"),
    "interlinear annotation": ("DV128 2:12", "DV128 4:4"),
    "tag letter": ("DV128 2:12", "DV128 4:4"),
    "variation selector": ("DV128 2:12", "DV128 4:4"),
    "Hangul filler": ("DV128 2:12", "DV128 4:4"),
    "braille blank": ("DV134 2:12", "DV134 4:4"),
    "no-break space at the end": ("DV213 2:14", ""),
    "ideographic space": ("DV134 2:12", "DV134 4:4"),
    "em space": ("DV134 2:12", "DV134 4:4"),
    "space at the start": ("DV213 2:9", ""),
    "space at the end": ("DV213 2:12", ""),
    "nothing but spaces": ("DV213 2:9", ""),
    "Cyrillic a": ("DV130 2:13", "DV130 4:5"),
    "Cyrillic word": ("DV130 2:12", ""),
    "Greek omicron": ("DV130 2:13", "DV130 4:5"),
    "full-width letter": ("DV130 2:13", "DV130 4:5"),
    "mathematical letter": ("DV130 2:13", "DV130 4:5"),
    "eth": ("DV131 2:9", "DV131 4:1"),
    "letter and mark apart": ("DV122 2:10", "DV122 4:2"),
    "loose mark": ("DV132 2:14", "DV132 4:10"),
    "full-width digit": ("DV135 2:16", "DV135 4:8"),
    "Arabic digit": ("DV135 2:16", "DV135 4:8"),
    "attributes in braces": ("DV308 2:11", "DV307 4:3"),
    "id in braces": ("DV308 2:11", "DV307 4:3"),
    "class in braces": ("DV308 2:11", "DV307 4:3"),
    "emphasis": ("DV308 2:13", ""),
    "strong": ("DV308 2:13", ""),
    "emphasis with lines": ("DV308 2:13", ""),
    "code": ("DV308 2:13", ""),
    "link": ("DV308 2:13", "DV311 4:9"),
    "link by reference": ("DV308 2:13", ""),
    "link by reference after a space": ("DV308 2:13", ""),
    "image": ("DV308 2:13", "DV312 4:10"),
    "struck": ("DV308 2:13", "DV343 4:5"),
    "marked": ("DV308 2:13", "DV343 4:5"),
    "entity": ("DV308 2:13", ""),
    "entity by number": ("DV308 2:13", ""),
    "backslash": ("DV308 2:13", ""),
    "bare address": ("DV308 2:12", ""),
    "address that runs": ("DV308 2:13", ""),
    "heading": ("DV308 2:9", ""),
    "list": ("DV308 2:9", ""),
    "number of a list": ("DV308 2:8", ""),
    "quotation": ("DV308 2:9", ""),
    "line across": ("DV308 2:9", ""),
}
"""The first finding where the value is a title (on line 2), and where it is a paragraph (on line 4)."""


def _found(find: Find, file: str = PAGE) -> list[str]:
    return [f"{f.code} {f.place.line}:{f.place.column}" for f in find() if f.place.path == file]


def _words(find: Find) -> str:
    return "\n".join(finding.line("en") for finding in find()) or "nothing was found"


def test_every_hostile_value_has_its_place() -> None:
    assert sorted(FIRST) == sorted(HOSTILE), "tests/hostile.py and the places here name different values"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_title_is_found_where_it_does_harm(write: Write, find: Find, name: str) -> None:
    write(PAGE, f"---\ntitle: {HOSTILE[name][1]}\n---\nLời.\n")
    assert _found(find)[:1] == [FIRST[name][0]], f"{name}: {_words(find)}"


@pytest.mark.parametrize("name", [name for name in HOSTILE if HOSTILE[name][2]])
def test_a_hostile_paragraph_is_found_where_it_does_harm(write: Write, find: Find, name: str) -> None:
    write(PAGE, f"---\ntitle: Trang\n---\n{HOSTILE[name][2]}\n")
    assert _found(find)[:1] == [FIRST[name][1]], f"{name}: {_words(find)}"


_SOURCE = (
    "---\nid: n-hai\nkind: source\ntitle: A\ntier: context\npublisher: A\nshort: A\nheadline: A\n"
    "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {}\n@@\n---\n"
)
PLACES: dict[str, tuple[str, str]] = {
    "a summary": (PAGE, "---\ntitle: Trang\nsummary: @@\n---\n"),
    "an item": ("docs/vi/hai.md", "---\ntitle: Trang\nunknowns:\n  - @@\n---\n"),
    "an author": ("docs/vi/nguon/n-hai.md", _SOURCE.replace("@@", "author: @@")),
    "what stands at a locator": (
        "docs/vi/nguon/n-ba.md",
        _SOURCE.replace("n-hai", "n-ba").replace(" {}\n@@", "\n  p1:\n    about: @@"),
    ),
    "the same in English": ("docs/en/nguon/n-bao.md", "---\ntitle: Newspaper\nlocators:\n  p1: @@\n---\n"),
}


@pytest.mark.parametrize("name", [name for name in HOSTILE if not FIRST[name][0].startswith("DV208")])
def test_a_hostile_value_is_found_in_every_key(write: Write, find: Find, name: str) -> None:
    for file, page in PLACES.values():
        write(file, page.replace("@@", HOSTILE[name][1]))
    everything = find()
    code, place = FIRST[name][0].split(" ")
    for where, (file, page) in PLACES.items():
        before = page.split("@@")[0].rpartition("\n")[2]
        column = int(place.split(":")[1]) - len("title: ") + len(before)
        found = [(f.code, f.place.column) for f in everything if f.place.path == file]
        assert (code, column) in found, f"{name} as {where}: {found}"


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_value_gives_nothing(write: Write, find: Find, name: str) -> None:
    _, yaml, markdown = HONEST[name]
    body = f"{markdown}\n" if markdown else "Lời.\n"
    write(PAGE, f"---\ntitle: {yaml}\nsummary: {yaml}\nunknowns:\n  - {yaml}\n---\n{body}")
    assert _found(find) == [], f"{name}: {_words(find)}"


CLAIM = '51 xã.\n{ #kq-09-1 .claim source="n-bao#p1" @@ }\n'
BODIES: list[tuple[str, str, str]] = [
    ("entity in a heading", "## Một&zwj;hai\n", "DV128 4:7"),
    ("entity in a cell", "| A | B |\n|---|---|\n| x | xã V&#x430;n |\n", "DV130 6:11"),
    ("entity in an alt text", "![a&#x202e;b](../assets/hinh.svg)\n", "DV127 4:4"),
    ("entity in a link's title", '[x](index.md "a&shy;b")\n', "DV310 4:5, DV128 4:16"),
    ("entity in a link's words", "[a&ZeroWidthSpace;b](index.md)\n", "DV128 4:3"),
    ("entity in an item", "- một\n- h&#1086;a\n", "DV130 5:4"),
    ("entity in an attribute of a tag", '<abbr title="U&#8203;B">UB</abbr>\n', "DV128 4:15"),
    ("number with zeros before it", "Một&#x00000000202e;\n", "DV127 4:4, DV327 4:4"),
    ("number that is too large", "Một&#x110000;\n", "DV129 4:4"),
    ("surrogate", "Một&#xd83d;\n", "DV129 4:4"),
    ("Windows' number", "Một&#133;\n", "DV129 4:4"),
    ("one look-alike in a word with an entity", "xã V\u0430n&#97;\n", "DV130 4:5"),
    ("two in one line", "a&shy;b và c&shy;d\n", "DV128 4:2, DV128 4:13"),
    ("the same letter twice, once as spelt", "a\u00adb c&shy;d\n", "DV128 4:2, DV128 4:6"),
    ("old tone behind an entity", "Văn ho&aacute;\n", "DV133 4:5"),
    ("office with emphasis", CLAIM.replace("@@", 'office="Trưởng *ban*"'), "DV308 5:52"),
    ("office with an entity", CLAIM.replace("@@", 'office="A &amp; B"'), "DV308 5:47"),
    ("name with an escape", CLAIM.replace("@@", r'name="A\*"'), "DV308 5:44"),
    ("office with a tag", CLAIM.replace("@@", 'office="<b>x</b>"'), "DV308 5:45"),
    ("office with an unseen entity", CLAIM.replace("@@", 'office="a&#x202e;b"'), "DV127 5:46"),
    ("office with an unseen letter", CLAIM.replace("@@", 'office="a\u202eb"'), "DV127 5:46"),
    ("office with white space around it", CLAIM.replace("@@", 'office=" a "'), "DV213 5:37"),
]


@pytest.mark.parametrize(("name", "body", "expected"), BODIES, ids=[case[0] for case in BODIES])
def test_what_a_body_decodes_to_is_found_in_its_place(expect: Expect, name: str, body: str, expected: str) -> None:
    expect(PAGE, f"---\ntitle: Trang\n---\n{body}", expected)


@pytest.mark.parametrize(
    "body",
    [
        "`&#x202e;` và `a&shy;b` là mã.\n",
        "Lời.\n\n```\n&#x202e;\n```\n",
        "&amp;#x202e; &nbsp; &lt;b&gt; &copy; &AMP &khong;\n",
        CLAIM.replace("@@", 'office="Phó Trưởng Ban (C*), R&D, a_b"'),
        "Điều&nbsp;5, 5&thinsp;%".replace("&thinsp;", " ") + "\n",
    ],
)
def test_honest_entities_and_attributes_give_nothing(expect: Expect, body: str) -> None:
    expect(PAGE, f"---\ntitle: Trang\n---\n{body}", "")


FRONT: list[tuple[str, str, str]] = [
    ("as spelt, once", "title: a\u202eb", "DV127 2:9"),
    ("control as spelt", "title: a\x01b", "DV129 2:9"),
    ("line separator as spelt", "title: a\u2028b", "DV129 2:9"),
    ("non-character as spelt", "title: a\ufffeb", "DV129 2:9"),
    ("once as spelt, once as an escape", 'title: "a\u200bb \\u200b"', "DV128 2:10, DV128 2:13"),
    ("in a key", r'"titl\u200be": A', "DV128 2:6"),
    ("behind a doubled quote", "title: 'it''s *b*'", "DV308 2:15"),
    ("behind an escape", r'title: "\x41\x42 \u202e"', "DV127 2:18"),
    ("behind a letter of two units", 'title: "\U0001f333 \\u202e"', "DV127 2:11"),
    ("old tone as an escape", r'title: "Văn ho\xe1"', "DV133 2:13"),
    ("a word in which a part is an escape", r'title: "Ngh\xe1\xbb\x87"', "DV136 2:9"),
    ("emphasis that only the renderer sees", "title: C* và D*", "DV308 2:9"),
]


@pytest.mark.parametrize(("name", "front", "expected"), FRONT, ids=[case[0] for case in FRONT])
def test_a_slip_is_found_once_where_it_is_spelt(expect: Expect, name: str, front: str, expected: str) -> None:
    expect(PAGE, f"---\n{front}\n---\nLời.\n", expected)


@pytest.mark.parametrize("sign", ["<", '"', "`", "{", "}", "\\", "^", "|", " "])
def test_an_address_holds_no_sign_that_leaves_it(write: Write, find: Find, sign: str) -> None:
    address = f"https://x.example/a{sign}b".replace("'", "''")
    write("docs/vi/nguon/n-hai.md", _SOURCE.replace("@@", f"address: '{address}'"))
    assert any(f.code == "DV208" and f.place.line == 11 for f in find()), _words(find)
