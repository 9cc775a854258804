"""Record what plain `mkdocs build --strict` does with the bad inputs of `tests/checks`, as `tests/plain-mkdocs.md`.

Run by hand: `PYTHONPATH=scripts:. python tests/record_plain_mkdocs.py`. Each input is put alone into a small MkDocs project
with our theme and Markdown extensions, and built in a process of its own; nothing outside a temporary folder is touched
but the document.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

HERE = Path(__file__).parent
DOCUMENT = HERE / "plain-mkdocs.md"
SETTINGS = """\
site_name: Lưu trữ
site_url: https://danvan.example/
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: true
      languages:
        - {locale: vi, name: Tiếng Việt, default: true, build: true}
        - {locale: en, name: English, build: true}
markdown_extensions: [abbr, attr_list, md_in_html, tables, footnotes, pymdownx.magiclink]
"""
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"}


class Input(NamedTuple):
    """A bad input: its table, name, file, content and what our checker says."""

    table: str
    name: str
    file: str
    content: bytes
    codes: str


class Outcome(NamedTuple):
    """What MkDocs did with it."""

    exit: str
    printed: str
    published: str


def module(path: Path) -> ModuleType:
    """A test module, for its table."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def inputs() -> list[Input]:
    """Every bad input of the tables."""
    found = []
    for name in ("files", "letters", "front", "markup"):
        tests = module(HERE / "checks" / f"test_{name}.py")
        for case in tests.BAD:
            if name in {"files", "front"}:
                title, file, content, codes = case
            else:
                (title, body, codes), file = case, "docs/vi/trang.md"
                head = tests.HEAD if isinstance(tests.HEAD, bytes) else tests.HEAD.encode()
                content = head + (body if isinstance(body, bytes) else f"{body}".encode())
            raw = content if isinstance(content, bytes) else content.encode()
            found.append(Input(name, title, file, raw, ", ".join(dict.fromkeys(re.findall(r"DV\d+", codes)))))
    for title, target in (("link to a system file", "/etc/hostname"), ("link to a folder", "/etc/skel")):
        found.append(Input("files", title, "docs/vi/lien-ket.md", f"-> {target}".encode(), "DV101"))
    return found


def build(case: Input) -> Outcome:
    """Build the valid archive with this one input in it."""
    valid = module(HERE / "checks" / "conftest.py").VALID
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        for file, text in {**valid, case.file: case.content}.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(text, bytes) and text.startswith(b"-> "):
                path.symlink_to(text[3:].decode())
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        try:
            done = subprocess.run(command, cwd=root, capture_output=True, timeout=60, env=ENVIRONMENT, check=False)
        except subprocess.TimeoutExpired:
            return Outcome("—", "(60 s)", "no")
        said = _said(done.stdout + done.stderr, root)
        return Outcome(str(done.returncode), said, _published(root, case) if done.returncode == 0 else _left(root))


def _said(output: bytes, root: Path) -> str:
    text = output.decode("utf-8", "replace").replace(str(root), "")
    if "Traceback" in text:
        return f"traceback: {text.strip().splitlines()[-1]}"
    lines = [line for line in text.splitlines() if re.match(r"(WARNING|ERROR)", line)]
    return "; ".join(lines) or "nothing"


def _published(root: Path, case: Input) -> str:
    relative = case.file.removeprefix("docs/").removeprefix("vi/")
    stem = relative.removesuffix(".md").removesuffix("/index").removesuffix("/README")
    places = [root / "site" / relative, root / "site" / stem / "index.html", root / "site" / f"{stem}.html"]
    return "yes" if any(place.is_file() for place in places) else "no"


def _left(root: Path) -> str:
    return "half a site left behind" if (root / "site" / "index.html").exists() else "no"


def _cell(words: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    shown = shown if len(shown) <= 160 else f"{shown[:160]}…"
    return shown.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'")


def document(cases: list[Input], outcomes: list[Outcome]) -> str:
    """The table, with what it comes to in figures."""
    silent = sum(o.exit == "0" and o.printed == "nothing" and o.published == "yes" for o in outcomes)
    died = sum(o.printed.startswith("traceback") for o in outcomes)
    stopped = sum(o.exit != "0" for o in outcomes)
    lines = sum(bool(re.search(r"\.md:\d+|line \d+", o.printed)) for o in outcomes)
    head = f"""\
# The same bad inputs through plain `mkdocs build --strict`

Recorded once by `tests/record_plain_mkdocs.py`; no test reads it. Each input stands alone in a small valid archive.
Of {len(cases)} bad inputs, all of which `archive check` names with file, line and column, plain MkDocs

- published {silent} in silence,
- stopped at {stopped}, {died} of them with a traceback,
- named a line for {lines}.

| Input | `archive check` | exit | MkDocs printed | published |
|---|---|---|---|---|
"""
    rows = [
        f"| {_cell(case.name)} | {case.codes} | {done.exit} | {_cell(done.printed)} | {done.published} |\n"
        for case, done in zip(cases, outcomes, strict=True)
    ]
    return head + "".join(rows)


def main() -> None:
    """Write the document."""
    cases = inputs()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(build, cases))
    DOCUMENT.write_text(document(cases, outcomes), encoding="utf-8")


if __name__ == "__main__":
    main()
