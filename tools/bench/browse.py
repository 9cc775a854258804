"""Visits in a real Chromium, counted at the host: a first visit with an empty cache, then a second page.

Playwright is among the project's test dependencies, and Chromium is the system's; `NotMeasuredError` says which of the
two is missing.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Mapping
from pathlib import Path

from bench.host import serving
from bench.outcome import NotMeasuredError
from bench.weigh import Weights, first_paint, weights

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PHONE = (375, 800)
LATE = 300
"""Milliseconds after the load event in which a page may still ask for something."""


def installed() -> str | None:
    """The path of the system's Chromium."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def chromium(*, playwright: bool = False) -> str:
    """The path of the system's Chromium; raises `NotMeasuredError` without it, or without `playwright` if asked for."""
    if playwright and importlib.util.find_spec("playwright") is None:
        raise NotMeasuredError("playwright")
    found = installed()
    if found is None:
        raise NotMeasuredError("chromium")
    return found


def visits(site: Path, pages: Mapping[str, tuple[str, str]]) -> dict[str, Weights]:
    """The weights of each page (name: its address, and that of the page looked at after it)."""
    path = chromium(playwright=True)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  not among what a build needs

    found = {}
    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, (address, then) in pages.items():
            context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
            page = context.new_page()
            looks = []
            for way in (address, then):
                host.sent.clear()
                page.goto(host.url(way), wait_until="networkidle")
                page.wait_for_timeout(LATE)
                looks.append(tuple(host.sent))
            found[name] = weights(looks[0], looks[1], first_paint(site, address))
            context.close()
        browser.close()
    return found
