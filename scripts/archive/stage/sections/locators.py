"""The locators of a source or an official text: what stands there, the digest that proves it, and what rests on it."""

from __future__ import annotations

from html import escape

from archive.content.body import Reference
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.content.terms import Term
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

TITLE, IN_TEXT, NOTHING = said("locators.title"), said("locators.in_text"), said("locators.nothing")
TERMS = said("terms.resting")
DIGEST, NO_DIGEST = said("locators.digest"), said("locators.no_digest")


@part(order=15, anchors=("dinh-vi", "*"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """One part a locator, in the order of the front matter."""
    record = record_at(archive, page.path)
    if record is None or not record.locators:
        return ""
    lang = page.lang
    statements = archive.citing.get(record.id, {})
    parts: list[str] = []
    ways: list[tuple[str, str]] = []
    for name, locator in record.locators.items():
        about = record.place_words(name, lang)
        text = markup.locator_words(name, lang)
        # What a locator without a number is called says nothing by ear: what stands there does.
        told = text[:1].upper() + text[1:] if text else about
        ways.append((escape(told), name))
        title = markup.tag("h3", f"{escape(told)} <code>{escape(name)}</code>".strip(), id=name)
        digest = ""
        if locator.sha256:
            digest = markup.tag("p", f"{escape(DIGEST[lang])}: {markup.tag('code', locator.sha256)}", class_="digest")
        listed = markup.claim_list(archive, statements.get(name, ()), lang, page.url)
        listed += _terms(archive, Reference(record.id, name), page)
        parts.append(title + (markup.tag("p", escape(about)) if text else "") + digest + (listed or _nothing(lang)))
    source = record.meta if isinstance(record.meta, Source) else None
    context_note = markup.tag("p", escape(NO_DIGEST[lang]), class_="table-note")
    note = context_note if source and source.tier == "context" else ""
    title = (TITLE if source else IN_TEXT)[lang]
    return markup.section(title, "dinh-vi", note + markup.jumps(ways, title) + "".join(parts), class_="locators")


def _terms(archive: Archive, reference: Reference, page: Page) -> str:
    """The words of the glossary whose abbreviation or meaning stands at a locator."""
    lang = page.lang
    resting = archive.terms_from.get((reference.source, reference.locator), ())
    links = ", ".join(
        markup.link(", ".join(term.abbr) or term.term[lang], page.url, term.url(lang), lang=_tongue(term, lang))
        for term in resting
    )
    return markup.tag("p", f"{escape(TERMS[lang])}: {links}") if links else ""


def _tongue(term: Term, lang: Lang) -> Lang | None:
    """`vi` where the words of its link are Vietnamese on an English page."""
    return "vi" if lang == "en" and term.shortened["vi"] else None


def _nothing(lang: str) -> str:
    return markup.tag("p", escape(NOTHING.vi if lang == "vi" else NOTHING.en), class_="table-note")
