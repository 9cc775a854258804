"""Social cards: title, status and site as a picture for whoever shares a page; and the icons that must be PNG.

Takes the rendered site; gives `assets/cards/<lang>/<address>card.png`, 1200 by 630, one a record and index page and
language (every other page shows the home page's), the tags that name them, and `assets/icon-<size>.png`. Drawn
pictures are kept in `build/cards` under the hash of what stands in them and how it is drawn, so that a build lays out
and draws only what changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cache, partial
from html import escape, unescape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from archive import escaping, fonts
from archive.beside import Beside, Talk, possible
from archive.checks.later import UNDRAWN
from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement
from archive.context import Context
from archive.escaping import unbroken
from archive.extending import Problem, output, page_output
from archive.findings import LANGS, Lang, Place
from archive.finish import draw, wrapping
from archive.finish.built import Built, RenderedPage
from archive.finish.draw import HEIGHT, INDIGO, INK, PAGE, SANS, SERIF, SOFT, WIDTH, Bar, Card, Line
from archive.finish.wrapping import CUT, wrapped
from archive.frame import OVERRIDES
from archive.kept.secret import owner
from archive.refusal import Refusal
from archive.stage import markup
from archive.stage.relations import has_card, record_at
from archive.words import said

SIZES, STATEMENT_SIZES = (56, 50, 42), (64, 54, 44, 38, 34)
"""The sizes of a title and of a sentence in pixels, largest first; the first in which it fits is taken."""
ACROSS, ROOM, LEADING = WIDTH - 200, 375, 1.35
"""Pixels for a line, from the top of the first to the foot of the last, and the height of a line of one pixel."""
WHOSE = ".owner"
"""The file in it that says whose they are."""
NBSP = "\u00a0"
KEPT = "cards"
"""The folder, beside the site, of the pictures that were drawn."""
SMALL = 32
"""The size of the archive's name and of the foot, in pixels."""
FOOT = WIDTH - 160
COLOURS = {"reported": "#2b3a67", "inferred": "#7a5200", "official": "#1b6350"}
"""The accents, as on the pages; the others are soft."""
ICON, ICONS = "assets/favicon.svg", (180, 192, 512)
PROMISE = said("cards.promise")
TOP = 150
"""Where the line beside the title begins, in pixels from the card's top."""
BARS = {
    "reported": ((75, 10, 0, 0),),
    "inferred": ((75, 10, 26, 16),),
    "official": ((74, 5, 0, 0), (86, 5, 0, 0)),
    "context": ((75, 10, 10, 10),),
    "withdrawn": ((75, 10, 3, 13),),
}
"""The line beside the title, as beside statements on the pages: left, width, and the dashes with what parts them."""


class Sheet(NamedTuple):
    """What stands on a card, before it is laid out."""

    title: str
    status: str
    foot: str
    own: str
    """What stands behind the foot, however much of that is cut off."""
    sizes: tuple[int, ...]
    name: str
    """The archive's."""
    unbroken: tuple[str, ...]
    """The names within which no line is broken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw, a card or an icon's SVG with its width, and the place that it comes from."""

    place: Place
    sheet: Sheet | None = None
    svg: str = ""
    width: int = 0


_TITLED = re.compile(r'<meta property="og:title" content="([^"]*)"')
_AFTER = re.compile(r'<meta property="?og:locale"?[^<>]*>')


def begin(built: Built, lang: Lang) -> None:
    """Work out what stands on the cards of one language, and have those in the site that are kept."""
    kept = built.site_dir.parent / KEPT
    mine = _mine(built.site_dir.parent)
    for name, drawing in _cards(built.archive, lang):
        file = f"{_kept_under(built, name, drawing)}.png"
        if mine and (kept / file).is_file():
            _put(built, name, kept, file)


