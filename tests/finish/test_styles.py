"""The stylesheet: pruned to what the pages use, and a clear refusal where the theme no longer fits."""

from __future__ import annotations

import importlib.resources
import re
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
import tinycss2

from archive.finish import styles

ROOT = Path(__file__).parents[2]
THEME = Path(str(importlib.resources.files("material"))) / "templates"
BLOCK = re.compile(r"{%-? block (\w+)")

PAGE = """<!doctype html><html lang="vi"><head><link rel="stylesheet" href="{root}assets/site.css">
<script src="{root}assets/archive.js" defer></script></head><body><main id="noi-dung">
<p class="claim" data-status="reported">Ẩn</p>
<a rel="next" href="x/">x</a></main></body></html>"""


@dataclass
class Built:
    site_dir: Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for folder in ("assets/stylesheets", "assets/javascripts", "search", "ket-qua"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "assets/stylesheets/main.1.min.css").write_text("p{margin:0}.md-nav{color:red}")
    (tmp_path / "assets/stylesheets/palette.1.min.css").write_text(":root{--md-x:red}")
    (tmp_path / "assets/javascripts/bundle.js").write_text("x")
    (tmp_path / "search/search_index.json").write_text("{}")
    (tmp_path / "assets/archive.css").write_text("/* ours */ .claim { color: blue }")
    (tmp_path / "assets/archive.js").write_text("// why\nlet a = 1; // stays\n")
    (tmp_path / "index.html").write_text(PAGE.format(root=""), "utf-8")
    (tmp_path / "ket-qua/index.html").write_text(PAGE.format(root="../"), "utf-8")
    return tmp_path


def pruned(tmp_path: Path, css: str) -> str:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(root=""), "utf-8")
    return styles.prune([page], [css])


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        "*",
        "#noi-dung",
        "main p.claim",
        "main>p",
        "[data-status=reported]",
        '[data-status="reported"]',
        '[rel="next"]::after',
        "p:not(.gone):hover",
        ":is(.gone,.claim)",
        '[data-status="reported"]:is(.claim,.step)',
        "main:has(.claim)",
        "[lang^=v]",
        "[class]",
        '[class*="cla"]',
        ":root",
        ".search-box",
        '[role="option"][aria-selected="true"]',
        "::before",
    ],
)
def test_a_rule_that_can_match_stays(tmp_path: Path, selector: str) -> None:
    assert pruned(tmp_path, f"{selector} {{ color: red; }}") == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        ".gone",
        "main .gone",
        "p#noi-dung",
        "aside",
        "[data-status=official]",
        ":is(.gone, aside) p",
        "a.claim",
        "[open=x]",
        "::before .gone",
    ],
)
def test_a_rule_that_cannot_match_goes(tmp_path: Path, selector: str) -> None:
    assert pruned(tmp_path, f"{selector} {{ color: red; }}") == ""


def test_of_a_list_the_selectors_that_match_stay(tmp_path: Path) -> None:
    assert pruned(tmp_path, ".gone, p , .claim > a{color:red}") == "p,.claim>a{color:red}"


def test_conditions_stay_as_long_as_they_hold_a_rule(tmp_path: Path) -> None:
    css = (
        "@media (min-width: 9em) { .gone { color: red } } @layer theme { p { color: red } }"
        "@supports (a: b) { @media print { p { margin: 0 } } }"
    )
    assert pruned(tmp_path, css) == "@layer theme{p{color:red}}@supports (a: b){@media print{p{margin:0}}}"


def test_names_that_nothing_uses_go(tmp_path: Path) -> None:
    css = (
        ":root{--a:var(--b);--b:red;--icon:url('data:image/svg+xml;x')}p{color:var(--c,blue);animation:x 1s}"
        ":root{--c:red}@keyframes x{to{color:red}}@keyframes y{to{color:red}}"
    )
    assert pruned(tmp_path, css) == ("p{color:var(--c,blue);animation:x 1s}:root{--c:red}@keyframes x{to{color:red}}")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("width: calc(100vw - 2rem + -1px)", "width:calc(100vw - 2rem + -1px)"),
        ("margin: 0 -0.5em", "margin:0 -.5em"),
        ('font: 1rem/1.5 a , "b  c"', 'font:1rem/1.5 a,"b  c"'),
        ("color: red !important", "color:red!important"),
        ('content: "a , b"', 'content:"a , b"'),
        ("margin: 10.5px", "margin:10.5px"),
    ],
)
def test_values_keep_their_meaning(tmp_path: Path, value: str, kept: str) -> None:
    assert pruned(tmp_path, f"p {{ {value}; }}") == f"p{{{kept}}}"


