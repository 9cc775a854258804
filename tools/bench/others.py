"""The staged pages of a built project through other generators, each a command of its own that starts from nothing.

Takes a project whose whole pages stand under `builds.WHOLE`, and a folder to work in; gives a `Job`, or raises
`NotMeasuredError` with the tool that is not at hand. All of them only render. What each is spared is said in `FAIR`.
A job whose site lacks a page has no figure: `hold_whole` refuses it.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from archive.content.frontmatter import split
from archive.findings import LANGS, Text
from archive.settings import FILE as OWN
from archive.settings import read_settings
from bench import starlight
from bench.builds import WHOLE, menu
from bench.outcome import NotMeasuredError

PLAIN, LEAST, PROPERDOCS, ZENSICAL, HUGO, STARLIGHT = "plain", "least", "properdocs", "zensical", "hugo", "starlight"
FAIR = (
    Text(
        "ProperDocs: cấu hình của Material trơn, từng chữ; chỉ khác chương trình dựng.",
        "ProperDocs: plain Material's settings word for word; the engine alone differs.",
    ),
    Text(
        "Zensical: giao diện của nó, có chỉ mục tìm kiếm; không có tiện ích ngôn ngữ, hai thứ tiếng là hai thư mục.",
        "Zensical: its own theme, with a search index, without a language plugin: the two languages are two folders.",
    ),
    Text(
        "Hugo: một khuôn mười dòng, không giao diện, không tìm kiếm, có lợi cho nó; nó tìm đích của liên kết Markdown.",
        "Hugo: one template of ten lines, no theme and no search, in its favour; it resolves links to Markdown files.",
    ),
    Text(
        "Starlight: giao diện của chính nó, chỉ mục tìm kiếm bằng Pagefind.",
        "Starlight: its own theme, and its search index by Pagefind.",
    ),
)
_TO_INDEX = re.compile(r"\]\((?!\w+:|/|#)((?:[^()\s#]*/)?)index\.md(#[^()\s]*)?\)")


@dataclass(frozen=True, slots=True)
class Job:
    """A generator that is ready to run: the command and its folder, and what is taken away before each run."""

    command: list[str]
    folder: Path
    site: Path
    caches: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    """The pages that it renders, where it is not all."""

    def clear(self) -> None:
        """Take away what a run before this one left, so that each starts from nothing."""
        for path in (self.site, *self.caches):
            shutil.rmtree(path, ignore_errors=True)


def titles(whole: Path) -> dict[str, str]:
    """What must be rendered: each page's file in a site whose Vietnamese pages stand at its root, and its title."""
    found = {}
    for lang in LANGS:
        for page in (whole / lang).rglob("*.md"):
            path = page.relative_to(whole / lang).with_suffix("")
            if path.name != "404":  # each generator has its own
                folder = path.parent if path.name == "index" else path
                built = ("" if lang == "vi" else lang) / folder / "index.html"
                found[built.as_posix()] = str(_front(page.read_text("utf-8"))["title"])
    return found


def hold_whole(name: str, site: Path, pages: Mapping[str, str]) -> None:
    """Refuse a site in which a page is missing, or stands without its title: a figure for less work is none."""
    lacking = [path for path, title in sorted(pages.items()) if not _shows(site / path, title)]
    if lacking:
        raise NotMeasuredError(name, f"{len(lacking)} of {len(pages)} pages are not rendered, {lacking[0]} the first")


def plain(project: Path, work: Path) -> Job:
    """Material for MkDocs as it comes, in a process of this Python."""
    return _mkdocs(project, work / PLAIN, "mkdocs")


def least(project: Path, work: Path) -> Job:
    """Material for MkDocs with the home pages alone: what a process of it takes, however little is due."""
    own = work / LEAST
    for name in (OWN, "mkdocs.yml", *(f"{WHOLE}/{lang}/index.md" for lang in LANGS)):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / name, own / name)
    return replace(_mkdocs(own, own / "site", "mkdocs"), only=("index.html", "en/index.html"))


def properdocs(project: Path, work: Path) -> Job:
    """The same with ProperDocs as the engine."""
    if find_spec("properdocs") is None:
        raise NotMeasuredError("properdocs")
    return _mkdocs(project, work / PROPERDOCS, "properdocs")


