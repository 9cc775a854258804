"""That whoever is named may answer, and how: on the pages of persons and bodies, and the answers that there are.

An answer is a statement with the source in which it was published; it stands beside the one that it answers, wherever
that is. This page only says so, and where to write to.
"""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.findings import Lang
from archive.settings import Settings
from archive.stage import markup
from archive.stage.relations import record_at
from archive.stage.report import new_issue, with_fields
from archive.words import said

KINDS = frozenset({"person", "organization"})
TITLE, INVITED, WAY, LATER = (said(f"reply.{name}") for name in ("title", "invited", "way", "later"))
SUBJECT, CORRECTIONS = said("reply.subject"), said("reply.corrections")


@part(order=65, anchors=("tra-loi",))
def html(page: Page, archive: Archive, _: Context) -> str:
    """The line, on the page of a person or a body that counts."""
    record = record_at(archive, page.path)
    if record is None or record.kind not in KINDS or record.withdrawal:
        return ""
    lang = page.lang
    way = _way(archive.settings, f"{record.title(lang)} ({record.id})", lang)
    shown = markup.tag("a", escape(WAY[lang]), href=way) + "." if way else escape(LATER[lang])
    past = markup.link(CORRECTIONS[lang], page.url, GENERATED["corrections"].url(lang))
    line = markup.tag("p", f"{escape(INVITED[lang])} {shown} {past}.")
    return markup.section(TITLE[lang], "tra-loi", line, class_="reply")


def _way(settings: Settings, name: str, lang: Lang) -> str:
    """Where to write to: a letter rather than a page that wants an account."""
    subject = SUBJECT[lang].format(name=name)
    if settings.contact.startswith("mailto:"):
        return with_fields(settings.contact, {"subject": subject})
    issue = new_issue(settings.repository)
    return settings.contact or (with_fields(issue, {"title": subject}) if issue else settings.repository)
