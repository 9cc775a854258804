"""What two texts state, compared: tables of cases, the source's own slips, and properties of any text."""

from __future__ import annotations

import calendar
import datetime
import hashlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hanging import in_time

from archive.content.read import MAX_LINE
from archive.findings import Lang
from archive.text import (
    Difference,
    Figure,
    dates,
    differences,
    figures,
    impossible_dates,
    missing_dates,
    missing_figures,
    missing_names,
    missing_quotes,
    missing_symbols,
    names,
    normal,
    paragraph_digest,
    quoted,
    stated,
)

VI: Lang = "vi"
EN: Lang = "en"


def shown(text: str, lang: Lang) -> set[str]:
    return {f"{figure.value:f}{figure.unit}" for figure in figures(text, lang)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u00a0b\u202fc\u2009 d", "a b c d"),
        ("  hai \t\n dòng  ", "hai dòng"),
        ("2015 – 2018", "2015 - 2018"),
        ("a‐b‑c‒d–e—f−g", "a-b-c-d-e-f-g"),
        ("“a” „b” «c»", '"a" "b" "c"'),
        ("‘a’ b’s", "'a' b's"),
        ("10 tỉ đồng, 10tỉ; Tỉ lệ; TỈ; cấp tỉnh", "10 tỷ đồng, 10tỷ; Tỷ lệ; TỶ; cấp tỉnh"),
        ("trên10 tỷ", "trên 10 tỷ"),
        ("Trên10 tỷ", "Trên 10 tỷ"),
        *((text, text) for text in ("3255-QĐ/TU", "PL-UBTVQH11", "34/2007/PL-UBTVQH11", "p6, kq-05", "n-x#doan6")),
        ("Tha\u0301i Thanh Quy\u0301", "Thái Thanh Quý"),
        ("dân\u200b vận", "dân vận"),
        ("", ""),
    ],
)
def test_normal(text: str, expected: str) -> None:
    assert normal(text) == expected


def test_paragraph_digest_collapses_white_space_and_nothing_else() -> None:
    whole = hashlib.sha256("Khối Các – “a”".encode()).hexdigest()
    assert paragraph_digest("  Kho\u0302\u0301i\u00a0 Các\u202f–\t“a”\n") == whole
    assert paragraph_digest("Khối các – “a”") != whole
    assert paragraph_digest("Khối Các - “a”") != whole
    assert paragraph_digest('Khối Các – "a"') != whole


Cases = list[tuple[str, str, str]]
"""What is expected, and the Vietnamese and the English texts, parted by ` | `, that each state just that."""


def each(cases: Cases) -> list[tuple[str, Lang, set[str]]]:
    rows = [(set(case[0].split()), lang, case[i].split(" | ")) for case in cases for i, lang in ((1, VI), (2, EN))]
    return [(text, lang, expected) for expected, lang, texts in rows for text in texts if text]


FIGURES: Cases = [
    ("1419", "1.419 em", "1,419 pupils"),
    ("1.419", "", "1.419 points"),
    ("2.5", "2,5 km", "2.5 km"),
    ("500000", "500.000 đồng", "500,000 đồng"),
    ("10000000000", "trên10 tỷ đồng... | 10.000.000.000 đồng | 10tỉ", "over 10 billion đồng"),
    ("1500000000 65000000 20000 30000", "1,5 tỷ, 65 triệu, 20 nghìn, 30 ngàn", ""),
    ("3000000000000", "3 nghìn tỷ", "3 trillion"),
    ("10500000000", "10 tỷ 500 triệu đồng", ""),
    ("10000000000 500000000", "10 tỷ, 500 triệu", ""),
    ("51", "51 tỷ phú | 51 đơn vị, 51 xã", ""),
    ("90% 95%", "đạt 95%, 90 phần trăm", "95 per cent, 90 percent"),
    ("1", "Nghị quyết 01", "Resolution 01"),
    ("17", "thứ 17 | khóa 17", "the 17th term | the XVII term"),
    ("19", "lần thứ XIX", "the XIXth Congress"),
    ("4 16 17", "khóa XVII, khoá XVI, nhiệm kỳ IV", ""),
    ("", "khóa IIX | Chỉ thị 05-CT/TU | p6, kq-05, UBTVQH11 | chiều 9/7, năm 2018", ""),
    ("", "giai đoạn 2015 – 2018 | xem https://example.org/a-10269511.html | ", ""),
    ("", "", "Ordinance 34/2007/PL-UBTVQH11 | "),
    ("86", "86/86 phiếu", ""),
    ("5 7", "5/7 xã", ""),
    ("1 2 3", "1.2.3", ""),
    ("2000", "2000 đồng", ""),
    ("15 2017", "số 15/2017", ""),
]


