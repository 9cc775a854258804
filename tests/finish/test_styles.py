"""The stylesheet and the script: ours alone, small, and a clear refusal where the theme no longer fits."""

from __future__ import annotations

import importlib.resources
import re
from pathlib import Path

import brotli
import pytest
import tinycss2

from archive.content.read import index
from archive.context import Context
from archive.finish import styles
from archive.finish.built import Built, RenderedPage
from archive.frame import THEME as FRAME
from archive.kept.tree import Tree
from archive.refusal import Refusal

THEME = Path(str(importlib.resources.files("material"))) / "templates"
BLOCK = re.compile(r"{%-? block (\w+)")

PAGE = """<!doctype html><html lang="vi"><head><link rel="stylesheet" href="{root}assets/site.css">
<script src="{root}assets/archive.js" defer></script></head><body><main id="noi-dung">
<p class="claim" data-status="reported">Ẩn</p>
<a rel="next" href="x/">x</a></main></body></html>"""


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A site without anything in it, and the sources of a frame."""
    assets = tmp_path / "frame/assets"
    assets.mkdir(parents=True)
    (assets / "archive.css").write_text("/* ours */ .claim { color: blue }")
    (assets / "print.css").write_text("@page { margin: 0 }")
    (assets / "archive.js").write_text("// why\nlet a = 1; // stays\n")
    (assets / "statement.js").write_text("let b = 2;\n")
    for number, name in enumerate(("reading.js", "finding.js", "results.js")):
        (assets / name).write_text(f"let c{number} = 3;\n")
    return Built(Tree(tmp_path / "site"), index(tmp_path, ()), Context(""), frame_dir=tmp_path / "frame")


def linked(built: Built, name: str, html: str) -> str:
    return styles.link(RenderedPage(name, html), styles.given(built)(name)).html


def test_finish_writes_and_pages_link_it(built: Built) -> None:
    styles.finish(built)
    site = built.site_dir
    (css,) = site.glob("assets/site.*.css")
    (script,) = site.glob("assets/site.*.js")
    assert css.read_text() == ".claim{color:blue}"
    printed = site / "assets/print.css"
    assert printed.read_text() == "@page{margin:0}"
    assert script.read_text() == "let a = 1; // stays\nlet b = 2;\n"
    (search,) = site.glob("assets/search.*.js")
    assert search.read_text() == "let c0 = 3;\nlet c1 = 3;\nlet c2 = 3;\n", "in this order: each needs the one before"
    assert f'href="../assets/{css.name}"' in linked(built, "ket-qua/index.html", PAGE.format(root="../"))
    assert f'src="assets/{script.name}"' in linked(built, "index.html", PAGE.format(root=""))
    left = sorted(path.name for path in site.rglob("*") if path.is_file())
    assert left == sorted(made.name for made in (css, printed, script, search))


@pytest.mark.parametrize(
    "words",
    [
        '<img alt="Xem assets/site.css">',
        '<p>Tệp “assets/archive.js" là gì</p>',
        '<b data-x="assets/archive.js">',
        '<a href="https://other.example/assets/site.css">x</a>',
        '<a href="//other.example/a/assets/archive.js">x</a>',
    ],
)
def test_what_is_no_link_stays_as_it_was_written(words: str, built: Built) -> None:
    styles.finish(built)
    assert words in linked(built, "index.html", PAGE.format(root="").replace("</body>", f"{words}</body>"))


def test_a_page_that_asks_for_the_themes_files_is_refused(built: Built) -> None:
    page = PAGE.format(root="").replace("</body>", '<script src="./assets/javascripts/bundle.js"></script></body>')
    with pytest.raises(Refusal, match="bundle"):
        linked(built, "index.html", page)


def test_a_page_without_our_stylesheet_is_refused(built: Built) -> None:
    with pytest.raises(Refusal, match="styles"):
        linked(built, "index.html", "<!doctype html><p>")


@pytest.mark.parametrize("around", ["{rule}", "@media print {{ {rule} }}", "@container (max-width: 9rem) {{ {rule} }}"])
def test_a_descendant_stays_one(around: str) -> None:
    """`.a :is(b)` is a `b` within an `.a`; without its blank it would be an `.a` that is a `b`."""
    made = styles.small(around.format(rule=".a :is(b, c) { color: red; }"))
    assert ".a *:is(b,c)" in made or ".a :is(b,c)" in made, f"the rule now means another element: {made}"


def test_a_template_literal_in_a_script_is_refused() -> None:
    with pytest.raises(Refusal, match=r"statement\.js holds a template literal"):
        styles.compact("statement.js", "a = `\n  b`")


# --- The theme as installed: these tell when a new release no longer fits --------------------------------


@pytest.mark.parametrize("template", ["base.html", "main.html"])
def test_every_block_that_we_fill_is_one_of_the_themes(template: str) -> None:
    theirs = BLOCK.findall((THEME / "base.html").read_text("utf-8"))
    ours = BLOCK.findall((FRAME / template).read_text("utf-8"))
    assert set(ours) <= set(theirs)
    if template == "base.html":
        assert ours == [name for name in theirs if name in ours], "in the theme's own order"


def test_the_theme_still_offers_what_the_templates_take() -> None:
    assert (THEME / "main.html").read_text("utf-8").rstrip().endswith('{% extends "base.html" %}')


def test_ours_parses_and_is_light() -> None:
    for name, most in (("archive.css", 5600), ("print.css", 1300)):
        ours = (FRAME / "assets" / name).read_text("utf-8")
        small = styles.small(ours)
        for text in (ours, small):
            rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            assert not [rule for rule in rules if rule.type == "error"], name
        assert len(brotli.compress(small.encode())) < most, name
    for stem, most in (("site", 2950), ("search", 8500)):
        sources = (styles.compact(name, (FRAME / "assets" / name).read_text("utf-8")) for name in styles.SCRIPTS[stem])
        assert len(brotli.compress("".join(sources).encode())) < most, stem


def test_no_rule_is_for_a_class_that_nothing_has() -> None:
    """Nothing takes out what no page uses, so nothing of that kind may stand there."""
    sheets = ((FRAME / "assets" / name).read_text("utf-8") for name in (styles.SHEET, styles.PRINT))
    css = re.sub(r"(?s)/\*.*?\*/", "", "".join(sheets))
    named = set(re.findall(r"\.(-?[a-z][a-z-]*(?:--[a-z]+)?)(?=[\s.,:>{+~\[)])", re.sub(r"(?s)\{[^{}]*\}", "{}", css)))
    said = "".join(
        path.read_text("utf-8") for path in sorted(FRAME.parent.rglob("*")) if path.suffix in {".py", ".html", ".js"}
    )
    made = {"step--conclusion"}
    unknown = {name for name in named if name not in said and name.split("--")[0] + "--" not in said} - made
    assert not unknown, f"archive.css has rules for {sorted(unknown)}, which no template, part or script makes"
