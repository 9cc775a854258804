"""The builds that are measured, each in a process of its own: ours, and plain Material from the same staged pages.

`project_copy` takes what a build reads into a temporary folder; the project itself is never written to. The functions
that end in `_build` run in the child process and give seconds by part.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from archive.preview.watch import WATCHED
from archive.settings import MenuItem, Settings, read_settings
from archive.stage.page import HOME
from bench.outcome import NotMeasuredError

T = TypeVar("T")
PARTS = tuple(name for name in WATCHED if name != "scripts")
"""What a build reads of the project, but for the code, which is what is measured."""
EPOCH = str(int(time.time()) // 86_400 * 86_400)
"""The day of the run: a fixed one would lie before what the content tells next, which the checks refuse."""
WHOLE = "build/whole"


def project_copy(root: Path, target: Path) -> Path:
    """A copy of what a build reads."""
    for name in PARTS:
        source, copy = root / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, symlinks=True)
        elif source.is_file():
            shutil.copy2(source, copy)
    return target


def alone(work: Callable[..., T], *arguments: Any) -> T:
    """The result of `work(*arguments)` in a fresh process: nothing that another measurement warmed is warm."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *arguments).result()


def our_build(project: Path, site: Path, again: bool) -> dict[str, float]:
    """Build `project` into `site`, from nothing or `again` over what stands there; seconds by stage.

    Raises `NotMeasuredError` where the content has findings.
    """
    from archive.build import Options, build  # noqa: PLC0415  loaded in the child alone
    from archive.findings import errors  # noqa: PLC0415
    from archive.listener import Listener  # noqa: PLC0415

    if not again:
        shutil.rmtree(project / "build", ignore_errors=True)
        shutil.rmtree(site, ignore_errors=True)
    listener = Listener()
    wrong = errors(build(project, Options(site), {"SOURCE_DATE_EPOCH": EPOCH}, listener))
    if wrong:
        raise NotMeasuredError("archive build", f"{wrong[0].place}: {wrong[0].code} {wrong[0].message.en}")
    return {report.name: report.seconds for report in listener.reports}


def whole_pages(project: Path) -> None:
    """Write the staged pages of a built `project` with all that they show, for renderers that add nothing to them."""
    from archive.content.read import read_archive  # noqa: PLC0415  loaded in the child alone
    from archive.environment import make_context  # noqa: PLC0415
    from archive.stage.staging import stage  # noqa: PLC0415

    shutil.rmtree(project / WHOLE, ignore_errors=True)
    shutil.copytree(project / "build/pages", project / WHOLE)
    archive = read_archive(project)
    for page in stage(archive, make_context(archive, {"SOURCE_DATE_EPOCH": EPOCH})):
        (project / WHOLE / page.lang / page.path).write_text(page.whole(), "utf-8")


def material_build(project: Path, site: Path, engine: str = "mkdocs") -> dict[str, float]:
    """Render the whole pages of a built `project` with Material as it comes: no templates of ours, its own search.

    Language plugin, menu and Markdown extensions are the project's; web fonts are off, which favours Material. `engine`
    may name a drop-in for MkDocs, such as `properdocs`; the process renders with no other from then on.
    """
    os.environ.update(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true", SOURCE_DATE_EPOCH=EPOCH)
    if engine != "mkdocs":
        importlib.import_module(f"{engine}.replacement")  # plugins import `mkdocs`: this leads them to it
    build = importlib.import_module(f"{engine}.commands.build").build
    load_config = importlib.import_module(f"{engine}.config").load_config

    shutil.rmtree(site, ignore_errors=True)
    start = time.perf_counter()
    own = read_settings(project).settings
    config = load_config(
        str(project / "mkdocs.yml"),
        docs_dir=str(project / WHOLE),
        site_dir=str(site),
        site_url=own.site_url,
        site_name=own.name.vi,
        nav=[{item.vi: item.page} for item in menu(own)],
        theme={"name": "material", "language": "vi", "font": False},
        plugins=["search", *written(project / "mkdocs.yml")["plugins"]],
        strict=False,
    )
    for language in config.plugins["i18n"].config.languages:
        if language.locale == "en":
            language.site_name, language.nav_translations = own.name.en, {item.vi: item.en for item in menu(own)}
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return {"render": time.perf_counter() - start}


def menu(own: Settings) -> tuple[MenuItem, ...]:
    """The menu as the other renderers are given it: the home page stands in it."""
    return (MenuItem(page="index.md", vi=HOME.vi, en=HOME.en), *own.menu)


def written(settings: Path) -> dict[str, Any]:
    """`mkdocs.yml` as it is written."""
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415  loads the renderer

    with settings.open(encoding="utf-8") as stream:
        return yaml_load(stream)
