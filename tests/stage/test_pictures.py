"""The picture of a proved date: its bars end where their sources do, every mark is a link, and no line meets a word."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.stage.pictures import FADING, LABELLED, LEAST, UNITS, Bar, Candidate, Held, window

HEAD, WAY = "Bước một: không sớm hơn", "#bc-01-2"
YEARS = [Candidate(str(2016 + n), 0.05 + n / 5.5, left=n == 2) for n in range(6)]


def drawn(*bars: Bar, years: list[Candidate] = YEARS) -> LexborHTMLParser:
    return LexborHTMLParser(window([Held(HEAD, WAY, bars)], years, ("#bc-01-1", "9/7/2018"), "Chú thích", "hinh"))


def ends(way: str) -> tuple[int, int]:
    """Where the pieces of a path across begin and end."""
    pieces = [(int(start), end) for start, end in re.findall(r"M(-?\d+) 4((?:H|h)-?\d+)", way)]
    across = [
        end for start, to in pieces for end in (start, int(to[1:]) if to.startswith("H") else start + int(to[1:]))
    ]
    assert across, f"no line across: {way}"
    return min(across), max(across)


@pytest.mark.parametrize(
    ("bar", "sure", "fading"),
    [
        (Bar("Từ tháng 9, chưa rõ đến khi nào", "x", 0.2, 0.21, to_later=True), (200, 216), (224, 272)),
        (Bar("Đến tháng 9, chưa rõ từ khi nào", "x", 0.6, 0.7, from_before=True), (600, 700), (544, 592)),
        (Bar("Đến nay", "x", 0.2, 1.0), (200, 1000), None),
        (Bar("Đến tháng 9", "x", 0.2, 0.7), (200, 700), None),
        (Bar("Một ngày", "x", 0.5, 0.5), (500, 500 + LEAST), None),
    ],
)
def test_a_bar_is_solid_where_its_source_speaks_and_fades_where_nobody_knows(
    bar: Bar, sure: tuple[int, int], fading: tuple[int, int] | None
) -> None:
    found = drawn(bar).css("path.bar")
    assert ends(found[0].attributes["d"] or "") == sure
    assert [ends(path.attributes["d"] or "") for path in found[1:]] == ([fading] if fading else [])
    assert all("fading" in (path.attributes["class"] or "") for path in found[1:])


def test_a_tail_is_short_and_its_dashes_die_away() -> None:
    at, long = FADING[-1]
    assert at + long < UNITS / 15, "half a year on a picture of six looks like a time in office"
    lengths = [long for _, long in FADING]
    assert lengths == sorted(lengths, reverse=True)


def test_every_mark_is_a_link_with_a_name_to_where_it_is_stated() -> None:
    found = drawn(Bar("Trưởng Ban, từ tháng 9/2017", "../../id/nv-6/", 0.2, 0.3))
    links = {a.attributes.get("aria-label") or a.text(): a.attributes["href"] for a in found.css("a")}
    assert links == {"2018: 9/7/2018": "#bc-01-1", HEAD: WAY, "Trưởng Ban, từ tháng 9/2017": "../../id/nv-6/"}
    for path in found.css("path"):
        above = path.parent and path.parent.parent
        assert above is not None
        assert above.tag == "a", "a line stands in no link"
    assert all(svg.attributes["aria-hidden"] == "true" for svg in found.css("li svg"))


def test_words_and_lines_are_drawn_apart() -> None:
    found = drawn(Bar("Trưởng Ban", "x", 0.2, 0.3))
    assert not found.css("li text, .axis path")
    assert {svg.attributes["viewBox"] for svg in found.css("li svg")} == {f"0 0 {UNITS} 9"}


def test_of_many_years_some_are_named_and_the_one_that_is_left_always() -> None:
    many = [Candidate(str(2000 + n), n / 20, left=n == 11) for n in range(20)]
    named = [text.text() for text in drawn(years=many).css("text")]
    assert len(named) <= LABELLED
    assert "2011" in named
    assert len(drawn(years=many).css("li path")[0].attributes["d"] or "") > 0
