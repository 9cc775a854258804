"""A citation's digest held to what a statement says and said, with real git: present, former, withheld, unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import CK, KQ, edit, make, withdrawn
from tests.repositories import Repository, repository

from archive.cli import main
from archive.commands.verify_claim import told
from archive.content.read import read_archive
from archive.environment import knowing
from archive.stage.citation import DIGITS
from archive.text import paragraph_digest
from archive.verify_claim import ALL, LEAST, digits, verify

V, E = f"vi/{KQ}", f"en/{KQ}"
FIRST, SECOND = "51 đơn vị giúp các xã nghèo.", "52 đơn vị giúp các xã nghèo."
ENGLISH = "51 units help poor communes."
OF_FIRST, OF_SECOND, OF_ENGLISH = map(paragraph_digest, (FIRST, SECOND, ENGLISH))
NEVER = "0123456789abcdef" * 4


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal archive with its addresses recorded, as the current folder; not in git yet."""
    monkeypatch.delenv("SITE_URL", raising=False)
    root = make(tmp_path / "archive")
    (root / "published.txt").write_text("id/ck-01-1/\nid/kq-01-1/\nid/kq-01-2/\n", "utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def past(here: Path) -> Repository:
    """The same in git: kq-01-1 said something else until 5 January 2027."""
    made = repository(here)
    edit(here, (V, FIRST, SECOND))
    made.commit("2027-01-05")
    return made


def run(*arguments: str, lang: str = "en") -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["verify-claim", *arguments, "--lang", lang])


@dataclass(frozen=True)
class Case:
    """A digest and a statement, the exit status, and what is said of them."""

    digest: str
    status: int
    vi: tuple[str, ...]
    en: tuple[str, ...]
    name: str = "kq-01-1"


