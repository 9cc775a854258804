"""Pieces are put into their places, and only there; a page that breaks its frame is refused by name."""

from __future__ import annotations

import stat
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archives import KQ, edit, put

from archive.build import Options, build
from archive.content.read import read_archive
from archive.finish.fill import fill
from archive.finish.tables import framed
from archive.kept.secret import build_secret
from archive.listener import Listener
from archive.refusal import Refusal
from archive.stage.headings import Names, of_title
from archive.stage.page import Authored, Fragment, StagedPage, titled

SECRET = b"a secret of this test"
BOX = '<div class="claim-box"><p class="claim" id="kq-01-1">51 đơn vị</p></div>'


def page(*texts: str) -> StagedPage:
    """A page of authored words with a box between each two."""
    parts = [part for text in texts for part in (Fragment(BOX), Authored(text))][1:]
    return StagedPage("vi", KQ, "Kết quả", "", titled("Kết quả", parts, of_title("Kết quả", "Kết quả")))


def rendered(staged: StagedPage, *content: str, opens: str = "", closes: str = "") -> str:
    """The page as a renderer would give it: `content` with a paragraph for the title and each box between."""
    tokens = staged.tokens(SECRET)
    title, *boxes = tokens.fragments
    body = f"<p>{title}</p>" + "".join(
        f"{text}<p>{box}</p>" if box else text for text, box in zip(content, [*boxes, ""], strict=False)
    )
    return f"<main><!--{opens or tokens.opens}-->{body}<!--{closes or tokens.closes}--></main>"


