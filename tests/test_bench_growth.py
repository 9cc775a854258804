"""What a build costs as the archive grows, beside other generators: figures, table, chart, and who is held to what."""

from __future__ import annotations

import itertools
import json
import os
import re
import sys
from dataclasses import asdict, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from tests.archives import KQ

from archive.findings import LANGS, Lang, Text
from bench import builds, chart, figures, growth, others
from bench.figures import Growth, Size, Spent
from bench.outcome import NotMeasuredError

SVG = "{http://www.w3.org/2000/svg}"
MISSING = NotMeasuredError("hugo").text
OWN = (figures.NOTHING, figures.CARDS, figures.WORD, figures.SAME, figures.CHECK, figures.CHECK_WORD)


def size(pages: int, times: float) -> Size:
    """Three runs of which the medians are twice `times`; Hugo is not at hand."""
    runs = [Spent(wall * times, wall * times / 2, 100) for wall in (1.0, 2.0, 9.0)]
    some: dict[str, list[Spent] | Text] = dict.fromkeys(figures.PARTS, runs)
    return Size(pages, some | {figures.WORD: [Spent(times / 4, times / 4, 50)], others.HUGO: MISSING})


GROWTH = Growth({"cores": "2", "hugo": "1.2.3"}, 3, (size(1000, 1), size(4000, 4)))


def cells(told: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line[:1] == "|"]


def test_growth_is_told_as_medians_ratios_and_exponents() -> None:
    told = figures.table(GROWTH, "en")
    rows = cells(told)
    assert ["1,000", "plain Material, from nothing", "2.0", "1.00", "1.0", "1.00", "100"] in rows
    assert ["4,000", "… after one word", "1.0", "0.12", "1.0", "0.25", "50"] in rows
    assert "cores 2, hugo 1.2.3; median of 3." in told
    assert "to the power of 1.00 (plain Material, from nothing)" in told
    assert "1.00 (after one word, ours)" in told
    assert "only render" in told


def test_what_is_not_at_hand_has_a_row_without_figures_and_no_exponent() -> None:
    told = figures.table(GROWTH, "en")
    rows = [row for row in cells(told) if row[1].startswith("Hugo")]
    assert rows == [
        [pages, "Hugo, from nothing", "not measured: needs hugo", "", "", "", ""] for pages in ("1,000", "4,000")
    ]
    assert "(Hugo" not in told


def test_without_the_others_neither_rows_nor_words_are_theirs() -> None:
    known = {part: runs for part, runs in size(1000, 1).runs.items() if part not in others.OTHERS}
    told = figures.table(Growth({}, 1, (Size(1000, known),)), "en")
    assert len(cells(told)) == 2 + 2 + len(OWN)
    assert "Zensical" not in told
    assert "power" not in told, "one size alone does not grow"


def test_without_plain_material_no_figure_is_a_multiple() -> None:
    known = dict(size(1000, 1).runs) | {others.PLAIN: MISSING}
    rows = cells(figures.table(Growth({}, 1, (Size(1000, known),)), "en"))
    assert [row[3] for row in rows if row[1].startswith("ours")] == [""]


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_is_whole_in_both_languages(lang: Lang) -> None:
    told = figures.table(GROWTH, lang)
    assert len(cells(told)) == 2 + 2 * len(figures.PARTS)
    assert ("chưa đo: cần hugo" in told) == (lang == "vi")


def test_the_figures_of_a_former_run_are_read_again(tmp_path: Path) -> None:
    assert figures.read(json.dumps(asdict(GROWTH))) == GROWTH
    kept, picture = tmp_path / "figures.json", tmp_path / "chart.svg"
    kept.write_text(json.dumps(asdict(GROWTH)), "utf-8")
    told = CliRunner().invoke(growth.command, ["--figures", str(kept), "--chart", str(picture), "--lang", "en"])
    assert (told.exit_code, told.stdout) == (0, figures.table(GROWTH, "en"))
    assert picture.read_text("utf-8") == chart.svg(GROWTH.sizes, "en")


