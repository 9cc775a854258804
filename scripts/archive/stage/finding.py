"""How a reader finds the place that a statement rests on: what it is called, who published it and when, where it is kept.

Takes a `Ground`; gives HTML. What is not known of a source is said to be unknown; an outside link carries what the
Robust Links specification names, so that the copy that was read is found when the address is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.kinds.source import Source
from archive.content.model import Archive, relative_url
from archive.content.statement import Ground, Statement
from archive.findings import Lang
from archive.stage import markup
from archive.stage.official import file_link
from archive.words import said

HEADLINE, PUBLISHED, NO_DAY = said("finding.headline"), said("finding.published"), said("finding.no_day")
ONLINE, KEPT, SAVED = said("finding.online"), said("finding.kept"), said("finding.saved")
DIGEST, COMPARE, PASTE = said("finding.digest"), said("finding.compare"), said("finding.paste")
SAME, OTHER = said("finding.same"), said("finding.other")


def grounds(statement: Statement, archive: Archive, lang: Lang, origin: str) -> str:
    """Every place that a statement rests on, as a list; nothing for an inference."""
    items = "".join(_ground(ground, archive, lang, origin) for ground in statement.grounds)
    return markup.tag("ul", items, class_="grounds") if items else ""


def _ground(ground: Ground, archive: Archive, lang: Lang, origin: str) -> str:
    record, locator = ground.record, ground.reference.locator
    if record is None:
        return markup.tag("li", escape(str(ground.reference)))
    there = relative_url(origin, f"{record.url(lang)}#{locator}")
    way = markup.tag("a", markup.source_name(record, locator, lang), href=there, class_="source-mark")
    about = ground.about(lang)
    lines = [f"{way}: {escape(about)}" if about else way]
    source = record.meta
    if isinstance(source, Source):
        lines += _found(source, lang)
        lines += [_compared(digest, locator, lang) for digest in (source.locators[locator].sha256,) if digest]
    else:
        lines.append(file_link(archive, record, lang, origin))
    return markup.tag(
        "li", "".join(markup.tag("p", line) if not line.startswith("<d") else line for line in lines if line)
    )


def _found(source: Source, lang: Lang) -> Iterator[str]:
    headline = markup.tag(
        "cite", escape(source.headline), lang="vi" if lang == "en" and source.language == "vi" else None
    )
    publisher = markup.vietnamese(source.publisher, lang)
    day = PUBLISHED[lang].format(day=dates.label(source.published, lang)) if source.published else NO_DAY[lang]
    if source.published and dates.uncertain(source.published):
        day += f" ({markup.UNCERTAIN[lang]})"
    yield HEADLINE[lang].format(headline=headline, publisher=publisher, day=escape(day))
    yield f"{escape(ONLINE[lang])} {outside(source)}" if source.address else escape(KEPT[lang])
    yield from saved_copies(source, lang)


def saved_copies(source: Source, lang: Lang) -> Iterator[str]:
    """The copies of a source that are kept elsewhere, each with its day, its address and its digest."""
    for copy in source.archived:
        way = markup.tag("a", escape(copy.address), href=copy.address, rel="external nofollow", class_="address")
        digest = f" {markup.tag('code', copy.sha256)}" if copy.sha256 else ""
        yield f"{escape(SAVED[lang].format(day=dates.label(copy.date, lang)))} {way}{digest}"


def outside(source: Source) -> str:
    """The address of a source as a robust link: its attributes say when it was read, or the copy that was saved then."""
    address = source.address or ""
    # The last copy is the nearest to what was read.
    saved = max(source.archived, key=lambda copy: copy.date, default=None)
    return markup.tag(
        "a",
        escape(address),
        href=address,
        rel="external nofollow",
        class_="address",
        data_versiondate=saved.date if saved else source.read.date,
        data_versionurl=saved.address if saved else None,
    )


def _compared(digest: str, locator: str, lang: Lang) -> str:
    """The digest of a paragraph, and a box that the page's script opens: what is pasted there is compared in the page."""
    shown = markup.tag("p", f"{escape(DIGEST[lang])} {markup.tag('code', digest)}", class_="digest")
    field = markup.tag(
        "textarea",
        "",
        id=f"dan-{locator}",
        rows="4",
        spellcheck="false",
        autocomplete="off",
        aria_describedby=f"so-{locator}",
    )
    told = markup.tag("p", "", id=f"so-{locator}", role="status", data_same=SAME[lang], data_other=OTHER[lang])
    asked = markup.tag("label", escape(PASTE[lang]), for_=f"dan-{locator}")
    summary = markup.tag(
        "summary", escape(COMPARE[lang]) + markup.unseen(f" ({markup.locator_words(locator, lang) or locator})")
    )
    return markup.tag(
        "div",
        shown + markup.tag("details", summary + asked + field + told, class_="paste", data_digest=digest, hidden=""),
    )
