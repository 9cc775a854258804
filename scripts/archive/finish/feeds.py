"""`feed.xml` and `en/feed.xml`: Atom 1.0 (RFC 4287) of what changed, newest first.

An entry is a value; each sort of entry comes from a function of its own, named in `SORTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from archive.content.model import page_url
from archive.context import moment
from archive.escaping import xml
from archive.extending import output
from archive.findings import LANGS, Lang
from archive.finish.built import Built
from archive.stage import markup
from archive.stage.corrections import Erratum, errata
from archive.stage.structured import FEEDS
from archive.words import among, said

MOST = 50
KINDS = among("corrections.entry")
BECAUSE = said("corrections.because")
FORMER, NOW, GONE = said("corrections.former"), said("corrections.now"), said("corrections.gone")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that changed: an id that no other entry ever has, when (RFC 3339, UTC), and where it is read."""

    id: str
    title: str
    moment: str
    url: str
    summary: str = ""


def pages(built: Built, lang: Lang) -> Iterator[Entry]:
    """The pages that people wrote, each at the moment since which it has its words."""
    context = built.context
    written = [page for page in built.archive.pages if page.lang == lang]
    # Where the history is known, a page that it does not know is not new.
    for page in [page for page in written if page.path in context.changed] or written:
        url = context.absolute(page_url(page.path, lang))
        summary = page.meta.summary if page.meta else ""
        yield Entry(url, page.title, context.moment(page.path), url, summary)


def corrections(built: Built, lang: Lang) -> Iterator[Entry]:
    """What was corrected or withdrawn, of the day on which it was: the reason, and what it said before and says now."""
    for erratum in errata(built.archive):
        address = built.context.absolute(erratum.url(lang))
        former, now = erratum.former.get(lang), erratum.now[lang]
        told = [f"{BECAUSE[lang]} {erratum.because[lang]}"]
        if former and former.text:
            told.append(f"{FORMER[lang]} {former.text}")
        if now.text:
            told.append(f"{(NOW if erratum.kind == 'corrected' else GONE)[lang]} {now.text}")
        gone = erratum.subject.withdrawal
        if gone and gone.successor:
            told.append(f"{(markup.SAME if gone.same_as else markup.INSTEAD)[lang]} {gone.successor}.")
        title = KINDS[erratum.kind][lang].format(name=erratum.subject.id)
        moment = _moment(built, erratum)
        yield Entry(f"{address}#{erratum.kind}-{erratum.day}", title, moment, address, " ".join(told))


def _moment(built: Built, erratum: Erratum) -> str:
    """When the words that came were there, as far as the history tells of that day; else its beginning."""
    said = built.archive.history.wordings.get(erratum.subject.id, ())
    time = max((wording.time for wording in said if wording.day == erratum.day), default=None)
    day = datetime.combine(date.fromisoformat(erratum.day), datetime.min.time(), built.context.zone)
    return moment(int(day.timestamp()) if time is None else time)


SORTS: tuple[Callable[[Built, Lang], Iterable[Entry]], ...] = (pages, corrections)
"""Where a feed's entries come from."""


@output(order=60)
def finish(built: Built) -> None:
    """Write one feed a language."""
    for lang in LANGS:
        built.write(FEEDS[lang], feed(built, lang))


def entries(built: Built, lang: Lang) -> list[Entry]:
    """Everything that changed, newest first."""
    found = (entry for sort in SORTS for entry in sort(built, lang))
    return sorted(found, key=lambda entry: (entry.moment, entry.id), reverse=True)


def feed(built: Built, lang: Lang) -> str:
    """The feed of what changed last."""
    context, named = built.context, xml(built.archive.settings.name[lang])
    home = xml(context.absolute(page_url("index.md", lang)))
    own = xml(context.absolute(FEEDS[lang]))
    newest = entries(built, lang)[:MOST]
    updated = max([context.moment(), *(entry.moment for entry in newest)])
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
        f"<id>{own}</id><title>{named}</title><updated>{updated}</updated>"
        f'<author><name>{named}</name></author><link rel="self" href="{own}"/><link href="{home}"/>\n'
        f"{''.join(map(_entry, newest))}</feed>\n"
    )


def _entry(entry: Entry) -> str:
    return (
        f"<entry><id>{xml(entry.id)}</id><title>{xml(entry.title)}</title><updated>{entry.moment}</updated>"
        f'<link href="{xml(entry.url)}"/><summary>{xml(entry.summary)}</summary></entry>\n'
    )
