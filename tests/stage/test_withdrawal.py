"""What readers see of a withdrawal: the day, the reason and what replaces it, before the struck words, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import BODY, CK, DOCUMENT, KQ, PERSON, REASON, SIGNING, YEAR, load, put, staged, withdrawn
from tests.stage.test_staging import box, html

from archive.findings import LANGS
from archive.finish.clean import tree

SAID = {
    "vi": ("Đã rút 5/1/2027", f"Lý do: {REASON[0]}", "Thay bằng: {other}."),
    "en": ("Withdrawn 5 January 2027", f"Reason: {REASON[1]}", "Replaced by: {other}."),
}


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one behind the other."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


@pytest.mark.parametrize("lang", LANGS)
def test_a_withdrawn_claim_says_when_why_and_what_holds_before_its_words(small: Path, lang: str) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1", instead="kq-01-2"))
    found = box(staged(archive)[f"{lang}/{KQ}"], "kq-01-1")
    day, because, other = SAID[lang]
    words = archive.text("kq-01-1", "en" if lang == "en" else "vi")
    assert in_order(found.text(), day, because, other.format(other="kq-01-2"), words), found.text()
    assert found.css(".withdrawal a")[0].attributes["href"] == "../../../id/kq-01-2/"
    line = html(staged(archive)[f"{lang}/id/kq-01-1.md"]).css(".citation")[0].text()
    replaced = "thay bằng kq-01-2" if lang == "vi" else "replaced by kq-01-2"
    assert in_order(
        line, f"[{day[0].lower()}{day[1:]}: {because.partition(': ')[2].rstrip('.')}; {replaced}] ", words[:10]
    )
    standing = box(staged(archive)[f"{lang}/{KQ}"], "kq-01-2")
    assert standing.css_first(".withdrawal, .chip--withdrawn") is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_withdrawn_record_says_so_before_anything_else_and_in_each_box(small: Path, lang: str) -> None:
    new = "---\nid: kq-02\nkind: result\nperiod: 2015/2018\ntitle: Việc thay\n---\nLời biên tập.\n"
    put(small, "vi/ket-qua/2015-2018/kq-02.md", new)
    put(small, "en/ket-qua/2015-2018/kq-02.md", "---\ntitle: The other\n---\nOurs.\n")
    summary = (
        (f"vi/{KQ}", "title: ", "summary: Tóm lại.\ntitle: "),
        (f"en/{KQ}", "title: ", "summary: In short.\ntitle: "),
    )
    page = staged(load(small, *withdrawn(KQ, "", instead="kq-02"), *summary))[f"{lang}/{KQ}"]
    day, because, other = SAID[lang]
    other = other.format(other="Việc thay" if lang == "vi" else "The other")
    lead = "Tóm lại." if lang == "vi" else "In short."
    shown = tree(page.body).text()
    assert in_order(shown, day, because, other, "kq-01"), "the notice does not stand before all else"
    assert lead not in shown, "a result is summed up in words that have no mark"
    notice = html(page).css(".notice--withdrawn")
    assert len(notice) == 1
    assert notice[0].css("a")[0].attributes["href"] == "../kq-02/"
    for claim in ("kq-01-1", "kq-01-2"):
        assert in_order(box(page, claim).text(), day, because, other), claim
    cited = html(page).css(".cite-page .citation")[0].text()
    assert cited.startswith(f"[{day[0].lower()}{day[1:]}: "), cited


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("path", "record", "where"),
    [
        (BODY, "tc-ban", (KQ, PERSON, SIGNING, DOCUMENT)),  # side boxes, issuer
        (PERSON, "nv-mau", (SIGNING, "index.md")),
        (SIGNING, "tt-ky-ket", (YEAR,)),
        (KQ, "kq-01", (CK,)),
        ("chien-dich/dan-van-kheo.md", "cd-dan-van-kheo", (KQ, CK)),
    ],
)
def test_a_withdrawn_record_is_marked_wherever_it_is_still_named(
    small: Path, lang: str, path: str, record: str, where: tuple[str, ...]
) -> None:
    archive = load(small, *withdrawn(path, ""))
    pages = staged(archive)
    title = archive.records[record].title("en" if lang == "en" else "vi")
    address = pages[f"{lang}/{path}"].url.rpartition("/")[0].rpartition("/")[2]
    for name in where:
        tree = html(pages[f"{lang}/{name}"])
        links = [a for a in tree.css("a") if a.text() == title and address in (a.attributes["href"] or "")]
        assert links, f"{name} does not name {record}"
        for link in links:
            assert link.attributes.get("class") == "withdrawn", f"{name} names {record} as if it stood"
            assert link.parent is not None
            assert in_order(link.parent.text(), *SAID[lang][:2], title), f"{name}: no day and reason before {title}"


@pytest.mark.parametrize("lang", LANGS)
def test_a_withdrawn_step_of_a_proof_says_so_before_its_words(small: Path, lang: str) -> None:
    edits = (*withdrawn(YEAR, "bc-01-2"), *withdrawn(PERSON, "nv-mau-2"))
    tree = html(staged(load(small, *edits))[f"{lang}/{YEAR}"])
    marked = [step for step in tree.css(".step") if step.attributes.get("data-withdrawn")]
    assert len(marked) == 2, "the conclusion as another's premise, and its own premise"
    for step in marked:
        assert in_order(step.text(), *SAID[lang][:2])
        first = step.css("p")[0]
        assert first.attributes["class"] == "withdrawal"
        assert step.css("p.claim-text, a.withdrawn"), "nothing is struck through"


@pytest.mark.parametrize("words", ['<b>"đậm"</b> & x', "A 'b' <script>"])
def test_a_reason_is_escaped_wherever_it_is_shown(small: Path, words: str) -> None:
    front = "'" + words.replace("'", "''") + "'"
    for change in (
        (f"vi/{KQ}", "title: ", f"withdrawn: 2027-01-05\nwithdrawn_reason: {front}\ntitle: "),
        (f"vi/{SIGNING}", "#tt-ky-ket-1 .claim", f'#tt-ky-ket-1 .claim withdrawn="2027-01-05" reason={_quoted(words)}'),
    ):
        for name, page in staged(load(small, change)).items():
            assert "<b>" not in page.body, name
            assert "<script>" not in page.body, name
            if name == change[0]:
                assert words in html(page).css(".withdrawal, .notice--withdrawn")[0].text(), name


def _quoted(words: str) -> str:
    return f"'{words}'" if '"' in words else f'"{words}"'


def test_without_a_reason_nothing_is_made_up(small: Path) -> None:
    change = (f"vi/{KQ}", "#kq-01-1 .claim", '#kq-01-1 .claim withdrawn="2027-01-05"')
    for lang in LANGS:
        text = box(staged(load(small, *([change] if lang == "vi" else [])))[f"{lang}/{KQ}"], "kq-01-1").text()
        assert SAID[lang][0] in text
        assert SAID[lang][1].partition(":")[0] not in text
