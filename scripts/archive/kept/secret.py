"""The secret of the builds in one folder: made once by this machine, never published, safe to delete.

Tokens in pages are made with it, which no text can guess. And it tells whose work what lies in the folder is: the
file's mark has the moment at which this machine made it, so neither a copy nor what came with a project has the same.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from archive import regular
from archive.findings import Text
from archive.kept.tree import mark_of
from archive.refusal import Refusal

SECRET = "secret"
"""The file, below `build/`, of the secret that tokens are made with: made once, never published, safe to delete."""
_SECRET_BYTES = 32
_NOT_A_FILE = Text(
    "{path} là thư mục, không phải tệp mà việc dựng cần; hãy xóa nó rồi dựng lại",
    "{path} is a folder and not the file that the build needs; delete it and build again",
)


def build_secret(work: Path) -> bytes:
    """The secret of the builds in `work`: read where there is one, else made; nobody else may read it.

    Refuses where a folder stands in its place, which is not ours to delete.
    """
    path = work / SECRET
    try:
        known = regular.read(path, _SECRET_BYTES)
        if len(known) == _SECRET_BYTES:
            return known
    except FileNotFoundError:
        pass
    except OSError:
        if path.is_dir() and not path.is_symlink():
            raise Refusal(_NOT_A_FILE.format(path=path)) from None
    path.unlink(missing_ok=True)
    made = secrets.token_bytes(_SECRET_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
    return made


def owner(work: Path) -> str:
    """What tells the work of this machine in `work` from anybody else's; empty where there is no secret."""
    path = work / SECRET
    try:
        return hashlib.sha256(regular.read(path, _SECRET_BYTES) + mark_of(path).encode()).hexdigest()
    except OSError:
        return ""
