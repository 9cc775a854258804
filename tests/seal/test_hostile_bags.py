"""Bags that are made to harm whoever checks them, with lists that are true: nothing of them runs, and every check ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.editions import archive, armed, relist

from archive.rebuild import rebuild
from archive.sealed import examine

pytestmark = pytest.mark.xdist_group("seal")  # the sealed edition is made once


# --- what a program reads unasked


def forget_days(bag: Path) -> None:
    """Pages whose day the ledger does not know: what git would be asked for."""
    (bag / "data/source/dates.json").write_text("{}\n", "utf-8")


def test_a_repository_in_a_bag_is_refused_and_never_asked(bag: Path) -> None:
    ran = bag.parent / "ran"
    edition = examine(bag).edition
    assert edition
    armed(bag / "data/source", ran)
    forget_days(bag)
    relist(bag)
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert "data/source/.git/config: does not belong to an edition" in result.stdout, result.output
    rebuild(bag, edition, "en", trust=False)  # past the check: it copies what is packed alone
    assert not ran.exists()


@pytest.mark.parametrize(
    "name",
    ["data/source/pagefind.toml", "data/source/sitecustomize.py", "data/source/tests/conftest.py", "data/x.json"],
)
def test_what_is_not_packed_does_not_belong(bag: Path, name: str) -> None:
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_text("x", "utf-8")
    relist(bag)
    result = archive("verify", str(bag))
    assert result.exit_code == 1
    assert f"{name}: does not belong to an edition" in result.stdout, result.output
