"""Rules on links and images: DV310 to DV319. An address is judged as a browser reads it, however it is spelled."""

from __future__ import annotations

import html
import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import unquote

from archive.checks.addresses import addresses, is_of_source
from archive.checks.prose import DESTINATION, PageText, at, page_text, short, until
from archive.content.body import Link
from archive.content.model import Archive, Page, leads_to
from archive.content.terms import anchor_of, entries
from archive.extending import FOLLOWS, Need, Problem, Spoils, is_generated, rule
from archive.findings import LANGS, Lang, Place, Text
from archive.near import meant, nearest

SCHEMES = frozenset({"https", "mailto"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_DEFINITION = re.compile(r"^[ ]{0,3}(?:>[ ]?)*\[[^\]\n]+\]:[ ]*\n?[ ]*<?", re.MULTILINE)
_RAW_ADDRESS = re.compile(
    r"[\s/\"'](?:href|src|srcset|action|formaction|poster|data|cite|background|xlink:href)\s*=\s*[\"']?",
    re.IGNORECASE,
)
_ANGLE = re.compile(r"<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:|[a-z]*&)", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def _plain(address: str) -> str:
    """An address as a browser would understand it: entities, escapes, case and unseen characters undone."""
    text = _ESCAPE.sub(r"\1", html.unescape(html.unescape(address)))
    return _UNSEEN.sub("", unquote(text) if "%" in text else text).lower()


def _addresses(page: Page) -> Iterator[tuple[str, int]]:
    """Every address that any parser could make of the page's text, with its position."""
    source = page.text
    if "](" in source or "]:" in source or "] (" in source or "]\n(" in source:
        for match in DESTINATION.finditer(source):
            yield until(source, match.end(), ")"), match.end()
        for match in _DEFINITION.finditer(source):
            yield until(source, match.end(), "\n"), match.end()
    if "<" in source:
        for match in _ANGLE.finditer(source):
            yield until(source, match.end(), ">"), match.end()
        for match in _RAW_ADDRESS.finditer(source):
            yield until(source, match.end(), ">"), match.end()


def _found(page: Page) -> Iterator[tuple[str, Place]]:
    """Plain addresses with their places, each once; links that only the parser sees come last."""
    if not (page.body.links or "[" in page.text or "<" in page.text):
        return
    text: PageText | None = None
    met: list[str] = []
    for address, offset in _addresses(page):
        text = text or page_text(page)
        if not text.is_code(offset):
            plain = _plain(address)
            met.append(plain)
            yield plain, at(page, offset)
    met.sort()
    for plain, place in {_plain(link.href): link.place for link in reversed(page.body.links)}.items():
        # The first that is not before it starts with it, if any does.
        if not "".join(met[(first := bisect_left(met, plain)) : first + 1]).startswith(plain):
            yield plain, place


@rule("DV310", needs=Need.BODY, nearness=FOLLOWS)
def titled(page: Page, _: Archive) -> Iterator[Problem]:
    """Links and images have words, and no title besides."""
    for link in page.body.links:
        if link.title:
            yield Problem(link.place)


@rule("DV311", needs=Need.BODY, nearness=FOLLOWS)
def scheme(page: Page, _: Archive) -> Iterator[Problem]:
    """Links lead within the archive, to https: or to mailto:."""
    for plain, place in _found(page):
        found = _SCHEME.match(plain)
        if found and found[1] not in SCHEMES and found[1] != "http":
            kind = found[1]
            yield Problem(place, Text(f"Địa chỉ loại {kind}: bị cấm", f"Addresses of the kind {kind}: are refused"))


@rule("DV312", needs=Need.BODY, nearness=FOLLOWS)
def protocol_relative(page: Page, _: Archive) -> Iterator[Problem]:
    """No `//host`, with slashes of either kind."""
    for plain, place in _found(page):
        if plain.replace("\\", "/").startswith("//"):
            yield Problem(place)


@rule("DV313", needs=Need.BODY, nearness=FOLLOWS)
def insecure(page: Page, archive: Archive) -> Iterator[Problem]:
    """No http: address but a source's own."""
    met: set[str] = set()
    for address, offset in addresses(page):
        if not address.lower().startswith("https:"):
            met.add(address.lower())
            if not is_of_source(address, archive) and not address.startswith(
                archive.site_url or archive.settings.site_url
            ):
                yield Problem(at(page, offset))
    plainly = tuple(address for address in met if address.startswith("http:"))
    for plain, place in _found(page):
        if plain.startswith("http:") and not plain.startswith(plainly):
            yield Problem(place)


def inner(page: Page) -> Iterator[tuple[Link, str, str]]:
    """A page's links within the archive: the link, its path and its anchor."""
    for link in page.body.links:
        plain = _plain(link.href)
        if plain and not _SCHEME.match(plain) and not plain.replace("\\", "/").startswith("//"):
            path, _, anchor = unquote(link.href).partition("#")
            yield link, path.partition("?")[0], anchor


def _is_asset(target: str) -> bool:
    return target.startswith("assets/")


@rule("DV314", needs=Need.BODY, nearness=FOLLOWS)
def rooted_path(page: Page, _: Archive) -> Iterator[Problem]:
    """Links within the archive are relative."""
    for link, path, _anchor in inner(page):
        if path.startswith(("/", "\\")):
            yield Problem(link.place)


@rule("DV315", needs=Need.BODY, nearness=FOLLOWS)
def foreign_file(page: Page, archive: Archive) -> Iterator[Problem]:
    """Links lead to pages and assets, and stay below docs/."""
    for link, path, _anchor in inner(page):
        target = leads_to(page, path)
        inside = target.split("/")[0] in LANGS or _is_asset(target)
        if link.image:
            continue  # DV318 says where images stand
        if path and not path.startswith(("/", "\\")) and not (inside and (path.endswith(".md") or _is_asset(target))):
            hint = _meant(f"{page.lang}/{target}", page, archive)[0] if path.endswith(".md") else Text("", "")
            words = Text(
                f"“{short(path)}” không phải trang .md hay tệp trong assets{hint.vi}",
                f"“{short(path)}” is no .md page and no asset{hint.en}",
            )
            yield Problem(link.place, words)


@rule("DV316", needs=Need.BODY, nearness=FOLLOWS, spoils=Spoils.GROUNDS)
def missing_target(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every linked page and asset is there."""
    for link, path, _anchor in inner(page):
        target = leads_to(page, path)
        lang = _lang(target)
        if lang and path.endswith(".md"):
            there = target[3:]
            fine = (lang, there) in archive.by_path or there in archive.unwritten_lists
            fine = fine or is_generated(f"{there.removesuffix('.md')}/")
        else:
            fine = not _is_asset(target) or target in archive.assets
        if not fine and "\\" in unquote(link.href):
            yield Problem(link.place, *_BACKSLASH)
        elif not fine:
            # A page that was moved has its links to be mended; of one that is gone the published address says so.
            hint, moved = _meant(target, page, archive)
            words = Text(
                f"Không có tệp docs/{short(target)}{hint.vi}", f"There is no file docs/{short(target)}{hint.en}"
            )
            yield Problem(link.place, words, about=() if moved else (f"docs/{target}",))


_BACKSLASH = (
    Text("Dấu \\ trong đường dẫn", "A \\ in a path"),
    Text("viết / thay cho \\", "write / in its place"),
)


def _meant(target: str, page: Page, archive: Archive) -> tuple[Text, bool]:
    """The file that was meant: one of the same name elsewhere (then the second is true), or a near one in its folder."""
    folder, _, name = target.rpartition("/")
    known = [*(f"{other.lang}/{other.path}" for other in archive.pages), *archive.assets]
    same = [file for file in known if file.rpartition("/")[2] == name and file[:3] == target[:3]]
    beside = [file.rpartition("/")[2] for file in known if file.rpartition("/")[0] == folder]
    moved = len(same) == 1 and name != "index.md"
    near = same[0] if moved else f"{folder}/{found}" if (found := nearest(name, beside)) else ""
    if not near:
        return Text("", ""), False
    way = posixpath.relpath(near, posixpath.dirname(f"{page.lang}/{page.path}"))
    return Text(f"; có phải là “{way}” không?", f"; did you mean “{way}”?"), moved


def _lang(target: str) -> Lang | None:
    return next((lang for lang in LANGS if target.startswith(f"{lang}/")), None)


@rule("DV317", needs=Need.BODY, nearness=FOLLOWS)
def missing_anchor(page: Page, archive: Archive) -> Iterator[Problem]:
    """Anchors are ids of claims, headings or words of the glossary."""
    for link, path, anchor in inner(page):
        target = leads_to(page, path)
        lang = _lang(target)
        found = archive.by_path.get((lang, target[3:])) if lang and anchor else None
        known = [*(one.id for one in found.body.anchors), *map(anchor_of, entries(found))] if found else []
        if found and anchor not in known:
            hint = meant(anchor, known)
            words = Text(f"Trang {found.file} không có #{anchor}{hint.vi}", f"{found.file} has no #{anchor}{hint.en}")
            yield Problem(link.place, words, about=(anchor, found.file))


@rule("DV318", needs=Need.BODY, nearness=FOLLOWS)
def remote_image(page: Page, _: Archive) -> Iterator[Problem]:
    """Images are assets."""
    for link in page.body.links:
        if link.image and (_SCHEME.match(_plain(link.href)) or not _is_asset(leads_to(page, unquote(link.href)))):
            yield Problem(link.place)


_ADDRESS = Text("viết địa chỉ trong ngoặc tròn", "write the address between the round brackets")


@rule("DV319", needs=Need.BODY, nearness=FOLLOWS)
def missing_words(page: Page, _: Archive) -> Iterator[Problem]:
    """Images have alt text, links have words and an address."""
    for link in page.body.links:
        if not link.href:
            yield Problem(link.place, Text("Liên kết thiếu địa chỉ", "The link has no address"), _ADDRESS)
        elif not link.text.strip() and not (link.image and not _is_asset(leads_to(page, unquote(link.href)))):
            words = Text("Hình thiếu lời mô tả", "The image has no alt text")
            yield Problem(link.place, words if link.image else Text("Liên kết thiếu chữ", "The link has no words"))


_EXCHANGED = re.compile(r"(?<!\])\([^()\[\]\n]+\)\[[^\[\]\s]*(?:\.md|://)[^\[\]\s]*\]")
_APART = re.compile(r"\](\s+)\((?=[^()\s]*(?:\.md|://))")


@rule("DV320", needs=Need.BODY)
def apart(page: Page, _: Archive) -> Iterator[Problem]:
    """The two parts of a link stand together, the words first."""
    text: PageText | None = None
    for match in _APART.finditer(page.text) if "]" in page.text else ():
        text = text or page_text(page)
        if not text.is_code(match.start()):
            yield Problem(at(page, match.start(1)))
    for match in _EXCHANGED.finditer(page.text) if ")[" in page.text else ():
        text = text or page_text(page)
        if not text.is_code(match.start()):
            words = Text("Hai thứ ngoặc của liên kết bị đảo", "The brackets of a link are exchanged")
            yield Problem(at(page, match.start()), words, Text("viết [chữ](địa-chỉ.md)", "write [words](address.md)"))


@rule("DV335", needs=Need.BODY)
def other_language(page: Page, archive: Archive) -> Iterator[Problem]:
    """Pages link pages of their own language."""
    for link, path, anchor in inner(page):
        target = leads_to(page, path)
        lang = _lang(target)
        if lang and lang != page.lang and (lang, target[3:]) in archive.by_path:
            way = posixpath.relpath(f"{page.lang}/{target[3:]}", posixpath.dirname(f"{page.lang}/{page.path}"))
            here = f"{way}#{anchor}" if anchor else way
            yield Problem(link.place, fix=Text(f"viết {here}", f"write {here}"))
