r"""The digest of a project's sources: what a printed sheet names, to tell later which files it was made of.

Takes a project's root and the files that are not published; gives the SHA-256 (hex) of what `sha256sum` says of every
file that an edition keeps below `data/source`, but for what git knew of the past. There anybody comes to the same:

    find . -type f ! -name history.json -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum

A link, a pipe or a device is no source, and `seal` refuses it; here it is passed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from archive.edition import SOURCES, leaves_out

PACKAGE = Path(__file__).resolve().parent
"""The code that builds, wherever it is installed: an edition has it in `scripts/`."""


def digest(root: Path, aside: Collection[str] = ()) -> str:
    """The digest of the sources of the project at `root` without the files of `aside`, named from there."""
    own = f"scripts/{PACKAGE.name}"
    within = (name for name in SOURCES if name != own)
    files = {name: path for source in within for name, path in _files(root / source, source) if name not in aside}
    files = {name: path for name, path in files.items() if not name.startswith(f"{own}/")}
    files |= dict(_files(PACKAGE, own))
    lines = (f"{hashlib.sha256(files[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(files, key=_bytes))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _files(path: Path, name: str) -> Iterator[tuple[str, Path]]:
    """The plain files at or below a path, each by its name from the project's root."""
    if path.is_symlink() or leaves_out(PurePosixPath(path.name)):
        return
    if path.is_file():
        yield name, path
    elif path.is_dir():
        for entry in path.iterdir():
            yield from _files(entry, f"{name}/{entry.name}")


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
