"""The renderer: its warnings are errors with its own words."""

from __future__ import annotations

import gc
import weakref
import zlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from archive import render as render_module
from archive.render import RENDERED, Taker, render
from archive.settings import UNSET

OWN = UNSET.model_copy(update={"menu": ()})


def site(root: Path, page: str, config: str = "") -> Path:
    """A project of one page, in the renderer's own plainest look."""
    (root / "pages").mkdir()
    (root / "pages/index.md").write_text(page, "utf-8")
    text = config or "site_name: X\ntheme: {name: mkdocs}\nplugins: []\nvalidation: {anchors: warn}\n"
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return root


def writing(out: Path) -> Taker:
    """Who writes each page as it is."""

    def page(name: str, html: str) -> None:
        (out / name).write_text(html, "utf-8")

    out.mkdir(exist_ok=True)
    return Taker(page)


def run(root: Path) -> list[str]:
    return render(root, root, root / "pages", "https://host.example/a/", OWN, writing(root / "out"))


def test_a_clean_page_is_rendered_for_the_address_given(tmp_path: Path) -> None:
    assert run(site(tmp_path, "# Một\n\nHai\n")) == []
    html = (tmp_path / "out/index.html").read_text("utf-8")
    assert "<h1" in html
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["index.html"]
    assert not [*(tmp_path / RENDERED).rglob("*.css")], "the renderer copies by itself"
    assert 'href="https://host.example/a/"' in html


@pytest.mark.parametrize(
    ("page", "config", "words"),
    [
        ("[x](khong-co.md)", "", "khong-co.md"),
        ("[x](#khong-co)", "", "#khong-co"),
        ("# X", "site_name: X\nplugins: [khong-co]\n", "khong-co"),
        ("# X", "site_name: X\ntheme: {name: khong-co}\n", "khong-co"),
        ("# X", "site_name: X\ntheme: {name: mkdocs}\nkhong_co: 1\n", "khong_co"),
        ("# X", "site_name: [\n", "parsing the configuration file"),
    ],
)
def test_a_warning_stops_the_build_and_is_told(tmp_path: Path, page: str, config: str, words: str) -> None:
    warnings = run(site(tmp_path, page, config))
    assert any(words in line for line in warnings), warnings


def test_an_unknown_renderer_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportError, match="khong_co"):
        render(
            site(tmp_path, "# X"),
            tmp_path,
            tmp_path / "pages",
            "https://h.example/",
            OWN,
            writing(tmp_path),
            "khong_co",
        )


def test_a_page_that_is_not_wanted_is_known_and_not_rendered(tmp_path: Path) -> None:
    site(tmp_path, "# Một\n\n[x](khac.md)\n")
    (tmp_path / "pages/khac.md").write_text("# Khác\n\n[y](khong-co.md)\n", "utf-8")
    taker = replace(writing(tmp_path / "out"), wanted=lambda name: name == "index.html")
    assert render(tmp_path, tmp_path, tmp_path / "pages", "https://host.example/a/", OWN, taker) == []
    assert 'href="khac/"' in (tmp_path / "out/index.html").read_text("utf-8")
    assert not (tmp_path / "out/khac").exists()
    assert not (tmp_path / RENDERED).exists(), "the renderer writes by itself"


def test_several_builds_in_one_process_do_not_mix(tmp_path: Path) -> None:
    site(tmp_path, "[x](khong-co.md)")
    assert run(tmp_path)
    (tmp_path / "pages/index.md").write_text("# Một\n", "utf-8")
    assert run(tmp_path) == []


@pytest.mark.parametrize("below", ["# Một\n\nHai\n", "Chú thích: không phải đầu trang\n\n# Một\n", "---\n\nHai\n"])
def test_what_is_at_hand_is_rendered_as_the_file_would_be(tmp_path: Path, below: str) -> None:
    """No file is read again: front matter is taken as given, and no word of the text is taken for it."""
    root, front = site(tmp_path, "# X\n"), {"title": "Ba: bốn", "no": [1, None]}
    (root / "out/hai").mkdir(parents=True)
    own = root / "pages/hai.md"
    own.write_text(f'---\ntitle: "Ba: bốn"\nno: [1, null]\n---\n\n{below}', "utf-8")
    assert run(root) == []
    from_file = (root / "out/hai/index.html").read_text("utf-8")
    assert "<title>Ba: bốn" in from_file
    own.write_text("# Khác\n", "utf-8")
    source = SimpleNamespace(title="Ba: bốn", front=lambda: front, below=lambda: below)
    taker = replace(writing(root / "out"), source=lambda name: source if name == "hai/index.html" else None)
    assert render(root, root, root / "pages", "https://host.example/a/", OWN, taker) == []
    assert (root / "out/hai/index.html").read_text("utf-8") == from_file


def test_pages_that_wait_for_their_template_are_the_same_when_they_are_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")  # the theme shows when it was built
    root = site(tmp_path, "# Một\n\nHai & ba \U0001f33e\n")
    assert run(root) == []
    page = root / "out/index.html"
    plain = page.read_bytes()
    assert "Hai &amp; ba" in plain.decode()
    page.unlink()
    monkeypatch.setattr(render_module, "MANY", 0)
    packed: list[bytes] = []

    def compress(data: bytes, level: int) -> bytes:
        packed.append(data)
        return zlib.compress(data, level)

    monkeypatch.setattr(render_module, "zlib", SimpleNamespace(compress=compress, decompress=zlib.decompress))
    assert run(root) == []
    assert page.read_bytes() == plain
    assert packed, "no page was packed"


def test_the_renderer_lets_go_of_who_took_its_pages(tmp_path: Path) -> None:
    """Its classes hold the settings of its last build, and its plugins with them."""
    root = site(tmp_path, "# Một\n")

    class Held:
        def take(self, *_: str) -> None:
            """Take a page."""

    held = Held()
    gone = weakref.ref(held)
    assert render(root, root, root / "pages", "https://host.example/a/", OWN, Taker(held.take)) == []
    del held
    gc.collect()
    assert gone() is None, "who took the pages, and the archive behind, stays as long as the process runs"
