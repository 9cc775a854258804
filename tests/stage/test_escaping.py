"""Whatever editors write is words on the page: no value of front matter or of a claim's attributes becomes markup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import BODY, DOCUMENT, KQ, OTHER, PAPER, PERSON, PROGRAMME, TEXT, edit, load, programme, put, staged

HOSTILE = [
    "1/<b>x</b>",
    "1/</td></tr></table><script>x</script>",
    '"><img src=x onerror=x>',
    "A & B &lt;b&gt; &copy",
    "'><b>x</b>",
    "<!--",
]
"""None of them may be read as HTML, and all are to be read by readers as they stand."""
FIELDS = {
    "number": (DOCUMENT, "number: '02'", "number: VALUE", DOCUMENT),
    "abstract": (DOCUMENT, "type: chi-thi", "type: chi-thi\nabstract: VALUE", DOCUMENT),
    "office": (PERSON, 'when="2018?-07-09" office="Trưởng Ban"', 'when="2018?-07-09" office=VALUE', PERSON),
    "name": (BODY, 'name="Ban Mẫu"', "name=VALUE", BODY),
    "headline": (PAPER, "headline: Bài mẫu", "headline: VALUE", PAPER),
    "author": (PAPER, "tier: primary", "tier: primary\nauthor: VALUE", PAPER),
    "publisher": (PAPER, "publisher: Báo Mẫu", "publisher: VALUE", PAPER),
    "photographer": (PAPER, "kind: source", "kind: source\nphotographer: VALUE", PAPER),
    "short": (PAPER, "short: Báo Mẫu", "short: VALUE", KQ),
    "short of a context source": (OTHER, "short: Báo Khác", "short: VALUE", PERSON),
    "about": (PAPER, "p2: {about: đoạn hai", "p2: {about: VALUE", PAPER),
    "about of a context source": (OTHER, "qua: {about: trao quà}", "qua: {about: VALUE}", OTHER),
}
"""The page where a value is written, the words in place of which it stands, how, and the page where readers see it."""


def quoted(value: str, *, attribute: bool) -> str:
    """A value as YAML has it, or as an attribute list has it."""
    if attribute:
        return f"'{value}'" if '"' in value else f'"{value}"'
    return json.dumps(value)


def raw(words: str) -> bool:
    """Whether words that only a hostile value has stand there as markup."""
    tree = LexborHTMLParser(words)
    return any(tree.css(selector) for selector in ("b", "script:not([type])", "img", "[onerror]")) or "<!--" in words


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_words_wherever_it_is_shown(small: Path, value: str) -> None:
    """In all fields at once, in each behind the field's number, by which it is known again."""
    told = {field: f"{number} {value}" for number, field in enumerate(FIELDS, 10)}
    for field, (path, old, new, _) in FIELDS.items():
        written = quoted(told[field], attribute=field in {"office", "name"})
        edit(small, (f"vi/{path}", old, new.replace("VALUE", written)))
    pages = staged(load(small))
    for name, page in pages.items():
        assert not raw(page.body), f"{name}: {of(page.body, told)} becomes markup"
        head = str(page.meta.get("head", ""))
        assert not raw(head), f"{name}: {of(head, told)} becomes markup in the page's head"
    for field, (*_, shown) in FIELDS.items():
        text = LexborHTMLParser(pages[f"vi/{shown}"].body).text()
        assert told[field] in text, f"vi/{shown} does not show {field} as it is written"


def of(words: str, told: dict[str, str]) -> list[str]:
    """The fields whose values stand there as they were written, and not as words."""
    return [field for field, value in told.items() if value in words]


@pytest.mark.parametrize("name", ["<b>x.txt", '"x" onerror=x.txt', "a&b.txt", "'x'.txt", "a b#c?d%.txt"])
def test_a_files_name_is_words_and_its_link_leads_to_it(small: Path, name: str) -> None:
    edit(small, *programme(official=True)[:-1])
    put(small, f"assets/{name}", "Mẫu.\n")
    pages = staged(load(small, (f"vi/{PROGRAMME}", f"file: {TEXT}", f"file: {json.dumps('assets/' + name)}")))
    for page_name, page in pages.items():
        assert not raw(page.body), f"{page_name}: the file's name becomes markup"
        assert not raw(str(page.meta.get("head", ""))), page_name
    links = [a for a in LexborHTMLParser(pages[f"vi/{PROGRAMME}"].body).css("a[type]") if name in a.text()]
    assert links, "the file is not named"
    for way in links:
        address = way.attributes["href"] or ""
        assert "#" not in address, "the link leads to a part of another file"
        assert "?" not in address
