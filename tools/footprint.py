"""How large a build's environment is, and how long setting it up takes beside that of an earlier commit.

Run it as `make footprint` (or with `REV=…`): both are set up by their own `make setup` in clones of their own, by
turns, three times each; the middle times, their ratio, and the sums of the files' sizes are printed. It needs what
`make setup` needs: the package index, or pip's cache.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3
TARGET = ".venv/.ready"
"""What `make setup` makes, which older Makefiles call by this name alone."""


def size(folder: Path) -> float:
    """The sum of the sizes of all files below a folder, pip's own included, in MB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6


def clone(rev: str, into: Path) -> Path:
    """The project at a commit."""
    root = Path(__file__).resolve().parents[1]
    subprocess.run(["git", "clone", "--quiet", str(root), str(into)], check=True)
    subprocess.run(["git", "-C", str(into), "checkout", "--quiet", rev], check=True)
    return into


def set_up(project: Path, home: Path) -> float:
    """Set the environment up; gives the seconds that it took."""
    # What the run before wrote is on its way to the disk, and would slow this one.
    os.sync()
    start = time.perf_counter()
    done = subprocess.run(
        ["make", TARGET],
        cwd=project,
        env={"PATH": os.environ["PATH"], "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{project.name}: make {TARGET} failed\n{done.stderr}")
    return time.perf_counter() - start


def main() -> None:
    """Print sizes and times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rev", help="the earlier commit")
    rev = parser.parse_args().rev
    with tempfile.TemporaryDirectory(prefix="footprint-") as work:
        home = Path(work, "home")
        home.mkdir()
        revs = {"earlier": rev, "now": "HEAD"}
        times: dict[str, list[float]] = {name: [] for name in revs}
        for run in range(RUNS + 1):
            for name, commit in revs.items():
                # A new folder each time, and nothing is deleted before the end: file systems are slow to make files
                # where many were just deleted, as nobody's first set-up is.
                project = clone(commit, Path(work, f"{name}-{run}"))
                taken = set_up(project, home)
                # The first run fills the cache of the index, and is not counted.
                times[name] += [taken] if run else []
        for name, taken_by in times.items():
            sizes = size(Path(work, f"{name}-{RUNS}", ".venv"))
            print(f"{name:<8} {sizes:7.1f} MB {statistics.median(taken_by):6.1f} s  {[round(s, 1) for s in taken_by]}")
        print(f"ratio of the times: {statistics.median(times['now']) / statistics.median(times['earlier']):.2f}")


if __name__ == "__main__":
    main()
