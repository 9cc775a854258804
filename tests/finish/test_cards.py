"""Social cards and icons: one a record and index page and language, of the right size, named in the page's head."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.archives import KQ, load, put, withdrawn

from archive.context import Context
from archive.findings import LANGS, Lang
from archive.finish import cards, draw
from archive.finish.built import Built
from archive.refusal import Refusal
from archive.stage.pictures import wrapped

HEAD = '<head><meta property="og:locale" content="vi_VN"></head>'
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" fill="#2B3A67"/></svg>'
PAGES = {
    "": "card.png",
    "ket-qua/2015-2018/": "ket-qua/2015-2018/card.png",
    "ket-qua/2015-2018/kq-01/": "ket-qua/2015-2018/kq-01/card.png",
    "tim-kiem/": "card.png",
}
"""Pages, and the card that each shows: those that are neither record nor index show the home page's."""


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.fixture
def built(small: Path, tmp_path: Path) -> Built:
    """A site of empty pages, over the small archive."""
    site = tmp_path / "build" / "site"
    for way in PAGES:
        for prefix in ("", "en/"):
            page = site / prefix / way / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(HEAD, "utf-8")
    (site / "assets").mkdir()
    (site / "assets/favicon.svg").write_text(ICON, "utf-8")
    return Built(site, load(small), Context("https://danvan.example/"))


def test_each_page_names_its_card_by_its_whole_address(built: Built) -> None:
    cards.finish(built)
    for way, name in PAGES.items():
        for lang, prefix in (("vi", ""), ("en", "en/")):
            head = (built.site_dir / prefix / way / "index.html").read_text("utf-8")
            assert f'content="https://danvan.example/assets/cards/{lang}/{name}"' in head, way
            assert "summary_large_image" in head
            assert size((built.site_dir / f"assets/cards/{lang}/{name}").read_bytes()) == (1200, 630)


def test_icons_have_the_size_of_their_name(built: Built) -> None:
    cards.finish(built)
    for side in cards.ICONS:
        assert size((built.site_dir / f"assets/icon-{side}.png").read_bytes()) == (side, side)


def test_what_is_unchanged_is_not_drawn_again(built: Built) -> None:
    cards.finish(built)
    kept = {path: path.stat().st_mtime_ns for path in (built.site_dir.parent / "cards").iterdir()}
    cards.finish(built)
    assert {path: path.stat().st_mtime_ns for path in (built.site_dir.parent / "cards").iterdir()} == kept


def test_a_card_has_title_status_and_site(small: Path) -> None:
    archive = load(small)
    page = archive.by_path["vi", "ket-qua/2015-2018/kq-01.md"]
    svg = cards.card(archive, page, archive.records["kq-01"])
    words = svg.replace("</text>", " ").replace("\n", " ")
    for part in (page.title.split()[0], "Lưu trữ Dân vận Nghệ An", "Theo báo", "kq-01"):
        assert part in words, f"{part!r} is not on the card: {svg}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ket-qua-2015-2018-kq-01/index.md", KQ),
        ("home/index.md", "index.md"),
        ("card/index.md", "index.md"),
        ("ket-qua-2015-2018/index.md", "ket-qua/2015-2018/index.md"),
        ("ket-qua/2015/2018-kq-01/index.md", KQ),
    ],
)
def test_no_page_takes_another_pages_card(built: Built, small: Path, one: str, other: str) -> None:
    for lang in ("vi", "en"):
        put(small, f"{lang}/{one}", "---\ntitle: Một trang khác\n---\nLời.\n")
    archive = load(small)
    wanted = [name for name, _ in cards._cards(archive)]
    assert len(wanted) == len(set(wanted)), f"the card of {one} is drawn over that of {other}"
    for name in wanted:
        assert not any(each.startswith(f"{name}/") for each in wanted), f"{name} is a card and a folder of cards"


