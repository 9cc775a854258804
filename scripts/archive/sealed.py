"""Check a sealed edition: that the bag is whole and unchanged, and that its sources still give its site.

Takes a bag's folder, whoever it comes from, and gives problems in words; nothing in it raises, however damaged. What is
read before the library sees the bag is small, and no link is followed. An edition is a closed world: five entries, the
payload that the manifest lists, and nothing else.

`rebuild` runs the bag's own scripts (`data/source/scripts`), which are code: only for a bag whose origin is trusted.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
import os
import platform
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import bagit
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from archive.findings import Lang, Text

ALGORITHM = "sha512"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""`bagit.txt` of RFC 8493, 2.1.1: these two lines and no others."""
SITE, SOURCE, RECORD = (PurePosixPath("data", name) for name in ("site", "source", "edition.json"))
MANIFEST, TAGMANIFEST = f"manifest-{ALGORITHM}.txt", f"tagmanifest-{ALGORITHM}.txt"
TAG_FILES = ("bag-info.txt", "bagit.txt", MANIFEST)
ENTRIES = {*TAG_FILES, TAGMANIFEST, "data"}
MAX_BYTES = 32 * 1024 * 1024
"""The most that a tag file or the record may have: a hundred thousand files are listed in less."""
MAX_FOLDERS = 64
_LINE = re.compile(r"([0-9a-fA-F]{128})[ \t]+\*?(\S.*)")


class Edition(BaseModel):
    """`data/edition.json`: what was sealed, and what it was built with."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    edition: str = Field(min_length=1)
    site_url: str = Field(pattern=r"^https?://[^\s\x00-\x1f\x7f]+/$")
    """$SITE_URL of the build."""
    source_date_epoch: int = Field(ge=0, le=253_402_300_799)
    """$SOURCE_DATE_EPOCH of the build: seconds."""
    commit: str | None = None
    """The git commit of the sources, where it is known."""
    changed_since_commit: bool = False
    """The sources differed from that commit."""
    python: str
    packages: dict[str, str]
    """The renderer's packages and what else shows in the bytes, with their versions."""
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a bag: the file, from the bag's folder, and what is the matter."""

    path: str
    words: Text

    @property
    def message(self) -> Text:
        """`path: what is wrong`, in both languages."""
        shown = self.path.encode("utf-8", "backslashreplace").decode("utf-8")
        return Text(f"{shown}: {self.words.vi}", f"{shown}: {self.words.en}")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the check of a bag found; where there are no problems the bag is valid and `edition` is its record."""

    problems: list[Problem]
    edition: Edition | None = None
    payload: list[str] = field(default_factory=list)
    """The payload's files, from the bag's folder, sorted."""
    size: int = 0
    """The payload's bytes."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How a rebuild compares with `data/site`."""

    problems: list[Problem]
    warnings: list[Text]
    same: int = 0
    """The number of files with the same bytes."""


def examine(bag: Path) -> Examined:
    """Check the structure, the lists, the sums and the record; a later step runs only where the ones before hold."""
    bag = bag.resolve()
    sizes: dict[str, int] = {}
    problems = list(_structure(bag, sizes))
    problems = problems or list(_tag_files(bag))
    problems = problems or list(_contents(bag))
    if problems:
        return Examined(problems)
    try:
        edition = Edition.model_validate_json((bag / RECORD).read_bytes())
    except (OSError, ValidationError) as error:
        return Examined([Problem(str(RECORD), _unreadable(error))])
    payload = {name: size for name, size in sizes.items() if name.startswith("data/")}
    return Examined([], edition, sorted(payload), sum(payload.values()))


