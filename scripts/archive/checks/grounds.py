"""What editorial words may lean on: the claims and records that a page shows, quotes or links.

Takes a page and its archive; gives the editorial words that are held, and what of their figures, dates, symbols, titles
and names nothing supports (`content.backing` has what each record states). A link may have the title of its page as its
words. An entry of the glossary with a source is held by that, as a claim is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from archive import dates
from archive.content.backing import Backing, Leaning
from archive.content.body import references
from archive.content.kinds.base import Common, Translation
from archive.content.kinds.document import Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.content.terms import cited, entries, sourced
from archive.findings import Lang, Place
from archive.text import Figure, Stated, normal, quoted, spaced, spelled, stated, words_of
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


@dataclass(frozen=True, eq=False)
class Support:
    """What some texts state, in the forms in which it is asked for, each worked out when it first is."""

    backing: Backing
    found: dict[str, bool] = field(default_factory=dict)
    """Of a long text, what was looked for in it: many pages lean on it, and look for the same names."""

    @cached_property
    def said(self) -> frozenset[Figure | str]:
        """Figures, symbols and dates; what a date says besides itself too."""
        own = (one.supported for one in self._facts)
        return frozenset[Figure | str]().union(*own, *(part.said for part in self._parts))

    @cached_property
    def dated(self) -> frozenset[str]:
        """The years in which something is dated, be it by month or day."""
        own = frozenset(date[:_YEAR] for date in self._exact if "/" not in date)
        return own.union(*(part.dated for part in self._parts))

    @cached_property
    def bounds(self) -> frozenset[str]:
        """The years that stand as an end of a period."""
        own = frozenset(end for date in self._exact if "/" in date for end in date.split("/"))
        return own.union(*(part.bounds for part in self._parts))

    @cached_property
    def text(self) -> str:
        """All words, as `spaced` has them."""
        own = (*(wording.worded for wording in self.backing.stating), *map(words_of, self.backing.naming))
        return _APART.join([*dict.fromkeys(own), *(part.text for part in self._parts)])

    def has(self, form: str) -> bool:
        """Whether a form, as `spaced` has it, stands in the text."""
        if len(self.text) < _LARGE:
            return form in self.text
        if form not in self.found:
            self.found[form] = form in self.text
        return self.found[form]

    @cached_property
    def _facts(self) -> list[Stated]:
        return [wording.facts for wording in self.backing.stating]

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(date for one in self._facts for date in one.dates)

    @cached_property
    def _parts(self) -> list[Support]:
        return [_support(part) for part in self.backing.parts]


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


@dataclass(frozen=True)
class _Leans:
    """What the editorial words of a page may lean on, the nearest first, each asked for where those before do not do.

    What many pages lean on changes with any of its records, and then all that asked for it are looked at again.
    """

    archive: Archive
    page: Page

    def __iter__(self) -> Iterator[Support]:
        for leaning in self._near:
            yield _support(self.archive.backings[leaning])
        for leaning in self._far:
            yield _support(self.archive.backings[leaning])

    @cached_property
    def _near(self) -> list[Leaning]:
        """The page's own record, the homes of statements that it shows, and the records that its own names."""
        own = _record(self.page, self.archive)
        found = [("own", own.id)] if own else []
        quoted = dict.fromkeys(self.archive.homes.get(quote.id, "") for quote in self.page.body.quotes)
        named = (name for name in (own.meta.related_ids() if own else ()) if name in self.archive.records)
        return found + [("record", name) for name in (*filter(None, quoted), *named)]

    @cached_property
    def _far(self) -> list[Leaning]:
        """What it links, then what cites all these.

        An index page shows its folder's records, so linking it links them. A page without a record has its own folder.
        """
        records, folders = [name for _, name in self._near], list[str]()
        for linked in _linked_pages(self.page, self.archive):
            record = _record(linked, self.archive)
            if record:
                records.append(record.id)
            elif linked.path.endswith("index.md"):
                folders.append(linked.path.rpartition("/")[0])
        if not _record(self.page, self.archive):
            folders.append(self.page.path.rpartition("/")[0])
        return [
            *(("record", name) for name in records[len(self._near) :]),
            *(("folder", name) for name in folders),
            *(("citing", name) for name in records),
            *(("citing folder", name) for name in folders),
        ]


