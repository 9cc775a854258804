"""Swap the finished site in whole, or leave the old one as it was.

Takes a complete rendered folder and the folder to publish it in, which may be on another file system.
Gives that folder with the new content alone, files 0644 and folders 0755. A kill -9 at any moment leaves the
old or the new site whole (where the kernel cannot exchange folders, the next `heal` puts the old one back).
Refuses a target that `archive` did not build, and a second build at the same time, in words.

Of a site that was published before a second folder stands below `build/` (`spare`), which only what changed is copied
into. Beside a target `site` three names are ours, and none outlives a publish that could end:

    .site.new-PID-xxxxxxxx   the new site while it is copied; after the swap the old one while it is deleted
    .site.old-PID-xxxxxxxx   the old site, whole, between the two renames of the fallback
    .site.lock               the lock of the target
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from archive import regular, swap
from archive.beside import in_two
from archive.findings import Text
from archive.kept.tree import Found, Known, Tree, found_below, found_in, mark_of, rooms_of
from archive.lock import BusyError, acquire, release
from archive.refusal import Refusal, refusal_of
from archive.spare import FILE, ROOM, SPARE, Spare, lasting

PAGE = 10
"""Files that are put there in the time that a page takes elsewhere."""
MARKER = ".archive-site"
"""The file that says: `archive` built this folder, and may replace it whole."""

MARKER_TEXT = (
    "Thư mục này do archive dựng; mỗi lần dựng sẽ thay toàn bộ.\n"
    "Built by archive; every build replaces this folder whole.\n"
)

_SYMLINK = Text(
    "{path} là liên kết tượng trưng nên không bị đụng tới; hãy chỉ thẳng thư mục thật",
    "{path} is a symbolic link and was left alone; name the real folder instead",
)
_NOT_A_FOLDER = Text(
    "{path} không phải là thư mục nên không bị đụng tới; hãy chọn đường dẫn khác",
    "{path} is not a folder and was left alone; choose another path",
)
_FOREIGN = Text(
    "{path} có nội dung không do archive dựng nên không bị đụng tới; hãy chọn thư mục trống hoặc chưa có, "
    "hoặc dời nội dung ấy đi nơi khác, không cần nữa thì xóa",
    "{path} holds what archive did not build and was left alone; choose a missing or empty folder, "
    "or move its content elsewhere, or delete it where nobody needs it",
)
_REPOSITORY = Text(
    "{path} là một kho git, thay toàn bộ sẽ mất lịch sử; hãy dựng ra nơi khác rồi chép vào kho",
    "{path} is a git repository and a swap would lose its history; build elsewhere and copy into it",
)
_CONTAINS = Text(
    "{path} chứa {kept} mà việc dựng cần đến; hãy chọn một thư mục riêng, chẳng hạn site",
    "{path} contains {kept}, which the build needs; choose a folder of its own, such as site",
)
_INSIDE = Text(
    "{path} nằm trong {built} là thư mục sắp được chép; hãy chọn một thư mục bên ngoài",
    "{path} lies inside {built}, the folder to be copied; choose a folder outside it",
)
_NOT_REAL = Text(
    "{path} là liên kết tượng trưng hoặc không phải tệp thường nên không được mở để ghi; hãy xóa nó rồi dựng lại",
    "{path} is a symbolic link or no plain file and was not opened for writing; delete it and build again",
)
_BUILDING = Text(
    "một lượt dựng khác đang chạy trong {path}; hãy chờ nó xong hoặc dừng nó rồi dựng lại",
    "another build is running in {path}; wait for it or stop it, then build again",
)
_PUBLISHING = Text(
    "một lượt dựng khác đang xuất bản vào {path}; hãy chờ nó xong rồi dựng lại",
    "another build is publishing into {path}; wait for it, then build again",
)
_NOT_PLAIN = Text(
    "{path} không phải tệp thường cũng không phải thư mục nên không được xuất bản; hãy thay bằng tệp thật",
    "{path} is neither a plain file nor a folder and is not published; put a real file in its place",
)
_PINNED = Text(
    "không đổi chỗ được {path} (điểm gắn đĩa hoặc lớp ảnh container), trang cũ giữ nguyên; "
    "hãy chọn một thư mục con bên trong nó ({error})",
    "{path} cannot be swapped (a mount point, or a layer of a container image), the old site is as it was; "
    "choose a folder inside it ({error})",
)
_FAILED = Text(
    "không xuất bản được vào {path}, trang cũ giữ nguyên; hãy sửa lỗi này rồi dựng lại: {why}",
    "cannot publish into {path}, the old site is as it was; mend this and build again: {why}",
)


def ensure_ours(target: Path, protected: Iterable[Path] = ()) -> None:
    """Refuse any target but a missing folder, an empty one, or one that `archive` built.

    Also refuses a target that is, or contains, one of the `protected` paths, and one beside which nothing can
    be written. Changes nothing, so that it may be asked before the long work starts.
    """
    place = _place(target)
    for kept in protected:
        if kept.resolve().is_relative_to(place):
            raise Refusal(_CONTAINS.format(path=place, kept=kept))
    with _explained(place):
        _ensure_replaceable(place)
        _ensure_writable(place)


def heal(target: Path) -> None:
    """Finish or roll back a publish that was killed; called at the start of each build.

    Deletes the folders that dead builds left beside the target, and puts the old site back where the kill
    came between the two renames. What a live build is working on stays.
    """
    place = _place(target)
    with _explained(place):
        if not _left_over(place) and not os.path.lexists(_lock_file(place)):
            return
        # Whoever stages holds the lock: where we get it, all that is left over is of the dead. A process id
        # would not tell: ids are used again, and mean nothing across containers that share the folder.
        with suppress(BusyError), _lock(_lock_file(place), _PUBLISHING.format(path=place)):
            _sweep(place)


@contextmanager
def locked(build_dir: Path) -> Iterator[Mapping[str, Found]]:
    """Hold the build folder for one build; a second one is refused at once. Gives what stands in each folder there.

    Makes the folder where it is missing. Refuses one that is a symbolic link or holds one: what is written there would
    end up, and what is cleaned away there would be deleted, somewhere else.
    """
    if build_dir.is_symlink():
        raise Refusal(_NOT_REAL.format(path=build_dir))
    with _lock(build_dir / ".lock", _BUILDING.format(path=build_dir)):
        with _explained(build_dir):
            odd, rooms = found_in(build_dir, but=SPARE)
        if odd:
            raise Refusal(_NOT_REAL.format(path=build_dir / min(odd)))
        yield rooms


def publish(
    built: Path,
    target: Path,
    made: Mapping[str, Known] = {},
    before: Mapping[str, Known] = {},
    spare: Spare | None = None,
) -> dict[str, Known]:
    """Copy the rendered folder beside the target, swap the two in one step, and delete the old site.

    `made` tells what is in the rendered folder, `before` what was published in the target: a file that is the same in
    both, and that nobody touched there, is linked from the old site and not copied. Where there is a `spare` folder,
    only what changed is copied into that, and the old site is the next spare one. Gives what is published now.
    """
    built, place = built.resolve(), _place(target)
    ensure_ours(place, [built])
    if place.is_relative_to(built):
        raise Refusal(_INSIDE.format(path=place, built=built))
    with _explained(place), _lock(_lock_file(place), _PUBLISHING.format(path=place)):
        _sweep(place)
        if made and _is_published(made, place, before):
            return dict(before)
        if spare:
            due = spare.due(made) & before.keys()
            held = [name for name in due if mark_of(f"{place}/{name}") == before[name].mark]
            if _exchanged(spare, built, place, made):
                return dict(spare.exchanged(before, held))
        same = {name for name, known in made.items() if name in before and before[name].label == known.label}
        old = Tree(place, before)
        put = _stage_and_swap(built, place, lambda name: name in same and old.holds(name))
        laid = spare and spare.lay(place, [MARKER, *made])
        # To take the old site away, or to link its files, changes the marks of what is linked: they are read when all
        # is done, and what changed otherwise since it was put there is not known.
        marks = {name: mark_of(f"{place}/{name}") for name in made}
        known = {
            name: Known(known.label, marks[name])
            for name, known in made.items()
            if lasting(marks[name]) == put.get(name)
        }
        if spare and laid and len(known) == len(made):
            spare.known = known
        return known


def _is_published(made: Mapping[str, Known], place: Path, before: Mapping[str, Known]) -> bool:
    """Whether just these files stand in the target, as they were published."""
    if {name: known.label for name, known in made.items()} != {name: known.label for name, known in before.items()}:
        return False
    found = found_below(place)
    return (
        found.files.pop(MARKER, "") != ""
        and found.files == {name: known.mark for name, known in before.items()}
        and found.folders == dict.fromkeys(rooms_of(made), ROOM)
        and stat.S_IMODE(place.stat().st_mode) == ROOM
    )


def _exchanged(spare: Spare, built: Path, place: Path, made: Mapping[str, Known]) -> bool:
    """Whether the spare folder has become the site, and the site the spare folder."""
    try:
        if not (_is_marked(place) and spare.become(built, made, MARKER)):
            return False
        (spare.folder / MARKER).unlink()  # it may be one file with that of the site, which somebody touched
        _mark(spare.folder)
    except OSError:
        return False  # to lay the site anew may do, or tells why not
    swap.flush(spare.folder)
    ensure_ours(place)
    if not swap.exchange(spare.folder, place):
        return False
    swap.settle(place.parent)
    return True


def _stage_and_swap(built: Path, place: Path, is_there: Callable[[str], bool]) -> dict[str, list[str]]:
    """Give what was put there, by its name: what of each file's mark lasts."""
    # A copy, not links or a rename: the target may be on another disk, and must share no file with what is built. What
    # stands in the old site already is linked from there: that goes when it is done.
    staging = Path(tempfile.mkdtemp(prefix=f"{_prefix(place, 'new')}{os.getpid()}-", dir=place.parent))
    try:
        # The marker comes first and is deleted last, so that `heal` knows a half-made folder as ours.
        _mark(staging)
        names = list(_laid(str(staging), str(built)))
        put: dict[str, list[str]] = {}
        for part in in_two(partial(_filled, str(staging), str(built), str(place), is_there), names, PAGE):
            put |= part
        staging.chmod(ROOM)
        swap.flush(staging)
        # The copying took a while: the target may have become somebody's.
        ensure_ours(place)
        suffix = staging.name.removeprefix(_prefix(place, "new"))
        swap.replace(place, staging, parked=place.with_name(_prefix(place, "old") + suffix))
        swap.settle(place.parent)
        return put
    finally:
        # After the swap this is the old site, before it the unfinished new one.
        _delete(staging)


