"""The benchmark's pure parts: weights, ratios, tables, what is made to be measured. No time is asserted."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner
from tests.archives import KQ, REPOSITORY

from archive.checks.checking import check
from archive.content.read import read_archive
from archive.findings import LANGS, Text, errors
from archive.history.past import read_history
from archive.settings import UNSET, MenuItem, read_settings
from archive.stage.page import HOME
from bench import builds, cells, checking, commits, growing, history, run, starlight, table, weigh
from bench.__main__ import command
from bench.host import serving
from bench.outcome import CheckCost, Cost, HistoryCost, NotMeasuredError, Report, Seconds, Site, middle, ratio
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
    assert cells.times(value, yardstick) == ("–" if found is None else f"{found:.1f}×")


def test_the_median_is_taken_part_by_part() -> None:
    runs = [{"read": 1.0, "render": 9.0}, {"read": 3.0, "render": 2.0}, {"read": 2.0, "render": 4.0}]
    assert middle(runs) == Seconds({"read": 2.0, "render": 4.0})
    assert middle(runs).total == 6.0


def past(commits: int, parse: float, cold: float) -> HistoryCost:
    """Figures of which the processor's are half of those of the clock, and all but the first two the same."""
    parts = {"parse": parse, "cold": cold, "same": 0.2, "later": 0.4}
    return HistoryCost(commits, 3 * commits, 750_000, {part: Cost(s, s / 2) for part, s in parts.items()})


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
    (past(1000, 2.0, 2.5), past(4000, 8.0, 40.0)),
    (run.FONTS,),
)


def test_the_tables_tell_figures_with_ratios_and_no_figure_where_nothing_was_measured() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.text(REPORT, "en").splitlines()]
    assert ["ours", "2.00", "1.00", "1.0×"] in rows
    assert ["plain Material", "3.00", "", "1.5×"] in rows
    assert ["read and rules", "1.50", "5.0×"] in rows
    assert ["1,000", "read from nothing", "2.50", "1.25×", "1.25", "1.25×"] in rows
    assert ["4,000", "read on, nothing new", "0.20", "0.03×", "0.10", "0.03×"] in rows
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
    assert len(lines) == 2 + 5 + 2 + 4 + 2 + 8 + 2 + 3
    assert ("chưa đo: cần npm" in "".join(lines)) == (lang == "vi")


def test_what_the_history_costs_is_told_with_how_it_grows_and_what_is_kept() -> None:
    said = table.text(REPORT, "en")
    assert "- 4,000 commits: 12,000 versions of pages; 750 kB are kept between two runs." in said
    assert "to the power of 1.00 (parsing each version of each page once), 2.00 (read from nothing), 0.00" in said
    (one, *_) = json.loads(table.as_json(REPORT, "en"))["history"]
    assert (one["commits"], one["parts"]["cold"]["of_parse"]) == (1000, {"wall": 1.25, "processor": 1.25})
    unknown = replace(REPORT, history=NotMeasuredError("git").text)
    assert "\n\nchưa đo: cần git\n\n" in table.text(unknown, "vi")
    assert json.loads(table.as_json(unknown, "en"))["history"] == "not measured: needs git"


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

![Hình](../../assets/x.png)
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
        "![Hình](/assets/x.png)",
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


def test_a_larger_archive_has_all_of_the_real_one_again_without_findings(small: Path, tmp_path: Path) -> None:
    project = builds.project_copy(small, tmp_path / "larger")
    before = read_archive(project)
    growing.grow(project, 2)
    archive = read_archive(project)
    assert not [finding.line("en") for finding in errors(check(archive))]
    assert {"kq-101", "kq-201", "ck-101", "bc-102", "cd-dan-van-kheo-b1", "n-khac-b2"} <= archive.records.keys()
    # Within a copy records name one another; people, the primary source and what the settings name are not copied.
    assert archive.records["ck-201"].meta.model_dump()["continues"] == ("kq-201",)
    assert archive.claims["bc-102-1"].sources[0].source == "n-khac-b1"
    assert archive.records["kq-101"].meta.campaigns == ("dan-van-kheo-b1",)
    assert "ck-101.md" in archive.records["kq-101"].vi.text
    assert not {"nv-mau-b1", "n-bao-b1", "tt-ky-ket-b1"} & archive.records.keys()
    kinds = {kind: len([*before.of_kind(kind)]) for kind in ("result", "commitment", "campaign", "document")}
    assert {kind: len([*archive.of_kind(kind)]) for kind in kinds} == {kind: 3 * n for kind, n in kinds.items()}


