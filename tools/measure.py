"""Writes `accessibility.json`: what axe-core and the Nu HTML checker find on the site today.

Run it as `make measure`; the accessibility statement shows the file's date and figures. It builds, serves and looks
with the helpers of the browser tests, so the repository's root is on the path.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from itertools import product
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from tests.archives import REPOSITORY, build_real
from tests.browser.axe import EVERYTHING
from tests.browser.conftest import FLAGS, Server, chromium, handler
from tests.browser.pages import PHONE, SCHEMES, WIDE, every
from tests.nu import complaints, jar

from archive.stage.sections.accessibility import RESULTS

RECORD = REPOSITORY / RESULTS


def main() -> None:
    """Build, look at every page in every state, and write the figures."""
    with tempfile.TemporaryDirectory() as folder:
        site = build_real(Path(folder))
        server = Server(site, "")
        host = ThreadingHTTPServer(("127.0.0.1", 0), handler(server))
        server.root = f"http://127.0.0.1:{host.server_port}{server.below}"
        threading.Thread(target=host.serve_forever, daemon=True).start()
        axe, pages, found, version = Axe(), every(site), 0, ""
        states = [*product((PHONE, WIDE), SCHEMES)]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
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
            browser.close()
        host.shutdown()
        files = sum(1 for _ in site.rglob("*.html"))
        invalid = len(complaints(site))
    nu = subprocess.run(["java", "-jar", str(jar()), "--version"], capture_output=True, text=True, check=False)
    results = {
        "date": datetime.now(UTC).date().isoformat(),
        "axe": {"version": version, "pages": len(pages), "states": len(states), "violations": found},
        "nu": {"version": (nu.stdout or nu.stderr).strip(), "files": files, "errors": invalid},
    }
    RECORD.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(RECORD.read_text("utf-8"), end="")


if __name__ == "__main__":
    main()
