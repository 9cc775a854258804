"""What the accessibility statement says of every page: no media, no forms, titles of their own, colours that are told apart."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product

import pytest
from tests.site.conftest import BuiltSite

from archive.frame import THEME

pytestmark = pytest.mark.xdist_group("site")
MEDIA = "audio, video, object, embed, iframe, canvas, form, select, marquee, blink"
TEXT, LINES, GROUNDS = (
    ("ink", "soft", "indigo", "turmeric", "celadon"),
    ("soft", "indigo", "turmeric", "celadon"),
    ("page", "card", "tint"),
)
STRONG, PLAIN = 4.5, 3.0
"""The least contrast of text (WCAG 1.4.3), and of the edges of controls and the lines that mean something (1.4.11)."""


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` or `#rgb`, as WCAG defines it."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def palettes(site: BuiltSite) -> list[dict[str, str]]:
    """The colours by name, of each palette in the stylesheet."""
    sheet = "".join((THEME / "assets" / name).read_text("utf-8") for name in ("archive.css", "print.css"))
    blocks = re.findall(r":root[^{}]*\{([^{}]*--ink:[^{}]*)\}", sheet)
    found = (dict(re.findall(r"--([a-z]+):\s*(#[0-9a-fA-F]{3,6})", block)) for block in blocks)
    return [palette for palette in found if palette]  # a reader's own few colours are not ours to measure


def test_the_colours_of_each_palette_are_told_apart(site: BuiltSite) -> None:
    found = palettes(site)
    assert len(found) == 4, "light, dark by the system, dark by choice, and print"
    assert contrast("#000", "#fff") == 21
    for palette in found:
        for name, ground in product(TEXT, GROUNDS):
            assert contrast(palette[name], palette[ground]) >= STRONG, f"{name} on {ground}: {palette}"
        for name, ground in product(LINES, GROUNDS):
            assert contrast(palette[name], palette[ground]) >= PLAIN, f"{name} on {ground}: {palette}"


def test_no_page_holds_media_or_a_form(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        assert not page.css(MEDIA), url
        # A box to compare a paragraph in, which no form sends.
        fields = page.css("textarea")
        assert len(fields) == len(page.css(".paste")), url
        assert all("name" not in field.attributes for field in fields), url
        assert len(page.css("input")) == ("tro-nang/" in url), f"{url}: a field that the statement does not speak of"


def test_every_page_has_a_title_of_its_own(site: BuiltSite) -> None:
    for lang in ("vi", "en"):
        titles = Counter(
            title.text()
            for url, page in site.readers.items()
            if url.startswith("en/") == (lang == "en") and (title := page.css_first("head title"))
        )
        assert [title for title, count in titles.items() if count > 1] == []
