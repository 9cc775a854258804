"""Every change of a unit on the main line, in order, as an append-only log.

Takes a repository's main line and grows by what its newer commits changed: each distinct blob is parsed once, and what
did not change is not looked at. A log can be cut back to an earlier commit, so that one that was kept serves every
branch. A log upon another (`base`) sees that one up to a commit, and keeps its own additions apart. Refuses nothing;
raises `IncompleteError` where the repository lacks what its history names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from archive.content.model import Page, page_url
from archive.content.read import MAX_BYTES, read_page
from archive.findings import LANGS, Lang
from archive.history.line import Change, Commit, blobs, changes, files_at
from archive.history.units import Unit, is_draft, is_readable, units
from archive.ledger import LEDGER, MOST_BYTES, addresses_in

WATCHED = ("docs", LEDGER)
DRAFT = "@draft"
"""The name of what a page says of its being a draft, as if it were one of its units."""
_ID = re.compile(r"[a-z]{1,2}(?:-[a-z0-9]+)+")


class Entry(NamedTuple):
    """That a unit has these words: since commit `number` of the line and `time` (epoch seconds)."""

    at: int
    """The number of the commit at which this was noted: a copy for a page that moved is younger than its words."""
    number: int
    time: int
    digest: str
    text: str = ""


class Home(NamedTuple):
    """What the units of a page at a path are kept under, since a commit: its record's id, else the path; or nothing."""

    at: int
    key: str


Noted = TypeVar("Noted", Entry, Home)


class Version(NamedTuple):
    """One version of a page: what is kept of a blob that was parsed."""

    units: Mapping[str, Unit]
    id: str
    aliases: tuple[str, ...]
    draft: bool


Since = Callable[[Lang, str, str], int | None]
"""Since when (epoch seconds) a unit, by language, name and digest, had its words before a merge brought them; None
where nobody had published them."""


@dataclass
class Log:
    """What was noted so far, each list in the order of the line."""

    ids: list[str] = field(default_factory=list)
    """The commits that it has taken in, oldest first."""
    times: list[int] = field(default_factory=list)
    entries: dict[Lang, dict[str, list[Entry]]] = field(default_factory=lambda: {lang: {} for lang in LANGS})
    homes: dict[str, list[Home]] = field(default_factory=dict)
    """By path below `docs/vi`."""
    places: dict[str, list[Home]] = field(default_factory=dict)
    """By id: the path of the record's page."""
    recorded: dict[str, int] = field(default_factory=dict)
    """The number of the commit by which an address was in the ledger."""
    owned: dict[Lang, dict[str, list[str]]] = field(default_factory=lambda: {lang: {} for lang in LANGS})
    """The names of the units of each page, by what they are kept under."""
    base: Log | None = None
    limit: int = -1
    """The number of the last commit of `base` that is seen."""

    @property
    def tip(self) -> int:
        """The number of its last commit."""
        return self.limit + len(self.ids)

    def layers(self) -> Iterator[tuple[Log, int]]:
        """The log itself and those below it, each with the number of the last commit that is seen of it."""
        yield self, self.tip
        log = self
        while log.base:
            yield log.base, log.limit
            log = log.base

    def noted(self, lang: Lang, name: str) -> Iterator[Entry]:
        """The entries of a unit, newest first."""
        yield from reversed(self.entries[lang].get(name, ()))
        for log, limit in islice(self.layers(), 1, None):
            yield from (entry for entry in reversed(log.entries[lang].get(name, ())) if entry.at <= limit)

    def last(self, lang: Lang, name: str) -> Entry | None:
        """The newest entry of a unit."""
        own = self.entries[lang].get(name)
        return own[-1] if own else next(self.noted(lang, name), None)

    def home(self, path: str) -> str:
        """What the page at `path` is kept under; empty where there is none."""
        return self._latest("homes", path)

    def place(self, id_: str) -> str:
        """The path of the page that has this id; empty where none has it."""
        return self._latest("places", id_)

    def _latest(self, which: str, name: str) -> str:
        own: list[Home] = getattr(self, which).get(name, [])
        if own:
            return own[-1].key
        below = islice(self.layers(), 1, None)
        found = (
            home for log, limit in below for home in reversed(getattr(log, which).get(name, ())) if home.at <= limit
        )
        return next((home.key for home in found), "")

    def first_at(self, path: str) -> int | None:
        """The number of the commit by which a page was first at `path`; None where none had it."""
        return min((home.at for log, limit in self.layers() for home in log.homes.get(path, ())[:1] if home.at <= limit
                    or log is self), default=None)  # fmt: skip

    def units_of(self, lang: Lang, key: str) -> Iterator[str]:
        """Every unit that was ever noted of what is kept under a key."""
        yield from dict.fromkeys(name for log, _ in self.layers() for name in log.owned[lang].get(key, ()))

    def note(self, lang: Lang, key: str, name: str, entries: Iterable[Entry]) -> None:
        """Note a unit of what is kept under a key; `name` is its full name."""
        if name not in self.entries[lang]:
            self.entries[lang][name] = []
            self.owned[lang].setdefault(key, []).append(name)
        self.entries[lang][name] += entries