@pytest.mark.parametrize(("text", "lang", "expected"), each(FIGURES))
def test_figures(text: str, lang: Lang, expected: set[str]) -> None:
    assert shown(text, lang) == expected


def test_a_figure_is_the_same_however_written() -> None:
    assert figures("10 tỷ", VI) == figures("10 billion", EN) == figures("10.000.000.000", VI)
    assert figures("10%", VI) != figures("10", VI)
    assert Figure(Decimal("1E10")) == Figure(Decimal(10**10), written="10 tỷ")


# Two digits after a year are its month where they can be one, else a period's end.
DATES: Cases = [
    ("XXXX-07-09", "9/7 | chiều 9/7. | ngày 9/7 | ngày 09/07 | ngày 9 tháng 7", ""),
    ("XXXX-07-09", "", "9 July | July 9 | the 9th of July | of 9 July members met"),
    ("", "9-7 | 9 tháng | 6 tháng 7 xã | 2018 đồng | 1.419 | 2.018 xã; 12018; 1899; 2100", ""),
    ("", "Kế hoạch 696/KH-UBND | 34/2007/PL-UBTVQH11 | 42/2022/NĐ-CP | 86/86 phiếu | 5/7 xã", ""),
    ("", "31/2; 0/5; 9/13; 32/1 | 9/7/18 | số 15/2017", ""),
    ("", "", "It may help. May they march?"),
    ("2018-07-09", "9/7/2018 | 9-7-2018 | ngày 9 tháng 7 năm 2018 | 9 tháng 7 năm 2018", ""),
    ("2018-07-09", "", "9/7/2018 | 9 July 2018 | July 9, 2018 | 9 Jul 2018 | 2018-07-09"),
    ("2017-09", "tháng 9/2017 | tháng 9 năm 2017 | 9/2017", "September 2017"),
    ("XXXX-09", "cuối tháng 9", "the end of September"),
    ("2018", "6 tháng năm 2018 | năm 2018 | năm 2018 người dân", "2018. | mid-2018"),
    ("XXXX-05 2021-05 XXXX-05-23 2021-05-23", "", "in May; May 2021; 23 May; 23 May 2021"),
    ("2014-09 XXXX-05", "", "May and September 2014"),
    ("2015/2018", "2015–2018 | 2015 - 2018 | 2015/2018 | 2015 đến 2018 | từ năm 2015 đến năm 2018", ""),
    ("2015/2018", "", "2015-2018 | 2015 to 2018 | between 2015 and 2018 | 2015–18"),
    ("2015 2018", "2018-2015", ""),
    ("XXXX-07-05", "chiều 5/7 xã họp", ""),
    ("2017-09 2018-10", "từ 9/2017 đến 10/2018", ""),
    ("2018/2020", "", "2018-20"),
    ("2018-07", "", "2018-07"),
]


@pytest.mark.parametrize(("text", "lang", "expected"), each(DATES))
def test_dates(text: str, lang: Lang, expected: set[str]) -> None:
    assert dates(text, lang) == expected


