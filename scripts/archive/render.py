"""The render stage: MkDocs through its Python API, from `build/pages` to `build/site`. It knows nothing about claims.

Takes the project's root, the folder with the frame's `theme`, that with the staged pages, the public address, the
archive's settings, and who takes the rendered pages: MkDocs writes none itself, and copies no file. Gives the
renderer's own warnings, and what it failed by. What the system refuses meanwhile, and a `Refusal` of whoever takes the
pages, is raised.
"""

from __future__ import annotations

import importlib
import logging
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader

from archive.escaping import unbroken
from archive.findings import LANGS, Text
from archive.frame import frame_words
from archive.refusal import Refusal
from archive.settings import Settings
from archive.stage.page import HOME


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class Source(Protocol):
    """What stands in a page's file."""

    @property
    def title(self) -> str:
        """The page's title."""

    def front(self) -> dict[str, Any]:
        """Its front matter."""

    def below(self) -> str:
        """The Markdown below that."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes what is rendered."""

    page: Callable[[str, str], None]
    """Is given each page's file, from the site's root, and its HTML, in whole."""
    wanted: Callable[[str], bool] = lambda name: True
    """Whether a page is to be rendered; the others are known, so that links lead to them."""
    source: Callable[[str], Source | None] = lambda name: None
    """What stands in a page's file, where it is at hand."""


def render(
    root: Path,
    work: Path,
    docs: Path,
    site_url: str,
    own: Settings,
    taker: Taker,
    engine: str = "mkdocs",
    map_: Mapping[str, Any] = {},
) -> list[str]:
    """Render the staged pages with the project's `mkdocs.yml`; gives warnings.

    `engine` may name a drop-in such as `properdocs`; it takes the name `mkdocs` for the rest of the process: one
    process renders with one engine. `map_` has the columns of links at the foot of every page, by language.
    """
    # Banners of the renderer's makers about its future are not ours to print.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    if not os.environ.get("SOURCE_DATE_EPOCH", "unset"):
        del os.environ["SOURCE_DATE_EPOCH"]  # empty is unset to us, and no number to the renderer
    if engine != "mkdocs":
        # Plugins import `mkdocs`; this leads them to the drop-in.
        importlib.import_module(f"{engine}.replacement")
    base = importlib.import_module(f"{engine}.config")
    build = importlib.import_module(f"{engine}.commands.build")
    collector, held = _Collector(), [taker]
    with _listening(engine, collector):
        try:
            config = _config(base, root, work, docs, site_url, own, map_)
            config.plugins["taking"] = _plugin(engine, held)
            _run(build, config)
        except SystemExit as stop:
            # A strict failure is a SystemExit that says nothing itself.
            return collector.lines or [f"the renderer stopped ({stop})"]
        except (OSError, Refusal):
            raise
        except Exception as error:
            return [*collector.lines, f"{type(error).__name__}: {error}"]
        finally:
            held.clear()  # the renderer's classes hold the last settings, plugins and all, until the process ends
    return collector.lines


RENDERED = "rendered"
"""The renderer's own folder for a site, in which it is let put nothing."""
MANY = 4_000
"""Files from which on the pages that wait for their template are packed: all of them wait at once."""
FIRST, LAST = 1000, -1000
"""Before every other plugin, which may ask for front matter; behind every other, which sets pages in their places."""


