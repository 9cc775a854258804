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
    "abstract": (DOCUMENT, "number: '02'", "number: '02'\nabstract: VALUE", DOCUMENT),
    "office": (PERSON, 'when="2018?-07-09" office="Trưởng Ban"', 'when="2018?-07-09" office=VALUE', PERSON),
    "name": (BODY, 'name="Ban Mẫu"', "name=VALUE", BODY),
    "headline": (PAPER, "headline: Bài mẫu", "headline: VALUE", PAPER),
    "author": (PAPER, "headline: Bài mẫu", "headline: Bài mẫu\nauthor: VALUE", PAPER),
    "publisher": (PAPER, "publisher: Báo Mẫu", "publisher: VALUE", PAPER),
    "photographer": (PAPER, "headline: Bài mẫu", "headline: Bài mẫu\nphotographer: VALUE", PAPER),
    "short": (PAPER, "short: Báo Mẫu", "short: VALUE", KQ),
    "short of a context source": (OTHER, "short: Báo Khác", "short: VALUE", PERSON),
    "about": (PAPER, "p2: {about: đoạn 2", "p2: {about: VALUE", PAPER),
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
@pytest.mark.parametrize("field", FIELDS)
def test_a_value_is_words_wherever_it_is_shown(small: Path, field: str, value: str) -> None:
    path, old, new, shown = FIELDS[field]
    written = quoted(value, attribute=field in {"office", "name"})
    pages = staged(load(small, (f"vi/{path}", old, new.replace("VALUE", written))))
    for name, page in pages.items():
        assert not raw(page.body), f"{name}: {field} becomes markup"
        assert not raw(str(page.meta.get("head", ""))), f"{name}: {field} becomes markup in the page's head"
    text = LexborHTMLParser(pages[f"vi/{shown}"].body).text()
    assert value in text, f"vi/{shown} does not show {field} as it is written"


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
