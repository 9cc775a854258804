"""The render stage: MkDocs through its Python API, from `build/pages` to `build/site`. It knows nothing about claims.

Takes the project's root, the folder with the staged `pages` and the frame's `theme`, an empty folder to fill, the
public address and the archive's settings. Gives the renderer's own warnings, and what it failed by; where there are
any, the folder that it leaves behind is thrown away by the caller. What the system refuses meanwhile is raised.
"""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from archive.escaping import unbroken
from archive.findings import LANGS, Text
from archive.frame import frame_words
from archive.settings import Settings
from archive.stage.page import HOME


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def render(
    root: Path,
    work: Path,
    out: Path,
    site_url: str,
    own: Settings,
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
    collector = _Collector()
    with _listening(engine, collector):
        try:
            _run(build, _config(base, root, work, out, site_url, own, map_))
        except SystemExit as stop:
            # A strict failure is a SystemExit that says nothing itself.
            return collector.lines or [f"the renderer stopped ({stop})"]
        except OSError:
            raise
        except Exception as error:
            return [*collector.lines, f"{type(error).__name__}: {error}"]
    return collector.lines


def _config(
    base: ModuleType, root: Path, work: Path, out: Path, site_url: str, own: Settings, map_: Mapping[str, Any]
) -> Any:
    """The renderer's settings: `mkdocs.yml`, and what is this archive's own."""
    english = {item.vi: item.en for item in own.menu}
    brand = Text(*(unbroken(own.name[lang], own.unbroken) for lang in LANGS))
    told = {"brand": brand, "keeper": own.keeper or Text("", "")}
    config = base.load_config(
        str(root / "mkdocs.yml"),
        docs_dir=str(work / "pages"),
        site_dir=str(out),
        site_url=site_url,
        site_name=own.name.vi,
        site_description=own.description.vi,
        # static-i18n needs the home page in it; the header shows it as the site's name.
        nav=[{HOME.vi: "index.md"}, *({item.vi: item.page} for item in own.menu)],
        extra={"words": frame_words(own), "own": own.model_dump() | told, "map": map_},
        strict=True,
    )
    config.theme.dirs.insert(0, str(work / "theme"))
    i18n = config.plugins.get("i18n")
    for language in i18n.config.languages if i18n else ():
        if language.locale == "en":
            language.site_name, language.site_description = own.name.en, own.description.en
            language.nav_translations = {HOME.vi: HOME.en, **english}
    return config


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
