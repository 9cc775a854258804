"""Drafts: no output of a build or an edition has anything of them, and the preview has all, marked."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from tests.archives import bytes_of, finished, load, project, put, python
from tests.drafts import CAMPAIGN, EVENT, PICTURE, PLAIN, RESULT, SOURCE, WORDS, drafts
from tests.editions import archive
from tests.repositories import Repository, repository

from archive.build import Options, build
from archive.checks.known import all_findings
from archive.content.drafts import published
from archive.content.read import read_archive
from archive.fix import fixed
from archive.listener import Listener
from archive.preview.flow import SHOWN, Outcome, preview

FIXED = {"SOURCE_DATE_EPOCH": "1790000000", "SITE_URL": "https://host.example/luu-tru/"}
PAGES = (RESULT, CAMPAIGN, SOURCE, EVENT, PLAIN)


@pytest.fixture(scope="module")
def with_drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal project with drafts of several kinds, a whole folder of them among these, built into `site`."""
    root = project(tmp_path_factory.mktemp("drafts"))
    load(root, *drafts())
    repository(root)
    assert build(root, Options(root / "site"), FIXED, Listener()) == []
    return root


def told(files: dict[str, bytes]) -> dict[str, list[str]]:
    """What of the drafts' words stands in the files and their names, whatever is packed unpacked."""
    found = {}
    for name, data in files.items():
        plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        text = f"{name}\n{plain.decode('utf-8', 'replace')}".lower()
        # In JSON and in addresses letters with marks may be written by their numbers.
        spelt = (*WORDS, *(json.dumps(word)[1:-1].lower() for word in WORDS[:-1]))
        if words := [word for word in spelt if word in text]:
            found[name] = words
    return found


def test_no_output_of_a_build_has_anything_of_a_draft(with_drafts: Path) -> None:
    files = bytes_of(with_drafts / "site")
    kinds = {Path(name).suffix for name in files}
    assert {".html", ".json", ".xml", ".bib", ".ris", ".png", ".js", ".svg"} <= kinds, "an output is not looked at"
    assert told(files) == {}


def test_the_words_are_found_where_the_same_pages_are_published(with_drafts: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(with_drafts, tmp_path / "p", ignore=shutil.ignore_patterns("build", "site")))
    load(root, *((f"vi/{path}", "draft: true\n", "") for path in PAGES))
    Repository(root).commit("2026-11-26")
    assert build(root, Options(root / "site"), FIXED, Listener()) == []
    found = told(bytes_of(root / "site"))
    for word in WORDS[:-1]:
        assert any(word in words for words in found.values()), f"nothing would tell {word}"
    for part in (
        "data/",
        "id/kq-77",
        "search/vi.js",
        "search/vi-prose.js",
        "sitemap.xml",
        "chien-dich/dan-van-kheo",
        "assets/nha-san.svg",
    ):
        assert any(part in name for name in found), f"{part} is not looked at"


def test_a_site_has_the_bytes_that_it_has_without_its_drafts(with_drafts: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "p")
    repository(root)
    assert build(root, Options(root / "site"), FIXED, Listener()) == []
    assert bytes_of(with_drafts / "site") == bytes_of(root / "site")


def test_a_draft_in_git_changes_no_day_and_no_byte_of_the_site(tmp_path: Path) -> None:
    root = project(tmp_path / "p")
    kept = repository(root, "2026-11-25")
    assert build(root, Options(root / "site"), FIXED, Listener()) == []
    before = bytes_of(root / "site")
    load(root, *drafts())
    kept.commit("2026-12-24")
    load(
        root, (f"vi/{EVENT}", "nhà sàn được", "ba nhà sàn được"), (f"en/{EVENT}", "stilt houses", "three stilt houses")
    )
    kept.commit("2026-12-25")
    assert build(root, Options(root / "site"), FIXED, Listener()) == []
    assert bytes_of(root / "site") == before