@pytest.mark.parametrize(("lang", "words"), [("vi", "Đã rút 5/1/2027"), ("en", "Withdrawn 5 January 2027")])
def test_the_card_of_a_withdrawn_record_says_so(small: Path, lang: Lang, words: str) -> None:
    before = load(small)
    assert words not in cards.card(before, before.by_path[lang, KQ], before.records["kq-01"])
    archive = load(small, *withdrawn(KQ, ""))
    svg = cards.card(archive, archive.by_path[lang, KQ], archive.records["kq-01"])
    assert f'y="572">{words} · ' in svg, f"the foot of the card says nothing: {svg}"
    assert cards.BARS["withdrawn"].partition("{")[2].partition("}")[2] in svg, f"its line is that of what counts: {svg}"
    for other in ("Theo báo", "Reported"):
        assert other not in svg


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_withdrawn_statement_is_struck_through_and_has_its_id(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1"))
    for name, struck in (("kq-01-1", True), ("kq-01-2", False)):
        svg = cards.statement_card(archive, archive.statements[name], lang)
        assert ("line-through" in svg) == struck, f"{name}: {svg}"
        assert f" · {name}</text>" in svg, f"the id of {name} is cut off: {svg}"


def test_a_card_names_its_statement_whatever_it_rests_on(small: Path) -> None:
    statement = load(small).statements["kq-01-2"]
    many = replace(statement, grounds=statement.grounds + (replace(statement.grounds[0], record=None),) * 9)
    svg = cards.statement_card(load(small), many, "vi")
    assert "… · kq-01-2</text>" in svg, svg


def test_no_word_stands_alone_in_the_last_line_of_a_card() -> None:
    words = "51 đơn vị trong Đảng bộ Khối thường xuyên giúp các xã nghèo."
    wide = wrapped(words, 234.0)
    assert wide[-1] == "nghèo.", wide
    even = cards._balanced(words, 234.0, 4)
    assert (len(even), " ".join(even)) == (len(wide), words)
    assert len(even[-1].split()) > 1, even
    assert cards._balanced("Nghèo.", 234.0, 4) == ["Nghèo."]


def test_only_the_repositorys_fonts_are_used() -> None:
    """A family that is not there draws nothing: what the machine has does not show through."""
    plain = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="300" height="60" fill="#fbfaf6"/>'
    )
    text = '<text x="5" y="40" font-size="40" fill="#1d1f24" font-family="{}">Ẩn Ữ ặ Ỡ ỵ</text></svg>'
    empty = draw.png(plain + "</svg>")
    drawn = [draw.png(plain + text.format(family)) for family in ("Noto Serif", "Noto Sans")]
    assert empty not in drawn
    assert drawn[0] != drawn[1]
    assert drawn[0] == draw.png(plain + text.format("Noto Serif")), "the same drawing gives other bytes"


def _laughs(levels: int = 5) -> str:
    """A kilobyte whose elements stand for each other ten times over: a hundred thousand sheets of glass."""
    inner = '<g id="a0" opacity=".5"><rect width="1200" height="1200"/></g>'
    for level in range(1, levels + 1):
        uses = f'<use href="#a{level - 1}"/>' * 10
        inner += f'<g id="a{level}">{uses}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200">{inner}</svg>'


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The drawing processes that a test starts; the process of the tests may have children of its own."""
    found: list[subprocess.Popen[bytes]] = []

    class Seen(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Seen)
    return found


def _ended(started: list[subprocess.Popen[bytes]]) -> bool:
    """Whether drawing processes were started, and none is left, running or not waited for."""
    return bool(started) and all(
        process.returncode is not None and not Path(f"/proc/{process.pid}").exists() for process in started
    )


@pytest.mark.parametrize("what", ["a card", "the icon"])
def test_a_picture_that_does_not_end_in_time_is_a_finding_at_its_place(
    built: Built, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]], what: str
) -> None:
    monkeypatch.setattr(draw, "SECONDS", 1)
    place = "overrides/assets/favicon.svg:1:1"
    if what == "the icon":
        (built.site_dir / "assets/favicon.svg").write_text(_laughs(), "utf-8")
    else:
        whole, page = cards.card, built.archive.by_path["vi", "ket-qua/2015-2018/kq-01.md"]
        monkeypatch.setattr(
            cards, "card", lambda archive, one, record: _laughs() if one is page else whole(archive, one, record)
        )
        place = str(page.key("title"))
    with pytest.raises(Refusal) as caught:
        cards.finish(built)
    assert caught.value.finding is not None
    assert (caught.value.finding.code, str(caught.value.finding.place)) == ("DV010", place)
    assert "> 1 s" in caught.value.finding.message.vi
    kept = [path for path in (built.site_dir.parent / "cards").iterdir() if path.suffix == ".png"]
    assert all(path.read_bytes().endswith(b"IEND\xaeB`\x82") for path in kept), "half a picture is kept under its name"
    assert _ended(started), "a drawing process is left behind"


@pytest.mark.parametrize("svg", ["", "<svg", "<html/>", f"<svg>{'<g>' * 9}"])
def test_a_drawing_that_is_none_is_a_finding(built: Built, svg: str) -> None:
    (built.site_dir / "assets/favicon.svg").write_text(svg, "utf-8")
    with pytest.raises(Refusal) as caught:
        cards.finish(built)
    assert caught.value.finding is not None
    assert str(caught.value.finding.place) == "overrides/assets/favicon.svg:1:1"
    assert "Traceback" not in caught.value.finding.message.en


def test_a_process_that_says_nothing_for_too_long_is_ended(
    built: Built, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    """The alarm within the process is not all: one that never gets to it ends too."""
    monkeypatch.setattr(draw, "SECONDS", 0.1)
    monkeypatch.setattr(sys, "executable", shutil.which("yes"))
    with pytest.raises(Refusal):
        cards.finish(built)
    assert _ended(started), "the process is left behind"


def test_one_channel_keeps_the_picture() -> None:
    colour = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><rect width="2" height="1" fill="{}"/></svg>'
    for red, green, blue in draw.RAMP:
        png = draw.png(colour.format(f"#{red:02x}{green:02x}{blue:02x}"))
        at = png.index(b"PLTE") + 4
        assert png[at + red * 3 : at + red * 3 + 3] == bytes((red, green, blue))
    with pytest.raises(ValueError, match="RGBA"):
        draw.by_red(draw.png(colour.format("#fff")))
