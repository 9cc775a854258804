"""The figures of `bench.growth` as values, as a table and as JSON that is read again. Pure: no clock, no file.

A part of a size has every run's cost, or the reason why there is none; what has none gets a row without figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import median

from archive.findings import Lang, Text
from bench import others
from bench.cells import aligned

NOTHING, CARDS, WORD, SAME, CHECK, CHECK_WORD = "nothing", "cards", "word", "same", "check", "check_word"
_AFTER = Text("… sau khi đổi một chữ", "… after one word")
NAMES = {
    others.PLAIN: Text("Material trơn, từ đầu", "plain Material, from nothing"),
    others.LEAST: Text("Material trơn, mỗi thứ tiếng một trang", "plain Material, one page a language"),
    others.PROPERDOCS: Text("ProperDocs, từ đầu", "ProperDocs, from nothing"),
    others.ZENSICAL: Text("Zensical, từ đầu", "Zensical, from nothing"),
    others.HUGO: Text("Hugo, từ đầu", "Hugo, from nothing"),
    others.STARLIGHT: Text("Starlight, từ đầu", "Starlight, from nothing"),
    NOTHING: Text("của ta, từ đầu", "ours, from nothing"),
    CARDS: Text("… còn giữ thẻ", "… cards kept"),
    WORD: _AFTER,
    SAME: Text("… không đổi gì", "… nothing changed"),
    CHECK: Text("kiểm tra, từ đầu", "check, from nothing"),
    CHECK_WORD: _AFTER,
}
"""What is measured, in order: the second line of a pair leans on what the first one left."""
PARTS = tuple(NAMES)
_HEAD = Text(
    "trang|phần|giây|× Material trơn|giây xử lý|× Material trơn|MB",
    "pages|part|seconds|× of plain|processor|× of plain|MB",
)
_RENDER = Text(
    "Các chương trình khác chỉ dựng trang; của ta còn đọc, kiểm tra, ghi mọi định dạng và soi từng liên kết.",
    "The others only render; ours also reads and checks the sources, writes every format and looks at every link.",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took."""

    wall: float
    """Seconds as they pass."""
    processor: float
    """Seconds of the processor, in the program and in the system."""
    memory: int
    """Its peak, in MB: that of its largest process."""


@dataclass(frozen=True, slots=True)
class Size:
    """An archive of one size: the pages that are staged, and by part every run's cost, or why it is not known."""

    pages: int
    runs: Mapping[str, Sequence[Spent] | Text]

    def middle(self, part: str) -> Spent | Text | None:
        """The medians of a part; None where it was not asked for."""
        runs = self.runs.get(part)
        if runs is None or isinstance(runs, Text):
            return runs
        return Spent(
            median(run.wall for run in runs),
            median(run.processor for run in runs),
            int(median(run.memory for run in runs)),
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """A whole run, the smallest archive first."""

    machine: dict[str, str]
    times: int
    """Runs of each."""
    sizes: tuple[Size, ...]


def read(text: str) -> Growth:
    """The figures of a former run, from its JSON."""
    data = json.loads(text)
    sizes = tuple(
        Size(size["pages"], {part: _runs(found) for part, found in size["runs"].items()}) for size in data["sizes"]
    )
    return Growth(data["machine"], data["times"], sizes)


def together(runs: Sequence[Growth]) -> Growth:
    """The figures of several runs on one machine, each of other sizes, as one; the medians are of the fewest runs."""
    sizes = sorted((size for run in runs for size in run.sizes), key=lambda size: size.pages)
    known = {name: value for run in runs for name, value in run.machine.items()}
    return Growth(known, min(run.times for run in runs), tuple(sizes))


def _runs(found: dict[str, str] | list[dict[str, float]]) -> Sequence[Spent] | Text:
    if isinstance(found, dict):
        return Text(**found)
    return [Spent(one["wall"], one["processor"], int(one["memory"])) for one in found]


def exponent(sizes: Sequence[Size], part: str) -> float | None:
    """How the processor's time grows from the smallest to the largest archive: 1 in proportion to its pages."""
    few, many = sizes[0], sizes[-1]
    least, most = few.middle(part), many.middle(part)
    if not isinstance(least, Spent) or not isinstance(most, Spent) or few.pages == many.pages:
        return None
    return log(most.processor / least.processor) / log(many.pages / few.pages)


def table(growth: Growth, lang: Lang) -> str:
    """The figures as a Markdown table: medians, and each as a multiple of plain Material's; then what they are of."""
    heads = _HEAD[lang].split("|")
    rows = [row for size in growth.sizes for row in _rows(size, lang)]
    grown = [
        f"{exponent:.2f} ({NAMES[part][lang].removeprefix('… ')}{_whose(part)[lang]})"
        for part in PARTS
        if (exponent := _grown(growth, part)) is not None
    ]
    few, many = growth.sizes[0].pages, growth.sizes[-1].pages
    known = ", ".join(f"{name} {value}" for name, value in growth.machine.items())
    notes = [
        Text(f"Máy: {known}; trung vị của {growth.times} lượt.", f"{known}; median of {growth.times}.")[lang],
        _RENDER[lang],
        *(note[lang] for note in others.FAIR if any(others.HUGO in size.runs for size in growth.sizes)),
    ]
    if grown:
        powers = ", ".join(grown)
        notes.append(
            Text(
                f"Từ {few:,} lên {many:,} trang, thời gian xử lý tăng theo số trang lũy thừa {powers}.",
                f"From {few:,} to {many:,} pages the processor's time grows with the pages to the power of {powers}.",
            )[lang]
        )
    return "\n".join([aligned([heads, *rows]), "", *(f"- {note}" for note in notes)]) + "\n"


def _rows(size: Size, lang: Lang) -> list[list[str]]:
    plain = size.middle(others.PLAIN)
    rows = []
    for part in PARTS:
        one = size.middle(part)
        if isinstance(one, Text):
            rows.append([f"{size.pages:,}", NAMES[part][lang], one[lang], "", "", "", ""])
        elif one:
            ratios = ["", ""]
            if isinstance(plain, Spent):
                ratios = [f"{one.wall / plain.wall:.2f}", f"{one.processor / plain.processor:.2f}"]
            rows.append([
                f"{size.pages:,}", NAMES[part][lang],
                f"{one.wall:.1f}", ratios[0], f"{one.processor:.1f}", ratios[1], str(one.memory),
            ])  # fmt: skip
    return rows


def _grown(growth: Growth, part: str) -> float | None:
    return exponent(growth.sizes, part) if len(growth.sizes) > 1 else None


def _whose(part: str) -> Text:
    """What a line that leans on the one before it is of, where it stands alone."""
    if part == CHECK_WORD:
        return Text(", kiểm tra", ", check")
    return Text(", của ta", ", ours") if part in {CARDS, WORD, SAME} else Text("", "")
