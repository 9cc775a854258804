"""What is asked of the archive while something is made of it, noted where it is asked.

`Asked` stands in for an archive or a context, and answers as it would; each answer is noted: a mapping's by its key,
all else by its name. Methods run on the stand-in, so what they ask in turn is noted too, and what they get is a value
of the model, which leads back to no archive. `Answers` gives the fingerprint of each answer as it is now: where all
that was noted is answered as before, what was made of it would come out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any, TypeVar, cast

from archive.content.model import Archive
from archive.context import Context
from archive.folders import FILES
from archive.frame import files_of
from archive.history.value import History
from archive.kept.fingerprint import fingerprint
from archive.kept.tree import label_of, mark_of

Note = tuple[Any, ...]
"""What was asked: the names that lead to it, and a mapping's key behind them."""
Told = tuple[tuple[Note, ...], str]
"""All that was asked, and one fingerprint of the answers: plain values, to be kept."""


class Notes:
    """Where what is asked is noted, while somebody wants it."""

    def __init__(self) -> None:
        self._taken: list[dict[Note, None]] = []

    @contextmanager
    def taking(self) -> Iterator[dict[Note, None]]:
        """All that is asked meanwhile, each once, in order."""
        taken: dict[Note, None] = {}
        self._taken.append(taken)
        try:
            yield taken
        finally:
            self._taken.pop()
            if self._taken:  # what a part of a work asked, the work did
                self._taken[-1].update(taken)

    def again(self, notes: Mapping[Note, None]) -> None:
        """Note once more what was asked before."""
        if self._taken:
            self._taken[-1].update(notes)

    def add(self, *way: object) -> None:
        """Note an answer."""
        if self._taken:
            self._taken[-1][way] = None


class Asked:
    """Stands in for an object of the model."""

    def __init__(self, of: object, notes: Notes, *way: str) -> None:
        self._asked_of, self._asked_notes, self._asked_way = of, notes, way

    def __getattr__(self, name: str) -> Any:
        of = self._asked_of
        own = _own[of.__class__, name]
        if own.__class__ is FunctionType:
            return MethodType(own, self)
        if own.__class__ is property:
            return own.__get__(self)
        value = getattr(of, name)
        if stand_in := _stand_ins[value.__class__]:
            return stand_in(value, self._asked_notes, *self._asked_way, name)
        self._asked_notes.add(*self._asked_way, name)
        return value


class AskedMapping(Mapping[Any, Any]):
    """Stands in for a mapping; whoever goes through it asks for all of it."""

    def __init__(self, of: Mapping[Any, Any], notes: Notes, *way: str) -> None:
        self._asked_of, self._asked_notes, self._asked_way = of, notes, way

    def __getattr__(self, name: str) -> Any:
        own = _own[self._asked_of.__class__, name]
        if own.__class__ is FunctionType:
            return MethodType(own, self)
        raise AttributeError(name)

    def __getitem__(self, key: object) -> Any:
        """The value; raises `KeyError`."""
        self._asked_notes.add(*self._asked_way, key)
        return self._asked_of[key]

    def get(self, key: object, default: Any = None) -> Any:
        """The value, or `default`."""
        self._asked_notes.add(*self._asked_way, key)
        return self._asked_of.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked_notes.add(*self._asked_way, key)
        return key in self._asked_of

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def keys(self) -> Any:
        """All keys."""
        return self._whole().keys()

    def values(self) -> Any:
        """All values."""
        return self._whole().values()

    def items(self) -> Any:
        """All of it."""
        return self._whole().items()

    def _whole(self) -> Mapping[Any, Any]:
        self._asked_notes.add(*self._asked_way)
        return self._asked_of


Shared = TypeVar("Shared")


