"""Takes the pictures of the guides: where a page is edited, and a preview that names a slip; in both languages.

Run it as `make guide-pictures`. They show the made-up archive of `init`: no picture of a real statement goes on showing
it once it was corrected, and what they show changes with the frame alone. No test compares them, for fonts differ
between machines; one holds their number and their size.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import click
from playwright.sync_api import Page
from tests.archives import REPOSITORY

from archive.console import Speaking
from archive.content.model import page_url
from archive.findings import LANGS, Lang, Text
from archive.preview.answers import State
from archive.preview.flow import SHOWN, Outcome, preview
from archive.preview.server import Server
from archive.regular import replace_whole
from archive.starter import start
from looking import browsing
from screenshots import small

FOLDER = REPOSITORY / "docs/assets/huong-dan"
EDITING, PREVIEW = "sua-trang-{lang}.png", "xem-truoc-{lang}.png"
WIDTH = 560
NAMES = Text("Kho Mẫu", "Sample Archive")
FRAMED = "footer => { footer.style.cssText = 'border: 1px solid #d9d5c9; margin: 0; padding-block: 1rem'; }"
WAY = "footer a[href*='/edit/']"
RECORD = "ket-qua/2027-2030/kq-01.md"
SLIP: dict[Lang, tuple[str, str]] = {
    "vi": ('{ #kq-01-2 .claim source="n-bao-mau#p3" }', "{ #kq-01-2 .claim }"),
    "en": ("were planted along 40 km", "were planted along 45 km"),
}
"""What is spoilt in the page of a language: a statement loses its source, a figure is another one."""
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1790000000"}


def sample(root: Path) -> None:
    """The made-up archive, whose pages lead to a repository."""
    start(root, "kho-mau", NAMES)
    settings = root / "archive.toml"
    told = settings.read_text("utf-8").replace(
        'repository = ""', 'repository = "https://github.com/hoi-mau/kho-mau"', 1
    )
    settings.write_text(told, "utf-8")


def spoilt(root: Path, lang: Lang) -> Outcome:
    """The preview with the slip of a language, which is mended again."""
    file = root / "docs" / lang / RECORD
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(*SLIP[lang], 1), "utf-8")
    outcome = preview(root, ENVIRONMENT)
    file.write_text(whole, "utf-8")
    return outcome


def to_here(page: Page, last: str) -> bytes:
    """The page from its top to the end of the element `last`."""
    box = page.locator(last).bounding_box()
    tall = round(box["y"] + box["height"]) if box else 0
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": tall})


@click.command("guide-pictures", cls=Speaking)
def main() -> None:
    """Build the made-up archive's preview and take every picture of the guides."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        root = Path(folder) / "kho-mau"
        sample(root)
        held = preview(root, ENVIRONMENT)
        slips = {lang: spoilt(root, lang) for lang in LANGS}
        with Server("127.0.0.1", 0, State(root / SHOWN, "/", held), click.echo) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            tool, page = browser.new_page(), browser.new_page(viewport={"width": WIDTH, "height": 640})
            for lang in LANGS:
                address = f"http://127.0.0.1:{server.port}/{page_url(RECORD, lang)}"
                server.state = State(root / SHOWN, "/", held)
                page.goto(address)
                page.locator(WAY).evaluate("way => { way.style.outline = '3px solid #b3261e'; }")
                page.locator("footer").evaluate(FRAMED)
                shot = page.locator("footer").screenshot()
                replace_whole({FOLDER / EDITING.format(lang=lang): small(tool, shot)})
                server.state = State(root / SHOWN, "/", slips[lang])
                page.goto(address)
                replace_whole({FOLDER / PREVIEW.format(lang=lang): small(tool, to_here(page, ".lead"))})
            server.shutdown()


if __name__ == "__main__":
    main()
