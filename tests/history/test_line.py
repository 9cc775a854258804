"""The main line as git tells it, whatever clocks, settings, merges and what is broken have against it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import KQ, edit, make
from tests.repositories import Repository, repository

from archive import git
from archive.checks.known import all_findings
from archive.content.read import read_archive
from archive.folders import BUILD
from archive.history import keep, line
from archive.history.line import State
from archive.history.past import read_history
from archive.history.sides import brings_another_branch
from archive.history.value import History

LINES = "id/kq-01-1/\nid/kq-01/\nid/kq-01-2/\nket-qua/2015-2018/kq-01/\n"
V, E = f"vi/{KQ}", f"en/{KQ}"


@pytest.fixture
def archive(tmp_path: Path) -> Repository:
    """The minimal archive, in whose ledger a line was recorded by a merge, and lost again since."""
    root = make(tmp_path / "archive")
    (root / "published.txt").write_text(LINES, "utf-8")
    made = repository(root)
    made.branch("record")
    (root / "published.txt").write_text(f"{LINES}once/\n", "utf-8")
    made.commit("2026-12-01")
    made.switch("main")
    made.merge("record", "2026-12-02")
    (root / "published.txt").write_text(LINES, "utf-8")
    made.commit("2026-12-03")
    return made


def history(root: Path) -> History:
    return read_history(read_archive(root))


def told(root: Path) -> list[str]:
    """Which rules say what of the ledger and its past."""
    found = (f for f in all_findings(read_archive(root), {}) if f.code in {"DV802", "DV804", "DV805"})
    return [f"{f.code} {f.message.en}" for f in found]


def test_a_line_that_is_lost_is_missed(archive: Repository) -> None:
    (said,) = told(archive.root)
    assert said.startswith("DV802 ")
    assert "once/" in said


@pytest.mark.parametrize(
    "setting",
    [
        "i18n.logOutputEncoding=UTF-16", "log.diffMerges=off", "log.diffMerges=combined", "diff.orderFile=/none",
        "diff.ignoreSubmodules=all", "log.follow=true", "diff.renames=copies", "color.ui=always", "format.pretty=raw",
        "core.abbrev=7", "log.decorate=full", "diff.external=/bin/false", "log.showSignature=true", "log.showRoot=false",
        "diff.relative=true", "core.attributesFile=/none",
    ],
)  # fmt: skip
def test_no_setting_hides_a_line(archive: Repository, setting: str) -> None:
    archive.git("config", *setting.split("=", 1))
    (said,) = told(archive.root)
    assert said.startswith("DV802 "), said


def test_no_graft_and_no_index_of_commits_hides_a_line(archive: Repository) -> None:
    archive.git("commit-graph", "write", "--reachable", "--changed-paths")
    index = archive.root / ".git/objects/info/commit-graph"
    data = bytearray(index.read_bytes())
    data[200:] = bytes(len(data) - 200)
    index.chmod(0o644)
    index.write_bytes(data)
    (archive.root / ".git/info").mkdir(exist_ok=True)
    (archive.root / ".git/info/grafts").write_text(f"{archive.git('rev-parse', 'main')}\n", "utf-8")
    assert [said[:5] for said in told(archive.root)] == ["DV802"]


def test_no_clock_hides_a_line(archive: Repository) -> None:
    """Git tells what one line has beyond another by the days of commits: behind ten that are too old it stops."""
    archive.branch("work")
    for number in range(12):
        archive.commit(f"2001-01-{number + 1:02}")
    archive.switch("main")
    archive.commit("2026-12-04")
    archive.switch("work")
    assert [said[:5] for said in told(archive.root)] == ["DV802"]


# --- git that does not tell all


def no_branch(made: Repository) -> None:
    (made.root / ".git/refs/heads/main").write_text("", "utf-8")


def no_commit(made: Repository) -> None:
    drop(made, made.git("rev-parse", "HEAD"))


def no_older_commit(made: Repository) -> None:
    drop(made, made.git("rev-parse", "HEAD^"))


def no_tree(made: Repository) -> None:
    drop(made, made.git("rev-parse", "HEAD^:docs"))


def no_blob(made: Repository) -> None:
    drop(made, made.git("rev-parse", "HEAD^:published.txt"))


def no_repository(made: Repository) -> None:
    (made.root / ".git").rename(made.root / ".gone")
    (made.root / ".git").symlink_to("nowhere")


def drop(made: Repository, name: str) -> None:
    (made.root / f".git/objects/{name[:2]}/{name[2:]}").unlink()


@pytest.mark.parametrize("spoil", [no_branch, no_commit, no_older_commit, no_tree, no_blob, no_repository])
def test_git_that_fails_is_never_nothing_lost(archive: Repository, spoil: Callable[[Repository], None]) -> None:
    spoil(archive)
    assert history(archive.root).state is State.FAILING
    assert [said[:5] for said in told(archive.root)] == ["DV805"]


# --- commits that no git writes


def written(made: Repository, committer: str, more: str = "", message: bytes = b"Odd\n") -> None:
    """A commit on top of HEAD, word for word."""
    tree, parent = made.git("rev-parse", "HEAD^{tree}"), made.git("rev-parse", "HEAD")
    head = f"tree {tree}\nparent {parent}\nauthor {committer}\ncommitter {committer}\n{more}\n"
    file = made.root / ".git/odd"
    file.write_bytes(head.encode() + message)
    made.git("update-ref", "refs/heads/main", made.git("hash-object", "-w", "--literally", "-t", "commit", str(file)))


@pytest.mark.parametrize(
    ("committer", "more", "message"),
    [
        ("x <x@y> 1800000000 +0700", "", b""),
        ("x <x@y> 1800000000 +0700", "", b"\x01\x01\n:100644 100644 0 0 M\x00a\x00"),
        ("x <x@y> 1800000000 +0700", "", "x" * 2_000_000),
        ("x <x@y> 1800000000 +0700", "encoding UTF-16\n", b"\xff\xfe\x01\x00"),
        ("x <x@y> 1800000000 +0700", "encoding UTF-7\n", b"+AAEAAQ- +AAA- +AAo-:100644"),
        ("x <x@y> 1800000000 +0700", "encoding nonsense\n", b"\xff\xfe"),
        ("x <x@y> 253402300799 -1400", "", b"The last moment\n"),
        ("x <x@y> 99999999999999999999 +0000", "", b"Too late\n"),
        ("x <x@y> -5 +0000", "", b"Too early\n"),
        ("x <x@y> nonsense", "", b"No time\n"),
        ("x <x@y>", "", b"No time either\n"),
        ("", "", b"Nobody\n"),
    ],
    ids=range(12),
)
def test_no_commit_is_too_odd(archive: Repository, committer: str, more: str, message: bytes | str) -> None:
    edit(archive.root, (V, "51 đơn vị giúp các xã nghèo.", "52 đơn vị giúp các xã nghèo."))
    archive.git("add", "-A")
    archive.git("commit", "-qm", "x")
    before = history(archive.root)
    written(archive, committer, more, message.encode() if isinstance(message, str) else message)
    edit(archive.root, (V, "52 đơn vị giúp các xã nghèo.", "53 đơn vị giúp các xã nghèo."))
    after = history(archive.root)
    assert [said[:5] for said in told(archive.root)] == ["DV802"]
    assert after.wordings["kq-01-1"][:2] == before.wordings["kq-01-1"] or not before.wordings["kq-01-1"][1:]
    assert after.wordings["kq-01-1"][-1].vi.text == "53 đơn vị giúp các xã nghèo."


# --- what was kept


def test_a_past_that_came_with_a_project_is_not_believed(archive: Repository, tmp_path: Path) -> None:
    """Copied with its secret or committed: the moment at which this machine wrote the secret is not theirs to know."""
    history(archive.root)
    kept = archive.root / BUILD / keep.NAME
    data = json.loads(kept.read_text("utf-8"))
    data["recorded"] = {}
    kept.write_text(json.dumps(data), "utf-8")
    assert told(archive.root) == [], "what this machine kept there is ours"
    shutil.copytree(archive.root, tmp_path / "copy", symlinks=True)
    assert [said[:5] for said in told(tmp_path / "copy")] == ["DV802"]
    archive.git("add", "--force", BUILD)
    archive.git("commit", "-qm", "x")
    archive.git("clone", "-q", ".", str(tmp_path / "clone"))
    assert (tmp_path / "clone" / BUILD / keep.NAME).is_file()
    assert [said[:5] for said in told(tmp_path / "clone")] == ["DV802"]


def test_nothing_is_kept_in_a_place_that_a_link_leads_to(archive: Repository, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (archive.root / BUILD).symlink_to(tmp_path / "elsewhere")
    assert history(archive.root).known
    assert not any((tmp_path / "elsewhere").iterdir())


def test_what_was_kept_of_names_that_are_no_text_is_found_again(archive: Repository) -> None:
    page = archive.root / "docs/vi" / os.fsdecode(b'\xff "\n\t.md')
    page.write_text("# x\n", "utf-8")
    archive.commit("2026-12-04")
    page.unlink()
    archive.commit("2026-12-05")
    history(archive.root)
    assert keep.read(archive.root, "main").ids
    assert [said[:5] for said in told(archive.root)] == ["DV802"]


# --- merges


@pytest.mark.parametrize(
    ("subject", "another"),
    [
        ("Merge branch 'work'", True),
        ("Merge branch 'main' of https://host.example/archive", False),
        ("Merge branch 'main' into work", False),
        ("Merge remote-tracking branch 'origin/main'", False),
        ("Merge remote-tracking branch 'upstream/main' into work", False),
        ("Merge remote-tracking branch 'origin/work'", True),
        ("Merge branch 'x/main'", True),
        ("Merge branches 'work' and 'main'", False),
        ("Merge branches 'work', 'main' and 'more' into x", False),
        ("Merge remote-tracking branches 'origin/work' and 'origin/more'", True),
        ("Merge pull request #7 from editor/work", True),
        ("Bring in what came since", False),
    ],
)
def test_a_merges_own_words_tell_whose_words_it_brings(subject: str, another: bool) -> None:
    assert brings_another_branch(subject, "main") is another


def imported(made: Repository, stream: list[str]) -> None:
    """Commits by `git fast-import`: hundreds in one go."""
    (made.root / ".git/stream").write_text("".join(stream), "utf-8")
    made.git("-c", f"alias.take=!git fast-import --quiet --force < {made.root}/.git/stream", "take")
    made.git("reset", "-q", "--hard", "main")


def commit_of(mark: int, branch: str, page: str, words: str, *parents: str) -> str:
    data = f"{words}\n"
    return (
        f"commit refs/heads/{branch}\nmark :{mark}\ncommitter x <x@y> {1_800_000_000 + mark * 86400} +0700\n"
        f"data 4\nSync\nfrom {parents[0]}\n{''.join(f'merge {one}{chr(10)}' for one in parents[1:])}"
        f"M 100644 inline docs/vi/{page}.md\ndata {len(data.encode())}\n{data}\n"
    )


def test_foxtrots_within_foxtrots_are_told_however_many_there_are(archive: Repository) -> None:
    """Each is of one's own commit on the first one, with all that was there before on its second side."""
    root = archive.git("rev-parse", "main")
    (archive.root / "published.txt").write_text(f"{LINES}once/\ntrang/\n", "utf-8")
    base = archive.commit("2026-12-05")
    stream, last = [], base
    page = "---\ntitle: Trang\nsummary: Một trang.\n---\n\nLời {}"
    for number in range(1, 400):
        own, merge = 2 * number, 2 * number + 1
        stream.append(commit_of(own, f"own{number}", f"rieng-{number}", "Lời", root))
        stream.append(commit_of(merge, "main", "trang", page.format("một" if number < 3 else "hai"), f":{own}", last))
        last = f":{merge}"
    imported(archive, stream)
    found = history(archive.root)
    assert found.state is State.KNOWN
    assert found.changed["trang.md"] > 0


