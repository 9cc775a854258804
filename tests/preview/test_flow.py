"""What a preview is built from: what holds, with what does not as it was before; and that it shares nothing with a build."""

from __future__ import annotations

import inspect
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.archives import BODY, CK, KQ, PERSON, REPOSITORY, SIGNING, Edit, bytes_of, edit, project, put
from tests.repositories import repository

from archive import making as making_module
from archive.build import Options, build
from archive.content.read import read_archive
from archive.findings import Finding, Text
from archive.finish import draw
from archive.folders import PREVIEW
from archive.inspect import inspect_site
from archive.kept.memory import Memory
from archive.kept.tree import Tree
from archive.listener import Listener
from archive.making import Making
from archive.preview import flow
from archive.preview.flow import SHOWN, Outcome, preview
from archive.preview.sources import set_aside, spare, without_spare
from archive.publish import locked
from archive.refusal import TRACEBACK, Refusal

NEW = "ket-qua/2015-2018/kq-99.md"
CHANGE = (f"vi/{SIGNING}", "title: Lễ ký kết", "title: Lễ ký kết mới")
UNSOURCED = (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }")
LINK = (f"vi/{CK}", "Hai bên tiếp tục", "Xem [bài mới](../../ket-qua/2015-2018/kq-99.md).\n\nHai bên tiếp tục")


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal project, all of whose addresses are published, after its first preview; tests copy it."""
    root = project(tmp_path_factory.mktemp("previewed"))
    assert build(root, Options(root / "site"), {}, Listener()) == []
    pages = [path.parent.relative_to(root / "site").as_posix() + "/" for path in (root / "site").rglob("index.html")]
    (root / "published.txt").write_text("".join(f"{page}\n" for page in sorted(pages) if page != "./"), "utf-8")
    shutil.rmtree(root / "site")
    repository(root, ignored="build/\nsite/\n.preview/\n")
    assert preview(root, {}) == Outcome(shown=True)
    return root


@pytest.fixture
def root(previewed: Path, tmp_path: Path) -> Path:
    """A copy of the previewed project."""
    return Path(shutil.copytree(previewed, tmp_path / "p"))


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of the pages' own words: what is chosen is looked at here, how it is rendered in other tests."""

    def make(making: Making, _: Listener) -> list[Finding]:
        archive, tree = making.archive, making.kept.tree("site", making.work / "site")
        words = {page.url: page.text for page in archive.pages} | {f"id/{name}/": name for name in archive.claims}
        for address, text in words.items():
            tree.put(f"{address}index.html", text.encode())
        tree.sweep()
        making.kept.trees["site"] = tree.files
        return []

    monkeypatch.setattr(Making, "site", make)


def page(root: Path, address: str) -> str:
    """A page of the preview; empty where it is not in it."""
    path = root / SHOWN / address / "index.html"
    return path.read_text("utf-8") if path.is_file() else ""


def codes(outcome: Outcome) -> set[tuple[str, str]]:
    return {(finding.code, finding.place.path) for finding in outcome.findings}


def test_a_preview_has_a_builds_bytes_and_is_no_part_of_it(root: Path) -> None:
    edit(root, CHANGE)
    environment = {"SITE_URL": "https://host.example/luu-tru/"}
    assert preview(root, environment).shown
    assert build(root, Options(root / "site"), environment, Listener()) == []
    made = [bytes_of(folder) for folder in (root / SHOWN, root / "site")]
    # Of which sources it was made is printed on no sheet of a preview: nobody else has them.
    sheets = [site.pop("assets/print.css").decode() for site in made]
    assert sheets[0] == re.sub('SHA-256[^"]*', "", sheets[1]) != sheets[1]
    assert made[0] == made[1]
    assert b"Content-Security-Policy" in bytes_of(root / SHOWN)["index.html"]


