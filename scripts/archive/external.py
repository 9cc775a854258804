"""Whether the sources' addresses still open: what a kept link checker finds, and how the records take it in.

Takes an `Archive`; hands the addresses of its source records to LinkChecker (as a program of its own: time-outs,
robots.txt, no recursion) and gives an `Answer` for each; `edited` puts one into a record's front matter and changes
nothing else, `write_whole` writes all files or none. Refuses by `ExternalError`: a checker that failed or left an
address out, a run in which no server answered at all (it is our own network then), a record that cannot be edited.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import yaml
from pydantic import ValidationError

from archive.content.frontmatter import FENCE, read_front, split
from archive.content.kinds import Answer, Source
from archive.content.model import Archive, Record
from archive.findings import Text
from archive.fix import key_order

KEY = "answer"
AGENT = "danvan-archive-addresses/1.0"
PURPOSE = "looks once in a while whether the public pages that this archive cites still open"
THREADS = 10
PERMANENT = {301, 308}
GONE = {404, 410}
_REDIRECT = re.compile(r"Redirected to `(.*)' status: ([0-9]{3})\b", re.DOTALL)
_STATUS = re.compile(r"([0-9]{3})\b")
_NO_ANSWER = ("ConnectionError:", "ConnectTimeout:", "ReadTimeout:", "Timeout:", "Hostname not found")
_BAD_ANSWER = ("SSLError:", "TooManyRedirects:", "ChunkedEncodingError:", "ContentDecodingError:", "InvalidURL:")
# What the checker says in its own file, beside the command line, since some settings have no option there.
_SETTINGS = "[checking]\nrobotstxt=1\nrecursionlevel=0\n[filtering]\ncheckextern=1\n"


class ExternalError(Exception):
    """Nothing was learnt, or nothing can be written; carries words in both languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: seconds to wait for an answer, seconds between two requests to one host, who asks."""

    timeout: int = 30
    pause: float = 2.0
    site: str = ""
    """The archive's public address, told to the servers asked; empty where it has none."""

    @property
    def agent(self) -> str:
        """The user agent: what asks, and what for."""
        return f"{AGENT} ({PURPOSE}{f'; +{self.site}' if self.site else ''})"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of one record's address; no answer where robots.txt asks not to look."""

    record: Record
    address: str
    answer: Answer | None


def look(archive: Archive, today: str, manners: Manners) -> tuple[Learnt, ...]:
    """What has become of each source's address, by record id. A withdrawn source is not looked up."""
    sources = [
        (record, record.meta.address)
        for record in archive.of_kind("source")
        if isinstance(record.meta, Source) and record.meta.address and not record.meta.withdrawn
    ]
    found = ask(sorted({_asked(address) for _, address in sources}), manners)
    answers = {address: answer and answer.model_copy(update={"tried": today}) for address, answer in found.items()}
    tried = [answer for answer in answers.values() if answer]
    if tried and all(answer.result == "no-answer" for answer in tried):
        raise ExternalError(
            Text(
                "không máy chủ nào trả lời: có lẽ mạng ở đây bị ngắt; không ghi gì",
                "no server answered at all: the network here seems to be down; nothing is written",
            )
        )
    return tuple(Learnt(record, address, answers[_asked(address)]) for record, address in sources)


def _asked(address: str) -> str:
    """The address as a server is asked for it: without the part that a browser keeps to itself, blanks escaped."""
    return re.sub(r"\s", "%20", urldefrag(address).url)


# --- Asking


def ask(addresses: Sequence[str], manners: Manners) -> dict[str, Answer | None]:
    """An answer (without a day) for each address, None where robots.txt asks not to look.

    In rounds with one address a host: no host is asked twice at a time, and no cookie that one page sets is sent to
    another, since each round is a checker of its own.
    """
    found: dict[str, Answer | None] = {}
    for number, batch in enumerate(_rounds(addresses)):
        if number:
            time.sleep(manners.pause)
        found.update(_answers(_run(batch, manners)))
    left_out = [address for address in addresses if address not in found]
    if left_out:
        raise ExternalError(
            Text(f"LinkChecker bỏ sót {', '.join(left_out)}", f"LinkChecker left out {', '.join(left_out)}")
        )
    return {address: found[address] for address in addresses}


