"""A walk of edits, each built on what the builds before it kept, and again from nothing: findings and bytes are the same.

The builds on what was kept are made by one process or by two. So it is with the preview, whose process has the archive at hand all the way and makes first what is looked at.

The edits are drawn from `EDITS`, the same ones for the same seed. `make test` goes a short way in which each edit comes
once, two between two builds; `make test-all` goes sixty steps of several walks, one by one.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.archives import CK, KQ, LATER, OTHER, PAPER, bytes_of, project, put
from tests.repositories import Repository, repository

from archive import beside, making
from archive.build import Options, build
from archive.findings import Finding, errors
from archive.folders import BUILD
from archive.frame import files_of
from archive.kept.memory import Memory
from archive.kept.store import NAME
from archive.listener import Listener
from archive.preview.flow import SHOWN, Outcome, preview

FIRST = date(2026, 11, 25)
"""When the archive was written."""
ENVIRONMENT = {"SITE_URL": "https://host.example/luu-tru/"}

PLACES = (LATER, "boi-canh/sau-nay.md")


@dataclass
class Walk:
    """A project that is changed step by step."""

    root: Path
    repository: Repository
    chance: random.Random
    site_url: str = ENVIRONMENT["SITE_URL"]
    day: int = 0
    """How many days after the first its last commit was made."""
    made: int = 0
    """How many records were added."""
    refused: list[str] = field(default_factory=list)
    """The steps after which nothing was published."""
    undo: list[Callable[[], None]] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    """What the preview's process has at hand."""
    first: int = 0
    """How often a page that was looked at was shown before the rest was made."""

    def file(self, name: str) -> Path:
        """A file below docs/."""
        return self.root / "docs" / name

    def change(self, name: str, old: str, new: str) -> None:
        """Put words in another's place where they stand; nothing where they do not: a walk takes back its own steps."""
        path = self.file(name)
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new, 1), "utf-8")

    @property
    def later(self) -> str:
        """Where the page stands that is moved to and fro."""
        return next(place for place in PLACES if self.file(f"vi/{place}").exists())

    def word(self) -> str:
        """A word that no page has yet, whole, with marks."""
        return "".join(self.chance.choice(["xã", "nghèo", "khéo", "giúp", "làng"]) + " " for _ in range(3)).strip()

    def environment(self) -> dict[str, str]:
        """What a build takes from outside."""
        return {"SITE_URL": self.site_url}


Edit = Callable[[Walk], None]
EDITS: list[Edit] = []


def edit(function: Edit) -> Edit:
    """Declare the function below as one of the edits."""
    EDITS.append(function)
    return function


@edit
def a_word_of_a_statement(walk: Walk) -> None:
    path = walk.file(f"vi/{CK}")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"tiếp tục .*các xã nghèo", f"tiếp tục {walk.word()} các xã nghèo", text), "utf-8")


@edit
def a_word_of_its_translation(walk: Walk) -> None:
    walk.change(f"en/{CK}", "keep up the", walk.chance.choice(["keep up the", "go on with the", "keep up all the"]))


@edit
def a_title(walk: Walk) -> None:
    path = walk.file(f"vi/{KQ}")
    path.write_text(re.sub(r"(?m)^title: .*", f"title: Giúp {walk.word()}", path.read_text("utf-8")), "utf-8")


@edit
def a_record_more(walk: Walk) -> None:
    walk.made += 1
    number = f"kq-{walk.made + 1:02}"
    front = f"id: {number}\nkind: result\ncampaigns: [dan-van-kheo]\nperiod: 2015/2018\ntitle: Việc {number}"
    body = f'Phong trào có thêm một việc {walk.word()}.\n{{ #{number}-1 .claim source="n-bao#p3" }}\n'
    put(walk.root, f"vi/ket-qua/2015-2018/{number}.md", f"---\n{front}\n---\n{body}")
    english = f"The movement has one thing more.\n{{ #{number}-1 .claim }}\n"
    put(walk.root, f"en/ket-qua/2015-2018/{number}.md", f"---\ntitle: Thing {number}\n---\n{english}")


@edit
def a_record_gone(walk: Walk) -> None:
    """Where its address is not recorded yet nobody misses it."""
    if walk.made:
        number = f"kq-{walk.made + 1:02}"
        for lang in ("vi", "en"):
            walk.file(f"{lang}/ket-qua/2015-2018/{number}.md").unlink(missing_ok=True)
        walk.made -= 1