CASES = {
    "what it says now": Case(
        OF_SECOND,
        0,
        ("kq-01-1 nay ghi đúng câu ấy (tiếng Việt), từ 5/1/2027:", SECOND),
        ("kq-01-1 says exactly that (Vietnamese), since 5 January 2027:", SECOND),
    ),
    "what the English says, which did not change": Case(
        OF_ENGLISH,
        0,
        ("kq-01-1 nay ghi đúng câu ấy (tiếng Anh), từ 25/11/2026:", ENGLISH),
        ("kq-01-1 says exactly that (English), since 25 November 2026:", ENGLISH),
    ),
    "what it said before": Case(
        OF_FIRST,
        0,
        ("kq-01-1 từng ghi đúng câu ấy (tiếng Việt), từ 25/11/2026 đến 5/1/2027", FIRST, "Nay kq-01-1 ghi", SECOND),
        ("kq-01-1 said exactly that (Vietnamese) from 25 November 2026 to 5 January 2027", FIRST, "now says", SECOND),
    ),
    "what nobody said": Case(
        NEVER,
        1,
        ("kq-01-1 không ghi câu ấy, nay không, trước đây cũng không, theo lịch sử từ 25/11/2026", OF_SECOND, SECOND),
        ("kq-01-1 does not say that, and never did as far as its history goes, from 25 November 2026", OF_ENGLISH),
    ),
    "what another said once": Case(
        OF_FIRST,
        1,
        ("kq-01-2 không ghi câu ấy", "là của một câu mà kq-01-1 ghi hoặc từng ghi"),
        ("kq-01-2 does not say that", "of a sentence that kq-01-1 says or once said"),
        "kq-01-2",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_digest_is_held_to_what_is_said_and_was(past: Repository, case: Case) -> None:
    for lang, words in (("vi", case.vi), ("en", case.en)):
        result = run(case.name, case.digest, lang=lang)
        assert result.exit_code == case.status, result.output
        at = [result.stdout.find(part) for part in words]
        assert -1 not in at, f"{words} in {result.stdout}"
        assert at == sorted(at), f"not in this order, {words}: {result.stdout}"


GIVEN = {
    "the beginning that a citation gives": (OF_SECOND[:32],),
    "in capitals": (OF_SECOND.upper(),),
    "in halves, each as long as a citation's": (OF_SECOND[:32], OF_SECOND[32:]),
    "in groups": (OF_SECOND[:8], OF_SECOND[8:24], f" {OF_SECOND[24:40]}\n"),
    "with its name": (f"SHA-256 {OF_SECOND[:32]}",),
    "with its name, as other tools write it": (f"sha256:{OF_SECOND}",),
}


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_a_digest_may_be_typed_as_people_type_it(past: Repository, given: tuple[str, ...]) -> None:
    result = run("kq-01-1", *given)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", ["https://host.example/en/id/kq-01-1/", "id/kq-01-1/", "ket-qua/kq-01/#kq-01-1"])
def test_a_statement_may_be_named_by_its_address(past: Repository, name: str) -> None:
    assert run(name, OF_SECOND).exit_code == 0


NO_DIGEST = {
    "too short": OF_SECOND[: LEAST - 1],
    "too long": f"{OF_SECOND}0",
    "no hex": f"{OF_SECOND[:-1]}g",
    "nothing": " ",
}


@pytest.mark.parametrize("given", NO_DIGEST.values(), ids=NO_DIGEST)
def test_what_is_no_digest_is_asked_wrongly(past: Repository, given: str) -> None:
    for lang, words in (("vi", "32 đến 64 chữ số"), ("en", "32 to 64 hex digits")):
        result = run("kq-01-1", given, lang=lang)
        assert result.exit_code == 2
        assert words in result.stderr
        assert not result.stdout


@pytest.mark.parametrize("given", [(OF_SECOND[:32], OF_ENGLISH[:32]), (OF_SECOND, OF_ENGLISH)], ids=["short", "whole"])
def test_two_digests_are_not_taken_for_one_that_nobody_said(past: Repository, given: tuple[str, ...]) -> None:
    for lang, words in (("vi", "mỗi lần chỉ hỏi một mã băm"), ("en", "give one digest at a time")):
        result = run("kq-01-1", *given, lang=lang)
        assert result.exit_code == 2, result.stdout
        assert words in result.stderr
        assert not result.stdout


def test_a_citation_gives_as_much_of_a_digest_as_is_asked_for() -> None:
    assert (LEAST, ALL) == (DIGITS, len(OF_FIRST)) == (32, 64)
    assert not digits(OF_FIRST[:31])


UNKNOWN = {
    "a slip": ("kq-01-11", "did you mean “kq-01-1”?"),
    "a page": ("kq-01", "kq-01 is a page; name a claim: kq-01-1, kq-01-2"),
    "nothing near": ("zz", "no claim zz"),
}


@pytest.mark.parametrize(("name", "words"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_id_is_told_with_what_was_meant(past: Repository, name: str, words: str) -> None:
    result = run(name, OF_SECOND)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_draft_says_nothing_to_anybody_yet(here: Path) -> None:
    edit(here, (V, "id: kq-01\n", "id: kq-01\ndraft: true\n"))
    assert run("kq-01-1", OF_FIRST).exit_code == 2


def test_words_that_came_back_are_said_now_and_were_before(past: Repository) -> None:
    edit(past.root, (V, SECOND, FIRST))
    past.commit("2027-02-01")
    result = run("kq-01-1", OF_FIRST)
    assert result.exit_code == 0
    now, before = (
        result.stdout.index("since 1 February 2027"),
        result.stdout.index("from 25 November 2026 to 5 January"),
    )
    assert now < before
    assert "now says" not in result.stdout, "what it says now was told already"


def test_withheld_words_verify_and_are_not_shown(past: Repository) -> None:
    settings = past.root / "archive.toml"
    settings.write_text(f'withheld = ["{OF_FIRST}"]\n' + settings.read_text("utf-8"), "utf-8")
    for lang, words in (("vi", "không được hiện lại"), ("en", "not shown again")):
        result = run("kq-01-1", OF_FIRST[:40], lang=lang)
        assert result.exit_code == 0
        assert words in result.stdout
        assert FIRST not in result.stdout


def test_where_the_past_is_not_known_nobody_is_told_never(here: Path) -> None:
    for lang, words, never in (
        ("vi", "không biết: không có git", "trước đây cũng không"),
        ("en", "is not known: there is no git", "never"),
    ):
        missing = run("kq-01-1", OF_SECOND, lang=lang)
        assert missing.exit_code == 1
        assert words in missing.stdout
        assert never not in missing.stdout
    now = run("kq-01-1", OF_FIRST)
    assert now.exit_code == 0
    assert "since an unknown day" in now.stdout


def test_the_past_of_what_was_not_published_is_not_known_either(here: Path) -> None:
    (here / "published.txt").write_text("id/kq-01-2/\n", "utf-8")
    repository(here)
    result = run("kq-01-1", OF_SECOND)
    assert result.exit_code == 1
    assert "not known: this claim was not published yet" in result.stdout


def test_what_was_withdrawn_says_so_and_its_digest_still_verifies(past: Repository) -> None:
    edit(past.root, *withdrawn(KQ, "kq-01-1", instead="kq-01-2"))
    past.commit("2027-02-01")
    result = run("kq-01-1", OF_FIRST)
    assert result.exit_code == 0
    assert "kq-01-1 was withdrawn on 5 January 2027: " in result.stdout
    assert "It is replaced by kq-01-2." in result.stdout


def test_what_was_merged_into_another_leads_there(past: Repository) -> None:
    archive = knowing(read_archive(past.root), {})
    answer = replace(verify(archive, "kq-01-1", OF_FIRST), same_as="kq-01-2")
    assert "The same is now said at kq-01-2." in [*told(answer, archive.history, "en")]
    assert "Điều ấy nay ghi ở kq-01-2." in [*told(answer, archive.history, "vi")]


def test_a_statement_without_a_translation_says_nothing_in_english(here: Path) -> None:
    edit(here, (f"en/{CK}", "", "---\ntitle: The commitment\n---\nOurs.\n"))
    archive = read_archive(here)
    answer = verify(archive, "ck-01-1", archive.statements["ck-01-1"].digest.vi)
    assert [wording.lang for wording in answer.found] == ["vi"]
