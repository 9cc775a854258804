"""The publishing workflow: what its jobs hand on, and its script, run as it stands with real git and without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.test_workflows import jobs

from archive.ledger import ADDRESS, MOST_BYTES

SCRIPT = next(step for step in jobs()["publish/record"]["steps"] if step.get("id") == "record")
WHO = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@y.example", "GIT_COMMITTER_NAME": "x"} | {
    "GIT_COMMITTER_EMAIL": "x@y.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
WAS, NEW = "a/\nb/\n", "a/\nb/\nc/d/\n"
PROGRAMS = ("git", "cmp", "comm", "cut", "grep", "sort", "stat", "tr")
"""All that the step finds on its machine, beside gh: it could run nothing else."""
PROTECTED = """#!/bin/sh
if [ "$1" = refs/heads/main ]; then echo 'GH006: Protected branch update failed' >&2; exit 1; fi
"""
GH = """#!/bin/sh
echo "$@" >> "$HOME/gh"
case "$1 $2" in
  "pr list") /bin/cat "$HOME/open" 2> /dev/null ;;
  "pr create") exit "${CREATED:-0}" ;;
esac
exit 0
"""


@dataclass(frozen=True)
class Done:
    """How the step ended."""

    status: int
    said: str
    commit: str
    """The output that later jobs build from; empty where nothing is to be published."""
    gh: str


class Publisher:
    """A repository on a host, the commit that was checked, and the machine of the job."""

    def __init__(self, root: Path) -> None:
        self.root, self.origin, self.desk = root, root / "origin.git", root / "desk"
        for place in ("home", "bin"):
            (root / place).mkdir()
        for program in PROGRAMS:
            (root / "bin" / program).symlink_to(str(shutil.which(program)))
        (root / "bin/gh").write_text(GH, "utf-8")
        (root / "bin/gh").chmod(0o755)
        self.git("init", "-q", "--bare", "-b", "main", str(self.origin), at=root)
        self.git("init", "-q", "-b", "main", str(self.desk), at=root)
        self.git("remote", "add", "origin", str(self.origin))
        self.commit = self.change(WAS, page="x")
        self.depth = ["--depth", "1"]

    def git(self, *arguments: str, at: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=at or self.desk, env={**os.environ, **WHO}, check=True, capture_output=True
        )
        return done.stdout.decode()

    def change(self, ledger: str | None, **files: str) -> str:
        """What somebody merges into the main branch; gives the commit."""
        for name, text in files.items():
            (self.desk / name).write_text(text, "utf-8")
        if ledger is not None:
            (self.desk / "published.txt").write_text(ledger, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        self.git("push", "-q", "origin", "main")
        return self.git("rev-parse", "HEAD").strip()

    def protect(self) -> None:
        hook = self.origin / "hooks/update"
        hook.write_text(PROTECTED, "utf-8")
        hook.chmod(0o755)

    def at(self, name: str, what: str = "") -> str:
        """The commit, or the file, that a branch of the host has; empty where it is not there."""
        done = subprocess.run(
            ["git", "rev-parse", "-q", "--verify", name] if not what else ["git", "cat-file", "blob", f"{name}:{what}"],
            cwd=self.origin, capture_output=True, check=False,
        )  # fmt: skip
        return done.stdout.decode().strip() if not what else done.stdout.decode()

    def run(self, sent: bytes | str, commit: str = "", **environment: str) -> Done:
        """The step, with what the job before it sent, in a checkout of one commit as the action makes it."""
        work, temp, home = self.root / "work", self.root / "temp", self.root / "home"
        for place in (work, temp):
            subprocess.run(["rm", "-rf", str(place)], check=True)
        (temp / "record").mkdir(parents=True)
        (temp / "record/published.txt").write_bytes(sent if isinstance(sent, bytes) else sent.encode())
        return self.step(work, temp, home, commit or self.commit, environment)

    def step(self, work: Path, temp: Path, home: Path, commit: str, environment: dict[str, str]) -> Done:
        self.git("init", "-q", str(work), at=self.root)
        self.git("remote", "add", "origin", f"file://{self.origin}", at=work)
        self.git("fetch", "-q", *self.depth, "origin", commit, at=work)
        self.git("checkout", "-q", commit, at=work)
        (home / "gh").unlink(missing_ok=True)
        (temp / "output").touch()
        before = status_of(work)
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", SCRIPT["run"]],
            cwd=work,
            env={
                "PATH": str(self.root / "bin"), "HOME": str(home), "RUNNER_TEMP": str(temp), "LC_ALL": SCRIPT["env"]["LC_ALL"],
                "GITHUB_OUTPUT": str(temp / "output"), "COMMIT": commit, "GH_TOKEN": "x", **environment,
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert status_of(work) == before, "it wrote into the project's folder"
        outputs = dict(line.split("=", 1) for line in (temp / "output").read_text("utf-8").splitlines())
        gh = (home / "gh").read_text("utf-8") if (home / "gh").exists() else ""
        return Done(done.returncode, done.stdout + done.stderr, outputs.get("commit", ""), gh)


def status_of(work: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(work.iterdir()) if path.is_file()}


@pytest.fixture
def host(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


def test_what_is_new_is_one_commit_of_one_file_on_top_of_what_was_checked(host: Publisher) -> None:
    done = host.run(NEW)
    assert (done.status, done.commit) == (0, host.at("main")), done.said
    assert host.at("main^") == host.commit
    assert host.at("main", "published.txt") == NEW
    changed = host.git("diff", "--name-status", host.commit, done.commit, at=host.origin)
    assert changed == "M\tpublished.txt\n", "a file of the project is touched, or left out"
    words = host.git("log", "-1", "--format=%an <%ae> %cn %s", done.commit, at=host.origin)
    assert words.startswith("github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> github-")
    assert words.endswith(f"Addresses that are published with {host.commit[:12]}\n")
    assert "pr " not in done.gh


def test_the_first_publication_makes_the_file(host: Publisher) -> None:
    (host.desk / "published.txt").unlink()
    commit = host.change(None)
    done = host.run(NEW, commit)
    assert (done.status, done.commit, host.at("main", "published.txt")) == (0, host.at("main"), NEW), done.said


def test_where_nothing_is_new_the_checked_commit_is_built(host: Publisher) -> None:
    done = host.run(WAS)
    assert (done.status, done.commit, host.at("main")) == (0, host.commit, host.commit), done.said


def test_a_commit_of_a_clock_that_stood_still_is_recorded_too(host: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@7 +0000")
    commit = host.change(None, file="x")
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    done = host.run(NEW, commit)
    assert (done.status, done.commit, host.at("main", "published.txt")) == (0, host.at("main"), NEW), done.said
    assert host.git("log", "-1", "--format=%ct", done.commit, at=host.origin).strip() == "7"


@pytest.mark.parametrize("was", ["b/\na/\n", "a/\nb/", "a/\nb/\na/\n", "a/\r\nb/\r\n", "a/\n\nb/\n<<<<<<< x\n"])
def test_what_a_merge_left_is_put_in_order(host: Publisher, was: str) -> None:
    done = host.run(WAS, host.change(was))
    assert (done.status, done.commit, host.at("main", "published.txt")) == (0, host.at("main"), WAS), done.said


def test_a_line_is_lost_whatever_ended_it(host: Publisher) -> None:
    done = host.run("a/\n", host.change("a/\r\nb/\r\n"))
    assert (done.status, done.commit, "has lost addresses: b/" in done.said) == (1, "", True), done.said


def test_a_protected_branch_gets_one_pull_request_and_publication_waits(host: Publisher) -> None:
    host.protect()
    done = host.run(NEW)
    assert (done.status, done.commit, host.at("main")) == (0, "", host.commit), done.said
    assert "::warning title=Publication waits::" in done.said
    assert host.at("record/published^") == host.commit
    assert host.at("record/published", "published.txt") == NEW
    assert [line.split()[:2] for line in done.gh.splitlines()] == [
        ["auth", "setup-git"],
        ["pr", "list"],
        ["pr", "create"],
    ]
    assert "pr create --base main --head record/published" in done.gh
    # A newer one takes its place in the same pull request.
    (host.root / "home/open").write_text("https://host.example/pull/1\n", "utf-8")
    (host.origin / "hooks/update").unlink()
    newer = host.change(None, file="x")
    host.protect()
    done = host.run(f"{NEW}e/\n", newer)
    assert (done.status, done.commit) == (0, ""), done.said
    assert (host.at("record/published^"), host.at("record/published", "published.txt")) == (newer, f"{NEW}e/\n")
    assert "pr create" not in done.gh


def test_a_merged_pull_request_is_published_by_its_own_run(host: Publisher) -> None:
    host.protect()
    host.run(NEW)
    (host.origin / "hooks/update").unlink()
    host.git("fetch", "-q", "origin")
    host.git("merge", "-q", "--no-ff", "-m", "merged", "origin/record/published")
    host.git("push", "-q", "origin", "main")
    merged = host.at("main")
    host.protect()
    done = host.run(NEW, merged)
    assert (done.status, done.commit, host.at("main")) == (0, merged, merged), done.said


def test_a_pull_request_that_may_not_be_opened_fails_the_run(host: Publisher) -> None:
    host.protect()
    done = host.run(NEW, CREATED="1")
    assert (done.status, done.commit) == (1, ""), done.said


def test_no_forks_pull_request_stands_in_for_the_publishers(host: Publisher) -> None:
    host.protect()
    asked = next(line for line in host.run(NEW).gh.splitlines() if line.startswith("pr list"))
    assert "--base main --head record/published --state open --json isCrossRepository,url" in asked
    assert "select(.isCrossRepository | not)" in asked


@pytest.mark.parametrize("sent", [WAS, NEW], ids=["nothing new", "something new"])
def test_what_main_has_moved_on_from_is_left_to_the_next_run(host: Publisher, sent: str) -> None:
    newest = host.change(None, file="x")
    done = host.run(sent)
    assert (done.status, done.commit, host.at("main"), host.at("record/published")) == (0, "", newest, ""), done.said
    assert "The main branch has moved on" in done.said
    assert "pr " not in done.gh


def test_what_main_moves_on_from_during_the_push_is_left_to_the_next_run(host: Publisher) -> None:
    """Another's push comes between the question and ours."""
    host.change(None, file="x")
    newest = host.at("main")
    host.git("update-ref", "refs/heads/main", host.commit, at=host.origin)
    hook = host.origin / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\nunset GIT_QUARANTINE_PATH; git update-ref refs/heads/main {newest}\n", "utf-8")
    hook.chmod(0o755)
    done = host.run(NEW)
    assert (done.status, done.commit, host.at("main"), host.at("record/published")) == (0, "", newest, ""), done.said


