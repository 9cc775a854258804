"""The index is made by the installed program as this package asks: nothing that lies in a project has a say in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import bytes_of

from archive import indexing
from archive.content.read import read_archive
from archive.context import Context
from archive.finish import search
from archive.finish.built import Built
from archive.frame import lay, read_frame
from archive.indexing import index

PLANTED = {
    "pagefind.toml": 'output_path = "{out}"\n',
    "pagefind.yml": 'output_path: "{out}"\n',
    "pagefind.json": '{{"output_path": "{out}"}}\n',
    "pagefind.py": "import pathlib\npathlib.Path('{out}').mkdir()\n",
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_lies_in_a_project_does_not_lead_the_index(
    small_project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    out = tmp_path_factory.mktemp("away") / "out"
    (small_project / name).write_text(PLANTED[name].format(out=out), "utf-8")
    site = small_project / "build" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text('<html lang="vi"><body><p>Dân vận khéo</p></body></html>', "utf-8")
    monkeypatch.chdir(small_project)
    lay(read_archive(small_project), Path("build", "theme"))
    built = Built(
        Path("build", "site"),
        read_archive(small_project),
        Context("https://danvan.example/"),
        read_frame(Path("build", "theme")),
    )
    search.finish(built)
    assert not out.exists()
    assert (site / "pagefind" / "pagefind-entry.json").is_file()


def test_the_order_in_which_pages_lie_on_a_disk_changes_nothing(tmp_path: Path) -> None:
    names = [f"trang-{number}" for number in range(40)]
    indexes = []
    # As tmpfs lists them: the last that was made first. What is asked for is held below on any file system.
    for folder, order in (("one", names), ("two", names[::-1])):
        site = tmp_path / folder
        for name in order:
            (site / name).mkdir(parents=True)
            words = (
                f"<html lang='vi'><body><p>Dân vận khéo {name}, {'xã ' * (len(name) + int(name[6:]))}</p></body></html>"
            )
            (site / name / "index.html").write_text(words, "utf-8")
        assert index(site) == ""
        indexes.append(
            {name: data for name, data in bytes_of(site / "pagefind").items() if name != "pagefind-entry.json"}
        )
    assert indexes[0] == indexes[1]
    assert len([name for name in indexes[0] if name.startswith("fragment/")]) == len(names)


def test_pages_are_given_in_order_of_address(tmp_path: Path) -> None:
    for name in ("b/index.html", "a/index.html", "index.html", "a/b/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>x</p>", "utf-8")
    asked = [*indexing.asked(tmp_path)]
    assert [one["file_path"] for one in asked if one["type"] == "AddFile"] == [
        "a/b/index.html", "a/index.html", "b/index.html", "index.html",
    ]  # fmt: skip


def test_why_there_is_no_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html lang='vi'><p>x</p></html>", "utf-8")
    (tmp_path / "pagefind").write_text("a file where a folder is due", "utf-8")
    assert index(tmp_path)
