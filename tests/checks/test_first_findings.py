"""What an editor reads first after a slip: the exact first finding, in both languages, and that there is no other.

Each slip is made in the small archive as it is published. Beside what is said of the slip itself stands at most the
notice that a translation is older than its original, which belongs to every change of the Vietnamese alone.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.archives import CAMPAIGN, KQ, LATER, OTHER, PAPER, PERSON, SIGNING, YEAR, edit, project, put

from archive.checks.known import all_findings
from archive.checks.stale import STALE
from archive.content.read import read_archive
from archive.context import Context
from archive.findings import Finding
from archive.ledger import LEDGER, addresses
from archive.stage.staging import stage

V, E = f"vi/{KQ}", f"en/{KQ}"
LIST, ITEM = '{ #kq-01-1 .claim source="n-bao#p3" }', '{ #kq-01-2 .claim source="n-bao#p3 n-bao#p1" }'


@dataclass(frozen=True)
class Copied:
    """The text of another file, which stays."""

    file: str


@dataclass(frozen=True)
class Moved:
    """The text of another file, which goes."""

    file: str


Change = tuple[str, str, str | Copied | Moved | None]
"""A file below `docs/`, words in it, and what to put there; None takes the file away."""


@dataclass(frozen=True)
class Slip:
    """What somebody did, where the first finding stands (below `docs/`), and what it says; how many come after it."""

    name: str
    changes: tuple[Change, ...]
    place: str
    vi: str
    en: str
    others: int = 0
    """Further findings: each further file that has to be mended has its own."""


SLIPS = [
    Slip(
        "a quotation mark is not closed",
        ((V, "title: Giúp xã nghèo", 'title: "Giúp xã nghèo'),),
        "vi/ket-qua/2015-2018/kq-01.md:8:8",
        'DV202 Phần đầu không đọc được: dấu ngoặc kép mở mà không đóng; thêm dấu " ở cuối giá trị',
        'DV202 The front matter cannot be read: a quotation mark is opened and not closed; add the closing " at the end of the value',
    ),
    Slip(
        "the same in English",
        ((E, "title: Help for poor communes", 'title: "Help for poor communes'),),
        "en/ket-qua/2015-2018/kq-01.md:2:8",
        'DV202 Phần đầu không đọc được: dấu ngoặc kép mở mà không đóng; thêm dấu " ở cuối giá trị',
        'DV202 The front matter cannot be read: a quotation mark is opened and not closed; add the closing " at the end of the value',
    ),
    Slip(
        "a colon in a title",
        ((V, "title: Giúp", "title: Giúp: "),),
        "vi/ket-qua/2015-2018/kq-01.md:8:12",
        'DV202 Phần đầu không đọc được: dấu hai chấm trong giá trị, hoặc dòng trên thiếu dấu hai chấm; đặt cả giá trị trong ngoặc kép: "…"',
        'DV202 The front matter cannot be read: a colon in a value, or the line above lacks its own; put the whole value in quotation marks: "…"',
    ),
    Slip(
        "the first --- is lost",
        ((V, "---\nid", "id"),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV201 Thiếu dòng `---` mở phần đầu; thêm một dòng `---` vào trước dòng này",
        "DV201 The `---` that starts the front matter is missing; add a line `---` before this one",
    ),
    Slip(
        "the first --- is lost above what a link has left to be filled in",
        ((V, "---\nid", '# documents: ["(chưa điền)"]\nid'),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV201 Thiếu dòng `---` mở phần đầu; thêm một dòng `---` vào trước dòng này",
        "DV201 The `---` that starts the front matter is missing; add a line `---` before this one",
    ),
    Slip(
        "the last --- is lost",
        ((V, "nghèo\n---\n", "nghèo\n"),),
        "vi/ket-qua/2015-2018/kq-01.md:9:1",
        "DV201 Thiếu dòng `---` đóng phần đầu; thêm một dòng `---` vào trước dòng này",
        "DV201 The `---` that ends the front matter is missing; add a line `---` before this one",
    ),
    Slip(
        "--- written with dashes",
        ((V, "---\nid", "–––\nid"),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV201 Dòng này phải là ba dấu gạch nối `---`; viết đúng `---`, không có gì khác trên dòng",
        "DV201 This line must be three hyphens `---`; write `---`, and nothing else on the line",
    ),
    Slip(
        "a line above the first ---",
        ((V, "---\nid", "\n---\nid"),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV201 Phần đầu phải bắt đầu ở dòng 1; xóa các dòng trống ở trên `---`",
        "DV201 The front matter must start on line 1; delete the blank lines above `---`",
    ),
    Slip(
        "a key in capitals",
        ((V, "\ncampaigns:", "\nCampaigns:"),),
        "vi/ket-qua/2015-2018/kq-01.md:4:1",
        "DV207 Khóa lạ “Campaigns”; có phải là “campaigns” không? Sửa tên khóa hoặc xóa dòng này",
        "DV207 Unknown key “Campaigns”; did you mean “campaigns”? Mend the key's name or delete the line",
    ),
    Slip(
        "a key in Vietnamese",
        ((V, "\nperiod:", "\ngiai-doan:"),),
        "vi/ket-qua/2015-2018/kq-01.md:6:1",
        "DV207 Khóa lạ “giai-doan”; có phải là “period” không? Sửa tên khóa hoặc xóa dòng này",
        "DV207 Unknown key “giai-doan”; did you mean “period”? Mend the key's name or delete the line",
    ),
    Slip(
        "a key in Vietnamese, with its marks",
        ((V, "\ntitle:", "\ntiêu đề:"),),
        "vi/ket-qua/2015-2018/kq-01.md:8:1",
        "DV207 Khóa lạ “tiêu đề”; có phải là “title” không? Sửa tên khóa hoặc xóa dòng này",
        "DV207 Unknown key “tiêu đề”; did you mean “title”? Mend the key's name or delete the line",
    ),
    Slip(
        "a key misspelt",
        ((V, "\ntitle:", "\ntilte:"),),
        "vi/ket-qua/2015-2018/kq-01.md:8:1",
        "DV207 Khóa lạ “tilte”; có phải là “title” không? Sửa tên khóa hoặc xóa dòng này",
        "DV207 Unknown key “tilte”; did you mean “title”? Mend the key's name or delete the line",
    ),
    Slip(
        "a key indented",
        ((V, "\ncampaigns:", "\n campaigns:"),),
        "vi/ket-qua/2015-2018/kq-01.md:4:2",
        "DV202 Phần đầu không đọc được: dòng này thụt vào so với khóa ở trên; bắt đầu mọi khóa ở đầu dòng",
        "DV202 The front matter cannot be read: this line is indented below the key above; start every key at the line's start",
    ),
    Slip(
        "a tab",
        ((V, "unknowns: [Những xã nào được giúp.]", "unknowns:\n\t- Những xã nào được giúp."),),
        "vi/ket-qua/2015-2018/kq-01.md:8:1",
        'DV202 Phần đầu không đọc được: giá trị không được bắt đầu bằng ký hiệu này (@, %, `), dòng không được bắt đầu bằng phím Tab; đặt giá trị trong ngoặc kép "…", thay Tab bằng dấu cách',
        'DV202 The front matter cannot be read: no value starts with this sign (@, %, `), and no line with a tab; put the value in quotes "…", a tab into spaces',
    ),
    Slip(
        "the id is left out",
        ((V, "id: kq-01\n", ""),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV209 Thiếu khóa bắt buộc “id”; thêm dòng `id: kq-01` vào phần đầu",
        "DV209 The required key “id” is missing; add a line `id: kq-01` to the front matter",
    ),
    Slip(
        "the id in capitals",
        ((V, "id: kq-01", "id: KQ-01"),),
        "vi/ket-qua/2015-2018/kq-01.md:2:5",
        "DV208 Giá trị của “id”: “KQ-01” không phải một mã; viết chữ thường không dấu, số và gạch nối: kq-01",
        "DV208 The value of “id”: “KQ-01” is no id; write lower case without marks, digits and hyphens: kq-01",
    ),
    Slip(
        "the id of another number",
        ((V, "id: kq-01", "id: kq-10"),),
        "vi/ket-qua/2015-2018/kq-01.md:2:1",
        "DV503 Mã của trang là “kq-10”, còn các thông tin mang mã của “kq-01”; sửa `id:` thành kq-01",
        "DV503 The page's id is “kq-10”, its claims have that of “kq-01”; write kq-01 as its `id:`",
    ),
    Slip(
        "a kind in Vietnamese",
        ((V, "kind: result", "kind: kết quả"),),
        "vi/ket-qua/2015-2018/kq-01.md:3:1",
        "DV210 Loại trang lạ: “kết quả”; có phải là “result” không? Chọn một trong: agreement, campaign, commitment, context, document, event, organization, person, result, source",
        "DV210 Unknown kind: “kết quả”; did you mean “result”? Choose one of: agreement, campaign, commitment, context, document, event, organization, person, result, source",
    ),
    Slip(
        "another kind",
        ((V, "kind: result", "kind: commitment"),),
        "vi/ket-qua/2015-2018/kq-01.md:2:1",
        "DV502 Mã “kq-01” phải có dạng ck-01; đổi mã hoặc đổi loại",
        "DV502 The id “kq-01” must have the form ck-01; change the id or the kind",
    ),
    Slip(
        "a period with a hyphen",
        ((V, "2015/2018", "2015-2018"),),
        "vi/ket-qua/2015-2018/kq-01.md:6:9",
        "DV208 Giá trị của “period”: “2015-2018” không phải một ngày viết đúng cách; viết 2015/2018",
        "DV208 The value of “period”: “2015-2018” is not written as a date should be; write 2015/2018",
    ),
    Slip(
        "a date as it is spoken",
        ((f"vi/{SIGNING}", "date: 2018?-07-09", "date: 9/7/2018"),),
        "vi/thoa-thuan/ky-ket.md:7:7",
        "DV208 Giá trị của “date”: “9/7/2018” không phải một ngày viết đúng cách; viết 2018-07-09",
        "DV208 The value of “date”: “9/7/2018” is not written as a date should be; write 2018-07-09",
    ),
    Slip(
        "no list",
        ((V, "[Những xã nào được giúp.]", "Những xã nào được giúp."),),
        "vi/ket-qua/2015-2018/kq-01.md:7:11",
        "DV208 Giá trị của “unknowns”: phải là một danh sách; viết trong ngoặc vuông: [Những xã nào được giúp.]",
        "DV208 The value of “unknowns”: must be a list; write it in brackets: [Những xã nào được giúp.]",
    ),
    Slip(
        "a campaign by its name",
        ((V, "[dan-van-kheo]", "[Dân vận khéo]"),),
        "vi/ket-qua/2015-2018/kq-01.md:4:13",
        "DV208 Giá trị của “campaigns.0”: “Dân vận khéo” không phải một mã; viết chữ thường không dấu, số và gạch nối: dan-van-kheo",
        "DV208 The value of “campaigns.0”: “Dân vận khéo” is no id; write lower case without marks, digits and hyphens: dan-van-kheo",
    ),
    Slip(
        "a campaign misspelt",
        ((V, "[dan-van-kheo]", "[dan-van-khoe]"),),
        "vi/ket-qua/2015-2018/kq-01.md:4:13",
        "DV505 Không có phong trào, lĩnh vực “dan-van-khoe”; có phải là “dan-van-kheo” không? Sửa mã, hoặc tạo trang còn thiếu (`archive new`)",
        "DV505 There is no movement or field “dan-van-khoe”; did you mean “dan-van-kheo”? Mend the id, or make the missing page (`archive new`)",
    ),
    Slip(
        "a body misspelt",
        ((V, "[tc-ban]", "[tc-bann]"),),
        "vi/ket-qua/2015-2018/kq-01.md:5:10",
        "DV505 Không có “tc-bann”; có phải là “tc-ban” không? Sửa mã, hoặc tạo trang còn thiếu (`archive new`)",
        "DV505 There is no “tc-bann”; did you mean “tc-ban”? Mend the id, or make the missing page (`archive new`)",
    ),
    Slip(
        "an unknown left out in English",
        ((E, "unknowns: [Which communes were helped.]\n", ""),),
        "en/ket-qua/2015-2018/kq-01.md:1:1",
        "DV406 1 điều chưa biết ở bản tiếng Việt, 0 ở bản tiếng Anh; dịch đủ danh sách `unknowns`",
        "DV406 Of `unknowns` 1 in Vietnamese, 0 in English; translate the whole list `unknowns`",
    ),
    Slip(
        "a kept key in English",
        ((E, "title:", "id: kq-01\ntitle:"),),
        "en/ket-qua/2015-2018/kq-01.md:2:1",
        "DV207 “id” chỉ ghi ở trang tiếng Việt; xóa dòng này",
        "DV207 “id” stands in the Vietnamese page alone; delete the line",
    ),
    Slip(
        "no id",
        ((V, "{ #kq-01-1 .claim", "{ .claim"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:3",
        "DV503 Thông tin này chưa có mã; thêm #kq-01-1 ngay sau dấu {",
        "DV503 This claim has no id; add #kq-01-1 right after the {",
    ),
    Slip(
        "no id in English",
        ((E, "{ #kq-01-1 .claim", "{ .claim"),),
        "en/ket-qua/2015-2018/kq-01.md:6:3",
        "DV503 Thông tin này chưa có mã; thêm #kq-01-1 ngay sau dấu {",
        "DV503 This claim has no id; add #kq-01-1 right after the {",
    ),
    Slip(
        "no # before the id",
        ((V, "#kq-01-1 .claim", "kq-01-1 .claim"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:3",
        "DV304 Thiếu dấu # trước kq-01-1; viết #kq-01-1",
        "DV304 The # before kq-01-1 is missing; write #kq-01-1",
    ),
    Slip(
        "no .claim",
        ((V, "#kq-01-1 .claim", "#kq-01-1"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:3",
        "DV305 Thuộc tính này thiếu .claim; viết `.claim` ngay sau mã: { #mã .claim … }",
        "DV305 This attribute list lacks .claim; write `.claim` right after the id: { #id .claim … }",
    ),
    Slip(
        "no dot before claim",
        ((V, "#kq-01-1 .claim", "#kq-01-1 claim"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:12",
        "DV305 Thiếu dấu chấm trước claim; viết .claim",
        "DV305 The dot before claim is missing; write .claim",
    ),
    Slip(
        ".claims",
        ((V, "#kq-01-1 .claim", "#kq-01-1 .claims"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:12",
        "DV305 “.claims” không phải “.claim”; viết .claim",
        "DV305 “.claims” is not “.claim”; write .claim",
    ),
    Slip(
        "no braces",
        ((V, '{ #kq-01-1 .claim source="n-bao#p3" }', '#kq-01-1 .claim source="n-bao#p3"'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:1",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: thiếu dấu { và } bao quanh; đặt { … } trên một dòng riêng, ngay dưới đoạn văn",
        "DV307 The attribute list would be shown as text: the { and } around it are missing; put { … } on a line of its own, under the text",
    ),
    Slip(
        "no closing brace",
        ((V, '{ #kq-01-1 .claim source="n-bao#p3" }', '{ #kq-01-1 .claim source="n-bao#p3"'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:1",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: thiếu dấu } ở cuối; đặt { … } trên một dòng riêng, ngay dưới đoạn văn",
        "DV307 The attribute list would be shown as text: the } at its end is missing; put { … } on a line of its own, under the text",
    ),
    Slip(
        "round brackets",
        ((V, '{ #kq-01-1 .claim source="n-bao#p3" }', '( #kq-01-1 .claim source="n-bao#p3" )'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:1",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: thiếu dấu { và } bao quanh; đặt { … } trên một dòng riêng, ngay dưới đoạn văn",
        "DV307 The attribute list would be shown as text: the { and } around it are missing; put { … } on a line of its own, under the text",
    ),
    Slip(
        "over two lines",
        ((V, "#kq-01-1 .claim source", "#kq-01-1 .claim\nsource"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:1",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: bị ngắt thành nhiều dòng; đặt { … } trên một dòng riêng, ngay dưới đoạn văn",
        "DV307 The attribute list would be shown as text: it is broken over several lines; put { … } on a line of its own, under the text",
    ),
    Slip(
        "on the line of the words",
        ((V, "nghèo.\n{", "nghèo. {"),),
        "vi/ket-qua/2015-2018/kq-01.md:10:30",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: nằm cùng dòng với chữ; đặt { … } trên một dòng riêng, ngay dưới đoạn văn",
        "DV307 The attribute list would be shown as text: it stands on the line of the words; put { … } on a line of its own, under the text",
    ),
    Slip(
        "a blank line between",
        ((V, "nghèo.\n{", "nghèo.\n\n{"),),
        "vi/ket-qua/2015-2018/kq-01.md:12:1",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: có dòng trống ở trên; đặt { … } trên một dòng riêng, ngay dưới đoạn văn",
        "DV307 The attribute list would be shown as text: there is a blank line above; put { … } on a line of its own, under the text",
    ),
    Slip(
        "no attribute list",
        ((V, '{ #kq-01-1 .claim source="n-bao#p3" }\n', ""),),
        "vi/ket-qua/2015-2018/kq-01.md:10:1",
        'DV504 Thiếu kq-01-1; câu vẫn còn thì ghi { #kq-01-1 .claim … } dưới câu; muốn bỏ thì trả câu về chỗ cũ rồi thêm withdrawn="ngày" reason="lý do"',
        'DV504 kq-01-1 is missing; where the sentence is still there write { #kq-01-1 .claim … } below it; to drop it put it back and add withdrawn="day" reason="why"',
    ),
    Slip(
        "no attribute list in English",
        ((E, "{ #kq-01-1 .claim }\n", ""),),
        "en/ket-qua/2015-2018/kq-01.md:5:1",
        "DV405 Bản tiếng Anh thiếu kq-01-1; dịch thông tin ấy ở đây, dòng dưới ghi { #kq-01-1 .claim }",
        "DV405 The English twin lacks kq-01-1; translate that claim here, with { #kq-01-1 .claim } on the line below",
    ),
    Slip(
        "an id with _",
        ((V, "#kq-01-1", "#kq-01_1"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:3",
        "DV503 Mã “kq-01_1” phải có dạng kq-01-1, đứng trước .claim; có phải là “kq-01-1” không? Viết `{ #mã-trang-số .claim … }`, mã đứng đầu",
        "DV503 The id “kq-01_1” must have the form kq-01-1 and stand before .claim; did you mean “kq-01-1”? Write `{ #page-id-number .claim … }`, the id first",
    ),
    Slip(
        "an id of another record",
        ((V, "#kq-01-1", "#kq-02-1"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:3",
        "DV503 Mã “kq-02-1” phải có dạng kq-01-1, đứng trước .claim; có phải là “kq-01-1” không? Viết `{ #mã-trang-số .claim … }`, mã đứng đầu",
        "DV503 The id “kq-02-1” must have the form kq-01-1 and stand before .claim; did you mean “kq-01-1”? Write `{ #page-id-number .claim … }`, the id first",
    ),
    Slip(
        "an id twice",
        ((V, "#kq-01-2", "#kq-01-1"),),
        "vi/ket-qua/2015-2018/kq-01.md:14:7",
        "DV501 Mã “kq-01-1” đã có ở docs/vi/ket-qua/2015-2018/kq-01.md:11:3; có phải là “kq-01-2” không? Cho thông tin này một mã riêng",
        "DV501 The id “kq-01-1” stands already at docs/vi/ket-qua/2015-2018/kq-01.md:11:3; did you mean “kq-01-2”? Give this claim an id of its own",
    ),
    Slip(
        "an id twice in English",
        ((E, "#kq-01-2", "#kq-01-1"),),
        "en/ket-qua/2015-2018/kq-01.md:9:7",
        "DV331 #kq-01-1 đã có ở trên; có phải là “#kq-01-2” không? Đổi một trong hai",
        "DV331 #kq-01-1 stands above already; did you mean “#kq-01-2”? Change one of them",
    ),
    Slip(
        "a claim taken out",
        ((V, '51 đơn vị giúp các xã nghèo.\n{ #kq-01-1 .claim source="n-bao#p3" }\n\n', ""),),
        "vi/ket-qua/2015-2018/kq-01.md:10:1",
        'DV504 Thiếu kq-01-1; câu vẫn còn thì ghi { #kq-01-1 .claim … } dưới câu; muốn bỏ thì trả câu về chỗ cũ rồi thêm withdrawn="ngày" reason="lý do"',
        'DV504 kq-01-1 is missing; where the sentence is still there write { #kq-01-1 .claim … } below it; to drop it put it back and add withdrawn="day" reason="why"',
    ),
    Slip(
        "a claim only in Vietnamese",
        ((V, "Con số 51", 'Xã nghèo được giúp.\n{ #kq-01-3 .claim source="n-bao#p3" }\n\nCon số 51'),),
        "en/ket-qua/2015-2018/kq-01.md:11:1",
        "DV405 Bản tiếng Anh thiếu kq-01-3; dịch thông tin ấy ở đây, dòng dưới ghi { #kq-01-3 .claim }",
        "DV405 The English twin lacks kq-01-3; translate that claim here, with { #kq-01-3 .claim } on the line below",
    ),
    Slip(
        "another order in English",
        (
            (
                E,
                "51 units help poor communes.\n{ #kq-01-1 .claim }\n\n- The sum is over 10 billion đồng.\n    { #kq-01-2 .claim }",
                "- The sum is over 10 billion đồng.\n    { #kq-01-2 .claim }\n\n51 units help poor communes.\n{ #kq-01-1 .claim }",
            ),
        ),
        "en/ket-qua/2015-2018/kq-01.md:5:1",
        "DV405 Thứ tự khác bản tiếng Việt; thêm, bỏ hoặc xếp lại cho hai bản giống nhau",
        "DV405 The order differs from the Vietnamese; add, drop or reorder so that the twins are alike",
    ),
    Slip(
        "no source",
        ((V, ' source="n-bao#p3" }\n\n-', " }\n\n-"),),
        "vi/ket-qua/2015-2018/kq-01.md:10:1",
        'DV601 kq-01-1 không ghi nguồn; thêm source="mã-nguồn#chỗ"',
        'DV601 kq-01-1 has no source; add source="source-id#locator"',
    ),
    Slip(
        "source misspelt",
        ((V, '.claim source="n-bao#p3" }\n\n-', '.claim sorce="n-bao#p3" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        "DV304 Khóa lạ “sorce” ở một thông tin; có phải là “source” không? Sửa tên khóa hoặc xóa đi",
        "DV304 Unknown key “sorce” on a claim; did you mean “source”? Mend the key or delete it",
    ),
    Slip(
        "source in Vietnamese",
        ((V, '.claim source="n-bao#p3" }\n\n-', '.claim nguồn="n-bao#p3" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        "DV304 Khóa lạ “nguồn” ở một thông tin; có phải là “source” không? Sửa tên khóa hoặc xóa đi",
        "DV304 Unknown key “nguồn” on a claim; did you mean “source”? Mend the key or delete it",
    ),
    Slip(
        "a source misspelt",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="n-baoo#p3" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        "DV602 Không có nguồn “n-baoo”; có phải là “n-bao” không? Sửa mã nguồn, hoặc tạo trang nguồn (`archive new source …`)",
        "DV602 There is no source “n-baoo”; did you mean “n-bao”? Mend the id, or make the source's page (`archive new source …`)",
    ),
    Slip(
        "a place misspelt",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="n-bao#p33" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        "DV603 Nguồn n-bao không có chỗ “p33”; có phải là “p3” không? Sửa chỗ, hoặc khai nó ở `locators` của trang nguồn",
        "DV603 n-bao has no locator “p33”; did you mean “p3”? Mend the locator, or declare it in the source's `locators`",
    ),
    Slip(
        "no place",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="n-bao" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        "DV603 Không ghi chỗ nào trong nguồn n-bao; thêm #chỗ sau mã nguồn, như n-bao#p1",
        "DV603 No place in n-bao is named; add #locator behind the source, such as n-bao#p1",
    ),
    Slip(
        "an address for a source",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="https://bao.example/bai" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV602 Không có nguồn “https://bao.example/bai”; ghi mã của trang nguồn, không ghi địa chỉ: source="n-bao-mau#p6"; chưa có thì tạo bằng `archive new source …`',
        'DV602 There is no source “https://bao.example/bai”; write the id of the source\'s page, not an address: source="n-bao-mau#p6"; make one with `archive new source …`',
    ),
    Slip(
        "a comma between sources",
        ((V, "n-bao#p3 n-bao#p1", "n-bao#p3, n-bao#p1"),),
        "vi/ket-qua/2015-2018/kq-01.md:14:23",
        'DV603 Dấu phẩy giữa các nguồn; cách nhau bằng dấu cách: source="n-a#p1 n-b#p2"',
        'DV603 A comma between sources; put a space between them: source="n-a#p1 n-b#p2"',
    ),
    Slip(
        "curly quotation marks",
        ((V, 'source="n-bao#p3" }\n\n-', "source=“n-bao#p3” }\n\n-"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV304 Ngoặc kép cong trong thuộc tính; dùng ngoặc thẳng "…"',
        'DV304 Curly quotation marks in an attribute list; use straight quotation marks "…"',
    ),
    Slip(
        "one quotation mark",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="n-bao#p3 }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV304 Dấu ngoặc kép mở mà không đóng; viết khóa="giá trị"',
        'DV304 A quotation mark is opened and not closed; write key="value"',
    ),
    Slip(
        "a source in English",
        ((E, "#kq-01-1 .claim", '#kq-01-1 .claim source="n-bao#p3"'),),
        "en/ket-qua/2015-2018/kq-01.md:6:19",
        "DV409 Thông tin tiếng Anh mang thuộc tính của bản tiếng Việt; chỉ để lại `{ #mã .claim }` (và office, name, reason)",
        "DV409 An English claim carries what the Vietnamese holds; leave only `{ #id .claim }` (and office, name, reason)",
    ),
    Slip(
        "a status in Vietnamese",
        ((V, "#kq-01-1 .claim", '#kq-01-1 .claim status="suy luận"'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        "DV607 Tình trạng lạ “suy luận”; có phải là “inferred” không? Chọn một trong: reported, inferred, official",
        "DV607 Unknown status “suy luận”; did you mean “inferred”? Choose one of: reported, inferred, official",
    ),
    Slip(
        "an inference without premises",
        ((V, '#kq-01-1 .claim source="n-bao#p3"', '#kq-01-1 .claim status="inferred"'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV701 kq-01-1 không nêu căn cứ; thêm from="mã mã …", các thông tin làm căn cứ',
        'DV701 kq-01-1 has no premises; add from="id id …", the claims it rests on',
    ),
    Slip(
        "a premise that is not there",
        ((f"vi/{YEAR}", 'from="tt-ky-ket-1 bc-01-2"', 'from="tt-ky-ket-7 bc-01-2"'),),
        "vi/boi-canh/nam-ky-ket.md:8:37",
        "DV702 bc-01-1: không có căn cứ “tt-ky-ket-7”; sửa mã trong `from=`",
        "DV702 bc-01-1: there is no premise “tt-ky-ket-7”; mend the id in `from=`",
    ),
    Slip(
        "a comma between premises",
        ((f"vi/{YEAR}", 'from="tt-ky-ket-1 bc-01-2"', 'from="tt-ky-ket-1, bc-01-2"'),),
        "vi/boi-canh/nam-ky-ket.md:8:37",
        'DV702 Dấu phẩy giữa các căn cứ; cách nhau bằng dấu cách: from="kq-05-1 kq-05-2"',
        'DV702 A comma between premises; put a space between them: from="kq-05-1 kq-05-2"',
    ),
    Slip(
        "a reason without its mark",
        ((f"vi/{YEAR}", "thế.\n{ .reason }", "thế."),),
        "vi/boi-canh/nam-ky-ket.md:7:1",
        "DV705 bc-01-1 không nêu lý do; thêm ngay sau đó một đoạn, dòng dưới ghi { .reason }",
        "DV705 bc-01-1 has no written reason; add a paragraph right after it, with { .reason } on its next line",
    ),
    Slip(
        ".reson",
        ((f"vi/{YEAR}", "thế.\n{ .reason }", "thế.\n{ .reson }"),),
        "vi/boi-canh/nam-ky-ket.md:11:3",
        "DV305 Thuộc tính .reson không được dùng ở đây; viết .reason, nếu đây là lý do của suy luận ở trên",
        "DV305 The attribute .reson is refused here; write .reason, where it is the reason of the inference above",
    ),
    Slip(
        "when as it is spoken",
        ((f"vi/{LATER}", 'when="2024-01-26"', 'when="26/1/2024"'),),
        "vi/boi-canh/ve-sau.md:8:39",
        'DV608 “26/1/2024” không phải ngày viết đúng cách; viết when="2024-01-26"',
        'DV608 “26/1/2024” is not written as a date should be; write when="2024-01-26"',
    ),
    Slip(
        "withdrawn without a reason",
        ((V, "#kq-01-1 .claim", '#kq-01-1 .claim withdrawn="2026-11-27"'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV620 kq-01-1 rút mà không nêu lý do; thêm reason="lý do" cạnh `withdrawn=` hay `corrected=` (bản tiếng Anh chỉ ghi reason), hoặc `withdrawn_reason:` ở phần đầu của cả hai bản',
        'DV620 kq-01-1 is withdrawn without a reason; add reason="why" beside `withdrawn=` or `corrected=` (the English twin has the reason alone), or `withdrawn_reason:` to both front matters',
    ),
    Slip(
        "withdrawn on a day as it is spoken",
        ((V, "#kq-01-1 .claim", '#kq-01-1 .claim withdrawn="27/11/2026" reason="Sai."'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV608 “27/11/2026” không phải một ngày; viết withdrawn="2026-11-27"',
        'DV608 “27/11/2026” is not a day; write withdrawn="2026-11-27"',
    ),
    Slip(
        "another figure in English",
        ((E, "51 units help", "52 units help"),),
        "en/ket-qua/2015-2018/kq-01.md:5:1",
        "DV407 kq-01-1: bản tiếng Việt có “51”, bản tiếng Anh có “52”; đối chiếu với nguồn rồi sửa bản sai",
        "DV407 kq-01-1: “51” in Vietnamese, “52” in English; look at the source and mend the wrong one",
    ),
    Slip(
        "a figure as Vietnamese writes it",
        (
            (V, "51 đơn vị giúp", "1.419 đơn vị giúp"),
            (V, "Con số 51", "Con số 1.419"),
            (E, "51 units help", "1.419 units help"),
            (E, "figure 51", "figure 1,419"),
        ),
        "en/ket-qua/2015-2018/kq-01.md:5:1",
        "DV407 kq-01-1: “1.419” đọc theo tiếng Anh là một số khác; viết 1,419 ở bản tiếng Anh",
        "DV407 kq-01-1: “1.419” is another number in English; write 1,419 in the English",
    ),
    Slip(
        "the month first",
        ((f"en/{LATER}", "On 26 January 2024", "On 1/26/2024"),),
        "en/boi-canh/ve-sau.md:4:1",
        "DV612 Không có ngày “1/26/2024” trên lịch; viết ngày trước, tháng sau: 26/1/2024",
        "DV612 The calendar does not have “1/26/2024”; write the day before the month: 26 January 2024",
    ),
    Slip(
        "a day that is not",
        ((f"vi/{LATER}", "Ngày 26/1/2024", "Ngày 31/4/2024"),),
        "vi/boi-canh/ve-sau.md:7:1",
        "DV612 Không có ngày “31/4/2024” trên lịch; xem lại ngày trong nguồn; viết ngày trước, tháng sau",
        "DV612 The calendar does not have “31/4/2024”; look the date up in the source; write the day before the month",
    ),
    Slip(
        "a figure without a source",
        ((V, "Con số 51", "Có 70 xã. Con số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV605 “70” không có trong thông tin nào mà trang này dẫn; đưa điều này vào một thông tin có nguồn, dẫn liên kết tới trang có nó, hoặc bỏ đi",
        "DV605 “70” stands in no claim that this page links; put it into a claim with a source, link the page that has it, or drop it",
    ),
    Slip(
        "a name without its marks in English",
        ((f"en/{PERSON}", "Nguyễn Văn Mẫu was Head at", "Nguyen Van Mau was Head at"),),
        "en/nhan-vat/mau.md:4:1",
        "DV408 nv-mau-1: bản tiếng Anh thiếu tên “Nguyễn Văn Mẫu”, mà viết “Nguyen Van Mau”; viết tên đủ dấu như bản tiếng Việt",
        "DV408 nv-mau-1: the English lacks “Nguyễn Văn Mẫu” and writes “Nguyen Van Mau”; write the name with its marks, as in Vietnamese",
    ),
    Slip(
        "a figure at the line's start",
        ((V, "51 đơn vị giúp", "51. Đơn vị giúp"),),
        "vi/ket-qua/2015-2018/kq-01.md:10:1",
        "DV327 Số ở đầu dòng bị đọc thành số thứ tự, rồi bị đánh lại từ 1; con số trong câu thì viết `40\\.`; danh sách thì đánh số 1, 2, 3 liền nhau",
        "DV327 A number at the line's start is read as a list's, and counted anew from 1; a figure of the sentence is written `40\\.`; a list counts 1, 2, 3 without gaps",
    ),
    Slip(
        "a link to a file that is not there",
        ((V, "ck-01.md", "ck-10.md"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:61",
        "DV316 Không có tệp docs/vi/cam-ket/2018-2020/ck-10.md; có phải là “../../cam-ket/2018-2020/ck-01.md” không? Sửa đường dẫn, hoặc tạo trang ấy",
        "DV316 There is no file docs/vi/cam-ket/2018-2020/ck-10.md; did you mean “../../cam-ket/2018-2020/ck-01.md”? Mend the path, or make the page",
    ),
    Slip(
        "a link with a space",
        ((V, "[cam kết](", "[cam kết] ("),),
        "vi/ket-qua/2015-2018/kq-01.md:16:60",
        "DV320 Dấu cách giữa ] và (; viết liền: [chữ](địa-chỉ.md)",
        "DV320 A space between ] and (; write them together: [words](address.md)",
    ),
    Slip(
        "a link that is not closed",
        ((V, "ck-01.md).", "ck-01.md."),),
        "vi/ket-qua/2015-2018/kq-01.md:16:59",
        "DV327 Dấu “](” không thuộc liên kết nào; viết [chữ](địa-chỉ.md), đóng mọi ngoặc; ngoặc vuông trong lời thì viết `\\[`, `\\]`",
        "DV327 “](” that belongs to no link; write [words](address.md) with every bracket closed; plain brackets are `\\[`, `\\]`",
    ),
    Slip(
        "a link to an address of this site",
        ((V, "../../cam-ket/2018-2020/ck-01.md", "https://danvan.example/cam-ket/2018-2020/ck-01/"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:61",
        "DV341 Đây là địa chỉ của chính trang web này; viết đường dẫn tương đối: ../../cam-ket/2018-2020/ck-01.md",
        "DV341 This is an address of this very site; write it as a relative path: ../../cam-ket/2018-2020/ck-01.md",
    ),
    Slip(
        "a path from the root",
        ((V, "../../cam-ket/2018-2020/ck-01.md", "/cam-ket/2018-2020/ck-01/"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:61",
        "DV314 Đường dẫn tính từ gốc trang web; viết đường dẫn tương đối tới tệp .md",
        "DV314 A path from the site's root; write the relative path of the .md file",
    ),
    Slip(
        "a link to a statement that is not there",
        ((V, "ck-01.md)", "ck-01.md#ck-01-2)"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:61",
        "DV317 Trang docs/vi/cam-ket/2018-2020/ck-01.md không có #ck-01-2; có phải là “ck-01-1” không? Dùng id của thông tin, của tiêu đề hay của thuật ngữ ở trang ấy",
        "DV317 docs/vi/cam-ket/2018-2020/ck-01.md has no #ck-01-2; did you mean “ck-01-1”? Use the id of a claim, heading or term on that page",
    ),
    Slip(
        "an address that is no source's",
        ((V, "../../cam-ket/2018-2020/ck-01.md", "http://bao.example/khac"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:61",
        "DV313 Địa chỉ http: không mã hóa; dẫn tới hồ sơ nguồn có địa chỉ ấy (chưa có thì `archive new source …`)",
        "DV313 An http: address, which is not encrypted; link to the source's record with that address (`archive new source …` makes one)",
    ),
    Slip(
        "a heading with the frame's id",
        ((V, "Con số 51", "## Nội dung\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV333 Mã #noi-dung của tiêu đề trùng với mã của khung trang; đặt tiêu đề khác, hoặc cho nó một mã riêng: `## Tiêu đề { #ma-rieng }`",
        "DV333 The heading's id #noi-dung is one of the frame's own; choose other words, or give the heading an id of its own: `## Heading { #own-id }`",
    ),
    Slip(
        "a heading with the id of a part",
        ((V, "Con số 51", "## Tóm lược\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV333 Mã #tom-luoc của tiêu đề trùng với mã của khung trang; đặt tiêu đề khác, hoặc cho nó một mã riêng: `## Tiêu đề { #ma-rieng }`",
        "DV333 The heading's id #tom-luoc is one of the frame's own; choose other words, or give the heading an id of its own: `## Heading { #own-id }`",
    ),
    Slip(
        "a heading without a space",
        ((V, "Con số 51", "##Đọc con số\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV327 Tiêu đề viết không rõ; viết “## Tiêu đề” ở đầu dòng, có dấu cách; dấu # trong lời thì viết `\\#`",
        "DV327 A heading that is not plainly one; write “## Heading” at the line's start, with a space; a plain # is `\\#`",
    ),
    Slip(
        "a list under a line of words",
        ((V, "Con số 51", "Các xã:\n- xã A\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:17:1",
        "DV327 Danh sách hoặc trích dẫn nằm sát dưới một dòng chữ; thêm một dòng trống ở trên",
        "DV327 A list or quotation straight under a line of text; leave a blank line above it",
    ),
    Slip(
        "struck words",
        ((V, "Con số 51", "~~Sai~~ Con số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV343 Dấu ~~ sẽ hiện y nguyên trên trang; viết <s>…</s>, hoặc xóa đi",
        "DV343 The sign ~~ would be shown as typed; write <s>…</s>, or delete it",
    ),
    Slip(
        "a merge that is not finished",
        (
            (
                V,
                "51 đơn vị giúp các xã nghèo.",
                "<<<<<<< HEAD\n51 đơn vị giúp các xã nghèo.\n=======\n52 đơn vị giúp các xã nghèo.\n>>>>>>> nhanh",
            ),
        ),
        "vi/ket-qua/2015-2018/kq-01.md:10:1",
        "DV342 Còn sót dấu xung đột của git; giữ một trong hai bản, xóa các dòng <<<<<<<, |||||||, =======, >>>>>>>; ở published.txt thì giữ mọi địa chỉ",
        "DV342 A conflict mark of git is left; keep one of the two versions and delete the lines <<<<<<<, |||||||, =======, >>>>>>>; in published.txt keep all addresses",
    ),
    Slip(
        "letters of an old encoding",
        ((V, "Con số 51", "NghÖ An lµ. Con số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV136 “NghÖ” là chữ TCVN3 (ABC); trong Unicode là “Nghệ”; chuyển cả đoạn sang Unicode (UniKey: Ctrl+Shift+F6, chọn bảng mã nguồn) rồi dán lại",
        "DV136 “NghÖ” is text in TCVN3 (ABC); in Unicode it is “Nghệ”; convert the passage to Unicode (UniKey: Ctrl+Shift+F6, with its encoding as the source) and paste it again",
    ),
    Slip(
        "trailing space",
        ((V, "giúp các xã nghèo.\n", "giúp các xã nghèo. \n"),),
        "vi/ket-qua/2015-2018/kq-01.md:10:29",
        "DV125 Khoảng trắng thừa ở cuối dòng; chạy `archive check --fix`",
        "DV125 White space at the line's end; run `archive check --fix`",
    ),
    Slip(
        "a page without its twin",
        ((E, "", None),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV401 Thiếu bản dịch cùng tên: docs/en/ket-qua/2015-2018/kq-01.md; tạo trang còn thiếu, hoặc xóa trang thừa",
        "DV401 The same page in the other language is missing: docs/en/ket-qua/2015-2018/kq-01.md; write the missing page, or delete the extra one",
    ),
    Slip(
        "a translation without its page",
        ((V, "", None),),
        "en/ket-qua/2015-2018/kq-01.md:1:1",
        "DV401 Thiếu bản dịch cùng tên: docs/vi/ket-qua/2015-2018/kq-01.md; tạo trang còn thiếu, hoặc xóa trang thừa",
        "DV401 The same page in the other language is missing: docs/vi/ket-qua/2015-2018/kq-01.md; write the missing page, or delete the extra one",
    ),
    Slip(
        "a page deleted",
        (
            (V, "", None),
            (E, "", None),
        ),
        "published.txt:126:1",
        'DV801 Địa chỉ đã công bố /ket-qua/2015-2018/kq-01/ không còn; đưa trang có mã này trở lại; muốn rút thì sau đó chạy `archive withdraw kq-01 --reason "lý do" --reason-en "why"`, hoặc tự ghi `withdrawn: ngày` và `withdrawn_reason: lý do` ở phần đầu',
        'DV801 The published address /ket-qua/2015-2018/kq-01/ is gone; put the page with this id back; to withdraw it run `archive withdraw kq-01 --reason "lý do" --reason-en "why"` then, or write `withdrawn: day` and `withdrawn_reason: why` in its front matter',
    ),
    Slip(
        "a page moved",
        (
            ("vi/ket-qua/2015-2018/xa/kq-01.md", "", Moved(V)),
            ("en/ket-qua/2015-2018/xa/kq-01.md", "", Moved(E)),
        ),
        "vi/ket-qua/2015-2018/xa/kq-01.md:16:61",
        "DV316 Không có tệp docs/vi/ket-qua/cam-ket/2018-2020/ck-01.md; có phải là “../../../cam-ket/2018-2020/ck-01.md” không? Sửa đường dẫn, hoặc tạo trang ấy",
        "DV316 There is no file docs/vi/ket-qua/cam-ket/2018-2020/ck-01.md; did you mean “../../../cam-ket/2018-2020/ck-01.md”? Mend the path, or make the page",
        others=2,
    ),
    Slip(
        "a page copied",
        (
            ("vi/ket-qua/2015-2018/kq-02.md", "", Copied(V)),
            ("en/ket-qua/2015-2018/kq-02.md", "", Copied(E)),
        ),
        "vi/ket-qua/2015-2018/kq-02.md:2:1",
        "DV501 Mã “kq-01” đã có ở docs/vi/ket-qua/2015-2018/kq-01.md:2:1; cho trang mới một số riêng: `archive renumber docs/vi/ket-qua/2015-2018/kq-02.md kq-02`, hoặc tự sửa cả hai bản: tên tệp, id và mọi mã kq-01-… thành kq-02",
        "DV501 The id “kq-01” stands already at docs/vi/ket-qua/2015-2018/kq-01.md:2:1; give the newer page a number of its own: `archive renumber docs/vi/ket-qua/2015-2018/kq-02.md kq-02`, or by hand in both twins: kq-02 in the file's name, the id and every kq-01-…",
    ),
    Slip(
        "a name with marks",
        (
            ("vi/kết quả.md", "", "---\ntitle: Kết quả\n---\nLời biên tập.\n"),
            ("en/kết quả.md", "", "---\ntitle: Results\n---\nEditorial words.\n"),
        ),
        "vi/kết quả.md:1:1",
        "DV107 Tên “kết quả.md” không dùng được; đổi tên thành ket-qua.md",
        "DV107 The name “kết quả.md” cannot be used; rename it ket-qua.md",
        others=1,
    ),
    Slip(
        "a place that is not in Vietnamese",
        (
            (
                f"vi/{PAPER}",
                "  p3: {about: đoạn ba, sha256: 3333333333333333333333333333333333333333333333333333333333333333}\n",
                "",
            ),
        ),
        "en/nguon/n-bao.md:3:50",
        "DV411 Bản tiếng Việt không có chỗ “p3”; khai chỗ ấy ở bản tiếng Việt, hoặc bỏ ở đây",
        "DV411 The Vietnamese has no locator “p3”; declare it in the Vietnamese, or drop it here",
    ),
    Slip(
        "a source's id changed",
        ((f"vi/{PAPER}", "id: n-bao", "id: n-baomau"),),
        "published.txt:113:1",
        'DV801 Địa chỉ đã công bố /id/n-bao/ không còn; đưa trang có mã này trở lại; muốn rút thì sau đó chạy `archive withdraw n-bao --reason "lý do" --reason-en "why"`, hoặc tự ghi `withdrawn: ngày` và `withdrawn_reason: lý do` ở phần đầu',
        'DV801 The published address /id/n-bao/ is gone; put the page with this id back; to withdraw it run `archive withdraw n-bao --reason "lý do" --reason-en "why"` then, or write `withdrawn: day` and `withdrawn_reason: why` in its front matter',
    ),
    Slip(
        "a campaign that cannot be read",
        ((f"vi/{CAMPAIGN}", "title: Dân", "title: Dân: "),),
        "vi/chien-dich/dan-van-kheo.md:4:11",
        'DV202 Phần đầu không đọc được: dấu hai chấm trong giá trị, hoặc dòng trên thiếu dấu hai chấm; đặt cả giá trị trong ngoặc kép: "…"',
        'DV202 The front matter cannot be read: a colon in a value, or the line above lacks its own; put the whole value in quotation marks: "…"',
    ),
    Slip(
        "a name misspelt in Vietnamese",
        ((f"vi/{PERSON}", "Nguyễn Văn Mẫu là Trưởng Ban lúc", "Nguyễn Văn Mẩu là Trưởng Ban lúc"),),
        "vi/nhan-vat/mau.md:7:1",
        "DV408 nv-mau-1: bản tiếng Việt thiếu tên “Nguyễn Văn Mẫu”, mà viết “Nguyễn Văn Mẩu”; viết “Nguyễn Văn Mẫu” ở bản tiếng Việt",
        "DV408 nv-mau-1: the Vietnamese lacks “Nguyễn Văn Mẫu” and writes “Nguyễn Văn Mẩu”; write “Nguyễn Văn Mẫu” in the Vietnamese",
    ),
    Slip(
        "a figure as English writes it",
        (
            (V, "51 đơn vị giúp", "1,419 đơn vị giúp"),
            (V, "Con số 51", "Con số 1.419"),
            (E, "51 units help", "1,419 units help"),
            (E, "figure 51", "figure 1,419"),
        ),
        "vi/ket-qua/2015-2018/kq-01.md:10:1",
        "DV407 kq-01-1: “1,419” đọc theo tiếng Việt là một số khác; viết 1.419 ở bản tiếng Việt",
        "DV407 kq-01-1: “1,419” is another number in Vietnamese; write 1.419 in the Vietnamese",
    ),
    Slip(
        "a month of one digit",
        ((f"vi/{PERSON}", 'when="2017-09/2018-09"', 'when="2017-9/2018-9"'),),
        "vi/nhan-vat/mau.md:11:44",
        'DV608 “2017-9/2018-9” không phải ngày viết đúng cách; viết when="2017-09/2018-09"',
        'DV608 “2017-9/2018-9” is not written as a date should be; write when="2017-09/2018-09"',
    ),
    Slip(
        "one dash for the last ---",
        ((V, "nghèo\n---\n", "nghèo\n—\n"),),
        "vi/ket-qua/2015-2018/kq-01.md:9:1",
        "DV201 Dòng này phải là ba dấu gạch nối `---`; viết đúng `---`, không có gì khác trên dòng",
        "DV201 This line must be three hyphens `---`; write `---`, and nothing else on the line",
    ),
    Slip(
        "one dash for the first ---",
        ((V, "---\nid", "—\nid"),),
        "vi/ket-qua/2015-2018/kq-01.md:1:1",
        "DV201 Dòng này phải là ba dấu gạch nối `---`; viết đúng `---`, không có gì khác trên dòng",
        "DV201 This line must be three hyphens `---`; write `---`, and nothing else on the line",
    ),
    Slip(
        "a link into the other language",
        ((V, "../../cam-ket/2018-2020/ck-01.md", "../../../en/cam-ket/2018-2020/ck-01.md"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:61",
        "DV335 Liên kết sang bản ngôn ngữ kia; viết ../../cam-ket/2018-2020/ck-01.md",
        "DV335 A link into the other language; write ../../cam-ket/2018-2020/ck-01.md",
    ),
    Slip(
        "half a translation",
        (
            (
                E,
                "\n\nThe figure 51 does not say what each unit gave. See the [commitment](../../cam-ket/2018-2020/ck-01.md).",
                "",
            ),
        ),
        "en/ket-qua/2015-2018/kq-01.md:5:1",
        "DV414 Đoạn và mục: bản tiếng Việt có 1, bản tiếng Anh có 0; dịch phần còn thiếu, hoặc bỏ phần thừa",
        "DV414 Paragraphs and items: 1 in Vietnamese, 0 in English; translate what is missing, or drop what is too much",
    ),
    Slip(
        "a source published after it was read",
        ((f"vi/{OTHER}", "published: 2020-03-20", "published: 2031-03-20"),),
        "vi/nguon/n-khac.md:9:1",
        "DV614 Đăng 20/3/2031, sau ngày đọc 25/11/2026; xem lại `published` và `read.date`",
        "DV614 Published 20 March 2031, after it was read on 25 November 2026; look at `published` and `read.date` again",
    ),
    Slip(
        "when is not the sentence's day",
        ((f"vi/{LATER}", 'when="2024-01-26"', 'when="2025-01-26"'),),
        "vi/boi-canh/ve-sau.md:8:39",
        "DV615 bc-02-1: `when` ghi 26/1/2025, câu ghi 26/1/2024; đối chiếu với nguồn rồi sửa bên sai",
        "DV615 bc-02-1: `when` is 26 January 2025, the sentence says 26 January 2024; look at the source and mend the wrong one",
    ),
    Slip(
        "an office that the sentence has not",
        ((f"vi/{PERSON}", 'when="2017-09/2018-09" office="Trưởng Ban"', 'when="2017-09/2018-09" office="Bí thư"'),),
        "vi/nhan-vat/mau.md:11:67",
        "DV616 nv-mau-2: “Bí thư” không có trong câu; chép đúng chữ trong câu",
        "DV616 nv-mau-2: “Bí thư” is not in the sentence; copy the words of the sentence",
    ),
    Slip(
        "a list mark without its space",
        ((V, "Con số 51", "-Xã một.\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV345 Thiếu dấu cách sau dấu đầu dòng; viết “- ” ở đầu mục",
        "DV345 The space behind the list mark is missing; start the item with “- ”",
    ),
    Slip(
        "bold that is not closed",
        ((V, "Con số 51", "**Con số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV347 Dấu ** mở mà không đóng, hoặc thừa; thêm dấu còn thiếu, hoặc xóa dấu này",
        "DV347 A ** that is not closed, or too much; add the one that is missing, or delete this one",
    ),
    Slip(
        "a quotation that is not opened",
        ((V, "Con số 51", "Con số” 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:7",
        "DV347 Dấu ” mở mà không đóng, hoặc thừa; thêm dấu còn thiếu, hoặc xóa dấu này",
        "DV347 A ” that is not closed, or too much; add the one that is missing, or delete this one",
    ),
    Slip(
        "no blank line between two claims",
        ((f"vi/{PERSON}", "}\n\nNguyễn", "}\nNguyễn"),),
        "vi/nhan-vat/mau.md:8:1",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: thiếu dòng trống bên dưới; thêm một dòng trống giữa hai thông tin",
        "DV307 The attribute list would be shown as text: there is no blank line below; leave a blank line between two claims",
    ),
    Slip(
        "a status in Vietnamese, of an inference",
        ((f"vi/{YEAR}", 'status="inferred" from="tt-ky-ket-1', 'status="suy luận" from="tt-ky-ket-1'),),
        "vi/boi-canh/nam-ky-ket.md:8:19",
        "DV607 Tình trạng lạ “suy luận”; có phải là “inferred” không? Chọn một trong: reported, inferred, official",
        "DV607 Unknown status “suy luận”; did you mean “inferred”? Choose one of: reported, inferred, official",
    ),
    Slip(
        "no space behind a key",
        ((V, "id: kq-01", "id:kq-01"),),
        "vi/ket-qua/2015-2018/kq-01.md:2:1",
        "DV202 Phần đầu không đọc được: thiếu dấu cách sau “id:”; viết `id: kq-01`",
        "DV202 The front matter cannot be read: the space behind “id:” is missing; write `id: kq-01`",
    ),
    Slip(
        "no colon behind a key",
        ((V, "unknowns: [Những xã nào được giúp.]", "unknowns\n  - Những xã nào được giúp."),),
        "vi/ket-qua/2015-2018/kq-01.md:7:1",
        "DV202 Phần đầu không đọc được: thiếu dấu hai chấm sau “unknowns”; viết `unknowns:`",
        "DV202 The front matter cannot be read: the colon behind “unknowns” is missing; write `unknowns:`",
    ),
    Slip(
        "no space behind a hyphen",
        ((V, "unknowns: [Những xã nào được giúp.]", "unknowns:\n  -Những xã nào được giúp."),),
        "vi/ket-qua/2015-2018/kq-01.md:8:3",
        "DV208 Giá trị của “unknowns”: phải là một danh sách; viết trong ngoặc vuông: [Những xã nào được giúp.]",
        "DV208 The value of “unknowns”: must be a list; write it in brackets: [Những xã nào được giúp.]",
    ),
    Slip(
        "a bullet of a word processor",
        ((V, "unknowns: [Những xã nào được giúp.]", "unknowns:\n  • Những xã nào được giúp."),),
        "vi/ket-qua/2015-2018/kq-01.md:8:3",
        "DV208 Giá trị của “unknowns”: phải là một danh sách; viết trong ngoặc vuông: [Những xã nào được giúp.]",
        "DV208 The value of “unknowns”: must be a list; write it in brackets: [Những xã nào được giúp.]",
    ),
    Slip(
        "a page downloaded twice",
        (("vi/ket-qua/2015-2018/kq-01 (1).md", "", Copied(V)),),
        "vi/ket-qua/2015-2018/kq-01 (1).md:1:1",
        "DV107 Tên “kq-01 (1).md” không dùng được; nếu đây là bản tải về trùng của kq-01.md thì giữ một bản, xóa bản kia; nếu là trang mới thì đặt tên khác",
        "DV107 The name “kq-01 (1).md” cannot be used; where it is a downloaded duplicate of kq-01.md keep one of them; where it is a new page give it another name",
    ),
    Slip(
        "renamed in one language",
        (("vi/ket-qua/2015-2018/giup.md", "", Moved(V)),),
        "en/ket-qua/2015-2018/kq-01.md:1:1",
        "DV401 Cùng một trang mà bản tiếng Việt là ket-qua/2015-2018/giup.md, bản tiếng Anh là ket-qua/2015-2018/kq-01.md; đổi tên cho hai tệp giống nhau",
        "DV401 One page is ket-qua/2015-2018/giup.md in Vietnamese and ket-qua/2015-2018/kq-01.md in English; give both files the same name",
    ),
    Slip(
        "another ending",
        (("vi/ket-qua/2015-2018/kq-01.MD", "", Moved(V)),),
        "vi/ket-qua/2015-2018/kq-01.MD:1:1",
        "DV103 Đuôi tệp của trang phải là .md; đổi tên tệp",
        "DV103 The name of a page ends in .md; rename the file",
    ),
    Slip(
        "in no language's folder",
        (("kq-01.md", "", Moved(V)),),
        "kq-01.md:1:1",
        "DV103 Trang phải nằm trong docs/vi hoặc docs/en; chuyển tệp vào đó",
        "DV103 Pages stand below docs/vi or docs/en; move the file there",
    ),
    Slip(
        "another day than is concluded",
        ((f"vi/{SIGNING}", "date: 2018?-07-09", "date: 2018?-07-19"),),
        "vi/thoa-thuan/ky-ket.md:7:1",
        "DV707 bc-01-1 không kết luận ngày 2018?-07-19; sửa `date` theo kết luận ấy",
        "DV707 bc-01-1 does not conclude 2018?-07-19; write `date` as that claim concludes it",
    ),
    Slip(
        "a space before the place",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="n-bao #p3" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV602 Có dấu cách bên dấu # trong nguồn; viết liền: source="n-bao#p3"',
        'DV602 A space beside the # in a source; write it together: source="n-bao#p3"',
    ),
    Slip(
        "a source by its name",
        ((V, 'source="n-bao#p3" }\n\n-', 'source="Báo Mẫu" }\n\n-'),),
        "vi/ket-qua/2015-2018/kq-01.md:11:19",
        'DV602 “Báo Mẫu” là tên, không phải mã nguồn; ghi mã và chỗ: source="n-bao#p1"',
        'DV602 “Báo Mẫu” is a name, not a source\'s id; write the id and the place: source="n-bao#p1"',
    ),
    Slip(
        "no quotation marks around two sources",
        ((V, 'source="n-bao#p3 n-bao#p1"', "source=n-bao#p3 n-bao#p1"),),
        "vi/ket-qua/2015-2018/kq-01.md:14:39",
        'DV304 Thiếu ngoặc kép quanh các nguồn; viết source="n-a#p1 n-b#p2"',
        'DV304 The quotation marks around the sources are missing; write source="n-a#p1 n-b#p2"',
    ),
    Slip(
        "a no-break space in an attribute list",
        ((V, "#kq-01-1 .claim", "#kq-01-1\xa0.claim"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:11",
        "DV137 Khoảng trắng lạ giữa các thuộc tính; chạy `archive check --fix`, hoặc gõ lại dấu cách",
        "DV137 Odd white space between attributes; run `archive check --fix`, or type the space again",
    ),
    Slip(
        "a leftover =======",
        ((V, "nghèo.\n{", "nghèo.\n=======\n{"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:1",
        "DV342 Còn sót dấu xung đột của git; giữ một trong hai bản, xóa các dòng <<<<<<<, |||||||, =======, >>>>>>>; ở published.txt thì giữ mọi địa chỉ",
        "DV342 A conflict mark of git is left; keep one of the two versions and delete the lines <<<<<<<, |||||||, =======, >>>>>>>; in published.txt keep all addresses",
    ),
    Slip(
        "another period",
        ((V, "2015/2018", "2015/2019"),),
        "vi/ket-qua/2015-2018/kq-01.md:6:1",
        "DV506 Giai đoạn “2015/2019” phải là 2015/2018; sửa `period`",
        "DV506 The period “2015/2019” must be 2015/2018; mend `period`",
    ),
    Slip(
        "escaped braces",
        ((V, "{ #kq-01-1", "\\{ \\#kq-01-1"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:2",
        "DV307 Thuộc tính sẽ hiện thành chữ trên trang: có dấu \\ trước { hay #; bỏ các dấu \\ trong dòng này",
        "DV307 The attribute list would be shown as text: there is a \\ before { or #; delete every \\ in this line",
    ),
    Slip(
        "brackets exchanged",
        ((V, "[cam kết](../../cam-ket/2018-2020/ck-01.md)", "(cam kết)[../../cam-ket/2018-2020/ck-01.md]"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:51",
        "DV320 Hai thứ ngoặc của liên kết bị đảo; viết [chữ](địa-chỉ.md)",
        "DV320 The brackets of a link are exchanged; write [words](address.md)",
    ),
    Slip(
        "backslashes in a path",
        ((V, "../../cam-ket/2018-2020/ck-01.md", "..\\..\\cam-ket\\2018-2020\\ck-01.md"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:51",
        "DV316 Dấu \\ trong đường dẫn; viết / thay cho \\",
        "DV316 A \\ in a path; write / in its place",
    ),
    Slip(
        "a picture pasted",
        ((V, "Con số 51", "![](https://bao.example/a.png)\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:5",
        "DV318 Hình không nằm trong docs/assets; chép hình vào docs/assets",
        "DV318 The image is not in docs/assets; put the image in docs/assets",
    ),
    Slip(
        "an id that is too long",
        (
            (
                f"vi/{PERSON}",
                "id: nv-mau",
                "id: nv-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            ),
        ),
        "vi/nhan-vat/mau.md:2:5",
        "DV208 Giá trị của “id”: “nv-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…” quá dài; viết nhiều nhất 80 chữ",
        "DV208 The value of “id”: “nv-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…” is too long; write at most 80 letters",
    ),
    Slip(
        "a statement and its list are indented",
        ((V, "51 đơn vị giúp", "    51 đơn vị giúp"), (V, "{ #kq-01-1", "    { #kq-01-1")),
        "vi/ket-qua/2015-2018/kq-01.md:10:5",
        "DV327 Đoạn thụt bốn dấu cách là khối mã; đặt mã giữa hai dòng ```; lời thường thì bỏ thụt đầu dòng",
        "DV327 What is indented by four spaces is code; put code between two lines of ```; plain words start at the line's start",
    ),
    Slip(
        "a letter that nobody sees in an id",
        ((V, "#kq-01-1 .claim", "#kq-01-\u200b1 .claim"),),
        "vi/ket-qua/2015-2018/kq-01.md:11:10",
        "DV128 Ký tự không có bề rộng (U+200B); xóa ký tự này",
        "DV128 A character without width (U+200B); delete the character",
    ),
    Slip(
        "the same at the end of one in English",
        ((E, "#kq-01-1 .claim", "#kq-01-1\u200b .claim"),),
        "en/ket-qua/2015-2018/kq-01.md:6:11",
        "DV128 Ký tự không có bề rộng (U+200B); xóa ký tự này",
        "DV128 A character without width (U+200B); delete the character",
    ),
    Slip(
        "a source that a linked page cites cannot be read",
        (
            (f"vi/{LATER}", "n-khac#qua", "n-khac#qua n-bao#p1"),
            *(
                (f"{lang}/{OTHER}", words, f"{words} Xem [Báo Tỉnh](../{LATER}).")
                for lang, words in (("vi", "Đọc một bản lưu."), ("en", "Read in a stored copy."))
            ),
            (f"vi/{PAPER}", "publisher: Báo Mẫu", "publisher: Báo Tỉnh"),
            (f"vi/{PAPER}", "title: Báo Mẫu", 'title: "Báo Mẫu'),
        ),
        "vi/nguon/n-bao.md:13:8",
        'DV202 Phần đầu không đọc được: dấu ngoặc kép mở mà không đóng; thêm dấu " ở cuối giá trị',
        'DV202 The front matter cannot be read: a quotation mark is opened and not closed; add the closing " at the end of the value',
    ),
    *(
        Slip(
            f"braces typed twice: {new}",
            ((V, old, new),),
            f"vi/ket-qua/2015-2018/kq-01.md:{place}",
            "DV307 Thuộc tính sẽ hiện thành chữ trên trang: dấu { hay } bị gõ hai lần; viết { #mã .claim … }, mỗi dấu một lần",
            "DV307 The attribute list would be shown as text: a { or } is typed twice; write { #id .claim … }, each brace once",
        )
        for old, new, place in (
            (LIST, f"{{{LIST}}}", "11:1"),
            (LIST, f"{{{{{LIST}}}}}", "11:1"),
            (LIST, f"{LIST}}}", "11:1"),
            (LIST, f"{{{LIST}", "11:1"),
            (LIST, '{{#kq-01-1 .claim source="n-bao#p3"}}', "11:1"),
            (ITEM, f"{{{ITEM}}}", "14:5"),
        )
    ),
    Slip(
        "the first item of a list has no space",
        ((V, "Con số 51", "-Một\n- Hai\n\nCon số 51"),),
        "vi/ket-qua/2015-2018/kq-01.md:16:1",
        "DV345 Thiếu dấu cách sau dấu đầu dòng; viết “- ” ở đầu mục",
        "DV345 The space behind the list mark is missing; start the item with “- ”",
    ),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small archive with every address of its site recorded."""
    root = project(tmp_path_factory.mktemp("published") / "archive")
    archive = read_archive(root)
    known = addresses(archive, stage(archive, Context("https://danvan.example/")))
    (root / LEDGER).write_text("".join(f"{address}\n" for address in sorted(known)), "utf-8")
    assert told(root) == [], "the archive has findings before anything is done to it"
    yield root
    shutil.rmtree(root)


