"""`archive verify-claim`: whether a statement says, or once said, what somebody cited by its digest."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator

import click

from archive import dates
from archive.console import LANG, Answering, project_root
from archive.content.drafts import published
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.environment import knowing
from archive.findings import Lang, Text
from archive.history.value import History
from archive.named import hold_read
from archive.near import meant
from archive.refusal import Refusal
from archive.verify_claim import ALL, LEAST, Answer, Wording, digits, verify

TONGUES = {"vi": Text("tiếng Việt", "Vietnamese"), "en": Text("tiếng Anh", "English")}
ONE = Text("mỗi lần chỉ hỏi một mã băm", "give one digest at a time")
WITHHELD = Text(
    "(câu này không được hiện lại, chỉ còn mã băm)", "(these words are not shown again; their digest is left)"
)


@click.command("verify-claim", cls=Answering)
@click.argument("name", metavar="ID")
@click.argument("given", metavar="DIGEST", nargs=-1, required=True)
@LANG
def command(name: str, given: tuple[str, ...], lang: Lang) -> None:
    """Say whether the statement ID says, or once said, the sentence that DIGEST is of: 32 hex digits or more.

    A citation ends in such a digest; capitals and blanks do not matter. Exit 0 where the statement says it now or said
    it before, 1 where it does neither as far as its history is known, 2 on an unknown ID or what is no digest.
    """
    digest = digits("".join(given))
    several = sum(1 for part in given if digits(part)) > 1
    if not digest and several:
        raise Refusal(ONE)
    if not digest:
        raise Refusal(
            Text(
                f"mã băm phải là {LEAST} đến {ALL} chữ số hệ 16 (0–9, a–f), chép từ cuối dòng trích dẫn",
                f"a digest is {LEAST} to {ALL} hex digits (0–9, a–f), copied from the end of a citation",
            )
        )
    archive = published(knowing(read_archive(project_root()), os.environ))
    # A citation gives the address beside the digest: its last part is the id.
    statement = re.split(r"[/#]", name.strip().strip("/"))[-1]
    hold_read(statement, archive)
    if statement not in archive.statements:
        raise Refusal(_unknown(archive, statement))
    answer = verify(archive, statement, digest)
    if several and not answer.found:  # two halves of one digest are one; two digests are none of what anybody says
        raise Refusal(ONE)
    for line in told(answer, archive.history, lang):
        click.echo(line)
    sys.exit(0 if answer.found else 1)


def _unknown(archive: Archive, name: str) -> Text:
    record = archive.records.get(name)
    if record:
        ids = ", ".join(claim.id for claim in record.claims) or "—"
        return Text(f"{name} là một trang; nêu mã của thông tin: {ids}", f"{name} is a page; name a claim: {ids}")
    hint = meant(name, archive.claims)
    return Text(f"không có thông tin {name}{hint.vi}", f"no claim {name}{hint.en}")


def told(answer: Answer, history: History, lang: Lang) -> Iterator[str]:
    """The answer, a line at a time: what the digest is of, what became of the statement, what it says now."""
    name, withdrawal = answer.statement.id, answer.statement.withdrawal
    for wording in answer.found:
        yield _found(name, wording)[lang]
        yield f"  {wording.text or WITHHELD[lang]}"
    if not answer.found:
        yield _missing(answer, history)[lang]
    for other in answer.elsewhere:
        yield Text(
            f"Mã băm ấy là của một câu mà {other} ghi hoặc từng ghi.",
            f"That digest is of a sentence that {other} says or once said.",
        )[lang]
    if withdrawal:
        day, because = dates.label(withdrawal.day, lang), withdrawal.because[lang].rstrip(".")
        words = Text(f"{name} đã rút ngày {day}", f"{name} was withdrawn on {day}")[lang]
        yield f"{words}: {because}." if because else f"{words}."
    if answer.same_as:
        yield Text(f"Điều ấy nay ghi ở {answer.same_as}.", f"The same is now said at {answer.same_as}.")[lang]
    elif withdrawal and withdrawal.instead:
        yield Text(f"Thay bằng {withdrawal.instead}.", f"It is replaced by {withdrawal.instead}.")[lang]
    if not any(not wording.end for wording in answer.found):
        for wording in answer.now:
            tongue = TONGUES[wording.lang][lang]
            yield Text(f"Nay {name} ghi ({tongue}, SHA-256 {wording.digest}):",
                       f"{name} now says ({tongue}, SHA-256 {wording.digest}):")[lang]  # fmt: skip
            yield f"  {wording.text}"


def _found(name: str, wording: Wording) -> Text:
    tongue = TONGUES[wording.lang]
    start, end = (Text(dates.label(day, "vi"), dates.label(day, "en")) for day in (wording.start, wording.end))
    if wording.end:
        return Text(
            f"{name} từng ghi đúng câu ấy ({tongue.vi}), từ {start.vi} đến {end.vi}, nay không còn ghi như thế:",
            f"{name} said exactly that ({tongue.en}) from {start.en} to {end.en}, and no longer does:",
        )
    since = (
        Text(f"từ {start.vi}", f"since {start.en}")
        if wording.start
        else Text("không rõ từ ngày nào", "since an unknown day")
    )
    return Text(
        f"{name} nay ghi đúng câu ấy ({tongue.vi}), {since.vi}:", f"{name} says exactly that ({tongue.en}), {since.en}:"
    )


def _missing(answer: Answer, history: History) -> Text:
    name = answer.statement.id
    if answer.since:
        since = Text(dates.label(answer.since, "vi"), dates.label(answer.since, "en"))
        return Text(
            f"{name} không ghi câu ấy, nay không, trước đây cũng không, theo lịch sử từ {since.vi} "
            "(mỗi ngày chỉ tính câu cuối ngày).",
            f"{name} does not say that, and never did as far as its history goes, from {since.en} on "
            "(of each day the words at its end count).",
        )
    why = history.why or Text("thông tin này chưa được công bố", "this claim was not published yet")
    return Text(
        f"{name} nay không ghi câu ấy; trước đây có ghi hay không thì không biết: {why.vi}.",
        f"{name} does not say that now; whether it ever did is not known: {why.en}.",
    )
