"""`--fix`: what it mends, what it leaves alone, and that twice is the same as once."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.content.frontmatter import read_front
from archive.content.read import read_archive, read_page
from archive.findings import LANGS, Lang
from archive.fix import fix_tree, fixed

ROOT = Path(__file__).parents[1]
HEAD = "---\ntitle: Trang\n---\n"


def _fixed(text: str, lang: Lang = "vi") -> str:
    return fixed(text.encode(), lang).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeff" + HEAD, HEAD),
        (HEAD.replace("\n", "\r\n") + "a\r\n", HEAD + "a\n"),
        (HEAD + "a\rb\n", HEAD + "a\nb\n"),
        (HEAD + "ke\u0302\u0301t\n", HEAD + "kết\n"),
        (HEAD + "a  \nb\t\n \nc\u00a0\n", HEAD + "a\nb\n\nc\n"),
        (HEAD + "a", HEAD + "a\n"),
        (HEAD + "a\n\n", HEAD + "a\n\n"),
        ("", ""),
        # What only an editor can mend stays: the checks name it.
        (HEAD + "uỷ \u00d0 a\u200bb k\u00e9\u0302t\n", HEAD + "uỷ \u00d0 a\u200bb k\u00e9\u0302t\n"),
    ],
)
def test_letters_and_lines(before: str, after: str) -> None:
    assert _fixed(before) == after


def test_what_is_not_utf8_is_left_alone() -> None:
    data = b"\xef\xbb\xbfa \r\n\xff"
    assert fixed(data, "vi") == data


def test_keys_take_their_kinds_order_and_keep_their_comments() -> None:
    before = (
        "---\n# yaml-language-server: $schema=x.json\n# về tên\ntitle: Kết quả\nunknowns:\n  # một\n  - a\n\n# kỳ\n"
        "period: 2015/2018\nkind: result\nid: kq-01 # mã\n# cuối\n---\nLời.\n"
    )
    after = (
        "---\n# yaml-language-server: $schema=x.json\nid: kq-01 # mã\nkind: result\n# về tên\ntitle: Kết quả\n\n# kỳ\n"
        "period: 2015/2018\nunknowns:\n  # một\n  - a\n# cuối\n---\nLời.\n"
    )
    assert _fixed(before) == after


def test_values_over_several_lines_move_whole() -> None:
    before = "---\nsummary: |\n  một\n\n  # hai\ntitle: >\n  ba\n  bốn\n---\n"
    assert _fixed(before) == "---\ntitle: >\n  ba\n  bốn\nsummary: |\n  một\n\n  # hai\n---\n"


def test_unknown_keys_come_last_and_are_kept() -> None:
    assert _fixed("---\nla: 1\ntitle: A\n---\n") == "---\ntitle: A\nla: 1\n---\n"


@pytest.mark.parametrize(
    "front",
    [
        "summary: a\ntitle: A\ntitle: B",
        "summary: &a b\ntitle: *a",
        "summary: !x b\ntitle: A",
        "summary: [a\ntitle: A",
        "{summary: a, title: A}",
        "- summary\n- title",
        "title: A\nid:\n...",  # in another order a fault would go, or come
    ],
)
def test_front_matter_that_is_not_plain_is_left_alone(front: str) -> None:
    text = f"---\n{front}\n---\nLời.\n"
    assert _fixed(text) == text


def test_the_real_content_needs_no_mending_of_letters() -> None:
    for page in read_archive(ROOT).pages:
        again = fixed(fixed(page.raw, page.lang), page.lang)
        assert again == fixed(page.raw, page.lang)


_PIECES = st.sampled_from(
    [
        "---\n", "---", "\n", "\r\n", "\r", " ", "\t", "\u00a0", "\ufeff", "title: A", "summary: b", "id: kq-01",
        "kind: result", "period: 2018", "# lời", "unknowns:\n  - x", "la: 1", "\u0301", "e\u0302", "\u2126", "uỷ", "|",
        "summary: |\n  a\n\n", "{", "}", "'", '"', "- ", "...", "? a\n: b", "\x00", "title: 'a\n\n  b'", "\u2028",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=4), max_size=14).map("".join), st.sampled_from(LANGS))
def test_twice_is_the_same_as_once(text: str, lang: Lang) -> None:
    data = text.encode("utf-8", "surrogatepass")
    once = fixed(data, lang)
    assert fixed(once, lang) == once
    front, _, _ = read_front(data.decode("utf-8", "replace"), "", lang)
    if not front.problems:
        assert sorted(read_page(once, "a.md", lang, "").front.data) == sorted(front.data)


@settings(max_examples=200, deadline=None)
@given(st.permutations(["title: A", "id: kq-01", "kind: result", "# lời\nperiod: 2018", "unknowns: [a]", "summary: b"]))
def test_order_of_keys_never_matters_to_the_outcome(lines: list[str]) -> None:
    mended = _fixed("---\n" + "\n".join(lines) + "\n---\nLời.\n")
    expected = "---\nid: kq-01\nkind: result\ntitle: A\nsummary: b\n# lời\nperiod: 2018\nunknowns: [a]\n---\nLời.\n"
    assert mended == expected


@given(st.binary(max_size=60))
def test_any_bytes_are_taken(data: bytes) -> None:
    assert fixed(fixed(data, "en"), "en") == fixed(data, "en")


def test_a_tree_is_mended_in_place_and_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"a ")
    docs = tmp_path / "docs"
    (docs / "vi/a").mkdir(parents=True)
    (docs / "en").mkdir()
    (docs / "vi/a/b.md").write_bytes(b"---\ntitle: A \n---\n")
    (docs / "vi/a/b.md").chmod(0o640)
    (docs / "vi/good.md").write_text(HEAD, encoding="utf-8")
    (docs / "en/e.md").write_bytes(b"\xef\xbb\xbf---\ntitle: E\n---\n")
    (docs / "vi/text.txt").write_bytes(b"a ")
    (docs / "vi/link.md").symlink_to(outside)
    (docs / "vi/folder").symlink_to(tmp_path)
    before = (docs / "vi/good.md").stat().st_ino
    assert fix_tree(tmp_path) == ["docs/en/e.md", "docs/vi/a/b.md"]
    assert fix_tree(tmp_path) == []
    assert (docs / "vi/a/b.md").read_bytes() == b"---\ntitle: A\n---\n"
    assert stat.S_IMODE((docs / "vi/a/b.md").stat().st_mode) == 0o640
    assert (docs / "vi/good.md").stat().st_ino == before
    assert outside.read_bytes() == b"a "
    assert (docs / "vi/text.txt").read_bytes() == b"a "
    assert [path.name for path in (docs / "vi/a").iterdir()] == ["b.md"]


def test_what_no_rule_finds_fault_with_stays_unless_it_is_named(tmp_path: Path) -> None:
    """One slip on one page changes that page: keys in another order are no finding."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    assert fix_tree(tmp_path) == []
    unordered, slip = (tmp_path / "docs/vi" / name for name in ("unordered.md", "slip.md"))
    unordered.write_text("---\nsummary: Lời.\ntitle: Trang\n---\n", encoding="utf-8")
    slip.write_text("---\nsummary: Lời.\ntitle: Trang\n---\na \n", encoding="utf-8")
    assert fix_tree(tmp_path) == ["docs/vi/slip.md"]
    assert slip.read_text("utf-8") == "---\nsummary: Lời.\ntitle: Trang\n---\na\n"
    assert fix_tree(tmp_path, ["docs/vi/unordered.md"]) == ["docs/vi/unordered.md"]
    assert unordered.read_text("utf-8") == "---\ntitle: Trang\nsummary: Lời.\n---\n"


def test_a_failed_write_leaves_the_page_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "docs/vi/a.md"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"a ")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        fix_tree(tmp_path)
    assert page.read_bytes() == b"a "
    assert [path.name for path in page.parent.iterdir()] == ["a.md"]
