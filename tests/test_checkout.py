"""A checkout has the same bytes on every system, whatever git is told there about line ends."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def git(*arguments: str, cwd: Path) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("settings", [["core.autocrlf=true"], ["core.autocrlf=false", "core.eol=crlf"]], ids=str)
def test_a_windows_checkout_gives_the_same_bytes(tmp_path: Path, settings: list[str]) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for name in ("docs", "overrides", "schemas"):
        shutil.copytree(ROOT / name, source / name)
    for name in ("mkdocs.yml", "published.txt", "requirements.lock", "Makefile", ".gitattributes"):
        shutil.copy(ROOT / name, source / name)
    git("init", "-q", cwd=source)
    git("-c", "core.autocrlf=false", "add", "-A", cwd=source)
    identity = ["-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false"]
    git(*identity, "commit", "-q", "-m", "x", cwd=source)
    given = [part for setting in settings for part in ("-c", setting)]
    git(*given, "clone", "-q", *given, str(source), str(target), cwd=tmp_path)
    files = [path.relative_to(source) for path in source.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(files) > 150
    differ = [str(file) for file in files if (target / file).read_bytes() != (source / file).read_bytes()]
    assert not differ, "other bytes in the checkout: name their kind in .gitattributes"
