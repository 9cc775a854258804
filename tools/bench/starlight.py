"""The same content as a Starlight site: the staged pages turned into what Starlight reads, and its build.

Needs Node and npm, and the network where npm has nothing in its cache; raises `NotMeasuredError` with what is not at
hand. All in a temporary folder.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from archive.content.frontmatter import split
from archive.frame import files_of
from archive.settings import MenuItem, read_settings
from bench.builds import WHOLE, menu
from bench.outcome import NotMeasuredError

VERSIONS = {"astro": "5.18.2", "@astrojs/starlight": "0.36.3"}
"""Both run on Node 20."""
CACHES = (".astro", "node_modules/.astro", "node_modules/.vite")
"""What a build leaves for the next one, beside its site."""
WAIT = 900
"""Seconds that an installation or a build may take."""
_HEADING = re.compile(r"\A\s*# .*\n")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*+\{:?[ ]?[#.][^{}\n]*+\}[ \t]*+$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!\w+:|/|#)([^()\s#]+)\.md(#[^()\s]*)?\)")
_ASSET = re.compile(r"\]\((?:\.\./)+assets/")
_LANGS = ("vi", "en")


def convert(text: str, path: str) -> str:
    """A staged page as Starlight takes it; `path` is the page's own, below its language's folder.

    Title and summary go to the front matter, and the h1 with them (Starlight writes it); links to Markdown files become
    addresses, those to pictures lead to where they are copied; attributes in braces, which it would print, go.
    """
    block, body, *_ = split(text)
    meta = yaml.safe_load(block or "") or {}
    front = {"title": str(meta.get("title", "")), "description": str(meta.get("summary", ""))}
    body = _ATTRIBUTES.sub("", _HEADING.sub("", body, count=1))
    body = _LINK.sub(lambda found: f"]({_address(path, found[1])}{found[2] or ''})", body)
    return f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n{_ASSET.sub('](/assets/', body)}"


def sidebar(menu: Iterable[MenuItem]) -> list[dict[str, Any]]:
    """The project's menu as Starlight's: the same links, with their English names."""
    return [{"label": item.vi, "link": f"/{_published(item.page)}", "translations": {"en": item.en}} for item in menu]


def prepare(project: Path, target: Path) -> None:
    """Write the Starlight project of a built `project` into `target`."""
    for lang in _LANGS:
        pages = project / WHOLE / lang
        for page in sorted(pages.rglob("*.md")):
            path = page.relative_to(pages).as_posix()
            if path != "404.md":  # Starlight has its own
                place = target / "src/content/docs" / ("" if lang == "vi" else lang) / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(convert(page.read_text("utf-8"), path), "utf-8")
    own = read_settings(project).settings
    options = {
        "title": own.name.vi,
        "defaultLocale": "root",
        "locales": {"root": {"label": "Tiếng Việt", "lang": "vi"}, "en": {"label": "English", "lang": "en"}},
        "sidebar": sidebar(menu(own)),
    }
    (target / "public").mkdir(parents=True, exist_ok=True)
    shutil.copy2(files_of(project)["assets/favicon.svg"], target / "public/favicon.svg")
    if (project / WHOLE / "assets").is_dir():
        shutil.copytree(project / WHOLE / "assets", target / "public/assets")
    _write(target / "package.json", json.dumps({"private": True, "type": "module", "dependencies": VERSIONS}))
    _write(
        target / "astro.config.mjs",
        'import { defineConfig } from "astro/config";\nimport starlight from "@astrojs/starlight";\n'
        f'export default defineConfig({{ site: "{own.site_url}",\n'
        f"  integrations: [starlight({json.dumps(options, ensure_ascii=False)})] }});\n",
    )
    _write(
        target / "src/content.config.ts",
        'import { defineCollection } from "astro:content";\nimport { docsLoader } from "@astrojs/starlight/loaders";\n'
        'import { docsSchema } from "@astrojs/starlight/schema";\n'
        "export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
    )


def install(project: Path, target: Path) -> None:
    """Write the Starlight project of a built `project` into `target` and let npm fetch what it needs."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise NotMeasuredError(tool)
    prepare(project, target)
    run(target, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")


def build(target: Path) -> dict[str, float]:
    """Build from nothing into `target/dist`; seconds."""
    for kept in ("dist", *CACHES):
        shutil.rmtree(target / kept, ignore_errors=True)
    start = time.perf_counter()
    run(target, "node", "node_modules/astro/astro.js", "build")
    return {"build": time.perf_counter() - start}


def run(folder: Path, *command: str) -> None:
    """Run a command in `folder`; raises `NotMeasuredError` with its last line where it fails."""
    environment = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "CI": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotMeasuredError(" ".join(command[:2]), f"more than {WAIT} s") from None
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise NotMeasuredError(" ".join(command[:2]), last[:200])


def _published(path: str) -> str:
    """The address of a page: `a/b.md` is published at `a/b/`, `a/index.md` at `a/`."""
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return f"{stem}/" if stem else ""


def _address(path: str, link: str) -> str:
    """The address, from the page `path`, of another page that it names by its file without `.md`."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) + ".md"
    return posixpath.relpath("/" + _published(target), "/" + _published(path)) + "/"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
