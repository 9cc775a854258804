"""The two languages: `lang`, alternates, canonical."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.findings import Finding

KQ, EN, STUB, DATA = "kq/kq-01/index.html", "en/kq/kq-01/index.html", "id/kq-01/index.html", "data/index.html"
HEAD, URL = "<!--head-->", "https://host.example/a/b/"
VI_LINK = f'hreflang="vi" href="{URL}kq/kq-01/"'
EN_LINK = f'hreflang="en" href="{URL}en/kq/kq-01/"'
X_LINK = f'hreflang="x-default" href="{URL}kq/kq-01/"'
CANONICAL = f'rel="canonical" href="{URL}kq/kq-01/"'
Look = Callable[..., list[Finding]]

RELATIVE = ((VI_LINK, "./"), (EN_LINK, "../../en/kq/kq-01/"), (X_LINK, "../../kq/kq-01/"))
GOOD = [
    ((DATA, 'lang="vi"', 'lang="en"'),),
    tuple((KQ, link, link.split(" href=")[0] + f' href="{to}"') for link, to in RELATIVE),
    ((KQ, EN_LINK, EN_LINK.replace('"en"', '"EN"')),),
    ((KQ, HEAD, '<link rel="next" href="../../">'),),
]
BAD = [
    ("DV930", KQ, '<html lang="vi">', '<html lang="en">'),
    ("DV930", KQ, '<html lang="vi">', "<html>"),
    ("DV930", EN, '<html lang="en">', '<html lang="vi">'),
    ("DV930", "404.html", '<html lang="vi">', '<html lang="en">'),
    ("DV930", DATA, '<html lang="vi">', "<html>"),
    ("DV931", KQ, f'<link rel="alternate" {EN_LINK}>', ""),
    ("DV931", KQ, f'<link rel="alternate" {X_LINK}>', ""),
    ("DV931", KQ, HEAD, f'<link rel="alternate" {VI_LINK}>'),
    ("DV931", KQ, HEAD, '<link rel="alternate" hreflang="fr" href="https://fr.example/">'),
    ("DV932", KQ, X_LINK, X_LINK.replace("kq/kq-01/", "en/kq/kq-01/")),
    ("DV933", KQ, EN_LINK, EN_LINK.replace("en/kq/kq-01/", "en/")),
    ("DV933", KQ, VI_LINK, VI_LINK.replace("kq/kq-01/", "")),
    ("DV933", KQ, EN_LINK, EN_LINK.replace("host.example", "other.example")),
    ("DV933", EN, 'hreflang="vi" href="https://host.example/a/b/kq/kq-01/"', f'hreflang="vi" href="{URL}"'),
    ("DV901", KQ, EN_LINK, EN_LINK.replace("kq-01", "kq-02")),
    ("DV934", KQ, VI_LINK, 'hreflang="vi" href="./"'),
    ("DV935", KQ, f"<link {CANONICAL}>", ""),
    ("DV935", KQ, HEAD, f"<link {CANONICAL}>"),
    ("DV935", KQ, CANONICAL, CANONICAL.replace("kq/kq-01/", "")),
    ("DV935", KQ, CANONICAL, 'rel="canonical" href="./"'),
    ("DV935", KQ, CANONICAL, CANONICAL.replace("host.example", "other.example")),
]


@pytest.mark.parametrize("edits", GOOD)
def test_good_language(look: Look, edits: tuple[tuple[str, str, str], ...]) -> None:
    assert look(*edits) == []


@pytest.mark.parametrize(("code", "path", "old", "new"), BAD)
def test_bad_language(look: Look, code: str, path: str, old: str, new: str) -> None:
    found = look((path, old, new))
    assert [(finding.code, finding.place.path) for finding in found] == [(code, f"site/{path}")]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        (f'<link rel="canonical" href="{URL}">', []),
        ("", ["DV936"]),
        (f'<link rel="canonical" href="{URL}cu/">', ["DV936"]),
        (f'<link rel="canonical" href="{URL}"><meta name="robots" content="noindex">', ["DV936"]),
    ],
)
def test_a_redirect_owes_the_name_of_its_target_alone(look: Look, head: str, codes: list[str]) -> None:
    refresh = f'<meta http-equiv="refresh" content="0;url={URL}">'
    moved = f'<html lang="vi"><head><title>x</title>{refresh}{head}</head></html>'
    assert [each.code for each in look(("cu/index.html", "", moved))] == codes


def test_a_redirect_is_in_the_language_of_its_place(look: Look) -> None:
    assert [each.code for each in look((STUB, 'lang="vi"', 'lang="en"'))] == ["DV930"]
