"""A pull request played whole: from a link on a page to the check, the preview, the merge and the published page.

Nothing is feigned but the host and its machines (`tests.playing`): the archive is another one, made by `archive init`,
and what the workflows run is read from their files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.playing import ADDRESS, HOME, NUMBER, Done, Machine, Stage, zipped
from tests.repositories import Repository
from tests.test_previews import POST, TAKE, Host, script
from tests.test_taking import pull

pytestmark = pytest.mark.xdist_group("pull-request")
INDEX, RECORD = "ket-qua/2027-2030/", "ket-qua/2027-2030/kq-03"
WORDS = "Ngày hội trồng cây của hai bên có 300 người dự."
ENGLISH = "300 people took part in the tree-planting festival of the two parties."
NOTHING = "không có gì khác mà bạn đọc thấy được"
FILLED = {
    "vi": (
        ('title: "Kết quả kq-03 (chưa viết)"', 'title: "Một ngày hội đông người"'),
        ('summary: "Chưa viết."', 'summary: "Ngày hội trồng cây của hai bên có 300 người dự."'),
        ('# campaigns: ["(chưa điền)"]', "campaigns: [trong-cay]"),
        ("Trang này chưa viết.", f'{WORDS}\n{{ #kq-03-1 .claim source="n-bao-mau#p4" }}'),
    ),
    "en": (
        ('title: "Result kq-03 (not yet written)"', 'title: "A festival with many people"'),
        ('summary: "Not yet written."', 'summary: "300 people took part in the tree-planting festival."'),
        ("This page is not yet written.", f"{ENGLISH}\n{{ #kq-03-1 .claim }}"),
    ),
}
"""What an editor types in place of what each file of the link holds."""


@dataclass
class Proposed:
    """The archive, published once, and a pull request to it."""

    stage: Stage
    fork: Machine
    begun: dict[str, str]
    """The files that the links of the published page begin: their names and words."""
    unwritten: Done
    """What the host's check says of the pull request while nothing is filled in."""
    written: Done
    early: str
    """The comment of that time."""
    comment: str
    kept: Path
    """What the preview has kept."""
    head: str
    apart: Stage
    """The host as it stands now, once more."""


def links(page: Path) -> dict[str, str]:
    """The files that GitHub's page for a new file would hold, by the links of a built page."""
    found = {}
    for a in LexborHTMLParser(page.read_text("utf-8")).css("a"):
        way = urlsplit(a.attributes["href"] or "")
        if "/new/" in way.path:
            assert f"{way.scheme}://{way.netloc}{way.path}" == f"{HOME}/new/main"
            ((file,), (text,)) = (parse_qs(way.query, strict_parsing=True)[key] for key in ("filename", "value"))
            found[file] = text
    return found


def checked(stage: Stage, name: str) -> Done:
    """The workflow `check` on the pull request: what stands beside the lines."""
    machine = stage.checkout(name, "", pull=True)
    lost = machine.run("check/content", "Published addresses are never taken away", **{PUBLISHERS: "false"})
    assert lost.status == 0, lost.said
    return machine.run("check/content", "Findings beside the lines")


PUBLISHERS = (
    "github.head_ref == 'record/published' && github.event.pull_request.head.repo.full_name == github.repository"
)


def previewed(stage: Stage, name: str) -> tuple[Path, bool]:
    """The workflow `preview`: what it keeps, and whether a site could be built."""
    machine = stage.checkout(name, "", pull=True)
    told = machine.run(
        "preview/build", "What changes, and what is wrong", **{"github.event.pull_request.number": str(NUMBER)}
    )
    assert told.status == 0, told.said
    built = machine.run("preview/build", "The site, for a host and for a folder")
    return machine.temp / "preview", built.status == 0


