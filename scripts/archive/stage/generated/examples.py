"""`dong-gop/mau/`: a whole page of each kind to copy, in both languages, as the made-up archive of `skeleton/` has it.

Shown as they stand there, so that what an editor copies is what the check of that archive finds nothing wrong with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from archive.content.kinds import KINDS
from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import LANGS, Lang
from archive.stage import markup
from archive.stage.page import StagedPage, crumbs, generated
from archive.words import said

PATH = "dong-gop/mau.md"
EXAMPLES = (
    "ket-qua/2027-2030/kq-01.md",
    "cam-ket/2031-2034/ck-01.md",
    "boi-canh/nam-ky.md",
    "chien-dich/trong-cay.md",
    "van-ban/chuong-trinh-2031-2034.md",
    "to-chuc/so-mau.md",
    "nhan-vat/nguyen-van-mau.md",
    "su-kien/ngay-hoi-trong-cay.md",
    "thoa-thuan/le-ky.md",
    "nguon/n-trang-mau.md",
    "nguon/n-bao-mau.md",
)
"""Below `skeleton/docs/<lang>/`: each kind has one, and a source one of either tier."""
TITLE, SUMMARY, HOW = said("examples.title"), said("examples.summary"), said("examples.how")
_KIND = re.compile(r"(?m)^kind: ([a-z]+)$")
_ID = re.compile(r"(?m)^id: (\S+)$")


@generated_page(PATH, title=TITLE, also=said("examples.also"), searched=False)
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    shown = [_example(path, lang) for path in EXAMPLES]
    list_ = "".join(markup.tag("li", markup.link(title, origin, f"{origin}#{anchor}")) for title, anchor, _ in shown)
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("p", escape(HOW[lang])),
        markup.tag("ul", list_, class_="index-list"),
        *(section for _, _, section in shown),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts), {"crumbs": crumbs(archive, lang, PATH)})


@cache
def example(path: str, twin: Lang) -> str:
    """The text of an example's file."""
    return files("archive").joinpath("skeleton", "docs", twin, path).read_text("utf-8")


def _example(path: str, lang: Lang) -> tuple[str, str, str]:
    """An example's title, its anchor, and both its files."""
    text = example(path, "vi")
    kind, name = (found[1] for pattern in (_KIND, _ID) if (found := pattern.search(text)))
    title, anchor = f"{KINDS[kind].label[lang]}: {name}", f"mau-{name}"
    both = "".join(
        markup.tag("p", markup.tag("code", escape(f"docs/{twin}/{path}")))
        + markup.written(example(path, twin), lang=twin if twin != lang else None)
        for twin in LANGS
    )
    return title, anchor, markup.section(title, anchor, both)
