"""Every HTML file of the site is valid: no error, no warning of the Nu HTML checker."""

from __future__ import annotations

from pathlib import Path

from tests.nu import complaints


def test_it_would_find_an_error(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=vi><meta charset=utf-8><title>x</title><p><div id=a></div><div id=a></div></p></html>"
    (tmp_path / "x.html").write_text(page, "utf-8")
    assert any("Duplicate ID" in line for line in complaints(tmp_path))


def test_every_file_is_valid(site_dir: Path) -> None:
    found = complaints(site_dir)
    assert not found, "\n".join(found[:40])