@contextmanager
def drawn_ahead(built: Built) -> Iterator[None]:
    """Have what no build has drawn yet drawn meanwhile, on another core; what fails there `finish` draws, and tells."""
    kept = built.site_dir.parent / KEPT
    shown = {
        _kept_under(built, name, drawing): drawing for lang in LANGS for name, drawing in _cards(built.archive, lang)
    }
    with os.scandir(kept) if _mine(built.site_dir.parent) else nullcontext(()) as found:
        there = {entry.name for entry in found}
    jobs = [
        _job(f"{kept}/{digest}.png", drawing(built.archive))
        for digest, drawing in shown.items()
        if f"{digest}.png" not in there
    ]
    if not (jobs and there and possible()):
        yield
        return
    with Beside(partial(_draw_quietly, jobs)):
        yield


def _draw_quietly(jobs: Sequence[draw.Job], _: Talk) -> None:
    with suppress(draw.NotDrawnError):
        draw.draw(jobs)


# The icons are named in the manifest.
@output(order=15, owns=("assets/cards", "assets/icon-*.png"), machines=("assets/icon-*.png",), begin=begin)
def finish(built: Built) -> None:
    """Draw the cards and icons.

    Refuses, by a finding, a picture that cannot be drawn, or not in time.
    """
    icon = (built.site_dir / ICON).read_text("utf-8")
    icons: dict[str, Drawing] = {f"assets/icon-{size}.png": partial(_icon, icon, size) for size in ICONS}
    shown = {name: drawing for lang in LANGS for name, drawing in _cards(built.archive, lang)}
    kept = {name: _told(drawing(built.archive)) for name, drawing in icons.items()}
    kept |= {name: _kept_under(built, name, drawing) for name, drawing in shown.items()}
    _draw(built, icons | shown, kept)


def address(built: Built, url: str) -> str:
    """The public address of the card of the page at `url`: its own, or the home page's where it has none."""
    own = _file(url)
    name = own if own in built.cards else _file("en/" if f"{url}/".startswith("en/") else "")
    return built.context.absolute(name)


@page_output(order=15, given=lambda built: lambda name: address(built, name.removesuffix("index.html")))
def name(page: RenderedPage, card: str) -> RenderedPage:
    """Name a page's card in its head."""
    if not page.public:
        return page
    titled = _TITLED.search(page.html)
    tags = card_tags(card, unescape(titled[1]) if titled else "")
    return page.changed(_AFTER.sub(lambda found: found.group() + "\n" + tags, page.html, count=1))


def names(archive: Archive) -> frozenset[str]:
    """The files of the cards, from the site's root."""
    pages = {page.url for page in archive.pages if has_card(archive, page)}
    statements = {found.url(lang) for found in archive.statements.values() if not found.merged for lang in LANGS}
    return frozenset(map(_file, pages | statements))


Drawing = Callable[[Archive], Picture]


def _cards(archive: Archive, lang: Lang) -> Iterator[tuple[str, Drawing]]:
    for page in archive.pages:
        if page.lang == lang and has_card(archive, page):
            yield _file(page.url), partial(_card, (lang, page.path))
    for statement in archive.statements.values():
        if not statement.merged:
            yield _file(statement.url(lang)), partial(_statement_card, statement.id, lang)


def _icon(svg: str, size: int, _: Archive) -> Picture:
    return Picture(Place(f"{OVERRIDES}/{ICON}"), svg=svg, width=size)


def _card(at: tuple[Lang, str], archive: Archive) -> Picture:
    page = archive.by_path[at]
    return Picture(page.key("title"), sheet(archive, page, record_at(archive, page.path)))


def _statement_card(name: str, lang: Lang, archive: Archive) -> Picture:
    statement = archive.statements[name]
    return Picture(statement.claims[lang].place, statement_sheet(archive, statement, lang))


def _file(url: str) -> str:
    """Where the card of the page at `url` is: `ket-qua/2027-2030/` gives `assets/cards/vi/ket-qua/2027-2030/card.png`.

    Two addresses never share one: the address stands in it whole, and no page's name has a dot.
    """
    lang, way = ("en", url.removeprefix("en/")) if f"{url}/".startswith("en/") else ("vi", url)
    return f"assets/cards/{lang}/{way}card.png"


