"""Git is asked of a project's own repository alone, and runs nothing that the repository's settings name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from tests.archives import make
from tests.editions import armed, commit

from archive.checks.published import removed
from archive.content.read import read_archive
from archive.environment import git_days, latest_day, source_date_epoch
from archive.git import git
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
