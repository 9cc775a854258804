"""ProperDocs, the spare wheel: from the same staged pages it makes what MkDocs makes, its own name in them aside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import REAL, bytes_of, finished, python
from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.xdist_group("site")
RENDER = (
    "import sys; from pathlib import Path; from archive.render import Taker, render\n"
    "from archive.settings import read_settings; root, out, url, engine = sys.argv[1:]\n"
    "own = read_settings(Path(root)).settings\n"
    "def page(name, html):\n"
    "    path = Path(out) / name; path.parent.mkdir(parents=True, exist_ok=True); path.write_text(html, 'utf-8')\n"
    "work = Path(root) / 'build'\n"
    "sys.exit('; '.join(render(Path(root), work, work / 'pages', url, own, Taker(page), engine)) or 0)"
)
GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


def test_both_renderers_make_the_same_site_from_the_staged_pages(site: BuiltSite, tmp_path: Path) -> None:
    started = {
        engine: python("-c", RENDER, str(site.root), str(tmp_path / engine), REAL["SITE_URL"], engine, cwd=site.root)
        for engine in ("mkdocs", "properdocs")
    }
    for engine, process in started.items():
        status, out, err = finished(process)
        assert status == 0, f"{engine}: {out}{err}"
    ours, spare = (
        {name: GENERATOR.sub(b"", content) for name, content in bytes_of(tmp_path / engine).items()}
        for engine in started
    )
    pages = [name for name in ours if name.endswith(".html")]
    assert len(pages) > 120
    assert sorted(ours) == sorted(spare)
    assert [name for name in ours if ours[name] != spare[name]] == []
