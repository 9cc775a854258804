"""The words of the glossary as whatever shows or seeks them needs them: made once from the model.

Takes an `Archive`; gives one `Term` for every entry of `terms` in the front matter of a plain page, in the order of the
pages' paths and of the Vietnamese file. Refuses nothing: what does not hold is left empty here, and `checks.glossary`
names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.content.body import Reference, references
from archive.content.kinds.base import Entry, Plain, Translation, VietnameseEntry
from archive.findings import Lang, Text

if TYPE_CHECKING:
    from archive.content.model import Archive, Page

_ANCHOR = "tn-"
"""What the ids of the glossary's rows begin with."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary: what it is called in both languages, what it is shortened to, what it means."""

    slug: str
    path: str
    """The page that it stands on, below the folder of a language."""
    address: str
    """That of the Vietnamese page, relative to the site's root."""
    term: Text
    """The Vietnamese twice where no English twin says it, which the checks refuse."""
    also: Mapping[Lang, tuple[str, ...]]
    """Other forms in each language."""
    shortened: Mapping[Lang, tuple[str, ...]]
    """The abbreviations of each language."""
    meaning: Text
    """Empty in a language that does not say it."""
    meant_by: tuple[Reference, ...]
    """The places in which the meaning stands; none where it is in the archive's own words."""
    references: tuple[Reference, ...]
    """The places in which the abbreviation stands."""
    met: str | None
    """The page on which it is met, as `path` has it; None where none is named, or there is none."""

    @property
    def abbr(self) -> tuple[str, ...]:
        """The abbreviations of both languages, the Vietnamese first, each once."""
        return tuple(dict.fromkeys((*self.shortened["vi"], *self.shortened["en"])))

    @property
    def rests_on(self) -> tuple[Reference, ...]:
        """The places in which its meaning and its abbreviation stand, each once."""
        return tuple(dict.fromkeys((*self.meant_by, *self.references)))

    @property
    def anchor(self) -> str:
        """The id of its row."""
        return anchor_of(self.slug)

    def url(self, lang: Lang) -> str:
        """The address of its row, relative to the site's root: `en/thuat-ngu/#tn-uy-ban`."""
        return f"{'' if lang == 'vi' else 'en/'}{self.address}#{self.anchor}"

    def forms(self, lang: Lang) -> tuple[str, ...]:
        """What it is called in a language: the word, then its other forms."""
        return (self.term[lang], *self.also[lang])


def anchor_of(slug: str) -> str:
    """The id of the row of the entry by this name."""
    return f"{_ANCHOR}{slug}"


def entries(page: Page) -> Mapping[str, Entry]:
    """The entries of a glossary that a page of either language has, by name."""
    return page.meta.terms if isinstance(page.meta, Plain | Translation) else {}


def sourced(page: Page) -> Mapping[str, VietnameseEntry]:
    """The entries of a Vietnamese page, which say from what they are and where they are met."""
    return page.meta.terms if isinstance(page.meta, Plain) else {}


def cited(entry: VietnameseEntry) -> Iterator[tuple[str, str]]:
    """The keys of an entry under which it names places of sources, each with what is written there."""
    for key, written in (("source", entry.source), ("meaning_source", entry.meaning_source)):
        if written:
            yield key, written


def terms(archive: Archive) -> Iterator[Term]:
    """Every word of the glossary."""
    for page in archive.pages:
        own = sourced(page)
        twin = archive.twin(page) if own else None
        english = entries(twin) if twin else {}
        yield from (_term(archive, page, slug, entry, english.get(slug)) for slug, entry in own.items())


def _term(archive: Archive, page: Page, slug: str, vi: VietnameseEntry, en: Entry | None) -> Term:
    return Term(
        slug,
        page.path,
        page.url,
        Text(vi.term, en.term if en else vi.term),
        {"vi": vi.also, "en": en.also if en else ()},
        {"vi": vi.abbr, "en": en.abbr if en else ()},
        Text(vi.meaning or "", (en.meaning if en else None) or ""),
        references(vi.meaning_source or ""),
        references(vi.source or ""),
        vi.met if ("vi", vi.met) in archive.by_path else None,
    )
