"""Rules for claims: each claim of the model stands once in its page, in the same words, and no other does.

Takes the expected claims and the pages of the `Site`; gives problems DV950–DV954. What our parser read must be
what the renderer published: a difference means that a checked page is not the published one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from archive.extending import Problem, hit, rule
from archive.findings import Text
from archive.inspect.html import BuiltPage
from archive.inspect.site import ExpectedClaim, Site

_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_AROUND = 30  # letters of both texts to show where they part


@rule(
    "DV950",
    summary=Text("Không thấy điều “{id}” trong trang {page}", "The claim “{id}” is not in the page {page}"),
    why=Text(
        "Điều đã được kiểm tra mà không lên trang thì không ai dẫn được.",
        "What was checked and is not published cannot be cited.",
    ),
    cure=Text(
        "xem dòng thuộc tính { #{id} .claim } có đứng ngay sau đoạn văn không",
        "see that its attributes { #{id} .claim } stand on the line after the paragraph",
    ),
    bad='(không có id="kq-01-1" trong trang / no id="kq-01-1" in the page)',
    good='<p class="claim" id="kq-01-1">',
)
def missing_claim(site: Site) -> Iterator[Problem]:
    """Each claim of the model is published."""
    for path, page, claim in _expected(site):
        if page is None or claim.id not in page.ids:
            yield hit(path, claim.line, id=claim.id, page=path)


@rule(
    "DV951",
    summary=Text("Điều “{id}” có {count} lần trong trang", "The claim “{id}” stands {count} times in the page"),
    why=Text("Một địa chỉ chỉ dẫn tới một chỗ.", "One address leads to one place."),
    cure=Text("mỗi điều chỉ đứng một chỗ: bỏ chỗ thừa", "a claim stands in one place: take out the others"),
    bad='<p id="kq-01-1">…<p id="kq-01-1">',
    good='<p id="kq-01-1">',
)
def doubled_claim(site: Site) -> Iterator[Problem]:
    """Citations of a claim lead to one place."""
    for path, page, claim in _expected(site):
        if page is not None and page.ids.count(claim.id) > 1:
            yield hit(path, claim.line, id=claim.id, count=page.ids.count(claim.id))


@rule(
    "DV952",
    summary=Text("“{id}” trong trang không được đánh dấu là một điều", "“{id}” is not marked as a claim in the page"),
    why=Text(
        "Người đọc phải phân biệt được điều có nguồn với lời biên tập.",
        "Readers have to tell what has a source from editorial words.",
    ),
    cure=Text("thêm .claim sau mã: { #{id} .claim … }", "add .claim after the id: { #{id} .claim … }"),
    bad='<p id="kq-01-1">',
    good='<p class="claim" id="kq-01-1">',
)
def unmarked_claim(site: Site) -> Iterator[Problem]:
    """Readers see what is a claim and what is editorial."""
    for path, page, claim in _expected(site):
        if page is not None and claim.id in page.ids and claim.id not in {shown.id for shown in page.claims}:
            yield hit(path, claim.line, id=claim.id)


@rule(
    "DV953",
    summary=Text(
        "Điều “{id}” trên trang khác với bài viết: “{shown}”, trong bài là “{due}”",
        "The claim “{id}” in the page differs from its source: “{shown}”, where the source has “{due}”",
    ),
    why=Text(
        "Điều được đăng phải đúng từng chữ với điều đã kiểm tra.",
        "What is published has to be, word by word, what was checked.",
    ),
    cure=Text(
        "viết lại đoạn ấy bằng Markdown đơn giản để hai bộ đọc hiểu như nhau",
        "write the paragraph in plain Markdown, so that both parsers read it alike",
    ),
    bad="40 xã → 4 xã",
    good="40 xã → 40 xã",
)
def changed_claim(site: Site) -> Iterator[Problem]:
    """Each claim is published in the words that were checked."""
    for path, page, claim in _expected(site):
        for shown in () if page is None else page.claims:
            if shown.id == claim.id and alike(shown.words) != alike(claim.text):
                here, there = _apart(alike(shown.words), alike(claim.text))
                yield hit(path, claim.line, id=claim.id, shown=here, due=there)


@rule(
    "DV954",
    summary=Text(
        "Trang có điều “{id}” mà kho dữ liệu không có",
        "The page has a claim “{id}” that the archive does not know",
    ),
    why=Text(
        "Không có gì được trông như một điều có nguồn mà chưa được kiểm tra.",
        "Nothing may look like a claim that was not checked as one.",
    ),
    cure=Text(
        "viết thuộc tính của điều ở dòng ngay sau đoạn văn, với mã của trang này",
        "write a claim's attributes on the line after its paragraph, with this page's id",
    ),
    bad='<p class="claim" id="la-1">',
    good='<p class="claim" id="kq-01-1">',
)
def unknown_claim(site: Site) -> Iterator[Problem]:
    """Nothing looks like a claim that was not checked as one; sealed editions keep their own."""
    for page in site.pages.values():
        known = {claim.id for claim in site.claims.get(page.path, ())}
        for name in () if page.is_machine else dict.fromkeys(shown.id for shown in page.claims):
            if name not in known:
                yield hit(page.path, id=name)


def alike(text: str) -> str:
    """Bring words into one form for comparing: NFC, single spaces, straight quotes, one dash."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().translate(_ALIKE)


def _expected(site: Site) -> Iterator[tuple[str, BuiltPage | None, ExpectedClaim]]:
    for path, claims in site.claims.items():
        for claim in claims:
            yield path, site.pages.get(path), claim


def _apart(here: str, there: str) -> tuple[str, str]:
    """Both texts around the first letter in which they differ."""
    same = next((at for at, (one, two) in enumerate(zip(here, there, strict=False)) if one != two), None)
    at = min(len(here), len(there)) if same is None else same
    start = max(0, at - _AROUND)
    return here[start : at + _AROUND], there[start : at + _AROUND]
