"""Inspect: every link, anchor, asset, id, language and claim of the rendered site, in one pass.

Takes the site's folder, its public address, the claims that must stand in it and each built page's source;
gives sorted findings. Refuses a folder that is not there with a finding. It never changes the folder.

A rule is a generator in one of the modules below, registered there by `@rule`; nothing else needs to know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.findings import Finding, Place, Text
from archive.frame import NO_SCRIPTS, Frame
from archive.inspect import authored as _authored  # noqa: F401 - each import registers the module's rules
from archive.inspect import claims as _claims  # noqa: F401
from archive.inspect import formats as _formats  # noqa: F401
from archive.inspect import languages as _languages  # noqa: F401
from archive.inspect import links as _links  # noqa: F401
from archive.inspect import safety as _safety  # noqa: F401
from archive.inspect import sitemap as _sitemap  # noqa: F401
from archive.inspect import structure as _structure  # noqa: F401
from archive.inspect.rules import RULES, Rule, findings
from archive.inspect.site import AuthoredPage, ExpectedClaim, read_site

__all__ = ["RULES", "AuthoredPage", "ExpectedClaim", "Rule", "inspect_site"]


def inspect_site(
    site: Path,
    site_url: str,
    claims: Iterable[ExpectedClaim],
    origins: Mapping[str, str],
    http_allowed: frozenset[str] = frozenset(),
    frame: Frame = NO_SCRIPTS,
    authored: Iterable[AuthoredPage] = (),
) -> list[Finding]:
    """Find all that is wrong with the rendered site in the folder `site`, to be served at `site_url`.

    `origins` maps a built page (`ket-qua/kq-05/index.html`) to its source (`docs/vi/ket-qua/kq-05.md`), where
    its findings point; `http_allowed` are the exact addresses that may stay `http:` (sources have no other);
    `frame` says which scripts may run; `authored` is what people wrote of each page, with its lines.
    """
    if not site.is_dir():
        message = Text("Không có thư mục trang web {path}", "There is no site folder {path}").format(path=site)
        return [Finding(Place("site"), "DV900", message, Text("dựng trang web trước", "render the site first"))]
    return findings(read_site(site, site_url, claims, http_allowed, frame, authored), origins)