# Quarters and halves of a year, told from the name and from parts of other things.
PARTS: Cases = [
    ("2018-Q2", "Quý II/2018 | quý II năm 2018 | quý 2 năm 2018 | Quý 2/2018 | quý thứ hai năm 2018", ""),
    ("2018-Q2", "", "Q2 2018 | 2018 Q2 | Q2/2018 | the second quarter of 2018 | the 2nd quarter of the year 2018"),
    ("XXXX-Q4", "quý IV | quý 4 | quý bốn", "Q4 | the fourth quarter | the fourth quarter of the year"),
    ("2018-H1", "6 tháng đầu năm 2018 | nửa đầu năm 2018 | sáu tháng đầu của năm 2018", ""),
    (
        "2018-H1",
        "",
        "the first half of 2018 | H1 2018 | the first six months of 2018 | first 6 months of the year 2018",
    ),
    ("XXXX-H2", "6 tháng cuối năm | nửa sau của năm", "the second half of the year | the last six months of the year"),
    ("", "Thái Thanh Quý | Quý 2 lần | ông Quý ba lần | quý vị | nửa đầu nhiệm kỳ | 6 tháng đầu nhiệm kỳ", ""),
    (
        "",
        "",
        "a quarter of the communes | the first quarter of the communes | the first half of the term | H1N1 | the last six months",
    ),
]


@pytest.mark.parametrize(("text", "lang", "expected"), each(PARTS))
def test_parts_of_a_year(text: str, lang: Lang, expected: set[str]) -> None:
    assert dates(text, lang) == expected


WORDED: Cases = [
    ("51", "năm mươi mốt đơn vị", "fifty-one units | fifty one"),
    ("15", "mười lăm", "fifteen | the fifteenth"),
    ("24 25 20", "hai mươi tư, hai mươi lăm, hai mươi năm", "twenty-four, twenty-fifth, twenty"),
    ("10000000000", "mười tỷ | trên mười tỷ đồng", "ten billion"),
    ("10500000000", "mười tỷ năm trăm triệu", ""),
    (
        "100 505 2500",
        "một trăm, năm trăm linh năm, hai nghìn năm trăm",
        "a hundred; five hundred and five; two thousand five hundred",
    ),
    ("3000000000000", "ba nghìn tỷ", "three trillion"),
    ("2500000", "hai triệu rưỡi", ""),
    ("90% 2%", "chín mươi phần trăm, hai phần trăm", "ninety per cent, two percent"),
    ("3 2 5", "ba xã, cả hai huyện, giúp năm hộ", "three communes, both districts, five households"),
    ("17", "khóa mười bảy | thứ mười bảy", "the seventeenth"),
    ("2000 10 20", "hai nghìn năm, mười năm, hai mươi năm", "two thousand, ten years, twenty years"),
    ("", "một xã | hai bên | hai năm | ba việc | mỗi năm xã | ba xã hội | hai tỉnh ủy | Hai Bà Trưng", ""),
    ("", "hai ba xã | hai, ba xã | hai hoặc ba xã | vài trăm hộ | hàng nghìn | nửa triệu | trăm xã | tỷ lệ", ""),
    ("", "tháng mười hai | ngày mười lăm | mùng mười | năm hai nghìn mười tám", ""),
    (
        "",
        "",
        "one commune | two sides | both | a unit | hundreds | dozens | a dozen | half a million | two or three communes",
    ),
    ("", "", "often | attention | someone | weight | the fort"),
]


@pytest.mark.parametrize(("text", "lang", "expected"), each(WORDED))
def test_numbers_in_words(text: str, lang: Lang, expected: set[str]) -> None:
    assert shown(text, lang) == expected


IMPOSSIBLE = [
    *((text, VI) for text in ("29/2/2018", "29/2/1900", "31/4/2018", "31-6-2018", "30/2", "31/11", "31 tháng 9")),
    *(
        (text, VI)
        for text in ("29 tháng 2 năm 2019", "32/1/2018", "5/13/2018", "0/5/2018", "2018-02-30", "tháng 13/2018")
    ),
    *(
        (text, EN)
        for text in ("30 February", "31 April 2018", "February 30, 2018", "31st of November", "February 29, 2018")
    ),
    *((text, EN) for text in ("32 January 2018", "June 31", "29/2/2018", "2018-13-01")),
]


