"""A statement shown on a page that is not its home: its sentence, how sure it is and from what, and the way to its page.

Takes an archive and the id of a claim; gives HTML without blank lines. It has neither the id of the claim nor its class:
the statement stands once, at home. Nothing is given for an id that no claim has.
"""

from __future__ import annotations

from html import escape

from archive.content.model import Archive
from archive.findings import Lang
from archive.stage import markup
from archive.words import said

ANSWER = said("quotation.answer")


def quotation(archive: Archive, claim_id: str, lang: Lang, origin: str) -> str:
    """The statement as a page that quotes it shows it."""
    return _figure(archive, claim_id, lang, origin, "")


def answer(archive: Archive, claim_id: str, lang: Lang, origin: str) -> str:
    """What somebody whom a statement names answered to it, beside that: the answering statement, said to be one."""
    return _figure(archive, claim_id, lang, origin, ANSWER[lang])


def _figure(archive: Archive, claim_id: str, lang: Lang, origin: str, label: str) -> str:
    statement = archive.statements.get(claim_id)
    if statement is None:
        return ""
    note = markup.note(archive, statement, lang, origin)
    words = markup.tag("p", markup.sentence(statement, lang))
    above = markup.tag("p", escape(label), class_="quoted-label") if label else ""
    caption = markup.tag("figcaption", markup.marks(statement, lang, origin))
    return markup.tag(
        "figure",
        above + note + markup.tag("blockquote", words) + caption,
        class_="quoted",
        data_status=statement.status,
        data_tier=statement.tier,
        data_withdrawn=statement.withdrawal.day if statement.withdrawal else None,
    )
