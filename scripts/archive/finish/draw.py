"""Draws PNGs: cards of bars and lines of text in the fonts in `archive/fonts`, and SVGs. Everywhere the same bytes.

Takes jobs; writes a file each. A card is drawn in tones of one ramp, from ink over indigo and the card's accent to the
page's ground, in sixteen colours: what is drawn in `SOFT` comes out in the accent. Run as a program it draws a JSON
list of `[file, svg, width, card]` from its input: a whole site's pictures take one such process a core. A picture that
takes too long or too much memory ends its process, and is a `NotDrawnError`.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import resvg_py

if TYPE_CHECKING:  # it loads for longer than most builds draw
    from PIL import ImageFont

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FILES = [str(FONTS / name) for name in ("NotoSerif-Bold.subset.ttf", "NotoSans-Regular.subset.ttf")]
SERIF, SANS = range(len(FILES))
WIDTH, HEIGHT = 1200, 630
"""Of a card, in pixels."""
INK, INDIGO, SOFT, PAGE = 29, 43, 86, 251
"""The tones to draw in: the red of the stylesheet's ink, indigo, soft and page."""
RAMP = {INK: "#1d1f24", INDIGO: "#2b3a67", SOFT: "#565b66", PAGE: "#fbfaf6"}
TONES = (INK, INDIGO, 57, 71, *range(SOFT, PAGE + 1, 15))
"""The sixteen tones of a card: four bits a pixel."""
NEAREST = [min(range(len(TONES)), key=lambda n: abs(TONES[n] - tone)) for tone in range(256)]
SECONDS = 20
"""What one picture may take: a card takes a hundredth."""
MEMORY = 2 * 1024**3
"""Bytes that a drawing process may ask for: a drawing that multiplies takes all there is before its time is up."""


class Bar(NamedTuple):
    """A filled rectangle, in pixels from the card's left and top; right and bottom lie outside it."""

    left: int
    top: int
    right: int
    bottom: int
    tone: int


class Line(NamedTuple):
    """A line of text: where its baseline begins, its size in pixels, and which of `FILES` it is set in."""

    left: int
    baseline: int
    size: int
    face: int
    tone: int
    text: str
    struck: bool = False


class Card(NamedTuple):
    """A card, drawn in this order, and the colour of what is `SOFT` (`#565b66`)."""

    bars: Sequence[Bar]
    lines: Sequence[Line]
    accent: str = RAMP[SOFT]

    @property
    def words(self) -> str:
        """All that stands on the card, in the order in which it is drawn."""
        return " ".join(line.text for line in self.lines)


class Job(NamedTuple):
    """A file to write, and what to draw: a card, or an SVG as many pixels wide."""

    file: str
    svg: str = ""
    width: int = 0
    card: Card | None = None


@cache
def how() -> bytes:
    """A digest of all besides a picture that its bytes depend on: this module, the fonts, the libraries."""
    files = (Path(__file__), *map(Path, FILES))
    return sha256(
        b"".join(map(Path.read_bytes, files)) + f"{version('pillow')} {version('resvg-py')}".encode()
    ).digest()


@cache
def face(name: int, size: int) -> ImageFont.FreeTypeFont:
    """One of `FILES` at a size. Laid out by the library alone: what shapes text better is not on every machine."""
    from PIL import ImageFont  # noqa: PLC0415  where something is drawn alone

    return ImageFont.truetype(FILES[name], size, layout_engine=ImageFont.Layout.BASIC)


def wide(text: str, name: int, size: int) -> float:
    """How wide the text runs in one of `FILES`, in pixels."""
    return sum(map(_advances(name, size).__getitem__, text))


@cache
def _advances(name: int, size: int) -> Advances:
    return Advances(name, size)


class Advances(dict[str, float]):
    """How wide each letter runs, asked once."""

    def __init__(self, name: int, size: int) -> None:
        self._face = face(name, size)

    def __missing__(self, letter: str) -> float:
        self[letter] = wide = self._face.getlength(letter)
        return wide


