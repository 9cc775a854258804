"""The index is made by the installed program as this package asks: nothing that lies in a project has a say in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.content.read import read_archive
from archive.context import Context
from archive.finish import search
from archive.finish.built import Built
from archive.frame import lay, read_frame

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