def commented(stage: Stage, name: str, kept: Path, head: str) -> str:
    """The workflow `preview-post`, its site at an address of its own: the comment, once it was posted."""
    (stage.root / name).mkdir()
    main = stage.checkout(f"{name}-main", stage.commit("main"), branch="main")
    host = Host(stage.root / name, main.work.root)
    sent = {"id": 7, "head_sha": head, "head_repository": {"full_name": "stranger/fork"}}
    host.write("event", json.dumps({"repository": {"full_name": "owner/archive"}, "workflow_run": sent}))
    open_ = pull(NUMBER, head={"sha": head, "repo": {"full_name": "stranger/fork"}})
    host.write("pulls", json.dumps([open_]))
    zipped(kept, host.home / "preview.zip")
    take = host.run(script(TAKE, "Take what was sent"), PREVIEW_URL="https://pr-{number}.preview.vn/", SITE_URL=ADDRESS)
    address = f"https://pr-{NUMBER}.preview.vn/" if (kept / "site").is_dir() else ""
    assert (take.status, take.outputs) == (0, f"number={NUMBER}\naddress={address}\n"), take.said
    taken = host.temp / "taken"
    assert bool(address) == (taken / "site/index.html").is_file()
    words = (taken / "comment.md").read_text("utf-8")
    host.comment(words)
    posted = host.run(script(POST, "Post"), HEAD=head, NOW=head, NUMBER=str(NUMBER))
    assert (posted.status, f"-X POST repos/owner/archive/issues/{NUMBER}/comments" in posted.asked[-1]) == (0, True)
    return words


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Proposed:
    stage = Stage(tmp_path_factory.mktemp("host"))
    builder, _ = stage.publish("first")
    begun = links(builder.work.root / "site" / INDEX / "index.html")

    # A stranger's fork, whose main stays behind: another change is merged meanwhile.
    fork = stage.fork("fork", "them-ket-qua")
    stage.desk.git("pull", "-q", "--ff-only", "origin", "main")
    for lang, words in (("vi", "Lời thêm của người khác."), ("en", "Words that somebody else added.")):
        other = stage.desk.root / f"docs/{lang}/gioi-thieu.md"
        other.write_text(f"{other.read_text('utf-8')}\n{words}\n", "utf-8")
    stage.desk.commit("2026-04-03", "Giới thiệu")
    stage.desk.git("push", "-q", "origin", "main")

    for at, (file, text) in enumerate(begun.items(), 4):  # GitHub's page commits one file at a time
        place = fork.work.root / file
        assert not place.exists(), f"{file} is taken"
        place.write_text(text, "utf-8")
        fork.work.commit(f"2026-04-{at:02}", f"Create {place.name}")
    head = stage.propose(fork)
    unwritten = checked(stage, "check-1")
    kept, built = previewed(stage, "preview-1")
    assert not built, "a site is built of what is not written"
    early = commented(stage, "post-1", kept, head)

    typed(fork, RECORD, FILLED)
    fork.work.commit("2026-04-06", "Viết kết quả")
    head = stage.propose(fork)
    written = checked(stage, "check-2")
    kept, built = previewed(stage, "preview-2")
    assert built
    comment = commented(stage, "post-2", kept, head)
    apart = stage.copy(tmp_path_factory.mktemp("apart"))
    return Proposed(stage, fork, begun, unwritten, written, early, comment, kept, head, apart)


def test_the_links_of_a_page_begin_both_twins_and_the_check_names_what_is_to_be_written(proposed: Proposed) -> None:
    assert sorted(proposed.begun) == [f"docs/{lang}/{RECORD}.md" for lang in ("en", "vi")]
    told = [line for line in proposed.unwritten.said.splitlines() if line.startswith("::")]
    assert proposed.unwritten.status == 1
    assert {line.partition("title=")[2][:5] for line in told} == {"DV211", "DV509"}, told
    named = {line.partition("file=")[2].partition(",")[0] for line in told}
    assert named == {*proposed.begun}, "a file in which something is to be written is not named"
    assert "Chưa dựng được trang" in proposed.early
    assert "Còn lời mẫu" in proposed.early, "the comment does not say what is left to do"


