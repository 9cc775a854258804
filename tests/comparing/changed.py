"""A made-up repository in which one branch has every sort of change that `archive diff` tells."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.archives import (
    BODY,
    CAMPAIGN,
    CK,
    DOCUMENT,
    KQ,
    LATER,
    PERSON,
    SIGNING,
    YEAR,
    edit,
    make,
    put,
    remove,
    withdrawn,
)
from tests.editions import ADDRESS, EPOCH
from tests.repositories import Repository, repository

from archive import seal
from archive.checks.published import answers
from archive.content.read import read_archive
from archive.environment import knowing
from archive.history import saved

DRAFT, NEW_DRAFT, NEW = (f"ket-qua/2015-2018/kq-0{number}.md" for number in (2, 4, 3))
PLAIN, PLAIN_MOVED, YEAR_MOVED = "huong-dan.md", "doc-kho.md", "boi-canh/nam-ky.md"


def result(root: Path, path: str, name: str, vi: str, en: str, *, draft: bool = False) -> None:
    """Write a result with one statement."""
    front = f"id: {name}\nkind: result\nperiod: 2015/2018\n{'draft: true' + chr(10) if draft else ''}title: {vi}"
    put(root, f"vi/{path}", f'---\n{front}\n---\n{vi} có thật.\n{{ #{name}-1 .claim source="n-bao#p3" }}\n')
    put(root, f"en/{path}", f"---\ntitle: {en}\n---\n{en} is real.\n{{ #{name}-1 .claim }}\n")


def former(root: Path) -> Repository:
    """The archive as it is published."""
    make(root)
    result(root, DRAFT, "kq-02", "Việc thứ hai", "The second thing", draft=True)
    put(root, f"vi/{PLAIN}", "---\ntitle: Hướng dẫn\n---\nLời mở.\n\n## Cách đọc\n\nLời biên tập.\n")
    put(root, f"en/{PLAIN}", "---\ntitle: Guide\n---\nOpening.\n\n## How to read\n\nEditorial words.\n")
    archive = read_archive(root)
    lines = sorted(address for address in answers(archive) if address and "kq-02" not in address)
    (root / "published.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return repository(root, "2026-11-25")


def rename(root: Path, old: str, new: str) -> None:
    """Move both twins, the old address an alias."""
    for lang in ("vi", "en"):
        text = (root / f"docs/{lang}/{old}").read_text("utf-8")
        alias = f"aliases: [{old.removesuffix('.md')}]\n" if lang == "vi" else ""
        put(root, f"{lang}/{new}", text.replace("title:", f"{alias}title:", 1))
    remove(root, f"vi/{old}", f"en/{old}")


def change(root: Path) -> None:
    """Every sort of change."""
    edit(
        root,
        # Words, in one language and in both; what they rest on; status; time; premises; a checked translation.
        (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị trong khối giúp"),
        (f"vi/{KQ}", "p3 n-bao#p1", "p3"),
        (f"en/{CK}", "keep up the help for", "go on helping"),
        (f"en/{CK}", "ck-01-1 .claim", 'ck-01-1 .claim checked="2026-11-25"'),
        (f"vi/{YEAR}", ' from="tt-ky-ket-2 nv-mau-2"', ' from="nv-mau-2"'),
        (f"vi/{YEAR}", "Bài báo ghi ông", "Bài báo chép rằng ông"),
        (f"vi/{PERSON}", 'when="2017-09/2018-09"', 'when="2017-09/2018-10"'),
        # New, withdrawn, merged, gone.
        (f"vi/{KQ}", "Con số 51 không", '7 xã được giúp.\n{ #kq-01-3 .claim source="n-bao#p2" }\n\nSố 51 không'),
        (f"en/{KQ}", "The figure 51", "7 communes were helped.\n{ #kq-01-3 .claim }\n\nThe number 51"),
        *withdrawn(PERSON, "nv-mau-1", instead="nv-mau-2"),
        *withdrawn(SIGNING, "tt-ky-ket-2", same_as="nv-mau-2"),
        (f"vi/{DOCUMENT}", 'Chỉ thị 02 được nêu làm ví dụ.\n{ #vb-chi-thi-02-1 .claim source="n-bao#p3" }', "Lời biên tập."),
        (f"en/{DOCUMENT}", "Directive 02 is named as an example.\n{ #vb-chi-thi-02-1 .claim }", "Editorial words."),
        # Pages: withdrawn; title, summary, unknowns, prose, links, front matter; a draft that is published.
        *withdrawn(LATER, ""),
        (f"vi/{BODY}", "title: Ban Mẫu", "title: Ban Mẫu của tỉnh"),
        (f"vi/{CAMPAIGN}", "summary: Một phong trào.", "summary: Một phong trào thi đua."),
        (f"vi/{SIGNING}", "unknowns: [Ai ký trước.]", "unknowns: [Ai ký sau., Lễ ký mấy giờ.]"),
        (f"en/{SIGNING}", "unknowns: [Who signed first.]", "unknowns: [Who signed last., At what hour.]"),
        (f"vi/{SIGNING}", "period: 2018/2020", "period: 2018/2021"),
        (f"vi/{CK}", "title: Tiếp tục phong trào", "people: [nv-mau]\ntitle: Tiếp tục phong trào"),
        ("vi/trich-dan.md", "Lời biên tập.", "Lời mới. Xem [thuật ngữ](thuat-ngu.md).\n\n## Phần mới\n\nThêm lời."),
        (f"vi/{DRAFT}", "draft: true\n", ""),
        # The glossary.
        ("vi/thuat-ngu.md", "{term: giúp các xã nghèo,", "{term: giúp đỡ các xã nghèo,"),
        ("vi/thuat-ngu.md", "  ubnd:", "  hdnd: {term: Hội đồng nhân dân, abbr: [HĐND], source: n-bao#p3, meaning: nơi dân cử, meaning_source: n-bao#p1}\n  ubnd:"),
        ("en/thuat-ngu.md", "  ubnd:", "  hdnd: {term: People's Council, meaning: an elected body}\n  ubnd:"),
    )  # fmt: skip
    rename(root, YEAR, YEAR_MOVED)
    rename(root, PLAIN, PLAIN_MOVED)
    result(root, NEW, "kq-03", "Việc thứ ba", "The third thing")
    result(root, NEW_DRAFT, "kq-04", "Việc thứ tư", "The fourth thing", draft=True)
    put(root, "assets/hinh.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1h7v7z"/></svg>\n')
    settings = root / "archive.toml"
    settings.write_text(settings.read_text("utf-8").replace("mailto:kho@", "mailto:thu@"), "utf-8")


def changed(root: Path) -> Repository:
    """The repository, on a branch: some of it committed, the rest not yet."""
    made = former(root)
    made.branch("sua")
    change(root)
    made.git("add", "-A")
    made.git("reset", "-q", "--", "docs/vi/trich-dan.md")
    made.git("commit", "-q", "-m", "Change", at="2027-01-05")
    return made


def bag_of(root: Path, folder: Path, name: str = "v1") -> Path:
    """The project at `root` as an edition: its true lists and record, and a page for a site."""
    archive = knowing(read_archive(root), {"SITE_URL": ADDRESS})
    folder.mkdir()
    shutil.copytree(root / "docs", folder / "source/docs")
    for file in ("archive.toml", "mkdocs.yml", "published.txt"):
        if (root / file).exists():
            shutil.copy(root / file, folder / "source" / file)
    (folder / "source" / saved.FILE).write_bytes(saved.written(archive))
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("a page\n", "utf-8")
    edition = seal._record(root, name, ADDRESS, int(EPOCH), archive, folder)
    seal._write_json(folder / "edition.json", edition.model_dump())
    seal._bag(folder, edition, archive.settings.name)
    return folder
