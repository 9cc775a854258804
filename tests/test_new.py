"""New records: every kind's template states nothing, and the checks name what is to be written, nothing else."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import bare_settings, read_again
from tests.samples import pdf

from archive import regular
from archive.checks.checking import check
from archive.cli import main
from archive.content.kinds import KINDS
from archive.content.model import Page
from archive.content.read import read_archive
from archive.findings import Place, errors
from archive.fix import fixed, key_order
from archive.near import hints
from archive.text import dates, figures

HOME = {"vi": "---\ntitle: Trang đầu\n---\nLời chào.\n", "en": "---\ntitle: Home\n---\nWelcome.\n"}
VALUES = {"event": ["DV208 date"], "source": ["DV211 publisher", "DV211 short", "DV211 headline", "DV211 locators"]}
"""The required values that nobody but the editor knows; no date holds and states nothing."""
CLAIMS = {"result": ["DV509 id"], "commitment": ["DV509 id"]}
PROSE = ["DV211 title", "DV211 summary", "DV211 body"]
ENGLISH = {"source": ["DV211 locators"]}
"""What an English twin has to say beside its prose."""


def to_fill_in(kind: str) -> list[str]:
    """What the checks ask for in a new record before it can be published, and nothing else: the English twin last."""
    vietnamese, english = (*VALUES.get(kind, []), *CLAIMS.get(kind, [])), ENGLISH.get(kind, [])
    return [*sorted([*PROSE, *vietnamese]), *sorted([*PROSE, *english])]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a home page alone."""
    for lang, text in HOME.items():
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "index.md").write_text(text, "utf-8")
    (tmp_path / "archive.toml").write_text(bare_settings(), "utf-8")
    return tmp_path


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["new", "--lang", "en", *arguments])


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def key_at(page: Page, place: Place) -> str:
    """The key of the front matter that stands on the line of a finding."""
    return next((key for key, at in page.front.places.items() if at.line == place.line), "body")


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_is_held_back_for_what_is_to_be_written_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = check(read_archive(root))
    slug = [] if KINDS[kind].numbered else ["mau-thu"]
    done = run(root, monkeypatch, kind, *slug)
    assert done.exit_code == 0, done.output
    written = done.output.splitlines()[:2]
    assert [path.split("/")[1] for path in written] == ["vi", "en"]
    archive = read_archive(root)
    new = [finding for finding in check(archive) if finding not in before]
    pages = {page.file: page for page in archive.pages}
    found = [f"{f.code} {key_at(pages[f.place.path], f.place)}" for f in sorted(new)]
    assert sorted(found) == sorted(to_fill_in(kind)), [finding.line("en") for finding in new]
    for path in written:
        data = (root / path).read_bytes()
        assert fixed(data, "vi" if "/vi/" in path else "en") == data, f"`archive check --fix` changes {path}"
    page = next(page for page in archive.pages if page.file == written[0])
    assert [claim.id for claim in page.body.claims] == []
    prose = (
        " ".join(str(page.front.data.get(name, "")) for name in ("title", "summary")) + page.text.rpartition("---")[2]
    )
    assert not figures(prose, "vi") | dates(prose, "vi"), "a template states a fact"


NEXT = {
    ("vi", "result"): (
        "ket-qua/2015-2018/kq-01",
        "kq-01: viết {vi}, rồi {en}; `archive check kq-01` chỉ từng chỗ còn thiếu",
        "xong thì ghi vào git, ở một nhánh riêng: `git switch -c kq-01`, `git add {vi} {en}`, `git commit`",
        "`archive diff` cho biết bạn đọc sẽ thấy gì khác; `git push -u origin kq-01`, rồi mở yêu cầu hợp nhất",
    ),
    ("en", "result"): (
        "ket-qua/2015-2018/kq-01",
        "kq-01: write {vi}, then {en}; `archive check kq-01` names each place that is left",
        "then commit it to a branch of its own: `git switch -c kq-01`, `git add {vi} {en}`, `git commit`",
        "`archive diff` tells what readers would notice; `git push -u origin kq-01`, then open a pull request",
    ),
    ("vi", "source"): (
        "nguon/n-mau",
        "n-mau: viết {vi}, rồi {en}; `archive check n-mau` chỉ từng chỗ còn thiếu",
        "có bản lưu của nguồn thì `archive digest TỆP` in sẵn các đoạn cho locators",
        "xong thì ghi vào git, ở một nhánh riêng: `git switch -c n-mau`, `git add {vi} {en}`, `git commit`",
        "`archive diff` cho biết bạn đọc sẽ thấy gì khác; `git push -u origin n-mau`, rồi mở yêu cầu hợp nhất",
    ),
    ("en", "source"): (
        "nguon/n-mau",
        "n-mau: write {vi}, then {en}; `archive check n-mau` names each place that is left",
        "from a saved copy of it `archive digest FILE` prints the paragraphs for its locators",
        "then commit it to a branch of its own: `git switch -c n-mau`, `git add {vi} {en}`, `git commit`",
        "`archive diff` tells what readers would notice; `git push -u origin n-mau`, then open a pull request",
    ),
}


