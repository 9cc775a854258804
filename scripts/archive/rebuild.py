"""Build a sealed edition's sources anew and compare every byte with its site; say by whose code.

Takes a valid bag and its record; gives what differs, or that nothing does. A bag's templates and scripts are code, and
code that came with a bag can say whatever it likes of it: where they are not, byte for byte, the code that is installed
here, nothing runs unless `trust` says so. What runs is kept apart (see `apart`), with an empty home and nothing of this
process's environment but the path.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import archive as package
from archive.apart import Limits, ended_by_signals, limits, run
from archive.content.read import read_archive
from archive.edition import PACKED, RENDERER, Edition, leaves_out
from archive.escaping import printable
from archive.findings import Lang, Text
from archive.tag_files import RECORD, Problem, first, unreadable
from archive.verify import SITE, SOURCE, Examined, sum_of, walk

PACKAGE = Path(package.__file__).resolve().parent
SECONDS = 1800
"""How long a rebuild may take; this archive's takes some twenty seconds."""
_MOST = 3
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How a rebuild compares with `data/site`."""

    problems: list[Problem]
    warnings: list[Text]
    code: Text | None = None
    """Whose code the rebuild was made by, and with what it could reach; None where nothing ran."""
    same: int = 0
    """The number of files with the same bytes."""


def rebuild(
    bag: Path,
    found: Examined,
    lang: Lang,
    *,
    trust: bool,
    warn: Callable[[Text], None] = lambda _: None,
    seconds: float = SECONDS,
) -> Rebuilt:
    """Build `data/source` in a folder of its own and compare; `found` is what `examine` found, without a problem.

    `warn` hears of code that is about to run and is not ours; after `seconds` it is ended. The bag is read once more,
    into that folder: what does not have the sums of `found` there has changed since, and nothing runs.
    """
    assert found.edition is not None
    warnings = list(_other_versions(found.edition))
    with ended_by_signals(), _folder() as folder:
        source, site, home = (folder / name for name in ("source", "site", "home"))
        home.mkdir()
        problems = list(first(_copied(bag / SOURCE, source, found.sums), str(SOURCE)))
        foreign = [] if problems else foreign_code(source)
        if foreign and not trust:
            names = ", ".join(foreign[:_MOST]) + (" …" if len(foreign) > _MOST else "")
            text = Text(
                f"có mã nguồn khác với chương trình đang cài ở đây ({len(foreign)} tệp: {names}); cài đúng bản ấy, "
                "hoặc thêm --trust-code để chạy mã của chính ấn bản, nếu bạn tin nơi đã đưa nó",
                f"holds other code than is installed here ({len(foreign)} files: {names}); install that version, or "
                "add --trust-code to run the bag's own code, where you trust whom it comes from",
            )
            problems = [Problem(str(SOURCE), text)]
        if not problems and not foreign:
            problems = list(_misstated(found.edition, source))
        if problems:
            return Rebuilt(problems, warnings)
        within = limits()
        if foreign:
            warn(_before(within))
        command = [sys.executable, "-m", "archive", "build", "--site-dir", str(site), "--lang", lang]
        done = run(command, source, _environment(found.edition, source, home, own=bool(foreign)), within, seconds)
        if done.status is None:
            text = Text(f"không dựng xong trong {seconds:g} giây", f"is not built within {seconds:g} seconds")
            return Rebuilt([Problem(str(SOURCE), text)], warnings)
        if done.status:
            last = printable(" / ".join(done.said.strip().splitlines()[-5:])[-2000:]) or str(done.status)
            text = Text(f"không dựng lại được: {last}", f"cannot be rebuilt: {last}")
            return Rebuilt([Problem(str(SOURCE), text)], warnings)
        return _compared(bag / SITE, site, found.sums, warnings, _whose(foreign, within))


def _environment(edition: Edition, source: Path, home: Path, *, own: bool) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "SITE_URL": edition.site_url,
        "SOURCE_DATE_EPOCH": str(edition.source_date_epoch),
        "PYTHONPATH": str(source / "scripts" if own else PACKAGE.parent),
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
    }


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that is gone afterwards, however deep a stranger's code made it."""
    folder = Path(tempfile.mkdtemp(prefix="archive-verify-"))
    try:
        yield folder
    finally:
        try:
            shutil.rmtree(folder)
        except (OSError, RecursionError):
            subprocess.run(["rm", "-rf", "--", folder], check=False, capture_output=True)


def _copied(sealed: Path, goal: Path, sums: Mapping[str, str]) -> Iterator[Problem]:
    """Copy what `seal` packs and nothing else, and hold the copy to the sums; gives what is not as it was."""
    try:
        for name in PACKED:
            path, place = sealed / name, goal / name
            if path.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, place, symlinks=True)
            elif path.is_file():
                shutil.copyfile(path, place, follow_symlinks=False)
    except (OSError, shutil.Error) as error:
        yield Problem(str(SOURCE), unreadable(error))
        return
    sizes: dict[str, int] = {}
    yield from (Problem(f"{SOURCE}/{one.path}", one.text) for one in walk(goal, goal, sizes))
    listed = {name.removeprefix(f"{SOURCE}/"): value for name, value in sums.items() if name.startswith(f"{SOURCE}/")}
    for name in sorted(sizes.keys() | listed):
        if name not in sizes or sum_of(goal / name, sizes[name]) != listed.get(name):
            yield Problem(f"{SOURCE}/{name}", Text("đã đổi trong lúc kiểm tra", "has changed during the check"))


