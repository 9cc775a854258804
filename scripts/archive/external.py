"""Whether the addresses of sources and of their copies still open: what was found, and how the records take it in.

Takes an `Archive`, has the addresses of its source records asked (`outside`) and gives what was learnt of each;
`changes` puts each source's answer into its record's front matter and changes nothing else (a copy's is only told). A
record that cannot take its answer in is named and left as it was; the others take in theirs. Refuses a run in which no
server gave an answer: it is our own network then.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from archive import regular
from archive.catalogue import rules
from archive.checks.checking import check
from archive.content.frontmatter import FENCE, read_front, split
from archive.content.kinds.source import Answer, Source
from archive.content.model import Archive, Record
from archive.content.read import MAX_BYTES, index, read_page
from archive.findings import Text
from archive.fix import key_order
from archive.outside import Manners, NotAsked, ask
from archive.refusal import Refusal
from archive.request import Network

KEY = "answer"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of one record's address, or why it was not asked."""

    record: Record
    address: str
    found: Answer | NotAsked
    is_copy: bool = False
    """Whether it is the address of a saved copy."""

    @property
    def answer(self) -> Answer | None:
        """What the record takes in: nothing where its address was not asked."""
        return self.found if isinstance(self.found, Answer) else None


def look(archive: Archive, today: str, manners: Manners, network: Network) -> tuple[Learnt, ...]:
    """What has become of each source's address, then of its copies', by record id. A withdrawn source is left out."""
    sources = [
        (record, address, is_copy)
        for record in archive.of_kind("source")
        if isinstance(record.meta, Source) and not record.meta.withdrawn
        for address, is_copy in _addresses(record.meta)
    ]
    found = ask([address for _, address, _ in sources], manners, network)
    tried = [answer for answer in found.values() if isinstance(answer, Answer)]
    if tried and all(answer.status is None for answer in tried):
        raise Refusal(
            Text(
                "không máy chủ nào trả lời đọc được: có lẽ mạng ở đây bị ngắt hay bị chặn; không ghi gì",
                "no server gave an answer that can be read: the network here seems to be down or in the way; nothing "
                "is written",
            )
        )
    return tuple(Learnt(record, address, _on(today, found[address]), is_copy) for record, address, is_copy in sources)


def _addresses(source: Source) -> Iterator[tuple[str, bool]]:
    if source.address:
        yield source.address, False
    yield from ((copy.address, True) for copy in source.archived)


def _on(today: str, found: Answer | NotAsked) -> Answer | NotAsked:
    return found.model_copy(update={"tried": today}) if isinstance(found, Answer) else found


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
        raise Refusal(
            Text(
                "không sửa được phần đầu: viết mỗi khóa một dòng, không thụt vào, xuống dòng kiểu LF",
                "the front matter cannot be edited: write each key on a line of its own, not indented, with LF ends",
            )
        )


def changes(learnt: Iterable[Learnt], root: Path) -> tuple[dict[Path, bytes], list[Text]]:
    """The files that take the answers in, with their new bytes, and in words each record that cannot take its own in.

    A record whose address was not asked keeps the answer that it has.
    """
    found: dict[Path, bytes] = {}
    left: list[Text] = []
    for item in learnt:
        if item.answer and not item.is_copy:
            name = item.record.vi.file
            try:
                found[root / name] = _taken_in(item.record, regular.read(root / name, MAX_BYTES), item.answer)
            except (OSError, UnicodeDecodeError) as error:
                left.append(Text(f"{name}: {error}", f"{name}: {error}"))
            except Refusal as error:
                left.append(Text(f"{name}: {error.message.vi}", f"{name}: {error.message.en}"))
    return found, left


def _taken_in(record: Record, old: bytes, answer: Answer) -> bytes:
    """The record's file with the answer; without the new address where a rule on content would refuse its letters."""
    text, before = old.decode("utf-8"), _findings(record, old)
    for said in (answer, answer.model_copy(update={"moved_to": None})):
        new = edited(text, said).encode("utf-8")
        if not _findings(record, new) - before:
            return new
    raise Refusal(
        Text(
            "thêm câu trả lời vào thì hồ sơ vượt giới hạn hay mắc lỗi mới; rút ngắn hồ sơ rồi chạy lại",
            "with the answer the record is over a limit, or has an error that it has not now; make it shorter",
        )
    )


def _findings(record: Record, raw: bytes) -> Counter[str]:
    """What the rules on a page find in it: whoever answers us can write what he likes into an address."""
    page = read_page(raw, record.vi.path, record.vi.lang, record.vi.file)
    on_pages = tuple(rule for rule in rules() if rule.on_page)
    # A page over a cap is looked at by no rule, which is the worst that can be found of it.
    return Counter([page.refused, *(finding.code for finding in check(index(Path(), (page,)), on_pages))])