UNFINISHED: dict[str, tuple[str, str]] = {
    "a title and no twin": ("---\ntitle: Mới\n---\n", "DV401"),
    "no front matter": ("Chưa viết.\n", "DV201"),
    "an id and no source": (
        "---\nid: kq-99\nkind: result\nperiod: 2015/2018\ntitle: Mới\n---\nMột câu.\n{ #kq-99-1 .claim }\n", "DV401",
    ),
    "an id that another page has": ("---\nid: kq-01\nkind: result\nperiod: 2015/2018\ntitle: Mới\n---\n", "DV401"),
    "bytes that are no text": ("\ufffe", "DV201"),
}  # fmt: skip


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("why", UNFINISHED)
def test_a_page_that_is_not_written_yet_holds_up_no_other(root: Path, why: str) -> None:
    text, code = UNFINISHED[why]
    put(root, f"vi/{NEW}", text)
    edit(root, CHANGE)
    outcome = preview(root, {})
    assert outcome.shown
    assert outcome.left_out == (f"docs/vi/{NEW}",)
    assert outcome.as_before == ()
    assert (code, f"docs/vi/{NEW}") in codes(outcome)
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")
    assert page(root, "ket-qua/2015-2018/kq-99") == ""
    # The finding has its line, as in `archive check`; nothing is told that comes of leaving the page out.
    assert {f.place.path for f in outcome.findings if f.severity == "error"} == {f"docs/vi/{NEW}"}


def test_what_leans_on_it_is_shown_as_it_was(root: Path) -> None:
    put(root, f"vi/{NEW}", UNFINISHED["a title and no twin"][0])
    edit(root, LINK, CHANGE)
    outcome = preview(root, {})
    assert (outcome.shown, outcome.left_out, outcome.as_before) == (True, (f"docs/vi/{NEW}",), (f"docs/vi/{CK}",))
    assert "Hai bên tiếp tục" in page(root, "cam-ket/2018-2020/ck-01")
    assert "bài mới" not in page(root, "cam-ket/2018-2020/ck-01")
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")
    # The twin is written: both are shown, with what leads there.
    put(root, f"en/{NEW}", "---\ntitle: New\n---\n")
    edit(root, (f"en/{CK}", "The two sides", "See the [new one](../../ket-qua/2015-2018/kq-99.md).\n\nThe two sides"))
    outcome = preview(root, {})
    assert (outcome.shown, outcome.left_out, outcome.as_before) == (True, (), ())
    assert page(root, "ket-qua/2015-2018/kq-99")
    assert "bài mới" in page(root, "cam-ket/2018-2020/ck-01")


BROKEN: dict[str, tuple[tuple[Edit, ...], tuple[str, ...]]] = {
    "a claim without a source": ((UNSOURCED,), (f"docs/vi/{KQ}",)),
    "front matter that cannot be read": (((f"vi/{KQ}", "kind: result", "kind: ["),), (f"docs/vi/{KQ}",)),
    "a page that claims rest on": (
        ((f"vi/{PERSON}", "{ #nv-mau-2 .claim source", "{ #nv-mau-2 .claim sorce"),), (f"docs/vi/{PERSON}",)),
    "an English page": (((f"en/{KQ}", "{ #kq-01-1 .claim }", "{ #kq-01-9 .claim }"),), (f"docs/en/{KQ}",)),
    "both twins": ((UNSOURCED, (f"en/{KQ}", "51 units", "52 units")), (f"docs/en/{KQ}", f"docs/vi/{KQ}")),
    "two pages": ((UNSOURCED, (f"vi/{BODY}", "kind: organization", "kind: [")), (f"docs/vi/{KQ}", f"docs/vi/{BODY}")),
    "its twin deleted": (((f"en/{KQ}", "", ""),), (f"docs/en/{KQ}",)),
}  # fmt: skip


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("why", BROKEN)
def test_a_page_with_an_error_is_shown_as_it_last_was(root: Path, why: str) -> None:
    edits, files = BROKEN[why]
    if why == "its twin deleted":
        (root / "docs/en" / KQ).unlink()
    else:
        edit(root, *edits)
    edit(root, CHANGE)
    outcome = preview(root, {})
    assert (outcome.shown, outcome.left_out, outcome.as_before) == (True, (), files)
    # The addresses that a page loses while it cannot be read are not a second fault.
    assert all(finding.place.path.startswith("docs/") for finding in outcome.findings)
    assert "51 đơn vị giúp các xã nghèo" in page(root, "ket-qua/2015-2018/kq-01")
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")
    assert page(root, "id/nv-mau-2")


