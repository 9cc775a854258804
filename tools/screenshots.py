"""Takes the reference screenshots: the few in `screenshots/`, or elsewhere every page type, width and palette.

Run it as `make screenshots`, or `make screenshots ALL=folder`. They are pictures for people, not compared by a test:
fonts differ between machines.
"""

from __future__ import annotations

import base64
import struct
import zlib
from itertools import product
from pathlib import Path

import click
from playwright.sync_api import Page
from tests.archives import REPOSITORY
from tests.browser.pages import PHONE, SCHEMES, TYPES, Scheme

from archive.console import Speaking
from archive.regular import replace_whole
from looking import looking

FOLDER = REPOSITORY / "screenshots"
WIDEST = 1440
WIDTHS = (PHONE, 768, WIDEST)
KEPT: tuple[tuple[str, str, int, Scheme], ...] = (
    ("home", "home", PHONE, "light"),
    ("home", "home", WIDEST, "light"),
    ("kq-05", "record", PHONE, "light"),
    ("kq-05", "record", WIDEST, "dark"),
    ("kq-05-2", "statement", PHONE, "dark"),
    ("dan-van-kheo", "campaign", WIDEST, "light"),
    ("nam-ky-ket", "proof", PHONE, "light"),
    ("dong-thoi-gian", "timeline", WIDEST, "light"),
)
"""The few that the repository keeps: a file's name, its page type, width and palette."""
TALL = 2400
"""Pages are cut at this height."""
QUANTISE = """async (base64) => {
    const image = new Image();
    image.src = "data:image/png;base64," + base64;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const data = pen.getImageData(0, 0, image.width, image.height).data;
    const counts = new Map(), key = i => (data[i] >> 3) << 10 | (data[i + 1] >> 3) << 5 | data[i + 2] >> 3;
    for (let i = 0; i < data.length; i += 4) {
        const found = counts.get(key(i)) || [0, 0, 0, 0];
        found[0]++; for (let c = 0; c < 3; c++) found[c + 1] += data[i + c];
        counts.set(key(i), found);
    }
    const common = [...counts].sort((a, b) => b[1][0] - a[1][0]).slice(0, 64);
    const palette = common.map(([, [n, ...sums]]) => sums.map(sum => Math.round(sum / n)));
    const index = new Map(common.map(([k], i) => [k, i]));
    const nearest = (r, g, b) => palette.reduce((best, p, i) => {
        const far = (p[0] - r) ** 2 + (p[1] - g) ** 2 + (p[2] - b) ** 2;
        return far < best[0] ? [far, i] : best; }, [Infinity, 0])[1];
    const out = new Uint8Array(data.length / 4);
    for (let i = 0; i < data.length; i += 4) {
        let at = index.get(key(i));
        if (at === undefined) index.set(key(i), at = nearest(data[i], data[i + 1], data[i + 2]));
        out[i / 4] = at;
    }
    let text = "";
    for (let i = 0; i < out.length; i += 8192) text += String.fromCharCode(...out.subarray(i, i + 8192));
    return [image.width, image.height, palette.flat(), btoa(text)];
}"""
"""A picture as 64 colours: drawn by the browser, which has a decoder of PNG at hand."""


def small(page: Page, shot: bytes) -> bytes:
    """The screenshot as a PNG with a palette, a fraction of its size."""
    width, height, palette, packed = page.evaluate(QUANTISE, base64.b64encode(shot).decode())
    points = base64.b64decode(packed)
    lines = b"".join(b"\0" + points[row * width : (row + 1) * width] for row in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(palette)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@click.command("screenshots", cls=Speaking)
@click.option(
    "--all", "folder", type=click.Path(path_type=Path), help="Every page type, width and palette, into this folder."
)
def main(folder: Path | None) -> None:
    """Build the site and take the few screenshots that the repository keeps, or all of them."""
    every = ((kind.replace(" ", "-"), kind, *look) for kind, look in product(TYPES, product(WIDTHS, SCHEMES)))
    target = folder or FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with looking() as (server, browser):
        tool = browser.new_page()
        for name, kind, width, scheme in every if folder else KEPT:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.goto(server.url(TYPES[kind]))
            tall = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
            shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
            replace_whole({target / f"{name}-{width}-{scheme}.png": small(tool, shot)})
            page.close()


if __name__ == "__main__":
    main()
