"""Citations for readers: one line of text for a page or a claim, with the files that reference managers read."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Claim, Record, relative_url
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.context import Context

SITE = Text("Lưu trữ Dân vận Nghệ An", "Nghệ An Mass-Mobilisation Archive")
FORMATS = (("bib", "BibTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"))
VERSION = Text("bản ngày {day}", "version of {day}")


def page_line(context: Context, record: Record, lang: Lang) -> str:
    """The citation of a record's page in plain text."""
    day = VERSION[lang].format(day=context.updated(record.vi.path))
    return f"{SITE[lang]}. “{record.title(lang)}” ({record.id}), {day}. {context.absolute(record.url(lang))}"


def claim_line(archive: Archive, context: Context, claim: Claim, lang: Lang) -> str:
    """The citation of one claim in plain text: what it says, what it rests on, where it stands."""
    record = archive.record_of(claim.id)
    words = archive.words(claim.id, lang).rstrip(".")
    named = []
    for reference in claim.sources:
        source = archive.source(reference.source)
        if source:
            named.append(markup.source_words(source, reference.locator, lang))
    rests = "; ".join(named) or markup.STATUS[claim.status][lang].lower()
    day = VERSION[lang].format(day=context.updated(record.vi.path))
    return (
        f"“{words}” ({rests}). {SITE[lang]}, {claim.id}, {day}. {context.absolute(archive.claim_url(claim.id, lang))}"
    )


def claim_citation(archive: Archive, context: Context, claim: Claim, lang: Lang, origin: str) -> str:
    """The part of a claim's marks that cites it: opens without JavaScript, copies with it."""
    if claim.id not in archive.claims:
        return ""
    line = claim_line(archive, context, claim, lang)
    button = markup.tag("button", escape(markup.COPY[lang]), type="button", class_="copy", hidden="", data_copy=line)
    inner = markup.tag("summary", escape(markup.CITE[lang]))
    inner += markup.tag("p", escape(line), class_="citation")
    inner += markup.tag("p", f"{format_links(claim.id, origin)} {button}", class_="citation-files")
    return markup.tag("details", inner, class_="cite")


def format_links(record_id: str, origin: str) -> str:
    """Links to the citation files of an id."""
    return " ".join(
        markup.tag("a", name, href=relative_url(origin, f"id/{record_id}.{ending}")) for ending, name in FORMATS
    )
