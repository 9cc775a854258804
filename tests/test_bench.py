"""The benchmark's pure parts: weights, ratios, tables, and the pages made for the others. No time is asserted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner
from tests.archives import KQ, REPOSITORY

from archive.checks.checking import check
from archive.content.read import read_archive
from archive.findings import LANGS, Text, errors
from archive.settings import UNSET, MenuItem, read_settings
from archive.stage.page import HOME
from bench import builds, checking, run, starlight, table, weigh
from bench.__main__ import command
from bench.host import serving
from bench.outcome import CheckCost, NotMeasuredError, Report, Seconds, Site, middle, ratio
from bench.weigh import Sent, Weights

STYLE = b"p { color: red } " * 50
PAGE = """<!doctype html><html lang="vi"><head><title>x</title>
<link rel="stylesheet" href="../assets/a.css"><link rel="stylesheet" href="/assets/print.css" media="print">
<link rel="icon" href="../assets/i.png"><link rel="canonical" href="https://danvan.example/a/">
<script src="../assets/a.js?v=1" defer></script><script src="https://other.example/x.js"></script></head>
<body><p>Chữ</p><img src="../assets/i.png" alt=""><img src="../assets/lost.png" alt=""></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("a", "b", "assets"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / name / "index.html").write_text(PAGE + name, "utf-8")
    (tmp_path / "assets/a.css").write_bytes(STYLE)
    (tmp_path / "assets/print.css").write_bytes(b"p { color: black }")
    (tmp_path / "assets/a.js").write_bytes(b"let a = 1; " * 40)
    (tmp_path / "assets/i.png").write_bytes(b"\x89PNG" + b"0" * 300)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "smaller"),
    [("a/index.html", True), ("assets/a.css", True), ("assets/a.js", True), ("assets/i.png", False)],
)
def test_a_file_weighs_what_a_host_sends(site: Path, name: str, smaller: bool) -> None:
    data = (site / name).read_bytes()
    assert weigh.packed(site / name) == (brotli.compress(data, quality=11) if smaller else data)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x/index.html", "text/html"),
        ("x.js", "text/javascript"),
        ("x.mjs", "text/javascript"),
        ("x.svg", "image/svg+xml"),
        ("x.webmanifest", "application/manifest+json"),
        ("x.png", "image/png"),
        ("x", "application/octet-stream"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert weigh.kind_of(name) == kind


def test_what_a_page_names_is_counted_once_and_other_hosts_never(site: Path) -> None:
    named = [sent.name for sent in weigh.referenced(site, "a/")]
    assert named == ["a/", "assets/a.css", "assets/print.css", "assets/i.png", "assets/a.js"]


def test_the_first_paint_is_html_and_the_stylesheets_of_a_screen(site: Path) -> None:
    assert weigh.first_paint(site, "a/") == len(weigh.packed(site / "a/index.html")) + len(
        brotli.compress(STYLE, quality=11)
    )


def test_a_second_page_costs_what_is_not_known_yet(site: Path) -> None:
    found = weigh.from_files(site, "a/", "b/")
    assert found.second == len(weigh.packed(site / "b/index.html"))
    assert found.requests == 5
    assert found.first > found.paint


def test_weights_add_up() -> None:
    first = [Sent("a/", 10), Sent("search/search_index.json", 300), Sent("_astro/Search.x.js", 5), Sent("lost", 0)]
    assert weigh.weights(first, [Sent("b/", 7)], 12) == Weights(315, 4, 7, 12, 305)


def test_the_host_answers_below_its_path_alone_and_notes_it(site: Path) -> None:
    with serving(site, "/duong/dan/") as host:
        with urllib.request.urlopen(host.url("a/")) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert brotli.decompress(answer.read()) == (site / "a/index.html").read_bytes()
        outside = host.root.replace("/duong/dan/", "/")
        for way in (outside + "robots.txt", outside + "a/", host.url("lost/"), host.url("../../a/index.html")):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(way)
        assert host.sent[0] == Sent("a/", len(weigh.packed(site / "a/index.html")))
        assert [sent.size for sent in host.sent[1:]] == [0, 0, 0, 0]


@pytest.mark.parametrize(("value", "yardstick", "found"), [(6, 3, 2.0), (0, 3, 0.0), (6, 0, None)])
def test_ratio(value: float, yardstick: float, found: float | None) -> None:
    assert ratio(value, yardstick) == found
    assert table.times(value, yardstick) == ("–" if found is None else f"{found:.1f}×")


def test_the_median_is_taken_part_by_part() -> None:
    runs = [{"read": 1.0, "render": 9.0}, {"read": 3.0, "render": 2.0}, {"read": 2.0, "render": 4.0}]
    assert middle(runs) == Seconds({"read": 2.0, "render": 4.0})
    assert middle(runs).total == 6.0


LIGHT, HEAVY = Weights(10_000, 4, 2_000, 8_000, 0), Weights(150_000, 11, 4_000, 24_000, 95_000)
UNKNOWN = NotMeasuredError("npm").text
REPORT = Report(
    {"Python": "3.11", "cores": "2"},
    185,
    3,
    (
        Site(run.OURS, Seconds({"read": 0.5, "render": 1.5}), {"home": LIGHT}, Seconds({"read": 0.5, "render": 0.5})),
        Site(run.MATERIAL, Seconds({"render": 3.0}), {"home": HEAVY}),
        Site(run.STARLIGHT, UNKNOWN, UNKNOWN),
    ),
    CheckCost(4000, 0.5, 1.0, 0.3),
    (run.FONTS,),
)


def test_the_tables_tell_figures_with_ratios_and_no_figure_where_nothing_was_measured() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.text(REPORT, "en").splitlines()]
    assert ["ours", "2.00", "1.00", "1.0×"] in rows
    assert ["plain Material", "3.00", "", "1.5×"] in rows
    assert ["read and rules", "1.50", "5.0×"] in rows
    assert ["home", "ours", "10.0", "4", "0.0", "2.0", "8.0"] in rows
    assert ["home", "plain Material", "150.0 (15.0×)", "11", "95.0", "4.0 (2.0×)", "24.0 (3.0×)"] in rows
    unknown = [row for row in rows if "Starlight" in row]
    assert unknown == [
        ["Starlight", "not measured: needs npm", "", ""],
        ["", "Starlight", "not measured: needs npm", "", "", "", ""],
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_tables_are_whole_in_both_languages(lang: str) -> None:
    lines = [line for line in table.text(REPORT, "vi" if lang == "vi" else "en").splitlines() if line.startswith("|")]
    assert len(lines) == 2 + 5 + 2 + 4 + 2 + 3
    assert ("chưa đo: cần npm" in "".join(lines)) == (lang == "vi")


def test_json_holds_the_same() -> None:
    data = json.loads(table.as_json(REPORT, "en"))
    ours, material, other = data["sites"]
    assert ours["build"]["total"] == 2.0
    assert ours["again"]["of_ours"] == 1.0
    assert material["weights"]["home"]["of_ours"]["first"] == 15.0
    assert material["weights"]["home"]["of_ours"]["search"] is None
    assert other == {"name": "Starlight", "build": UNKNOWN.en, "again": None, "weights": UNKNOWN.en}


def test_the_page_names_are_those_measured() -> None:
    assert table.PAGE_NAMES.keys() == run.PAGES.keys()


STAGED = """---
title: "Tên: một “trang”"
summary: "Tóm tắt"
head: "<meta name=x>"
---

# Tên: một “trang”

Xem [một](kq-04.md), [hai](../../cam-ket/2018-2020/ck-04.md#y), [ba](index.md) và [bốn](https://x.example/a.md).
{ #kq-03-1 .claim }

## Một mục { #muc }
"""


def test_a_staged_page_becomes_one_of_starlight() -> None:
    found = starlight.convert(STAGED, "ket-qua/2015-2018/kq-03.md")
    block, _, body = found.removeprefix("---\n").partition("---\n")
    assert json.loads(block) == {"title": "Tên: một “trang”", "description": "Tóm tắt"}
    assert body.split("\n") == [
        "",
        "Xem [một](../kq-04/), [hai](../../../cam-ket/2018-2020/ck-04/#y), [ba](../) và [bốn](https://x.example/a.md).",
        "",
        "",
        "## Một mục",
        "",
    ]


def test_the_menu_is_the_same() -> None:
    items = (
        MenuItem(page="ket-qua/2015-2018/index.md", vi="Kết quả", en="Results"),
        MenuItem(page="chua-biet.md", vi="Chưa biết", en="Unknown"),
    )
    links = starlight.sidebar(builds.menu(UNSET.model_copy(update={"menu": items})))
    assert [(entry["label"], entry["link"], entry["translations"]["en"]) for entry in links] == [
        (HOME.vi, "/", HOME.en),
        ("Kết quả", "/ket-qua/2015-2018/", "Results"),
        ("Chưa biết", "/chua-biet/", "Unknown"),
    ]


@pytest.mark.parametrize("tool", ["node", "npm"])
def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tool: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name == tool else f"/usr/bin/{name}")
    with pytest.raises(NotMeasuredError) as caught:
        starlight.install(tmp_path, tmp_path / "out")
    assert caught.value.text == Text(f"chưa đo: cần {tool}", f"not measured: needs {tool}")
    assert not (tmp_path / "out").exists()


