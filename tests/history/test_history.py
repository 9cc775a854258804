"""What git tells of pages, tried with real git: days, stale translations and former words, whatever way a change came."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archives import CK, KQ, LATER, corrected, edit, make, withdrawn
from tests.repositories import Repository, repository

from archive import regular
from archive.checks.checking import check
from archive.checks.known import all_findings
from archive.content import read as page_reader
from archive.content.read import read_archive
from archive.environment import knowing, make_context
from archive.findings import LANGS
from archive.history import keep, log, saved
from archive.history.line import State
from archive.history.past import read_history
from archive.history.units import digest_of
from archive.history.value import History
from archive.stage.corrections import errata
from archive.text import paragraph_digest

V, E = f"vi/{KQ}", f"en/{KQ}"
CLAIM = (V, "51 đơn vị giúp các xã nghèo.", "52 đơn vị giúp các xã nghèo.")
ENGLISH = (E, "51 units help poor communes.", "52 units help poor communes.")
PROSE = (V, "Con số 51 không nói", "Con số ấy không nói")
ENGLISH_PROSE = (E, "The figure 51 does", "That figure does")
MOVED = "ket-qua/2015-2018/giup-xa.md"


@pytest.fixture
def archive(tmp_path: Path) -> Repository:
    """The minimal archive, written on 25 November 2026 with its addresses recorded, and a remote that has it."""
    root = make(tmp_path / "archive")
    (root / "published.txt").write_text("id/kq-01-1/\nid/kq-01/\nid/kq-01-2/\nket-qua/2015-2018/kq-01/\n", "utf-8")
    return repository(root)


def history(root: Path) -> History:
    return read_history(read_archive(root))


def day(root: Path, path: str = KQ) -> str:
    """The day that a reader sees on a page; empty for none."""
    known = knowing(read_archive(root), {})
    return make_context(known, {}).updated(path) if path in known.history.changed else ""


def days(root: Path) -> dict[str, str]:
    context = make_context(knowing(read_archive(root), {}), {})
    return {path: context.updated(path) for path in context.changed}


def said(root: Path, statement: str = "kq-01-1") -> list[tuple[str, str]]:
    """What a statement said, by days."""
    return [(one.day, one.vi.text) for one in history(root).wordings.get(statement, ())]


def stale(root: Path) -> list[str]:
    return [f"{path} {unit}" for path, units in sorted(history(root).stale.items()) for unit in units]


# --- the ways a change comes in: all of them give the day on which it came in, and nothing is stale


def squash(made: Repository) -> None:
    made.git("merge", "-q", "--squash", "work")
    made.commit("2027-02-05", "Work (#7)")


def merge(made: Repository) -> None:
    made.merge("work", "2027-02-05")


def merge_as_a_host_says(made: Repository) -> None:
    made.merge("work", "2027-02-05", "Merge pull request #7 from editor/work")


def rebase(made: Repository) -> None:
    made.git("rebase", "-q", "main", "work", at="2027-02-05")
    made.switch("main")
    made.git("merge", "-q", "--ff-only", "work")


WAYS: dict[str, Callable[[Repository], None]] = {
    "squash": squash, "merge": merge, "merge, as a host says it": merge_as_a_host_says, "rebase": rebase,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_branch_of_many_small_commits_is_one_change_of_the_day_it_comes_in(archive: Repository, way: str) -> None:
    archive.branch("work")
    for number, edits in enumerate([(CLAIM,), (PROSE,), (ENGLISH,), (ENGLISH_PROSE,)], 1):
        edit(archive.root, *edits)
        archive.commit(f"2027-01-0{number}")
    archive.switch("main")
    edit(archive.root, (f"vi/{CK}", "Hai bên tiếp tục", "Hai bên vẫn tiếp tục"))
    archive.commit("2027-02-01")
    WAYS[way](archive)
    assert (day(archive.root), day(archive.root, CK)) == ("2027-02-05", "2027-02-01")
    assert said(archive.root) == [
        ("2026-11-25", "51 đơn vị giúp các xã nghèo."),
        ("2027-02-05", "52 đơn vị giúp các xã nghèo."),
    ]
    assert stale(archive.root) == [f"{CK} ck-01-1"]
    assert history(archive.root).on_main


@pytest.mark.parametrize(
    "message", ["", "Bring in what came since", "Merge branch 'main' of https://host.example/archive"]
)
def test_a_foxtrot_merge_moves_no_day_that_was_published(archive: Repository, message: str) -> None:
    """`git pull` into one's own commits: the former main line is the second parent of what becomes the main line."""
    archive.branch("mine")
    edit(archive.root, (f"vi/{LATER}", "suất quà được trao", "suất quà đã được trao"))
    archive.commit("2027-01-02")
    archive.switch("main")
    for at, edits in (("2027-01-03", (CLAIM, ENGLISH)), ("2027-01-04", (PROSE, ENGLISH_PROSE))):
        edit(archive.root, *edits)
        archive.commit(at)
    before = days(archive.root)
    assert before[KQ] == "2027-01-04"
    archive.switch("mine")
    archive.merge("main", "2027-01-09", message)
    archive.git("branch", "-q", "-f", "main", "mine")
    archive.switch("main")
    after = days(archive.root)
    assert {path: at for path, at in after.items() if before[path] != at} == {LATER: "2027-01-02"}
    assert said(archive.root)[-1] == ("2027-01-03", "52 đơn vị giúp các xã nghèo.")


