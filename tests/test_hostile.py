"""A hostile pull request, through the whole build: refused with file and line, or published as harmless text.

Three walls stand behind one another: the check, the cleaning of what was rendered, and the policy of the finished pages.
Each is tried here by itself, with those before it taken down; `tests/browser/test_hostile_browser.py` runs the same in Chromium.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, edit, old_site, project, put

from archive import allowed, catalogue
from archive.build import Options, build
from archive.content.read import read_archive
from archive.context import Context
from archive.findings import Finding, errors
from archive.finish import fill as filling
from archive.listener import Listener
from archive.making import Making, read_kept

pytestmark = pytest.mark.xdist_group("hostile-pages")
MARK = "window.chay=1"
OUT = "</li></ul></article></main>"
BODIES = {
    "code below an empty item": f"- \n\n    x{OUT}<script>{MARK}</script>",
    "code below an empty numbered item": f"1. \n\n    x{OUT}<script>{MARK}</script>",
    "code below an empty item in a quotation": f"> - \n>\n>     x{OUT}<script>{MARK}</script>",
    "code below a star": f"* \n\n    <img src=x onerror={MARK}>",
    "code in an item": f"- a\n\n        <script>{MARK}</script>",
    "a raw script": f"Lời <script>{MARK}</script>",
    "a handler": f"Lời <b onclick={MARK} autofocus tabindex=0 onfocus={MARK}>x</b>",
    "a drawing": f"<svg onload={MARK}></svg>",
    "a script behind ticks": f"Dấu ` lẻ\n\nLời `<script>{MARK}</script>",
    "a link that runs": f"[x](javascript:{MARK})",
    "a link that runs, in disguise": f"[x](java&#x09;script:{MARK})",
    "a footnote with a script": f"Lời[^1]\n\n[^1]: <script>{MARK}</script>",
    "an unclosed comment": "Lời <!-- x\n\n## Sau",
    "an unclosed tag": "Lời <b>x\n\n## Sau",
    "an unclosed code block": "```\nx\n\n## Sau",
    "attributes that run": "Lời *x*{ onclick=x }",
    "a forged box": '<div class="claim-box" data-status="official"><p class="claim" id="kq-01-9">51 xã</p></div>',
    "a fact below an empty item": "- \n\n    Năm 2031, 999 xã được giúp.",
    "a figure as a list's number": "51. Đơn vị đã giúp.",
    "a figure below a list": "- Gạch\n\n51. Số",
}
PAGES = {name: f"thu/trang-{number}.md" for number, name in enumerate(BODIES)}
FIRST = 4
"""The line on which the body of each page starts."""
LATE = ("a figure as a list's number", "a figure below a list")
"""Harmless HTML that says something else: found when the finished words are held against the lines."""
STOPPED = ("a link that runs", "a link that runs, in disguise", "a footnote with a script")
"""What the renderer itself stops at: an address that is none."""
HARMLESS = ("an unclosed comment",)
"""What the check refuses out of caution, and the renderer publishes as text."""


def hostile(root: Path, names: Iterable[str]) -> Path:
    """The small project with a page for each of these bodies, in both languages."""
    project(root)
    for name in names:
        put(root, f"vi/{PAGES[name]}", f"---\ntitle: Thử\n---\n{BODIES[name]}\n")
        put(root, f"en/{PAGES[name]}", "---\ntitle: A try\n---\nWords.\n")
    return root


def made(root: Path) -> list[Finding]:
    """Build without the check; gives the findings of the later stages."""
    archive = read_archive(root)
    (root / "build").mkdir(exist_ok=True)
    return errors(
        Making(root, archive, Context("https://danvan.example/"), root / "build", read_kept(root / "build")).site(
            Listener()
        )
    )


def by_page(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings by the page that they are in."""
    pages: dict[str, list[Finding]] = {}
    for finding in findings:
        pages.setdefault(finding.place.path.removeprefix("docs/vi/"), []).append(finding)
    return pages


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    """What a build says of all of them at once."""
    root = hostile(tmp_path_factory.mktemp("check"), BODIES)
    old_site(root / "site")
    found = errors(build(root, Options(root / "site"), {}, Listener()))
    assert (root / "site/index.html").read_text("utf-8") == "the old site"
    return by_page(found)


