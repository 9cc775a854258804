"""The whole flow: what stands in the way of a build leaves the old site, byte for byte, and says why."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests import samples
from tests.archives import KQ, bytes_of, edit, old_site, put
from tests.repositories import behind

from archive import making as module
from archive.build import Options, build
from archive.findings import Finding, Severity
from archive.frame import THEME, files_of
from archive.listener import Listener
from archive.lock import BusyError
from archive.publish import MARKER, locked
from archive.refusal import Refusal

OLD = {MARKER: b"", "index.html": b"the old site"}


def built(root: Path, environment: Mapping[str, str] | None = None, *, strict: bool = False) -> list[Finding]:
    return build(root, Options(root / "site", strict_translations=strict), environment or {}, Listener())


def template(root: Path, name: str, old: str, new: str) -> None:
    """Change a template of the project."""
    text = files_of(root)[name].read_text("utf-8")
    assert old in text, f"{name} has no {old!r}"
    path = root / "overrides" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new, 1), "utf-8")


def own(root: Path, old: str, new: str) -> None:
    """Change the archive's own settings."""
    path = root / "archive.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def config(root: Path, old: str, new: str) -> None:
    """Change the renderer's settings of the project."""
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_build_is_refused_while_another_one_runs(small_project: Path) -> None:
    with locked(small_project / "build"), pytest.raises(BusyError):
        built(small_project)
    assert not (small_project / "site").exists()
    assert built(small_project) == []


def test_a_build_goes_through_every_stage_and_replaces_the_site_whole(small_project: Path) -> None:
    old_site(small_project / "site")
    listener = Listener()
    assert build(small_project, Options(small_project / "site"), {}, listener) == []
    assert [report.name for report in listener.reports] == [
        "read", "check", "stage", "render", "finish", "inspect", "publish",
    ]  # fmt: skip
    assert all(report.text.vi and report.text.en for report in listener.reports)
    site = small_project / "site"
    assert (site / MARKER).is_file()
    assert "the old site" not in (site / "index.html").read_text("utf-8")
    first = bytes_of(site)
    # Again over what the first build left: nothing of it shows.
    put(small_project, "vi/moi.md", "---\ntitle: Mới\n---\nLời.\n")
    put(small_project, "en/moi.md", "---\ntitle: New\n---\nWords.\n")
    assert built(small_project) == []
    assert {"moi/index.html", "en/moi/index.html"} <= bytes_of(site).keys()
    for lang in ("vi", "en"):
        (small_project / f"docs/{lang}/moi.md").unlink()
    assert built(small_project) == []
    assert bytes_of(site) == first, "a build depends on what was built before it"


