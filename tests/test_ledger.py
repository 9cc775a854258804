"""No published address dies: a build fails where an address of `published.txt` no longer answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, edit

from archive.build import Listener, Options, build
from archive.content.read import read_archive
from archive.ledger import LEDGER, addresses
from archive.publish import PublishError
from archive.stage.context import Context
from archive.stage.staging import stage


def found(root: Path) -> list[str]:
    findings = build(root, Options(root / "site"), {}, Listener())
    return [f"{finding.place.path}:{finding.place.line} {finding.code}" for finding in findings]


def test_a_recorded_address_that_is_gone_fails_the_build_at_its_line(small_project: Path) -> None:
    (small_project / LEDGER).write_text("thoa-thuan/\nmat/roi/\nid/kq-01/\n", "utf-8")
    assert found(small_project) == ["published.txt:2 DV801"]
    assert not (small_project / "site").exists(), "a site without a published address was published"


def test_a_moved_page_keeps_its_address_by_naming_it(small_project: Path) -> None:
    (small_project / LEDGER).write_text("ket-qua/cu/\nen/ket-qua/cu/\n", "utf-8")
    edit(small_project, (f"vi/{KQ}", "period: 2015/2018", "aliases: [ket-qua/cu]\nperiod: 2015/2018"))
    assert found(small_project) == []
    led = (small_project / "site/ket-qua/cu/index.html").read_text("utf-8")
    assert 'url=../2015-2018/kq-01/"' in led, "the former address does not lead to the page"
    assert 'location.replace("../2015-2018/kq-01/"+location.hash)' in led, (
        "a cited statement's anchor is lost on the way"
    )


def test_every_page_and_id_is_recorded(small_project: Path) -> None:
    archive = read_archive(small_project)
    known = addresses(archive, stage(archive, Context()))
    assert {
        "ket-qua/2015-2018/kq-01/",
        "en/ket-qua/2015-2018/kq-01/",
        "id/kq-01/",
        "id/kq-01-1/",
        "doi-chieu/",
    } <= known
    assert not {address for address in known if "404" in address or not address.endswith("/")}


@pytest.mark.parametrize("name", ["docs/vi/site", "scripts/site", "overrides"])
def test_the_site_cannot_stand_within_the_sources(small_project: Path, name: str) -> None:
    with pytest.raises(PublishError, match="--site-dir"):
        build(small_project, Options(small_project / name), {}, Listener())
