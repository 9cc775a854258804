"""What a build takes from outside: the environment, git's history, and the ledger of dates.

Gives a `context.Context`. Nothing here reads the clock: without SOURCE_DATE_EPOCH, git and ledger a fixed day
stands, so the same sources always give the same bytes. Refuses an address or epoch that does not hold.
"""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
import json
import re
from collections.abc import Mapping
from pathlib import Path

from archive import regular
from archive.content.model import Archive, Page
from archive.context import Context
from archive.escaping import printable
from archive.findings import Text
from archive.git import git
from archive.refusal import Refusal
from archive.translation import stale_paths

LEDGER = "dates.json"
MOST_BYTES = 16 * 1024 * 1024
"""Of a ledger: an archive of many thousand records needs a fourth."""
LAST_EPOCH = 253_402_300_799
"""The end of the year 9999: what a date can hold."""
EARLIEST_ZONE = 14 * 3600
"""Seconds: where a day comes first (UTC+14), it is this much earlier than in UTC."""
FIXED_EPOCH = 315_532_800
"""The last resort for SOURCE_DATE_EPOCH: the start of 1980, which nobody takes for the truth; never the clock."""
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])"
    r"(?P<port>:(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
    r"(?P<path>(?:/[A-Za-z0-9._~/-]*)?)",
    re.ASCII,
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


def make_context(archive: Archive, environment: Mapping[str, str], *, portable: bool = False) -> Context:
    """The context of a build of `archive` under these environment variables."""
    epoch = source_date_epoch(archive, environment)
    today = day_of(epoch, archive.settings.zone)
    days = page_days(archive, today)
    newest = max(days.values(), default=today)
    return Context(
        site_url=site_url(environment, archive.settings.site_url),
        epoch=epoch,
        days=days,
        newest=newest,
        stale=stale_paths(archive),
        portable=portable,
    )


def site_url(environment: Mapping[str, str], otherwise: str = "") -> str:
    """The public address, ending in `/`: $SITE_URL, or the one that the archive's settings name.

    It goes into HTML, XML, JSON, BibTeX and more as it is, so it is held to what means nothing in any of them: a
    scheme, a host in its ASCII form, a port, a path of unreserved letters; no sign-in, query or fragment.
    """
    given = environment.get("SITE_URL") or otherwise
    found = _ADDRESS.fullmatch(given)
    if not found or not _is_host(found["host"].lower()) or not _is_path(found["path"]):
        shown = _shown(given)
        raise Refusal(
            Text(
                f"SITE_URL không hợp lệ: “{shown}”; viết như https://vi-du.example/duong-dan/, tên miền ở dạng ASCII "
                "(xn--…), không kèm tên người dùng, dấu nháy hay khoảng trắng",
                f"SITE_URL is not valid: “{shown}”; write it like https://host.example/path/, the host in its ASCII "
                "form (xn--…), without a user's name, quotes or spaces",
            )
        )
    return f"{found['scheme']}://{found['host'].lower()}{found['port'] or ''}{found['path'].rstrip('/')}/"


def _is_host(host: str) -> bool:
    """Whether this is an address of the internet protocol, or a name that DNS can hold."""
    bracketed = host.startswith("[")
    if bracketed or host.rpartition(".")[2].isdigit():
        version = ipaddress.IPv6Address if bracketed else ipaddress.IPv4Address
        try:
            return bool(version(host.strip("[]")))
        except ValueError:
            return False
    return len(host) <= 253 and all(_LABEL.fullmatch(label) for label in host.split("."))


def _is_path(path: str) -> bool:
    """Whether every segment names a folder, and none leads up."""
    segments = path.removeprefix("/").removesuffix("/").split("/")
    return not {".", ".."} & set(segments) and (path in {"", "/"} or "" not in segments)


def _shown(given: str) -> str:
    """An address as it may be printed: no sign that acts on a terminal, and no password."""
    return printable(re.sub(r"(?<=//)[^/]*@", "…@", given))


def source_date_epoch(archive: Archive, environment: Mapping[str, str]) -> int:
    """$SOURCE_DATE_EPOCH, else the last commit's time, else the ledger's newest day, else a fixed moment."""
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if given:
        # Twelve of ASCII's digits hold the year 9999; `isdigit` takes "²", which is no number.
        if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > LAST_EPOCH:
            raise Refusal(
                Text(
                    f"SOURCE_DATE_EPOCH phải là số giây: “{_shown(given)}”",
                    f"SOURCE_DATE_EPOCH is a number of seconds: “{_shown(given)}”",
                )
            )
        return int(given)
    commit = git(archive.root, "log", "-1", "--format=%ct").strip()
    if commit.isdigit():
        return int(commit)
    days = [entry["changed"] for entry in read_ledger(archive.root).values()]
    if days:
        return _midnight(max(days), archive.settings.zone)
    return FIXED_EPOCH


