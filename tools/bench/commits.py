"""A repository with as many commits as asked for, made of the real content: what reading git's history is measured on.

Takes a copy of a project, which becomes the repository; its main line has what those of archives have, in the shares of
`_MIX`. The same project and number give the same commits. Raises `NotMeasuredError` without git. Nothing is looked up:
git is given one stream (`fast-import`), so that thousands of commits take seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from archive.content.model import Record
from archive.content.read import read_archive
from archive.ledger import LEDGER, addresses_of_ids
from bench.checking import COPIED, copied
from bench.outcome import NotMeasuredError

FIRST, THEN, NOW = "first", "then", "now"
"""Tags on the main line: its first commit, that whose number was asked for, and one that is `LATER` commits younger."""
LATER = 10
_START, _STEP = 1_700_000_000, 3 * 3600
_WHO = "Editor <editor@archive.example>"
_NUMBERS = 2000
"""Above those of the copies that `multiply` makes."""
_STATEMENT = re.compile(r"(?: \(w\d+\))?\n(?= *\{ #)")
_TITLE = re.compile(r"^(title: .*?)(?: w\d+)?(\"?)$", re.MULTILINE)
_PROSE = re.compile(r"(?: \(w\d+\))?\n*\Z")
_CLAIM = re.compile(r"\{ #(\S+) ")

Files = Mapping[str, str | None]
"""What a commit changes: the text of each file by its path, None where it takes the file away."""


@dataclass
class _Stream:
    """What git is given, and where the main line stands."""

    files: dict[str, str]
    """The pages and the ledger at the tip, by their paths."""
    originals: list[Record]
    """Those of which copies can be added, as they were at first."""
    chance: Random = field(default_factory=lambda: Random(5))
    data: list[bytes] = field(default_factory=list)
    number: int = 0
    line: list[int] = field(default_factory=list)
    """The main line, by the numbers of its commits."""

    def commit(self, message: str, files: Files, parents: list[int]) -> int:
        """One commit upon others; gives its number, which is also in what it writes."""
        self.number += 1
        head = f"commit refs/heads/main\nmark :{self.number}\ncommitter {_WHO} {_START + self.number * _STEP} +0700\n"
        self.data += [head.encode(), _counted(message), *(b"from :%d\n" % one for one in parents[:1])]
        self.data += [b"merge :%d\n" % one for one in parents[1:]]
        for path, text in files.items():
            if text is None:
                self.data.append(f"D {path}\n".encode())
            else:
                self.data += [f"M 100644 inline {path}\n".encode(), _counted(text)]
        return self.number

    def next(self, message: str, files: Files, *others: int) -> None:
        """The main line's next commit, with the other parents of a merge."""
        self.line.append(self.commit(message, files, [*self.line[-1:], *others]))
        self.take(files)

    def take(self, files: Files) -> None:
        """The tip has these files now."""
        self.files |= {path: text for path, text in files.items() if text is not None}
        for path in [path for path, text in files.items() if text is None]:
            del self.files[path]

    def page(self, *, listed: bool = True) -> str:
        """The path of some Vietnamese page with statements, below `docs/vi`; one that is no list if so asked for."""
        paths = [path for path, text in self.files.items() if path.startswith("docs/vi/") and "{ #" in text]
        paths = [path for path in paths if listed or not path.endswith("/index.md")]
        return self.chance.choice(paths).removeprefix("docs/vi/")

    def twins(self, path: str) -> dict[str, str]:
        """The texts of a page in both languages, as far as it has them."""
        names = (f"docs/{lang}/{path}" for lang in ("vi", "en"))
        return {name: self.files[name] for name in names if name in self.files}


def make_history(project: Path, commits: int) -> None:
    """Make of `project` a repository with so many commits on its main line, and `LATER` more upon them."""
    if not shutil.which("git"):
        raise NotMeasuredError("git")
    archive = read_archive(project)
    files = {page.file: page.text for page in archive.pages}
    ledger = project / LEDGER
    known = {*(ledger.read_text("utf-8").splitlines() if ledger.is_file() else ()), *addresses_of_ids(archive)}
    files[LEDGER] = "".join(f"{line}\n" for line in sorted(known))
    stream = _Stream(files, [record for kind in COPIED for record in archive.of_kind(kind)])
    stream.next("The archive begins", files)
    kinds, weights = [*_MIX], [*_MIX.values()]
    while len(stream.line) < commits + LATER:
        stream.chance.choices(kinds, weights)[0](stream)
    tips = {f"tags/{FIRST}": 1, f"tags/{THEN}": commits, f"tags/{NOW}": commits + LATER, "heads/main": 1}
    stream.data += [f"reset refs/{name}\nfrom :{stream.line[at - 1]}\n".encode() for name, at in tips.items()]
    git(project, "init", "-q", "-b", "main")
    git(project, "fast-import", "--quiet", given=b"".join(stream.data))
    git(project, "repack", "-a", "-d", "-q")
    git(project, "reset", "-q", FIRST)  # what lies there is the first commit's: what moved since goes with the next one
    go(project, THEN)


def go(project: Path, tag: str) -> None:
    """Have `main` and the working tree at a tag."""
    git(project, "reset", "-q", "--hard", tag)


