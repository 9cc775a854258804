"""Inferences, DV701 to DV712: each way in which a proof can fail, with the line at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, LATER, PERSON, SIGNING, YEAR, Edit, found, load, remove, shown, withdrawn
from tests.checks.tables import Case, run, uncovered

from archive.content.read import read_archive
from archive.findings import errors

V = f"vi/{YEAR}"
E = f"en/{YEAR}"
FROM = 'from="tt-ky-ket-1 bc-01-2"'
SECOND = 'status="inferred" from="tt-ky-ket-2 nv-mau-2"'
REASON = "Chỉ có một ngày 9/7 như thế.\n{ .reason }\n"
ENGLISH_REASON = "There is only one such 9 July.\n{ .reason }\n"
LAST, ENGLISH_LAST = "Bài báo ghi ông giữ chức ấy.\n{ .reason }\n", "The report gives him that office.\n{ .reason }\n"


def more(*premises: str, first: int = 3) -> tuple[Edit, Edit]:
    """The year's page with a claim for each of these `from=`; without one a claim is reported."""
    vi, en = LAST, ENGLISH_LAST
    for number, names in enumerate(premises, first):
        marks = f'status="inferred" from="{names}"' if names else 'source="n-bao#p1"'
        because, why = ("\nVì thế.\n{ .reason }\n", "\nHence.\n{ .reason }\n") if names else ("", "")
        vi += f"\nĐiều thứ {number}.\n{{ #bc-01-{number} .claim {marks} }}\n{because}"
        en += f"\nItem {number}.\n{{ #bc-01-{number} .claim }}\n{why}"
    return (V, LAST, vi), (E, ENGLISH_LAST, en)


def chain(steps: int) -> tuple[Edit, Edit]:
    """Inferences, each from the one before; bc-01-2 is one already, and bc-01-1 stands on it."""
    return more(*(f"bc-01-{1 if number == 3 else number - 1}" for number in range(3, steps + 1)))


def wide(claims: int) -> tuple[Edit, Edit]:
    """Reported claims, as many as that, each a premise of one of four conclusions; the last rests on these."""
    names = [f"bc-01-{number}" for number in range(3, claims + 3)]
    parts = [" ".join(names[part::4]) for part in range(4)]
    last = " ".join(f"bc-01-{claims + 3 + part}" for part in range(4))
    return more(*("" for _ in names), *parts, last)


