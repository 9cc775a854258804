"""What of rendered words is cleaned away, and that whatever is gets told."""

from __future__ import annotations

import pytest
from markdown import Markdown

from archive import allowed
from archive.finish.clean import clean, tree

HONEST = [
    "<p>Lời <strong>đậm</strong>, <em>nghiêng</em>, H<sub>2</sub>O, 5 &lt; 6 &amp; 7 &gt; 3.</p>",
    '<h2 id="doc-the-nao">Đọc thế nào</h2>\n<ul>\n<li>một</li>\n<li>\n<p>hai</p>\n</li>\n</ul>',
    '<pre><code class="language-sh">archive check &lt;x&gt;\n</code></pre>',
    "<table>\n<thead>\n<tr>\n<th>A</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>",
    '<p class="reason">Vì thế.</p><hr><blockquote>\n<p>x<br />\ny</p>\n</blockquote>',
    '<p><a href="../../ket-qua/#a">x</a> <a href="mailto:a@b.example">y</a> <a href="https://x.example/?a=1&amp;b">z</a></p>',
    '<p><img alt="Hình" src="../assets/hinh.svg"> <time datetime="2018-07-09">9/7</time> <abbr title="Ủy ban">UB</abbr></p>',
]
LOST = [
    ("script", "<p>x</p><script>a()</script>", "<script>"),
    ("script out of the frame", "<p>x</li></ul></article></main><script>a()</script>", "<script>"),
    ("style", "<style>p{}</style>", "<style>"),
    ("frame", '<iframe src="x"></iframe>', "<iframe>"),
    ("form", '<form action="x"><input name="y"></form>', "<form>"),
    ("button", "<button>x</button>", "<button>"),
    ("drawing", '<svg onload="x"></svg>', "<svg>"),
    ("meta", '<meta http-equiv="refresh" content="0; url=x">', "<meta>"),
    ("base", '<base href="https://x.example/">', "<base>"),
    ("comment", "<p>x</p><!-- x -->", "<-comment>"),
    ("handler", '<p onclick="x">x</p>', "onclick='x' (<p>)"),
    ("style attribute", '<p style="text-align: left">x</p>', "style='text-align: left' (<p>)"),
    ("class of a claim's box", '<p class="claim">x</p>', "class='claim' (<p>)"),
    ("two classes", '<p class="reason claim">x</p>', "class='reason claim' (<p>)"),
    ("data attribute", '<p data-status="official">x</p>', "data-status='official' (<p>)"),
    ("id of a paragraph", '<p id="kq-05-1">x</p>', "id='kq-05-1' (<p>)"),
    ("odd id of a heading", '<h2 id="a b">x</h2>', "id='a b' (<h2>)"),
    ("javascript", '<a href="javascript:x">x</a>', "href='javascript:x' (<a>)"),
    ("javascript in disguise", '<a href="java&#9;script:x">x</a>', "href='java\\tscript:x' (<a>)"),
    ("data image", '<img alt="" src="data:image/png;base64,AA">', "src='data:image/png;base64,AA' (<img>)"),
    ("title of a link", '<a href="x" title="Năm 2031">x</a>', "title='Năm 2031' (<a>)"),
    ("title of a picture", '<img alt="" src="x" title="Năm 2031">', "title='Năm 2031' (<img>)"),
    (
        "title of a cell",
        '<table><tbody><tr><td title="Năm 2031">x</td></tr></tbody></table>',
        "title='Năm 2031' (<td>)",
    ),
    ("title of words", '<em title="Năm 2031">x</em>', "title='Năm 2031' (<em>)"),
    ("language of a heading", '<h2 lang="en">x</h2>', "lang='en' (<h2>)"),
    ("target", '<a href="x" target="_blank">x</a>', "target='_blank' (<a>)"),
    ("first heading", "<h1>x</h1>", "<h1>"),
    ("claim's box", '<div class="claim-box"><p>x</p></div>', "<div>"),
    ("details", "<details><summary>x</summary></details>", "<details>"),
    ("loose end tag", "<p>x</p></article>", "</article>"),
    ("loose start tag", "<p><b>x</p>", "<b>"),
    ("crossed tags", "<p><b><i>x</b></i></p>", "</b>"),
    ("mathematics", "<math><mtext></mtext></math>", "<math>"),
    ("body with a handler", "<body onload=x><p>x</p></body>", "onload='x' (<body>)"),
    ("mutation", '<svg></p><style><a id="</style><img src=1 onerror=x>">', "<svg>"),
    ("noscript", '<noscript><p title="</noscript><img src=x onerror=x>"></noscript>', "<noscript>"),
    ("template", "<template><script>x</script></template>", "<template>"),
    ("plain text", "<plaintext>x", "<plaintext>"),
    ("namespace", '<svg:script xlink:href="x"></svg:script>', "<svg:script>"),
    ("import map", '<script type="importmap">{}</script>', "<script>"),
    ("preload", '<link rel="preload" href="x">', "<link>"),
]


@pytest.mark.parametrize("html", HONEST)
def test_honest_words_lose_nothing(html: str) -> None:
    cleaned = clean(html)
    assert not cleaned.losses, [str(loss) for loss in cleaned.losses]
    assert tree(cleaned.html).html == tree(html).html


@pytest.mark.parametrize(("name", "html", "first"), LOST, ids=[case[0] for case in LOST])
def test_what_nobody_may_write_is_gone_and_told(name: str, html: str, first: str) -> None:
    cleaned = clean(html)
    told = [str(loss) for loss in cleaned.losses]
    assert first in told, f"{name}: {told}"
    for node in tree(cleaned.html).traverse():
        assert node.tag in allowed.INLINE | allowed.MARKDOWN | {"body"}, (
            f"{name}: <{node.tag}> is left in {cleaned.html}"
        )
        assert set(node.attributes) <= allowed.ATTRIBUTES.get(node.tag or "", frozenset()), name


def test_what_is_cleaned_is_clean() -> None:
    for _, html, _ in LOST:
        once = clean(html).html
        assert not clean(once).losses, html
        assert clean(once).html == once


def test_all_that_plain_markdown_makes_may_stand() -> None:
    written = (
        "## A { #a }\n\n### B\n\n#### C\n\n*a* **b** `c` [d](e.md) ![g](h.png)  \n<kbd>i</kbd>\n\n- j\n\n1. k\n\n> l\n\n***\n\n"
        "| m | n |\n|---|---|\n| o | p |\n\n```sh\nq\n```\n\nVì.\n{ .reason }\n"
    )
    html = Markdown(extensions=["attr_list", "tables", "fenced_code", "toc"]).convert(written)
    assert not clean(html).losses, [str(loss) for loss in clean(html).losses]