def test_commits_that_were_taken_off_main_do_not_come_back(host: Publisher) -> None:
    newer = host.change(None, file="x")
    host.git("update-ref", "refs/heads/main", host.commit, at=host.origin)
    host.git("config", "uploadpack.allowAnySHA1InWant", "true", at=host.origin)
    host.depth = []  # where all history is at hand, a push would bring them back
    done = host.run(NEW, newer)
    assert (done.status, done.commit, host.at("main")) == (0, "", host.commit), done.said


def test_a_run_that_ends_between_record_and_deploy_is_taken_up(host: Publisher) -> None:
    recorded = host.run(NEW).commit
    # The same run once more, and one that is started anew, with nothing new to record.
    again, anew = host.run(NEW), host.run(NEW, recorded)
    assert recorded == again.commit == anew.commit == host.at("main")
    # The next change, on top of it.
    host.git("pull", "-q", "origin", "main")
    done = host.run(f"{NEW}e/\n", host.change(None, file="x"))
    assert (done.status, done.commit, host.at("main", "published.txt")) == (0, host.at("main"), f"{NEW}e/\n"), done.said


def link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def large(file: Path) -> None:
    with file.open("ab") as opened:
        opened.truncate(MOST_BYTES + 1)


BAD: dict[str, tuple[bytes | Callable[[Path], object], str]] = {
    "a line is lost": (b"a/\nc/d/\n", "has lost addresses: b/"),
    "all lines are lost": (b"", "has lost addresses: a/ b/"),
    "words": (b"a/\nb/\nxin chao\n", "more than addresses in order"),
    "a step up": (b"../\na/\nb/\n", "more than addresses in order"),
    "a root": (b"/a/\na/\nb/\n", "more than addresses in order"),
    "a sign": (b"a/\nb/\nc?d/\n", "more than addresses in order"),
    "letters with marks": ("a/\nb/\nđ/\n".encode(), "more than addresses in order"),
    "no address of a folder": (b"a/\nb/\nc\n", "more than addresses in order"),
    "a command of the workflow": (b"::set-output name=commit::x\na/\nb/\n", "more than addresses in order"),
    "a zero": (b"a/\nb/\nc\0/\n", "more than addresses in order"),
    "no order": (b"b/\na/\n", "more than addresses in order"),
    "twice": (b"a/\na/\nb/\n", "more than addresses in order"),
    "no last line end": (b"a/\nb/", "more than addresses in order"),
    "line ends of two letters": (b"a/\r\nb/\r\n", "more than addresses in order"),
    "a link": (link, "no plain file"),
    "nothing": (Path.unlink, "no plain file"),
    "too large": (large, "too large"),
}


