"""What readers bring to the site, `tests/questions.toml`: each is answered on its page, in words that are seen, and near.

A way to an answer goes from the home page by links of that language alone, menu and footer with them, and not through
pages that list everything: there a reader finds what he knows by name, not the answer to a question.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import REPOSITORY
from tests.questions import QUESTIONS, Question
from tests.site.conftest import BuiltSite

from archive.findings import LANGS, Lang

pytestmark = pytest.mark.xdist_group("site")
BASE = "https://x.example/"
LISTS = ("id/", "tra-cuu/", "tim-kiem/", "thong-ke/", "dinh-chinh/", "nguon/", "du-lieu/", "dong-gop/")
"""Pages that no way leads through: they list, or tell how the archive is made."""
UNSEEN = "svg, script, style, template, [hidden], .print-only, [data-withdrawn], details:not([open]) > :not(summary)"
"""What a reader who opens the page does not see, or is told not to take for an answer."""
WHOM = {"vi": r"(?<!câu )\bhỏi\b", "en": r"\bask(ed|ing)?\b"}
"""How a page that cannot answer says whom to ask."""


@dataclass(frozen=True)
class Step:
    """One link that is followed."""

    label: str
    to: str


Way = tuple[Step, ...]


def home(lang: Lang) -> str:
    return "" if lang == "vi" else "en/"


def plain(text: str) -> str:
    """Words to be compared: composed, one space, one case, hyphens and dashes alike."""
    return re.sub(r"\s+", " ", re.sub(r"[‐-―]", "-", unicodedata.normalize("NFC", text))).casefold()


def seen(page: LexborHTMLParser) -> str:
    """The words that the page shows to whoever opens it, without its menu."""
    copy = LexborHTMLParser(page.html or "")
    for node in copy.css(UNSEEN):
        node.decompose()
    return plain(" ".join(node.text(separator="") for node in copy.css("main, footer")))


def steps(site: BuiltSite, url: str, lang: Lang) -> Iterator[Step]:
    """The links of a page to other pages of its language."""
    for link in site.pages[url].css("a[href]"):
        way = urljoin(BASE + url, link.attributes.get("href") or "")
        to = way.removeprefix(BASE).partition("#")[0].removesuffix("index.html")
        if way.startswith(BASE) and to != url and to in site.pages and to.startswith("en/") == (lang == "en"):
            yield Step(plain(link.text()).strip(), to)


def ways(site: BuiltSite, lang: Lang) -> dict[str, Way]:
    """The shortest way from the home page to each page."""
    found: dict[str, Way] = {home(lang): ()}
    ahead = deque(found)
    while ahead:
        url = ahead.popleft()
        if url.removeprefix(home(lang)).startswith(LISTS):
            continue
        for step in steps(site, url, lang):
            if step.to not in found:
                found[step.to] = (*found[url], step)
                ahead.append(step.to)
    return found


@pytest.fixture(scope="module")
def near(site: BuiltSite) -> Mapping[Lang, dict[str, Way]]:
    """The shortest ways, by language."""
    return {lang: ways(site, lang) for lang in LANGS}


def to_answer(site: BuiltSite, near: dict[str, Way], question: Question, lang: Lang) -> Way | None:
    """The shortest way whose last link says something of the question, or none."""
    answer, by = home(lang) + question.page, [plain(word) for word in question.by.get(lang, ())]
    if not question.page:
        return ()
    last = (
        (*way, step)
        for url, way in near.items()
        if not url.removeprefix(home(lang)).startswith(LISTS)
        for step in steps(site, url, lang)
        if step.to == answer and any(word in step.label for word in by)
    )
    return min(last, key=len, default=None)


def written(page: str, lang: Lang) -> str:
    """Where a page's words are written."""
    files = (f"docs/{lang}/{page}index.md", f"docs/{lang}/{page.removesuffix('/')}.md")
    return next((file for file in files if (REPOSITORY / file).is_file()), "the pages that it is made from")


def faults(site: BuiltSite, near: dict[str, Way], question: Question, lang: Lang) -> Iterator[str]:
    """What keeps a reader from the answer."""
    answer = home(lang) + question.page
    if answer not in site.readers:
        yield f"there is no page {answer}: write it, or name the page that answers in tests/questions.toml"
        return
    source, told = written(question.page, lang), answer if question.page else f"the home page ({lang})"
    text = seen(site.pages[answer])
    lacking = [word for word in question.words[lang] if plain(word) not in text]
    if lacking:
        yield f"{told} does not say {', '.join(lacking)}: look at {source} and what it quotes"
    if question.known == "no" and not re.search(WHOM[lang], text):
        yield f"{told} does not say whom to ask, in words like {WHOM[lang]}: look at {source}"
    way = to_answer(site, near, question, lang)
    if way is None:
        yield f"no link to {answer} says {' or '.join(question.by[lang])}: a reader with this question passes it by"
    elif len(way) > question.clicks:
        labels = " › ".join(step.label for step in way)
        yield f"{answer} is {len(way)} clicks from the home page ({labels}), {question.clicks} are due: link it nearer"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_reader_finds_the_answer(site: BuiltSite, near: Mapping[Lang, dict[str, Way]], name: str, lang: Lang) -> None:
    question = QUESTIONS[name]
    found = list(faults(site, near[lang], question, lang))
    assert not found, f"“{question.text(lang)}” ({question.asks})\n" + "\n".join(found)


def test_the_table_asks_for_all_readers() -> None:
    assert Counter(question.asks for question in QUESTIONS.values()) == {
        "citizen": 7, "journalist": 7, "researcher": 6,
    }  # fmt: skip
    assert sum(question.known == "no" for question in QUESTIONS.values()) >= 4, "too few that nobody can answer yet"
    assert all(question.words.keys() == {*LANGS} and all(question.words.values()) for question in QUESTIONS.values())
    assert all(question.by.keys() == {*LANGS} for question in QUESTIONS.values() if question.page)
    asked = [question.text(lang) for question in QUESTIONS.values() for lang in LANGS]
    assert len(asked) == len({*asked}), "a question stands twice"


def page(body: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<html><body>{body}</body></html>")


def test_words_that_nobody_sees_are_no_answer() -> None:
    text = seen(
        page(
            "<nav>menu</nav><main><p>Năm <b>2018</b> là suy\u00a0luận</p><svg><text>hình</text></svg>"
            "<details><summary>Vì sao</summary><p>kín</p></details><details open><p>mở</p></details>"
            "<p hidden>giấu</p><div data-withdrawn='2026-01-01'>đã rút</div></main><footer>cuối trang</footer>"
        )
    )
    assert [word for word in ("năm 2018 là suy luận", "vì sao", "mở", "cuối trang") if word not in text] == []
    assert [word for word in ("menu", "hình", "kín", "giấu", "đã rút") if word in text] == []
