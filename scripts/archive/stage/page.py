"""What the stage gives: a page's address, its front matter for the templates, and its Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.content.model import Archive, page_url
from archive.findings import Lang, Text


@dataclass(frozen=True, slots=True)
class StagedPage:
    """One complete Markdown page of `build/pages/<lang>/<path>`."""

    lang: Lang
    path: str
    title: str
    summary: str
    body: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Further front matter for the templates; values are JSON."""

    @property
    def url(self) -> str:
        """The page's address relative to the site's root."""
        return page_url(self.path, self.lang)

    def markdown(self) -> str:
        """The file's text: front matter (JSON values are YAML too), the title as h1, the body."""
        meta = {"title": self.title, "summary": self.summary, **self.meta}
        front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(meta.items()))
        return f"---\n{front}\n---\n\n# {self.title}\n\n{self.body.strip()}\n"


HOME = Text("Trang chủ", "Home")


def crumbs(archive: Archive, lang: Lang, path: str) -> list[dict[str, str]]:
    """The way down to `path`: home, then every folder above it that has an index page."""
    if path == "index.md":
        return []
    way = [{"title": HOME[lang], "url": page_url("index.md", lang)}]
    parts = path.split("/")[:-1] if not path.endswith("/index.md") else path.split("/")[:-2]
    for depth in range(1, len(parts) + 1):
        index = "/".join([*parts[:depth], "index.md"])
        found = archive.by_path.get((lang, index))
        if found:
            way.append({"title": found.title, "url": found.url})
    return way
