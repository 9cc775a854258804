"""The sitemap lists exactly the pages open to search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.inspect.conftest import FRAME

from archive.findings import Finding
from archive.inspect import inspect_site
from archive.inspect.html import read_page
from archive.inspect.kept import Looks
from archive.kept.tree import Known, files_below, label_of

MAP, KQ, URL = "sitemap.xml", "kq/kq-01/index.html", "https://host.example/a/b/"
LOC = f"<loc>{URL}kq/kq-01/</loc>"
DAY = f"{LOC}<lastmod>2026-11-24</lastmod>"
EN_LINK = f'<xhtml:link rel="alternate" hreflang="en" href="{URL}en/kq/kq-01/"/>'
Look = Callable[..., list[Finding]]

GOOD = [
    (MAP, DAY, DAY.replace("2026-11-24", "2024-02-29")),
    (MAP, DAY, DAY.replace("2026-11-24", " 2026-11-24T08:00:00+07:00\n")),
    (MAP, DAY, DAY.replace("2026-11-24", "2026-11-24T08:00Z")),
    (MAP, LOC, f"{LOC}<changefreq>yearly</changefreq>"),
]
BAD = [
    ("DV940", MAP, "</urlset>", ""),
    ("DV940", MAP, "urlset xmlns=", "urlset xmlns:x="),
    ("DV940", MAP, 'encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE urlset [<!ENTITY x "y">]>'),
    ("DV940", MAP, LOC, LOC.replace("kq-01", "kq\x01")),
    ("DV942", MAP, "</urlset>", f"<url><loc>{URL}khong/</loc><lastmod>2026-11-24</lastmod></url></urlset>"),
    ("DV942", MAP, "</urlset>", "<url><loc></loc><lastmod>2026-11-24</lastmod></url></urlset>"),
    ("DV943", MAP, EN_LINK, ""),
    ("DV943", MAP, EN_LINK, EN_LINK * 2),
    ("DV943", MAP, EN_LINK, EN_LINK.replace("en/kq/kq-01/", "en/")),
    ("DV943", MAP, EN_LINK, EN_LINK.replace('"en"', '"fr"')),
    ("DV943", MAP, EN_LINK, EN_LINK.replace(URL, "/a/b/")),
    ("DV944", MAP, DAY, f"{LOC}<lastmod></lastmod>"),
    ("DV944", MAP, DAY, DAY.replace("2026-11-24", "2026-02-30")),
    ("DV944", MAP, DAY, DAY.replace("2026-11-24", "24/11/2026")),
    ("DV944", MAP, DAY, DAY.replace("2026-11-24", "20261124")),
]


@pytest.mark.parametrize(("path", "old", "new"), GOOD)
def test_good_sitemap(look: Look, path: str, old: str, new: str) -> None:
    assert look((path, old, new)) == []


@pytest.mark.parametrize(("code", "path", "old", "new"), BAD)
def test_bad_sitemap(look: Look, code: str, path: str, old: str, new: str) -> None:
    found = look((path, old, new))
    assert [(finding.code, finding.place.path) for finding in found] == [(code, f"site/{path}")]


def test_a_page_that_is_not_listed_is_found_at_its_source(look: Look) -> None:
    found = look((MAP, LOC, f"<loc>{URL}</loc>"), origins={KQ: "docs/vi/kq/kq-01.md"})
    assert [(each.code, each.place.path) for each in found] == [
        ("DV941", "docs/vi/kq/kq-01.md"),
        ("DV942", "site/sitemap.xml"),  # the home page stands twice now
        ("DV943", "site/sitemap.xml"),
    ]


def test_a_page_that_hides_itself_is_not_listed(look: Look) -> None:
    found = look((KQ, "<!--head-->", '<meta name="Robots" content="NOINDEX, follow">'))
    assert [(each.code, each.message.en) for each in found] == [
        ("DV942", f"sitemap.xml lists “{URL}kq/kq-01/” 1 times, where 0 is right")
    ]


@pytest.mark.parametrize("path", ["404.html", "id/kq-01/", "data/"])
def test_what_is_no_page_of_the_archive_is_not_listed(look: Look, path: str) -> None:
    found = look((MAP, "</urlset>", f"<url><loc>{URL}{path}</loc><lastmod>2026-11-24</lastmod></url></urlset>"))
    assert {each.code for each in found} == {"DV942", "DV943"}


@pytest.mark.parametrize(
    ("path", "machine"),
    [("data/index.html", True), ("en/data/index.html", True), ("en/id/kq-01-2/index.html", False)],
)
def test_machine_folders_are_alike_in_both_languages(path: str, machine: bool) -> None:
    assert read_page(path, b"<!doctype html>").is_machine is machine


def test_a_site_without_sitemap(look: Look, tmp_path: Path) -> None:
    look()
    (tmp_path / MAP).unlink()
    assert [each.code for each in inspect_site(tmp_path, URL, [], {}, frame=FRAME)] == ["DV940"]


def _looked(folder: Path, before: Mapping[str, Any], url: str = URL) -> tuple[list[Finding], Mapping[str, Any]]:
    """What a look finds that knows of the one before, and what it keeps."""
    files = {name: Known(label_of((folder / name).read_bytes()), "") for name in files_below(folder)}
    looks = Looks(files, before)
    return inspect_site(folder, url, [], {}, frame=FRAME, looks=looks), looks.keeping


LATER = [
    *((path, old, new) for _, path, old, new in BAD),
    (KQ, "<!--head-->", '<meta name="Robots" content="NOINDEX, follow">'),
    (KQ, "<!--head-->", '<meta http-equiv="refresh" content="0; url=../../">'),
    ("en/moi/index.html", "", f'<html lang="en"><head><title>M</title><link rel="canonical" href="{URL}en/moi/">'),
]


@pytest.mark.parametrize(("path", "old", "new"), LATER)
def test_what_changed_since_a_look_is_held_against_the_sitemap(
    look: Look, tmp_path: Path, path: str, old: str, new: str
) -> None:
    assert look() == []
    found, kept = _looked(tmp_path, {})
    assert (found, _looked(tmp_path, kept)[0]) == ([], []), "a clean site"
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(file.read_text("utf-8").replace(old, new) if old else new, "utf-8")
    fresh = _looked(tmp_path, {})[0]
    assert {each.code for each in fresh} & {f"DV94{number}" for number in range(5)}
    assert _looked(tmp_path, kept)[0] == fresh


def test_a_site_at_another_address_is_looked_at_again(look: Look, tmp_path: Path) -> None:
    look()
    kept = _looked(tmp_path, {})[1]
    elsewhere = URL.replace("host", "other")
    assert _looked(tmp_path, kept, elsewhere)[0] == _looked(tmp_path, {}, elsewhere)[0] != []