def test_runs_of_several_sizes_are_told_as_one(tmp_path: Path) -> None:
    few, many = (Growth({"cores": "2"} | more, times, (one,)) for one, times, more in
                 zip(GROWTH.sizes, (5, 3), ({}, {"hugo": "1.2.3"}), strict=True))  # fmt: skip
    assert figures.together([many, few]) == GROWTH
    asked = []
    for name, one in (("many", many), ("few", few)):
        (tmp_path / name).write_text(json.dumps(asdict(one)), "utf-8")
        asked += ["--figures", str(tmp_path / name)]
    assert CliRunner().invoke(growth.command, [*asked, "--lang", "en"]).stdout == figures.table(GROWTH, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_is_svg_with_one_named_line_a_part(lang: Lang) -> None:
    root = ElementTree.fromstring(chart.svg(GROWTH.sizes, lang))
    assert root.tag == f"{SVG}svg"
    labelled = {one.get("id") for one in root if one.tag in {f"{SVG}title", f"{SVG}desc"} and one.text}
    assert labelled == set((root.get("aria-labelledby") or "").split())
    groups = [one for one in root.iter(f"{SVG}g") if (one.get("class") or "").startswith("line ")]
    drawn = [(one.get("class") or "").removeprefix("line ") for one in groups]
    assert drawn == [part for part in figures.PARTS if part != others.HUGO], "a part without a figure has no line"
    for group in groups:
        (line,) = group.findall(f"{SVG}polyline")
        assert len((line.get("points") or "").split()) == len(GROWTH.sizes) == len(group.findall(f"{SVG}circle"))
        assert len(group.findall(f"{SVG}text")) == 1
    names = [one.text or "" for group in groups for one in group.findall(f"{SVG}text")]
    assert len(set(names)) == len(figures.PARTS) - 1, "two lines go by one name"
    (style,) = [one.text or "" for one in root if one.tag == f"{SVG}style"]
    light, dark = style.split("@media (prefers-color-scheme:dark)")
    for part in figures.PARTS:
        assert f".{part}{{--ink:" in light
        assert f".{part}{{--ink:" in dark


def test_more_seconds_stand_higher_and_more_pages_further_right() -> None:
    root = ElementTree.fromstring(chart.svg(GROWTH.sizes, "en"))
    (line,) = [one for one in root.iter(f"{SVG}g") if one.get("class") == f"line {figures.NOTHING}"]
    (few, many) = [tuple(map(float, point.split(","))) for point in (line[0].get("points") or "").split()]
    assert few[0] < many[0]
    assert few[1] > many[1]
    assert chart.LEFT <= few[0] < many[0] <= chart.RIGHT
    assert chart.TOP <= many[1] < few[1] <= chart.BOTTOM


def test_a_name_stands_where_its_line_ends() -> None:
    """One that was measured at the smaller size alone would seem to be as cheap at the larger."""
    small, large = GROWTH.sizes
    fewer = replace(large, runs={part: runs for part, runs in large.runs.items() if part != others.STARLIGHT})
    root = ElementTree.fromstring(chart.svg((small, fewer), "en"))
    ends = {(one.get("class") or "").removeprefix("line "): one for one in root.iter(f"{SVG}g")}
    circle, text = ends[others.STARLIGHT].find(f"{SVG}circle"), ends[others.STARLIGHT].find(f"{SVG}text")
    assert circle is not None
    assert text is not None
    assert 0 < float(text.get("x") or 0) - float(circle.get("cx") or 0) < 40
    assert list(ends)[-1] == others.STARLIGHT, "a line is drawn through its name"


def test_names_stand_apart_and_within_the_picture() -> None:
    found = chart.apart({"a": 100.0, "b": 101.0, "c": 499.0, "d": 500.0, "e": 500.0, "f": 300.0})
    heights = sorted(found.values())
    assert all(below - above >= chart.STEP for above, below in itertools.pairwise(heights))
    assert heights[-1] <= chart.BOTTOM
    assert found["f"] == 300.0
    assert found["a"] == 100.0, "where there is room below, nothing moves up"


def test_inks_are_readable_on_both_grounds() -> None:
    def light(ink: str) -> float:
        channels = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for part, (on_white, on_black) in chart.INKS.items():
        assert 1.05 / (light(on_white) + 0.05) >= 4.5, part
        assert (light(on_black) + 0.05) / (light("#16181c") + 0.05) >= 4.5, part
    assert chart.INKS.keys() == set(figures.PARTS)


# What is run.


def test_a_process_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(NotMeasuredError, match="no bread"):
        growth.spent([sys.executable, "-c", "raise SystemExit('no bread')"], tmp_path)
    with pytest.raises(NotMeasuredError):
        growth.spent([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, fine=(0, 1))
    said = r"a\n\x1b[31m[ERROR]\x1b[0m broken\nno picture\n at x"
    with pytest.raises(NotMeasuredError) as caught:
        growth.spent([sys.executable, "-c", f"raise SystemExit('{said}')"], tmp_path)
    assert caught.value.why == "[ERROR] broken no picture"
    growth.spent([sys.executable, "-c", "raise SystemExit(1)"], tmp_path, fine=(0, 1))
    whole = growth.spent([sys.executable, "-c", "x = bytearray(90_000_000)"], tmp_path)
    assert whole.memory > 80
    assert 0 < whole.processor < 60


def test_what_is_measured_is_the_code_of_this_checkout(tmp_path: Path) -> None:
    growth.spent([sys.executable, "-c", "import archive, bench; print(archive.__file__, bench.__file__)"], tmp_path)
    root = Path(growth.__file__).parents[2]
    assert (tmp_path / "said").read_text("utf-8").split() == [
        str(root / "scripts/archive/__init__.py"),
        str(root / "tools/bench/__init__.py"),
    ]


def test_a_site_that_lacks_a_page_or_a_title_has_no_figure(tmp_path: Path) -> None:
    pages = {"a/index.html": "Một & hai", "en/index.html": "Two"}
    for path, html in (("a/index.html", "<h1>Một &amp; hai</h1>"), ("en/index.html", "<h1>Two</h1>")):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(html, "utf-8")
    others.hold_whole("x", tmp_path, pages)
    (tmp_path / "en/index.html").write_text("<h1></h1>", "utf-8")
    with pytest.raises(NotMeasuredError, match=re.escape("1 of 2 pages are not rendered, en/index.html the first")):
        others.hold_whole("x", tmp_path, pages)
    (tmp_path / "a/index.html").unlink()
    with pytest.raises(NotMeasuredError, match="2 of 2"):
        others.hold_whole("x", tmp_path, pages)


def job(folder: Path, script: str) -> others.Job:
    return others.Job([sys.executable, "-c", script], folder, folder / "site", (folder / "cache",))


WRITES = "import pathlib; p = pathlib.Path('site'); p.mkdir(); (p / 'index.html').write_text('<h1>A</h1>')"


def test_a_run_starts_from_nothing_and_counts_where_all_is_rendered(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    one = growth.rendered("x", job(tmp_path, WRITES), {"index.html": "A"}, [])
    assert not (tmp_path / "cache").exists()
    two = growth.rendered("x", job(tmp_path, WRITES), {"index.html": "A"}, one)
    assert [len(found) for found in (one, two) if not isinstance(found, Text)] == [1, 2]
    assert growth.rendered("x", job(tmp_path, WRITES), {"index.html": "A", "b/index.html": "B"}, two) == Text(
        "chưa đo: x: 1 of 2 pages are not rendered, b/index.html the first",
        "not measured: x: 1 of 2 pages are not rendered, b/index.html the first",
    )
    failed = growth.rendered("x", job(tmp_path, "raise SystemExit('no paper')"), {}, [])
    assert isinstance(failed, Text)
    assert "no paper" in failed.en
    assert growth.rendered("x", job(tmp_path, WRITES), {"index.html": "A"}, MISSING) is MISSING


def test_what_a_former_run_left_is_no_work_of_this_one(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<h1>A</h1>", "utf-8")
    assert isinstance(growth.rendered("x", job(tmp_path, "pass"), {"index.html": "A"}, []), Text)


@pytest.mark.parametrize(("part", "tool"), [("zensical", "zensical"), ("hugo", "hugo"), ("starlight", "npm")])
def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: str, tool: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name == tool else f"/usr/bin/{name}")
    with pytest.raises(NotMeasuredError) as caught:
        others.JOBS[part](tmp_path, tmp_path / "work")
    assert caught.value.text.en == f"not measured: needs {tool}"
    assert not (tmp_path / "work").exists()


def test_a_missing_engine_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(others, "find_spec", lambda name: None)
    with pytest.raises(NotMeasuredError, match="properdocs"):
        others.properdocs(tmp_path, tmp_path / "work")


STAGED = """---
title: "Tên: một “trang”"
summary: "Tóm tắt"
head: "<meta name=x>"
---

Xem [một](index.md), [hai](../../thoa-thuan/index.md#y), [ba](kq-04.md) và [bốn](https://x.example/index.md).
"""


def test_a_staged_page_becomes_one_of_hugo() -> None:
    front, _, body = others.for_hugo(STAGED).partition("\n}\n")
    assert json.loads(f"{front}}}") == {"title": "Tên: một “trang”", "description": "Tóm tắt"}
    assert body.strip() == (
        "Xem [một](_index.md), [hai](../../thoa-thuan/_index.md#y), [ba](kq-04.md) và [bốn](https://x.example/index.md)."
    )


def test_what_must_be_rendered_is_every_staged_page_but_the_one_for_what_is_not_there(tmp_path: Path) -> None:
    for path in ("vi/index.md", "vi/a/b.md", "vi/a/index.md", "vi/404.md", "en/a/b.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"---\ntitle: {path[:-3].replace('/', ' ')}\n---\n", "utf-8")
    assert others.titles(tmp_path) == {
        "index.html": "vi index",
        "a/b/index.html": "vi a b",
        "a/index.html": "vi a index",
        "en/a/b/index.html": "en a b",
    }


def test_the_others_are_given_all_pages_and_render_them(small_project: Path, tmp_path: Path) -> None:
    """Material and ProperDocs run here; Zensical and Hugo, which a stranger's machine may lack, are made ready."""
    builds.our_build(small_project, small_project / "site", again=False)
    builds.whole_pages(small_project)
    titles = others.titles(small_project / builds.WHOLE)
    assert len(titles) > 20
    for part in (others.PLAIN, others.PROPERDOCS):
        found = growth.rendered(part, others.JOBS[part](small_project, tmp_path), titles, [])
        assert not isinstance(found, Text), found.en
    least = others.JOBS[others.LEAST](small_project, tmp_path)
    assert isinstance(growth.rendered(others.LEAST, least, titles, []), list)
    assert len([*least.site.rglob("index.html")]) == 2, "a start of MkDocs and the home pages, nothing else"
    pages = [(tmp_path / part / KQ).with_suffix("") / "index.html" for part in (others.PLAIN, others.PROPERDOCS)]
    one, other = (re.sub("[Pp]roper[Dd]ocs|[Mm]k[Dd]ocs", "", page.read_text("utf-8")) for page in pages)
    assert len(one) > 5000
    assert abs(len(one) - len(other)) < 500, "the engine alone differs"


def test_zensical_and_hugo_are_made_ready_from_the_same_pages(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.our_build(small_project, small_project / "site", again=False)
    builds.whole_pages(small_project)
    monkeypatch.setattr("shutil.which", lambda name: os.path.join("/usr/bin", name))  # noqa: PTH118
    zensical = others.zensical(small_project, tmp_path)
    hugo = others.hugo(small_project, tmp_path)
    sentence, number = "51 đơn vị giúp các xã nghèo.", len(others.titles(small_project / builds.WHOLE))
    assert sentence in (zensical.folder / "docs" / KQ).read_text("utf-8")
    assert sentence in (hugo.folder / "content/vi" / KQ).read_text("utf-8")
    assert len([path for path in (zensical.folder / "docs").rglob("*.md") if path.name != "404.md"]) == number
    assert len([*(hugo.folder / "content").rglob("*.md")]) == number
    assert not [*(hugo.folder / "content").rglob("index.md")], "such a page would swallow those beside it"
    menus = json.loads((hugo.folder / "hugo.json").read_text("utf-8"))["languages"]["en"]["menus"]["main"]
    assert menus[0]["pageRef"] == "/"
    assert zensical.command[0] == "/usr/bin/zensical"
