"""No published address dies: a build fails where an address of `published.txt` no longer answers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, bytes_of, edit, finished, python

from archive.build import Listener, Options, build
from archive.catalogue import explained
from archive.checks.checking import check
from archive.checks.published import dead
from archive.content.read import read_archive
from archive.context import Context
from archive.findings import Finding
from archive.frame import CARRY
from archive.ledger import LEDGER, addresses
from archive.refusal import Refusal
from archive.stage.staging import stage


def found(root: Path) -> list[str]:
    findings = build(root, Options(root / "site"), {}, Listener())
    return [f"{finding.place.path}:{finding.place.line} {finding.code}" for finding in findings]


def lost(root: Path) -> list[Finding]:
    return check(read_archive(root), (explained("DV801"),))


def removed(root: Path) -> list[Finding]:
    return check(read_archive(root), (explained("DV802"),))


def test_a_recorded_address_that_is_gone_fails_the_build_at_its_line(small_project: Path) -> None:
    (small_project / LEDGER).write_text("thoa-thuan/\nmat/roi/\nid/kq-01/\n", "utf-8")
    assert found(small_project) == ["published.txt:2 DV801"]
    assert not (small_project / "site").exists(), "a site without a published address was published"


@pytest.mark.parametrize("address", ["doi-chieu/mat/", "en/dong-gop/quy-tac/dv999/", "thong-ke/khong-co/"])
def test_the_finished_site_is_held_to_the_addresses_that_no_page_stands_behind(
    small_project: Path, address: str
) -> None:
    (small_project / LEDGER).write_text(f"doi-chieu/\n{address}\n", "utf-8")
    assert found(small_project) == ["published.txt:2 DV801"]
    assert not (small_project / "site").exists(), "a site without a published address was published"


@pytest.mark.parametrize(
    ("address", "fix"),
    [
        ("id/kq-01-9/", 'withdrawn="day" reason="why" beside its id'),
        ("en/id/kq-01-9/", 'withdrawn="day" reason="why" beside its id'),
        ("id/n-bna-2014/", "`withdrawn: day` and `withdrawn_reason: why` in its front matter"),
        ("en/id/vb-chi-thi-2/", "`withdrawn: day` and `withdrawn_reason: why` in its front matter"),
        ("id/kq-77/", "`withdrawn: day` and `withdrawn_reason: why` in its front matter"),
        ("ket-qua/2015-2018/kq-77/", "`aliases:`"),
    ],
)
def test_the_check_itself_finds_what_is_lost_and_says_how_to_put_it_back(small: Path, address: str, fix: str) -> None:
    (small / LEDGER).write_text(f"thoa-thuan/\nid/kq-01-1/\n{address}\n", "utf-8")
    found = lost(small)
    assert [(str(finding.place), finding.code) for finding in found] == [("published.txt:3:1", "DV801")]
    assert fix in found[0].fix.en


def test_a_line_that_no_file_can_be_called_is_not_answered(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text(f"doi-chieu/{'a' * 300}/\n", "utf-8")
    (tmp_path / "site/doi-chieu").mkdir(parents=True)
    assert [str(finding.place) for finding in dead(tmp_path, tmp_path / "site")] == ["published.txt:1:1"]


def test_generated_addresses_are_left_to_the_finished_site(small: Path) -> None:
    (small / LEDGER).write_text("doi-chieu/\nen/chua-biet/\ndong-gop/quy-tac/dv6/\n", "utf-8")
    assert lost(small) == []


def test_a_line_that_git_knows_cannot_be_taken_away(small: Path) -> None:
    def git(*command: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", "-C", str(small), *who, *command], check=True, capture_output=True)

    git("init", "-q")
    (small / LEDGER).write_text("mot/\nhai/\nba/\n", "utf-8")
    git("add", LEDGER)
    git("commit", "-qm", "three")
    assert removed(small) == []
    (small / LEDGER).write_text("mot/\nba/\nbon/\n", "utf-8")
    assert [finding.message.en for finding in removed(small)] == ["The ledger has lost the line “hai/”"]
    git("commit", "-qam", "one less")
    assert [finding.code for finding in removed(small)] == ["DV802"], "a commit hides what it took away"
    (small / LEDGER).unlink()
    assert len(removed(small)) == 4, "a ledger that is gone is not noticed"
    (small / LEDGER).write_text("mot/\nhai/\nba/\nbon/\n", "utf-8")
    assert removed(small) == []


@pytest.mark.parametrize(
    ("ledger", "told"),
    [
        (b"thoa-thuan/\n\xff\n", "không phải UTF-8"),
        ("thoa-thuan/\n".encode("utf-16"), "không phải UTF-8"),
        (b"<<<<<<< HEAD\nthoa-thuan/\n=======\nmot/\n>>>>>>> x\n", "còn dấu xung đột"),
    ],
)
def test_a_spoilt_ledger_is_an_error_and_is_not_added_to(small: Path, ledger: bytes, told: str) -> None:
    (small / LEDGER).write_bytes(ledger)
    codes = {finding.code for finding in check(read_archive(small)) if finding.place.path == LEDGER}
    assert codes == ({"DV102"} if "UTF-8" in told else {"DV342"}), "the check does not say why"
    status, _, err = finished(python("-m", "archive", "stamp", "--all", cwd=small))
    assert (status, (small / LEDGER).read_bytes()) == (2, ledger), "a ledger that cannot be read was written anew"
    assert told in err


@pytest.mark.parametrize("command", [("stamp", "--all"), ("new", "context")])
def test_nothing_is_written_by_settings_that_do_not_hold(small: Path, command: tuple[str, ...]) -> None:
    settings = small / "archive.toml"
    settings.write_text(settings.read_text("utf-8").replace('result = "2015/2018"', 'result = "Ket Qua"', 1), "utf-8")
    before = bytes_of(small)
    status, _, err = finished(python("-m", "archive", *command, cwd=small))
    assert status == 2, err
    assert "archive.toml:" in err
    assert "DV014" in err
    assert bytes_of(small) == before, "an address that nobody meant would be recorded for good"


def test_a_moved_page_keeps_its_address_by_naming_it(small_project: Path) -> None:
    (small_project / LEDGER).write_text("ket-qua/cu/\nen/ket-qua/cu/\n", "utf-8")
    edit(small_project, (f"vi/{KQ}", "period: 2015/2018", "aliases: [ket-qua/cu]\nperiod: 2015/2018"))
    assert found(small_project) == []
    led = (small_project / "site/ket-qua/cu/index.html").read_text("utf-8")
    assert 'url=../2015-2018/kq-01/"' in led, "the former address does not lead to the page"
    link = LexborHTMLParser(led).css_first("main a")
    assert link is not None
    assert link.attributes["href"] == "../2015-2018/kq-01/", "its link leads elsewhere"
    assert f"<script>{CARRY}</script>" in led, "a cited statement's anchor is lost on the way"


def test_every_page_and_id_is_recorded(small_project: Path) -> None:
    archive = read_archive(small_project)
    known = addresses(archive, stage(archive, Context("https://danvan.example/")))
    assert {
        "ket-qua/2015-2018/kq-01/",
        "en/ket-qua/2015-2018/kq-01/",
        "id/kq-01/",
        "id/kq-01-1/",
        "doi-chieu/",
    } <= known
    assert not {address for address in known if "404" in address or not address.endswith("/")}


@pytest.mark.parametrize("name", ["docs/vi/site", "scripts/site", "overrides"])
def test_the_site_cannot_stand_within_the_sources(small_project: Path, name: str) -> None:
    with pytest.raises(Refusal, match="--site-dir"):
        build(small_project, Options(small_project / name), {}, Listener())


FILES = ("published.txt", "dates.json", "accessibility.json")


def spoil(path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "a link":
        real = path.with_name(f"real-{path.name}")
        real.write_text('{"secret": "words of another file"}\n', "utf-8")
        path.symlink_to(real)
    elif kind == "a link to nothing":
        path.symlink_to("nothing")
    elif kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    else:
        with path.open("wb") as file:
            file.truncate(64 * 1024 * 1024)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("kind", "code"),
    [("a link", "DV101"), ("a link to nothing", "DV101"), ("a folder", "DV102"), ("a pipe", "DV102"), ("too large", "DV102")],
)  # fmt: skip
def test_what_is_read_beside_the_pages_is_a_plain_file(small_project: Path, name: str, kind: str, code: str) -> None:
    spoil(small_project / name, kind)
    shown = build(small_project, Options(small_project / "site"), {}, Listener())
    assert [(str(finding.place), finding.code) for finding in shown] == [(f"{name}:1:1", code)]
    assert not any("secret" in finding.line("en") for finding in shown)


@pytest.mark.parametrize("name", FILES[:2])
@pytest.mark.parametrize("kind", ["a link", "a folder", "a pipe"])
def test_stamp_never_takes_the_place_of_what_it_cannot_read(small_project: Path, name: str, kind: str) -> None:
    spoil(small_project / name, kind)
    status, _, err = finished(python("-m", "archive", "stamp", cwd=small_project))
    assert status == 2, err
    assert "Traceback" not in err
    assert name in err
    assert not (small_project / name).is_file() or (small_project / name).is_symlink(), "the link was replaced"
