"""What editorial words may lean on: put together from the records, and noted one by one where it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, SIGNING, edit, load

from archive.content.model import Archive
from archive.content.read import read_archive
from archive.kept.asked import Answers, Asking
from archive.kept.fingerprint import fingerprint

RESULTS = "ket-qua/2015-2018"


def texts(archive: Archive, how: str, name: str) -> set[str]:
    backing = archive.backings[how, name]
    return {wording.text for each in (backing, *backing.parts) for wording in each.stating}


@pytest.mark.parametrize(
    ("how", "name", "states"),
    [
        ("record", "kq-01", True),
        ("own", "kq-01", True),
        ("folder", RESULTS, True),
        ("citing", "n-bao", True),
        ("citing folder", "nguon", True),
        ("record", "n-bao", False),
        ("record", "tt-ky-ket", False),
        ("folder", "nguon", False),
        ("folder", "khong-co", False),
        ("citing", "kq-01", False),
    ],
)
def test_a_claim_stands_where_it_may_be_leaned_on(small: Path, how: str, name: str, states: bool) -> None:
    archive = load(small)
    for claim in (archive.claims["kq-01-1"], archive.english["kq-01-1"]):
        assert (claim.text in texts(archive, how, name)) is states


def test_what_a_claim_states_is_taken_from_its_page(small: Path) -> None:
    archive = load(small)
    for wording in archive.backings["record", "kq-01"].stating:
        known = wording.page.facts.get(wording.text) if wording.page else None
        assert known in {None, wording.facts}
    assert {str(figure) for one in archive.backings["record", "kq-01"].stating for figure in one.facts.figures} >= {
        "51"
    }


def test_a_word_changes_what_leans_on_it_and_nothing_else(small: Path) -> None:
    """What many pages lean on is asked by name: who does not ask for it is not looked at again."""
    before = load(small)
    edit(small, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị cùng giúp"))
    after = read_archive(small)
    told = {
        at: fingerprint(before.backings[at]) == fingerprint(after.backings[at])
        for at in (
            ("record", "kq-01"),
            ("folder", RESULTS),
            ("citing", "n-bao"),
            ("record", "n-bao"),
            ("record", "tt-ky-ket"),
        )
    }
    assert [at for at, same in told.items() if not same] == [
        ("record", "kq-01"),
        ("folder", RESULTS),
        ("citing", "n-bao"),
    ]


def test_each_is_noted_by_itself(small: Path) -> None:
    archive = load(small)
    asking = Asking(archive)
    with asking.noting() as asked:
        _ = asking.archive.backings["record", "kq-01"]
    assert [*asked] == [("archive", "backings", ("record", "kq-01"))]
    told = asking.told(asked)
    edit(small, (f"vi/{SIGNING}", "title: ", "title: Mới: "))
    assert Asking(read_archive(small)).answered(told), "another record's title"
    edit(small, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị cùng giúp"))
    assert not Asking(read_archive(small)).answered(told)
    assert Answers(archive, None)["archive", "backings", ("record", "kq-01")] == fingerprint(
        archive.backings["record", "kq-01"]
    )
