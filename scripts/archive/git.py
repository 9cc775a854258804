"""What git knows of a project: asked, never changed.

Takes a project's root and a command; gives what git prints, or nothing where there is no git, no answer in time, or no
repository at that very root: neither one of a folder above nor one that the environment names. Of what a repository's
own settings can have git run, everything that a command line can refuse is refused: the check of signatures, the
watcher of files, hooks, another program's differences, the fetching of what is missing; and so is what would have it
tell another past: replacements, grafts, an index of commits that was written before. Filters of files are not, so
whoever does not know where a project comes from does not ask at all: a rebuild copies no repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_HARDENED = {
    "core.quotePath": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.commitGraph": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showSignature": "false",
    "protocol.allow": "never",
}
_SETTINGS = [part for name, value in _HARDENED.items() for part in ("-c", f"{name}={value}")]
SECONDS = 60
"""What one answer may take."""
_LATE: set[Path] = set()
"""Where git gave no answer in time: it is not asked there again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What git prints, and why it prints nothing: empty where it answered, and where there is no repository."""

    out: bytes = b""
    why: str = ""

    @property
    def text(self) -> str:
        """The answer as text, without white space around it."""
        return self.out.decode("utf-8", "replace").strip()


def git(root: Path, *arguments: str) -> str:
    """Git's answer, or nothing."""
    return ask(root, *arguments).out.decode("utf-8", "replace")


def ask(root: Path, *arguments: str, given: bytes = b"") -> Answer:
    """Git's answer to a command that reads `given`, or why there is none."""
    if not (root / ".git").exists():
        return Answer()
    if root in _LATE:
        return Answer(why=f"> {SECONDS} s")
    try:
        done = subprocess.run(
            _command(root, arguments),
            env=_environment(root),
            input=given,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except OSError as error:
        return Answer(why=error.strerror or str(error))
    except subprocess.TimeoutExpired:
        _LATE.add(root)
        return Answer(why=f"> {SECONDS} s")
    if done.returncode:
        return Answer(why=done.stderr.decode("utf-8", "replace").strip() or f"status {done.returncode}")
    return Answer(done.stdout)


def tracked_above(root: Path, name: str) -> Path | None:
    """The folder above `root` whose repository holds `root`'s file `name`; None where there is none."""
    above = next((folder for folder in root.resolve().parents if (folder / ".git").exists()), None)
    if above is None:
        return None
    held = ask(above, "ls-files", "--error-unmatch", "--", str((root.resolve() / name).relative_to(above)))
    return above if held.out else None


def _command(root: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "--no-optional-locks", "--no-pager", "--no-replace-objects", *_SETTINGS, "-C", str(root), *arguments]


def _environment(root: Path) -> dict[str, str]:
    # $GIT_DIR and its like lead to another repository; $GIT_CONFIG_… are the user's own settings.
    kept = {name: value for name, value in os.environ.items() if name[:4] != "GIT_" or name[:11] == "GIT_CONFIG_"}
    # Grafts give commits other parents than theirs, as replacements do; no option refuses them.
    return {**kept, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent), "GIT_GRAFT_FILE": os.devnull}
