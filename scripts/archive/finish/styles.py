"""One stylesheet and one script, no heavier than what the pages use.

Takes the rendered site: its pages, the theme's stylesheets (`assets/stylesheets/*.css`) and ours
(`assets/archive.css`). Gives `assets/site.<hash>.css` and `assets/site.<hash>.js`, links them from every page
in place of `assets/site.css` and `assets/archive.js`, and deletes what no page uses any more. Refuses a
site whose theme no longer fits: a stylesheet is missing, a page asks for the theme's own files,
or none links ours.

The theme's rules stand in a cascade layer below ours: whatever a new release of it changes, our rules win. A
rule goes when one of its compound selectors matches no element of any page, nor of `SCRIPTED`; pseudo-classes
count as matching. Custom properties and keyframes that nothing uses go too.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode

ORDER = 10
"""Before all that hashes, lists or compresses the site's files."""

SCRIPTED = """
<html class="js" data-theme="dark"><body><details open></details><p class="live" aria-live="polite"></p>
<dialog class="search-box" open>
<div class="search-row"><input type="search"><button type="button"></button></div><p class="search-said"></p>
<div role="listbox" hidden>
<a role="option" aria-selected="true" href><b></b><span><mark></mark></span></a></div></dialog></body></html>
"""
"""What archive.js adds to a page, as HTML: its elements and states, which no built page holds."""

THEME_FOLDERS = ("assets/javascripts", "assets/stylesheets", "search")
"""What the theme and its search write into a site, and our pages do without."""

THEME_FILES = ("assets/images/favicon.png", "assets/archive.css", "assets/archive.js")
"""Single files that go: the theme's icon, and the sources of what is written here."""

OWNS = ("assets/site.*", *THEME_FILES, *THEME_FOLDERS, "assets/images")
"""Names that no asset may have: what is written here, and what of the theme is deleted."""

CONDITIONAL = frozenset({"media", "supports", "layer", "container"})
Node = Any
"""A tinycss2 node: the library has no types."""


class StylesError(Exception):
    """The rendered site does not fit what this module expects of the theme."""


class Built(Protocol):
    """What is asked of a rendered site."""

    @property
    def site_dir(self) -> Path:
        """The folder that holds the rendered site."""
        ...


@dataclass(frozen=True, slots=True)
class Element:
    """What selectors can ask of an element: its tag, classes, id and attributes."""

    tag: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Compound:
    """A compound selector: what one element must be, pseudo-classes aside."""

    tag: str = ""
    classes: set[str] = field(default_factory=set)
    attributes: dict[str, str | None] = field(default_factory=dict)
    any_of: list[list[Compound]] = field(default_factory=list)

    def fits(self, element: Element) -> bool:
        """Whether `element` could be meant by this compound."""
        held = dict(element.attributes)
        return (
            self.tag in ("", element.tag)
            and self.classes <= element.classes
            and all(name in held and value in (None, held[name]) for name, value in self.attributes.items())
            and all(any(choice.fits(element) for choice in choices) for choices in self.any_of)
        )


class Used:
    """The distinct elements of all pages, as far as the stylesheets' selectors tell them apart."""

    def __init__(self, valued: frozenset[str]) -> None:
        self._valued = valued
        self._elements: set[Element] = set()
        self._known: dict[tuple[object, ...], bool] = {}

    def read(self, html: str) -> None:
        """Add the elements of a page."""
        root = LexborHTMLParser(html).root
        if root is not None:
            self._elements.update(self._element(node) for node in root.traverse())

    def _element(self, node: LexborNode) -> Element:
        held = {name: value or "" for name, value in node.attributes.items()}
        kept = ((name, value if name in self._valued else "") for name, value in held.items())
        return Element(node.tag or "", frozenset(held.get("class", "").split()), tuple(sorted(kept)))

    def has(self, compound: Compound) -> bool:
        """Whether some element of the site fits."""
        key = (repr(compound),)
        if key not in self._known:
            self._known[key] = any(compound.fits(element) for element in self._elements)
        return self._known[key]


def finish(built: Built) -> None:
    """Write the site's one stylesheet and one script, link them, and delete what they replace."""
    site = built.site_dir
    pages = sorted(site.rglob("*.html"))
    css = prune(pages, _stylesheets(site))
    script = compact((site / "assets/archive.js").read_text("utf-8"))
    names = {
        "assets/site.css": _write(site, "css", css),
        "assets/archive.js": _write(site, "js", script),
    }
    if not _link(pages, names):
        raise StylesError("no page links assets/site.css: does overrides/main.html still fill the block `styles`?")
    _delete(site, pages)


def prune(html_files: Iterable[Path], stylesheets: Iterable[str]) -> str:
    """Keep the rules of `stylesheets` that can match something on the pages, as one minified stylesheet."""
    sheets = [tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True) for text in stylesheets]
    used = Used(_valued_attributes(sheets))
    used.read(SCRIPTED)
    for path in html_files:
        used.read(path.read_text("utf-8"))
    css = "".join(_rules(sheet, used) for sheet in sheets)
    return _without_unused_names(css)