@edit
def a_statement_more(walk: Walk) -> None:
    for lang, words in (("vi", "Phong trào lan rộng."), ("en", "The movement spreads.")):
        path = walk.file(f"{lang}/{CK}")
        source = ' source="n-bao#p3"' if lang == "vi" else ""
        text = path.read_text("utf-8")
        path.write_text(text if "ck-01-2" in text else f"{text}\n{words}\n{{ #ck-01-2 .claim{source} }}\n", "utf-8")


@edit
def a_statement_withdrawn(walk: Walk) -> None:
    if "withdrawn=" in walk.file(f"vi/{walk.later}").read_text("utf-8"):
        return
    walk.change(f"vi/{walk.later}", 'when="2024-01-26"', 'when="2024-01-26" withdrawn="2026-11-25" reason="Nhầm."')
    walk.change(f"en/{walk.later}", "#bc-02-1 .claim }", '#bc-02-1 .claim reason="A mistake." }')


@edit
def and_back(walk: Walk) -> None:
    walk.change(f"vi/{walk.later}", ' withdrawn="2026-11-25" reason="Nhầm."', "")
    walk.change(f"en/{walk.later}", ' reason="A mistake."', "")


@edit
def a_page_moved(walk: Walk) -> None:
    old, new = walk.later, next(place for place in PLACES if place != walk.later)
    for lang in ("vi", "en"):
        walk.file(f"{lang}/{old}").rename(walk.file(f"{lang}/{new}"))
    vi = walk.file(f"vi/{new}")
    text = re.sub(r"(?m)^aliases: .*\n", "", vi.read_text("utf-8"))
    vi.write_text(text.replace("---\n", f"---\naliases: [/{old.removesuffix('.md')}/]\n", 1), "utf-8")


@edit
def a_campaign_named_no_more(walk: Walk) -> None:
    walk.change(f"vi/{CK}", "campaigns: [dan-van-kheo]\n", "")


@edit
def a_campaign_named_again(walk: Walk) -> None:
    path = walk.file(f"vi/{CK}")
    text = path.read_text("utf-8")
    path.write_text(
        text if "campaigns:" in text else text.replace("kind:", "campaigns: [dan-van-kheo]\nkind:"), "utf-8"
    )


@edit
def a_place_of_a_source(walk: Walk) -> None:
    path = walk.file(f"vi/{OTHER}")
    path.write_text(re.sub(r"about: trao [^}]*", f"about: trao {walk.word()}", path.read_text("utf-8")), "utf-8")


@edit
def the_source_of_nearly_all(walk: Walk) -> None:
    path = walk.file(f"vi/{PAPER}")
    path.write_text(re.sub(r"(?m)^headline: .*", f"headline: Bài {walk.word()}", path.read_text("utf-8")), "utf-8")


@edit
def a_persons_name(walk: Walk) -> None:
    """Wherever it stands."""
    for path in (walk.root / "docs").rglob("*.md"):
        text = path.read_text("utf-8")
        other = text.replace("Văn Mẫu", "Văn Mậu") if "Văn Mẫu" in text else text.replace("Văn Mậu", "Văn Mẫu")
        if other != text:
            path.write_text(other, "utf-8")


@edit
def a_term_of_the_glossary(walk: Walk) -> None:
    path = walk.file("vi/thuat-ngu.md")
    text = re.sub("meaning: nơi [^}]*", f"meaning: nơi {walk.word()}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


@edit
def a_picture(walk: Walk) -> None:
    path = walk.file("assets/hinh.svg")
    size = walk.chance.randint(1, 90)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="9"><path d="M0 0h9v9z"/></svg>\n', "utf-8"
    )


@edit
def a_page_and_the_way_to_it(walk: Walk) -> None:
    """What is looked at leads to what is not there yet."""
    walk.made += 1
    for lang in ("vi", "en"):
        put(walk.root, f"{lang}/boi-canh/them-{walk.made}.md", "---\ntitle: Xem thêm\n---\nMột trang.\n")
        leading(walk, lang, f"../../boi-canh/them-{walk.made}.md")


@edit
def a_picture_and_the_way_to_it(walk: Walk) -> None:
    walk.made += 1
    picture = walk.file(f"assets/hinh-{walk.made}.svg")
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h{walk.made}"/></svg>', "utf-8")
    for lang in ("vi", "en"):
        leading(walk, lang, f"../../../assets/hinh-{walk.made}.svg")


