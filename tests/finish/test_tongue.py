"""Vietnamese words on English pages: what is marked, and what is left as it is."""

from __future__ import annotations

import pytest

from archive.finish.built import RenderedPage
from archive.finish.tongue import finish, marked


def said(words: str) -> str:
    """Words as they come out."""
    return f'<span lang="vi">{words}</span>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the “Dân vận khéo” movement", f"the “{said('Dân vận khéo')}” movement"),
        ("“Trao quà cho xã”", f"“{said('Trao quà cho xã')}”"),
        ("the dân vận of today", f"the {said('dân vận')} of today"),
        ("Tạp chí Xây dựng Đảng says", f"{said('Tạp chí Xây dựng Đảng')} says"),
        ("Hồ Chí Minh in Nghệ An", "Hồ Chí Minh in Nghệ An"),
        ("over 10 billion đồng", "over 10 billion đồng"),
        ("“Help for Nghệ An”", "“Help for Nghệ An”"),
        ("“the dân vận chính quyền of then”", f"“the {said('dân vận chính quyền')} of then”"),
        ("a résumé déposé; à la carte", "a résumé déposé; à la carte"),
        ("plain “words” alone", "plain “words” alone"),
    ],
)
def test_terms_are_marked_and_names_are_left(text: str, found: str) -> None:
    page = "<html><title>dân vận</title><body><p>{}</p></body></html>"
    assert marked(page.format(text)) == page.format(found)


@pytest.mark.parametrize(
    "apart",
    [
        '<span lang="vi">dân vận <b>dân vận</b></span>',
        '<p lang="vi"><p>dân vận</p>dân vận</p>',
        "<code>dân vận</code>",
        "<svg><text>dân vận</text></svg>",
        '<a title="dân vận" href="x">x</a>',
        '<img alt="a lang=vi dân vận">',
        '<img lang="vi" alt="">',
    ],
)
def test_what_says_its_language_and_what_is_no_prose_is_left(apart: str) -> None:
    page = f"<body>{apart} </body>"
    assert marked(page) == page
    after = f"<body>{apart} dân vận</body>"
    assert marked(after) == f"<body>{apart} {said('dân vận')}</body>"


def test_english_pages_alone_are_marked() -> None:
    words = "<html><body><p>việc “dân vận khéo”</p></body></html>"
    vi, en = (finish(RenderedPage(name, words), None) for name in ("index.html", "en/index.html"))
    assert vi.html == words
    assert said("dân vận khéo") in en.html
