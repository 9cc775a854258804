"""The main line of a repository: its commits, oldest first, what each changed, and why it is not known.

Takes a project's root and the main branch's name; gives a `MainLine`. The main line is the first-parent history of
origin's branch of that name, else of the local one, else of HEAD, as far as HEAD holds it. A shallow or partial clone
knows a part of it, which is no history; git that fails is told apart from a project without git. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from archive.escaping import shortened
from archive.findings import Text
from archive.git import Answer, ask, tracked_above
from archive.settings import FILE

LAST_EPOCH = 253_402_300_799
"""The end of the year 9999: what a date can hold."""
_FIELDS = "%H%x01%ct%x01%P%x01%s"
_AT_ONCE = 500
"""Blobs that one answer of git holds."""
_NO_GIT = Text(
    "không có git, nên không biết trang sửa ngày nào và sổ địa chỉ từng có những dòng nào; sổ được giữ như đang có",
    "there is no git, so the days of pages and the former lines of the ledger are not known; the ledger is held as it "
    "stands",
)
_PARTIAL = Text(
    "bản sao git này chỉ có một phần lịch sử, nên không biết trang sửa ngày nào và sổ địa chỉ từng có những dòng nào; "
    "hãy chạy `git fetch --unshallow` (máy tích hợp: `fetch-depth: 0`)",
    "this clone has a part of the history alone, so the days of pages and the former lines of the ledger are not "
    "known; run `git fetch --unshallow` (in a workflow: `fetch-depth: 0`)",
)
_FAILING = Text(
    "có .git mà git không trả lời ({why}); hãy chạy `git status` để xem vì sao",
    "there is a .git, but git does not answer ({why}); run `git status` to see why",
)
_NOT_THE_TOP = Text(
    "thư mục gốc của git là {top}, không phải thư mục này; kho lưu trữ phải là thư mục gốc của kho git",
    "git's top folder is {top}, not this one; the archive has to be the top folder of its repository",
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


class IncompleteError(Exception):
    """The repository lacks an object that its history names."""


def main_line(root: Path, branch: str) -> MainLine:
    """The main line of the repository whose top folder is `root`."""
    if not (root / ".git").exists():
        above = tracked_above(root, FILE)
        return MainLine(State.FAILING, _NOT_THE_TOP.format(top=above)) if above else MainLine(State.NO_GIT, _NO_GIT)
    asked = ask(root, "rev-parse", "--show-toplevel", "--is-shallow-repository")
    if asked.why:
        return _failing(asked)
    top, _, shallow = asked.text.rpartition("\n")
    if Path(top).resolve() != root.resolve():
        return MainLine(State.FAILING, _NOT_THE_TOP.format(top=shortened(top)))
    if shallow != "false":
        return MainLine(State.PARTIAL, _PARTIAL)
    if not ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").out:
        return MainLine(State.KNOWN)
    names = [f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"]
    there = ask(root, "for-each-ref", "--format=%(refname)", *names).text.splitlines()
    tip = next((name for name in names if name in there), "HEAD")
    answers = [
        ask(root, "log", "-z", "--first-parent", f"--format={_FIELDS}", tip, "--"),
        ask(root, "rev-list", "--first-parent", "--count", tip, "^HEAD", "--"),
        ask(root, "log", "-z", "-1", f"--format={_FIELDS}", "HEAD", "--"),
    ]
    if failed := next((answer for answer in answers if answer.why), None):
        return _failing(failed)
    chain, (head,) = _commits(answers[0]), _commits(answers[2])
    held = chain[int(answers[1].text) :][::-1]
    return MainLine(State.KNOWN, None, held, head, bool(held) and held[-1].id == head.id)


def partial(line: MainLine) -> MainLine:
    """The same repository, where an object turned out to be missing."""
    return MainLine(State.PARTIAL, _PARTIAL, head=line.head)


def _failing(answer: Answer) -> MainLine:
    return MainLine(State.FAILING, _FAILING.format(why=shortened(answer.why)))


def _commits(answer: Answer) -> tuple[Commit, ...]:
    lines = answer.out.decode("utf-8", "replace").split("\0")
    fields = (line.strip("\n").split("\1", 3) for line in lines if line.strip("\n"))
    return tuple(Commit(id_, min(max(int(time), 0), LAST_EPOCH), (*parents.split(),), subject)
                 for id_, time, parents, subject in fields)  # fmt: skip


def side_line(root: Path, parent: str, known: frozenset[str]) -> tuple[tuple[Commit, ...], str]:
    """The first-parent history of a merge's other parent, oldest first, and the known commit that it starts from."""
    found: list[Commit] = []
    for commit in _commits(_asked(root, "log", "-z", "--first-parent", f"--format={_FIELDS}", parent, "--")):
        if commit.id in known:
            return tuple(reversed(found)), commit.id
        found.append(commit)
    return tuple(reversed(found)), ""


def changes(root: Path, commits: Iterable[Commit], paths: tuple[str, ...]) -> dict[str, list[Change]]:
    """What each of these commits, a first-parent line without gaps, changed of `paths` against its first parent."""
    wanted = {commit.id for commit in commits}
    if not wanted:
        return {}
    first, last = (ends := [*commits])[0], ends[-1]
    since = [f"^{first.parents[0]}"] if first.parents else []
    flags = ("--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature")
    found: dict[str, list[Change]] = {}
    current: list[Change] = []
    answer = _asked(
        root, "-c", "log.showRoot=true", "log", "-z", *flags, "--format=%x01%H", last.id, *since, "--", *paths
    )
    parts = iter(answer.out.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        bare = part.strip("\n")
        if bare.startswith("\1"):
            current = found.setdefault(bare[1:], [])
        elif bare.startswith(":"):
            _, mode, _, blob, _ = bare.split(" ")
            current.append(Change(next(parts), blob if mode.startswith("100") else ""))
    return {id_: changed for id_, changed in found.items() if id_ in wanted}


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
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        sizes = _checked(root, some)
        if any(kind == "missing" for _, kind, _ in sizes):
            raise IncompleteError
        small = [id_ for id_, (_, _, size) in zip(some, sizes, strict=True) if size <= most]
        yield from ((id_, None) for id_ in some if id_ not in {*small})
        data = _asked(root, "cat-file", "--batch", given=_lines(small)).out if small else b""
        at = 0
        for id_ in small:
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
        _asked(root, "cat-file", "--batch-check", given=_lines(names)).out.decode("utf-8", "replace").splitlines()
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
