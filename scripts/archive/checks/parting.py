"""The rule on places where the two parsers part: DV327. What they are is `content.doubts`; here are the words for each."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.prose import DESTINATION, PageText, at, page_text, until
from archive.content.body import Doubt, Parting
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Text

_ON_ONE_LINE = Text(
    "viết [chữ](địa-chỉ.md) trên một dòng, không ngoặc vuông bên trong",
    "write [words](address.md) on one line, without brackets inside",
)
_DOUBTS: dict[Parting, tuple[Text, Text]] = {
    "list": (
        Text("Danh sách hoặc trích dẫn nằm sát dưới một dòng chữ", "A list or quotation straight under a line of text"),
        Text("thêm một dòng trống ở trên", "leave a blank line above it"),
    ),
    "list-indent": (
        Text("Phần trong mục danh sách thụt chưa đủ", "What belongs to a list item is not indented enough"),
        Text("thụt vào bốn dấu cách cho mỗi tầng", "indent it by four spaces for each level"),
    ),
    "list-mark": (
        Text("Danh sách đánh số kiểu “1)”", "A list numbered as “1)”"),
        Text("viết “1.”", "write “1.”"),
    ),
    "list-number": (
        Text(
            "Số ở đầu dòng bị đọc thành số thứ tự, rồi bị đánh lại từ 1",
            "A number at the line's start is read as a list's, and counted anew from 1",
        ),
        Text(
            "con số trong câu thì viết `40\\.`; danh sách thì đánh số 1, 2, 3 liền nhau",
            "a figure of the sentence is written `40\\.`; a list counts 1, 2, 3 without gaps",
        ),
    ),
    "list-neighbour": (
        Text(
            "Hai danh sách liền nhau sẽ nhập làm một, số của danh sách sau bị mất",
            "Two lists in a row become one, and the numbers of the second are lost",
        ),
        Text(
            "viết một câu giữa hai danh sách, hoặc dùng một kiểu cho cả hai",
            "write a sentence between the two, or use one mark for both",
        ),
    ),
    "nested": (
        Text(
            "Trong danh sách chỉ có đoạn và danh sách; trong trích dẫn chỉ có đoạn",
            "A list holds paragraphs and lists alone, a quotation paragraphs alone",
        ),
        Text("đưa tiêu đề, bảng, mã, trích dẫn ra ngoài", "move headings, tables, code and quotations out of it"),
    ),
    "quote-neighbour": (
        Text("Hai trích dẫn liền nhau sẽ nhập làm một", "Two quotations in a row become one"),
        Text(
            "nối hai đoạn bằng một dòng `>`, hoặc viết một câu ở giữa",
            "join them by a line `>`, or write a sentence between",
        ),
    ),
    "end": (
        Text(
            "Danh sách hoặc trích dẫn không kết thúc bằng dòng trống",
            "A list or quotation does not end in a blank line",
        ),
        Text("thêm một dòng trống sau nó, không có dấu >", "leave a blank line behind it, without a >"),
    ),
    "claim-end": (
        Text(
            "Phần thụt vào dưới một thông tin sẽ bị tách khỏi danh sách",
            "What is indented below a claim would leave its list",
        ),
        Text(
            "viết thành đoạn hoặc mục riêng, không thụt vào", "make it a paragraph or an item of its own, not indented"
        ),
    ),
    "table-align": (
        Text("Bảng có dấu căn lề “:”", "A table with “:” for alignment"),
        Text("viết dòng dưới tên cột bằng ---", "write the line below the head as ---"),
    ),
    "table-row": (
        Text(
            "Số ô của dòng này khác số cột, hoặc có `\\|` trong mã",
            "This row has not as many cells as the head, or `\\|` in code",
        ),
        Text(
            "viết đủ số ô; bỏ `|` khỏi mã trong bảng", "write a cell for each column; take `|` out of code in a table"
        ),
    ),
    "list-empty": (
        Text("Mục danh sách không có chữ nào", "A list item without words"),
        Text("viết chữ sau dấu, trên cùng dòng, hoặc xóa dòng này", "write words behind the mark, or delete the line"),
    ),
    "tick": (
        Text("Dấu ` lẻ, không mở hay đóng mã nào", "A loose `, which opens or closes no code"),
        Text(
            "mã thì viết giữa hai dấu như nhau: `mã`; dấu ` trong lời thì viết `\\``",
            "write code as `code`; a plain ` is `\\``",
        ),
    ),
    "emphasis": (
        Text("Dấu * hoặc _ lẻ bên dấu in nghiêng, in đậm", "A loose * or _ beside marks of emphasis"),
        Text("dấu trong lời thì viết `\\*`, `\\_`", "a plain one is `\\*`, `\\_`"),
    ),
    "escape": (
        Text("Dấu \\ trước ký tự này sẽ hiện trên trang", "The \\ before this sign would be shown"),
        Text("bỏ dấu \\; chỉ các dấu \\`*_{}[]()>#+-.!| mới cần", "drop it; only \\`*_{}[]()>#+-.!| need one"),
    ),
    "entity": (
        Text(
            "Ký hiệu &#… thiếu dấu chấm phẩy sẽ thành chữ khác", "An &#… without its semicolon becomes another letter"
        ),
        Text("gõ thẳng chữ ấy; dấu & trong lời thì viết `&amp;`", "type the letter itself; a plain & is `&amp;`"),
    ),
    "link": (
        Text("Dấu “](” không thuộc liên kết nào", "“](” that belongs to no link"),
        Text(
            "viết [chữ](địa-chỉ.md), đóng mọi ngoặc; ngoặc vuông trong lời thì viết `\\[`, `\\]`",
            "write [words](address.md) with every bracket closed; plain brackets are `\\[`, `\\]`",
        ),
    ),
    "link-words": (
        Text(
            "Chữ của liên kết sang dòng khác, hoặc có ngoặc vuông bên trong",
            "The words of a link run over two lines, or hold square brackets",
        ),
        _ON_ONE_LINE,
    ),
    "tag": (
        Text(
            "Thẻ HTML không mở và đóng trong cùng một đoạn",
            "An HTML tag that is not opened and closed in one paragraph",
        ),
        Text(
            "viết cả <b> và </b> trong một đoạn, thẻ mở sau đóng trước; dấu “<” trong lời thì viết `&lt;`",
            "write both <b> and </b> in one paragraph, the last opened closed first; a plain “<” is `&lt;`",
        ),
    ),
    "table": (
        Text(
            "Bảng viết không rõ, hoặc nằm sát dưới một dòng chữ",
            "A table that is not plainly one, or straight under text",
        ),
        Text(
            "để một dòng trống ở trên, rồi dòng tên cột, dòng |---|, ít nhất một dòng; dấu | trong lời thì viết `\\|`",
            "a blank line above, then the head, a line |---|, at least one row; a plain | is `\\|`",
        ),
    ),
    "heading": (
        Text("Tiêu đề viết không rõ", "A heading that is not plainly one"),
        Text(
            "viết “## Tiêu đề” ở đầu dòng, có dấu cách; dấu # trong lời thì viết `\\#`",
            "write “## Heading” at the line's start, with a space; a plain # is `\\#`",
        ),
    ),
    "fence": (
        Text("Khối mã mở hoặc đóng không rõ", "A code block that is not plainly opened and closed"),
        Text(
            "mở và đóng bằng ``` ở đầu dòng, hai bên như nhau",
            "open and close it with ``` at the line's start, both alike",
        ),
    ),
    "code": (
        Text("Đoạn thụt bốn dấu cách là khối mã", "What is indented by four spaces is code"),
        Text(
            "đặt mã giữa hai dòng ```; lời thường thì bỏ thụt đầu dòng",
            "put code between two lines of ```; plain words start at the line's start",
        ),
    ),
    "break": (
        Text("Dấu “\\” ở cuối dòng sẽ hiện trên trang", "The “\\” at the line's end would be shown"),
        Text("xóa dấu này; xuống đoạn bằng một dòng trống", "delete it; a new paragraph needs a blank line"),
    ),
    "reference": (
        Text("Địa chỉ “[x]: …” viết riêng một dòng", "An address “[x]: …” on a line of its own"),
        Text("viết liên kết tại chỗ: [chữ](địa-chỉ.md)", "write the link in place: [words](address.md)"),
    ),
    "footnote": (
        Text("Chú thích hoặc chữ viết tắt ([^1]:, *[A]:)", "A footnote or abbreviation ([^1]:, *[A]:)"),
        Text(
            "viết vào lời, hoặc thành một thông tin có nguồn",
            "write it in the text, or as a claim with a source",
        ),
    ),
}

_BROKEN_LINK = (
    Text("Liên kết ngắt dòng hoặc không đóng ngoặc", "A link that is broken over lines or not closed"),
    _ON_ONE_LINE,
)


@rule("DV327", needs=Need.BODY, after=("DV307", "DV345"))
def parsers_part(page: Page, _: Archive) -> Iterator[Problem]:
    """Nothing that our parser and the renderer's read in two ways."""
    before: Doubt | None = None
    for doubt in page.body.doubts:
        if not (before and _of_one_slip(before, doubt)):
            line = doubt.place.line
            about = tuple(
                claim.id for claim in page.body.claims if claim.id and claim.lines[0] <= line < claim.lines[1]
            )
            yield Problem(doubt.place, *_DOUBTS[doubt.why], about=about)
        before = doubt
    text: PageText | None = None
    told = {doubt.place.line for doubt in page.body.doubts if doubt.why == "link"}
    for match in DESTINATION.finditer(page.text) if "](" in page.text else ():
        if "\n" in until(page.text, match.end(), ")"):
            text = text or page_text(page)
            place = at(page, match.start())
            if place.line not in told and not text.is_code(match.start()):
                yield Problem(place, *_BROKEN_LINK)


def _of_one_slip(before: Doubt, doubt: Doubt) -> bool:
    """Whether the second only follows from the first: further lines of a broken table, a list that none was meant to be."""
    if doubt.why == "table":
        return before.why == "table" and doubt.place.line == before.place.line + 1
    return doubt.why == "list-neighbour" and before.why == "list-number"
