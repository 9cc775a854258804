"""What a process has at hand from one build to the next: pages that need no parsing, and what a whole build kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, SIGNING, edit, make

from archive.content import read
from archive.content.model import Page
from archive.content.read import read_archive
from archive.findings import Lang
from archive.kept.memory import Memory
from archive.kept.secret import SECRET, build_secret
from archive.kept.store import NAME


def test_a_page_that_is_as_it_was_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, memory, parsed = make(tmp_path), Memory(), []
    plain = read.read_page

    def noted(raw: bytes, path: str, lang: Lang, file: str) -> Page:
        parsed.append(file)
        return plain(raw, path, lang, file)

    monkeypatch.setattr(read, "read_page", noted)
    before = read_archive(root, memory.parsed)
    assert len(parsed) == len(before.pages)
    memory.remember(before.pages)
    parsed.clear()
    edit(root, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị cùng giúp"))
    after = read_archive(root, memory.parsed)
    assert parsed == [f"docs/vi/{KQ}"]
    assert after == read_archive(root)
    memory.remember(after.pages)
    assert len(memory.parsed) == len(after.pages), "what stands there no more is kept for good"


def test_the_same_bytes_at_another_place_are_another_page(tmp_path: Path) -> None:
    root, memory = make(tmp_path), Memory()
    memory.remember(read_archive(root).pages)
    place = root / "docs/vi" / SIGNING
    place.rename(place.with_name("noi-khac.md"))
    assert read_archive(root, memory.parsed) == read_archive(root)


def test_what_was_kept_is_as_the_last_build_saved_it(tmp_path: Path) -> None:
    build_secret(tmp_path)
    memory = Memory()
    kept = memory.read(tmp_path / NAME)
    kept.units["stage"] = {"a": 1}
    kept.save()
    failed = memory.read(tmp_path / NAME)
    assert failed.units == {"stage": {"a": 1}}
    failed.units["stage"] = {}
    failed.units["inspect"] = {"a": 1}
    assert memory.read(tmp_path / NAME).units == {"stage": {"a": 1}}, (
        "a build that failed is taken for one that did not"
    )


def test_the_file_is_written_when_there_is_time_and_the_next_process_reads_it(tmp_path: Path) -> None:
    build_secret(tmp_path)
    memory = Memory()
    kept = memory.read(tmp_path / NAME)
    kept.units["stage"] = {"a": 1}
    kept.save()
    assert not (tmp_path / NAME).exists()
    memory.write()
    assert Memory().read(tmp_path / NAME).units == {"stage": {"a": 1}}
    (tmp_path / NAME).unlink()
    memory.write()
    assert not (tmp_path / NAME).exists(), "written again though nothing came"


def test_what_is_at_hand_goes_with_the_folders_secret(tmp_path: Path) -> None:
    """Tokens in what was made are of the old one."""
    build_secret(tmp_path)
    memory = Memory()
    kept = memory.read(tmp_path / NAME)
    kept.units["stage"] = {"a": 1}
    kept.save()
    (tmp_path / SECRET).unlink()
    build_secret(tmp_path)
    assert memory.read(tmp_path / NAME).units == {}