@pytest.mark.parametrize(("text", "lang"), IMPOSSIBLE)
def test_a_date_that_the_calendar_does_not_have(text: str, lang: Lang) -> None:
    assert impossible_dates(f"Was {text}, as said", lang) == (text,)
    assert dates(text, lang) == set()
    assert shown(text, lang) == set(), "the parts of a date are no figures"


@pytest.mark.parametrize(
    "text",
    [
        "29/2/2016",
        "29/2",
        "29 tháng 2",
        "31/12/2018",
        "31/4 xã",
        "ngày 9 tháng 7",
        "lương tháng 13",
        "86/86 phiếu",
        "9/13",
    ],
)
def test_a_date_or_none_that_is_not_impossible(text: str) -> None:
    assert impossible_dates(text, VI) == ()


SYMBOLS = "05-CT/TU 3255-QĐ/TU 696/KH-UBND 34/2007/PL-UBTVQH11 04-ĐA/TU 30-CT/TW 42/2022/NĐ-CP 1/L-CTN"


@pytest.mark.parametrize("symbol", SYMBOLS.split())
def test_symbols(symbol: str) -> None:
    text = f"theo số {symbol}, ngày 9/7"
    assert stated(text, VI).symbols == (symbol.upper(),)
    assert stated(text.replace("-", "–"), VI).symbols == (symbol.upper(),)
    assert stated(text, VI).figures == ()
    assert dates(text, VI) == {"XXXX-07-09"}


@pytest.mark.parametrize("text", ["9/7", "86/86", "kq-05", "PL-UBTVQH11", "COVID-19", "10-July", "5-Ban"])
def test_no_symbols(text: str) -> None:
    assert stated(text, VI).symbols == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phong trào “Dân vận khéo”, “Điểm sáng”", ("Dân vận khéo", "Điểm sáng")),
        ('"Dân vận khéo" và "Điểm sáng"', ("Dân vận khéo", "Điểm sáng")),
        ("the ‘Bright Spots’ movement", ("Bright Spots",)),
        ("the 'Bright Spots' movement", ("Bright Spots",)),
        ("“Về “Điểm sáng” ở xã”", ('Về "Điểm sáng" ở xã', "Điểm sáng")),
        ("“Về ‘Điểm sáng’ ở xã”", ("Về 'Điểm sáng' ở xã", "Điểm sáng")),
        ('"Về "Điểm sáng" ở xã"', ('Về "Điểm sáng" ở xã', "Điểm sáng")),
        ("«Điểm sáng» „Dân vận“", ("Điểm sáng", "Dân vận")),
        ("“Điểm sáng,” he said", ("Điểm sáng",)),
        ("“Điểm\u00a0 sáng”", ("Điểm sáng",)),
        ("“the Bloc’s units”", ("the Bloc's units",)),
        *((text, ()) for text in ("the Bloc's units and the members' gifts", "“chưa đóng", '""', "")),
    ],
)
def test_quoted(text: str, expected: tuple[str, ...]) -> None:
    assert quoted(text) == expected