def _rounds(addresses: Iterable[str]) -> Iterator[list[str]]:
    hosts: dict[str | None, list[str]] = {}
    for address in addresses:
        hosts.setdefault(urlsplit(address).hostname, []).append(address)
    for batch in zip_longest(*hosts.values()):
        yield [address for address in batch if address]


def _run(addresses: Sequence[str], manners: Manners) -> bytes:
    """LinkChecker's XML for these addresses."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "linkcheckerrc")
        settings.write_text(_SETTINGS, "utf-8")
        options = ["--config", str(settings), "--stdin", "--verbose", "--no-status", "--recursion-level", "0"]
        # Each idle thread costs a second at the end; one address needs none.
        options += ["--threads", str(min(THREADS, len(addresses)) if len(addresses) > 1 else 0)]
        options += ["--timeout", str(manners.timeout), "--user-agent", manners.agent, "--output", "xml/utf-8"]
        # Its words are read below, so they must be in one language; its folders are not the user's.
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C", "XDG_DATA_HOME": folder}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "linkcheck", *options],
                input="\n".join(addresses).encode(),
                capture_output=True,
                check=False,
                cwd=folder,
                env=environment,
                # robots.txt, the page and a redirect or two may each take the whole time-out.
                timeout=60 + 5 * manners.timeout * (1 + len(addresses) // THREADS),
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failed(type(error).__name__) from error
    if done.returncode not in {0, 1}:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        raise _failed(last[0])
    return done.stdout


def _failed(why: str) -> ExternalError:
    return ExternalError(
        Text(f"LinkChecker không chạy được ({why}); không ghi gì", f"LinkChecker failed ({why}); nothing is written")
    )


def _answers(output: bytes) -> Iterator[tuple[str, Answer | None]]:
    try:
        root = ET.fromstring(output)
    except ET.ParseError as error:
        raise _failed(str(error)) from error
    for item in root.iter("urldata"):
        valid = item.find("valid")
        result = valid.get("result", "") if valid is not None else ""
        warnings = {warning.get("tag", ""): warning.text or "" for warning in item.iter("warning")}
        redirects = [w.text or "" for w in item.iter("warning") if w.get("tag") == "http-redirected"]
        forbidden = any("robots.txt" in (info.text or "") for info in item.iter("info"))
        limited = "http-rate-limited" in warnings
        yield item.findtext("url", ""), None if forbidden else _answer(result, redirects, limited)


def _answer(result: str, redirects: Sequence[str], limited: bool) -> Answer:
    """What the checker's words come to. A temporary redirect leaves the address right; a permanent one moves it."""
    status = _STATUS.match(result)
    if not status:
        if result.startswith(_NO_ANSWER):
            return Answer(result="no-answer")
        if result.startswith(_BAD_ANSWER):
            return Answer(result="error")
        raise _failed(result or "no result")  # its own trouble, such as certificates that it cannot read
    code = int(status[1])
    if code in GONE:
        return Answer(result="gone", status=code)
    if code >= 400 or limited:
        return Answer(result="error", status=code)
    target = ""
    for words in redirects:
        step = _REDIRECT.match(words)
        if not step or int(step[2]) not in PERMANENT:
            break
        target = step[1]
    try:
        return Answer(result="moved" if target else "ok", status=code, moved_to=target or None)
    except ValidationError:
        return Answer(result="error", status=code)


# --- Taking it in


def answer_line(answer: Answer) -> str:
    """The answer as one line of front matter."""
    parts = [f'tried: "{answer.tried}"', f"result: {answer.result}"]
    parts += [f"status: {answer.status}"] if answer.status else []
    parts += [f"moved_to: {json.dumps(answer.moved_to, ensure_ascii=False)}"] if answer.moved_to else []
    return f"{KEY}: {{{', '.join(parts)}}}"