def _plugin(engine: str, held: list[Taker]) -> Any:
    """The renderer's plugin that hands pages on to the one who is held.

    What it leaves of them is not written, and no file is copied.
    """
    base = importlib.import_module(f"{engine}.plugins").BasePlugin
    excluded = importlib.import_module(f"{engine}.structure.files").InclusionLevel.EXCLUDED
    waiting: dict[str, bytes] = {}

    def on_files(_: Any, files: Any, **__: Any) -> Any:
        for file in files:
            if not file.is_documentation_page():
                file.copy_file = lambda *_, **__: None  # known, so that links lead to it
            elif not held[0].wanted(file.dest_uri):
                file.inclusion = excluded
        return files

    def on_page_read_source(_: Any, *, page: Any, **__: Any) -> str | None:
        source = held[0].source(page.file.dest_uri)
        # Empty front matter: without any, the text's first words would be taken for it.
        return f"---\n{{}}\n---\n\n{source.below()}" if source else None

    def on_page_markdown(_: Any, markdown: str, *, page: Any, **__: Any) -> str:
        if source := held[0].source(page.file.dest_uri):
            page.meta = {"title": source.title}
        return markdown

    def on_page_content(_: Any, html: str, *, page: Any, files: Any, **__: Any) -> str:
        page.markdown = ""  # rendered; None would be a page without a title
        if len(files) < MANY:
            return html
        waiting[page.file.dest_uri] = zlib.compress(html.encode("utf-8", "surrogatepass"), 1)
        return ""

    def on_page_context(_: Any, context: Any, *, page: Any, **__: Any) -> Any:
        if (packed := waiting.pop(page.file.dest_uri, None)) is not None:
            page.content = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        # All pages wait for their template at once: each is given its front matter only there, and let go behind it.
        if source := held[0].source(page.file.dest_uri):
            page.meta = source.front()
        return context

    def on_post_page(_: Any, output: str, *, page: Any, **__: Any) -> str:
        held[0].page(page.file.dest_uri, output)
        page.meta, page.content = {"title": page.title}, None
        return ""

    on_files.mkdocs_priority = on_post_page.mkdocs_priority = LAST  # type: ignore[attr-defined]
    on_page_content.mkdocs_priority = LAST  # type: ignore[attr-defined]
    on_page_markdown.mkdocs_priority = on_page_context.mkdocs_priority = FIRST  # type: ignore[attr-defined]
    events = (on_files, on_page_read_source, on_page_markdown, on_page_content, on_page_context, on_post_page)
    return type("Taking", (base,), {event.__name__: event for event in events})()


def _config(
    base: ModuleType, root: Path, work: Path, docs: Path, site_url: str, own: Settings, map_: Mapping[str, Any]
) -> Any:
    """The renderer's settings: `mkdocs.yml`, and what is this archive's own."""
    english = {item.vi: item.en for item in own.menu}
    brand = Text(*(unbroken(own.name[lang], own.unbroken) for lang in LANGS))
    told = {"brand": brand, "keeper": own.keeper or Text("", "")}
    config = base.load_config(
        str(root / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(work / RENDERED),
        site_url=site_url,
        site_name=own.name.vi,
        site_description=own.description.vi,
        # static-i18n needs the home page in it; the header shows it as the site's name.
        nav=[{HOME.vi: "index.md"}, *({item.vi: item.page} for item in own.menu)],
        extra={"words": frame_words(own), "own": own.model_dump() | told, "map": map_},
        strict=True,
    )
    config.theme.dirs.insert(0, str(work / "theme"))
    config.theme.static_templates = set()
    config.theme.get_env = partial(_templates, config.theme.get_env, work / "theme")
    i18n = config.plugins.get("i18n")
    for language in i18n.config.languages if i18n else ():
        if language.locale == "en":
            language.site_name, language.site_description = own.name.en, own.description.en
            language.nav_translations = {HOME.vi: HOME.en, **english}
    return config


class _Lists(FileSystemLoader):
    """Finds every template of the theme, but lists the frame's alone: of the theme's files no page uses any."""

    def __init__(self, folders: Sequence[str], frame: Path) -> None:
        super().__init__(folders)
        self._frame = FileSystemLoader(frame)

    def list_templates(self) -> list[str]:
        return self._frame.list_templates()


def _templates(make: Callable[[], Environment], frame: Path) -> Environment:
    env = make()
    if isinstance(env.loader, FileSystemLoader):
        env.loader = _Lists(env.loader.searchpath, frame)
    return env


def _run(build: ModuleType, config: Any) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _listening(engine: str, collector: _Collector) -> Iterator[None]:
    # Plugins that ask logging itself for a logger name it after mkdocs, whichever engine runs.
    loggers = [logging.getLogger(name) for name in {engine, "mkdocs"}]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(collector)
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(collector)
            logger.setLevel(level)
