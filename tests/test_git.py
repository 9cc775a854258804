"""Git is asked of a project's own repository alone, and runs nothing that the repository's settings name."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.archives import bytes_of, make
from tests.editions import armed, commit

from archive.checks.published import removed
from archive.cli import main
from archive.content.read import read_archive
from archive.environment import git_days, latest_day, source_date_epoch
from archive.findings import LANGS, Lang
from archive.git import git, unanswered
from archive.ledger import LEDGER


@pytest.mark.parametrize(
    "ask", [lambda root: git_days(root, UTC), lambda root: source_date_epoch(read_archive(root), {}), lambda root: latest_day(read_archive(root), {})],
    ids=["days", "epoch", "latest day"],
)  # fmt: skip
def test_a_repositorys_settings_run_nothing(
    small: Path, tmp_path_factory: pytest.TempPathFactory, ask: Callable[[Path], object]
) -> None:
    ran = tmp_path_factory.mktemp("evil") / "ran"
    armed(small, ran)
    assert ask(small), "git was not asked at all"
    assert not ran.exists()


def test_a_difference_is_shown_by_git_alone(small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ran = tmp_path_factory.mktemp("evil") / "ran"
    (small / LEDGER).write_text("mot/\nhai/\n", "utf-8")
    commit(small)
    armed(small, ran)
    (small / LEDGER).write_text("mot/\n", "utf-8")
    list(removed(read_archive(small)))
    assert not ran.exists()


def test_no_repository_but_the_projects_own_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path / "around" / "project")
    commit(tmp_path / "around")
    other = make(tmp_path / "other")
    commit(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert git(root, "rev-parse", "HEAD") == ""
    (root / ".git").mkdir()  # is there, and is no repository
    assert git(root, "rev-parse", "HEAD") == ""
    assert git(other, "rev-parse", "--show-toplevel").strip() == str(other)


# --- where it does not answer


def no_git(folder: Path, _: pytest.MonkeyPatch) -> None:
    folder.mkdir()


def failing_git(folder: Path, _: pytest.MonkeyPatch) -> None:
    script(folder, "echo 'fatal: detected dubious ownership' >&2; exit 128")


def hanging_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.git.SECONDS", 0.2)
    monkeypatch.setattr("archive.git._LATE", set())
    script(folder, f"echo asked >>{folder}/asked; exec sleep 60")


def script(folder: Path, words: str) -> None:
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\n{words}\n", "utf-8")
    (folder / "git").chmod(0o755)


SILENT = {
    "missing": (no_git, "No such file or directory"),
    "failing": (failing_git, "fatal: detected dubious ownership"),
    "hanging": (hanging_git, "> 0.2 s"),
}


@pytest.mark.parametrize("why", SILENT)
@pytest.mark.parametrize("lang", LANGS)
def test_who_builds_is_told_once_and_the_site_is_that_of_a_copy_without_git(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, lang: Lang
) -> None:
    make_silent, words = SILENT[why]
    monkeypatch.chdir(small_project)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    plain = CliRunner().invoke(main, ["build", "--site-dir", "plain", "--lang", lang])
    assert (plain.exit_code, "git" in plain.stderr) == (0, False), plain.output
    commit(small_project)
    make_silent(tmp_path / "path", monkeypatch)
    path = "" if why == "missing" else f"{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", f"{tmp_path}/path{path}")
    done = CliRunner().invoke(main, ["build", "--lang", lang])
    assert done.exit_code == 0, done.output
    said = [line for line in done.stderr.splitlines() if words in line]
    assert len(said) == 1, done.stderr
    assert ("git không trả lời" if lang == "vi" else "git does not answer") in said[0]
    assert bytes_of(small_project / "site") == bytes_of(small_project / "plain")
    if why == "hanging":
        assert (tmp_path / "path/asked").read_text("utf-8") == "asked\n", "it was waited for again"


def test_who_seals_is_told_too(small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_project)
    monkeypatch.delenv("SITE_URL", raising=False)
    commit(small_project)
    failing_git(tmp_path / "path", monkeypatch)
    monkeypatch.setenv("PATH", f"{tmp_path}/path{os.pathsep}{os.environ['PATH']}")
    said = CliRunner().invoke(main, ["seal", "v1", "--lang", "en"]).stderr
    assert said.count("git does not answer (fatal: detected dubious ownership)") == 1, said


def test_a_repository_without_a_commit_answers(small: Path, tmp_path: Path) -> None:
    assert unanswered(small) is None, "there is no repository"
    subprocess.run(["git", "init", "-q"], cwd=small, check=True)
    assert unanswered(small) is None
