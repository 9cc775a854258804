"""The policy of every page, directive by directive: one taken out or loosened is a page that differs from this table."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser
from tests.finish.conftest import Finished

EXPECTED = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
"""What a page may do, but for the digests of the frame's own scripts. The last two do not fall back on `default-src`."""
HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")


def test_every_page_has_exactly_these_directives(finished_site: Finished) -> None:
    pages = sorted(finished_site.folder.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        metas = LexborHTMLParser(path.read_text("utf-8")).css("head > meta[http-equiv=Content-Security-Policy]")
        assert len(metas) == 1, f"{path} has {len(metas)} policies"
        found: dict[str, list[str]] = {}
        for part in (metas[0].attributes["content"] or "").split(";"):
            name, *values = part.split()
            assert name not in found, f"{path}: {name} twice, and browsers heed the first alone"
            found[name] = [value for value in values if not (name == "script-src" and HASH.fullmatch(value))]
        assert found == EXPECTED, f"{path}: the policy is not the one of this table (finish/policy.py)"
