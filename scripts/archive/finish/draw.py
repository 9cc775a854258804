"""Draws PNGs from SVG with the fonts in `archive/fonts` alone: the same bytes on every machine.

Takes SVG text; gives a PNG with a palette that runs from ink over indigo and an accent to the page's ground by the red
value, so that every colour drawn must lie on that ramp: what is drawn in `ACCENT` comes out in the picture's own. Run
as a program it draws a JSON list of `[svg, file, width, accent]` from its input, with a width in all colours: a whole
site's pictures take one such process a core, since the library holds the interpreter's lock. A picture that takes too
long or too much memory ends its process, and is a `NotDrawnError`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import resvg_py

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FILES = [str(FONTS / name) for name in ("NotoSerif-Bold.subset.ttf", "NotoSans-Regular.subset.ttf")]
RAMP = ((29, 31, 36), (43, 58, 103), (86, 91, 102), (251, 250, 246))
"""Ink, indigo, soft and page of the stylesheet, by rising red."""
ACCENT = "#565b66"
"""What is drawn in this colour, the soft one, comes out in the picture's accent."""
SECONDS = 20
"""What one picture may take: a card takes a few hundredths."""
MEMORY = 2 * 1024**3
"""Bytes that a drawing process may ask for: a drawing that multiplies takes all there is before its time is up."""
Job = tuple[str, str, int | None, str]
"""SVG, the file to write, the width in pixels of a picture in all its colours, and the accent of one on the ramp."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def rgba(svg: str, width: int | None = None) -> bytes:
    """The drawing in all its colours, `width` pixels wide, by default as it is."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=FILES))


def png(svg: str, accent: str = ACCENT) -> bytes:
    """The drawing on the ramp."""
    return by_red(rgba(svg), accent)


def by_red(drawn: bytes, accent: str = ACCENT) -> bytes:
    """An opaque RGBA PNG as one of 256 colours: its red channel, with the ramp as palette.

    A PNG's line filters work on each channel by itself, so one channel of a filtered line is a filtered line.
    """
    chunks = dict.fromkeys((b"IHDR", b"IDAT"), b"")
    at = len(_SIGNATURE)
    while at < len(drawn):
        size = int.from_bytes(drawn[at : at + 4], "big")
        name = drawn[at + 4 : at + 8]
        if name in chunks:
            chunks[name] += drawn[at + 8 : at + 8 + size]
        at += 12 + size
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    if (depth, kind) != (8, 6):
        raise ValueError(f"expected RGBA of 8 bits, not depth {depth}, type {kind}")
    lines = zlib.decompress(chunks[b"IDAT"])
    step = width * 4 + 1
    red = b"".join(lines[line : line + 1] + lines[line + 1 : line + step : 4] for line in range(0, height * step, step))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette(accent)), (b"IDAT", _packed(red)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def palette(accent: str = ACCENT) -> bytes:
    """The 256 colours, by the red that is drawn; what lies between two of the ramp is mixed."""
    shown = dict(zip((c[0] for c in RAMP), RAMP, strict=True)) | {
        int(ACCENT[1:3], 16): tuple(bytes.fromhex(accent[1:]))
    }
    colours = bytearray()
    for red in range(256):
        low = max((known for known in shown if known <= red), default=RAMP[0][0])
        high = min((known for known in shown if known > red), default=RAMP[-1][0])
        part = max(0.0, (red - low) / (high - low)) if high > low else 0.0
        colours += bytes(round(a + part * (b - a)) for a, b in zip(shown[low], shown[high], strict=True))
    return bytes(colours)


def _packed(lines: bytes) -> bytes:
    """Filtered lines are mostly runs of nought: run lengths alone save as much as the highest level, in no time."""
    packer = zlib.compressobj(9, strategy=zlib.Z_RLE)
    return packer.compress(lines) + packer.flush()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


class NotDrawnError(Exception):
    """A picture could not be drawn: the job, and why."""

    def __init__(self, job: Job, why: str) -> None:
        super().__init__(why)
        self.job = job


def draw(jobs: Sequence[Job]) -> None:
    """Draw pictures in a process a core. Raises `NotDrawnError` on the first that fails or does not end in time."""
    cores = min(os.cpu_count() or 1, 8, (len(jobs) + 7) // 8)
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
        raise NotDrawnError(next((job for job in jobs if not Path(job[1]).is_file()), jobs[-1]), why)


def main() -> None:
    """Draw what standard input asks for, each picture within the seconds that the first argument gives."""
    with suppress(ValueError, OSError):  # Not every system keeps to such a limit.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # As it is by default: no handler of Python runs while the library draws, so the system ends the process.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for svg, file, width, accent in json.load(sys.stdin):
        signal.alarm(int(sys.argv[1]))
        drawn = rgba(svg, width) if width else png(svg, accent)
        signal.alarm(0)
        # Under its name a picture is whole, whenever the process ends.
        aside = Path(f"{file}.new")
        aside.write_bytes(drawn)
        aside.replace(file)


if __name__ == "__main__":
    main()