def compact(script: str) -> str:
    """Drop the script's comment lines and indentation; a line stays a line, so nothing else changes."""
    lines = (line.strip() for line in script.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
    if "`" in kept:
        raise StylesError("archive.js holds a template literal, whose lines may not be touched: use strings")
    return kept


def _stylesheets(site: Path) -> list[str]:
    """Read the theme's stylesheets, in a layer of their own, then ours."""
    folder = site / "assets/stylesheets"
    theme = sorted(folder.glob("main.*.css")) + sorted(folder.glob("palette.*.css"))
    if len(theme) != 2:
        raise StylesError(f"expected the theme's main.*.css and palette.*.css in {folder}, found {len(theme)} files")
    texts = [f"@layer theme{{{path.read_text('utf-8')}}}" for path in theme]
    return [*texts, (site / "assets/archive.css").read_text("utf-8")]


def _write(site: Path, kind: str, text: str) -> str:
    """Write `assets/site.<hash>.<kind>` and give its path within the site."""
    name = hashed(kind, text)
    (site / name).write_bytes(text.encode("utf-8"))
    return name


def hashed(kind: str, text: str) -> str:
    """The address of the site's stylesheet or script from its root: its name changes where its text does."""
    return f"assets/site.{hashlib.sha256(text.encode('utf-8')).hexdigest()[:8]}.{kind}"


def _link(pages: Sequence[Path], names: dict[str, str]) -> bool:
    """Point every page's links at the written files; whether any page had one to the stylesheet."""
    pattern = re.compile(r'((?:href|src)="[^"]*?)(assets/site\.css|assets/archive\.js)"')
    linked = False
    for path in pages:
        html = path.read_text("utf-8")
        changed, count = pattern.subn(lambda found: f'{found[1]}{names[found[2]]}"', html)
        linked = linked or "assets/site." in changed
        if count:
            path.write_text(changed, "utf-8", newline="")
    return linked


def _delete(site: Path, pages: Sequence[Path]) -> None:
    """Delete the theme's files; refuse where a page still asks for one of them."""
    asked = re.compile(
        r'(?:href|src)="(?:[^":]*/)?(assets/(?:javascripts|stylesheets)/[^"]*|search/search_index[^"]*)"'
    )
    for path in pages:
        found = asked.search(path.read_text("utf-8"))
        if found:
            raise StylesError(
                f"{path.relative_to(site)} asks for the theme's {found[1]}: is a block of main.html gone?"
            )
    for name in THEME_FOLDERS:
        shutil.rmtree(site / name, ignore_errors=True)
    for name in THEME_FILES:
        (site / name).unlink(missing_ok=True)
    images = site / "assets/images"
    if images.is_dir() and not any(images.iterdir()):
        images.rmdir()


# --- Selectors -------------------------------------------------------------------------------------------


def _valued_attributes(sheets: Iterable[list[Node]]) -> frozenset[str]:
    """Find the attributes whose value some selector asks for: `type` of `[type=button]`, and `id`."""
    text = " ".join(tinycss2.serialize(rule.prelude) for sheet in sheets for rule in _qualified(sheet))
    return frozenset(re.findall(r"\[\s*([-\w]+)\s*=", text)) | {"id"}


def _qualified(rules: Iterable[Node]) -> Iterator[Node]:
    """Every style rule, also those within conditional rules."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in CONDITIONAL:
            yield from _qualified(_inner(rule))


def _inner(rule: Node) -> list[Node]:
    rules: list[Node] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    return rules


def _split(tokens: Iterable[Node]) -> list[list[Node]]:
    """Part a selector list at its commas."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return [part for part in parts if any(token.type != "whitespace" for token in part)]


def _compounds(selector: Sequence[Node]) -> list[Compound]:
    """Part a complex selector into its compounds, at the combinators."""
    parts: list[list[Node]] = [[]]
    for token in selector:
        if token.type == "whitespace" or (token.type == "literal" and token.value in (">", "+", "~")):
            parts.append([])
        else:
            parts[-1].append(token)
    return [_compound(part) for part in parts if part]


def _compound(tokens: Sequence[Node]) -> Compound:
    """Read what one compound asks of an element."""
    compound = Compound()
    before = ""
    for token in tokens:
        if token.type == "ident" and before == ".":
            compound.classes.add(token.value)
        elif token.type == "ident" and before == "":
            compound.tag = token.lower_value
        elif token.type == "hash":
            compound.attributes["id"] = token.value
        elif token.type == "[] block":
            compound.attributes.update([_attribute(token.content)])
        elif token.type == "function" and before == ":" and token.lower_name in ("is", "where"):
            compound.any_of.append(_alternatives(token.arguments))
        before = token.value if token.type == "literal" else before if before == ":" else "-"
    return compound


def _alternatives(tokens: Iterable[Node]) -> list[Compound]:
    """Take each alternative's last compound in `:is()`: what the element itself must be."""
    return [_compounds(part)[-1] for part in _split(tokens)]


def _attribute(tokens: Sequence[Node]) -> tuple[str, str | None]:
    """Read an attribute selector's name, and its value where it asks for exactly one."""
    kept = [token for token in tokens if token.type != "whitespace"]
    exact = len(kept) == 3 and kept[1].type == "literal" and kept[1].value == "="
    return kept[0].lower_value, kept[2].value if exact else None


# --- Rules -----------------------------------------------------------------------------------------------


def _rules(rules: Iterable[Node], used: Used) -> str:
    """Write the rules that can match, minified."""
    return "".join(_rule(rule, used) for rule in rules)


def _rule(rule: Node, used: Used) -> str:
    if rule.type == "error":
        raise StylesError(f"a stylesheet does not parse at line {rule.source_line}: {rule.message}")
    if rule.type == "qualified-rule":
        kept = [part for part in _split(rule.prelude) if all(used.has(compound) for compound in _compounds(part))]
        body = _declarations(rule.content)
        return f"{','.join(map(_selector, kept))}{{{body}}}" if kept and body else ""
    name = rule.lower_at_keyword
    if name == "charset" or rule.content is None:
        return ""
    head = f"@{name} {_tokens(rule.prelude)}".strip()
    body = _rules(_inner(rule), used) if name in CONDITIONAL else _body(rule, name)
    return f"{head}{{{body}}}" if body else ""


def _body(rule: Node, name: str) -> str:
    """Write what an unconditional at-rule holds: steps of keyframes, or declarations (`@page`)."""
    if not name.endswith("keyframes"):
        return _declarations(rule.content)
    return "".join(f"{_tokens(step.prelude)}{{{_declarations(step.content)}}}" for step in _inner(rule))


def _declarations(tokens: Iterable[Node]) -> str:
    """Write a declaration block, minified."""
    found = tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True)
    return ";".join(
        f"{item.name}:{_tokens(item.value)}{'!important' if item.important else ''}"
        for item in found
        if item.type == "declaration"
    )