def test_what_a_merge_brings_anew_has_the_merges_day_under_any_message(archive: Repository) -> None:
    archive.branch("work")
    moi = ("vi/boi-canh/moi.md", "en/boi-canh/moi.md")
    edit(archive.root, (moi[0], "", "---\ntitle: Mới\n---\nLời.\n"), (moi[1], "", "---\ntitle: New\n---\nWords.\n"))
    archive.commit("2027-01-02")
    archive.switch("main")
    archive.merge("work", "2027-01-09", "In my own words")
    assert day(archive.root, "boi-canh/moi.md") == "2027-01-09"


# --- names


@pytest.mark.parametrize("published", [False, True])
def test_a_page_that_moves_keeps_its_days_and_its_past(archive: Repository, published: bool) -> None:
    edit(archive.root, CLAIM, ENGLISH)
    archive.commit("2027-01-02")
    for lang in ("vi", "en"):
        archive.git("mv", f"docs/{lang}/{KQ}", f"docs/{lang}/{MOVED}")
    if published:
        edit(archive.root, (f"vi/{MOVED}", "title: ", "aliases: [ket-qua/2015-2018/kq-01]\ntitle: "))
    archive.commit("2027-01-09")
    assert day(archive.root, MOVED) == "2027-01-02"
    assert [at for at, _ in said(archive.root)] == ["2026-11-25", "2027-01-02"]
    assert stale(archive.root) == []


def test_a_plain_page_keeps_its_past_by_its_alias(archive: Repository) -> None:
    for lang in ("vi", "en"):
        archive.git("mv", f"docs/{lang}/trich-dan.md", f"docs/{lang}/cach-dan.md")
    edit(archive.root, ("vi/cach-dan.md", "title: ", "aliases: [trich-dan]\ntitle: "))
    archive.commit("2027-01-09")
    assert day(archive.root, "cach-dan.md") == "2026-11-25"
    edit(archive.root, ("vi/cach-dan.md", "Lời biên tập", "Lời khác"))
    archive.commit("2027-01-10")
    assert stale(archive.root) == ["cach-dan.md @section.0"]


def test_words_that_only_changed_places_on_their_page_leave_nothing_stale(archive: Repository) -> None:
    moi = "boi-canh/moi.md"
    one, two = "## Một\n\nLời một.\n", "## Hai\n\nLời hai.\n"
    english = "---\ntitle: New\n---\nWords.\n\n## One\n\nWords one.\n\n## Two\n\nWords two.\n"
    edit(archive.root, (f"vi/{moi}", "", f"---\ntitle: Mới\n---\nLời.\n\n{one}\n{two}"), (f"en/{moi}", "", english))
    archive.commit("2027-01-02")
    edit(archive.root, (f"vi/{moi}", f"{one}\n{two}", f"{two}\n{one}"))
    archive.commit("2027-01-09")
    assert stale(archive.root) == []
    edit(archive.root, (f"vi/{moi}", "Lời hai.", "Lời khác."))
    archive.commit("2027-01-10")
    assert stale(archive.root) == [f"{moi} @section.1"]


def test_of_two_pages_with_one_id_the_first_keeps_the_past(archive: Repository) -> None:
    text = (archive.root / "docs" / V).read_text("utf-8")
    edit(archive.root, (f"vi/{MOVED}", "", text.replace("51", "77")), (f"en/{MOVED}", "", "---\ntitle: Other\n---\n"))
    archive.commit("2027-01-09")
    found = history(archive.root)
    assert found.first[KQ] < found.first[MOVED]
    assert (day(archive.root), day(archive.root, MOVED)) == ("2026-11-25", "2027-01-09")
    assert len(said(archive.root)) == 1, "the other page's words are taken for the statement's"


# --- taking back, going back


def test_a_change_taken_back_leaves_nothing_stale_and_both_days_in_the_past(archive: Repository) -> None:
    edit(archive.root, CLAIM)
    archive.commit("2027-01-02")
    assert stale(archive.root) == [f"{KQ} kq-01-1"]
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-03")
    assert stale(archive.root) == []
    assert [at for at, _ in said(archive.root)] == ["2026-11-25", "2027-01-02", "2027-01-03"]


