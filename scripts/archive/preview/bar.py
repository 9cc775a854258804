"""What the preview says of itself: a bar at the top of every page, and a page while there is no site to show.

Takes an `Outcome` and a page's language; gives HTML, in which what comes from files is escaped. Nothing of it needs a
script: the one here only asks whether there is something newer, and loads that. The script and the stylesheet are files
of the server's, so that the pages keep their own policy, which allows `'self'`.
"""

from __future__ import annotations

from html import escape

from archive.content.model import page_url
from archive.findings import LANGS, Lang, Text, errors
from archive.preview.flow import Outcome
from archive.report import summary, text

OWN = "/-preview/"
"""Where the server's own files are: no page of the archive can be called that."""
MOST = 50
"""Findings in a bar: as many as are read on a page."""

SCRIPT = """\
// Every second, while the page is seen: has it become another? Where the server rests, it is asked again.
const { version, asked } = document.currentScript.dataset;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(`${asked}?${location.pathname}`, { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== version) location.reload();
  } catch { /* not running now */ }
}, 1000);
"""

STYLE = """\
#archive-preview { all: revert; box-sizing: border-box; margin: 0; padding: 0.65rem 1.25rem; overflow-wrap: anywhere;
  border-block-end: 3px solid #7a5200; color: #1d1f24; background: #fff3d6; color-scheme: light;
  font: 1rem/1.5 system-ui, sans-serif; }
#archive-preview.wrong { border-color: #a3261c; background: #fde7e4; }
#archive-preview summary { all: revert; min-height: 1.5rem; cursor: pointer; }
#archive-preview :focus-visible { outline: 3px solid #2b3a67; outline-offset: 2px; }
#archive-preview details > div { max-height: 40vh; padding-block-start: 0.65rem; overflow-y: auto; }
#archive-preview p, #archive-preview ul { max-width: none; margin: 0; }
#archive-preview details > div > * + * { margin-block-start: 0.5rem; }
#archive-preview ul { padding-inline-start: 1.25rem; }
#archive-preview li { margin: 0 0 0.35rem; }
@media print { #archive-preview { display: none; } }
"""

_NAME = Text("Bản xem trước", "Preview")
_WAIT = Text("đang dựng lần đầu", "being built for the first time")
_OLD = Text("đang dựng; trang bên dưới là của lần chạy trước", "being built; the page below is what the last run left")
_STAYS = Text(
    "chưa dựng lại được nên trang bên dưới còn như trước, chưa có thay đổi mới nào",
    "not built anew, so the page below is as it was, without any new change",
)
_NOTHING = Text("chưa dựng được trang nào", "no page could be built yet")
_PARTLY = Text("mọi thay đổi khác đã có ở trang bên dưới", "all other changes are in the page below")
_LEFT_OUT = Text("Chưa có trong bản xem trước", "Not in the preview yet")
_AS_BEFORE = Text("Hiện như trước khi sửa", "Shown as before the change")
_MORE = Text("… và {count} chỗ nữa: xem ở cửa sổ dòng lệnh.", "… and {count} more: see the terminal.")


def bar(outcome: Outcome | None, lang: Lang, url: str, *, site: bool = True) -> str:
    """The bar of the page at `url` (from the site's root); empty where all is well.

    It is open where it speaks of this very page, or of the whole site. `site`: whether there is a page below it.
    """
    if outcome is None:
        return _box([(_OLD if site else _WAIT)[lang]], "", lang)
    if outcome.shown and not outcome.findings:
        return ""
    wrong = errors(list(outcome.findings))
    said = [outcome.refusal[lang]] if outcome.refusal else []
    if outcome.findings:
        first = f" ({wrong[0].place}{', …' if len(wrong) > 1 else ''})" if wrong else ""
        said.append(summary(outcome.findings, lang) + first)
    if not outcome.shown:
        said.append((_STAYS if site else _NOTHING)[lang])
    elif outcome.left_out or outcome.as_before:
        said.append(_PARTLY[lang])
    named = {*outcome.left_out, *outcome.as_before, *(finding.place.path for finding in outcome.findings)}
    here = url in {address for file in named if (address := _url(file)) is not None}
    whole = _aside(outcome, lang) + _listed(outcome, lang)
    return _box(said, whole, lang, wrong=bool(wrong) or not outcome.shown, opened=here or not outcome.shown)


def page(outcome: Outcome | None, lang: Lang, look: str = "") -> str:
    """A whole page, for when there is no site to show; `look` is its stylesheet and script."""
    # Without the script nothing would bring the first preview; what is wrong is left in peace to be read.
    again = "" if outcome else '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{_NAME[lang]}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{again}</head>'
        f"<body><main><h1>{_NAME[lang]}</h1>{bar(outcome, lang, '', site=False)}</main>{look}</body></html>\n"
    )


def look(version: str) -> str:
    """The bar's stylesheet, and the script that has the page loaded again once it has another version."""
    return (
        f'<link rel="stylesheet" href="{OWN}preview.css">'
        f'<script src="{OWN}preview.js" data-version="{version}" data-asked="{OWN}version"></script>'
    )


def _box(said: list[str], whole: str, lang: Lang, *, wrong: bool = False, opened: bool = False) -> str:
    line = f"<strong>{_NAME[lang]}:</strong> {escape('; '.join(said))}."
    kind = ' class="wrong"' if wrong else ""
    # Long lists scroll, which keys do only where the focus can be.
    inner = f'<summary>{line}</summary><div tabindex="0">{whole}</div>'
    details = f"<details{' open' if opened else ''}>{inner}</details>"
    return (
        f'<aside id="archive-preview" lang="{lang}" aria-label="{_NAME[lang]}"{kind}>'
        f"{details if whole else f'<p>{line}</p>'}</aside>"
    )


def _aside(outcome: Outcome, lang: Lang) -> str:
    told = ((_LEFT_OUT, outcome.left_out), (_AS_BEFORE, outcome.as_before))
    return "".join(f"<p>{words[lang]}: {escape(', '.join(names))}.</p>" for words, names in told if names)


def _listed(outcome: Outcome, lang: Lang) -> str:
    # What stops a build comes first.
    found = sorted(outcome.findings, key=lambda finding: (finding.severity, finding))
    items = "".join(f"<li>{escape(line)}</li>" for line in text(found[:MOST], lang).splitlines())
    left = len(found) - MOST
    return (f"<ul>{items}</ul>" if items else "") + (f"<p>{_MORE.format(count=left)[lang]}</p>" if left > 0 else "")


def _url(file: str) -> str | None:
    """The address of a page's file; None for a file that is no page."""
    for lang in LANGS:
        folder = f"docs/{lang}/"
        if file.startswith(folder) and file.endswith(".md"):
            return page_url(file.removeprefix(folder), lang)
    return None