def _selector(tokens: Iterable[Node]) -> str:
    """Write a selector, with no white space around its combinators; what is in square brackets stays as it is."""
    return re.sub(r"(\[[^\[\]]*+\])|(?:(?<!\s)\s++)?+([>+~,])\s*+", lambda found: found[1] or found[2], _tokens(tokens))


def _tokens(tokens: Iterable[Node]) -> str:
    """Write component values: white space single, and none beside commas."""
    parts: list[str] = []
    for token in tokens:
        blank = token.type in ("whitespace", "comment")
        comma = token.type == "literal" and token.value == ","
        if (blank or comma) and parts and parts[-1] == " ":
            parts.pop()
        if not (blank and (not parts or parts[-1] == ",")):
            parts.append(" " if blank else _token(token))
    return "".join(parts).strip()


def _token(token: Node) -> str:
    if token.type == "function":
        return f"{token.name}({_tokens(token.arguments)})"
    if token.type == "() block":
        return f"({_tokens(token.content)})"
    if token.type in ("number", "dimension", "percentage"):
        return re.sub(r"^([+-]?)0(?=\.\d)", r"\1", str(token.serialize()))
    return str(token.serialize())


# --- Names that nothing uses -----------------------------------------------------------------------------


def _without_unused_names(css: str) -> str:
    """Drop the custom properties and keyframes that nothing uses, again until none is left."""
    while True:
        asked = set(re.findall(r"var\(\s*(--[-\w]+)", css))
        moving = " ".join(re.findall(r"animation(?:-name)?:([^;}]*)", css))
        rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        left = "".join(_named(rule, asked, moving) for rule in rules)
        if left == css:
            return css
        css = left


def _named(rule: Node, asked: set[str], moving: str) -> str:
    if rule.type == "qualified-rule":
        found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        kept = [item for item in found if not item.name.startswith("--") or item.name in asked]
        body = ";".join(f"{item.name}:{_tokens(item.value)}{'!important' if item.important else ''}" for item in kept)
        return f"{tinycss2.serialize(rule.prelude)}{{{body}}}" if body else ""
    head = f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}".strip()
    if rule.lower_at_keyword.endswith("keyframes") and not re.search(
        rf"(?<![-\w]){re.escape(head.split()[-1])}(?![-\w])", moving
    ):
        return ""
    if rule.lower_at_keyword in CONDITIONAL:
        body = "".join(_named(inner, asked, moving) for inner in _inner(rule))
        return f"{head}{{{body}}}" if body else ""
    return f"{head}{{{tinycss2.serialize(rule.content)}}}"
