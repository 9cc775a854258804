"""Pictures: what is drawn of the data, and that words can be read."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.stage.pictures import FONT, LINE, Bar, Candidate, measure, window

OFFICES = [("Lễ ký kết không diễn ra trước ngày 9/7/2018, như lời báo đã đưa", [
    Bar("Trưởng Ban Dân vận Tỉnh ủy, từ tháng 9/2017", 0.2, None), Bar("Phó Bí thư", 0.5, 0.7)])]  # fmt: skip
YEARS = [Candidate(str(2016 + n), 0.05 + n / 5.5, left=n == 2) for n in range(6)]


def drawn() -> LexborHTMLParser:
    return LexborHTMLParser(window(OFFICES, YEARS, "Tên", "Lời tả", "hinh"))


def uprights(line: LexborNode) -> list[tuple[float, float, float]]:
    """The pieces of an upright line: x, top, bottom."""
    way = line.attributes["d"] or ""
    return [(float(x), float(top), float(end)) for x, top, end in re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)", way)]


@pytest.mark.parametrize("year", range(len(YEARS)))
def test_no_line_runs_through_words(year: int) -> None:
    found = drawn()
    fragments = uprights(found.css("path.thick, path.dotted")[year])
    assert fragments, "the day has no line"
    words = [text for text in found.css("text") if text.attributes["x"] == "4"]
    assert len(words) >= 4
    for text in words:
        right, base = 4 + measure(text.text()), float(text.attributes["y"] or 0)
        for x, top, end in fragments:
            assert x > right or end <= base - FONT + 1 or top >= base + 5, f"a line runs through {text.text()!r}"


def test_a_line_goes_on_beside_and_below_words() -> None:
    last = uprights(drawn().css("path.dotted")[-1])
    assert len(last) >= 1
    assert sum(end - top for _, top, end in last) > LINE
    ends = {uprights(line)[-1][2] for line in drawn().css("path.thick, path.dotted")}
    assert len(ends) == 1, "every day's line ends at the foot of the picture"


@pytest.mark.parametrize(
    ("bar", "look", "arrow"),
    [
        (Bar("Đến nay", 0.2, None), "line-indigo bar", True),
        (Bar("Chưa rõ đến khi nào", 0.2, None, unknown=True), "line-indigo bar dotted", False),
        (Bar("Đến tháng 9", 0.2, 0.7), "line-indigo bar", False),
    ],
)
def test_what_nobody_knows_the_end_of_does_not_look_as_if_it_went_on(bar: Bar, look: str, arrow: bool) -> None:
    found = LexborHTMLParser(window([("Chức vụ", [bar])], YEARS, "Tên", "Lời tả", "hinh"))
    assert [path.attributes["class"] for path in found.css("path.bar")] == [look]
    assert bool(found.css("path.line-page")) is arrow


def test_a_picture_has_a_name_and_apart_from_it_a_description() -> None:
    svg = drawn().css_first("svg")
    assert svg is not None
    assert (svg.attributes["aria-labelledby"], svg.attributes["aria-describedby"]) == ("hinh-t", "hinh-d")
    assert [node.text() for node in drawn().css("#hinh-t, #hinh-d")] == ["Tên", "Lời tả"]
