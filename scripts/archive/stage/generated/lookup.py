"""`tra-cuu/`: everything that has a name, from A to Z, and every id: what a reader without script goes by.

Takes the archive; gives terms, abbreviations, names over time, the titles of pages and what else they are looked for by as links, under their first
letters, and then each record's id with those of its statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby

from archive.content.model import Archive, Page, Record, page_url, relative_url
from archive.content.terms import Term
from archive.context import Context
from archive.extending import GeneratedPage, generated_page, generated_pages
from archive.findings import LANGS, Lang
from archive.kept.asked import shared
from archive.slugs import slug, unmarked
from archive.stage import markup
from archive.stage.page import StagedPage, generated
from archive.stage.relations import record_at
from archive.words import said

PATH = "tra-cuu.md"
TITLE, SUMMARY, LETTERS = said("lookup.title"), said("lookup.summary"), said("lookup.letters")
FIGURES, TERM = said("lookup.figures"), said("lookup.term")
IDS, IDS_WHAT = said("lookup.ids"), said("lookup.ids_what")

_D = "Đ"


@dataclass(frozen=True)
class Entry:
    """A name, in its own language where it is not the page's, and where it leads."""

    name: str
    url: str
    tongue: str | None = None
    note: str = ""
    """What kind of thing it is, what an abbreviation is short for, or what page it leads to."""

    @cached_property
    def letter(self) -> str:
        """The letter that it stands under: without marks, but Đ is a letter of its own; `0` for figures."""
        first = next((sign for sign in self.name if sign.isalnum()), "0").upper()
        return _D if first == _D else "0" if first.isdigit() else unmarked(first)

    @property
    def place(self) -> str:
        """What letters are sorted by; Đ comes after D."""
        return "DZ" if self.letter == _D else self.letter

    @property
    def key(self) -> tuple[str, str, str]:
        """What entries are sorted by."""
        return self.place, slug(self.name), self.name


@generated_page(PATH, title=TITLE, also=said("lookup.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    named = {letter: [*found] for letter, found in groupby(shared(_both, archive)[lang], lambda entry: entry.letter)}
    # Every letter of either language is a place, so that an address within the page holds in both.
    letters = [(letter, named.get(letter, [])) for letter in _letters(archive)]
    jumps = [(escape(_called(letter, lang)), f"chu-{_anchor(letter)}") for letter, found in letters if found] + [
        (escape(IDS[lang]), "ma")
    ]
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.jumps(jumps, LETTERS[lang]),
        *(_letter(letter, found, lang, origin) for letter, found in letters),
        _ids(archive, lang, origin),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts))


def _entries(archive: Archive, lang: Lang) -> list[Entry]:
    """All that has a name, each name once for each place, in order."""
    found = [entry for record in archive.records.values() if not record.withdrawal for entry in _named(record, lang)]
    found += [entry for term in archive.terms for entry in _termed(term, lang)]
    of = {page.path: record_at(archive, page.path) for page in archive.pages}
    shown = [
        page for page in archive.pages if page.lang == lang and not ((record := of[page.path]) and record.withdrawal)
    ]
    found += [entry for page in shown for entry in _written(page, of[page.path])]
    found += [entry for page in generated_pages() if page.title for entry in _unwritten(page, page.title[lang], lang)]
    # A word that both languages have stands once.
    return sorted({(entry.name, entry.url): entry for entry in reversed(found)}.values(), key=lambda entry: entry.key)


def _both(archive: Archive) -> dict[Lang, list[Entry]]:
    """The entries in each language: either page asks for both."""
    return {lang: _entries(archive, lang) for lang in LANGS}


def _letters(archive: Archive) -> list[str]:
    firsts = {entry.letter: entry.place for entries in shared(_both, archive).values() for entry in entries}
    return sorted(firsts, key=lambda letter: firsts[letter])


def _named(record: Record, lang: Lang) -> Iterator[Entry]:
    url = record.url(lang)
    note = record.meta.label[lang]
    # Who looks for a context source goes to the list of sources; here they would crowd all else out.
    if getattr(record.meta, "tier", None) != "context":
        yield Entry(record.title(lang), url, markup.title_lang(record, lang), note)
    vietnamese = None if lang == "vi" else "vi"
    yield from (Entry(claim.name, url, vietnamese, note) for claim in record.live_claims if claim.name)


def _termed(term: Term, lang: Lang) -> Iterator[Entry]:
    """A word of the glossary, in English pages in both languages, and its abbreviations with what they are short for."""
    for tongue in dict.fromkeys(("vi", lang)):
        own = None if tongue == lang else tongue
        yield from (Entry(name, term.url(lang), own, TERM[lang]) for name in term.forms(tongue))
        yield from (Entry(name, term.url(lang), own, term.term[tongue]) for name in term.shortened[tongue])


def _written(page: Page, record: Record | None) -> Iterator[Entry]:
    """A page that is no record, and what else any page is looked for by."""
    if not record:
        yield Entry(page.title, page.url)
    for words in page.meta.also if page.meta else ():
        yield Entry(words, page.url, note=page.title)


def _unwritten(page: GeneratedPage, title: str, lang: Lang) -> Iterator[Entry]:
    """A page that nobody writes, and what else it is looked for by."""
    yield Entry(title, page.url(lang))
    yield from (Entry(words, page.url(lang), note=title) for words in page.others(lang))


def _called(letter: str, lang: Lang) -> str:
    return FIGURES[lang] if letter == "0" else letter


def _anchor(letter: str) -> str:
    return "dd" if letter == _D else "so" if letter == "0" else letter.lower()


def _letter(letter: str, entries: Sequence[Entry], lang: Lang, origin: str) -> str:
    if not entries:
        return markup.tag("span", "", id=f"chu-{_anchor(letter)}")
    items = "".join(markup.tag("li", _item(entry, origin)) for entry in entries)
    return markup.section(_called(letter, lang), f"chu-{_anchor(letter)}", markup.tag("ul", items, class_="index-list"))


def _item(entry: Entry, origin: str) -> str:
    # The note is a part of the link: by ear a campaign and the word for it would be the same.
    name = markup.tag("span", escape(entry.name), lang=entry.tongue) if entry.tongue else escape(entry.name)
    words = f"{name} {markup.tag('small', escape(entry.note))}" if entry.note else name
    return markup.tag("a", words, href=relative_url(origin, entry.url))


def _ids(archive: Archive, lang: Lang, origin: str) -> str:
    """Each id of a record, with the numbers of its statements."""
    rows = "".join(_numbers(archive, record, lang, origin) for _, record in sorted(archive.records.items()))
    told = markup.tag("p", escape(IDS_WHAT[lang]))
    return markup.section(IDS[lang], "ma", told + rows)


def _numbers(archive: Archive, record: Record, lang: Lang, origin: str) -> str:
    # In order of number: on the page they stand in the order in which they are read.
    statements = sorted(archive.statements.of(record.claims), key=lambda one: int(one.id.rpartition("-")[2]))
    numbers = (
        markup.tag(
            "a",
            markup.unseen(f"{record.id}-") + statement.id.rpartition("-")[2],
            href=relative_url(origin, statement.url(lang)),
        )
        for statement in statements
        if not statement.merged
    )
    return markup.tag("div", " ".join([markup.link(record.id, origin, record.url(lang)), *numbers]), class_="letters")
