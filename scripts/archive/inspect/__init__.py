"""Inspect: every link, anchor, asset, id, language and claim of the rendered site, in one pass.

Takes the site's folder, its public address, the claims that must stand in it and each built page's source; gives sorted
findings. It never changes the folder. A rule is a generator over the `Site` in one of the modules below, with `@rule`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from archive.catalogue import rules, run
from archive.escaping import shortened
from archive.extending import Problem, Rule
from archive.findings import Finding, Place
from archive.frame import NO_SCRIPTS, Frame
from archive.inspect.site import AuthoredPage, ExpectedClaim, Site, read_site

__all__ = ["AuthoredPage", "ExpectedClaim", "inspect_site"]


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

    `origins` maps a built page (`ket-qua/kq-05/index.html`) or asset to its source (`docs/vi/ket-qua/kq-05.md`), where
    its findings point; `http_allowed` are the exact addresses that may stay `http:` (sources have no other);
    `frame` says which scripts may run; `authored` is what people wrote of each page, with its lines.
    """
    built = read_site(site, site_url, claims, http_allowed, frame, authored)
    return sorted(
        {finding for rule in rules() for finding in run(rule, Place("site"), _problems(rule, built, origins))}
    )


def _problems(rule: Rule, site: Site, origins: Mapping[str, str]) -> Iterator[Problem]:
    """Send an editor to the source; name a file without one as it was built."""
    for problem in rule.on_site(site) if rule.on_site else ():
        path = origins.get(problem.place.path, f"site/{problem.place.path}")
        values = {name: shortened(value) for name, value in problem.values.items()}
        yield replace(problem, place=Place(path, problem.place.line), values=values)
