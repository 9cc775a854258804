"""The digest of the sources: of what an edition packs, and come to by the tools that every system has."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.archives import KQ, edit
from tests.editions import archive as command

from archive.sources import digest

BY_HAND = r"find . -type f ! -name history.json -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"


def by_hand(folder: Path) -> str:
    """The digest as the module's words say how."""
    done = subprocess.run(["bash", "-c", BY_HAND], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.split()[0]


def test_an_edition_has_the_digest_of_what_it_was_sealed_from(small_project: Path, tmp_path: Path) -> None:
    out = tmp_path / "editions"
    done = command("seal", "mot", "--out", str(out), root=small_project)
    assert done.exit_code == 0, done.output
    (bag,) = out.iterdir()
    found = digest(small_project)
    assert by_hand(bag / "data/source") == found
    sheet = (bag / "data/site/assets/print.css").read_text("utf-8")
    assert found in sheet


def test_another_word_another_file_or_another_name_gives_another_digest(small_project: Path) -> None:
    found = [digest(small_project)]
    edit(small_project, (f"vi/{KQ}", "title:", "title: "))
    found.append(digest(small_project))
    (small_project / "docs/vi/x.md").write_text("x", "utf-8")
    found.append(digest(small_project))
    (small_project / "docs/vi/x.md").rename(small_project / "docs/vi/y.md")
    found.append(digest(small_project))
    assert len(set(found)) == 4
    assert digest(small_project, {"docs/vi/y.md"}) == found[1], "what is not published is no source"


def test_what_systems_leave_behind_and_what_is_no_plain_file_is_passed_over(small_project: Path) -> None:
    before = digest(small_project)
    (small_project / "docs/.DS_Store").write_text("x", "utf-8")
    (small_project / "docs/vi/way.md").symlink_to(small_project / "docs/vi/index.md")
    (small_project / "notes.txt").write_text("x", "utf-8")
    assert digest(small_project) == before


@pytest.mark.parametrize("name", ["tests", "build", "site"])
def test_what_no_edition_packs_is_no_source(small_project: Path, name: str) -> None:
    before = digest(small_project)
    (small_project / name).mkdir(exist_ok=True)
    (small_project / name / "x.md").write_text("x", "utf-8")
    assert digest(small_project) == before
