"""An outline as Markdown for a comment on a pull request: what went struck through, what came in bold.

Takes an `Outline`, gives GitHub-flavoured Markdown of at most `LIMIT` letters, with a line that says what was cut.
Whatever comes from content is a stranger's: no HTML, link, picture, mention, reference or structure comes out of it,
neither by Markdown nor by what the host makes of the rendered words. Refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.comparing.spans import Item, Line, Outline, Part, Span
from archive.comparing.text import joined
from archive.escaping import printable
from archive.findings import Lang, Text

LIMIT = 60_000
"""Letters of a comment: what hosts take is little more."""
_ITEM, _LINE = 8_000, 4_000
"""Letters of one item and of one line of it."""
_RESERVE = 1_000
"""What the lines that tell of a cut may take."""
_FOLDED_FROM = 3_000
"""Letters from which a part is folded."""
_PARTED = "&#8203;"
"""A space of no width: hosts look for mentions, references and addresses in words as they are rendered, in which an
escaped sign is that sign again."""
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>*_`~[]|\\^"}
_SIGNS = {"#": f"&#35;{_PARTED}", "@": f"&#64;{_PARTED}", ":": f"&#58;{_PARTED}", "$": f"&#36;{_PARTED}"}
_ACTING = re.compile(r"[#@$]|:(?=\S)|www(?=\.)|gh(?=-[0-9])|[0-9a-f]{7,}", re.IGNORECASE)
"""Somebody, a matter, a formula; a scheme or a picture of a mood; an address; a matter; what a commit may be called."""
_OPENS = re.compile(r"^([-+=]|[0-9]+[.)])")
_CUT = Text(
    "Để vừa một bình luận, {n} mục không nêu ở đây; `archive diff` ở máy của bạn cho đọc đủ.",
    "To fit a comment, {n} entries are left out here; `archive diff` on your own machine tells all.",
)
_MORE = Text("… còn {n} mục nữa", "… {n} more")


@dataclass
class _Written:
    """A part as it is written, as far as it is kept."""

    part: Part
    items: list[str] = field(default_factory=list)
    size: int = 0
    cut: int = 0

    def __post_init__(self) -> None:
        for item in self.part.items:
            if self.size > LIMIT:  # what would be cut in any case is not written first
                break
            self.items.append(_item(item))
            self.size += len(self.items[-1])
        self.cut = len(self.part.items) - len(self.items)

    def drop(self) -> int:
        """Leave the last item out; gives its letters."""
        size = len(self.items.pop())
        self.size -= size
        self.cut += 1
        return size


def markdown(outline: Outline, lang: Lang) -> str:
    """The outline as Markdown."""
    parts = [_Written(part) for part in outline.parts]
    lead = [f"## {outline.title}", *map(_line, outline.lead)]
    whole = sum(part.size + len(part.part.title) + 100 for part in parts) + sum(len(line) + 2 for line in lead)
    while whole > LIMIT - _RESERVE:
        longest = max(parts, key=lambda part: part.size if not part.part.urgent else part.size / 4)
        whole -= longest.drop()
    cut = sum(part.cut for part in parts)
    lead += [f"_{_CUT[lang].format(n=cut)}_"] if cut else []
    return "\n\n".join([*lead, *(block for part in parts for block in _blocks(part, lang))]) + "\n"


def _blocks(written: _Written, lang: Lang) -> Iterator[str]:
    part = written.part
    count = len(part.items) if part.count is None else part.count
    title = f"{part.title} ({count})" if count else part.title
    items = "".join(written.items)
    items += f"- {_MORE[lang].format(n=written.cut)}\n" if written.cut else ""
    if part.urgent or written.size < _FOLDED_FROM:
        yield f"### {title}"
        yield items.rstrip("\n")
    else:
        yield f"<details><summary><b>{title}</b></summary>"
        yield items.rstrip("\n")
        yield "</details>"


def _item(item: Item) -> str:
    lines = [f"- {_line(item.head)}\n", *(f"  - {_line(line)}\n" for line in item.body)]
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line)
        if kept and size > _ITEM:
            kept.append("  - …\n")
            break
        kept.append(line)
    return "".join(kept)


def _line(line: Line) -> str:
    return joined(tuple(_within(line)), _span)


def _within(line: Line) -> Iterator[Span]:
    """The spans of a line as far as it may be long."""
    left = _LINE
    for span in line:
        if left <= 0:
            return
        words = span.text if len(span.text) <= left else f"{span.text[:left]}…"
        left -= len(words)
        yield Span(words, span.kind)


def _span(span: Span) -> str:
    if span.kind == "own":
        return span.text
    if span.kind == "event":
        return f"**{span.text}**"
    words = printable(" ".join(span.text.split()))
    if span.kind == "code" and words and "`" not in words:
        return f"`{words}`"
    escaped = harmless(words)
    return f"~~{escaped}~~" if span.kind == "gone" else f"**{escaped}**" if span.kind == "came" else escaped


def harmless(words: str) -> str:
    """Words of one line as Markdown that is read as these words, and as nothing else."""
    opened = _OPENS.match(words)
    lead = opened[0] if opened else ""
    escaped = "".join(f"&#{ord(sign)};" if not sign.isdigit() else sign for sign in lead)
    at = len(lead)
    for found in _ACTING.finditer(words, at):
        escaped += words[at : found.start()].translate(_ENTITIES)
        parts = (found[0][start : start + 4] for start in range(0, len(found[0]), 4))
        escaped += _SIGNS.get(found[0]) or "".join(f"{part}{_PARTED}" for part in parts)
        at = found.end()
    return escaped + words[at:].translate(_ENTITIES)
