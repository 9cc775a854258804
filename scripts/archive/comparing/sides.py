"""What is compared, read: the working tree, a commit, or the folder of a sealed edition, each as an `Archive`.

Takes the project's root and what somebody named; gives two `Side`s, whose files stand in a temporary folder as long as
they are needed. A commit is read from git's blobs, of which plain files alone are written out: nothing is checked out,
no filter, hook or link has a say. An edition is held to its sums first, and read as data. Refuses a name that is
neither, an edition of another archive, a clone that has a part of the history alone, no git, and a commit of more than
an archive has.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from archive.content.model import Archive, Unreadable
from archive.content.read import MAX_ASSET, read_archive
from archive.edition import SOURCES
from archive.environment import EARLIEST_ZONE, day_of, knowing, site_url
from archive.escaping import shortened
from archive.findings import Place, Text
from archive.git import ask
from archive.history import saved
from archive.history.line import LAST_EPOCH, IncompleteError, MainLine, State, blobs, main_line
from archive.history.past import read_history
from archive.history.value import History
from archive.ledger import LEDGER
from archive.refusal import Refusal
from archive.settings import FILE, read_settings
from archive.tag_files import RECORD
from archive.verify import SOURCE, examine

COMPARED = ("docs", FILE, LEDGER)
"""What of an archive is held against another's."""
_CHECKED = tuple(name for name in SOURCES if name not in {"scripts", "schemas", "hosting"})
"""What the check reads beside."""
MAX_FILES, MAX_BYTES = 20_000, 512 * 1024**2
"""Far above any archive of this kind: what a commit has more of is not written out."""
_NAME = re.compile(r"[^\x00-\x20\x7f^][^\x00-\x20\x7f]{0,249}")
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HERE = Text("bản đang có trong thư mục", "what is in the folder now")
_AT = Text("lần ghi {id}", "commit {id}")
_LEFT = Text("lần ghi {id}, nơi nhánh này rời {branch}", "commit {id}, where this branch left {branch}")
_LAST = Text("lần ghi {id}, lần cuối", "commit {id}, the last one")
_BEFORE = Text("lần ghi {id}, trước lần cuối", "commit {id}, before the last one")
_EDITION = Text("ấn bản {name}", "edition {name}")

_UNKNOWN = Text(
    "không có lần ghi, nhánh hay ấn bản nào tên là “{name}”; `git log --oneline` và `git branch -a` liệt kê những gì "
    "đang có; nếu nó chỉ có ở máy chủ, hãy chạy `git fetch` trước",
    "no commit, branch or edition is called “{name}”; `git log --oneline` and `git branch -a` say what there is; where "
    "the server alone has it, run `git fetch` first",
)
_RANGE = Text(
    "“{name}” là tên của một quãng; hãy nêu hai bản cách nhau một dấu cách: `archive diff {old} {new}`",
    "“{name}” names a range; name the two with a blank between them: `archive diff {old} {new}`",
)
_NO_EDITION = Text(
    "“{name}” là một đường dẫn, nhưng không phải thư mục của một ấn bản niêm phong; hãy nêu một lần ghi của git, hoặc "
    "thư mục mà `archive seal` đã tạo",
    "“{name}” is a path and not the folder of a sealed edition; name a commit of git, or a folder that `archive seal` "
    "made",
)
_SPOILT = Text(
    "“{name}” không phải là ấn bản nguyên vẹn ({why}); `archive verify {name}` nêu đủ các chỗ; hãy lấy lại một bản sao "
    "nguyên vẹn",
    "“{name}” is not an edition as it was sealed ({why}); `archive verify {name}` names all places; get a whole copy",
)
_ANOTHER = Text(
    "hai bên là của hai kho lưu trữ khác nhau (slug “{old}” và “{new}” trong archive.toml), nên không so được; hãy nêu "
    "ấn bản của chính kho này",
    "the two are of different archives (slug “{old}” and “{new}” in archive.toml), so there is nothing to compare; "
    "name an edition of this one",
)
_NO_GIT = Text(
    "ở đây không có git nên không biết bản trước nói gì; hãy nêu thư mục của một ấn bản niêm phong (`archive diff "
    "ẤN-BẢN`), hoặc chạy trong một bản sao git của dự án",
    "there is no git here, so what was said before is not known; name the folder of a sealed edition (`archive diff "
    "EDITION`), or run this in a git clone of the project",
)
_PARTIAL = Text(
    "bản sao git này chỉ có một phần lịch sử; hãy lấy đủ: `git fetch --unshallow` (nếu đã sao bằng --filter: `git "
    "fetch --refetch --no-filter`), rồi chạy lại",
    "this clone has a part of the history alone; get all of it: `git fetch --unshallow` (where it was made with "
    "--filter: `git fetch --refetch --no-filter`), then run this again",
)
_FAILING = Text("{why}; hãy chạy `git status` để xem vì sao, rồi chạy lại",
                "{why}; run `git status` to see why, then run this again")  # fmt: skip
