"""Rules on headings, tables and on what the two parsers would read apart: DV321 to DV332."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.checks.catalogue import Problem, page_rule
from archive.checks.prose import DESTINATION, PageText, at, page_text, until
from archive.content.model import Archive, Claim, Page, Parting
from archive.findings import Place, Text

MAX_CELLS = 2_000
MAX_HEADINGS = 200
_SNIPPET = re.compile(r"(?<!-)-++8<-")
_BARE = re.compile(r"https?://|\bwww\.|(?<![\w.+-])[\w.+-]++@[\w-]++\.\w", re.IGNORECASE)


@page_rule(
    "DV321",
    summary=Text("Tiêu đề cấp một trong thân bài", "A first-level heading in the body"),
    why=Text(
        "Tiêu đề của trang (`title`) đã là h1; mỗi trang chỉ có một.",
        "The page's `title` is its h1, the only one.",
    ),
    cure=Text("bắt đầu từ `##`", "start at `##`"),
    bad="# Kết quả",
    good="## Kết quả",
)
def first_level(page: Page, _: Archive) -> Iterator[Problem]:
    """Bodies start at h2."""
    for piece in page.body.pieces:
        if piece.level == 1:
            yield Problem(piece.place)


@page_rule(
    "DV322",
    summary=Text("Bỏ qua một cấp tiêu đề", "A heading level is skipped"),
    why=Text(
        "Mục lục và trình đọc màn hình dựa vào thứ bậc này.",
        "Contents and screen readers rest on the levels.",
    ),
    cure=Text("dùng cấp kế tiếp", "use the next level"),
    bad="## Một\n\n#### Hai",
    good="## Một\n\n### Hai",
)
def skipped_level(page: Page, _: Archive) -> Iterator[Problem]:
    """Levels go down one at a time."""
    last = 1
    for piece in page.body.pieces:
        if piece.level:
            if piece.level > last + 1:
                words = Text(
                    f"Sau h{last} phải là h{last + 1}, không phải h{piece.level}",
                    f"After h{last} comes h{last + 1}, not h{piece.level}",
                )
                yield Problem(piece.place, words)
            last = piece.level


@page_rule(
    "DV323",
    summary=Text("Tiêu đề không có chữ", "A heading without words"),
    why=Text("Mục lục sẽ có một dòng trống.", "The contents would have an empty line."),
    cure=Text("viết tiêu đề hoặc xóa dòng này", "write the heading or delete the line"),
    bad="##",
    good="## Kết quả",
)
def empty_heading(page: Page, _: Archive) -> Iterator[Problem]:
    """Headings have words: letters or figures, of which their address is made."""
    for piece in page.body.pieces:
        if piece.level and not any(letter.isalnum() for letter in piece.words):
            yield Problem(piece.place)


@page_rule(
    "DV324",
    summary=Text(f"Quá {MAX_HEADINGS} tiêu đề", f"More than {MAX_HEADINGS} headings"),
    why=Text("Mục lục dài như vậy không ai dùng được.", "Nobody can use contents of that length."),
    cure=Text("tách thành nhiều trang", "split it into several pages"),
    bad="## 1\n## 2\n… ## 201",
    good="## 1\n## 2",
)
def too_many_headings(page: Page, _: Archive) -> Iterator[Problem]:
    """Headings stay under the cap."""
    headings = [piece for piece in page.body.pieces if piece.level]
    if len(headings) > MAX_HEADINGS:
        yield Problem(headings[MAX_HEADINGS].place)


@page_rule(
    "DV325",
    summary=Text("Ô đầu cột của bảng bị trống", "An empty header cell in a table"),
    why=Text(
        "Không có tên cột thì không hiểu được con số bên dưới.",
        "Without it nobody knows what the column holds.",
    ),
    cure=Text("viết tên cột", "name the column"),
    bad="| Năm |  |\n|---|---|\n| 2018 | 51 |",
    good="| Năm | Số xã |\n|---|---|\n| 2018 | 51 |",
)
def empty_header(page: Page, _: Archive) -> Iterator[Problem]:
    """Every column has a name."""
    for table in page.body.tables:
        line = page.text.split("\n")[table.place.line - 1]
        for index, words in enumerate(table.headers):
            if not words.strip():
                yield Problem(Place(page.file, table.place.line, _cell(line, index) + 1))


def _cell(line: str, index: int) -> int:
    """Where the cell `index` of a table's row starts."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    starts = [bar + 1 for bar in bars] if line.lstrip(" >").startswith("|") else [0, *(bar + 1 for bar in bars)]
    return starts[min(index, len(starts) - 1)] if starts else 0