CASES = [
    Case("nothing changed", ()),
    Case("DV701 no premises", ((V, f" {FROM}", ""),), "vi/boi-canh/nam-ky-ket.md:8:19 DV701"),
    Case("DV702 one premise is gone", ((V, FROM, 'from="tt-ky-ket-1 bc-01-9"'),), "vi/boi-canh/nam-ky-ket.md:8:37 DV702"),
    Case("DV703 a circle of two", ((V, SECOND, 'status="inferred" from="bc-01-1 nv-mau-2"'),), "vi/boi-canh/nam-ky-ket.md:8:37 DV703, vi/boi-canh/nam-ky-ket.md:14:37 DV703"),
    Case("DV703 a claim that is its own premise", ((V, SECOND, 'status="inferred" from="bc-01-2 nv-mau-2"'),), "vi/boi-canh/nam-ky-ket.md:14:37 DV703"),
    Case("one premise twice over two ways is no circle", ((V, FROM, 'from="tt-ky-ket-1 tt-ky-ket-2 bc-01-2"'),)),
    Case("DV704 a withdrawn premise", withdrawn(PERSON, "nv-mau-2"), "vi/boi-canh/nam-ky-ket.md:14:37 DV704"),
    Case("DV704 a premise of a withdrawn record", withdrawn(PERSON, ""), "vi/boi-canh/nam-ky-ket.md:14:37 DV704"),
    Case("the conclusion is withdrawn with its premise", (*withdrawn(PERSON, "nv-mau-2"), *withdrawn(YEAR, "bc-01-2"), (V, FROM, 'from="tt-ky-ket-1 tt-ky-ket-2"'))),
    Case("DV705 no reason", ((V, REASON, ""),), "vi/boi-canh/nam-ky-ket.md:7:1 DV705"),
    Case("DV705 no reason in English", ((E, ENGLISH_REASON, ""),), "en/boi-canh/nam-ky-ket.md:4:1 DV705"),
    Case("DV706 nowhere a source", ((f"vi/{SIGNING}", ' source="n-bao#p1"', ""), (V, FROM, 'from="tt-ky-ket-1"')), "vi/boi-canh/nam-ky-ket.md:8:37 DV706, vi/thoa-thuan/ky-ket.md:12:1 DV601"),
    Case("DV707 the year rests on nothing", ((f"vi/{SIGNING}", "date_rests_on: bc-01-1\n", ""),), "vi/thoa-thuan/ky-ket.md:7:1 DV707"),
    Case("DV707 the year rests on a reported claim", ((f"vi/{SIGNING}", "date_rests_on: bc-01-1", "date_rests_on: tt-ky-ket-1"),), "vi/thoa-thuan/ky-ket.md:8:1 DV707"),
    Case("DV707 the year rests on a withdrawn conclusion", withdrawn(YEAR, "bc-01-1"), "vi/thoa-thuan/ky-ket.md:8:1 DV707"),
    Case("DV707 the year rests on a conclusion about another day", ((V, "9/7/2018", "9/7/2019"), (E, "9 July 2018", "9 July 2019")), "vi/thoa-thuan/ky-ket.md:7:1 DV707"),
    Case("DV707 the year rests on a conclusion without a date", ((f"vi/{SIGNING}", "date_rests_on: bc-01-1", "date_rests_on: bc-01-2"),), "vi/thoa-thuan/ky-ket.md:7:1 DV707"),
    Case("a certain date rests on nothing, and stands in a claim", ((f"vi/{LATER}", "kind: context", "kind: context\ndate: 2024-01-26"),)),
    Case("DV708 a source and premises", ((f"vi/{LATER}", 'source="n-khac#qua"', 'source="n-khac#qua" from="kq-01-1"'),), "vi/boi-canh/ve-sau.md:8:39 DV708"),
    Case("DV708 an inference with a source", ((V, FROM, f'{FROM} source="n-bao#p1"'),), "vi/boi-canh/nam-ky-ket.md:8:64 DV708"),
    Case("DV709 a reason after a reported claim", ((f"vi/{KQ}", "\n- Số tiền", "\nVì thế.\n{ .reason }\n\n- Số tiền"),), "vi/ket-qua/2015-2018/kq-01.md:13:1 DV709"),
    Case("DV709 a reason before any claim", ((f"vi/{LATER}", "Ngày 26/1", "Vì thế.\n{ .reason }\n\nNgày 26/1"),), "vi/boi-canh/ve-sau.md:7:1 DV709"),
    Case("DV710 one premise too many", (*more(*([""] * 30)), (V, FROM, f'from="bc-01-2 {" ".join(f"bc-01-{n}" for n in range(3, 33))}"')), "vi/boi-canh/nam-ky-ket.md:8:37 DV710"),
    Case("as many premises as there may be", (*more(*([""] * 29)), (V, FROM, f'from="bc-01-2 {" ".join(f"bc-01-{n}" for n in range(3, 32))}"'))),
    Case("DV711 thirteen inferences, one upon the other", chain(15), "vi/boi-canh/nam-ky-ket.md:80:38 DV711"),
    Case("twelve inferences, one upon the other", chain(12)),
    Case("DV712 a hundred and one claims in a proof", wide(96), "vi/boi-canh/nam-ky-ket.md:332:39 DV712"),
    Case("a hundred claims in a proof", wide(95)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_every_rule_of_the_hundred_has_a_case() -> None:
    assert uncovered(CASES, "DV7") == set()


def test_a_circle_is_told_as_the_way_around_it(small: Path) -> None:
    archive = load(small, (V, SECOND, 'status="inferred" from="bc-01-1"'))
    words = {f.message.en for f in found(archive, "DV7") if f.code == "DV703"}
    assert words == {"A circle: bc-01-1 → bc-01-2 → bc-01-1", "A circle: bc-01-2 → bc-01-1 → bc-01-2"}


def test_each_premise_removed_is_an_error_on_the_line_that_names_it(small: Path) -> None:
    remove(small, f"vi/{PERSON}", f"en/{PERSON}")
    result = errors(found(read_archive(small), "DV7"))
    assert shown(result) == [f"{V}:14:37 DV702"]
    assert "nv-mau-2" in result[0].message.vi