def test_the_preview_has_the_drafts_and_says_so_in_both_languages(with_drafts: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(with_drafts, tmp_path / "p", ignore=shutil.ignore_patterns("build", "site")))
    assert preview(root, FIXED) == Outcome(shown=True)
    notices = {"": "Bản nháp: trang này chỉ có trong bản xem trước", "en/": "Draft: this page is in the preview alone"}
    for path in PAGES:
        for lang, words in notices.items():
            html = (root / SHOWN / lang / path.removesuffix(".md") / "index.html").read_text("utf-8")
            assert words in html, f"{lang}{path} is not marked as a draft"
            assert html.index("notice--draft") < html.index("</h1>") + 400, (
                f"{lang}{path}: the notice is not at its head"
            )
    assert (root / SHOWN / PICTURE).is_file()
    public = (root / SHOWN / "nhan-vat/mau/index.html").read_text("utf-8")
    assert "notice--draft" not in public
    # What leads to drafts is seen as it will be.
    assert "kq-77" in (root / SHOWN / "chien-dich/dan-van-kheo/index.html").read_text("utf-8")


def test_a_sealed_edition_holds_no_draft_and_rebuilds_to_the_same_site(with_drafts: Path, tmp_path: Path) -> None:
    result = archive("seal", "v1", "--out", str(tmp_path), root=with_drafts)
    assert result.exit_code == 0, result.output
    bag = tmp_path / "danvan-v1"
    files = bytes_of(bag)
    # The engine and its documents speak of drafts in general.
    ours = {
        name: data
        for name, data in files.items()
        if not name.startswith(("data/source/scripts/", "data/source/schemas/"))
    }
    assert told(ours) == {}
    counts = json.loads(files["data/edition.json"])["counts"]
    kept = published(read_archive(with_drafts))
    assert (counts["pages"], counts["records"]) == (len(kept.pages), len(kept.records))
    status, out, err = finished(python("-m", "archive", "verify", str(bag), "--rebuild", cwd=tmp_path))
    assert status == 0, out + err


def test_no_address_of_a_draft_is_recorded(with_drafts: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(with_drafts, tmp_path / "p", ignore=shutil.ignore_patterns("build", "site")))
    result = archive("record", root=root)
    assert result.exit_code == 0, result.output
    ledger = (root / "published.txt").read_bytes()
    assert b"id/kq-01-1/" in ledger
    assert told({"published.txt": ledger}) == {}


def test_a_line_that_somebody_wrote_into_the_ledger_is_no_promise(with_drafts: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(with_drafts, tmp_path / "p", ignore=shutil.ignore_patterns("build", "site")))
    (root / "published.txt").write_text("id/kq-77/\n", "utf-8")
    assert [finding.code for finding in all_findings(read_archive(root), FIXED)] == ["DV801"]
    Repository(root).commit("2026-11-26")
    assert [finding.code for finding in all_findings(read_archive(root), FIXED)] == ["DV806"]


def test_what_only_drafts_name_of_assets_is_left_out(small: Path) -> None:
    archive_ = load(small, *drafts())
    assert set(archive_.assets) - set(published(archive_).assets) == {PICTURE}
    put(small, "vi/index.md", "---\ntitle: Trang chủ\n---\n![Một ngôi nhà](../assets/nha-san.svg)\n")
    assert PICTURE in published(load(small)).assets


def test_an_archive_without_drafts_is_published_as_it_is(small: Path) -> None:
    archive_ = load(small)
    assert published(archive_) is archive_


def test_a_folder_of_drafts_has_no_list(with_drafts: Path) -> None:
    assert "su-kien/index.md" in read_archive(with_drafts).unwritten_lists
    assert "su-kien/index.md" not in published(read_archive(with_drafts)).unwritten_lists


def test_the_key_stands_where_people_look() -> None:
    page = b"---\nkind: result\ndraft: true\nperiod: 2015/2018\nsummary: b\ntitle: a\nid: kq-77\n---\n"
    assert fixed(page, "vi") == (
        b"---\nid: kq-77\nkind: result\ntitle: a\ndraft: true\nsummary: b\nperiod: 2015/2018\n---\n"
    )


def test_a_new_record_is_no_draft(small_project: Path) -> None:
    result = archive("new", "person", "thu", root=small_project)
    assert result.exit_code == 0, result.output
    text = (small_project / "docs/vi/nhan-vat/thu.md").read_text("utf-8")
    assert "\ndraft:" not in text
    assert "\n# draft: true\n" in text
