"""`_headers` and `.nojekyll`: what a host should say with each file, as Cloudflare Pages and Netlify read it.

The table below is the one place where headers are said. `hosting/nginx.conf` says the same by hand, and a test asks the
real nginx for every file and compares. A portable copy has no host, so it gets neither file.

Why the policy here is short: a page's own policy, in its `<meta>`, says what may run and load, and holds on any host. A
policy in a header comes on top, and both must allow. So the header adds what `<meta>` cannot say (`frame-ancestors`)
and what holds for every file of every build; it has no digest of a script, or a host whose settings are older than the
site would stop the site's own scripts. Files that are no pages have no `<meta>`: drawings get a whole policy of their
own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.extending import output
from archive.finish.built import Built

ALWAYS = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
REFERRER = "no-referrer"
"""Nobody learns which page a reader came from; `theme/partials/head.html` says it too, where hosts do not."""
USED = ("clipboard-write",)
"""Of what browsers ask permission for, the site uses one thing: "copy the citation"."""
UNUSED = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media", "fullscreen",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock",
    "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""Switched off for whatever might run in a page. Names that browsers no longer know are left out: each is a warning."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Headers of the addresses that a pattern fits; its one `*` stands for any letters, slashes too."""

    pattern: str
    headers: Mapping[str, str]

    def fits(self, address: str) -> bool:
        """Whether the rule speaks of an address, given from the site's root: `/id/kq-01.bib`."""
        return re.fullmatch(re.escape(self.pattern).replace(r"\*", ".*"), address) is not None


def _each(patterns: str, **headers: str) -> list[Rule]:
    """The same headers for several patterns; `_` in a name stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return [Rule(pattern, named) for pattern in patterns.split()]


UNSAID = {"Cache-Control": "public, max-age=0, must-revalidate"}
"""What both hosts say by themselves where the table does not, and nginx must be told: ask whether it changed."""

RULES: tuple[Rule, ...] = (
    Rule(
        "/*",
        {
            "Content-Security-Policy": ALWAYS,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": REFERRER,
            "Permissions-Policy": ", ".join(
                [f"{name}=(self)" for name in USED] + [f"{name}=()" for name in UNUSED],
            ),
            # A window that another site opened on ours has no hold on it.
            "Cross-Origin-Opener-Policy": "same-origin",
            # All is public and there are no accounts: other sites may show a card or a picture, even those that ask
            # whatever they embed for this header. `same-origin` would break those and protect nothing.
            "Cross-Origin-Resource-Policy": "cross-origin",
            # Only this name and only a year: neither neighbours (`includeSubDomains`) nor the list built into browsers
            # (`preload`), from which there is no quick way back. Without it, a first visit over http: can be altered.
            "Strict-Transport-Security": "max-age=31536000",
            # For browsers older than `frame-ancestors`.
            "X-Frame-Options": "DENY",
        },
    ),
    # A drawing opened by itself is a document without a page's `<meta>`: nothing in it runs, loads or has our origin.
    *_each("/assets/*.svg", Content_Security_Policy=f"default-src 'none'; sandbox; {ALWAYS}"),
    # Data, citations and feeds are there to be fetched by other people's programs, those in a browser too.
    *_each("/data/* /id/* /en/id/* /feed.xml /en/feed.xml", Access_Control_Allow_Origin="*"),
    # Types that hosts do not know, or know without the character set.
    *_each("/id/*.bib /en/id/*.bib", Content_Type="application/x-bibtex; charset=utf-8"),
    *_each("/id/*.ris /en/id/*.ris", Content_Type="application/x-research-info-systems; charset=utf-8"),
    *_each("/id/*.csl.json /en/id/*.csl.json", Content_Type="application/vnd.citationstyles.csl+json"),
    *_each("/feed.xml /en/feed.xml", Content_Type="application/atom+xml; charset=utf-8"),
    *_each("/data/*.csv", Content_Type="text/csv; charset=utf-8"),
    *_each("/data/*.jsonld", Content_Type="application/ld+json"),
    *_each("/data/linkset.json", Content_Type="application/linkset+json"),
    *_each("/assets/*.webmanifest", Content_Type="application/manifest+json"),
    # The names of these hold a digest of their content.
    *_each(
        "/assets/site.*.css /assets/site.*.js /assets/search.*.js",
        Cache_Control="public, max-age=31536000, immutable",
    ),
    *_each("/assets/cards/*", Cache_Control="public, max-age=86400"),
)
"""A header that two rules say of one address is the later one's (Netlify) or both, joined (Cloudflare Pages): only the
policy is said twice, and the later holds all of the first, so that both readings are right. A test sees to it."""


# After all that adds files, before the portable copy is made; the order shows in nothing.
@output(order=90, machines=("_headers", ".nojekyll"))
def finish(built: Built) -> None:
    """Write both files at the site's root."""
    if built.context.portable:
        return
    built.write("_headers", text())
    # GitHub Pages, served from a branch, leaves out names that begin with an underscore unless this file is there.
    built.write(".nojekyll", "")


def text() -> str:
    """The table in the form of `_headers`."""
    blocks = (
        "".join([f"{rule.pattern}\n", *(f"  {name}: {value}\n" for name, value in rule.headers.items())])
        for rule in RULES
    )
    return f"# Cloudflare Pages and Netlify read this file; for other hosts see HOSTING.md.\n{''.join(blocks)}"


def headers_of(address: str) -> dict[str, str]:
    """All that a host should say with a file, by its address from the site's root, beside its type."""
    said = dict(UNSAID)
    for rule in RULES:
        if rule.fits(address):
            said |= rule.headers
    return said
