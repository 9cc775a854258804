"""`archive withdraw`: said where it stands, in both languages; never while something that counts rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import (
    BODY,
    CK,
    DOCUMENT,
    KQ,
    LATER,
    PERSON,
    REASON,
    SIGNING,
    YEAR,
    edit,
    put,
    read_again,
    real,
    remove,
    withdrawn,
)
from tests.editing.editors import insert, next_steps, refuses, run, text, wrong

from archive.content.read import read_archive
from archive.editing.changes import carry_out, hindrances
from archive.editing.withdrawing import Asked, withdraw
from archive.environment import today

DAY = "2026-11-27"
GIVEN = ("--reason", REASON[0], "--reason-en", REASON[1], "--day", DAY)
VI, EN = f'withdrawn="{DAY}" reason="{REASON[0]}"', f'reason="{REASON[1]}"'


def told(claim: str, path: str, same_as: str = "") -> tuple[str, str]:
    """What is told of a claim that was withdrawn: where it still stands, and where else that is said."""
    own, place = f"id/{claim}/", f"{path.removesuffix('.md')}/#{claim}"
    shown = (
        f"{own} leads to id/{same_as}/ now; {place} still shows the old words, with the day and the reason"
        if same_as
        else f"{own} and {place} still show it, with the day and the reason"
    )
    return shown, f"dinh-chinh/ tells of the withdrawal; do not delete docs/vi/{path}"


CLAIMS = {
    "a paragraph": (
        KQ, "kq-01-1", (),
        '{ #kq-01-1 .claim source="n-bao#p3" }', f'{{ #kq-01-1 .claim source="n-bao#p3" {VI} }}',
        "{ #kq-01-1 .claim }", f"{{ #kq-01-1 .claim {EN} }}",
    ),
    "a list item, replaced": (
        KQ, "kq-01-2", ("--instead", "kq-01-1"),
        '    { #kq-01-2 .claim source="n-bao#p3 n-bao#p1" }',
        f'    {{ #kq-01-2 .claim source="n-bao#p3 n-bao#p1" {VI} instead="kq-01-1" }}',
        "    { #kq-01-2 .claim }", f"    {{ #kq-01-2 .claim {EN} }}",
    ),
    "one that is said elsewhere": (
        KQ, "kq-01-2", ("--same-as", "ck-01-1"),
        '    { #kq-01-2 .claim source="n-bao#p3 n-bao#p1" }',
        f'    {{ #kq-01-2 .claim source="n-bao#p3 n-bao#p1" {VI} same_as="ck-01-1" }}',
        "    { #kq-01-2 .claim }", f"    {{ #kq-01-2 .claim {EN} }}",
    ),
    "an English one with words of its own": (
        PERSON, "nv-mau-1", (),
        'office="Trưởng Ban" }\n\nNguyễn', f'office="Trưởng Ban" {VI} }}\n\nNguyễn',
        'office="Head of the Commission" }\n\nNguyễn', f'office="Head of the Commission" {EN} }}\n\nNguyễn',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_says_that_it_is_withdrawn(small: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path, claim, more, vi, new_vi, en, new_en = CLAIMS[name]
    before = {lang: text(small, f"{lang}/{path}") for lang in ("vi", "en")}
    done = run(small, monkeypatch, "withdraw", claim, *GIVEN, *more)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [f"docs/vi/{path}", f"docs/en/{path}"]
    assert done.stderr == next_steps(claim, *told(claim, path, more[1] if "--same-as" in more else ""))
    assert text(small, f"vi/{path}") == before["vi"].replace(vi, new_vi, 1) != before["vi"]
    assert text(small, f"en/{path}") == before["en"].replace(en, new_en, 1) != before["en"]
    assert not wrong(read_archive(small))


def test_a_record_says_that_it_is_withdrawn(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(
        small,
        ("vi/boi-canh/khac.md", "", "---\nid: bc-03\nkind: context\ntitle: Khác\n---\nLời biên tập.\n"),
        ("en/boi-canh/khac.md", "", text(small, "en/boi-canh/index.md").replace("Context", "Other")),
    )
    before = {lang: text(small, f"{lang}/{LATER}") for lang in ("vi", "en")}
    done = run(small, monkeypatch, "withdraw", "bc-02", *GIVEN, "--instead", "bc-03")
    assert done.exit_code == 0, done.output
    shown = "boi-canh/ve-sau/ still opens, with the day and the reason at its top; id/bc-02/ leads there, lists leave it out"
    gone = f"dinh-chinh/ tells of the withdrawal; do not delete docs/vi/{LATER}"
    assert done.stderr == next_steps("bc-02", shown, gone)
    lines = f"withdrawn: {DAY}\nwithdrawn_reason: {REASON[0]}\ninstead: bc-03\n"
    assert text(small, f"vi/{LATER}") == before["vi"].replace("title: Về sau\n", f"title: Về sau\n{lines}", 1)
    assert f"\nwithdrawn_reason: {REASON[1]}\n" in text(small, f"en/{LATER}")
    withdrawal = read_archive(small).records["bc-02"].withdrawal
    assert withdrawal
    assert (withdrawal.day, withdrawal.because.vi, withdrawal.because.en) == (DAY, *REASON)


def test_a_comment_stays_above_the_key_that_it_is_about(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    front = "id: bc-02\nkind: context\ntitle: Về sau\n{}\n# Chiến dịch nào.\ncampaigns: [dan-van-kheo]\n---\n"
    body = text(small, f"vi/{LATER}").rpartition("---\n")[2]
    put(small, f"vi/{LATER}", "---\n" + front.format("") + body)
    done = run(small, monkeypatch, "withdraw", "bc-02", *GIVEN)
    assert done.exit_code == 0, done.output
    lines = f"withdrawn: {DAY}\nwithdrawn_reason: {REASON[0]}\n"
    assert text(small, f"vi/{LATER}") == "---\n" + front.format(lines) + body


def test_what_comes_next_is_told_in_vietnamese(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(small, monkeypatch, "withdraw", "--lang", "vi", "kq-01-2", *GIVEN)
    assert done.stderr.splitlines() == [
        "id/kq-01-2/ và ket-qua/2015-2018/kq-01/#kq-01-2 vẫn ghi câu ấy, với ngày và lý do rút",
        f"dinh-chinh/ kể lần rút này; đừng xóa docs/vi/{KQ}",
        "đọc lại thay đổi (`git add -A`, `git diff --cached`), chạy `archive check kq-01-2`, rồi ghi vào git (`git commit`)",
    ]


def test_a_withdrawal_is_of_today_where_no_day_is_given(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = read_archive(small)
    first = today(archive)
    done = run(small, monkeypatch, "withdraw", "kq-01-2", *GIVEN[:4])
    assert done.exit_code == 0, done.output
    assert read_archive(small).claims["kq-01-2"].withdrawn in {first, today(archive)}


REASONS = {
    "plain": ("Nguồn đã đính chính.", "Nguồn đã đính chính.", "Nguồn đã đính chính."),
    "quoted": ('Chữ "mười" là nhầm', "Chữ “mười” là nhầm", 'Chữ "mười" là nhầm'),
    "typographic": ("“Mười” là nhầm", "“Mười” là nhầm", "“Mười” là nhầm"),
    "of YAML": ("Số: nhầm # chú", "Số: nhầm # chú", "Số: nhầm # chú"),
    "an apostrophe": ("Lời ông K'Mẫu", "Lời ông K'Mẫu", "Lời ông K'Mẫu"),
    "like nothing": ("null", "null", "null"),
    "a number": ("2018", "2018", "2018"),
    "blanks around": ("  Nhầm  ", "Nhầm", "Nhầm"),
    "decomposed": ("Nhâ\u0300m", "Nhầm", "Nhầm"),
}


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_is_read_as_it_was_meant(small: Path, name: str) -> None:
    given, beside_claim, of_record = REASONS[name]
    for what, wanted in (("kq-01-2", beside_claim), ("bc-02", of_record)):
        plan = withdraw(read_archive(small), what, Asked(given, "It was wrong", "", DAY), DAY)
        archive = plan.after
        said = archive.withdrawal(archive.claims[what]) if what in archive.claims else archive.records[what].withdrawal
        assert said
        assert (said.because.vi, said.because.en) == (wanted, "It was wrong")


REFUSED = {
    "no such id": (("kq-09", *GIVEN), "there is no record or claim “kq-09”"),
    "one that is near": (("kq-1-1", *GIVEN), "did you mean “kq-01-1”?"),
    "a claim, already": (("tc-ban-1", *GIVEN), "tc-ban-1 was withdrawn on 2027-01-05 already"),
    "a record, already": (("vb-chi-thi-02", *GIVEN), "vb-chi-thi-02 was withdrawn on 2027-01-05 already"),
    "with its record, already": (("vb-chi-thi-02-1", *GIVEN), "vb-chi-thi-02 was withdrawn on 2027-01-05 already"),
    "an id that stands twice": (("ck-01", *GIVEN), f"the id ck-01 stands twice, in docs/vi/{CK}, docs/vi/hai.md"),
    "a claim of such a record": (("ck-01-1", *GIVEN), "the id ck-01 stands twice"),
    "no English reason": (("kq-01-2", *GIVEN[:2]), "this archive is bilingual: give the reason in English too"),
    "no reason": (("kq-01-2", "--reason", " ", *GIVEN[2:]), "--reason: the reason is missing"),
    "a line break": (("kq-01-2", "--reason", "Một\nhai", *GIVEN[2:]), "--reason: write the reason on one line"),
    "a line break, English": (("bc-02", *GIVEN[:2], "--reason-en", "a\u2028b"), "--reason-en: write the reason on"),
    "what is no UTF-8": (("kq-01", "--reason", "L\udcff", *GIVEN[2:]), "--reason: not all of it is UTF-8"),
    "one quotation mark": (("kq-01-2", "--reason", 'Cỡ 5" thôi', *GIVEN[2:]), 'a single "'),
    "no day": (("kq-01-2", *GIVEN[:4], "--day", "27/11/2026"), "“27/11/2026” is no day that has come"),
    "a day to come": (("kq-01-2", *GIVEN[:4], "--day", "2999-01-01"), "“2999-01-01” is no day that has come"),
    "itself": (("kq-01-2", *GIVEN, "--instead", "kq-01-2"), "kq-01-2 cannot replace itself"),
    "an unknown one": (("kq-01-2", *GIVEN, "--instead", "kq-01-9"), "There is no claim “kq-01-9”"),
    "a record for a claim": (("kq-01-2", *GIVEN, "--instead", "kq-01"), "There is no claim “kq-01”"),
    "a claim for a record": (("bc-02", *GIVEN, "--instead", "bc-01-1"), "There is no record “bc-01-1” of kind context"),
    "another kind": (("bc-02", *GIVEN, "--instead", "kq-01"), "There is no record “kq-01” of kind context"),
    "a withdrawn one": (("kq-01-2", *GIVEN, "--instead", "tc-ban-1"), "tc-ban-1 is withdrawn too"),
    "the same as itself": (("kq-01-2", *GIVEN, "--same-as", "kq-01-2"), "--same-as: kq-01-2 is that one itself"),
    "the same as none": (("kq-01-2", *GIVEN, "--same-as", "kq-01-9"), "--same-as: There is no claim “kq-01-9”"),
    "the same as a withdrawn one": (("kq-01-2", *GIVEN, "--same-as", "tc-ban-1"), "--same-as: tc-ban-1 is withdrawn"),
    "a record that is the same": (("bc-02", *GIVEN, "--same-as", "bc-01-1"), "--same-as is for a claim alone"),
    "both": (("kq-01-2", *GIVEN, "--same-as", "ck-01-1", "--instead", "ck-01-1"), "never together with --instead"),
    "a premise": (("nv-mau-2", *GIVEN), "these still count and rest on nv-mau-2: bc-01-2; change or withdraw"),
    "a record of premises": (("tt-ky-ket", *GIVEN), "rest on tt-ky-ket: bc-01-1, bc-01-2; change"),
    "a source": (("n-khac", *GIVEN), "rest on n-khac: bc-02-1, nv-mau-2; change"),
    "a reason without a withdrawal": (("kq-01-1", *GIVEN), f"reason stands in docs/vi/{KQ} already"),
    "a key without a withdrawal": (("bc-01", *GIVEN), f"instead stands in docs/vi/{YEAR} already"),
    "a sign that YAML has not": (("bc-02", "--reason", "Nh\x07ầm", *GIVEN[2:]), "a sign that cannot stand there"),
    "without a twin": (("bc-03", *GIVEN), "docs/en/boi-canh/le.md lacks bc-03; translate it first"),
    "not translated": (("tt-ky-ket-2", *GIVEN), f"docs/en/{SIGNING} lacks tt-ky-ket-2; translate it first"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_withdrawn_is_told_and_nothing_is_written(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    edit(small, *withdrawn("to-chuc/ban.md", "tc-ban-1"), *withdrawn(DOCUMENT, ""))
    edit(small, (f"vi/{KQ}", "#kq-01-1 .claim", '#kq-01-1 .claim reason="Nhầm"'))
    edit(small, (f"en/{SIGNING}", "{ #tt-ky-ket-2 .claim }", ""))
    insert(small, f"vi/{YEAR}", "title", "instead: bc-02")
    put(small, "vi/boi-canh/le.md", "---\nid: bc-03\nkind: context\ntitle: Lẻ\n---\nLời.\n")
    put(small, "vi/hai.md", text(small, f"vi/{CK}"))
    arguments, words = REFUSED[name]
    refuses(small, monkeypatch, words, "withdraw", *arguments)


QUOTED = {
    "by what says the same": (("--same-as", "ck-01-1"), "ck-01-1", []),
    "by what replaces it": (
        ("--instead", "kq-01-1"),
        "kq-01-1",
        [f"docs/{lang}/{BODY}:{line}: quotes kq-01-1 in place of kq-01-2 now; read the words around it again"
         for lang, line in (("vi", "9:1"), ("en", "7:1"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", QUOTED)
def test_who_quoted_it_quotes_what_stands_in_its_place(small: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    options, other, notes = QUOTED[name]
    for lang in ("vi", "en"):
        put(small, f"{lang}/{BODY}", f"{text(small, f'{lang}/{BODY}')}\n{{{{ kq-01-2 }}}}\n\n{{{{ ck-01-1 }}}}\n")
    before = {lang: text(small, f"{lang}/{BODY}") for lang in ("vi", "en")}
    done = run(small, monkeypatch, "withdraw", "kq-01-2", *GIVEN, *options)
    assert done.exit_code == 0, done.output
    assert sorted(done.stdout.splitlines()) == sorted(f"docs/{lang}/{path}" for lang in before for path in (BODY, KQ))
    for lang, was in before.items():
        assert text(small, f"{lang}/{BODY}") == was.replace("kq-01-2", other) != was
    steps = next_steps("kq-01-2", *told("kq-01-2", KQ, other if "--same-as" in options else ""))
    assert sorted(done.stderr.splitlines()) == sorted([*notes, *steps.splitlines()])
    assert not wrong(read_archive(small))


HINDERED = {
    "quoted, with nothing in its place": (("ck-01-1", *GIVEN), "DV642 ck-01-1 is withdrawn; drop the quotation"),
    "quoted where the other stands": (("ck-01-1", *GIVEN, "--same-as", "tc-ban-1"), "DV644 A page quotes a claim of"),
    "a date rests on it": (("bc-01-1", *GIVEN), "DV707 bc-01-1 is withdrawn"),
    "before any source was read": (("kq-01-2", *GIVEN[:4], "--day", "2001-01-01"), "DV621 kq-01-2 is withdrawn on"),
    "braces beside a claim": (("kq-01-1", "--reason", "Nhầm } {", *GIVEN[2:]), "DV307 The attribute list"),
}


@pytest.mark.parametrize("name", HINDERED)
def test_a_new_error_hinders_it_and_nothing_is_written(small: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for lang in ("vi", "en"):
        put(small, f"{lang}/{BODY}", f"{text(small, f'{lang}/{BODY}')}\n{{{{ ck-01-1 }}}}\n")
    arguments, words = HINDERED[name]
    refuses(small, monkeypatch, words, "withdraw", *arguments, status=1)


WORDED: dict[str, tuple[tuple[str, ...], str]] = {
    "braces beside a claim": (
        ("kq-01-1", "--reason", "Nguồn {cũ} sai", "--reason-en", "y {z}"),
        "--reason, --reason-en",
    ),
    "in English alone": (("kq-01-1", *GIVEN[:2], "--reason-en", "y {z}"), "--reason-en"),
    "markup": (("kq-01-1", "--reason", "Nguồn *cũ* sai", *GIVEN[2:4]), "--reason"),
    "markup in front matter": (("bc-02", *GIVEN[:2], "--reason-en", "the <b>old</b> one"), "--reason-en"),
    "with another fault": (("kq-01-2", "--reason", "{cũ}", *GIVEN[2:4], "--day", "2001-01-01"), "--reason"),
    "another fault": (("kq-01-2", *GIVEN[:4], "--day", "2001-01-01"), ""),
}


@pytest.mark.parametrize("name", WORDED)
def test_where_the_words_of_a_reason_are_at_fault_these_are_named(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    arguments, options = WORDED[name]
    done = run(small, monkeypatch, "withdraw", *arguments)
    assert done.exit_code == 1, done.output
    told = (
        f"what was given by {options} is at fault, not the files: write it in plain words, without {{ }}" in done.stderr
    )
    assert told is bool(options), done.output
    assert ("mend these places" in done.stderr) is not told


def test_an_archive_of_one_language_needs_one_reason(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(
        small, *(f"en/{path.relative_to(small / 'docs/en').as_posix()}" for path in (small / "docs/en").rglob("*.md"))
    )
    done = run(small, monkeypatch, "withdraw", "kq-01-2", *GIVEN[:2], *GIVEN[4:])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [f"docs/vi/{KQ}"]


def test_what_rests_on_it_within_the_record_goes_with_it(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """bc-01-1 rests on bc-01-2, and goes with it; the date that rests on bc-01-1 is another record's."""
    edit(small, (f"vi/{SIGNING}", "date: 2018?-07-09\ndate_rests_on: bc-01-1\n", ""))
    assert not wrong(read_archive(small))
    done = run(small, monkeypatch, "withdraw", "bc-01", *GIVEN)
    assert done.exit_code == 0, done.output
    assert not wrong(read_archive(small))


REAL = [
    # A record and a claim; each is checked as a whole before and after.
    ("kq-04", "bc-07-30"),
    pytest.param(("ck-01", "cd-diem-sang", "vb-bao-cao-2015-2018", "kq-05-5", "tt-ky-ket-8"), marks=pytest.mark.slow),
]


@pytest.mark.parametrize("names", REAL, ids=["some", "the rest"])
def test_real_records_and_claims_are_withdrawn(tmp_path: Path, names: tuple[str, ...]) -> None:
    root = real(tmp_path)
    for name in names:
        plan = withdraw(read_again(root), name, Asked(*REASON, "", DAY), DAY)
        assert hindrances(plan) == [], name
        carry_out(plan)
    archive = read_again(root)
    said = [
        archive.records[n].withdrawal if n in archive.records else archive.withdrawal(archive.claims[n]) for n in names
    ]
    assert all(one and (one.day, one.because.vi, one.because.en) == (DAY, *REASON) for one in said)
    assert not wrong(archive)
