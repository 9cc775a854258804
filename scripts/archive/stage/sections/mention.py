"""How a document is referred to in a text: at first, and later; put together from known fields, the unknown ones named."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.kinds.document import DOCUMENT_TYPES, Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.relations import known, record_at
from archive.words import among, said

SAID = among("mention")
TITLE = said("mention.title")


@part(order=11, anchors=("cach-vien-dan",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """Both forms, below the table of a document's fields."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Document):
        return ""
    lang = page.lang
    forms = (("first", first(archive, record, lang)), ("later", escape(later(record.meta, lang))))
    listed = "".join(markup.tag("dt", escape(SAID[name][lang])) + markup.tag("dd", form) for name, form in forms)
    note = markup.tag("p", escape(SAID["note"][lang]))
    return markup.section(TITLE[lang], "cach-vien-dan", markup.tag("dl", listed) + note)


def first(archive: Archive, record: Record, lang: Lang) -> str:
    """The form of the first mention, as HTML: type, number, day, issuer and abstract as far as they are known."""
    meta = record.meta
    assert isinstance(meta, Document)
    kind = DOCUMENT_TYPES[meta.type][lang]
    abstract = meta.abstract or ""
    # An abstract that begins with the type is the whole name: it is not said twice.
    named = lang == "vi" and abstract.casefold().startswith(kind.casefold())
    parts = [escape(abstract if named else kind)]
    if meta.number:
        parts.append(escape(SAID["number"][lang].format(number=meta.number) if meta.symbol else meta.number))
    if _certain(meta.issued):
        parts.append(escape(_day(meta.issued or "", lang)))
    issuers = known(archive, meta.named("issuer"))
    parts.extend(escape(SAID["of"][lang].format(issuer=found.title(lang))) for found in issuers)
    if abstract and not named:
        quoted = markup.vietnamese(f"“{abstract}”", lang)
        # Many abstracts begin with the very word that leads to them.
        led = SAID["about"].vi.partition(" ")[0]
        begins = abstract.casefold().startswith(f"{led} ")
        parts.append(quoted if begins else escape(SAID["about"][lang]).format(abstract=quoted))
    notes = [*_unknown(archive, meta, lang), *_via(archive, record, lang)]
    return " ".join(parts) + (f" ({'; '.join(notes)})" if notes else "")


def later(meta: Document, lang: Lang) -> str:
    """The form of every further mention: type and number, or the type as what was named before."""
    kind = DOCUMENT_TYPES[meta.type][lang]
    if not meta.number:
        return SAID["again"][lang].format(type=kind if lang == "vi" else kind.lower())
    return f"{kind} {SAID['number'][lang].format(number=meta.number) if meta.symbol else meta.number}"


def _certain(day: str | None) -> bool:
    return bool(day) and not dates.uncertain(day or "")


def _day(day: str, lang: Lang) -> str:
    label = dates.label(day, lang)
    if label.isdecimal():
        return SAID["year"][lang].format(day=label)
    return SAID["on"][lang].format(day=label) if lang == "en" or dates.is_day(day) else label


def _unknown(archive: Archive, meta: Document, lang: Lang) -> Iterator[str]:
    """The fields that a first mention owes and nobody knows, in the order of the form."""
    filled = {
        "number_unknown" if not meta.number else "symbol_unknown": meta.symbol,
        "issued_unknown": _certain(meta.issued),
        "issuer_unknown": meta.issuer in archive.records,
        "abstract_unknown": meta.abstract,
    }
    *names, last = [SAID[name][lang] for name, there in filled.items() if not there] or [""]
    if last:
        listed = f"{', '.join(names)} {SAID['and'][lang]} {last}" if names else last
        yield escape(SAID["unknown"][lang].format(list=listed))


def _via(archive: Archive, record: Record, lang: Lang) -> Iterator[str]:
    """By whom it is known, where its own text is not at hand."""
    if isinstance(record.meta, Document) and record.meta.at_hand:
        return
    grounds = (ground.record for s in archive.statements.of(record.live_claims) for ground in s.grounds)
    shorts = dict.fromkeys(found.meta.short for found in grounds if found and isinstance(found.meta, Source))
    if shorts:
        yield escape(SAID["via"][lang]).format(sources=", ".join(markup.vietnamese(short, lang) for short in shorts))
