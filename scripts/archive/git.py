"""What git knows of a project: asked, never changed.

Takes a project's root and a command; gives what git prints, or nothing where there is no git, no answer in time, or no
repository at that very root: neither one of a folder above nor one that the environment names. Of what a repository's
own settings can have git run, everything that a command line can refuse is refused: the check of signatures, the
watcher of files, hooks, another program's differences, the fetching of what is missing. Filters of files are not, so
whoever does not know where a project comes from does not ask at all: a rebuild copies no repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from archive.escaping import shortened
from archive.findings import Text

_HARDENED = {
    "core.quotePath": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    "protocol.allow": "never",
}
_SETTINGS = [part for name, value in _HARDENED.items() for part in ("-c", f"{name}={value}")]
PLAIN_DIFF = ("--no-color", "--no-ext-diff", "--no-textconv")
"""For the commands that show differences: by git alone."""
SECONDS = 60
"""What one answer may take."""
_LATE: set[Path] = set()
"""Where git gave no answer in time: it is not asked there again."""
_UNANSWERED = Text(
    "lưu ý: có .git mà git không trả lời ({why}), nên điều chỉ git biết (ngày sửa của trang, commit) coi như chưa "
    "biết; hãy chạy `git status` để xem vì sao",
    "note: there is a .git, but git does not answer ({why}), so what git alone knows (days of pages, the commit) "
    "counts as unknown; run `git status` to see why",
)


def git(root: Path, *arguments: str) -> str:
    """Git's answer, or nothing."""
    return _asked(root, arguments)[0]


def unanswered(root: Path) -> Text | None:
    """Why git does not answer, for whoever makes a site where it should: at a root that is a repository's."""
    why = _asked(root, ("rev-parse", "--git-dir"))[1]
    return _UNANSWERED.format(why=shortened(why)) if why else None


def _asked(root: Path, arguments: Sequence[str]) -> tuple[str, str]:
    """Git's answer, and why there is none."""
    if not (root / ".git").exists():
        return "", ""
    if root in _LATE:
        return "", f"> {SECONDS} s"
    command = ["git", "--no-optional-locks", "--no-pager", *_SETTINGS, "-C", str(root), *arguments]
    # $GIT_DIR and its like lead to another repository; $GIT_CONFIG_… are the user's own settings.
    kept = {name: value for name, value in os.environ.items() if name[:4] != "GIT_" or name[:11] == "GIT_CONFIG_"}
    environment = {**kept, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS
        )
    except OSError as error:
        return "", error.strerror or str(error)
    except subprocess.TimeoutExpired:
        _LATE.add(root)
        return "", f"> {SECONDS} s"
    if done.returncode:
        return "", done.stderr.decode("utf-8", "replace").strip() or f"status {done.returncode}"
    return done.stdout.decode("utf-8", "replace"), ""
