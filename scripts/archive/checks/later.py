"""Rules that later stages tell: what the renderer, the drawing of pictures and the last cleaning refuse. DV003, DV010, DV98x.

None of them looks by itself: a stage makes their findings (`Rule.finding`), and here stands what they say.
"""

from __future__ import annotations

from archive.extending import Rule, declare
from archive.findings import Text

RENDERER = declare(
    Rule(
        "DV003",
        summary=Text("Trình dựng trang báo: {line}", "The renderer says: {line}"),
        why=Text(
            "Trình dựng trang thấy điều mà bộ kiểm tra không thấy; điều gì nó còn ngờ thì không được đăng.",
            "The renderer saw what the check did not; nothing that it doubts is published.",
        ),
        cure=Text("sửa trang được nêu tên", "mend the page it names"),
        bad="[kế hoạch](khong-co.md)",
        good="[kế hoạch](ke-hoach.md)",
        name="renderer",
    )
)
UNDRAWN = declare(
    Rule(
        "DV010",
        summary=Text("Không vẽ được hình này ({why})", "This picture cannot be drawn ({why})"),
        why=Text(
            "Mỗi trang có một thẻ chia sẻ vẽ từ tiêu đề của nó, và trang web có một biểu tượng; hình vẽ quá lâu hay bị lỗi thì "
            "không có gì để chia sẻ.",
            "Each page has a card drawn from its title, and the site an icon; where drawing takes too long or fails, there is "
            "nothing to share.",
        ),
        cure=Text(
            "rút ngắn hoặc viết lại tiêu đề; với biểu tượng: dùng hình đơn giản hơn",
            "shorten or rewrite the title; for an icon, use a simpler drawing",
        ),
        bad="overrides/favicon.svg: <svg>… <use href='#a'/> …</svg>",
        good="overrides/favicon.svg: <svg>… <path d='M4 4h8v8z'/> …</svg>",
        name="undrawn",
    )
)
CLEANED = declare(
    Rule(
        "DV980",
        summary=Text(
            "Nội dung của trang có thứ không được phép viết: {lost}",
            "The page's own words hold what may not be written: {lost}",
        ),
        why=Text(
            "Trang đã dựng được lọc một lần nữa theo danh sách những gì được viết; thứ bị lọc đi thì tác giả phải biết.",
            "The finished page is cleaned once more by the list of what may be written; what was taken away, its author "
            "has to know.",
        ),
        cure=Text(
            "xóa đi, hoặc viết bằng Markdown; trang dong-gop/quy-tac/ kể những gì được viết",
            "delete it, or write it in Markdown; dong-gop/quy-tac/ lists what may be written",
        ),
        bad="<button>Gửi</button>",
        good="**Gửi**",
        name="cleaned",
    )
)
BROKEN = declare(
    Rule(
        "DV981",
        summary=Text(
            "Nội dung của trang phá vỡ khung trang: chỗ dành cho {lost} không còn nguyên vẹn",
            "The page's own words break its frame: the place of {lost} is not whole",
        ),
        why=Text(
            "Ô của một thông tin đứng giữa lời của trang; danh sách hay thẻ HTML để ngỏ ở phía trước sẽ nuốt mất ô ấy.",
            "A claim's box stands between the page's words; a list or HTML tag left open before it would swallow the box.",
        ),
        cure=Text(
            "viết lại đoạn đứng trước chỗ ấy: đóng mọi danh sách, trích dẫn, khối mã và thẻ HTML đã mở",
            "write what stands before it again: close every list, quotation, code block and HTML tag that was opened",
        ),
        bad="<kbd>Ctrl\n\n40 xã trồng cây.\n{ #kq-05-1 .claim … }",
        good="<kbd>Ctrl</kbd>\n\n40 xã trồng cây.\n{ #kq-05-1 .claim … }",
        name="broken",
    )
)
