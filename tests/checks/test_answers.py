"""Answers of those who are named, DV632: which statement can be one, and what it changes of the one that it answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import CK, KQ, LATER, Edit, found, load, withdrawn
from tests.checks.tables import Case, run

V, E, MARK = f"vi/{KQ}", f"en/{KQ}", "#kq-01-1 .claim"


def answered(name: str) -> Edit:
    return (V, MARK, f'{MARK} answer="{name}"')


def replying(claim: str, name: str) -> Edit:
    mark = f"#{claim} .claim"
    return (f"vi/{CK}" if claim.startswith("ck") else V, mark, f'{mark} answer="{name}"')


P = f"{V}:11:19"
CASES = [
    Case("an answer of the context tier", (answered("bc-02-1"),)),
    Case("an answer of the primary tier", (answered("kq-01-2"),)),
    Case("DV632 itself", (answered("kq-01-1"),), f"{P} DV632"),
    Case("DV632 none", (answered(""),), f"{P} DV632"),
    Case("DV632 an unknown one", (answered("bc-02-7"),), f"{P} DV632"),
    Case("DV632 a record", (answered("bc-02"),), f"{P} DV632"),
    Case("DV632 an inference, which has no source", (answered("bc-01-1"),), f"{P} DV632"),
    Case("DV632 a withdrawn one", (answered("kq-01-2"), *withdrawn(KQ, "kq-01-2")), f"{P} DV632"),
    Case("DV632 one of a withdrawn record", (answered("bc-02-1"), *withdrawn(LATER, "")), f"{P} DV632"),
    Case("an answer that is answered in its turn", (answered("kq-01-2"), replying("kq-01-2", "ck-01-1"))),
    Case("DV632 two that answer each other", (answered("kq-01-2"), replying("kq-01-2", "kq-01-1")), f"{P} DV632, {V}:14:23 DV632"),
    Case("DV632 three that answer in a circle", (answered("kq-01-2"), replying("kq-01-2", "ck-01-1"), replying("ck-01-1", "kq-01-1")), f"vi/{CK}:10:19 DV632, {P} DV632, {V}:14:23 DV632"),
    Case("DV409 an answer is named in Vietnamese alone", ((E, MARK, f'{MARK} answer="kq-01-2"'),), f"{E}:6:19 DV409"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_an_unknown_answer_is_told_with_what_is_near(small: Path) -> None:
    [finding] = found(load(small, answered("bc-02-11")), "DV6")
    assert "có phải là “bc-02-1” không?" in finding.message.vi


def test_an_answer_is_told_and_lowers_nothing(small: Path) -> None:
    statement = load(small, answered("bc-02-1")).statements["kq-01-1"]
    assert (statement.answer, statement.tier, statement.look) == ("bc-02-1", "primary", "reported")
    assert load(small, (V, 'answer="bc-02-1"', 'answer="bc-02-7"')).statements["kq-01-1"].answer is None