def test_what_was_filled_in_holds_and_the_comment_tells_a_reviewer_all(proposed: Proposed) -> None:
    assert (proposed.written.status, "::" in proposed.written.said) == (0, False), proposed.written.said
    assert {path.name for path in proposed.kept.iterdir()} == {
        "number", "findings.txt", "summary.md", "site", "site-portable"
    }  # fmt: skip
    for said in (
        f"**Xem trước:** <https://pr-{NUMBER}.preview.vn/>", "Thông tin: 1 mới. Trang: 1 mới.", "0 lỗi, 0 cảnh báo",
        WORDS, ENGLISH, "`n-bao-mau#p4`", f"`/{RECORD}/` (và bản tiếng Anh)", "`/id/kq-03-1/`",
    ):  # fmt: skip
        assert said in proposed.comment, f"{said!r} is not in the comment:\n{proposed.comment}"
    assert "gioi-thieu" not in proposed.comment, "what others changed meanwhile is told as this pull request's"
    assert WORDS in (proposed.kept / "site" / RECORD / "index.html").read_text("utf-8")
    assert WORDS in (proposed.kept / "site-portable" / RECORD / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def published(proposed: Proposed) -> tuple[Machine, str]:
    """The site of the pull request, merged by a commit of its own, and the commit that has its addresses."""
    proposed.stage.merge(squash=False, at="2026-04-08")
    return proposed.stage.publish("second")


def test_what_is_merged_is_recorded_published_and_found(proposed: Proposed, published: tuple[Machine, str]) -> None:
    stands(*published)


@pytest.mark.slow
def test_what_is_squashed_into_one_commit_is_published_alike(proposed: Proposed, tmp_path: Path) -> None:
    stage = proposed.apart.copy(tmp_path)
    # The editor's commits are in no history of the main branch.
    stage.merge(squash=True, at="2026-04-08", words="Kết quả kq-03 (#12)")
    builder, recorded = stage.publish("squashed")
    assert proposed.head not in builder.work.git("rev-list", recorded)
    stands(builder, recorded)


def stands(builder: Machine, recorded: str) -> None:
    """The record, in whatever way it was merged, is published."""
    work, site = builder.work, builder.work.root / "site"
    assert work.git("log", "-1", "--format=%an", recorded) == "github-actions[bot]"
    addresses = [f"{lang}{one}/" for lang in ("", "en/") for one in ("id/kq-03", "id/kq-03-1", RECORD)]
    assert added(work, recorded) == sorted(addresses)
    for address in addresses:
        assert (site / address / "index.html").is_file(), f"nothing stands at the recorded address {address}"
    for address, words in ((f"{RECORD}/", WORDS), ("id/kq-03-1/", WORDS), (f"en/{RECORD}/", ENGLISH)):
        assert words in (site / address / "index.html").read_text("utf-8"), address
    for file, said in (
        ("feed.xml", ("Một ngày hội đông người", f"{ADDRESS}{RECORD}/")),
        ("search/vi.js", (WORDS,)),
        ("search/en.js", (ENGLISH,)),
    ):
        text = (site / file).read_text("utf-8")
        assert [words for words in said if words not in text] == [], f"{file} does not lead to it"
    # Nothing of the proposal is missing, and nothing is left to be published.
    work.git("fetch", "-q", "origin", f"+refs/pull/{NUMBER}/merge:refs/remotes/proposed")
    for old in ("refs/remotes/proposed", "HEAD^"):
        left = builder.archive("diff", "--format", "markdown", old, "HEAD")
        assert (left.status, NOTHING in left.said) == (0, True), left.said


def added(work: Repository, recorded: str) -> list[str]:
    """The addresses that a commit of the publisher has recorded for the first time."""
    changed = work.git("diff", "--unified=0", f"{recorded}^", recorded).splitlines()
    assert [line for line in changed if line.startswith("diff ")] == ["diff --git a/published.txt b/published.txt"]
    assert not [line for line in changed if line.startswith("-") and not line.startswith("---")]
    return [line[1:] for line in changed if line.startswith("+") and not line.startswith("+++")]


REASON, REASON_EN = "Nguồn đã đính chính.", "The source has corrected it."
MOVED, FORMER = "ket-qua/2027-2030/vuon-uom", "ket-qua/2027-2030/kq-02"


@pytest.mark.slow
def test_what_is_moved_and_withdrawn_leads_on(proposed: Proposed, published: tuple[Machine, str]) -> None:
    """A second pull request, by somebody with a terminal: as far as check, summary and publication."""
    stage, editor = proposed.stage, proposed.stage.clone("editor")
    editor.work.branch("chuyen-va-rut")
    for arguments in (
        ("move", "kq-02", f"{MOVED}.md"),
        ("withdraw", "kq-03-1", "--reason", REASON, "--reason-en", REASON_EN, "--day", "2026-04-10"),
    ):
        done = editor.archive(*arguments)
        assert done.status == 0, done.said
    editor.work.commit("2026-04-10", "Chuyển kq-02, rút kq-03-1")
    seen = editor.archive("diff")
    assert (seen.status, f"/{FORMER}/ → /{MOVED}/" in seen.said) == (0, True), seen.said
    stage.propose(editor)
    held = checked(stage, "check-3")
    assert held.status == 0, held.said
    kept, built = previewed(stage, "preview-3")
    assert built
    summary = (kept / "summary.md").read_text("utf-8")
    for said in ("**Chuyển** `docs/vi/ket-qua/2027-2030/kq-02.md`", "**Rút** `kq-03-1`", REASON, REASON_EN,
                 f"`/{FORMER}/` → `/{MOVED}/`"):  # fmt: skip
        assert said in summary, f"{said!r} is not in the summary:\n{summary}"
    stage.merge(squash=False, at="2026-04-12")
    builder, recorded = stage.publish("third")
    site = builder.work.root / "site"
    assert added(builder.work, recorded) == [f"en/{MOVED}/", f"{MOVED}/"]
    for lang in ("", "en/"):
        onward = (site / lang / FORMER / "index.html").read_text("utf-8")
        assert MOVED.rpartition("/")[2] in onward, "the old address leads nowhere"
        assert 'http-equiv="refresh"' in onward
        assert (site / lang / MOVED / "index.html").is_file()
    for address, words in (("id/kq-03-1/", REASON), ("en/id/kq-03-1/", REASON_EN), ("dinh-chinh/", REASON)):
        assert words in (site / address / "index.html").read_text("utf-8"), address


OTHER = {
    "vi": (
        (FILLED["vi"][0][0], 'title: "Nhiều người trồng cây"'),
        (FILLED["vi"][1][0], 'summary: "Nhiều người đã cùng trồng cây."'),
        (FILLED["vi"][3][0], 'Nhiều người đã cùng trồng cây.\n{ #kq-03-1 .claim source="n-bao-mau#p4" }'),
    ),
    "en": (
        (FILLED["en"][0][0], 'title: "Many people planted trees"'),
        (FILLED["en"][1][0], 'summary: "Many people planted trees together."'),
        (FILLED["en"][2][0], "Many people planted trees together.\n{ #kq-03-1 .claim }"),
    ),
}
"""Another record than that of the pull request."""


def typed(machine: Machine, path: str, edits: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Fill in both files of a record."""
    for lang, some in edits.items():
        place = machine.work.root / f"docs/{lang}/{path}.md"
        text = place.read_text("utf-8")
        for old, new in some:
            assert old in text, f"{place.name} has no {old!r}"
            text = text.replace(old, new)
        place.write_text(text, "utf-8")


@pytest.mark.slow
def test_of_two_pull_requests_with_one_number_the_later_is_told_how_to_get_its_own(
    proposed: Proposed, tmp_path: Path
) -> None:
    stage = proposed.apart.copy(tmp_path)
    other = stage.clone("other")
    other.work.branch("khac")
    assert other.archive("new", "result", "khac").status == 0
    typed(other, f"{INDEX}khac", OTHER)
    assert other.archive("check", "kq-03").status == 0
    other.work.commit("2026-04-07", "Kết quả khác")
    stage.merge(squash=False, at="2026-04-08")
    stage.propose(other)
    done = checked(stage, "check-taken")
    told = [line for line in done.said.splitlines() if line.startswith("::error")]
    assert (done.status, len(told)) == (1, 1), done.said
    assert f"file=docs/vi/{INDEX}khac.md" in told[0], "the one that came first is told to go"
    (command,) = re.findall("`archive ([^`]+)`", told[0])
    other.work.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", at="2026-04-09")
    renumbered = other.archive(*command.split())
    assert renumbered.status == 0, renumbered.said
    other.work.commit("2026-04-09", "Số riêng")
    stage.propose(other)
    assert checked(stage, "check-own").status == 0


@pytest.mark.slow
def test_who_has_a_terminal_is_led_from_the_new_file_to_the_pushed_branch(proposed: Proposed, tmp_path: Path) -> None:
    stage = proposed.apart.copy(tmp_path)
    editor = stage.clone("editor")
    begun = editor.archive("new", "result")
    assert begun.status == 0, begun.said
    typed(editor, RECORD, OTHER)
    for command in re.findall("`([^`]+)`", begun.said):
        done = editor.type(command)
        assert done.status == 0, f"{command}: {done.said}"
    assert "kq-03-1" in editor.type("archive diff").said
    assert Repository(stage.origin).git("diff", "--name-only", "main", "kq-03").splitlines() == [
        f"docs/{lang}/{RECORD}.md" for lang in ("en", "vi")
    ]


def test_a_page_beside_the_content_is_told_of(proposed: Proposed, tmp_path: Path) -> None:
    stage = proposed.apart.copy(tmp_path)
    fork = stage.fork("beside", "sai-cho")
    (fork.work.root / "ket-qua").mkdir()
    (fork.work.root / "ket-qua/kq-09.md").write_text("---\ntitle: Kết quả\n---\n", "utf-8")
    fork.work.commit("2026-04-09", "Create kq-09.md")
    stage.propose(fork)
    done = stage.checkout("check-beside", "", pull=True).run("check/content", "This is code")
    assert done.status == 0, done.said
    (told,) = [line for line in done.said.splitlines() if "kq-09" in line]
    assert told.startswith("::warning file=ket-qua/kq-09.md,")
    assert "docs/vi và docs/en" in told