def test_a_page_that_was_deleted_and_put_back_has_the_day_of_its_words(archive: Repository) -> None:
    archive.git("rm", "-q", f"docs/vi/{KQ}", f"docs/en/{KQ}")
    archive.commit("2027-01-02")
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-03")
    assert (day(archive.root), said(archive.root)[0][0]) == ("2026-11-25", "2026-11-25")


def test_a_main_line_that_was_pushed_over_is_told_as_it_is_now(archive: Repository) -> None:
    edit(archive.root, CLAIM, ENGLISH)
    archive.commit("2027-01-02")
    assert day(archive.root) == "2027-01-02"
    archive.git("reset", "-q", "--hard", "HEAD~1")
    edit(archive.root, PROSE, ENGLISH_PROSE)
    archive.commit("2027-01-07")
    assert day(archive.root) == "2027-01-07"
    assert len(said(archive.root)) == 1


# --- staleness, unit by unit


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ((CLAIM,), (), [f"{KQ} kq-01-1"]),
        ((CLAIM, ENGLISH), (), []),
        ((CLAIM,), (ENGLISH,), []),
        ((CLAIM,), (ENGLISH_PROSE,), [f"{KQ} kq-01-1"]),
        ((PROSE,), (), [f"{KQ} @section.0"]),
        (((V, "title: Giúp xã nghèo", "title: Giúp các xã nghèo"),), (), [f"{KQ} @title"]),
        (((V, "Những xã nào", "Các xã nào"),), (), [f"{KQ} @unknown.1"]),
        ((("vi/thuat-ngu.md", "Ủy ban", "Cả ủy ban"),), (), ["thuat-ngu.md @term.ubnd"]),
        ((("vi/thuat-ngu.md", "source: n-bao#p3", "source: n-bao#p1"),), (), []),
        (((V, '.claim source="n-bao#p3" }', '.claim source="n-bao#p1" }'),), (), []),
        (((V, "../../cam-ket/2018-2020/ck-01.md", "../2015-2018/index.md"),), (), []),
        (((V, "51 đơn vị giúp các xã nghèo.", "51  đơn vị, giúp các xã nghèo"),), (), []),
        (((V, "trên 10 tỷ", "trên 1,0 tỷ"),), (), [f"{KQ} kq-01-2"]),
        ((ENGLISH,), (CLAIM,), [f"{KQ} kq-01-1"]),
        (((V, "Con số 51", "## Đọc con số\n\nCon số 51"),), (), []),
    ],
    ids=[
        "one language", "both in one change", "English a day later", "another part in English", "prose", "title", "unknown",
        "a word of the glossary", "its source",
        "a source", "a link's target", "spaces and marks", "a mark within a number", "English first, days apart",
        "a heading above words that stay, which DV414 tells",
    ],
)  # fmt: skip
def test_what_is_stale(
    archive: Repository,
    first: tuple[tuple[str, str, str], ...],
    then: tuple[tuple[str, str, str], ...],
    expected: list[str],
) -> None:
    for at, edits in (("2027-01-02", first), ("2027-01-03", then)):
        edit(archive.root, *edits)
        archive.commit(at)
    assert stale(archive.root) == expected


@pytest.mark.parametrize("order", [(CLAIM, ENGLISH), (ENGLISH, CLAIM)])
def test_both_languages_on_one_day_are_up_to_date_in_either_order(
    archive: Repository, order: tuple[tuple[str, str, str], ...]
) -> None:
    for at, change in zip(("2027-01-02T00:30:00+07:00", "2027-01-02T23:30:00+07:00"), order, strict=True):
        edit(archive.root, change)
        archive.commit(at)
    assert stale(archive.root) == []


@pytest.mark.parametrize(
    ("checked", "expected"), [("2027-01-01", [f"{KQ} kq-01-1"]), ("2027-01-02", []), ("2027-01-05", [])]
)
def test_a_statement_that_was_checked_is_up_to_date_until_the_next_change(
    archive: Repository, checked: str, expected: list[str]
) -> None:
    edit(archive.root, CLAIM)
    archive.commit("2027-01-02")
    edit(archive.root, (E, "{ #kq-01-1 .claim }", f'{{ #kq-01-1 .claim checked="{checked}" }}'))
    archive.commit("2027-01-05")
    assert stale(archive.root) == expected
    edit(archive.root, (V, "52 đơn vị", "53 đơn vị"))
    archive.commit("2027-01-09")
    assert stale(archive.root) == [f"{KQ} kq-01-1"]


