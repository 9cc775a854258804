"""The tag files of a sealed edition: `bagit.txt`, `bag-info.txt` and the two lists of sums (RFC 8493).

Takes a bag's folder, whoever it comes from, whose files are plain and no larger than `CAPS`; gives problems in words,
at most `MOST` a file, and what the files say. `Said` has each listed file's sum and what `bag-info.txt` says by label.
An edition is a closed world: the labels are those that `seal` writes, each once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from archive.edition import MAX_PATH, Edition
from archive.escaping import printable, shortened
from archive.findings import Text

ALGORITHM = "sha512"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""`bagit.txt` of RFC 8493, 2.1.1: these two lines and no others."""
RECORD = PurePosixPath("data", "edition.json")
INFO, MANIFEST, TAGMANIFEST = "bag-info.txt", f"manifest-{ALGORITHM}.txt", f"tagmanifest-{ALGORITHM}.txt"
LISTED = (INFO, "bagit.txt", MANIFEST)
"""What the second list has."""
CAPS = {INFO: 64 * 1024, "bagit.txt": 1024, MANIFEST: 64 * 1024**2, TAGMANIFEST: 4096, str(RECORD): 256 * 1024}
"""The most bytes of each; a hundred thousand files are listed in less."""
OXUM = "Payload-Oxum"
LABELS = (
    "Bag-Group-Identifier",
    "Bag-Software-Agent",
    "Bagging-Date",
    "External-Description",
    "External-Identifier",
    OXUM,
)
"""The labels of `bag-info.txt`, each once (2.2.2)."""
MOST = 100
"""The most problems that are told of one file, or of one kind."""
_SHOWN = 500
_LINE = re.compile(r"([0-9a-fA-F]{128})[ \t]+\*?(\S.*)")
_LONGEST = 2 * MAX_PATH
"""The most bytes of a line: a sum and a path."""
_OXUM = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a bag: the file, from the bag's folder, and what is the matter."""

    path: str
    text: Text
    harmless: bool = False
    """The rest of the bag can be looked at all the same."""

    @property
    def message(self) -> Text:
        """`path: what is wrong`, in both languages; a name is a stranger's, and can do nothing to a terminal."""
        shown = printable(self.path if len(self.path) < _SHOWN else self.path[:_SHOWN] + "…")
        return Text(f"{shown}: {self.text.vi}", f"{shown}: {self.text.en}")


@dataclass(slots=True)
class Said:
    """What the tag files say."""

    sums: dict[str, str] = field(default_factory=dict)
    """The sum of each listed file, by its name from the bag's folder."""
    info: dict[str, str] = field(default_factory=dict)
    """`bag-info.txt`, by label."""

    @property
    def oxum(self) -> tuple[int, int] | None:
        """The payload's bytes and files, as `bag-info.txt` has them."""
        found = _OXUM.fullmatch(self.info.get(OXUM, ""))
        return (int(found[1]), int(found[2])) if found else None


def first(problems: Iterable[Problem], path: str) -> Iterator[Problem]:
    """The first `MOST` of them, and a word on `path` where there are more; nothing further is looked for."""
    rest = iter(problems)
    yield from islice(rest, MOST)
    more = next(rest, None)
    if more is not None:
        text = Text(f"còn nữa: chỉ kể {MOST} điều đầu", f"there is more: the first {MOST} are told")
        yield Problem(path, text, harmless=more.harmless)


def read(bag: Path) -> tuple[list[Problem], Said]:
    """What is wrong with the tag files, and what they say."""
    said, listed = Said(), Said()
    problems: list[Problem] = []
    for name, lines in (
        ("bagit.txt", _declaration(bag)),
        (MANIFEST, _list(bag, MANIFEST, said.sums)),
        (TAGMANIFEST, _list(bag, TAGMANIFEST, listed.sums)),
        (INFO, _info(bag, said.info)),
    ):
        problems += first(lines, name)
    for name in sorted(listed.sums.keys() ^ set(LISTED))[:MOST]:
        shown, all_of = printable(shortened(name)), ", ".join(LISTED)
        text = Text(f"phải kê {all_of}, sai ở {shown}", f"must list {all_of}; see {shown}")
        problems.append(Problem(TAGMANIFEST, text))
    said.sums |= listed.sums
    return problems, said


