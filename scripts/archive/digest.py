"""The paragraphs of a saved copy as locators: which a source records already, which are new, which are gone.

Takes a copy as `saved` reads it and, where one is meant, the source that it is a copy of; gives a `Digested`. A
paragraph is a line, as `verify_source` reads one; of a copy whose lines are broken, the lines between blank ones. Its
digest is that of the words that a reader sees. Refuses a copy without a word; nothing of the copy is kept but the first
few words of each paragraph, for the editor's own eyes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.content.kinds.source import Source
from archive.content.unwritten import FILL_IN
from archive.escaping import printable
from archive.findings import Text
from archive.refusal import Refusal
from archive.saved import Saved
from archive.text import paragraph_digest, seen
from archive.verify_source import Paragraph, digests, paragraphs

WORDS, LETTERS = 5, 40
"""How much of a paragraph an editor is shown, so as to tell it from the others."""
_NUMBERED = re.compile(r"p([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph that no locator has: the name that it may have, its line, how it begins, and its digest."""

    name: str
    line: int
    begins: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Digested:
    """What a copy holds, beside what a source records of it."""

    file_sha256: str
    """Of the whole file; empty where the copy's text is not its bytes, or the source records one."""
    new: tuple[Found, ...]
    matched: tuple[str, ...] = ()
    """Locators whose paragraph stands in the copy."""
    gone: tuple[str, ...] = ()
    """Locators with a digest that no paragraph of the copy has."""
    bare: tuple[str, ...] = ()
    """Locators that have no digest."""

    @property
    def another(self) -> bool:
        """Whether the copy is of something else: the source has digests, and no paragraph has any of them."""
        return bool(self.gone) and not self.matched

    def lines(self) -> Iterator[str]:
        """The lines to paste into the source's front matter; below its own locators, where it has some."""
        if self.file_sha256:
            yield f"file_sha256: {self.file_sha256}"
        if self.new and not (self.matched or self.gone or self.bare):
            yield "locators:"
        blank = json.dumps(FILL_IN, ensure_ascii=False)
        yield from (f"  {found.name}: {{about: {blank}, sha256: {found.sha256}}}" for found in self.new)


def digest(saved: Saved, source: Source | None = None, *, blocks: bool = False) -> Digested:
    """The paragraphs of a copy, held to what the source records of them."""
    chosen = list(_chosen(paragraphs(saved.text), blocks=blocks))
    if not chosen:
        raise Refusal(Text("tệp này không có đoạn văn nào", "this file has no paragraph"))
    by_digest = digests(saved.text)
    locators = source.locators if source else {}
    recorded = {name: one.sha256 for name, one in locators.items() if one.sha256}
    matched = {name: by_digest[sha256] for name, sha256 in recorded.items() if sha256 in by_digest}
    known = {line for found in matched.values() for line in range(found.first, found.last + 1)}
    fresh = [paragraph for paragraph in chosen if paragraph.first not in known]
    number = max((int(found[1]) for name in locators if (found := _NUMBERED.fullmatch(name))), default=0)
    whole = hashlib.sha256(saved.text.encode("utf-8", "surrogatepass")).hexdigest() if saved.exact else ""
    return Digested(
        "" if source and source.file_sha256 else whole,
        tuple(_found(fresh, number)),
        tuple(matched),
        tuple(name for name in recorded if name not in matched),
        tuple(name for name in locators if name not in recorded),
    )


def _chosen(every: list[Paragraph], *, blocks: bool) -> Iterator[Paragraph]:
    """Each line, or each run of lines."""
    runs = [paragraph for paragraph in every if paragraph.last > paragraph.first]
    within = {line for run in runs for line in range(run.first, run.last + 1)} if blocks else set()
    for paragraph in every:
        is_run = paragraph.last > paragraph.first
        if (blocks and is_run) or (not is_run and paragraph.first not in within):
            yield paragraph


def _found(fresh: list[Paragraph], number: int) -> Iterator[Found]:
    """The paragraphs by new names, each digest once: what stands there twice is one place."""
    met: set[str] = set()
    for paragraph in fresh:
        words = seen(paragraph.text).split()
        sha256 = paragraph_digest(" ".join(words))
        if words and sha256 not in met:
            met.add(sha256)
            number += 1
            yield Found(f"p{number}", paragraph.first, _begins(words), sha256)


def _begins(words: list[str]) -> str:
    """The first few words, as a terminal may show them; never all of them."""
    few = " ".join(words[: min(WORDS, max(1, len(words) // 2))])
    return printable(f"{few[:LETTERS]}…")
