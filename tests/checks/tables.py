"""How the tables of DV400 to DV799 are run: edits of the minimal archive, and every finding they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.archives import Edit, found, load, shown

from archive.catalogue import rules


@dataclass(frozen=True)
class Case:
    """What is changed, and the findings: `vi/x.md:12:3 DV601`, separated by commas; none where it is fine."""

    name: str
    edits: tuple[Edit, ...]
    expected: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def findings(self) -> list[str]:
        return [item for item in self.expected.split(", ") if item]


def run(case: Case, root: Path) -> None:
    """Hold all findings of DV400 to DV799 to the expected ones."""
    # What is added in one language alone has to be translated too: DV414 is looked at where a case is about it.
    result = [f for f in found(load(root, *case.edits)) if f.code != "DV414" or "DV414" in case.expected]
    words = "\n".join(finding.line("en") for finding in result)
    assert shown(result) == case.findings, f"{case.name}: what was found:\n{words or 'nothing'}"


def uncovered(cases: Iterable[Case], hundred: str) -> set[str]:
    """The rules of a hundred (`DV5`) for which no case has a finding."""
    shown_codes = {item.split(" ")[1] for case in cases for item in case.findings}
    return {rule.code for rule in rules() if rule.code.startswith(hundred)} - shown_codes