def _misstated(edition: Edition, source: Path) -> Iterator[Problem]:
    """Where the record counts something else than the sources hold, as the installed code reads them."""
    archive = read_archive(source)
    said = edition.counts
    for label, count, there in (
        ("pages", said.pages, len(archive.pages)),
        ("records", said.records, len(archive.records)),
        ("claims", said.claims, len(archive.claims)),
    ):
        if count != there:
            text = Text(f"counts.{label} là {count}, còn trong mã nguồn có {there}",
                         f"counts.{label} is {count}, but the sources have {there}")  # fmt: skip
            yield Problem(str(RECORD), text)


def foreign_code(source: Path) -> list[str]:
    """The files of a bag's scripts and templates that are not those installed here; names as they stand in the bag.

    Of the bag nothing is passed over, whatever it is called; of what is installed, what `seal` leaves out too. The
    renderer's settings are no code: the build checks them before it reads them.
    """
    found = []
    for name, ours in ((f"scripts/{PACKAGE.name}", PACKAGE), ("overrides", PACKAGE.parents[1] / "overrides")):
        theirs = source / name
        files = {*_files(theirs), *(file for file in _files(ours) if not leaves_out(file))}
        found += [f"{name}/{file}" for file in sorted(files) if _parting(theirs / file, ours / file) is not None]
    # A module beside the package would be found before the library of its name; nothing here runs a shell's script.
    scripts = (file for file in _files(source / "scripts") if file.parts[0] != PACKAGE.name)
    beside = sorted(f"scripts/{file.as_posix()}" for file in scripts if file.suffix != ".sh")
    return [printable(name) for name in (*found, *beside)]


def installed(names: Iterable[str]) -> dict[str, str]:
    """The versions of those of the packages that are installed here."""
    found = {}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except (importlib.metadata.PackageNotFoundError, ValueError):
            continue
    return found


def _files(folder: Path) -> Iterator[PurePosixPath]:
    return (PurePosixPath(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _parting(one: Path, two: Path) -> int | None:
    """The byte from which on two files differ, 0 where one is missing; None where they are the same."""
    if not (one.is_file() and two.is_file()):
        return 0
    at = 0
    with one.open("rb") as first, two.open("rb") as second:
        while True:
            a, b = first.read(_BLOCK), second.read(_BLOCK)
            if a != b:
                apart = (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
                return at + next(apart, min(len(a), len(b)))
            if not a:
                return None
            at += len(a)


def _before(within: Limits) -> Text:
    """What the bag's own code could do, before it does it."""
    return Text(
        f"sắp chạy mã của chính ấn bản ({within.text.vi}): mã ấy chạy bằng quyền của bạn, đọc và sửa được tệp của bạn",
        f"about to run the bag's own code ({within.text.en}): it runs as you, and can read and change your files",
    )


def _whose(foreign: list[str], within: Limits) -> Text:
    whose = (
        Text(
            "bằng mã của chính ấn bản: lời này chỉ đáng tin như nơi đã đưa nó",
            "by the bag's own code: this verdict is worth as much as whom the bag comes from",
        )
        if foreign
        else Text("bằng chương trình đang cài ở đây, trùng từng byte với mã trong ấn bản",
                  "by the code that is installed here, the same byte for byte as the bag's")
    )  # fmt: skip
    return Text(f"{whose.vi}; {within.text.vi}", f"{whose.en}; {within.text.en}")


def _compared(sealed: Path, built: Path, sums: Mapping[str, str], warnings: list[Text], code: Text) -> Rebuilt:
    """The built site against the sums of the sealed one, which is read again only to say where they part."""
    prefix = f"{SITE}/"
    old = {name.removeprefix(prefix): value for name, value in sums.items() if name.startswith(prefix)}
    new: dict[str, int] = {}
    problems = [Problem(f"{SITE}/{one.path}", one.text) for one in first(walk(built, built, new), ".")]
    same = [name for name in old.keys() & new.keys() if sum_of(built / name, new[name]) == old[name]]
    problems += first(_differing(sealed, built, old.keys(), new.keys(), frozenset(same)), str(SITE))
    return Rebuilt(problems, warnings, code, len(same))


def _differing(sealed: Path, built: Path, old: Set[str], new: Set[str], same: Set[str]) -> Iterator[Problem]:
    for name in sorted((old | new) - same):
        if name not in new:
            text = Text("bản dựng lại không có tệp này", "the rebuild does not have it")
        elif name not in old:
            text = Text("chỉ có trong bản dựng lại", "is in the rebuild alone")
        else:
            at = _parting(sealed / name, built / name)
            text = Text(f"bản dựng lại khác từ byte {at}", f"the rebuild differs from byte {at} on")
        yield Problem(f"{SITE}/{name}", text)


def _other_versions(edition: Edition) -> Iterator[Text]:
    for name in sorted(set(RENDERER) - edition.packages.keys()):
        yield Text(f"{name}: ấn bản không ghi phiên bản", f"{name}: the edition does not name its version")
    here = {"Python": platform.python_version(), **installed(edition.packages)}
    for name, version in {"Python": edition.python, **edition.packages}.items():
        now = here.get(name)
        if now != version:
            shown, then = printable(name), printable(version)
            yield Text(
                f"{shown}: ấn bản được dựng bằng {then}, ở đây {f'có {now}' if now else 'không có'}",
                f"{shown}: the edition was built with {then}, here is {now or 'none'}",
            )
