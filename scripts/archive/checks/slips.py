"""Rules on slips of the pen in YAML and in attribute lists, which lose words in silence: DV212 to DV217, DV137.

A value is one printable line, and is what stands there. What YAML makes of it otherwise (a `#` that cuts it off, lines
folded into one, `~` for nothing) is refused, and so is what a word processor puts in place of the signs that YAML knows.
`spelling.straightened` is what `archive check --fix` mends of it. Where a slip is why YAML cannot be read, DV202 says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from archive.checks.letters import TRAILING
from archive.checks.prose import places
from archive.checks.spelling import attribute_gaps, curly, cuts, gaps, is_null, values
from archive.checks.unseen import BREAKS
from archive.checks.values import spelt
from archive.content.frontmatter import Scalar
from archive.content.model import Archive, Page
from archive.extending import Problem, Spoils, rule
from archive.findings import Text

# What YAML makes of a value


@rule(
    "DV212",
    summary=Text("Giá trị dài quá một dòng", "A value of more than one line"),
    why=Text(
        "YAML gộp các dòng lại hoặc giữ chỗ ngắt; ở đây mỗi giá trị là một dòng, nên chỗ ngắt là do lỡ tay, hoặc là "
        "cách chen thêm dòng vào trích dẫn, bản tin.",
        "YAML folds the lines or keeps the break; here each value is one line, so a break is a slip, or meant to smuggle "
        "lines into citations and feeds.",
    ),
    cure=Text("viết cả giá trị trên một dòng", "write the whole value on one line"),
    bad='title: "Thu\\nTY  - Giả"\nsummary: |\n  Một\n  hai',
    good="title: Thu\nsummary: Một, hai",
)
def one_line(page: Page, _: Archive) -> Iterator[Problem]:
    """No value over several lines, no line break within one."""
    found = []
    for scalar in page.front.scalars:
        source = page.text[scalar.start : scalar.end]
        if "\n" in source or scalar.style in {"|", ">"}:
            found.append(scalar.start)
        elif "\\" in source and scalar.style == '"':
            reading = spelt(page, scalar)
            breaks = (i for i, letter in enumerate(scalar.words) if letter in BREAKS and reading.fresh(i, i + 1))
            found += [reading.at(position) for position in islice(breaks, 1)]
    for place in places(page, iter(found)):
        yield Problem(place)


@rule(
    "DV213",
    summary=Text("Khoảng trắng ở đầu, ở cuối giá trị, hoặc phím Tab", "White space around a value, or a tab in it"),
    why=Text(
        "Mắt không nhìn thấy, nhưng tìm hay so giá trị này đều sai.",
        "Nobody sees it, yet search and comparison of the value go wrong.",
    ),
    cure=Text("xóa khoảng trắng; giữa hai chữ thì gõ một dấu cách", "delete it; between words type one space"),
    bad='title: " Thu "',
    good="title: Thu",
)
def edges(page: Page, _: Archive) -> Iterator[Problem]:
    """Values, and the words of attributes, begin and end in a sign that is seen; no tabs."""
    found = []
    for scalar in page.front.scalars:
        words = scalar.words
        if words and (words[0].isspace() or words[-1].isspace() or "\t" in words):
            position = _edge(page, scalar)
            if position is not None:
                found.append(position)
    for place in places(page, iter(found)):
        yield Problem(place)
    for claim in page.body.claims:
        for attribute in claim.attributes:
            if attribute.value and attribute.value != attribute.value.strip():
                yield Problem(attribute.place)


def _edge(page: Page, scalar: Scalar) -> int | None:
    """Where the white space stands; nowhere where DV212 (breaks), DV125 (line ends) or DV216 (after a key) speaks of it."""
    source = page.text[scalar.start : scalar.end]
    if "\n" in source or scalar.style in {"|", ">"}:
        return None
    reading = spelt(page, scalar)
    words = scalar.words
    inner = len(words) - len(words.lstrip()), len(words.rstrip())
    for position, letter in enumerate(words):
        at_edge = position < inner[0] or position >= inner[1]
        if not (letter.isspace() and (at_edge or letter == "\t")) or letter in BREAKS:
            continue
        plain = not scalar.style
        if (
            plain
            and at_edge
            and (position < inner[0] or (letter in TRAILING and page.text[scalar.end : scalar.end + 1] in "\n"))
        ):
            continue
        return reading.at(position)
    return None


@rule(
    "DV214",
    summary=Text("Dấu # cắt mất phần sau của dòng", "A # cuts off the rest of the line"),
    why=Text(
        "Sau dấu cách, # mở đầu một ghi chú mà YAML bỏ đi: phần sau không lên trang, và không ai được báo.",
        "After a space # starts a comment, which YAML drops: what follows is not published, and nobody is told.",
    ),
    cure=Text(
        'đặt cả giá trị trong ngoặc kép "…"; ghi chú thì viết trên một dòng riêng',
        'put the whole value in quotation marks "…"; write a comment on a line of its own',
    ),
    bad="title: Trồng cây ven đường #đợt 2",
    good='title: "Trồng cây ven đường #đợt 2"\n# ghi chú',
)
def cut_off(page: Page, _: Archive) -> Iterator[Problem]:
    """Comments stand on lines of their own."""
    for place in places(page, iter(cuts(page))):
        yield Problem(place)


@rule(
    "DV217",
    summary=Text("~ và null bị hiểu là bỏ trống", "~ and null are taken for nothing"),
    why=Text(
        "YAML hiểu hai chữ này là “không có gì”, nên giá trị mất mà không ai được báo.",
        "YAML takes them for “nothing”, so the value is lost and nobody is told.",
    ),
    cure=Text('xóa cả dòng; nếu đúng là chữ ấy thì viết "null"', 'delete the line; if the word is meant, write "null"'),
    bad="summary: ~",
    good='summary: "null"',
)
def nothing(page: Page, _: Archive) -> Iterator[Problem]:
    """What is not known is left out."""
    found = (scalar.start for scalar in values(page) if is_null(scalar))
    for place in places(page, found):
        yield Problem(place)


# What a word processor puts in place of YAML's signs


@rule(
    "DV215",
    summary=Text("Ngoặc kép cong quanh giá trị", "Curly quotation marks around a value"),
    why=Text(
        "YAML chỉ hiểu ngoặc thẳng: ngoặc cong thành một phần của giá trị, và dấu : hay # bên trong vẫn cắt nó.",
        "YAML knows straight ones only: curly ones become a part of the value, and a : or # inside still cuts it.",
    ),
    cure=Text(
        'chạy `archive check --fix`, hoặc viết ngoặc thẳng "…"; ngoặc cong là của giá trị thì viết "“…”"',
        'run `archive check --fix`, or write straight ones "…"; where the curly ones belong to the value, write "“…”"',
    ),
    bad="title: “Kết quả: năm 2030”",
    good='title: "Kết quả: năm 2030"\nsummary: Phong trào “Trồng cây”',
)
def curly_quotes(page: Page, _: Archive) -> Iterator[Problem]:
    """Values are quoted with straight marks."""
    for place in places(page, iter(curly(page))):
        yield Problem(place)


@rule(
    "DV216",
    summary=Text("Khoảng trắng lạ ở chỗ YAML cần dấu cách", "Odd white space where YAML needs a space"),
    why=Text(
        "Dấu cách không ngắt (Word gõ ra) trông như dấu cách, nhưng YAML thì không coi là dấu cách: khóa không được nhận "
        "ra, hoặc giá trị có thêm một ký tự.",
        "A no-break space (as Word types it) looks like a space and is none to YAML: the key is not seen, or the value "
        "holds one sign more.",
    ),
    cure=Text("chạy `archive check --fix`, hoặc gõ lại dấu cách", "run `archive check --fix`, or type the space again"),
    bad="title:\u00a0Thu",
    good="title: Thu",
)
def wide_space(page: Page, _: Archive) -> Iterator[Problem]:
    """Indents and the gaps after `-`, `:` and `,` are plain spaces."""
    for place in places(page, iter(gaps(page))):
        yield Problem(place)


@rule(
    "DV137",
    spoils=Spoils.LINE,
    summary=Text("Khoảng trắng lạ giữa các thuộc tính", "Odd white space between attributes"),
    why=Text(
        "Dấu cách không ngắt (Word gõ ra) không tách hai thuộc tính: mã và .claim dính làm một, thông tin mất mã.",
        "A no-break space (as Word types it) does not part two attributes: the id and .claim become one word, and the "
        "claim has no id.",
    ),
    cure=Text("chạy `archive check --fix`, hoặc gõ lại dấu cách", "run `archive check --fix`, or type the space again"),
    bad='40 xã.\n{ #kq-01-1\u00a0.claim source="n-a#p1" }',
    good='40 xã.\n{ #kq-01-1 .claim source="n-a#p1" }',
)
def wide_between_attributes(page: Page, _: Archive) -> Iterator[Problem]:
    """Attributes are parted by plain spaces."""
    for place in places(page, iter(attribute_gaps(page))):
        yield Problem(place, about=(page.file,))