NAMES: list[tuple[str, Lang, list[tuple[str, ...]]]] = [
    ("gặp Thái Thanh Quý ở Vinh", VI, [("Thái Thanh Quý",), ("Vinh",)]),
    ("Thái Thanh Quý chủ trì", VI, [("Thái Thanh Quý", "Thanh Quý")]),
    ("Ông Thái Thanh Quý chủ trì", VI, [("Ông Thái Thanh Quý", "Thái Thanh Quý")]),
    ("Các xã nghèo. Những xã khác! Tại đó: Xem", VI, []),
    ("theo UBND tỉnh, HĐND tỉnh", VI, [("UBND",), ("HĐND",)]),
    ("UBND tỉnh họp", VI, [("UBND",)]),
    ("họp (Vinh)", VI, [("Vinh",)]),
    ("phong trào “Dân vận khéo”", VI, []),
    ("- Các xã\n- Những xã ở Vinh", VI, [("Vinh",)]),
    ("1. Các xã\n\nNhững xã\n\na) Các xã", VI, []),
    ("số 05-CT/TU lần thứ XIX khối A", VI, []),
    ("Quý, Hường", VI, [("Hường",)]),
    ("Từ Quý II/2018 và Quý 3 năm 2018, theo Thái Thanh Quý 2 lần", VI, [("Thái Thanh Quý",)]),
    ("In Q2 2018 and H1 2018 at Vinh", EN, [("Vinh",)]),
    ("Bản tiếng Anh dịch từ tiếng Việt, tiếng Việt Nam. Tiếng Anh", VI, [("Việt Nam",)]),
    ("The Bloc's units in Nghệ An", EN, [("Bloc",), ("Nghệ An",)]),
    ("On Monday 9 July I read English or Vietnamese in May", EN, []),
    ("We read it in Sept. 2018, Oct 2018 and Dec. 2018 at Vinh", EN, [("Vinh",)]),
    ("see Thái Thanh Quý's office", EN, [("Thái Thanh Quý",)]),
]


@pytest.mark.parametrize(("text", "lang", "expected"), NAMES)
def test_names(text: str, lang: Lang, expected: list[tuple[str, ...]]) -> None:
    assert [name.alternatives for name in names(text, lang)] == expected


@pytest.mark.parametrize(
    ("text", "allowed", "missing"),
    [
        ("gặp Nguyễn Thị Thu Hường", ["Bí thư NGUYỄN  THỊ\u00a0THU HƯỜNG dự"], ()),
        ("gặp Nguyễn Thị Thu Hường", ["bà Trần Thị Thu Hường"], ("Nguyễn Thị Thu Hường",)),
        ("gặp Nguyễn Thị Thu", ["Nguyễn Thị Thuận"], ("Nguyễn Thị Thu",)),
        ("Ông Thái Thanh Quý dự", ["do Thái Thanh Quý ký"], ()),
        ("Ông Thái Thanh Quý dự", ["do Thái Thanh Hải ký"], ("Ông Thái Thanh Quý",)),
        ("trong Khối Các cơ quan", ["trong Khối các cơ quan"], ()),
        ("ở Quế Phong và Vinh", ["ở Quế Phong", "ở Vinh"], ()),
        ("ở Vinh", [], ("Vinh",)),
        ("ở A0_", ["ở A0_"], ()),
    ],
)
def test_missing_names(text: str, allowed: list[str], missing: tuple[str, ...]) -> None:
    assert missing_names(text, allowed, VI) == missing


# What the source prints with slips supports what the archive prints without.
SOURCE = "Hỗ trợ quà trị giá trên10 tỷ đồng... cho 51 đơn vị, 2015 -  2018, chiều 9/7, Nghị quyết\u00a0 01"


@pytest.mark.parametrize(
    ("text", "lang", "missing"),
    [
        ("Hơn 10 tỉ đồng, 51 đơn vị", VI, ()),
        ("Over 10 billion đồng, 51 units, Resolution 01", EN, ()),
        ("52 units and 10 million", EN, ("52", "10 million")),
        ("10%", EN, ("10%",)),
        ("Nghị quyết 1", VI, ()),
    ],
)
def test_missing_figures(text: str, lang: Lang, missing: tuple[str, ...]) -> None:
    assert missing_figures(text, [(SOURCE, VI)], lang) == missing


def test_a_symbol_supports_its_number_and_not_the_reverse() -> None:
    assert missing_figures("Directive 05", [("Chỉ thị 05-CT/TU", VI)], EN) == ()
    assert missing_symbols("Chỉ thị 05-CT/TU", [("Directive 05", EN)], VI) == ("05-CT/TU",)
    assert missing_symbols("Chỉ thị 05–CT/TU", [("Directive 05-CT/TU", EN)], VI) == ()


