"""Full-text search: Pagefind over the rendered pages, an index a language, found with and without tone marks."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

from archive.extending import output
from archive.finish.built import Built


@output(order=75)
def finish(built: Built) -> None:
    """Build the index into `pagefind/`; the order of its keys, which varies, is put right."""
    command = [sys.executable, "-P", "-m", "pagefind", "--site", str(built.site_dir.resolve()), "--quiet"]
    # In an empty folder: Pagefind obeys a pagefind.toml, .yml or .json that lies where it runs.
    with tempfile.TemporaryDirectory(prefix="archive-search-") as empty:
        done = subprocess.run(command, cwd=empty, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pagefind: {done.stderr.decode('utf-8', 'replace').strip()}")
    entry = built.site_dir / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), "utf-8")
    keep = {"pagefind.js", "pagefind-entry.json", "pagefind-worker.js"}
    # The library's own interface is not used; ours shows results as plain links.
    for path in sorted((built.site_dir / "pagefind").iterdir()):
        if path.is_file() and path.suffix in {".js", ".css"} and path.name not in keep:
            path.unlink()
