"""The same sources and SOURCE_DATE_EPOCH give the same bytes: other folder, time zone, locale, hash seed; no git."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.archives import REAL, bytes_of, finished, project, python, real
from tests.repositories import repository

from archive.build import Options, build
from archive.content.read import read_archive
from archive.environment import knowing
from archive.findings import errors
from archive.history import saved
from archive.listener import Listener

EPOCH = "1795564800"  # 2026-11-25T00:00:00Z


def first_difference(one: bytes, two: bytes) -> str:
    """Where two files part, with a few letters of each."""
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"byte {at}: {one[max(0, at - 40) : at + 40]!r} / {two[max(0, at - 40) : at + 40]!r}"


def held(first: dict[str, bytes], second: dict[str, bytes], newest: bytes) -> None:
    """Hold one site to the other, byte for byte; `newest` is the day of the last change to its content."""
    assert sorted(first) == sorted(second), "the two builds have other files"
    assert len(first) > 250
    differ = {name: first_difference(first[name], second[name]) for name in first if first[name] != second[name]}
    assert differ == {}
    assert newest in first["feed.xml"]


def test_a_build_of_the_same_sources_elsewhere_is_the_same_bytes(tmp_path: Path) -> None:
    """A page of every kind, built here, in this zone and locale and with git, and elsewhere; below, the real content."""
    one = repository(project(tmp_path / "one"), "2029-12-31").root
    two = tmp_path / "another folder" / "hai"
    shutil.copytree(one, two, ignore=shutil.ignore_patterns(".git"))
    (two / saved.FILE).write_bytes(saved.written(knowing(read_archive(one), {})))
    assert errors(build(one, Options(one / "site"), REAL, Listener())) == []
    elsewhere = tmp_path / "elsewhere"
    process = python("-m", "archive", "build", "--site-dir", str(elsewhere), cwd=two, **REAL, TZ="America/Los_Angeles", LC_ALL="C", PYTHONHASHSEED="1")  # fmt: skip
    status, out, err = finished(process)
    assert status == 0, out + err
    held(bytes_of(one / "site"), bytes_of(elsewhere), b"2029-12-31T")


@pytest.mark.slow
def test_two_builds_of_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    one = real(tmp_path / "one")
    two = tmp_path / "another folder" / "hai"
    # A copy without git says the same from the file that an edition carries.
    shutil.copytree(one, two, ignore=shutil.ignore_patterns(".git"))
    (two / saved.FILE).write_bytes(saved.written(knowing(read_archive(one), {})))
    builds = [
        python("-m", "archive", "build", cwd=one, SOURCE_DATE_EPOCH=EPOCH, TZ="Asia/Ho_Chi_Minh", LC_ALL="C", PYTHONHASHSEED="1"),
        python("-m", "archive", "build", "--site-dir", str(tmp_path / "elsewhere"), cwd=two, SOURCE_DATE_EPOCH=EPOCH, TZ="America/Los_Angeles", LC_ALL="C.UTF-8", LANGUAGE="vi", PYTHONHASHSEED="2"),
    ]  # fmt: skip
    for process in builds:
        status, out, err = finished(process)
        assert status == 0, out + err
    held(bytes_of(one / "site"), bytes_of(tmp_path / "elsewhere"), b"2029-12-31T")