LOST: dict[str, tuple[tuple[Edit, ...], str, tuple[str, ...]]] = {
    "a claim in both languages": (
        tuple(
            (f"{lang}/{SIGNING}", f"{{ #tt-ky-ket-1 .claim{more} }}", "")
            for lang, more in (("vi", ' source="n-bao#p1"'), ("en", ""))
        ),
        "thoa-thuan/ky-ket", (f"docs/en/{SIGNING}", f"docs/vi/{SIGNING}"),
    ),
    "a page in both languages": ((), "to-chuc/ban", (f"docs/en/{BODY}", f"docs/vi/{BODY}")),
    "a page that was moved": ((), "to-chuc/ban", (f"docs/en/{BODY}", f"docs/vi/{BODY}")),
}  # fmt: skip


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("why", LOST)
def test_what_was_published_and_is_lost_is_shown_as_it_last_was(root: Path, why: str) -> None:
    edits, address, files = LOST[why]
    edit(root, *edits)
    for lang in ("vi", "en"):
        path = root / f"docs/{lang}" / BODY
        if why == "a page in both languages":
            path.unlink()
        elif why == "a page that was moved":
            path.rename(path.with_name("moi.md"))
    other = (f"vi/{KQ}", "title: Giúp xã nghèo", "title: Giúp xã nghèo mới")
    edit(root, other)
    outcome = preview(root, {})
    assert (outcome.shown, outcome.as_before) == (True, files)
    assert outcome.left_out == (("docs/en/to-chuc/moi.md", "docs/vi/to-chuc/moi.md") if "moved" in why else ())
    assert any(finding.severity == "error" for finding in outcome.findings), "the loss is not told"
    assert page(root, address)
    assert "Giúp xã nghèo mới" in page(root, "ket-qua/2015-2018/kq-01")


def test_where_all_is_lost_all_is_shown_as_it_last_was(root: Path) -> None:
    """As in the middle of a checkout."""
    pages = {f"docs/{path.relative_to(root / 'docs').as_posix()}" for path in (root / "docs").rglob("*.md")}
    (root / "docs/assets/hinh.svg").rename(root / "hinh.svg")
    shutil.rmtree(root / "docs")
    put(root, "assets/hinh.svg", (root / "hinh.svg").read_bytes())
    before = bytes_of(root / SHOWN)
    outcome = preview(root, {})
    assert set(outcome.as_before) == pages
    assert any(finding.severity == "error" for finding in outcome.findings)
    assert bytes_of(root / SHOWN) == before


def stop_menu(root: Path) -> None:
    path = root / "archive.toml"
    path.write_text(path.read_text("utf-8").replace('page = "chua-biet.md"', 'page = "khong-co.md"'), "utf-8")


def stop_template(root: Path) -> None:
    path = root / "overrides/partials/header.html"
    path.parent.mkdir(parents=True)
    text = (REPOSITORY / "scripts/archive/theme/partials/header.html").read_text("utf-8")
    path.write_text(text.replace("'tim-kiem/'", "'khong-co/'"), "utf-8")


def stop_ledger(root: Path) -> None:
    (root / "published.txt").write_text("khong-co/\n", "utf-8")


@pytest.mark.parametrize("stop", [stop_menu, stop_template, stop_ledger])
def test_where_the_rest_does_not_hold_the_site_stays_and_is_not_called_new(root: Path, stop: object) -> None:
    before = bytes_of(root / SHOWN)
    edit(root, CHANGE)
    put(root, f"vi/{NEW}", UNFINISHED["a title and no twin"][0])
    assert callable(stop)
    stop(root)
    outcome = preview(root, {})
    assert (outcome.shown, outcome.left_out, outcome.as_before) == (False, (), ())
    assert any(finding.severity == "error" for finding in outcome.findings)
    assert bytes_of(root / SHOWN) == before


def test_a_first_preview_leaves_out_no_published_page(root: Path) -> None:
    shutil.rmtree(root / PREVIEW)
    edit(root, UNSOURCED)
    outcome = preview(root, {})
    assert not outcome.shown
    assert {f.code for f in outcome.findings if f.severity == "error"} == {"DV601"}
    assert not (root / SHOWN).exists()


def test_a_file_that_is_not_fit_to_publish_is_left_out(root: Path) -> None:
    put(root, "assets/a.txt", "<script>alert(1)</script>")
    put(root, "vi/ghi-chu.docx", "x")
    edit(root, CHANGE)
    outcome = preview(root, {})
    assert (outcome.shown, outcome.left_out) == (True, ("docs/assets/a.txt",))
    assert {("DV115", "docs/assets/a.txt"), ("DV103", "docs/vi/ghi-chu.docx")} <= codes(outcome)
    assert not (root / SHOWN / "assets/a.txt").exists()
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")


