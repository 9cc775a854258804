"""Check a sealed edition: that the bag is whole and unchanged.

Takes a bag's folder, whoever it comes from, and gives problems in words; nothing in it raises, however damaged. No link
is followed, and nothing of the bag runs. An edition is a closed world: five entries, the payload that the manifest
lists, and nothing else. Names are compared byte for byte: `é` composed and not are two files, while the library that
makes bags takes either for the other.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from archive.edition import PACKED, Edition
from archive.escaping import printable
from archive.findings import Text

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
_INFO = re.compile(r"[^\s:][^:\r\n]*:[ \t][^\r\n]*|[ \t]+\S[^\r\n]*")
"""A line of `bag-info.txt`: a label and its value, or more of the value before (2.2.2)."""
_OXUM = re.compile(r"^Payload-Oxum: ([0-9]{1,18})\.([0-9]{1,18})$", re.MULTILINE)
_LITTER = re.compile(r"\._.*|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What systems put beside files unasked."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a bag: the file, from the bag's folder, and what is the matter."""

    path: str
    words: Text
    harmless: bool = False
    """The rest of the bag can be looked at all the same."""

    @property
    def message(self) -> Text:
        """`path: what is wrong`, in both languages; a name is a stranger's, and can do nothing to a terminal."""
        shown = printable(self.path)
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


def examine(bag: Path) -> Examined:
    """Check the structure, the lists, the sums and the record; what cannot be looked at safely ends it early."""
    bag = bag.resolve()
    sizes: dict[str, int] = {}
    problems = list(_structure(bag, sizes))
    if not all(problem.harmless for problem in problems):
        return Examined(problems)
    sums: dict[str, str] = {}
    broken = list(_tag_files(bag, sums))
    problems += broken or _contents(bag, sizes, sums)
    if problems:
        return Examined(problems)
    try:
        edition = Edition.model_validate_json((bag / RECORD).read_bytes())
    except (OSError, ValidationError) as error:
        return Examined([Problem(str(RECORD), _unreadable(error))])
    payload = {name: size for name, size in sizes.items() if name.startswith("data/")}
    return Examined([], edition, sorted(payload), sum(payload.values()))


def _structure(bag: Path, sizes: dict[str, int]) -> Iterator[Problem]:
    """What is there, without following or opening anything; fills in each file's size by its name."""
    yield from _walk(bag, bag, sizes)
    top = {name.partition("/")[0] for name in sizes}
    for name in sorted(ENTRIES - top):
        yield Problem(name, Text("không có, hoặc trống", "is missing, or empty"))
    if RECORD.as_posix() not in sizes and "data" in top:
        yield Problem(str(RECORD), Text("không có", "is missing"))
    yield from (
        Problem(name, Text("không thuộc về một ấn bản", "does not belong to an edition"), harmless=True)
        for name in sorted(sizes)
        if name.startswith("data/") and not _LITTER.fullmatch(PurePosixPath(name).name) and not _belongs(name)
    )
    for name in sorted(sizes.keys() - {"data"}):
        if _LITTER.fullmatch(PurePosixPath(name).name):
            words = Text(
                "do hệ điều hành thêm vào, không thuộc về ấn bản; hãy xóa tệp này",
                "was added by an operating system and does not belong to the edition; delete it",
            )
            yield Problem(name, words, harmless=True)
    for name in sorted(top - ENTRIES):
        if not _LITTER.fullmatch(name):
            yield Problem(name, Text("không thuộc về một ấn bản", "does not belong to an edition"), harmless=True)
    for name in sorted({*TAG_FILES, TAGMANIFEST, RECORD.as_posix()} & sizes.keys()):
        if sizes[name] > MAX_BYTES:
            yield Problem(name, Text(f"lớn hơn {MAX_BYTES} byte", f"is larger than {MAX_BYTES} bytes"))


def _belongs(name: str) -> bool:
    """Whether a file of the payload is of what `seal` packs: what else lies among sources is read by some program."""
    allowed = (str(SITE), *(f"{SOURCE}/{source}" for source in PACKED))
    return name == str(RECORD) or any(name == entry or name.startswith(f"{entry}/") for entry in allowed)


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


