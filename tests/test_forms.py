"""What GitHub shows whoever proposes or sends something: forms, the template of a pull request, the sample of owners."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.archives import REPOSITORY
from tests.stage.test_report import ATTRIBUTES, TOP
from tests.test_workflows import jobs

from archive.content.kinds import KINDS
from archive.findings import LANGS, Lang, Text

GITHUB = REPOSITORY / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
TAKEN = {**ATTRIBUTES, "dropdown": {"label", "description", "options"}}
PAIRS = [Text("bao-sai-cau", "report-a-statement"), Text("de-xuat", "propose")]
OWNER = re.compile(r"@[A-Za-z0-9-]+(?:/[A-Za-z0-9._-]+)?|[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
"""A person, a team or a mail address, as CODEOWNERS names them."""


def form(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_takes_and_names_nobody(path: Path) -> None:
    data = form(path)
    assert data.keys() <= TOP - {"assignees", "projects", "labels"}, (
        "who or what is named is not there in a new archive"
    )
    fields = [part for part in data["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in fields}) == len({part["attributes"]["label"] for part in fields}) == len(fields)
    for part in data["body"]:
        assert part.keys() <= {"type", "id", "attributes", "validations"}
        assert part["attributes"].keys() <= TAKEN[part["type"]]
        assert part.get("validations", {}).keys() <= {"required"}
    assert any(part.get("validations", {}).get("required") for part in fields)
    assert not re.search(r"@[A-Za-z]|https?:|mailto:", path.read_text("utf-8"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.en)
def test_both_languages_ask_the_same(pair: Text) -> None:
    asked = [
        [(part["type"], part.get("id"), part.get("validations")) for part in form(GITHUB / f"ISSUE_TEMPLATE/{name}.yml")["body"]]
        for name in (pair.vi, pair.en)
    ]  # fmt: skip
    assert asked[0] == asked[1]
    assert {path.stem for path in FORMS} == {pair[lang] for pair in PAIRS for lang in LANGS}, "a form without its twin"


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_record_can_be_proposed(lang: Lang) -> None:
    def listed(lang: Lang) -> list[str]:
        body = form(GITHUB / f"ISSUE_TEMPLATE/{PAIRS[1][lang]}.yml")["body"]
        (options,) = [part["attributes"]["options"] for part in body if part["type"] == "dropdown"]
        return [str(option) for option in options]

    labels = {kind.label[lang]: kind.label["vi"] for kind in KINDS.values()}
    *kinds, other = listed(lang)
    assert sorted(kinds) == sorted(labels), "the kinds of `archive new`, by their labels"
    assert other == Text("Chưa rõ", "Not sure")[lang]
    assert [labels[label] for label in kinds] == listed("vi")[:-1], "in one order"


def test_whoever_sends_a_pull_request_is_asked_what_the_reviewer_needs() -> None:
    text = (GITHUB / "pull_request_template.md").read_text("utf-8")
    assert re.findall(r"^## (.*) / (.*)$", text, re.MULTILINE) == [
        ("Đổi gì", "What changes"), ("Căn cứ", "What it rests on"), ("Trước khi hợp nhất", "Before it is merged"),
    ]  # fmt: skip
    boxes = re.findall(r"^- \[ \] (.*)$", text, re.MULTILINE)
    assert len(boxes) == 4
    assert all(" / " in box for box in boxes), "both languages"
    assert all(word in text for word in ("`archive check`", "`checked`"))
    shown = re.sub(r"<!--.*?-->", "", text)
    assert len(shown) < 900, "a long template is not read"


def rules() -> dict[str, list[str]]:
    lines = (GITHUB / "CODEOWNERS.example").read_text("utf-8").splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines if line and not line.startswith("#")}


def test_the_sample_of_owners_names_nobody_before_it_is_filled_in() -> None:
    placed = {owner for owners in rules().values() for owner in owners}
    assert placed == {"<NGƯỜI-GIỮ-MÃ>", "<NGƯỜI-BIÊN-TẬP>", "<NGƯỜI-DỊCH>"}
    assert not [owner for owner in placed if OWNER.fullmatch(owner)], "GitHub would take it for somebody"
    assert all(OWNER.fullmatch(owner) for owner in ("@name", "@organisation/team", "name@host.example"))
    assert not [place for place in (".github", ".", "docs") if (REPOSITORY / place / "CODEOWNERS").exists()]


def test_the_sample_tells_content_from_code_as_the_check_does() -> None:
    (step,) = [step for step in jobs()["check/content"]["steps"] if step.get("name") == "This is code"]
    content = {f"/{name}" for name in re.findall(r"':!([^']+)'", step["run"])}
    assert next(iter(rules())) == "*", "the last line that fits counts"
    assert {name.rstrip("/") for name in rules()} - {"*", "/docs/en"} == content