def test_a_check_of_the_page_is_one_of_all_but_its_statements(archive: Repository) -> None:
    edit(archive.root, CLAIM, PROSE)
    archive.commit("2027-01-02")
    edit(archive.root, (E, "title: ", "checked: 2027-01-05\ntitle: "))
    archive.commit("2027-01-05")
    assert stale(archive.root) == [f"{KQ} kq-01-1"]


def test_what_is_put_in_before_it_brings_no_translation_up_to_date(archive: Repository) -> None:
    edit(
        archive.root,
        (V, "Con số 51 không", "## Cũ\n\nCon số 51 không"),
        (E, "The figure 51", "## Old\n\nThe figure 51"),
    )
    archive.commit("2027-01-01")
    assert stale(archive.root) == []
    edit(archive.root, (V, "Con số 51 không nói", "Con số ấy không nói"))
    archive.commit("2027-01-02")
    assert stale(archive.root) == [f"{KQ} @section.1"]
    edit(archive.root, (V, "## Cũ", "## Mới\n\nLời mới.\n\n## Cũ"), (E, "## Old", "## New\n\nNew words.\n\n## Old"))
    archive.commit("2027-01-03")
    assert stale(archive.root) == [f"{KQ} @section.2"]
    edit(archive.root, ENGLISH_PROSE)
    archive.commit("2027-01-04")
    assert stale(archive.root) == []


def test_an_unknown_that_is_put_in_before_others_leaves_them_as_they_were(archive: Repository) -> None:
    one, two = "unknowns: [Một, Hai]", "unknowns: [One, Two]"
    for name, line in ((V, one), (E, two)):
        page = archive.root / "docs" / name
        page.write_text(re.sub("unknowns: .*", line, page.read_text("utf-8")), "utf-8")
    archive.commit("2027-01-01")
    edit(archive.root, (V, "Hai]", "Hai rưỡi]"))
    archive.commit("2027-01-02")
    assert stale(archive.root) == [f"{KQ} @unknown.2"]
    edit(archive.root, (V, "[Một", "[Không, Một"), (E, "[One", "[Nought, One"))
    archive.commit("2027-01-03")
    assert stale(archive.root) == [f"{KQ} @unknown.3"]


def test_a_stale_translation_is_told_at_its_line_with_what_to_write(archive: Repository) -> None:
    edit(archive.root, (V, "51 đơn vị giúp", "51 đơn vị đã giúp"), PROSE)
    archive.commit("2027-01-02")
    found = [f.line("en") for f in all_findings(read_archive(archive.root), {}) if f.code == "DV404"]
    assert [line.split(" ")[0] for line in found] == [f"docs/{E}:5:1:", f"docs/{E}:5:1:"], found
    assert "kq-01-1 changed in the Vietnamese on 2 January 2027" in found[0] + found[1]
    assert 'write `checked="2027-01-02"` beside its id' in found[0] + found[1]
    assert "write `checked: 2027-01-02` in the English front matter" in found[0] + found[1]


def test_each_kind_of_what_is_stale_is_called_by_its_name(archive: Repository) -> None:
    edit(archive.root, *withdrawn(KQ, "kq-01-1", "2027-01-01"), *corrected(KQ, "kq-01-2", "2027-01-01"))
    archive.commit("2027-01-02")
    again = (V, "Nguồn đã đính chính", "Nguồn tự đính chính")
    edit(archive.root, again, again, (V, "title: Giúp xã", "title: Giúp các xã"),
         (V, "Những xã nào", "Các xã nào"), (f"vi/{CK}", "Hai bên tiếp tục", "Hai bên vẫn tiếp tục"), PROSE)  # fmt: skip
    archive.commit("2027-01-05")
    found = [f for f in all_findings(read_archive(archive.root), {}) if f.code == "DV404"]
    told = [(f.place.path, f.place.line, f.message.en.split(": ")[1].split(" changed ")[0], f.about) for f in found]
    assert sorted(told) == [
        (f"docs/en/{CK}", 4, "ck-01-1", ("ck-01-1",)),
        (f"docs/{E}", 2, "the title", ()),
        (f"docs/{E}", 3, "unknown 1", ()),
        (f"docs/{E}", 5, "the opening words", ()),
        (f"docs/{E}", 5, "the reason why kq-01-1 was withdrawn", ("kq-01-1",)),
        (f"docs/{E}", 8, "the reason why kq-01-2 was corrected", ("kq-01-2",)),
    ]


UNSAID = {
    "a quotation": ((V, ").\n", ").\n\n{{ ck-01-1 }}\n"), (E, ").\n", ").\n\n{{ ck-01-1 }}\n")),
    "an answer": ((V, "#kq-01-1 .claim", '#kq-01-1 .claim answer="bc-02-1"'),),
    "another answer": ((V, "#kq-01-2 .claim", '#kq-01-2 .claim answer="kq-01-1"'),),
}


