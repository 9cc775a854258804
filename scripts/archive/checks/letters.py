"""Rules on how a file's letters are stored: DV121 to DV126. What letters may stand there: `unseen`, `alphabet`, `encodings`.

A text can look right and still be wrong: two spellings of one letter, a letter of another alphabet, a mark that nobody
sees. Search, comparison and citation all fail on these in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from archive.checks.prose import at, places
from archive.checks.values import Reading, each_line, readings
from archive.content.model import Archive, Page
from archive.extending import Problem, Spoils, rule
from archive.findings import Place, Severity, Text

TRAILING = " \t\u00a0"
"""White space that means nothing at a line's end; `fix` takes it away."""

_MARKS_OF_A_LETTER = 4
"""A letter and the marks that can stand behind it, generously."""
_TRAILING = re.compile(rf"(?<![{TRAILING}])[{TRAILING}]++$", re.MULTILINE)


@rule(
    "DV121",
    spoils=Spoils.FILE,
    summary=Text("Tệp không phải UTF-8", "The file is not UTF-8"),
    why=Text(
        "Bảng mã cũ (TCVN3, VNI, Windows-1258) làm chữ Việt thành ký tự lạ.",
        "Old encodings (TCVN3, VNI, Windows-1258) turn Vietnamese into odd letters.",
    ),
    cure=Text("lưu lại tệp với bảng mã UTF-8", "save the file as UTF-8"),
    bad="K\\xfd k\\xebt",
    good="Ký kết",
)
def not_utf8(page: Page, _: Archive) -> Iterator[Problem]:
    """Bytes are strict UTF-8."""
    if "\ufffd" not in page.text:
        return
    try:
        page.raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = page.raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        byte = f"0x{page.raw[error.start]:02x}"
        yield Problem(
            Place(page.file, before.count("\n") + 1, len(before) - before.rfind("\n")),
            Text(f"Tệp không phải UTF-8 (byte {byte})", f"The file is not UTF-8 (byte {byte})"),
            about=(page.file,),
        )


@rule(
    "DV122",
    summary=Text("Chữ có dấu viết rời (không phải NFC)", "Letters and marks written apart (not NFC)"),
    why=Text(
        "“ế” viết bằng một ký tự hay bằng hai, ba ký tự trông như nhau, nhưng tìm kiếm và so sánh thì khác.",
        "“ế” as one character or as several looks the same, but search and comparison tell them apart.",
    ),
    cure=Text("chạy `archive check --fix`", "run `archive check --fix`"),
    bad="ke\u0302\u0301t",
    good="kết",
)
def not_nfc(page: Page, _: Archive) -> Iterator[Problem]:
    """Text is in normal form C; one finding a line."""
    for reading in readings(page):
        if not unicodedata.is_normalized("NFC", reading.text):
            for place in places(page, _apart(reading)):
                yield Problem(place)


def _apart(reading: Reading) -> Iterator[int]:
    """Where lines part from their normal form: at the letter whose mark stands behind it."""
    for start, line in each_line(reading):
        normal = unicodedata.normalize("NFC", line)
        if normal != line:
            same = next((i for i, pair in enumerate(zip(line, normal, strict=False)) if pair[0] != pair[1]), 0)
            if reading.fresh(start + same, min(start + same + _MARKS_OF_A_LETTER, len(reading.text))):
                yield reading.at(start + same)


@rule(
    "DV123",
    summary=Text("Tệp bắt đầu bằng BOM", "The file starts with a BOM"),
    why=Text(
        "Ba byte không nhìn thấy này làm phần đầu trang không được nhận ra.",
        "These three unseen bytes hide the front matter from the tools that look for it.",
    ),
    cure=Text(
        "chạy `archive check --fix`, hoặc lưu UTF-8 không BOM",
        "run `archive check --fix`, or save without BOM",
    ),
    bad="\\xef\\xbb\\xbf---",
    good="---",
)
def bom(page: Page, _: Archive) -> Iterator[Problem]:
    """No byte-order mark."""
    if page.raw.startswith(b"\xef\xbb\xbf"):
        yield Problem(Place(page.file))


@rule(
    "DV124",
    severity=Severity.WARNING,
    summary=Text("Xuống dòng kiểu Windows (CRLF)", "Windows line ends (CRLF)"),
    why=Text(
        "Mỗi dòng sẽ bị coi là đã sửa khi so hai bản.",
        "Every line would count as changed when versions are compared.",
    ),
    cure=Text("chạy `archive check --fix`", "run `archive check --fix`"),
    bad="Một dòng\\r\\n",
    good="Một dòng\\n",
)
def windows_line_ends(page: Page, _: Archive) -> Iterator[Problem]:
    """Lines end in LF; one finding a file, at the first."""
    if b"\r" in page.raw:
        before = page.raw[: page.raw.index(b"\r")].decode("utf-8", "replace").removeprefix("\ufeff")
        yield Problem(Place(page.file, before.count("\n") + 1, len(before) - before.rfind("\n")))


@rule(
    "DV125",
    severity=Severity.WARNING,
    summary=Text("Khoảng trắng thừa ở cuối dòng", "White space at the line's end"),
    why=Text(
        "Không ai nhìn thấy, mà hai dấu cách lại thành ngắt dòng trên trang.",
        "Nobody sees it, yet two spaces become a line break on the page.",
    ),
    cure=Text("chạy `archive check --fix`", "run `archive check --fix`"),
    bad="Một dòng  ⏎",
    good="Một dòng⏎",
)
def trailing_space(page: Page, _: Archive) -> Iterator[Problem]:
    """Lines end in a letter, not in white space."""
    for place in places(page, (match.start() for match in _TRAILING.finditer(page.text))):
        yield Problem(place)


@rule(
    "DV126",
    severity=Severity.WARNING,
    summary=Text("Thiếu dấu xuống dòng ở cuối tệp", "The last line has no line end"),
    why=Text(
        "Người sửa sau thêm một dòng thì máy báo hai dòng thay đổi.",
        "The next editor's line shows as two changes.",
    ),
    cure=Text("chạy `archive check --fix`", "run `archive check --fix`"),
    bad="Dòng cuối",
    good="Dòng cuối⏎",
)
def no_last_newline(page: Page, _: Archive) -> Iterator[Problem]:
    """A file ends in a line end."""
    if page.text and not page.text.endswith("\n"):
        yield Problem(at(page, len(page.text)))