def rebuild(bag: Path, edition: Edition, lang: Lang) -> Rebuilt:
    """Build `data/source` in a folder of its own and compare every byte with `data/site`; for a valid bag alone.

    The bag's own scripts run, with the packages that are installed here. Nothing of it uses the network.
    """
    warnings = list(_other_versions(edition))
    with tempfile.TemporaryDirectory(prefix="archive-verify-") as folder:
        source, site = Path(folder, "source"), Path(folder, "site")
        shutil.copytree(bag / SOURCE, source)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
        environment |= {
            "SITE_URL": edition.site_url,
            "SOURCE_DATE_EPOCH": str(edition.source_date_epoch),
            "PYTHONPATH": str(source / "scripts"),
            "PYTHONSAFEPATH": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        command = [sys.executable, "-m", "archive", "build", "--site-dir", str(site), "--lang", lang]
        done = subprocess.run(command, cwd=source, env=environment, capture_output=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()
            last = " / ".join(said[-5:]) or str(done.returncode)
            words = Text(f"không dựng lại được: {last}", f"cannot be rebuilt: {last}")
            return Rebuilt([Problem(str(SOURCE), words)], warnings)
        return _compared(bag / SITE, site, warnings)


def installed(names: Iterable[str]) -> dict[str, str]:
    """The versions of those of the packages that are installed here."""
    found = {}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except (importlib.metadata.PackageNotFoundError, ValueError):
            continue
    return found


def _structure(bag: Path, sizes: dict[str, int]) -> Iterator[Problem]:
    """What is there, without following or opening anything; fills in each file's size by its name."""
    yield from _walk(bag, bag, sizes)
    top = {name.partition("/")[0] for name in sizes}
    for name in sorted(ENTRIES - top):
        yield Problem(name, Text("không có, hoặc trống", "is missing, or empty"))
    if RECORD.as_posix() not in sizes and "data" in top:
        yield Problem(str(RECORD), Text("không có", "is missing"))
    for name in sorted(top - ENTRIES):
        yield Problem(name, Text("không thuộc về một ấn bản", "does not belong to an edition"))
    for name in sorted({*TAG_FILES, TAGMANIFEST, RECORD.as_posix()} & sizes.keys()):
        if sizes[name] > MAX_BYTES:
            yield Problem(name, Text(f"lớn hơn {MAX_BYTES} byte", f"is larger than {MAX_BYTES} bytes"))


def _walk(folder: Path, bag: Path, sizes: dict[str, int], depth: int = 0) -> Iterator[Problem]:
    here = folder.relative_to(bag).as_posix()
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
        entries = [(entry, entry.stat(follow_symlinks=False)) for entry in found]
    except OSError as error:
        yield Problem(here, _unreadable(error))
        return
    if depth > MAX_FOLDERS:
        yield Problem(here, Text("thư mục lồng quá sâu", "folders are nested too deep"))
        return
    for entry, about in entries:
        name = Path(entry.path).relative_to(bag).as_posix()
        if stat.S_ISDIR(about.st_mode) and (depth or entry.name == "data"):
            yield from _walk(Path(entry.path), bag, sizes, depth + 1)
        elif stat.S_ISREG(about.st_mode) and entry.name.isprintable() and "%" not in entry.name:
            sizes[name] = about.st_size
        elif stat.S_ISLNK(about.st_mode):
            yield Problem(name, Text("là liên kết tượng trưng, không được theo", "is a symbolic link, not followed"))
        else:
            yield Problem(name, Text("không phải tệp thường có tên thường", "is not a plain file with a plain name"))


def _tag_files(bag: Path) -> Iterator[Problem]:
    """`bagit.txt` to the letter, and both lists line by line: the library passes over lines that it cannot read."""
    try:
        if (bag / "bagit.txt").read_bytes() != BAGIT:
            wanted = BAGIT.decode().strip().replace("\n", ", ")
            yield Problem("bagit.txt", Text(f"phải đúng là “{wanted}”", f"must read exactly “{wanted}”"))
        yield from _list(bag, MANIFEST)
        listed: set[str] = set()
        yield from _list(bag, TAGMANIFEST, listed)
        for name in sorted(listed ^ set(TAG_FILES)):
            words = Text(
                f"phải kê {', '.join(TAG_FILES)}, sai ở {name}", f"must list {', '.join(TAG_FILES)}; see {name}"
            )
            yield Problem(TAGMANIFEST, words)
        info = (bag / "bag-info.txt").read_text("utf-8")
    except (OSError, ValueError) as error:
        yield Problem("bag-info.txt", _unreadable(error))
        return
    if len(re.findall(r"^Payload-Oxum: [0-9]{1,18}\.[0-9]{1,18}$", info, re.MULTILINE)) != 1:
        yield Problem("bag-info.txt", Text("phải có đúng một Payload-Oxum", "must have exactly one Payload-Oxum"))


def _list(bag: Path, name: str, listed: set[str] | None = None) -> Iterator[Problem]:
    try:
        text = (bag / name).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(name, _unreadable(error))
        return
    if not text.endswith("\n"):
        yield Problem(name, Text("bị cắt ở dòng cuối", "is cut off at its last line"))
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        path = match[2] if match else ""
        inside = path.startswith("data/") == (name == MANIFEST) and not {"", ".", ".."} & set(path.split("/"))
        if not match or not inside or not path.isprintable() or path.startswith("~"):
            words = Text(
                f"dòng {number} không phải là mã băm kèm tên một tệp trong gói",
                f"line {number} is not a sum and the name of a file of the bag",
            )
            yield Problem(name, words)
        elif listed is not None:
            listed.add(path)


def _contents(bag: Path) -> Iterator[Problem]:
    """The library's judgement; where it finds a fault, every file that is at fault."""
    # What it logs is found again here, in both languages.
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        opened = bagit.Bag(str(bag))
        try:
            opened.validate()
        except bagit.BagError as error:
            found = list(_faults(bag, opened))
            yield from found or [Problem(".", _unreadable(error))]
    except (bagit.BagError, OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        yield Problem(".", _unreadable(error))


def _faults(bag: Path, opened: bagit.Bag) -> Iterator[Problem]:
    missing, extra = opened.compare_manifests_with_fs()
    for name in sorted(missing):
        yield Problem(name, Text("có trong danh mục mà không có tệp", "is listed, but is missing"))
    for name in sorted(extra):
        yield Problem(name, Text("không có trong danh mục", "is not listed"))
    for name, sums in sorted(opened.entries.items()):
        path = bag / opened.normalized_filesystem_names.get(name, name)
        if name not in missing and _sum(path) != sums.get(ALGORITHM, "").lower():
            yield Problem(name, Text("khác với mã băm trong danh mục", "differs from its sum in the list"))


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, ALGORITHM).hexdigest()
    except OSError:
        return "unreadable"


def _compared(sealed: Path, built: Path, warnings: list[Text]) -> Rebuilt:
    old, new = ({path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
                for folder in (sealed, built))  # fmt: skip
    problems, same = [], 0
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            words = Text("bản dựng lại không có tệp này", "the rebuild does not have it")
        elif name not in old:
            words = Text("chỉ có trong bản dựng lại", "is in the rebuild alone")
        else:
            one, two = old[name].read_bytes(), new[name].read_bytes()
            if one == two:
                same += 1
                continue
            at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
            words = Text(f"bản dựng lại khác từ byte {at}", f"the rebuild differs from byte {at} on")
        problems.append(Problem(f"{SITE}/{name}", words))
    return Rebuilt(problems, warnings, same)


def _other_versions(edition: Edition) -> Iterator[Text]:
    here = {"Python": platform.python_version(), **installed(edition.packages)}
    for name, version in {"Python": edition.python, **edition.packages}.items():
        now = here.get(name)
        if now != version:
            yield Text(
                f"{name}: ấn bản được dựng bằng {version}, ở đây {f'có {now}' if now else 'không có'}",
                f"{name}: the edition was built with {version}, here is {now or 'none'}",
            )


def _unreadable(error: Exception) -> Text:
    words = " ".join(str(error).split())[:300]
    return Text(f"không đọc được: {words}", f"cannot be read: {words}")
