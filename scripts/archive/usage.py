"""What was typed wrongly on the command line, in words of both languages.

Takes the error that click raises; gives what is wrong and what to do, as a refusal has it. The English is click's own;
each of its messages that our commands can meet has its Vietnamese here, and one that has none is told as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from archive.findings import Text
from archive.near import meant

_NAME = r"('[^']*'|\"[^\"]*\")"
_VALUES = {
    rf"{_NAME} is not a valid (?:integer|float)\.": "{} không phải một số",
    rf"{_NAME} is not one of ([^\n]*)\.": "{} không thuộc các giá trị: {}",
    r"([^ \n]*) is not in the range ([^ \n]*)\.": "{} không thuộc khoảng {}",
    rf"(?:File|Directory|Path) {_NAME} does not exist\.": "không có {}",
    rf"File {_NAME} is a directory\.": "{} là thư mục, không phải tệp",
    rf"Directory {_NAME} is a file\.": "{} là tệp, không phải thư mục",
    rf"(?:File|Directory|Path) {_NAME} is not readable\.": "không được quyền đọc {}",
}
"""What click says of a value, as a pattern, and the same in Vietnamese; each part in parentheses is put in."""
_MESSAGES = {
    r"Missing (?:argument|option) ([^.\n]*)\.(?:\s.*)?": "thiếu {}",
    rf"Option {_NAME} requires an argument\.": "sau {} phải có một giá trị",
    rf"Option {_NAME} requires ([0-9]+) arguments\.": "sau {} phải có {} giá trị",
    rf"Option {_NAME} does not take a value\.": "{} không nhận giá trị",
    r"Got unexpected extra arguments? \(([^\n]*)\)": "thừa {}",
}
"""The same of what is no value."""
_VALUE = re.compile(r"Invalid value for ([^\n:]*): (.*)", re.DOTALL)


def asked_wrongly(error: click.UsageError) -> Text:
    """What is wrong with a command as it was typed, and where to read how it is."""
    context = error.ctx
    told = _unknown(error) or _translated(error.format_message())
    if context is None:
        return told
    look = f"`{context.command_path} --help`"
    vi, en = ("? Xem", "? See") if told.vi.endswith("?") else ("; xem", "; see")
    return Text(f"{told.vi.removesuffix('?')}{vi} {look}", f"{told.en.removesuffix('?')}{en} {look}")


def _unknown(error: click.UsageError) -> Text | None:
    """The words for a command or an option that is none, with the nearest that is one; None for all else."""
    if isinstance(error, click.NoSuchOption):
        name, what, known = error.option_name, Text("tùy chọn", "option"), [*_options(error.ctx)]
    elif isinstance(error, click.NoSuchCommand):
        name, what = error.command_name, Text("lệnh", "command")
        group = error.ctx.command if error.ctx else None
        known = group.list_commands(error.ctx) if error.ctx and isinstance(group, click.Group) else []
    else:
        return None
    hint = meant(name, known)
    return Text(f"không có {what.vi} “{name}”{hint.vi}", f"there is no {what.en} “{name}”{hint.en}")


def _options(context: click.Context | None) -> Iterator[str]:
    for parameter in context.command.get_params(context) if context else ():
        if isinstance(parameter, click.Option):
            yield from (*parameter.opts, *parameter.secondary_opts)


def _translated(message: str) -> Text:
    """A message of click's in both languages."""
    if found := _VALUE.fullmatch(message):
        value = _vietnamese(found[2], _VALUES)
        return Text(f"{found[1]} không dùng được: {value}", message.removesuffix("."))
    return Text(_vietnamese(message, _MESSAGES), message.removesuffix("."))


def _vietnamese(message: str, words: dict[str, str]) -> str:
    for pattern, told in words.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return told.format(*found.groups())
    return message.removesuffix(".")
