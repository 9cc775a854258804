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


Kept = Callable[[Commit], Mapping[tuple[Lang, str, str], int]]
"""Of a merge: since when (epoch seconds) units, by language, name and digest, had these words on the side."""


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
    base: Log | None = None
    limit: int = -1
    """The number of the last commit of `base` that is seen."""

    def noted(self, lang: Lang, name: str) -> Iterator[Entry]:
        """The entries of a unit, newest first."""
        yield from reversed(self.entries[lang].get(name, ()))
        if self.base:
            yield from (entry for entry in self.base.noted(lang, name) if entry.at <= self.limit)

    def last(self, lang: Lang, name: str) -> Entry | None:
        """The newest entry of a unit."""
        return next(self.noted(lang, name), None)

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
        found = reversed(getattr(self.base, which).get(name, [])) if self.base else iter(())
        return next((home.key for home in found if home.at <= self.limit), "")

    def first_at(self, path: str) -> int | None:
        """The number of the commit by which a page was first at `path`; None where none had it."""
        lists = (*((self.base.homes.get(path, ()),) if self.base else ()), self.homes.get(path, ()))
        return next((home.at for homes in lists for home in homes), None)

    def names(self, lang: Lang) -> Iterator[str]:
        """Every unit that was ever noted, once."""
        yield from self.entries[lang]
        if self.base:
            yield from (name for name in self.base.entries[lang] if name not in self.entries[lang])


def cut(log: Log, length: int) -> None:
    """Forget all that came after the first `length` commits."""
    del log.ids[length:], log.times[length:]
    for noted in log.entries.values():
        _cut(noted, length)
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


def grow(log: Log, root: Path, commits: Iterable[Commit], start: int, kept: Kept) -> None:
    """Take in the next commits of the line, the first of which is number `start`."""
    new = [*commits]
    changed = changes(root, new, WATCHED)
    merges = [parent for commit in new for parent in commit.parents[1:]]
    ledgers = files_at(root, merges, LEDGER)
    ids = {c.blob for found in changed.values() for c in found if c.path == LEDGER and c.blob} | {*ledgers.values()}
    lines = {id_: addresses_in(data or b"") for id_, data in blobs(root, sorted(ids), MOST_BYTES)}
    versions = _versions(root, changed.values())
    for number, commit in enumerate(new, start):
        found = changed.get(commit.id, [])
        pages = {c.path: versions.get((c.blob, _lang(c.path))) for c in found if c.blob and _lang(c.path)}
        gone = [c.path for c in found if not c.blob and _lang(c.path)]
        take_in(log, number, commit.time, pages, gone, kept(commit) if commit.parents[1:] and pages else {})
        blob = next((c.blob for c in found if c.path == LEDGER), "")
        for one in (blob, *(ledgers.get(parent, "") for parent in commit.parents[1:])):
            for line in lines.get(one, ()):
                log.recorded.setdefault(line, number)
        log.ids.append(commit.id)
        log.times.append(commit.time)


def _lang(path: str) -> Lang | None:
    """The language of the page at a path of the repository; None where it is no page."""
    return next((lang for lang in LANGS if path.startswith(f"docs/{lang}/") and path.endswith(".md")), None)


def _versions(root: Path, changed: Iterable[list[Change]]) -> dict[tuple[str, Lang | None], Version | None]:
    wanted: dict[str, dict[Lang, str]] = {}
    for change in (change for found in changed for change in found):
        if change.blob and (lang := _lang(change.path)):
            wanted.setdefault(change.blob, {}).setdefault(lang, change.path)
    found: dict[tuple[str, Lang | None], Version | None] = {}
    for id_, data in blobs(root, wanted, MAX_BYTES):
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
    kept: Mapping[tuple[Lang, str, str], int],
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
                _note(log, number, time, lang, full_name(key, name), unit, kept)


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
        for name in [name for name in log.names(lang) if name.startswith((f"{old}@", f"{old}!"))]:
            rest = name.removeprefix(old)
            goal = full_name(new, rest.removeprefix("!"))
            if not log.last(lang, goal):
                noted = [entry._replace(at=number) for entry in log.noted(lang, name)]
                log.entries[lang].setdefault(goal, []).extend(reversed(noted))


def _note(
    log: Log, number: int, time: int, lang: Lang, name: str, unit: Unit, kept: Mapping[tuple[Lang, str, str], int]
) -> None:
    last = log.last(lang, name)
    if last and last.digest == unit.digest:
        if last.text != unit.text:  # spelt otherwise, in the same words
            log.entries[lang].setdefault(name, []).append(last._replace(at=number, text=unit.text))
        return
    since = min(time, kept.get((lang, name, unit.digest), time))
    log.entries[lang].setdefault(name, []).append(Entry(number, number, since, unit.digest, unit.text))
