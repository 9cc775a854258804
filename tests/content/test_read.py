"""The read stage: claims, front matter and twins with their places; odd files are problems, never exceptions."""

from __future__ import annotations

import os
import posixpath
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from tests.archives import BODY, CAMPAIGN, CK, KQ, OTHER, PERSON, SIGNING, YEAR, edit, load, page, put, remove

from archive.checks.checking import check
from archive.content.doubts import fences
from archive.content.markdown import attribute_list
from archive.content.model import page_url, relative_url
from archive.content.read import (
    MAX_BLANKS,
    MAX_BYTES,
    MAX_CLAIMS,
    MAX_FOLDERS,
    MAX_LINE,
    MAX_NESTING,
    read_archive,
    read_page,
)
from archive.findings import Place


def test_records_claims_and_their_places(small: Path) -> None:
    archive = load(small)
    record = archive.records["kq-01"]
    assert record.vi.file == f"docs/vi/{KQ}"
    assert record.en is not None
    assert (record.title("vi"), record.title("en")) == ("Giúp xã nghèo", "Help for poor communes")
    paragraph, item = record.claims
    assert (paragraph.id, paragraph.text) == ("kq-01-1", "51 đơn vị giúp các xã nghèo.")
    assert paragraph.place == Place(f"docs/vi/{KQ}", 10, 1)
    assert [str(reference) for reference in paragraph.sources] == ["n-bao#p3"]
    assert not paragraph.nested
    assert (item.id, item.text, item.nested) == ("kq-01-2", "Số tiền là trên 10 tỷ đồng.", True)
    assert [str(reference) for reference in item.sources] == ["n-bao#p3", "n-bao#p1"]
    assert item.place_of("source") == Place(f"docs/vi/{KQ}", 14, 23)
    assert archive.text("kq-01-2", "en") == "The sum is over 10 billion đồng."
    assert archive.homes["kq-01-2"] == "kq-01"
    statement = archive.statements["kq-01-2"]
    assert statement.place("en") == "en/ket-qua/2015-2018/kq-01/#kq-01-2"
    assert (statement.url("vi"), statement.url("en")) == ("id/kq-01-2/", "en/id/kq-01-2/")


def test_what_a_claim_carries(small: Path) -> None:
    claims = load(small).claims
    year = claims["bc-01-1"]
    assert (year.status, year.premises) == ("inferred", ("tt-ky-ket-1", "bc-01-2"))
    assert year.reason is not None
    assert year.reason.text == "Chỉ có một ngày 9/7 như thế."
    office = claims["nv-mau-2"]
    assert (office.when, office.office, office.name) == ("2017-09/2018-09", "Trưởng Ban", None)
    assert claims["tc-ban-1"].name == "Ban Mẫu"
    assert claims["kq-01-1"].status == "reported"
    assert claims["kq-01-1"].withdrawn is None


def test_tiers_follow_premises(small: Path) -> None:
    archive = load(small)
    tiers = {name: archive.tier(archive.claims[name]) for name in ("kq-01-1", "bc-02-1", "bc-01-2", "bc-01-1")}
    assert tiers == {"kq-01-1": "primary", "bc-02-1": "context", "bc-01-2": "context", "bc-01-1": "context"}


def test_a_circle_of_premises_has_a_tier_all_the_same(small: Path) -> None:
    archive = load(small, (f"vi/{YEAR}", 'from="tt-ky-ket-2 nv-mau-2"', 'from="bc-01-1"'))
    assert archive.tier(archive.claims["bc-01-1"]) == "primary"


@pytest.mark.parametrize(
    ("key", "line", "column"),
    [
        ("id", 2, 1),
        ("campaigns", 4, 1),
        ("campaigns.0", 4, 13),
        ("unknowns.0", 7, 12),
        ("title", 8, 1),
        ("nothing", 1, 1),
    ],
)
def test_front_matter_keys_keep_their_places(small: Path, key: str, line: int, column: int) -> None:
    assert page(load(small), f"vi/{KQ}").key(key) == Place(f"docs/vi/{KQ}", line, column)


