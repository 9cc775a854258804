"""`tro-nang/`: the key that opens search and its switch, each criterion of WCAG, and what the machines last found.

Of a check it says with what, and what was found; nothing without a record.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from archive import dates, regular
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.folders import RESULTS
from archive.stage import markup, tables
from archive.stage.conformance import PRINCIPLES, Criterion
from archive.words import said

PATH = "tro-nang.md"
MOST_BYTES = 256 * 1024
KEY, KEY_NOTE, SWITCH = said("accessibility.key"), said("accessibility.key_note"), said("accessibility.switch")
CRITERIA, CRITERIA_NOTE = said("accessibility.criteria"), said("accessibility.criteria_note")
UNTRIED = said("accessibility.untried")
LEVEL, TRIED = said("accessibility.level"), said("accessibility.tried")
TITLE, WHEN = said("accessibility.title"), said("accessibility.when")
HEADS = tuple(said(f"accessibility.heads.{name}") for name in ("tool", "looked_at", "found"))
PAGES, FILES = said("accessibility.pages"), said("accessibility.files")
VIOLATIONS, ERRORS = said("accessibility.violations"), said("accessibility.errors")


@part(order=25, anchors=("phim-tat", "tieu-chi", "ket-qua-kiem"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The switch; then the criteria and what the machines found, where a record of a check of this site is at hand."""
    if page.path != PATH:
        return ""
    found = _found(page, archive)
    tried = _criteria(page.lang) + found if found else markup.tag("p", escape(UNTRIED[page.lang]))
    return _key(page.lang) + tried


def _key(lang: Lang) -> str:
    """The key and its switch; the stylesheet hides both where the script does not run, and the key does nothing."""
    box = markup.tag("label", f'<input type="checkbox" checked=""> {escape(SWITCH[lang])}', class_="slash")
    return markup.section(KEY[lang], "phim-tat", markup.tag("p", escape(KEY_NOTE[lang])) + box, class_="scripted")


def _criteria(lang: Lang) -> str:
    """Every criterion below its principle: a list, which needs no room at its side on a phone."""
    parts = [markup.tag("p", escape(CRITERIA_NOTE[lang]))]
    for principle in PRINCIPLES:
        items = "".join(_criterion(found, lang) for found in principle.criteria)
        parts.append(markup.tag("h3", escape(principle.name[lang])) + markup.tag("ul", items, class_="index-list"))
    return markup.section(CRITERIA[lang], "tieu-chi", "".join(parts), class_="criteria")


def _criterion(found: Criterion, lang: Lang) -> str:
    name = markup.tag("strong", f"{found.number} {escape(found.name[lang])}")
    ways = escape(TRIED[lang].format(ways="; ".join(way[lang] for way in found.tried)))
    told = f"{escape(found.state[lang])}. {escape(found.why[lang])} {ways}"
    return markup.tag("li", f"{name} ({escape(LEVEL[lang].format(level=found.level))})<br>{told}")


def _found(page: Page, archive: Archive) -> str:
    try:
        results: dict[str, Any] = json.loads(regular.read(archive.root / RESULTS, MOST_BYTES))
        axe, nu, day = results["axe"], results["nu"], dates.label(str(results["date"]), page.lang)
        rows = [
            (
                f"axe-core {escape(str(axe['version']))}",
                escape(PAGES[page.lang].format(**axe)),
                escape(VIOLATIONS[page.lang].format(n=axe["violations"])),
            ),
            (
                f"Nu HTML Checker {escape(str(nu['version']))}",
                escape(FILES[page.lang].format(**nu)),
                escape(ERRORS[page.lang].format(n=nu["errors"])),
            ),
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # No record, or one of another shape: nothing is said rather than something made up.
        return ""
    when = markup.tag("p", escape(WHEN[page.lang].format(day=day)))
    table = tables.table([head[page.lang] for head in HEADS], rows, TITLE[page.lang])
    return markup.section(TITLE[page.lang], "ket-qua-kiem", when + table)