SUPPORT = [
    ("9 July 2018", "9/7/2018 | tháng 7/2018 | 9/7 | tháng 7 | năm 2018", "9/8/2018 | 9/7/2017 | năm 2017"),
    ("July 2018", "tháng 7/2018 | tháng 7 | năm 2018", "9/7/2018 | 9/7"),
    ("9 July", "9/7 | tháng 7", "9/7/2018 | năm 2018 | 7/9"),
    ("2015–2018", "2015-2018 | năm 2015 | năm 2018", "năm 2016 | 2015-2017"),
    ("in 2015 and 2018", "năm 2015 | năm 2018", "2015-2018 | tháng 7/2018"),
]


@pytest.mark.parametrize(("source", "supported", "unsupported"), SUPPORT)
def test_missing_dates(source: str, supported: str, unsupported: str) -> None:
    for text in supported.split(" | "):
        assert missing_dates(text, [(source, EN)], VI) == ()
    for text in unsupported.split(" | "):
        assert missing_dates(text, [(source, EN)], VI) != ()


def test_missing_quotes() -> None:
    allowed: list[tuple[str, Lang]] = [("phong trào “Dân vận khéo” trong Khối Các cơ quan", VI)]
    assert missing_quotes('"dân  vận khéo", “Khối các cơ quan”', allowed) == ()
    assert missing_quotes("“Dân vận” và “Điểm sáng”", allowed) == ("Điểm sáng",)
    assert missing_quotes("“ân vận khéo”", allowed) == ("ân vận khéo",)


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        ("51 đơn vị, trên10 tỷ đồng", "51 units, over 10 billion đồng", []),
        ("51 đơn vị", "fifty-one units", []),
        ("năm mươi mốt đơn vị", "forty units", ["năm mươi mốt (vi only)", "forty (en only)"]),
        ("mười tỷ đồng", "ten billion đồng", []),
        ("mười tỷ đồng", "10 million đồng", ["mười tỷ (vi only)", "10 million (en only)"]),
        ("hai mươi tư xã", "24 communes", []),
        ("hai mươi tư xã", "25 communes", ["hai mươi tư (vi only)", "25 (en only)"]),
        ("khóa mười bảy", "the seventeenth term", []),
        ("cả hai xã", "both communes", []),
        ("ba xã nghèo", "three poor communes", []),
        ("ba xã", "four communes", ["ba (vi only)", "four (en only)"]),
        ("9 tháng", "nine months", []),
        ("9 tháng", "eight months", ["9 (vi only)"]),
        ("hai bên, hai năm, một việc", "both sides, for some years, a task", []),
        ("ngày mười lăm tháng ba", "on that day", []),
        ("quý II/2018", "the third quarter of 2018", ["2018-Q2 (vi only)", "2018-Q3 (en only)"]),
        ("Quý 2 năm 2018", "Q2 2018", []),
        ("quý ba", "the third quarter of the year", []),
        ("6 tháng đầu năm 2018", "the first half of 2018", []),
        ("sáu tháng đầu năm", "the first six months of the year", []),
        ("6 tháng đầu năm", "the second half of the year", ["XXXX-H1 (vi only)", "XXXX-H2 (en only)"]),
        ("Thái Thanh Quý 2 lần", "Thái Thanh Quý, 2 times", []),
        ("51 đơn vị", "52 units", ["51 (vi only)", "52 (en only)"]),
        ("1.419 em", "1.419 pupils", ["1.419 (vi only)", "1.419 (en only)"]),
        ("chiều 9/7", "on the afternoon of 9 July", []),
        ("chiều 9/7", "on July 9, 2018", ["2018-07-09 (en only)"]),
        ("giai đoạn 2015 – 2018", "in 2015-2018", []),
        ("khóa XVII, kỳ họp thứ 7", "17th term, 7th session", []),
        ("Chỉ thị 05-CT/TU ngày 23/5/2021", "Directive 05-CT/TU of 23 May 2021", []),
        ("Chỉ thị 05-CT/TU", "Directive 05", ["05-CT/TU (vi only)"]),
        ("tháng 5 và tháng 9/2014", "in May and September 2014", []),
        ("51 và 51", "51", []),
        ("1/3 số xã", "1/3 of the communes", []),
        ("từ 12 đến 13/2/2025", "from 12 to 13 February 2025", []),
        ("quý I/2018", "the first quarter of 2018", []),
        ("65 triệu đồng, 95%", "65 million đồng, 95 percent", []),
    ],
)
def test_differences(vi: str, en: str, expected: list[str]) -> None:
    assert [str(difference) for difference in differences(vi, en)] == expected
    assert differences("51", "") == (Difference("51", VI),)


