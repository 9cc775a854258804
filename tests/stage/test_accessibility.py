"""The accessibility statement goes through every criterion, and shows what was measured where something was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import load

from archive import folders
from archive.context import Context
from archive.findings import LANGS, Lang
from archive.stage.sections import accessibility
from archive.words import said

RESULTS = {
    "date": "2026-11-25",
    "axe": {"version": "4.12", "pages": 7, "states": 4, "violations": 3},
    "nu": {"version": "26", "files": 9, "errors": 0},
}


def section(root: Path, lang: str, results: object = RESULTS) -> str:
    if results:
        (root / folders.RESULTS).write_text(json.dumps(results), "utf-8")
    archive = load(root)
    return accessibility.html(
        next(p for p in archive.pages if (p.lang, p.path) == (lang, "tro-nang.md")),
        archive,
        Context("https://danvan.example/"),
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", ("25/11/2026", "7 trang", "3 vi phạm", "9 tệp HTML", "0 lỗi")),
     ("en", ("25 November 2026", "7 pages", "3 violations", "9 HTML files", "0 errors"))],
)  # fmt: skip
def test_the_figures_are_those_of_the_record(small: Path, lang: str, said: tuple[str, ...]) -> None:
    html = section(small, lang)
    for words in said:
        assert words in html


@pytest.mark.parametrize("record", [None, "not JSON", "{}", '{"date": "2026-11-25", "axe": 1, "nu": 2}'])
def test_without_a_record_nothing_is_said(small: Path, record: str | None) -> None:
    if record is not None:
        (small / folders.RESULTS).write_text(record, "utf-8")
    html = section(small, "vi", None)
    assert accessibility.TITLE.vi not in html
    assert accessibility.UNTRIED.vi in html, "of pages that nobody tried it must not be said how they stand"
    assert "WCAG, criterion" not in section(small, "en", None)


WCAG = """
1.1.1 A, 1.2.1 A, 1.2.2 A, 1.2.3 A, 1.2.4 AA, 1.2.5 AA, 1.3.1 A, 1.3.2 A, 1.3.3 A, 1.3.4 AA, 1.3.5 AA, 1.4.1 A, 1.4.2 A,
1.4.3 AA, 1.4.4 AA, 1.4.5 AA, 1.4.10 AA, 1.4.11 AA, 1.4.12 AA, 1.4.13 AA, 2.1.1 A, 2.1.2 A, 2.1.4 A, 2.2.1 A, 2.2.2 A,
2.3.1 A, 2.4.1 A, 2.4.2 A, 2.4.3 A, 2.4.4 A, 2.4.5 AA, 2.4.6 AA, 2.4.7 AA, 2.4.11 AA, 2.5.1 A, 2.5.2 A, 2.5.3 A, 2.5.4 A,
2.5.7 AA, 2.5.8 AA, 3.1.1 A, 3.1.2 AA, 3.2.1 A, 3.2.2 A, 3.2.3 AA, 3.2.4 AA, 3.2.6 A, 3.3.1 A, 3.3.2 A, 3.3.3 AA,
3.3.4 AA, 3.3.7 A, 3.3.8 AA, 4.1.2 A, 4.1.3 AA
"""
"""The criteria of WCAG 2.2 at levels A and AA, in its order; 4.1.1 is obsolete."""
CRITERION = re.compile(r"([0-9.]+) (.+) \((?:mức|level) (AA?)\)")


@pytest.mark.parametrize("lang", LANGS)
def test_the_statement_goes_through_every_criterion_in_order(small: Path, lang: Lang) -> None:
    tree = LexborHTMLParser(section(small, lang))
    items = [item.text().replace("\n", " ") for item in tree.css(".criteria li")]
    heads = [CRITERION.match(item) for item in items]
    assert [f"{found[1]} {found[3]}" for found in heads if found] == WCAG.replace("\n", " ").strip().split(", ")
    states = [said(f"conformance.state_{state}")[lang] for state in ("met", "partly", "none_here")]
    for found, item in zip(heads, items, strict=True):
        told = item[found.end() if found else 0 :]
        assert any(told.startswith(f"{state}. ") for state in states), f"how it stands is not said first: {item}"
        assert re.search(r"(?:Cách thử|Tried by): .+\.$", told), f"how it was tried is not said: {item}"


def test_the_statement_says_that_no_user_of_a_screen_reader_tried_it(small: Path) -> None:
    assert "Chưa người dùng trình đọc màn hình nào thử" in section(small, "vi")
    assert "No user of a screen reader has tried" in section(small, "en")