def _mark(folder: Path) -> None:
    (folder / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    (folder / MARKER).chmod(FILE)


def _laid(goal: str, source: str, below: str = "") -> Iterator[str]:
    """Make the folders of a folder in another, open to readers whatever the umask is; gives the files to put there."""
    for entry in sorted(os.scandir(f"{source}/{below}"), key=lambda entry: entry.name):
        name = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            os.mkdir(f"{goal}/{name}")  # noqa: PTH102  of tens of thousands
            os.chmod(f"{goal}/{name}", ROOM)  # noqa: PTH101
            yield from _laid(goal, source, f"{name}/")
        elif entry.is_file(follow_symlinks=False):
            yield name
        else:
            raise Refusal(_NOT_PLAIN.format(path=entry.path))


def _filled(
    goal: str, source: str, old: str, is_there: Callable[[str], bool], names: Iterable[str]
) -> dict[str, list[str]]:
    """Put these files into a folder, with the mode of a public site; gives what of each one's mark lasts."""
    put: dict[str, list[str]] = {}
    with _explained(Path(old)):  # here too: what another process fails by comes back in words alone
        for name in names:
            copy = f"{goal}/{name}"
            if not (is_there(name) and _linked(f"{old}/{name}", copy)):
                shutil.copyfile(f"{source}/{name}", copy)
                os.chmod(copy, FILE)  # noqa: PTH101
            put[name] = lasting(mark_of(copy))
    return put


def _linked(old: str, copy: str) -> bool:
    """Whether the file could be linked, as a plain one that everybody may read."""
    try:
        if stat.S_IMODE(os.lstat(old).st_mode) != FILE:
            return False
        os.link(old, copy, follow_symlinks=False)
    except OSError:
        return False
    return True


def _sweep(place: Path) -> None:
    """Put a parked site back where the target is gone, and delete what else is left over; under the lock."""
    for left in _left_over(place):
        if not left.name.startswith(_prefix(place, "old")) or _is_marked(place):
            _delete(left)
        elif not os.path.lexists(place) or _is_empty(place):
            left.rename(place)


def _left_over(place: Path) -> list[Path]:
    """List the folders beside the target that a publish made: by their names, and marked or still empty."""
    if not place.parent.is_dir():
        return []
    ours = re.compile(rf"\.{re.escape(place.name)}\.(new|old)-\d+-\w{{8}}")
    named = [path for path in place.parent.iterdir() if ours.fullmatch(path.name)]
    return sorted(path for path in named if not path.is_symlink() and (_is_marked(path) or _is_empty(path)))


def _delete(folder: Path) -> None:
    """Delete a folder of ours, its marker last; what cannot be deleted now is left to the next `heal`."""
    with suppress(OSError):
        for entry in folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != MARKER:
                entry.unlink()
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()


def _ensure_replaceable(place: Path) -> None:
    if not os.path.lexists(place) or _is_empty(place):
        return
    if not place.is_dir():
        raise Refusal(_NOT_A_FOLDER.format(path=place))
    if not _is_marked(place):
        raise Refusal(_FOREIGN.format(path=place))
    if os.path.lexists(place / ".git"):
        raise Refusal(_REPOSITORY.format(path=place))


def _ensure_writable(place: Path) -> None:
    parent = next(folder for folder in [*place.parents, place] if os.path.lexists(folder))
    if not parent.is_dir():
        raise Refusal(_NOT_A_FOLDER.format(path=parent))
    if not os.access(parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(parent))


def _place(target: Path) -> Path:
    """Resolve a target that is not itself a symbolic link; its parents may be."""
    with _explained(target):
        if target.is_symlink():
            raise Refusal(_SYMLINK.format(path=target))
        try:
            return target.resolve()
        except RuntimeError as error:  # What Python before 3.13 makes of links that form a circle.
            raise Refusal(_NOT_A_FOLDER.format(path=target)) from error


def _is_marked(folder: Path) -> bool:
    return folder.is_dir() and (folder / MARKER).is_file()


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _prefix(place: Path, state: str) -> str:
    return f".{place.name}.{state}-"


def _lock_file(place: Path) -> Path:
    return place.with_name(f".{place.name}.lock")


@contextmanager
def _lock(path: Path, busy: Text) -> Iterator[None]:
    with _explained(path):
        held = acquire(path, busy)
    try:
        yield
    finally:
        release(held, path)


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    """Turn what the system refuses into words that tell of the old site too."""
    try:
        yield
    except OSError as error:
        if isinstance(error, regular.IrregularError):
            raise Refusal(_NOT_REAL.format(path=place)) from error
        message = _PINNED if error.errno in {errno.EBUSY, errno.EXDEV} else _FAILED
        error.filename = error.filename or str(place)
        raise Refusal(message.format(path=place, error=error, why=refusal_of(error).message)) from error
