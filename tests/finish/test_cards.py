"""Social cards and icons: one a record and index page and language, of the right size, named in the page's head."""

from __future__ import annotations

import inspect
import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.archives import KQ, load, put, withdrawn

from archive import fonts
from archive.content.statement import Ground
from archive.context import Context
from archive.findings import LANGS, Lang
from archive.finish import cards, draw
from archive.finish.built import Built, RenderedPage
from archive.finish.wrapping import wrapped
from archive.kept.secret import SECRET, build_secret
from archive.kept.tree import Tree
from archive.refusal import Refusal

HEAD = '<head><meta property="og:locale" content="vi_VN"></head>'
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" fill="#2B3A67"/></svg>'
PAGES = {
    "": "card.png",
    "ket-qua/2015-2018/": "ket-qua/2015-2018/card.png",
    "ket-qua/2015-2018/kq-01/": "ket-qua/2015-2018/kq-01/card.png",
    "tim-kiem/": "card.png",
}
"""Pages, and the card that each shows: those that are neither record nor index show the home page's."""


SIZE = 64
"""Of a title in pixels."""


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.fixture(autouse=True)
def _drawn_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here drawing itself is looked at: no picture comes from an earlier test."""
    monkeypatch.setattr(draw, "draw", inspect.unwrap(draw.draw))


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
    archive = load(small)
    return Built(Tree(site), archive, Context("https://danvan.example/"), cards=cards.names(archive))


def test_each_page_names_its_card_by_its_whole_address(built: Built) -> None:
    cards.finish(built)
    for way, name in PAGES.items():
        for lang, prefix in (("vi", ""), ("en", "en/")):
            page = RenderedPage(f"{prefix}{way}index.html", HEAD)
            head = cards.name(page, cards.address(built, page.url)).html
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


def test_a_picture_that_came_with_a_project_is_drawn_anew(built: Built) -> None:
    """Its name would be right: whoever ships it can draw it under the same one."""
    build_secret(built.site_dir.parent)
    cards.finish(built)
    kept = built.site_dir.parent / "cards"
    name = "assets/cards/vi/card.png"
    drawn = (built.site_dir / name).read_bytes()
    [own] = [path for path in kept.iterdir() if path.read_bytes() == drawn]
    own.write_bytes(b"planted")
    (built.site_dir.parent / SECRET).rename(built.site_dir.parent / "theirs")
    shutil.copy2(built.site_dir.parent / "theirs", built.site_dir.parent / SECRET)
    cards.finish(built)
    assert own.read_bytes() == drawn


def test_a_card_has_title_status_and_site(small: Path) -> None:
    archive = load(small)
    page = archive.by_path["vi", "ket-qua/2015-2018/kq-01.md"]
    words = cards.card(cards.sheet(archive, page, archive.records["kq-01"])).words
    for part in (page.title, "Lưu trữ Dân vận Nghệ An", "Theo báo", "kq-01"):
        assert part in words, f"{part!r} is not on the card: {words}"


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_on_a_card_runs_into_its_edge(small: Path, lang: Lang) -> None:
    archive = load(small)
    letters = "Mỗi chữ W rộng hơn chữ i: WWWW MMMM ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH iiii llll Ươm Ẵ; " * 6
    for size in range(1, len(letters), 7):
        title = letters[:size].strip() or "W"
        drawn = cards.card(cards._sheet(archive, title, "official", letters, "", lang, cards.STATEMENT_SIZES))
        for line in drawn.lines:
            font = draw.face(line.face, line.size)
            _, top, right, bottom = font.getbbox(line.text, anchor="ls")
            assert line.left + right <= draw.WIDTH - 60, f"{line} runs into the right edge"
            assert line.baseline + bottom <= draw.HEIGHT - 20, f"{line} runs into the foot"
            assert line.baseline + top >= 20, f"{line} runs into the hem"
        beside = [line.baseline for line in drawn.lines if line.face == draw.SERIF]
        assert max(beside) <= 572 - 45, "the last line stands upon the foot"


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
    wanted = [name for lang in LANGS for name, _ in cards._cards(archive, lang)]
    assert len(wanted) == len(set(wanted)), f"the card of {one} is drawn over that of {other}"
    for name in wanted:
        assert not any(each.startswith(f"{name}/") for each in wanted), f"{name} is a card and a folder of cards"


@pytest.mark.parametrize(("lang", "words"), [("vi", "Đã rút 5/1/2027"), ("en", "Withdrawn 5 January 2027")])
def test_the_card_of_a_withdrawn_record_says_so(small: Path, lang: Lang, words: str) -> None:
    before = load(small)
    assert words not in cards.card(cards.sheet(before, before.by_path[lang, KQ], before.records["kq-01"])).words
    archive = load(small, *withdrawn(KQ, ""))
    drawn = cards.card(cards.sheet(archive, archive.by_path[lang, KQ], archive.records["kq-01"]))
    assert drawn.lines[1].text.startswith(f"{words} · "), f"the foot of the card says nothing: {drawn.words}"
    beside = [bar for bar in drawn.bars if bar.tone == draw.SOFT]
    assert {bar.bottom - bar.top for bar in beside[:-1]} == {3}, f"its line is that of what counts: {beside}"
    for other in ("Theo báo", "Reported"):
        assert other not in drawn.words


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_withdrawn_statement_is_struck_through_and_has_its_id(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1"))
    for name, struck in (("kq-01-1", True), ("kq-01-2", False)):
        drawn = cards.card(cards.statement_sheet(archive, archive.statements[name], lang))
        assert {line.struck for line in drawn.lines if line.face == draw.SERIF} == {struck}, f"{name}: {drawn.lines}"
        assert drawn.lines[1].text.endswith(f" · {name}"), f"the id of {name} is cut off: {drawn.words}"


def test_a_card_names_its_statement_whatever_it_rests_on(small: Path) -> None:
    statement = load(small).statements["kq-01-2"]
    ground = statement.grounds[0]
    others = (ground.reference._replace(source=f"n-bao-{n}") for n in range(9))
    many = replace(statement, grounds=(*statement.grounds, *(Ground(other, None) for other in others)))
    drawn = cards.card(cards.statement_sheet(load(small), many, "vi"))
    assert drawn.lines[1].text.endswith("… · kq-01-2"), drawn.words


def test_no_word_stands_alone_in_the_last_line_of_a_card() -> None:
    words = "51 đơn vị trong Đảng bộ Khối thường xuyên giúp các xã nghèo."
    wide = wrapped(words, cards.ACROSS, 4, partial(draw.wide, name=draw.SERIF, size=SIZE))
    assert wide[-1] == "nghèo.", wide
    even = cards._balanced(words, SIZE, 4)
    assert (len(even), " ".join(even)) == (len(wide), words)
    assert len(even[-1].split()) > 1, even
    assert cards._balanced("Nghèo.", SIZE, 4) == ["Nghèo."]


def test_what_is_cut_off_a_card_takes_no_time() -> None:
    asked: list[str] = []

    def wide(words: str) -> float:
        asked.append(words)
        return float(len(words))

    short = wrapped("năm mươi mốt đơn vị " * 10, 20, 4, wide)
    due = len(asked)
    assert wrapped("năm mươi mốt đơn vị " * 50_000, 20, 4, wide) == short
    assert len(asked) == 2 * due, "words that nobody sees are measured"


def test_only_the_repositorys_fonts_are_used() -> None:
    """A family that is not there draws nothing in an icon: what the machine has does not show through."""
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">{}</svg>'
    text = '<text x="5" y="40" font-size="40" font-family="{}">Ẩn Ữ ặ Ỡ ỵ</text>'
    empty = draw.raster(plain.format(""), 300)
    assert draw.raster(plain.format(text.format("Noto Sans")), 300) != empty
    assert all(Path(file).parent == fonts.FOLDER for file in draw.FILES)


def _card(text: str, face: int = draw.SERIF, accent: str = draw.RAMP[draw.SOFT]) -> draw.Card:
    return draw.Card((draw.Bar(0, 0, 9, 9, draw.SOFT),), (draw.Line(80, 200, 40, face, draw.INK, text),), accent)


def test_the_same_card_has_the_same_bytes() -> None:
    drawn = {name: draw.png(_card("Ẩn Ữ ặ Ỡ ỵ", name)) for name in (draw.SERIF, draw.SANS)}
    assert drawn[draw.SERIF] != drawn[draw.SANS]
    assert drawn[draw.SERIF] == draw.png(_card("Ẩn Ữ ặ Ỡ ỵ")), "the same drawing gives other bytes"


def test_a_letter_that_the_font_has_in_parts_alone_is_drawn_from_them() -> None:
    assert "Ǘ" not in fonts.letters(fonts.TITLES)
    assert cards._written("Ǘ\u00a0ế扶", fonts.TITLES) == "Ü\u0301 ế扶"


ENDLESS = draw.Card((), (draw.Line(0, 99, 9, draw.SERIF, draw.INK, "W" * 4_000),) * 4_000)
"""A card whose drawing does not end in time."""


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
        monkeypatch.setattr(cards, "card", lambda one: ENDLESS if one.title == page.title else whole(one))
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


def test_tones_come_out_in_their_colours() -> None:
    """What is drawn soft takes the accent; every other tone keeps its colour."""
    accent = cards.COLOURS["official"]
    image = Image.open(BytesIO(draw.png(draw.Card([draw.Bar(n * 9, 0, n * 9 + 9, 9, tone) for n, tone in enumerate(draw.RAMP)], (), accent))))  # fmt: skip
    shown = [image.convert("RGB").getpixel((n * 9 + 4, 4)) for n in range(len(draw.RAMP))]
    wanted = [tuple(bytes.fromhex(colour[1:])) for colour in (draw.RAMP | {draw.SOFT: accent}).values()]
    assert shown == wanted
    assert image.size == (draw.WIDTH, draw.HEIGHT)