def png(card: Card) -> bytes:
    """The card as PNG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    image = Image.new("L", (WIDTH, HEIGHT), PAGE)
    pen = ImageDraw.Draw(image)
    for bar in card.bars:
        pen.rectangle((bar.left, bar.top, bar.right - 1, bar.bottom - 1), bar.tone)
    for line in card.lines:
        font = face(line.face, line.size)
        pen.text((line.left, line.baseline), line.text, line.tone, font, anchor="ls")
        if line.struck:
            middle, thick = line.baseline - round(line.size * 0.28), max(2, line.size // 14)
            pen.rectangle(
                (line.left, middle, line.left + round(wide(line.text, line.face, line.size)), middle + thick), line.tone
            )
    image = image.point(NEAREST)
    image.putpalette(palette(card.accent))
    told = BytesIO()
    image.save(told, "PNG", bits=4)
    return told.getvalue()


def palette(accent: str = RAMP[SOFT]) -> bytes:
    """The sixteen colours, by rising tone; what lies between two of the ramp is mixed."""
    shown = {tone: bytes.fromhex(colour[1:]) for tone, colour in (RAMP | {SOFT: accent}).items()}
    colours = bytearray()
    for tone in TONES:
        low = max(known for known in shown if known <= tone)
        high = min(known for known in shown if known >= tone)
        part = (tone - low) / (high - low) if high > low else 0
        colours += bytes(round(a + part * (b - a)) for a, b in zip(shown[low], shown[high], strict=True))
    return bytes(colours)


def raster(svg: str, width: int) -> bytes:
    """The SVG as PNG in all its colours, with no font but ours."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=FILES))


class NotDrawnError(Exception):
    """A picture could not be drawn: the job, and why."""

    def __init__(self, job: Job, why: str) -> None:
        super().__init__(why)
        self.job = job


def draw(jobs: Sequence[Job]) -> None:
    """Draw pictures in a process a core. Raises `NotDrawnError` on the first that fails or does not end in time."""
    cores = min(os.cpu_count() or 1, 8, (len(jobs) + 31) // 32)
    with ThreadPoolExecutor(max(cores, 1)) as threads:
        list(threads.map(_draw_apart, [jobs[core::cores] for core in range(cores)]))


def _draw_apart(jobs: Sequence[Job]) -> None:
    # Each picture has its alarm in the process itself; the time for all is for a process that cannot even start.
    command = [sys.executable, str(Path(__file__)), str(SECONDS)]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(jobs).encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS * (len(jobs) + 1),
        )
    except subprocess.TimeoutExpired:
        status, said = -signal.SIGALRM, ""
    else:
        status, said = done.returncode, done.stderr.decode("utf-8", "replace").strip()
    if status:
        late = f"> {SECONDS} s" if status == -signal.SIGALRM else ""
        why = late or (said.splitlines() or [f"status {status}"])[-1]
        raise NotDrawnError(next((job for job in jobs if not Path(job.file).is_file()), jobs[-1]), why)


def main() -> None:
    """Draw what standard input asks for, each picture within the seconds that the first argument gives."""
    if sys.platform == "linux":  # it ends with the build that wants its pictures, however that ends
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
    with suppress(ValueError, OSError):  # Not every system keeps to such a limit.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # As it is by default: no handler of Python runs while a library draws, so the system ends the process.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for file, svg, width, card in json.load(sys.stdin):
        signal.alarm(int(sys.argv[1]))
        if card:
            bars, lines, accent = card
            drawn = png(Card([Bar(*bar) for bar in bars], [Line(*line) for line in lines], accent))
        else:
            drawn = raster(svg, width)
        signal.alarm(0)
        # Under its name a picture is whole, whenever the process ends.
        aside = Path(f"{file}.new")
        aside.write_bytes(drawn)
        aside.replace(file)


if __name__ == "__main__":
    main()
