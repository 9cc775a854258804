"""What a record's statements said before: each published wording with its days, for who cited it then.

Former words are shown as they stood, as plain text; those that the archive's settings withhold are their digest alone.
"""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.history.value import Words
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

TITLE, LEAD = said("earlier.title"), said("earlier.lead")
DAYS, WITHHELD = said("earlier.days"), said("earlier.withheld")


@part(order=55, anchors=("loi-truoc",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The former wordings of the page's statements, in the order of the page; nothing where none was reworded."""
    record = record_at(archive, page.path)
    rows = "".join(_row(claim.id, page, archive) for claim in record.claims) if record else ""
    listed = markup.tag("p", escape(LEAD[page.lang])) + markup.tag("dl", rows) if rows else ""
    return markup.section(TITLE[page.lang], "loi-truoc", listed, class_="earlier")


def _row(name: str, page: Page, archive: Archive) -> str:
    lang = page.lang
    former = archive.history.former(name, lang)
    if not former:
        return ""
    ends = [archive.history.ended(name, lang, wording) for wording in former]
    said = (
        markup.tag("dd", f"{escape(_days(wording.day, end, lang))}: {_words(wording[lang], lang)}")
        for wording, end in zip(former, ends, strict=True)
    )
    return markup.tag("dt", markup.link(name, page.url, f"{page.url}#{name}")) + "".join(said)


def _days(start: str, end: str, lang: Lang) -> str:
    return DAYS[lang].format(start=dates.label(start, lang), end=dates.label(end, lang))


def _words(words: Words, lang: Lang) -> str:
    if words.withheld:
        return escape(WITHHELD[lang].format(digest=words.withheld))
    return markup.tag("q", escape(words.text)) if words.text else "—"
