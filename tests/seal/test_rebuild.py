"""A sealed edition is rebuilt byte for byte, and by whose code."""

from __future__ import annotations

import re
import socketserver
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import KQ, bytes_of
from tests.editions import (
    CODE,
    archive,
    change,
    code,
    record,
    relist,
)

from archive import sources

pytestmark = pytest.mark.xdist_group("seal")  # the sealed edition is made once


def test_the_sources_give_the_site(bag: Path) -> None:
    before = bytes_of(bag)
    result = archive("verify", str(bag), "--rebuild", SITE_URL="https://other.example/", SOURCE_DATE_EPOCH="1")
    assert result.exit_code == 0, result.output
    assert "files of data/site are the same, byte for byte" in result.stdout
    assert result.stderr == "", "a version is said to differ from the installed one"
    assert bytes_of(bag) == before, "a check writes into the bag"


def test_a_source_that_gives_another_site_is_told(bag: Path) -> None:
    change(f"data/source/docs/vi/{KQ}", "giúp các xã nghèo".encode(), "giúp các xã rất nghèo".encode())(bag)
    (bag / "data/site/0.txt").write_bytes(b"x")
    record(packages={"mkdocs": "0.0.1", "khong-co": "1"})(bag)
    assert archive("verify", str(bag)).exit_code == 0, "the lists are true: the change cannot show without a rebuild"
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1, result.output
    assert "data/site/ket-qua/2015-2018/kq-01/index.html: the rebuild differs from byte" in result.stdout
    assert "data/site/0.txt: the rebuild does not have it" in result.stdout
    assert "data/site/assets/hinh.svg" not in result.stdout, "files that are the same are told too"
    assert "mkdocs: the edition was built with 0.0.1, here is 1." in result.stderr
    assert "khong-co: the edition was built with 1, here is none" in result.stderr


def test_sources_that_do_not_build_are_told(bag: Path) -> None:
    (bag / "data/source/mkdocs.yml").unlink()
    relist(bag)
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert "data/source: cannot be rebuilt" in result.stdout
    assert "DV001" in result.stdout


# --- by whose code


def test_a_rebuild_says_that_it_was_made_by_the_installed_code(bag: Path) -> None:
    result = archive("verify", str(bag), "--rebuild")
    assert "by the code that is installed here, the same byte for byte as the bag's" in result.stdout


def plant(name: str) -> Callable[[Path], None]:
    """Put a file into the bag."""

    def spoil(bag: Path) -> None:
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).write_text("{{ config }}", "utf-8")

    return spoil


FOREIGN = {
    "its package": (code("x = 1"), "scripts/archive/build.py"),
    "a template": (
        lambda bag: (bag / "data/source/overrides/main.html").write_text("{{ config }}"),
        "overrides/main.html",
    ),
    "a template more": (
        lambda bag: (bag / "data/source/overrides/x.html").write_text("{{ config }}"),
        "overrides/x.html",
    ),
    "a module beside the package": (
        lambda bag: (bag / "data/source/scripts/yaml.py").write_text("x = 1"),
        "scripts/yaml.py",
    ),
    "a template in a folder of Python's": (
        plant("data/source/overrides/__pycache__/x.html"),
        "overrides/__pycache__/x.html",
    ),
    "a template in a folder of macOS": (plant("data/source/overrides/.DS_Store/x.html"), "overrides/.DS_Store/x.html"),
    "a template in a package's folder": (
        plant("data/source/overrides/x.egg-info/x.html"),
        "overrides/x.egg-info/x.html",
    ),
    "code that Python made": (
        plant("data/source/scripts/archive/__pycache__/build.cpython-311.pyc"),
        "scripts/archive/__pycache__/build.cpython-311.pyc",
    ),
    "a module in a script's folder": (plant("data/source/scripts/x.sh/yaml.py"), "scripts/x.sh/yaml.py"),
    "a module less": (lambda bag: (bag / CODE).unlink(), "scripts/archive/build.py"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_other_code_does_not_run_unless_it_is_trusted(bag: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    spoil, named = FOREIGN[what]
    spoil(bag)
    relist(bag)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("the bag's code was started"))
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert named in result.stdout
    assert "--trust-code" in result.stdout


@pytest.mark.parametrize("name", ["danvan.egg-info", "__pycache__"])
def test_a_bags_name_hides_no_code(bag: Path, name: str) -> None:
    named = bag.rename(bag.with_name(name))
    (named / "data/source/overrides/partials").mkdir(parents=True, exist_ok=True)
    (named / "data/source/overrides/partials/x.html").write_text("{{ config }}", "utf-8")
    relist(named)
    result = archive("verify", str(named), "--rebuild")
    assert result.exit_code == 1
    assert "overrides/partials/x.html" in result.stdout
    assert "--trust-code" in result.stdout


def test_trusted_code_runs_without_network_or_environment_and_is_named(
    bag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        asked = f"socket.create_connection(('127.0.0.1', {server.server_address[1]}), 2)"
        code(
            "import os, socket", "try:", f"    {asked}", "    net = 'the net is there'", "except OSError:",
            "    net = 'no net'", "raise SystemExit(f'{net} {sorted(os.environ)} {os.listdir(os.environ[\"HOME\"])}')",
        )(bag)  # fmt: skip
        result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert result.exit_code == 1
    assert "no net" in result.stdout, result.stdout
    assert "SECRET_TOKEN" not in result.stdout
    assert "[]" in result.stdout, "the home is not empty"


def test_the_verdict_of_trusted_code_says_so(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code("x = 1")(bag)
    # What is printed names the sources, code included: an edition of that code would name it so.
    monkeypatch.setattr(sources, "PACKAGE", bag / "data/source/scripts/archive")
    sheet, own = bag / "data/site/assets/print.css", sources.digest(bag / "data/source")
    monkeypatch.undo()
    sheet.write_text(re.sub("[0-9a-f]{64}", own, sheet.read_text("utf-8")), "utf-8")
    relist(bag)
    result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert result.exit_code == 0, result.output
    assert "by the bag's own code: this verdict is worth as much as whom the bag comes from" in result.stdout
