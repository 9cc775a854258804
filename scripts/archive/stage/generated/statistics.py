"""`thong-ke/`: the figures that the primary source gives, each with its claim, and what the archive itself holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from archive.content.model import Archive, page_url
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.figures import figure_rows
from archive.stage.page import StagedPage, generated

PATH = "thong-ke.md"
TITLE = Text("Những con số", "The figures")
SUMMARY = Text(
    "Mọi con số mà bài báo về lễ ký nêu, kèm câu chứa nó và chỗ trong nguồn; số liệu của các nguồn bối cảnh không tính ở đây.",
    "Every figure that the report of the signing gives, with its statement and place in the source; context figures are not counted here.",
)
FIGURES, ARCHIVE = (
    Text("Con số trong nguồn", "Figures in the source"),
    Text("Kho lưu trữ này gồm", "What this archive holds"),
)
HEADS = (Text("Con số", "Figure"), Text("Nói về", "What it says"), Text("Theo", "According to"))
COUNTS = (Text("Nội dung", "What"), Text("Số lượng", "How many"))
CLAIMS = {
    "reported": Text("Câu theo báo", "Reported statements"),
    "inferred": Text("Câu suy luận", "Inferred statements"),
    "official": Text("Câu theo văn bản chính thức", "Statements from an official text"),
}
UNKNOWNS = Text("Điều còn để ngỏ", "Open questions")


def pages(archive: Archive, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    rows = [
        (
            markup.tag("strong", escape(row.printed)),
            escape(archive.words(row.claim.id, lang)),
            f"{markup.basis(archive, row.claim, lang, origin)} "
            + markup.link(row.claim.id, origin, archive.claim_url(row.claim.id, lang), class_="permalink"),
        )
        for row in figure_rows(archive, lang)
    ]
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.section(FIGURES[lang], "con-so", markup.table([h[lang] for h in HEADS], rows, FIGURES[lang])),
        markup.section(ARCHIVE[lang], "luu-tru", _counts(archive, lang)),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts))


def _counts(archive: Archive, lang: Lang) -> str:
    live = [record for record in archive.records.values() if not record.meta.withdrawn]
    kinds = Counter(record.meta.label[lang] for record in live)
    statuses = Counter(claim.status for record in live for claim in record.live_claims)
    rows = [(escape(label), str(count)) for label, count in sorted(kinds.items())]
    rows += [(escape(CLAIMS[status][lang]), str(statuses[status])) for status in CLAIMS]
    rows.append((escape(UNKNOWNS[lang]), str(sum(len(record.unknowns(lang)) for record in live))))
    return markup.table([head[lang] for head in COUNTS], rows, ARCHIVE[lang])
