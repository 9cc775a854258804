"""What editorial words may lean on: the claims and records that a page shows, quotes or links.

Takes an archive; gives for each page the editorial words that are held, and what supports their figures, dates, symbols,
titles and names. A claim supports what it says, a withdrawn one on its own page alone. A source supports its own citation: who
published it, when, under which headline, and when it was read; whoever cites it may name it, no more. Titles and summaries support
nothing, for they are held themselves; a link may have the title of its page as its words. An entry of the glossary with a source is
held by that, as a claim is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from archive import dates
from archive.content.body import Claim, references
from archive.content.kinds.base import Common, Translation
from archive.content.kinds.document import Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.content.terms import cited, entries, sourced
from archive.findings import LANGS, Lang, Place
from archive.text import Figure, quoted, said, spaced, spelled, stated, words_of
from archive.text import names as names_of

_YEAR = 4
"""Letters of a bare year."""
_ID = re.compile(r"(?<![\w-])[a-z]{1,2}(?:-[a-z0-9]+)++(?![\w-])")
_LARGE = 20_000
"""Letters of a support from which on answers are remembered."""
_SHOWN = re.compile(r"[ ](?:title|datetime)=\"([^\"]*)\"", re.IGNORECASE)
"""What a tag says on hovering, or to machines."""
_DASHES = "[-‐‑‒–—―−]"
_APART = " \n "
"""Between two texts: no words reach over it."""


@dataclass(frozen=True, slots=True)
class Support:
    """What some texts state, in the forms in which it is asked for."""

    said: frozenset[Figure | str] = frozenset()
    """Figures, symbols and dates; what a date says besides itself too."""
    dated: frozenset[str] = frozenset()
    """The years in which something is dated, be it by month or day."""
    bounds: frozenset[str] = frozenset()
    """The years that stand as an end of a period."""
    text: str = ""
    """All words, as `spaced` has them."""


def editorial(page: Page) -> Iterator[tuple[str, Place]]:
    """The editorial words of a page: all prose of its front matter, reasons of withdrawals, every piece that is no claim."""
    if page.meta:
        yield page.meta.title, page.key("title")
        yield page.meta.summary, page.key("summary")
        for number, words in enumerate(page.meta.also):
            yield words, page.key(f"also.{number}")
        for number, words in enumerate(page.meta.unknowns):
            yield words, page.key(f"unknowns.{number}")
    if isinstance(page.meta, Common | Translation) and page.meta.withdrawn_reason:
        yield page.meta.withdrawn_reason, page.key("withdrawn_reason")
    if isinstance(page.meta, Translation):
        for name, about in page.meta.locators.items():
            yield about, page.key(f"locators.{name}")
    for name in entries(page):
        yield from _of_term(page, name)
    if isinstance(page.meta, Source | Document):
        for name, locator in page.meta.locators.items():
            yield locator.about, page.key(f"locators.{name}")
    if isinstance(page.meta, Document):
        for name, stated_of_it in (("number", page.meta.number), ("abstract", page.meta.abstract)):
            if stated_of_it:
                yield stated_of_it, page.key(name)
    if isinstance(page.meta, Common):
        for name in ("period", "date", "issued", "in_force"):
            date = getattr(page.meta, name, None)
            # An inferred day has its proof, which DV707 asks for; no other date has one.
            if date and not (name == "date" and dates.uncertain(date)):
                yield dates.label(date, page.lang), page.key(name)
    for claim in page.body.claims:
        for name, held in (("office", claim.office), ("name", claim.name)):
            if held and page.lang == "en":  # the Vietnamese is in the claim itself (DV616)
                yield held, claim.place_of(name)
        if claim.because:
            yield claim.because, claim.place_of("reason")
    for fragment in page.body.fragments:
        yield fragment.text, fragment.place
    for tag in page.body.html:
        for value in _SHOWN.findall(tag.code):
            yield unescape(value), tag.place


def _of_term(page: Page, name: str) -> Iterator[tuple[str, Place]]:
    """The words of an entry of the glossary."""
    entry, key = entries(page)[name], f"terms.{name}"
    yield entry.term, page.key(f"{key}.term")
    if entry.meaning:
        yield entry.meaning, page.key(f"{key}.meaning")
    for list_, listed in (("also", entry.also), ("abbr", entry.abbr)):
        yield from ((words, page.key(f"{key}.{list_}.{number}")) for number, words in enumerate(listed))


def unmarked(page: Page) -> frozenset[str]:
    """Ids that stand on paragraphs that are no claims, most often for want of the dot in `.claim`; DV305 names them."""
    return frozenset(
        a.value for fragment in page.body.fragments for a in fragment.attributes if a.name == "id" and a.value
    )


class Supports:
    """The supports of every page of an archive; what many pages lean on is put together once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._records: dict[tuple[str, bool], Support] = {}
        self._folders: dict[str, Support] = {}
        self._found: dict[tuple[int, str], bool] = {}
        self._citing: dict[str, list[str]] = {}
        for record in archive.records.values():
            for claim in record.live_claims:
                for source in dict.fromkeys(reference.source for reference in claim.sources):
                    self._citing.setdefault(source, []).append(claim.id)

    def missing(self, page: Page) -> Iterator[tuple[str, Place]]:
        """What the editorial words of a page state and nothing that they may lean on does, as it is written there."""
        supports = self._of(page)
        titles = _titles(page, self._archive)
        from_sources = _from_sources(page, self._archive)
        for words, place in editorial(page):
            if place in from_sources:
                continue
            bare = self._bare(page, words, titles.get(place.line, []))
            yield from ((value, place) for value in self._unsupported(bare, page.lang, supports))
        if isinstance(page.meta, Source):
            # Names are the source's own; a figure or a date is none.
            for name in ("author", "photographer"):
                named = getattr(page.meta, name) or ""
                yield from ((value, page.key(name)) for value in self._unsupported(named, page.lang, [], names=False))

    def _unsupported(self, words: str, lang: Lang, supports: list[Support], *, names: bool = True) -> tuple[str, ...]:
        found: list[str] = []
        what = stated(words, lang)
        found += [str(figure) for figure in what.figures if not self._states(figure, supports)]
        for date in what.dates:
            if not any(date in one.said for one in supports):
                found.append(as_written(date, words, lang))
        # `2027–2030` does not date a thing: a bare year wants more than the end of a period.
        for year in sorted(date for date in what.dates if len(date) == _YEAR):
            if any(year in one.bounds for one in supports) and not any(year in one.dated for one in supports):
                found.append(year)
        found += [symbol for symbol in what.symbols if not any(symbol in one.said for one in supports)]
        unread = [token for token in what.unread if not self._stands((token,), supports)]
        # `kq-99-70` is one thing, and its 70 no other.
        found = [value for value in found if not any(value in token.split("-") for token in unread)] + unread
        if not names:
            return tuple(dict.fromkeys(found))
        found += [title for title in quoted(words) if title[:1].isupper() and not self._stands((title,), supports)]
        found += [name.text for name in names_of(words, lang) if not self._stands(name.alternatives, supports)]
        return tuple(dict.fromkeys(found))

    def _of(self, page: Page) -> list[Support]:
        """What the editorial words of a page may lean on, the nearest first."""
        vi = page if page.lang == "vi" else self._archive.twin(page) or page
        own = _record(page, self._archive)
        found = [self._record(own, struck=True)] if own else []
        quoted = dict.fromkeys(self._archive.homes.get(quote.id, "") for quote in page.body.quotes)
        found += [self._record(self._archive.records[home]) for home in quoted if home]
        for linked in _linked_pages(page, self._archive):
            record = _record(linked, self._archive)
            if record:
                found.append(self._record(record))
            elif linked.path.endswith("index.md"):
                # An index page shows its folder's records, so linking it links them.
                found.append(self._folder(linked.path.rpartition("/")[0]))
        if own:
            found += [
                self._record(self._archive.records[i]) for i in own.meta.related_ids() if i in self._archive.records
            ]
        else:
            found.append(self._folder(vi.path.rpartition("/")[0]))
        return found

    def _bare(self, page: Page, words: str, titles: list[str]) -> str:
        """`words` without titles of linked pages, the site's own words, and ids, which other rules hold to the archive."""
        for phrase in (*titles, *self._archive.settings.own_words.get(page.path, ())):
            if phrase in words:
                words = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "|", words)
        if "-" in words:
            known = (self._archive.records, self._archive.homes)
            words = _ID.sub(lambda match: "|" if any(match[0] in ids for ids in known) else match[0], words)
        return words

    def _states(self, figure: Figure, supports: list[Support]) -> bool:
        return any(figure in one.said for one in supports) or self._stands(spelled(figure), supports)

    def _stands(self, forms: Iterable[str], supports: Iterable[Support]) -> bool:
        """Whether one of the forms stands, as whole words, in a support."""
        for form in map(spaced, forms):
            for support in supports:
                key = (id(support), form)
                found = self._found.get(key)
                if found is None:
                    found = form in support.text
                    if len(support.text) > _LARGE:  # many pages lean on it, and look for the same names in it
                        self._found[key] = found
                if found:
                    return True
        return False

    def _record(self, record: Record, *, struck: bool = False) -> Support:
        """What a record supports; with `struck`, its withdrawn claims too, which its own page shows and may speak of."""
        key = record.id, struck
        if key not in self._records:
            claims = record.claims if struck else record.live_claims
            if struck and claims == record.live_claims:
                self._records[key] = self._record(record)
            else:
                shown = [claim.id for claim in claims] + self._citing.get(record.id, [])
                stating, naming = _stating(record, shown, self._archive), _naming(record, claims, self._archive)
                self._records[key] = _support(stating, naming)
        return self._records[key]

    def _folder(self, folder: str) -> Support:
        if folder not in self._folders:
            members = self._archive.of_folder(folder)
            each = [self._record(member) for member in members]
            self._folders[folder] = Support(
                frozenset[Figure | str]().union(*(one.said for one in each)),
                frozenset[str]().union(*(one.dated for one in each)),
                frozenset[str]().union(*(one.bounds for one in each)),
                _APART.join(one.text for one in each),
            )
        return self._folders[folder]


