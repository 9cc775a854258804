"""The list of records on an index page: `ket-qua/2015-2018/index.md` lists the records of its folder."""

from __future__ import annotations

from archive.content.kinds import Source
from archive.content.model import Archive, Page, Record
from archive.findings import Text
from archive.stage import markup
from archive.stage.context import Context

ORDER = 10
PRIMARY = Text("Nguồn chính", "The primary source")
OTHERS = Text("Nguồn bối cảnh", "Context sources")
CLAIMS = Text("{n} câu dựa vào nguồn này", "{n} statements rest on it")


def html(page: Page, archive: Archive, context: Context) -> str:
    """The records of the page's own folder, in order of id; sources by tier."""
    folder, _, name = page.path.rpartition("/")
    if name != "index.md" or not folder:
        return ""
    members = [
        record
        for _, record in sorted(archive.records.items())
        if record.vi.path.rpartition("/")[0] == folder and record.vi.path != page.path and not record.meta.withdrawn
    ]
    if folder == "nguon":
        return _by_tier(members, page)
    return markup.record_links(members, page.lang, page.url)


def _by_tier(members: list[Record], page: Page) -> str:
    parts = []
    for tier, words, anchor in (("primary", PRIMARY, "nguon-chinh"), ("context", OTHERS, "nguon-boi-canh")):
        of_tier = [r for r in members if isinstance(r.meta, Source) and r.meta.tier == tier]
        parts.append(markup.section(words[page.lang], anchor, markup.record_links(of_tier, page.lang, page.url)))
    return "\n\n".join(part for part in parts if part)