def differing(info: dict[str, str], edition: Edition) -> Iterator[Problem]:
    """Where `bag-info.txt` says something else than `data/edition.json`."""
    wanted = {
        "Bag-Group-Identifier": edition.archive,
        "Bagging-Date": edition.day,
        "External-Identifier": edition.identifier,
    }
    for label, value in wanted.items():
        if info[label] != value:
            given = shortened(info[label])
            yield Problem(INFO, Text(f"{label} là “{given}”, còn theo {RECORD} là “{value}”",
                                     f"{label} is “{given}”, by {RECORD} it is “{value}”"))  # fmt: skip
    if edition.site_url not in info["External-Description"]:
        text = Text(
            f"External-Description không nêu địa chỉ trong {RECORD}: {edition.site_url}",
            f"External-Description lacks the address of {RECORD}: {edition.site_url}",
        )
        yield Problem(INFO, text)


def _lines(content: bytes) -> Iterator[tuple[int, str | None]]:
    """Each line with its number, one after another; None where it is not UTF-8, or too long to be one of ours.

    A file of two million lines is not split, and neither is a line of a million folders.
    """
    at, number = 0, 0
    while at < len(content):
        end = content.find(b"\n", at)
        end = end if end >= 0 else len(content)
        line = content[at : min(end, at + _LONGEST + 1)]
        at, number = end + 1, number + 1
        if len(line) > _LONGEST:
            yield number, None
            continue
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError:
            yield number, None


def _declaration(bag: Path) -> Iterator[Problem]:
    try:
        if (bag / "bagit.txt").read_bytes() != BAGIT:
            wanted = BAGIT.decode().strip().replace("\n", ", ")
            yield Problem("bagit.txt", Text(f"phải đúng là “{wanted}”", f"must read exactly “{wanted}”"))
    except OSError as error:
        yield Problem("bagit.txt", unreadable(error))


def _content(bag: Path, name: str) -> Iterator[Problem | bytes]:
    """A tag file's bytes, or what is wrong with them as a whole."""
    try:
        content = (bag / name).read_bytes()
    except OSError as error:
        yield Problem(name, unreadable(error))
        return
    if b"\r" in content:
        text = Text(
            "có dấu xuống dòng kiểu Windows (CR LF): một chương trình đã ghi lại tệp; hãy chép lại nguyên từng byte",
            "has the line ends of Windows (CR LF): a program wrote it anew; copy the edition again, byte for byte",
        )
        yield Problem(name, text)
        return
    if not content.endswith(b"\n"):
        yield Problem(name, Text("bị cắt ở dòng cuối", "is cut off at its last line"))
    yield content


def _info(bag: Path, info: dict[str, str]) -> Iterator[Problem]:
    for part in _content(bag, INFO):
        if isinstance(part, Problem):
            yield part
            continue
        for number, line in _lines(part):
            label, colon, value = (line or "").partition(": ")
            if line is None or not colon or not value or not line.isprintable():
                yield Problem(INFO, Text(f"dòng {number} không phải “nhãn: giá trị” trong UTF-8",
                                         f"line {number} is no “label: value” in UTF-8"))  # fmt: skip
            elif label not in LABELS:
                shown = printable(shortened(label))
                text = Text(
                    f"dòng {number} có nhãn mà một ấn bản không có: {shown}",
                    f"line {number} has a label that an edition does not have: {shown}",
                )
                yield Problem(INFO, text)
            elif label in info:
                yield Problem(INFO, Text(f"{label} có nhiều lần", f"{label} is there multiple times"))
            info.setdefault(label, value)
        for label in LABELS:
            if label not in info:
                yield Problem(INFO, Text(f"thiếu {label}", f"{label} is missing"))
        if OXUM in info and not _OXUM.fullmatch(info[OXUM]):
            yield Problem(INFO, Text(f"{OXUM} phải là “số byte.số tệp”", f"{OXUM} must be “bytes.files”"))


def _list(bag: Path, name: str, sums: dict[str, str]) -> Iterator[Problem]:
    for part in _content(bag, name):
        if isinstance(part, Problem):
            yield part
            continue
        for number, line in _lines(part):
            match = _LINE.fullmatch(line or "")
            path = match[2] if match else ""
            inside = path.startswith("data/") == (name == MANIFEST) and not {"", ".", ".."} & set(path.split("/"))
            if not match or not inside or not path.isprintable() or path.startswith("~"):
                text = Text(
                    f"dòng {number} không phải là mã băm kèm tên một tệp trong gói",
                    f"line {number} is not a sum and the name of a file of the bag",
                )
                yield Problem(name, text)
                continue
            if path in sums:
                shown = printable(shortened(path))
                yield Problem(name, Text(f"kê nhiều lần: {shown}", f"lists multiple times: {shown}"))
            sums[path] = match[1].lower()


def unreadable(error: Exception) -> Text:
    """A file that the system does not give, in words."""
    text = printable(shortened(error, 300))
    return Text(f"không đọc được: {text}", f"cannot be read: {text}")
