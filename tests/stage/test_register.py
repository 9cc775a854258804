"""`chua-biet/`: what matters most comes first with whom to ask, and each unknown has an anchor that stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import KQ, SIGNING, edit, load, staged, withdrawn
from tests.stage.test_staging import html

from archive.content.model import Archive
from archive.settings import FILE

FIRST = """[[foremost]]
record = "kq-01"
unknown = "Những xã nào được giúp."
ask = { vi = "Sở Mẫu.", en = "The Sample Department." }

"""
MORE = (
    (f"vi/{KQ}", "unknowns: [", "unknowns: [Năm nào., "),
    (f"en/{KQ}", "unknowns: [", "unknowns: [Which year., "),
)


def first(root: Path, entries: str = FIRST) -> Archive:
    file = root / FILE
    file.write_text(file.read_text("utf-8").replace("[periods]\n", f"{entries}[periods]\n", 1), "utf-8")
    return load(root)


def anchors(archive: Archive, lang: str) -> dict[str, str]:
    """Each unknown's anchor, by its words."""
    items = html(staged(archive)[f"{lang}/chua-biet.md"]).css(".unknowns li[id]")
    return {re.split(r" \(|\n", item.text())[0]: item.attributes["id"] or "" for item in items}


def test_an_anchor_is_the_same_in_both_languages_and_when_others_come_before(small: Path) -> None:
    before = anchors(load(small), "vi")
    assert before["Những xã nào được giúp."].startswith("kq-01-")
    assert [*before.values()] == [*anchors(load(small), "en").values()]
    edit(small, *MORE)
    after = anchors(load(small), "vi")
    assert before.items() < after.items()
    assert len({*after.values()}) == len(after) == 3
    assert after == anchors(first(small), "vi"), "it moved to the top, and its anchor is another"


@pytest.mark.parametrize(
    ("lang", "heading", "told"),
    [
        ("vi", "Điều chưa biết cần hỏi trước hết", "Những xã nào được giúp. (Giúp xã nghèo)Hỏi ai: Sở Mẫu."),
        (
            "en",
            "The unknowns that matter most",
            "Which communes were helped. (Help for poor communes)Whom to ask: The Sample Department.",
        ),
    ],
)
def test_what_matters_most_comes_first_with_whom_to_ask(small: Path, lang: str, heading: str, told: str) -> None:
    edit(small, *MORE)
    tree = html(staged(first(small))[f"{lang}/chua-biet.md"])
    assert next(node.text() for node in tree.css("h2")) == heading
    assert [node.text() for node in tree.css("#truoc-het ~ ol li")] == [told]
    rest = [node.text() for node in tree.css(".unknowns--row li")]
    assert told.partition(" (")[0] not in rest, "it is told twice"
    assert len(rest) == 2


def test_a_record_of_which_nothing_is_left_keeps_its_anchor(small: Path) -> None:
    for archive in (load(small), first(small)):
        tree = html(staged(archive)["vi/chua-biet.md"])
        assert len(tree.css("#kq-01")) == 1
        assert "2 điều chưa biết trên 2 trang." in tree.text()


def test_the_records_page_leads_to_whom_to_ask(small: Path) -> None:
    archive = first(small)
    way = html(staged(archive)[f"vi/{KQ}"]).css_first(".unknowns li a")
    assert way is not None
    assert way.attributes["href"] == f"../../../chua-biet/#{anchors(archive, 'vi')['Những xã nào được giúp.']}"
    assert not html(staged(archive)[f"vi/{SIGNING}"]).css(".unknowns li a")


@pytest.mark.parametrize("why", ["none is named", "its record is withdrawn"])
def test_without_any_there_is_no_such_part(small: Path, why: str) -> None:
    archive = load(small)
    if why != "none is named":
        edit(small, *withdrawn(KQ, ""))
        archive = first(small)
    assert not html(staged(archive)["vi/chua-biet.md"]).css("#truoc-het")
