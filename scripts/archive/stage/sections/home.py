"""The home page as the way into the record: who, what, when, how sure; figures; lines of work; campaigns; unknowns."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds import Agreement
from archive.content.model import Archive, Page, Record, relative_url
from archive.findings import Lang, Text
from archive.stage import markup, pictures
from archive.stage.context import Context
from archive.stage.figures import figure_rows
from archive.stage.lookup import SIGNING, known, lines_of_work, live

ORDER = 12
PARTIES, SIGNED = Text("Hai bên", "The two parties"), Text("Ký", "Signed")
CHAIRS = Text("Chủ trì lễ ký", "Chairs of the ceremony")
TEXT, REPORTED = (
    Text("Văn bản", "The text"),
    Text(
        "thuật lại theo một bài báo; văn bản chính thức chưa có",
        "reported by one newspaper article; no official text at hand",
    ),
)
AT_A_GLANCE = Text("Thỏa thuận trong một màn hình", "The agreement in one screen")
NUMBERS = Text("Những con số nguồn nêu", "The figures that the source gives")
LINES = Text("Từ kết quả đến cam kết", "From result to commitment")
CAMPAIGNS = Text("Các chiến dịch", "The campaigns")
UNKNOWN = Text("Điều chưa biết", "What is not known")
OPEN = Text("{n} điều nguồn để ngỏ", "{n} questions that the source leaves open")
TIMELINE, SOURCES = (
    Text("Dòng thời gian", "Timeline"),
    Text("Nguồn và cách kiểm chứng", "Sources and how to check them"),
)
WHOLE = Text("Bảng đối chiếu đầy đủ", "The whole comparison")
DOCUMENT = "vb-chuong-trinh-2018-2020"
AGREEMENT = "tt-chuong-trinh"
MOST_FIGURES = 3


def html(page: Page, archive: Archive, context: Context) -> str:
    """All parts of the home page."""
    if page.path != "index.md":
        return ""
    parts = [
        _glance(page, archive),
        _figures(page, archive),
        _lines(page, archive),
        _campaigns(page, archive),
        _open(page, archive),
    ]
    return "\n\n".join(part for part in parts if part)


def _glance(page: Page, archive: Archive) -> str:
    lang = page.lang
    agreement, signing = archive.records.get(AGREEMENT), archive.records.get(SIGNING)
    rows: list[tuple[Text, str]] = []
    if agreement:
        rows.append((PARTIES, _links(archive, agreement.meta.bodies, lang, page)))
    if signing and isinstance(signing.meta, Agreement) and signing.meta.date:
        when = markup.dated(archive, signing.meta.date, signing.meta.date_rests_on, lang, page.url)
        rows.append((SIGNED, when))
        rows.append((CHAIRS, _links(archive, signing.meta.people, lang, page)))
    if DOCUMENT in archive.records:
        target = archive.records[DOCUMENT].url(lang)
        rows.append((TEXT, markup.link(REPORTED[lang], page.url, target)))
    terms = "".join(
        markup.tag("div", markup.tag("dt", escape(words[lang])) + markup.tag("dd", value))
        for words, value in rows
        if value
    )
    return markup.section(AT_A_GLANCE[lang], "thoa-thuan", markup.tag("dl", terms) if terms else "", class_="glance")


def _links(archive: Archive, ids: tuple[str, ...], lang: Lang, page: Page) -> str:
    return "<br>".join(markup.link(found.title(lang), page.url, found.url(lang)) for found in known(archive, ids))


def _figures(page: Page, archive: Archive) -> str:
    items = []
    for row in figure_rows(archive, page.lang)[:MOST_FIGURES]:
        value = markup.tag("span", escape(row.printed), class_="figure-value")
        label = markup.tag("span", escape(archive.words(row.claim.id, page.lang)), class_="figure-label")
        items.append(markup.tag("li", f"{value} {label} {markup.marks(archive, row.claim, page.lang, page.url)}"))
    content = markup.tag("ul", "".join(items), class_="figures") if items else ""
    return markup.section(NUMBERS[page.lang], "con-so", content)


def _lines(page: Page, archive: Archive) -> str:
    lang = page.lang
    drawing = lines_picture(archive, lang)
    more = markup.tag("p", markup.link(WHOLE[lang], page.url, "doi-chieu/" if lang == "vi" else "en/doi-chieu/"))
    return markup.section(LINES[lang], "tu-ket-qua-den-cam-ket", drawing + more)


DESCRIPTION = Text(
    "Cột trái là kết quả, cột phải là cam kết; mũi tên nối việc được tiếp tục; ô nét đứt là chỗ nguồn không nhắc. "
    "Bảng đối chiếu nêu cùng nội dung bằng chữ.",
    "Results on the left, commitments on the right; an arrow joins what goes on; a dashed box is where the source is "
    "silent. The comparison page says the same in words.",
)


def lines_picture(archive: Archive, lang: Lang) -> str:
    """The lines of work as one picture."""

    def title(record: Record | None) -> str:
        return record.title(lang) if record else ""

    rows = [
        pictures.Link(title(result), title(commitment), joined=bool(result and commitment))
        for result, commitment in lines_of_work(archive)
    ]
    heads = (dates.label("2015/2018", lang), dates.label("2018/2020", lang))
    return pictures.comparison(rows, heads, LINES[lang], DESCRIPTION[lang], "hinh-doi-chieu")


def _campaigns(page: Page, archive: Archive) -> str:
    listed = markup.record_links(live(archive, "campaign"), page.lang, page.url)
    return markup.section(CAMPAIGNS[page.lang], "chien-dich", listed)


def _open(page: Page, archive: Archive) -> str:
    lang = page.lang
    prefix = "" if lang == "vi" else "en/"
    count = sum(len(record.unknowns(lang)) for record in archive.records.values() if not record.meta.withdrawn)
    ways = [
        (OPEN[lang].format(n=count), "chua-biet/"),
        (TIMELINE[lang], "dong-thoi-gian/"),
        (SOURCES[lang], "nguon/"),
    ]
    items = "".join(
        markup.tag("li", markup.tag("a", escape(words), href=relative_url(page.url, prefix + way)))
        for words, way in ways
    )
    return markup.section(UNKNOWN[lang], "chua-biet", markup.tag("ul", items, class_="index-list"), class_="ways")
