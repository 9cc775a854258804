"""Real git for tests: repositories of their own, with days that a test names; never this project's."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOON = "T12:00:00+07:00"
"""Where a day is a day: the middle of it, in the time zone of the minimal archive."""


@dataclass(frozen=True)
class Repository:
    """A repository at a folder; each commit says when it was made."""

    root: Path

    def git(self, *arguments: str, at: str = "2027-01-01", ok: bool = True) -> str:
        """What git prints; a command that fails is a fault of the test unless it may (`ok=False`)."""
        moment = at if "T" in at else f"{at}{NOON}"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
        }
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@archive.example", "-c", "commit.gpgsign=false")
        command = ["git", *who, "-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", *arguments]
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, check=False)
        said = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
        assert not ok or done.returncode == 0, f"git {' '.join(arguments)}: {said}"
        return done.stdout.decode("utf-8", "replace").strip()

    def commit(self, at: str, message: str = "Edit") -> str:
        """Commit all that there is at a day (or a whole moment); gives the commit's id."""
        self.git("add", "-A", at=at)
        self.git("commit", "-q", "--allow-empty", "-m", message, at=at)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Start a branch and go to it."""
        self.git("switch", "-q", "-c", name, start)

    def switch(self, name: str) -> None:
        """Go to a branch or a commit."""
        self.git("checkout", "-q", name)

    def merge(self, name: str, at: str, message: str = "") -> str:
        """Merge a branch as the hosts do: with a commit of its own, under git's own words unless others are given."""
        words = ("-m", message) if message else ("--no-edit",)
        self.git("merge", "-q", "--no-ff", *words, name, at=at)
        return self.git("rev-parse", "HEAD")


def repository(root: Path, at: str = "2026-11-25", *, ignored: str = "build/\nsite/\n") -> Repository:
    """A new repository of all that lies at `root`, with one commit on the branch main."""
    made = Repository(root)
    made.git("init", "-q", "-b", "main")
    (root / ".gitignore").write_text(ignored, "utf-8")
    made.commit(at, "The archive begins")
    return made


def behind(root: Path, *edits: tuple[str, str, str]) -> Repository:
    """A repository in which words were changed, with a commit of their own, days after all was written."""
    made = repository(root, "2027-01-01")
    for name, old, new in edits:
        path = root / "docs" / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
    made.commit("2027-01-05")
    return made
