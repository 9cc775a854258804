"""Rules on the letters themselves: DV121 to DV139.

A text can look right and still be wrong: two spellings of one letter, a letter of another alphabet, a mark that nobody
sees. Search, comparison and citation all fail on these in silence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from archive.checks.catalogue import Problem, page_rule
from archive.content.model import Archive, Page
from archive.findings import Place, Severity, Text

TRAILING = " \t\u00a0"
"""White space that means nothing at a line's end; `fix` takes it away."""

_TRAILING = re.compile(rf"(?<![{TRAILING}])[{TRAILING}]++$", re.MULTILINE)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FOREIGN = (
    "\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f5\u1c80-\u1c8f\u1d26-\u1d2b\u1f00-\u1fff\u2c60-\u2c7f"
    "\u2de0-\u2dff\uab70-\uabbf\ua640-\ua69f"
)
_DRESSED = "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\u2100-\u214f\u0261\u0251\u0131\u0237\u1d00-\u1d25"
_SUSPECT = re.compile(f"[{_FOREIGN}{_DRESSED}]")
_ALWAYS = re.compile(f"[{_DRESSED}]")
_HONEST_SIGNS = frozenset("\u2103\u2116\u2122\u2126")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
_ETH = re.compile("[\u00d0\u00f0\u0189\u0256]")
_ETH_TO_D = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]|[\u01cd\u01ce\u02bc\u02b9\u02bb](?=\\w)")
_CARON = {"\u01cd": "Ă", "\u01ce": "ă"}
_OLD_TONE = re.compile(
    "(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\\W_])",
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_QUOTED = re.compile('“[^“”\n]*”|«[^«»\n]*»|"[^"\n]*"|`[^`\n]*`')
_TRANSCRIBED = re.compile(r"^(?:headline|publisher|author|photographer|short|number):")
"""Keys that repeat how a source spells itself."""


def places(page: Page, offsets: Iterator[int]) -> Iterator[Place]:
    """The places of positions in the page's text; the table of lines is made once, at the first of them."""
    starts: list[int] | None = None
    for offset in offsets:
        if starts is None:
            starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
        line = bisect_right(starts, offset)
        yield Place(page.file, line, offset - starts[line - 1] + 1)


def at(page: Page, offset: int) -> Place:
    """The place of one position in the page's text."""
    return Place(page.file, page.text.count("\n", 0, offset) + 1, offset - page.text.rfind("\n", 0, offset))


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


@page_rule(
    "DV121",
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
        )


@page_rule(
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
    if unicodedata.is_normalized("NFC", page.text):
        return
    for number, line in enumerate(page.text.split("\n"), 1):
        normal = unicodedata.normalize("NFC", line)
        if normal != line:
            same = next((i for i, pair in enumerate(zip(line, normal, strict=False)) if pair[0] != pair[1]), 0)
            yield Problem(Place(page.file, number, same + 1))


@page_rule(
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


@page_rule(
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


@page_rule(
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


@page_rule(
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


@page_rule(
    "DV127",
    summary=Text("Ký tự đổi chiều chữ", "A character that turns the direction of text"),
    why=Text(
        "Nó làm chữ trên màn hình khác với chữ trong tệp, và được dùng để giấu nội dung.",
        "It makes what is shown differ from what is written, and is used to hide things.",
    ),
    cure=Text("xóa ký tự này", "delete the character"),
    bad="năm\\u202e8102",
    good="năm 2018",
)
def bidi(page: Page, _: Archive) -> Iterator[Problem]:
    """No bidirectional controls."""
    yield from _each(page, _BIDI, "Ký tự đổi chiều chữ", "A character that turns the direction of text")


@page_rule(
    "DV128",
    summary=Text("Ký tự không có bề rộng", "A character without width"),
    why=Text(
        "Không ai nhìn thấy, nhưng từ có nó bên trong thì không tìm ra được.",
        "Nobody sees it, but a word that holds it cannot be found.",
    ),
    cure=Text("xóa ký tự này", "delete the character"),
    bad="dân\\u200bvận",
    good="dân vận",
)
def zero_width(page: Page, _: Archive) -> Iterator[Problem]:
    """No zero-width characters, soft hyphens or tags."""
    yield from _each(page, _ZERO_WIDTH, "Ký tự không có bề rộng", "A character without width")


@page_rule(
    "DV129",
    summary=Text("Ký tự điều khiển, ký tự hỏng hoặc ký tự riêng của một phông", "A control, lost or private character"),
    why=Text(
        "Trình duyệt và bộ dựng trang hiểu các ký tự này theo cách không lường trước; � là chữ đã mất.",
        "Browsers and the renderer take them in ways nobody foresees; � is a letter already lost.",
    ),
    cure=Text("xóa hoặc gõ lại chữ ở chỗ này", "delete it, or type the letter again"),
    bad="năm\\x002018",
    good="năm 2018",
)
def control(page: Page, _: Archive) -> Iterator[Problem]:
    """No control characters, replacement characters or private-use letters."""
    if "\ufffd" in page.text and "\ufffd".encode() not in page.raw:
        return  # the bytes were not UTF-8: DV121 says so, once
    yield from _each(page, _CONTROL, "Ký tự điều khiển hoặc ký tự hỏng", "A control or lost character")


def _each(page: Page, pattern: re.Pattern[str], vi: str, en: str) -> Iterator[Problem]:
    found = [match.start() for match in pattern.finditer(page.text)]
    for offset, place in zip(found, places(page, iter(found)), strict=True):
        code = _code(page.text[offset])
        yield Problem(place, Text(f"{vi} ({code})", f"{en} ({code})"))


@page_rule(
    "DV130",
    summary=Text("Chữ của bảng chữ cái khác lẫn trong từ", "A letter of another alphabet within a word"),
    why=Text(
        "Chữ “а” Kirin trông như “a” La-tinh, nhưng từ ấy không tìm ra, không trích được.",
        "A Cyrillic “а” looks like a Latin “a”, but the word cannot be found or cited.",
    ),
    cure=Text("gõ lại cả từ bằng bàn phím tiếng Việt", "type the whole word again on a Latin keyboard"),
    bad="xã V\u0430n",
    good="xã Van",
)
def look_alike(page: Page, _: Archive) -> Iterator[Problem]:
    """No Cyrillic, Greek or dressed-up letters among Latin ones."""
    if page.text.isascii() or not _SUSPECT.search(page.text):
        return
    for word in _WORD.finditer(page.text):
        odd = _SUSPECT.search(word.group())
        if not odd or odd.group() in _HONEST_SIGNS:
            continue
        if _ALWAYS.search(word.group()) or _LATIN.search(word.group()):
            letter = _code(odd.group())
            yield Problem(
                at(page, word.start() + odd.start()),
                Text(
                    f"Chữ {letter} của bảng chữ cái khác lẫn trong từ “{word.group()}”",
                    f"The letter {letter} of another alphabet stands in the word “{word.group()}”",
                ),
            )


@page_rule(
    "DV131",
    summary=Text("Chữ Ð, ð (eth) thay cho Đ, đ", "Ð, ð (eth) in place of Đ, đ"),
    why=Text(
        "Eth là chữ Iceland; trông như Đ nhưng tìm kiếm và sắp thứ tự đều sai.",
        "Eth is an Icelandic letter; it looks like Đ, but search and order go wrong.",
    ),
    cure=Text("gõ lại chữ Đ, đ", "type Đ, đ"),
    bad="\u00d0ảng ủy",
    good="Đảng ủy",
)
def eth(page: Page, _: Archive) -> Iterator[Problem]:
    """Đ and đ are U+0110 and U+0111."""
    found = list(_ETH.finditer(page.text))
    for match, place in zip(found, places(page, (match.start() for match in found)), strict=True):
        letter, right = match.group(), _ETH_TO_D[match.group()]
        yield Problem(
            place,
            Text(
                f"Chữ {_code(letter)} “{letter}” thay cho “{right}”",
                f"The letter {_code(letter)} “{letter}” stands for “{right}”",
            ),
        )


@page_rule(
    "DV132",
    summary=Text("Dấu rời không ghép được vào chữ", "A loose mark that no letter takes in"),
    why=Text(
        "“é” cộng dấu mũ rời trông như “ế” nhưng không bao giờ thành “ế”; “ǎ” trông như “ă”.",
        "“é” with a loose circumflex looks like “ế” and never becomes it; “ǎ” looks like “ă”.",
    ),
    cure=Text("gõ lại chữ này bằng bàn phím tiếng Việt", "type the letter again on a Vietnamese keyboard"),
    bad="k\u00e9\u0302t",
    good="kết",
)
def loose_mark(page: Page, _: Archive) -> Iterator[Problem]:
    """Every mark is part of its letter."""
    if page.text.isascii() or not _MARKS.search(page.text):
        return
    normal = unicodedata.is_normalized("NFC", page.text)
    for number, line in enumerate(page.text.split("\n"), 1):
        if not normal and not unicodedata.is_normalized("NFC", line):
            continue  # DV122 speaks of this line; what is still loose after that is found then
        for match in _MARKS.finditer(line):
            right = _CARON.get(match.group()) or _composed(line, match.start())
            hint = Text(f"; có phải ý là “{right}”?", f"; did you mean “{right}”?") if right else Text("", "")
            code = _code(match.group())
            words = Text(
                f"Dấu rời {code} không ghép vào chữ{hint.vi}",
                f"The loose mark {code} joins no letter{hint.en}",
            )
            yield Problem(Place(page.file, number, match.start() + 1), words)


def _composed(line: str, at_mark: int) -> str:
    """The Vietnamese letter that was meant: the same marks with the tone last, or d with a stroke."""
    base = line[at_mark - 1 : at_mark]
    if base in {"d", "D"} and line[at_mark] in "\u0335\u0336\u0337\u0338":
        return "đ" if base == "d" else "Đ"
    marks = unicodedata.normalize("NFD", line[at_mark - 1 : at_mark + 1])
    ordered = marks[:1] + "".join(sorted(marks[1:], key=lambda mark: mark in _TONES))
    letter = unicodedata.normalize("NFC", ordered)
    return letter if len(letter) == 1 else ""


@page_rule(
    "DV133",
    severity=Severity.WARNING,
    summary=Text("Dấu thanh đặt theo lối cũ", "A tone mark in the other convention"),
    why=Text(
        "Cả kho viết một lối: hóa, hòa, thỏa, xóa, ủy, thủy; hai lối lẫn nhau thì tìm chữ này không ra chữ kia.",
        "The archive writes one way: hóa, hòa, thỏa, xóa, ủy, thủy; with two ways a search for one misses the other.",
    ),
    cure=Text(
        "đặt dấu ở nguyên âm đầu; tên riêng trong ngoặc kép thì giữ như nguồn",
        "put the mark on the first vowel; a name in quotation marks stays as the source has it",
    ),
    bad="thoả thuận, Đảng uỷ",
    good="thỏa thuận, Đảng ủy",
)
def tone_placement(page: Page, _: Archive) -> Iterator[Problem]:
    """Tone marks of oa, oe and uy stand on the first vowel; quotations and a source's own spelling are left alone."""
    if not _OLD_TONE.search(page.text):
        return
    for number, line in enumerate(page.text.split("\n"), 1):
        if not _OLD_TONE.search(line) or (number < page.front.body_line and _TRANSCRIBED.match(line)):
            continue
        body = line if number < page.front.body_line else _QUOTED.sub(lambda quoted: " " * len(quoted.group()), line)
        body = re.sub("“[^“”]*”|«[^«»]*»", lambda quoted: " " * len(quoted.group()), body)
        for match in _OLD_TONE.finditer(body):
            start = _word_start(line, match.start())
            word = line[start : match.end()]
            right = line[start : match.start()] + _moved(match.group())
            words = Text(
                f"“{word}” đặt dấu theo lối cũ; ở đây viết “{right}”",
                f"“{word}” has its tone mark in the other convention; here it is “{right}”",
            )
            yield Problem(Place(page.file, number, start + 1), words)


def _word_start(line: str, end: int) -> int:
    while end and line[end - 1].isalpha():
        end -= 1
    return end


def _moved(vowels: str) -> str:
    """`oá` as `óa`: the tone goes from the second vowel to the first."""
    parts = unicodedata.normalize("NFD", vowels)
    return unicodedata.normalize("NFC", parts[0] + parts[2]) + parts[1]
