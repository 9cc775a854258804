"""The history as a file of a sealed edition, from which a copy without git says the same: `history.json`.

Takes an archive with its history and gives the file's bytes; takes an archive without git and gives the history that
the file holds. Each page's entry carries the digest of its words in both languages: of a page that was changed since,
nothing is known. A file that cannot be read is as none: what it says is not known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from archive import regular
from archive.content.model import Archive, Page
from archive.findings import LANGS
from archive.history.line import LAST_EPOCH, State
from archive.history.units import is_readable, units
from archive.history.value import History, Wording, words

FILE = "history.json"
MOST_BYTES = 64 * 1024 * 1024
Moment = Annotated[int, Field(ge=0, le=LAST_EPOCH)]
"""Epoch seconds."""

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Digest = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{64})?$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Said(_Model):
    since: Moment
    day: Day
    vi: str = ""
    en: str = ""
    vi_withheld: Digest = ""
    """SHA-256 of words that are not shown again (NFC, white space collapsed)."""
    en_withheld: Digest = ""


class _Page(_Model):
    sha256: str
    """Of the words of both twins, as `words_digest` has it."""
    changed: Moment | None = None
    stale: dict[str, Day] = {}


class _File(_Model):
    format: Annotated[int, Field(ge=1, le=1)]
    head: Moment | None
    pages: dict[str, _Page]
    statements: dict[str, list[_Said]]


def words_digest(archive: Archive, page: Page) -> str:
    """The digest of what a page says in both languages."""
    twin = archive.twin(page)
    said = [[*((n, u.digest) for n, u in units(p).items())] for p in (page, twin) if p is not None and is_readable(p)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def written(archive: Archive) -> bytes:
    """The bytes of the file for an archive whose history is known."""
    history = archive.history
    pages = {
        page.path: _Page(
            sha256=words_digest(archive, page),
            changed=history.changed.get(page.path),
            stale=dict(history.stale.get(page.path, {})),
        )
        for page in archive.pages
        if page.lang == "vi"
    }
    statements = {id_: [_said(one) for one in said] for id_, said in history.wordings.items()}
    data = _File(format=1, head=history.head, pages=pages, statements=statements).model_dump(exclude_defaults=True)
    return (json.dumps({**data, "format": 1}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _said(wording: Wording) -> _Said:
    words = {lang: wording[lang].text for lang in LANGS} | {
        f"{lang}_withheld": wording[lang].withheld for lang in LANGS
    }
    return _Said(since=wording.time, day=wording.day, **words)


def read(archive: Archive) -> History | None:
    """The history that the file at the archive's root holds; None where there is none."""
    with suppress(OSError, ValueError, ValidationError, RecursionError):
        found = _File.model_validate_json(regular.read(archive.root / FILE, MOST_BYTES))
        same = {
            page.path: found.pages[page.path]
            for page in archive.pages
            if page.lang == "vi"
            and page.path in found.pages
            and found.pages[page.path].sha256 == words_digest(archive, page)
        }
        return History(
            State.SEALED,
            head=found.head,
            changed={path: page.changed for path, page in same.items() if page.changed is not None},
            stale={path: page.stale for path, page in same.items() if page.stale},
            wordings=_wordings(found.statements, archive, same),
        )
    return None


def _wordings(
    statements: Mapping[str, list[_Said]], archive: Archive, same: Mapping[str, _Page]
) -> Mapping[str, tuple[Wording, ...]]:
    known = {claim.id for page in archive.pages if page.path in same for claim in page.body.claims}
    # What was withheld since the edition was sealed stands in its file all the same.
    withheld = archive.settings.withheld
    return {
        id_: tuple(
            Wording(s.since, s.day, words(s.vi, withheld, s.vi_withheld), words(s.en, withheld, s.en_withheld))
            for s in said
        )
        for id_, said in statements.items()
        if id_ in known
    }