def missing(page: Page, archive: Archive) -> Iterator[tuple[str, Place]]:
    """What the editorial words of a page state and nothing that they may lean on does, as it is written there."""
    leans = _Leans(archive, page)
    titles = _titles(page, archive)
    from_sources = _from_sources(page, archive)
    for words, place in editorial(page):
        if place in from_sources:
            continue
        bare = _bare(page, words, titles.get(place.line, []), archive)
        yield from ((value, place) for value in _unsupported(bare, page.lang, leans))
    if isinstance(page.meta, Source):
        # Names are the source's own; a figure or a date is none.
        for name in ("author", "photographer"):
            named = getattr(page.meta, name) or ""
            yield from ((value, page.key(name)) for value in _unsupported(named, page.lang, (), names=False))


def _unsupported(words: str, lang: Lang, supports: Iterable[Support], *, names: bool = True) -> tuple[str, ...]:
    found: list[str] = []
    what = stated(words, lang)
    found += [str(figure) for figure in what.figures if not _states(figure, supports)]
    for date in what.dates:
        if not any(date in one.said for one in supports):
            found.append(as_written(date, words, lang))
    # `2027–2030` does not date a thing: a bare year wants more than the end of a period.
    for year in sorted(date for date in what.dates if len(date) == _YEAR):
        if not any(year in one.dated for one in supports) and any(year in one.bounds for one in supports):
            found.append(year)
    found += [symbol for symbol in what.symbols if not any(symbol in one.said for one in supports)]
    unread = [token for token in what.unread if not _stands((token,), supports)]
    # `kq-99-70` is one thing, and its 70 no other.
    found = [value for value in found if not any(value in token.split("-") for token in unread)] + unread
    if not names:
        return tuple(dict.fromkeys(found))
    found += [title for title in quoted(words) if title[:1].isupper() and not _stands((title,), supports)]
    found += [name.text for name in names_of(words, lang) if not _stands(name.alternatives, supports)]
    return tuple(dict.fromkeys(found))


def _bare(page: Page, words: str, titles: list[str], archive: Archive) -> str:
    """`words` without titles of linked pages, the site's own words, and ids, which other rules hold to the archive."""
    for phrase in (*titles, *archive.settings.own_words.get(page.path, ())):
        if phrase in words:
            words = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "|", words)
    if "-" in words:
        known = (archive.records, archive.homes)
        words = _ID.sub(lambda match: "|" if any(match[0] in ids for ids in known) else match[0], words)
    return words


def _states(figure: Figure, supports: Iterable[Support]) -> bool:
    forms = [*map(spaced, spelled(figure))]
    return any(figure in support.said or any(map(support.has, forms)) for support in supports)


def _stands(forms: Iterable[str], supports: Iterable[Support]) -> bool:
    """Whether one of the forms stands, as whole words, in a support."""
    asked = [*map(spaced, forms)]
    return any(any(map(support.has, asked)) for support in supports)


def as_written(date: str, words: str, lang: Lang) -> str:
    """The words in which `words` states `date`; the date itself where they are not to be found."""
    what = stated(words, lang)
    written = dict(zip(what.dates, what.written, strict=True)).get(date, date)
    match = re.search(re.escape(written).replace(r"\-", _DASHES), words)
    return match[0] if match else written


def _support(backing: Backing) -> Support:
    """What a backing supports: worked out once of each, for many lean on it."""
    known: Support | None = vars(backing).get("_support")
    if known is None:
        known = vars(backing)["_support"] = Support(backing)
    return known


def _record(page: Page, archive: Archive) -> Record | None:
    vi = _vietnamese(page, archive)
    return archive.records.get(vi.meta.id) if vi and isinstance(vi.meta, Common) else None


def _titles(page: Page, archive: Archive) -> dict[int, list[str]]:
    """The titles of linked pages that are the words of their link, by the line on which the piece with it begins."""
    named: dict[int, list[str]] = {}
    for link in page.body.links:
        target = _target(page, link.href, archive)
        if target and normal(target.title) == normal(link.text):
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