def told(root: Path) -> list[Finding]:
    """All findings, but that a copy without git has no history."""
    return [finding for finding in all_findings(read_archive(root), {}) if finding.code not in {STALE, "DV804"}]


def change(root: Path, *changes: Change) -> None:
    for file, old, new in changes:
        path = root / "docs" / file
        if new is None:
            path.unlink()
        elif isinstance(new, str):
            edit(root, (file, old, new))
        else:
            put(root, file, (root / "docs" / new.file).read_bytes())
            if isinstance(new, Moved):
                (root / "docs" / new.file).unlink()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_one_slip_is_one_finding_that_names_it(slip: Slip, published: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(published, root)
    change(root, *slip.changes)
    found = told(root)
    listed = "\n".join(finding.line("en") for finding in found)
    assert found, f"{slip.name}: nothing was found"
    first = found[0]
    assert str(first.place).removeprefix("docs/") == slip.place, listed
    assert first.line("vi") == f"{first.place}: {slip.vi}"
    assert first.line("en") == f"{first.place}: {slip.en}"
    assert len(found) == 1 + slip.others, f"{slip.name}: this follows from the first, or is told twice\n{listed}"


WITHDRAWN = 'withdrawn="2026-11-27" reason="Trùng."'
REFERENCES = {
    "same_as": f'{WITHDRAWN} same_as="kq-01-1"',
    "instead": f'{WITHDRAWN} instead="kq-01-1"',
    "answer": 'answer="kq-01-1"',
}
LOST = {
    "no # before the id": ("#kq-01-1 .claim", "kq-01-1 .claim"),
    "a blank line": ("{ #kq-01-1 .claim", "\n{ #kq-01-1 .claim"),
    "an id in another form": ("#kq-01-1 .claim", "#kq-1-1 .claim"),
    "no attribute list": ('{ #kq-01-1 .claim source="n-bao#p3" }\n', ""),
    "a letter that nobody sees": ("#kq-01-1 .claim", "#kq-01-1\u200b .claim"),
}


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("key", REFERENCES)
def test_who_names_a_lost_statement_is_no_finding(key: str, lost: str, published: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(published, root)
    edit(root, (f"vi/{LATER}", "#bc-02-1 .claim", f"#bc-02-1 .claim {REFERENCES[key]}"))
    if key != "answer":
        edit(root, (f"en/{LATER}", "#bc-02-1 .claim", '#bc-02-1 .claim reason="Said twice."'))
    assert told(root) == []
    edit(root, (V, *LOST[lost]))
    found = told(root)
    assert [finding.place.path for finding in found] == [f"docs/{V}"], "\n".join(one.line("en") for one in found)


def test_letters_and_marks_apart_are_nothing_else_besides(published: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(published, root)
    edit(root, (f"vi/{OTHER}", "Đọc một bản lưu.", "Đọc một bản lưu. Xem [Thuật ngữ](../thuat-ngu.md)."))
    for name in (V, E, f"vi/{PERSON}", "vi/thuat-ngu.md"):
        path = root / "docs" / name
        path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    assert {finding.code for finding in told(root)} == {"DV122"}


def test_every_message_is_in_both_languages_and_says_how_to_mend_it() -> None:
    assert len({slip.name for slip in SLIPS}) == len(SLIPS), "two slips have one name"
    for slip in SLIPS:
        assert slip.vi != slip.en, slip.name
        for words in (slip.vi, slip.en):
            assert "; " in words or "? " in words, f"{slip.name}: no fix in “{words}”"
