"""Rules for addresses: each leads to a file of the site, or openly to another site; nothing is fetched there.

Takes the followed references of the `Site`; gives problems DV900–DV911.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extending import Problem, formats, hit, rule
from archive.inspect.addresses import NOT_FOUND, Outcome, clean, is_relative
from archive.inspect.html import BuiltPage, Link, PageFacts
from archive.inspect.site import Ground, Site

_OWN_ADDRESS = frozenset({"canonical", "alternate"})  # these name the page in the world, so they carry the host


@rule("DV900")
def unreadable_file(site: Site) -> Iterator[Problem]:
    """Pages and stylesheets are UTF-8."""
    for path in site.unreadable:
        yield hit(path)


def _outcome_rule(code: str, outcome: Outcome) -> None:
    """Declare the rule on addresses that come to one bad end."""

    def look(site: Site) -> Iterator[Problem]:
        for found in site.references:
            if found.outcome is outcome and not _is_refresh(found.link):
                yield hit(found.where, found.line, url=found.link.url, part=_part(found.link))

    look.__name__ = f"address_{outcome.name.lower()}"
    rule(code)(look)


_outcome_rule("DV901", Outcome.MISSING)
_outcome_rule("DV902", Outcome.NO_ANCHOR)
_outcome_rule("DV903", Outcome.NO_SLASH)
_outcome_rule("DV904", Outcome.NO_INDEX)
_outcome_rule("DV909", Outcome.UNREADABLE)


@rule("DV905")
def outside_base(site: Site) -> Iterator[Problem]:
    """Nothing is looked for above the site, which works under a sub-path."""
    for found in site.references:
        if found.outcome is Outcome.OUTSIDE and not _is_refresh(found.link):
            yield hit(found.where, found.line, url=found.link.url, base=site.tree.address.base)


@rule("DV906")
def not_found_page_links(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Links of the 404 page carry the site's path and never its host."""
    address = ground.tree.address
    for link in page.links if page.path == NOT_FOUND else ():
        url = clean(link.url)
        hosted = url.lower().startswith((f"{address.origin}/", f"//{address.origin.partition('//')[2]}/"))
        named = link.attribute == "content" or bool(link.rel & _OWN_ADDRESS)
        if is_relative(url) or (hosted and not named):
            yield hit(NOT_FOUND, url=link.url, base=address.base)


@rule("DV907")
def redirect_target(site: Site) -> Iterator[Problem]:
    """Each redirect ends on a page of this site."""
    for found in site.references:
        if _is_refresh(found.link):
            yield hit(found.where, url=found.link.url)


@rule("DV908")
def redirect_circle(site: Site) -> Iterator[Problem]:
    """Following a redirect comes to an end."""
    for page in site.pages.values():
        if page.refresh is not None and _is_circle(site, page):
            yield hit(page.path)


@rule("DV910")
def third_party(site: Site) -> Iterator[Problem]:
    """Nobody else learns who reads the archive, and it works when they are gone."""
    for found in site.references:
        if found.outcome is Outcome.AWAY and found.link.fetched:
            yield hit(found.where, found.line, url=found.link.url, part=_part(found.link))


@rule("DV911")
def unlinked_file(site: Site) -> Iterator[Problem]:
    """What is made for readers is linked from some page; what programs find by themselves, its format declares."""
    patterns = (pattern for output in formats() for pattern in output.machines)
    found_by_name = re.compile("|".join(re.escape(pattern).replace(r"\*", ".*") for pattern in patterns))
    for path in sorted(site.tree.files - site.pages.keys() - site.reached):
        if not found_by_name.fullmatch(path):
            yield hit(path, file=path)


def _is_refresh(link: Link) -> bool:
    return link.attribute == "refresh"


def _part(link: Link) -> str:
    return f"{link.tag} {link.attribute}"


def _is_circle(site: Site, page: PageFacts) -> bool:
    met: set[str] = set()
    step: PageFacts | None = page
    while step is not None and step.refresh is not None:
        if step.path in met:
            return True
        met.add(step.path)
        step = site.pages.get(site.target(step.path, step.refresh).path)
    return False
