"""Whether a statement says, or once said, the sentence that a digest is of: what settles "it said something else".

Takes an `Archive` that knows its past as far as anybody can, the id of a statement and the beginning of a SHA-256 in
hex, `LEAST` digits of it or more; gives an `Answer`. Each language counts by itself. A wording that is withheld is
known by its digest alone, and counts too. Refuses an unknown id by `KeyError`; what is no digest, `digits` gives as
empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.content.model import Archive
from archive.content.statement import Statement
from archive.findings import LANGS, Lang
from archive.history.value import Words
from archive.stage.citation import DIGITS
from archive.text import paragraph_digest

LEAST, ALL = DIGITS, 64
_DIGEST = re.compile(rf"(?:sha-?256[:=]?)?([0-9a-f]{{{LEAST},{ALL}}})")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence that a statement says or said in one language: its digest, from one day to another (ISO)."""

    lang: Lang
    digest: str
    text: str
    """Empty where it is withheld."""
    start: str
    """Empty where it is not known since when."""
    end: str
    """The day from which it said something else; empty for what it says now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a digest and a statement."""

    statement: Statement
    found: tuple[Wording, ...]
    """The wordings that the digest is of, what it says now first."""
    now: tuple[Wording, ...]
    """What the statement says now, in each language that it is said in."""
    since: str
    """The day (ISO) from which on its wordings are known; empty where its past is not."""
    same_as: str
    """The statement into which this one was merged; else empty."""
    elsewhere: tuple[str, ...]
    """Where it is of none of this statement's: the statements that say or said it."""


def digits(given: str) -> str:
    """The hex digits of a digest as somebody typed or pasted it; empty where it is none, or too little of one."""
    found = _DIGEST.fullmatch("".join(given.split()).casefold())
    return found[1] if found else ""


def verify(archive: Archive, name: str, digest: str) -> Answer:
    """Hold a digest, as `digits` gives it, to all that a statement says and said."""
    statement = archive.statements[name]
    every = [*_wordings(archive, statement)]
    found = tuple(wording for wording in every if wording.digest.startswith(digest))
    said = archive.history.wordings.get(name, ()) if archive.history.known else ()
    return Answer(
        statement=statement,
        found=found,
        now=tuple(wording for wording in every if not wording.end),
        since=said[0].day if said else "",
        same_as=statement.merged or "",
        elsewhere=() if found else tuple(_elsewhere(archive, digest)),
    )


def _elsewhere(archive: Archive, digest: str) -> Iterator[str]:
    for name, statement in archive.statements.items():
        if any(wording.digest.startswith(digest) for wording in _wordings(archive, statement)):
            yield name


def _wordings(archive: Archive, statement: Statement) -> Iterator[Wording]:
    """What a statement says now, then what it said before, the latest first; none that has no words."""
    langs = [lang for lang in LANGS if lang == "vi" or statement.id in archive.english]
    for lang in langs:
        yield Wording(lang, statement.digest[lang], statement.text[lang], _since(archive, statement, lang), "")
    for lang in LANGS:
        for former in reversed(statement.former(lang)):
            if former.words.text or former.words.withheld:
                yield Wording(lang, _digest(former.words), former.words.text, former.start, former.end)


def _since(archive: Archive, statement: Statement, lang: Lang) -> str:
    """The day since which a statement says in one language what it says now; empty where the past does not tell."""
    start = ""
    for wording in reversed(archive.history.wordings.get(statement.id, ())):
        if _digest(wording[lang]) != statement.digest[lang]:
            break
        start = wording.day
    return start


def _digest(words: Words) -> str:
    return words.withheld or paragraph_digest(words.text)
