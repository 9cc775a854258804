"""The timeline and its picture: each year has its id, each statement its one place, and what is drawn leads to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import LATER, REPOSITORY, SIGNING, Edit, load, make, staged

from archive.content.model import Archive
from archive.content.read import read_archive
from archive.findings import LANGS, Lang
from archive.stage import times
from archive.stage.times import entries
from archive.stage.years import AXIS, Break, Line, Mark, Span, Year, picture

PAGES = ("dong-thoi-gian.md", "dong-thoi-gian/truoc.md", "dong-thoi-gian/sau.md")


FAR = [
    (f"vi/{LATER}", "Ngày 26/1/2024,", "Ngày 26/1/2040,"), (f"vi/{LATER}", 'when="2024-01-26"', 'when="2040-01-26"'),
    (f"en/{LATER}", "26 January 2024", "26 January 2040"),
]  # fmt: skip
OPEN = [(f"vi/{SIGNING}", "date: 2018?-07-09\ndate_rests_on: bc-01-1\n", "date: ../2018-07\n")]
SIGNED_AS = {"vi": "Ký kết", "en": "Signing"}
EDITS: dict[str, list[Edit]] = {"small, and long after": FAR, "small, of an open date": OPEN}


@dataclass(frozen=True)
class Told:
    """An archive and its pages of both languages by their addresses: the home page, and those of the timeline."""

    archive: Archive
    pages: dict[str, LexborHTMLParser]

    def of(self, lang: Lang) -> dict[str, LexborHTMLParser]:
        """The timeline's pages in a language."""
        own = "dong-thoi-gian/" if lang == "vi" else "en/dong-thoi-gian/"
        return {url: page for url, page in self.pages.items() if url.startswith(own)}


