"""The Makefile: what it lists, and that it works for an archive that has nothing but the engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.archives import REPOSITORY

EVERYWHERE = {
    "help",
    "setup",
    "workshop",
    "hooks",
    "site",
    "serve",
    "check",
    "test",
    "test-all",
    "schemas",
    "lock",
    "clean",
}
TOOLS = REPOSITORY / "tools/tools.mk"
WORKSHOP = {*TOOLS.read_text("utf-8").partition(".PHONY: ")[2].partition("\n")[0].split()}
"""What stands in tools/ alone."""


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`make` in `root`, as if no other one had started it."""
    plain = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=root, env=plain, capture_output=True, text=True, check=False)


@pytest.fixture(params=["with tools", "without tools"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bool]:
    """A folder with the Makefile, and the workshop's beside it or not."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(REPOSITORY / name, tmp_path)
    for name in ("scripts", "tests"):
        (tmp_path / name).mkdir()
    if request.param == "with tools":
        (tmp_path / "tools").mkdir()
        shutil.copy(TOOLS, tmp_path / "tools")
    return tmp_path, request.param == "with tools"


def test_help_lists_every_target_that_is_there(project: tuple[Path, bool]) -> None:
    root, workshop = project
    assert {"bench", "fuzz", "measure", "screenshots"} <= WORKSHOP
    done = make(root)
    assert (done.returncode, done.stderr) == (0, "")
    listed = re.findall(r"^  make ([a-z-]+) +\S", done.stdout, re.MULTILINE)
    assert sorted(listed) == sorted(EVERYWHERE | WORKSHOP if workshop else EVERYWHERE)


def test_the_code_that_is_there_is_linted(project: tuple[Path, bool]) -> None:
    root, workshop = project
    done = make(root, "--dry-run", "lint")
    assert (done.returncode, done.stderr) == (0, "")
    seen = re.findall(r"/(ruff format|ruff check|mypy) .*?((?: (?:scripts|tests|tools))*)$", done.stdout, re.MULTILINE)
    folders = " scripts tests tools" if workshop else " scripts tests"
    assert seen == [(tool, folders) for tool in ("ruff format", "ruff check", "mypy")]


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("bench", "PYTHONPATH=tools .venv/bin/python -m bench"),
        ("bench", "-m bench.growth --others --chart benchmark.svg"),
        ("bench", "PYTHONPATH=tools .venv/bin/python -m bench.inspecting"),
        ("fuzz", "-m pytest -q tests/test_fuzz.py"),
        ("measure", "PYTHONPATH=. .venv/bin/python tools/measure.py"),
        ("screenshots", "PYTHONPATH=. .venv/bin/python tools/screenshots.py"),
    ],
)
def test_a_tool_is_run_from_where_it_stands(target: str, command: str) -> None:
    done = make(REPOSITORY, "--dry-run", target)
    assert done.returncode == 0, done.stderr
    assert command in done.stdout
    for file in re.findall(r"\b(?:tools|tests)/\w+\.py", command):
        assert (REPOSITORY / file).is_file()
