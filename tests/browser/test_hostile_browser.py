"""Hostile pages in a real browser: with the check taken away, and the findings of the cleaning ignored, nothing runs.

The bodies are those of `tests/test_hostile.py`. Every page that such a build leaves is opened, and no marker was set.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from tests.archives import DOCUMENT, KQ, PAPER, edit
from tests.test_hostile import BODIES, MARK, PAGES, STOPPED, hostile, made

from archive.finish import fill as filling

pytestmark = pytest.mark.xdist_group("hostile-browser")
TITLE = f"Thu </title></h1></article><script>{MARK}</script><img src=x onerror={MARK}>"
SPELT = TITLE.replace("<", r"\x3c")
HANDLERS = "article [onclick], article [onerror], article [onload], article [onfocus]"
RAN = "() => 'chay' in window"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site of these pages, and where it is served."""
    root = hostile(tmp_path_factory.mktemp("hostile"), [name for name in BODIES if name not in STOPPED])
    edit(
        root,
        (f"vi/{KQ}", "title: Giúp xã nghèo", f'title: "{SPELT}"\nsummary: "{SPELT}"'),
        (f"vi/{KQ}", "51 đơn vị giúp các xã nghèo.", f"51 đơn vị &lt;/p>&lt;script>{MARK}&lt;/script> giúp."),
        (f"vi/{DOCUMENT}", "number: '02'", f'number: "1/{SPELT}"'),
        (f"vi/{PAPER}", "headline: Bài mẫu", f'headline: "{SPELT}"'),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "_lost", lambda *_: iter(()))
        patch.setattr(filling, "_misplaced", lambda *_: iter(()))
        made(root)
    folder = root / "build/site"
    assert (folder / "id/kq-01/index.html").is_file(), "the site was not finished: there is nothing to try"
    serve = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def pages(folder: Path) -> list[str]:
    """The addresses of all pages: those that were written to harm, and every one that shows a record's words."""
    return sorted(path.parent.relative_to(folder).as_posix() + "/" for path in folder.rglob("index.html"))


def test_no_marker_runs_on_any_page(opened: Callable[..., Page], address: tuple[Path, str]) -> None:
    folder, root = address
    tried = [name for name in pages(folder) if not name.startswith(("id/", "en/id/"))]
    assert {page.removesuffix(".md") + "/" for name, page in PAGES.items() if name not in STOPPED} <= set(tried)
    page = opened()
    for name in tried:
        page.goto(root + name)
        assert not page.evaluate(RAN), f"a script of an author's ran on {name}"
        handlers = page.eval_on_selector_all(HANDLERS, "nodes => nodes.map(node => node.outerHTML)")
        assert not handlers, f"{name} has handlers: {handlers}"


@pytest.mark.parametrize("name", ["id/kq-01/", "id/vb-chi-thi-02/", "id/n-bao/"])
def test_no_marker_runs_where_an_address_leads_on(
    opened: Callable[..., Page], address: tuple[Path, str], name: str
) -> None:
    _, root = address
    page = opened()
    page.goto(f"{root}{name}#kq-01-2")
    page.wait_for_url(lambda url: "/id/" not in url)
    assert not page.evaluate(RAN)
    assert page.url.endswith("#kq-01-2"), "the anchor was not carried over"


def test_the_marker_would_run(opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto("data:text/html," + quote(f"<script>{MARK}</script>"))
    assert page.evaluate(RAN), "the test looks for something that never happens"