def test_a_failing_command_is_told_with_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(NotMeasuredError) as caught:
        starlight.run(tmp_path, "sh", "-c", "echo first >&2; echo no network >&2; exit 3")
    assert caught.value.text.en == "not measured: sh -c: no network"


def test_the_pages_to_check_are_records_of_their_own_without_findings(small: Path, tmp_path: Path) -> None:
    project = builds.project_copy(small, tmp_path / "many")
    before = len(read_archive(project).pages)
    assert checking.multiply(project, before + 6) == before + 6
    archive = read_archive(project)
    copies = [name for name in archive.records if name.endswith(("-1000", "-1001", "-1002"))]
    assert len(copies) == 3, f"three copies with ids of their own are expected among {sorted(archive.records)}"
    assert not [finding.line("en") for finding in errors(check(archive))]
    assert len(read_archive(small).pages) == before, "the project itself was written to"


@pytest.mark.parametrize("arguments", [["--pages", "1"], ["--runs", "0"], ["--format", "x"], ["x"]], ids=str)
def test_wrong_usage_is_2(small: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(small)
    assert CliRunner().invoke(command, arguments).exit_code == 2


def test_outside_a_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, [])
    assert (result.exit_code, "docs/vi" in result.stderr) == (2, True)


def test_it_runs_as_a_module_and_calls_itself_that() -> None:
    path = os.pathsep.join(str(REPOSITORY / name) for name in ("tools", "scripts"))
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--help"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: python -m bench [OPTIONS]\n")


def test_other_renderers_are_given_all_that_our_pages_show(small_project: Path) -> None:
    builds.our_build(small_project, small_project / "site", again=False)
    builds.whole_pages(small_project)
    page = (small_project / builds.WHOLE / "vi" / KQ).read_text("utf-8")
    assert "51 đơn vị giúp các xã nghèo." in page
    assert 'class="claim' in page, "a page without its frame's pieces is lighter than ours"
    own = read_settings(small_project).settings
    starlight.prepare(small_project, small_project / "starlight")
    written = (small_project / "starlight/astro.config.mjs").read_text("utf-8")
    assert json.dumps(own.name.vi, ensure_ascii=False) in written
    assert own.site_url in written
    assert (small_project / "starlight/public/favicon.svg").is_file()
    assert "51 đơn vị giúp các xã nghèo." in (small_project / "starlight/src/content/docs" / KQ).read_text("utf-8")
    builds.alone(builds.material_build, small_project, small_project / "material")
    for lang, name in (("", own.name.vi), ("en", own.name.en)):
        html = (small_project / "material" / lang / "index.html").read_text("utf-8")
        assert name in html, "the site goes by another name"
        assert [item for item in builds.menu(own) if (item.en if lang else item.vi) not in html] == [], "menu entries"
