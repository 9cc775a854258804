"""Social cards: title, status and site as a picture for whoever shares a page; and the icons that must be PNG.

Takes the rendered site; gives `assets/cards/<lang>/<address>card.png`, 1200 by 630, one a record and index page and
language (every other page shows the home page's), the tags that name them, and `assets/icon-<size>.png`. Drawn
pictures are kept in `build/cards` under the hash of their SVG and of the drawing module, so that a build draws only
what changed.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import takewhile
from pathlib import Path

from archive.checks.later import UNDRAWN
from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement
from archive.escaping import unbroken, xml
from archive.extending import Problem, output
from archive.findings import LANGS, Lang, Place
from archive.finish import draw
from archive.finish.built import Built
from archive.frame import OVERRIDES
from archive.refusal import Refusal
from archive.stage import markup
from archive.stage.pictures import FONT, measure, wrapped
from archive.stage.relations import has_card, record_at
from archive.words import said

WIDTH, HEIGHT = 1200, 630
SIZES, STATEMENT_SIZES = (56, 50, 42), (64, 54, 44, 38, 34)
"""The sizes of a title and of a sentence in pixels, largest first; the first in which it fits is taken."""
ROOM, LEADING = 375, 1.35
"""Pixels from the top of the first line to the foot of the last, and the height of a line of one pixel."""
NBSP = "\u00a0"
CUT = " …"
"""How `wrapped` ends what it has cut."""
FOOT = (WIDTH - 160) * FONT / 32
COLOURS = {"reported": "#2b3a67", "inferred": "#7a5200", "official": "#1b6350"}
"""The accents, as on the pages; the others are soft."""
ICON, ICONS = "assets/favicon.svg", (180, 192, 512)
PROMISE = said("cards.promise")
BARS = {
    "reported": '<path d="M80 150V{end}" stroke-width="10"/>',
    "inferred": '<path d="M80 150V{end}" stroke-width="10" stroke-dasharray="26 16"/>',
    "official": '<path d="M76 150V{end}M88 150V{end}" stroke-width="5"/>',
    "context": '<path d="M80 150V{end}" stroke-width="10" stroke-dasharray="10 10"/>',
    "withdrawn": '<path d="M80 150V{end}" stroke-width="10" stroke-dasharray="3 13"/>',
}
"""The line beside the title, as beside statements on the pages; that of a withdrawn record is thin dashes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, the place of what is drawn, and its width where it keeps all its colours."""

    svg: str
    place: Place
    width: int | None = None
    accent: str = draw.ACCENT
    """The colour of its words on how sure it is, and of the line beside."""


_TITLED = re.compile(r'<meta property="og:title" content="([^"]*)"')
_AFTER = re.compile(r'<meta property="?og:locale"?[^<>]*>')


# The icons are named in the manifest.
@output(order=15, owns=("assets/cards", "assets/icon-*.png"), machines=("assets/icon-*.png",))
def finish(built: Built) -> None:
    """Draw the cards and icons, and name each page's card in its head.

    Refuses, by a finding, a picture that cannot be drawn, or not in time.
    """
    icon = (built.site_dir / ICON).read_text("utf-8")
    wanted = {
        **{f"assets/icon-{size}.png": Picture(icon, Place(f"{OVERRIDES}/{ICON}"), size) for size in ICONS},
        **dict(_cards(built.archive)),
        **dict(_statement_cards(built.archive)),
    }
    _draw(built, wanted)
    for path in built.public_pages():
        _name(built, path)


def _cards(archive: Archive) -> Iterator[tuple[str, Picture]]:
    for page in archive.pages:
        if has_card(archive, page):
            record = record_at(archive, page.path)
            accent = COLOURS.get(_status(archive, record), draw.ACCENT)
            yield _file(page.url), Picture(card(archive, page, record), page.key("title"), accent=accent)


def _statement_cards(archive: Archive) -> Iterator[tuple[str, Picture]]:
    for statement in (found for found in archive.statements.values() if not found.merged):
        for lang in LANGS:
            drawn, accent = statement_card(archive, statement, lang), COLOURS.get(_look(statement), draw.ACCENT)
            yield _file(statement.url(lang)), Picture(drawn, statement.claims[lang].place, accent=accent)


def _file(url: str) -> str:
    """Where the card of the page at `url` is: `ket-qua/2027-2030/` gives `assets/cards/vi/ket-qua/2027-2030/card.png`.

    Two addresses never share one: the address stands in it whole, and no page's name has a dot.
    """
    lang, way = ("en", url.removeprefix("en/")) if f"{url}/".startswith("en/") else ("vi", url)
    return f"assets/cards/{lang}/{way}card.png"


def card(archive: Archive, page: Page, record: Record | None) -> str:
    """The card of a page as SVG."""
    status = _status(archive, record)
    return _drawn(archive, page.title, status, _foot(archive, record, status, page.lang), page.lang, SIZES)


def statement_card(archive: Archive, statement: Statement, lang: Lang) -> str:
    """The card of a statement as SVG: the sentence, the line and colour of how sure it is, from what, and its id."""
    # Of many sources not all are named; the id, by which the page is found, always is.
    own = f" · {statement.id}"
    foot = wrapped(markup.status_line(statement, lang), FOOT - measure(own), 1)[0] + own
    return _drawn(archive, statement.text[lang], _look(statement), foot, lang, STATEMENT_SIZES)


def _look(statement: Statement) -> str:
    return "withdrawn" if statement.withdrawal else statement.look


def _drawn(archive: Archive, title: str, status: str, foot: str, lang: Lang, sizes: Sequence[int]) -> str:
    """A title in the first size in which it fits, the line of its status beside it, the archive's name above it.

    What was withdrawn is struck through, as on the pages.
    """
    named = xml(archive.settings.name[lang])
    for size in sizes:
        step = round(size * LEADING)
        # Noto Serif Bold runs no wider than what `wrapped` reckons with.
        lines = _balanced(unbroken(title, archive.settings.unbroken), (WIDTH - 200) * FONT / size, ROOM // step)
        if not lines[-1].endswith(CUT):
            break
    text = "".join(
        f'<text x="{120 if status else 80}" y="{150 + size + index * step}">{xml(line.replace(NBSP, " "))}</text>'
        for index, line in enumerate(lines)
    )
    bar = BARS[status].format(end=150 + size // 3 + len(lines) * step) if status else ""
    look = f'fill="{draw.ACCENT}" text-decoration="line-through"' if status == "withdrawn" else 'fill="#1d1f24"'
    # The hem of a woven cloth, as at the head of every page.
    hem = "".join(f'<path d="M{x} 0V20" stroke="#fbfaf6" stroke-width="6"/>' for x in range(120, WIDTH, 120))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/>'
        f'<rect width="{WIDTH}" height="20" fill="#2b3a67"/>{hem}'
        f'<g font-family="Noto Sans" font-size="32" fill="{draw.ACCENT}"><text x="80" y="96">{named}</text>'
        f'<text x="80" y="572">{xml(wrapped(foot, FOOT, 1)[0])}</text></g>'
        f'<g stroke="{draw.ACCENT}">{bar}</g>'
        f'<g font-family="Noto Serif" font-weight="700" font-size="{size}" {look}>{text}</g></svg>'
    )


def _balanced(words: str, room: float, most: int) -> list[str]:
    """Words in as few lines as there is room for, these as even as they can be: no word alone in the last."""
    lines = wrapped(words, room, most)
    if lines[-1].endswith(CUT):
        return lines
    narrower = (wrapped(words, room * share / 100, most) for share in range(95, 45, -5))
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


def _draw(built: Built, wanted: dict[str, Picture]) -> None:
    """Put every picture into the site, drawing those that are not kept from a build before."""
    kept = built.site_dir.parent / "cards"
    kept.mkdir(exist_ok=True)
    how = Path(draw.__file__).read_bytes()
    files = {name: kept / f"{_digest(how, picture)}.png" for name, picture in wanted.items()}
    missing = {str(files[name]): picture for name, picture in wanted.items() if not files[name].is_file()}
    try:
        draw.draw([(picture.svg, file, picture.width, picture.accent) for file, picture in missing.items()])
    except draw.NotDrawnError as error:
        raise Refusal(UNDRAWN.finding(Problem(missing[error.job[1]].place, values={"why": error}))) from error
    for name, file in files.items():
        target = built.site_dir / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    for old in set(kept.iterdir()) - set(files.values()):
        if old.is_file():
            old.unlink()


def _digest(how: bytes, picture: Picture) -> str:
    return hashlib.sha256(how + f"{picture.width}\0{picture.accent}\0{picture.svg}".encode()).hexdigest()[:32]


def card_tags(built: Built, url: str, title: str) -> str:
    """What names the card of the page at `url`, or the home page's where it has none, with the words on it."""
    own = _file(url)
    name = own if (built.site_dir / own).is_file() else _file("en/" if f"{url}/".startswith("en/") else "")
    return (
        f'<meta property="og:image" content="{escape(built.context.absolute(name))}">'
        f'<meta property="og:image:width" content="{WIDTH}"><meta property="og:image:height" content="{HEIGHT}">'
        f'<meta property="og:image:alt" content="{escape(title)}">'
        '<meta name="twitter:card" content="summary_large_image">'
    )


def _name(built: Built, path: Path) -> None:
    html = path.read_text("utf-8")
    titled = _TITLED.search(html)
    tags = card_tags(built, built.url(path), unescape(titled[1]) if titled else "")
    path.write_text(_AFTER.sub(lambda found: found.group() + "\n" + tags, html, count=1), "utf-8", newline="")
