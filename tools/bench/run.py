"""One whole run: the builds one after the other in turns, then checking, git's history, every site's pages, searches.

Takes the project's root and a temporary folder; gives a `Report`. `tell` hears what is being done. The project is only
read. Raises `NotMeasuredError` where our own site does not build: there is nothing to compare then.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from archive.findings import Text
from bench import builds, checking, history, searching, starlight
from bench.browse import chromium, installed, visits
from bench.outcome import HistoryCost, NotMeasuredError, Report, Seconds, Site, middle
from bench.weigh import Weights, from_files

_RECORD = "ket-qua/2015-2018/kq-05/"
_INDEX = "ket-qua/2015-2018/"
PAGES = {
    "home": ("", _RECORD),
    "record": (_RECORD, _INDEX),
    "agreement": ("thoa-thuan/ky-ket/", _RECORD),
    "campaign": ("chien-dich/dan-van-kheo/", _RECORD),
    "proof": ("boi-canh/nam-ky-ket/", _RECORD),
    "index": (_INDEX, _RECORD),
}
"""Six page types: the page of a first visit, and the page looked at after it."""
OURS = Text("của ta", "ours")
MATERIAL = Text("Material trơn", "plain Material")
STARLIGHT = Text("Starlight", "Starlight")
ASK = Text("chưa đo: thêm --starlight", "not measured: add --starlight")
BY_FILES = Text(
    "Không có Chromium ({why}): đếm các tệp mà HTML nêu tên, không đếm cái mà mã lệnh gọi thêm.",
    "Without Chromium ({why}): the files that the HTML names are counted, not what scripts ask for.",
)
CARDS = Text(
    "Dựng từ đầu gồm cả việc vẽ mọi ảnh chia sẻ; dựng lại thì giữ ảnh của trang không đổi.",
    "A build from nothing draws every social card; building again keeps those of pages that did not change.",
)
LOST = Text(
    "Lần đầu đếm mọi yêu cầu, cả yêu cầu không được trả lời (404, tính là 0 byte).",
    "A first visit counts every request, those for files that are not there too (404, as 0 bytes).",
)
FONTS = Text(
    "Material trơn: cùng các trang Markdown, trình đơn và tiện ích ngôn ngữ; phông web đã tắt, có lợi cho nó.",
    "Plain Material: the same Markdown pages, menu and language plugin; web fonts are off, in its favour.",
)


def run(
    root: Path, work: Path, *, pages: int, runs: int, with_starlight: bool, large: bool, tell: Callable[[Text], None]
) -> Report:
    """Measure everything; `pages` are those to check, `runs` those of each build; `large` asks a larger archive too."""
    project = builds.project_copy(root, work / "project")
    ours, again, material = _build_in_turns(project, work, runs, tell)
    star: tuple[Seconds | Text, Path | None] = (ASK, None)
    if with_starlight:
        tell(Text("Starlight: cài và dựng", "Starlight: install and build"))
        star = _starlight(project, work / "starlight", runs)
    staged = sum(1 for _ in (project / "build/pages").rglob("*.md"))
    tell(Text(f"kiểm tra {pages} trang", f"check {pages} pages"))
    many = builds.project_copy(root, work / "many")
    builds.alone(checking.multiply, many, pages)
    cost = builds.alone(checking.check_cost, many)
    past = _history(root, work, tell)
    tell(Text("cân các trang", "weigh the pages"))
    weigh, notes = _scales()
    build, folder = star
    asked = searching.searches(project, work / "ours", work / "material", work, large=large, tell=tell)
    found = (
        Site(OURS, ours, weigh(work / "ours"), again),
        Site(MATERIAL, material, weigh(work / "material")),
        Site(STARLIGHT, build, weigh(folder) if folder else _words(build)),
    )
    about = machine() | (starlight.VERSIONS if folder else {})
    return Report(about, staged, runs, found, cost, past, (*notes, CARDS, LOST, FONTS), asked)


def machine() -> dict[str, str]:
    """What the figures depend on: cores and versions; no name of the machine."""
    found = {"Python": platform.python_version(), "cores": str(os.cpu_count() or 1), "system": platform.machine()}
    for package in ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pagefind", "brotli"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    for name, path in (("git", shutil.which("git")), ("Chromium", installed()), ("Node", shutil.which("node"))):
        if path:
            said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
            numbers = [word for word in said.split() if word.lstrip("v")[:1].isdigit()]
            found[name] = numbers[0].lstrip("v") if numbers else said.strip()
    return found


def _build_in_turns(project: Path, work: Path, runs: int, tell: Callable[[Text], None]) -> tuple[Seconds, ...]:
    """Ours, ours again, and plain Material in turns, so that a busy minute of the machine falls on all."""
    ours, again, material = [], [], []
    for turn in range(1, runs + 1):
        tell(Text(f"dựng, lần {turn} trong {runs}", f"build, run {turn} of {runs}"))
        ours.append(builds.alone(builds.our_build, project, work / "ours", False))
        again.append(builds.alone(builds.our_build, project, work / "ours", True))
        builds.alone(builds.whole_pages, project)
        material.append(builds.alone(builds.material_build, project, work / "material"))
    return middle(ours), middle(again), middle(material)


def _starlight(project: Path, target: Path, runs: int) -> tuple[Seconds | Text, Path | None]:
    try:
        starlight.install(project, target)
        seconds = middle([starlight.build(target) for _ in range(runs)])
    except NotMeasuredError as missing:
        return missing.text, None
    return seconds, target / "dist"


def _history(root: Path, work: Path, tell: Callable[[Text], None]) -> tuple[HistoryCost, ...] | Text:
    found = []
    for number in history.COMMITS:
        tell(Text(f"đọc lịch sử git, {number} commit", f"read git's history, {number} commits"))
        try:
            found.append(history.history_cost(root, work / f"history-{number}", number, history.RUNS))
        except NotMeasuredError as missing:
            return missing.text
    return tuple(found)


def _scales() -> tuple[Callable[[Path], dict[str, Weights]], tuple[Text, ...]]:
    """How every site is weighed here: in Chromium where it is at hand, else by the files that its pages name."""
    try:
        chromium(playwright=True)
    except NotMeasuredError as missing:
        return _by_files, (Text(*(BY_FILES[lang].format(why=missing.text[lang]) for lang in ("vi", "en"))),)
    return lambda site: visits(site, PAGES), ()


def _by_files(site: Path) -> dict[str, Weights]:
    return {name: from_files(site, address, then) for name, (address, then) in PAGES.items()}


def _words(build: Seconds | Text) -> Text:
    return build if isinstance(build, Text) else ASK