def test_keys_within_keys_and_their_nearest_neighbour(small: Path) -> None:
    source = page(load(small), f"vi/{OTHER}")
    assert source.key("locators.tieu-su").line == source.key("locators").line + 1
    assert source.key("locators.tieu-su.nothing") == source.key("locators.tieu-su.about") or (
        source.key("locators.tieu-su.nothing") == source.key("locators.tieu-su")
    )


def test_twins_find_each_other(small: Path) -> None:
    archive = load(small)
    for found in archive.pages:
        twin = archive.twin(found)
        assert twin is not None
        assert (twin.path, twin.lang != found.lang) == (found.path, True)
    remove(small, f"en/{CK}")
    archive = read_archive(small)
    record = archive.records["ck-01"]
    assert record.en is None
    assert record.title("en") == "Tiếp tục phong trào"
    assert archive.text("ck-01-1", "en") == "Hai bên tiếp tục giúp các xã nghèo."


def test_questions_to_the_archive(small: Path) -> None:
    archive = load(small)
    assert [record.id for record in archive.of_kind("context")] == ["bc-01", "bc-02"]
    assert archive.campaign("dan-van-kheo") is archive.records["cd-dan-van-kheo"]
    assert archive.campaign("khac") is None
    assert archive.source("nv-mau") is None
    assert archive.assets == ("assets/hinh.svg",)
    assert {f"{prefix}/{path}" for prefix in ("vi", "en") for path in (BODY, CAMPAIGN, PERSON, SIGNING)} <= {
        f"{found.lang}/{found.path}" for found in archive.pages
    }


