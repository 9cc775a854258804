"""The official text: of which records a document is the text, and the way to its file.

Takes records of a checked archive; gives the document whose text is at hand, or nothing. While nothing is at hand, all
that readers see says that the contents are restated from a newspaper.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from archive.content.kinds.agreement import Agreement
from archive.content.kinds.document import FILE_TYPES, Document
from archive.content.model import Archive, Record
from archive.findings import Lang
from archive.stage import markup

PROGRAMME = "chuong-trinh"
"""The type of document that is an agreement's own text: an agreement names reports and drafts among its documents too."""
_KILO = 1000


def text_of(archive: Archive, record: Record) -> Record | None:
    """The document with the official text of a document or an agreement; None where it is not at hand, or of other kinds."""
    if isinstance(record.meta, Document):
        return archive.official_texts.get(record.id)
    named = record.meta.documents if isinstance(record.meta, Agreement) else ()
    found = (archive.official_texts.get(name) for name in named)
    return next((text for text in found if text and getattr(text.meta, "type", "") == PROGRAMME), None)


def mixed(archive: Archive, record: Record | None) -> bool:
    """Whether a page shows words of an official text beside restated ones, or may: its footer then says so.

    `record` is None for a page that is no record's; such a page, and a campaign's, may list statements of any.
    """
    if not archive.official_texts:
        return False
    if record is None or record.meta.gathers:
        return True
    return text_of(archive, record) is not None or any(claim.status == "official" for claim in record.claims)


def media_type(name: str) -> str:
    """The media type of a document's file, by its ending."""
    return FILE_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def file_link(archive: Archive, record: Record, lang: Lang, origin: str) -> str:
    """The way to a document's file, with its type and size: `chuong-trinh.pdf (PDF, 120 kB)`; nothing where there is none."""
    name = (record.meta.file if isinstance(record.meta, Document) else None) or ""
    if name not in archive.assets:
        return ""
    ending = name.rpartition(".")[2].upper()
    words = f"{name.rpartition('/')[2]} ({ending}, {_size((archive.root / 'docs' / name).stat().st_size, lang)})"
    return markup.link(words, origin, quote(name), type=media_type(name))


def _size(count: int, lang: Lang) -> str:
    """Bytes in words, never less than there are: `1 kB`, `1.2 MB`."""
    kilo = -(-count // _KILO)
    if kilo < _KILO:
        return f"{kilo} kB"
    return f"{kilo / _KILO:.1f} MB".replace(".", "," if lang == "vi" else ".")


def document_link(archive: Archive, record: Record, lang: Lang, origin: str) -> str:
    """A document's title as a link, its file beside it."""
    return f"{markup.record_link(archive, record, lang, origin)}: {file_link(archive, record, lang, origin)}"


def following(record: Record) -> str:
    """How far the statements of a record follow an official text: `all`, `some` or `none` of those that count."""
    statuses = {claim.status == "official" for claim in record.live_claims}
    return "some" if len(statuses) > 1 else "all" if statuses == {True} else "none"


def escaped(words: str, **parts: str) -> str:
    """Words of the frame with HTML put into their places."""
    return escape(words).format(**parts)
