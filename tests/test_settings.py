"""What a build takes from outside: address, epoch, days. Never the clock; never a failure without git or ledger."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from tests.archives import CK, KQ, edit, make

from archive import settings
from archive.content.read import read_archive
from archive.settings import SettingsError


def git(root: Path, day: str, *arguments: str) -> None:
    """Run git in `root` at noon of a day."""
    moment = f"{day}T12:00:00+0000"
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false", *arguments],
        cwd=root, check=True, capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
    )  # fmt: skip


def commit(root: Path, day: str) -> None:
    git(root, day, "add", "-A")
    git(root, day, "commit", "-q", "--allow-empty", "-m", "x")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "https://danvan.example/"),
        ("", "https://danvan.example/"),
        ("https://host.example", "https://host.example/"),
        ("https://host.example/a/b", "https://host.example/a/b/"),
        ("https://host.example/a/b/", "https://host.example/a/b/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
    ],
)
def test_the_public_address(given: str | None, expected: str) -> None:
    assert settings.site_url({} if given is None else {"SITE_URL": given}) == expected


@pytest.mark.parametrize(
    "given",
    [
        "https://[x/",
        "http://x y/",
        "host.example",
        "/a/b/",
        "file:///srv",
        "https:///a",
        "https://h/?q",
        "https://h/#f",
    ],
)
def test_an_address_that_does_not_hold(given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.site_url({"SITE_URL": given})
    assert given in caught.value.message.vi
    assert given in str(caught.value)


@pytest.mark.parametrize("given", ["soon", "-1", "1.5", "1e9", " 12"])
def test_an_epoch_that_is_no_number_of_seconds(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.source_date_epoch(tmp_path, {"SOURCE_DATE_EPOCH": given})
    assert given in caught.value.message.en


def test_the_epoch_comes_from_the_environment_git_the_ledger_or_is_fixed(tmp_path: Path) -> None:
    root = make(tmp_path)
    assert settings.source_date_epoch(root, {}) == settings.FIXED_EPOCH
    (root / settings.LEDGER).write_text(json.dumps({"index.md": {"changed": "2026-11-25", "sha256": "x"}}), "utf-8")
    assert settings.day_of(settings.source_date_epoch(root, {})) == "2026-11-25"
    git(root, "2020-02-03", "init", "-q")
    commit(root, "2020-02-03")
    assert settings.day_of(settings.source_date_epoch(root, {})) == "2020-02-03"
    assert settings.source_date_epoch(root, {"SOURCE_DATE_EPOCH": "86400"}) == 86400


def test_without_git_and_ledger_every_page_has_the_day_of_the_epoch(small: Path) -> None:
    context = settings.make_context(read_archive(small), {"SOURCE_DATE_EPOCH": "1543104000"})
    assert set(context.days.values()) == {"2018-11-25"}
    assert context.newest == "2018-11-25"
    assert settings.make_context(read_archive(small), {}) == settings.make_context(read_archive(small), {})


def test_gits_history_gives_each_page_the_day_of_its_last_change_in_either_language(small: Path) -> None:
    git(small, "2020-01-01", "init", "-q")
    commit(small, "2020-01-01")
    edit(small, (f"vi/{KQ}", "Con số 51", "Số 51"))
    commit(small, "2020-02-02")
    edit(small, (f"en/{CK}", "keep up", "go on with"))
    commit(small, "2020-03-03")
    days = settings.page_days(read_archive(small), "1999-01-01")
    assert (days[KQ], days[CK], days["index.md"]) == ("2020-02-02", "2020-03-03", "2020-01-01")


def test_the_ledger_counts_where_it_knows_the_present_text_alone(small: Path) -> None:
    ledger = settings.updated_ledger(read_archive(small), "2026-11-25")
    (small / settings.LEDGER).write_text(json.dumps(ledger), "utf-8")
    edit(small, (f"vi/{KQ}", "Con số 51", "Số 51"))
    days = settings.page_days(read_archive(small), "1999-01-01")
    assert (days[KQ], days[CK]) == ("1999-01-01", "2026-11-25")
    fresh = settings.updated_ledger(read_archive(small), "2027-01-05")
    assert (fresh[KQ]["changed"], fresh[CK]["changed"]) == ("2027-01-05", "2026-11-25")


def test_a_shallow_clone_whose_history_would_lie_is_not_asked(small: Path, tmp_path: Path) -> None:
    git(small, "2020-01-01", "init", "-q")
    commit(small, "2020-01-01")
    commit(small, "2020-02-02")
    clone = tmp_path / "clone"
    git(small, "2020-02-02", "clone", "-q", "--depth", "1", f"file://{small}", str(clone))
    assert settings.git_days(small)
    assert settings.git_days(clone) == {}


def test_a_repository_around_the_project_is_not_its_own(tmp_path: Path) -> None:
    git(tmp_path, "2020-01-01", "init", "-q")
    root = make(tmp_path / "copy")
    commit(tmp_path, "2020-01-01")
    assert settings.git_days(root) == {}
    assert settings.source_date_epoch(root, {}) == settings.FIXED_EPOCH


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"index.md": 1}', '{"index.md": {"changed": "x"}}', "\ud800"])
def test_a_ledger_that_cannot_be_read_is_said(small: Path, spoilt: str) -> None:
    (small / settings.LEDGER).write_bytes(spoilt.encode("utf-8", "surrogatepass"))
    with pytest.raises(SettingsError, match="cannot be read"):
        settings.read_ledger(small)


def test_without_a_ledger_there_are_no_recorded_days(small: Path) -> None:
    (small / settings.LEDGER).unlink(missing_ok=True)
    assert settings.read_ledger(small) == {}


@pytest.mark.parametrize("given", ["99999999999999", "-1", "1e9", "x"])
def test_a_moment_that_no_date_can_hold(small: Path, given: str) -> None:
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        settings.source_date_epoch(small, {"SOURCE_DATE_EPOCH": given})


def test_stale_translations_are_known_to_the_build(small: Path) -> None:
    assert settings.make_context(read_archive(small), {}).stale == frozenset()
    edit(small, (f"vi/{KQ}", "Con số 51", "Số 51"))
    assert settings.make_context(read_archive(small), {}).stale == {KQ}


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/Los_Angeles"])
def test_a_day_is_that_of_utc_wherever_the_build_runs(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert [settings.day_of(n) for n in (1543103999, 1543104000)] == ["2018-11-24", "2018-11-25"]
    finally:
        monkeypatch.undo()
        time.tzset()
