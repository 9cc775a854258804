"""The content model: pages, records, claims, sources and campaigns as frozen values.

A *page* is a Markdown file. A *record* is a page with an id and a kind, together with its English twin. A *claim* is
one paragraph or list item of a record that states something a source states. Everything else on a page is editorial.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from os.path import commonprefix
from pathlib import Path
from typing import Literal, TypeVar

from archive import dates
from archive.content import premises
from archive.content.backing import Backing, Backings
from archive.content.body import Body, Claim, Correction, Withdrawal
from archive.content.frontmatter import FrontMatter
from archive.content.kinds import KINDS
from archive.content.kinds.base import Common, Locator, Meta, Translation
from archive.content.kinds.campaign import Campaign
from archive.content.kinds.document import Document
from archive.content.kinds.source import Source
from archive.content.statement import Statement, Statements
from archive.content.terms import Term, terms
from archive.content.works import Work, works
from archive.findings import Lang, Place, Text
from archive.history.value import NOT_ASKED, History
from archive.settings import Own, Settings
from archive.text import Stated, stated, words_of

Tier = Literal["primary", "context"]


@dataclass(frozen=True)
class Page:
    """One Markdown file of one language."""

    lang: Lang
    path: str
    """Relative to `docs/<lang>`; the same for both twins."""
    file: str
    """Relative to the project's root: what findings name."""
    raw: bytes
    text: str
    front: FrontMatter
    meta: Meta | Translation | None
    """None where the front matter cannot be read."""
    body: Body
    refused: str = ""
    """Why the file was not parsed (a cap, bad bytes); empty where it was."""

    @cached_property
    def url(self) -> str:
        """The page's address relative to the site's root, ending in `/` (or empty for the home page)."""
        return page_url(self.path, self.lang)

    @cached_property
    def fingerprinted(self) -> tuple[str, ...]:
        """What tells it from any other: all else is read from these bytes at this place."""
        return (self.lang, self.path, self.file, hashlib.blake2b(self.raw, digest_size=16).hexdigest())

    @cached_property
    def facts(self) -> Mapping[str, Stated]:
        """What its claims state, and a source its citation, by their words."""
        texts = [claim.text for claim in self.body.claims]
        if isinstance(self.meta, Source) and self.meta.language == self.lang:
            texts.append(self.meta.cited)
        return {text: stated(text, self.lang) for text in texts}

    def states(self, text: str) -> Stated:
        """What a text of its language states; what its claims do is at hand."""
        return self.facts.get(text) or stated(text, self.lang)

    @cached_property
    def worded(self) -> Mapping[str, str]:
        """Its claims and fragments as they are compared (`text.words_of`), by their texts."""
        texts = [*(claim.text for claim in self.body.claims), *(piece.text for piece in self.body.fragments)]
        return {text: words_of(text) for text in texts}

    def key(self, name: str) -> Place:
        """Where the front-matter key `name` (dotted for nested keys) stands; line 1 where it does not."""
        return self.front.place(name) or Place(self.file)

    @property
    def title(self) -> str:
        """The page's title; its path where it has none."""
        return self.meta.title if self.meta else self.path


def page_url(path: str, lang: Lang) -> str:
    """The address of `docs/<lang>/<path>`: `ket-qua/2027-2030/kq-05.md` gives `ket-qua/2027-2030/kq-05/`."""
    stem = path.removesuffix(".md")
    if stem == "index":
        stem = ""
    stem = stem.removesuffix("/index")
    prefix = "" if lang == "vi" else "en/"
    return f"{prefix}{stem}/" if stem else prefix


def relative_url(origin: str, target: str) -> str:
    """The link from the page at `origin` to `target` (with or without `#anchor`), both relative to the site's root."""
    address, hash_, anchor = target.partition("#")
    if address == origin and hash_:
        return f"#{anchor}"
    start = origin[: origin.rfind("/") + 1]
    # As `posixpath.relpath` has it, which takes both apart; there are thousands of links on a page.
    shared = commonprefix([start, address]).rfind("/") + 1  # noqa: RUF071  letter by letter, then back to a slash
    way = "../" * start.count("/", shared) + address[shared:]
    return f"{way or './'}{hash_}{anchor}"


