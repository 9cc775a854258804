"""What was withdrawn or corrected, DV620 to DV624, DV629 to DV631: reason, day, what stands in its place, what rests on it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.archives import (
    CK,
    DOCUMENT,
    KQ,
    LATER,
    OTHER,
    PAPER,
    PERSON,
    REASON,
    SIGNING,
    Edit,
    corrected,
    edit,
    found,
    load,
    put,
    shown,
    withdrawn,
)
from tests.checks.tables import Case, run

from archive import environment
from archive.checks.known import all_findings
from archive.content.body import Correction, Withdrawal
from archive.content.read import read_archive
from archive.environment import knowing
from archive.findings import Severity, Text
from archive.history.line import State
from archive.history.value import History, Wording, Words

V, E = f"vi/{KQ}", f"en/{KQ}"
HERE, THERE = "#kq-01-1 .claim", "#kq-01-2 .claim"
RESULT = "id: kq-01\nkind: result\n"


def claim(extra: str, english: str = "", mark: str = HERE) -> tuple[Edit, ...]:
    """Further attributes of a claim, and of its twin."""
    twin = ((E, mark, f"{mark} {english}"),) if english else ()
    return ((V, mark, f"{mark} {extra}"), *twin)


def record(front: str, english: str = "") -> tuple[Edit, ...]:
    """Further front matter of the result, and of its twin."""
    twin = ((E, "title: ", f"{english}\ntitle: "),) if english else ()
    return ((V, RESULT, f"{RESULT}{front}\n"), *twin)


DAY = 'withdrawn="2027-01-05"'
WHY, WHY_EN = 'reason="Nguồn đã đính chính."', 'reason="The source has corrected it."'
FRONT, FRONT_EN = "withdrawn: 2027-01-05\nwithdrawn_reason: Trùng trang khác.", "withdrawn_reason: Another page has it."
SECOND = (
    ("vi/ket-qua/2015-2018/kq-02.md", "", "---\nid: kq-02\nkind: result\nperiod: 2015/2018\ntitle: Việc khác\n---\n"
     'Một việc khác hẳn.\n{ #kq-02-1 .claim source="n-bao#p3" }\n'),
    ("en/ket-qua/2015-2018/kq-02.md", "", "---\ntitle: Another\n---\nQuite another thing.\n{ #kq-02-1 .claim }\n"),
)  # fmt: skip
P = "vi/ket-qua/2015-2018/kq-01.md"

CASES = [
    Case("a claim withdrawn with its reason", withdrawn(KQ, "kq-01-1")),
    Case("a record withdrawn with its reason", withdrawn(KQ, "")),
    # Reasons
    Case("DV620 a claim without a reason", claim(DAY, WHY_EN), f"{P}:11:19 DV620"),
    Case("DV620 a claim with an empty reason", claim(f'{DAY} reason=""', WHY_EN), f"{P}:11:19 DV620"),
    Case("DV620 a claim with a blank reason", claim(f'{DAY} reason=" "', WHY_EN), f"{P}:11:19 DV620"),
    Case("DV620 a claim whose reason is dots", claim(f'{DAY} reason="..."', WHY_EN), f"{P}:11:19 DV620"),
    Case("DV620 a claim whose English reason is dots", claim(f"{DAY} {WHY}", 'reason="…"'), "en/ket-qua/2015-2018/kq-01.md:5:1 DV620"),
    Case("DV620 a claim without an English reason", claim(f"{DAY} {WHY}"), "en/ket-qua/2015-2018/kq-01.md:5:1 DV620"),
    Case("DV620 a record without a reason", record("withdrawn: 2027-01-05", FRONT_EN), f"{P}:4:1 DV620"),
    Case("DV620 a record without an English reason", record(FRONT), "en/ket-qua/2015-2018/kq-01.md:1:1 DV620"),
    # Days
    Case("DV621 before any source was read", withdrawn(KQ, "kq-01-1", "2018-07-09"), f"{P}:11:19 DV621"),
    Case("DV621 a day before the first reading", withdrawn(KQ, "", "2026-11-24"), f"{P}:8:1 DV621"),
    Case("the day of the first reading", withdrawn(KQ, "kq-01-1", "2026-11-25")),
    Case("DV621 the first reading of any source counts", (*withdrawn(KQ, "kq-01-1", "2025-01-01"), (f"vi/{OTHER}", "2026-11-25", "2025-01-02")), f"{P}:11:19 DV621"),
    Case("an earlier reading of another source", (*withdrawn(KQ, "kq-01-1", "2025-01-01"), (f"vi/{OTHER}", "2026-11-25", "2024-12-31"))),
    # What goes with a withdrawal alone
    Case("DV622 a reason of a claim that stands", claim(WHY), f"{P}:11:19 DV622"),
    Case("DV622 what replaces a claim that stands", claim('instead="kq-01-2"'), f"{P}:11:19 DV622"),
    Case("DV622 both", claim(f'{WHY} instead="kq-01-2"'), f"{P}:11:19 DV622, {P}:11:49 DV622"),
    Case("DV622 an English reason of a claim that stands", ((E, HERE, f"{HERE} {WHY_EN}"),), "en/ket-qua/2015-2018/kq-01.md:6:19 DV622"),
    Case("DV622 a reason of a record that stands", record("withdrawn_reason: Sai."), f"{P}:4:1 DV622"),
    Case("DV622 what replaces a record that stands", (*record("instead: kq-02"), *SECOND), f"{P}:4:1 DV622"),
    Case("DV622 an English reason of a record that stands", ((E, "title: ", "withdrawn_reason: Wrong.\ntitle: "),), "en/ket-qua/2015-2018/kq-01.md:2:1 DV622"),
    # What replaces it
    Case("a claim replaces a claim", withdrawn(KQ, "kq-01-1", instead="kq-01-2")),
    Case("a claim of another record replaces a claim", withdrawn(KQ, "kq-01-1", instead="ck-01-1")),
    Case("a record replaces a record", (*withdrawn(KQ, "", instead="kq-02"), *SECOND)),
    Case("DV623 a claim replaces itself", withdrawn(KQ, "kq-01-1", instead="kq-01-1"), f"{P}:11:72 DV623"),
    Case("DV623 no such claim", withdrawn(KQ, "kq-01-1", instead="kq-01-9"), f"{P}:11:72 DV623"),
    Case("DV623 nothing", claim(f'{DAY} {WHY} instead=""', WHY_EN), f"{P}:11:72 DV623"),
    Case("DV623 a record for a claim", withdrawn(KQ, "kq-01-1", instead="ck-01"), f"{P}:11:72 DV623"),
    Case("DV623 a claim for a record", (*withdrawn(KQ, "", instead="kq-02-1"), *SECOND), f"{P}:10:1 DV623"),
    Case("DV623 a record of another kind", withdrawn(KQ, "", instead="ck-01"), f"{P}:10:1 DV623"),
    Case("DV623 a record replaces itself", withdrawn(KQ, "", instead="kq-01"), f"{P}:10:1 DV623"),
    Case("DV623 a withdrawn claim replaces a claim", (*withdrawn(KQ, "kq-01-1", instead="kq-01-2"), *withdrawn(KQ, "kq-01-2")), f"{P}:11:72 DV623"),
    Case("DV623 a claim of a withdrawn record", (*withdrawn(KQ, "kq-01-1", instead="ck-01-1"), *withdrawn(CK, "")), f"{P}:11:72 DV623"),
    Case("DV623 a circle of two", (*withdrawn(KQ, "kq-01-1", instead="kq-01-2"), *withdrawn(KQ, "kq-01-2", instead="kq-01-1")), f"{P}:11:72 DV623, {P}:14:76 DV623"),
    Case("DV409 what replaces a claim is said in Vietnamese alone", (*withdrawn(KQ, "kq-01-1", instead="kq-01-2"), (E, "#kq-01-1 .claim", '#kq-01-1 .claim instead="kq-01-2"')), "en/ket-qua/2015-2018/kq-01.md:6:19 DV409"),
    # Sources
    Case("DV624 a withdrawn source under live claims", withdrawn(OTHER, ""), "vi/boi-canh/ve-sau.md:8:19 DV624, vi/nhan-vat/mau.md:11:20 DV624"),
    Case("DV624 one of two sources is withdrawn", (*withdrawn(OTHER, ""), (f"vi/{LATER}", "n-khac#qua", "n-bao#p1 n-khac#qua"), (f"vi/{PERSON}", "n-khac#tieu-su", "n-bao#p2")), "vi/boi-canh/ve-sau.md:8:19 DV624"),
    # The same said elsewhere
    Case("a claim that says what another says", withdrawn(KQ, "kq-01-1", same_as="ck-01-1")),
    Case("DV622 the same as another, and not withdrawn", claim('same_as="ck-01-1"'), f"{P}:11:19 DV622"),
    Case("DV629 the same as itself", withdrawn(KQ, "kq-01-1", same_as="kq-01-1"), f"{P}:11:72 DV629"),
    Case("DV629 the same as none", withdrawn(KQ, "kq-01-1", same_as="kq-01-9"), f"{P}:11:72 DV629"),
    Case("DV629 nothing", claim(f'{DAY} {WHY} same_as=""', WHY_EN), f"{P}:11:72 DV629"),
    Case("DV629 the same as a record", withdrawn(KQ, "kq-01-1", same_as="ck-01"), f"{P}:11:72 DV629"),
    Case("DV629 the same as one that is withdrawn", (*withdrawn(KQ, "kq-01-1", same_as="kq-01-2"), *withdrawn(KQ, "kq-01-2", same_as="ck-01-1")), f"{P}:11:72 DV629"),
    Case("DV629 a circle of two", (*withdrawn(KQ, "kq-01-1", same_as="kq-01-2"), *withdrawn(KQ, "kq-01-2", same_as="kq-01-1")), f"{P}:11:72 DV629, {P}:14:76 DV629"),
    Case("DV629 one that is replaced too", withdrawn(KQ, "kq-01-1", instead="kq-01-2", same_as="kq-01-2"), f"{P}:11:90 DV629"),
    Case("DV704 a conclusion from what is said elsewhere", withdrawn(SIGNING, "tt-ky-ket-1", same_as="tt-ky-ket-2"), "vi/boi-canh/nam-ky-ket.md:8:37 DV704"),
    Case("DV409 what is the same is said in Vietnamese alone", (*withdrawn(KQ, "kq-01-1", same_as="ck-01-1"), (E, "#kq-01-1 .claim", '#kq-01-1 .claim same_as="ck-01-1"')), "en/ket-qua/2015-2018/kq-01.md:6:19 DV409"),
    # Corrections
    Case("a corrected claim", corrected(KQ, "kq-01-1")),
    Case("DV608 a correction on no day", corrected(KQ, "kq-01-1", "5/1/2027"), f"{P}:11:19 DV608"),
    Case("DV620 a correction without a reason", claim('corrected="2027-01-05"', WHY_EN), f"{P}:11:19 DV620"),
    Case("DV620 a correction without an English reason", (corrected(KQ, "kq-01-1")[0],), "en/ket-qua/2015-2018/kq-01.md:5:1 DV620"),
    Case("DV621 a correction before any source was read", corrected(KQ, "kq-01-1", "2018-07-09"), f"{P}:11:19 DV621"),
    Case("DV622 what replaces a corrected claim", (*corrected(KQ, "kq-01-1"), (V, HERE, f'{HERE} instead="kq-01-2"')), f"{P}:11:19 DV622"),
    Case("DV630 corrected and withdrawn", (*withdrawn(KQ, "kq-01-1"), (V, HERE, f'{HERE} corrected="2027-01-04"')), f"{P}:11:19 DV630"),
    Case("DV409 a correction is dated in Vietnamese alone", (*corrected(KQ, "kq-01-1"), (E, HERE, f'{HERE} corrected="2027-01-05"')), "en/ket-qua/2015-2018/kq-01.md:6:19 DV409"),
    Case("claims withdrawn with their source", (*withdrawn(OTHER, ""), *withdrawn(LATER, ""), (f"vi/{PERSON}", "n-khac#tieu-su", "n-bao#p2"))),
]  # fmt: skip


def test_a_chain_of_the_same_is_told_with_its_last(small: Path) -> None:
    edits = (*withdrawn(KQ, "kq-01-1", same_as="kq-01-2"), *withdrawn(KQ, "kq-01-2", same_as="ck-01-1"))
    [finding] = found(load(small, *edits), "DV6")
    assert finding.message.vi == "kq-01-2 cũng đã rút; điều còn giữ là ck-01-1"
    assert finding.message.en == "kq-01-2 is withdrawn too; what stands is ck-01-1"


def test_a_conclusion_is_told_what_to_rest_on_instead(small: Path) -> None:
    [finding] = found(load(small, *withdrawn(SIGNING, "tt-ky-ket-1", same_as="tt-ky-ket-2")), "DV7")
    assert finding.fix.en == "write tt-ky-ket-2 in place of tt-ky-ket-1"


WORDS = {
    "the same words ever since": (("51 đơn vị", "51 đơn vị"), ["DV631"]),
    "other words before": (("50 đơn vị", "51 đơn vị"), []),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_correction_had_other_words_before_where_that_is_known(small: Path, name: str) -> None:
    (old, new), codes = WORDS[name]
    said = [
        Wording(at, f"2026-12-0{at}", Words(f"{text} giúp các xã nghèo."), Words("51 units help poor communes."))
        for at, text in enumerate(dict.fromkeys((old, new)), 1)
    ]
    archive = load(small, *corrected(KQ, "kq-01-1"))
    known = replace(archive, history=History(State.KNOWN, wordings={"kq-01-1": tuple(said)}))
    assert [(f.code, f.severity) for f in found(known, "DV6")] == [(code, Severity.WARNING) for code in codes]
    assert found(archive, "DV6") == [], "of a past that nobody knows, nothing is said"


def test_what_was_withdrawn_or_corrected_is_read_in_both_languages(small: Path) -> None:
    edits = (*withdrawn(KQ, "kq-01-1", same_as="ck-01-1"), *corrected(KQ, "kq-01-2"))
    statements = load(small, *edits).statements
    gone, mended = statements["kq-01-1"], statements["kq-01-2"]
    assert gone.withdrawal == Withdrawal("2027-01-05", Text(*REASON), None, "ck-01-1")
    assert gone.withdrawal.successor == "ck-01-1"
    assert gone.correction is None
    assert mended.correction == Correction("2027-01-05", Text(*REASON))
    assert mended.withdrawal is None


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_a_withdrawn_primary_source_is_found_under_each_of_its_claims(small: Path) -> None:
    archive = load(small, *withdrawn(PAPER, ""))
    resting = [c.id for c in archive.claims.values() if any(r.source == "n-bao" for r in c.sources)]
    assert len(resting) > 5
    findings = [f for f in found(archive, "DV6") if f.code == "DV624"]
    for name in resting:
        assert any(f.message.en.startswith(f"{name}: ") for f in findings), (
            f"{name} rests on nothing, and nobody says so"
        )


@pytest.mark.parametrize(
    ("latest", "day", "late"),
    [
        ("2027-01-04", "2027-01-05", True),
        ("2027-01-05", "2027-01-05", False),
        ("2027-01-06", "2027-01-05", False),
        (None, "2062-12-31", False),
        ("2027-01-05", "2062-12-31", True),
    ],
)
@pytest.mark.parametrize("what", ["kq-01-1", ""])
def test_no_day_is_later_than_the_text_where_its_day_is_known(
    small: Path, latest: str | None, day: str, late: bool, what: str
) -> None:
    archive = replace(load(small, *withdrawn(KQ, what, day)), latest=latest)
    findings = found(archive, "DV6")
    assert [f.code for f in findings] == (["DV621"] if late else [])
    if late:
        assert "sau " in findings[0].message.vi


@pytest.mark.parametrize(
    ("read", "day", "codes"),
    [
        ("2062-03-01", "2027-01-05", []),
        ("2062-03-01", "2027-01-06", ["DV621"]),
        ("2027-01-05", "2027-01-05", []),
        ("2027-01-05", "2027-01-04", ["DV621"]),
    ],
)
def test_a_reading_on_a_day_to_come_bounds_nothing(small: Path, read: str, day: str, codes: list[str]) -> None:
    sources = [(f"vi/{path}", "date: 2026-11-25", f"date: {read}") for path in (PAPER, OTHER)]
    archive = replace(load(small, *withdrawn(KQ, "kq-01-1", day), *sources), latest="2027-01-05")
    assert [f.code for f in found(archive, "DV6")] == codes


DAY_LONG = 86_400
NIGHT = 1_799_100_000
"""A moment at 22:40 UTC on 4 January 2027: the fifth in Việt Nam."""


@pytest.mark.parametrize(
    ("epoch", "day", "codes"),
    [
        ("", "2062-12-31", ["DV621"]),
        (str(NIGHT), "2062-12-31", ["DV621"]),
        (str(NIGHT), "2027-01-05", []),
        (str(NIGHT), "2027-01-06", ["DV621"]),
    ],
)
def test_the_builds_own_day_is_the_bound(small_project: Path, epoch: str, day: str, codes: list[str]) -> None:
    archive = load(small_project, *withdrawn(KQ, "kq-01-1", day))
    environment = {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    assert [f.code for f in all_findings(archive, environment)] == codes


@pytest.mark.parametrize(("head", "codes"), [(NIGHT, []), (0, ["DV621"])])
def test_a_builds_own_day_that_is_older_than_the_text_bounds_nothing(small: Path, head: int, codes: list[str]) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1", "2027-01-05"))
    older = replace(archive, latest="2026-12-01", history=replace(archive.history, head=head))
    assert [f.code for f in found(older, "DV6")] == codes


def test_the_last_commits_day_is_the_bound_for_what_is_committed_and_the_clock_for_what_is_not(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*arguments: str) -> None:
        moment = f"{NIGHT} +0000"
        environment = {
            "GIT_COMMITTER_DATE": moment,
            "GIT_AUTHOR_DATE": moment,
            "HOME": str(small_project),
            "PATH": "/usr/bin:/bin",
        }
        settings = ("-c", "user.name=x", "-c", "user.email=x@host.example", "-c", "commit.gpgsign=false")
        subprocess.run(
            ["git", "-C", str(small_project), *settings, *arguments], check=True, capture_output=True, env=environment
        )

    monkeypatch.setattr(environment, "now", lambda: datetime.fromtimestamp(NIGHT - 3 * DAY_LONG, UTC))
    assert knowing(read_archive(small_project), {}).latest == "2027-01-02", "without git it is written now"
    git("init", "-q")
    edit(small_project, *withdrawn(KQ, "kq-01-1", "2027-01-06"))
    load(small_project)
    git("add", ".")
    git("commit", "-qm", "x")
    assert knowing(read_archive(small_project), {}).latest == "2027-01-05"
    assert [f.code for f in all_findings(read_archive(small_project), {})] == ["DV621"]
    put(small_project, "vi/thuat-ngu.md", (small_project / "docs/vi/thuat-ngu.md").read_text("utf-8") + "\nThêm.\n")
    assert knowing(read_archive(small_project), {}).latest == "2027-01-05", "no earlier than what it stands on"
    assert "DV621" in [f.code for f in all_findings(read_archive(small_project), {})]
    monkeypatch.setattr(environment, "now", lambda: datetime.fromtimestamp(NIGHT + DAY_LONG, UTC))
    assert knowing(read_archive(small_project), {}).latest == "2027-01-06", "what is not committed is written now"
    assert "DV621" not in [f.code for f in all_findings(read_archive(small_project), {})]
    assert knowing(read_archive(small_project), {"SOURCE_DATE_EPOCH": "86400"}).latest == "1970-01-02"


def test_a_reason_is_held_to_what_claims_state(small: Path) -> None:
    edits = claim(f'{DAY} reason="Thật ra là 77 đơn vị."', 'reason="It was 77 units."')
    assert shown(found(load(small, *edits), "DV6")) == [
        f"{P}:11:42 DV605",
        "en/ket-qua/2015-2018/kq-01.md:6:19 DV605",
    ]


def test_messages_name_what_is_wrong_and_near(small: Path) -> None:
    [finding] = found(load(small, *withdrawn(KQ, "kq-01-1", instead="kq-01-22")), "DV6")
    assert "có phải là “kq-01-2” không?" in finding.message.vi
    assert (
        "kq-01-1"
        in found(
            load(
                small,
                (V, REASON[0], ""),
            ),
            "DV6",
        )[0].message.vi
    )


def test_a_document_that_replaces_another_is_of_its_kind(small: Path) -> None:
    other = "---\nid: vb-moi\nkind: document\ntype: chi-thi\ntitle: Bản khác\n---\nLời biên tập.\n"
    new = (("vi/van-ban/moi.md", "", other), ("en/van-ban/moi.md", "", "---\ntitle: Another\n---\nOurs.\n"))
    assert found(load(small, *withdrawn(DOCUMENT, "", instead="vb-moi"), *new)) == []
