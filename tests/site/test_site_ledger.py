"""Every address that was ever published still answers."""

from __future__ import annotations

import pytest
from tests.archives import REPOSITORY
from tests.site.conftest import BuiltSite

from archive.checks.published import dead
from archive.content.read import read_archive
from archive.ledger import read_ledger

pytestmark = pytest.mark.xdist_group("site")


def test_the_archive_lost_no_address(site: BuiltSite) -> None:
    assert read_ledger(REPOSITORY), "published.txt is empty: `archive record` fills it"
    assert list(dead(read_archive(REPOSITORY), site.folder)) == [], (
        "published.txt names addresses that the site does not answer"
    )
