"""Writes `accessibility.json`: what axe-core and the Nu HTML checker find on the site today.

Run it as `make measure`; the accessibility statement shows the file's date and figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from itertools import product

import click
from axe_playwright_python.sync_playwright import Axe
from tests.archives import REPOSITORY
from tests.browser.axe import EVERYTHING
from tests.browser.pages import PHONE, SCHEMES, WIDE, every
from tests.nu import complaints, jar

from archive.console import Speaking
from archive.folders import RESULTS
from archive.regular import replace_whole
from looking import looking

RECORD = REPOSITORY / RESULTS


@click.command("measure", cls=Speaking)
def main() -> None:
    """Build, look at every page in every state, and write the figures."""
    with looking() as (server, browser):
        axe, pages, found, version = Axe(), every(server.site), 0, ""
        states = [*product((PHONE, WIDE), SCHEMES)]
        page = browser.new_page()
        for way in pages:
            page.goto(server.url(way))
            for width, scheme in states:
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                response = axe.run(page, options=EVERYTHING).response
                version = response["testEngine"]["version"]
                for rule in response["violations"]:
                    print(way, width, scheme, rule["id"], file=sys.stderr)
                    found += len(rule["nodes"])
        files = sum(1 for _ in server.site.rglob("*.html"))
        invalid = len(complaints(server.site))
    nu = subprocess.run(["java", "-jar", str(jar()), "--version"], capture_output=True, text=True, check=False)
    results = {
        "date": datetime.now(UTC).date().isoformat(),
        "axe": {"version": version, "pages": len(pages), "states": len(states), "violations": found},
        "nu": {"version": (nu.stdout or nu.stderr).strip(), "files": files, "errors": invalid},
    }
    text = json.dumps(results, indent=2) + "\n"
    replace_whole({RECORD: text.encode()})
    print(text, end="")


if __name__ == "__main__":
    main()
