"""What the frame needs: every page that a template links is there, or the check says so before a build finds out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import REPOSITORY, project, put

from archive.checks.known import all_findings
from archive.content.read import read_archive


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("tim-kiem.md", "scripts/archive/theme/partials/header.html"),
    ],
)
def test_a_page_that_the_frame_links_is_not_deleted(tmp_path: Path, path: str, place: str) -> None:
    root = project(tmp_path)
    for lang in ("vi", "en"):
        (root / "docs" / lang / path).unlink()
    found = [finding for finding in all_findings(read_archive(root), {}) if finding.code == "DV011"]
    assert [finding.place.path for finding in found] == [place]
    template = (REPOSITORY / place).read_text("utf-8").split("\n")[found[0].place.line - 1]
    assert path.removesuffix(".md").removesuffix("/index") in template[found[0].place.column - 1 :]


def test_of_one_language_alone_its_twin_is_missed(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "docs/en/tim-kiem.md").unlink()
    assert [finding.code for finding in all_findings(read_archive(root), {})] == ["DV401"]


def test_generated_pages_and_those_of_another_name_are_there(tmp_path: Path) -> None:
    root = project(tmp_path)
    template = root / "overrides/partials/more.html"
    template.parent.mkdir()
    template.write_text(
        "{{ (top ~ 'doi-chieu/') | url }} {{ (top ~ 'moi/') | url }}\n{{ (top ~ 'khong-co/') | url }}\n", "utf-8"
    )
    put(root, "vi/moi/index.md", "---\ntitle: Mới\n---\nLời.\n")
    found = [finding for finding in all_findings(read_archive(root), {}) if finding.code == "DV011"]
    assert [str(finding.place) for finding in found] == ["overrides/partials/more.html:2:5"]
