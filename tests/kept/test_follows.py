"""Cost follows the change: what a second build writes is what changed, counted file by file."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.archives import KQ, edit, project, put
from tests.repositories import repository

from archive.build import Options, build
from archive.finish import cards, draw
from archive.kept.store import CHECKED, NAME
from archive.kept.tree import files_below, mark_of
from archive.listener import Listener

FOLDERS = ("build/pages", "build/site", "site")
Seen = dict[str, tuple[str, bytes]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once."""
    root = project(tmp_path_factory.mktemp("follows"))
    repository(root)
    again(root)
    return root


def again(root: Path) -> dict[str, str]:
    """Build once more; gives what each stage says of itself."""
    listener = Listener()
    assert [found for found in build(root, Options(root / "site"), {}, listener) if found.severity == "error"] == []
    return {report.name: report.text.en for report in listener.reports}


def seen(root: Path) -> Seen:
    """Every file that a build fills, with its mark and its bytes."""
    names = (f"{folder}/{name}" for folder in FOLDERS for name in files_below(root / folder))
    return {name: (mark_of(root / name), (root / name).read_bytes()) for name in names}


def test_where_nothing_changed_nothing_is_made_and_nothing_written(built: Path) -> None:
    before, site = seen(built), (built / "site").stat().st_ino
    said = again(built)
    assert said["stage"].endswith(", 0 files changed")
    assert said["render"] == "mkdocs, 0 pages"
    assert said["finish"].endswith(", 0 written")
    assert seen(built) == before
    assert (built / "site").stat().st_ino == site, "the site was swapped for one that is the same"


def test_after_a_word_what_shows_it_is_made_and_no_file_is_written_whose_bytes_are_the_same(built: Path) -> None:
    before = seen(built)
    edit(built, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị cùng giúp"))
    said = again(built)
    after = seen(built)
    own = {name for name in after if name.startswith("build/")}
    written = {name for name in own if name not in before or before[name][0] != after[name][0]}
    changed = {name for name in own if name not in before or before[name][1] != after[name][1]}
    assert {"build/site/ket-qua/2015-2018/kq-01/index.html", "build/site/id/kq-01-1/index.html"} <= changed
    assert written == changed, "written, though the bytes are the same"
    pages = [name for name in written if name.endswith(".html")]
    assert len(pages) == int(said["render"].split()[1]) <= 24, f"pages that do not show the word: {sorted(pages)}"
    # Of the published site too: a file that is the same is the file that was there.
    inode = {name: mark.split()[-1] for name, (mark, _) in before.items()}
    copied = {name for name in after if name.startswith("site/") and inode.get(name) != after[name][0].split()[-1]}
    same = {name for name in copied if name in before and before[name][1] == after[name][1]}
    assert same <= {"site/.archive-site"}, "copied, though the bytes are the same"


def test_a_new_record_leaves_the_pages_that_do_not_show_it(built: Path) -> None:
    front = "id: kq-07\nkind: result\nperiod: 2015/2018\ntitle: Việc mới"
    put(
        built,
        "vi/ket-qua/2015-2018/kq-07.md",
        f'---\n{front}\n---\nCó việc mới.\n{{ #kq-07-1 .claim source="n-bao#p3" }}\n',
    )
    put(built, "en/ket-qua/2015-2018/kq-07.md", "---\ntitle: New\n---\nThere is a new thing.\n{ #kq-07-1 .claim }\n")
    before = seen(built)
    again(built)
    after = seen(built)
    kept = {"build/site/cam-ket/2018-2020/ck-01/index.html", "build/site/id/tt-ky-ket-1/index.html"}
    assert {name for name in kept if before[name] != after[name]} == set()


def test_what_is_kept_is_bounded_by_the_site(built: Path) -> None:
    """What is gone is forgotten: however often it is built, no more is kept than of one build."""
    sizes = []
    for word in ("một", "hai", "ba", "bốn"):
        path = built / "docs/vi" / KQ
        path.write_text(path.read_text("utf-8").replace("trên 10 tỷ", f"trên 10 tỷ {word}", 1), "utf-8")
        again(built)
        sizes.append(sum((built / "build" / name).stat().st_size for name in (NAME, CHECKED)))
        path.write_text(path.read_text("utf-8").replace(f"trên 10 tỷ {word}", "trên 10 tỷ", 1), "utf-8")
    assert max(sizes) - min(sizes) < sizes[0] / 50


def test_a_picture_that_becomes_a_folder_holds_up_no_build(built: Path) -> None:
    picture, page = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>', f"vi/{KQ}"
    text = (built / "docs" / page).read_text("utf-8")
    put(built, "assets/doi.svg", picture)
    for way in ("doi.svg", "doi.svg/a.svg", "doi.svg"):
        shutil.rmtree(built / "docs/assets/doi.svg", ignore_errors=True)
        (built / "docs/assets/doi.svg").unlink(missing_ok=True)
        put(built, f"assets/{way}", picture)
        for lang in ("vi", "en"):
            path = built / "docs" / lang / KQ
            own = path.read_text("utf-8").partition("\n\nXem [")[0]
            path.write_text(f"{own.rstrip()}\n\nXem [hình](../../../assets/{way}).\n", "utf-8")
        again(built)
        assert (built / "site/assets" / way).read_text("utf-8") == picture
    put(built, page, text)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_the_card_of_another_word_is_drawn_while_pages_are_rendered(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, drawn = draw.draw, tmp_path / "drawn"

    def drawing(jobs: Sequence[draw.Job]) -> None:
        real(jobs)
        with drawn.open("a", encoding="utf-8") as told:
            told.writelines(f"{'here' if os.getpid() == own else 'beside'} {Path(job.file).name}\n" for job in jobs)

    own = os.getpid()
    monkeypatch.setattr(draw, "draw", drawing)
    monkeypatch.setattr(cards, "possible", lambda: True)
    before = {path.name for path in (built / "build/cards").iterdir()}
    edit(built, (f"vi/{KQ}", "51 đơn vị", "51 đơn vị lại"))
    again(built)
    new = {path.name for path in (built / "build/cards").iterdir()} - before
    assert new, "the statement's card has the old words"
    assert sorted(drawn.read_text("utf-8").splitlines()) == sorted(f"beside {name}" for name in new)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_what_could_not_be_drawn_meanwhile_is_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(jobs: Sequence[draw.Job]) -> None:
        if jobs:
            raise draw.NotDrawnError(jobs[0], "no ink")

    monkeypatch.setattr(draw, "draw", failing)
    monkeypatch.setattr(cards, "possible", lambda: True)
    edit(built, (f"vi/{KQ}", "51 đơn vị", "51 đơn vị khác"))
    found = build(built, Options(built / "site"), {}, Listener())
    edit(built, (f"vi/{KQ}", "51 đơn vị khác", "51 đơn vị"))
    assert [(one.code, one.place.path) for one in found if one.severity == "error"] == [("DV010", f"docs/vi/{KQ}")]