@pytest.fixture(
    scope="module", params=["small", "small as if long", "small, and long after", "small, of an open date", "real"]
)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The archive of the tests, the same as if it were long, and the real one."""
    archive = (
        read_archive(REPOSITORY)
        if request.param == "real"
        else load(make(tmp_path_factory.mktemp("docs")), *EDITS.get(request.param, ()))
    )
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "small as if long":
            patch.setattr(times, "LONG", 0)
        pages = staged(archive)
    names = [f"{lang}/{path}" for lang in LANGS for path in ("index.md", *PAGES)]
    return Told(archive, {pages[n].url: LexborHTMLParser(pages[n].body) for n in names if n in pages})


@pytest.mark.parametrize("lang", LANGS)
def test_each_statement_stands_once_on_the_page_of_its_year(told: Told, lang: Lang) -> None:
    found = entries(told.archive)
    due = sorted(entry.statement.id for entry in found if entry.statement)
    shown = [(p.attributes["id"] or "", url) for url, page in told.of(lang).items() for p in page.css("details p[id]")]
    assert sorted(name for name, _ in shown) == due
    titles = [a.text() for page in told.of(lang).values() for a in page.css("[data-tier=primary] .what a")]
    assert titles == [entry.record.title(lang) for entry in found if not entry.statement]
    years = {entry.statement.id: entry.year for entry in found if entry.statement}
    for name, url in shown:
        fold = told.pages[url].css_first(f'[id="{name}"]')
        while fold is not None and fold.tag != "details":
            fold = fold.parent
        assert fold is not None
        head = fold.css_first("summary strong")
        assert head is not None
        assert head.text() == str(years[name]), f"{name} is folded under another year"


@pytest.mark.parametrize("lang", LANGS)
def test_each_year_has_its_id_and_is_in_order(told: Told, lang: Lang) -> None:
    years = sorted({entry.year for entry in entries(told.archive)})
    own, *others = told.of(lang).values()
    ids = [re.sub(r"^nam-", "", node.attributes["id"] or "") for node in own.css(".timeline [id^=nam-]")]
    assert ids == [str(year) for year in years]
    for other in others:
        part = [node.attributes["id"] for node in other.css(".timeline [id^=nam-]")]
        assert part
        assert part == sorted(part, key=str)
    counts = [n.text() for page in told.of(lang).values() for n in page.css("details > summary")]
    context = [entry for entry in entries(told.archive) if entry.statement]
    assert sum(int(re.findall(r"\d+", words)[1]) for words in counts) == len(context)
    assert all(re.search("bối cảnh|context", words) for words in counts), "a fold does not say of which tier it is"


@pytest.mark.parametrize("lang", LANGS)
def test_a_year_of_context_alone_is_opened_by_its_link_and_one_of_the_agreement_shows_it(
    told: Told, lang: Lang
) -> None:
    """Browsers open what a link's target is folded in: the id stands within the fold, not on it."""
    for page in told.of(lang).values():
        for fold in page.css(".timeline details"):
            assert fold.parent is not None
            row = fold.parent.attributes.get("id")
            assert bool(fold.css("ol[id]")) != bool(row)
            assert bool(row) == bool(fold.parent.css("[data-tier=primary]"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_mark_of_the_picture_and_every_year_of_the_list_leads_to_an_id(told: Told, lang: Lang) -> None:
    home = "" if lang == "vi" else "en/"
    for url, within in (
        (home, "svg.times a"),
        (f"{home}dong-thoi-gian/", "svg.times a, nav.years a, .timeline li > a"),
    ):
        ways = told.pages[url].css(within)
        assert ways, url
        for way in ways:
            where, _, anchor = urljoin(f"/{url}", way.attributes["href"] or "").lstrip("/").partition("#")
            if not where.startswith(f"{home}dong-thoi-gian/"):
                continue  # The way of a row to what happened.
            assert told.pages[where].css_first(f'[id="{anchor}"]') is not None, f"{url} leads to {where}#{anchor}"
        names = [way.attributes.get("aria-label") or "" for way in told.pages[url].css("svg.times a")]
        assert all(re.match(r"\d{4}", name) and re.search(r": .", name) for name in names), names
        assert len(set(names)) == len(names)
    nav = [a.text() for a in told.pages[f"{home}dong-thoi-gian/"].css("nav.years a")]
    assert nav == [str(year) for year in sorted({entry.year for entry in entries(told.archive)})]


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_shows_the_signing_and_the_times_of_the_agreement_whatever_came_before_or_after(
    told: Told, lang: Lang
) -> None:
    for url, page in told.pages.items():
        picture = page.css_first("svg.times")
        if picture is None or url.startswith("en/") != (lang == "en"):
            continue
        words = [text.text() for text in picture.css("text")]
        assert any(text.startswith(SIGNED_AS[lang]) for text in words), f"{url}: {words}"
        assert len(picture.css("rect[fill]")) == 2, f"{url} does not draw both times"
        assert picture.css("circle")


@pytest.mark.parametrize("lang", LANGS)
def test_no_date_is_in_the_form_of_files(told: Told, lang: Lang) -> None:
    for url, page in told.of(lang).items():
        for node in page.css(".permalink"):
            node.decompose()
        words = (page.body.text() if page.body else "") + " ".join(
            a.attributes.get("aria-label") or "" for a in page.css("svg a")
        )
        assert not re.search(r"\d{4}[-?]+\d{2}\b", words), f"{url} has an ISO date"


def test_the_periods_have_headings_in_order(told: Told) -> None:
    ids = [node.attributes["id"] for node in told.pages["dong-thoi-gian/"].css("section > h2")]
    assert ids == [name for name in ("truoc", "ket-qua", "chuong-trinh", "sau") if name in ids]
    assert {"ket-qua", "chuong-trinh", "sau"} <= set(ids)


# --- The picture


def year(number: int, sure: int = 1, unsure: int = 0, *marks: Mark) -> Year:
    return Year(number, f"{number}: x", f"#nam-{number}", sure, unsure, marks)


SIGNED = year(2018, 10, 4, Mark(0.52, inferred=True, words="Ký kết"))
DRAWN = Line(
    2014, 2025, [year(2014), SIGNED, year(2024, 5, 15)], [Span("Kết quả", 2015, 2018), Span("Xa", 1900, 1901)],
    year(1949), Break("1950–2013: x", "#truoc", 9),
)  # fmt: skip


def drawn(line: Line = DRAWN) -> LexborHTMLParser:
    return LexborHTMLParser(picture(line, "Tên", "Lời tả", "hinh", "Chú thích"))


def number(words: str | None) -> float:
    return float((words or "").rstrip("%"))


def test_the_line_is_to_scale_from_its_break_on() -> None:
    found = drawn()
    rooms = {a.attributes["aria-label"]: number(a.css(".room")[0].attributes["x"]) for a in found.css("a")}
    assert rooms["2024: x"] - rooms["2014: x"] == pytest.approx(10 * 100 / 14, abs=0.02)
    mark = number(found.css("circle")[0].attributes["cx"])
    assert mark == pytest.approx(rooms["2018: x"] + 0.52 * 100 / 14, abs=0.02)
    axis = sorted(
        (number(r.attributes["x"]), number(r.attributes["width"])) for r in found.css("rect.soft[height='2']")
    )
    (first, long), (second, _) = axis
    assert first + long < second, "the line runs through its break"
    assert [text.text() for text in found.css("text") if text.text() == "//"]
    whole = drawn(Line(2014, 2025, [SIGNED], []))
    assert len(whole.css("rect.soft[height='2']")) == 1
    assert "//" not in (whole.body.text() if whole.body else "")


def test_the_agreement_is_the_largest_mark_and_what_is_inferred_is_dashed() -> None:
    found = drawn()
    ring, dot = found.css("circle")
    assert (ring.attributes["cy"], dot.attributes["class"]) == (str(AXIS), "indigo")
    assert "dashed" in (ring.attributes["class"] or "")
    sure = drawn(Line(2014, 2025, [year(2018, 0, 0, Mark(0.5, inferred=False))], []))
    assert "dashed" not in (sure.css("circle")[0].attributes["class"] or "")
    bars = {a.attributes["aria-label"]: [n.attributes for n in a.css("rect.line-soft")] for a in found.css("a")}
    looks = [("dashed" in (bar["class"] or ""), number(bar["height"])) for bar in bars["2024: x"]]
    assert looks == [(False, 14.0), (True, 42.0)], "the bar is not five sure dates and fifteen unsure"


def test_a_span_fades_at_both_ends_and_only_years_of_the_line_are_drawn() -> None:
    found = drawn()
    assert [n.attributes["fill"] for n in found.css("rect[fill]")] == ["url(#hinh-f)"]
    stops = LexborHTMLParser(re.sub("linearGradient", "div", found.html or "")).css("#hinh-f stop")
    assert [stop.attributes["stop-opacity"] for stop in stops] == ["0", "1", "1", "0"]
    assert "Xa" not in (found.body.text() if found.body else "")


def test_the_picture_hides_no_link_from_who_listens() -> None:
    group, svg = drawn().css_first("figure > div"), drawn().css_first("svg")
    assert group is not None
    assert svg is not None
    assert (group.attributes["role"], svg.attributes.get("role")) == ("group", None), "an image has no links in it"
    assert group.attributes["aria-label"]
    assert drawn().css_first(f"#{group.attributes['aria-describedby']}") is not None