@pytest.mark.parametrize(
    ("path", "vi", "en"),
    [
        ("index.md", "", "en/"),
        ("trich-dan.md", "trich-dan/", "en/trich-dan/"),
        ("nguon/index.md", "nguon/", "en/nguon/"),
        (KQ, "ket-qua/2015-2018/kq-01/", "en/ket-qua/2015-2018/kq-01/"),
    ],
)
def test_addresses_of_pages(path: str, vi: str, en: str) -> None:
    assert (page_url(path, "vi"), page_url(path, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("origin", "target", "expected"),
    [
        ("", "nguon/", "nguon/"),
        ("nguon/", "", "../"),
        ("nguon/", "nguon/#p1", "#p1"),
        ("nguon/", "nguon/", "./"),
        ("en/a/b/", "a/b/#c", "../../../a/b/#c"),
        ("", "en/", "en/"),
        ("a/", "id/kq-01.bib", "../id/kq-01.bib"),
    ],
)
def test_relative_links(origin: str, target: str, expected: str) -> None:
    assert relative_url(origin, target) == expected


def test_relative_links_are_those_of_the_library() -> None:
    drawn = random.Random(4)
    parts = ("a/", "b/", "ab/", "id/", "en/", "kq-01/", "kq-01-1/")
    for _ in range(5_000):
        origin, address = ("".join(drawn.choices(parts, k=drawn.randrange(4))) for _ in range(2))
        address += drawn.choice(["", "", "tep.csv"])
        way = posixpath.relpath(f"/{address}", f"/{origin}") + ("/" if not address or address.endswith("/") else "")
        assert relative_url(origin, address) == way, (origin, address)


# --- Odd files


def test_windows_line_ends_and_a_bom_change_nothing_that_is_read(small: Path) -> None:
    before = page(load(small), f"vi/{KQ}")
    put(small, f"vi/{KQ}", b"\xef\xbb\xbf" + before.raw.replace(b"\n", b"\r\n"))
    after = page(read_archive(small), f"vi/{KQ}")
    assert (after.text, after.meta, after.body) == (before.text, before.meta, before.body)
    assert after.raw != before.raw, "the bytes are kept for the rules on them"


@pytest.mark.parametrize("target", ["/etc/passwd", "index.md", "nowhere", "/"])
def test_a_symbolic_link_is_refused_and_never_followed(small: Path, target: str) -> None:
    (small / "docs/vi/lien-ket.md").symlink_to(target)
    (small / "docs/assets/lien-ket").symlink_to(target)
    archive = read_archive(small)
    assert [(problem.place.path, problem.why) for problem in archive.problems] == [
        ("docs/assets/lien-ket", "symlink"),
        ("docs/vi/lien-ket.md", "symlink"),
    ]
    assert "root:" not in "".join(found.text for found in archive.pages)


def test_a_linked_docs_folder_is_refused_whole(small: Path, tmp_path: Path) -> None:
    (small / "docs").rename(small / "elsewhere")
    (small / "docs").symlink_to("elsewhere")
    archive = read_archive(small)
    assert archive.pages == ()
    assert [problem.why for problem in archive.problems] == ["symlink"]


def test_a_device_is_never_opened(small: Path) -> None:
    os.mkfifo(small / "docs/vi/ong.md")  # reading it would wait for ever
    assert [problem.why for problem in read_archive(small).problems] == ["special"]


def test_files_of_other_kinds_and_places_are_problems(small: Path) -> None:
    put(small, "vi/anh.png", b"\x89PNG")
    put(small, "fr/index.md", "---\ntitle: Accueil\n---\n")
    put(small, "ghi-chu.txt", "x")
    found = {problem.place.path: problem.why for problem in read_archive(small).problems}
    assert found == {"docs/vi/anh.png": "type", "docs/fr/index.md": "type", "docs/ghi-chu.txt": "type"}


def test_folders_without_end_are_cut(small: Path) -> None:
    put(small, "vi/" + "a/" * (MAX_FOLDERS + 3) + "x.md", "---\ntitle: X\n---\n")
    assert [problem.why for problem in read_archive(small).problems] == ["folder"]


def test_an_empty_or_missing_folder_gives_an_empty_archive(tmp_path: Path) -> None:
    assert read_archive(tmp_path).pages == ()
    (tmp_path / "docs").mkdir()
    assert read_archive(tmp_path).pages == ()


HEAD = "---\ntitle: X\n---\n"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (HEAD + "a\n" * (MAX_BYTES // 2), "bytes"),
        (HEAD + "a" * (MAX_LINE + 1), "line"),
        (HEAD + "[" * (MAX_NESTING + 1), "nesting"),
        (HEAD + "> " * (MAX_NESTING + 1), "nesting"),
        (HEAD + "- " * (2 * MAX_NESTING + 2), "nesting"),
        (HEAD + "a" + " " * (MAX_BLANKS + 1) + "b", "blanks"),
        (HEAD + "\n" + "\u00a0\t" * (MAX_BLANKS // 2 + 1), "blanks"),
        (HEAD + "a .claim\n" * (MAX_CLAIMS + 1), "claims"),
        (HEAD + "a .claim\n" * MAX_CLAIMS, ""),
        (HEAD + "a" + " " * MAX_BLANKS + "b\n" * 9, ""),
        (HEAD + "a" * MAX_LINE, ""),
        (HEAD + "[" * MAX_NESTING, ""),
        (HEAD + "(x) " * 1000, ""),
    ],
)
def test_what_is_over_a_cap_is_not_parsed(content: str, refused: str) -> None:
    found = read_page(content.encode(), "x.md", "vi", "docs/vi/x.md")
    assert found.refused == refused
    assert (found.meta is None) is bool(refused)


ODD = [
    b"",
    b"---",
    b"---\n",
    b"---\n---",
    b"---\n---\n",
    b"\xff\xfe\x00",
    b"---\n\xff: \xfe\n---\n\xfd",
    b"---\n&a [*a]\n---\n",
    b"---\nx: !!python/object/apply:os.system ['touch /tmp/ran']\n---\n",
    b"---\n? [a, b]\n: c\n---\n",
    b"---\ntitle: [\n---\n",
    b"---\n- a\n---\n",
    b"---\ntitle: x\ntitle: y\n---\n",
    b"---\nid: kq-01\nkind: [result]\n---\n",
    b"---\nkind: result\n---\n{ #kq-01-1 .claim }\n",
    b"---\ntitle: x\n---\n{ .claim }\n\n{ #a .claim\n\n- x\n    { # .claim }\n",
    b"---\ntitle: x\n---\nx\n{ .reason }\n",
    b"---\ntitle: x\n---\n|a|\n|-|\n|",
    b"---\ntitle: x\n---\n```\n{ #x .claim }\n",
    b"a\x00b\x01\x0c\x85\r\r\n",
]


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
def test_odd_files_are_read_without_an_exception(small: Path, content: bytes) -> None:
    put(small, "vi/la.md", content)
    archive = read_archive(small)
    assert page(archive, "vi/la.md").raw == content
    assert not Path("/tmp/ran").exists()
    assert "DV000" not in {finding.code for finding in check(archive)}, "a rule crashed on it"


MARKS = st.sampled_from(["\n", "\n\n", "---\n", "{ #a-1 .claim }", "{", "}", "#", "- ", "> ", "|", "```", "[x](y.md)", "<b>", "title: x\n", "source=\"n#p\" ", "\t", "    ", "é", "\u0301", "\r\n", "\x00", '"', "'", "\\", "*"])  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_read_with_places_that_exist(text: str) -> None:
    found = read_page(text.encode("utf-8", "surrogatepass"), "x.md", "vi", "docs/vi/x.md")
    last = found.text.count("\n") + 2
    places = [claim.place for claim in found.body.claims] + [fragment.place for fragment in found.body.fragments]
    places += [link.place for link in found.body.links] + [problem.place for problem in found.front.problems]
    for place in places:
        assert 1 <= place.line <= last
        assert place.column >= 1


def test_the_first_of_two_pages_with_one_id_is_kept(small: Path) -> None:
    put(small, "vi/ket-qua/2015-2018/kq-00.md", "---\nid: kq-01\nkind: result\nperiod: 2015/2018\ntitle: Một\n---\n")
    edit(small)
    assert read_archive(small).records["kq-01"].vi.path == "ket-qua/2015-2018/kq-00.md"


FENCES = [
    "```",
    "````",
    "~~~",
    "```x",
    "``` x",
    "```{ .x }",
    "``` {.x",
    "```  ",
    " ```",
    '```hl_lines="1"',
    "~~~~",
    "a",
    "",
]


@pytest.mark.parametrize("seed", range(20))
def test_fenced_code_is_what_the_renderer_takes_for_it(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        body = "\n".join(chance.choices(FENCES, k=chance.randint(1, 9)))
        theirs = []
        for match in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(body):
            first = body.count("\n", 0, match.start())
            theirs.append((first, first + match.group().count("\n") + 1))
        assert fences(body) == theirs, f"doubts.fences parts from Python-Markdown's on {body!r}"


@pytest.mark.parametrize("heading", [True, False])
def test_attribute_lists_are_what_the_renderer_takes_for_them(heading: bool) -> None:
    chance = random.Random(7)
    theirs = AttrListTreeprocessor.HEADER_RE if heading else AttrListTreeprocessor.BLOCK_RE
    for _ in range(20_000):
        words = "".join(
            chance.choices(["a", " ", "  ", "{", "{:", "}", "\n", "#b", ".c", "d=e", "{ #f }"], k=chance.randint(1, 8))
        )
        content = words.strip("\n") or "a"
        match = theirs.search(content)
        expected = (match.start(), match[1]) if match else None
        assert attribute_list(content, heading=heading) == expected, (
            f"our reading parts from Python-Markdown's on {content!r}"
        )