def _tag_files(bag: Path, sums: dict[str, str]) -> Iterator[Problem]:
    """`bagit.txt` to the letter, `bag-info.txt` and both lists line by line; fills in each listed file's sum."""
    try:
        if (bag / "bagit.txt").read_bytes() != BAGIT:
            wanted = BAGIT.decode().strip().replace("\n", ", ")
            yield Problem("bagit.txt", Text(f"phải đúng là “{wanted}”", f"must read exactly “{wanted}”"))
    except OSError as error:
        yield Problem("bagit.txt", _unreadable(error))
    listed: dict[str, str] = {}
    yield from _list(bag, MANIFEST, sums)
    yield from _list(bag, TAGMANIFEST, listed)
    for name in sorted(listed.keys() ^ set(TAG_FILES)):
        words = Text(f"phải kê {', '.join(TAG_FILES)}, sai ở {name}", f"must list {', '.join(TAG_FILES)}; see {name}")
        yield Problem(TAGMANIFEST, words)
    sums |= listed
    try:
        info = (bag / "bag-info.txt").read_text("utf-8")
    except (OSError, ValueError) as error:
        yield Problem("bag-info.txt", _unreadable(error))
        return
    for number, line in enumerate(info.removesuffix("\n").split("\n"), 1):
        if not _INFO.fullmatch(line):
            yield Problem(
                "bag-info.txt", Text(f"dòng {number} không phải “nhãn: giá trị”", f"line {number} is no “label: value”")
            )
    if len(_OXUM.findall(info)) != 1:
        yield Problem("bag-info.txt", Text("phải có đúng một Payload-Oxum", "must have exactly one Payload-Oxum"))


def _list(bag: Path, name: str, sums: dict[str, str]) -> Iterator[Problem]:
    try:
        text = (bag / name).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(name, _unreadable(error))
        return
    if "\r\n" in text:
        words = Text(
            "có dấu xuống dòng kiểu Windows (CR LF): một chương trình đã ghi lại tệp; hãy chép lại nguyên từng byte",
            "has the line ends of Windows (CR LF): a program wrote it anew; copy the edition again, byte for byte",
        )
        yield Problem(name, words)
        return
    if not text.endswith("\n"):
        yield Problem(name, Text("bị cắt ở dòng cuối", "is cut off at its last line"))
    seen: Counter[str] = Counter()
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
            continue
        seen[path] += 1
        sums[path] = match[1].lower()
    for path in sorted(path for path, times in seen.items() if times > 1):
        yield Problem(name, Text(f"kê nhiều lần: {printable(path)}", f"lists multiple times: {printable(path)}"))


def _contents(bag: Path, sizes: dict[str, int], sums: dict[str, str]) -> list[Problem]:
    """Every file that is missing, added or changed; the payload's size and count as `bag-info.txt` has them."""
    here = {name for name in sizes if name.startswith("data/") or name in TAG_FILES}
    found = [
        *(
            Problem(name, Text("có trong danh mục mà không có tệp", "is listed, but is missing"))
            for name in sorted(sums.keys() - here)
        ),
        *(
            Problem(name, Text("không có trong danh mục", "is not listed"))
            for name in sorted(here - sums.keys())
            if not _LITTER.fullmatch(PurePosixPath(name).name)
        ),
        *(
            Problem(name, Text("khác với mã băm trong danh mục", "differs from its sum in the list"))
            for name in sorted(here & sums.keys())
            if _sum(bag / name) != sums[name]
        ),
    ]
    payload = [size for name, size in sizes.items() if name.startswith("data/")]
    oxum = _OXUM.search((bag / "bag-info.txt").read_text("utf-8"))
    if not found and (oxum is None or (int(oxum[1]), int(oxum[2])) != (sum(payload), len(payload))):
        words = Text(
            f"Payload-Oxum không đúng: có {sum(payload)} byte, {len(payload)} tệp",
            f"Payload-Oxum is wrong: there are {sum(payload)} bytes in {len(payload)} files",
        )
        found.append(Problem("bag-info.txt", words))
    return found


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, ALGORITHM).hexdigest()
    except OSError:
        return "unreadable"


def _unreadable(error: Exception) -> Text:
    words = " ".join(str(error).split())[:300]
    return Text(f"không đọc được: {words}", f"cannot be read: {words}")
