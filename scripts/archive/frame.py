"""The frame: templates, stylesheet, script and icon, and the scripts that alone may run on a page.

`lay` puts the engine's `theme/` and what the archive's own `overrides/` has in its place into one folder for the
renderer, with the archive's names and words put in. `read_frame` takes that folder; it gives the text of every inline
script, and of the one that redirects use. They are constants: a template's script with a variable in it is refused,
since its hash would not be known before content is read.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from archive import regular
from archive.allowed import FINISHED
from archive.content.model import Archive
from archive.escaping import printable
from archive.findings import LANGS, Lang, Text
from archive.finish.styles import SCRIPTS, compact, hashed
from archive.refusal import Refusal
from archive.settings import Settings
from archive.words import among

CARRY = 'location.replace(document.querySelector("main a").href+location.hash)'
"""On a page that only leads on: a refresh drops the anchor that a citation ends in; this carries it to where the page's
own link leads."""
_SCRIPT = re.compile(r"<script\b([^<>]*+)>((?:(?!</?script).)*+)</script\s*+>", re.DOTALL | re.IGNORECASE)

SCRIPT_WORDS: dict[str, Mapping[str, Text]] = {"words": among("script"), "searching": among("searching")}
"""The words of the site's script and of the search's, by the token that stands for them there."""
_OPENS = "assets/archive.js"
THEME = Path(__file__).parent / "theme"
OVERRIDES = "overrides"
"""What an archive changes of the frame, in its own folder: a file there takes the place of the one of its name."""
_TEXT = frozenset({".html", ".js", ".webmanifest"})
_TOKEN = re.compile(
    rb"@(?:slug|name|short_name|words|searching)@"
)  # replaced in one go: what is put in is not looked at


def files_of(root: Path) -> dict[str, Path]:
    """The frame's files for the archive at `root`, by their names within the frame; no link is followed."""
    found: dict[str, Path] = {}
    for folder in (THEME, root / OVERRIDES):
        for at, folders, names in [] if folder.is_symlink() else os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            paths = (Path(at, name) for name in sorted(names))
            found |= {p.relative_to(folder).as_posix(): p for p in paths if p.is_file() and not p.is_symlink()}
    return found


def lay(archive: Archive, out: Path) -> None:
    """Put the frame into `out`, with the archive's own in place of `@slug@`, `@name@`, `@short_name@`, `@words@`."""
    own, odd = archive.settings, regular.irregular(archive.root / OVERRIDES)
    if odd:
        named = printable(odd.relative_to(archive.root).as_posix())
        raise Refusal(Text(f"{named} không phải tệp thường; xóa nó", f"{named} is no plain file; delete it"))
    constants = {"@slug@": own.slug, "@name@": own.name.vi, "@short_name@": own.short_name.vi}
    constants |= {f"@{token}@": _in_script(said) for token, said in SCRIPT_WORDS.items()}
    laid = {}
    for name, path in files_of(archive.root).items():
        laid[name] = path.read_bytes()
        if path.suffix in _TEXT:
            laid[name] = _TOKEN.sub(lambda found: constants[found[0].decode()].encode(), laid[name])
    if "main.html" not in laid:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(THEME / "main.html"))
    # The search is loaded by the site's script, so it alone has to know that name.
    search = "".join(compact(name, laid[f"assets/{name}"].decode()) for name in SCRIPTS["search"])
    laid[_OPENS] = laid[_OPENS].replace(b"@search@", hashed("js", search, "search").encode())
    regular.sync(out, laid.items())


def _in_script(table: Mapping[str, Text]) -> str:
    """A script's words as an object: `{vi:{copied:"…"},en:{…}}`."""
    each = (f"{lang}:{{{','.join(_properties(table, lang))}}}" for lang in LANGS)
    return f"{{{','.join(each)}}}"


def _properties(table: Mapping[str, Text], lang: Lang) -> Iterator[str]:
    said = ((key, json.dumps(words[lang], ensure_ascii=False)) for key, words in table.items())
    # No template literal may begin in a word: see `styles.compact`.
    return (f"{key}:{value}".replace("`", r"\u0060") for key, value in said)


def frame_words(own: Settings) -> dict[str, dict[str, str]]:
    """The words that the templates ask for, in each language, with what the primary source is called in them."""
    named = {"status", "mixed"}
    return {
        lang: {key: escape((own.told(words) if key in named else words)[lang]) for key, words in among("frame").items()}
        for lang in LANGS
    }


@dataclass(frozen=True, slots=True)
class Frame:
    """What may run on a page: inline scripts by their text, files by their address from the site's root.

    `elements` has every element that a finished page may hold, with its attributes.
    """

    scripts: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    elements: Mapping[str, frozenset[str]] = field(default_factory=lambda: FINISHED)


NO_SCRIPTS = Frame()


def read_frame(templates: Path) -> Frame:
    """The frame that these templates make."""
    found = {CARRY}
    for path in sorted(templates.rglob("*.html")):
        for attributes, text in _SCRIPT.findall(path.read_text("utf-8")):
            if "src=" in attributes:
                continue
            if attributes.strip() or re.search(r"{[{%#]", text):
                name = path.relative_to(templates).as_posix()
                raise Refusal(
                    Text(
                        f"Đoạn mã trong khuôn {name} phải là một hằng: không thuộc tính, không biến",
                        f"The script in the template {name} must be a constant: no attributes, no variables",
                    )
                )
            found.add(text)
    return Frame(frozenset(found), frozenset(_files(templates / "assets")))


def _files(assets: Path) -> Iterator[str]:
    """The addresses that the scripts have on the site."""
    for stem, names in SCRIPTS.items():
        paths = [assets / name for name in names]
        if all(path.is_file() for path in paths):
            yield hashed("js", "".join(compact(path.name, path.read_text("utf-8")) for path in paths), stem)
