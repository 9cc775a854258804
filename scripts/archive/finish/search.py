"""Full-text search: Pagefind over the rendered pages, an index a language, found with and without tone marks."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from archive.escaping import shortened
from archive.extending import output
from archive.findings import Text
from archive.finish.built import Built
from archive.refusal import Refusal

INDEXING = Path(__file__).parents[1] / "indexing.py"
"""The program that makes the index; imported here it would take a `pagefind` that lies in a project."""
_NO_INDEX = Text(
    "không lập được mục lục tìm kiếm (pagefind: {why}); hãy chạy `make setup` để cài lại các gói, rồi dựng lại",
    "the search index cannot be made (pagefind: {why}); run `make setup` to install the packages again, then build",
)


@output(order=75, machines=("pagefind/*",))
def finish(built: Built) -> None:
    """Build the index into `pagefind/`, the same on every disk; the order of its keys, which varies, is put right."""
    command = [sys.executable, "-P", str(INDEXING), str(built.site_dir.resolve())]
    # In an empty folder: Pagefind obeys a pagefind.toml, .yml or .json that lies where it runs.
    with tempfile.TemporaryDirectory(prefix="archive-search-") as empty:
        done = subprocess.run(command, cwd=empty, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split("\n")
        why = next((line.strip() for line in reversed(said) if line.strip()), f"status {done.returncode}")
        raise Refusal(_NO_INDEX.format(why=shortened(why)))
    entry = built.site_dir / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), "utf-8")
    keep = {"pagefind.js", "pagefind-entry.json", "pagefind-worker.js"}
    # The library's own interface is not used; ours shows results as plain links.
    for path in sorted((built.site_dir / "pagefind").iterdir()):
        if path.is_file() and path.suffix in {".js", ".css"} and path.name not in keep:
            path.unlink()
