"""What the parsers of front matter say, in an editor's words and in both languages, with the fix.

Takes a `FrontProblem`; gives the message and the fix. What no table knows gets general words, with the parser's own
beside them in English alone. No rule stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archive import dates, slugs
from archive.content.frontmatter import FENCE, FrontProblem
from archive.content.kinds import KINDS
from archive.content.kinds.base import LONGEST_ID, NOT_WHOLE
from archive.content.model import Page
from archive.extending import Problem
from archive.findings import LANGS, Place, Text
from archive.near import meant
from archive.text import dates as dates_in

Said = tuple[Text, Text]
"""What is wrong, and how to mend it."""

_QUOTE = Text('đặt cả giá trị trong ngoặc kép: "…"', 'put the whole value in quotation marks: "…"')
_SYNTAX: tuple[tuple[str, Text, Text], ...] = (
    (
        "mapping values are not allowed",
        Text(
            "dấu hai chấm trong giá trị, hoặc dòng trên thiếu dấu hai chấm",
            "a colon in a value, or the line above lacks its own",
        ),
        _QUOTE,
    ),
    (
        "unexpected end of stream",
        Text("dấu ngoặc kép mở mà không đóng", "a quotation mark is opened and not closed"),
        Text('thêm dấu " ở cuối giá trị', 'add the closing " at the end of the value'),
    ),
    (
        "cannot start any token",
        Text(
            "giá trị không được bắt đầu bằng ký hiệu này (@, %, `), dòng không được bắt đầu bằng phím Tab",
            "no value starts with this sign (@, %, `), and no line with a tab",
        ),
        Text(
            'đặt giá trị trong ngoặc kép "…", thay Tab bằng dấu cách', 'put the value in quotes "…", a tab into spaces'
        ),
    ),
    (
        "tab character",
        Text("dòng bắt đầu bằng phím Tab", "the line starts with a tab"),
        Text("thụt bằng dấu cách", "indent with spaces"),
    ),
    (
        "did not find expected ',' or ']'",
        Text("danh sách mở bằng [ mà không đóng", "a list is opened with [ and not closed"),
        Text("viết [một, hai], có dấu ] ở cuối", "write [one, two], with the ] at the end"),
    ),
    (
        "did not find expected ',' or '}'",
        Text("ngoặc { mở mà không đóng", "a { is opened and not closed"),
        Text("viết {khóa: giá trị}, có dấu } ở cuối", "write {key: value}, with the } at the end"),
    ),
    (
        "expected node content",
        Text("thiếu một mục giữa hai dấu phẩy", "an item is missing between two commas"),
        Text("bỏ dấu phẩy thừa", "drop the extra comma"),
    ),
    (
        "did not find expected key",
        Text("dấu ngoặc kép đóng quá sớm, hoặc dòng thụt lệch", "a quotation closed too early, or an uneven indent"),
        Text(
            'đặt cả giá trị trong ngoặc kép "…"; ngoặc kép bên trong viết “…”; các khóa thẳng hàng nhau',
            'put the whole value in quotes "…", inner ones as “…”; start all keys in one column',
        ),
    ),
    (
        "expected '-' indicator",
        Text("dòng này không thuộc danh sách ở trên", "this line is no part of the list above"),
        Text("thêm “- ” ở đầu dòng, hoặc viết thành `khóa: giá trị`", "start it with “- ”, or write `key: value`"),
    ),
    (
        "block sequence entries",
        Text("danh sách nằm cùng dòng với khóa", "a list on the line of its key"),
        Text("viết [một, hai], hoặc mỗi mục một dòng “- …” ở dưới", "write [one, two], or a line “- …” for each below"),
    ),
    (
        "unknown escape",
        Text("dấu \\ trong ngoặc kép", "a \\ in quotation marks"),
        Text("bỏ dấu \\", "drop the \\"),
    ),
    (
        "document start",
        Text("dòng thụt lệch so với các khóa khác, hoặc có dòng “...”", "an uneven indent, or a line “...”"),
        Text("bắt đầu mọi khóa ở đầu dòng", "start every key at the line's start"),
    ),
    ("tag handle", Text("giá trị bắt đầu bằng dấu !", "a value starts with !"), _QUOTE),
    ("undefined alias", Text("giá trị bắt đầu bằng dấu *", "a value starts with *"), _QUOTE),
    ("comment or line break", Text("giá trị bắt đầu bằng | hoặc >", "a value starts with | or >"), _QUOTE),
    (
        "control characters",
        Text("một ký tự điều khiển, không nhìn thấy", "a control character, which nobody sees"),
        Text("gõ lại dòng này", "type the line again"),
    ),
)


def syntax(problem: FrontProblem) -> Said:
    """Why YAML cannot be read at this place."""
    for part, what, fix in _SYNTAX:
        if part in problem.detail:
            return Text(f"Phần đầu không đọc được: {what.vi}", f"The front matter cannot be read: {what.en}"), fix
    return (
        Text("Phần đầu không đọc được ở dòng này", f"The front matter cannot be read here ({problem.detail})"),
        Text("viết lại dòng này theo dạng `khóa: giá trị`", "write the line again as `key: value`"),
    )


_INDENT = (
    Text("dòng này thụt vào so với khóa ở trên", "this line is indented below the key above"),
    Text("bắt đầu mọi khóa ở đầu dòng", "start every key at the line's start"),
)
_TIGHT: tuple[tuple[re.Pattern[str], Text, Text], ...] = (
    (
        re.compile(r"(?P<at>)(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?!//)(?P<rest>[^\s:][^\n]*)$"),
        Text("thiếu dấu cách sau “{key}:”", "the space behind “{key}:” is missing"),
        Text("viết `{key}: {rest}`", "write `{key}: {rest}`"),
    ),
    (
        re.compile(r"(?P<at>)(?P<key>[A-Za-z_][A-Za-z0-9_-]*)[ ]*$"),
        Text("thiếu dấu hai chấm sau “{key}”", "the colon behind “{key}” is missing"),
        Text("viết `{key}:`", "write `{key}:`"),
    ),
    (
        re.compile(r"[ ]+(?P<at>[•·▪–—*+](?=[ ])|-(?=[^\s-]))"),
        Text("mục danh sách phải bắt đầu bằng “- ”", "a list item starts with “- ”"),
        Text("viết “- ” ở đầu mục", "write “- ” at its start"),
    ),
)
"""Slips of one sign, and where each stands."""
_INDENTED = re.compile(r"[ ]+[A-Za-z_][A-Za-z0-9_-]*:(?: |$)")
_VALUED = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*:[ ]+[^ #|>]")
_OPENED = re.compile(r"^[ ]*(?:-[ ]+)*(?:[A-Za-z_][A-Za-z0-9_-]*:[ ]+)?([\"'])")


def slip(page: Page, problem: FrontProblem) -> Problem | None:
    """The line that is why YAML cannot be read, where the parser names one further down.

    A quotation mark that is not closed on its line, or a key that is indented below another one's value.
    """
    above = ""
    for number, line in enumerate(page.text.split("\n")[1 : problem.place.line], 2):
        if _INDENTED.match(line) and _VALUED.match(above):
            what, fix = _INDENT
            text = Text(f"Phần đầu không đọc được: {what.vi}", f"The front matter cannot be read: {what.en}")
            return Problem(Place(page.file, number, len(line) - len(line.lstrip()) + 1), text, fix)
        above = line
        for pattern, what, fix in _TIGHT:
            if found := pattern.match(line):
                given = {"key": found.groupdict().get("key"), "rest": found.groupdict().get("rest")}
                filled = what.format(**given)
                text = Text(f"Phần đầu không đọc được: {filled.vi}", f"The front matter cannot be read: {filled.en}")
                return Problem(Place(page.file, number, found.start("at") + 1), text, fix.format(**given))
        opened = _OPENED.match(line)
        if (
            opened
            and line.count(opened[1], opened.start(1)) % 2
            and not line.rstrip().endswith(opened[1], opened.end())
        ):
            what, fix = next((what, fix) for part, what, fix in _SYNTAX if "end of stream" in part)
            text = Text(f"Phần đầu không đọc được: {what.vi}", f"The front matter cannot be read: {what.en}")
            return Problem(Place(page.file, number, opened.start(1) + 1), text, fix)
    return None


_FENCES = re.compile(r"[ ]*(?:[-–—_*=]{2,}|[-–—])[ ]*")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*:(?: |$)")
_OF_FRONT = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*:(?: |$)|[ ]*-[ ]|[ ]+\S|#|$")


def missing(page: Page) -> tuple[Place, Text | None, Text | None]:
    """Where and why there is no front matter: one of its two `---` lines is missing, or it is not there at all."""
    lines = page.text.split("\n")
    spoilt = next((n for n, line in enumerate(lines[:_HEAD]) if _FENCES.fullmatch(line) and line != FENCE), None)
    if lines[0] == FENCE:
        first = next((n for n, line in enumerate(lines[1:], 1) if not _OF_FRONT.match(line)), len(lines) - 1)
        if spoilt is not None and spoilt <= first:
            return (Place(page.file, spoilt + 1), *_SPOILT)
        # The front matter ends before the blank lines above the first words.
        while first > 1 and not lines[first - 1].strip():
            first -= 1
        return (Place(page.file, first + 1), *_NO_END)
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if spoilt == first:
        return (Place(page.file, first + 1), *_SPOILT)
    if lines[first] == FENCE:
        return (Place(page.file), *_NOT_FIRST)
    # A new record's keys begin with what is said of them.
    key = next((line for line in lines[first:] if not line.startswith("# ")), "")
    return (Place(page.file, first + 1), *_NO_START) if _KEY.match(key) else (Place(page.file), None, None)


_HEAD = 200
"""Lines among which a spoilt `---` is looked for."""
_SPOILT = (
    Text("Dòng này phải là ba dấu gạch nối `---`", "This line must be three hyphens `---`"),
    Text("viết đúng `---`, không có gì khác trên dòng", "write `---`, and nothing else on the line"),
)
_NO_END = (
    Text("Thiếu dòng `---` đóng phần đầu", "The `---` that ends the front matter is missing"),
    Text("thêm một dòng `---` vào trước dòng này", "add a line `---` before this one"),
)
_NO_START = (
    Text("Thiếu dòng `---` mở phần đầu", "The `---` that starts the front matter is missing"),
    Text("thêm một dòng `---` vào trước dòng này", "add a line `---` before this one"),
)
_NOT_FIRST = (
    Text("Phần đầu phải bắt đầu ở dòng 1", "The front matter must start on line 1"),
    Text("xóa các dòng trống ở trên `---`", "delete the blank lines above `---`"),
)


def value(problem: FrontProblem) -> Said:
    """Why a value does not hold."""
    what, fix = _VALUES.get(problem.why, _other)(problem)
    name = f"“{problem.key}”"
    return Text(f"Giá trị của {name}: {what.vi}", f"The value of {name}: {what.en}"), fix


def _shown(problem: FrontProblem) -> str:
    given = problem.given or ""
    return given if len(given) <= 40 else f"{given[:40]}…"


def _list(problem: FrontProblem) -> Said:
    example = (problem.given or "…").lstrip("-–—•·* ")
    if not problem.given:
        fix = Text("viết trong ngoặc vuông: [một, hai], hoặc xóa dòng này", "write [one, two], or delete the line")
    else:
        fix = Text(f"viết trong ngoặc vuông: [{example}]", f"write it in brackets: [{example}]")
    return Text("phải là một danh sách", "must be a list"), fix


def _mapping(_: FrontProblem) -> Said:
    return (
        Text("phải gồm các cặp `khóa: giá trị`", "must be made of `key: value` pairs"),
        Text("viết {khóa: giá trị, khóa: giá trị}", "write {key: value, key: value}"),
    )


def _words(_: FrontProblem) -> Said:
    return (
        Text("để trống, hoặc không phải lời", "is empty, or is not words"),
        Text("viết lời sau dấu hai chấm, không đặt trong [ ]", "write words after the colon, not in [ ]"),
    )


def _empty(_: FrontProblem) -> Said:
    return Text("để trống", "is empty"), Text("viết nội dung", "write what belongs there")


def _long(problem: FrontProblem) -> Said:
    return (
        Text(f"“{_shown(problem)}” quá dài", f"“{_shown(problem)}” is too long"),
        Text(f"viết nhiều nhất {LONGEST_ID} chữ", f"write at most {LONGEST_ID} letters"),
    )


def _pattern(problem: FrontProblem) -> Said:
    given = _shown(problem)
    if problem.key.endswith("sha256"):
        return (
            Text(f"“{given}” không phải mã băm SHA-256", f"“{given}” is no SHA-256 digest"),
            Text("mã băm có 64 chữ số 0–9, a–f", "a digest has 64 digits 0–9, a–f"),
        )
    if bare := slugs.slug(problem.given or ""):
        return (
            Text(f"“{given}” không phải một mã", f"“{given}” is no id"),
            Text(
                f"viết chữ thường không dấu, số và gạch nối: {bare}",
                f"write lower case without marks, digits and hyphens: {bare}",
            ),
        )
    return (
        Text(f"“{given}” không phải một mã", f"“{given}” is no id"),
        Text(
            "viết chữ thường không dấu, số và gạch nối: kq-05, trong-cay",
            "write lower case without marks, digits and hyphens: kq-05, trong-cay",
        ),
    )


def _choice(problem: FrontProblem) -> Said:
    choices = ", ".join(re.findall(r"'([^']*)'", problem.detail)) or ", ".join(KINDS)
    given = _shown(problem)
    hint = meant(problem.given or "", choices.split(", "))
    return (
        Text(f"“{given}” không có trong các lựa chọn{hint.vi}", f"“{given}” is none of the choices{hint.en}"),
        Text(f"chọn một trong: {choices}", f"choose one of: {choices}"),
    )


def _date(problem: FrontProblem) -> Said:
    given, day = _shown(problem), "not a day" in problem.detail
    what = Text(f"“{given}” không phải một ngày viết đúng cách", f"“{given}” is not written as a date should be")
    better = meant_date(problem.given or "", day=day)
    if better:
        return what, Text(f"viết {better}", f"write {better}")
    if day:
        return what, Text("viết năm-tháng-ngày: 2032-01-05", "write year-month-day: 2032-01-05")
    return what, Text(
        "viết 2031, 2031-03, 2031-03-12, 2027/2030, 2030-09/.. (còn tiếp) hoặc 2030-09/ (chưa rõ đến khi nào)",
        "write 2031, 2031-03, 2031-03-12, 2027/2030, 2030-09/.. (it goes on) or 2030-09/ (nobody knows until when)",
    )


_UNPADDED = re.compile(r"(?<=[0-9])-[1-9](?![0-9])")
"""A month or day of one digit, of a date that begins with its year."""


def meant_date(given: str, *, day: bool = False) -> str:
    """The EDTF that words for a date were meant as: `2027/2030` for `2027-2030`, `2031-03-12` for `12/3/2031`."""
    padded = _UNPADDED.sub(lambda match: f"-{int(match[0][1:]):02}", given.strip())
    if padded != given.strip() and dates.valid(padded) and (not day or dates.is_day(padded)):
        return padded
    if ".." in given:
        return ""  # a part of it is no fix
    found = {date for lang in LANGS for date in dates_in(given.strip(), lang)}
    date = found.pop() if len(found) == 1 else ""
    return date if dates.valid(date) and (not day or len(date) == 10) else ""


def _link(problem: FrontProblem) -> Said:
    given = _shown(problem)
    return (
        Text(f"“{given}” không phải một địa chỉ đầy đủ", f"“{given}” is no full address"),
        Text("viết cả http:// hoặc https:// ở đầu", "write it whole, with http:// or https:// at its start"),
    )


def _form(problem: FrontProblem) -> Said:
    """A value that its own check refused: a date, or an address that is not whole or has a sign that none holds."""
    if "address" not in problem.detail:
        return _date(problem)
    if NOT_WHOLE in problem.detail:
        return _link(problem)
    return (
        Text(
            f"“{_shown(problem)}” có ký tự không dùng được trong địa chỉ",
            f"“{_shown(problem)}” holds a character that no address can have",
        ),
        Text("chép lại địa chỉ từ trình duyệt", "copy the address from the browser again"),
    )


def _number(problem: FrontProblem) -> Said:
    given = _shown(problem)
    return (
        Text(f"“{given}” không phải một số", f"“{given}” is no number"),
        Text("viết bằng chữ số, như 404", "write it in digits, such as 404"),
    )


def _flag(problem: FrontProblem) -> Said:
    given = Text(f"“{_shown(problem)}”", f"“{_shown(problem)}”") if problem.given else Text("để trống", "is empty")
    return (
        Text(f"{given.vi}, không phải true hay false", f"{given.en}, neither true nor false"),
        Text("viết true, hoặc xóa dòng này", "write true, or delete the line"),
    )


def _other(problem: FrontProblem) -> Said:
    return (
        Text("không đúng dạng", f"has not the right form ({problem.detail})"),
        Text("xem dạng đúng ở một trang cùng loại", "see a page of the same kind for the right form"),
    )


_VALUES: dict[str, Callable[[FrontProblem], Said]] = {
    "tuple_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "string_type": _words,
    "string_too_short": _empty,
    "string_too_long": _long,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "value_error": _form,
    "url_parsing": _link,
    "url_type": _link,
    "url_scheme": _link,
    "url_syntax_violation": _link,
    "url_too_long": _link,
    "int_parsing": _number,
    "int_type": _number,
    "bool_parsing": _flag,
}
"""By pydantic's name of the fault."""
