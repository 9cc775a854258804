"""Sealed editions for tests: the command, and ways to spoil a bag."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from click.testing import CliRunner, Result

from archive.cli import main

ADDRESS, EPOCH = "https://dan-van.vn/luu-tru/", "1736899200"  # 2025-01-15T00:00:00Z
MANIFEST, TAGMANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"
COMMITTED = "2020-02-03"


def archive(*arguments: str, root: Path | None = None, **environment: str) -> Result:
    """Run the command in this process, in `root`; an exception is a fault of the command, not an exit status."""
    given = {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    before = Path.cwd()
    os.chdir(root or before)
    try:
        return CliRunner(env=given, catch_exceptions=False).invoke(main, [*arguments, "--lang", "en"])
    finally:
        os.chdir(before)


def commit(root: Path) -> str:
    """Put a project into git, at a day that is not the epoch's; gives the commit."""
    who = ["-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false"]
    day = f"{COMMITTED}T04:05:06Z"
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env=environment)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, env=environment)
    return done.stdout.decode().strip()


def relist(bag: Path) -> None:
    """Make a changed bag's lists true again, as one would who wants to deceive."""
    recount(bag)
    files = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    write_list(bag, MANIFEST, files)
    size = sum(path.stat().st_size for path in files)
    info = (bag / "bag-info.txt").read_text("utf-8").split("Payload-Oxum")[0]
    (bag / "bag-info.txt").write_text(f"{info}Payload-Oxum: {size}.{len(files)}\n", "utf-8")
    retag(bag)


def recount(bag: Path) -> None:
    """Make the record's counts of files true again, where it is one."""
    path = bag / "data" / "edition.json"
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        record = json.loads(path.read_text("utf-8"))
        there = {
            f"{part}_files": sum(one.is_file() for one in (bag / "data" / part).rglob("*"))
            for part in ("site", "source")
        }
        if {**record["counts"], **there} != record["counts"]:
            path.write_text(json.dumps({**record, "counts": {**record["counts"], **there}}), "utf-8")


def retag(bag: Path) -> None:
    """Make the list of tag files true again."""
    write_list(bag, TAGMANIFEST, [bag / name for name in ("bag-info.txt", "bagit.txt", MANIFEST)])


def write_list(bag: Path, name: str, files: list[Path]) -> None:
    """Write one list of sums."""
    lines = (f"{hashlib.sha512(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n" for path in files)
    (bag / name).write_text("".join(lines), "utf-8")


def then(*steps: Callable[[Path], object]) -> Callable[[Path], None]:
    """Several steps."""

    def spoil(bag: Path) -> None:
        for step in steps:
            step(bag)

    return spoil


def change(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Put other bytes into a file of the bag."""

    def spoil(bag: Path) -> None:
        path = bag / name
        content = path.read_bytes()
        assert old in content, f"{name} has no {old!r}"
        path.write_bytes(content.replace(old, new, 1) if old else new)

    return spoil


def record(**changes: object) -> Callable[[Path], None]:
    """Put other values into edition.json, and make the lists true again."""

    def spoil(bag: Path) -> None:
        path = bag / "data" / "edition.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")
        relist(bag)

    return spoil


def link(name: str, target: str = "") -> Callable[[Path], None]:
    """Put a link in the place of what stands at `name`: to where it stands now, or elsewhere."""

    def spoil(bag: Path) -> None:
        path, kept = bag / name, bag.parent / "kept"
        if path.exists():
            path.rename(kept)
        path.symlink_to(target or kept)

    return spoil


PAGE = "data/site/index.html"
CODE = "data/source/scripts/archive/build.py"


def code(*lines: str) -> Callable[[Path], None]:
    """Put code at the beginning of what a rebuild runs."""

    def spoil(bag: Path) -> None:
        text = (bag / CODE).read_text("utf-8")
        future = "from __future__ import annotations\n"
        assert future in text
        (bag / CODE).write_text(text.replace(future, future + "\n".join(lines) + "\n", 1), "utf-8")
        relist(bag)

    return spoil


def armed(root: Path, ran: Path) -> None:
    """Make a folder a repository with a signed commit, whose own settings have git run a program that writes `ran`."""

    def git(*arguments: str, given: bytes = b"") -> str:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=given, check=True, capture_output=True)
        return done.stdout.decode().strip()

    git("init", "-q")
    git("add", "docs")
    who = "x <x@y.example> 1580702706 +0000"
    signed = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----\n"
    words = f"tree {git('write-tree')}\nauthor {who}\ncommitter {who}\n{signed}\nx\n"
    git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", "--stdin", given=words.encode()))
    evil = root / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
    evil.chmod(0o755)
    (root / ".git" / "hooks").mkdir(exist_ok=True)
    shutil.copy(evil, root / ".git" / "hooks" / "post-index-change")
    for name, value in {
        "log.showSignature": "true",
        "gpg.program": "./evil.sh",
        "core.fsmonitor": "./evil.sh",
        "core.pager": "./evil.sh",
        "diff.external": "./evil.sh",
        "diff.x.textconv": "./evil.sh",
    }.items():
        git("config", name, value)
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text("* diff=x\n", "utf-8")
