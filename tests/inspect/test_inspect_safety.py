"""The allowlist on the published HTML, and that inspecting is harmless, steady and quick."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.hanging import in_time
from tests.inspect.conftest import BELOW, FRAME, HEAD, STRICT, TEXT, URL

from archive.catalogue import rules
from archive.extending import RULES, Problem, hit
from archive.findings import Finding
from archive.inspect import inspect_site
from archive.inspect.site import Site

KQ = "kq/kq-01/index.html"
Look = Callable[..., list[Finding]]

GOOD = [
    (KQ, TEXT, '<a href="https://x.example/" target="_blank" rel="Noopener nofollow">x</a>'),
    (KQ, TEXT, '<a href="tel:+8423">x</a> <a href="MAILTO:a@b.example">y</a>'),
    (KQ, TEXT, '<a href="http://old.example/bai">nguồn</a>'),  # allowed below
    (KQ, TEXT, "<p>javascript:alert(1) &lt;script&gt;</p><p data-on='x' class='on'>x</p>"),
    (KQ, TEXT, '<table><tr><th scope="col">a</th></tr></table><details open><summary>x</summary></details>'),
    (KQ, BELOW, '<script>theme()</script><form action="./"></form><p style="color:red">theme</p>'),
    (
        KQ,
        BELOW,
        '<a href="http://x.example/" target="_blank">theme</a><img alt="" src="data:image/png;base64,AA">',
    ),
]
BAD = [
    ("DV960", KQ, TEXT, '<p onclick="x()">x</p>'),
    ("DV960", KQ, TEXT, '<svg OnLoad="x()"></svg>'),
    ("DV960", KQ, BELOW, '<details ontoggle="x()"></details>'),
    ("DV961", KQ, TEXT, '<a href="javascript:x()">x</a>'),
    ("DV961", KQ, TEXT, '<a href="  JaVa&#x0A;Script&colon;x()">x</a>'),
    ("DV961", KQ, TEXT, '<a href="&#1;java&#9;script:x()">x</a>'),
    ("DV961", KQ, TEXT, '<a href="vbscript:x">x</a>'),
    ("DV961", KQ, TEXT, '<a href="data:text/html,x">x</a>'),
    ("DV961", KQ, TEXT, '<img alt="" src="data:image/png;base64,AA">'),
    ("DV961", KQ, TEXT, '<svg><a xlink:href="javascript:x()">x</a></svg>'),
    ("DV961", KQ, TEXT, '<button formaction="javascript:x()">x</button>'),
    ("DV961", KQ, TEXT, '<a href="file:///etc/passwd">x</a>'),
    ("DV961", KQ, BELOW, '<a href="javascript:x()">x</a>'),
    ("DV962", KQ, TEXT, "<style>p {}</style>"),
    ("DV962", KQ, TEXT, '<iframe src="../../"></iframe>'),
    ("DV962", KQ, TEXT, "<form></form>"),
    ("DV962", KQ, TEXT, '<meta name="x" content="y">'),
    ("DV962", KQ, TEXT, '<object data="../../assets/a.png"></object>'),
    ("DV962", KQ, TEXT, '<embed src="../../assets/a.png">'),
    ("DV962", KQ, TEXT, "<base>"),
    ("DV962", KQ, TEXT, "<svg><style>p {}</style></svg>"),
    ("DV962", KQ, TEXT, "<template><p onclick='x()'></p></template>"),
    ("DV962", KQ, "</article>", "<article><p><form></form></p></article></article>"),
    ("DV962", KQ, BELOW, '<base href="./">'),
    ("DV963", KQ, TEXT, '<p STYLE="color:red">x</p>'),
    ("DV963", KQ, TEXT, "<p style>x</p>"),
    ("DV964", KQ, TEXT, '<a href="http://old.example/bai2">x</a>'),
    ("DV964", KQ, TEXT, '<a href="HTTP://old.example/bai">x</a>'),
    ("DV965", KQ, TEXT, '<a href="//x.example/">x</a>'),
    ("DV965", KQ, TEXT, '<a href="\\/x.example/">x</a>'),
    ("DV966", KQ, TEXT, '<a href="https://x.example/" target="_BLANK" rel="nofollow">x</a>'),
    *(
        ("DV967", path, place, f"<script{attributes}>{code}</script>")
        for path, place in ((KQ, TEXT), (KQ, HEAD), (KQ, BELOW), ("404.html", TEXT), ("404.html", HEAD))
        for attributes, code in (
            ("", "x()"),
            ("", "theme() "),
            ("", ""),
            (" type='module'", "theme()"),
            (" type='importmap'", "{}"),
            (" type='speculationrules'", "{}"),
            (" nonce='x'", "theme()"),
            (" src='/a/b/assets/a.png'", ""),
            (" src='/a/b/assets/app.js'", "x()"),
            (" src=''", ""),
            (" type='text/template'", "x"),
        )
    ),
    ("DV967", KQ, TEXT, "<noscript><script></script></noscript>"),
    ("DV967", KQ, TEXT, "<svg><script>x()</script></svg>"),
    ("DV967", KQ, "</article>", "</article></main><script>x()</script>"),
    ("DV967", KQ, "</html>", "</html><script>x()</script>"),
]
STRANGE = [
    (KQ, TEXT, '<p style="x">x</p>', "<p style>"),
    (KQ, BELOW, '<form action="./"></form>', "<form>"),
    (KQ, BELOW, '<input autofocus="">', "<input autofocus>"),
    (KQ, HEAD, '<link rel="icon" href="./" onload="x">', "<link onload>"),
    (KQ, HEAD, '<meta http-equiv="x" content="y" onclick="x">', "<meta onclick>"),
    (KQ, TEXT, "<math><mi>x</mi></math>", "<math>"),
    (KQ, TEXT, "<svg><foreignObject></foreignObject></svg>", "<foreignObject>"),
    (KQ, TEXT, '<svg><a xlink:href="./">x</a></svg>', "<a xlink:href>"),
    (KQ, TEXT, '<p contenteditable="">x</p>', "<p contenteditable>"),
    (KQ, TEXT, '<a href="./" download="">x</a>', "<a download>"),
    ("404.html", TEXT, "<video></video>", "<video>"),
]


@pytest.mark.parametrize(("path", "old", "new"), GOOD)
def test_good_html(look: Look, path: str, old: str, new: str) -> None:
    assert look((path, old, new), http_allowed=frozenset({"http://old.example/bai"})) == []


@pytest.mark.parametrize(("code", "path", "old", "new"), BAD)
def test_bad_html(look: Look, code: str, path: str, old: str, new: str) -> None:
    found = look((path, old, new), http_allowed=frozenset({"http://old.example/bai"}))
    assert [(finding.code, finding.place.path) for finding in found] == [(code, f"site/{path}")]


@pytest.mark.parametrize(("path", "old", "new", "shown"), STRANGE)
def test_a_page_is_made_of_nothing_but_the_frames_elements(
    look: Look, path: str, old: str, new: str, shown: str
) -> None:
    found = look((path, old, new), frame=STRICT)
    assert shown in {f.message.en.split(", ")[0].removeprefix("The page has ") for f in found if f.code == "DV968"}


def test_the_frames_own_elements_are_known(look: Look) -> None:
    assert look(frame=STRICT) == []


def test_an_invisible_letter_hides_no_scheme(look: Look) -> None:
    found = look((KQ, TEXT, '<a href="java&#x200B;script:x()">x</a>'))
    assert [each.code for each in found] == ["DV901", "DV961"]  # a browser takes it for a relative address


def test_a_message_is_one_line_that_shows_no_control(look: Look) -> None:
    (found,) = look((KQ, TEXT, f'<a href="x&#x202E;&#10;{"y" * 500}/">x</a>'))
    assert found.message.en == f"There is no file at “x {'y' * 158}…” (a href)"


def test_a_rule_that_crashes_is_a_finding(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(site: Site) -> Iterator[Problem]:
        yield hit(KQ, id="x")
        raise RuntimeError("hỏng\nrồi")

    assert look() == []
    known = RULES["DV905"]
    monkeypatch.setattr(RULES, "_known", {**RULES.all(), "DV905": replace(known, name="crash", on_site=crash)})
    assert [(each.code, each.message.en) for each in look()] == [
        ("DV000", "A rule crashed on this file (DV905 crash: RuntimeError: hỏng\nrồi)"),
        ("DV905", known.summary.en),
    ]


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="DV905 is declared twice: outside_base and second"):
        RULES.add("DV905", replace(RULES["DV905"], name="second"))


def test_every_rule_on_the_site_says_what_it_holds() -> None:
    looks = [(found.code, look) for found in rules() if (look := found.on_site or found.on_built or found.on_authored)]
    assert len(looks) > 50
    assert [code for code, look in looks if not (look.__doc__ or look.__name__.startswith("address_"))] == []


def test_inspecting_changes_nothing_and_says_the_same_twice(look: Look, tmp_path: Path) -> None:
    def digests() -> dict[str, str]:
        files = (path for path in tmp_path.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    first = look((KQ, TEXT, '<a href="x/">x</a><p style="x" onclick="y"><script></script></p><b id="muc"></b>'))
    before = digests()
    assert inspect_site(tmp_path, URL, [], {}, frame=FRAME) == first == sorted(first)
    assert len(first) == 5
    assert digests() == before


def test_many_pages_of_many_links_are_looked_at_in_time(look: Look, tmp_path: Path) -> None:
    look()
    text = (tmp_path / KQ).read_text(encoding="utf-8")
    for number in range(200):
        folder = tmp_path / f"kq/trang-{number}"
        folder.mkdir()
        (folder / "index.html").write_text(text.replace("</article>", '<p><a href="../../">x</a></p>' * 300))
    with in_time("the inspection of sixty thousand links"):
        inspect_site(tmp_path, URL, [], {}, frame=FRAME)
