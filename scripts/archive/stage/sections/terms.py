"""The words of the glossary, each with its meaning, what it is called in English, and an address of its own.

A list and no table: five things are told of each word, for which a phone has no columns. Whose the meaning is stands
beneath it: the place of a source, or that the archive explains it in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from archive.content.body import Reference
from archive.content.model import Archive, Page
from archive.content.statement import ground
from archive.content.terms import Term
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

BY, OWN = said("terms.by"), said("terms.own")
TERM = said("lookup.term")
SHORT, ENGLISH, MET = said("terms.short"), said("terms.english"), said("terms.met")


@part(order=-15, anchors=("tn-*",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """Every word that stands on this page, in the order of the Vietnamese file."""
    own = archive.terms_on.get(page.path, ())
    terms = [_term(term, page, archive) for term in own]
    # By ear the way to a word is another link than that to the page which is called so.
    heard = markup.unseen(f" ({TERM[page.lang]})")
    ways = ((markup.vietnamese(term.forms("vi")[0], page.lang) + heard, term.anchor) for term in own)
    return markup.jumps(ways, page.title) + markup.tag("dl", "".join(terms)) if terms else ""


def _term(term: Term, page: Page, archive: Archive) -> str:
    """A word and its other forms, its meaning, and in small type what else is known of it."""
    lang = page.lang
    name = markup.tag("dt", markup.tag("strong", markup.vietnamese(" / ".join(term.forms("vi")), lang)))
    told = markup.tag("p", f"{escape(term.meaning[lang])}{_notes(term, page, archive)}")
    return markup.tag("div", name + markup.tag("dd", told), id=term.anchor)


def _notes(term: Term, page: Page, archive: Archive) -> str:
    lang = page.lang
    own = bool(term.meaning[lang]) and not term.meant_by
    told = (
        (BY, _sources(term.meant_by, term, page, archive)),
        (ENGLISH, escape(_english(term))),
        (SHORT, _shortened(term, page, archive)),
        (MET, _met(term, page, archive)),
    )
    notes = [escape(OWN[lang])] if own else []
    notes += [f"{escape(label[lang])}: {what}" for label, what in told if what]
    return "".join(markup.tag("span", note, class_="index-note") for note in notes)


def _english(term: Term) -> str:
    """`People's Committee (PC)`, its other forms behind it."""
    short = ", ".join(term.shortened["en"])
    first, *others = term.forms("en")
    return " / ".join([f"{first} ({short})" if short else first, *others])


def _shortened(term: Term, page: Page, archive: Archive) -> str:
    short = ", ".join(term.shortened["vi"])
    return f"{markup.vietnamese(short, page.lang)} ({_sources(term.references, term, page, archive)})" if short else ""


def _met(term: Term, page: Page, archive: Archive) -> str:
    if term.met is None:
        return ""
    if record := record_at(archive, term.met):
        return markup.record_link(archive, record, page.lang, page.url)
    there = archive.by_path.get((page.lang, term.met)) or archive.by_path["vi", term.met]
    return markup.link(there.title, page.url, there.url)


def _sources(references: Iterable[Reference], term: Term, page: Page, archive: Archive) -> str:
    grounds = [ground(archive, reference) for reference in references]
    return markup.ground_marks(grounds, term.term[page.lang], page.lang, page.url, "; ")
