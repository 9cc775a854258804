"""Small archives in a folder: a minimal valid one of every kind, and ways to change it.

`make(root)` writes it; `edit(root, (file, old, new), …)` spoils it (a change that changes nothing is a fault of the
test); `load(root)` reads it. Files are named from `docs/`: `vi/ket-qua/2015-2018/kq-01.md`.
People, papers and figures in it are samples.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from tests.repositories import repository

from archive.build import Options, build
from archive.catalogue import rules
from archive.checks.checking import check
from archive.cli import main
from archive.content import read
from archive.content.model import Archive, Page
from archive.content.read import read_archive
from archive.context import Context
from archive.extending import generated_pages
from archive.findings import Finding, Lang
from archive.finish.cards import KEPT, WHOSE
from archive.folders import BUILD
from archive.kept.secret import build_secret, owner
from archive.listener import Listener
from archive.publish import MARKER
from archive.stage.page import StagedPage
from archive.stage.staging import _generated, authored, stage

REPOSITORY = Path(__file__).resolve().parents[1]
BELOW = "/luu-tru/dan-van/"
"""The path that the real site is built for: what holds below a path, as project pages are hosted, holds at a root."""
DAY = 1795579200
"""25 November 2026, in epoch seconds: when the minimal archive was written."""
REAL = {"SOURCE_DATE_EPOCH": "1790000000", "SITE_URL": f"https://host.example{BELOW}"}
"""What the real site is built with."""
Edit = tuple[str, str, str]
"""A file below `docs/`, words in it, and what to put there; empty words stand for the whole file."""

CONTACT = "mailto:kho@thu.example"
"""How the minimal archive is written to."""
KQ, CK = "ket-qua/2015-2018/kq-01.md", "cam-ket/2018-2020/ck-01.md"
SIGNING, YEAR, LATER = "thoa-thuan/ky-ket.md", "boi-canh/nam-ky-ket.md", "boi-canh/ve-sau.md"
PERSON, BODY, DOCUMENT = "nhan-vat/mau.md", "to-chuc/ban.md", "van-ban/chi-thi-02.md"
PAPER, OTHER, CAMPAIGN = "nguon/n-bao.md", "nguon/n-khac.md", "chien-dich/dan-van-kheo.md"

_SOURCE = (
    "publisher: Báo Mẫu\nshort: Báo Mẫu\nheadline: Bài mẫu\nread: {date: 2026-11-25, copy: stored, extent: whole}\n"
)
_DIGESTS = "".join(
    f"  p{n}: {{about: đoạn {word}, sha256: {str(n) * 64}}}\n" for n, word in enumerate(("một", "hai", "ba"), 1)
)
_PLAIN = {
    "index.md": ("Trang chủ", "Home"),
    "thoa-thuan/index.md": ("Thỏa thuận", "Agreement"),
    "ket-qua/2015-2018/index.md": ("Kết quả", "Results"),
    "cam-ket/2018-2020/index.md": ("Cam kết", "Commitments"),
    "chien-dich/index.md": ("Chiến dịch", "Campaigns"),
    "boi-canh/index.md": ("Bối cảnh", "Context"),
    "nguon/index.md": ("Nguồn", "Sources"),
    "trich-dan.md": ("Trích dẫn", "How to cite"),
    "tro-nang.md": ("Trợ năng", "Accessibility"),
    "tim-kiem.md": ("Tìm kiếm", "Search"),
}
_TWINS: dict[str, tuple[str, str, str, str]] = {
    PAPER: (
        f"id: n-bao\nkind: source\ntier: primary\n{_SOURCE}locators:\n{_DIGESTS}title: Báo Mẫu",
        "Đọc trọn bài.",
        "title: Sample paper\nlocators: {p1: paragraph one, p2: paragraph two, p3: paragraph three}",
        "Read as a whole.",
    ),
    OTHER: (
        "id: n-khac\nkind: source\ntier: context\n"
        + _SOURCE.replace("Báo Mẫu", "Báo Khác")
        + "published: 2020-03-20\nlocators:\n  tieu-su: {about: tiểu sử}\n  qua: {about: trao quà}\ntitle: Báo Khác",
        "Đọc một bản lưu.",
        "title: Other paper\nlocators: {tieu-su: a life, qua: gifts}",
        "Read in a stored copy.",
    ),
    SIGNING: (
        "id: tt-ky-ket\nkind: agreement\nbodies: [tc-ban]\npeople: [nv-mau]\nperiod: 2018/2020\n"
        "date: 2018?-07-09\ndate_rests_on: bc-01-1\nunknowns: [Ai ký trước.]\ntitle: Lễ ký kết",
        "Chiều 9/7 diễn ra lễ ký kết.\n"
        '{ #tt-ky-ket-1 .claim source="n-bao#p1" }\n\n'
        "Nguyễn Văn Mẫu, Trưởng Ban, chủ trì lễ ký kết.\n"
        '{ #tt-ky-ket-2 .claim source="n-bao#p2" }',
        "title: The signing\nunknowns: [Who signed first.]",
        "The signing took place on the afternoon of 9 July.\n{ #tt-ky-ket-1 .claim }\n\n"
        "Nguyễn Văn Mẫu, Head of the Commission, chaired the signing.\n{ #tt-ky-ket-2 .claim }",
    ),
    YEAR: (
        "id: bc-01\nkind: context\nrelated: [tt-ky-ket]\ntitle: Năm của lễ ký",
        "Lễ ký kết diễn ra ngày 9/7/2018.\n"
        '{ #bc-01-1 .claim status="inferred" from="tt-ky-ket-1 bc-01-2" }\n\n'
        "Chỉ có một ngày 9/7 như thế.\n{ .reason }\n\n"
        "Lễ ký kết diễn ra khi ông là Trưởng Ban.\n"
        '{ #bc-01-2 .claim status="inferred" from="tt-ky-ket-2 nv-mau-2" }\n\n'
        "Bài báo ghi ông giữ chức ấy.\n{ .reason }",
        "title: The year of the signing",
        "The signing took place on 9 July 2018.\n{ #bc-01-1 .claim }\n\n"
        "There is only one such 9 July.\n{ .reason }\n\n"
        "The signing took place while he was Head.\n{ #bc-01-2 .claim }\n\n"
        "The report gives him that office.\n{ .reason }",
    ),
    LATER: (
        "id: bc-02\nkind: context\ncampaigns: [dan-van-kheo]\ntitle: Về sau",
        'Ngày 26/1/2024, 240 suất quà được trao.\n{ #bc-02-1 .claim source="n-khac#qua" when="2024-01-26" }',
        "title: Later",
        "On 26 January 2024, 240 gifts were given.\n{ #bc-02-1 .claim }",
    ),
    PERSON: (
        "id: nv-mau\nkind: person\nbodies: [tc-ban]\ntitle: Nguyễn Văn Mẫu",
        "Nguyễn Văn Mẫu là Trưởng Ban lúc ký.\n"
        '{ #nv-mau-1 .claim source="n-bao#p2" when="2018?-07-09" office="Trưởng Ban" }\n\n'
        "Nguyễn Văn Mẫu là Trưởng Ban từ tháng 9/2017 đến tháng 9/2018.\n"
        '{ #nv-mau-2 .claim source="n-khac#tieu-su" when="2017-09/2018-09" office="Trưởng Ban" }',
        "title: Nguyễn Văn Mẫu",
        'Nguyễn Văn Mẫu was Head at the signing.\n{ #nv-mau-1 .claim office="Head of the Commission" }\n\n'
        "Nguyễn Văn Mẫu was Head from September 2017 to September 2018.\n"
        '{ #nv-mau-2 .claim office="Head of the Commission" }',
    ),
    BODY: (
        "id: tc-ban\nkind: organization\ntitle: Ban Mẫu",
        "Lúc ký, cơ quan này mang tên Ban Mẫu.\n"
        '{ #tc-ban-1 .claim source="n-bao#p1" when="2018?-07-09" name="Ban Mẫu" }',
        "title: Sample Commission",
        'At the signing the body was named Sample Commission.\n{ #tc-ban-1 .claim name="Sample Commission" }',
    ),
    DOCUMENT: (
        "id: vb-chi-thi-02\nkind: document\ntype: chi-thi\nnumber: '02'\nissuer: tc-ban\ntitle: Chỉ thị 02",
        'Chỉ thị 02 được nêu làm ví dụ.\n{ #vb-chi-thi-02-1 .claim source="n-bao#p3" }',
        "title: Directive 02",
        "Directive 02 is named as an example.\n{ #vb-chi-thi-02-1 .claim }",
    ),
    CAMPAIGN: (
        "id: cd-dan-van-kheo\nkind: campaign\ntitle: Dân vận khéo\nsummary: Một phong trào.",
        "",
        "title: Skilful mass mobilisation\nsummary: A movement.",
        "",
    ),
    KQ: (
        "id: kq-01\nkind: result\ncampaigns: [dan-van-kheo]\nbodies: [tc-ban]\nperiod: 2015/2018\n"
        "unknowns: [Những xã nào được giúp.]\ntitle: Giúp xã nghèo",
        "51 đơn vị giúp các xã nghèo.\n"
        '{ #kq-01-1 .claim source="n-bao#p3" }\n\n'
        "- Số tiền là trên 10 tỷ đồng.\n"
        '    { #kq-01-2 .claim source="n-bao#p3 n-bao#p1" }\n\n'
        "Con số 51 không nói mỗi đơn vị góp bao nhiêu. Xem [cam kết](../../cam-ket/2018-2020/ck-01.md).",
        "title: Help for poor communes\nunknowns: [Which communes were helped.]",
        "51 units help poor communes.\n{ #kq-01-1 .claim }\n\n"
        "- The sum is over 10 billion đồng.\n    { #kq-01-2 .claim }\n\n"
        "The figure 51 does not say what each unit gave. See the [commitment](../../cam-ket/2018-2020/ck-01.md).",
    ),
    CK: (
        "id: ck-01\nkind: commitment\ncampaigns: [dan-van-kheo]\nperiod: 2018/2020\ncontinues: [kq-01]\n"
        "title: Tiếp tục phong trào",
        'Hai bên tiếp tục giúp các xã nghèo.\n{ #ck-01-1 .claim source="n-bao#p3" }',
        "title: The movement kept up",
        "The two sides keep up the help for poor communes.\n{ #ck-01-1 .claim }",
    ),
    "thuat-ngu.md": (
        "title: Thuật ngữ\nterms:\n"
        "  giup-xa-ngheo: {term: giúp các xã nghèo, met: index.md, meaning: một việc chung}\n"
        "  ubnd: {term: Ủy ban nhân dân, abbr: [UBND], source: n-bao#p3, meaning: nơi lo việc chung}",
        "Lời biên tập.",
        "title: Glossary\nterms:\n"
        "  giup-xa-ngheo: {term: help poor communes, also: [help for poor communes], meaning: common work}\n"
        "  ubnd: {term: People's Committee, meaning: where common work is seen to}",
        "Editorial words.",
    ),
}


def _page(front: str, body: str) -> str:
    return f"---\n{front}\n---\n{body}\n" if body else f"---\n{front}\n---\n"


def valid_files() -> dict[str, str]:
    """Every file of the minimal valid archive, by its path from `docs/`."""
    files = {"assets/hinh.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>\n'}
    for path, (vi, en) in _PLAIN.items():
        files[f"vi/{path}"] = _page(f"title: {vi}", "Lời biên tập.")
        files[f"en/{path}"] = _page(f"title: {en}", "Editorial words.")
    # A file of the site that nothing shows is refused.
    files["vi/trich-dan.md"] += "\n![Hình mẫu](../assets/hinh.svg)\n"
    files["en/trich-dan.md"] += "\n![Sample picture](../assets/hinh.svg)\n"
    for path, (front, body, english_front, english_body) in _TWINS.items():
        files[f"vi/{path}"] = _page(front, body)
        files[f"en/{path}"] = _page(english_front, english_body)
    return files


def _reachable() -> str:
    """The repository's settings, with a way for readers to write, which every archive should have."""
    text = (REPOSITORY / "archive.toml").read_text("utf-8").replace('contact = ""', f'contact = "{CONTACT}"')
    # Which unknowns matter most is this archive's own: other content has not these.
    return re.sub(r"(?ms)^\[\[foremost\]\].*?^(?=# Chữ mà trang dùng)", "", text)


