"""The accessibility statement shows what was measured, and nothing where nothing was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archives import load

from archive.stage.context import Context
from archive.stage.sections import accessibility

RESULTS = {
    "date": "2026-11-25",
    "axe": {"version": "4.12", "pages": 7, "states": 4, "violations": 3},
    "nu": {"version": "26", "files": 9, "errors": 0},
}


def section(root: Path, lang: str) -> str:
    archive = load(root)
    return accessibility.html(
        next(p for p in archive.pages if (p.lang, p.path) == (lang, "tro-nang.md")), archive, Context()
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", ("25/11/2026", "7 trang", "3 vi phạm", "9 tệp HTML", "0 lỗi")),
     ("en", ("25 November 2026", "7 pages", "3 violations", "9 HTML files", "0 errors"))],
)  # fmt: skip
def test_the_figures_are_those_of_the_record(small: Path, lang: str, said: tuple[str, ...]) -> None:
    (small / "tests/browser").mkdir(parents=True)
    (small / accessibility.RESULTS).write_text(json.dumps(RESULTS), "utf-8")
    html = section(small, lang)
    for words in said:
        assert words in html


@pytest.mark.parametrize("record", [None, "not JSON", "{}", '{"date": "2026-11-25", "axe": 1, "nu": 2}'])
def test_without_a_record_nothing_is_said(small: Path, record: str | None) -> None:
    if record is not None:
        (small / "tests/browser").mkdir(parents=True)
        (small / accessibility.RESULTS).write_text(record, "utf-8")
    assert accessibility.TITLE.vi not in section(small, "vi")
