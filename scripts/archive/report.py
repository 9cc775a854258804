"""Findings as text for people and machines."""

from __future__ import annotations

from pathlib import Path

from archive.checks.catalogue import rules
from archive.findings import Finding, Lang


def formatted(findings: list[Finding], style: str, lang: Lang, root: Path, *, colour: bool = False) -> str:
    """The findings, one a line."""
    return "\n".join(finding.line(lang) for finding in findings)


def explain(code: str, lang: Lang) -> str:
    """A rule in words; raises `KeyError` for a code that is none."""
    rule = {rule.code: rule for rule in rules()}[code]
    return f"{rule.code} {rule.summary[lang]}\n\n{rule.why[lang]}\n\n{rule.cure[lang]}"