def own_settings() -> str:
    """The repository's settings, but for what the minimal archive has not."""
    text = _reachable()
    text = re.sub(r'(?m)^(?:agreement|document) = ".*"\n', "", text.replace("n-bao-nghe-an", "n-bao"))
    start = text.index('[own_words."gioi-thieu.md"]')
    return text[:start] + text[text.index('[own_words."nguon/n-bao', start) :]


def bare_settings() -> str:
    """The repository's settings without a menu, and without what names a record or page."""
    text = _reachable()
    return re.sub(r"(?s)\[keys\].*?(?=\[source\])", "", text[: text.index("[[menu]]")])


def make(root: Path) -> Path:
    """Write the minimal valid archive below `root`, with the renderer's settings; gives `root`."""
    for name, text in valid_files().items():
        put(root, name, text)
    shutil.copy(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    (root / "archive.toml").write_text(own_settings(), "utf-8")
    return root


def project(root: Path) -> Path:
    """The minimal archive as a project that builds: with the repository's templates."""
    make(root)
    shutil.copytree(REPOSITORY / "overrides", root / "overrides", dirs_exist_ok=True)
    return root


def real(root: Path) -> Path:
    """The real content as a project of its own, of one commit: what a build reads, and nothing else."""
    for name in ("docs", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("archive.toml", "mkdocs.yml", "published.txt", "accessibility.json"):
        if (REPOSITORY / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, root / name)
    # Later than any day that the content names: what was checked or withdrawn has come.
    repository(root, "2029-12-31")
    return root


def build_real(root: Path, *, portable: bool = False) -> Path:
    """Build the real content in `root`, for hosting below `BELOW`; gives the site's folder."""
    findings = build(real(root), Options(root / "site", portable=portable), REAL, Listener())
    # Nobody has said yet where this archive is written to: that alone is warned of.
    told = "the site does not build:\n" + "\n".join(finding.line("en") for finding in findings)
    assert [finding.code for finding in findings] == ["DV017"], told
    return root / "site"


def give_cards(root: Path, cards: Path) -> None:
    """Have the first build in `root` take these cards for its own, drawn before: they are not drawn again.

    A build believes only what it kept in the same folder itself, so its mark is put on them.
    """
    work = root / BUILD
    work.mkdir()
    build_secret(work)
    shutil.copytree(cards, work / KEPT)
    (work / KEPT / WHOSE).write_text(owner(work), "utf-8")


def old_site(folder: Path) -> Path:
    """A folder that passes for a site that `archive` built earlier."""
    folder.mkdir(parents=True)
    (folder / MARKER).write_text("", "utf-8")
    (folder / "index.html").write_text("the old site", "utf-8")
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, links and empty folders too."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"link"
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name + "/"] = b""
    return found


def python(*arguments: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """Python started in `cwd` with this repository's scripts on the path; `archive` is `-m archive`."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The exit status, standard output and standard error of a started process."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def typed(root: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """`archive` as it is typed in `root`: what a process of its own would say, without the time that one takes to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for name, value in environment.items():
            patch.setenv(name, value)
        done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def put(root: Path, name: str, content: str | bytes) -> None:
    """Write one file, named from `docs/`."""
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def edit(root: Path, *edits: Edit) -> None:
    """Change files; words that are not there are a fault of the test."""
    for name, old, new in edits:
        path = root / "docs" / name
        text = path.read_text("utf-8") if path.is_file() else ""
        assert old in text, f"{name} has no {old!r}"
        put(root, name, text.replace(old, new, 1) if old else new)


def corrected(path: str, claim: str, day: str = "2027-01-05") -> tuple[Edit, ...]:
    """A claim whose words were corrected, in both twins, its attributes first."""
    mark = f"#{claim} .claim"
    vi, en = REASON
    return (
        (f"vi/{path}", mark, f'{mark} corrected="{day}" reason="{vi}"'),
        (f"en/{path}", mark, f'{mark} reason="{en}"'),
    )


REASON = ("Nguồn đã đính chính.", "The source has corrected it.")
"""A reason of a withdrawal, in each language."""


def withdrawn(path: str, claim: str, day: str = "2027-01-05", instead: str = "", same_as: str = "") -> tuple[Edit, ...]:
    """A claim withdrawn in both twins, its attributes first; or the page's record, where `claim` is empty."""
    vi, en = REASON
    if claim:
        other = "".join(f' {key}="{id_}"' for key, id_ in (("instead", instead), ("same_as", same_as)) if id_)
        mark = f"#{claim} .claim"
        return (
            (f"vi/{path}", mark, f'{mark} withdrawn="{day}" reason="{vi}"{other}'),
            (f"en/{path}", mark, f'{mark} reason="{en}"'),
        )
    other = f"instead: {instead}\n" if instead else ""
    return (
        (f"vi/{path}", "title: ", f"withdrawn: {day}\nwithdrawn_reason: {vi}\n{other}title: "),
        (f"en/{path}", "title: ", f"withdrawn_reason: {en}\ntitle: "),
    )


PROGRAMME, AGREEMENT, RIVAL = "van-ban/chuong-trinh-mau.md", "thoa-thuan/chuong-trinh.md", "thoa-thuan/khac.md"
TEXT = "assets/chuong-trinh-mau.txt"
TEXT_WORDS = "Chương trình Mẫu\n\nĐiều 2. Hai bên của chương trình Mẫu giúp 7 xã mẫu.\n"
"""A made-up official text."""


def programme(*, official: bool) -> tuple[Edit, ...]:
    """Two agreements, each with its programme; with `official` the text of the first is at hand, and a claim follows it.

    Both agreements name the directive of the minimal archive too.
    """
    status = f"official\nfile: {TEXT}\nlocators: {{dieu-2: {{about: các xã được giúp}}}}" if official else "reported"
    places = "\nlocators: {dieu-2: which communes are helped}" if official else ""
    front = "---\nid: {id}\nkind: {kind}\ntitle: {title}\n{more}\n---\nLời biên tập.\n"
    twin = "---\ntitle: {title}{more}\n---\nEditorial words.\n"
    pages = (
        (PROGRAMME, "vb-chuong-trinh-mau", "document", "Chương trình mẫu", "Sample programme", f"type: chuong-trinh\nstatus: {status}"),
        ("van-ban/khac.md", "vb-khac", "document", "Chương trình khác", "Other programme", "type: chuong-trinh"),
        (AGREEMENT, "tt-chuong-trinh", "agreement", "Thỏa thuận Mẫu", "Sample Agreement", "bodies: [tc-ban]\ndocuments: [vb-chi-thi-02, vb-chuong-trinh-mau]"),
        (RIVAL, "tt-khac", "agreement", "Thỏa thuận khác", "Other agreement", "documents: [vb-khac, vb-chi-thi-02]"),
    )  # fmt: skip
    edits: list[Edit] = []
    for path, name, kind, vi, en, more in pages:
        edits.append((f"vi/{path}", "", front.format(id=name, kind=kind, title=vi, more=more)))
        edits.append((f"en/{path}", "", twin.format(title=en, more=places if path == PROGRAMME else "")))
    if official:
        edits.append((TEXT, "", TEXT_WORDS))
        edits.append((f"vi/{CK}", 'source="n-bao#p3"', 'status="official" source="vb-chuong-trinh-mau#dieu-2"'))
    return tuple(edits)


def remove(root: Path, *names: str) -> None:
    """Delete files, named from `docs/`."""
    for name in names:
        (root / "docs" / name).unlink()


_remembered = lru_cache(maxsize=2_000)(read.read_page)


def read_again(root: Path) -> Archive:
    """The archive at `root`; pages of which an earlier test had the same bytes are those that were read then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "read_page", _remembered)
        return read_archive(root)


def load(root: Path, *edits: Edit) -> Archive:
    """The archive at `root` after the edits."""
    edit(root, *edits)
    return read_again(root)


def found(archive: Archive, codes: str = "DV[4-7]") -> list[Finding]:
    """The findings of the rules of some hundreds: `DV4`, or all from DV400 on."""
    hundreds = {"DV4", "DV5", "DV6", "DV7"} if codes == "DV[4-7]" else {codes}
    return check(archive, tuple(rule for rule in rules() if rule.code[:3] in hundreds))


def shown(findings: list[Finding]) -> list[str]:
    """Findings as `vi/x.md:12:3 DV601`, from `docs/`."""
    return [f"{str(finding.place).removeprefix('docs/')} {finding.code}" for finding in findings]


class Pages(Mapping[str, StagedPage]):
    """The staged pages of an archive by language and path: `vi/chua-biet.md`.

    One that is asked for by its name is made alone, as a build makes it: most tests look at one of more than a hundred.
    """

    def __init__(self, archive: Archive, context: Context) -> None:
        self._archive, self._context = archive, context
        self._made: dict[str, StagedPage] = {}
        self._whole = False

    def __getitem__(self, name: str) -> StagedPage:
        if name not in self._made and not self._whole:
            self._take(self._alone(name))
        return self._made[name] if name in self._made else self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, StagedPage]:
        if not self._whole:
            self._made.clear()  # in the order in which the site has them
            self._take(stage(self._archive, self._context))
            self._whole = True
        return self._made

    def _take(self, pages: Iterable[StagedPage]) -> None:
        self._made.update((f"{page.lang}/{page.path}", page) for page in pages)

    def _alone(self, name: str) -> Iterator[StagedPage]:
        """The pages of the one work that makes a page; none, where only the archive tells which work that is."""
        lang: Lang = "en" if name.startswith("en/") else "vi"
        path = name.partition("/")[2]
        if page := self._archive.by_path.get((lang, path)):
            yield authored(page, self._archive, self._context)
            return
        for source in generated_pages():
            if source.each:
                mine = [one for one in source.each(self._archive) if one == PurePosixPath(path).stem]
            else:
                below = (source.path, f"{source.path.removesuffix('.md')}/")
                mine = [""] if source.path and path.startswith(below) else []
            for one in mine:
                yield from _generated(source, lang, one, self._archive, self._context)


def staged(archive: Archive, context: Context | None = None) -> Pages:
    """Every staged page by language and path: `vi/chua-biet.md`."""
    return Pages(archive, context or Context("https://danvan.example/", changed={"index.md": DAY}))


def page(archive: Archive, name: str) -> Page:
    """One page, named from `docs/`."""
    lang, _, path = name.partition("/")
    return archive.by_path["en" if lang == "en" else "vi", path]