def as_written(date: str, words: str, lang: Lang) -> str:
    """The words in which `words` states `date`; the date itself where they are not to be found."""
    what = stated(words, lang)
    written = dict(zip(what.dates, what.written, strict=True)).get(date, date)
    match = re.search(re.escape(written).replace(r"\-", _DASHES), words)
    return match[0] if match else written


def _support(stating: Iterable[tuple[str, Lang]], naming: Iterable[str]) -> Support:
    stating = tuple(dict.fromkeys(stating))
    exact = frozenset(date for text, lang in stating for date in stated(text, lang).dates)
    return Support(
        frozenset[Figure | str]().union(*(said(text, lang) for text, lang in stating)),
        frozenset(date[:_YEAR] for date in exact if "/" not in date),
        frozenset(end for date in exact if "/" in date for end in date.split("/")),
        _APART.join(dict.fromkeys(words_of(text) for text in (*(text for text, _ in stating), *naming))),
    )


def _record(page: Page, archive: Archive) -> Record | None:
    vi = _vietnamese(page, archive)
    return archive.records.get(vi.meta.id) if vi and isinstance(vi.meta, Common) else None


def _stating(record: Record, shown: list[str], archive: Archive) -> Iterator[tuple[str, Lang]]:
    """What a record states in full: the claims that it shows, the period of its kind, a source's citation."""
    for claim in shown:
        yield from ((archive.text(claim, lang), lang) for lang in LANGS)
    periods = archive.settings.periods
    period = archive.settings.period(record.kind) or getattr(record.meta, "period", None)
    if period in {periods.result, periods.commitment}:
        yield from ((dates.label(period, lang), lang) for lang in LANGS)
    if isinstance(record.meta, Source):
        meta = record.meta
        yield f"{meta.publisher}\n{meta.headline}\n{meta.author or ''}\n{meta.photographer or ''}", meta.language
        for date in filter(None, (meta.published, meta.read.date)):
            yield from ((dates.label(date, lang), lang) for lang in LANGS)