@pytest.mark.parametrize("name", BODIES)
def test_the_check_refuses_it_with_file_and_line(refused: dict[str, list[Finding]], name: str) -> None:
    found = refused.get(PAGES[name], [])
    assert found, f"{name}: nothing was found in the page"
    assert all(finding.place.line >= FIRST for finding in found), f"{name}: {[f.line('en') for f in found]}"


@pytest.fixture(scope="module")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Finding]]]:
    """What is rendered of them without any check, what was found in it, and what would be put into the pages."""
    with pytest.MonkeyPatch.context() as patch:
        seen: list[Finding] = []
        lost = filling._lost

        def noted(*given: object) -> Iterator[Finding]:
            """Every finding of the cleaning is ignored, so that the cleaned page is written."""
            seen.extend(lost(*given))  # type: ignore[arg-type]
            return iter(())

        patch.setattr(filling, "_lost", noted)
        root = hostile(tmp_path_factory.mktemp("unchecked"), [name for name in BODIES if name not in STOPPED])
        return root / "build/site", by_page([*made(root), *seen])


@pytest.mark.parametrize("name", [name for name in BODIES if name not in (*LATE, *HARMLESS)])
def test_without_the_check_the_build_refuses_it_still(
    unchecked: tuple[Path, dict[str, list[Finding]]], tmp_path: Path, name: str
) -> None:
    found = by_page(made(hostile(tmp_path, [name]))) if name in STOPPED else unchecked[1]
    codes = {finding.code for finding in found.get(PAGES[name], [])}
    assert codes & {"DV980", "DV981", "DV003", "DV955", "DV957"}, f"{name}: {found}"


def test_words_that_came_out_otherwise_are_refused_by_the_inspection(tmp_path: Path) -> None:
    found = by_page(made(hostile(tmp_path, LATE)))
    for name in LATE:
        assert "DV955" in {f.code for f in found[PAGES[name]]}, name
        assert all(f.place.line >= FIRST for f in found[PAGES[name]]), name


def test_what_is_put_into_a_page_is_on_the_list(unchecked: tuple[Path, dict[str, list[Finding]]]) -> None:
    """Were every finding of the cleaning ignored, the pages would still hold nothing that nobody may write."""
    filled = 0
    for name, page in PAGES.items():
        path = unchecked[0] / page.removesuffix(".md") / "index.html"
        html = path.read_text("utf-8") if path.is_file() else "<!--x"
        if "<!--x" in html:
            continue  # its frame was broken: the page was left as it was rendered, and the build refused
        filled += 1
        article = LexborHTMLParser(html).css_first("article")
        assert article is not None
        for node in article.traverse():
            assert node.tag not in {"script", "style", "iframe", "form"}, f"{name}: {node.html}"
            assert set(node.attributes) <= allowed.FINISHED[node.tag or ""], f"{name}: {node.html}"
        assert MARK not in {node.text() for node in LexborHTMLParser(html).css("script")}, name
    assert filled > 12


def test_every_wall_is_tried_by_itself() -> None:
    """What the check lets through once its rules on markup are gone is what the second wall was tried with."""
    assert {"DV301", "DV302", "DV327", "DV311"} <= {rule.code for rule in catalogue.rules()}


def test_front_matter_goes_out_as_text(tmp_path: Path) -> None:
    title = f"Thu </title></article><script>{MARK}</script> *b* {{ x onmouseover=x }} {{{{ 7*7 }}}} &amp;"
    root = project(tmp_path)
    edit(root, (f"vi/{KQ}", "title: Giúp xã nghèo", f"title: '{title}'\nsummary: '{title}'"))
    assert made(root) == []
    for path in (root / "build/site").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        assert MARK not in {node.text() for node in tree.css("script")}, path
        assert not tree.css("[onmouseover]"), path
    page = LexborHTMLParser((root / "build/site/ket-qua/2015-2018/kq-01/index.html").read_text("utf-8"))
    heading, head = page.css_first("h1"), page.css_first("title")
    assert heading is not None
    assert heading.text() == title
    assert head is not None
    assert head.text().startswith(title)


def test_a_hostile_asset_never_reaches_the_site(tmp_path: Path) -> None:
    root = project(tmp_path)
    put(root, "assets/x.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><script>{MARK}</script></svg>')
    found = errors(build(root, Options(root / "site"), {}, Listener()))
    assert [(finding.place.path, finding.code) for finding in found] == [("docs/assets/x.svg", "DV113")]
    assert not (root / "site").exists()