def latest_day(archive: Archive, environment: Mapping[str, str]) -> str | None:
    """The last day that it was anywhere when the sources were written; None where nobody can know.

    $SOURCE_DATE_EPOCH's, else the last commit's. What is not committed yet has no day, and the clock is not asked: the
    same sources are as right tomorrow.
    """
    if environment.get("SOURCE_DATE_EPOCH"):
        epoch = source_date_epoch(archive, environment)
    else:
        commit = git(archive.root, "log", "-1", "--format=%ct").strip()
        if not commit.isdecimal() or git(archive.root, "status", "--porcelain", "--", "docs"):
            return None
        epoch = int(commit)
    return day_of(min(epoch + EARLIEST_ZONE, LAST_EPOCH))


def day_of(epoch: int, zone: datetime.tzinfo = datetime.UTC) -> str:
    """The day of a moment in a time zone, as YYYY-MM-DD."""
    return datetime.datetime.fromtimestamp(epoch, zone).date().isoformat()


def today(archive: Archive) -> str:
    """The day that it is where the archive is kept: for an editor's act, which has a day; a build has none."""
    return datetime.datetime.now(archive.settings.zone).date().isoformat()


def page_days(archive: Archive, otherwise: str) -> dict[str, str]:
    """The day on which each page (by path) last changed.

    The ledger counts where it knows the page's present text: it says the same in a checkout, in a shallow clone and
    in a copy without git. Then git's history; then `otherwise`.
    """
    ledger = read_ledger(archive.root)
    history: dict[str, str] | None = None
    days: dict[str, str] = {}
    for page in archive.pages:
        if page.lang != "vi":
            continue
        entry = ledger.get(page.path)
        if entry and entry["sha256"] == page_digest(page, archive.twin(page)):
            days[page.path] = entry["changed"]
            continue
        if history is None:
            history = git_days(archive.root, archive.settings.zone)
        twin = archive.twin(page)
        known = [history[p.file] for p in (page, twin) if p and p.file in history]
        days[page.path] = max(known, default=otherwise)
    return days


def page_digest(page: Page, twin: Page | None) -> str:
    """SHA-256 of what a page says in both languages."""
    return hashlib.sha256(f"{page.text}\0{twin.text if twin else ''}".encode()).hexdigest()


def read_ledger(root: Path) -> dict[str, dict[str, str]]:
    """`dates.json`: `{path: {"changed": day, "sha256": digest}}`; empty where there is no ledger.

    Refuses one that cannot be read: its days would be lost in silence.
    """
    try:
        data = json.loads(regular.read(root / LEDGER, MOST_BYTES))
        return {page: {"changed": _iso(e["changed"]), "sha256": str(e["sha256"])} for page, e in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal(
            Text(
                f"Không đọc được {LEDGER} ({error}); khôi phục tệp từ git, hoặc xóa tệp rồi chạy `archive stamp`",
                f"{LEDGER} cannot be read ({error}); restore it from git, or delete it and run `archive stamp`",
            )
        ) from error


def _iso(day: str) -> str:
    return datetime.datetime.fromisoformat(day).date().isoformat()


def _midnight(day: str, zone: datetime.tzinfo) -> int:
    return int(datetime.datetime.fromisoformat(day).replace(tzinfo=zone).timestamp())


def updated_ledger(archive: Archive, today: str) -> dict[str, dict[str, str]]:
    """The ledger with every page whose text is not the recorded one dated `today`."""
    ledger = read_ledger(archive.root)
    fresh: dict[str, dict[str, str]] = {}
    for page in archive.pages:
        if page.lang == "vi":
            digest = page_digest(page, archive.twin(page))
            old = ledger.get(page.path)
            fresh[page.path] = old if old and old["sha256"] == digest else {"changed": today, "sha256": digest}
    return fresh


def git_days(root: Path, zone: datetime.tzinfo) -> dict[str, str]:
    """The day of the last commit of each file; nothing in a shallow clone, whose history would lie."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    days: dict[str, str] = {}
    day = ""
    for line in git(root, "log", "--format=%x00%ct", "--name-only", "--relative", "--", "docs").splitlines():
        if line.startswith("\0"):
            day = day_of(int(line[1:]), zone)
        elif line:
            days.setdefault(line, day)
    return days
