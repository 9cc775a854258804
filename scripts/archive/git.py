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
from pathlib import Path

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


def git(root: Path, *arguments: str) -> str:
    """Git's answer, or nothing."""
    if not (root / ".git").exists():
        return ""
    command = ["git", "--no-optional-locks", "--no-pager", *_SETTINGS, "-C", str(root), *arguments]
    # $GIT_DIR and its like lead to another repository; $GIT_CONFIG_… are the user's own settings.
    kept = {name: value for name, value in os.environ.items() if name[:4] != "GIT_" or name[:11] == "GIT_CONFIG_"}
    environment = {**kept, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
