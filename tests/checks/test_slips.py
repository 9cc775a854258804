"""Slips in YAML and in attribute lists: where they are, that they are the finding, and what `--fix` makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import KQ, edit, make, shown

from archive.checks.checking import check
from archive.content.read import read_archive
from archive.findings import Finding
from archive.fix import fixed

Expect = Callable[[str, str | bytes, str], None]
Find = Callable[[], list[Finding]]
Write = Callable[[str, str], None]

PAGE = "docs/vi/trang.md"

FRONT: list[tuple[str, str, str]] = [
    ("cut", "title: Giúp các xã nghèo #miền Tây", "DV214 2:26"),
    ("cut in a list", "title: T\nunknowns:\n  - Xã #5", "DV214 4:8"),
    ("cut in brackets", "title: T\nunknowns: [Xã #5, b]\nsummary: x", "DV214 3:15"),
    ("cut in braces", "title: T\nunknowns: {a: Xã #5}\nsummary: x", "DV214 3:18"),
    ("cut to nothing", "title: #5", "DV214 2:8"),
    ("cut with quotation marks inside", 'title: Nói "a #b" xong', "DV214 2:15"),
    ("comment behind a quoted value", 'title: "Thu" # lời', "DV214 2:14"),
    ("comment behind a key", "title: T\nunknowns: # lời\n  - a", "DV214 3:11"),
    ("block", "title: |\n  Một\n  hai", "DV212 2:8"),
    ("folded block", "title: T\nsummary: >-\n  Một\n  hai", "DV212 3:10"),
    ("plain words over two lines", "title: Một\n  hai", "DV212 2:8"),
    ("quoted words over two lines", 'title: "Một\n  hai"', "DV212 2:8"),
    ("item over two lines", "title: T\nunknowns:\n  - Một\n    hai", "DV212 4:5"),
    ("tilde", "title: T\nsummary: ~", "DV217 3:10"),
    ("null", "title: null", "DV217 2:8"),
    ("Null in a list", "title: T\nunknowns: [Null]", "DV217 3:12"),
    ("tab in a value", "title: Một\thai", "DV213 2:11"),
    ("no-break space at a quoted end", 'title: "Một\u00a0"', "DV213 2:12"),
    ("no-break space at a line's end", "title: Một\u00a0", "DV125 2:11"),
    ("curly", "title: “Thu”", "DV215 2:8"),
    ("curly around a colon", "title: “Kết quả: 2018”", "DV215 2:8"),
    ("curly around a cut", "title: “Thu #5”", "DV215 2:8"),
    ("curly at the end", 'title: "Thu”\nsummary: x', "DV215 2:12"),
    ("curly at the start", 'title: “Thu"', "DV215 2:8"),
    ("single curly", "title: ‘Thu’", "DV215 2:8"),
    ("angled", "title: «Thu»", "DV215 2:8"),
    ("curly in a list", "title: T\nunknowns:\n  - “Xã”", "DV215 4:5"),
    ("curly in brackets", "title: T\nunknowns: [“a”, “b”]", "DV215 3:12, DV215 3:17"),
    ("no-break space behind the colon", "title:\u00a0X", "DV216 2:7"),
    ("the same above another key", "title:\u00a0X\nsummary: y", "DV216 2:7"),
    ("a space and a no-break space", "title: \u00a0X", "DV216 2:8"),
    ("no-break space before the colon", "title\u00a0: X", "DV216 2:6"),
    ("no-break space behind the hyphen", "title: T\nunknowns:\n  -\u00a0a", "DV216 4:4"),
    ("no-break indent", "title: T\nunknowns:\n\u00a0 - a", "DV216 4:1"),
    ("no-break space in brackets", "title: T\nunknowns: [a,\u00a0b]", "DV216 3:14"),
    ("ideographic space behind the colon", "title:\u3000X", "DV134 2:7, DV216 2:7"),
]

FINE = [
    "# lời nhắn\ntitle: Thu#5\nsummary: 'Xã #5'",
    'title: "Xã #5"\nunknowns: ["a #b", \'c #d\']',
    "title: “A” và “B”\nsummary: Phong trào “Dân vận khéo”",
    'title: "“Dân vận khéo”"',
    "title: Số:\u00a05\nunknowns:\n  - Điều:\u00a05\n  - 'a,\u00a0b'",
    "title: Yes\nsummary: 0123\nunknowns: [1:20, 2018-07-09, no, 1e3, .5, off]",
    'title: "null"\nsummary: "~"\nunknowns: [nullum]',
    "title:   Thu",
]

BODY: list[tuple[str, str, str]] = [
    ("behind the id", '51 xã.\n{ #kq-09-1\u00a0.claim source="n-bao#p1" }', "DV137 5:11"),
    ("before a key", '51 xã.\n{ #kq-09-1 .claim\u00a0source="n-bao#p1" }', "DV137 5:18"),
    ("behind the brace", '51 xã.\n{\u00a0#kq-09-1 .claim source="n-bao#p1" }', "DV137 5:2"),
    ("on a heading", "## Một {\u00a0#mot }", "DV137 4:9"),
    ("in a list", '- 51 xã.\n  { #kq-09-1 .claim\u2003source="n-bao#p1" }', "DV134 5:20, DV137 5:20"),
]


@pytest.mark.parametrize(("name", "front", "expected"), FRONT, ids=[case[0] for case in FRONT])
def test_a_slip_in_front_matter_is_the_finding(expect: Expect, name: str, front: str, expected: str) -> None:
    expect(PAGE, f"---\n{front}\n---\nLời.\n", expected)


@pytest.mark.parametrize("front", FINE)
def test_honest_front_matter_gives_nothing_and_stays_as_it_is(expect: Expect, front: str) -> None:
    expect(PAGE, f"---\n{front}\n---\nLời.\n", "")
    assert fixed(f"---\n{front}\n---\n".encode(), "vi").decode() == f"---\n{front}\n---\n"


@pytest.mark.parametrize(("name", "body", "expected"), BODY, ids=[case[0] for case in BODY])
def test_odd_white_space_between_attributes_is_the_finding(expect: Expect, name: str, body: str, expected: str) -> None:
    expect(PAGE, f"---\ntitle: Trang\n---\n{body}\n", expected)


def test_what_follows_from_run_on_attributes_is_held_back(tmp_path: Path) -> None:
    make(tmp_path)
    edit(tmp_path, (f"vi/{KQ}", "#kq-01-1 .claim", "#kq-01-1\u00a0.claim"))
    found = [f for f in check(read_archive(tmp_path)) if f.code != "DV404"]
    assert shown(found) == [f"vi/{KQ}:11:11 DV137"], "\n".join(finding.line("en") for finding in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: “Thu”\n---\n", '---\ntitle: "Thu"\n---\n'),
        ("---\ntitle: “Kết quả: 2018”\n---\n", '---\ntitle: "Kết quả: 2018"\n---\n'),
        ("---\ntitle: “Thu #5”\n---\n", '---\ntitle: "Thu #5"\n---\n'),
        ('---\ntitle: "Thu”\nsummary: b\n---\n', '---\ntitle: "Thu"\nsummary: b\n---\n'),
        ("---\ntitle: “C:\\Vinh”\n---\n", "---\ntitle: 'C:\\Vinh'\n---\n"),
        ("---\ntitle: ‘Thu’\n---\n", '---\ntitle: "Thu"\n---\n'),
        ("---\ntitle: T\nunknowns: [“a”, “b”]\n---\n", '---\ntitle: T\nunknowns: ["a", "b"]\n---\n'),
        ("---\ntitle:\u00a0Thu\n---\n", "---\ntitle: Thu\n---\n"),
        ("---\ntitle\u00a0:\u00a0“Thu”\n---\n", '---\ntitle : "Thu"\n---\n'),
        ("---\ntitle: T\nunknowns:\n\u00a0\u00a0-\u00a0a\n---\n", "---\ntitle: T\nunknowns:\n  - a\n---\n"),
        # Words stay as they are, and so does what is no attribute list.
        ("---\ntitle: T\nsummary: Điều:\u00a05 “a”\n---\n", "---\ntitle: T\nsummary: Điều:\u00a05 “a”\n---\n"),
        (
            '---\ntitle: T\n---\n51\u00a0xã “a”.\n{ #kq-09-1\u00a0.claim source=“n-bao#p1” office="A\u00a0B" }\n',
            '---\ntitle: T\n---\n51\u00a0xã “a”.\n{ #kq-09-1 .claim source="n-bao#p1" office="A\u00a0B" }\n',
        ),
        (
            "---\ntitle: T\n---\nLời.\n\n```\n{ #a\u00a0.b }\n```\n",
            "---\ntitle: T\n---\nLời.\n\n```\n{ #a\u00a0.b }\n```\n",
        ),
        ("---\ntitle: T\n---\n## Một {\u00a0#mot }\n", "---\ntitle: T\n---\n## Một { #mot }\n"),
    ],
)
def test_what_is_safe_is_mended(write: Write, find: Find, before: str, after: str) -> None:
    mended = fixed(before.encode(), "vi").decode()
    assert mended == after
    assert fixed(mended.encode(), "vi").decode() == after, "mended twice it is not the same"
    write(PAGE, mended)
    assert not {f.code for f in find()} & {"DV137", "DV202", "DV214", "DV215", "DV216"}, (
        "what was mended is found still"
    )


@pytest.mark.parametrize(
    "front",
    [
        "title: a\n  b:\u00a0c",
        "title: T\nsummary: a\n  b:\u00a0“c”",
        "\u00a0title: A",  # a key would go
        "id:\ntitle:\u00a0A",  # a fault would come
    ],
)
def test_what_could_not_be_read_once_mended_is_left_alone(front: str) -> None:
    text = f"---\n{front}\n---\n51 xã.\n{{ #kq-09-1\u00a0.claim }}\n"
    assert fixed(text.encode(), "vi").decode() == text.replace("1\u00a0.claim", "1 .claim")