@pytest.mark.parametrize("name", UNSAID)
def test_what_is_quoted_and_who_answers_are_no_words_of_the_page(archive: Repository, name: str) -> None:
    edit(archive.root, *UNSAID[name])
    archive.commit("2027-01-02")
    assert (day(archive.root), stale(archive.root), len(said(archive.root))) == ("2026-11-25", [], 1)


def test_a_day_of_correction_or_withdrawal_and_what_stays_are_no_words_but_reasons_are(archive: Repository) -> None:
    edit(archive.root, *withdrawn(KQ, "kq-01-1", same_as="ck-01-1"))
    archive.commit("2027-01-05")
    assert (day(archive.root), stale(archive.root)) == ("2027-01-05", [])
    edit(archive.root, (V, 'withdrawn="2027-01-05"', 'withdrawn="2027-01-06"'), (V, ' same_as="ck-01-1"', ""))
    archive.commit("2027-01-07")
    assert (day(archive.root), stale(archive.root)) == ("2027-01-05", [])


@pytest.mark.parametrize("changed", [True, False])
def test_a_correction_is_told_with_what_git_knows_of_the_former_words(archive: Repository, changed: bool) -> None:
    edit(archive.root, *corrected(KQ, "kq-01-1", "2027-01-05"), *((CLAIM, ENGLISH) if changed else ()))
    edit(archive.root, *(((V, "Con số 51", "Con số 52"), (E, "The figure 51", "The figure 52")) if changed else ()))
    archive.commit("2027-01-06")
    known = knowing(read_archive(archive.root), {})
    assert [finding.code for finding in check(known)] == ([] if changed else ["DV631"])
    [entry] = errata(known)
    former = {lang: words.text for lang, words in entry.former.items()}
    now = {lang: words.text for lang, words in entry.now.items()}
    assert former == ({"vi": CLAIM[1], "en": ENGLISH[1]} if changed else {})
    assert now == ({"vi": CLAIM[2], "en": ENGLISH[2]} if changed else {"vi": CLAIM[1], "en": ENGLISH[1]})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hoà bình", "hòa bình", True),
        ("10 tỉ đồng", "10 tỷ đồng", True),
        ("“51” đơn vị – giúp", '"51" đơn vị, giúp.', True),
        ("1.419 hộ", "14.19 hộ", False),
        ("5 %", "5", False),
        ("-5", "5", False),
        ("ma", "má", False),
        ("má", "mà", False),
        ("giúp xã", "giúp Xã", False),
    ],
)
def test_what_is_a_change_of_words(one: str, other: str, same: bool) -> None:
    assert (digest_of(one) == digest_of(other)) is same


# --- what readers are shown of the past


