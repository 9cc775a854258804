"""Rules for claims: each claim of the model stands once in its page, in the same words, and no other does.

Takes the expected claims and the pages of the `Site`; gives problems DV950–DV954. What our parser read must be
what the renderer published: a difference means that a checked page is not the published one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from archive.extending import Problem, hit, rule
from archive.inspect.html import BuiltPage
from archive.inspect.site import Ground, Site

_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_AROUND = 30  # letters of both texts to show where they part


@rule("DV950")
def missing_claim(site: Site) -> Iterator[Problem]:
    """Each claim of the model is published."""
    for path, claims in site.claims.items():
        page = site.pages.get(path)
        for claim in claims:
            if page is None or claim.id not in page.anchors:
                yield hit(path, claim.line, id=claim.id, page=path)


@rule("DV951")
def doubled_claim(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Citations of a claim lead to one place."""
    for claim in ground.claims.get(page.path, ()):
        if page.ids.count(claim.id) > 1:
            yield hit(page.path, claim.line, id=claim.id, count=page.ids.count(claim.id))


@rule("DV952")
def unmarked_claim(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Readers see what is a claim and what is editorial."""
    shown = {shown.id for shown in page.claims}
    for claim in ground.claims.get(page.path, ()):
        if claim.id in page.anchors and claim.id not in shown:
            yield hit(page.path, claim.line, id=claim.id)


@rule("DV953")
def changed_claim(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Each claim is published in the words that were checked."""
    for claim in ground.claims.get(page.path, ()):
        for shown in page.claims:
            if shown.id == claim.id and alike(shown.text) != alike(claim.text):
                here, there = _apart(alike(shown.text), alike(claim.text))
                yield hit(page.path, claim.line, id=claim.id, shown=here, due=there)


@rule("DV954")
def unknown_claim(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Nothing looks like a claim that was not checked as one; sealed editions keep their own."""
    known = {claim.id for claim in ground.claims.get(page.path, ())}
    for name in () if page.is_machine else dict.fromkeys(shown.id for shown in page.claims):
        if name not in known:
            yield hit(page.path, id=name)


def alike(text: str) -> str:
    """Bring words into one form for comparing: NFC, single spaces, straight quotes, one dash."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().translate(_ALIKE)


def _apart(here: str, there: str) -> tuple[str, str]:
    """Both texts around the first letter in which they differ."""
    same = next((at for at, (one, two) in enumerate(zip(here, there, strict=False)) if one != two), None)
    at = min(len(here), len(there)) if same is None else same
    start = max(0, at - _AROUND)
    return here[start : at + _AROUND], there[start : at + _AROUND]