def test_the_words_of_many_copies_are_no_figures(small: Path, tmp_path: Path) -> None:
    project = builds.project_copy(small, tmp_path / "larger")
    page = project / "docs/vi" / KQ
    page.write_text(re.sub("(?m)^(title: .*)$", r"\1 giúp 51", page.read_text("utf-8"), count=1), "utf-8")
    assert not [finding.line("en") for finding in errors(check(read_archive(project)))]
    growing.grow(project, 9)
    assert not [finding.line("en") for finding in errors(check(read_archive(project)))]
    assert "kq-901" in read_archive(project).records, "what is refused is not copied"


def test_a_repository_has_the_commits_that_were_asked_for_and_those_of_every_kind(small: Path, tmp_path: Path) -> None:
    first, second = (builds.project_copy(small, tmp_path / name) for name in ("first", "second"))
    for project in (first, second):
        commits.make_history(project, 500)
    tips = [commits.git(project, "rev-parse", commits.NOW) for project in (first, second)]
    assert tips[0] == tips[1], "the same content and number give other commits"
    lengths = [commits.git(first, "rev-list", "--first-parent", "--count", tag) for tag in (commits.THEN, commits.NOW)]
    assert [*map(int, lengths)] == [500, 500 + commits.LATER]
    assert commits.git(first, "status", "--porcelain", "docs/vi", "docs/en") == b"", "not what was committed"
    started, ended = (
        {*commits.git(first, "show", f"{tag}:published.txt").splitlines()} for tag in (commits.FIRST, commits.NOW)
    )
    assert started < ended, "the ledger grows, and loses nothing"
    subjects = commits.git(first, "log", "--first-parent", "--format=%s", commits.NOW).decode()
    for subject in (
        "Mend a statement\n", "Mend a statement in both languages", "Mend the prose", "A better title",
        "Add a record", "Record addresses", "Move a page", "Merge pull request #", "Bring in what was prepared",
        "Merge branch 'main' of ", "Mend the code",
    ):  # fmt: skip
        assert subject in subjects, f"no commit of the main line is a {subject!r}"


def test_the_past_that_is_made_is_one_that_is_read(small: Path, tmp_path: Path) -> None:
    project = builds.project_copy(small, tmp_path / "past")
    commits.make_history(project, 120)
    archive = read_archive(project)
    assert not [page.file for page in archive.pages if page.refused or page.meta is None]
    found = read_history(archive)
    assert found.known
    assert found.on_main
    assert {page.path for page in archive.pages if page.lang == "vi"} == found.changed.keys()
    assert [id_ for id_, said in found.wordings.items() if len(said) > 1], "no statement has former words"
    assert found.stale, "no translation is behind"


def test_the_yardstick_is_each_version_of_a_page_on_the_main_line_once(small: Path, tmp_path: Path) -> None:
    project = builds.project_copy(small, tmp_path / "past")
    commits.make_history(project, 120)
    wanted = set()
    for commit in commits.git(project, "rev-list", "--first-parent", "HEAD").decode().split():
        for line in commits.git(project, "ls-tree", "-r", commit, "docs/vi", "docs/en").decode().splitlines():
            fields, path = line.split("\t")
            wanted.add((path.split("/")[1], fields.split()[2]))
    found = history.versions_of(project)
    assert len(found) == len(wanted)
    blobs = {(lang, commits.git(project, "hash-object", "--stdin", given=data).decode().strip())
             for data, _, lang, _ in found}  # fmt: skip
    assert blobs == wanted
    assert all(file == f"docs/{lang}/{path}" for _, path, lang, file in found)
    assert len(found) > 120, "most commits are to make a version that was not there"


def test_what_the_history_costs_is_measured_upon_nothing_and_upon_what_was_kept(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGES", 1)
    found = history.history_cost(small, tmp_path / "past", 12, 1)
    assert (found.commits, [*found.parts]) == (12, [*history.PARTS])
    commits.go(tmp_path / "past", commits.THEN)
    assert found.versions == len(history.versions_of(tmp_path / "past")), "those of the commits that were asked for"
    assert found.size > 0
    assert all(cost.wall > 0 for cost in found.parts.values())
    assert not (small / ".git").exists(), "the project itself was written to"


def test_without_git_no_history_is_measured(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(NotMeasuredError) as caught:
        commits.make_history(small, 3)
    assert caught.value.text.en == "not measured: needs git"
    assert not (small / ".git").exists()


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