@pytest.mark.parametrize(("lang", "kind"), NEXT)
def test_what_comes_next_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, lang: str, kind: str) -> None:
    path, *lines = NEXT[lang, kind]
    done = run(root, monkeypatch, "--lang", lang, kind, *([] if kind == "result" else ["mau"]))
    vi, en = (f"docs/{tongue}/{path}.md" for tongue in ("vi", "en"))
    assert done.stdout.splitlines() == [vi, en]
    assert done.stderr.splitlines() == [line.format(vi=vi, en=en) for line in lines]


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_shows_every_key_of_the_model_in_its_order(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    done = run(root, monkeypatch, kind, "mau-thu")
    lines = (root / done.output.splitlines()[0]).read_text("utf-8").split("\n")
    fields = key_order({"kind": kind}, "vi")
    assert hints()["keys"].keys() >= {*fields} - {"kind"}, "a key without Vietnamese words is told in English"
    shown = [
        match[1] for line in lines if (match := re.match(r"(?:# )?([a-z_0-9]+):(?: |$)", line)) and match[1] in fields
    ]
    assert list(dict.fromkeys(shown)) == fields


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_lines_lead_to_the_schemas(root: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    done = run(root, monkeypatch, kind, "mau-thu")
    for path, name in zip(done.output.splitlines()[:2], (kind, "translation"), strict=True):
        file = root / path
        line = file.read_text("utf-8").split("\n")[1]
        way = line.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / way).resolve() == (root / f"schemas/{name}.schema.json").resolve(), line


@pytest.mark.parametrize(
    ("arguments", "path", "record"),
    [
        (["result"], "ket-qua/2015-2018/kq-08.md", "kq-08"),
        (["result", "-"], "ket-qua/2015-2018/kq-08.md", "kq-08"),
        (["result", "ten-viec"], "ket-qua/2015-2018/ten-viec.md", "kq-08"),
        (["commitment"], "cam-ket/2018-2020/ck-01.md", "ck-01"),
        (["context", "ve-sau"], "boi-canh/ve-sau.md", "bc-01"),
        (["campaign", "thu"], "chien-dich/thu.md", "cd-thu"),
        (["campaign", "cd-thu"], "chien-dich/thu.md", "cd-thu"),
        (["document", "chi-thi-05"], "van-ban/chi-thi-05.md", "vb-chi-thi-05"),
        (["source", "bao-bia"], "nguon/n-bao-bia.md", "n-bao-bia"),
        (["source", "n-bao-bia"], "nguon/n-bao-bia.md", "n-bao-bia"),
        (["result", "--number", "5"], "ket-qua/2015-2018/kq-05.md", "kq-05"),
        (["result", "ten-viec", "--number", "12"], "ket-qua/2015-2018/ten-viec.md", "kq-12"),
        (["context", "--number", "99"], "boi-canh/bc-99.md", "bc-99"),
    ],
)
def test_ids_and_paths(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], path: str, record: str
) -> None:
    # A gap is not filled, and a page whose front matter does not hold keeps its number.
    put(root, "docs/vi/ket-qua/2015-2018/kq-03.md", "---\nid: kq-03\nkind: result\ntitle: Ba\nperiod: 2015/2018\n---\n")
    put(root, "docs/vi/ket-qua/2015-2018/hong.md", "---\nid: kq-07\nkind: result\n---\n")
    done = run(root, monkeypatch, *arguments)
    assert done.output.splitlines()[:2] == [f"docs/vi/{path}", f"docs/en/{path}"], done.output
    assert record in read_archive(root).records
    if record == "vb-chi-thi-05":
        assert "type: chi-thi\n" in (root / f"docs/vi/{path}").read_text("utf-8")


