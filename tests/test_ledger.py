"""No published address dies: none is published unrecorded, and a build fails where a recorded one no longer answers."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, bytes_of, edit, remove, typed
from tests.drafts import drafts
from tests.repositories import Repository, repository

from archive.build import Options, build
from archive.catalogue import explained
from archive.checks.checking import check
from archive.checks.published import CLAIM_FIX, RECORD_FIX, dead
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.environment import knowing
from archive.findings import LANGS, Finding, Text
from archive.frame import CARRY
from archive.ledger import LEDGER, addresses, is_address, record
from archive.listener import Listener
from archive.mainline import hold_committed
from archive.refusal import Refusal
from archive.stage.staging import stage


def found(root: Path) -> list[str]:
    findings = build(root, Options(root / "site"), {}, Listener())
    return [f"{f.place.path}:{f.place.line} {f.code}" for f in findings if f.code != "DV804"]


def lost(root: Path) -> list[Finding]:
    return check(read_archive(root), (explained("DV801"),))


def removed(root: Path) -> list[Finding]:
    return check(knowing(read_archive(root), {}), (explained("DV802"),))


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


BACK = 'with this id back; to withdraw it run `archive withdraw {} --reason "lý do" --reason-en "why"` then, or write'


@pytest.mark.parametrize(
    ("address", "fix"),
    [
        ("id/kq-01-9/", f'claim {BACK.format("kq-01-9")} withdrawn="day" reason="why" beside its id'),
        ("en/id/kq-01-9/", f'claim {BACK.format("kq-01-9")} withdrawn="day" reason="why" beside its id'),
        ("id/n-bna-2014/", f"page {BACK.format('n-bna-2014')} `withdrawn: day`"),
        ("en/id/vb-chi-thi-2/", f"page {BACK.format('vb-chi-thi-2')} `withdrawn: day`"),
        ("id/kq-77/", f"page {BACK.format('kq-77')} `withdrawn: day`"),
        (
            "nhan-vat/thai-binh/\nid/nv-thai-binh/\nid/nv-thai-binh-1/",
            f"page {BACK.format('nv-thai-binh')} `withdrawn: day`",
        ),
        (
            "gioi-thieu/",
            "put the page back; where it was moved, name the old address in the new page's `aliases:` (`archive move OLD NEW`",
        ),
    ],
)
def test_the_check_itself_finds_what_is_lost_and_says_how_to_put_it_back(small: Path, address: str, fix: str) -> None:
    (small / LEDGER).write_text(f"thoa-thuan/\nid/kq-01-1/\n{address}\n", "utf-8")
    found = lost(small)
    assert [(str(finding.place), finding.code) for finding in found] == [("published.txt:3:1", "DV801")]
    assert fix in found[0].fix.en


@pytest.mark.parametrize(("fix", "name"), [(CLAIM_FIX, "kq-01-2"), (RECORD_FIX, "bc-02")])
def test_the_command_that_a_finding_names_does_what_it_says(small_project: Path, fix: Text, name: str) -> None:
    named = {command for lang in LANGS for command in re.findall(r"`archive ([^`]*)`", fix[lang])}
    (command,) = named
    status, out, err = archive(small_project, *shlex.split(command.format(id=name)))
    assert status == 0, out + err
    assert found(small_project) == []


def test_a_page_that_stands_elsewhere_now_is_known_for_the_one_that_moved(small: Path) -> None:
    (small / LEDGER).write_text("ket-qua/cu/kq-01/\nen/ket-qua/cu/kq-01/\nid/kq-01/\n", "utf-8")
    (found,) = lost(small)
    assert found.message.en == "The published address /ket-qua/cu/kq-01/ is gone"
    assert found.fix.en.startswith(f"write `aliases: [ket-qua/cu/kq-01]` in docs/vi/{KQ} (`archive move OLD NEW`")
    assert found.fix.vi.startswith(f"ghi `aliases: [ket-qua/cu/kq-01]` vào docs/vi/{KQ} (`archive move CŨ MỚI`")


def test_a_line_that_the_main_line_never_had_is_to_be_taken_out(small_project: Path) -> None:
    (small_project / LEDGER).write_text("thoa-thuan/\nket-qua/cu/\n", "utf-8")
    made = repository(small_project)
    archive = knowing(read_archive(small_project), {})
    assert [f.message.en for f in check(archive, (explained("DV801"),))] == [
        "The published address /ket-qua/cu/ is gone"
    ]
    made.git("branch", "-q", "-m", "work")
    made.git("branch", "-q", "main", made.git("commit-tree", "-m", "x", made.git("mktree", "--missing", "-z")))
    archive = knowing(read_archive(small_project), {})
    (told,) = check(archive, (explained("DV801"),))
    assert told.fix.en.startswith("take the line out: the publisher writes")


def test_no_line_is_to_be_taken_out_while_the_page_it_may_name_cannot_be_read(small_project: Path) -> None:
    """What was recorded here and not sent yet would be lost for a slip in the page."""
    made = repository(small_project)
    made.git("branch", "-q", "-m", "work")
    made.git("branch", "-q", "main", made.git("commit-tree", "-m", "x", made.git("mktree", "--missing", "-z")))
    (small_project / LEDGER).write_text("id/kq-01-1/\nid/kq-01/\nket-qua/2015-2018/kq-01/\n", "utf-8")
    edit(small_project, (f"vi/{KQ}", "title: ", "draft: có\ntitle: "))
    told = check(knowing(read_archive(small_project), {}))
    assert [finding.code for finding in told] == ["DV208"], [finding.line("en") for finding in told]


@pytest.mark.parametrize(
    "line",
    [
        "xin chào",
        "/thoa-thuan/",
        "thoa-thuan",
        "a//b/",
        "../x/",
        "thoa-thuan/#x",
        " thoa-thuan/",
        "doi-chieu/../",
        "\x1b[2J/",
    ],
)
def test_a_line_that_is_no_address_is_no_promise(small_project: Path, line: str) -> None:
    """Whoever wrote it there is told to take it out, not to put a page back; blanks mean nothing."""
    (small_project / LEDGER).write_text(f"\nthoa-thuan/\n{line}\n\n", "utf-8")
    (small_project.parent / "x").mkdir(exist_ok=True)
    shown = [f for f in build(small_project, Options(small_project / "site"), {}, Listener()) if f.code != "DV804"]
    assert [(str(finding.place), finding.code) for finding in shown] == [("published.txt:3:1", "DV801")]
    assert shown[0].message.en.startswith("No page has the address “")
    assert shown[0].message.en.isprintable()
    assert shown[0].fix.en == "take the line out: the publisher writes published.txt, and nobody else need"
    assert shown[0].fix.vi == "xóa dòng này: máy xuất bản tự ghi published.txt, không cần ai thêm"


def test_a_line_that_no_file_can_be_called_is_not_answered(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text(f"doi-chieu/{'a' * 300}/\n", "utf-8")
    (tmp_path / "site/doi-chieu").mkdir(parents=True)
    told = dead(Archive(tmp_path, ()), tmp_path / "site")
    assert [str(finding.place) for finding in told] == ["published.txt:1:1"]


def test_what_stands_outside_the_site_answers_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "site/a").mkdir(parents=True)
    for place in ("index.html", "site/a/index.html"):
        (tmp_path / place).write_text("x", "utf-8")
    (tmp_path / LEDGER).write_text(f"../\n{tmp_path}/\na/../a/\na/\n", "utf-8")
    told = dead(Archive(tmp_path, ()), tmp_path / "site")
    assert [finding.place.line for finding in told] == [1, 2, 3]


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
        (b"<<<<<<< HEAD\nthoa-thuan/\n=======\nmot/\n>>>>>>> x\n", "sót dấu xung đột"),
    ],
)
def test_a_spoilt_ledger_is_an_error_and_is_not_added_to(small: Path, ledger: bytes, told: str) -> None:
    (small / LEDGER).write_bytes(ledger)
    codes = {finding.code for finding in check(read_archive(small)) if finding.place.path == LEDGER}
    assert codes == ({"DV102"} if "UTF-8" in told else {"DV342"}), "the check does not say why"
    status, out, err = typed(small, "record")
    assert (status, (small / LEDGER).read_bytes()) == (1, ledger), "a ledger that cannot be read was written anew"
    assert told in out + err


@pytest.mark.parametrize("command", [("new", "context")])
def test_nothing_is_written_by_settings_that_do_not_hold(small: Path, command: tuple[str, ...]) -> None:
    settings = small / "archive.toml"
    settings.write_text(settings.read_text("utf-8").replace('result = "2015/2018"', 'result = "Ket Qua"', 1), "utf-8")
    before = bytes_of(small)
    status, _, err = typed(small, *command)
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

    assert [address for address in sorted(known) if not is_address(address)] == [], "the publisher refuses these lines"


# --- what the publisher does


PUBLIC = {"SITE_URL": "https://luu-tru.vn/"}
"""An address that can be somebody's."""