@pytest.mark.parametrize("why", BAD)
def test_what_is_no_ledger_is_not_recorded(host: Publisher, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    sent, words = BAD[why]
    if not isinstance(sent, bytes):
        spoil, run = sent, host.step
        monkeypatch.setattr(
            host, "step", lambda work, temp, *rest: [spoil(temp / "record/published.txt"), run(work, temp, *rest)][1]
        )
    done = host.run(sent if isinstance(sent, bytes) else NEW)
    assert (done.status, done.commit, host.at("main"), host.at("record/published")) == (1, "", host.commit, ""), (
        done.said
    )
    assert "::error file=published.txt,title=Not recorded::" in done.said
    assert words in done.said
    assert done.gh == "", "the host was asked before the file was known for one"


def test_no_attribute_and_no_link_of_the_project_leads_elsewhere(host: Publisher) -> None:
    attributes = "published.txt text eol=crlf ident -diff filter=x working-tree-encoding=UTF-16LE-BOM\n"
    (host.desk / ".gitattributes").write_text(attributes, "utf-8")
    done = host.run(NEW, host.change(None))
    assert host.at("main", "published.txt") == NEW, done.said


def test_git_that_fails_is_no_file_that_is_not_there(host: Publisher) -> None:
    """Where the host or git does not answer, the run fails, and nothing is taken for lost or new."""
    real = shutil.which("git")
    for asked in ("ls-tree", "cat-file", "ls-remote", "write-tree", "commit-tree", "hash-object", "read-tree"):
        (host.root / "bin/git").unlink()
        (host.root / "bin/git").write_text(
            f'#!/bin/sh\ncase " $* " in *" {asked} "*) exit 128 ;; esac\nexec {real} "$@"\n', "utf-8"
        )
        (host.root / "bin/git").chmod(0o755)
        done = host.run(NEW)
        assert done.status != 0, asked
        assert (done.commit, host.at("main"), host.at("record/published")) == ("", host.commit, ""), asked


# --- how the jobs hang together


def test_the_publisher_and_the_check_know_the_same_addresses() -> None:
    patterns = [
        re.findall(r"grep -axE '([^']*)'", step["run"])
        for name in ("publish/record", "check/content")
        for step in jobs()[name]["steps"]
        if "grep -axE" in step.get("run", "")
    ]
    assert patterns == [[ADDRESS], [ADDRESS]]
    assert f'"$size" -gt {MOST_BYTES} ' in SCRIPT["run"]


def test_what_is_published_is_the_commit_that_was_recorded() -> None:
    check, record, build, deploy = (jobs()[f"publish/{name}"] for name in ("check", "record", "build", "deploy"))
    assert check["if"] == "github.ref == 'refs/heads/main' && vars.PUBLISH != ''"
    assert [job.get("needs") for job in (check, record, build, deploy)] == [None, "check", "record", "build"]
    assert SCRIPT["env"]["COMMIT"] == "${{ github.sha }}"
    assert record["outputs"] == {"commit": "${{ steps.record.outputs.commit }}"}
    assert build["if"] == "needs.record.outputs.commit != ''"
    assert build["steps"][0]["with"]["ref"] == "${{ needs.record.outputs.commit }}"
    assert any(step.get("run", "").endswith("archive build --publish") for step in build["steps"])
    assert deploy["if"] == "vars.PUBLISH == 'pages'"
    assert deploy["environment"]["name"] == "github-pages"
    assert [step["run"] for step in check["steps"] if "run" in step] == ["make setup && .venv/bin/archive record"]
    sent, taken = check["steps"][-1]["with"], record["steps"][1]["with"]
    assert sent["name"] == taken["name"] == "published-${{ github.sha }}"
    assert not any("ref" in step.get("with", {}) for step in (*check["steps"], *record["steps"])), (
        "the commit of the run"
    )
