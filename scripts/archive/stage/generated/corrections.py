"""`dinh-chinh/`: statements that were corrected, with old words and new, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Record, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.history.value import Words
from archive.stage import markup
from archive.stage.corrections import Erratum, errata
from archive.stage.page import StagedPage, generated
from archive.stage.wording import changes
from archive.words import said

PATH = "dinh-chinh.md"
TITLE, SUMMARY, NONE = said("corrections.title"), said("corrections.summary"), said("corrections.none")
CORRECTED, BECAUSE = said("corrections.corrected"), said("corrections.because")
WORDS, WITHHELD, UNCHANGED = said("corrections.words"), said("corrections.withheld"), said("corrections.unchanged")
UNKNOWN = said("corrections.unknown")


@generated_page(PATH, title=TITLE, also=said("corrections.also"), column="data")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    items = "".join(_item(erratum, archive, lang, origin) for erratum in errata(archive))
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("ul", items, class_="index-list errata") if items else markup.tag("p", escape(NONE[lang])),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts))


def _item(erratum: Erratum, archive: Archive, lang: Lang, origin: str) -> str:
    content = _withdrawn if erratum.kind == "withdrawn" else _corrected
    return markup.tag("li", content(erratum, archive, lang, origin))


def _withdrawn(erratum: Erratum, archive: Archive, lang: Lang, origin: str) -> str:
    """First that it was withdrawn, and why, then the struck words."""
    subject = erratum.subject
    note = markup.told(archive, subject.withdrawal, lang, origin) if subject.withdrawal else ""
    tongue = markup.title_lang(subject, lang) if isinstance(subject, Record) else None
    way = markup.link(erratum.now[lang].text, origin, erratum.url(lang), lang=tongue)
    name = markup.tag("small", escape(subject.id), class_="nb")
    return markup.tag("p", note, class_="withdrawal") + markup.tag("p", f"{markup.tag('s', way)} {name}")


def _corrected(erratum: Erratum, _: Archive, lang: Lang, origin: str) -> str:
    """The day and the reason, then the words that went beside those that came."""
    day = markup.tag(
        "span", escape(CORRECTED[lang].format(day=dates.label(erratum.day, lang))), class_="chip chip--corrected"
    )
    because = escape(f"{BECAUSE[lang]} {markup.stopped(erratum.because[lang])}")
    name = markup.link(erratum.subject.id, origin, erratum.url(lang), class_="permalink")
    words = escape(f"{WORDS[lang]} ") + _words(erratum, lang)
    return markup.tag("p", f"{day} {because}", class_="withdrawal") + markup.tag("p", f"{words} {name}")


def _words(erratum: Erratum, lang: Lang) -> str:
    """What it said and what it says; a wording that is not shown again by its digest."""
    now = erratum.now[lang]
    former = erratum.former.get(lang)
    if former is None:
        note = UNCHANGED if erratum.former else UNKNOWN
        return f"{_shown(now, lang)} {markup.tag('small', escape(f'({note[lang]})'))}"
    if former.withheld or now.withheld:
        return f"{markup.tag('del', _shown(former, lang))} {markup.tag('ins', _shown(now, lang))}"
    return changes(former.text, now.text)


def _shown(words: Words, lang: Lang) -> str:
    return escape(WITHHELD[lang].format(digest=words.withheld) if words.withheld else words.text)
