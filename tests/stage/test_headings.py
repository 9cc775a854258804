"""Headings have the same id in both languages, and an English one keeps the id of its own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import CAMPAIGN, edit, load

from archive.stage.headings import Names, names

VI, EN = f"vi/{CAMPAIGN}", f"en/{CAMPAIGN}"
CASES = {
    "one heading": ("## Đọc tiếp", "## Read on", {"read-on": "doc-tiep"}),
    "by place": ("## Một\n\n### Hai", "## One\n\n### Two", {"one": "mot", "two": "hai"}),
    "the same words twice": ("## Một\n\n## Một", "## One\n\n## Other", {"one": "mot", "other": "mot_1"}),
    "an id that is written": ("## Một { #a }", "## One", {"one": "a"}),
    "ids that cross": ("## B\n\n## A", "## A\n\n## B", {"a": "b", "b": "a"}),
    "not as many": ("## Một\n\n## Hai", "## One", {}),
    "not of the same level": ("## Một", "### One", {}),
    "none": ("", "", {}),
}


def english(root: Path, vietnamese_text: str, english_text: str) -> Names:
    edit(root, (VI, "", (root / "docs" / VI).read_text("utf-8") + f"\n{vietnamese_text}\n"))
    edit(root, (EN, "", (root / "docs" / EN).read_text("utf-8") + f"\n{english_text}\n"))
    archive = load(root)
    return names(archive.by_path["en", CAMPAIGN], archive)


@pytest.mark.parametrize("case", CASES)
def test_an_english_heading_has_the_vietnamese_id(small: Path, case: str) -> None:
    vietnamese_text, english_text, due = CASES[case]
    assert english(small, vietnamese_text, english_text).headings == due


def test_its_own_id_stays_unless_another_heading_has_it(small: Path) -> None:
    found = english(small, "## B\n\n## Hai", "## A\n\n## B")
    assert found.kept("a") == '<span id="a"></span>'
    assert found.kept("b") == "", "the first heading is called that"


def test_the_title_has_the_vietnamese_id_too(small: Path) -> None:
    found = english(small, "", "")
    assert (found.title, found.before) == ("dan-van-kheo", "skilful-mass-mobilisation")


def test_a_title_leaves_its_id_to_a_heading(small: Path) -> None:
    found = english(small, "## Dân vận khéo", "## One")
    assert (found.title, found.before) == ("", "skilful-mass-mobilisation")
