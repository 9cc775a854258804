"""Lighthouse as on a phone: 100 in all four categories on a page of each of ten types, in both languages.

npm fetches it once into `build/`, as `lighthouse/package-lock.json` pins it (versions and digests), and it drives the
system's Chromium.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.browser.conftest import FLAGS, Server, chromium
from tests.browser.pages import LANGS, TYPES, address
from tests.npm import installed

HERE = Path(__file__).parent / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KINDS = ("home", "record", "statement", "proof", "campaign", "person", "source", "timeline", "register", "index")
TRIES = 3
"""The performance score is a measurement: another process of a busy machine may take a point; never three times."""


@pytest.fixture(scope="session")
def lighthouse() -> Path:
    """Lighthouse's command, installed once from the lock."""
    return installed(HERE) / "node_modules/lighthouse/cli/index.js"


def scores(lighthouse: Path, url: str, report: Path) -> dict[str, float]:
    """The four scores of a page, 0 to 1."""
    flags = " ".join([*FLAGS, "--headless=new"])
    command = ["node", str(lighthouse), url, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=report.parent)
    assert report.exists(), f"Lighthouse did not run: {done.stderr[-2000:]}"
    found = json.loads(report.read_text("utf-8"))
    return {name: found["categories"][name]["score"] for name in CATEGORIES}


@pytest.mark.slow
@pytest.mark.xdist_group("lighthouse")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_in_all(lighthouse: Path, server: Server, tmp_path: Path, kind: str, lang: str) -> None:
    best = dict.fromkeys(CATEGORIES, 0.0)
    for turn in range(TRIES):
        found = scores(lighthouse, server.url(address(lang, TYPES[kind])), tmp_path / f"{turn}.json")
        best = {name: max(best[name], found[name]) for name in CATEGORIES}
        if all(score == 1 for score in best.values()):
            return
    report = json.loads((tmp_path / f"{TRIES - 1}.json").read_text("utf-8"))
    short = {
        f"{kind}: {ref['id']}": report["audits"][ref["id"]].get("displayValue", report["audits"][ref["id"]]["title"])
        for kind, category in report["categories"].items()
        for ref in category["auditRefs"]
        if ref["weight"] and (report["audits"][ref["id"]]["score"] or 0) < 1
        if report["audits"][ref["id"]]["score"] is not None
    }
    pytest.fail(f"{best}; not passed, of those that count: {short}")