def edited(text: str, answer: Answer) -> str:
    """A source record's text with `answer` in its front matter; every other letter of it stays as it was."""
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    bare = [line.removesuffix("\r") for line in lines]
    bare[0] = bare[0].removeprefix("\ufeff")
    closing = bare.index(FENCE, 1) if bare[0] == FENCE and FENCE in bare[1:] else 0
    starts = _top_level("\n".join(bare[1:closing]))
    if KEY in starts:
        first, stop, rest = _entry(bare, starts, closing)
        lines[first:stop] = [answer_line(answer) + rest + end]
    elif starts:
        earlier = key_order({"kind": "source"}, "vi")
        earlier = earlier[: earlier.index(KEY)]
        before = max((line for key, line in starts.items() if key in earlier), default=0)
        after = min((line for line in starts.values() if line > before), default=closing)
        lines.insert(_content_end(bare, before, after), answer_line(answer) + end)
    changed = "\n".join(lines)
    _must_differ_there_alone(text, changed, answer)
    return changed


def _top_level(block: str) -> dict[str, int]:
    """Each key of the front matter and its line in the file, from 0."""
    try:
        node = yaml.compose(block, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return {}
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): key.start_mark.line + 1 for key, _ in pairs}


def _entry(bare: Sequence[str], starts: Mapping[str, int], closing: int) -> tuple[int, int, str]:
    """The lines of the key that is there, and a comment behind its value."""
    first = starts[KEY]
    after = min((line for line in starts.values() if line > first), default=closing)
    stop = _content_end(bare, first, after)
    comment = re.search(r"\}(\s+#.*)$", bare[first]) if stop == first + 1 else None
    return first, stop, comment[1] if comment else ""


def _content_end(bare: Sequence[str], first: int, after: int) -> int:
    """The line after the key's last one: comments and blank lines before the next key belong to that."""
    while after > first + 1 and (not bare[after - 1].strip() or bare[after - 1].startswith("#")):
        after -= 1
    return after


def _must_differ_there_alone(before: str, after: str, answer: Answer) -> None:
    def read(text: str) -> tuple[dict[str, object], Answer | None, str]:
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        front, model, _ = read_front(plain, "", "vi")
        rest = {key: value for key, value in front.data.items() if key != KEY}
        return rest, model.answer if isinstance(model, Source) else None, split(plain)[1]

    (old, _, old_body), (new, said, new_body) = read(before), read(after)
    if said != answer or old != new or old_body != new_body:
        raise ExternalError(
            Text(
                "không sửa được phần đầu của một hồ sơ nguồn; chạy `archive check` trước",
                "a source record's front matter cannot be edited; run `archive check` first",
            )
        )


def changes(learnt: Iterable[Learnt], root: Path) -> dict[Path, bytes]:
    """The files that take the answers in, with their new bytes; a record whose address was not tried keeps its own."""
    found: dict[Path, bytes] = {}
    for item in learnt:
        if item.answer:
            path = root / item.record.vi.file
            try:
                found[path] = edited(path.read_bytes().decode("utf-8"), item.answer).encode("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise ExternalError(Text(f"{path.name}: {error}", f"{path.name}: {error}")) from error
            except ExternalError as error:
                name = item.record.vi.file
                raise ExternalError(
                    Text(f"{name}: {error.message.vi}", f"{name}: {error.message.en}"),
                ) from error
    return found


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write all of the files or none: first all aside, then each into its place; what was put in place is put back."""
    old = {path: path.read_bytes() for path in files}
    aside = {path: path.with_name(f".{path.name}.new") for path in files}
    placed: list[Path] = []
    try:
        for path, data in files.items():
            aside[path].write_bytes(data)
            aside[path].chmod(path.stat().st_mode & 0o777)
        for path in files:
            aside[path].replace(path)
            placed.append(path)
    except OSError as error:
        for path in placed:
            path.write_bytes(old[path])
        why = error.strerror or type(error).__name__
        raise ExternalError(Text(f"không ghi được ({why})", f"cannot write ({why})")) from error
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
