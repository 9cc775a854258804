"""Rules for safety: what Markdown let through is on the allowlist, in the HTML that is published.

Takes the watched elements and the links of the `Site`'s pages; gives problems DV960–DV968. Some hold for whole
pages (no theme needs those under our content policy), the others for the article, which editors write.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.extending import Problem, hit, rule
from archive.inspect.addresses import Outcome, clean, scheme
from archive.inspect.html import BANNED_ANYWHERE, BANNED_IN_TEXT, BuiltPage, tokens, value
from archive.inspect.site import Ground

_RUNS_CODE = frozenset({"javascript", "vbscript", "livescript"})
_ALLOWED = frozenset({"", "https", "http", "mailto", "tel"})  # http has a rule of its own


@rule("DV960")
def event_handler(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """No attribute runs code, anywhere in a page."""
    for element in page.elements:
        for name in element.attributes:
            if name.startswith("on"):
                yield hit(page.path, tag=element.tag, name=name)


@rule("DV961")
def refused_scheme(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """No address runs code in a page; in the article only the allowed schemes stand."""
    for link in page.links:
        used = scheme(link.url)
        if used in _RUNS_CODE or (link.in_text and used not in _ALLOWED):
            yield hit(page.path, url=link.url, scheme=used)


@rule("DV962")
def refused_element(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """No page brings in another document; no article has styles or forms."""
    for element in page.elements:
        if element.tag in (BANNED_IN_TEXT if element.in_text else BANNED_ANYWHERE):
            yield hit(page.path, tag=element.tag)


@rule("DV963")
def inline_style(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """How the article looks is said in the stylesheet, and the content policy refuses the rest."""
    for element in page.elements:
        if element.in_text and "style" in element.attributes:
            yield hit(page.path, tag=element.tag, style=value(element.attributes, "style"))


@rule("DV964")
def plain_http(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Links are https, but for the addresses of sources that have nothing else."""
    for link in page.links:
        if link.in_text and scheme(link.url) == "http" and link.url not in ground.http_allowed:
            yield hit(page.path, url=link.url)


@rule("DV965")
def protocol_relative(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Each address says how to reach it."""
    for link in page.links:
        if link.in_text and clean(link.url).startswith("//"):
            yield hit(page.path, url=link.url)


@rule("DV966")
def open_window(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Pages that are opened get no hold on ours."""
    for element in page.elements:
        blank = value(element.attributes, "target").strip().lower() == "_blank"
        if blank and element.in_text and not tokens(element.attributes, "rel") & {"noopener", "noreferrer"}:
            yield hit(page.path, url=value(element.attributes, "href"))


@rule("DV967")
def foreign_script(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Nothing runs on any page, anywhere in it, but the frame's constants and files."""
    for script in page.scripts:
        if script.src is None:
            known = script.text in ground.frame.scripts
        else:
            target = ground.target(page.path, script.src)
            # A file that is not there, or elsewhere, has rules of its own.
            lost = target.outcome is not Outcome.FOUND
            known = lost or (not script.text.strip() and target.path in ground.frame.files)
        if not (known and script.plain):
            yield hit(page.path, shown=script.src or script.text)


@rule("DV968")
def foreign_element(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Every element and attribute of the whole document is one that a finished page is made of."""
    for tag, name in sorted(page.made_of):
        known = ground.frame.elements.get(tag)
        if known is None:
            if not name:
                yield hit(page.path, shown=f"<{tag}>")
        elif name and name not in known:
            yield hit(page.path, shown=f"<{tag} {name}>")