def sheet(archive: Archive, page: Page, record: Record | None) -> Sheet:
    """What stands on the card of a page."""
    status = _status(archive, record)
    return _sheet(archive, page.title, status, _foot(archive, record, status, page.lang), "", page.lang, SIZES)


def statement_sheet(archive: Archive, statement: Statement, lang: Lang) -> Sheet:
    """On that of a statement: the sentence, the line and colour of how sure it is, from what, and its id."""
    # Of many sources not all are named; the id, by which the page is found, always is.
    own, foot = f" · {statement.id}", markup.status_line(statement, lang)
    return _sheet(archive, statement.text[lang], _look(statement), foot, own, lang, STATEMENT_SIZES)


def _sheet(archive: Archive, title: str, status: str, foot: str, own: str, lang: Lang, sizes: tuple[int, ...]) -> Sheet:
    name, names_ = archive.settings.name[lang], tuple(archive.settings.unbroken)
    return Sheet(title, status, foot, own, sizes, name, names_)


_small = partial(draw.wide, name=SANS, size=SMALL)


def _look(statement: Statement) -> str:
    return "withdrawn" if statement.withdrawal else statement.look


def card(sheet: Sheet) -> Card:
    """A title in the first size in which it fits, the line of its status beside it, the archive's name above it.

    What was withdrawn is struck through, as on the pages.
    """
    for size in sheet.sizes:
        step = round(size * LEADING)
        lines = _balanced(unbroken(sheet.title, sheet.unbroken), size, ROOM // step)
        if not lines[-1].endswith(CUT):
            break
    status, gone = sheet.status, sheet.status == "withdrawn"
    left, tone, end = 120 if status else 80, SOFT if gone else INK, TOP + size // 3 + len(lines) * step
    text = (
        Line(left, TOP + size + n * step, size, SERIF, tone, _written(line, fonts.TITLES), gone)
        for n, line in enumerate(lines)
    )
    foot = wrapped(sheet.foot, FOOT - _small(sheet.own), 1, _small)[0] + sheet.own
    words = ((96, sheet.name), (572, foot))
    small = (Line(80, baseline, SMALL, SANS, SOFT, _written(line, fonts.WORDS)) for baseline, line in words)
    # The hem of a woven cloth, as at the head of every page.
    hem = (Bar(x - 3, 0, x + 3, 20, PAGE) for x in range(120, WIDTH, 120))
    beside = (bar for line in BARS.get(status, ()) for bar in _dashes(*line, end))
    bars = (Bar(0, 0, WIDTH, 20, INDIGO), *hem, *beside)
    return Card(bars, (*small, *text), COLOURS.get(status, draw.RAMP[SOFT]))


def _dashes(left: int, wide: int, dash: int, gap: int, end: int) -> Iterator[Bar]:
    """A line from `TOP` down to `end`, whole where it has no dashes."""
    tall = dash or end - TOP
    return (Bar(left, top, left + wide, min(top + tall, end), SOFT) for top in range(TOP, end, tall + gap))


def _written(line: str, font: Path) -> str:
    """A line in letters that the font has; for others it has a sign of its own."""
    return "".join(fonts.drawn(font, letter) or letter for letter in line.replace(NBSP, " "))


def _balanced(words: str, size: int, most: int) -> list[str]:
    """Words in as few lines as there is room for, these as even as they can be: no word alone in the last."""
    wide = partial(draw.wide, name=SERIF, size=size)
    lines = wrapped(words, ACROSS, most, wide)
    if lines[-1].endswith(CUT):
        return lines
    narrower = (wrapped(words, ACROSS * share / 100, most, wide) for share in range(95, 45, -5))
    even = list(takewhile(lambda found: len(found) == len(lines) and not found[-1].endswith(CUT), narrower))
    return even[-1] if even else lines


def _status(archive: Archive, record: Record | None) -> str:
    """Whether the record is withdrawn, else how sure it is: inferred where a statement is, context where all are."""
    if record and record.withdrawal:
        return "withdrawn"
    said = archive.statements.of(record.live_claims if record else ())
    statuses = {statement.status for statement in said}
    if not statuses:
        return ""
    if "inferred" in statuses:
        return "inferred"
    if all(statement.tier == "context" for statement in said):
        return "context"
    return "reported" if "reported" in statuses else "official"


def _foot(archive: Archive, record: Record | None, status: str, lang: Lang) -> str:
    if record is None:
        return PROMISE[lang]
    if record.withdrawal:
        text = markup.withdrawn_on(record.withdrawal, lang)
    else:
        text = (
            markup.CONTEXT[lang] if status == "context" else markup.status_word(archive, status, lang) if status else ""
        )
    return " · ".join(part for part in (text, record.meta.label[lang], record.id) if part)


def _draw(built: Built, wanted: dict[str, Drawing], digests: dict[str, str]) -> None:
    """Put every picture into the site, drawing those that are not kept from a build before under their digests."""
    kept = _ours(built.site_dir.parent)
    with os.scandir(kept) as found:
        there = {entry.name for entry in found if entry.is_file()}
    files = {name: f"{digest}.png" for name, digest in digests.items()}
    missing = {
        f"{kept}/{files[name]}": drawing(built.archive) for name, drawing in wanted.items() if files[name] not in there
    }
    try:
        draw.draw([_job(file, picture) for file, picture in missing.items()])
    except draw.NotDrawnError as error:
        raise Refusal(UNDRAWN.finding(Problem(missing[error.job.file].place, values={"why": error}))) from error
    for name, file in files.items():
        if name not in built.tree.files:
            _put(built, name, kept, file)
    for old in there - {*files.values(), WHOSE}:
        (kept / old).unlink(missing_ok=True)


def _put(built: Built, name: str, kept: Path, file: str) -> None:
    """Have a drawn picture in the site: its name says what is drawn in it, and what with."""
    built.tree.copy(name, f"{kept}/{file}", f"drawn {file.removesuffix('.png')}")


def _mine(work: Path) -> bool:
    """Whether this machine drew what is kept; what came with somebody's project was drawn by nobody."""
    whose = work / KEPT / WHOSE
    return whose.is_file() and whose.read_bytes() == owner(work).encode()


def _ours(work: Path) -> Path:
    """The folder of the pictures that this machine drew, empty where it drew none."""
    kept = work / KEPT
    kept.mkdir(exist_ok=True)
    if not _mine(work):
        shutil.rmtree(kept)
        kept.mkdir()
        (kept / WHOSE).write_bytes(owner(work).encode())
    return kept


def _kept_under(built: Built, name: str, drawing: Drawing) -> str:
    digest: str = built.value(f"picture {name}", partial(_digest, drawing))
    return digest


def _digest(drawing: Drawing, archive: Archive, _: Context) -> str:
    return _told(drawing(archive))


def _told(picture: Picture) -> str:
    """What a picture is kept under: what stands in it, and how that is laid out and drawn."""
    told = repr((picture.sheet and tuple(picture.sheet), picture.svg, picture.width))
    return hashlib.sha256(_how() + told.encode()).hexdigest()[:32]


@cache
def _how() -> bytes:
    """A digest of all that a picture's bytes depend on beside what stands in it."""
    files = (__file__, wrapping.__file__, escaping.__file__, fonts.__file__)
    return hashlib.sha256(b"".join([draw.how(), *(Path(file).read_bytes() for file in files)])).digest()


def _job(file: str, picture: Picture) -> draw.Job:
    return draw.Job(file, picture.svg, picture.width, card(picture.sheet) if picture.sheet else None)


def card_tags(card: str, title: str) -> str:
    """What names the card at an address, with the words on it."""
    return (
        f'<meta property="og:image" content="{escape(card)}">'
        f'<meta property="og:image:width" content="{WIDTH}"><meta property="og:image:height" content="{HEIGHT}">'
        f'<meta property="og:image:alt" content="{escape(title)}">'
        '<meta name="twitter:card" content="summary_large_image">'
    )
