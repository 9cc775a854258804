"""What an edition is: which of a project's entries it packs, under which names, how much, and what it says of itself.

Shared by the one that seals and the one that checks, so that nothing is packed that is not checked for. `read` takes
the bytes of `data/edition.json`, whoever wrote them, and gives the record, or in words where it is not as `seal`
writes it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, tzinfo
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from archive.content.kinds.base import Slug
from archive.environment import day_of, site_url
from archive.findings import Text
from archive.folders import READ, RESULTS
from archive.history.saved import FILE as HISTORY
from archive.refusal import Refusal
from archive.text.unseen import odd

NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
"""An edition's name: a slug or a day, of at most `LONGEST` letters."""
LONGEST = 64
MAX_FILES = 100_000
"""The most files and folders that an edition holds."""
MAX_BYTES = 2 * 1024**3
"""The most bytes of all of them together: some seconds of reading, and less than a small disk."""
MAX_PATH = 1024
"""The most bytes of a file's path from the bag's folder: a copy of the bag may lie deeper than the bag."""
MAX_FOLDERS = 64
"""How deep folders may lie in each other."""

SOURCES = (
    *READ,
    "schemas",
    "hosting",
    "archive.toml",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.lock",
    "Makefile",
    "published.txt",
    RESULTS,
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "HOSTING.md",
    "LICENSE",
)
"""What a rebuild needs, beside history.json; the edition's own build sees these alone."""
PACKED = (*SOURCES, HISTORY)
"""All that `data/source` may hold: files, or folders with what is below them."""
_NOT_PACKED = ("__pycache__", "*.pyc", "*.egg-info", ".DS_Store")


def leaves_out(path: PurePosixPath) -> bool:
    """Whether `seal` passes over this path below a source: what Python and systems leave behind."""
    return any(fnmatchcase(part, pattern) for part in path.parts for pattern in _NOT_PACKED)


RENDERER = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-static-i18n",
    "Markdown",
    "pymdown-extensions",
    "Jinja2",
    "markdown-it-py",
    "PyYAML",
    "pydantic",
    "selectolax",
    "tinycss2",
    "pillow",
    "resvg-py",
    "bagit",
)
"""The packages whose versions can show in the bytes."""
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *+(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_RESERVED = set('\\:*?"<>|%')


def unfit(name: str) -> Text | None:
    """Why a file or a folder of this name is no part of an edition; None where every system and list can keep it."""
    if not name.isprintable() or any(odd(letter) not in ("", "digit") for letter in name):
        return Text("tên có ký tự điều khiển hoặc không nhìn thấy", "its name has a sign that nobody sees")
    if _RESERVED & set(name):
        signs = " ".join(sorted(_RESERVED & set(name)))
        return Text(f"tên có ký tự mà Windows hoặc BagIt không giữ được: {signs}",
                    f"its name has a sign that Windows or BagIt cannot keep: {signs}")  # fmt: skip
    if name != name.strip() or name.endswith("."):
        return Text("tên bắt đầu hoặc kết thúc bằng dấu cách, hoặc kết thúc bằng dấu chấm",
                    "its name begins or ends with a blank, or ends with a dot")  # fmt: skip
    if name.startswith("~"):
        return Text("tên bắt đầu bằng dấu ~", "its name begins with ~")
    if _DEVICES.fullmatch(name):
        return Text("tên là tên một thiết bị của Windows", "its name is that of a device of Windows")
    if len(name.encode("utf-8", "surrogateescape")) > 255:
        return Text("tên dài hơn 255 byte", "its name is longer than 255 bytes")
    return None


def folded(name: str) -> str:
    """What a name is on a system that tells neither case nor the ways to write one letter apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_source(name: str) -> bool:
    """Whether a path below `data/source` is of `PACKED`: what else lies there some program may read."""
    return any(name == entry or name.startswith(f"{entry}/") for entry in PACKED)


class Counts(BaseModel):
    """How much an edition holds."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    pages: int = Field(ge=0, le=MAX_FILES)
    records: int = Field(ge=0, le=MAX_FILES)
    claims: int = Field(ge=0, le=100 * MAX_FILES)
    site_files: int = Field(ge=1, le=MAX_FILES)
    source_files: int = Field(ge=1, le=MAX_FILES)


def _as_given(address: str) -> str:
    """An address as `environment.site_url` gives it: it goes back into the environment of a rebuild."""
    try:
        given = site_url({"SITE_URL": address})
    except Refusal as error:
        raise ValueError(error.message.en) from None
    if given != address:
        raise ValueError(given)
    return address


_Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.!+_-]{0,63}$")]
_Package = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$")]


class Edition(BaseModel):
    """`data/edition.json`: what was sealed, and what it was built with."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    archive: Slug
    """The archive's own short name."""
    time_zone: str = Field(pattern=r"^[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}$")
    """In which its days are told."""
    edition: str = Field(pattern=f"^{NAME.pattern}$", max_length=LONGEST)
    site_url: Annotated[str, AfterValidator(_as_given)] = Field(max_length=500)
    """$SITE_URL of the build."""
    source_date_epoch: int = Field(ge=0, le=253_402_300_799)
    """$SOURCE_DATE_EPOCH of the build: seconds."""
    commit: str | None = Field(pattern=r"^(?:[0-9a-f]{40}|[0-9a-f]{64})$")
    """The git commit of the sources, where it is known."""
    changed_since_commit: bool
    """The sources differed from that commit."""
    python: _Version
    packages: dict[_Package, _Version] = Field(max_length=100)
    """The renderer's packages and what else shows in the bytes, with their versions."""
    counts: Counts

    @property
    def identifier(self) -> str:
        """The name of the edition among those of all archives, and of its folder."""
        return f"{self.archive}-{self.edition}"

    @property
    def day(self) -> str:
        """The day of what was sealed, where the archive is kept; in UTC where this machine does not know that zone."""
        try:
            zone: tzinfo = ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            zone = UTC
        return day_of(self.source_date_epoch, zone)


def read(content: bytes) -> Edition | Text:
    """The record of its bytes, or what is wrong with them; of a key twice programs differ in which one they take."""
    try:
        data = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return Text("không phải là JSON mỗi khóa một lần, trong UTF-8", "is not JSON in UTF-8 with each key once")
    try:
        return Edition.model_validate(data)
    except ValidationError as error:
        about = error.errors(include_url=False, include_input=False)
        where = ", ".join(sorted({".".join(map(str, one["loc"]))[:100] or "{}" for one in about})[:5])
        return Text(f"không đúng như archive seal ghi, ở: {where}", f"is not as archive seal writes it, at: {where}")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)
