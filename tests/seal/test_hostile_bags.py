"""Bags that are made to harm whoever checks them, with lists that are true: nothing of them runs, and every check ends."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import pytest
from tests.archives import python
from tests.editions import archive, armed, code, record, relist

from archive import apart
from archive.rebuild import rebuild
from archive.verify import examine

pytestmark = pytest.mark.xdist_group("seal")  # the sealed edition is made once


# --- what a program reads unasked


def forget_days(bag: Path) -> None:
    """Pages whose day the ledger does not know: what git would be asked for."""
    (bag / "data/source/history.json").write_text("{}\n", "utf-8")


def test_a_repository_in_a_bag_is_refused_and_never_asked(bag: Path) -> None:
    ran = bag.parent / "ran"
    found = examine(bag)
    armed(bag / "data/source", ran)
    forget_days(bag)
    relist(bag)
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert "data/source/.git/config: does not belong to an edition" in result.stdout, result.output
    rebuild(bag, found, "en", trust=False)  # past the check: it copies what is packed alone
    assert not ran.exists()


@pytest.mark.parametrize(
    "name",
    ["data/source/pagefind.toml", "data/source/sitecustomize.py", "data/source/tests/conftest.py", "data/x.json"],
)
def test_what_is_not_packed_does_not_belong(bag: Path, name: str) -> None:
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_text("x", "utf-8")
    relist(bag)
    result = archive("verify", str(bag))
    assert result.exit_code == 1
    assert f"{name}: does not belong to an edition" in result.stdout, result.output


# --- the bag's own code, where it is trusted


def test_trusted_code_is_announced_before_it_runs(bag: Path) -> None:
    code("raise SystemExit('ran')")(bag)
    result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert "about to run the bag's own code" in result.stderr
    assert "it runs as you, and can read and change your files" in result.stderr
    assert "cannot be rebuilt: ran" in result.stdout


def test_code_without_end_is_ended_with_what_it_started(bag: Path) -> None:
    left = bag.parent / "left"
    later = f"import time; time.sleep(3); open({str(left)!r}, 'w')"
    code(
        "import subprocess, sys, time",
        f"subprocess.Popen([sys.executable, '-c', {later!r}])",
        "time.sleep(600)",
    )(bag)
    found = examine(bag)
    began = time.monotonic()
    result = rebuild(bag, found, "en", trust=True, seconds=2)
    assert result.problems[0].text.en == "is not built within 2 seconds"
    time.sleep(max(0, began + 6 - time.monotonic()))
    assert not left.exists(), "what the code had started went on"


def test_a_flood_of_words_is_cut(bag: Path) -> None:
    code("import os", "for _ in range(3000): os.write(1, b'x' * 100_000)", "raise SystemExit('the end')")(bag)
    result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert "the end" in result.stdout
    assert len(result.stdout) < 20_000


@pytest.mark.skipif(apart.limits() is not apart.Limits.ALONE, reason="this system does not let a process be alone")
def test_trusted_code_sees_no_other_process(bag: Path) -> None:
    code("import os", "raise SystemExit(str([n for n in os.listdir('/proc') if n.isdigit()]))")(bag)
    assert "['1']" in archive("verify", str(bag), "--rebuild", "--trust-code").stdout


def test_code_ends_with_whoever_checks(bag: Path) -> None:
    left = bag.parent / "left"
    code("import time", f"while not time.sleep(0.3): open({str(left)!r}, 'a').write('x')")(bag)
    process = python(
        "-m", "archive", "verify", str(bag), "--rebuild", "--trust-code", cwd=bag.parent, TMPDIR=str(bag.parent)
    )
    while not left.exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    process.terminate()
    process.wait(30)
    written = left.stat().st_size
    time.sleep(1.5)
    assert left.stat().st_size == written, "the bag's code goes on"
    assert not list(bag.parent.glob("archive-verify-*")), "its folder stays"


def test_a_tree_without_end_is_told_and_removed(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(bag.parent))
    code(
        "import os, sys",
        "os.makedirs(sys.argv[3]); os.chdir(sys.argv[3])",
        "for _ in range(5000): os.mkdir('a' * 200); os.chdir('a' * 200)",
        "os._exit(0)",
    )(bag)
    result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert "data/site: " in result.stdout, result.output
    assert "its path is longer than 1024 bytes" in result.stdout
    assert not list(bag.parent.glob("archive-verify-*")), "its folder stays"


# --- a bag that changes while it is checked


@pytest.mark.parametrize("name", ["data/source/scripts/archive/theme/base.html", "data/source/docs/vi/index.md"])
def test_what_changes_during_the_check_is_not_built(bag: Path, name: str) -> None:
    found = examine(bag)
    path = bag / name
    path.write_bytes(path.read_bytes() + b"\n{{ 1 }}\n")
    result = rebuild(bag, found, "en", trust=True, warn=lambda _: pytest.fail("the bag's code was started"))
    assert [(one.path, one.text.en) for one in result.problems] == [(name, "has changed during the check")]


# --- a record that lies


def test_a_record_that_miscounts_the_sources_is_told(bag: Path) -> None:
    counts = json.loads((bag / "data/edition.json").read_text("utf-8"))["counts"]
    record(counts={**counts, "claims": 1}, packages={})(bag)
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert "data/edition.json: counts.claims is 1, but the sources have" in result.stdout
    assert "mkdocs: the edition does not name its version" in result.stderr
