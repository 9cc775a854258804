"""Findings as text, GitHub annotations, JSON or SARIF, and the explanation of one rule.

Takes findings and a language; gives strings and prints nothing. What comes from the checked files (names, words, the
offending line) is made harmless first: it cannot move a terminal's cursor, end a workflow command or break a line.
Refuses an unknown code with `KeyError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import click
from rich.cells import cell_len

from archive.catalogue import explained, rules
from archive.extending import Rule
from archive.findings import Finding, Lang, Severity, Text

Lines = Callable[[str], Sequence[str]]
"""The lines of a checked file by its path; none where it cannot be shown."""

FORMATS = ("text", "github", "json", "sarif")
JSON_VERSION = 1
_WIDTH = 100
_LONGEST = 300

_SEVERITY: Mapping[Severity, Text] = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
}
_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def report(findings: Sequence[Finding], form: str, lang: Lang) -> str:
    """The findings in one of `FORMATS`, as a pipe or a file takes them."""
    writers = {"text": text, "github": github, "json": as_json, "sarif": sarif}
    return writers[form](findings, lang)


def text(findings: Iterable[Finding], lang: Lang, *, lines: Lines | None = None, colour: bool = False) -> str:
    """One line a finding; with `lines` the offending line below it, and a caret under the column."""
    out = []
    for finding in findings:
        out.append(_line(finding, lang, colour=colour))
        if lines:
            out.extend(_excerpt(finding, lines(finding.place.path), colour=colour))
    return "".join(f"{line}\n" for line in out)


def summary(findings: Sequence[Finding], lang: Lang) -> str:
    """How many errors and warnings there are, in one line without a line end."""
    failed = sum(finding.severity is Severity.ERROR for finding in findings)
    warned = len(findings) - failed
    if lang == "vi":
        return f"{failed} lỗi, {warned} cảnh báo"
    return f"{failed} error{'' if failed == 1 else 's'}, {warned} warning{'' if warned == 1 else 's'}"


def _line(finding: Finding, lang: Lang, *, colour: bool) -> str:
    place, code, words = _safe(str(finding.place)), _safe(finding.code), _words(finding, lang)
    if finding.severity is Severity.WARNING:
        words = f"({_SEVERITY[finding.severity][lang]}) {words}"
    if colour:
        place, code = click.style(place, bold=True), click.style(code, fg=_COLOUR[finding.severity], bold=True)
    return f"{place}: {code} {words}"


def _words(finding: Finding, lang: Lang) -> str:
    safe = replace(finding, message=_safe_text(finding.message), fix=_safe_text(finding.fix))
    return safe.text(lang)


def _safe_text(words: Text) -> Text:
    return Text(_safe(words.vi), _safe(words.en))


def _excerpt(finding: Finding, lines: Sequence[str], *, colour: bool) -> list[str]:
    number, column = finding.place.line, finding.place.column
    if not 1 <= number <= len(lines):
        return []
    line = lines[number - 1]
    # A long line is cut around its fault.
    start = max(0, column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = _visible(line[start : start + _WIDTH])
    gutter = f"{number:>5} | "
    space = " " * cell_len(_visible(line[start : column - 1]))
    caret = click.style("^", fg=_COLOUR[finding.severity], bold=True) if colour else "^"
    return [f"{gutter}{shown.rstrip()}", f"{' ' * (len(gutter) - 2)}| {space}{caret}"]


def _visible(line: str) -> str:
    """The line as a terminal may show it: one sign for each letter that would not be seen, or do something."""
    return "".join(letter if letter.isprintable() else " " if letter == "\t" else "·" for letter in line)


def _safe(words: str) -> str:
    """On one line, without signs that a terminal would obey; letters that nobody sees are named."""
    seen = "".join(letter if letter.isprintable() else _named(letter) for letter in words)
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


def _named(letter: str) -> str:
    return " " if letter in "\n\t " else f"<U+{ord(letter):04X}>"


def github(findings: Iterable[Finding], lang: Lang) -> str:
    """Workflow commands, which GitHub shows beside the line of a pull request."""
    out = []
    for finding in findings:
        place = finding.place
        values = {"file": place.path, "line": place.line, "col": place.column, "title": finding.code}
        listed = ",".join(f"{name}={_property(str(value))}" for name, value in values.items())
        out.append(f"::{finding.severity} {listed}::{_data(_words(finding, lang))}\n")
    return "".join(out)


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Sequence[Finding], lang: Lang) -> str:
    """An object with stable keys.

    `version` (1), `lang`, `errors`, `warnings` and `findings`: a list of `path`, `line`, `column` (from 1), `code`,
    `severity` (`error` or `warning`), `message` and `fix` in the asked language. Keys may be added, none will change.
    """
    listed = [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "code": finding.code,
            "severity": str(finding.severity),
            "message": finding.message[lang],
            "cure": finding.fix[lang],
        }
        for finding in findings
    ]
    failed = sum(finding.severity is Severity.ERROR for finding in findings)
    document = {
        "version": JSON_VERSION,
        "lang": lang,
        "errors": failed,
        "warnings": len(listed) - failed,
        "findings": listed,
    }
    return _dumped(document)


def sarif(findings: Sequence[Finding], lang: Lang) -> str:
    """A SARIF 2.1.0 log with the rules of the catalogue, for code-scanning services."""
    index = {rule.code: number for number, rule in enumerate(rules())}
    driver = {"name": "archive check", "rules": [_sarif_rule(rule, lang) for rule in rules()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": lang,
        "results": [_sarif_result(finding, index[finding.code], lang) for finding in findings],
    }
    return _dumped({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule: Rule, lang: Lang) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("_")),
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.why[lang]},
        "help": {"text": explain(rule.code, lang)},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _sarif_result(finding: Finding, index: int, lang: Lang) -> dict[str, Any]:
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    where = {"artifactLocation": {"uri": quote(finding.place.path), "uriBaseId": "%SRCROOT%"}, "region": region}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": _words(finding, lang)},
        "locations": [{"physicalLocation": where}],
    }


def _dumped(document: Mapping[str, Any]) -> str:
    # Control characters and lone halves of letters come from bad files: JSON escapes them, UTF-8 could not hold them.
    written = json.dumps(document, ensure_ascii=False, indent=2)
    return "".join(letter if letter == "\n" or letter.isprintable() else _escaped(letter) for letter in written) + "\n"


def _escaped(letter: str) -> str:
    return json.dumps(letter)[1:-1]


_RETIRED = Text("{old} nay là {new}.", "{old} is told as {new} today.")
_PARTS = {
    "severity": Text("Mức", "Severity"),
    "why": Text("Vì sao", "Why"),
    "fix": Text("Cách sửa", "Fix"),
    "bad": Text("Sai", "Bad"),
    "good": Text("Đúng", "Good"),
}


def explain(code: str, lang: Lang) -> str:
    """All that the catalogue says of a rule: what, why, fix, and an example of each side; a retired one leads on.

    Raises `KeyError` where no rule has that code.
    """
    rule = explained(code)
    retired = [_RETIRED[lang].format(old=code.upper(), new=rule.code), ""] if rule.code != code.upper() else []
    out = [
        *retired,
        f"{rule.code}: {rule.title[lang]}",
        f"{_PARTS['severity'][lang]}: {_SEVERITY[rule.severity][lang]}",
        "",
        f"{_PARTS['why'][lang]}: {rule.why[lang]}",
        f"{_PARTS['fix'][lang]}: {rule.advice[lang]}",
    ]
    for part, example in (("bad", rule.bad), ("good", rule.good)):
        if example:
            out += ["", f"{_PARTS[part][lang]}:", *(f"    {_visible(line)}" for line in example.split("\n"))]
    return "".join(f"{line}\n" for line in out)
