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


@rule(
    "DV625",
    needs=Need.RECORDS,
    summary=Text(
        "Ghi là văn bản chính thức mà thiếu tệp, hoặc có tệp mà không ghi",
        "An official text and its file do not go together",
    ),
    why=Text(
        "`status: official` đổi dòng thông báo trên mọi trang của thỏa thuận, nên người đọc phải mở được chính văn "
        "bản. Ngược lại, có tệp mà không ghi là chính thức thì không biết tệp ấy là gì.",
        "`status: official` changes what every page of the agreement says: readers must be able to open the text "
        "itself. And nobody can tell what a file is that is not said to be official.",
    ),
    cure=Text(
        "ghi cả hai: `status: official` và `file: assets/tên-tệp.pdf`; chưa có văn bản thì không ghi cái nào",
        "write both: `status: official` and `file: assets/name.pdf`; where the text is not at hand, neither",
    ),
    bad="kind: document\nstatus: official",
    good="kind: document\nstatus: official\nfile: assets/chuong-trinh.pdf",
)
def file_given(page: Page, _: Archive) -> Iterator[Problem]:
    """A document has `status: official` and a file, or neither."""
    if isinstance(page.meta, Document) and page.meta.status == "official" and not page.meta.file:
        words = Text("Ghi là văn bản chính thức mà không có tệp", "It is said to be official, and has no file")
        yield Problem(page.key("status"), words)
    elif isinstance(page.meta, Document) and page.meta.file is not None and page.meta.status != "official":
        words = Text("Có tệp mà không ghi là văn bản chính thức", "It has a file, and is not said to be official")
        yield Problem(page.key("file"), words)


@rule(
    "DV626",
    needs=Need.RECORDS,
    summary=Text("Tệp của văn bản không mở được", "The document's file cannot be opened"),
    why=Text(
        f"Tệp nằm trong docs/assets, thuộc loại {_TYPES}, và được ghi đúng tên; tệp ở nơi khác có thể đổi hay mất.",
        f"The file lies in docs/assets, is of type {_TYPES}, and is named as it is; a file elsewhere can change or vanish.",
    ),
    cure=Text(
        "đặt tệp vào docs/assets rồi ghi `file: assets/tên-tệp.pdf`",
        "put the file into docs/assets and write `file: assets/name.pdf`",
    ),
    bad="file: https://vi-du.example/van-ban.pdf",
    good="file: assets/chuong-trinh.pdf",
)
def file_there(page: Page, archive: Archive) -> Iterator[Problem]:
    """The file of a document is an asset, named by its plain path, of a type that is a text."""
    if not isinstance(page.meta, Document) or page.meta.file is None:
        return
    name = page.meta.file
    parts = name.split("/")
    if not name.startswith(_FOLDER) or {"", ".", ".."} & set(parts) or "\\" in name:
        words = Text(f"“{name}” không phải đường dẫn trong docs/assets", f"“{name}” is not a path within docs/assets")
        yield Problem(page.key("file"), words)
    elif name.rpartition(".")[2].lower() not in FILE_TYPES:
        words = Text(f"“{name}” không thuộc loại {_TYPES}", f"“{name}” is not of type {_TYPES}")
        yield Problem(page.key("file"), words)
    elif name not in archive.assets:
        hint = meant(name, archive.assets)
        words = Text(f"Không có tệp docs/{name}{hint.vi}", f"There is no file docs/{name}{hint.en}")
        yield Problem(page.key("file"), words)


@rule(
    "DV627",
    needs=Need.RECORDS,
    summary=Text(
        "Thông tin ghi là chính thức mà không dẫn văn bản, hoặc ngược lại",
        "An official claim does not cite the text, or the other way round",
    ),
    why=Text(
        'status="official" nghĩa là thông tin có trong văn bản đặt ở đây, tại một chỗ chỉ ra được; thông tin nào dẫn '
        "văn bản ấy thì phải ghi là chính thức. Bài báo thuật lại văn bản vẫn chỉ là bài báo.",
        'status="official" says that the statement stands in a text that is here, at a place that can be found; and what '
        "cites that text is official. A newspaper's report of it is still a report.",
    ),
    cure=Text(
        'ghi status="official" cùng source="mã-văn-bản#chỗ", chỗ ấy khai ở `locators` trên trang của văn bản; nếu dẫn '
        "báo thì bỏ status",
        'write status="official" with source="document-id#place", the place declared in the document\'s `locators`; where a '
        "newspaper is cited, drop the status",
    ),
    bad='{ #ck-01-1 .claim status="official" source="n-bao-mau#p7" }',
    good='{ #ck-01-1 .claim status="official" source="vb-chuong-trinh-2031-2034#dieu-2" }',
)
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
                words = (
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
                yield Problem(claim.place_of("source"), words)
                break
