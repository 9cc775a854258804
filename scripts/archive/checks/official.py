"""Rules on official texts: DV625 to DV627. What is shown as official is in the archive, and cited down to the place.

A document with `status: official` has its text as `file:`, below docs/assets. A claim with `status="official"` cites that
document itself, `source="vb-…#dieu-2"`, at a place that the document's `locators:` name: anyone can open the file, so a
place needs no digest. A claim that cites a newspaper is never official, however official the news.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.prose import CURLY
from archive.content.kinds.document import FILE_TYPES, Document
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Text
from archive.near import meant

_FOLDER = "assets/"
_TYPES = ", ".join(FILE_TYPES)


@rule("DV625", needs=Need.RECORDS)
def file_given(page: Page, _: Archive) -> Iterator[Problem]:
    """A document has `status: official` and a file, or neither."""
    if isinstance(page.meta, Document) and page.meta.status == "official" and not page.meta.file:
        text = Text("Ghi là văn bản chính thức mà không có tệp", "It is said to be official, and has no file")
        yield Problem(page.key("status"), text)
    elif isinstance(page.meta, Document) and page.meta.file is not None and page.meta.status != "official":
        text = Text("Có tệp mà không ghi là văn bản chính thức", "It has a file, and is not said to be official")
        yield Problem(page.key("file"), text)


@rule("DV626", needs=Need.RECORDS, types=_TYPES)
def file_there(page: Page, archive: Archive) -> Iterator[Problem]:
    """The file of a document is an asset, named by its plain path, of a type that is a text."""
    if not isinstance(page.meta, Document) or page.meta.file is None:
        return
    name = page.meta.file
    parts = name.split("/")
    if not name.startswith(_FOLDER) or {"", ".", ".."} & set(parts) or "\\" in name:
        text = Text(f"“{name}” không phải đường dẫn trong docs/assets", f"“{name}” is not a path within docs/assets")
        yield Problem(page.key("file"), text)
    elif name.rpartition(".")[2].lower() not in FILE_TYPES:
        text = Text(f"“{name}” không thuộc loại {_TYPES}", f"“{name}” is not of type {_TYPES}")
        yield Problem(page.key("file"), text)
    elif name not in archive.assets:
        hint = meant(name, archive.assets)
        text = Text(f"Không có tệp docs/{name}{hint.vi}", f"There is no file docs/{name}{hint.en}")
        yield Problem(page.key("file"), text)


@rule("DV627", needs=Need.RECORDS)
def official_cited(page: Page, archive: Archive) -> Iterator[Problem]:
    """An official claim cites official texts alone, and what cites one is official."""
    for claim in page.body.claims if page.lang == "vi" else ():
        for reference in claim.sources:
            name = reference.source
            # An id that nothing has is DV602's; that no official text is here at all is DV607's.
            if archive.cited(name) is None or CURLY.search(str(reference)) or not archive.official_texts:
                continue
            is_text = archive.source(name) is None
            if is_text != (claim.status == "official"):
                text = (
                    Text(
                        f"{claim.id} dẫn văn bản {name} mà không ghi là official",
                        f"{claim.id} cites the text {name} and is not official",
                    )
                    if is_text
                    else Text(
                        f"{claim.id} ghi là official mà dẫn nguồn {name}",
                        f"{claim.id} is official and cites the source {name}",
                    )
                )
                yield Problem(claim.place_of("source"), text)
                break
