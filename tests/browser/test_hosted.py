"""The site behind the real nginx with the example's headers: everything still works, and what headers alone stop is stopped."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.archives import BELOW
from tests.browser.conftest import Server, watched
from tests.nginx import served

pytestmark = pytest.mark.xdist_group("nginx-browser")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.setAttribute("data-ran", "1")</script></svg>'


@pytest.fixture(scope="module")
def hosted(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real site below a path, with a drawing that should never have come in, and a page that frames the site."""
    work = tmp_path_factory.mktemp("hosted")
    site = work / "srv" / BELOW.strip("/")
    shutil.copytree(site_dir, site)
    (site / "assets/x.svg").write_text(DRAWING, "utf-8")
    with served(work / "srv", work / "nginx", BELOW) as port:
        yield Server(site, f"http://127.0.0.1:{port}{BELOW}")


def test_nothing_that_pages_do_is_stopped(opened: Callable[..., Page], hosted: Server) -> None:
    page = opened(width=1280, permissions=["clipboard-read", "clipboard-write"])
    with watched(page) as wrong:
        page.goto(hosted.url("id/kq-05-1/"))
        button = page.locator("button.copy").first
        button.click()
        expect(button).to_have_text("Đã chép kq-05-1")
        page.locator("a.search-open").click()
        page.locator("dialog input[type=search]").fill("nghèo")
        expect(page.locator("dialog [role=option]").first).to_be_visible()
        page.locator("button.palette").evaluate("node => node.click()")
        page.goto(hosted.url("tim-kiem/?q=nghèo"))
        expect(page.locator("[role=option]").first).to_be_visible()
        page.goto(hosted.url("en/id/kq-05/#kq-05-2"))
        page.wait_for_url(f"{hosted.url('en/ket-qua/2015-2018/kq-05/')}#kq-05-2")
    # A browser warns of features in Permissions-Policy that it does not know: no harm, and other releases know others.
    assert [line for line in wrong if "Unrecognized feature" not in line] == []


@pytest.mark.parametrize("headers", [True, False], ids=["nginx", "a host without headers"])
def test_another_site_can_frame_pages_only_where_headers_lack(
    opened: Callable[..., Page], hosted: Server, server: Server, tmp_path: Path, headers: bool
) -> None:
    """What HOSTING.md says of GitHub Pages, and of the hosts that heed the headers."""
    page = opened(width=1280)
    address = (hosted if headers else server).url("thoa-thuan/")
    (tmp_path / "index.html").write_text(f"<iframe src='{address}'></iframe>", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path)) as framing:
        threading.Thread(target=framing.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{framing.server_port}/")
        framed = page.frames[-1]
        assert framed is not page.main_frame
        framed.wait_for_load_state()
        assert framed.locator("article").count() == (0 if headers else 1)
        framing.shutdown()


@pytest.mark.parametrize("headers", [True, False], ids=["nginx", "a host without headers"])
def test_a_drawing_opened_by_itself_runs_nothing_where_headers_say_so(
    opened: Callable[..., Page], hosted: Server, server: Server, headers: bool
) -> None:
    page = opened()
    address = (hosted if headers else server).url("assets/x.svg")
    if not headers:
        page.route(address, lambda route: route.fulfill(body=DRAWING, content_type="image/svg+xml"))
    page.goto(address)
    assert page.evaluate("document.documentElement.getAttribute('data-ran')") == (None if headers else "1")