def test_the_printed_page_keeps_its_size(tmp_path: Path) -> None:
    assert pruned(tmp_path, "@page { size: A4; margin: 0.5cm }") == "@page{size:A4;margin:.5cm}"


def test_what_does_not_parse_is_refused(tmp_path: Path) -> None:
    with pytest.raises(styles.StylesError, match="parse"):
        pruned(tmp_path, "p{} }")


def test_finish_writes_links_and_deletes(site: Path) -> None:
    styles.finish(Built(site))
    (css,) = site.glob("assets/site.*.css")
    (script,) = site.glob("assets/site.*.js")
    assert css.read_text() == "@layer theme{p{margin:0}}.claim{color:blue}"
    assert script.read_text() == "let a = 1; // stays\n"
    assert f'href="../assets/{css.name}"' in (site / "ket-qua/index.html").read_text("utf-8")
    assert f'src="assets/{script.name}"' in (site / "index.html").read_text("utf-8")
    left = sorted(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file())
    assert left == sorted([f"assets/{css.name}", f"assets/{script.name}", "index.html", "ket-qua/index.html"])


def test_a_missing_stylesheet_of_the_theme_is_refused(site: Path) -> None:
    (site / "assets/stylesheets/palette.1.min.css").unlink()
    with pytest.raises(styles.StylesError, match="palette"):
        styles.finish(Built(site))


def test_a_page_that_asks_for_the_themes_files_is_refused(site: Path) -> None:
    page = PAGE.format(root="").replace("</body>", '<script src="./assets/javascripts/bundle.js"></script></body>')
    (site / "index.html").write_text(page, "utf-8")
    with pytest.raises(styles.StylesError, match="bundle"):
        styles.finish(Built(site))


def test_pages_without_our_stylesheet_are_refused(site: Path) -> None:
    for page in site.rglob("*.html"):
        page.write_text("<!doctype html><p>", "utf-8")
    with pytest.raises(styles.StylesError, match="styles"):
        styles.finish(Built(site))


def test_a_template_literal_in_the_script_is_refused() -> None:
    with pytest.raises(styles.StylesError, match="template literal"):
        styles.compact("a = `\n  b`")


# --- The theme as installed: these tell when a new release no longer fits --------------------------------


def test_the_theme_has_the_two_stylesheets() -> None:
    for name in ("main", "palette"):
        assert len(list((THEME / "assets/stylesheets").glob(f"{name}.*.css"))) == 1


@pytest.mark.parametrize("template", ["base.html", "main.html"])
def test_every_block_that_we_fill_is_one_of_the_themes(template: str) -> None:
    theirs = BLOCK.findall((THEME / "base.html").read_text("utf-8"))
    ours = BLOCK.findall((ROOT / "overrides" / template).read_text("utf-8"))
    assert set(ours) <= set(theirs)
    if template == "base.html":
        assert ours == [name for name in theirs if name in ours], "in the theme's own order"


def test_the_theme_still_offers_what_the_templates_take() -> None:
    assert (THEME / "main.html").read_text("utf-8").rstrip().endswith('{% extends "base.html" %}')


def test_of_the_theme_little_is_left_and_ours_is_light(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(root=""), "utf-8")
    theirs = [path.read_text("utf-8") for path in sorted((THEME / "assets/stylesheets").glob("*.css"))]
    assert len(brotli.compress(styles.prune([page], theirs).encode())) < 1500
    ours = (ROOT / "overrides/assets/archive.css").read_text("utf-8")
    rules = tinycss2.parse_stylesheet(ours, skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in rules if rule.type == "error"]
    assert len(brotli.compress(ours.encode())) < 6000
    script = styles.compact((ROOT / "overrides/assets/archive.js").read_text("utf-8"))
    assert len(brotli.compress(script.encode())) < 3000