def cut(log: Log, length: int) -> None:
    """Forget all that came after the first `length` commits."""
    del log.ids[length:], log.times[length:]
    for noted in log.entries.values():
        _cut(noted, length)
    for lang, owned in log.owned.items():
        kept = ((key, [name for name in names if name in log.entries[lang]]) for key, names in owned.items())
        log.owned[lang] = {key: names for key, names in kept if names}
    _cut(log.homes, length)
    _cut(log.places, length)
    log.recorded = {line: at for line, at in log.recorded.items() if at < length}


def _cut(lists: dict[str, list[Noted]], length: int) -> None:
    for name in [name for name, noted in lists.items() if noted[-1].at >= length]:
        kept = [one for one in lists[name] if one.at < length]
        if kept:
            lists[name] = kept
        else:
            del lists[name]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of commits at once: what each changed, and the pages that came of it."""

    changed: Mapping[str, list[Change]]
    versions: Mapping[tuple[str, Lang | None], Version | None]


def read(root: Path, commits: Iterable[Commit], paths: tuple[str, ...] = WATCHED) -> Read:
    """Read what these commits changed; each blob is parsed once."""
    changed = changes(root, commits, paths)
    return Read(changed, _versions(root, changed.values()))


def never(_: Lang, __: str, ___: str) -> None:
    """Of what is no merge: nobody had published its words before."""


def append(log: Log, commit: Commit, found: Read, since: Since) -> None:
    """Take in the next commit of the log's line."""
    changed = [(change, lang) for change in found.changed.get(commit.id, ()) if (lang := _lang(change.path))]
    pages = {change.path: found.versions.get((change.blob, lang)) for change, lang in changed if change.blob}
    gone = [change.path for change, _ in changed if not change.blob]
    take_in(log, log.tip + 1, commit.time, pages, gone, since)
    log.ids.append(commit.id)
    log.times.append(commit.time)


def record(log: Log, root: Path, commits: Iterable[Commit], start: int, found: Read) -> None:
    """Note the addresses that these commits of the line had in the ledger, and the other sides of their merges."""
    new = [*commits]
    ledgers = files_at(root, (parent for commit in new for parent in commit.parents[1:]), LEDGER)
    first: dict[str, int] = {}
    for number, commit in enumerate(new, start):
        own = (change.blob for change in found.changed.get(commit.id, ()) if change.path == LEDGER)
        for blob in (*own, *(ledgers.get(parent, "") for parent in commit.parents[1:])):
            first.setdefault(blob, number)
    first.pop("", None)
    known: set[bytes] = set()
    for id_, data in blobs(root, first, MOST_BYTES):
        # A ledger grows by a few lines of its thousands: the others were taken in with an earlier one.
        lines = {*(data or b"").splitlines()} - known
        known |= lines
        for line in addresses_in(b"\n".join(lines)):
            log.recorded.setdefault(line, first[id_])


def _lang(path: str) -> Lang | None:
    """The language of the page at a path of the repository; None where it is no page."""
    return next((lang for lang in LANGS if path.startswith(f"docs/{lang}/") and path.endswith(".md")), None)


def _versions(root: Path, changed: Iterable[list[Change]]) -> dict[tuple[str, Lang | None], Version | None]:
    wanted: dict[str, dict[Lang, str]] = {}
    for change in (change for found in changed for change in found):
        if change.blob and (lang := _lang(change.path)):
            wanted.setdefault(change.blob, {}).setdefault(lang, change.path)
    found: dict[tuple[str, Lang | None], Version | None] = {}
    # One page's versions after the other: most of what one says was said by the one before.
    for id_, data in blobs(root, sorted(wanted, key=lambda id_: next(iter(wanted[id_].values()))), MAX_BYTES):
        for lang, path in wanted[id_].items():
            page = None if data is None else read_page(data, path.split("/", 2)[2], lang, path)
            found[id_, lang] = version(page) if page else None
    return found


