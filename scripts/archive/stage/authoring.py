"""The ways from a page to its source: where its file is edited, and where a new record is begun.

Takes the archive's settings; gives addresses, or nothing where the archive has set no such place. The editing page of
GitHub puts the cursor at `#L12`, as its view of a file does; its page for a new file takes a name and a text.
An address is kept short enough to be answered: above 8,191 bytes GitHub gives none (414), and whoever is not signed in is
sent on by an address that holds the whole of this one, escaped once more. What has to go is what a record can do without:
keys that are commented out, and what is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from archive.content.kinds import KINDS
from archive.content.kinds.base import Translation
from archive.content.model import Archive
from archive.content.unwritten import FILL_IN, SLUG
from archive.findings import LANGS, Text
from archive.new import Pair, make
from archive.refusal import Refusal
from archive.settings import Settings
from archive.stage.report import github

MOST = 8_000
"""Bytes of an address, as `SIGN_IN` has it."""
SIGN_IN = "https://github.com/login?return_to="
LATER = frozenset({"draft", "aliases", "withdrawn", "withdrawn_reason", "instead", "answer", "checked"})
"""Keys that no record needs when it is begun in a branch: no link has room for them."""
_KEYS = frozenset(Translation.model_fields).union(*(model.model_fields for model in KINDS.values()))
_OPTIONAL = re.compile(r"# ([a-z_0-9]+):(?: |$)")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A record to be: its id, and the address at which each twin is begun."""

    kind: str
    id: str
    address: Text


def edit(settings: Settings, file: str, line: int = 0) -> str:
    """Where a file of the repository is edited, at one of its lines."""
    home = github(settings.repository)
    place = settings.edit or (f"{home}/edit/{settings.main_branch}" if home else "")
    at = f"#L{line}" if line else ""
    return f"{place}/{file}{at}" if place else ""


def beginning(archive: Archive, kind: str) -> Beginning | None:
    """Where a record of a kind is begun; None where the repository is not one of GitHub's, or has no number left."""
    home, pair = github(archive.settings.repository), _pair(archive, kind)
    if not home or pair is None:
        return None
    new, texts = f"{home}/new/{archive.settings.main_branch}", {"vi": pair.vi, "en": pair.en}
    return Beginning(kind, pair.id, Text(*(_address(new, f"docs/{lang}/{pair.path}", texts[lang]) for lang in LANGS)))


def begun_in(archive: Archive, index: str) -> tuple[str, ...]:
    """The kinds whose records stand beside an index page."""
    return tuple(kind for kind in KINDS if f"{archive.settings.folder(kind)}/index.md" == index)


def _pair(archive: Archive, kind: str) -> Pair | None:
    try:
        # No build knows the day on which somebody reads: it is filled in like all else.
        return make(archive, kind, "" if KINDS[kind].numbered else SLUG, FILL_IN)
    except Refusal:
        return None


def _address(new: str, file: str, text: str) -> str:
    """The address with as much of the text as there is room for."""
    made = (f"{new}?{urlencode({'filename': file, 'value': said}, safe='/:,')}" for said in _shorter(text))
    return next(
        (address for address in made if len(SIGN_IN + quote(address, safe="")) <= MOST), f"{new}?filename={file}"
    )


def _shorter(text: str) -> Iterator[str]:
    """The text without keys that come later, then with less and less of what is commented out.

    First goes what is said of such keys, the longest first, then the keys themselves from the end.
    """
    lines = text.split("\n")
    gone = {at for key in _optional(lines) if key.name in LATER for at in key.lines}
    yield _without(lines, gone)
    kept = [key for key in _optional(lines) if key.name not in LATER]
    told = [key.said for key in kept if key.said is not None]
    for at in [*sorted(told, key=lambda at: -len(lines[at])), *(key.at for key in reversed(kept))]:
        gone.add(at)
        yield _without(lines, gone)


@dataclass(frozen=True, slots=True)
class _Optional:
    """A key that is commented out: its line, and the one above that says what it is for."""

    name: str
    at: int
    said: int | None

    @property
    def lines(self) -> tuple[int, ...]:
        return (self.at,) if self.said is None else (self.said, self.at)


def _optional(lines: list[str]) -> Iterator[_Optional]:
    for at, line in enumerate(lines):
        if name := _commented(line):
            above = lines[at - 1]
            yield _Optional(name, at, at - 1 if above.startswith("# ") and not _commented(above) else None)


def _commented(line: str) -> str:
    """The key that a line of the front matter has as a comment."""
    found = _OPTIONAL.match(line)
    return found[1] if found and found[1] in _KEYS else ""


def _without(lines: list[str], gone: set[int]) -> str:
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)
