"""What an English twin was made from: the digest that tells a stale translation from a current one.

`translates:` holds the SHA-256 of the Vietnamese title, summary, unknowns, reason of withdrawal and body (NFC, LF). An
editor who has brought a translation up to date records it with `archive stamp`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from archive.content.frontmatter import split
from archive.content.kinds.base import Translation
from archive.content.model import Archive, Page

_TRANSLATES = re.compile(r"^translates:.*$", re.MULTILINE)


def source_digest(page: Page) -> str:
    """The digest of a Vietnamese page's prose."""
    meta = page.meta
    reason = getattr(meta, "withdrawn_reason", None)
    front = (meta.title, meta.summary, *meta.unknowns, *([reason] if reason else [])) if meta else ()
    body = split(page.text)[1].strip("\n")
    prose = unicodedata.normalize("NFC", "\n".join([*front, body]))
    return hashlib.sha256(prose.encode()).hexdigest()


def stale_paths(archive: Archive) -> frozenset[str]:
    """The paths of English twins made from another Vietnamese text than the present one."""
    stale = set()
    for page in archive.pages:
        twin = archive.twin(page) if page.lang == "vi" else None
        if twin and isinstance(twin.meta, Translation) and twin.meta.translates != source_digest(page):
            stale.add(page.path)
    return frozenset(stale)


def stamped(twin: Page, digest: str) -> str:
    """The English file's text with `translates:` set to `digest`."""
    line = f"translates: {digest}"
    block, _, _ = split(twin.text)
    if block is None:
        return twin.text
    new = _TRANSLATES.sub(line, block) if _TRANSLATES.search(block) else f"{block}{line}\n"
    return twin.text.replace(block, new, 1)
