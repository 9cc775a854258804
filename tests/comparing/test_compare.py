"""Two archives held against each other: one line a sort of change, each with what is told of it and what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.archives import (
    CK,
    KQ,
    LATER,
    OTHER,
    PAPER,
    PERSON,
    SIGNING,
    YEAR,
    Edit,
    corrected,
    edit,
    load,
    make,
    put,
    read_again,
    remove,
    withdrawn,
)

from archive.checks.published import answers
from archive.comparing.compare import compare
from archive.comparing.outline import outline
from archive.comparing.text import text
from archive.comparing.value import Addresses, Changes, Comparison
from archive.content.model import Archive
from archive.findings import Text
from archive.stage.wording import pieces
from archive.text import paragraph_digest


@pytest.fixture
def old(tmp_path: Path) -> Archive:
    return read_again(make(tmp_path / "cu"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "moi")


def told(changes: Changes) -> list[str]:
    shown = text(outline(Comparison(Text("a", "a"), Text("b", "b"), changes), "en"))
    return [line.strip() for line in shown.splitlines()[3:] if line]


def test_the_same_archive_has_no_changes(old: Archive, root: Path) -> None:
    changes = compare(old, read_again(root))
    assert changes.none, changes
    assert changes == Changes()


CASES: list[tuple[str, tuple[Edit, ...], list[str]]] = [
    ("words", ((f"vi/{KQ}", "51 đơn vị giúp các", "52 đơn vị giúp"),),
     ["- Changed kq-01-1 · docs/vi/ket-qua/2015-2018/kq-01.md", "Vietnamese: [-51-] {+52+} đơn vị giúp [-các-] xã nghèo."]),
    ("punctuation alone", ((f"en/{KQ}", "51 units help poor communes.", "51 units help poor communes!"),),
     ["English: 51 units help poor [-communes.-] {+communes!+}"]),
    ("a source", ((f"vi/{KQ}", "p3 n-bao#p1", "p2"),), ["- Changed kq-01-2", "source: n-bao#p3 n-bao#p1 → n-bao#p2"]),
    ("a status", ((f"vi/{CK}", 'source="n-bao#p3"', 'status="inferred" from="kq-01-1"'),),
     ["status: reported → inferred", "premises: — → kq-01-1", "source: n-bao#p3 → —"]),
    ("why it is concluded", ((f"vi/{YEAR}", "Chỉ có một ngày", "Chỉ có duy nhất một ngày"),),
     ["- Changed bc-01-1", "why it is concluded (Vietnamese): Chỉ có {+duy nhất+} một ngày 9/7 như thế."]),
    ("a time", ((f"vi/{LATER}", 'when="2024-01-26"', 'when="2024-01-27"'),), ["time: 2024-01-26 → 2024-01-27"]),
    ("an office in one language", ((f"en/{PERSON}", "Head of the Commission", "Head of the Board"),),
     ["office (English): Head of the [-Commission-] {+Board+}"]),
    ("a correction", corrected(KQ, "kq-01-1"),
     ["- Changed kq-01-1", "day of the correction: — → 2027-01-05", "reason (English): {+The source has corrected it.+}"]),
    ("withdrawn", withdrawn(KQ, "kq-01-1", instead="kq-01-2"),
     ["- Withdrawn kq-01-1 now see kq-01-2 · docs/vi/ket-qua", "day of the withdrawal: — → 2027-01-05", "- Withdrawn statements: 0 → 1 (+1)"]),
    ("merged", withdrawn(SIGNING, "tt-ky-ket-2", same_as="nv-mau-1"),
     ["- Merged tt-ky-ket-2 into nv-mau-1", "- /id/tt-ky-ket-2/ → /id/nv-mau-1/ (and its English one)"]),
    ("gone before it was published", ((f"vi/{KQ}", '51 đơn vị giúp các xã nghèo.\n{ #kq-01-1 .claim source="n-bao#p3" }\n\n', ""),),
     ["- Taken out kq-01-1", "Vietnamese: [-51 đơn vị giúp các xã nghèo.-]", "Addresses dropped before they were published (1)", "- /id/kq-01-1/ (and its English one)"]),
    ("another id", ((f"vi/{CK}", "#ck-01-1 ", "#ck-01-7 "), (f"en/{CK}", "#ck-01-1 ", "#ck-01-7 ")), ["- Moved ck-01-1 → ck-01-7"]),
    ("a whole record withdrawn", withdrawn(LATER, ""),
     ["- Withdrawn docs/vi/boi-canh/ve-sau.md “Later” · statements: 1", "reason of the withdrawal (English): {+The source has corrected it.+}"]),
    ("a title", ((f"vi/{CK}", "title: Tiếp tục", "title: Giữ"),), ["title (Vietnamese): [-Tiếp tục-] {+Giữ+} phong trào"]),
    ("unknowns", ((f"en/{SIGNING}", "[Who signed first.]", "[]"),), ["unknown (English): [-Who signed first.-]"]),
    ("a date of the record", ((f"vi/{SIGNING}", "date: 2018?-07-09", "date: 2018?-07-08"),), ["date: 2018?-07-09 → 2018?-07-08"]),
    ("a locator", ((f"vi/{OTHER}", "tiểu sử}", "tiểu sử dài}"),), ["locators.tieu-su.about: tiểu sử → tiểu sử dài"]),
    ("what was read of a source", ((f"vi/{PAPER}", "extent: whole", "extent: part"),), ["read.extent: whole → part"]),
    ("a link", ((f"vi/{KQ}", "../../cam-ket/2018-2020/ck-01.md", "../../index.md"),),
     ["links (Vietnamese): [-../../cam-ket/2018-2020/ck-01.md-] {+../../index.md+}"]),
    ("a statement shown elsewhere", ((f"vi/{CK}", "Hai bên", "{{ kq-01-1 }}\n\nHai bên"),), ["statements shown (Vietnamese): {+kq-01-1+}"]),
    ("words under a heading", (("vi/index.md", "Lời biên tập.", "Lời.\n\n## Phần\n\nThêm."),),
     ["editorial words (Vietnamese), words added: “Phần”", "editorial words (Vietnamese), words changed: the opening"]),
    ("a term", (("en/thuat-ngu.md", "People's Committee", "People’s Board"),), ["- Changed ubnd", "term (English): [-People's Committee-] {+People’s Board+}"]),
    ("a source of a term", (("vi/thuat-ngu.md", "source: n-bao#p3", "source: n-bao#p2"),), ["source: n-bao#p3 → n-bao#p2"]),
    ("a picture", (("assets/hinh.svg", "h9v9z", "h9v8z"),), ["Assets (1)", "- Changed docs/assets/hinh.svg"]),
    ("layout alone", ((f"en/{CK}", "title:", "# A note.\ntitle:"),),
     ["Files that changed in ways not told above (layout, headings, comments, order) (1)", f"- docs/en/{CK}"]),
    ("a draft again", ((f"vi/{CK}", "period:", "draft: true\nperiod:"),),
     ["- A draft again docs/vi/cam-ket/2018-2020/ck-01.md", "- Taken out ck-01-1", "Drafts (readers do not see them yet) (1)"]),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_change_is_told(old: Archive, root: Path, edits: tuple[Edit, ...], expected: list[str]) -> None:
    lines = told(compare(old, load(root, *edits)))
    missing = [words for words in expected if not any(line.startswith(words) for line in lines)]
    assert not missing, "\n".join(lines)


@pytest.mark.parametrize(("edits", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_was_taken_back_is_told_the_other_way(
    old: Archive, root: Path, edits: tuple[Edit, ...], expected: list[str]
) -> None:
    assert not compare(load(root, *edits), old).none


def test_a_new_record_has_its_words_addresses_and_figures(old: Archive, root: Path) -> None:
    put(root, "vi/ket-qua/2015-2018/kq-09.md",
        '---\nid: kq-09\nkind: result\nperiod: 2015/2018\ntitle: Mới\n---\n9 xã.\n{ #kq-09-1 .claim source="n-bao#p3" }\n')  # fmt: skip
    put(root, "en/ket-qua/2015-2018/kq-09.md", "---\ntitle: New\n---\n9 communes.\n{ #kq-09-1 .claim }\n")
    lines = told(compare(old, read_again(root)))
    for words in ("- New kq-09-1", "English: 9 communes.", "source: n-bao#p3", "- New docs/vi/ket-qua/2015-2018/kq-09.md “New”",
                  "- Results: 1 → 2 (+1)", "- /id/kq-09-1/ (and its English one)", "- /ket-qua/2015-2018/kq-09/"):  # fmt: skip
        assert any(line.startswith(words) for line in lines), words


def test_a_moved_record_leads_on_and_its_statements_are_not_told_again(old: Archive, root: Path) -> None:
    for lang in ("vi", "en"):
        page = (root / f"docs/{lang}/{CK}").read_text("utf-8")
        alias = f"aliases: [{CK.removesuffix('.md')}]\n" if lang == "vi" else ""
        put(root, f"{lang}/cam-ket/2018-2020/moi.md", page.replace("title:", f"{alias}title:", 1))
    remove(root, f"vi/{CK}", f"en/{CK}")
    changes = compare(old, read_again(root))
    assert [(one.events, one.was, one.path) for one in changes.pages] == [(("moved",), CK, "cam-ket/2018-2020/moi.md")]
    assert changes.statements == ()
    assert ("cam-ket/2018-2020/ck-01/", "cam-ket/2018-2020/moi/") in changes.addresses.onward
    assert not changes.addresses.dead


def test_an_address_dies_only_where_it_was_published(old: Archive, root: Path) -> None:
    (old.root / "published.txt").write_text("id/ck-01-1/\n", "utf-8")
    remove(root, f"vi/{CK}", f"en/{CK}")
    found = compare(old, read_again(root)).addresses
    assert found.dead == ("id/ck-01-1/",)
    assert "id/ck-01/" in found.dropped


def test_of_what_cannot_be_read_nothing_is_told(old: Archive, root: Path) -> None:
    ledger = "".join(f"{line}\n" for line in sorted(answers(old)) if line)
    for side in (old.root, root):
        (side / "published.txt").write_text(ledger, "utf-8")
    changes = compare(
        old, load(root, (f"vi/{KQ}", "period: 2015/2018", "period: bao giờ"), (f"en/{CK}", "title:", "titel:"))
    )
    assert changes.unread == (f"docs/en/{CK}", f"docs/vi/{KQ}")
    assert changes.otherwise == ()
    assert replace(changes, unread=()).none, changes
    changes = compare(read_again(root), old)
    assert replace(changes, unread=()).none, changes


def test_settings_that_cannot_be_read_are_named(old: Archive, root: Path) -> None:
    (root / "archive.toml").write_text("name =\n", "utf-8")
    changes = compare(old, read_again(root))
    assert "archive.toml" in changes.unread
    assert changes.settings == ()
    assert changes.figures == (), "by the name that statements have in the settings some would be gone, others new"


def test_the_order_of_statements_is_told(old: Archive, root: Path) -> None:
    for lang in ("vi", "en"):
        text = (root / f"docs/{lang}/{KQ}").read_text("utf-8")
        head, first, *rest = text.split("\n\n")
        front, _, one = head.rpartition("---\n")
        put(root, f"{lang}/{KQ}", "\n\n".join([f"{front}---\n{first}", one, *rest]))
    changes = compare(old, read_again(root))
    lines = told(changes)
    assert "order of the statements: kq-01-1 kq-01-2 → kq-01-2 kq-01-1" in lines, "\n".join(lines)
    assert not changes.statements
    assert not changes.otherwise, "told of the page already"


def test_former_words_that_are_withheld_are_not_shown(old: Archive, root: Path) -> None:
    secret = "51 đơn vị giúp các xã nghèo."
    archive = load(root, (f"vi/{KQ}", secret, "Nhiều đơn vị giúp các xã nghèo."))
    own = archive.own.settings.model_copy(update={"withheld": (paragraph_digest(secret),)})
    changes = compare(old, replace(archive, own=replace(archive.own, settings=own)))
    lines = told(changes)
    assert "Vietnamese: (the former words are not shown again) Nhiều đơn vị giúp các xã nghèo." in lines
    assert not any("51 đơn vị" in line for line in lines)
    remove(root, f"vi/{KQ}", f"en/{KQ}")
    gone = read_again(root)
    assert not any(
        "51 đơn vị" in line for line in told(compare(old, replace(gone, own=replace(gone.own, settings=own))))
    )


def test_a_page_that_is_all_alike_takes_no_longer_than_its_length(old: Archive, root: Path) -> None:
    edit(root, (f"vi/{KQ}", "51 đơn vị giúp các xã nghèo.", "a b " * 1_500 + "c."))
    before = load(root)
    after = load(root, (f"vi/{KQ}", "a b " * 1_500, "b a a " * 900))
    assert compare(before, after).statements
    assert told(compare(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("a", ""),
        ("", "a b"),
        ("a b c", "a x c"),
        ("a " * 4_000, "a " * 5_000),
        ("x " + "a b " * 900, "y " + "b a " * 900),
        ("a " * 300 + "x " + "b " * 300, "a " * 300 + "y z " + "b " * 300),
        ("a " * 500, "a " * 499),
    ],
)
def test_both_wordings_stand_in_their_pieces(before: str, after: str) -> None:
    found = [*pieces(before, after)]
    assert " ".join(word for one in found for word in (one.kept, one.gone) if word) == " ".join(before.split())
    assert " ".join(word for one in found for word in (one.kept, one.came) if word) == " ".join(after.split())


def test_nothing_is_a_value(old: Archive) -> None:
    assert Changes(addresses=Addresses(new=("a/",))).none is False
    assert Changes().none