_UNBORN = Text(
    "kho git này chưa có lần ghi nào để so; hãy ghi lần đầu (`git commit`), hoặc nêu thư mục của một ấn bản",
    "this repository has no commit to compare with; make the first (`git commit`), or name the folder of an edition",
)
_FIRST = Text(
    "trước lần ghi này không có lần nào trên nhánh chính {branch}; hãy nêu bản để so: `archive diff TÊN` (`git log "
    "--oneline` liệt kê)",
    "there is no commit of the main branch {branch} before this one; name what to compare with: `archive diff REV` "
    "(`git log --oneline` lists them)",
)
_LARGE = Text(
    "lần ghi “{name}” có quá nhiều tệp hoặc tệp quá lớn ({most} MB là nhiều nhất); hãy nêu một lần ghi khác",
    "the commit “{name}” has too many files, or files that are too large ({most} MB is the most); name another one",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two archives, and what it is called."""

    name: Text
    archive: Archive
    sealed: bool = False


@contextmanager
def sides(root: Path, old: str, new: str, environment: Mapping[str, str]) -> Iterator[tuple[Side, Side]]:
    """The two archives; where `old` is empty what an editor means by it, where `new` is, what is in the folder."""
    with tempfile.TemporaryDirectory(prefix="archive-diff-") as folder:
        try:
            before = _named(root, old, Path(folder, "old"), environment) if old else _start(root, Path(folder, "old"))
            after = _named(root, new, Path(folder, "new"), environment, whole=True) if new else _here(root, environment)
        except IncompleteError as error:
            raise Refusal(_PARTIAL if _is_partial(root) else _FAILING.format(why=shortened(error))) from error
        _hold_alike(before, after)
        yield before, after


def _hold_alike(before: Side, after: Side) -> None:
    """Refuse an edition of another archive: all of the one would be gone, and all of the other new."""
    slugs = [side.archive.settings.slug for side in (before, after)]
    faulty = any(side.archive.own.faults for side in (before, after))
    if (before.sealed or after.sealed) and not faulty and slugs[0] != slugs[1]:
        raise Refusal(_ANOTHER.format(old=shortened(slugs[0]), new=shortened(slugs[1])))


def _here(root: Path, environment: Mapping[str, str]) -> Side:
    return Side(_HERE, knowing(read_archive(root), environment))


def _start(root: Path, folder: Path) -> Side:
    """The commit with which work on this branch began: see the command's own words."""
    branch = read_settings(root).settings.main_branch
    line = _line(root, branch)
    why = _BEFORE
    if not line.on_main or line.head is None:
        base, why = line.commits[-1].id if line.commits else "", _LEFT
    # In the work tree of a repository within this one git would run what its settings name.
    elif ask(root, "status", "--porcelain", "--untracked-files=all", "--ignore-submodules=dirty", "--", *COMPARED).out:
        base, why = line.head.id, _LAST
    else:
        base = next(iter(line.head.parents), "")
    if not base:
        raise Refusal(_FIRST.format(branch=branch))
    return Side(why.format(id=base[:12], branch=branch), _written(root, base, base, folder, COMPARED))


def _line(root: Path, branch: str) -> MainLine:
    """The main line of a repository that has one; refuses any other."""
    line = main_line(root, branch)
    if line.state is State.NO_GIT:
        raise Refusal(_NO_GIT)
    if line.state is State.PARTIAL:
        raise Refusal(_PARTIAL)
    if line.state is State.FAILING:
        raise Refusal(_FAILING.format(why=line.why or Text("", "")))
    if line.head is None:
        raise Refusal(_UNBORN)
    return line


def _is_partial(root: Path) -> bool:
    return bool(ask(root, "config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$").out)


def _named(root: Path, name: str, folder: Path, environment: Mapping[str, str], *, whole: bool = False) -> Side:
    """The side of this name. What cannot be a commit's name never reaches git."""
    id_ = "" if name.startswith(("-", ".", "/")) else _commit(root, name)
    if id_:
        _line(root, read_settings(root).settings.main_branch)
        return _of_commit(root, id_, name, folder, environment, whole=whole)
    place = Path(name)
    with_record = _there(place / RECORD)
    if with_record:
        return _of_edition(place, name)
    shown = shortened(name)
    if _there(place):
        raise Refusal(_NO_EDITION.format(name=shown))
    _line(root, read_settings(root).settings.main_branch)
    first, dots, last = name.partition("..")
    if dots and first and not first.endswith("/"):
        last = last.removeprefix(".") or "HEAD"
        raise Refusal(_RANGE.format(name=shown, old=shortened(first), new=shortened(last)))
    raise Refusal(_UNKNOWN.format(name=shown))


def _there(place: Path) -> bool:
    try:
        return os.path.lexists(place)
    except ValueError:  # a name that no file can have
        return False


def _commit(root: Path, name: str) -> str:
    """The id of the commit of this name; empty where git knows none."""
    if not _NAME.fullmatch(name):
        return ""
    found = ask(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").text
    return found if _ID.fullmatch(found) else ""


def _of_edition(place: Path, name: str) -> Side:
    found = examine(place)
    if found.problems or found.edition is None:
        why = found.problems[0].message if found.problems else Text("", "")
        raise Refusal(_SPOILT.format(name=shortened(name), why=why))
    archive = read_archive(place.resolve() / SOURCE)
    # Never asked of git: a bag is a stranger's folder.
    known = replace(archive, history=saved.read(archive) or History(), site_url=found.edition.site_url)
    latest = day_of(min(found.edition.source_date_epoch + EARLIEST_ZONE, LAST_EPOCH))
    return Side(_EDITION.format(name=found.edition.identifier), replace(known, latest=latest), sealed=True)


def _of_commit(root: Path, id_: str, name: str, folder: Path, environment: Mapping[str, str], *, whole: bool) -> Side:
    called = id_[:12] if name == id_ else f"{id_[:12]} ({shortened(name, 80)})"
    archive = _written(root, id_, name, folder, _CHECKED if whole else COMPARED)
    if whole:
        # Of the repository, though its files lie elsewhere.
        history = read_history(replace(archive, root=root), id_)
        latest = None if history.head is None else day_of(min(history.head + EARLIEST_ZONE, LAST_EPOCH))
        address = site_url(environment, archive.settings.site_url)
        archive = replace(archive, history=history, latest=latest, site_url=address)
    return Side(_AT.format(id=called), archive)


def _written(root: Path, id_: str, name: str, folder: Path, kept: tuple[str, ...]) -> Archive:
    """The archive of a commit, its files in a folder of their own."""
    problems = _write(root, id_, name, folder, kept)
    archive = read_archive(folder)
    return replace(archive, problems=(*archive.problems, *problems))


def _write(root: Path, id_: str, name: str, folder: Path, kept: tuple[str, ...]) -> list[Unreadable]:
    """Write out the plain files of a commit below these names; what else stands in its docs is given back."""
    answer = ask(root, "ls-tree", "-r", "-z", "--full-tree", id_, "--", *kept)
    if answer.why:
        raise IncompleteError(answer.why)
    wanted: dict[str, list[Path]] = {}
    odd: list[Unreadable] = []
    for line in filter(None, answer.out.decode("utf-8", "surrogateescape").split("\0")):
        about, _, path = line.partition("\t")
        mode, _, blob = about.split(" ")
        parts = path.split("/")
        if mode.startswith("100") and not {"", ".", "..", ".git"} & {*parts}:
            wanted.setdefault(blob, []).append(folder.joinpath(*parts))
        elif parts[0] == "docs":
            shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            odd.append(Unreadable(Place(shown), "symlink" if mode == "120000" else "special"))
    too_large = Refusal(_LARGE.format(name=shortened(name), most=MAX_BYTES // 1024**2))
    if sum(map(len, wanted.values())) > MAX_FILES:
        raise too_large
    (folder / "docs").mkdir(parents=True)
    size = 0
    for blob, data in blobs(root, wanted, MAX_ASSET):
        size += len(data or b"") * len(wanted[blob])
        if size > MAX_BYTES:
            raise too_large
        for place in wanted[blob]:
            if data is None:
                odd.append(Unreadable(Place(place.relative_to(folder).as_posix()), "size"))
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return odd
