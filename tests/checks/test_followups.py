"""One bad key gives one finding: what only follows from front matter that does not hold is held back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import (
    BODY,
    CAMPAIGN,
    CK,
    DOCUMENT,
    KQ,
    PAPER,
    PERSON,
    SIGNING,
    YEAR,
    Edit,
    edit,
    load,
    shown,
)  # fmt: skip

from archive.checks.checking import check
from archive.content.read import read_archive


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (((f"vi/{KQ}", "2015/2018", "2015-2018"),), [f"vi/{KQ}:6:9 DV208"]),
        (((f"vi/{KQ}", "[dan-van-kheo]", "dan-van-kheo"),), [f"vi/{KQ}:4:12 DV208"]),
        (((f"vi/{KQ}", "title: Giúp", "title: Giúp: "),), [f"vi/{KQ}:8:12 DV202"]),
        (((f"vi/{KQ}", "title:", "tilte:"),), [f"vi/{KQ}:8:1 DV207"]),
        (((f"vi/{KQ}", "kind: result\n", ""),), [f"vi/{KQ}:1:1 DV209"]),
        (((f"vi/{KQ}", "---\n", ""),), [f"vi/{KQ}:1:1 DV201"]),
        (((f"en/{KQ}", "title:", "tilte:"),), [f"en/{KQ}:2:1 DV207"]),
        # What others say of a page that cannot be read follows from that too.
        (((f"vi/{PAPER}", "tier: primary", "tier: x"),), [f"vi/{PAPER}:4:7 DV208"]),
        (((f"vi/{CAMPAIGN}", "title: Dân", "title: Dân: "),), [f"vi/{CAMPAIGN}:4:11 DV202"]),
        (((f"vi/{PERSON}", "[tc-ban]", "tc-ban"),), [f"vi/{PERSON}:4:9 DV208"]),
        (((f"vi/{SIGNING}", "date: 2018?-07-09", "date: 9/7"),), [f"vi/{SIGNING}:7:7 DV208"]),
        # Two faults stay two, and a page that has nothing to do with it keeps its own.
        (
            ((f"vi/{KQ}", "2015/2018", "2015-2018"), ("vi/trich-dan.md", "Lời biên tập.", "Lễ ký ngày 9/7/2018.")),
            [f"vi/{KQ}:6:9 DV208", "vi/trich-dan.md:4:1 DV605", "vi/trich-dan.md:4:1 DV606"],
        ),
        # Letters and markup of the page itself follow from nothing.
        (
            ((f"vi/{KQ}", "2015/2018", "2015-2018"), (f"vi/{KQ}", "Con số", "Con <script>1</script> số")),
            [f"vi/{KQ}:6:9 DV208", f"vi/{KQ}:16:5 DV301"],
        ),
    ],
)
def test_one_bad_key_gives_one_finding(small: Path, edits: tuple[Edit, ...], expected: list[str]) -> None:
    assert shown(check(read_archive(small))) == [], "the small archive has findings of its own"
    edit(small, *edits)
    found = check(read_archive(small))
    words = "\n".join(finding.line("en") for finding in found)
    assert [item for item in shown(found) if not item.endswith("DV404")] == expected, words


@pytest.mark.parametrize("path", [KQ, CK, SIGNING, YEAR, PERSON, BODY, DOCUMENT, PAPER, CAMPAIGN])
def test_a_kind_that_nobody_knows_crashes_no_rule(small: Path, path: str) -> None:
    kind = load(small).by_path["vi", path].meta
    archive = load(small, (f"vi/{path}", f"kind: {getattr(kind, 'kind', '')}", "kind: loại"))
    found = shown(check(archive))
    assert any(line.endswith("DV210") for line in found)
    assert not [line for line in found if line.endswith("DV000")], found
