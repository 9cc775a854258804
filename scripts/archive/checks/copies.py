"""Rules on what is said twice: DV512 to DV514. One fact has one id, which is cited and mended in one place.

Statements are compared by their Vietnamese words, in small letters and without marks. Two are near when four fifths of
all their words are common to both, and they state the same figures, dates, symbols, titles and names, and deny as often:
`Nghị quyết 01 được nêu` and `Chỉ thị 02 được nêu` are two facts. Near ones are looked for by their rarest words alone,
of which two near texts must share one, so that the cost grows with the number of statements and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from archive.content.body import Claim
from archive.content.kinds.source import Source
from archive.content.model import Archive, Record
from archive.extending import Need, Problem, rule
from archive.findings import LANGS, Lang, Severity, Text
from archive.kept.asked import shared
from archive.text import names, quoted, stated, words_of

_DENIALS = frozenset(["không", "chưa", "chẳng", "not", "no", "never", "nor"])
_SHORTEST = 5
"""Words below which two texts are alike by chance."""
_LOOKED_AT = 50
"""Candidates to which one text is held at most: more share its rarest words in made-up text alone."""


Worded = Callable[[str], str]
"""Gives the words of a text as `words_of` does, at hand or made."""


def _words(text: str, worded: Worded = words_of) -> tuple[str, ...]:
    """The words of a text in small letters, without marks."""
    return _parted(worded(text))


@lru_cache(maxsize=65_536)
def _parted(worded: str) -> tuple[str, ...]:
    return tuple(word for word in worded.split() if word[0].isalnum())


def _worded(archive: Archive) -> Worded:
    """What the pages of an archive have at hand."""
    return lambda text: archive.worded.get(text) or words_of(text)


def _facts(text: str, lang: Lang) -> tuple[object, ...]:
    """What must be the same in both for near words to say the same."""
    what = stated(text, lang)
    denials = Counter(word for word in _words(text) if word in _DENIALS)
    named = frozenset(name.alternatives[-1].casefold() for name in names(text, lang))
    return (
        frozenset(what.figures),
        frozenset(what.dates),
        frozenset(what.symbols),
        frozenset(quoted(text)),
        named,
        denials,
    )


_Key = tuple[int, frozenset[str]]


@dataclass
class Index:
    """Texts of one language, to be asked for one that is near to another."""

    lang: Lang
    texts: dict[str, str]
    """By id."""
    worded: Worded = words_of
    _words: dict[str, frozenset[str]] = field(default_factory=dict)
    _rank: dict[str, int] = field(default_factory=dict)
    """How rare a word is, the rarest first."""
    _all: frozenset[str] = frozenset()
    """The words of all texts, and those of them that are numbers."""
    _numbers: frozenset[str] = frozenset()
    _own: dict[str, list[_Key]] = field(default_factory=dict)
    _by_word: dict[_Key, list[str]] = field(default_factory=dict)
    _known: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._words = {name: frozenset(_words(text, self.worded)) for name, text in self.texts.items()}
        common = Counter(chain.from_iterable(self._words.values()))
        ordered = sorted(sorted(common), key=common.__getitem__)
        self._rank = {word: at for at, word in enumerate(ordered)}
        self._all = frozenset(ordered)
        self._numbers = frozenset(word for word in ordered if word[0].isdigit())
        self._own = {name: self._keys(words) for name, words in self._words.items()}
        for name, keys in self._own.items():
            for key in keys:
                self._by_word.setdefault(key, []).append(name)

    def near(self, text: str, but: str = "") -> str | None:
        """The first text that is near to `text`, other than the one of the id `but` and those after it."""
        words = self._words.get(but) or frozenset(_words(text, self.worded))
        if len(words) < _SHORTEST:
            return None
        met: set[str] = {but}
        facts: tuple[object, ...] = ()
        for key in self._own[but] if but in self._own else self._keys(words):
            for name in self._by_word.get(key, ()):
                if name == but or len(met) > _LOOKED_AT:
                    break
                if name not in met:
                    met.add(name)
                    common = len(words & self._words[name])
                    every = len(words) + len(self._words[name]) - common
                    if common * 5 >= every * 4:
                        facts = facts or _facts(text, self.lang)
                        if name not in self._known:
                            self._known[name] = _facts(self.texts[name], self.lang)
                        if facts == self._known[name]:
                            return name
        return None

    def _keys(self, words: frozenset[str]) -> list[_Key]:
        """Of these any near text has one: the rarest words, a fifth of them and one more, each with all that are numbers."""
        unknown = words - self._all  # they are the rarest, and lead nowhere
        if any(word[0].isdigit() for word in unknown):
            return []
        numbers = words & self._numbers
        ranks = sorted(map(self._rank.__getitem__, words - unknown))
        rarest = len(words) - -(-len(words) * 4 // 5) + 1 - len(unknown)
        return [(rank, numbers) for rank in ranks[: max(0, rarest)]]


def _live(archive: Archive) -> Iterator[tuple[Record, Claim]]:
    for record in archive.records.values():
        for claim in record.live_claims:
            if archive.homes.get(claim.id) == record.id:
                yield record, claim


def copied_records(archive: Archive) -> dict[str, str]:
    """Every live record that is another one under a new id, with the id of the first."""
    first: dict[tuple[object, ...], str] = {}
    copies: dict[str, str] = {}
    worded = _worded(archive)
    for record in archive.records.values():
        if not record.meta.withdrawn:
            for key in _identities(record, worded):
                if first.setdefault(key, record.id) != record.id:
                    copies.setdefault(record.id, first[key])
    return copies


def _identities(record: Record, worded: Worded) -> Iterator[tuple[object, ...]]:
    """By what a record is known again: its title and claims, or words where it has none; a source by its citation."""
    said: Iterable[str] = [claim.text for claim in record.claims] or [
        fragment.text for fragment in record.vi.body.fragments
    ]
    whole = tuple(_words(text, worded) for text in said)
    if whole:
        yield record.kind, _words(record.title("vi"), worded), whole
    if isinstance(record.meta, Source):
        meta = record.meta
        if meta.address:
            yield record.kind, meta.address.rstrip("/")
        yield record.kind, _words(meta.publisher), _words(meta.headline), meta.published, meta.address


@rule("DV512", needs=Need.RECORDS)
def said_once(archive: Archive) -> Iterator[Problem]:
    """No two live claims have the same words; a record that is copied whole is named once, by DV514."""
    copies, worded = shared(copied_records, archive), _worded(archive)
    first: dict[tuple[str, ...], str] = {}
    for record, claim in _live(archive):
        words = _words(claim.text, worded)
        other = first.setdefault(words, claim.id) if words else claim.id
        if other != claim.id and record.id not in copies:
            yield Problem(
                claim.place, Text(f"{claim.id} trùng lời với {other}", f"{claim.id} has the same words as {other}")
            )


@rule("DV513", needs=Need.RECORDS, severity=Severity.WARNING)
def told_once(archive: Archive) -> Iterator[Problem]:
    """No live claim, and no paragraph on a record's page, is near to a claim before it."""
    copies, worded = shared(copied_records, archive), _worded(archive)
    first: dict[tuple[str, ...], Claim] = {}
    for _, claim in _live(archive):
        first.setdefault(_words(claim.text, worded), claim)  # the same words are DV512's
    kept = {claim.id: claim for claim in first.values()}
    for lang in LANGS:
        index = Index(lang, {name: archive.text(name, lang) for name in kept}, worded)
        if lang == "vi":
            for name, claim in kept.items():
                other = index.near(claim.text, but=name)
                # A conclusion may repeat what it concludes from; that it does so in the same words is DV512's.
                if other and archive.homes[name] not in copies and claim.status == kept[other].status:
                    yield Problem(
                        claim.place,
                        Text(f"{name} gần như trùng lời với {other}", f"{name} has nearly the same words as {other}"),
                    )
        for record in archive.records.values():
            page = record.page(lang)
            if page.lang != lang or record.id in copies:
                continue
            for fragment in page.body.fragments:
                other = None if fragment.level else index.near(fragment.text)
                if other:
                    yield Problem(
                        fragment.place,
                        Text(f"Đoạn này gần như trùng lời với {other}", f"This has nearly the same words as {other}"),
                    )


@rule("DV514", needs=Need.RECORDS)
def recorded_once(archive: Archive) -> Iterator[Problem]:
    """No live record has the title and the claims, and no source the citation, of another."""
    for name, other in shared(copied_records, archive).items():
        page = archive.records[name].vi
        yield Problem(page.key("id"), Text(f"{name} là {other} dưới mã khác", f"{name} is {other} under another id"))
