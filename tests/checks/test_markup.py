"""Markdown and HTML: one bad input a line, with its code, line and column, and good neighbours that give nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Expect = Callable[[str, str | bytes, str], None]

HEAD = "---\ntitle: Trang\n---\n"
"""The body of a case starts on line 4."""

CLAIM = '51 xã.\n{ #kq-09-1 .claim source="n-bao#p1" }\n'

BAD: list[tuple[str, str, str]] = [
    # Raw HTML
    ("script", "Lời <script>alert(1)</script>", "DV301 4:5"),
    ("script as a block", "<script>\nalert(1)\n</script>", "DV301 4:1"),
    ("script in capitals", "Lời <ScRiPt src=//x.example></sCrIpT>", "DV301 4:5, DV312 4:17"),
    ("two scripts", "Lời <script>1</script> và <script>2</script>", "DV301 4:5, DV301 4:27"),
    ("a script closed twice", "Lời <script>1</script></script>", "DV301 4:5, DV301 4:23"),
    ("a script closed and not opened", "Lời </script>", "DV301 4:5"),
    ("script with a slash", "Lời <script/x>1", "DV301 4:5"),
    ("script that is not closed", "Lời <script", "DV301 4:5"),
    ("style", "<style>p{}</style>", "DV301 4:1, DV306 4:9"),
    ("iframe", "Lời <iframe src='x.html'></iframe>", "DV301 4:5"),
    ("form", "Lời <form><input></form>", "DV301 4:5, DV301 4:11"),
    ("meta", 'Lời <meta http-equiv="refresh" content="0">', "DV301 4:5"),
    ("object", "Lời <object data='x'></object>", "DV301 4:5"),
    ("embed", "Lời <embed>", "DV301 4:5"),
    ("base", 'Lời <base href="https://x.example/">', "DV301 4:5, DV341 4:17"),
    ("svg with onload", "Lời <svg/onload=alert(1)>", "DV301 4:5"),
    ("image with onerror", "Lời <img src=x onerror=alert(1)>", "DV301 4:5"),
    ("raw link", 'Lời <a href="x.md">x</a>', "DV301 4:5"),
    (
        "raw link with javascript",
        'Lời <a href=" jAva&#115;cript:x">x</a>',
        "DV301 4:5, DV311 4:14",
    ),
    ("tag that only the renderer sees", 'Lời <b"c onclick=x>', "DV301 4:5"),
    ("escaped tag that the renderer publishes", r"Lời \<div>", "DV301 4:6"),
    ("comment", "Lời <!-- ẩn --> tiếp", "DV301 4:5"),
    ("processing instruction", "Lời <?php x ?>", "DV301 4:5"),
    ("CDATA", "Lời <![CDATA[x]]>", "DV301 4:5"),
    ("tag on two lines", "Lời <script\n>x", "DV301 4:5, DV327 5:1"),
    ("tag behind an odd tick", "Dấu ` lẻ\n\nLời `<i onclick=x>` tiếp", "DV327 4:5, DV302 6:6"),
    ("handler on an allowed tag", 'Lời <span onclick="x()">x</span>', "DV302 4:11"),
    ("handler without quotes", "Lời <span onclick=x>x</span>", "DV302 4:5"),
    ("style on an allowed tag", 'Lời <b style="color:red">x</b>', "DV302 4:8"),
    ("class on an allowed tag", 'Lời <b class="claim">x</b>', "DV302 4:8"),
    ("title where it does not belong", 'Lời <sup title="x">x</sup>', "DV302 4:10"),
    ("block of an allowed tag", "<span>\n51 xã\n</span>", "DV303 4:1"),
    ("block of one allowed tag", "<br>", "DV303 4:1"),
    ("a place that the script fills", "<div data-search-page></div>", "DV301 4:1"),
    # Attribute lists
    ("handler on a claim", CLAIM.replace(" }", ' onclick="x()" }'), "DV304 5:37"),
    ("style on a claim", CLAIM.replace(" }", " style=x }"), "DV304 5:37"),
    ("class on a claim", CLAIM.replace(".claim", ".claim .big"), "DV304 5:19"),
    ("key twice on a claim", CLAIM.replace(" }", " source=b }"), "DV304 5:19"),
    ("curly quotes on a claim", CLAIM.replace('"', "”"), "DV304 5:19"),
    ("curly quotes around two sources", CLAIM.replace('"n-bao#p1"', "“n-bao#p1 n-bao#p1”"), "DV304 5:19"),
    ("curly quotes on a paragraph", "Lời.\n{ #a title=“b c” }", "DV305 5:6"),
    ("no dot before claim", CLAIM.replace(".claim", "claim"), "DV305 5:12"),
    ("style on a paragraph", "Lời.\n{ style=x }", "DV305 5:3"),
    ("id on a paragraph", "Lời.\n{ #a }", "DV305 5:3"),
    ("handler on a heading", "## Tiêu đề { #a onclick=x }", "DV305 4:17"),
    ("id in capitals on a heading", "## Tiêu đề { #A }", "DV305 4:14"),
    ("handler on emphasis", "Lời *nghiêng*{ onclick=x } tiếp", "DV306 4:14"),
    ("handler on a link", "[x](index.md){: onclick=x }", "DV306 4:14"),
    ("handler on code", "Lời `x`{ onclick=x }", "DV306 4:8"),
    ("handler in a cell", "| A | B |\n|---|---|\n| x { onclick=y } | z |", "DV306 6:5"),
    ("handler on a fence", "``` { .py onclick=x }\nx\n```", "DV307 4:5"),
    ("attributes after a blank line", "Lời.\n\n{ #a .claim }", "DV307 6:1"),
    ("attributes on two lines", "51 xã.\n{ #a .claim\n source=b }", "DV307 5:1"),
    ("attributes behind a list item", "- 51 xã. { #a .claim }", "DV307 4:10"),
    ("attributes behind a paragraph", "51 xã. { #a .claim }", "DV307 4:8"),
    ("two lists on one line", "51 xã.\n{ #a .claim } { .b }", "DV307 5:1, DV307 5:15"),
    # Addresses
    ("javascript", "[x](javascript:alert(1))", "DV311 4:5"),
    ("javascript with entities", "[x](java&#115;cript:alert(1))", "DV311 4:5"),
    ("javascript with a named colon", "[x](javascript&colon;alert(1))", "DV311 4:5"),
    ("javascript in mixed case", "[x](JaVaScRiPt:alert(1))", "DV311 4:5"),
    ("javascript with a space before", "[x]( javascript:alert(1))", "DV311 4:6"),
    ("javascript split by a tab entity", "[x](java&Tab;script:alert(1))", "DV311 4:5, DV129 4:9"),
    ("javascript over two lines", "[x](<java\nscript:alert(1)>)", "DV301 4:5, DV311 4:6, DV327 4:3"),
    ("javascript in a reference", "Lời [x][r].\n\n[r]: javascript:alert(1)", "DV327 6:1, DV311 6:6"),
    ("javascript in an unused reference", "Lời.\n\n[r]: javascript:alert(1)", "DV327 6:1, DV311 6:6"),
    ("javascript in an autolink", "<javascript:alert(1)>", "DV301 4:1, DV311 4:2"),
    ("javascript with escapes", r"[x](javascript\:alert\(1\))", "DV311 4:5"),
    ("javascript in an image", "![x](javascript:alert(1))", "DV311 4:6, DV318 4:6"),
    ("vbscript", "[x](vbscript:x)", "DV311 4:5"),
    ("data", "[x](data:text/html;base64,PHN2Zz4=)", "DV311 4:5"),
    ("file", "[x](file:///etc/passwd)", "DV311 4:5"),
    ("protocol-relative", "[x](//vi-du.example/a)", "DV312 4:5"),
    ("protocol-relative with backslashes", "[x](\\\\\\\\vi-du.example/a)", "DV312 4:5"),
    ("http", "[x](http://vi-du.example/a)", "DV313 4:5, DV341 4:5"),
    ("http bare", "Xem http://vi-du.example/a.", "DV313 4:5, DV341 4:5"),
    ("http in capitals", "Xem <HTTP://vi-du.example/a>", "DV313 4:6, DV341 4:6"),
    ("http with entities", "[x](http&#58;//vi-du.example/a)", "DV313 4:5"),
    ("ftp", "Xem ftp://vi-du.example", "DV313 4:5, DV341 4:5"),
    ("www behind an underscore", "_www.vi-du.example_", "DV313 4:2, DV341 4:2"),
    ("path from the root", "[x](/ket-qua/)", "DV314 4:5"),
    ("file above docs", "[x](../../pyproject.toml)", "DV315 4:5"),
    ("script of ours", "[x](x.py)", "DV315 4:5"),
    ("folder in place of a page", "[x](nguon/)", "DV315 4:5"),
    ("page that does not exist", "Lời.\nXem [x](khong-co.md).", "DV316 5:9"),
    ("page where the build writes an address that leads on", "Lời.\nXem [x](id/kq-01.md).", "DV316 5:9"),
    ("page where the build writes no page", "Lời.\nXem [x](pagefind/a.md).", "DV316 5:9"),
    ("title of a link", 'Lời.\nXem [x](index.md "Giúp 999 xã").', "DV310 5:9"),
    ("title of a link, in single quotes", "[x](index.md 'Giúp')", "DV310 4:5"),
    ("title of a link, in brackets", "[x](index.md (Giúp))", "DV310 4:5"),
    ("title of an image", '![x](../assets/hinh.svg "Giúp 999 xã")', "DV310 4:6"),
    ("number in a heading's id", "## Đọc { #de-999-xa-1999 }\n\nLời.", "DV305 4:10"),
    ("number in a heading's id, its words with another", "## Đọc 51 xã { #de-510 }\n\nLời.", "DV305 4:16"),
    ("the second of two links", "[x](index.md) [y](khong.md)", "DV316 4:19"),
    ("asset that does not exist", "![x](../assets/khong.png)", "DV316 4:6"),
    ("anchor that does not exist", "[x](index.md#khong)", "DV317 4:5"),
    ("anchor on the same page", "## A\n\n[x](#b)", "DV317 6:5"),
    ("image from elsewhere", "![x](https://creativecommons.org/licenses/a.png)", "DV318 4:6"),
    ("image without alt", "![](../assets/hinh.svg)", "DV319 4:5"),
    ("link without words", "Lời [](index.md)", "DV319 4:8"),
    ("address of no source", "Xem [x](https://vi-du.example/a).", "DV341 4:9"),
    ("bare address of no source", "Xem www.vi-du.example.", "DV313 4:5, DV341 4:5"),
    # Headings and tables
    ("h1", "# Một", "DV321 4:1"),
    ("skipped level", "## Một\n\n#### Hai", "DV322 6:1"),
    ("h3 first", "### Một", "DV322 4:1"),
    ("empty heading", "##", "DV323 4:1"),
    ("too many headings", "".join(f"## Mục {n}\n\n" for n in range(201)), "DV324 404:1"),
    ("empty header cell", "| Năm |  |\n|---|---|\n| 2018 | 51 |", "DV325 4:8"),
    ("too many cells", "| A |\n|---|\n" + "| b |\n" * 2000, "DV326 4:1"),
    # Where the parsers part
    ("list under a line", "Các xã:\n- xã A", "DV327 5:1"),
    ("list under a line in a quotation", "> Các xã:\n> - xã A", "DV327 5:1"),
    ("list item two spaces in", "- a\n  - b", "DV327 5:3"),
    ("paragraph two spaces in", "- a\n\n  tiếp", "DV327 6:3"),
    ("list with brackets", "1) a", "DV327 4:1"),
    ("table under a line", "Bảng:\n| A |\n|---|\n| b |", "DV327 5:1"),
    ("underlined heading", "Tiêu đề\n---", "DV327 4:1"),
    ("heading without a space", "##Tiêu đề", "DV327 4:1"),
    ("number sign at a line's start", "Xã\n#5 lời", "DV327 5:1"),
    ("indented heading", " ## Tiêu đề", "DV327 4:2"),
    ("fence without end", "```\nx", "DV327 4:1"),
    ("fence without end around a script", "```\n<script>", "DV301 5:1, DV327 4:1"),
    ("fence in a list", "- a\n\n    ```\n    x\n    ```", "DV327 6:5"),
    ("backslash at a line's end", "một\\\nhai", "DV327 4:4"),
    ("footnote that hides a word", "Lời[^1]\n\n[^1]: Chữ", "DV315 4:4, DV327 4:4, DV327 6:1"),
    ("abbreviation", "*[UBND]: Ủy ban", "DV327 4:1"),
    ("snippet", '--8<-- "pyproject.toml"', "DV328 4:1"),
    ("snippet as a block", "--8<--\npyproject.toml\n--8<--", "DV328 4:1, DV328 6:1"),
    # Found by rendering what the checks let through
    ("heading under an empty-looking line", "- x\n\n  \n===", "DV125 6:1, DV327 7:1"),
    ("double underline", "Lời\n\n===", "DV327 6:1"),
    ("underlined rule", "---\n---", "DV327 5:1"),
    ("number sign in a table", "| A |\n|---|\n#5", "DV327 6:1"),
    ("code below a line of spaces", "Lời.\n  \n    <i onclick=x>", "DV125 5:1, DV302 6:5, DV327 6:5"),
    ("code that is only indented", "Lời.\n\n    x\n    y", "DV327 6:5"),
    (
        "a script as code below an empty item",
        "- \n\n    x</li></ul><script>x</script>",
        "DV327 4:1, DV125 4:2, DV301 6:6, DV301 6:11, DV301 6:16, DV327 6:5",
    ),
    ("a fact as code below an empty item", "- \n\n    Năm 2031, 999 xã", "DV327 4:1, DV125 4:2, DV327 6:5"),
    ("a fact as code below an empty numbered item", "1. \n\n    Năm 2031, 999 xã", "DV327 4:1, DV125 4:3, DV327 6:5"),
    # Numbers that the renderer would count anew
    ("a figure that opens a claim", CLAIM.replace("51 xã", "51. Xã"), "DV327 4:1"),
    ("the first number as a claim", CLAIM.replace("51 xã", "1. Xã"), "DV332 4:1"),
    ("a year that opens a sentence", "2018. Đó là năm ký.", "DV327 4:1"),
    ("a year in an item", "- 2018. Đó là năm ký.", "DV327 4:3"),
    ("a year in a quotation", "> 2018. Đó là năm ký.", "DV327 4:3"),
    ("a list that counts from 51", "51. một\n\n10. hai", "DV327 4:1, DV327 6:1"),
    ("a list that leaves out a number", "1. một\n3. hai", "DV327 5:1"),
    ("a list that says one twice", "1. một\n1. hai", "DV327 5:1"),
    ("a list from nought", "0. một", "DV327 4:1"),
    ("a list of its own in another", "1. một\n\n    2. hai", "DV327 6:5"),
    ("a numbered list after a list", "- Gạch\n\n51. Số", "DV327 6:3"),
    ("a first number after a list", "- Gạch\n\n1. Số", "DV327 6:2"),
    ("a list after a numbered one", "1. Số\n\n- Gạch", "DV327 6:1"),
    ("a number within an item", "- a\n2018. b", "DV327 5:1"),
    ("code on a list item's line", "-     #", "DV327 4:1"),
    ("heading that ends in a backslash", "## Một\\", "DV327 4:1"),
    ("quotation under an item", "- Một\n> hai", "DV327 5:1"),
    ("quotation straight under a claim", CLAIM + "> hai", "DV327 6:1"),
    ("tag broken over lines of a quotation", "> lời <b\n> x>", "DV302 4:7, DV327 4:7"),
    ("underline below a heading", "## Một\n===", "DV327 5:1"),
    ("an item without words", "- một\n-\n- ba", "DV327 5:1"),
    ("a numbered item without words", "1. một\n2.\n3. ba", "DV327 5:1"),
    ("an item that only holds another", "- - một", "DV327 4:1"),
    ("a tick too many", "Lời `mã`` tiếp", "DV327 4:5"),
    ("code over two lines", "Lời `một\nhai` tiếp", "DV327 4:5, DV327 5:4"),
    ("a star beside emphasis", "Lời **đậm* tiếp", "DV327 4:5"),
    ("low lines beside emphasis", "_một __hai_", "DV327 4:1"),
    ("a tag that is not closed", "Lời <b>đậm tiếp", "DV327 4:5"),
    ("a tag that was not opened", "Lời đậm</b> tiếp", "DV327 4:8"),
    ("crossed tags", "Lời <b><i>đậm</b></i> tiếp", "DV327 4:14"),
    ("a tag closed in another paragraph", "Lời <b>đậm\n\ntiếp</b>", "DV327 4:5, DV327 6:5"),
    ("a tag behind a backslash", "Lời \\<b>đậm", "DV327 4:5"),
    ("a reference", "Lời [x][r].\n\n[r]: index.md", "DV327 6:1"),
    ("brackets of no link", "Lời x](index.md) tiếp", "DV327 4:6"),
    ("a link without an address", "Lời [x]() tiếp", "DV319 4:5"),
    ("a table without rows", "| A |\n|---|", "DV327 4:1"),
    ("a table without its line", "| A |\n| b |", "DV327 4:1, DV327 5:1"),
    ("a heading without a letter", "## …", "DV323 4:1"),
    ("an image as heading", "## ![Hình](../assets/hinh.svg)", "DV327 4:1"),
    ("footnote in a list", "- [^1]: x", "DV327 4:3"),
    ("link that is not closed", "[x](index.md\nLời.", "DV327 4:3"),
    ("link that takes in the attributes", "[x](- \n{ #kq-09-1 .claim }", "DV125 4:6, DV327 4:3"),
    ("reference under a line", "Lời\n[r]: index.md", "DV327 5:1"),
    ("abbreviation with brackets", "*[a][r]: x", "DV327 4:1"),
    ("abbreviation over two lines", "*[a\nb]: x", "DV327 4:1"),
    ("claim in a heading", "## 51 xã { #kq-09-1 .claim }", "DV332 4:1"),
    ("claim in a table", "| A |\n|---|\n| 51 { #kq-09-1 .claim } |", "DV306 6:6"),
    # Claims
    ("link in a claim", CLAIM.replace("51", "[51](index.md)"), "DV330 4:6"),
    ("image in a claim", CLAIM.replace("51", "![51](../assets/hinh.svg)"), "DV330 4:7"),
    ("tag in a claim", CLAIM.replace("51", "<b>51</b>"), "DV330 4:1, DV330 4:6"),
    ("address in a claim", CLAIM.replace("51", "https://schema.org/ 51"), "DV330 4:1"),
    ("mail address in a claim", CLAIM.replace("51", "a@b.example 51"), "DV330 4:1"),
    ("id twice", "## A { #a }\n\n## B { #a }", "DV331 6:8"),
]

GOOD = [
    'Lời **đậm**, *nghiêng*, H<sub>2</sub>O, <br>xuống dòng, <span lang="en">words</span>.',
    'Ngày <time datetime="2018-07-09">9/7</time>, <abbr title="Ủy ban">UB</abbr>.',
    "5 < 6 và 7 > 3; a <- b; `<script>` trong mã; `{ #a }` cũng thế.",
    "```\n<script>{ #a }\n```",
    CLAIM,
    "- 51 xã.\n  { #kq-09-1 .claim }\n- 52 xã.\n  { #kq-09-2 .claim }",
    CLAIM + "\nVì thế.\n{ .reason }",
    "## Đường { #duong }\n\n[x](#duong) [y](ket-qua/2015-2018/kq-01.md#doc-the-nao)",
    "[x](chua-biet.md#n-bao) [y](dong-gop/quy-tac.md) [z](ket-qua/2015-2018/kq-01.md#kq-01-1)",
    "![Hình](../assets/hinh.svg)",
    "[giấy phép](https://creativecommons.org/licenses/by/4.0/deed.vi) <mailto:a@b.example>",
    "[bài báo](http://bao.example/bai), http://bao.example/bai.",
    "## A\n\n### B\n\n## C\n\n### D\n\n#### E",
    "| Năm | Số |\n|---|---|\n| 2018 | 51 |",
    "Các xã:\n\n- xã A\n\n    tiếp xã A\n\n    - xã B\n\nHai bước:\n\n1. một\n2. hai\n\n    tiếp\n\n3. ba",
    "2018\\. Đó là năm ký.\n\n- 51\\. Số\n\n" + CLAIM.replace("51", "51\\."),
    "> Lời dẫn\n> tiếp\n\n***\n\nSố \\#5.",
    "Data: 5; kiểu a/b//c; javascript là một thứ tiếng.",
]


@pytest.mark.parametrize(("name", "body", "expected"), BAD, ids=[case[0] for case in BAD])
def test_bad_markup_has_its_code_and_place(expect: Expect, name: str, body: str, expected: str) -> None:
    expect("docs/vi/trang.md", f"{HEAD}{body.rstrip()}\n", ", ".join(sorted(expected.split(", "), key=_order)))


def _order(item: str) -> tuple[int, int, str]:
    code, place = item.split(" ")
    line, column = place.split(":")
    return int(line), int(column), code


@pytest.mark.parametrize("body", GOOD)
def test_good_markup_gives_nothing(expect: Expect, body: str) -> None:
    expect("docs/vi/trang.md", f"{HEAD}{body.rstrip()}\n", "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: Trang <script>", "DV301 2:14"),
        ('summary: "[x](javascript:x)"', "DV308 2:11, DV311 2:15"),
        ('summary: "`mã`"', "DV308 2:11"),
        ("unknowns: [Một, 'Hai { .x }']", "DV308 2:22"),
        ("template: main.html", "DV207 2:1, DV329 2:1"),
    ],
)
def test_front_matter_holds_plain_words(expect: Expect, line: str, expected: str) -> None:
    rest = "" if line.startswith("title") else "title: Trang\n"
    expect("docs/vi/trang.md", f"---\n{line}\n{rest}---\nLời.\n", expected)
