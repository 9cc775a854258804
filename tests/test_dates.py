"""EDTF dates: what is taken, what it can mean, and how it reads in both languages."""

from __future__ import annotations

import time

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from archive import dates

LABELS = [
    ("2018", "2018", "2018"),
    ("2018-07", "tháng 7/2018", "July 2018"),
    ("2018-07-09", "9/7/2018", "9 July 2018"),
    ("2018?-07-09", "9/7/2018", "9 July 2018"),
    ("2015/2018", "2015–2018", "2015–2018"),
    ("2017-09/2018-09", "9/2017–9/2018", "September 2017–September 2018"),
    ("2017-09/..", "từ tháng 9/2017", "since September 2017"),
    ("../2018-06", "đến tháng 6/2018", "until June 2018"),
    ("2017-09/", "từ tháng 9/2017, chưa rõ đến khi nào", "from September 2017, end not known"),
    ("/2018-06", "chưa rõ từ khi nào, đến tháng 6/2018", "until June 2018, beginning not known"),
    ("2015?-03-09", "9/3/2015", "9 March 2015"),
    ("2022?-01", "tháng 1/2022", "January 2022"),
]


@pytest.mark.parametrize(("date", "vi", "en"), LABELS)
def test_a_date_in_words(date: str, vi: str, en: str) -> None:
    assert dates.valid(date)
    assert (dates.label(date, "vi"), dates.label(date, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2018?-07-09", "2018-07-09", "2018-07-09"),
        ("2015/2018", "2015-01-01", "2018-12-31"),
        ("2017-09/..", "2017-09-01", dates.LAST),
        ("../2018-06", dates.FIRST, "2018-06-30"),
        ("2017-09/", "2017-09-01", dates.LAST),
        ("/2018-06", dates.FIRST, "2018-06-30"),
        ("2018?/2019-02?", "2018-01-01", "2019-02-28"),
        ("2016-02-29/2016-02-29", "2016-02-29", "2016-02-29"),
    ],
)
def test_the_days_that_a_date_can_mean(date: str, first: str, last: str) -> None:
    assert dates.bounds(date) == (first, last)


@pytest.mark.parametrize(
    "date",
    ["", "2018-13", "2018-02-30", "9/7/2018", "tháng 7", "2015-2018", "2018/2017", "2018-07-09T10:00", "20180709",
     "2018~", "201X", "[2018,2019]", "..", "../..", "/", "/..", "../", "2018/2019/", "//2018", "2018/2019/2020", "2018-21", "2018-07-09\n", "２０１８", "0001-05/..", "2018-10/9999-05", "1018", "2018??", "2018?/2019?-02", "../2018?-02", "2018-02-30/2019"],
)  # fmt: skip
def test_what_cannot_be_put_into_words_is_refused(date: str) -> None:
    assert not dates.valid(date)
    with pytest.raises(ValueError, match=r".*"):
        dates.bounds(date)


def _end(year: int) -> list[str]:
    """Every form of an end that has a shape of ours, right or not: dates with marks, and what is open or unknown."""
    dated = (f"{year}{own}{rest}{all_}" for own in ("", "?") for rest in ("", "-02", "-02-29") for all_ in ("", "?"))
    return [*dated, dates.OPEN, dates.UNKNOWN]


def _by_the_library(date: str) -> tuple[str, str] | None:
    """What the library makes of a date. An unknown end it puts ten years off: what is not known may be any day."""
    try:
        parsed = parse_edtf("/".join(end or dates.OPEN for end in date.split("/")))
        first, last = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, AttributeError, TypeError):
        return None
    days = [time.strftime("%Y-%m-%d", day) if isinstance(day, time.struct_time) else None for day in (first, last)]
    low, high = days[0] or dates.FIRST, days[1] or dates.LAST
    return (low, high) if low <= high else None


@pytest.mark.parametrize("start", _end(2020))
def test_every_form_is_what_the_library_of_the_standard_makes_of_it(start: str) -> None:
    told: dict[str, tuple[str, str] | None] = {}
    for date in (start, *(f"{start}/{end}" for year in (2016, 2024) for end in _end(year))):
        try:
            told[date] = dates.bounds(date)
        except ValueError:
            told[date] = None
    nothing_known = {"", *(f"{one}/{other}" for one in ("", "..") for other in ("", ".."))} | {".."}
    assert told == {date: None if date in nothing_known else _by_the_library(date) for date in told}


@pytest.mark.parametrize(
    ("interval", "date", "covered"),
    [
        ("2017-09/2018-09", "2018?-07-09", True),
        ("2017-09/..", "2018-07-09", True),
        ("2018-10/..", "2018-07-09", False),
        ("../2018-06", "2018-07-09", False),
        ("2017-09/", "2018-07-09", True),
        ("2018-07/2018-08", "2018", False),
    ],
)
def test_what_an_interval_covers(interval: str, date: str, covered: bool) -> None:
    assert dates.covers(interval, date) is covered


def test_uncertain_is_what_carries_a_question_mark() -> None:
    assert dates.uncertain("2018?-07-09")
    assert not dates.uncertain("2018-07-09")
