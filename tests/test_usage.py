"""What was typed wrongly, told in the language asked for, or in both where none was known yet; and what to do."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.findings import LANGS, Lang
from archive.usage import asked_wrongly

TYPED = {
    "digest khong.txt": ("'FILE' không dùng được: không có 'khong.txt'", "File 'khong.txt' does not exist"),
    "digest folder": ("'FILE' không dùng được: 'folder' là thư mục, không phải tệp", "File 'folder' is a directory"),
    "verify file.txt": ("'BAG' không dùng được: 'file.txt' là tệp, không phải thư mục", "'file.txt' is a file"),
    "withdraw kq-05-3": ("thiếu '--reason'", "Missing option '--reason'"),
    "move kq-05": ("thiếu 'NEW'", "Missing argument 'NEW'"),
    "move a b c": ("thừa c", "Got unexpected extra argument (c)"),
    "new result --number abc": ("'--number' không dùng được: 'abc' không phải một số", "'abc' is not a valid integer"),
    "check --format xml": (
        "'--format' không dùng được: 'xml' không thuộc các giá trị: 'text', 'github', 'sarif', 'json'",
        "'xml' is not one of 'text', 'github', 'sarif', 'json'",
    ),
    "serve --port 99999": (
        "'--port' không dùng được: 99999 không thuộc khoảng 1<=x<=65535",
        "99999 is not in the range",
    ),
}
"""Commands, and what is told of each in Vietnamese and in English, once it is known which is asked for."""
EARLY = {
    "chek": ("không có lệnh “chek”; có phải là “check” không? Xem `archive --help`", "there is no command “chek”; did you mean “check”? See `archive --help`"),
    "zzzzzz": ("không có lệnh “zzzzzz”; xem `archive --help`", "there is no command “zzzzzz”; see `archive --help`"),
    "check --fx": ("không có tùy chọn “--fx”; có phải là “--fix” không? Xem `archive check --help`", "there is no option “--fx”; did you mean “--fix”? See `archive check --help`"),
    "check --fix=1": ("'--fix' không nhận giá trị", "Option '--fix' does not take a value"),
    "check --format": ("sau '--format' phải có một giá trị", "Option '--format' requires an argument"),
    "init x --name a": ("sau '--name' phải có 2 giá trị", "Option '--name' requires 2 arguments"),
    "status --lang xx": ("'--lang' không dùng được: 'xx' không thuộc các giá trị: 'vi', 'en'", "'xx' is not one of 'vi', 'en'"),
}  # fmt: skip
"""Commands that end before the language is known."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").touch()


def told(typed: str) -> list[str]:
    """The lines on standard error, of a command that ends with 2, but for how it is used."""
    done = CliRunner().invoke(main, typed.split(), prog_name="archive")
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    return [line for line in done.stderr.splitlines() if not line.startswith("Usage: archive")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("typed", TYPED)
def test_it_is_told_in_the_language_asked_for(typed: str, lang: Lang) -> None:
    command, *rest = typed.split()
    [line] = told(" ".join([command, "--lang", lang, *rest]))
    words, look = TYPED[typed][lang == "en"], ("; xem", "; see")[lang == "en"]
    assert words in line
    assert line.startswith("archive: ")
    assert line.endswith(f"{look} `archive {command} --help`")


@pytest.mark.parametrize("typed", EARLY)
def test_it_is_told_in_both_where_none_is_known_yet(typed: str) -> None:
    vi, en = told(typed)
    assert EARLY[typed][0] in vi
    assert EARLY[typed][1] in en


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (click.UsageError("Something new."), ("Something new", "Something new")),
        (click.BadParameter("o'clock."), ("Invalid value: o'clock", "Invalid value: o'clock")),
        (click.NoSuchOption("--x"), ("không có tùy chọn “--x”", "there is no option “--x”")),
    ],
)
def test_what_has_no_words_here_is_told_as_click_says_it(error: click.UsageError, words: tuple[str, str]) -> None:
    said = asked_wrongly(error)
    assert (said.vi, said.en) == words


def test_help_is_no_error_and_who_asks_for_nothing_gets_it() -> None:
    assert CliRunner().invoke(main, ["check", "--help"]).exit_code == 0
    nothing = CliRunner().invoke(main, [])
    assert (nothing.exit_code, "Commands:" in nothing.output) == (2, True)


def test_who_stops_a_command_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.commands.licences.command.callback", stopped)
    done = CliRunner().invoke(main, ["licences"])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-2:] == ["archive: đã dừng", "archive: stopped"]