def test_two_lines_that_merge_each_other_are_read_once(archive: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    base = archive.git("rev-parse", "main")
    stream, tips = [], [base, base]
    for number in range(1, 120):
        for side, branch in enumerate(("main", "other")):
            mark = 2 * number + side
            stream.append(commit_of(mark, branch, f"trang-{side}", f"# Lời {number}", tips[side], tips[1 - side]))
        tips = [f":{2 * number}", f":{2 * number + 1}"]
    imported(archive, stream)
    asked = count_git(monkeypatch)
    assert history(archive.root).known
    assert len(asked) < 400, "git is asked anew for what is known"


def count_git(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    asked: list[tuple[str, ...]] = []
    ask = git.ask

    def counting(root: Path, *arguments: str, given: bytes = b"") -> object:
        asked.append(arguments)
        return ask(root, *arguments, given=given)

    monkeypatch.setattr(line, "ask", counting)
    return asked


def test_a_page_of_hundreds_of_moves_keeps_its_past(archive: Repository) -> None:
    base = archive.git("rev-parse", "main")
    stream, last = [], base
    for number in range(1, 600):
        aliases = ", ".join(f"trang-{one}" for one in range(1, number))
        words = f"---\ntitle: Trang\nsummary: Một trang.\naliases: [{aliases}]\n---\n\nLời."
        moved = commit_of(number, "main", f"trang-{number}", words, last)
        stream.append(moved.rstrip("\n") + f"\nD docs/vi/trang-{number - 1}.md\n\n")
        last = f":{number}"
    imported(archive, stream)
    assert history(archive.root).changed["trang-599.md"] == 1_800_000_000 + 86400
