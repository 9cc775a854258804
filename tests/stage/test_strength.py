"""Ticks: one a statement, in rows that a phone has room for."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.stage import strength


@pytest.mark.parametrize("count", [1, 58, 59, 480])
def test_the_ticks_of_many_statements_stand_in_rows_within_their_drawing(count: int) -> None:
    looks = ["context", "reported"] * (count // 2) + ["official"] * (count % 2)
    drawing = LexborHTMLParser(strength.ticks(looks, "tất cả")).css_first("svg")
    assert drawing is not None
    wide, high = map(int, (drawing.attributes["viewBox"] or "").split()[2:])
    assert wide <= 360, "wider than the text of a phone"
    places = set()
    for path in drawing.css("path"):
        x = y = 0
        for command, *numbers in re.findall(r"([Mmv])(-?[0-9]+)(?: (-?[0-9]+))?", path.attributes["d"] or ""):
            if command == "v":
                y += int(numbers[0])
                places.add((x, y))
            else:
                step = [int(number) for number in numbers]
                x, y = (x + step[0], y + step[1]) if command == "m" else (step[0], step[1])
    assert len(places) == count, "two ticks stand in one place"
    assert all(0 < x < wide and strength.TICK < y <= high for x, y in places)