@edit
def a_picture_becomes_a_folder(walk: Walk) -> None:
    """And back: of the links to it one is in the page that is looked at."""
    plain, within = walk.file("assets/doi.svg"), walk.file("assets/doi.svg/a.svg")
    plain.parent.mkdir(exist_ok=True)
    to_folder = plain.is_file()
    if plain.is_dir():
        shutil.rmtree(plain)
    plain.unlink(missing_ok=True)
    place = within if to_folder else plain
    place.parent.mkdir(exist_ok=True)
    place.write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>', "utf-8")
    for lang in ("vi", "en"):
        leading(walk, lang, f"../../../assets/{place.relative_to(walk.file('assets'))}", instead="doi.svg")


def leading(walk: Walk, lang: str, way: str, instead: str = "") -> None:
    """Have a page that is looked at lead there, and no more to what it led to by a way with these letters."""
    path = walk.file(f"{lang}/{KQ}")
    text = path.read_text("utf-8")
    if instead:
        text = re.sub(rf"\nXem \[thêm\]\([^)]*{re.escape(instead)}[^)]*\)\.\n", "", text)
    path.write_text(f"{text.rstrip()}\n\nXem [thêm]({way}).\n", "utf-8")


@edit
def a_setting(walk: Walk) -> None:
    path = walk.root / "archive.toml"
    text = re.sub(
        r"(?m)^short_name = .*",
        f'short_name = {{ vi = "Dân vận {walk.chance.randint(1, 99)}", en = "Archive" }}',
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")


@edit
def a_template(walk: Walk) -> None:
    name = "main.html"
    text = files_of(walk.root)[name].read_text("utf-8")
    path = walk.root / "overrides" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{text}\n{{# {walk.chance.randint(1, 10**6)} #}}\n", "utf-8")


@edit
def a_stylesheet(walk: Walk) -> None:
    text = files_of(walk.root)["assets/archive.css"].read_text("utf-8")
    path = walk.root / "overrides/assets/archive.css"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n.x{walk.chance.randint(1, 10**6)}{{color:red}}\n", "utf-8")


@edit
def another_address(walk: Walk) -> None:
    walk.site_url = f"https://host.example/kho-{walk.chance.randint(1, 9)}/"


@edit
def nothing_at_all(_: Walk) -> None:
    pass


@edit
def a_commit(walk: Walk) -> None:
    walk.day += 1
    walk.repository.commit((FIRST + timedelta(days=walk.day)).isoformat())


@edit
def a_mistake(walk: Walk) -> None:
    """A finding: nothing is published, and the next step mends it."""
    path = walk.file(f"vi/{KQ}")
    kept = path.read_text("utf-8")
    path.write_text(f"{kept}\n[mất](khong-co.md)\n", "utf-8")

    def mend() -> None:
        path.write_text(path.read_text("utf-8").replace("\n[mất](khong-co.md)\n", ""), "utf-8")

    walk.undo.append(mend)


@edit
def a_file_of_the_last_build_touched(walk: Walk) -> None:
    pages = sorted((walk.root / BUILD / "site").rglob("*.html"))
    if pages:
        walk.chance.choice(pages).write_text("somebody's words", "utf-8")


@edit
def a_file_of_the_last_build_gone(walk: Walk) -> None:
    files = sorted(path for path in (walk.root / BUILD).rglob("*") if path.is_file())
    if files:
        walk.chance.choice(files).unlink()


@edit
def a_published_file_touched(walk: Walk) -> None:
    pages = sorted((walk.root / "site").rglob("*.html"))
    if pages:
        walk.chance.choice(pages).write_text("somebody's words", "utf-8")


@edit
def what_was_kept_deleted(walk: Walk) -> None:
    shutil.rmtree(walk.root / BUILD, ignore_errors=True)


@edit
def what_was_kept_cut_short(walk: Walk) -> None:
    path = walk.root / BUILD / NAME
    if path.exists():
        data = path.read_bytes()
        path.write_bytes(data[: walk.chance.randrange(len(data))])


@edit
def a_build_killed(walk: Walk) -> None:
    """In the middle of whatever it did, of a change."""
    a_title(walk)
    environment = {**os.environ, **walk.environment()}
    process = subprocess.Popen(
        [sys.executable, "-m", "archive", "build"], cwd=walk.root, env=environment, stderr=subprocess.DEVNULL
    )
    time.sleep(walk.chance.uniform(1.0, 5.0))
    process.send_signal(signal.SIGKILL)
    process.wait()


def built(walk: Walk, site: Path, *, in_two: bool = False) -> list[Finding]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (beside, making):
            patch.setattr(module, "possible", lambda: in_two)
            patch.setattr(module, "ENOUGH", 1)
        return build(walk.root, Options(site), walk.environment(), Listener())


def compared(walk: Walk, told: str) -> None:
    """Build on what was kept, and from nothing; the same is found, and the same bytes are published."""
    root = walk.root
    reused = built(walk, root / "site", in_two=sys.platform == "linux" and walk.chance.random() < 0.5)
    aside = root / "aside"
    (root / BUILD).rename(aside)
    clean = root / "clean"
    try:
        fresh = built(walk, clean)
    finally:
        shutil.rmtree(root / BUILD, ignore_errors=True)
        aside.rename(root / BUILD)
    assert reused == fresh, f"{told}: what was kept is told otherwise"
    if errors(fresh):
        walk.refused.append(f"{told}: {errors(fresh)[0].message.en}")
        return
    due, found = bytes_of(clean), bytes_of(root / "site")
    shutil.rmtree(clean)
    differ = sorted(name for name in due.keys() | found.keys() if due.get(name) != found.get(name))
    assert differ == [], f"{told}: {len(differ)} files are not those of a build from nothing"
    previewed(walk, due, told)


def previewed(walk: Walk, due: dict[str, bytes], told: str) -> None:
    """Show it in the preview: what is looked at is as it will be when the rest is made, and the rest is as in a build."""
    early: list[dict[str, bytes]] = []
    shown = walk.root / SHOWN
    before = bytes_of(shown) if shown.is_dir() else {}
    sheet = "assets/print.css"  # tells of which sources it was made, of which a preview knows nothing
    looked_at = sorted(name for name in due if name.endswith("index.html"))
    looked_at = [*walk.chance.sample(looked_at, 2), "ket-qua/2015-2018/kq-01/index.html", "en/index.html"]

    def tell(outcome: Outcome) -> None:
        assert (outcome.shown, outcome.whole) == (True, False)
        early.append({name: (shown / name).read_bytes() for name in looked_at if (shown / name).is_file()})

    outcome = preview(walk.root, walk.environment(), walk.memory, looked_at, tell)
    assert outcome.shown, f"{told}: {outcome.refusal}"
    found = bytes_of(shown)
    differ = sorted(name for name in (due.keys() | found.keys()) - {sheet} if due.get(name) != found.get(name))
    assert differ == [], f"{told}: {len(differ)} files of the preview are not those of a build from nothing"
    for name, content in (item for each in early for item in each.items()):
        # What moved, or only leads on by now, waits for the rest.
        assert content in (due[name], before.get(name)), f"{told}: {name} is shown first, and then otherwise"
        walk.first += content == due[name]


@pytest.fixture
def walk(tmp_path: Path, request: pytest.FixtureRequest) -> Walk:
    repo = repository(
        project(tmp_path / "archive"), FIRST.isoformat(), ignored="build/\nsite/\naside/\nclean/\n.preview/\n"
    )
    return Walk(repo.root, repo, random.Random(request.param))


def walked(walk: Walk, edits: list[Edit], at_once: int = 1) -> None:
    """Go the way, so many edits between two builds."""
    compared(walk, "at first")
    way = []
    for at in range(0, len(edits), at_once):
        for take_back in walk.undo:
            take_back()
        walk.undo.clear()
        for step in edits[at : at + at_once]:
            step(walk)
            way.append(step.__name__)
        compared(walk, " → ".join(way[-6:]))
    assert len(walk.refused) * 4 * at_once < len(edits), f"most steps compare nothing: {walk.refused}"
    assert walk.first * 3 * at_once > len(edits), f"what is looked at was shown first {walk.first} times"


def shares(number: int, of: int) -> list[Edit]:
    """Every edit once, in an order of its own, in as many walks."""
    edits = list(EDITS)
    random.Random(7).shuffle(edits)
    return edits[number::of]


@pytest.mark.parametrize(("walk", "share"), [(1, 0), (2, 1)], indirect=["walk"])
def test_each_edit_gives_what_a_build_from_nothing_gives(walk: Walk, share: int) -> None:
    walked(walk, shares(share, 2), at_once=3)


@pytest.mark.slow
@pytest.mark.parametrize("walk", [11, 12, 13], indirect=True)
def test_a_long_walk_gives_what_builds_from_nothing_give(walk: Walk) -> None:
    walked(walk, [walk.chance.choice(EDITS) for _ in range(60)])
