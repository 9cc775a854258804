"""What is sealed: the same bytes twice, never half made, never replaced; what is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest
from tests.archives import KQ, bytes_of, edit
from tests.editions import (
    ADDRESS,
    COMMITTED,
    EPOCH,
    MANIFEST,
    TAGMANIFEST,
    archive,
    then,
)

from archive.edition import PACKED, SOURCES, Edition
from archive.mainline import reachable
from archive.preview.watch import WATCHED
from archive.tag_files import BAGIT

pytestmark = pytest.mark.xdist_group("seal")  # the sealed edition is made once


# --- what is sealed


def test_an_edition_has_its_parts(sealed: tuple[Path, Path, str]) -> None:
    root, bag, head = sealed
    assert sorted(path.name for path in bag.iterdir()) == sorted(
        ["bag-info.txt", "bagit.txt", "data", MANIFEST, TAGMANIFEST]
    )
    assert (bag / "bagit.txt").read_bytes() == BAGIT
    assert bagit.Bag(str(bag)).validate()
    info = (bag / "bag-info.txt").read_text("utf-8")
    assert "\nBagging-Date: 2025-01-15\n" in info, "the day of SOURCE_DATE_EPOCH, not the clock's"
    assert "Contact" not in info
    record = Edition.model_validate_json((bag / "data" / "edition.json").read_bytes())
    assert (record.edition, record.site_url, record.source_date_epoch) == ("2026-11-25", ADDRESS, int(EPOCH))
    assert (record.commit, record.changed_since_commit) == (head, False)
    assert {"mkdocs", "mkdocs-material", "selectolax"} <= record.packages.keys()
    assert record.counts.site_files == len(bytes_of(bag / "data" / "site")) > 50
    assert record.counts.source_files == len(bytes_of(bag / "data" / "source"))
    source = bag / "data" / "source"
    assert {path.name for path in source.iterdir()} == {
        "docs", "overrides", "scripts", "archive.toml", "mkdocs.yml", "history.json", "LICENSE", "requirements.lock",
    }  # fmt: skip
    assert bytes_of(source / "docs") == bytes_of(root / "docs")
    assert (source / "scripts" / "archive" / "seal.py").is_file()
    assert not [path for path in source.rglob("*") if path.is_symlink() or path.name == "__pycache__"]
    pages = json.loads((source / "history.json").read_text("utf-8"))["pages"]
    days = {datetime.fromtimestamp(page["changed"], UTC).date().isoformat() for page in pages.values()}
    assert days == {COMMITTED}, "the days that git knows are not kept"
    assert ADDRESS in (bag / "data" / "site" / "sitemap.xml").read_text("utf-8")
    assert [path.name for path in bag.parent.iterdir()] == [bag.name], "something is left over beside the edition"


def test_the_real_project_lacks_none_of_what_is_sealed() -> None:
    root = Path(__file__).resolve().parents[2]
    assert [name for name in SOURCES if not (root / name).exists()] == []


def test_all_that_a_build_reads_is_sealed() -> None:
    assert set(WATCHED) <= set(PACKED)


def test_sealing_twice_gives_the_same_bytes(sealed: tuple[Path, Path, str], tmp_path: Path) -> None:
    root, bag, _ = sealed
    mask = os.umask(0o077)
    try:
        result = archive("seal", "2026-11-25", "--out", str(tmp_path / "out"), root=root, TZ="Asia/Ho_Chi_Minh")
    finally:
        os.umask(mask)
    assert result.exit_code == 0, result.output
    again = tmp_path / "out" / bag.name
    first, second = bytes_of(bag), bytes_of(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    about = [{path.relative_to(top): (path.stat().st_mode, path.stat().st_mtime) for path in top.rglob("*")} for top in (bag, again)]  # fmt: skip
    assert about[0] == about[1], "modes or times differ: a packed edition would differ too"


# --- what is refused


@pytest.mark.parametrize(
    ("host", "holds"),
    [
        ("dan-van.vn", True), ("a.b.c.gov.vn", True), ("example.vn", True), ("myexample.com", True), ("test.org", True),
        ("1.1.1.1", True), ("lưu-trữ.vn", True),
        ("danvan.example", False), ("example", False), ("x.test", False), ("x.invalid", False), ("localhost", False),
        ("a.localhost", False), ("example.com", False), ("www.example.org", False), ("EXAMPLE.NET", False),
        ("danvan.example.", False), ("danvan。example", False), ("danvan.ｅxample", False), ("may.local", False),
        ("x.internal", False), ("x.home.arpa", False), ("intranet", False), ("", False),
        ("127.0.0.1", False), ("192.168.1.9", False), ("::1", False), ("127.1", False),
    ],
)  # fmt: skip
def test_a_host_can_be_somebodys_or_not(host: str, holds: bool) -> None:
    assert reachable(host) is holds


@pytest.mark.parametrize(
    "address",
    ["", "https://danvan.example/", "https://www.example.com:8443/a/", "http://localhost:8000/", "http://[::1]/",
     "https://x.test/", "https://[x/", "https://a..vn/", "ftp://dan-van.vn/", "https://:80/"],
)  # fmt: skip
def test_no_edition_on_an_address_that_is_nobodys(small_project: Path, address: str) -> None:
    before = bytes_of(small_project)
    result = archive("seal", "v1", root=small_project, SITE_URL=address)
    assert result.exit_code == 1
    assert "SITE_URL" in result.stderr
    assert bytes_of(small_project) == before


@pytest.mark.parametrize("name", ["", "V1", "../x", "a/b", ".", "-x", "ấn-bản", "a b", "x" * 65, "v1\n"])
def test_an_editions_name_is_a_slug_or_a_day(small_project: Path, name: str) -> None:
    assert archive("seal", name, root=small_project).exit_code == 2
    assert not (small_project / "dist").exists()


@pytest.mark.parametrize("kind", ["edition", "empty folder", "file", "dangling link"])
def test_what_exists_is_never_replaced(small_project: Path, kind: str) -> None:
    place = small_project / "dist" / "danvan-v1"
    place.parent.mkdir()
    if kind == "file":
        place.write_text("mine", "utf-8")
    elif kind == "dangling link":
        place.symlink_to("nowhere")
    else:
        place.mkdir()
        if kind == "edition":
            (place / "bagit.txt").write_bytes(BAGIT)
    before = bytes_of(small_project)
    result = archive("seal", "v1", root=small_project)
    assert (result.exit_code, "exists" in result.stderr) == (1, True), result.output
    assert bytes_of(small_project) == before


def test_an_edition_is_not_led_elsewhere_by_a_link(small_project: Path) -> None:
    """`dist` is nobody's in git, so a pull request can put a link there."""
    elsewhere = small_project / "elsewhere"
    elsewhere.mkdir()
    (small_project / "dist").symlink_to(elsewhere)
    result = archive("seal", "v1", root=small_project)
    assert (result.exit_code, "symbolic link" in result.stderr) == (1, True), result.output
    assert list(elsewhere.iterdir()) == []