@page_rule(
    "DV326",
    summary=Text(f"Bảng có quá {MAX_CELLS} ô", f"A table of more than {MAX_CELLS} cells"),
    why=Text("Bảng lớn như vậy là dữ liệu, không phải để đọc.", "A table of that size is data, not reading."),
    cure=Text("tách bảng", "split the table"),
    bad="| … 2001 ô / cells |",
    good="| … 20 ô / cells |",
)
def too_many_cells(page: Page, _: Archive) -> Iterator[Problem]:
    """Tables stay under the cap."""
    for table in page.body.tables:
        if table.cells + len(table.headers) > MAX_CELLS:
            yield Problem(table.place)


# Where the two parsers part

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
            "con số trong câu thì viết `51\\.`; danh sách thì đánh số 1, 2, 3 liền nhau",
            "a figure of the sentence is written `51\\.`; a list counts 1, 2, 3 without gaps",
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


@page_rule(
    "DV327",
    summary=Text("Hai bộ đọc Markdown hiểu khác nhau", "Two readers of Markdown would differ"),
    why=Text(
        "Bộ kiểm tra và bộ dựng trang phải thấy cùng một trang; nếu không, trang đã kiểm tra không phải trang công bố.",
        "The checker and the renderer must see the same page, or the checked one is not the published one.",
    ),
    cure=Text("viết theo cách cả hai đều hiểu", "write it as both read it"),
    bad="Các xã:\n- xã A",
    good="Các xã:\n\n- xã A",
)
def parsers_part(page: Page, _: Archive) -> Iterator[Problem]:
    """Nothing that our parser and the renderer's read in two ways."""
    for doubt in page.body.doubts:
        yield Problem(doubt.place, *_DOUBTS[doubt.why])
    text: PageText | None = None
    told = {doubt.place.line for doubt in page.body.doubts if doubt.why == "link"}
    for match in DESTINATION.finditer(page.text) if "](" in page.text else ():
        if "\n" in until(page.text, match.end(), ")"):
            text = text or page_text(page)
            place = at(page, match.start())
            if place.line not in told and not text.is_code(match.start()):
                yield Problem(place, *_BROKEN_LINK)


@page_rule(
    "DV328",
    summary=Text("Lệnh chèn tệp (--8<--)", "A snippet (--8<--)"),
    why=Text(
        "Lệnh này chép nội dung của tệp bất kỳ trên máy dựng trang vào bài.",
        "It copies any file of the machine that builds the site into the page.",
    ),
    cure=Text("viết nội dung vào trang", "write the text into the page"),
    bad='--8<-- "pyproject.toml"',
    good="Nội dung viết ngay tại đây.",
)
def snippet(page: Page, _: Archive) -> Iterator[Problem]:
    """No snippets, in any part of the file."""
    for match in _SNIPPET.finditer(page.text) if "8<" in page.text else ():
        yield Problem(at(page, match.start()))


@page_rule(
    "DV329",
    summary=Text("Phần đầu chọn khuôn trang (template)", "The front matter chooses a template"),
    why=Text(
        "Khuôn trang là mã; chọn sai thì bộ dựng trang dừng giữa chừng.",
        "A template is code; a wrong one stops the build half-way.",
    ),
    cure=Text("xóa dòng này", "delete the line"),
    bad="template: main.html",
    good="title: Tên trang",
)
def template(page: Page, _: Archive) -> Iterator[Problem]:
    """No `template:` in front matter."""
    if "template" in page.front.data:
        yield Problem(page.key("template"))


# Claims


