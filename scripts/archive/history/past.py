"""What is asked of the past: days, former words, stale translations, the ledger.

Takes an archive as it stands and gives its `History`, from git, else from the file that a sealed edition carries, else
nothing but why it is not known. What HEAD and the working tree have beyond the main line counts as one change on top,
of the moment of HEAD's commit. Refuses nothing.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from archive.content.body import Claim
from archive.content.kinds.base import Translation
from archive.content.model import Archive, Page
from archive.findings import LANGS, Lang
from archive.history import keep, saved
from archive.history.line import IncompleteError, MainLine, State, main_line, unanswered
from archive.history.log import DRAFT, Entry, Log, Version, address_of, cut, full_name, never, take_in, version
from archive.history.sides import grow
from archive.history.units import PARTS, SECTION, UNKNOWN, Unit
from archive.history.value import History, Wording, words
from archive.ledger import known_addresses


def read_history(archive: Archive, head: str = "HEAD") -> History:
    """What is known of the past of an archive; `head` is the commit that it is read from, where that is another."""
    line = main_line(archive.root, archive.settings.main_branch, head)
    if line.state is State.NO_GIT:
        return saved.read(archive) or History(line.state, line.why)
    if line.state is State.KNOWN:
        try:
            return _Past(archive, line, _log(archive, line)).history()
        except IncompleteError as error:
            line = unanswered(archive.root, line, str(error))
    return History(line.state, line.why, head=line.head.time if line.head else None)


def _log(archive: Archive, line: MainLine) -> Log:
    """The log of the main line, from what was kept of an earlier one as far as that is the same."""
    main = archive.settings.main_branch
    log = keep.read(archive.root, main)
    ids = [commit.id for commit in line.commits]
    same = next((at for at, (old, new) in enumerate(zip(log.ids, ids, strict=False)) if old != new), None)
    same = min(len(log.ids), len(ids)) if same is None else same
    if same < len(log.ids):
        # Another branch is shorter; what was kept of the longer one is needed again soon, so it is not written over.
        cut(log, same)
    if same < len(ids):
        grow(log, archive.root, line, same, main)
        keep.write(archive.root, main, log)
    return log


@dataclass(frozen=True)
class _Past:
    """The log of the main line with the change on top of it, for the archive as it stands."""

    archive: Archive
    line: MainLine
    log: Log
    _standing: dict[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    _then: dict[tuple[str, str, int], frozenset[str]] = field(default_factory=dict)
    """What was found once is asked again, of each unit of a page."""

    @cached_property
    def versions(self) -> Mapping[str, Version | None]:
        """What each page says as it stands, by its file."""
        return {page.file: version(page) for page in self.archive.pages}

    @cached_property
    def top(self) -> Log:
        """The log with the change on top."""
        number = len(self.log.ids)
        top = Log(base=self.log, limit=number - 1)
        there = {page.path for page in self.archive.pages if page.lang == "vi"}
        gone = [f"docs/vi/{path}" for path in self.log.homes if path not in there and self.log.home(path)]
        take_in(top, number, self.line.head.time if self.line.head else -1, self.versions, gone, never)
        return top

    @cached_property
    def days(self) -> Sequence[str]:
        """The day of each commit of the line, and that of HEAD for the change on top."""
        times = [*self.log.times, self.line.head.time if self.line.head else 0]
        return [_day(time, self.archive.settings.zone) for time in times]

    @cached_property
    def pairs(self) -> Sequence[tuple[Page, str, Page | None]]:
        """The Vietnamese pages that can be read, each with what it is kept under, and its twin."""
        pages = (page for page in self.archive.pages if page.lang == "vi" and self.versions[page.file])
        return [(page, self.top.home(page.path) or page.path, self.archive.twin(page)) for page in pages]

    def history(self) -> History:
        changed = {page.path: time for page, key, twin in self.pairs if (time := self.changed(page, key, twin)) >= 0}
        first = ((page.path, self.log.first_at(page.path)) for page, _, _ in self.pairs)
        stale = {page.path: behind for page, key, twin in self.pairs if (behind := self.stale(page, key, twin))}
        return History(
            State.KNOWN,
            None,
            self.line.on_main or self.line.head is None,
            self.line.head.time if self.line.head else None,
            self.log.recorded,
            changed,
            {path: at for path, at in first if at is not None},
            stale,
            {c.id: told for page, key, _ in self.pairs for c in page.body.claims if (told := self.wordings(c, key))},
        )

    def changed(self, page: Page, key: str, twin: Page | None) -> int:
        """Since when the page says what it says; below 0 where that is no commit's yet."""
        found = [self._lifted(key)]
        for one in (page, twin):
            entries = (self.top.last(one.lang, full_name(key, name)) for name in self._units(one)) if one else ()
            found += [entry.time for entry in entries if entry]
        return max(found)

    def _units(self, page: Page | None) -> Mapping[str, Unit]:
        """The units of a page; none of one that is not there or cannot be read."""
        found = self.versions[page.file] if page else None
        return found.units if found else {}

    def _lifted(self, key: str, upto: int | None = None) -> int:
        """When the page stopped being a draft, as of a commit; below 0 where it never was one."""
        noted = self.top.noted("vi", f"{key}{DRAFT}")
        return next((e.time for e in noted if e.digest == "0" and (upto is None or e.number <= upto)), -1)

    def stale(self, page: Page, key: str, twin: Page | None) -> dict[str, str]:
        """The units of which the English is behind, with the day on which the Vietnamese changed last."""
        if twin is None:
            return {}
        checked = twin.meta.checked if isinstance(twin.meta, Translation) else None
        marks = {claim.id: claim.checked for claim in twin.body.claims}
        found: dict[str, str] = {}
        now, theirs = self._units(page), self._units(twin)
        for name in now:
            if name == PARTS or name not in theirs:
                continue
            statement = not name.startswith("@")
            mark = marks.get(name.partition("@")[0]) if statement else checked
            upto = self._seen(key, name, theirs[name].digest, mark)
            vi = [*self.top.noted("vi", full_name(key, name))]
            if not vi or self._same(vi, upto, self._stood(key, _counted(name), upto)):
                continue
            found[name] = self.days[vi[0].number]
        return found

    def _seen(self, key: str, name: str, digest: str, checked: str | None) -> int:
        """The last commit, by number, of which the English knew the Vietnamese: that day's, or that of a check."""
        entry = self.top.last("en", full_name(key, name))
        since = self._stand(key, _counted(name)).get(digest, entry.number if entry else 0)
        last = self._evenings[min(since, entry.number) if entry else 0]
        return max(last, self._upto(checked)) if checked else last

    @cached_property
    def _evenings(self) -> Sequence[int]:
        """Of each commit the last one, by number, of those that follow it on its day."""
        found = [len(self.days) - 1]
        for at in range(len(self.days) - 2, -1, -1):
            found.append(found[-1] if self.days[at] == self.days[at + 1] else at)
        return found[::-1]

    def _upto(self, day: str) -> int:
        """The last commit, by number, of this day or of an earlier one."""
        return bisect_right(self._earliest, day) - 1

    @cached_property
    def _earliest(self) -> Sequence[str]:
        """The first day of each commit and all after it: in order, where the clocks of those who commit are not."""
        return [*accumulate(reversed(self.days), min)][::-1]

    def _stand(self, key: str, kind: str) -> Mapping[str, int]:
        """Since which commit, by number, each wording of the English has stood among the units of a kind.

        Where something was put in before it, its words are older than its place.
        """
        if not kind:
            return {}
        if (key, kind) not in self._standing:
            names = [name for name in self.top.units_of("en", key) if name.startswith(f"{key}{kind}")]
            changes: dict[int, dict[str, str]] = {}
            for name in names:
                for entry in reversed([*self.top.noted("en", name)]):
                    changes.setdefault(entry.number, {})[name] = entry.digest
            now: dict[str, str] = {}
            since: dict[str, int] = {}
            for number in sorted(changes):
                now |= changes[number]
                since = {digest: since.get(digest, number) for digest in now.values()}
            self._standing[key, kind] = since
        return self._standing[key, kind]

    @staticmethod
    def _same(vi: Sequence[Entry], upto: int, stood: frozenset[str]) -> bool:
        """Whether the Vietnamese says what it said at that commit, here or, of what moved, elsewhere on the page."""
        then = next((entry for entry in vi if entry.number <= upto), None)
        return vi[0].digest in stood or (then.digest == vi[0].digest if then else not stood)

    def _stood(self, key: str, kind: str, upto: int) -> frozenset[str]:
        """The wordings that stood among the units of a kind at a commit: what only moved was translated."""
        if not kind:
            return frozenset()
        if (key, kind, upto) not in self._then:
            named = (name for name in self.top.units_of("vi", key) if name.startswith(f"{key}{kind}"))
            then = (next((e for e in self.top.noted("vi", name) if e.number <= upto), None) for name in named)
            self._then[key, kind, upto] = frozenset(entry.digest for entry in then if entry)
        return self._then[key, kind, upto]

    def wordings(self, claim: Claim, key: str) -> tuple[Wording, ...]:
        """What a published statement said: one wording a day, none before it was recorded, none of a draft."""
        name = full_name(key, claim.id) if claim.id else ""
        recorded = self.log.recorded.get(address_of(key, name), self._on_top.get(address_of(key, name)))
        if not name or recorded is None or "!" in name:
            return ()
        said: dict[Lang, list[Entry]] = {lang: [*self.top.noted(lang, name)][::-1] for lang in LANGS}
        lifted = [entry for entry in self.top.noted("vi", f"{key}{DRAFT}") if entry.digest == "0"]
        starts = sorted({max(entry.number, recorded) for entries in (*said.values(), lifted) for entry in entries})
        found: list[Wording] = []
        for start in starts:
            then = {lang: [entry for entry in said[lang] if entry.number <= start] for lang in LANGS}
            if not then["vi"] or self._drafted(key, start):
                continue
            time = max(self._lifted(key, start), *(entries[-1].time for entries in then.values() if entries))
            withheld = self.archive.settings.withheld
            vi, en = (words(then[lang][-1].text if then[lang] else "", withheld) for lang in LANGS)
            wording = Wording(time, _day(max(time, 0), self.archive.settings.zone), vi, en)
            if found and found[-1].day == wording.day:
                found.pop()
            if not found or (found[-1].vi, found[-1].en) != (wording.vi, wording.en):
                found.append(wording)
        return tuple(found)

    @cached_property
    def _on_top(self) -> Mapping[str, int]:
        return dict.fromkeys(known_addresses(self.archive.root), len(self.log.ids))

    def _drafted(self, key: str, at: int) -> bool:
        then = next((entry for entry in self.top.noted("vi", f"{key}{DRAFT}") if entry.number <= at), None)
        return then is not None and then.digest == "1"


def _counted(name: str) -> str:
    """The kind of a unit whose place among others of it may change, with what is put in before it; else nothing."""
    return next((kind for kind in (SECTION, UNKNOWN) if name.startswith(kind)), "")


def _day(time: int, zone: datetime.tzinfo) -> str:
    return datetime.datetime.fromtimestamp(time, zone).date().isoformat()
