"""The main line of a repository: its commits, oldest first, what each changed, and why it is not known.

Takes a project's root and the main branch's name; gives a `MainLine`. The main line is the first-parent history of
origin's branch of that name, else of the local one, else of HEAD, as far as HEAD holds it. A shallow or partial clone
knows a part of it, which is no history; git that fails is told apart from a project without git. Refuses nothing.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from archive.escaping import shortened
from archive.findings import Text
from archive.git import Answer, ask, tracked_above
from archive.settings import FILE

LAST_EPOCH = 253_402_300_799 - 14 * 3600
"""The end of the year 9999 in whichever time zone: what a date can hold."""
_FIELDS = "%H%x01%ct%x01%P%x01%s"
_AT_ONCE = 64 * 1024 * 1024
"""Bytes of blobs that one answer of git holds, or one blob that has more."""
_NO_GIT = Text(
    "không có git, nên không biết trang sửa ngày nào và sổ địa chỉ từng có những dòng nào; sổ được giữ như đang có",
    "there is no git, so the days of pages and the former lines of the ledger are not known; the ledger is held as it "
    "stands",
)
_PARTIAL = Text(
    "bản sao git này chỉ có một phần lịch sử, nên không biết trang sửa ngày nào và sổ địa chỉ từng có những dòng nào",
    "this clone has a part of the history alone, so the days of pages and the former lines of the ledger are not known",
)
_FAILING = Text(
    "có .git mà git không trả lời ({why})",
    "there is a .git, but git does not answer ({why})",
)
_NOT_THE_TOP = Text(
    "thư mục gốc của git là {top}, không phải thư mục này",
    "git's top folder is {top}, not this one",
)


class State(Enum):
    """What is known of the history, and from where."""

    KNOWN = "git"
    SEALED = "edition"
    """From the file that a sealed edition carries."""
    NO_GIT = "no git"
    PARTIAL = "partial"
    """A shallow clone, or one that lacks blobs."""
    FAILING = "failing"
    """Git is there and does not answer, or its top folder is another."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, the committer's time (epoch seconds), its parents' ids and the first line of its message."""

    id: str
    time: int
    parents: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit changed, and the blob that it has since; empty where it has none."""

    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class MainLine:
    """The main line as far as HEAD holds it, oldest first; none of it where `state` says that it is not known."""

    state: State
    why: Text | None = None
    commits: tuple[Commit, ...] = ()
    head: Commit | None = None
    """None before the first commit."""
    on_main: bool = False
    """Whether HEAD is one of them."""
    graph: Mapping[str, Commit] = field(default_factory=dict)
    """Every commit that HEAD holds, by its id."""


class IncompleteError(Exception):
    """Git does not tell what the history names: its words, or the object that the repository lacks."""


def main_line(root: Path, branch: str, head: str = "HEAD") -> MainLine:
    """The main line of the repository whose top folder is `root`, as far as HEAD (or another commit) has it."""
    if not os.path.lexists(root / ".git"):
        above = tracked_above(root, FILE)
        return MainLine(State.FAILING, _NOT_THE_TOP.format(top=above)) if above else MainLine(State.NO_GIT, _NO_GIT)
    if not (root / ".git").exists():
        return _failing(os.strerror(errno.ENOENT))
    asked = ask(root, "rev-parse", "--show-toplevel", "--is-shallow-repository")
    if asked.why:
        return _failing(asked.why)
    top, _, shallow = asked.text.rpartition("\n")
    if Path(top).resolve() != root.resolve():
        return MainLine(State.FAILING, _NOT_THE_TOP.format(top=shortened(top)))
    if shallow != "false":
        return MainLine(State.PARTIAL, _PARTIAL)
    at = ask(root, "rev-parse", "--verify", "--quiet", f"{head}^{{commit}}")
    if at.why:
        return MainLine(State.KNOWN) if _is_unborn(root) else _failing(head)
    names = [f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"]
    refs = ask(root, "for-each-ref", "--format=%(objectname) %(refname)", *names)
    there = {name: id_ for id_, _, name in (line.partition(" ") for line in refs.text.splitlines())}
    tip = next((there[name] for name in names if name in there), at.text)
    # All of it, and not what one side has beyond the other: there git goes by the commits' days, which may be wrong.
    held, line = (ask(root, "log", "-z", f"--format={_FIELDS}", *which, "--") for which in
                  ((at.text,), ("--first-parent", tip)))  # fmt: skip
    if failed := refs.why or held.why or line.why:
        return _failing(failed)
    graph = {commit.id: commit for commit in _commits(held)}
    commits = tuple(commit for commit in _commits(line) if commit.id in graph)[::-1]
    tip_of_head = graph[at.text]
    return MainLine(State.KNOWN, None, commits, tip_of_head, bool(commits) and commits[-1].id == at.text, graph)


def _is_unborn(root: Path) -> bool:
    """Whether HEAD names a branch that has no commit yet; one whose file is broken, or whose commit is missing, has."""
    branch = ask(root, "symbolic-ref", "--quiet", "HEAD").text
    place = ask(root, "rev-parse", "--git-path", branch).text if branch else ""
    named = ask(root, "rev-parse", "--verify", "--quiet", "HEAD").out
    return bool(place) and not named and not (root / place).is_file()


def unanswered(root: Path, line: MainLine, why: str) -> MainLine:
    """The same repository, where git did not tell all: a clone that was made without some, or one that is broken."""
    promised = ask(root, "config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$").out
    return MainLine(State.PARTIAL, _PARTIAL, head=line.head) if promised else replace(_failing(why), head=line.head)


def _failing(why: str) -> MainLine:
    return MainLine(State.FAILING, _FAILING.format(why=shortened(why)))


def _commits(answer: Answer) -> Iterator[Commit]:
    for line in answer.out.decode("utf-8", "replace").split("\0"):
        if line.strip("\n"):
            id_, time, parents, subject = line.strip("\n").split("\1", 3)
            yield Commit(id_, _moment(time), (*parents.split(),), subject)


def _moment(time: str) -> int:
    """Epoch seconds; of a commit whose time git cannot read, the first moment that there is."""
    known = time.removeprefix("-").isdecimal()
    return min(max(int(time), 0), LAST_EPOCH) if known else 0


def changes(root: Path, commits: Iterable[Commit], paths: tuple[str, ...]) -> dict[str, list[Change]]:
    """What each of these commits changed of `paths` against its first parent."""
    asked = [" ".join((commit.id, *commit.parents[:1])) for commit in commits]
    if not asked:
        return {}
    flags = ("-r", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-relative", "--ignore-submodules=none")
    # Not of `log`: what of it is shown goes by settings of whoever asks.
    answer = _asked(root, "diff-tree", "--stdin", "-z", *flags, "--", *paths, given=_lines(asked))
    found: dict[str, list[Change]] = {}
    current: list[Change] = []
    parts = iter(answer.out.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        if part.startswith(":"):
            _, mode, _, blob, _ = part.split(" ")
            current.append(Change(next(parts), blob if mode.startswith("100") else ""))
        elif part:
            current = found.setdefault(part, [])
    return found


def files_at(root: Path, commits: Iterable[str], path: str) -> dict[str, str]:
    """The blob of one file at each of these commits; those that do not have it are left out."""
    asked = [f"{commit}:{path}" for commit in commits]
    lines = _checked(root, asked)
    return {name.partition(":")[0]: line[0] for name, line in zip(asked, lines, strict=True) if line[1] == "blob"}


def blobs(root: Path, ids: Iterable[str], most: int) -> Iterator[tuple[str, bytes | None]]:
    """The bytes of each blob once, as they come; None of one with more than `most` bytes.

    Raises `IncompleteError` where the repository lacks one.
    """
    wanted = [*dict.fromkeys(ids)]
    sizes = _checked(root, wanted)
    if lacking := next((id_ for id_, (_, kind, _) in zip(wanted, sizes, strict=True) if kind == "missing"), ""):
        raise IncompleteError(lacking)
    some: list[str] = []
    held = 0
    for id_, (_, _, size) in zip(wanted, sizes, strict=True):
        if size > most:
            yield id_, None
            continue
        if some and held + size > _AT_ONCE:
            yield from _read(root, some)
            some, held = [], 0
        some.append(id_)
        held += size
    yield from _read(root, some)


def _read(root: Path, ids: list[str]) -> Iterator[tuple[str, bytes]]:
    data = _asked(root, "cat-file", "--batch", "--buffer", given=_lines(ids)).out if ids else b""
    at = 0
    for id_ in ids:
        end = data.index(b"\n", at)
        size = int(data[at:end].rsplit(b" ", 1)[1])
        yield id_, data[end + 1 : end + 1 + size]
        at = end + size + 2


def _checked(root: Path, names: list[str]) -> list[tuple[str, str, int]]:
    """The id, type and size of each object; `missing` as type where there is none."""
    if not names:
        return []
    found = []
    for line in (
        _asked(root, "cat-file", "--batch-check", "--buffer", given=_lines(names))
        .out.decode("utf-8", "replace")
        .splitlines()
    ):
        parts = line.rsplit(" ", 2)
        known = len(parts) == 3 and parts[2].isdecimal()
        found.append((parts[0], parts[1], int(parts[2])) if known else ("", "missing", 0))
    return found


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")


def _asked(root: Path, *command: str, given: bytes = b"") -> Answer:
    answer = ask(root, *command, given=given)
    if answer.why:
        raise IncompleteError(answer.why)
    return answer
