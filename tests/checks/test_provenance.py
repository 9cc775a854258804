"""What statements rest on, DV601 to DV611: sources, tiers, editorial words, the year, offices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.archives import (
    BODY,
    CAMPAIGN,
    CK,
    DOCUMENT,
    KQ,
    LATER,
    OTHER,
    PAPER,
    PERSON,
    REPOSITORY,
    SIGNING,
    YEAR,
    Edit,
    found,
    load,
    real,
)
from tests.checks.tables import Case, run, uncovered
from tests.checks.test_answers import CASES as ANSWERS
from tests.checks.test_official_texts import CASES as OFFICIAL
from tests.checks.test_quotations import CASES as QUOTATIONS
from tests.checks.test_resting_on_drafts import CASES as ON_DRAFTS
from tests.checks.test_withdrawals import CASES as WITHDRAWALS

from archive.checks.checking import check
from archive.checks.grounds import missing
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.findings import Finding, Lang
from archive.settings import read_settings

V, E = f"vi/{KQ}", f"en/{KQ}"
ONE = 'claim source="n-bao#p3" }'
WHY = (E, "#kq-01-1 .claim", '#kq-01-1 .claim reason="Wrong."')
EDITORIAL, ENGLISH = "Con số 51 không nói mỗi đơn vị góp bao nhiêu.", "The figure 51 does not say what each unit gave."
TERM = 'when="2017-09/2018-09"'


def ours(vi: str, en: str = "") -> tuple[Edit, ...]:
    """Other editorial words on the page of the result."""
    return ((V, EDITORIAL, vi), (E, ENGLISH, en or ENGLISH))


RIVAL = (
    "---\nid: nv-hai\nkind: person\ntitle: Trần Thị Mẫu\n---\nTrần Thị Mẫu là {office}.\n"
    '{{ #nv-hai-1 .claim source="n-khac#tieu-su" when="{when}" office="{office}" }}\n'
)
RIVAL_TWIN = '---\ntitle: Trần Thị Mẫu\n---\nTrần Thị Mẫu was Head.\n{ #nv-hai-1 .claim office="Head" }\n'


def rival(when: str, office: str = "Trưởng Ban") -> tuple[Edit, ...]:
    """A second person with an office over a time."""
    return (("vi/nhan-vat/hai.md", "", RIVAL.format(when=when, office=office)), ("en/nhan-vat/hai.md", "", RIVAL_TWIN))


DEPUTY = (
    (f"vi/{PERSON}", "là Trưởng Ban lúc ký", "là Phó Trưởng Ban lúc ký"),
    (f"vi/{PERSON}", 'when="2018?-07-09" office="Trưởng Ban"', 'when="2018?-07-09" office="Phó Trưởng Ban"'),
)
"""The office that the primary source reports is one that several people hold at once."""


def archived(copies: str) -> Edit:
    """Saved copies of the source of the context tier, published 2020-03-20."""
    return (f"vi/{OTHER}", "published: 2020-03-20\n", f"published: 2020-03-20\narchived: [{copies}]\n")


CASES = [
    Case("nothing changed", ()),
    # Sources
    Case("DV601 no source", ((V, ONE, "claim }"),), "vi/ket-qua/2015-2018/kq-01.md:10:1 DV601"),
    Case("DV602 no such source", ((V, ONE, 'claim source="n-bao-khac#p3" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV602"),
    Case("DV602 a record that is no source", ((V, ONE, 'claim source="nv-mau#p3" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV602"),
    Case("DV603 no such place in it", ((V, ONE, 'claim source="n-bao#p3 n-bao#p99" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV603"),
    Case("DV603 no place at all", ((V, ONE, 'claim source="n-bao" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV603"),
    # Tiers
    Case("DV604 a context source in a result", ((V, ONE, 'claim source="n-khac#qua" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV604"),
    Case("DV604 beside the primary one", ((V, ONE, 'claim source="n-bao#p3 n-khac#qua" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV604"),
    Case("DV604 in a commitment", ((f"vi/{CK}", "n-bao#p3", "n-khac#qua"),), "vi/cam-ket/2018-2020/ck-01.md:10:19 DV604"),
    Case("DV604 in the agreement", ((f"vi/{SIGNING}", "n-bao#p1", "n-khac#qua"),), "vi/thoa-thuan/ky-ket.md:13:23 DV604"),
    Case("DV604 by way of a premise", ((V, ONE, 'claim status="inferred" from="bc-02-1" }\n\nVì thế.\n{ .reason }'), (E, "{ #kq-01-1 .claim }", "{ #kq-01-1 .claim }\n\nSo it is.\n{ .reason }")), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV604"),
    Case("a context source on context, document, person and body pages", ((f"vi/{DOCUMENT}", "n-bao#p3", "n-khac#qua"), (f"vi/{LATER}", "n-khac#qua", "n-khac#qua n-bao#p3"))),
    # Editorial words
    Case("DV605 a figure that is in no claim", ours("Đã giúp 70 xã."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 a figure in English alone", ours(EDITORIAL, "It helped 70 communes."), "en/ket-qua/2015-2018/kq-01.md:11:1 DV605"),
    Case("DV605 a date that is in no claim", ours("Việc này bắt đầu ngày 3/2/2016."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 a symbol that is in no claim", ours("Đó là văn bản 05-QĐ/TU."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 a name that is in no claim", ours("Theo Lê Văn Thử."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 a quoted title that is in no claim", ours("Theo đề án “Vững bước”."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 in the title", ((V, "title: Giúp xã nghèo", "title: Giúp 70 xã nghèo"),), "vi/ket-qua/2015-2018/kq-01.md:8:1 DV605"),
    Case("DV605 in the summary", ((V, "kind: result", "kind: result\nsummary: Đã giúp 70 xã."),), "vi/ket-qua/2015-2018/kq-01.md:4:1 DV605"),
    Case("DV605 in an unknown", ((V, "[Những xã nào được giúp.]", "[70 xã nào được giúp.]"),), "vi/ket-qua/2015-2018/kq-01.md:7:12 DV605"),
    Case("DV605 in a heading", ours("## Trong 70 xã\n\nLời.", "## In the communes\n\nWords."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 on the index page of results", (("vi/ket-qua/2015-2018/index.md", "Lời biên tập.", "Đã giúp 70 xã."),), "vi/ket-qua/2015-2018/index.md:4:1 DV605"),
    Case("DV605 the last year of the period alone", ours("Năm 2018, các đơn vị giúp xã nghèo."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 the first year of the period, in English", ours(EDITORIAL, "It began in 2015."), "en/ket-qua/2015-2018/kq-01.md:11:1 DV605"),
    Case("DV605 a year of the period on the index page", (("vi/ket-qua/2015-2018/index.md", "Lời biên tập.", "Việc này xong năm 2018."),), "vi/ket-qua/2015-2018/index.md:4:1 DV605"),
    Case("the whole period", ours("Giai đoạn 2015–2018, từ năm 2015 đến năm 2018.", "The period 2015–2018, between 2015 and 2018.")),
    Case("a year that a linked claim states", ours("Năm 2024, xem [về sau](../../boi-canh/ve-sau.md).")),
    Case("curly quotes are DV304's alone", ((V, ONE, "claim source=“n-bao#p3” }"),)),
    Case("a figure of a claim of the page", ours("Chỉ có 51 đơn vị và 10 tỷ đồng.")),
    Case("a figure of a page that is linked", ours("Có 240 suất, xem [về sau](../../boi-canh/ve-sau.md)."), ),
    *(
        Case(f"DV605 {words}", ours(words), f"vi/{KQ}:16:1 DV605")
        for words in ("Đã giúp ⅞ xã.", "Khóa Ⅻ.", "Giúp ⑨ xã.", "Rộng 51 km².", "Đã giúp x-999 xã.", "Đã giúp a999.", "Giúp _999_a xã.", "Gọi là covid‑19.", "Khối b2b.")
    ),
    *(
        Case(f"DV605 {words} in English", ours(EDITORIAL, words), f"en/{KQ}:11:1 DV605")
        for words in ("The figure 51 is ⅞.", "It helped a999 communes.", "The plan x–999.")
    ),
    Case("DV605 what hovers over a word", ours("Đó là <abbr title=\"giúp 999 xã\">một việc</abbr>."), f"vi/{KQ}:16:7 DV605"),
    Case("DV605 what hovers over a definition, in English", ours(EDITORIAL, "It is <dfn title=\"999 communes\">one task</dfn>."), f"en/{KQ}:11:7 DV605"),
    Case("DV605 the name in what hovers", ours("Đó là <abbr title=\"Lê Văn Thử\">một việc</abbr>."), f"vi/{KQ}:16:7 DV605"),
    Case("DV605 an entity in what hovers", ours("Đó là <abbr title=\"giúp &#57;99 xã\">một việc</abbr>."), f"vi/{KQ}:16:7 DV605"),
    Case("DV605 the machine's date of a time", ours("Đó là <time datetime=\"1999-01-01\">hôm ấy</time>."), f"vi/{KQ}:16:7 DV605"),
    Case("DV612 the machine's date that no calendar has", ours("Đó là <time datetime=\"1999-02-30\">hôm ấy</time>."), f"vi/{KQ}:16:7 DV612"),
    Case("what hovers says what a claim says", ours("Nguồn nói tới <abbr title=\"51 đơn vị\">các đơn vị</abbr>.")),
    Case("DV605 in the words of a document's locator", ((f"vi/{DOCUMENT}", "type: chi-thi", "type: chi-thi\nlocators: {d1: {about: giúp 999 xã}}"), (f"en/{DOCUMENT}", "title: Directive 02", "title: Directive 02\nlocators: {d1: help}")), "vi/van-ban/chi-thi-02.md:5:12 DV605"),
    Case("DV605 an uncertain day of a document", ((f"vi/{DOCUMENT}", "type: chi-thi", "type: chi-thi\nissued: 1999?-01-01"),), "vi/van-ban/chi-thi-02.md:5:1 DV605"),
    Case("DV605 an uncertain year from which it holds", ((f"vi/{DOCUMENT}", "type: chi-thi", "type: chi-thi\nin_force: 1998?"),), "vi/van-ban/chi-thi-02.md:5:1 DV605"),
    Case("DV605 an uncertain period of the agreement", ((f"vi/{SIGNING}", "period: 2018/2020", "period: 1990?/1999?"),), "vi/thoa-thuan/ky-ket.md:6:1 DV605"),
    Case("DV605 a figure for an author", ((f"vi/{OTHER}", "kind: source", "kind: source\nauthor: 999 xã"),), f"vi/{OTHER}:4:1 DV605"),
    Case("DV605 a day for a photographer", ((f"vi/{OTHER}", "kind: source", "kind: source\nphotographer: Lê Văn Thử, 3/2/2016"),), f"vi/{OTHER}:4:1 DV605"),
    Case("an author is the source's own", ((f"vi/{OTHER}", "kind: source", "kind: source\nauthor: Lê Văn Thử"),)),
    Case("DV605 the same figure without the link", ours("Có 240 suất."), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("the index page's own records", (("vi/ket-qua/2015-2018/index.md", "Lời biên tập.", "51 đơn vị đã giúp."), ("en/ket-qua/2015-2018/index.md", "Editorial words.", "51 units helped."))),
    Case("DV605 in a context page's summary", ((f"vi/{LATER}", "kind: context", "kind: context\nsummary: Đã giúp 70 xã."),), "vi/boi-canh/ve-sau.md:4:1 DV605"),
    Case("DV605 in the words of a source's locator", ((f"vi/{OTHER}", "about: trao quà", "about: quà cho 70 xã"),), "vi/nguon/n-khac.md:12:3 DV605"),
    Case("DV605 in English, in a locator", ((f"en/{OTHER}", "qua: gifts", "qua: gifts for 70 communes"),), "en/nguon/n-khac.md:3:29 DV605"),
    Case("DV605 in a document's abstract", ((f"vi/{DOCUMENT}", "type: chi-thi", "type: chi-thi\nabstract: Giúp 70 xã"),), "vi/van-ban/chi-thi-02.md:5:1 DV605"),
    Case("DV605 a document's number that no claim states", ((f"vi/{DOCUMENT}", "number: '02'", "number: '05'"),), "vi/van-ban/chi-thi-02.md:5:1 DV605"),
    Case("DV605 a document's day that no claim states", ((f"vi/{DOCUMENT}", "type: chi-thi", "type: chi-thi\nissued: 2017-02-03"),), "vi/van-ban/chi-thi-02.md:5:1 DV605"),
    Case("DV616 an office that its sentence does not have", ((f"vi/{PERSON}", 'when="2017-09/2018-09" office="Trưởng Ban"', 'when="2017-09/2018-09" office="Trưởng Ban Thanh Tra"'),), "vi/nhan-vat/mau.md:11:67 DV616"),
    Case("DV605 the period of the agreement", ((f"vi/{SIGNING}", "period: 2018/2020", "period: 2018/2021"),), "vi/thoa-thuan/ky-ket.md:6:1 DV605"),
    Case("a source's own citation on its page", ((f"vi/{OTHER}", "Đọc một bản lưu.", "“Bài mẫu”, Báo Khác, đăng ngày 20/3/2020, đọc ngày 25/11/2026."),)),
    Case("a claim that rests on a source, on the source's page", ((f"vi/{OTHER}", "Đọc một bản lưu.", "Nguồn kể về 240 suất quà."),)),
    Case("DV605 another source's claim", ((f"vi/{PAPER}", "Đọc trọn bài.", "Nguồn kể về 240 suất quà."),), "vi/nguon/n-bao.md:15:1 DV605"),
    Case("DV605 a day of a source that is only cited", ((f"vi/{LATER}", "kind: context", "kind: context\nsummary: Báo Khác viết ngày 20/3/2020."),), "vi/boi-canh/ve-sau.md:4:1 DV605"),
    Case("DV605 a summary supports nothing", (("vi/trich-dan.md", "title:", "summary: Xem tỉnh Thanh Hóa.\ntitle:"), ("vi/trich-dan.md", "Lời biên tập.", "Xem [trợ năng](tro-nang.md)."), ("vi/tro-nang.md", "title:", "summary: Xem tỉnh Thanh Hóa.\ntitle:"), ("vi/tro-nang.md", "Lời biên tập.", "Xem [trích dẫn](trich-dan.md).")), "vi/trich-dan.md:2:1 DV605, vi/tro-nang.md:2:1 DV605"),
    Case("the title of a linked page as the words of the link", (("vi/trich-dan.md", "Lời biên tập.", "Xem trang [Trợ năng](tro-nang.md)."),)),
    Case("DV605 that title without its link", (("vi/trich-dan.md", "Lời biên tập.", "Xem trang Trợ năng."),), "vi/trich-dan.md:4:1 DV605"),
    Case("ids of the archive", (("vi/trich-dan.md", "Lời biên tập.", "Dẫn `kq-01-2` hay tt-ky-ket-1."),)),
    Case("DV605 what only looks like an id", (("vi/trich-dan.md", "Lời biên tập.", "Dẫn `kq-99-70`."),), "vi/trich-dan.md:4:1 DV605"),
    Case("the names of languages", (("vi/trich-dan.md", "Lời biên tập.", "Bản tiếng Anh dịch từ tiếng Việt."),)),
    Case("DV605 a claim that is withdrawn elsewhere", ((f"vi/{LATER}", 'when="2024-01-26"', 'when="2024-01-26" withdrawn="2027-01-05" reason="Sai."'), (f"en/{LATER}", "#bc-02-1 .claim", '#bc-02-1 .claim reason="Wrong."'), (V, EDITORIAL, "Có 240 suất, xem [về sau](../../boi-canh/ve-sau.md).")), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV605"),
    Case("DV605 a certain day that no claim states", ((f"vi/{SIGNING}", "date: 2018?-07-09\ndate_rests_on: bc-01-1\n", "date: 2018-07-09\n"),), "vi/thoa-thuan/ky-ket.md:7:1 DV605"),
    # The year of the signing
    Case("DV606 the full date in a reported claim", ((f"vi/{SIGNING}", "Chiều 9/7 ", "Chiều 9/7/2018 "), (f"en/{SIGNING}", "9 July.", "9 July 2018.")), "vi/thoa-thuan/ky-ket.md:12:1 DV606, en/thoa-thuan/ky-ket.md:5:1 DV606"),
    Case("DV606 the full date in editorial words", (("vi/trich-dan.md", "Lời biên tập.", "Lễ ký ngày 9/7/2018, theo [trang này](boi-canh/nam-ky-ket.md)."),), "vi/trich-dan.md:4:1 DV606"),
    Case("DV606 in English, spelled out", (("en/trich-dan.md", "Editorial words.", "Signed on July 9, 2018, see [the proof](boi-canh/nam-ky-ket.md)."),), "en/trich-dan.md:4:1 DV606"),
    Case("DV606 in a title", (("vi/trich-dan.md", "title: Trích dẫn", "title: Ngày 9/7/2018"),), "vi/trich-dan.md:2:1 DV605, vi/trich-dan.md:2:1 DV606"),
    Case("DV606 in a summary", (("vi/trich-dan.md", "title:", "summary: Ngày 9/7/2018.\ntitle:"),), "vi/trich-dan.md:2:1 DV605, vi/trich-dan.md:2:1 DV606"),
    Case("marked as inferred", (("vi/trich-dan.md", "Lời biên tập.", "Lễ ký ngày 9/7/2018 ([năm do suy luận](boi-canh/nam-ky-ket.md))."), ("en/trich-dan.md", "Editorial words.", "Signed on 9 July 2018 ([year inferred](boi-canh/nam-ky-ket.md))."))),
    Case("another date of that year", (("vi/trich-dan.md", "Lời biên tập.", "Một việc ngày 1/10/2018."),), "vi/trich-dan.md:4:1 DV605"),
    # Status, dates, digests
    Case("DV607 unknown status", ((V, ONE, 'claim status="chac-chan" source="n-bao#p3" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV607"),
    Case("DV607 official without an official text", ((V, ONE, 'claim status="official" source="n-bao#p3" }'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV607"),
    Case("DV608 words for a date", ((f"vi/{LATER}", 'when="2024-01-26"', 'when="tháng 1/2024"'),), "vi/boi-canh/ve-sau.md:8:39 DV608"),
    Case("DV608 a month for a day", ((V, ONE, 'claim source="n-bao#p3" withdrawn="2027-01" reason="Sai." }'), WHY), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV608"),
    Case("DV608 a day that is none", ((V, ONE, 'claim source="n-bao#p3" withdrawn="2027-02-30" reason="Sai." }'), WHY), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV608"),
    Case("DV608 an interval for a day", ((V, ONE, 'claim source="n-bao#p3" withdrawn="2027-07/.." reason="Sai." }'), WHY), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV608"),
    Case("DV608 a day of an uncertain year", ((V, ONE, 'claim source="n-bao#p3" withdrawn="2027?-1-05" reason="Sai." }'), WHY), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV608"),
    Case("DV608 a word for a day", ((V, ONE, 'claim source="n-bao#p3" withdrawn="yesterday!" reason="Sai." }'), WHY), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV608"),
    Case("DV608 digits of another script", ((V, ONE, 'claim source="n-bao#p3" withdrawn="2027-01-0５" reason="Sai." }'), WHY), "vi/ket-qua/2015-2018/kq-01.md:11:37 DV608"),
    Case("DV609 a paragraph without its digest", ((f"vi/{PAPER}", "p2: {about: đoạn hai, sha256: " + "2" * 64 + "}", "p2: {about: đoạn hai}"),), "vi/nguon/n-bao.md:11:3 DV609"),
    Case("a context source needs no digest", ((f"vi/{OTHER}", "about: tiểu sử", "about: cuộc đời"),)),
    # Dates that the calendar does not have
    *(
        Case(f"DV612 {date} in a claim", ((V, "51 đơn vị giúp", f"Từ {date}, 51 đơn vị giúp"),), f"vi/{KQ}:10:1 DV612")
        for date in ("29/2/2018", "ngày 31/4/2018", "30/2", "ngày 31 tháng 11", "2018-02-29", "ngày 32 tháng 1", "31.6.2017", "tháng 13/2018")
    ),
    *(
        Case(f"DV612 {date} in English", ((E, "51 units help", f"Since {date}, 51 units help"),), f"en/{KQ}:5:1 DV612")
        for date in ("30 February", "31 April 2018", "February 29, 2018", "the 31st of November", "29/2/2018", "7/13/2018")
    ),
    Case("DV612 in editorial words", ours("Từ ngày 31/4 đến nay."), f"vi/{KQ}:16:1 DV612"),
    Case("DV612 in a summary", ((V, "kind: result", "kind: result\nsummary: Từ ngày 31/4."),), f"vi/{KQ}:4:1 DV612"),
    Case("29 February of a leap year, and of no year", ((V, "51 đơn vị giúp", "Từ 29/2/2016, như mọi 29/2, 51 đơn vị giúp"), (E, "51 units help", "Since 29 February 2016, as on every 29 February, 51 units help"))),
    # Quarters, halves and numbers in words
    *(
        Case(f"DV605 {words}", ours(words), f"vi/{KQ}:16:1 DV605")
        for words in ("Từ Quý II/2018.", "Trong 6 tháng đầu năm.", "Đã giúp bảy mươi xã.", "Đã giúp ba xã.", "Đã góp mười hai triệu đồng.")
    ),
    *(
        Case(f"DV605 {words}", ours(EDITORIAL, words), f"en/{KQ}:11:1 DV605")
        for words in ("Since the second quarter of 2018.", "In the first half of the year.", "It helped seventy communes.", "It helped seven communes.")
    ),
    Case("figures of the page in words", ours("Đã có năm mươi mốt đơn vị và mười tỷ đồng.", "There were fifty-one units and ten billion đồng.")),
    Case("words that are no figures", ours("Trang này cho hai bên một việc, ba cách hiểu, hai năm liền.", "This page gives the two sides one task and three readings, a dozen times.")),
    # Sentences that assert something
    Case("DV613 a fact without figure, source or link", ours("Nhân dân khắp nơi hưởng ứng việc này."), f"vi/{KQ}:16:1 DV613"),
    Case("DV613 of a body that the page names", ours("Sau đó Ban Mẫu đã rất thành công."), f"vi/{KQ}:16:1 DV613"),
    Case("DV613 in English", ours(EDITORIAL, "People everywhere took it up gladly."), f"en/{KQ}:11:1 DV613"),
    Case("DV613 in a list", ours("- Nhân dân khắp nơi hưởng ứng việc này."), f"vi/{KQ}:16:1 DV613"),
    Case("DV613 beside a sentence about the source", ours("Nguồn không nói thêm. Nhân dân khắp nơi hưởng ứng việc này."), f"vi/{KQ}:16:1 DV613"),
    *(
        Case(f"DV613 on the page of {path}", ((f"vi/{path}", "\n---\n", "\n---\nNhân dân khắp nơi hưởng ứng việc này.\n\n"),), f"vi/{path}:{line}:1 DV613")
        for path, line in ((CK, 9), (SIGNING, 12), (DOCUMENT, 9), (PERSON, 7), (BODY, 6))
    ),
    Case("about the source, the archive, its words", ours("Nguồn không nói vì sao như thế. Trang này không chọn thay ai cả. Chữ ấy không được giải thích gì thêm.")),
    Case("a question, a quotation, a link", ours("Như thế có phải là đã làm hết chưa? Ở đó viết “một việc”, không hơn. Việc ấy được làm tiếp ở [cam kết](../../cam-ket/2018-2020/ck-01.md) mới.")),
    Case("a heading", ours("## Nhân dân khắp nơi hưởng ứng việc này\n\nLời.", "## Taken up everywhere\n\nWords.")),
    Case("a context page weighs and explains", ((f"vi/{LATER}", "\n---\n", "\n---\nNhân dân khắp nơi hưởng ứng việc này.\n\n"),)),
    # Offices and names over time
    Case("DV610 a term that leaves the signing out", ((f"vi/{PERSON}", TERM, 'when="2018-10/.."'),), "vi/nhan-vat/mau.md:11:44 DV610"),
    Case("DV610 a term that ends before it", ((f"vi/{PERSON}", TERM, 'when="../2018-06"'),), "vi/nhan-vat/mau.md:11:44 DV610"),
    Case("DV610 another person in that office on that day", rival("2018-01/.."), "vi/nhan-vat/hai.md:7:62 DV610"),
    Case("another person in that office afterwards", rival("2018-10/..")),
    Case("another person in another office", rival("2018-01/..", "Phó Trưởng Ban")),
    Case("another person in an office that several hold", (*DEPUTY, *rival("2018-01/..", "Phó Trưởng Ban"))),
    Case("a term of another office leaves the day out", ((f"vi/{PERSON}", f'{TERM} office="Trưởng Ban"', 'when="2018-10/.." office="Chánh Văn phòng"'), (f"vi/{PERSON}", "Mẫu là Trưởng Ban từ", "Mẫu là Chánh Văn phòng từ"))),
    Case("a single day is no term", ((f"vi/{PERSON}", TERM, 'when="2018-10-01"'),)),
    Case("DV610 a name of a body that leaves the day out", ((f"vi/{BODY}", '{ #tc-ban-1 .claim source="n-bao#p1" when="2018?-07-09" name="Ban Mẫu" }', '{ #tc-ban-1 .claim source="n-bao#p1" when="2018?-07-09" name="Ban Mẫu" }\n\nTên Ban Mẫu có từ năm 2020.\n{ #tc-ban-2 .claim source="n-khac#tieu-su" when="2020/.." name="Ban Mẫu" }'), (f"en/{BODY}", '{ #tc-ban-1 .claim name="Sample Commission" }', '{ #tc-ban-1 .claim name="Sample Commission" }\n\nThe name Sample Commission dates from 2020.\n{ #tc-ban-2 .claim name="Sample Commission" }')), "vi/to-chuc/ban.md:10:44 DV610"),
    Case("a saved copy", (archived("{address: 'https://luu-tru.example/web/20200321/https://khac.example/x', date: 2020-03-21, sha256: " + "a" * 64 + "}"),)),
    Case("saved copies whose addresses end in a sign", (archived("{address: 'https://luu-tru.example/a*', date: 2026-11-27}, {address: 'https://luu-tru.example/b.', date: 2026-11-27}"),)),
    Case("a saved copy of the day, and a later one", (archived("{address: 'https://luu-tru.example/1', date: 2020-03-20}, {address: 'https://luu-tru.example/2', date: 2026-11-27}"),)),
    Case("DV617 a copy that is older than its source", (archived("{address: 'https://luu-tru.example/1', date: 2020-03-21}, {address: 'https://luu-tru.example/2', date: 2020-03-19}"),), f"vi/{OTHER}:10:109 DV617"),
    Case("DV614 published after it was read", ((f"vi/{OTHER}", "published: 2020-03-20", "published: 2026-12"),), "vi/nguon/n-khac.md:9:1 DV614"),
    Case("published in the year in which it was read", ((f"vi/{OTHER}", "published: 2020-03-20", "published: 2026"),)),
    Case("DV615 another day than the sentence states", ((f"vi/{LATER}", 'when="2024-01-26"', 'when="2024-01-27"'),), "vi/boi-canh/ve-sau.md:8:39 DV615"),
    Case("a month, where the sentence states a day of it", ((f"vi/{LATER}", 'when="2024-01-26"', 'when="2024-01"'),)),
    Case("DV611 an office without a time", ((f"vi/{PERSON}", f" {TERM}", ""),), "vi/nhan-vat/mau.md:11:44 DV611"),
    Case("DV611 a name without a time", ((f"vi/{BODY}", ' when="2018?-07-09"', ""),), "vi/to-chuc/ban.md:7:38 DV611"),
    Case("a summary of a campaign is its own", ((f"vi/{CAMPAIGN}", "Một phong trào.", "Một phong trào khác."), (f"vi/{YEAR}", "Chỉ có một ngày", "Chỉ một ngày"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


INVENTED = {
    "vi": "Chương trình đã giúp 70 xã ở Thanh Hóa năm 2019.",
    "en": "The programme helped 70 communes in Thanh Hóa in 2019.",
}
PAGES = (
    *("index.md", "trich-dan.md", "thuat-ngu.md", "nguon/index.md", "ket-qua/2015-2018/index.md"),
    *(KQ, CK, SIGNING, YEAR, LATER, PERSON, BODY, DOCUMENT, PAPER, OTHER, CAMPAIGN),
)


def front(place: str, words: str) -> str:
    return f'unknowns: ["{words}"]' if place == "unknowns" else f'{place}: "{words}"'


@pytest.mark.parametrize("place", ["title", "summary", "unknowns", "heading", "paragraph", "list", "table", "quote"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_invented_sentence_is_found_on_every_page(small: Path, place: str, lang: Lang) -> None:
    body = {"heading": "## {}", "paragraph": "{}", "list": "- {}", "table": "| A |\n|---|\n| {} |", "quote": "> {}"}
    for path in PAGES:
        file = small / "docs" / lang / path
        words = INVENTED[lang]
        _, block, text = file.read_text("utf-8").split("---\n", 2)
        if place in body:
            text = f"{text}\n{body[place].format(words)}\n"
        else:
            kept = [line for line in block.splitlines() if not line.startswith(f"{place}:")]
            block = "\n".join([*kept, front(place, words)]) + "\n"
        file.write_text(f"---\n{block}---\n{text}", "utf-8")
    shown = {(f.place.path, f.message.en.split("”")[0][1:]) for f in found(load(small), "DV6") if f.code == "DV605"}
    wanted = {(f"docs/{lang}/{path}", value) for path in PAGES for value in ("70", "Thanh Hóa", "2019")}
    assert wanted <= shown, f"the {place} of these pages may state what no claim does: {sorted(wanted - shown)}"


def test_an_invented_sentence_is_found_on_every_real_page(tmp_path: Path) -> None:
    root = real(tmp_path)
    pages = [page for page in read_archive(root).pages if page.body.html == ()]
    for page in pages:
        with (root / page.file).open("a", encoding="utf-8") as file:
            file.write(f"\n{INVENTED[page.lang]}\n")
    shown = {finding.place.path for finding in found(read_archive(root), "DV6") if finding.code == "DV605"}
    assert {page.file for page in pages} <= shown, "a page lets the invented sentence through"


@pytest.fixture(scope="module")
def content() -> Archive:
    """The real content, read once."""
    return read_archive(REPOSITORY)


OWN = read_settings(REPOSITORY)


@pytest.mark.parametrize(
    ("path", "words"), [(path, words) for path, each in OWN.settings.own_words.items() for words in each]
)
def test_the_words_that_the_site_may_say_of_itself_are_needed(path: str, words: str, content: Archive) -> None:
    every = OWN.settings.own_words
    fewer = {**every, path: {other: why for other, why in every[path].items() if other != words}}
    held = replace(content, own=replace(OWN, settings=OWN.settings.model_copy(update={"own_words": fewer})))
    found = [value for page in held.pages if page.path == path for value, _ in missing(page, held)]
    assert found, f"“{words}” of {path} needs no exception any more: take it out of archive.toml"


def test_own_words_are_excused_on_their_page_alone(small: Path) -> None:
    edits = [(f"vi/{path}", "Lời biên tập.", "Đạt WCAG 2.2, AA.") for path in ("tro-nang.md", "trich-dan.md")]
    assert {str(f.place) for f in found(load(small, *edits), "DV6")} == {"docs/vi/trich-dan.md:4:1"}


def test_own_words_excuse_nothing_else(small: Path) -> None:
    edits = (("vi/tro-nang.md", "Lời biên tập.", "Đạt WCAG 2.2 ở 2.2 xã, AAA."),)
    values = [f.message.en.split("”")[0][1:] for f in found(load(small, *edits), "DV6")]
    assert values == ["2.2", "AAA"]


def test_every_rule_of_the_hundred_has_a_case() -> None:
    cases = (*CASES, *OFFICIAL, *WITHDRAWALS, *ON_DRAFTS, *ANSWERS, *QUOTATIONS)
    # Only where the past is known is there a correction of what was never said otherwise: test_withdrawals has it.
    assert uncovered(cases, "DV6") == {"DV631"}


def only(small: Path, *edits: Edit) -> Finding:
    """The one finding that the edits give."""
    [finding] = found(load(small, *edits), "DV6")
    return finding


@pytest.mark.parametrize(
    ("edits", "shown"),
    [
        (ours("Việc này bắt đầu ngày 12/3/2017."), "“12/3/2017”"),
        (ours("Việc này bắt đầu trong Quý II/2017."), "“Quý II/2017”"),
        (ours("Việc này bắt đầu ngày 12 tháng 3 năm 2017, rồi thôi."), "“12 tháng 3 năm 2017”"),
        (ours("Trong các năm (2016–2017) cũng thế."), "“2016–2017”"),
        (ours(EDITORIAL, "It began on March 12, 2017."), "“March 12, 2017”"),
        (ours("Năm 2018, các đơn vị giúp."), "“2018”"),
    ],
)
def test_a_date_is_named_as_it_is_written(small: Path, edits: tuple[Edit, ...], shown: str) -> None:
    assert shown in only(small, *edits).message.vi


def test_offices_are_dated_in_words(small: Path) -> None:
    message = only(small, (f"vi/{PERSON}", TERM, 'when="2018-10/.."')).message
    assert "thời gian từ tháng 10/2018 không gồm 9/7/2018 (năm do suy luận)" in message.vi
    assert "the term since October 2018 leaves out 9 July 2018 (year inferred)" in message.en


@pytest.mark.parametrize(("given", "meant"), [("n-baoo#p3", "n-bao"), ("n-khac#tieusu", "tieu-su")])
def test_an_unknown_source_or_place_is_answered_with_the_nearest(small: Path, given: str, meant: str) -> None:
    finding = next(f for f in found(load(small, (V, ONE, f'claim source="{given}" }}')), "DV6") if f.code < "DV604")
    assert f"có phải là “{meant}” không?" in finding.message.vi


@pytest.mark.parametrize(("latest", "codes"), [("2026-11-26", ["DV617"]), ("2026-11-27", []), (None, [])])
def test_no_saved_copy_is_of_a_day_to_come(small: Path, latest: str | None, codes: list[str]) -> None:
    archive = load(small, archived("{address: 'https://luu-tru.example/1', date: 2026-11-27}"))
    assert [finding.code for finding in found(replace(archive, latest=latest), "DV6")] == codes


ODD = {
    "no day": ("{address: 'https://luu-tru.example/1', date: '2026'}", "DV208"),
    "no address": ("{date: 2026-11-27}", "DV209"),
    "an address of nobody": ("{address: 'http://127.0.0.1/1', date: 2026-11-27}", "DV218"),
    "an address that runs": ("{address: 'javascript:x', date: 2026-11-27}", "DV208"),
    "another digest": ("{address: 'https://luu-tru.example/1', date: 2026-11-27, sha256: abc}", "DV208"),
    "an unknown key": ("{address: 'https://luu-tru.example/1', date: 2026-11-27, by: x}", "DV207"),
    "one that is no list": ("1", "DV208"),
}


@pytest.mark.parametrize("why", ODD)
def test_a_saved_copy_is_held_to_its_form(small: Path, why: str) -> None:
    written, code = ODD[why]
    findings = check(load(small, archived(written)))
    assert code in {finding.code for finding in findings}, [finding.line("en") for finding in findings]


def test_an_address_of_a_saved_copy_may_be_linked(small: Path) -> None:
    copy = archived("{address: 'https://luu-tru.example/1', date: 2026-11-27}")
    linked = (f"vi/{OTHER}", "Đọc một bản lưu.", "Đọc [một bản lưu](https://luu-tru.example/1).")
    twin = (f"en/{OTHER}", "Read in a stored copy.", "Read in [a stored copy](https://luu-tru.example/1).")
    assert check(load(small, copy, linked, twin)) == []
    assert [finding.code for finding in check(load(small, (f"vi/{OTHER}", copy[2].split("\n")[1] + "\n", "")))] == [
        "DV341",
        "DV341",
    ]
