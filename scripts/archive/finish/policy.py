"""A strict Content Security Policy in every page: our own files and the frame's inline scripts, nothing else.

The hashes are those of the frame's templates (`archive.frame`), known before any content is read: a script that came
into a page by another way does not run, and `inspect` refuses the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from archive.extending import page_output
from archive.finish.built import Built, RenderedPage

_CHARSET = re.compile(r'<meta charset="?utf-8"?/?>', re.IGNORECASE)


def given(built: Built) -> Callable[[str], frozenset[str] | None]:
    """The scripts that may run; none for a folder: from file:// 'self' matches nothing."""
    scripts = None if built.context.portable else built.frame.scripts
    return lambda name: scripts


@page_output(order=80, given=given)
def finish(page: RenderedPage, scripts: frozenset[str] | None) -> RenderedPage:
    """Put the policy right after the character set, before anything that it governs."""
    if scripts is None:
        return page
    own = (script for script in scripts if f"<script>{script}</script>" in page.html)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_for(own)}">'
    return page.changed(_CHARSET.sub(rf"\g<0>{policy}", page.html, count=1))


def policy_for(scripts: Iterable[str]) -> str:
    """The policy under which these inline scripts run."""
    allowed = " ".join(["'self'", *sorted({_hash(script) for script in scripts})])
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=64)
def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
