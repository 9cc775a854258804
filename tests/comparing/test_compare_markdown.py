"""The comment on a pull request: a stranger's words stay words, on the host too, and it fits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from marko.ext.gfm import gfm
from selectolax.lexbor import LexborHTMLParser
from tests.archives import CK, KQ, edit, make, put, read_again

from archive.comparing.compare import compare
from archive.comparing.markdown import LIMIT, harmless, markdown
from archive.comparing.outline import outline
from archive.comparing.spans import Item, Outline, Part, Span, code, own, theirs
from archive.comparing.text import text
from archive.comparing.value import Changes, Comparison
from archive.findings import LANGS, Finding, Place, Text

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details>", "<!-- x", "<a href='//evil'>x</a>", "&lt;b&gt;",
    "[x](https://evil.example)", "![x](https://evil.example/x.png)", "[x]: https://evil.example", "[^1]", "<https://evil.example>",
    "https://evil.example/a?b=c", "http://evil.example", "www.evil.example", "WWW.evil.example", "ftp://evil.example", "mailto:a@evil.example",
    "xmpp:a@evil.example", "a@evil.example", "a.b+c@evil.example.org", "@octocat", "(@octocat)", "x@octocat", "@org/team", "#1", "x#1", "owner/repo#12",
    "GH-12", "gh-12", "0123456789abcdef0123456789abcdef01234567", "deadbee", "DEADBEEF", "owner/repo@deadbeef", ":octocat:", ":+1:", "::x::",
    "# Tiêu đề", "- [x] việc", "+ x", "* x", "1. x", "12) x", "> [!WARNING]", "===", "---", "| a | b |\n|---|---|", "```\ncode\n```", "`x`", "``x`",
    "**x**", "__x__", "_x_", "~~x~~", "~x~", "\\*x\\*", "\\", "x\\", "$x$", "$$x$$", "$`x`$", "<b", "&", "&#64;octocat", "&commat;octocat", "\u202eabc", "a\u200bb",
    "[[x]]", "{x}", "^x^", "<details>", "</summary>", "x\n\n# y", "x  \n- y", "\ty", "\u2028# x", "-x", "+x", "=x", "*", "_", "~~", "**",
]  # fmt: skip
"""What would do something in a comment."""
MENTION = re.compile(
    r"""(?<![\w`])@[A-Za-z0-9]                 # somebody, or a team
        | \#[0-9]                               # an issue
        | \bgh-[0-9]
        | \b[0-9a-f]{7,40}\b                    # a commit
        | :[a-z0-9_+-]+:                        # a picture of a mood
        | \bwww\. | [a-z]+:// | mailto:\w | xmpp:\w # addresses
        | [\w.+-]+@[\w-]+\.                     # mail
        | \$[^\s$\u200b]""",
    re.VERBOSE | re.IGNORECASE,
)
"""What hosts look for in words as they are rendered: none of it may be left, outside of code."""
ALLOWED = {"h2", "h3", "p", "ul", "li", "strong", "del", "code", "details", "summary", "b", "em"}


def comment(words: list[str], kind: str) -> str:
    spans = [Span(one, kind) for one in words]  # type: ignore[arg-type]
    items = tuple(Item((own("x"), span), ((span,), (own("y"), span, own("z")))) for span in spans)
    return markdown(Outline("T", (), (Part("A", items), Part("B", items, urgent=True))), "vi")


def rendered(words: str) -> LexborHTMLParser:
    tree = LexborHTMLParser(gfm(words))
    assert tree.body is not None
    return tree


def seen(words: str) -> str:
    """Words as a reader sees them: on one line, what nobody sees named."""
    return words.replace("\u200b", "")


@pytest.mark.parametrize("kind", ["said", "gone", "came", "code"])
def test_hostile_words_are_words(kind: str) -> None:
    tree = rendered(comment(HOSTILE, kind))
    tags = {node.tag for node in tree.css("body *")}
    assert tags <= ALLOWED, tags - ALLOWED
    assert all(not node.attributes for node in tree.css("body *"))
    for node in tree.css("code"):
        node.decompose()
    words = tree.body.text(separator="\n") if tree.body else ""
    assert not [found[0] for found in MENTION.finditer(words)], words


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", ["said", "gone", "came", "code"])
def test_hostile_words_are_read_as_they_are_written(kind: str, words: str) -> None:
    tree = rendered(markdown(Outline("T", (), (Part("A", (Item((own("x"), Span(words, kind))),)),)), "vi"))  # type: ignore[arg-type]
    item = tree.css_first("li")
    assert item is not None
    shown = " ".join(seen(item.text()).split())
    escaped = " ".join(words.split()).replace("\u202e", "\\u202e").replace("\u200b", "\\u200b")
    assert shown == f"x {escaped}".rstrip()
    assert len(tree.css("li")) == 1
    marks = {"gone": "del", "came": "strong"}
    assert kind not in marks or tree.css_first(marks[kind]) is not None


def test_hostile_content_gives_a_comment_of_words(tmp_path: Path) -> None:
    old = read_again(make(tmp_path / "cu"))
    root = make(tmp_path / "moi")
    flat = [" ".join(words.split()).replace('"', "") for words in HOSTILE]
    for at, words in enumerate(flat):
        put(
            root,
            f"vi/x{at}.md",
            f"---\ntitle: {words!r}\nsummary: {words!r}\nunknowns: [{words!r}]\n---\n## {words}\n\n{words}\n",
        )
        put(root, f"en/x{at}.md", f"---\ntitle: {words!r}\n---\n{words}\n")
        edit(root, (f"vi/{KQ}", "51 đơn vị", f"{words} 51 đơn vị"))
    edit(root, (f"vi/{CK}", 'source="n-bao#p3"', 'source="@octocat#1" when="<b>`x`" office="[x](y)"'))
    findings = tuple(
        Finding(Place("docs/vi/`@a`#1.md"), "DV000", Text(words, words)) for words in HOSTILE if words.strip()
    )
    changes = compare(old, read_again(root))
    for lang in LANGS:
        for some in (findings, findings[10:], findings[50:]):
            tree = rendered(
                markdown(outline(Comparison(Text("@a", "@a"), Text("`#1`", "`#1`"), changes, some), lang), lang)
            )
            tags = {node.tag for node in tree.css("body *")}
            assert tags <= ALLOWED, tags - ALLOWED
            for node in tree.css("code"):
                node.decompose()
            words = tree.body.text(separator="\n") if tree.body else ""
            assert not [found[0] for found in MENTION.finditer(words)]


def test_text_for_a_terminal_holds_no_sign_that_acts() -> None:
    lines = ((theirs("\x1b[31mx\x07\n- y\u202e"), Span("a\rb", "gone"), Span("\x9b1m", "came"), code("\x00")),)
    shown = text(Outline("T", (), (Part("A", (Item(lines[0]),)),)))
    assert shown == "T\n\nA (1)\n- \\x1b[31mx\\x07 - y\\u202e [-a b-] {+\\x9b1m+} \\x00\n"


@pytest.mark.parametrize("size", [(1, 5_000_000), (3_000, 300), (20_000, 10), (50, 7_900)])
@pytest.mark.parametrize("sign", ["x", "*", "@", "đ"])
def test_a_comment_is_kept_below_what_a_host_takes(size: tuple[int, int], sign: str) -> None:
    many, long = size
    items = tuple(Item((code(f"kq-{at}"), theirs(sign * long)), ((theirs(sign * long),),) * 3) for at in range(many))
    urgent = (Item((theirs("lỗi"),)),) * 10
    shown = markdown(Outline("T", (), (Part("A", items), Part("B", urgent, urgent=True))), "vi")
    assert len(shown) <= LIMIT
    assert shown.count("- lỗi\n") >= 9, "what is urgent is cut last"
    if many > 1:
        assert "mục không nêu ở đây; `archive diff`" in shown
        left = sum(int(found) for found in re.findall(r"còn ([0-9]+) mục nữa", shown))
        assert left + shown.count("**kq-") + len(re.findall(r"- `kq-[0-9]+`", shown)) == many


def test_what_is_long_is_folded_and_what_is_urgent_is_not() -> None:
    items = (Item((theirs("từ " * 2_000),)),) * 2
    shown = markdown(Outline("T", (), (Part("A", items), Part("B", items, urgent=True), Part("C", items[:0]))), "vi")
    assert "<details><summary><b>A (2)</b></summary>\n\n- từ" in shown
    assert "### B (2)\n\n- từ" in shown


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("51 đơn vị (đủ), 10%.", "51 đơn vị (đủ), 10%."),
        ("kq-01-2", "kq-01-2"),
        ("9/7/2018, 15:30", "9/7/2018, 15&#58;&#8203;30"),
        ("Ghi chú: x", "Ghi chú: x"),
    ],
)
def test_plain_words_stay_readable(words: str, escaped: str) -> None:
    assert harmless(words) == escaped


def test_nothing_changed_is_a_short_comment() -> None:
    shown = markdown(outline(Comparison(Text("a", "a"), Text("b", "b"), Changes()), "vi"), "vi")
    assert shown == (
        "## Bạn đọc sẽ thấy gì khác\n\nSo `a` với `b`.\n\nTrong docs/ và archive.toml không có gì khác mà bạn đọc thấy "
        "được. Mã, mẫu trang và lời của khung trang không được so ở đây.\n\n"
        "Kết quả kiểm tra: 0 lỗi, 0 cảnh báo.\n"
    )
