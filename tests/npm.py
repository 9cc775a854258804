"""What the tests take from npm, installed once into `.tools/` from a lock file: versions and digests, no addresses."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[1] / ".tools"
"""Not in `build/`: a build refuses a folder with symbolic links in it, of which npm makes many."""


def installed(folder: Path) -> Path:
    """The folder in which `folder`'s lock is installed."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.fail("this test needs Node and npm: `apt-get install nodejs npm`, or `make test`, which does that")
    lock = (folder / "package-lock.json").read_bytes()
    target = TOOLS / f"{folder.name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    TOOLS.mkdir(exist_ok=True)
    with target.with_suffix(".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (target / "done").exists():
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir()
            for name in ("package.json", "package-lock.json"):
                shutil.copy2(folder / name, target)
            command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            done = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"npm cannot install {folder.name} (it needs the network once): {done.stderr}"
            (target / "done").touch()
    return target
