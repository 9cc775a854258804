"""Two stylesheets and two scripts, the frame's own, as small as they go; what screens need is named by its text.

Takes the frame; gives the stylesheets and the scripts of `SCRIPTS`, and links them from every page in place of their
sources in `assets/`. Of the theme's own files no page uses any, so none is copied.
Refuses a page that no longer fits the theme: it asks for a file of the theme's, or does not link ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import rcssmin

from archive import dates
from archive.extending import output, page_output
from archive.findings import LANGS, Text
from archive.refusal import Refusal
from archive.words import said

if TYPE_CHECKING:  # the frame is read with this module's own functions
    from archive.finish.built import Built, RenderedPage

THEME_FOLDERS = ("assets/javascripts", "assets/stylesheets", "search")
"""What the theme and its search would write into a site, and our pages do without."""

SCRIPTS = {
    "site": ("archive.js", "statement.js"),
    "search": ("reading.js", "finding.js", "results.js"),
}
"""The scripts of a site, and of which of the frame's each is made: one on every page, and what it loads when search is
opened."""
SHEET, PRINT = "archive.css", "print.css"
"""The frame's stylesheets. No screen waits for the second, which is for paper and for a reader's own few colours.
It names the sources, so it keeps its own name: else each change of any file would change every page."""
_DESCENDANT = re.compile(r"(?<=[\w)\]]) :(?=(?:is|not|where|has)\()")
_SOURCES = tuple(f"assets/{name}" for sources in SCRIPTS.values() for name in sources)
THEME_FILES = ("assets/images/favicon.png", f"assets/{SHEET}", *_SOURCES)
"""Single files that are left out: the theme's icon, and the sources of what is written here."""

PRINTED, SOURCES = said("print.sheet"), said("print.sources")
_TOKEN = re.compile(r"@(site|(?:sheet|sources)_(?:vi|en))@")


@output(
    order=10,
    machines=("assets/search.*",),
    owns=(*(f"assets/{stem}.*" for stem in SCRIPTS), *THEME_FILES, f"assets/{PRINT}", *THEME_FOLDERS, "assets/images"),
)
def finish(built: Built) -> None:
    """Write the site's stylesheets and its scripts."""
    for name, text in _files(built.frame_dir).values():
        built.write(name, text)
    built.write(f"assets/{PRINT}", _filled(small(_source(built.frame_dir, PRINT)), built))


def given(built: Built) -> Callable[[str], Mapping[str, str]]:
    """What is written, by what the templates ask for."""
    names = {asked: name for asked, (name, _) in _files(built.frame_dir).items()}
    return lambda name: names


def _files(frame: Path) -> dict[str, tuple[str, str]]:
    """What is written for what the templates ask for: its address, and its text."""
    css = small(_source(frame, SHEET))
    made = {"assets/site.css": (hashed("css", css), css)}
    for stem, sources in SCRIPTS.items():
        text = "".join(compact(name, _source(frame, name)) for name in sources)
        made[f"assets/{sources[0]}"] = (hashed("js", text, stem), text)
    return made


def _source(frame: Path, name: str) -> str:
    return (frame / "assets" / name).read_text("utf-8")


def small(css: str) -> str:
    """A stylesheet without what no browser needs; rcssmin takes the blank before `:is(` for a declaration's."""
    return str(rcssmin.cssmin(_DESCENDANT.sub(" *:", css)))


def _filled(css: str, built: Built) -> str:
    """The stylesheet with what every printed sheet says: whose it is, of which day, of which sources."""
    context, name = built.context, built.archive.settings.name
    values = {"site": context.site_url}
    for lang in LANGS:
        day = dates.label(context.edition, lang) if context.edition else ""
        sources = SOURCES[lang].format(digest=context.sources) if context.sources else ""
        values[f"sheet_{lang}"] = PRINTED[lang].format(name=name[lang], day=day) if day else name[lang]
        values[f"sources_{lang}"] = sources
    # In one go: what is put in is not looked at.
    return _TOKEN.sub(lambda found: re.sub(r'["\\\n]', " ", values[found[1]]), css)


def compact(name: str, text: str) -> str:
    """A script without its comment lines and indentation; a line stays a line, so nothing else changes."""
    lines = (line.strip() for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
    if "`" in kept:
        raise Refusal(
            Text(f"{name} có dấu `: dùng chuỗi thường", f"{name} holds a template literal (`): use plain strings")
        )
    return kept


def hashed(kind: str, text: str, stem: str = "site") -> str:
    """The address of a stylesheet or script of the site from its root: its name changes where its text does."""
    return f"assets/{stem}.{hashlib.sha256(text.encode('utf-8')).hexdigest()[:8]}.{kind}"


_OURS = re.compile(r'(assets/(?:site\.css|archive\.js))"')
_THEIRS = re.compile(r'(?:href|src)="(?:[^":]*/)?(assets/(?:javascripts|stylesheets)/[^"]*|search/search_index[^"]*)"')
_THEIR_FOLDERS = ("assets/javascripts/", "assets/stylesheets/", "search/search_index")


def _linked(found: re.Match[str]) -> bool:
    """Whether what is found ends the value of an attribute with an address, one of this site."""
    opened = found.string.rfind('"', 0, found.start())
    led = found.string.endswith(("href=", "src="), 0, max(opened, 0))
    return led and _UP.fullmatch(found.string, opened + 1, found.start()) is not None


_UP = re.compile(r"(?:\.\.?/)*")


@page_output(order=10, given=given)
def link(page: RenderedPage, names: Mapping[str, str]) -> RenderedPage:
    """Point a page's links at the files that are written; refuse one that asks for the theme's, or not for ours."""
    if page.leads:
        return page
    html = _OURS.sub(lambda found: f'{names[found[1]]}"' if _linked(found) else found[0], page.html)
    if names["assets/site.css"] not in html:
        raise Refusal(
            Text(
                f"{page.name}: không dẫn tới assets/site.css",
                f"{page.name} links no assets/site.css: is `styles` filled?",
            )
        )
    if any(folder in html for folder in _THEIR_FOLDERS) and (found := _THEIRS.search(html)):
        where = f"{page.name}: {found[1]}"
        raise Refusal(Text(f"{where}: là tệp của bộ mẫu", f"{where} is the theme's: is a block gone?"))
    return page.changed(html)
