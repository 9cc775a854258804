"""A strict Content Security Policy in every page: our own files and the hashes of inline scripts, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

from archive.finish.built import Built

ORDER = 80
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=[\"']?application/)[^>]*>(.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="?utf-8"?/?>', re.IGNORECASE)


def finish(built: Built) -> None:
    """Put the policy right after the character set, before anything that it governs."""
    if built.context.portable or built.context.preview:
        # From file:// 'self' matches nothing.
        return
    for path in built.html_files():
        html = path.read_text("utf-8")
        policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_for(html)}">'
        path.write_text(_CHARSET.sub(lambda match: match.group() + policy, html, count=1), "utf-8")  # noqa: B023


def policy_for(html: str) -> str:
    """The policy that a page's own scripts need."""
    hashes = sorted({_hash(script) for script in _INLINE.findall(html) if script.strip()})
    # Pagefind's WebAssembly runs in a worker, which is not under the page's policy: no 'wasm-unsafe-eval'.
    scripts = " ".join(["'self'", *hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