def leads_to(page: Page, path: str) -> str:
    """Where a relative path on a page leads, relative to `docs/`; climbing out gives a path that starts with `..`."""
    folder = posixpath.dirname(f"{page.lang}/{page.path}")
    return posixpath.normpath(posixpath.join(folder, path)) if path else f"{page.lang}/{page.path}"


@dataclass(frozen=True)
class Record:
    """A page with an id and a kind, and its English twin."""

    id: str
    vi: Page
    en: Page | None
    meta: Common

    @property
    def fingerprinted(self) -> tuple[Page | None, ...]:
        """What tells it from any other: its two pages."""
        return (self.vi, self.en)

    @property
    def kind(self) -> str:
        """The kind's name: `result`, `commitment`, `source` …."""
        return self.meta.kind

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The record's claims, in the order of the Vietnamese file, withdrawn ones too."""
        return self.vi.body.claims

    @property
    def live_claims(self) -> tuple[Claim, ...]:
        """The claims that lists show: not withdrawn, of a record that is not withdrawn."""
        return () if self.meta.withdrawn else tuple(c for c in self.claims if not c.withdrawn)

    @property
    def locators(self) -> Mapping[str, Locator]:
        """The places that claims may cite, of a source or an official text; none in other records."""
        return self.meta.locators if isinstance(self.meta, Source | Document) else {}

    def place_words(self, locator: str, lang: Lang) -> str:
        """What stands at a locator, in a few words; empty where it is not listed."""
        if locator not in self.locators:
            return ""
        english = self.en.meta.locators if lang == "en" and self.en and isinstance(self.en.meta, Translation) else {}
        return english.get(locator, self.locators[locator].about)

    @property
    def withdrawal(self) -> Withdrawal | None:
        """How the record was withdrawn; None where it counts."""
        if not self.meta.withdrawn:
            return None
        english = self.en.meta.withdrawn_reason if self.en and isinstance(self.en.meta, Translation) else None
        because = self.meta.withdrawn_reason or ""
        return Withdrawal(self.meta.withdrawn, Text(because, english or because), self.meta.instead)

    def page(self, lang: Lang) -> Page:
        """The twin in `lang`; the Vietnamese page where there is no English one."""
        return self.en if lang == "en" and self.en else self.vi

    def title(self, lang: Lang) -> str:
        """The title in `lang`."""
        return self.page(lang).title

    def summary(self, lang: Lang) -> str:
        """The summary in `lang`; may be empty."""
        meta = self.page(lang).meta
        return meta.summary if meta else ""

    def unknowns(self, lang: Lang) -> tuple[str, ...]:
        """What the source leaves open, in `lang`, twins in the same order."""
        meta = self.page(lang).meta
        return meta.unknowns if meta else ()

    def url(self, lang: Lang) -> str:
        """The page's address in `lang`, relative to the site's root."""
        return page_url(self.vi.path, lang)