def git(project: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints in `project`; nothing that the environment or a user's settings say reaches it."""
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {"PATH": os.environ["PATH"], **nothing, "GIT_CEILING_DIRECTORIES": str(project.resolve().parent)}
    done = subprocess.run(
        ["git", *arguments], cwd=project, env=environment, input=given, capture_output=True, check=False
    )
    if done.returncode:
        raise NotMeasuredError(f"git {arguments[0]}", done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _counted(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return b"data %d\n%s\n" % (len(data), data)


# --- what a commit does


def _said(stream: _Stream, path: str, *, both: bool) -> dict[str, str]:
    """The words of one statement of a page, in Vietnamese or in both languages."""
    at, mark = stream.chance.random(), f" (w{stream.number + 1})\n"
    texts = [*stream.twins(path).items()][: 2 if both else 1]
    return {name: _put(text, _STATEMENT, at, mark) for name, text in texts}


def _put(text: str, pattern: re.Pattern[str], at: float, words: str) -> str:
    """`words` in the place of one of the pattern's matches: that far (0 to 1) through the text."""
    found = [*pattern.finditer(text)]
    if not found:
        return text
    one = found[int(at * len(found))]
    return text[: one.start()] + words + text[one.end() :]


def _statement(stream: _Stream) -> None:
    stream.next("Mend a statement", _said(stream, stream.page(), both=False))


def _both(stream: _Stream) -> None:
    stream.next("Mend a statement in both languages", _said(stream, stream.page(), both=True))


def _prose(stream: _Stream) -> None:
    name, text = stream.chance.choice([*stream.twins(stream.page()).items()])
    stream.next("Mend the prose", {name: _put(text, _PROSE, 0, f" (w{stream.number + 1})\n")})


def _title(stream: _Stream) -> None:
    texts = stream.twins(stream.page())
    stream.next("A better title", {n: _TITLE.sub(rf"\1 w{stream.number + 1}\2", t, 1) for n, t in texts.items()})


def _add(stream: _Stream) -> None:
    """A record, and after it its addresses, as the publisher records them."""
    record = stream.chance.choice(stream.originals)
    number = _NUMBERS + stream.number
    twins = [page for page in (record.vi, record.en) if page]
    texts = {f"{page.file.removesuffix('.md')}-{number}.md": copied(page.text, record.id, number) for page in twins}
    stream.next("Add a record", texts)
    ids = {f"{record.id}-{number}", *(claim for text in texts.values() for claim in _CLAIM.findall(text))}
    lines = {*stream.files[LEDGER].splitlines(), *(f"{lang}id/{one}/" for one in ids for lang in ("", "en/"))}
    stream.next("Record addresses", {LEDGER: "".join(f"{line}\n" for line in sorted(lines))})


def _move(stream: _Stream) -> None:
    path = stream.page(listed=False)
    stem = path.removesuffix(".md")
    goal = f"{re.sub(r'-w[0-9]+$', '', stem)}-w{stream.number + 1}.md"
    files: dict[str, str | None] = {}
    for name, text in stream.twins(path).items():
        bare = re.sub(r"^aliases: .*\n", "", text, count=1, flags=re.MULTILINE)
        alias = f"---\naliases: [{stem}]\n" if name.startswith("docs/vi/") else "---\n"
        files |= {name: None, name.removesuffix(path) + goal: bare.replace("---\n", alias, 1)}
    stream.next("Move a page", files)


def _work(stream: _Stream, tip: int, *, commits: int) -> tuple[int, dict[str, str]]:
    """A branch of some commits upon one; gives the number of its last one and what it changed."""
    changed: dict[str, str] = {}
    before = {**stream.files}
    for _ in range(commits):
        files = _said(stream, stream.page(), both=stream.chance.random() < 0.5)
        tip = stream.commit("Work", files, [tip])
        stream.take(files)
        changed |= files
    stream.files = before
    return tip, changed


def _request(stream: _Stream) -> None:
    tip, changed = _work(stream, stream.line[-1], commits=stream.chance.randint(1, 3))
    stream.next(f"Merge pull request #{stream.number} from editor/work-{stream.number}", changed, tip)


def _own_words(stream: _Stream) -> None:
    tip, changed = _work(stream, stream.line[-1], commits=stream.chance.randint(1, 3))
    stream.next("Bring in what was prepared", changed, tip)


def _foxtrot(stream: _Stream) -> None:
    """`git pull` into one's own commit: what the main line was since becomes a side branch."""
    tip, theirs = _work(stream, stream.line[-1], commits=2)
    own = _said(stream, stream.page(), both=False)
    stream.next("Mend a statement", own)
    stream.next("Merge branch 'main' of https://host.example/archive", {**theirs, **own}, tip)


def _other(stream: _Stream) -> None:
    stream.next("Mend the code", {f"tools/part-{stream.chance.randrange(50)}.txt": f"{stream.number}\n"})


_MIX: dict[Callable[[_Stream], None], int] = {
    _statement: 24,
    _both: 26,
    _prose: 14,
    _title: 5,
    _add: 5,
    _move: 2,
    _request: 12,
    _own_words: 2,
    _foxtrot: 1,
    _other: 9,
}
"""What commits do, in hundredths; the merges bring one to three commits each."""