def everything(text: str) -> None:
    """Ask all there is to ask about a text."""
    for lang in (VI, EN):
        stated(text, lang)
        names(text, lang)
        assert missing_figures(text, [(text, lang)], lang) == ()
        assert missing_dates(text, [(text, lang)], lang) == ()
        assert missing_symbols(text, [(text, lang)], lang) == ()
        assert missing_names(text, [text], lang) == ()
    quoted(text)
    paragraph_digest(text)
    differences(text, text)


MARKS = [*"0123456789 .,/-–“”\"'’()|%ỉt"]
WORDS = [
    "quý ",
    "Quý II/",
    "mười ",
    "mươi ",
    "trăm ",
    "năm ",
    "hai ",
    "ba xã ",
    "ten ",
    "a hundred ",
    "and ",
    "quarter ",
    "tháng ",
    "ngày ",
    "July",
    "May ",
    " tỷ",
    "Khối ",
    "TU",
    "2018",
    "\n- ",
]
PIECES = st.sampled_from(MARKS + WORDS)


@given(st.text())
@settings(deadline=None)
def test_normal_is_idempotent(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.lists(PIECES).map("".join))
@settings(max_examples=300, deadline=None)
def test_what_looks_like_something_is_no_trouble(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    everything(text)


@given(st.text())
@settings(deadline=None)
def test_any_text_supports_itself(text: str) -> None:
    everything(text)


@given(st.integers(0, 10**15))
def test_a_whole_number_reads_alike_in_both_languages(number: int) -> None:
    en = f"{number:,}"
    assert shown(f"{en} a", EN) == shown(f"{en.replace(',', '.')} a", VI) == {str(number)}


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_reads_alike_however_written(date: datetime.date) -> None:
    day, month, year, name = date.day, date.month, date.year, calendar.month_name[date.month]
    for text in (f"{day} {name} {year}", f"{name} {day}, {year}", f"the {day}th of {name} {year}"):
        assert dates(text, EN) == {date.isoformat()}
    for text in (f"ngày {day}/{month}/{year}", f"ngày {day} tháng {month} năm {year}", date.isoformat()):
        assert dates(text, VI) == {date.isoformat()}


REPEATED = "mười tỷ |một trăm |tỷ tỷ |a |a hundred and |twenty-|quý |Quý 1/|6 tháng đầu |first half of |Q1 |31/4/2018 |‘|«|A|1.|1/|9/7|2018-|1 tỷ |tỷ |“a|a”|Ab |A-|1/AB-|AB-|9 tháng |July 9 |khóa X|XI|\n|www.|ab"
LONG = [*MARKS, *WORDS, *REPEATED.split("|")]


@pytest.mark.parametrize("fragment", LONG)
def test_a_long_line_takes_no_time(fragment: str) -> None:
    text = fragment * (4 * MAX_LINE // len(fragment))  # a source's paragraph may be longer than a page's line
    with in_time(f"{fragment!r} many times"):
        for lang in (VI, EN):
            for question in (normal, quoted, paragraph_digest, lambda t, lang=lang: stated(t, lang)):
                question(text)
            missing_names(text, [text[:-1]], lang)
        missing_quotes(f"“{text}”", [(text, VI)])
