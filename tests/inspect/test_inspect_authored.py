"""What people wrote is published word for word: every figure, letter, element and link of the lines as typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markdown import Markdown
from tests.inspect.conftest import TEXT, URL

from archive.content.plain import typed, words
from archive.findings import Finding
from archive.inspect import AuthoredPage, ExpectedClaim
from archive.slugs import heading

Look = Callable[..., list[Finding]]
TOKEN = "x" + "0" * 32
FIRST = 7

HONEST = [
    "Lời **đậm**, *nghiêng*, H<sub>2</sub>O, <br>xuống dòng; 5 < 6, a &lt; b, `<b>`, `5*6`.",
    "## Đọc thế nào { #doc }\n\n- một\n- hai\n\n    - ba\n\n- bốn",
    "Hai bước:\n\n1. một\n2. hai\n3. ba",
    "2018\\. Đó là năm; \\*không\\* nghiêng, \\[không\\] là liên kết.",
    "| Năm | Số xã |\n|---|---|\n| 2018 | 51 |\n| 2019 | *52* |",
    '[chương trình](../../thoa-thuan/index.md#a) và [x](#doc), [giấy phép](https://x.example/a_b?c=1 "tên").',
    "![Hình 1](../../../assets/a.png) <https://x.example/y> <mailto:a@b.example>",
    "> Lời dẫn\n> tiếp\n\n***\n\nSau.",
    "```sh\narchive check 51 <b> &lt;\n- 1. x\n```\n\nSau.",
    f"Trước.\n\n{TOKEN}\n\nVì thế 51.\n{{ .reason }}",
    "Một dòng\ndài hai dòng, kq-05, 10.000.000.000 đồng, 5 %, 26/1/2024.",
    "Dấu ` lẻ và &amp; và &quot;x&quot;.",
]


def page(source: str, html: str | None = None) -> AuthoredPage:
    """The page `ket-qua/2015-2018/kq-01.md` of these lines as the renderer and MkDocs make it, or with other HTML."""
    if html is None:
        html = Markdown(
            extensions=["attr_list", "tables", "fenced_code", "toc", "pymdownx.magiclink"],
            extension_configs={"toc": {"slugify": heading}, "pymdownx.magiclink": {"hide_protocol": True}},
        ).convert(source)
        # What MkDocs does to links.
        html = html.replace('"../../thoa-thuan/index.md#a"', '"../../../thoa-thuan/#a"')
    lines = tuple((0 if line == TOKEN else FIRST + number, line) for number, line in enumerate(source.split("\n")))
    return AuthoredPage(
        "kq/kq-01/index.html", "ket-qua/2015-2018/kq-01/", "vi", "ket-qua/2015-2018/kq-01.md", FIRST, html, lines
    )


@pytest.mark.parametrize("source", HONEST)
def test_honest_words_have_no_finding(look: Look, source: str) -> None:
    found = look(authored=[page(source)])
    assert not found, "\n".join(finding.line("en") for finding in found)


LOST = [
    ("a figure that opens a sentence", "2018. Đó là năm ký.", "<ol><li>Đó là năm ký.</li></ol>", "DV955 7"),
    ("a figure below a list", "- Gạch\n\n51. Số", "<ul><li>Gạch</li><li>Số</li></ul>", "DV955 9"),
    ("a list counted anew", "51. một\n\n10. hai", "<ol><li>một</li><li>hai</li></ol>", "DV955 7"),
    ("a word that is gone", "Một hai\nba bốn", "<p>Một hai\nbốn</p>", "DV955 8"),
    ("a word more", "Một hai", "<p>Một hai ba</p>", "DV955 7"),
    ("words exchanged", "Một hai", "<p>hai Một</p>", "DV955 7"),
    ("a sign between figures", "2*3*4", "<p>2<em>3</em>4</p>", "DV955 7"),
    ("emphasis within a word", "Dân**vận**", "<p>Dân<strong>vận</strong></p>", "DV955 7"),
    ("a figure made another", "Số 51.", "<p>Số 15.</p>", "DV955 7"),
    ("a letter made another", "xã An", "<p>xã Àn</p>", "DV955 7"),
    ("words in place of a piece", f"A\n\n{TOKEN}\n\nB", f"<p>A</p><p>{TOKEN}</p><p>Năm 2031</p><p>B</p>", "DV955 11"),
    ("a footnote's word", "Lời[^1]", '<p>Lời<sup id="fnref:1">1</sup> Chữ</p>', "DV955 7"),
    ("emphasis that was not written", "Lời", "<p><em>Lời</em></p>", "DV957 7"),
    ("emphasis that is gone", "Một\n\n*Lời*", "<p>Một</p><p>Lời</p>", "DV957 9"),
    ("a heading of another level", "## Lời", "<h3>Lời</h3>", "DV957 7"),
    ("an item too many", "- a b", "<ul><li>a</li><li>b</li></ul>", "DV957 7"),
    ("a link elsewhere", "Lời [x](../x.md)", '<p>Lời <a href="../../y/">x</a></p>', "DV957 7"),
    ("a link that was not written", "Lời x", '<p>Lời <a href="https://y.example/">x</a></p>', "DV957 7"),
    ("a link that is gone", "Lời [x](#a)", "<p>Lời x</p>", "DV957 7"),
    ("code that is no code", "Lời `x`", "<p>Lời x</p>", "DV957 7"),
    (
        "an image of another file",
        "![a](../../../assets/a.png)",
        '<p><img alt="a" src="../../assets/a.png"></p>',
        "DV957 7",
    ),
]


@pytest.mark.parametrize(("name", "source", "html", "expected"), LOST, ids=[case[0] for case in LOST])
def test_what_is_lost_or_added_is_found_at_its_line(
    look: Look, name: str, source: str, html: str, expected: str
) -> None:
    found = look(authored=[page(source, html)])
    assert expected in {f"{finding.code} {finding.place.line}" for finding in found}, [f.line("en") for f in found]


CLAIMS = [
    ("51. Đơn vị trong Khối.", "Đơn vị trong Khối."),
    ("- 51 đơn vị.", "đơn vị."),
    ("> 51 đơn vị", "51 đơn"),
    ("Số *51* đơn vị.", "Số 52 đơn vị."),
    ("2*3*4 xã.", "234 xã."),
]


@pytest.mark.parametrize(("line", "shown"), CLAIMS)
def test_a_claims_words_are_those_of_its_own_line(look: Look, line: str, shown: str) -> None:
    box = f'<p class="claim" id="kq-01-1">{shown}</p>'
    claim = ExpectedClaim("kq-01-1", "vi", "kq/kq-01/", shown, 12, ((12, line),))
    found = look(("kq/kq-01/index.html", TEXT, box), claims=[claim])
    assert [(finding.code, finding.place.line) for finding in found] == [("DV956", 12)], URL


@pytest.mark.parametrize(
    "line", ["51 đơn vị.", "- 51 đơn vị.", "> *51* đơn vị.", "51\\. Đơn vị", "**51** đơn vị &amp; xã"]
)
def test_an_honest_claim_is_its_own_line(look: Look, line: str) -> None:
    shown = line.replace("\\", "").replace("*", "").replace("&amp;", "&amp;").lstrip("-> ")
    claim = ExpectedClaim("kq-01-1", "vi", "kq/kq-01/", shown.replace("&amp;", "&"), 12, ((12, line),))
    assert look(("kq/kq-01/index.html", TEXT, f'<p class="claim" id="kq-01-1">{shown}</p>'), claims=[claim]) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 51. Số", ["51", "Số"]),
        ("12. Số 5", ["12", "Số", "5"]),
        ("  > ## 2018 { #a-1 }", ["2018"]),
        ("[x y](a(b)c.md) z", ["x", "y", "z"]),
        ('[x](a.md "tên 5") z', ["x", "z"]),
        ("![x](<a b.png>) z", ["x", "z"]),
        ("`[x](y)` <b>z</b> `` ` ``", ["x", "y", "z"]),
        ("<https://x.example/5> https://y.example", ["x", "example", "/", "5", "y", "example"]),
        ("&#53;1 &lt;b&gt; a&nbsp;c", ["51", "b", "a", "c"]),
        ("a\\*b \\`c", ["a", "b", "c"]),
        ("e\u0302\u0301", ["ế"]),
        ("<br>a<wbr>b", ["a", "b"]),
    ],
)
def test_the_words_of_a_line(line: str, expected: list[str]) -> None:
    assert [word.text for word in typed([(1, line)])] == expected


def test_words_are_letters_digits_and_signs() -> None:
    assert words("51 xã, kq-05 (10%): https://a.example/b") == [
        "51",
        "xã",
        ",",
        "kq",
        "05",
        "10",
        "%",
        "a",
        "example",
        "/",
        "b",
    ]
