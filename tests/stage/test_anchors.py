"""The frame's ids: every part says which it may give, and a heading with one of them is told."""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from tests.archives import KQ, REPOSITORY, edit, project

from archive.checks.checking import check
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.extending import Part, parts
from archive.history.line import State
from archive.history.value import History, Wording, Words
from archive.stage.anchors import clashes


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The archive of today, in which every statement once said something else, with a repository on GitHub."""
    archive = read_archive(REPOSITORY)
    said = (
        Wording(0, "2018-01-01", Words("Cũ."), Words("Old.")),
        Wording(1, "2018-01-02", Words("Mới."), Words("New.")),
    )
    settings = archive.settings.model_copy(update={"repository": "https://github.com/OWNER/NAME"})
    archive = replace(archive, own=replace(archive.own, settings=settings))
    return replace(archive, history=History(State.KNOWN, wordings=dict.fromkeys(archive.claims, said)))


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_names_every_id_that_it_gives(part: Part, archive: Archive) -> None:
    patterns = part.anchors
    given = {
        name
        for page in archive.pages
        for name in re.findall(r' id="([^"]+)"', part.html(page, archive, Context("https://danvan.example/")))
    }
    unnamed = {name for name in given if not any(fnmatchcase(name, pattern) for pattern in patterns)}
    assert not unnamed, f"add these to its anchors, so that no heading takes them unseen: {sorted(unnamed)}"
    unused = {pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in given)}
    assert unused <= RARE, f"no page of the archive has these: {sorted(unused)}"


RARE = {"nhan-vat", "trong-nhung-nam-ay"}
"""Parts that the content of today gives no cause for."""


def test_no_page_of_the_archive_has_a_heading_of_the_frame(archive: Archive) -> None:
    assert not [(page.file, found.id) for page in archive.pages for found in clashes(page, archive, {"noi-dung"})]


@pytest.mark.parametrize(
    ("file", "heading", "told"),
    [
        (f"vi/{KQ}", "## Tóm lược", True),
        (f"vi/{KQ}", "## Chưa biết", True),
        (f"vi/{KQ}", "## Chưa biết { #con-mo }", False),
        (f"vi/{KQ}", "## Lời bàn { #trich-dan }", True),
        (f"en/{KQ}", "## Noi dung", True),
        (f"vi/{KQ}", "### Về sau", False),
        ("vi/chien-dich/dan-van-kheo.md", "## Về sau", True),
        ("vi/tro-nang.md", "## Tóm lược", False),
        ("vi/nguon/n-bao.md", "## Đoạn 1 { #p1 }", True),
        ("vi/nguon/n-bao.md", "## Đoạn 9 { #p9 }", False),
        ("vi/index.md", "## Đọc tiếp", True),
        ("vi/boi-canh/nam-ky-ket.md", "## Proof bc-01-1", True),
    ],
)
def test_a_heading_with_an_id_of_the_frame_is_told_on_its_line(
    tmp_path: Path, file: str, heading: str, told: bool
) -> None:
    root = project(tmp_path)
    text = (root / "docs" / file).read_text("utf-8")
    edit(root, (file, "", f"{text}\n{heading}\n\nLời.\n"))
    found = [str(finding.place) for finding in check(read_archive(root)) if finding.code == "DV333"]
    line = text.count("\n") + 2
    assert [place.rpartition(":")[0] for place in found] == ([f"docs/{file}:{line}"] if told else [])
