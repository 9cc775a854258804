"""Rules for the two languages: a page says its own, names its twin, and gives its own address.

Takes the pages of the `Site`; gives problems DV930–DV936. A twin stands at the same relative path (`en/` before
it), and both twins are held to the same two addresses: where every page passes, alternates are reciprocal.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.extending import Problem, hit, rule
from archive.findings import LANGS
from archive.inspect.addresses import Outcome
from archive.inspect.html import BuiltPage
from archive.inspect.site import Ground, Site

DUE = ("vi", "en", "x-default")
"""The alternates of every page that has a twin; x-default is the Vietnamese page."""


def twin_paths(path: str) -> dict[str, str]:
    """Give the built path for each alternate that a page (in either language) must list."""
    vi = path.removeprefix("en/")
    return {"vi": vi, "en": f"en/{vi}", "x-default": vi}


@rule("DV930")
def page_language(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Pages under `en/` are English, all others Vietnamese; one page for both languages may be either."""
    due = LANGS if page.is_machine else (page.due_lang,)
    if page.lang not in due:
        yield hit(page.path, lang=page.lang, due=due[0])


@rule("DV931")
def listed_alternates(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Each page lists exactly the Vietnamese version, the English one and the default."""
    if page.has_twin:
        langs = [alternate.lang for alternate in page.alternates]
        for lang in sorted({*DUE, *langs}):
            if langs.count(lang) != (lang in DUE):
                yield hit(page.path, lang=lang, count=langs.count(lang))


@rule("DV932")
def default_alternate(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Who asks for neither language gets Vietnamese."""
    if page.has_twin:
        yield from _astray(ground, page, ("x-default",))


@rule("DV933")
def twin_alternates(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Each page names itself and its twin, and its twin does the same."""
    if page.has_twin:
        yield from _astray(ground, page, LANGS)


@rule("DV934")
def mixed_alternates(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Each page writes its alternates in one way."""
    if page.has_twin and len({"://" in alternate.url for alternate in page.alternates}) > 1:
        yield hit(page.path)


@rule("DV935")
def canonical(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Canonical addresses are the pages' own, at the public host."""
    if page.has_twin:
        due = ground.tree.address.of(page.path)
        if page.canonicals != (due,):
            yield hit(page.path, url=", ".join(page.canonicals), due=due)


@rule("DV936")
def leading_on(site: Site) -> Iterator[Problem]:
    """A page that only leads on says to search engines which page counts, and hides nothing from them."""
    for page in site.pages.values():
        target = site.target(page.path, page.refresh) if page.refresh is not None else None
        there = site.pages.get(target.path) if target and target.outcome is Outcome.FOUND else None
        if target and there and not there.is_stub:
            due = site.tree.address.of(target.path)
            if page.noindex or page.canonicals != (due,):
                yield hit(page.path, due=due)


def _astray(ground: Ground, page: BuiltPage, langs: tuple[str, ...]) -> Iterator[Problem]:
    """Find alternates that lead to another page or site; one that leads nowhere is a broken link (DV901)."""
    due = twin_paths(page.path)
    for alternate in page.alternates:
        if alternate.lang not in langs:
            continue
        target = ground.target(page.path, alternate.url)
        if target.outcome in (Outcome.FOUND, Outcome.AWAY) and target.path != due[alternate.lang]:
            yield hit(
                page.path,
                lang=alternate.lang,
                url=alternate.url,
                due=ground.tree.address.of(due[alternate.lang]),
            )
