"""Citations for readers: one line of text for a page or a claim, with the files that reference managers read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from archive.content.body import Claim, Withdrawal
from archive.content.kinds.document import Document
from archive.content.model import Archive, Record, relative_url
from archive.content.statement import id_folder, id_url
from archive.context import Context
from archive.findings import Lang, Text
from archive.stage import markup
from archive.words import said

FORMATS = (("bib", "BibTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"))
VERSION, INSTEAD, AT_HAND = said("citation.version"), said("citation.instead"), said("citation.at_hand")
UNOFFICIAL = said("only_english.cited_unofficial").en
"""What an English citation says of its words: the Vietnamese page is the one that counts."""


def permanent(context: Context, name: str, lang: Lang) -> str:
    """The whole address of an id that resolves for good, wherever its page moves."""
    return context.absolute(id_url(name, lang))


def gone(withdrawal: Withdrawal | None, lang: Lang) -> str:
    """`đã rút 5/1/2027: lý do; thay bằng kq-05-3` for what was withdrawn, else nothing."""
    if withdrawal is None:
        return ""
    because = withdrawal.because[lang].rstrip(".")
    words = f"{gone_on(withdrawal, lang)}: {because}" if because else gone_on(withdrawal, lang)
    return f"{words}; {INSTEAD[lang].format(id=withdrawal.instead)}" if withdrawal.instead else words


def gone_on(withdrawal: Withdrawal | None, lang: Lang) -> str:
    """`đã rút 5/1/2027`, for a title, which has no room for the reason; nothing for what was not withdrawn."""
    words = markup.withdrawn_on(withdrawal, lang) if withdrawal else ""
    return words[:1].lower() + words[1:]


def rests_on(archive: Archive, claim: Claim, lang: Lang) -> str:
    """The status and the sources, each down to the place in it: `Đã thuật: Báo Mẫu, đoạn 6`."""
    named, statement = [], archive.statements[claim.id]
    for ground in statement.grounds:
        if ground.record:
            words = markup.ground_words(ground, lang)
            # A locator without a number is told by what stands there.
            place = "" if markup.locator_words(ground.reference.locator, lang) else ground.about(lang)
            named.append(f"{words} ({place})" if place else words)
    status = statement.word[lang]
    return f"{status}: {'; '.join(dict.fromkeys(named))}" if named else status


def _line(
    context: Context, site: Text, cited: str, ended: str, parts: Iterable[str], record: Record, name: str, lang: Lang
) -> str:
    """What was withdrawn says so before its words: nobody copies them without it."""
    day = context.updated(record.vi.path)
    version = f", {VERSION[lang].format(day=day)}" if day else ""
    note = "; ".join(part for part in (*parts, UNOFFICIAL if lang == "en" else "") if part)
    return f"{f'[{ended}] ' if ended else ''}{cited}{f' ({note})' if note else ''}. {site[lang]}{version}. {permanent(context, name, lang)}"


def page_line(archive: Archive, context: Context, record: Record, lang: Lang) -> str:
    """The citation of a record's page in plain text; it ends in the permanent address."""
    cited = f"“{record.title(lang)}”, {record.id}"
    official = isinstance(record.meta, Document) and record.meta.at_hand
    parts = (AT_HAND[lang],) if official else ()
    return _line(context, archive.settings.name, cited, gone(record.withdrawal, lang), parts, record, record.id, lang)


def claim_line(archive: Archive, context: Context, claim: Claim, lang: Lang) -> str:
    """The citation of one claim in plain text: what it says, its page and id, what it rests on, its permanent address."""
    record = archive.record_of(claim.id)
    cited = f"“{archive.text(claim.id, lang).rstrip('.')}”. {record.title(lang)}, {claim.id}"
    ended = gone(archive.withdrawal(claim), lang)
    return _line(
        context, archive.settings.name, cited, ended, (rests_on(archive, claim, lang),), record, claim.id, lang
    )


def shown_citation(line: str, name: str, lang: Lang, origin: str) -> str:
    """A citation with its address as a link (relative, so that it works from any host), its files, and a button that copies."""
    words, _, address = line.rpartition(" ")
    way = markup.link(address, origin, f"{id_folder(lang)}{name}/")
    # By ear each of them is one of a list, where no two may be called the same.
    heard = markup.unseen(f" {name}")
    button = markup.tag("button", escape(markup.COPY[lang]), type="button", class_="copy", hidden="")
    files = " ".join(
        markup.tag("a", title + heard, href=relative_url(origin, f"{id_folder(lang)}{name}.{ending}"))
        for ending, title in FORMATS
    )
    text = markup.tag("p", f"{escape(words)} {way}", class_="citation")
    return text + markup.tag("p", f"{files} {button}", class_="citation-files")
