"""A small archive at a feigned host: what people push, and the steps of the workflows, run as they stand in their files.

`Stage(folder)` makes another archive by `archive init` and puts it at the host. `checkout` gives what the action of that
name gives: all branches, HEAD at one commit, of a pull request at its merge with the main branch. Stand-ins: `make`, the
virtual environment's `archive`, which runs the checkout's own code, and a `gh` that does as if all had gone well.
"""

from __future__ import annotations

import copy
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner
from tests.archives import give_cards
from tests.repositories import Repository, repository
from tests.test_workflows import jobs

from archive.cli import main

ADDRESS, HOME = "https://trong-cay.mau.vn/", "https://github.com/OWNER/NAME"
BEGIN = "2026-04-01"
READ = "2026-03-01"
NUMBER = 12
"""The pull request's."""
BASH = ("/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
ARCHIVE = """#!/bin/sh
PYTHONPATH="$PWD/scripts" exec {python} -m archive "$@"
"""
MAKE = """#!/bin/sh
case "$*" in
  setup) ;;
  site) exec .venv/bin/archive build ;;
  *) exit 2 ;;
esac
"""
_READ = re.compile(r'(read: \{date: ")[0-9-]+')
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")


@dataclass(frozen=True)
class Done:
    """How a step ended."""

    status: int
    said: str
    outputs: dict[str, str]


@dataclass
class Machine:
    """A machine of the host, new for each job: a checkout, and a folder for what a job keeps."""

    work: Repository
    temp: Path
    programs: Path
    says: dict[str, str]
    """What the host says for the expressions of a workflow."""
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, job: str, name: str, **says: str) -> Done:
        """Run the step of this name; each `${{ … }}` of its environment has to be known."""
        (step,) = [step for step in jobs()[job]["steps"] if step.get("name") == name]
        output = self.temp / "output"
        output.write_text("", "utf-8")
        given = {key: _said(str(value), self.says | says) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            [*BASH, step["run"]],
            cwd=self.work.root,
            env={
                "PATH": f"{self.programs}:{os.environ['PATH']}", "HOME": str(self.temp), "GIT_CONFIG_NOSYSTEM": "1",
                "RUNNER_TEMP": str(self.temp), "GITHUB_OUTPUT": str(output), "GITHUB_BASE_REF": "main",
                **self.environment, **given,
            },
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        outputs = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        return Done(done.returncode, done.stdout + done.stderr, outputs)

    def archive(self, *arguments: str) -> Done:
        """What somebody who has a terminal types."""
        done = subprocess.run(
            [".venv/bin/archive", *arguments], cwd=self.work.root, capture_output=True, encoding="utf-8", check=False
        )
        return Done(done.returncode, done.stdout + done.stderr, {})

    def type(self, line: str) -> Done:
        """A whole line of theirs, for a shell; where an editor opens they write a message."""
        who = {"GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@host.example", "GIT_COMMITTER_NAME": "E"}
        who |= {"GIT_COMMITTER_EMAIL": "e@host.example", "GIT_EDITOR": "echo Kết quả >", "GIT_CONFIG_NOSYSTEM": "1"}
        path = f"{self.work.root}/.venv/bin:{os.environ['PATH']}"
        done = subprocess.run(
            [*BASH, line], cwd=self.work.root, env={"PATH": path, "HOME": str(self.temp), **who},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout + done.stderr, {})


def _said(value: str, says: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: says[found[1]], value)


class Stage:
    """The host's repository, and everybody's machines."""

    def __init__(self, root: Path) -> None:
        self.root, self.origin, self.drawn = root, root / "origin.git", root / "cards"
        self.programs = root / "programs"
        self.programs.mkdir()
        for name, words in (("make", MAKE), ("gh", "#!/bin/sh\n")):
            (self.programs / name).write_text(words, "utf-8")
            (self.programs / name).chmod(0o755)
        desk = root / "desk"
        made = CliRunner().invoke(main, ["init", str(desk), "--name", "Lưu trữ Trồng cây", "Tree-Planting Archive"])
        assert made.exit_code == 0, made.output
        settings = (desk / "archive.toml").read_text("utf-8")
        for key, value in (("repository", HOME), ("contact", "mailto:kho@trong-cay.mau.vn")):
            assert f'{key} = ""' in settings
            settings = settings.replace(f'{key} = ""', f'{key} = "{value}"')
        (desk / "archive.toml").write_text(settings, "utf-8")
        # The example was read in days to come; nothing can be withdrawn before a source was read.
        source = desk / "docs/vi/nguon/n-bao-mau.md"
        text = source.read_text("utf-8")
        assert _READ.search(text)
        source.write_text(_READ.sub(rf"\g<1>{READ}", text), "utf-8")
        self.desk = repository(desk, BEGIN, ignored=(desk / ".gitignore").read_text("utf-8"))
        Repository(root).git("init", "-q", "--bare", "-b", "main", str(self.origin))
        self.desk.git("remote", "add", "origin", f"file://{self.origin}")
        self.desk.git("push", "-q", "origin", "main")

    def copy(self, root: Path) -> Stage:
        """The host as it stands, once more: what happens there happens nowhere else."""
        other = copy.copy(self)
        other.root, other.origin, other.desk = root, root / "origin.git", Repository(root / "desk")
        shutil.copytree(self.origin, other.origin)
        Repository(root).git("clone", "-q", f"file://{other.origin}", str(other.desk.root))
        return other

    def commit(self, name: str) -> str:
        """The commit at which a branch of the host stands."""
        return Repository(self.origin).git("rev-parse", "--verify", name)

    def clone(self, name: str) -> Machine:
        """Somebody's own clone of the host's repository, with the archive's command set up."""
        Repository(self.root).git("clone", "-q", f"file://{self.origin}", str(self.root / name))
        return self._machine(name)

    def fork(self, name: str, branch: str) -> Machine:
        """A stranger's fork of today, as GitHub's pages write to it: a new branch, and nothing installed."""
        fork = self.clone(name)
        fork.work.branch(branch)
        return fork

    def propose(self, fork: Machine) -> str:
        """Push the fork's branch as a pull request; gives its head. The host merges it with its main branch of now."""
        fork.work.git("push", "-q", "--force", "origin", f"HEAD:refs/pull/{NUMBER}/head")
        head = fork.work.git("rev-parse", "HEAD")
        day = fork.work.git("show", "--no-patch", "--format=%cI", head)
        self.desk.git("fetch", "-q", "origin", "main", f"+refs/pull/{NUMBER}/head:refs/pull")
        self.desk.switch("origin/main")
        self.desk.merge("refs/pull", day)
        self.desk.git("push", "-q", "--force", "origin", f"HEAD:refs/pull/{NUMBER}/merge")
        self.desk.switch("main")
        return head

    def merge(self, *, squash: bool, at: str, words: str = "Merge pull request #12 from stranger/them-ket-qua") -> str:
        """Press the button; gives the commit at which the main branch stands then."""
        self.desk.git("pull", "-q", "--ff-only", "origin", "main")
        self.desk.git("fetch", "-q", "origin", f"+refs/pull/{NUMBER}/head:refs/pull")
        if squash:
            self.desk.git("merge", "-q", "--squash", "refs/pull", at=at)
            self.desk.commit(at, words)
        else:
            self.desk.merge("refs/pull", at, words)
        self.desk.git("push", "-q", "origin", "main")
        return self.commit("main")

    def checkout(self, name: str, commit: str, *, pull: bool = False, branch: str = "") -> Machine:
        """A machine of the host with one commit of all its history; of a pull request at its merge."""
        work = Repository(self.root / name)
        work.root.mkdir()
        work.git("init", "-q", "-b", "main")
        work.git("remote", "add", "origin", f"file://{self.origin}")
        merged = f"refs/pull/{NUMBER}/merge"
        refs = ["+refs/heads/*:refs/remotes/origin/*"]
        refs += [f"+{merged}:refs/remotes/{merged.removeprefix('refs/')}"] if pull else []
        work.git("fetch", "-q", "--prune", "origin", *refs)
        at = f"refs/remotes/{merged.removeprefix('refs/')}" if pull else commit
        work.git("checkout", "-q", "--force", *(["-B", branch, at] if branch else ["--detach", at]))
        return self._machine(name)

    def _machine(self, name: str) -> Machine:
        work, temp = Repository(self.root / name), self.root / f"{name}.temp"
        temp.mkdir()
        (work.root / ".venv/bin").mkdir(parents=True)
        (work.root / ".venv/bin/archive").write_text(ARCHIVE.format(python=sys.executable), "utf-8")
        (work.root / ".venv/bin/archive").chmod(0o755)
        if self.drawn.is_dir():  # what was drawn already is not drawn again
            give_cards(work.root, self.drawn)
        return Machine(work, temp, self.programs, {"vars.SITE_URL": ADDRESS, "github.token": "x"})

    def publish(self, name: str) -> tuple[Machine, str]:
        """The workflow `publish` on the host's main branch: the machine that built, and the commit that was recorded."""
        commit = self.commit("main")
        checked = self.checkout(f"{name}-check", commit, branch="main")
        _well(checked.run("publish/check", "What the content publishes, once it holds"))
        recorder = self.checkout(f"{name}-record", commit, branch="main")
        (recorder.temp / "record").mkdir()
        shutil.copy(checked.work.root / "published.txt", recorder.temp / "record/published.txt")
        done = _well(recorder.run("publish/record", "Record", **{"github.sha": commit}))
        recorded = done.outputs["commit"]
        builder = self.checkout(f"{name}-build", recorded)
        _well(builder.run("publish/build", "Build"))
        cards = builder.work.root / "build/cards"
        if self.drawn.is_dir():
            known, found = (
                {card.name: card.stat().st_mtime_ns for card in at.glob("*.png")} for at in (self.drawn, cards)
            )
            again = [name for name in known.keys() & found.keys() if known[name] != found[name]]
            assert not again, "cards that were drawn already are drawn again: whoever kept them is not believed"
        else:
            shutil.copytree(cards, self.drawn)
        return builder, recorded


def _well(done: Done) -> Done:
    assert done.status == 0, done.said
    return done


def zipped(folder: Path, file: Path) -> Path:
    """What the action that keeps an artifact makes of a folder: its files by their paths, but none that is hidden."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                made.write(path, inside.as_posix())
    return file