def zensical(project: Path, work: Path) -> Job:
    """Zensical, which reads a file of MkDocs' make: the project's menu and Markdown extensions."""
    tool, target = _at_hand("zensical"), work / ZENSICAL
    whole = project / WHOLE
    shutil.copytree(whole / "vi", target / "docs")
    for name in (path.name for path in whole.iterdir() if path.is_dir() and path.name != "vi"):
        shutil.copytree(whole / name, target / "docs" / name)
    own = read_settings(project).settings
    settings = {
        "site_name": own.name.vi,
        "site_url": own.site_url,
        "use_directory_urls": True,
        "theme": {"name": "material", "language": "vi", "font": False},
        "plugins": ["search"],
        "nav": [{item.vi: item.page} for item in menu(own)],
        "markdown_extensions": ["attr_list", "tables", {"pymdownx.magiclink": {"hide_protocol": True}}, "toc"],
    }
    (target / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    command = [tool, "build", "--clean", "--config-file", "mkdocs.yml"]
    return Job(command, target, target / "site", (target / ".cache",))


def hugo(project: Path, work: Path) -> Job:
    """Hugo, with one template."""
    tool, target = _at_hand("hugo"), work / HUGO
    whole, own = project / WHOLE, read_settings(project).settings
    for lang in LANGS:
        for page in (whole / lang).rglob("*.md"):
            path = page.relative_to(whole / lang)
            if path.name != "404.md":
                name = "_index.md" if path.name == "index.md" else path.name
                place = target / "content" / lang / path.with_name(name)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(for_hugo(page.read_text("utf-8")), "utf-8")
    if (whole / "assets").is_dir():
        shutil.copytree(whole / "assets", target / "static/assets")
    languages = {
        lang: {
            "contentDir": f"content/{lang}",
            "weight": number,
            "title": own.name[lang],
            "menus": {
                "main": [{"name": Text(item.vi, item.en)[lang], "pageRef": _hugo_page(item.page)} for item in menu(own)]
            },
        }
        for number, lang in enumerate(LANGS, 1)
    }
    settings = _HUGO | {"baseURL": own.site_url, "languages": languages}
    (target / "hugo.json").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    (target / "layouts").mkdir()
    (target / "layouts/all.html").write_text(_TEMPLATE, "utf-8")
    return Job([tool, "build"], target, target / "public", (target / "resources",))


def for_hugo(text: str) -> str:
    """A staged page as Hugo takes it: title and summary before it, and a folder's page called as Hugo calls it."""
    _, body, *_ = split(text)
    meta = _front(text)
    front = {"title": str(meta["title"]), "description": str(meta.get("summary", ""))}
    body = _TO_INDEX.sub(lambda found: f"]({found[1]}_index.md{found[2] or ''})", body)
    return f"{json.dumps(front, ensure_ascii=False, indent=1)}\n\n{body}"


def starlight_job(project: Path, work: Path) -> Job:
    """Starlight; npm fetches it first, which is not measured."""
    target = work / STARLIGHT
    starlight.install(project, target)
    caches = tuple(target / name for name in starlight.CACHES)
    command = ["node", "node_modules/astro/astro.js", "build"]
    return Job([str(shutil.which(command[0])), *command[1:]], target, target / "dist", caches)


JOBS: Mapping[str, Callable[[Path, Path], Job]] = {
    PLAIN: plain, LEAST: least, PROPERDOCS: properdocs, ZENSICAL: zensical, HUGO: hugo, STARLIGHT: starlight_job,
}  # fmt: skip
OTHERS = tuple(part for part in JOBS if part not in {PLAIN, LEAST})


def versions() -> dict[str, str]:
    """The versions of what is at hand, as each tells it."""
    found = {}
    for name, asked in (("zensical", "--version"), ("hugo", "version")):
        if tool := shutil.which(name):
            said = subprocess.run([tool, asked], capture_output=True, text=True, check=False).stdout
            number = re.search(r"\bv?(\d+\.\d+\.\d+)", said.rpartition("\nhugo")[2])
            found[name] = number[1] if number else "?"
    return found


def _mkdocs(project: Path, site: Path, engine: str) -> Job:
    script = (
        "from pathlib import Path; from bench.builds import material_build;"
        f"material_build(Path({str(project)!r}), Path({str(site)!r}), {engine!r})"
    )
    return Job([sys.executable, "-c", script], project, site)


def _at_hand(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise NotMeasuredError(tool)
    return os.path.abspath(found)  # noqa: PTH100  a tool may be a link, and finds its own files by its name


def _front(text: str) -> dict[str, Any]:
    block, *_ = split(text)
    return {"title": ""} | (yaml.safe_load(block or "") or {})


def _shows(page: Path, title: str) -> bool:
    return page.is_file() and title in html.unescape(page.read_text("utf-8"))


def _hugo_page(path: str) -> str:
    stem = path.removesuffix(".md").removesuffix("index")
    return f"/{stem.rstrip('/')}"


_HUGO: dict[str, Any] = {
    "defaultContentLanguage": "vi",
    "disableKinds": ["taxonomy", "term", "rss"],
    "markup": {
        "goldmark": {
            "renderer": {"unsafe": True},  # the staged pages have HTML of their own
            "parser": {"attribute": {"block": True, "title": True}},
            "renderHooks": {"link": {"useEmbedded": "always"}},
        }
    },
}
_TEMPLATE = """<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
</head><body><nav>{{ range site.Menus.main }}<a href="{{ .URL }}">{{ .Name }}</a> {{ end }}</nav>
<aside>{{ .TableOfContents }}</aside>
<main>{{ .Content }}</main>
</body></html>
"""