def test_there_is_one_wording_a_day_and_none_from_before_the_address_was_recorded(archive: Repository) -> None:
    edit(
        archive.root,
        (V, "Con số 51 không", 'Ba xã ở vùng cao.\n{ #kq-01-3 .claim source="n-bao#p3" }\n\nCon số 51 không'),
    )
    archive.commit("2027-01-02")
    edit(archive.root, (V, "Ba xã ở vùng cao", "Bốn xã ở vùng cao"))
    archive.commit("2027-01-03")
    assert said(archive.root, "kq-01-3") == [], "nobody has published it"
    with (archive.root / "published.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("id/kq-01-3/\n")
    archive.commit("2027-01-04")
    for at, words in (("T08:00:00+07:00", "Năm xã"), ("T21:00:00+07:00", "Sáu xã")):
        edit(archive.root, (V, f"{'Bốn' if words == 'Năm xã' else 'Năm'} xã ở", f"{words} ở"))
        archive.commit(f"2027-01-05{at}")
    assert said(archive.root, "kq-01-3") == [("2027-01-03", "Bốn xã ở vùng cao."), ("2027-01-05", "Sáu xã ở vùng cao.")]


def test_a_drafts_words_are_never_shown_and_its_day_is_that_of_its_publication(archive: Repository) -> None:
    edit(archive.root, (V, "title: ", "draft: true\ntitle: "), CLAIM)
    archive.commit("2027-01-02")
    edit(archive.root, (V, "52 đơn vị", "53 đơn vị"), (E, "51 units", "53 units"))
    archive.commit("2027-01-03")
    edit(archive.root, (V, "draft: true\n", ""))
    archive.commit("2027-01-09")
    assert [at for at, _ in said(archive.root)] == ["2026-11-25", "2027-01-09"]
    assert "52" not in str(said(archive.root))
    assert day(archive.root) == "2027-01-09"


def test_withheld_words_are_a_digest_alone(archive: Repository) -> None:
    edit(archive.root, CLAIM, ENGLISH)
    archive.commit("2027-01-02")
    digest = paragraph_digest("51 đơn vị giúp các xã nghèo.")
    settings = archive.root / "archive.toml"
    settings.write_text(f'withheld = ["{digest}"]\n' + settings.read_text("utf-8"), "utf-8")
    known = knowing(read_archive(archive.root), {})
    (former,) = known.history.former("kq-01-1", "vi")
    assert (former.vi.text, former.vi.withheld) == ("", digest)
    assert former.en.text == "51 units help poor communes."
    assert "51 đơn vị giúp" not in saved.written(known).decode()
    assert digest in saved.written(known).decode()


def test_words_of_a_merge_that_was_not_finished_are_nobodys(archive: Repository) -> None:
    edit(
        archive.root,
        (V, "51 đơn vị giúp", "<<<<<<< HEAD\n51 đơn vị giúp\n=======\n52 đơn vị giúp\n>>>>>>> work\n51 đơn vị giúp"),
    )
    archive.commit("2027-01-02")
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-03")
    assert (day(archive.root), len(said(archive.root)), stale(archive.root)) == ("2026-11-25", 1, [])


# --- on top of the main line


def test_what_a_branch_and_the_working_tree_have_beyond_is_one_change_of_heads_day(archive: Repository) -> None:
    archive.branch("work")
    edit(archive.root, CLAIM, ENGLISH)
    archive.commit("2027-01-02")
    edit(archive.root, PROSE)
    archive.commit("2027-01-06")
    edit(archive.root, (f"vi/{CK}", "Hai bên tiếp tục", "Hai bên vẫn tiếp tục"))
    found = history(archive.root)
    assert not found.on_main
    assert (day(archive.root), day(archive.root, CK)) == ("2027-01-06", "2027-01-06")
    assert said(archive.root)[-1][0] == "2027-01-06"
    assert stale(archive.root) == [f"{CK} ck-01-1", f"{KQ} @section.0"]


def test_the_main_line_is_origins_where_there_is_one(archive: Repository, tmp_path: Path) -> None:
    archive.git("clone", "-q", str(archive.root), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    edit(clone.root, CLAIM, ENGLISH)
    clone.commit("2027-01-02")
    edit(clone.root, PROSE, ENGLISH_PROSE)
    clone.commit("2027-01-06")
    assert not history(clone.root).on_main, "what is not pushed is no main line yet"
    assert [at for at, _ in said(clone.root)] == ["2026-11-25", "2027-01-06"]
    clone.git("push", "-q", "origin", "HEAD:refs/heads/other")
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert [at for at, _ in said(clone.root)] == ["2026-11-25", "2027-01-02"]
    assert history(clone.root).on_main


def test_a_detached_head_is_where_it_is(archive: Repository) -> None:
    first = archive.git("rev-parse", "HEAD")
    edit(archive.root, CLAIM, ENGLISH)
    second = archive.commit("2027-01-02")
    archive.switch(first)
    assert (history(archive.root).on_main, day(archive.root)) == (True, "2026-11-25")
    archive.switch(second)
    assert (history(archive.root).on_main, day(archive.root)) == (True, "2027-01-02")


def test_before_the_first_commit_nothing_has_a_day(tmp_path: Path) -> None:
    root = make(tmp_path)
    Repository(root).git("init", "-q", "-b", "main")
    found = history(root)
    assert (found.state, found.changed, found.stale, found.wordings) == (State.KNOWN, {}, {}, {})


# --- where it is not known


def shallow(made: Repository, elsewhere: Path) -> Path:
    edit(made.root, CLAIM)
    made.commit("2027-01-02")
    made.git("clone", "-q", "--depth", "1", f"file://{made.root}", str(elsewhere))
    return elsewhere


def partial(made: Repository, elsewhere: Path) -> Path:
    made.git("config", "uploadpack.allowFilter", "true")
    edit(made.root, CLAIM)
    made.commit("2027-01-02")
    made.git("clone", "-q", "--filter=blob:none", f"file://{made.root}", str(elsewhere))
    return elsewhere


def copied(made: Repository, elsewhere: Path) -> Path:
    shutil.copytree(made.root, elsewhere, ignore=shutil.ignore_patterns(".git"))
    return elsewhere


def broken(made: Repository, elsewhere: Path) -> Path:
    shutil.copytree(made.root, elsewhere)
    (elsewhere / ".git/HEAD").write_text("nonsense\n", "utf-8")
    return elsewhere


def another_top(made: Repository, elsewhere: Path) -> Path:
    shutil.copytree(made.root, elsewhere)
    Repository(elsewhere).git("config", "core.worktree", str(made.root))
    return elsewhere


def below_the_top(made: Repository, elsewhere: Path) -> Path:
    shutil.copytree(made.root, elsewhere / "below", ignore=shutil.ignore_patterns(".git"))
    repository(elsewhere)
    return elsewhere / "below"


UNKNOWN: dict[str, tuple[Callable[[Repository, Path], Path], State, str, str]] = {
    "shallow": (shallow, State.PARTIAL, "DV804", "git fetch --unshallow"),
    "partial": (partial, State.PARTIAL, "DV804", "a part of the history"),
    "no git": (copied, State.NO_GIT, "DV804", "there is no git"),
    "broken": (broken, State.FAILING, "DV805", "git does not answer"),
    "another top folder": (another_top, State.FAILING, "DV805", "git's top folder is"),
    "below the top folder": (below_the_top, State.FAILING, "DV805", "git's top folder is"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_where_the_history_is_not_known_that_is_said_and_nothing_is_made_up(
    archive: Repository, tmp_path: Path, name: str
) -> None:
    spoil, state, code, words = UNKNOWN[name]
    root = spoil(archive, tmp_path / "elsewhere")
    known = knowing(read_archive(root), {})
    assert known.history.state is state
    context = make_context(known, {"SOURCE_DATE_EPOCH": "86400"})
    assert (context.updated(KQ), context.stale, context.moment(KQ)) == ("", {}, "1970-01-02T00:00:00Z")
    found = [f for f in check(known) if f.code in {"DV804", "DV805"}]
    assert [f.code for f in found] == [code]
    assert words in found[0].line("en")
    commands = [re.findall(r"`([^`]+)`", found[0].line(lang)) for lang in LANGS]
    assert commands[0] == commands[1] == [*dict.fromkeys(commands[0])], (
        f"a step is told twice, or in one language: {commands}"
    )
    assert (found[0].severity == "error") is (code == "DV805"), "silence of git is no answer"


# --- the file of a sealed edition


def test_a_copy_without_git_says_the_same_from_the_editions_file(archive: Repository, tmp_path: Path) -> None:
    edit(archive.root, CLAIM)
    archive.commit("2027-01-02")
    known = knowing(read_archive(archive.root), {})
    copy = copied(archive, tmp_path / "copy")
    (copy / saved.FILE).write_bytes(saved.written(known))
    again = knowing(read_archive(copy), {})
    assert again.history.state is State.SEALED
    for name in ("head", "changed", "stale", "wordings"):
        assert getattr(again.history, name) == getattr(known.history, name), name
    assert saved.written(again) == saved.written(known)
    edit(copy, (f"vi/{CK}", "Hai bên tiếp tục", "Hai bên vẫn tiếp tục"))
    changed = knowing(read_archive(copy), {})
    assert CK not in changed.history.changed, "a page that was changed since has a day that nobody knows"
    assert KQ in changed.history.changed


# --- what is kept between two runs


def test_what_was_withheld_since_is_withheld_of_an_edition_too(archive: Repository, tmp_path: Path) -> None:
    edit(archive.root, CLAIM)
    archive.commit("2027-01-02")
    copy = copied(archive, tmp_path / "copy")
    (copy / saved.FILE).write_bytes(saved.written(knowing(read_archive(archive.root), {})))
    digest = paragraph_digest("51 đơn vị giúp các xã nghèo.")
    settings = copy / "archive.toml"
    settings.write_text(f'withheld = ["{digest}"]\n' + settings.read_text("utf-8"), "utf-8")
    (former,) = history(copy).former("kq-01-1", "vi")
    assert (former.vi.text, former.vi.withheld) == ("", digest)


@pytest.mark.parametrize(
    ("old", "new"), [('"day": "2027', '"day": "<b>2027'), ('"day": "2027-01-02"', '"day": "2027-01-02\\n"')]
)
def test_an_editions_file_in_which_a_day_is_none_is_not_used(
    archive: Repository, tmp_path: Path, old: str, new: str
) -> None:
    edit(archive.root, CLAIM)
    archive.commit("2027-01-02")
    copy = copied(archive, tmp_path / "copy")
    text = saved.written(knowing(read_archive(archive.root), {})).decode()
    assert old in text
    (copy / saved.FILE).write_text(text.replace(old, new), "utf-8")
    assert history(copy).state is State.NO_GIT


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every page of the history that is parsed."""
    parsed: list[str] = []
    read = page_reader.read_page

    def counting(raw: bytes, path: str, lang: str, file: str) -> object:
        parsed.append(file)
        return read(raw, path, "en" if lang == "en" else "vi", file)

    monkeypatch.setattr(log, "read_page", counting)
    return parsed


def test_only_what_came_since_is_read_again(archive: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = counted(monkeypatch)
    first = history(archive.root)
    blobs = len(parsed)
    assert blobs == len({(page.lang, page.raw) for page in read_archive(archive.root).pages}), "once a blob"
    assert history(archive.root) == first
    assert len(parsed) == blobs, "what was kept was read again"
    edit(archive.root, CLAIM)
    archive.commit("2027-01-02")
    history(archive.root)
    assert parsed[blobs:] == [f"docs/{V}"]


def test_what_was_kept_gives_what_reading_all_gives_on_every_branch(archive: Repository) -> None:
    tips = [archive.git("rev-parse", "HEAD")]
    for number, edits in enumerate([(CLAIM,), (ENGLISH,), (PROSE,)], 2):
        edit(archive.root, *edits)
        tips.append(archive.commit(f"2027-01-0{number}"))
    for lang in ("vi", "en"):
        archive.git("mv", f"docs/{lang}/trich-dan.md", f"docs/{lang}/cach-dan.md")
    edit(archive.root, ("vi/cach-dan.md", "title: ", "aliases: [trich-dan]\ntitle: "))
    tips.append(archive.commit("2027-01-09"))
    for tip in (tips[0], tips[4], tips[2], tips[1], tips[4], tips[3]):
        archive.switch(tip)
        warm = history(archive.root)
        kept = archive.root / "build" / keep.NAME
        aside = kept.read_bytes()
        kept.unlink()
        assert history(archive.root) == warm
        kept.write_bytes(aside)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"made_by": 1}', "null"])
def test_what_was_kept_and_does_not_hold_is_not_used(archive: Repository, spoilt: str) -> None:
    first = history(archive.root)
    (archive.root / "build" / keep.NAME).write_text(spoilt, "utf-8")
    assert history(archive.root) == first


def test_what_other_code_kept_is_not_used(archive: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    history(archive.root)
    parsed = counted(monkeypatch)
    monkeypatch.setattr(keep, "made_by", lambda: "other")
    history(archive.root)
    assert parsed


def test_a_place_that_cannot_be_written_to_is_left_alone(archive: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(regular, "replace_whole", full)
    assert history(archive.root).known
    assert not (archive.root / "build" / keep.NAME).exists()


# --- the ledger


def ledger(root: Path) -> list[str]:
    return [f.code for f in check(knowing(read_archive(root), {})) if f.code in {"DV802", "DV804", "DV805"}]


@pytest.mark.parametrize(
    "attributes", ["", "published.txt -diff\n", "published.txt binary\n", "* -text export-ignore\n"]
)
def test_a_line_that_the_main_line_had_is_missed_whatever_hides_it(archive: Repository, attributes: str) -> None:
    (archive.root / ".gitattributes").write_text(attributes, "utf-8")
    lines = (archive.root / "published.txt").read_text("utf-8").splitlines(keepends=True)
    (archive.root / "published.txt").write_text("".join(lines[1:]), "utf-8")
    assert ledger(archive.root) == ["DV802"]
    archive.commit("2027-01-02")
    assert ledger(archive.root) == ["DV802"], "a commit hides what it took away"
    archive.git("update-index", "--assume-unchanged", "published.txt")
    assert ledger(archive.root) == ["DV802"]


def test_a_line_lost_in_a_merge_is_missed(archive: Repository) -> None:
    """Both sides added a line, and whoever merged kept one side's."""
    archive.branch("other")
    recorded(archive, "b/")
    archive.commit("2027-01-02")
    archive.switch("main")
    recorded(archive, "a/")
    archive.commit("2027-01-03")
    archive.git("merge", "-q", "-s", "ours", "other", at="2027-01-04")
    found = [f.message.en for f in check(knowing(read_archive(archive.root), {})) if f.code == "DV802"]
    assert found == ["The ledger has lost the line “b/”"]


def test_marks_and_blanks_that_were_in_the_ledger_are_no_promise(archive: Repository) -> None:
    recorded(archive, "<<<<<<< HEAD\n\na/\n=======\nkhông phải\n>>>>>>> b")
    archive.commit("2027-01-02")
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-03")
    found = [f.message.en for f in check(knowing(read_archive(archive.root), {})) if f.code == "DV802"]
    assert found == ["The ledger has lost the line “a/”"]


def test_what_a_branch_alone_recorded_may_be_given_up(archive: Repository) -> None:
    archive.branch("work")
    recorded(archive, "a/")
    archive.commit("2027-01-02")
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-03")
    assert ledger(archive.root) == []


def recorded(made: Repository, line: str) -> None:
    with (made.root / "published.txt").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def test_days_are_told_in_the_archives_time_zone(archive: Repository) -> None:
    edit(archive.root, CLAIM, ENGLISH)
    archive.commit("2027-01-02T18:00:00+00:00")
    assert day(archive.root) == "2027-01-03"
    known = knowing(read_archive(archive.root), {})
    assert replace(make_context(known, {}), zone=datetime.UTC).updated(KQ) == "2027-01-02"
