"""What people may write: the one list of elements and attributes that a page's own text may come out as.

It holds twice: `checks` refuses other tags where they are written, with line and column, and `finish` cleans what the
renderer made of the page by the same list. The page `dong-gop/quy-tac/` shows it. What the frame adds (boxes, buttons,
pictures) is not on it, since that never passes through an editor's hands.
"""

from __future__ import annotations

import re

INLINE = frozenset(
    {
        "abbr", "b", "bdi", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr",
    }
)  # fmt: skip
"""Tags that an editor may write: words within a line."""
MARKDOWN = frozenset(
    {
        "a", "blockquote", "code", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "table", "tbody",
        "td", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
"""Elements that Markdown makes; nobody writes them as tags."""
ATTRIBUTES = {
    **{name: frozenset({"lang"}) for name in INLINE},
    "abbr": frozenset({"lang", "title"}),
    "dfn": frozenset({"lang", "title"}),
    "time": frozenset({"lang", "datetime"}),
    "a": frozenset({"href"}),
    "img": frozenset({"alt", "src"}),
    "code": frozenset({"class"}),
    "p": frozenset({"class"}),
    **{f"h{level}": frozenset({"id"}) for level in range(2, 7)},
}
"""The attributes of each element."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""How an address may begin; one without a scheme is a path of the site."""
_VALUES = {
    ("p", "class"): re.compile(r"reason"),
    ("code", "class"): re.compile(r"language-[a-z0-9+-]{1,20}"),
    **{(f"h{level}", "id"): re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*+") for level in range(2, 7)},
}


def value(element: str, attribute: str, given: str) -> str | None:
    """The value as it may stand, or None: a few attributes hold a few values alone."""
    form = _VALUES.get((element, attribute))
    return given if form is None or form.fullmatch(given) else None


_EVERYWHERE = frozenset(
    {
        "aria-current", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "data-status",
        "data-joined", "data-tier", "data-withdrawn", "hidden", "id", "lang", "role", "tabindex",
    }
)  # fmt: skip
_FRAME = {
    "html": {"data-at", "data-root"},
    "meta": {"charset", "content", "http-equiv", "name", "property"},
    "link": {"href", "hreflang", "media", "rel", "type"},
    "script": {"defer", "src", "type"},
    "article": {"data-unsearched"},
    "a": {"data-versiondate", "data-versionurl", "href", "hreflang", "rel", "title", "type"},
    "button": {"data-done", "type"},
    "details": {"data-digest", "open"},
    "h1": {"data-from", "data-source"},
    "label": {"for"},
    "textarea": {"autocomplete", "rows", "spellcheck"},
    "input": {"checked", "type"},
    "div": {"data-search-page"},
    "p": {"data-from", "data-other", "data-same", "data-source"},
    "img": {"alt", "height", "loading", "src", "width"},
    "th": {"data-label", "scope"},
    "td": {"data-label"},
    "time": {"datetime"},
    "abbr": {"title"},
    "dfn": {"title"},
    "svg": {"height", "preserveaspectratio", "viewbox", "width"},
    "circle": {"cx", "cy", "r"},
    "path": {"d"},
    "rect": {"fill", "height", "width", "x", "y"},
    "stop": {"offset", "stop-opacity"},
    "text": {"text-anchor", "x", "y"},
}
_BARE = frozenset(
    {
        "aside", "body", "caption", "dd", "desc", "dl", "dt", "figcaption", "figure", "footer", "g", "head", "header",
        "linearGradient", "main", "nav", "section", "summary", "title", "-doctype", "-comment",
    }
)  # fmt: skip
_ALL = sorted({*_FRAME, *_BARE, *INLINE, *MARKDOWN})
FINISHED = {name: frozenset(_FRAME.get(name, ())) | _EVERYWHERE for name in _ALL}
"""What a finished page is made of, the frame and people's words together: each element with its attributes."""
