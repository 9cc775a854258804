"""The frame's own scripts: the only ones that a page may run.

Takes the folder of templates; gives the text of every inline script in them, and of the one that redirects use. They
are constants: a template's script with a variable in it is refused with `SettingsError`, since its hash would not be
known before content is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.allowed import FINISHED
from archive.findings import Text
from archive.finish.styles import compact, hashed
from archive.settings import SettingsError

CARRY = 'location.replace(document.querySelector("main a").href+location.hash)'
"""On a page that only leads on: a refresh drops the anchor that a citation ends in; this carries it to where the page's
own link leads."""
_SCRIPT = re.compile(r"<script\b([^>]*+)>(.*?)</script\s*+>", re.DOTALL | re.IGNORECASE)


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
                raise SettingsError(
                    Text(
                        f"Đoạn mã trong khuôn {name} phải là một hằng: không thuộc tính, không biến",
                        f"The script in the template {name} must be a constant: no attributes, no variables",
                    )
                )
            found.add(text)
    script = templates / "assets/archive.js"
    files = {hashed("js", compact(script.read_text("utf-8")))} if script.is_file() else set()
    return Frame(frozenset(found), frozenset(files))