def test_every_piece_stands_in_its_place(small: Path) -> None:
    staged = page("Trước.", "Sau.")
    html = rendered(staged, "<p>Trước.</p>", "<p>Sau.</p>")
    filled = fill(staged, html, SECRET, read_archive(small))
    assert not filled.findings
    assert filled.html == f'<main><h1 id="ket-qua">Kết quả</h1><p>Trước.</p>{BOX}<p>Sau.</p></main>'
    assert filled.shown is not None
    assert filled.shown.html.count("<p>x") == 2


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 360) + bytes(13)
PICTURES = {
    "a picture": ("../../../assets/a b.png", ' width="640" height="360"'),
    "its address in signs": ("../../../assets/a%20b.png", ' width="640" height="360"'),
    "a drawing, which states no pixels": ("../../../assets/c.svg", ""),
    "no picture, though it is called one": ("../../../assets/d.png", ""),
    "what is no asset": ("../../../../archive.toml", ""),
    "what is not there": ("../../../assets/e.png", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("what", PICTURES)
def test_a_picture_has_its_room_before_it_is_there(small: Path, what: str) -> None:
    source, size = PICTURES[what]
    (small / "docs/assets").mkdir(exist_ok=True)
    for name, content in (("a b.png", PNG), ("c.svg", b"<svg/>"), ("d.png", b"none")):
        (small / "docs/assets" / name).write_bytes(content)
    staged = page("Trước.")
    html = rendered(staged, f'<p><img alt="M&lt;ột > hai" src="{source}" /></p>')
    filled = fill(staged, html, SECRET, read_archive(small))
    assert not filled.findings
    assert f'src="{source}"{size} loading="lazy">' in filled.html, filled.html


def test_headings_get_the_names_that_they_are_to_have(small: Path) -> None:
    written = '<h2 id="one">One</h2><h3 id="b">B</h3><h2 id="own">Own</h2>'
    staged = replace(page(written), names=Names(headings={"one": "b", "b": "c"}))
    html = rendered(staged, written)
    filled = fill(staged, html, SECRET, read_archive(small))
    assert not filled.findings
    named = '<h2 id="b"><span id="one"></span>One</h2><h3 id="c">B</h3><h2 id="own">Own</h2>'
    assert named in filled.html
    assert filled.shown is not None
    assert written in filled.shown.html, "what is held against the source is as it was rendered"


BROKEN = {
    "a token in a list": ("<ul><li>", "</li></ul>"),
    "a token in a quotation": ("<blockquote>", "</blockquote>"),
    "a token in a cell": ("<table><tr><td>", "</td></tr></table>"),
    "a token in code": ("<pre><code>&lt;p&gt;", "</code></pre>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_piece_in_another_place_is_refused(small: Path, name: str) -> None:
    staged = page("Trước.", "Sau.")
    html = rendered(staged, *BROKEN[name])
    filled = fill(staged, html, SECRET, read_archive(small))
    assert filled.shown is None
    assert {finding.code for finding in filled.findings} & {"DV981", "DV980"}, name
    assert {finding.place.path for finding in filled.findings} == {f"docs/vi/{KQ}"}
    assert filled.html == ""


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("without a piece", lambda html, tokens: html.replace(f"<p>{list(tokens.fragments)[1]}</p>", "")),
        ("with a piece twice", lambda html, tokens: html.replace("Sau", f"</p><p>{list(tokens.fragments)[1]}</p><p>")),
        ("with a token among words", lambda html, tokens: html.replace("Sau", f"Sau {list(tokens.fragments)[1]}")),
        ("with two pieces exchanged", lambda html, tokens: _exchanged(html, *tokens.fragments)),
        ("without its opening", lambda html, tokens: html.replace(tokens.opens, "")),
        ("without its closing", lambda html, tokens: html.replace(tokens.closes, "")),
        ("closed twice", lambda html, tokens: html.replace("Sau", f"<!--{tokens.closes}-->")),
        ("closed before it opens", lambda html, tokens: _exchanged(html, tokens.opens, tokens.closes)),
        ("that was not rendered", lambda html, tokens: ""),
    ],
)
def test_a_page_whose_tokens_are_not_whole_is_refused(small: Path, name: str, change: object) -> None:
    staged = page("Trước.", "Sau.")
    html = rendered(staged, "<p>Trước.</p>", "<p>Sau</p>")
    assert callable(change)
    spoilt = change(html, staged.tokens(SECRET))
    filled = fill(staged, spoilt or None, SECRET, read_archive(small))
    assert filled.shown is None, name
    assert [finding.code for finding in filled.findings] == ["DV981"], f"{name}: {filled.findings}"
    assert filled.html == ""


def test_words_that_only_look_like_a_token_are_words(small: Path) -> None:
    staged = page("Trước.", "Sau.")
    like = f"x{'0' * 32}"
    html = rendered(staged, "<p>Trước.</p>", f"<p>Sau {like}</p><p>{like}</p>")
    filled = fill(staged, html, SECRET, read_archive(small))
    assert filled.shown
    assert not filled.findings
    assert filled.html.count(like) == 2


def _exchanged(html: str, one: str, two: str) -> str:
    return html.replace(one, "\0").replace(two, one).replace("\0", two)


def test_what_is_cleaned_away_is_told_with_file_line_and_column(small: Path) -> None:
    edit(small, (f"vi/{KQ}", "Con số 51 không nói", "Con số <Kbd  onClick=x>51</kbd> không nói"))
    staged = page("Trước.", "Sau.")
    html = rendered(staged, '<p><kbd onclick="x">51</kbd></p>', "<p>Sau.</p>")
    filled = fill(staged, html, SECRET, read_archive(small))
    lines = (small / "docs/vi" / KQ).read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "onClick" in text)
    column = lines[line - 1].index("onClick") + 1
    assert [(str(f.place), f.code) for f in filled.findings] == [(f"docs/vi/{KQ}:{line}:{column}", "DV980")]
    assert "onclick='x' (<kbd>)" in filled.findings[0].message.vi
    assert filled.html == ""


def test_tokens_are_the_pages_own_and_the_secrets_own() -> None:
    staged = page("Trước.", "Sau.")
    same = staged.tokens(SECRET)
    assert same == page("Trước.", "Sau.").tokens(SECRET), "an unchanged page must stay the same bytes"
    for other in (replace(staged, path="x.md"), replace(staged, lang="en")):
        assert not {same.opens, same.closes, *same.fragments} & set(other.tokens(SECRET).fragments)
    assert not {same.opens, same.closes, *same.fragments} & set(staged.tokens(b"another").fragments)
    twice = page("Một.", "Hai.", "Ba.")
    assert len(twice.tokens(SECRET).fragments) == 3, "two boxes alike have a token each"
    text = staged.markdown(SECRET)
    assert BOX not in text
    assert "claim" not in text


def test_the_secret_is_made_once_and_nobody_elses(tmp_path: Path) -> None:
    made = build_secret(tmp_path)
    assert len(made) == 32
    assert build_secret(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    (tmp_path / "secret").write_bytes(b"short")
    assert len(build_secret(tmp_path)) == 32


def test_a_secret_is_never_read_through_a_link(tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.write_bytes(b"k" * 32)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/secret").symlink_to(known)
    assert build_secret(tmp_path / "build") != b"k" * 32
    assert known.read_bytes() == b"k" * 32
    assert not (tmp_path / "build/secret").is_symlink()


def test_a_folder_in_the_secrets_place_is_refused_in_words(small_project: Path) -> None:
    (small_project / "build/secret/within").mkdir(parents=True)
    with pytest.raises(Refusal) as caught:
        build(small_project, Options(small_project / "site"), {}, Listener())
    for words in (caught.value.message.vi, caught.value.message.en):
        assert str(small_project / "build/secret") in words
    assert (small_project / "build/secret/within").is_dir(), "what the build did not make was deleted"
    assert not (small_project / "site").exists()


def test_no_secret_or_token_is_published(small_project: Path) -> None:
    put(small_project, "vi/moi.md", "---\ntitle: Mới\n---\nLời.\n")
    put(small_project, "en/moi.md", "---\ntitle: New\n---\nWords.\n")
    assert not [
        f for f in build(small_project, Options(small_project / "site"), {}, Listener()) if f.severity == "error"
    ]
    secret = (small_project / "build/secret").read_bytes()
    assert not list((small_project / "site").rglob("secret"))
    for path in (small_project / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert secret.hex() not in text
        assert "<!--x" not in text, f"a token is left in {path}"


TABLES = {
    "named after the page": ("<table><tr><td>a</td></tr></table>", "Trang", '<th scope="row">a</th>'),
    "named after the heading above": (
        '<h2 id="a">Một &amp; <em>hai</em></h2><h2 id="b">Ba</h2><p>x</p><table><tr><td>a</td></tr></table>',
        "Ba",
        '<th scope="row">a</th>',
    ),
    "marks in the heading": (
        '<h2 id="a">Một &amp; <em>hai</em></h2><table><tr><td>a</td></tr></table>',
        "Một &amp; hai",
        "</th>",
    ),
    "columns": ("<table><thead><tr><th>A</th></tr></thead></table>", "Trang", '<th scope="col">A</th>'),
    "an empty first cell heads nothing": (
        "<table><tr>\n<td></td>\n<td>b</td></tr></table>",
        "Trang",
        "<td></td>\n<td>b</td>",
    ),
    "the first cell alone": (
        "<table><tr><td><a href='x'>a</a></td><td>b</td></tr></table>",
        "Trang",
        "<th scope=\"row\"><a href='x'>a</a></th><td>b</td>",
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_that_people_wrote_has_a_name_and_headers(case: str) -> None:
    written, name, held = TABLES[case]
    found = framed(written, "Trang")
    assert f'<caption class="unseen">{name}</caption>' in found
    assert f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">' in found
    assert held in found


def test_two_tables_of_one_heading_have_two_names() -> None:
    table = "<table><tr><td>a</td></tr></table>"
    assert 'aria-label="Trang (2)"' in framed(table * 2, "Trang")