def version(page: Page) -> Version | None:
    """What is kept of a page; None where it cannot be read."""
    if not is_readable(page):
        return None
    id_, aliases = page.front.data.get("id"), page.front.data.get("aliases")
    return Version(
        units(page),
        id_ if isinstance(id_, str) and page.lang == "vi" and _ID.fullmatch(id_) else "",
        tuple(alias for alias in aliases if isinstance(alias, str)) if isinstance(aliases, list) else (),
        is_draft(page),
    )


def take_in(
    log: Log,
    number: int,
    time: int,
    pages: Mapping[str, Version | None],
    gone: Iterable[str],
    since: Since,
) -> None:
    """Note what one commit changed; pages are named from the repository's root."""
    for path in sorted(gone):
        lang, short = path.split("/", 2)[1:]
        if lang == "vi" and (key := log.home(short)):
            log.homes.setdefault(short, []).append(Home(number, ""))
            if log.place(key) == short:
                log.places.setdefault(key, []).append(Home(number, ""))
    for lang in LANGS:
        for path, found in sorted(pages.items(), key=lambda item: item[0]):
            if found is None or not path.startswith(f"docs/{lang}/"):
                continue  # what cannot be read changes no words
            short = path.split("/", 2)[2]
            key = _home(log, number, short, found) if lang == "vi" else log.home(short) or short
            said = dict(found.units)
            if lang == "vi" and (found.draft or log.last(lang, f"{key}{DRAFT}")):
                said[DRAFT] = Unit(str(int(found.draft)))
            for name, unit in said.items():
                _note(log, number, time, lang, key, full_name(key, name), unit, since)


def full_name(key: str, name: str) -> str:
    """What a unit is noted under: a statement's id where its page is that of its record, else with the page's key."""
    if name.startswith("@"):
        return f"{key}{name}"
    return name if name.startswith(f"{key}-") else f"{key}!{name}"


def address_of(key: str, name: str) -> str:
    """The address by which a unit's words are reached: its statement's, its record's or its page's."""
    if not name.startswith("@"):
        return f"id/{name.partition('@')[0]}/"
    return page_url(key, "vi") if key.endswith(".md") else f"id/{key}/"


def _home(log: Log, number: int, path: str, found: Version) -> str:
    before = log.home(path)
    # Of two pages with one id the first has it; the other one is kept by its path until it has its own.
    key = found.id if found.id and log.place(found.id) in {"", path} else path
    if key == before:
        return key
    log.homes.setdefault(path, []).append(Home(number, key))
    if key != path and not log.place(key):
        log.places.setdefault(key, []).append(Home(number, path))
    if before and before != path and log.place(before) == path:
        log.places.setdefault(before, []).append(Home(number, ""))
    former = [path] if not before else []
    if key == path:
        stems = [alias.strip("/") for alias in found.aliases]
        former += [name for stem in stems for name in (f"{stem}.md", f"{stem}/index.md") if not log.home(name)]
    for name in former:
        if name != key:
            _copy(log, number, name, key)
    return key


def _copy(log: Log, number: int, old: str, new: str) -> None:
    """Let a page that moved, or was given an id, keep its past."""
    for lang in LANGS:
        for name in [name for name in log.units_of(lang, old) if name.startswith((f"{old}@", f"{old}!"))]:
            rest = name.removeprefix(old)
            goal = full_name(new, rest.removeprefix("!"))
            if not log.last(lang, goal):
                noted = [entry._replace(at=number) for entry in log.noted(lang, name)]
                log.note(lang, new, goal, reversed(noted))


def _note(log: Log, number: int, time: int, lang: Lang, key: str, name: str, unit: Unit, since: Since) -> None:
    last = log.last(lang, name)
    if last and last.digest == unit.digest:
        if last.text != unit.text:  # spelt otherwise, in the same words
            log.note(lang, key, name, [last._replace(at=number, text=unit.text)])
        return
    before = since(lang, name, unit.digest)
    log.note(
        lang, key, name, [Entry(number, number, time if before is None else min(time, before), unit.digest, unit.text)]
    )
