"""A small valid archive, and what the rules on files, letters, front matter and markup find once a file is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import bare_settings

from archive.catalogue import rules
from archive.checks.checking import check
from archive.content.read import read_archive
from archive.findings import Finding

VALID = {
    "archive.toml": bare_settings(),
    "docs/vi/index.md": "---\ntitle: Trang đầu\n---\nXem [kết quả](ket-qua/2015-2018/kq-01.md#kq-01-1).\n",
    "docs/en/index.md": "---\ntitle: Home\n---\nSee the [result](ket-qua/2015-2018/kq-01.md#kq-01-1).\n",
    "docs/vi/nguon/n-bao.md": (
        "---\nid: n-bao\nkind: source\ntitle: Báo\ntier: primary\npublisher: Báo\nshort: Báo\nheadline: Nhan đề\n"
        "address: http://bao.example/bai\nread: {date: 2026-11-25, copy: stored, extent: whole}\n"
        "locators:\n  p1: {about: đoạn một}\n---\nĐọc trọn bài.\n"
    ),
    "docs/en/nguon/n-bao.md": "---\ntitle: Newspaper\nlocators: {p1: paragraph one}\n---\nRead as a whole.\n",
    "docs/vi/chien-dich/dan-van-kheo.md": (
        "---\nid: cd-dan-van-kheo\nkind: campaign\ntitle: Dân vận khéo\nsummary: Một phong trào.\n---\n"
    ),
    "docs/en/chien-dich/dan-van-kheo.md": "---\ntitle: Skilful mass mobilisation\nsummary: A movement.\n---\n",
    "docs/vi/ket-qua/2015-2018/kq-01.md": (
        "---\nid: kq-01\nkind: result\ntitle: Kết quả\nperiod: 2015/2018\ncampaigns: [dan-van-kheo]\n---\n"
        '51 xã được giúp.\n{ #kq-01-1 .claim source="n-bao#p1" }\n\n## Đọc thế nào\n\nLời biên tập.\n'
    ),
    "docs/en/ket-qua/2015-2018/kq-01.md": (
        "---\ntitle: Result\n---\n51 communes were helped.\n{ #kq-01-1 .claim }\n\n## How to read it\n\nOurs.\n"
    ),
    "docs/assets/hinh.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>\n',
}

Write = Callable[[str, str | bytes], None]
Find = Callable[[], list[Finding]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project's root with the valid archive in it."""
    for file, text in VALID.items():
        put(tmp_path, file, text)
    return tmp_path


def put(root: Path, file: str, content: str | bytes) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


@pytest.fixture
def write(root: Path) -> Write:
    """Add or replace one file."""
    return lambda file, content: put(root, file, content)


@pytest.fixture
def find(root: Path) -> Find:
    """What the rules below DV400 find in the archive: those above it, and those on the renderer's settings, have tables of their own."""
    chosen = tuple(rule for rule in rules() if "DV100" < rule.code < "DV400")
    return lambda: check(read_archive(root), chosen)


@pytest.fixture
def expect(write: Write, find: Find) -> Callable[[str, str | bytes, str], None]:
    """Change one file and hold the findings, all of them, to `CODE line:column, …`."""

    def run(file: str, content: str | bytes, expected: str) -> None:
        write(file, content)
        found = [(f.place.path, f"{f.code} {f.place.line}:{f.place.column}") for f in find()]
        assert found == [(file, item) for item in expected.split(", ") if item]

    return run
