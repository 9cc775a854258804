"""What a pull request's preview has sent, taken as a stranger's words: one zip file, of which nothing runs.

Takes the event of the run that sent it, the host's open pull requests of that branch, the zip file and a new folder;
gives the pull request's number, the comment to post, and the site's files by names that no host takes for settings or
programs. Refuses by `RefusedError` what is too large or too many, links and names that lead elsewhere, and a number
that is not that of a pull request whose head is the commit of the run.

The workflow `preview-post` runs this file by itself, from the main branch (`python3 -I`): the standard library alone.
"""

from __future__ import annotations

import html
import json
import os
import re
import stat
import struct
import sys
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MOST_ZIP = 512 * 1024 * 1024
MOST_BYTES = 4 * MOST_ZIP
MOST_ONE = 64 * 1024 * 1024
MOST_FILES = 100_000
MOST_WORDS = 4 * 1024 * 1024
"""Bytes of the zip file, of all that is in it, of one file and of a text, and the number of files."""
MOST_LETTERS = 65_000
"""Of a comment, as UTF-16 counts them; GitHub takes 65,536."""
MARK = "<!-- archive-preview -->"
"""The first line of the comment, by which the workflow finds it again."""
BEWARE = (
    "⚠ Thẻ *Checks* báo “This file is code” thì đọc mã ấy trước khi mở: bản dựng chạy nó trong trình duyệt của bạn, "
    "và có thể giả làm trang khác. Đừng nhập mật khẩu nào ở đó.\n"
    "*Where Checks says “This file is code”, read it before you open the build: it runs in your browser, and may "
    "pose as another site. Enter no password there.*"
)
"""What a build can do that was made by a stranger's code."""
SITE, NUMBER, SUMMARY, FINDINGS = "site/", "number", "summary.md", "findings.txt"
ENDINGS = frozenset({
    "html", "css", "js", "json", "jsonld", "csv", "txt", "bib", "ris", "xml", "webmanifest",
    "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "pdf", "woff2",
})  # fmt: skip
"""Of a site's files. None of them is a program on a host."""
AT_ROOT = frozenset({"html", "xml"})
"""At the root of a site, where hosts look for settings of their own in files of other endings."""
SCRIPTS = ("assets/", "search/")
"""Where a site's scripts stand. In others, such as `api/` or `functions/`, hosts take one for their own program."""
HEADERS = "_headers"
"""Not taken: whoever sends a preview has no say in what its host sends; this stands in its place."""
OURS = "/*\n  X-Robots-Tag: noindex\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"

_NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,199}/){0,12}[A-Za-z0-9_][A-Za-z0-9._-]{0,199}/?", re.ASCII)
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError,
)  # fmt: skip
"""What the library raises on a zip file that is none, broken, or packed in a way that it does not know."""
_TAGS = re.compile(r"<(?!/?(?:details|summary|ins|del|sub|sup|br|b|i|code|pre)\b)", re.IGNORECASE)
_CALLS = re.compile(
    r"(?<=@)(?=[A-Za-z0-9&])|(?<=#)(?<!&#)(?=[0-9&])|(?<=GH-)(?=[0-9])|(?<=!)(?=\[)"
    r"|(?<=\])(?=[(:\[])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto:)|(?<=xmpp:)"
    r"|(?<=/issues/)(?=[0-9])|(?<=/pull/)(?=[0-9])|(?<=/discussions/)(?=[0-9])|(?<=/commit/)(?=[0-9a-f])",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
"""A letter by its number or name: GitHub looks for calls in the words as they are shown."""
_JOINER = "\u2060"
"""A letter that nobody sees: what it stands in is no name, number or picture to GitHub any more."""
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(?::[0-9]{1,5})?/(?:[A-Za-z0-9._~-]+/)*", re.ASCII)


class RefusedError(Exception):
    """What was sent is not taken, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """The run that sent it, as the event of GitHub names it, and where to get what it kept."""

    head: str
    repository: str
    """Of whoever sent the pull request; empty where it is gone."""
    base: str
    kept: str
    """The address of what the run kept."""
    until: str
    """The day until which it is kept (ISO)."""
    posting: str
    """The address of the run that posts."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the zip file holds, read and cut to its caps."""

    number: str
    summary: str
    findings: str
    site: bool


def pull_requests(run: Run, pulls: Iterable[Mapping[str, Any]]) -> list[int]:
    """The numbers of the open pull requests to this repository whose head is the commit of the run."""
    return [
        int(pull["number"])
        for pull in pulls
        if pull["state"] == "open"
        and pull["head"]["sha"] == run.head
        and (pull["head"]["repo"] or {}).get("full_name") == run.repository
        and pull["base"]["repo"]["full_name"] == run.base
    ]


def take(file: Path, out: Path) -> Taken:
    """Read the zip file; its site goes to `out`, which is new. Nothing is written before every name has been held."""
    if file.stat().st_size > MOST_ZIP:
        raise RefusedError(f"the zip file is larger than {MOST_ZIP} bytes")
    try:
        with zipfile.ZipFile(file) as opened:
            files = held(opened.infolist())
            number = _words(opened, files, NUMBER).strip()
            summary, findings = (_words(opened, files, name) for name in (SUMMARY, FINDINGS))
            site = {name.removeprefix(SITE): info for name, info in files.items() if name.startswith(SITE)}
            for name in site:
                _hold_for_host(name)
            for name, info in site.items():
                if name != HEADERS:
                    _write(opened, info, out / name)
    except _UNREADABLE as error:
        raise RefusedError(f"the zip file cannot be read: {error}") from error
    if "index.html" in site:
        (out / HEADERS).write_text(OURS, "utf-8")
    return Taken(number, summary, findings, "index.html" in site)


def held(infos: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The regular files by their names; refuses what is none, what leads elsewhere, and what is over a cap."""
    if len(infos) > MOST_FILES:
        raise RefusedError(f"more than {MOST_FILES} files")
    files: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    total = 0
    for info in infos:
        name, kind = info.orig_filename, stat.S_IFMT(info.external_attr >> 16)
        if not _NAME.fullmatch(name) or name != info.filename:
            raise RefusedError(f"a name that is not taken: {name[:200]!r}")
        if kind not in {0, stat.S_IFDIR if name.endswith("/") else stat.S_IFREG}:
            raise RefusedError(f"neither a file nor a folder: {name!r}")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _PLAIN:
            raise RefusedError(f"packed in a way that is not taken: {name!r}")
        # Where letters of either size are one name, one file would stand in the other's place.
        if name.lower() in seen:
            raise RefusedError(f"a name that stands there twice: {name!r}")
        seen.add(name.lower())
        total += info.file_size
        if info.file_size > MOST_ONE or total > MOST_BYTES:
            raise RefusedError(f"too large: {name!r}")
        if not name.endswith("/"):
            files[name] = info
    folders = {
        "/".join(parts[:depth]) for name in seen for parts in [name.split("/")] for depth in range(1, len(parts))
    }
    for name in files:
        if name.lower() in folders:
            raise RefusedError(f"a file and a folder of one name: {name!r}")
    return files


def _hold_for_host(name: str) -> None:
    """Refuse what a host could take for its own settings or for a program: by its ending, and at the root stricter."""
    first, below = name.rpartition("/")[2], "/" in name
    ending = first.rpartition(".")[2].lower() if "." in first else ""
    acts = first.startswith("_") or (ending == "js" and not name.startswith(SCRIPTS))
    if name != HEADERS and (acts or ending not in (ENDINGS if below else AT_ROOT)):
        raise RefusedError(f"no file of a site: {name!r}")


def _words(opened: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo], name: str) -> str:
    """A text as UTF-8, cut to its cap; empty where it is missing."""
    if name not in files:
        return ""
    with opened.open(files[name]) as file:
        return file.read(MOST_WORDS).decode("utf-8", "replace")


def _write(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> None:
    """Write one file, which must not be there: no more bytes than its head has said, whatever follows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(info) as file, path.open("xb") as new:
        while part := file.read(1 << 20):
            new.write(part)


def preview_address(pattern: str, number: int, ours: Iterable[str]) -> str:
    """Where the preview stands: the pattern with the number. Refuses one on the archive's own host.

    What a pull request builds runs whatever it likes in a reader's browser, as far as its own host goes.
    """
    address = pattern.replace("{number}", str(number))
    if pattern.count("{number}") != 1 or not _ADDRESS.fullmatch(address):
        raise RefusedError("PREVIEW_URL is no address such as https://pr-{number}.preview.example/")
    if urlsplit(address).hostname in {urlsplit(own).hostname for own in ours if own}:
        raise RefusedError("PREVIEW_URL is on the archive's own host; previews need another one")
    return address


def harmless(words: str) -> str:
    """A text of Markdown that calls nobody, leads nowhere, and shows no picture and few elements.

    What the site's bot says is believed: no link of a stranger's stands among its words.
    """
    shown = _CALLS.sub(_JOINER, _TAGS.sub("&lt;", _seen(words)))
    return _ENTITY.sub(_entity, shown)


def _entity(found: re.Match[str]) -> str:
    """A letter by its number or name, which makes no call or address with those around it."""
    letter = html.unescape(found[0])
    if letter.isalnum():
        return f"{_JOINER}{found[0]}{_JOINER}"
    return found[0] + (_JOINER if letter in {"#", "@", ":", ".", "/"} else "")


def _seen(words: str) -> str:
    """The text without letters that nobody sees or that turn a line around."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter if letter in "\n\t" or letter.isprintable() else " " if letter.isspace() else "" for letter in lines
    )


def comment(run: Run, taken: Taken, address: str) -> str:
    """The comment: what is ours first, then what was sent, cut at the end of a line."""
    if address:
        where = (
            f"**Xem trước:** <{address}>, mở được khi [lần chạy này]({run.posting}) đăng xong.\n"
            f"*Preview: at that address, once that run has put it there.*"
        )
    elif taken.site:
        where = (
            f"**Xem trước:** [tải bản dựng]({run.kept}) (cần đăng nhập GitHub{_until(run.until)}), giải nén, rồi mở "
            f"`site-portable/index.html` bằng trình duyệt.\n"
            f"*Preview: download the build, unpack it, open `site-portable/index.html`.*"
        )
    else:
        where = (
            "**Chưa dựng được trang:** sửa những chỗ sai mà thẻ *Checks* và phần dưới nêu, rồi đẩy lên lại.\n"
            "*The site could not be built: mend what is named under Checks and below.*"
        )
    if taken.site:
        where += f"\n\n{BEWARE}"
    words = harmless(taken.summary).strip() or _fenced(_seen(taken.findings))
    head = (
        f"{MARK}\n### Xem trước / Preview (`{run.head[:10]}`)\n\n{where}\n\n"
        "> Phần dưới do máy viết từ nội dung của yêu cầu hợp nhất này: lời trong đó là của người gửi, chưa ai duyệt.\n"
        "> *Below: written by a machine from what this pull request holds; its words are the sender's, and nobody has "
        "reviewed them.*\n"
    )
    cut = f"> Quá dài nên bị cắt; bản đầy đủ là tệp `summary.md` trong [bản dựng]({run.kept}).\n"
    room = MOST_LETTERS - _length(f"{head}{cut}\n\n")
    if _length(words) <= room:
        return f"{head}\n{words or 'Không có gì để nói thêm.'}\n"
    kept = words.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return f"{head}{cut}\n{kept.rpartition(chr(10))[0] or kept}\n"


def _fenced(words: str) -> str:
    """Lines as they are, in a block that none of them ends."""
    lines = [line.lstrip("~ ") if line.lstrip().startswith("~~~") else line for line in words.strip().split("\n")]
    return "\n".join(["~~~~text", *lines, "~~~~"]) if words.strip() else ""


def _until(day: str) -> str:
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})T.*", day, re.ASCII)
    return f", giữ đến {int(found[3])}/{int(found[2])}/{found[1]}" if found else ""


def _length(words: str) -> int:
    return len(words.encode("utf-16-le", "replace")) // 2


def run_of(event: Mapping[str, Any], environment: Mapping[str, str]) -> Run:
    """The run that the event of GitHub names."""
    sent, own = event["workflow_run"], event["repository"]["full_name"]
    runs = f"{environment['GITHUB_SERVER_URL']}/{own}/actions/runs"
    return Run(
        head=sent["head_sha"],
        repository=(sent["head_repository"] or {}).get("full_name", ""),
        base=own,
        kept=f"{runs}/{int(sent['id'])}/artifacts/{int(environment['ARTIFACT'])}",
        until=environment.get("EXPIRES", ""),
        posting=f"{runs}/{int(environment['GITHUB_RUN_ID'])}",
    )


def main(pulls: Path, file: Path, out: Path, environment: Mapping[str, str]) -> int:
    """Take what was sent; write `comment.md` and `site/` in `out` and what later jobs need to GitHub's file."""
    run = run_of(json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8")), environment)
    numbers = pull_requests(run, json.loads(pulls.read_text("utf-8")))
    if not numbers:
        _say("notice", "No open pull request has this commit as its head any more.")
        return 0
    out.mkdir()
    address = ""
    try:
        taken = take(file, out / SITE)
        if taken.number not in map(str, numbers):
            raise RefusedError(f"the number {taken.number[:20]!r} is not that of the run's pull request")
    except RefusedError as refused:
        _say("error", str(refused))
        return 1
    if taken.site and environment.get("PREVIEW_URL"):
        try:
            ours = (environment.get("SITE_URL", ""), _own_address(Path("archive.toml")))
            address = preview_address(environment["PREVIEW_URL"], int(taken.number), ours)
        except RefusedError as refused:
            _say("warning", str(refused))
    (out / "comment.md").write_text(comment(run, taken, address), "utf-8")
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"number={taken.number}\naddress={address}\n")
    return 0


def _own_address(settings: Path) -> str:
    """The public address that the archive's settings name."""
    try:
        return str(tomllib.loads(settings.read_text("utf-8")).get("address", ""))
    except (OSError, ValueError):
        return ""


def _say(kind: str, words: str) -> None:
    """Tell GitHub, on one line."""
    told = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{kind} title=Preview::{told}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), os.environ))
