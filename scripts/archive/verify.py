"""Check a sealed edition: that the bag is whole and unchanged.

Takes a bag's folder, whoever it comes from, and gives problems in words; nothing in it raises, however damaged. No link
is followed, and nothing of the bag runs. An edition is a closed world: five entries, the payload that the manifest
lists, and nothing else, under names that every system keeps, no more of it than `seal` makes. What there is is counted
before any of it is read. Names are compared byte for byte: `é` composed and not are two files, while the library that
makes bags takes either for the other.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path, PurePosixPath

from archive import edition
from archive.edition import MAX_BYTES, MAX_FILES, MAX_FOLDERS, MAX_PATH, Edition, folded, is_source, unfit
from archive.findings import Text
from archive.tag_files import (
    ALGORITHM,
    CAPS,
    INFO,
    LISTED,
    OXUM,
    RECORD,
    TAGMANIFEST,
    Problem,
    Said,
    differing,
    first,
    read,
    unreadable,
)

SITE, SOURCE = (PurePosixPath("data", name) for name in ("site", "source"))
ENTRIES = {*LISTED, TAGMANIFEST, "data"}
_LITTER = re.compile(r"\._.*|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What systems put beside files unasked."""
_NOT_OURS = Text("không thuộc về một ấn bản", "does not belong to an edition")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the check of a bag found; where there are no problems the bag is valid and `edition` is its record."""

    problems: list[Problem]
    edition: Edition | None = None
    payload: list[str] = field(default_factory=list)
    """The payload's files, from the bag's folder, sorted."""
    size: int = 0
    """The payload's bytes."""
    sums: Mapping[str, str] = field(default_factory=dict)
    """The sum of each file, by its name: what is read of the bag later is held to these."""


def examine(bag: Path) -> Examined:
    """Check the structure, the lists, the sums and the record; what cannot be looked at safely ends it early."""
    bag = bag.resolve()
    sizes: dict[str, int] = {}
    problems = list(_structure(bag, sizes))
    if not all(problem.harmless for problem in problems):
        return Examined(problems)
    broken, said = read(bag)
    problems += broken or _contents(bag, sizes, said)
    if problems:
        return Examined(problems)
    try:
        record = edition.read((bag / RECORD).read_bytes())
    except OSError as error:
        return Examined([Problem(str(RECORD), unreadable(error))])
    if isinstance(record, Text):
        return Examined([Problem(str(RECORD), record)])
    payload = {name: size for name, size in sizes.items() if name.startswith("data/")}
    problems = [*_miscounted(record, payload), *differing(said.info, record)]
    return Examined(problems, None if problems else record, sorted(payload), sum(payload.values()), said.sums)


def _structure(bag: Path, sizes: dict[str, int]) -> Iterator[Problem]:
    """What is there, without following or opening anything; fills in each file's size by its name."""
    yield from first(walk(bag, bag, sizes), ".")
    top = {name.partition("/")[0] for name in sizes}
    for name in sorted(ENTRIES - top):
        yield Problem(name, Text("không có, hoặc trống", "is missing, or empty"))
    if "data" in top:
        if RECORD.as_posix() not in sizes:
            yield Problem(str(RECORD), Text("không có", "is missing"))
        for part in (SITE, SOURCE):
            if not any(name.startswith(f"{part}/") for name in sizes):
                yield Problem(str(part), Text("không có, hoặc trống", "is missing, or empty"))
    yield from first(_strangers(sizes), ".")
    for name, most in CAPS.items():
        if sizes.get(name, 0) > most:
            yield Problem(name, Text(f"lớn hơn {most} byte", f"is larger than {most} bytes"))
    total = sum(sizes.values())
    if total > MAX_BYTES:
        yield Problem("data", Text(f"có {total} byte; một ấn bản có nhiều nhất {MAX_BYTES}",
                                   f"has {total} bytes; an edition has at most {MAX_BYTES}"))  # fmt: skip


def _strangers(sizes: Iterable[str]) -> Iterator[Problem]:
    """The files that are no part of an edition, by where they stand or what they are called."""
    for name in sorted(sizes):
        if name == "data":
            continue
        if _LITTER.fullmatch(PurePosixPath(name).name):
            text = Text(
                "do hệ điều hành thêm vào, không thuộc về ấn bản; hãy xóa tệp này",
                "was added by an operating system and does not belong to the edition; delete it",
            )
            yield Problem(name, text, harmless=True)
        elif not _belongs(name):
            yield Problem(name, _NOT_OURS, harmless=True)


def _belongs(name: str) -> bool:
    if not name.startswith("data/"):
        return name in ENTRIES
    below = name.removeprefix(f"{SOURCE}/")
    return name == str(RECORD) or name.startswith(f"{SITE}/") or (below != name and is_source(below))