@dataclass(frozen=True)
class Archive:
    """Everything under `docs/`, indexed. Where ids collide the first one in order of path is kept here."""

    root: Path
    pages: tuple[Page, ...]
    problems: tuple[Unreadable, ...] = ()
    assets: tuple[str, ...] = ()
    """Files under `docs/assets`, relative to `docs/`."""
    by_path: Mapping[tuple[Lang, str], Page] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    """Claim id to the id of its record."""
    own: Own = field(default_factory=Own)
    """What `archive.toml` says."""
    latest: str | None = None
    """The last day (ISO) on which this text can have been written; None where nobody asked."""
    history: History = NOT_ASKED
    """What is known of the past."""
    site_url: str = ""
    """Where the archive is published, ending in `/`; empty where nobody said."""
    set_aside: frozenset[str] = frozenset()
    """The ids of the drafts that were left out: nothing shows them, and nobody else is given their numbers."""

    @property
    def settings(self) -> Settings:
        """What is this archive's own."""
        return self.own.settings

    def twin(self, page: Page) -> Page | None:
        """The same page in the other language."""
        return self.by_path.get(("en" if page.lang == "vi" else "vi", page.path))

    @cached_property
    def worded(self) -> Mapping[str, str]:
        """The claims and fragments of all pages as they are compared (`text.words_of`), by their texts."""
        return {text: words for page in self.pages for text, words in page.worded.items()}

    @cached_property
    def drafts(self) -> frozenset[str]:
        """The paths of the pages that are not published, each that of both twins."""
        metas = ((page.path, page.meta) for page in self.pages if page.lang == "vi")
        return frozenset(path for path, meta in metas if isinstance(meta, Meta) and meta.draft)

    @cached_property
    def ids_given(self) -> tuple[tuple[str, str], ...]:
        """Every id and its file, of pages whose front matter does not hold too."""
        ids = ((page.front.data.get("id"), page.file) for page in self.pages if page.lang == "vi")
        return tuple((given, file) for given, file in ids if isinstance(given, str))

    def next_number(self, prefix: str) -> int:
        """The number after the highest of a numbered kind."""
        taken = chain((given for given, _ in self.ids_given), self.set_aside)
        numbers = (int(found[1]) for id_ in taken if (found := re.fullmatch(rf"{prefix}-([0-9]{{1,9}})", id_)))
        return max(numbers, default=0) + 1

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every Vietnamese claim by id."""
        return {claim.id: claim for record in self.records.values() for claim in record.claims}

    @cached_property
    def statements(self) -> Statements:
        """Every claim as what shows it needs it, by id."""
        return Statements(self)

    @cached_property
    def backings(self) -> Mapping[tuple[str, str], Backing]:
        """What editorial words may lean on: the texts of records and folders."""
        return Backings(self)

    @cached_property
    def citing(self) -> Mapping[str, Mapping[str, tuple[Statement, ...]]]:
        """The statements that cite a source and count, by the source's id and its locators, in order of record."""
        found: dict[str, dict[str, list[Statement]]] = {}
        for _, record in sorted(self.records.items()):
            for statement in self.statements.of(record.live_claims):
                for cited in (ground.reference for ground in statement.grounds):
                    found.setdefault(cited.source, {}).setdefault(cited.locator, []).append(statement)
        return {source: {at: tuple(each) for at, each in places.items()} for source, places in found.items()}

    @cached_property
    def quoting(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages, in both languages, that quote a statement, by its id."""
        found: dict[str, dict[str, Page]] = {}
        for page in self.pages:
            for quote in page.body.quotes:
                found.setdefault(quote.id, {})[page.file] = page
        return {name: tuple(pages.values()) for name, pages in found.items()}

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every word of the glossary, in the order of the Vietnamese file."""
        return tuple(terms(self))

    @cached_property
    def terms_on(self) -> Mapping[str, tuple[Term, ...]]:
        """The words of the glossary by the page (its path) on which they stand."""
        return _grouped((term.path, term) for term in self.terms)

    @cached_property
    def terms_from(self) -> Mapping[tuple[str, str], tuple[Term, ...]]:
        """The words of the glossary by the places (source and locator) that they rest on."""
        return _grouped(((at.source, at.locator), term) for term in self.terms for at in term.rests_on)

    @cached_property
    def below(self) -> Mapping[str, tuple[Record, ...]]:
        """The records, not withdrawn, whose pages stand below an address or at it, by id."""
        live = (record for _, record in sorted(self.records.items()) if not record.withdrawal)
        ways = ((record.url("vi"), record) for record in live)
        return _grouped((way[: at + 1], record) for way, record in ways for at, sign in enumerate(way) if sign == "/")

    @cached_property
    def gathered(self) -> Mapping[str, tuple[Record, ...]]:
        """The records of any kind, not withdrawn, that name a campaign, by its slug, each list by id."""
        live = (record for _, record in sorted(self.records.items()) if not record.meta.withdrawn)
        return _grouped((slug, record) for record in live for slug in dict.fromkeys(record.meta.campaigns))

    @cached_property
    def english(self) -> Mapping[str, Claim]:
        """Every English claim by id."""
        twins = (record.en for record in self.records.values() if record.en)
        return {claim.id: claim for twin in twins for claim in twin.body.claims}

    @cached_property
    def source_addresses(self) -> frozenset[str]:
        """Outside addresses of sources and of their copies, and where they have moved to, without a last slash."""
        metas = [record.meta for record in self.records.values() if isinstance(record.meta, Source)]
        named = [address for meta in metas for address in (meta.address, meta.answer.moved_to) if address]
        named += [copy.address for meta in metas for copy in meta.archived]
        return frozenset(address.rstrip("/") for address in named)

    def text(self, claim_id: str, lang: Lang) -> str:
        """A claim's words in `lang`; the Vietnamese where no English twin says them."""
        english = self.english.get(claim_id) if lang == "en" else None
        return (english or self.claims[claim_id]).text

    def withdrawal(self, claim: Claim) -> Withdrawal | None:
        """How the claim was withdrawn, by itself or else with its record; None where it counts."""
        if claim.withdrawn:
            return Withdrawal(claim.withdrawn, self._because(claim), claim.instead, claim.same_as)
        home = self.homes.get(claim.id)
        return self.records[home].withdrawal if home else None

    def correction(self, claim: Claim) -> Correction | None:
        """How the claim's words were corrected; None where nothing says so."""
        return Correction(claim.corrected, self._because(claim)) if claim.corrected else None

    def _because(self, claim: Claim) -> Text:
        twin = self.english.get(claim.id)
        because = claim.because or ""
        return Text(because, (twin.because if twin else None) or because)

    def record_of(self, claim_id: str) -> Record:
        """The record on which the claim stands."""
        return self.records[self.homes[claim_id]]

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of every record, by its id."""
        return {record.id: record.kind for record in self.records.values()}

    def of_kind(self, kind: str) -> Iterator[Record]:
        """The records of one kind, by id."""
        return iter(self._kinds.get(kind, ()))

    @cached_property
    def places(self) -> Mapping[tuple[str, str | None], int]:
        """How many places the sources of one short name and day have: where there are more, these do not say which."""
        metas = [record.meta for record in self.records.values() if isinstance(record.meta, Source)]
        return Counter((meta.short, meta.published) for meta in metas for _ in meta.locators)

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[Record, ...]]:
        return _grouped((record.kind, record) for _, record in sorted(self.records.items()))

    @cached_property
    def works(self) -> Mapping[str, tuple[Work, ...]]:
        """The results and commitments that are not withdrawn, by kind and id, each by what it names of the others."""
        return works(self.records.values())

    def of_folder(self, folder: str) -> tuple[Record, ...]:
        """The records whose pages stand in `folder` (relative to `docs/<lang>`), by id."""
        return self._folders.get(folder, ())

    @cached_property
    def _folders(self) -> Mapping[str, tuple[Record, ...]]:
        return _grouped((record.vi.path.rpartition("/")[0], record) for _, record in sorted(self.records.items()))

    @cached_property
    def unwritten_lists(self) -> Mapping[str, str]:
        """The path of the list that nobody wrote, with the kind, of each kind whose folder has pages, read or not.

        So too where its records stand elsewhere, such as in a folder for each year, and no list stands beside them.
        """
        written = {page.url for page in self.pages}
        used = {page.path.rpartition("/")[0] for page in self.pages}
        unlisted = {folder for folder in used if not folder or page_url(f"{folder}/index.md", "vi") not in written}
        for folder in unlisted:
            used |= {self.settings.folder(found.kind) for found in self.of_folder(folder) if found.kind in KINDS}
        lists = {f"{folder}/index.md": kind for kind in KINDS if (folder := self.settings.folder(kind)) in used}
        return {path: kind for path, kind in lists.items() if page_url(path, "vi") not in written}

    @cached_property
    def naming(self) -> Mapping[str, tuple[Record, ...]]:
        """For every record those, not withdrawn, that name it in a relation, by id."""
        live = (record for _, record in sorted(self.records.items()) if not record.meta.withdrawn)
        return _grouped((named, record) for record in live for named in dict.fromkeys(record.meta.related_ids()))

    @cached_property
    def conclusions(self) -> Mapping[str, tuple[Claim, ...]]:
        """For every premise the claims that name it, by id; withdrawn ones too."""
        claims = (claim for _, claim in sorted(self.claims.items()))
        return _grouped((premise, claim) for claim in claims for premise in dict.fromkeys(claim.premises))

    @cached_property
    def reported_offices(self) -> Mapping[str, tuple[Claim, ...]]:
        """The dated claims in which the primary source reports an office or a name, by its words."""
        found: dict[str, list[Claim]] = {}
        for _, record in sorted(self.records.items()):
            for claim in record.live_claims if record.meta.over_time else ():
                held = claim.office or claim.name
                if held and claim.when and dates.valid(claim.when) and claim.sources and self.tier(claim) == "primary":
                    found.setdefault(held, []).append(claim)
        return {held: tuple(claims) for held, claims in found.items()}

    @cached_property
    def inferred_days(self) -> frozenset[str]:
        """The days (ISO) of events whose year is our conclusion."""
        marked = (getattr(record.meta, "date", None) for record in self.records.values())
        return frozenset(dates.bounds(date)[0] for date in marked if date and dates.uncertain(date))

    def source(self, source_id: str) -> Source | None:
        """A source's front matter, or None where no such source is declared."""
        record = self.records.get(source_id)
        return record.meta if record and isinstance(record.meta, Source) else None

    @cached_property
    def official_texts(self) -> Mapping[str, Record]:
        """The documents whose official text is at hand, by id; none that is withdrawn."""
        documents = self._kinds.get("document", ())
        at_hand = (r for r in documents if isinstance(r.meta, Document) and r.meta.at_hand and not r.meta.withdrawn)
        return {record.id: record for record in at_hand}

    def cited(self, name: str) -> Record | None:
        """The record that a claim's reference names: a source, or a document of which the official text is at hand."""
        record = self.records.get(name)
        meta = record.meta if record else None
        return record if isinstance(meta, Source) or (isinstance(meta, Document) and meta.at_hand) else None

    def campaign(self, slug: str) -> Record | None:
        """The record that declares the campaign `slug`."""
        record = self.records.get(f"{Campaign.prefix}-{slug}")
        return record if record and isinstance(record.meta, Campaign) else None

    def tier(self, claim: Claim) -> Tier:
        """`context` where a source of that tier is cited, else `primary`; an inference takes its premises' lowest."""
        leans = self._cites_context(claim) or any(premise in self._context for premise in claim.premises)
        return "context" if leans else "primary"

    @cached_property
    def _context(self) -> frozenset[str]:
        return self._carried(claim.id for claim in self.claims.values() if self._cites_context(claim))

    def _cites_context(self, claim: Claim) -> bool:
        cited = (self.source(reference.source) for reference in claim.sources)
        return any(source is not None and source.tier == "context" for source in cited)

    @cached_property
    def grounded(self) -> frozenset[str]:
        """The claims that rest, at the last, on something that a source says."""
        return self._carried(c.id for c in self.claims.values() if c.status != "inferred" and c.sources)

    def _carried(self, claim_ids: Iterable[str]) -> frozenset[str]:
        return premises.reached(claim_ids, lambda at: (claim.id for claim in self.conclusions.get(at, ())))

    @cached_property
    def circles(self) -> Mapping[str, frozenset[str]]:
        """For every claim that is its own premise by way of others, the claims that go round with it."""
        return premises.circles(self.claims)


Key = TypeVar("Key")
Value = TypeVar("Value")


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """The values by their keys, in order."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file under `docs/` that is not read as a page or asset: a link, a device, a name that cannot be published."""

    place: Place
    why: Literal["symlink", "special", "name", "type", "folder", "size"]
    detail: str = ""