@page_rule(
    "DV330",
    summary=Text("Một thông tin có liên kết, hình hoặc mã", "A claim with a link, an image or code in it"),
    why=Text(
        "Lời của một thông tin được trích nguyên văn ở nhiều nơi; nguồn của nó nằm ở thuộc tính source.",
        "A claim's words are cited in many places as they stand; its source is in its `source` attribute.",
    ),
    cure=Text("chỉ giữ lời; đưa liên kết ra đoạn khác", "keep the words; move the link to another paragraph"),
    bad='Theo [báo](a.md), 51 xã.\n{ #kq-01-1 .claim source="n-a#p1" }',
    good='51 xã được giúp.\n{ #kq-01-1 .claim source="n-a#p1" }',
)
def plain_claim(page: Page, _: Archive) -> Iterator[Problem]:
    """Claims are plain words."""
    if not page.body.claims:
        return
    inner: Sequence[Place] = [link.place for link in page.body.links] + [found.place for found in page.body.html]
    for claim in page.body.claims:
        for place in inner:
            if claim.lines[0] <= place.line < claim.lines[1]:
                yield Problem(place)
        if "." in claim.words and _BARE.search(claim.words):
            yield Problem(_bare(page, claim))


def _bare(page: Page, claim: Claim) -> Place:
    lines = page.text.split("\n")
    for number in range(claim.lines[0], claim.lines[1]):
        if found := _BARE.search(lines[number - 1]):
            return Place(page.file, number, found.start() + 1)
    return claim.place


_COUNTED = re.compile(r"[0-9]+\.[ ]")
_IN_ORDER = (
    Text("Thông tin trong danh sách đánh số sẽ mất số thứ tự", "A claim in a numbered list loses its number"),
    Text("dùng dấu “-”; con số trong câu thì viết `1\\.`", "use “-”; a figure of the sentence is written `1\\.`"),
)


@page_rule(
    "DV332",
    summary=Text("Mỗi thông tin phải là một đoạn hoặc một mục danh sách", "A claim is a paragraph or a list item"),
    why=Text(
        "Tiêu đề và ô của bảng không phải là câu để trích dẫn.", "Headings and table cells are no statements to cite."
    ),
    cure=Text("viết thành một đoạn riêng", "write it as a paragraph of its own"),
    bad="## 51 xã { #kq-01-1 .claim }",
    good='51 xã.\n{ #kq-01-1 .claim source="n-a#p1" }',
)
def claim_block(page: Page, _: Archive) -> Iterator[Problem]:
    """No claims in headings or tables."""
    if page.body.claims:
        lines = page.text.split("\n")
        for claim in page.body.claims:
            first = lines[claim.lines[0] - 1].lstrip(" >*+-")
            if first.startswith(("#", "|")):
                yield Problem(claim.place)
            elif _COUNTED.match(first) and claim.place.line not in {doubt.place.line for doubt in page.body.doubts}:
                yield Problem(claim.place, *_IN_ORDER)


@page_rule(
    "DV331",
    summary=Text("Một id dùng hai lần trong trang", "An id used twice on a page"),
    why=Text("Liên kết tới id ấy chỉ mở được chỗ đầu tiên.", "A link to it opens the first place alone."),
    cure=Text("đổi một trong hai", "change one of them"),
    bad="## Một { #a }\n\n## Hai { #a }",
    good="## Một { #a }\n\n## Hai { #b }",
)
def repeated_id(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every id stands once on its page. Those of Vietnamese claims stand once in the archive, which DV501 holds."""
    met: set[str] = set()
    claims = {claim.id for claim in page.body.claims}
    twin = archive.twin(page)
    lacking = (claim.id for claim in (twin.body.claims if twin else ()) if claim.id not in claims)
    for anchor in page.body.anchors:
        if anchor.id in met and (page.lang == "en" or anchor.id not in claims):
            meant = next(lacking, "") if anchor.id in claims else ""
            hint = Text(f"; có phải ý là “#{meant}”?", f"; did you mean “#{meant}”?") if meant else Text("", "")
            words = Text(f"#{anchor.id} đã có ở trên{hint.vi}", f"#{anchor.id} stands above already{hint.en}")
            yield Problem(anchor.place, words, about=tuple(filter(None, (anchor.id, meant))) if meant else ())
        met.add(anchor.id)