def finding(root: Path) -> None:
    edit(root, (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }"))


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a finding": (finding, "DV601"),
    "settings that run a command": (
        lambda root: (root / "mkdocs.yml").write_text("x: !!python/object/apply:os.mkdir ['x']\n", "utf-8"), "DV002"),
    "a link among the pages": (lambda root: (root / "docs" / "vi" / "x.md").symlink_to("/etc/passwd"), "docs/vi/x.md"),
    "a link among the templates": (lambda root: (root / "overrides" / "x.html").symlink_to("/etc/passwd"), "x.html"),
    "templates that are a link": (
        then(lambda root: (root / "overrides").rename(root / "o"), lambda root: (root / "overrides").symlink_to("o")),
        "overrides"),
    "a name that a manifest does not keep": (
        lambda root: (root / "overrides" / "100%0A.html").write_text("", "utf-8"), "100%0A"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_nothing_is_written_where_something_is_wrong(small_project: Path, case: str) -> None:
    spoil, said = REFUSED[case]
    spoil(small_project)
    result = archive("seal", "v1", root=small_project)
    assert result.exit_code == 1
    assert said in result.output, result.output
    assert list(small_project.glob("dist/*")) + list(small_project.glob("dist/.*")) == []


def test_an_edition_does_not_stand_among_the_sources(small_project: Path) -> None:
    assert archive("seal", "v1", "--out", "docs/x", root=small_project).exit_code == 1
    assert not (small_project / "docs" / "x").exists()
