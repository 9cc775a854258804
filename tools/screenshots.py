"""Takes the reference screenshots: eight page types, on a phone and wide, light and dark, into `screenshots/`.

Run it as `make screenshots`. They are pictures for people, not compared by a test: fonts differ between machines.
"""

from __future__ import annotations

import base64
import struct
import zlib
from itertools import product

import click
from playwright.sync_api import Page
from tests.archives import REPOSITORY
from tests.browser.pages import PHONE, SCHEMES, TYPES, WIDE

from archive.console import Speaking
from archive.regular import replace_whole
from looking import looking

FOLDER = REPOSITORY / "screenshots"
TAKEN = {
    "home": "home",
    "kq-05": "record",
    "kq-05-2": "statement",
    "bc-01-1": "inference",
    "dan-van-kheo": "campaign",
    "nam-ky-ket": "proof",
    "chua-biet": "register",
    "n-bao-nghe-an": "source",
}
"""The files' names, and the page type of each."""
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
def main() -> None:
    """Build the site and take every screenshot."""
    FOLDER.mkdir(exist_ok=True)
    with looking() as (server, browser):
        tool = browser.new_page()
        for width, scheme in product((PHONE, WIDE), SCHEMES):
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for name, kind in TAKEN.items():
                page.goto(server.url(TYPES[kind]))
                tall = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
                shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
                replace_whole({FOLDER / f"{name}-{width}-{scheme}.png": small(tool, shot)})
            page.close()


if __name__ == "__main__":
    main()