def test_what_an_editor_keeps_beside_an_open_file_is_nothing(root: Path) -> None:
    names = [f"vi/nguon/{name}" for name in (".n-bao.md.swp", "n-bao.md~", "4913", "#n-bao.md#", "n-bao.md.tmp")]
    for name in names:
        put(root, name, "x")
    (root / "docs/vi/nguon/.#n-bao.md").symlink_to("somebody@host.1:2")
    assert all(spare(Path(name).name) for name in [*names, ".#n-bao.md"])
    assert not any(map(spare, ("n-bao.md", "index.md", "hinh.svg", "mkdocs.yml")))
    assert without_spare(read_archive(root)).problems == ()
    assert preview(root, {}) == Outcome(shown=True)


def test_pages_stand_in_the_order_of_their_files(small: Path) -> None:
    """Of two pages with one id the first counts: it must be the same one as in a build."""
    archive = read_archive(small)
    aside = {f"docs/{lang}/{path}" for lang in ("vi", "en") for path in (KQ, SIGNING)}
    assert set_aside(archive, archive, aside) == archive
    assert [p.file for p in set_aside(archive, archive, {f"docs/vi/{KQ}"}).pages] == [p.file for p in archive.pages]


# --- never a fault of its own


def test_a_crash_is_an_outcome(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def crash(*_: object) -> list[str]:
        raise KeyError("thieu")

    before = bytes_of(root / SHOWN)
    monkeypatch.setattr(making_module, "finish_site", crash)
    outcome = preview(root, {})
    assert outcome.refusal is not None
    assert "KeyError: 'thieu'" in outcome.refusal.vi
    assert "making.py:" in outcome.refusal.en
    assert not outcome.shown
    assert capsys.readouterr().err == ""
    assert preview(root, {TRACEBACK: "1"}) == outcome
    assert "Traceback (most recent call last)" in capsys.readouterr().err
    assert bytes_of(root / SHOWN) == before


def test_a_picture_that_cannot_be_drawn_is_a_finding(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / PREVIEW / "cards")
    monkeypatch.setattr(draw, "draw", inspect.unwrap(draw.draw))
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    outcome = preview(root, {})
    assert (outcome.refusal, {finding.code for finding in outcome.findings}) == (None, {"DV010"})


def test_a_refusal_is_an_outcome(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Text("đĩa đầy", "disk full")

    def stop(*_: object) -> None:
        raise Refusal(full)

    monkeypatch.setattr(flow, "show", stop)
    assert preview(root, {}) == Outcome(refusal=full)
    outcome = preview(root, {"SOURCE_DATE_EPOCH": "hom nay"})
    assert outcome.refusal is not None
    assert "SOURCE_DATE_EPOCH" in outcome.refusal.vi


@pytest.mark.parametrize(
    "name", [PREVIEW, f"{PREVIEW}/pages", f"{PREVIEW}/shown", f"{PREVIEW}/docs", f"{PREVIEW}/site"]
)
def test_what_leads_elsewhere_is_neither_written_nor_cleaned(root: Path, name: str) -> None:
    elsewhere = root / "mine"
    put(root, "../mine/thesis.txt", "years of work")
    place = root / name
    shutil.rmtree(place)
    place.symlink_to(elsewhere)
    outcome = preview(root, {})
    assert outcome.refusal is not None
    assert str(place) in outcome.refusal.en
    assert bytes_of(elsewhere) == {"thesis.txt": b"years of work"}


# --- beside other builds


def test_a_build_and_a_preview_run_at_the_same_time(root: Path) -> None:
    with locked(root / "build"):
        assert preview(root, {}).shown
    with locked(root / PREVIEW):
        assert build(root, Options(root / "site"), {}, Listener()) == []


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("files", range(3))
def test_a_first_preview_that_somebody_ends_is_made_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    def end(tree: Tree, name: str, *given: Any) -> None:
        if len(tree.files) > files:
            raise KeyboardInterrupt
        plain(tree, name, *given)

    plain = Tree.copy
    shutil.rmtree(root / SHOWN)
    with monkeypatch.context() as patch:
        patch.setattr(Tree, "copy", end)
        with pytest.raises(KeyboardInterrupt):
            preview(root, {})
    edit(root, CHANGE)
    assert preview(root, {}) == Outcome(shown=True)
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")


def test_a_second_preview_is_asked_to_wait(root: Path) -> None:
    with locked(root / PREVIEW):
        outcome = preview(root, {})
    assert outcome.busy
    assert outcome.refusal is not None


@pytest.mark.parametrize("name", [PREVIEW, f"{PREVIEW}/pages", "."])
def test_no_site_goes_where_previews_work(root: Path, name: str) -> None:
    before = bytes_of(root / PREVIEW)
    with pytest.raises(Refusal):
        build(root, Options(root / name), {}, Listener())
    assert bytes_of(root / PREVIEW) == before


# --- what is looked at comes first

LOOKED_AT = ("thoa-thuan/ky-ket/index.html", "index.html")


def test_where_the_rest_fails_what_was_shown_first_is_put_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> list[str]:
        raise Refusal(Text("đĩa đầy", "the disk is full"))

    memory, early = Memory(), []
    assert preview(root, {}, memory).shown
    before = bytes_of(root / SHOWN)
    edit(root, CHANGE)
    with monkeypatch.context() as patch:
        patch.setattr(making_module, "finish_site", crash)
        outcome = preview(root, {}, memory, LOOKED_AT, lambda _: early.append(page(root, "thoa-thuan/ky-ket")))
    assert len(early) == 1
    assert "Lễ ký kết mới" in early[0]
    assert not outcome.shown
    assert bytes_of(root / SHOWN) == before
    assert preview(root, {}, memory).shown
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")


def test_what_is_shown_first_is_inspected_with_the_rest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people wrote of it is held against what came of it, though it was not rendered once more."""
    memory = Memory()
    held: set[str] = set()
    assert preview(root, {}, memory).shown
    plain = inspect_site

    def noted(*given: Any) -> list[Finding]:
        held.update(page.path for page in given[6])
        return plain(*given)

    monkeypatch.setattr(making_module, "inspect_site", noted)
    edit(root, CHANGE)
    assert preview(root, {}, memory, LOOKED_AT).shown
    assert "thoa-thuan/ky-ket/index.html" in held


def test_nothing_is_shown_before_the_stylesheet_that_it_names(root: Path) -> None:
    memory = Memory()
    early: list[Outcome] = []
    assert preview(root, {}, memory).shown
    sheet = REPOSITORY / "scripts/archive/theme/assets/archive.css"
    put(root, "../overrides/assets/archive.css", f"{sheet.read_text('utf-8')}\n.x {{ margin: 1px; }}\n")
    assert preview(root, {}, memory, LOOKED_AT, early.append).shown
    assert early == []


def test_a_page_of_the_last_build_that_is_gone_is_made_again(root: Path) -> None:
    memory = Memory()
    assert preview(root, {}, memory).shown
    shutil.rmtree(root / PREVIEW / "pages/vi/ket-qua")
    edit(root, CHANGE)
    assert preview(root, {}, memory, LOOKED_AT).shown
    assert "Lễ ký kết mới" in page(root, "thoa-thuan/ky-ket")


NEW_AND_LED_TO = {
    "a page": ("boi-canh/them.md", "---\ntitle: Xem thêm\n---\nMột trang.\n", "../../boi-canh/them.md"),
    "a picture": ("assets/moi.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "../../../assets/moi.svg"),
}


@pytest.mark.parametrize("what", NEW_AND_LED_TO)
def test_a_page_that_leads_to_what_is_not_made_yet_waits_for_it(root: Path, what: str) -> None:
    """What the renderer made of it before, with a link that leads nowhere, is not kept."""
    name, text, way = NEW_AND_LED_TO[what]
    memory = Memory()
    assert preview(root, {}, memory).shown
    for lang in ("vi", "en"):
        put(root, name if name.startswith("assets") else f"{lang}/{name}", text)
        path = root / "docs" / lang / KQ
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nXem [thêm]({way}).\n", "utf-8")
    kq = "ket-qua/2015-2018/kq-01/index.html"
    assert preview(root, {}, memory, (kq, f"en/{kq}")) == Outcome(shown=True)
    assert way.removesuffix(".md") in page(root, "ket-qua/2015-2018/kq-01")
    assert ".md" not in page(root, "ket-qua/2015-2018/kq-01").partition("Xem <a")[2].partition("</p>")[0]
