"""Git is asked of a project's own repository alone, and runs nothing that the repository's settings name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.archives import make
from tests.editions import armed, commit
from tests.repositories import repository

from archive.checks.checking import check
from archive.cli import main
from archive.content.read import read_archive
from archive.environment import knowing
from archive.findings import LANGS, Lang
from archive.git import git
from archive.ledger import LEDGER


def test_a_repositorys_settings_run_nothing(small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ran = tmp_path_factory.mktemp("evil") / "ran"
    (small / LEDGER).write_text("mot/\nhai/\n", "utf-8")
    commit(small)
    armed(small, ran)
    (small / LEDGER).write_text("mot/\n", "utf-8")
    archive = knowing(read_archive(small), {})
    assert (archive.history.head, archive.history.known) == (1580702706, True), "git was not asked at all"
    assert [finding.code for finding in check(archive) if finding.code == "DV802"] == ["DV802"]
    assert not ran.exists()


def test_no_object_stands_in_for_another(small: Path) -> None:
    (small / LEDGER).write_text("mot/\nhai/\n", "utf-8")
    made = repository(small)
    (small / LEDGER).write_text("mot/\n", "utf-8")
    made.commit("2027-01-02")
    made.git("replace", made.git("rev-parse", "HEAD~1:published.txt"), made.git("rev-parse", "HEAD:published.txt"))
    archive = knowing(read_archive(small), {})
    assert [finding.code for finding in check(archive) if finding.code == "DV802"] == ["DV802"]


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
def test_a_git_that_is_there_and_does_not_answer_is_an_error(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, lang: Lang
) -> None:
    make_silent, words = SILENT[why]
    monkeypatch.chdir(small_project)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(small_project)
    make_silent(tmp_path / "path", monkeypatch)
    path = "" if why == "missing" else f"{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", f"{tmp_path}/path{path}")
    done = CliRunner().invoke(main, ["build", "--lang", lang])
    assert done.exit_code == 1, done.output
    (said,) = [line for line in done.stdout.splitlines() if words in line]
    assert said.startswith("published.txt:1:1: DV805 ")
    assert ("git không trả lời" if lang == "vi" else "git does not answer") in said
    assert not (small_project / "site").exists()
    if why == "hanging":
        assert (tmp_path / "path/asked").read_text("utf-8") == "asked\n", "it was waited for again"


def test_nothing_is_sealed_then_either(small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_project)
    monkeypatch.setenv("SITE_URL", "https://dan-van.vn/")
    commit(small_project)
    failing_git(tmp_path / "path", monkeypatch)
    monkeypatch.setenv("PATH", f"{tmp_path}/path{os.pathsep}{os.environ['PATH']}")
    done = CliRunner().invoke(main, ["seal", "v1", "--lang", "en"])
    assert done.exit_code == 1
    assert done.stdout.count("git does not answer (fatal: detected dubious ownership)") == 1, done.output
    assert not (small_project / "dist").exists()
