"""Rules for the two languages: a page says its own, names its twin, and gives its own address.

Takes the pages of the `Site`; gives problems DV930–DV935. A twin stands at the same relative path (`en/` before
it), and both twins are held to the same two addresses: where every page passes, alternates are reciprocal.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.extending import Problem, hit, rule
from archive.findings import LANGS, Text
from archive.inspect.addresses import Outcome
from archive.inspect.html import BuiltPage
from archive.inspect.site import Site

DUE = ("vi", "en", "x-default")
"""The alternates of every page that has a twin; x-default is the Vietnamese page."""


def twin_paths(path: str) -> dict[str, str]:
    """Give the built path for each alternate that a page (in either language) must list."""
    vi = path.removeprefix("en/")
    return {"vi": vi, "en": f"en/{vi}", "x-default": vi}


def twins(site: Site) -> Iterator[BuiltPage]:
    """Give the pages that stand in both languages."""
    return (page for page in site.pages.values() if page.has_twin)


@rule(
    "DV930",
    summary=Text(
        "Trang ghi ngôn ngữ là “{lang}”, phải là “{due}”",
        "The page says its language is “{lang}”, not “{due}”",
    ),
    why=Text(
        "Máy đọc màn hình đọc theo ngôn ngữ mà trang ghi.", "A screen reader speaks the language that the page states."
    ),
    cure=Text('ghi <html lang="{due}">', 'write <html lang="{due}">'),
    bad='en/kq-01/: <html lang="vi">',
    good='en/kq-01/: <html lang="en">',
)
def page_language(site: Site) -> Iterator[Problem]:
    """Pages under `en/` are English, all others Vietnamese; one page for both languages may be either."""
    for page in site.pages.values():
        due = LANGS if page.is_machine else (page.due_lang,)
        if page.lang not in due:
            yield hit(page.path, lang=page.lang, due=due[0])


@rule(
    "DV931",
    summary=Text(
        "Trang ghi bản “{lang}” {count} lần trong các bản ngôn ngữ",
        "The page lists its “{lang}” version {count} times",
    ),
    why=Text(
        "Thiếu một bản thì máy tìm kiếm đưa người đọc tới sai ngôn ngữ.",
        "Where one is missing, search engines send readers to the wrong language.",
    ),
    cure=Text(
        'ghi mỗi bản vi, en, x-default đúng một lần: <link rel="alternate" hreflang="…">',
        'list vi, en and x-default once each: <link rel="alternate" hreflang="…">',
    ),
    bad='hreflang="vi"',
    good='hreflang="vi", hreflang="en", hreflang="x-default"',
)
def listed_alternates(site: Site) -> Iterator[Problem]:
    """Each page lists exactly the Vietnamese version, the English one and the default."""
    for page in twins(site):
        langs = [alternate.lang for alternate in page.alternates]
        for lang in sorted({*DUE, *langs}):
            if langs.count(lang) != (lang in DUE):
                yield hit(page.path, lang=lang, count=langs.count(lang))


@rule(
    "DV932",
    summary=Text(
        "Bản mặc định (x-default) là “{url}”, không phải bản tiếng Việt",
        "The default version (x-default) is “{url}”, not the Vietnamese page",
    ),
    why=Text(
        "Người không chọn ngôn ngữ nào thì được bản tiếng Việt.",
        "Who asks for neither language gets the Vietnamese page.",
    ),
    cure=Text("ghi x-default cùng địa chỉ với vi", "give x-default the address of vi"),
    bad='hreflang="x-default" href="…/en/kq-01/"',
    good='hreflang="x-default" href="…/kq-01/"',
)
def default_alternate(site: Site) -> Iterator[Problem]:
    """Who asks for neither language gets Vietnamese."""
    for page in twins(site):
        yield from _astray(site, page, ("x-default",))


@rule(
    "DV933",
    summary=Text(
        "Bản “{lang}” của trang là “{url}”, phải là “{due}”",
        "The page's “{lang}” version is “{url}”, not “{due}”",
    ),
    why=Text(
        "Máy tìm kiếm chỉ tin hai bản khi bản nào cũng nêu bản kia.",
        "Search engines believe a pair only where each names the other.",
    ),
    cure=Text(
        "hai bản phải dẫn tới nhau: sửa địa chỉ của bản “{lang}”",
        "the two versions must name each other: correct the address of “{lang}”",
    ),
    bad='kq-01/: hreflang="en" href="…/en/kq-02/"',
    good='kq-01/: hreflang="en" href="…/en/kq-01/"',
)
def twin_alternates(site: Site) -> Iterator[Problem]:
    """Each page names itself and its twin, and its twin does the same."""
    for page in twins(site):
        yield from _astray(site, page, LANGS)


@rule(
    "DV934",
    summary=Text(
        "Các bản ngôn ngữ được ghi lẫn lộn địa chỉ đầy đủ và địa chỉ tương đối",
        "The alternates mix whole addresses and relative ones",
    ),
    why=Text(
        "Lẫn hai cách ghi thì có máy tìm kiếm bỏ qua tất cả.",
        "Where both forms are mixed, some search engines ignore them all.",
    ),
    cure=Text("ghi tất cả bằng địa chỉ đầy đủ", "write whole addresses for all"),
    bad='href="…/kq-01/", href="https://vi-du.example/en/kq-01/"',
    good='href="https://vi-du.example/kq-01/", href="https://vi-du.example/en/kq-01/"',
)
def mixed_alternates(site: Site) -> Iterator[Problem]:
    """Each page writes its alternates in one way."""
    for page in twins(site):
        if len({"://" in alternate.url for alternate in page.alternates}) > 1:
            yield hit(page.path)


@rule(
    "DV935",
    summary=Text("Địa chỉ chính thức (canonical) của trang là “{url}”", "The page's canonical address is “{url}”"),
    why=Text(
        "Máy tìm kiếm và người trích dẫn dùng địa chỉ này; nó phải là địa chỉ của chính trang ấy.",
        "Search engines and those who cite use this address; it has to be the page's own.",
    ),
    cure=Text(
        'ghi đúng một lần <link rel="canonical" href="{due}">',
        'write <link rel="canonical" href="{due}">, once',
    ),
    bad='kq-01/: <link rel="canonical" href="…/kq-02/">',
    good='kq-01/: <link rel="canonical" href="…/kq-01/">',
)
def canonical(site: Site) -> Iterator[Problem]:
    """Canonical addresses are the pages' own, at the public host."""
    for page in twins(site):
        due = site.tree.address.of(page.path)
        if page.canonicals != (due,):
            yield hit(page.path, url=", ".join(page.canonicals), due=due)


def _astray(site: Site, page: BuiltPage, langs: tuple[str, ...]) -> Iterator[Problem]:
    """Find alternates that lead to another page or site; one that leads nowhere is a broken link (DV901)."""
    due = twin_paths(page.path)
    for alternate in page.alternates:
        if alternate.lang not in langs:
            continue
        target = site.target(page.path, alternate.url)
        if target.outcome in (Outcome.FOUND, Outcome.AWAY) and target.path != due[alternate.lang]:
            yield hit(
                page.path,
                lang=alternate.lang,
                url=alternate.url,
                due=site.tree.address.of(due[alternate.lang]),
            )
