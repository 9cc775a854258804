"""Findings as text, annotations, JSON and SARIF, and a rule explained."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from urllib.parse import unquote

import jsonschema
import pytest

from archive import report
from archive.catalogue import rules
from archive.findings import LANGS, Finding, Place, Severity, Text

ERROR = Finding(
    Place("docs/vi/x.md", 2, 6),
    "DV301",
    Text("Thẻ HTML <script> không được dùng", "The HTML tag <script> is refused"),
    Text("viết bằng Markdown", "write it in Markdown"),
)
WARNING = Finding(Place("docs/vi/y.md", 1, 1), "DV125", Text("Khoảng trắng", "White space"), severity=Severity.WARNING)
NASTY = Finding(
    Place("docs/vi/a,b:c%\n::error::.md", 1, 4),
    "DV107",
    Text("Tên “\x1b[31m\n::set-env name=x::y”", "Name “\u202e\r\n::error::x” 100%"),
    Text("đổi tên", "rename it"),
)
LINES = {
    "docs/vi/x.md": ["Một", "Chữ\t<script>"],
    "docs/vi/y.md": ["a\x1b[31m " + "b" * 300],
    "docs/vi/a,b:c%\n::error::.md": ["漢字k\u0301x\u202e"],
}


def _lines(path: str) -> list[str]:
    return LINES.get(path, [])


def test_text_is_one_line_a_finding() -> None:
    assert report.text([ERROR, WARNING], "vi") == (
        "docs/vi/x.md:2:6: DV301 Thẻ HTML <script> không được dùng; viết bằng Markdown\n"
        "docs/vi/y.md:1:1: DV125 (cảnh báo) Khoảng trắng\n"
    )
    assert report.text([WARNING], "en") == "docs/vi/y.md:1:1: DV125 (warning) White space\n"
    assert report.text([], "vi") == ""


def test_the_caret_stands_below_the_column() -> None:
    _, line, caret = report.text([ERROR], "vi", lines=_lines).splitlines()
    assert line == "    2 | Chữ <script>"
    assert caret.index("^") == line.index("script")


def test_the_caret_knows_wide_letters() -> None:
    _, line, caret = report.text([NASTY], "vi", lines=_lines).splitlines()
    assert line == "    1 | 漢字k\u0301x·"
    assert caret.index("^") == len("    1 | ") + 5


def test_a_long_line_is_cut_around_its_fault() -> None:
    far = Finding(Place("docs/vi/y.md", 1, 250), "DV105", Text("dài", "long"))
    _, line, caret = report.text([far], "vi", lines=_lines).splitlines()
    assert len(line) <= 120
    assert line[caret.index("^")] == "b"


def test_nothing_in_a_file_can_steer_the_terminal() -> None:
    written = report.text([NASTY, WARNING], "vi", lines=_lines) + report.text([NASTY], "en")
    assert all(letter == "\n" or letter.isprintable() for letter in written)
    assert len(report.text([NASTY], "vi").splitlines()) == 1


def test_a_line_that_is_not_there_is_left_out() -> None:
    assert len(report.text([ERROR], "vi", lines=lambda _: []).splitlines()) == 1


def test_colours_come_only_when_asked() -> None:
    assert "\x1b[" not in report.text([ERROR, WARNING], "vi", lines=_lines)
    coloured = report.text([ERROR, WARNING], "vi", lines=_lines, colour=True)
    assert "\x1b[31m" in coloured
    assert "\x1b[33m" in coloured


def test_annotations_are_escaped() -> None:
    assert report.github([ERROR], "en") == (
        "::error file=docs/vi/x.md,line=2,col=6,title=DV301::The HTML tag <script> is refused; write it in Markdown\n"
    )
    assert report.github([WARNING], "en").startswith("::warning file=docs/vi/y.md,line=1,col=1,title=DV125::")
    nasty = report.github([NASTY], "en")
    assert nasty.count("\n") == 1
    assert "file=docs/vi/a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A.md,line=1" in nasty
    assert nasty.rstrip().endswith("100%25; rename it")


def test_json_has_stable_keys() -> None:
    found = json.loads(report.as_json([ERROR, WARNING, NASTY], "vi"))
    assert list(found) == ["version", "lang", "errors", "warnings", "findings"]
    assert (found["version"], found["errors"], found["warnings"]) == (1, 2, 1)
    assert found["findings"][0] == {
        "path": "docs/vi/x.md",
        "line": 2,
        "column": 6,
        "code": "DV301",
        "severity": "error",
        "message": "Thẻ HTML <script> không được dùng",
        "cure": "viết bằng Markdown",
    }
    assert found["findings"][2]["message"] == NASTY.message.vi


def test_json_survives_half_letters() -> None:
    half = Finding(Place("docs/vi/x.md"), "DV202", Text("\ud800", "\ud800"))
    written = report.as_json([half], "vi").encode("utf-8")
    assert json.loads(written)["findings"][0]["message"] == "\ud800"


WORDS = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "language": {"type": "string", "pattern": "^[a-z]{2}$"},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object",
            "required": ["name", "rules"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "informationUri": {"type": "string", "pattern": "^https:"},
                "rules": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/rule"}},
            },
        },
        "rule": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "shortDescription": WORDS,
                "fullDescription": WORDS,
                "help": WORDS,
                "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
            },
        },
        "result": {
            "type": "object",
            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": LEVEL,
                "message": WORDS,
                "locations": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/location"}},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9/._~%-]+$"}},
                        },
                        "region": {
                            "type": "object",
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                }
            },
        },
    },
}
"""What SARIF 2.1.0 asks of the parts that we write."""


@pytest.mark.parametrize("lang", LANGS)
def test_sarif_holds(lang: str) -> None:
    for findings in ([], [ERROR, WARNING, NASTY]):
        log = json.loads(report.sarif(findings, "vi" if lang == "vi" else "en"))
        jsonschema.validate(log, SARIF)
        run = log["runs"][0]
        listed = run["tool"]["driver"]["rules"]
        assert {rule.code for rule in rules()} <= {rule["id"] for rule in listed}
        for result, finding in zip(run["results"], findings, strict=True):
            assert listed[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert unquote(uri) == finding.place.path


def test_every_format_has_its_name() -> None:
    for form in report.FORMATS:
        assert report.report([ERROR], form, "vi")
    with pytest.raises(KeyError):
        report.report([ERROR], "xml", "vi")


def test_a_summary_counts_both() -> None:
    assert report.summary([ERROR, NASTY, WARNING], "vi") == "2 lỗi, 1 cảnh báo"
    assert report.summary([ERROR], "en") == "1 error, 0 warnings"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: object) -> None:
    code = rule.code  # type: ignore[attr-defined]
    for lang, parts in (("vi", ("Vì sao", "Cách sửa", "Sai:")), ("en", ("Why", "Fix", "Bad:"))):
        words = report.explain(code.lower(), "vi" if lang == "vi" else "en")
        assert words.startswith(f"{code}: ")
        assert all(part in words for part in parts)
        assert all(letter == "\n" or letter.isprintable() for letter in words)
        assert "{" not in words.partition("\n")[0] or "{ …" in words


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        report.explain("DV998", "vi")


def test_places_are_in_a_readers_order_however_they_are_compared() -> None:
    """A page before its translation, both before the next page, pages before other files; lines as numbers."""
    ordered = [
        Place("docs/vi/a.md", 9),
        Place("docs/vi/a.md", 10),
        Place("docs/en/a.md", 1),
        Place("docs/vi/b.md", 1, 2),
        Place("docs/vi/b.md", 1, 10),
        Place("archive.toml"),
    ]
    mixed = [*ordered[3:], *ordered[:3]]
    assert sorted(mixed) == ordered
    assert sorted(mixed, reverse=True) == ordered[::-1]
    assert (min(mixed), max(mixed)) == (ordered[0], ordered[-1])
    for before, after in itertools.pairwise(ordered):
        assert [before < after, before <= after, before > after, before >= after] == [True, True, False, False]
        assert [after < before, after <= before, after > before, after >= before] == [False, False, True, True]
        assert max(replace(ERROR, place=before), replace(ERROR, place=after)).place == after
