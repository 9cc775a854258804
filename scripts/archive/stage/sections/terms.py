"""The words of the glossary as a table, each row with an address of its own.

Two columns, which a phone has room for: below the English stands in small type what a word means, where it is met, and from where
its abbreviation and meaning are.
"""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.content.statement import ground
from archive.content.terms import Term
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

TITLE = said("terms.title")
VIETNAMESE, ENGLISH = said("terms.vietnamese"), said("terms.english")
MET, SOURCE = said("terms.met"), said("terms.source")


@part(order=-15, anchors=("tn-*",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """Every word that stands on this page, in the order of the Vietnamese file."""
    lang = page.lang
    terms = [term for term in archive.terms if term.page.path == page.path]
    rows = [(markup.vietnamese(_forms(term, "vi"), lang), _english(term, page, archive)) for term in terms]
    head = [escape(title[lang]) for title in (VIETNAMESE, ENGLISH)]
    return markup.table(head, rows, TITLE[lang], [term.anchor for term in terms]) if terms else ""


def _forms(term: Term, lang: Lang) -> str:
    """`Ủy ban nhân dân (UBND)`, its other forms behind it."""
    short = ", ".join(term.shortened[lang])
    first, *others = term.forms(lang)
    return " / ".join([f"{first} ({short})" if short else first, *others])


def _english(term: Term, page: Page, archive: Archive) -> str:
    lang = page.lang
    told = (
        ("", escape(term.meaning[lang])),
        (MET[lang], _met(term, page, archive)),
        (SOURCE[lang], _sources(term, page, archive)),
    )
    notes = (f"{escape(label)}: {what}" if label else what for label, what in told if what)
    return escape(_forms(term, "en")) + "".join(markup.tag("span", note, class_="index-note") for note in notes)


def _met(term: Term, page: Page, archive: Archive) -> str:
    if term.met is None:
        return ""
    if record := record_at(archive, term.met.path):
        return markup.record_link(archive, record, page.lang, page.url)
    there = archive.by_path.get((page.lang, term.met.path), term.met)
    return markup.link(there.title, page.url, there.url)


def _sources(term: Term, page: Page, archive: Archive) -> str:
    grounds = [ground(archive, reference) for reference in term.references]
    return markup.ground_marks(grounds, term.term[page.lang], page.lang, page.url)