def shared(work: Callable[..., Shared], archive: Archive, *more: object) -> Shared:
    """What a work gives, done once for an archive and what `more` it takes, such as a context.

    Whoever has it asked for all that the work asked.
    """
    own = vars(archive).setdefault("_shared", {})
    if work not in own or any(one is not other for one, other in zip(own[work][0], more, strict=True)):
        nobody: AbstractContextManager[dict[Note, None]] = nullcontext({})
        with archive._asked_notes.taking() if isinstance(archive, Asked) else nobody as taken:
            own[work] = (more, taken, work(archive, *more))
    _, taken, made = own[work]
    if isinstance(archive, Asked):
        archive._asked_notes.again(taken)
    done: Shared = made
    return done


class _Own(dict[tuple[type, str], Any]):
    """What a class has of a name: a method, a property, or nothing (None) that would have to run on the stand-in."""

    def __missing__(self, at: tuple[type, str]) -> Any:
        kind, name = at
        self[at] = found = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)
        return found


class _StandIns(dict[type, Any]):
    """What stands in for the values of a class: nothing (None) for one that is an answer as a whole."""

    def __missing__(self, kind: type) -> Any:
        self[kind] = found = AskedMapping if issubclass(kind, Mapping) else Asked if issubclass(kind, History) else None
        return found


_own, _stand_ins = _Own(), _StandIns()


_FILES: Note = ("archive", "root")
"""Whoever asks for the folder may read files in it, which change by themselves."""


class Answers(dict[Note, str]):
    """The fingerprints of what an archive and a context answer now, by what is asked, each worked out once."""

    def __init__(self, archive: Archive, context: Context | None) -> None:
        super().__init__()
        self._of = {"archive": archive, "context": context}
        self._shared: dict[Note, str] = vars(archive).setdefault("_answers", {})
        """What an archive answers it answers whoever asks: the check of it, and then the making of its site."""

    def __missing__(self, note: Note) -> str:
        """The fingerprint of an answer."""
        known = self._shared if note[0] == "archive" and note != _FILES else {}
        self[note] = found = known.get(note) or known.setdefault(note, self._fingerprint(note))
        return found

    def of(self, notes: Iterable[Note]) -> str:
        """One fingerprint of them all: of one after the other, for all are of one length."""
        return label_of("".join(map(self.__getitem__, notes)).encode())

    def _fingerprint(self, way: Note) -> str:
        if way == _FILES:
            return fingerprint(self._files)
        value: Any = self._of[way[0]]
        for step in way[1:]:
            value = value.get(step) if isinstance(value, Mapping) else getattr(value, step)
        return fingerprint(value)

    @cached_property
    def _files(self) -> list[tuple[str, str]]:
        """The marks of the files that a page may read by itself: assets, the frame's, and those at the root."""
        archive: Any = self._of["archive"]
        assets = [archive.root / "docs" / name for name in archive.assets]
        frame = (path for _, path in sorted(files_of(archive.root).items()))
        marks = ((str(path), mark_of(path)) for path in (*assets, *frame, *(archive.root / name for name in FILES)))
        return [(path, mark) for path, mark in marks if mark]


class Asking:
    """An archive and a context whose answers are noted, and what notes them, as an archive is kept between builds."""

    def __init__(self, archive: Archive, context: Context | None = None) -> None:
        self._notes = Notes()
        self._same: dict[Note, Note] = {}
        """Each note once: most are those of many pages."""
        self._answers = Answers(archive, context)
        self.archive: Archive = cast("Archive", Asked(archive, self._notes, "archive"))
        self.context: Context = cast("Context", Asked(context, self._notes, "context"))

    def noting(self) -> AbstractContextManager[dict[Note, None]]:
        """All that is asked meanwhile."""
        return self._notes.taking()

    def told(self, notes: Iterable[Note]) -> Told:
        """What was asked, and one fingerprint of the answers."""
        return tuple(self._same.setdefault(note, note) for note in notes), self._answers.of(notes)

    def answered(self, told: Told) -> bool:
        """Whether all that was asked is answered as it was then."""
        asked, answers = told
        return self._answers.of(asked) == answers
