"""The JSON Schemas of front matter, against the specification and against the real content."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from tests.archives import bare_settings

from archive.cli import main
from archive.content.frontmatter import split
from archive.content.kinds import KINDS
from archive.content.read import read_archive
from archive.schema import NAMES, json_schema

ROOT = Path(__file__).parents[1]
SOURCE = {
    "id": "n-bao",
    "kind": "source",
    "title": 2018,
    "tier": "primary",
    "publisher": "Báo",
    "short": "Báo",
    "headline": "Nhan đề",
    "read": {"date": "2026-11-25", "copy": "stored", "extent": "whole"},
    "locators": {"p1": {"about": "đoạn một"}},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_and_closed(name: str) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["additionalProperties"] is False
    assert schema["description"]
    assert "title" in schema["required"]
    assert name not in KINDS or schema["properties"]["kind"]["const"] == name


def test_every_kind_has_one() -> None:
    assert set(KINDS) < set(NAMES)
    with pytest.raises(KeyError):
        json_schema("ket-qua")


def test_words_below_a_field_become_its_description() -> None:
    entry = json_schema("page")["$defs"]["VietnameseEntry"]["properties"]
    assert entry["abbr"]["description"].startswith("What it is shortened to"), "that of a model above is lost"
    assert entry["met"]["description"].startswith("A page on which it is met"), "that of a model within is lost"
    assert "Báo Mẫu" in json_schema("source")["properties"]["short"]["description"]
    assert json_schema("result")["properties"]["period"]["description"].startswith("EDTF")


@pytest.mark.parametrize(
    "change",
    [
        {"tier": "third"},
        {"kind": "result"},
        {"tile": "x"},
        {"publisher": None},
        {"id": "N-BAO"},
        {"campaigns": "dan-van-kheo"},
        {"locators": {"p1": {}}},
        {"read": {"date": "2026-11-25", "copy": "stored", "extent": "half"}},
        {"title": ""},
    ],
)
def test_a_schema_refuses_what_the_model_refuses(change: dict[str, object]) -> None:
    jsonschema.validate(SOURCE, json_schema("source"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(SOURCE | change, json_schema("source"))


def test_the_real_content_holds() -> None:
    # `jsonschema.validate` would hold the schema itself to what a schema is, once more for each page.
    validators = {name: jsonschema.Draft202012Validator(json_schema(name)) for name in NAMES}
    # An editor reads YAML with numbers in it, but has no type for dates.
    loader = type("Loader", (yaml.CSafeLoader,), {"yaml_implicit_resolvers": {
        key: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }})  # fmt: skip
    for page in read_archive(ROOT).pages:
        block, _, _ = split(page.text)
        if block and page.meta:
            name = "translation" if page.lang == "en" else str(page.front.data.get("kind", "page"))
            validators[name].validate(yaml.load(block, loader))
            validators[name].validate(page.meta.model_dump(mode="json", by_alias=True))


def test_the_command_writes_every_schema_that_a_new_record_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/vi").mkdir(parents=True)
    (tmp_path / "archive.toml").write_text(bare_settings(), "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["schema"])
    assert done.exit_code == 0, done.output
    for kind in KINDS:
        assert CliRunner().invoke(main, ["new", kind, "mau-thu"]).exit_code == 0, kind
    for page in tmp_path.glob("docs/*/**/*.md"):
        way = page.read_text("utf-8").split("$schema=")[1].split("\n")[0]
        assert (page.parent / way).resolve().is_file(), (
            f"{page.relative_to(tmp_path)} names {way}, which is not written"
        )


def test_the_schemas_of_the_repository_are_those_of_the_models() -> None:
    for name in NAMES:
        written = json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8"))
        assert written == json_schema(name), f"schemas/{name}.schema.json is old: run `archive schema`"