def archive(root: Path, *arguments: str) -> tuple[int, str, str]:
    return typed(root, *arguments, "--lang", "en", **PUBLIC)


def test_what_is_new_is_recorded_and_printed_once(small_project: Path) -> None:
    everything = expected(small_project)
    (small_project / LEDGER).write_text("thoa-thuan/\n", "utf-8")
    status, out, err = archive(small_project, "record")
    assert (status, err) == (0, f"published.txt: {len(everything) - 1} new\n")
    assert out.splitlines() == [address for address in everything if address != "thoa-thuan/"]
    assert (small_project / LEDGER).read_text("utf-8") == "".join(f"{address}\n" for address in everything)
    before = (small_project / LEDGER).stat()
    assert archive(small_project, "record") == (0, "", "published.txt: 0 new\n")
    after = (small_project / LEDGER).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns), "written without need"


def expected(root: Path) -> list[str]:
    read = read_archive(root)
    return sorted(addresses(read, stage(read, Context("https://danvan.example/"))))


def test_what_is_not_there_any_more_stays_recorded(small_project: Path) -> None:
    edit(small_project, (f"vi/{KQ}", "period: 2015/2018", "aliases: [ket-qua/cu]\nperiod: 2015/2018"))
    (small_project / LEDGER).write_text("ket-qua/cu/\n", "utf-8")
    assert archive(small_project, "record")[0] == 0
    assert "ket-qua/cu/" in (small_project / LEDGER).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[::-1],
        lambda lines: [*lines, *lines[:9]],
        lambda lines: [*lines[:5], "", "", *lines[5:]],
        lambda lines: [f"{line}\r" for line in lines],
    ],
    ids=["order", "twice", "blanks", "line ends"],
)
@pytest.mark.parametrize("end", ["\n", ""], ids=["end", "no end"])
def test_what_a_merge_left_is_put_right_without_losing_a_line(
    small_project: Path, spoil: Callable[[list[str]], list[str]], end: str
) -> None:
    everything = expected(small_project)
    (small_project / LEDGER).write_bytes(("\n".join(spoil(everything)) + end).encode())
    assert archive(small_project, "record") == (0, "", "published.txt: 0 new\n")
    assert (small_project / LEDGER).read_bytes() == "".join(f"{address}\n" for address in everything).encode()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda root: edit(root, (f"vi/{KQ}", ' source="n-bao#p3" }', " }")), "DV601"),
        (lambda root: (root / LEDGER).write_text("mat/roi/\n", "utf-8"), "published.txt:1:1: DV801"),
        (lambda root: (root / LEDGER).write_text("<<<<<<< a\na/\n=======\nb/\n>>>>>>> b\n", "utf-8"), "published.txt:1:1: DV342"),
        (lambda root: (root / LEDGER).write_bytes(b"thoa-thuan/\n\xff\n"), "published.txt:1:1: DV102"),
        (lambda root: (root / LEDGER).mkdir(), "published.txt:1:1: DV102"),
        (lambda root: (root / LEDGER).symlink_to("mkdocs.yml"), "published.txt:1:1: DV101"),
        (lambda root: (root / "archive.toml").write_text('name = "x', "utf-8"), "archive.toml:1:"),
    ],
    ids=["a claim", "a lost address", "a conflict", "bytes", "a folder", "a link", "settings"],
)  # fmt: skip
def test_nothing_is_recorded_while_a_finding_is_an_error(
    small_project: Path, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(small_project)
    before = bytes_of(small_project)
    status, out, err = archive(small_project, "record")
    assert (status, err) == (1, "Nothing was recorded; mend the errors first.\n")
    assert told in out
    assert bytes_of(small_project) == before


def test_a_merge_that_was_not_finished_is_not_added_to(small_project: Path) -> None:
    marked = b"<<<<<<< a\na/\n=======\nb/\n>>>>>>> b\n"
    (small_project / LEDGER).write_bytes(marked)
    with pytest.raises(Refusal, match=r"git's marks of a conflict are left in published\.txt"):
        record(read_archive(small_project), ())
    assert (small_project / LEDGER).read_bytes() == marked


def test_what_was_never_published_is_given_up_without_a_finding(small_project: Path) -> None:
    """A revert too: no branch writes the ledger."""
    edit(small_project, ("vi/moi.md", "", "---\ntitle: Mới\n---\nLời biên tập.\n"))
    edit(small_project, ("en/moi.md", "", "---\ntitle: New\n---\nEditorial words.\n"))
    (small_project / LEDGER).write_text("".join(f"{a}\n" for a in expected(small_project) if "moi" not in a), "utf-8")
    assert found(small_project) == []
    remove(small_project, "vi/moi.md", "en/moi.md")
    assert found(small_project) == []


def test_only_what_is_recorded_is_published(small_project: Path) -> None:
    """The addresses come from the staged pages: generated ones count too, and nothing was rendered yet."""
    lines = [line for line in expected(small_project) if line not in {"id/kq-01-1/", "en/doi-chieu/"}]
    (small_project / LEDGER).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    made = repository(small_project)
    assert found(small_project) == [], "a preview and a fork do without"
    site = bytes_of(small_project / "site")
    listener = Listener()
    told = build(small_project, Options(small_project / "site", publish=True), PUBLIC, listener)
    assert [(finding.code, finding.message.en) for finding in told] == [
        ("DV803", "The address /en/doi-chieu/ is not recorded as published"),
        ("DV803", "The address /id/kq-01-1/ is not recorded as published"),
    ]
    assert [report.name for report in listener.reports] == ["read", "check", "stage"]
    assert bytes_of(small_project / "site") == site
    status, out, err = archive(small_project, "build", "--publish")
    assert (status, out.count("DV803")) == (1, 2)
    assert "Not published; the old site is as it was." in err
    assert archive(small_project, "record")[0] == 0
    status, out, err = archive(small_project, "build", "--publish")
    assert (status, out) == (1, ""), "what git has not recorded is published"
    assert "there are changes that git has not recorded" in err
    made.commit("2027-01-02")
    status, out, err = archive(small_project, "build", "--publish")
    assert (status, out) == (0, ""), err
    made.branch("work")
    made.commit("2027-01-03")
    status, out, err = archive(small_project, "build", "--publish")
    assert (status, out) == (1, ""), "a branch is published"
    assert "HEAD is not on the main branch main" in err


def test_a_draft_is_not_recorded(small_project: Path) -> None:
    before = expected(small_project)
    edit(small_project, *drafts())
    assert archive(small_project, "record")[:2] == (0, "".join(f"{address}\n" for address in before))
    repository(small_project)
    assert build(small_project, Options(small_project / "site", publish=True), PUBLIC, Listener()) == []


def test_nothing_is_published_under_a_name_that_is_nobodys(small_project: Path) -> None:
    repository(small_project)
    with pytest.raises(Refusal, match="a reserved name that is nobody's"):
        build(small_project, Options(small_project / "site", publish=True), {}, Listener())


def test_a_clone_of_another_branch_alone_publishes_nothing(small_project: Path) -> None:
    made = repository(small_project)
    made.git("branch", "-q", "-m", "work")
    with pytest.raises(Refusal, match="there is no branch called main"):
        build(small_project, Options(small_project / "site", publish=True), PUBLIC, Listener())


def test_where_nobody_knows_the_main_line_nothing_is_published(small_project: Path) -> None:
    with pytest.raises(Refusal, match="whether HEAD is on the main branch"):
        build(small_project, Options(small_project / "site", publish=True), PUBLIC, Listener())


def assumed(made: Repository) -> None:
    made.git("update-index", "--assume-unchanged", f"docs/vi/{KQ}")
    edit(made.root, (f"vi/{KQ}", "Con số 51 không nói", "Con số ấy không nói"))


def passed_over(made: Repository) -> None:
    made.git("update-index", "--skip-worktree", f"docs/vi/{KQ}")
    edit(made.root, (f"vi/{KQ}", "Con số 51 không nói", "Con số ấy không nói"))


def untold(made: Repository) -> None:
    made.git("config", "status.showUntrackedFiles", "no")
    edit(made.root, *new_page())


def ignored(made: Repository) -> None:
    (made.root / ".git/info/exclude").write_text("/docs/*/moi.md\n", "utf-8")
    edit(made.root, *new_page())


def ignored_frame(made: Repository) -> None:
    (made.root / ".git/info/exclude").write_text("*.css\n", "utf-8")
    (made.root / "overrides/assets").mkdir(parents=True, exist_ok=True)
    (made.root / "overrides/assets/x.css").write_text("p{}", "utf-8")


def no_index(made: Repository) -> None:
    (made.root / ".git/index").write_bytes(b"DIRC nonsense")


def new_page() -> list[tuple[str, str, str]]:
    return [
        ("vi/moi.md", "", "---\ntitle: Mới\n---\nLời biên tập.\n"),
        ("en/moi.md", "", "---\ntitle: New\n---\nEditorial words.\n"),
    ]


@pytest.mark.parametrize(
    ("hide", "told"),
    [
        (assumed, "git was told to pass over docs/vi/"),
        (passed_over, "git was told to pass over docs/vi/"),
        (untold, "there are changes that git has not recorded"),
        (ignored, "git was told to pass over docs/en/moi.md"),
        (ignored_frame, "git was told to pass over overrides/assets/x.css"),
        (no_index, "git does not answer"),
    ],
)
def test_nothing_that_git_does_not_tell_is_published(
    small_project: Path, hide: Callable[[Repository], None], told: str
) -> None:
    (small_project / LEDGER).write_text("".join(f"{line}\n" for line in expected(small_project)), "utf-8")
    made = repository(small_project)
    hide(made)
    known = knowing(read_archive(small_project), {})
    with pytest.raises(Refusal, match=re.escape(told)):
        hold_committed(known)
    status, out, err = archive(small_project, "build", "--publish")
    assert (status, told in out + err) == (1, True), out + err
    assert not (small_project / "site").exists()


def test_what_systems_leave_behind_keeps_nobody_from_publishing(small_project: Path) -> None:
    (small_project / ".gitignore").write_text("x", "utf-8")
    made = repository(small_project, ignored=".DS_Store\n__pycache__/\nbuild/\n")
    (small_project / "docs/vi/.DS_Store").write_text("x", "utf-8")
    (small_project / "scripts/__pycache__").mkdir(parents=True)
    (small_project / "scripts/__pycache__/x.pyc").write_text("x", "utf-8")
    assert made.git("status", "--porcelain") == ""
    hold_committed(knowing(read_archive(small_project), {}))


def test_without_a_ledger_nothing_is_published(small_project: Path) -> None:
    repository(small_project)
    told = build(small_project, Options(small_project / "site", publish=True), PUBLIC, Listener())
    assert [finding.message.en.split()[2].strip("/") + "/" for finding in told] == expected(small_project)
    assert not (small_project / "site").exists()


@pytest.mark.parametrize("name", ["docs/vi/site", "scripts/site", "overrides"])
def test_the_site_cannot_stand_within_the_sources(small_project: Path, name: str) -> None:
    with pytest.raises(Refusal, match="--site-dir"):
        build(small_project, Options(small_project / name), {}, Listener())


FILES = ("published.txt", "accessibility.json")


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
    shown = [f for f in build(small_project, Options(small_project / "site"), {}, Listener()) if f.code != "DV804"]
    assert [(str(finding.place), finding.code) for finding in shown] == [(f"{name}:1:1", code)]
    assert not any("secret" in finding.line("en") for finding in shown)