def walk(
    folder: Path, bag: Path, sizes: dict[str, int], depth: int = 0, folders: list[str] | None = None
) -> Iterator[Problem]:
    """What lies in a folder that is no plain file of a plain name; fills in each file's size by its path from `bag`."""
    folders = [] if folders is None else folders
    here = folder.relative_to(bag).as_posix()
    if depth > MAX_FOLDERS:
        yield Problem(here, Text("thư mục lồng quá sâu", "folders are nested too deep"))
        return
    folders.append(here)
    entries: list[tuple[os.DirEntry[str], os.stat_result]] = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                entries.append((entry, entry.stat(follow_symlinks=False)))
                if len(entries) + len(sizes) + len(folders) > MAX_FILES:
                    text = Text(
                        f"có hơn {MAX_FILES} tệp và thư mục", f"there are more than {MAX_FILES} files and folders"
                    )
                    yield Problem(here, text)
                    return
    except OSError as error:
        yield Problem(here, unreadable(error))
        return
    if not entries and depth:
        text = Text("là thư mục trống, không danh mục nào giữ được", "is an empty folder, which no list keeps")
        yield Problem(here, text, harmless=True)
    yield from _alike(here, [entry.name for entry, _ in entries])
    for entry, about in sorted(entries, key=lambda one: one[0].name):
        name = entry.name if here == "." else f"{here}/{entry.name}"
        reason = unfit(entry.name)
        if stat.S_ISLNK(about.st_mode):
            yield Problem(name, Text("là liên kết tượng trưng, không được theo", "is a symbolic link, not followed"))
        elif reason is not None:
            yield Problem(name, reason)
        elif len(os.fsencode(name)) > MAX_PATH:
            yield Problem(name, Text(f"đường dẫn dài hơn {MAX_PATH} byte", f"its path is longer than {MAX_PATH} bytes"))
        elif stat.S_ISDIR(about.st_mode):
            yield from walk(Path(entry.path), bag, sizes, depth + 1, folders)
        elif stat.S_ISREG(about.st_mode):
            sizes[name] = about.st_size
        else:
            yield Problem(name, Text("không phải tệp thường", "is not a plain file"))


def _alike(here: str, names: list[str]) -> Iterator[Problem]:
    """Names of one folder that are one name on Windows or macOS: a copy there would lose all but one."""
    for _, group in groupby(sorted(names, key=folded), folded):
        same = sorted(group)
        for name in same[1:]:
            text = Text(f"trên Windows hoặc macOS trùng tên với {ascii(same[0])[1:-1]}",
                         f"is the same name as {ascii(same[0])[1:-1]} on Windows or macOS")  # fmt: skip
            yield Problem(name if here == "." else f"{here}/{name}", text, harmless=True)


def _contents(bag: Path, sizes: dict[str, int], said: Said) -> list[Problem]:
    """Every file that is missing, added or changed; the payload's size and count as `bag-info.txt` has them."""
    here = {name for name in sizes if name.startswith("data/") or name in LISTED}
    listed = said.sums
    unlisted = (name for name in sorted(here - listed.keys()) if not _LITTER.fullmatch(PurePosixPath(name).name))
    changed = (name for name in sorted(here & listed.keys()) if sum_of(bag / name, sizes[name]) != listed[name])
    found = [
        *_each(sorted(listed.keys() - here), Text("có trong danh mục mà không có tệp", "is listed, but is missing")),
        *_each(unlisted, Text("không có trong danh mục", "is not listed")),
        *_each(changed, Text("khác với mã băm trong danh mục", "differs from its sum in the list")),
    ]
    payload = [size for name, size in sizes.items() if name.startswith("data/")]
    if not found and said.oxum != (sum(payload), len(payload)):
        text = Text(
            f"{OXUM} không đúng: có {sum(payload)} byte, {len(payload)} tệp",
            f"{OXUM} is wrong: there are {sum(payload)} bytes in {len(payload)} files",
        )
        found.append(Problem(INFO, text))
    return found


def _each(names: Iterable[str], text: Text) -> Iterator[Problem]:
    """These words of each file; of the names no more are looked at than are told."""
    return first((Problem(name, text) for name in names), ".")


def _miscounted(record: Edition, payload: Iterable[str]) -> Iterator[Problem]:
    names = list(payload)
    for label, part, said in (
        ("site_files", SITE, record.counts.site_files),
        ("source_files", SOURCE, record.counts.source_files),
    ):
        there = sum(name.startswith(f"{part}/") for name in names)
        if there != said:
            text = Text(f"counts.{label} là {said}, còn {part} có {there} tệp",
                         f"counts.{label} is {said}, but {part} has {there} files")  # fmt: skip
            yield Problem(str(RECORD), text)


def sum_of(path: Path, size: int) -> str:
    """The sum of a file's first `size` bytes and one more: what grows while it is read is another file."""
    digest, left = hashlib.new(ALGORITHM), size + 1
    try:
        with path.open("rb") as file:
            while left and (block := file.read(min(left, 1024 * 1024))):
                digest.update(block)
                left -= len(block)
    except OSError:
        return "unreadable"
    return digest.hexdigest()