@pytest.mark.parametrize("line", ["id/kq-04/", "en/id/kq-04/", "id/kq-04-2/"])
def test_a_number_that_was_published_is_not_given_again(root: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Though its page is gone: its address leads to what it always led to."""
    put(root, "docs/vi/ket-qua/2015-2018/kq-03.md", "---\nid: kq-03\nkind: result\ntitle: Ba\nperiod: 2015/2018\n---\n")
    put(root, "published.txt", f"id/kq-02/\n{line}\nid/kq-x/\n<<<<<<< a\n")
    done = run(root, monkeypatch, "result")
    assert done.output.splitlines()[0] == "docs/vi/ket-qua/2015-2018/kq-05.md", done.output


@pytest.mark.parametrize(
    ("last", "cure"),
    [
        ("docs", " above the given ones; take a free one: --number 3"),
        ("ledger", "; take a free one: --number 3"),
        ("all", "kq-\n"),
    ],
)
def test_where_the_last_number_was_given_a_free_one_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, last: str, cure: str
) -> None:
    published = range(1, 100) if last == "all" else (1, 2, *([99] if last == "ledger" else []))
    put(root, "published.txt", "".join(f"id/kq-{number:02}/\n" for number in published))
    if last == "docs":
        put(root, "docs/vi/ket-qua/2015-2018/viec.md", "---\nid: kq-99\nkind: result\n---\n")
    done = run(root, monkeypatch, "result")
    assert (done.exit_code, cure in done.output) == (2, True), done.output
    if last != "all":
        assert run(root, monkeypatch, "result", "--number", "3").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["resutl", "x"], "did you mean result?"),
        (["kq"], "did you mean result?"),
        (["ket-qua"], "did you mean result?"),
        (["body", "x"], "did you mean organization?"),
        (["ket-qua/2015-2018", "x"], "did you mean result?"),
        (["nguoi", "x"], "did you mean person?"),
        (["Người", "x"], "did you mean person?"),
        (["phong-trao", "x"], "did you mean campaign?"),
        (["co-quan", "x"], "did you mean organization?"),
        (["Bodies", "x"], "did you mean organization?"),
        (["zzzzz", "x"], "Kinds: agreement, campaign"),
        (["campaign", "Giúp xã"], "write giup-xa"),
        (["campaign", "../x"], "cannot be an address"),
        (["campaign", "con"], "no device of Windows"),
        (["campaign", "a" * 101], "not too long"),
        (["campaign", "a--b"], "cannot be an address"),
        (["campaign"], "SLUG is missing"),
        (["document"], "`archive new document name-without-marks`"),
        (["event", "index"], "cannot be an address"),
        (["result", "kq-06"], "is given, not chosen: leave it out, or ask for it by --number"),
        (["result", "--number", "6"], "the id kq-06 stands in docs/vi/ket-qua/2015-2018/viec.md"),
        (["result", "--number", "8"], "the id kq-08 was published (id/kq-08/ in published.txt)"),
        (["result", "--number", "9"], "the id kq-09 was published (id/kq-09/ in published.txt)"),
        (["result", "--number", "0"], "a number is from 1 to 99"),
        (["result", "--number", "100"], "a number is from 1 to 99"),
        (["result", "--number", "x"], "'x' is not a valid integer"),
        (["document", "chi-thi-05", "--number", "5"], "records of the kind document have no numbers"),
        (["campaign", "co-san"], "the id cd-co-san stands in docs/vi/chien-dich/co-san.md"),
        (["person", "co-trang"], "docs/vi/nhan-vat/co-trang.md is there already"),
        (["person", "co-ban-anh"], "docs/en/nhan-vat/co-ban-anh.md is there already"),
        (["person", "co-thu-muc"], "docs/vi/nhan-vat/co-thu-muc/index.md is there already"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    put(root, "docs/vi/chien-dich/co-san.md", "---\nid: cd-co-san\nkind: campaign\ntitle: Có sẵn\n---\n")
    for path in (
        "docs/vi/nhan-vat/co-trang.md",
        "docs/en/nhan-vat/co-ban-anh.md",
        "docs/vi/nhan-vat/co-thu-muc/index.md",
    ):
        put(root, path, "---\ntitle: Có\n---\n")
    put(root, "docs/vi/ket-qua/2015-2018/viec.md", "---\nid: kq-06\nkind: result\n---\n")
    put(root, "published.txt", "id/kq-06/\nid/kq-08/\nen/id/kq-09/\n")
    before = files(root)
    done = run(root, monkeypatch, *arguments)
    assert (done.exit_code, words in done.output) == (2, True), done.output
    assert files(root) == before


def test_a_twin_that_cannot_be_written_takes_the_other_with_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "docs/en/nhan-vat", "a file where the folder belongs")
    before = files(root)
    done = run(root, monkeypatch, "person", "ai-do")
    assert (done.exit_code, "docs/en/nhan-vat" in done.output, files(root) == before) == (1, True, True), done.output
    assert not (root / "docs/vi/nhan-vat").exists()


def test_who_ends_it_between_the_twins_has_neither(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = files(root), regular.folder

    def ends(top: Path, path: Path) -> None:
        if "en" in path.parts:
            raise KeyboardInterrupt
        real(top, path)

    monkeypatch.setattr(regular, "folder", ends)
    done = run(root, monkeypatch, "person", "ai-do")
    assert (done.exit_code, files(root) == before) == (1, True), done.output
    assert not (root / "docs/vi/nhan-vat").exists()


# --- What a new record may say besides, once it is uncommented

KEY = re.compile(r"# ([a-z_0-9]+): .*")
EXAMPLE = re.compile(r"# .*(?:Ví dụ|Example): (.*)")
WITH = {
    "withdrawn": {"withdrawn_reason": ""},
    "withdrawn_reason": {"withdrawn": ""},
    "instead": {"withdrawn": "", "withdrawn_reason": ""},
    "date_rests_on": {"date": "2031?-04-09"},
    "file": {"status": ""},
    "status": {"file": ""},
}
"""The keys that say one thing together, each with its value where its own example is for a page without the others."""
_SOURCE = (
    "id: {id}\nkind: source\ntier: {tier}\npublisher: Báo Mẫu\nshort: Báo Mẫu\nheadline: {id}\n"
    'read: {{date: "2031-03-12", copy: stored, extent: whole}}\nlocators:\n  p1: {{about: buổi lễ, sha256: {digest}}}'
)
_WORLD = {
    "nguon/n-bao-mau": (_SOURCE.format(id="n-bao-mau", tier="primary", digest="1" * 64), "", "locators: {p1: a day}"),
    "nguon/n-trang-khac": (
        _SOURCE.format(id="n-trang-khac", tier="context", digest="2" * 64), "", "locators: {p1: a day}"
    ),
    "ket-qua/2015-2018/kq-01": (
        "id: kq-01\nkind: result\nperiod: 2015/2018",
        'Cây đầu tiên được trồng ngày 9/4.\n{ #kq-01-1 .claim source="n-bao-mau#p1" }\n\n'
        'Báo cáo 02 của giai đoạn 2027–2030 ra ngày 12/3/2031, tháng 3/2031.\n{ #kq-01-2 .claim source="n-bao-mau#p1" }',
        "", "The first tree was planted on 9 April.\n{ #kq-01-1 .claim }\n\n"
        "Report 02 of 2027–2030 is of 12 March 2031, in March 2031.\n{ #kq-01-2 .claim }",
    ),
    "cam-ket/2018-2020/ck-01": (
        "id: ck-01\nkind: commitment\nperiod: 2018/2020",
        'Hai bên tiếp tục trồng cây.\n{ #ck-01-1 .claim source="n-bao-mau#p1" }',
        "", "The two sides keep planting trees.\n{ #ck-01-1 .claim }",
    ),
    "boi-canh/nam": (
        "id: bc-01\nkind: context",
        'Cây đầu tiên được trồng ngày 9/4/2031.\n{ #bc-01-1 .claim status="inferred" from="kq-01-1" }\n\n'
        "Chỉ có một ngày như thế.\n{ .reason }",
        "", "The first tree was planted on 9 April 2031.\n{ #bc-01-1 .claim }\n\nThere is one such day.\n{ .reason }",
    ),
    "chien-dich/trong-cay": ("id: cd-trong-cay\nkind: campaign", "", ""),
    "to-chuc/so-mau": ("id: tc-so-mau\nkind: organization", "", ""),
    "nhan-vat/nguyen-van-a": ("id: nv-nguyen-van-a\nkind: person", "", ""),
    "van-ban/bao-cao-2030": ("id: vb-bao-cao-2030\nkind: document\ntype: bao-cao", "", ""),
    "thoa-thuan/trang-khac": ("id: tt-trang-khac\nkind: agreement", "", ""),
    "chien-dich/trang-khac": ("id: cd-trang-khac\nkind: campaign", "", ""),
    "su-kien/trang-khac": (
        "id: sk-trang-khac\nkind: event\ndate: 2031-03",
        'Tháng 3/2031, cây được trồng.\n{ #sk-trang-khac-1 .claim source="n-bao-mau#p1" }',
        "", "In March 2031 trees were planted.\n{ #sk-trang-khac-1 .claim }",
    ),
    "to-chuc/trang-khac": ("id: tc-trang-khac\nkind: organization", "", ""),
    "nhan-vat/trang-khac": ("id: nv-trang-khac\nkind: person", "", ""),
    "van-ban/trang-khac": ("id: vb-trang-khac\nkind: document\ntype: bao-cao", "", ""),
}  # fmt: skip
"""The records that the examples name: front matter, body, and both in English."""


@pytest.fixture
def world(root: Path) -> Path:
    """A project in which everything is there that the examples name."""
    for path, (front, body, english, *translated) in _WORLD.items():
        name = front.split()[1]
        put(root, f"docs/vi/{path}.md", f"---\n{front}\ntitle: Trang {name}\n---\n{body or 'Lời biên tập.'}\n")
        words = translated[0] if translated else "Editorial words."
        put(root, f"docs/en/{path}.md", f"---\n{english}\ntitle: Page {name}\n---\n{words}\n".replace("\n\n", "\n", 1))
    (root / "docs/assets").mkdir()
    (root / "docs/assets/chuong-trinh.pdf").write_bytes(pdf())
    faults = [finding.line("en") for finding in errors(check(read_archive(root))) if finding.place.path[:5] == "docs/"]
    assert not faults, "\n".join(["the made-up world has faults of its own:", *faults])
    return root


def commented(text: str) -> dict[str, str]:
    """The keys that a template has as comments, each with the example that stands above it."""
    lines = text.split("\n")
    shown = ((KEY.fullmatch(line), EXAMPLE.fullmatch(above)) for above, line in pairwise(lines))
    return {key[1]: example[1] for key, example in shown if key and example}


def uncommented(text: str, values: dict[str, str]) -> str:
    """The text with these keys said: an empty value is the template's own placeholder."""
    lines = []
    for line in text.split("\n"):
        key = line.removeprefix("# ").partition(":")[0]
        value = values.get(key)
        bare = line.removeprefix("# ") if key in values else line
        lines.append(f"{key}: {value}" if value else bare)
    return "\n".join(lines)


def said_in(root: Path, paths: list[str], templates: list[str], values: dict[str, str], *, blank: bool) -> list[str]:
    """What the checks say, beside what they say of the template as it is, once both twins say these keys."""
    for path, text in zip(paths, templates, strict=True):
        shown = commented(text)
        mine = {key: "" if blank else given or shown.get(key, "") for key, given in values.items()}
        # A key of the Vietnamese alone is none of the English; a required one has its placeholder already.
        known = {key for key in mine if key in shown or f"\n{key}: " in text}
        put(root, path, uncommented(text, {key: mine[key] for key in known}))
    archive = read_again(root)
    pages = {page.file: page for page in archive.pages}
    found = [finding for finding in check(archive) if finding.place.path in pages]
    return [f"{f.code} {key_at(pages[f.place.path], f.place)}: {f.line('en')}" for f in found]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_template_holds_once_it_is_uncommented_and_filled_in(
    world: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("archive.commands.new.today", lambda _: "2031-04-01")
    done = run(world, monkeypatch, kind, *([] if KINDS[kind].numbered else ["mau-thu"]))
    assert done.exit_code == 0, done.output
    paths = done.output.splitlines()[:2]
    # What dates and numbers a page gives stands in a claim, here in one of the page that is linked.
    ways = [posixpath.relpath(path[:8] + "ket-qua/2015-2018/kq-01.md", posixpath.dirname(path)) for path in paths]
    templates = [f"{(world / path).read_text('utf-8')}\n[✓]({way})\n" for path, way in zip(paths, ways, strict=True)]
    keys = commented(templates[0])
    optional = {name for name, field in KINDS[kind].model_fields.items() if not field.is_required()} - {"summary"}
    assert set(keys) == optional, "a key of the kind is shown without an example of what it may hold"
    assert set(commented(templates[1])) == {"also", "checked"} | {"unknowns", "withdrawn_reason", "locators"} & optional
    cases = {key: {key: "", **WITH.get(key, {})} for key in keys}
    cases["checked"] = {"checked": ""}
    cases["all"] = dict.fromkeys((*keys, "checked"), "") | ({"date": "2031?-04-09"} if "date_rests_on" in keys else {})
    expected = sorted(to_fill_in(kind))
    for name, values in cases.items():
        found = said_in(world, paths, templates, values, blank=False)
        # What is withdrawn need not state anything any more.
        done_with = {*values, *(["id"] if "withdrawn" in values else [])}
        wanted = [line for line in expected if line.partition(" ")[2] not in done_with]
        assert sorted(line.partition(":")[0] for line in found) == wanted, f"{name}: " + "\n".join(found)
    blank = said_in(world, paths, templates, dict.fromkeys([*keys, "checked"], ""), blank=True)
    stray = [
        line
        for line in blank
        if line.partition(":")[0] not in expected and line.split()[1][:-1] not in {*keys, "checked"}
    ]
    assert not stray, "all uncommented, and not filled in: " + "\n".join(stray)


SHOWN = re.compile(r"\{ #\S+ \.claim.*?\}")
SENTENCES = {
    "office=": ("Từ tháng 9/2030, người ấy giữ Chức vụ.", "Since September 2030 that person has held The office."),
    "name=": ("Từ tháng 9/2030, nơi ấy mang Tên gọi.", "Since September 2030 that place has had The name."),
    "inferred": ("Cây được trồng.", "Trees were planted."),
    "": ("Cây được trồng.", "Trees were planted."),
}
"""A sentence for a claim as a template shows it, by what the claim says beside its source."""


@pytest.mark.parametrize("kind", [kind for kind, model in KINDS.items() if model.opens_with_claim])
def test_a_claim_holds_as_a_template_shows_it(world: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    done = run(world, monkeypatch, kind, *([] if KINDS[kind].numbered else ["mau-thu"]))
    paths = done.output.splitlines()[:2]
    templates = [(world / path).read_text("utf-8") for path in paths]
    claims, english = (SHOWN.findall(text) for text in templates)
    assert claims, "the template shows no claim"
    assert english, "the English template shows no claim"
    for claim in claims:
        marked = next(mark for mark in SENTENCES if mark in claim)
        twin = next((one for one in english if marked and marked in one), english[0])
        filled = claim.replace("mã-nguồn#chỗ", "n-bao-mau#p1").replace("mã-thông-tin mã-thông-tin", "kq-01-1")
        reasons = ("\n\nVì có cây.\n{ .reason }", "\n\nFor there are trees.\n{ .reason }")
        for path, text, sentence, attributes, reason in zip(
            paths, templates, SENTENCES[marked], (filled, twin), reasons, strict=True
        ):
            head = text.rpartition("---\n")[0]
            put(world, path, f"{head}---\n{sentence}\n{attributes}{reason if marked == 'inferred' else ''}\n")
        archive = read_again(world)
        pages = {page.file: page for page in archive.pages}
        found = [f for f in check(archive) if f.place.path in pages]
        told = [f"{f.code} {key_at(pages[f.place.path], f.place)}" for f in found]
        wanted = [line for line in to_fill_in(kind) if line.partition(" ")[2] not in {"body", "id"}]
        assert sorted(told) == sorted(wanted), f"{claim}: " + "\n".join(f.line("en") for f in found)
