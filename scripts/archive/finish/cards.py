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
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from archive.checks.later import UNDRAWN
from archive.content.model import Archive, Page, Record
from archive.escaping import xml
from archive.extending import Problem, output
from archive.findings import Lang, Place
from archive.finish import draw
from archive.finish.built import Built
from archive.frame import OVERRIDES
from archive.refusal import Refusal
from archive.stage import markup
from archive.stage.pictures import FONT, wrapped
from archive.stage.relations import has_card, record_at
from archive.words import said

WIDTH, HEIGHT = 1200, 630
SIZES, LINES = (56, 50, 42), 4
"""The title's sizes in pixels, largest first; the first that fits into so many lines is taken."""
ICON, ICONS = "assets/favicon.svg", (180, 192, 512)
PROMISE = said("cards.promise")
BARS = {
    "reported": '<path d="M80 150V{end}" stroke="#2b3a67" stroke-width="10"/>',
    "inferred": '<path d="M80 150V{end}" stroke="#2b3a67" stroke-width="10" stroke-dasharray="26 16"/>',
    "official": '<path d="M76 150V{end}M88 150V{end}" stroke="#2b3a67" stroke-width="5"/>',
    "context": '<path d="M80 150V{end}" stroke="#565b66" stroke-width="10" stroke-dasharray="10 10"/>',
    "withdrawn": '<path d="M80 150V{end}" stroke="#565b66" stroke-width="10" stroke-dasharray="3 13"/>',
}
"""The line beside the title, as beside statements on the pages; that of a withdrawn record is thin dashes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, the place of what is drawn, and its width where it keeps all its colours."""

    svg: str
    place: Place
    width: int | None = None


_AFTER = re.compile(r'<meta property="?og:locale"?[^<>]*>')


@output(order=15, owns=("assets/cards", "assets/icon-*.png"))
def finish(built: Built) -> None:
    """Draw the cards and icons, and name each page's card in its head.

    Refuses, by a finding, a picture that cannot be drawn, or not in time.
    """
    icon = (built.site_dir / ICON).read_text("utf-8")
    wanted = {
        **{f"assets/icon-{size}.png": Picture(icon, Place(f"{OVERRIDES}/{ICON}"), size) for size in ICONS},
        **dict(_cards(built.archive)),
    }
    _draw(built, wanted)
    for path in built.public_pages():
        _name(built, path, wanted)


def _cards(archive: Archive) -> Iterator[tuple[str, Picture]]:
    for page in archive.pages:
        if has_card(archive, page):
            yield _file(page.url), Picture(card(archive, page, record_at(archive, page.path)), page.key("title"))


def _file(url: str) -> str:
    """Where the card of the page at `url` is: `ket-qua/2027-2030/` gives `assets/cards/vi/ket-qua/2027-2030/card.png`.

    Two addresses never share one: the address stands in it whole, and no page's name has a dot.
    """
    lang, way = ("en", url.removeprefix("en/")) if f"{url}/".startswith("en/") else ("vi", url)
    return f"assets/cards/{lang}/{way}card.png"


def card(archive: Archive, page: Page, record: Record | None) -> str:
    """The card of a page as SVG."""
    lang = page.lang
    status, named = _status(archive, record), xml(archive.settings.name[lang])
    for size in SIZES:
        # Noto Serif Bold runs no wider than what `wrapped` reckons with.
        lines = wrapped(page.title, (WIDTH - 200) * FONT / size, LINES)
        if len(lines) < LINES or size == SIZES[-1]:
            break
    step = round(size * 1.35)
    text = "".join(
        f'<text x="{120 if status else 80}" y="{150 + size + index * step}">{xml(line)}</text>'
        for index, line in enumerate(lines)
    )
    bar = BARS[status].format(end=150 + size // 3 + len(lines) * step) if status else ""
    # The hem of a woven cloth, as at the head of every page.
    hem = "".join(f'<path d="M{x} 0V20" stroke="#fbfaf6" stroke-width="6"/>' for x in range(120, WIDTH, 120))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/>'
        f'<rect width="{WIDTH}" height="20" fill="#2b3a67"/>{hem}'
        f'<g font-family="Noto Sans" font-size="32" fill="#565b66"><text x="80" y="96">{named}</text>'
        f'<text x="80" y="572">{xml(_foot(archive, record, status, lang))}</text></g>{bar}'
        f'<g font-family="Noto Serif" font-weight="700" font-size="{size}" fill="#1d1f24">{text}</g></svg>'
    )


def _status(archive: Archive, record: Record | None) -> str:
    """Whether the record is withdrawn, else how sure it is: inferred where a statement is, context where all are."""
    if record and record.withdrawal:
        return "withdrawn"
    claims = record.live_claims if record else ()
    statuses = {claim.status for claim in claims}
    if not statuses:
        return ""
    if "inferred" in statuses:
        return "inferred"
    if all(archive.tier(claim) == "context" for claim in claims):
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
        draw.draw([(picture.svg, file, picture.width) for file, picture in missing.items()])
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
    return hashlib.sha256(how + f"{picture.width}\0{picture.svg}".encode()).hexdigest()[:32]


def _name(built: Built, path: Path, wanted: Container[str]) -> None:
    url = built.url(path)
    lang: Lang = "en" if f"{url}/".startswith("en/") else "vi"
    own = _file(url)
    name = own if own in wanted else _file("en/" if lang == "en" else "")
    tags = (
        f'<meta property="og:image" content="{escape(built.context.absolute(name))}">'
        f'<meta property="og:image:width" content="{WIDTH}"><meta property="og:image:height" content="{HEIGHT}">'
        '<meta name="twitter:card" content="summary_large_image">'
    )
    html = path.read_text("utf-8")
    path.write_text(_AFTER.sub(lambda found: found.group() + "\n" + tags, html, count=1), "utf-8", newline="")
