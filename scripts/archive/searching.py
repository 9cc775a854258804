"""What the search looks through: every page and statement with its words in a language, and the prose of pages.

Takes an archive and what its finished pages say of themselves (address, title, summary); gives values that the search
script takes as they are. Refuses nothing. Words are as published: the script folds, splits and reads them itself, so
that what is asked and what is there are read by the same rules. Nothing of the frame's own words is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.content.kinds import KINDS
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement
from archive.content.terms import Term
from archive.findings import LANGS, Lang, Text
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

PLAIN, HOME, TERM = "page", "home", "term"
"""What a page is that is no record's."""
ENTRY = said("lookup.term")
CORE = frozenset({"agreement", "result", "commitment"})
"""What an archive is of: it comes before what was added to it."""
EDITORS = "dong-gop/"
"""Below it stands what is said to whoever works on the archive."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page that may be found: its address in Vietnamese, relative to the site's root, and what it says of itself."""

    url: str
    title: Text
    summary: Text
    also: tuple[str, ...] = ()
    """What else it is looked for by, in either language."""


def index(archive: Archive, pages: Sequence[Found], lang: Lang) -> dict[str, Any]:
    """A language's index: `statuses`, `kinds` with their words, `pages`, `statements`, `short` forms, `weak` words.

    A page, or an entry of the glossary, is `[address, id, kind, title, summary, *other names]`, a statement `[id,
    status, page, withdrawn, core, sentence, *ids of those merged into it]`: status and page are places in their lists,
    `tongue` is the language's. A word that is weak narrows nothing.
    """
    records = _records(archive)
    rows = [_page(found, records.get(found.url), lang) for found in pages]
    at = {found.url: place for place, found in enumerate(pages)}
    shown = [s for s in archive.statements.values() if not s.merged and s.record.url("vi") in at]
    looks = [_status(statement, lang) for statement in shown]
    statuses = [look for place, look in enumerate(looks) if look not in looks[:place]]
    return {
        "tongue": LANGS.index(lang),
        "statuses": statuses,
        "kinds": {TERM: ENTRY[lang], **{name: kind.label[lang] for name, kind in sorted(KINDS.items())}},
        "pages": [*rows, *(_term(term, lang) for term in archive.terms)],
        "statements": [
            [
                s.id,
                status,
                at[s.record.url("vi")],
                int(bool(s.withdrawal)),
                int(s.record.kind in CORE),
                s.text[lang],
                *s.absorbed,
            ]
            for s, status in zip(shown, map(statuses.index, looks), strict=True)
        ],
        "short": [[*term.abbr, *term.forms("vi"), *term.forms("en")] for term in archive.terms if term.abbr],
        "weak": " ".join(archive.settings.understood).split(),
    }


def prose(archive: Archive, pages: Sequence[Found], lang: Lang) -> list[list[Any]]:
    """What else stands on pages that somebody wrote, in one language: `[address, *pieces]`."""
    records = _records(archive)
    near = (found for found in pages if not _far(found.url, records.get(found.url)))
    return [[url, *pieces] for url, pieces in _written(archive, near, lang) if pieces]


def rest(archive: Archive, pages: Sequence[Found], lang: Lang) -> list[list[Any]]:
    """What is asked for where the index and the prose have nothing, as prose.

    The headlines and authors of sources of the context, how they were read, and what is said to editors.
    """
    records = _records(archive)
    far = {found.url: found for found in pages if _far(found.url, records.get(found.url))}
    rows = _written(archive, far.values(), lang)
    return [[url, *_late(far[url], records.get(url)), *pieces] for url, pieces in rows]


def _records(archive: Archive) -> dict[str, Record]:
    return {record.url("vi"): record for record in archive.records.values()}


def _far(url: str, record: Record | None) -> bool:
    """Whether there is much of what stands on it, and few look for it by that."""
    return _context(record) or (url.startswith(EDITORS) and url != EDITORS)


def _context(record: Record | None) -> bool:
    return record is not None and isinstance(record.meta, Source) and record.meta.tier == "context"


def _written(archive: Archive, pages: Iterable[Found], lang: Lang) -> Iterator[tuple[str, list[str]]]:
    written = {page.url: page for page in archive.pages if page.lang == lang}
    prefix = "" if lang == "vi" else "en/"
    for found in pages:
        if page := written.get(prefix + found.url):
            yield found.url, [*_prose(page, archive)]


def _page(found: Found, record: Record | None, lang: Lang) -> list[Any]:
    """A page's row. A record is sought by its title in either language, but a source of the context by few names."""
    title = found.title[lang]
    own = [found.title[_other(lang)]] if record and not _context(record) else []
    late = _late(found, record)
    return [
        found.url,
        record.id if record else "",
        record.kind if record else PLAIN if found.url else HOME,
        title,
        found.summary[lang],
        *(name for name in dict.fromkeys((*own, *_called(found, record))) if name not in (title, *late)),
    ]


def _late(found: Found, record: Record | None) -> list[str]:
    """What a source of the context is called besides its title and its publisher: its headline, its author."""
    if record is None or not isinstance(record.meta, Source) or not _context(record):
        return []
    return [name for name in _called(found, record) if name != record.meta.publisher]


def _called(found: Found, record: Record | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*found.also, *(_names(record) if record else ()))))


def _other(lang: Lang) -> Lang:
    return "en" if lang == "vi" else "vi"


def _term(term: Term, lang: Lang) -> list[Any]:
    """An entry of the glossary, as a page: its other forms and its abbreviations are names of it."""
    others = dict.fromkeys((term.term[_other(lang)], *term.abbr, *term.also["vi"], *term.also["en"]))
    return [term.url("vi"), term.anchor, TERM, term.term[lang], term.meaning[lang], *others]


def _names(record: Record) -> Iterator[str]:
    """What a record is called besides its title: by its front matter, and over time."""
    for key in record.meta.called:
        if value := getattr(record.meta, key):
            yield str(value)
    yield from (claim.name for claim in record.live_claims if claim.name)


def _status(statement: Statement, lang: Lang) -> list[str]:
    """The look of a statement's chip, and its words."""
    if statement.withdrawal:
        return ["withdrawn", markup.withdrawn_on(statement.withdrawal, lang)]
    return [statement.look, (markup.CONTEXT if statement.look == "context" else statement.word)[lang]]


def _prose(page: Page, archive: Archive) -> Iterator[str]:
    yield from page.meta.unknowns if page.meta else ()
    yield from (fragment.text for fragment in page.body.fragments)
    if record := record_at(archive, page.path):
        yield from (record.place_words(locator, page.lang) for locator in record.locators)
