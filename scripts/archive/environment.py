"""What a build takes from outside: the environment, and what git knows of the past.

Gives an archive that knows its history, and a `context.Context`. Nothing that is built hangs on the clock: without
SOURCE_DATE_EPOCH and history a fixed day stands, so the same sources always give the same bytes. The clock is asked for
an editor's own day, and whether a day in what is not committed yet has come. Refuses an address or epoch that does not
hold.
"""

from __future__ import annotations

import datetime
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import replace

from archive.content.model import Archive
from archive.context import FIXED_EPOCH, Context
from archive.escaping import printable
from archive.findings import Text
from archive.git import git
from archive.history.line import LAST_EPOCH
from archive.history.past import read_history
from archive.refusal import Refusal

EARLIEST_ZONE = 14 * 3600
"""Seconds: where a day comes first (UTC+14), it is this much earlier than in UTC."""
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])"
    r"(?P<port>:(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
    r"(?P<path>(?:/[A-Za-z0-9._~/-]*)?)",
    re.ASCII,
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


def knowing(archive: Archive, environment: Mapping[str, str]) -> Archive:
    """The archive with its past, the last day on which it can have been written, and its public address."""
    known = replace(archive, history=read_history(archive), site_url=site_url(environment, archive.settings.site_url))
    return replace(known, latest=latest_day(known, environment))


def make_context(
    archive: Archive, environment: Mapping[str, str], *, portable: bool = False, sources: str = ""
) -> Context:
    """The context of a build of an archive that knows its past, under these environment variables."""
    return Context(
        site_url=site_url(environment, archive.settings.site_url),
        epoch=source_date_epoch(archive, environment),
        changed=archive.history.changed,
        zone=archive.settings.zone,
        stale=archive.history.stale,
        portable=portable,
        sources=sources,
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
    """$SOURCE_DATE_EPOCH, else the last commit's time (git's, or a sealed edition's), else a fixed moment."""
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
    return FIXED_EPOCH if archive.history.head is None else archive.history.head


def latest_day(archive: Archive, environment: Mapping[str, str]) -> str:
    """The last day that it was anywhere when the sources were written.

    $SOURCE_DATE_EPOCH's, else the last commit's. What is not committed yet was written by now: a day to come is refused
    before it is committed, as it is afterwards.
    """
    head = archive.history.head
    if environment.get("SOURCE_DATE_EPOCH"):
        epoch = source_date_epoch(archive, environment)
    elif head is None or _uncommitted(archive):
        epoch = max(head or 0, int(now().timestamp()))
    else:
        epoch = head
    return day_of(min(epoch + EARLIEST_ZONE, LAST_EPOCH))


def _uncommitted(archive: Archive) -> bool:
    """Whether something in `docs/` is not as it was committed."""
    # Of a repository within this one the work tree is not asked: there git would run what its settings name.
    flags = ("--porcelain", "--ignore-submodules=dirty")
    return bool(git(archive.root, "status", *flags, "--", "docs"))


def last_day(archive: Archive) -> str | None:
    """`archive.latest` where it bounds what the text may name; None where nobody can know.

    A build's own day that is older than the text, as $SOURCE_DATE_EPOCH may name one, bounds nothing.
    """
    latest, head = archive.latest, archive.history.head
    return None if latest and head is not None and latest < day_of(head) else latest


def day_of(epoch: int, zone: datetime.tzinfo = datetime.UTC) -> str:
    """The day of a moment in a time zone, as YYYY-MM-DD."""
    return datetime.datetime.fromtimestamp(epoch, zone).date().isoformat()


def today(archive: Archive) -> str:
    """The day that it is where the archive is kept: for an editor's act, which has a day; a build has none."""
    return now().astimezone(archive.settings.zone).date().isoformat()


def now() -> datetime.datetime:
    """The moment that it is."""
    return datetime.datetime.now(datetime.UTC)