REFUSED: dict[str, tuple[str | None, Callable[[Path], None]]] = {
    "a finding of the checks": ("DV601", lambda root: edit(root, (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }"))),
    "a page that the menu names and nobody wrote": (
        "DV015",
        lambda root: own(
            root, '[[menu]]\npage = "', '[[menu]]\npage = "khong-co.md"\nvi = "Lạ"\nen = "Odd"\n\n[[menu]]\npage = "'
        ),
    ),
    "a template that cannot be read": ("DV003", lambda root: template(root, "main.html", "{% block", "{% blok")),
    "settings of its own that are not there": ("DV012", lambda root: (root / "archive.toml").unlink()),
    "a setting that nobody knows": ("DV013", lambda root: own(root, 'slug = "', 'slugg = "x"\nslug = "')),
    "a setting that means nothing": ("DV014", lambda root: own(root, "Asia/Ho_Chi_Minh", "Asia/Vinh")),
    "a tag that runs a command": (
        "DV002",
        lambda root: config(root, "site_name:", f"x: !!python/object/apply:os.mkdir ['{root}/ran']\nsite_name:"),
    ),
    "settings that are not YAML": ("DV001", lambda root: config(root, "site_name:", "x: [\nsite_name:")),
    "settings that are not there": ("DV001", lambda root: (root / "mkdocs.yml").unlink()),
    "settings with a hook": ("DV004", lambda root: config(root, "theme:\n", "hooks: [docs/assets/a.txt]\ntheme:\n")),
    "a page of HTML among the assets": ("DV115", lambda root: put(root, "assets/a.txt", "<script>alert(1)</script>")),
    "a PDF that runs a script": (
        "DV116",
        lambda root: put(root, "assets/a.pdf", samples.pdf("", samples.stream(b"1 0 << /S /JavaScript >>"))),
    ),
    "a picture that takes all memory": ("DV117", lambda root: put(root, "assets/a.png", samples.png(60_000, 60_000))),
    "a title that its card cannot show": ("DV118", lambda root: edit(root, ("vi/index.md", "Trang chủ", "扶貧"))),
    "an icon in the frame's place": (
        "DV119",
        lambda root: put(root, "assets/favicon.svg", samples.SVG.format('<path d="M0 0h9v9z"/>')),
    ),
    "an icon that cannot be drawn": ("DV010", lambda root: template(root, "assets/favicon.svg", "</svg>", "")),
    "a link of a template that leads nowhere": (
        None,
        lambda root: template(root, "partials/header.html", "'tim-kiem/'", "'khong-co/'"),
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_stands_in_the_way_leaves_the_old_site(small_project: Path, why: str) -> None:
    code, spoil = REFUSED[why]
    old_site(small_project / "site")
    spoil(small_project)
    listener = Listener()
    findings = build(small_project, Options(small_project / "site"), {}, listener)
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert wrong, f"{why}: nothing was found"
    if code:
        assert {finding.code for finding in wrong} == {code}, [finding.line("en") for finding in wrong]
    assert bytes_of(small_project / "site") == OLD
    assert not (small_project / "ran").exists(), "a command in the settings was run"
    assert "publish" not in [report.name for report in listener.reports]


@pytest.mark.parametrize("name", ["build", "build/pages", "build/pages/vi", "build/site", "build/cards", ".site.lock"])
def test_what_leads_elsewhere_is_neither_written_nor_cleaned(small_project: Path, name: str) -> None:
    """Where a build writes it also deletes what it does not know."""
    elsewhere = small_project / "mine"
    put(small_project, "../mine/thesis.txt", "years of work")
    old_site(small_project / "site")
    place = small_project / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere / "thesis.txt" if name == ".site.lock" else elsewhere)
    with pytest.raises(Refusal) as caught:
        built(small_project)
    assert f"{place} is a symbolic link or no plain file" in caught.value.message.en
    assert bytes_of(elsewhere) == {"thesis.txt": b"years of work"}
    assert bytes_of(small_project / "site") == OLD


def test_the_renderers_own_words_are_shown_at_the_page_that_they_name(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"Doc file 'vi/{KQ}' contains an unrecognized relative link 'x:y', it was left as is."

    monkeypatch.setattr(module, "render", lambda *_: [said, "khong-co.md"])
    found = {finding.place.path: finding for finding in built(small_project)}
    assert found.keys() == {f"docs/vi/{KQ}", "build/pages"}
    assert said in found[f"docs/vi/{KQ}"].message.vi
    assert "khong-co.md" in found["build/pages"].message.en


def test_what_inspect_finds_names_the_page_or_asset_at_fault(small_project: Path) -> None:
    put(small_project, "assets/le-loi.txt", "Không trang nào dẫn tới đây.\n")
    template(
        small_project,
        "partials/footer.html",
        "{{ w.licence }}</a>",
        '{{ w.licence }}</a> <a href="khong-co.html">x</a>',
    )
    findings = built(small_project)
    assert len({finding.place.path for finding in findings}) > 20, "the footer is on every page"
    assert f"docs/vi/{KQ}" in {finding.place.path for finding in findings}
    others = [finding for finding in findings if "khong-co" not in finding.message.en]
    assert [(finding.code, finding.place.path) for finding in others] == [("DV911", "docs/assets/le-loi.txt")]


def test_a_crash_in_a_late_stage_leaves_the_old_site(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> list[str]:
        raise RuntimeError("no room")

    old_site(small_project / "site")
    monkeypatch.setattr(module, "finish_site", crash)
    with pytest.raises(RuntimeError, match="no room"):
        built(small_project)
    assert bytes_of(small_project / "site") == OLD


@pytest.mark.parametrize("strict", [False, True])
def test_a_stale_translation_stops_a_strict_build_alone(small_project: Path, strict: bool) -> None:
    old_site(small_project / "site")
    behind(small_project, (f"vi/{KQ}", "Con số 51", "Con số 51 này"))
    findings = built(small_project, strict=strict)
    assert [(f.code, f.severity is Severity.ERROR) for f in findings] == [("DV404", strict)]
    assert (bytes_of(small_project / "site") == OLD) is strict


@pytest.mark.parametrize(
    "address",
    [
        "danvan.example",
        "ftp://host.example/",
        "https://",
        "https://h.example/?a=b",
        "https://h.example/#x",
        "javascript:alert(1)",
    ],
)
def test_a_public_address_that_does_not_hold_is_a_clear_error(small_project: Path, address: str) -> None:
    old_site(small_project / "site")
    with pytest.raises(Refusal) as caught:
        built(small_project, {"SITE_URL": address})
    assert address in caught.value.message.vi
    assert "SITE_URL" in caught.value.message.en
    assert bytes_of(small_project / "site") == OLD


@pytest.mark.parametrize("name", ["site", "docs", "docs/vi", ".", "build/site"])
def test_a_folder_that_is_not_ours_is_refused_before_anything_is_done(small_project: Path, name: str) -> None:
    target = small_project / name
    if name == "site":
        target.mkdir()
        (target / "thesis.txt").write_text("years of work", "utf-8")
    elif name == "build/site":
        target.mkdir(parents=True)  # where the flow itself works
    before = bytes_of(small_project / "docs")
    listener = Listener()
    with pytest.raises(Refusal):
        build(small_project, Options(target), {}, listener)
    assert listener.reports == []
    assert bytes_of(small_project / "docs") == before
    if name == "site":
        assert bytes_of(target) == {"thesis.txt": b"years of work"}


def test_without_overrides_the_frame_is_the_engines_own(small_project: Path) -> None:
    shutil.rmtree(small_project / "overrides")
    assert built(small_project) == []
    icon = (small_project / "site/assets/favicon.svg").read_bytes()
    assert icon == (THEME / "assets/favicon.svg").read_bytes()


ODD: dict[str, Callable[[Path], object]] = {
    "the folder is a link": lambda root: (
        (root / "overrides").rename(root / "o").parent.joinpath("overrides").symlink_to("/etc")
    ),
    "a link to a folder": lambda root: (root / "overrides/x").symlink_to("/etc"),
    "a link to a file": lambda root: (root / "overrides/main.html").symlink_to("/etc/passwd"),
    "a pipe": lambda root: os.mkfifo(root / "overrides/x.html"),
    "a script that the policy cannot know": lambda root: template(
        root, "assets/archive.js", "use strict", "use strict`"
    ),
}


@pytest.mark.parametrize("why", ODD)
def test_overrides_lead_nowhere_else(small_project: Path, why: str) -> None:
    old_site(small_project / "site")
    ODD[why](small_project)
    with pytest.raises(Refusal) as refused:
        built(small_project)
    assert "overrides" in refused.value.message.vi or "archive.js" in refused.value.message.vi
    assert bytes_of(small_project / "site") == OLD
    assert not list((small_project / "build").rglob("passwd"))


def test_what_stands_in_overrides_takes_the_place_of_the_frames(small_project: Path) -> None:
    own = (small_project / "overrides/assets/favicon.svg").read_bytes()
    assert built(small_project) == []
    assert (
        (small_project / "site/assets/favicon.svg").read_bytes() == own != (THEME / "assets/favicon.svg").read_bytes()
    )