def _naming(record: Record, claims: Iterable[Claim], archive: Archive) -> Iterator[str]:
    """What a record names besides: its kind, and who published the sources that it cites, under which headline."""
    yield from (record.meta.label.vi, record.meta.label.en)
    named = dict.fromkeys(reference.source for claim in claims for reference in claim.sources)
    for source in filter(None, map(archive.source, named)):
        yield from (source.publisher, source.short, source.headline)
    if isinstance(record.meta, Source):
        yield record.meta.short


def _titles(page: Page, archive: Archive) -> dict[int, list[str]]:
    """The titles of linked pages that are the words of their link, by the line on which the piece with it begins."""
    named: dict[int, list[str]] = {}
    for link in page.body.links:
        target = _target(page, link.href, archive)
        if target and target.title == link.text:
            named.setdefault(link.place.line, []).append(link.text)
    return {
        fragment.place.line: [words for line in range(*fragment.lines) for words in named.get(line, ())]
        for fragment in (page.body.fragments if named else ())
    }


def _from_sources(page: Page, archive: Archive) -> frozenset[Place]:
    """Where the words of the glossary stand that have a source of their own, as claims have."""
    vi = _vietnamese(page, archive)
    found: set[Place] = set()
    for name, entry in (sourced(vi) if vi else {}).items():
        means = page.key(f"terms.{name}.meaning")
        for _, place in _of_term(page, name) if name in entries(page) else ():
            if entry.meaning_source if place == means else entry.source:
                found.add(place)
    return frozenset(found)


def _vietnamese(page: Page, archive: Archive) -> Page | None:
    return page if page.lang == "vi" else archive.twin(page)


def _linked_pages(page: Page, archive: Archive) -> Iterator[Page]:
    for href in dict.fromkeys(link.href.partition("#")[0] for link in page.body.links):
        found = _target(page, href, archive)
        if found:
            yield found
    # A glossary links the pages on which its words are met, and the sources that they are from.
    vi = _vietnamese(page, archive)
    for entry in (sourced(vi) if vi else {}).values():
        met = archive.by_path.get((page.lang, entry.met or ""))
        named = (archive.cited(one.source) for _, given in cited(entry) for one in references(given))
        yield from (found for found in (met, *(record.vi for record in named if record)) if found)


def _target(page: Page, href: str, archive: Archive) -> Page | None:
    """The page that a link leads to."""
    file = href.partition("#")[0]
    if not file.endswith(".md") or "://" in file:
        return None
    return archive.by_path.get((page.lang, posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file))))
