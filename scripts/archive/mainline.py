"""What is done for good, a publication or an edition, is done on the main line alone, and under somebody's address.

Takes an archive that knows its past, and an environment. Refuses, with what to do, where HEAD is on a branch, or where
nobody knows; what git has not recorded; an address that is nobody's (RFC 2606, RFC 6761).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from archive import public
from archive.content.model import Archive
from archive.edition import SOURCES, leaves_out
from archive.environment import site_url
from archive.escaping import shortened
from archive.findings import LANGS, Text
from archive.git import ask
from archive.history.line import State
from archive.refusal import Refusal

_ELSEWHERE = Text(
    "bản đang mở (HEAD) không nằm trên nhánh chính {branch}, mà {act} chỉ làm từ nhánh ấy; hãy chạy `git switch "
    "{branch}` (và `git push` nếu nhánh ấy có commit chưa gửi) rồi thử lại",
    "HEAD is not on the main branch {branch}, from which alone {act}; run `git switch {branch}` (and `git push`, where "
    "it has commits that were not sent) and try again",
)
_UNKNOWN = Text(
    "không biết bản đang mở (HEAD) có nằm trên nhánh chính {branch} không, mà {act} chỉ làm từ nhánh ấy; hãy làm việc "
    "trong một bản sao đầy đủ của kho git (`git clone`; bản sao thiếu lịch sử: `git fetch --unshallow`)",
    "nobody can tell whether HEAD is on the main branch {branch}, from which alone {act}; work in a whole clone of the "
    "repository (`git clone`; where a clone lacks history: `git fetch --unshallow`)",
)
_UNNAMED = Text(
    "không có nhánh nào tên {branch}, mà {act} chỉ làm từ nhánh chính; tải nhánh ấy về (`git fetch origin`), hoặc ghi "
    "tên nhánh chính ở `main_branch` trong archive.toml",
    "there is no branch called {branch}, and {act} from the main branch alone; get it (`git fetch origin`), or name "
    "the main branch in archive.toml (`main_branch`)",
)
_CHANGED = Text(
    "có thay đổi chưa ghi vào git, mà bạn đọc chỉ được nhận đúng những gì đã ghi; hãy ghi (commit) hoặc bỏ chúng: "
    "`git status`",
    "there are changes that git has not recorded, and readers get what it has; commit or drop them: `git status`",
)
_HIDDEN = Text(
    "git được dặn bỏ qua {file}, mà bạn đọc chỉ được nhận đúng những gì git đã ghi; hãy chuyển tệp ấy đi nơi khác, "
    "hoặc bỏ lời dặn (`git check-ignore -v`, `git update-index --really-refresh --no-skip-worktree`, "
    "`git sparse-checkout disable`)",
    "git was told to pass over {file}, and readers get what git has; put the file elsewhere, or take that back "
    "(`git check-ignore -v`, `git update-index --really-refresh --no-skip-worktree`, `git sparse-checkout disable`)",
)
_SILENT = Text(
    "git không trả lời ({why}), nên không biết có thay đổi nào chưa ghi không; hãy chạy `git status` để xem vì sao",
    "git does not answer ({why}), so nobody can tell whether there are changes that it has not recorded; run "
    "`git status` to see why",
)
_UNREADABLE = Text("SITE_URL không phải là một địa chỉ đọc được", "SITE_URL is not an address that can be read")
_NOBODYS = Text(
    "SITE_URL là {address}, một tên dành riêng không thuộc về ai (RFC 2606, RFC 6761); người ta trích dẫn mãi mãi theo "
    "địa chỉ ấy, nên hãy đặt địa chỉ công khai thật: SITE_URL=… trước lệnh, hoặc `address` trong archive.toml",
    "SITE_URL is {address}, a reserved name that is nobody's (RFC 2606, RFC 6761); people cite by that address for "
    "good, so set the real public address: SITE_URL=… before the command, or `address` in archive.toml",
)
EXAMPLES = {"example", *(f"example.{top}" for top in ("com", "net", "org"))}
"""Names that are nobody's and never will be (RFC 2606): fit for an example, and for nothing that is cited."""
PUBLISHING = Text("việc công bố", "a site is published")
SEALING = Text("việc niêm phong", "an edition is sealed")


def hold_on_main(archive: Archive, act: Text, *, unknown: bool) -> None:
    """Refuse `act` off the main line; where nobody can tell, `unknown` says whether it may be done all the same."""
    past, branch = archive.history, archive.settings.main_branch
    if past.state is State.KNOWN and not past.on_main:
        raise Refusal(_told(_ELSEWHERE, branch, act))
    if past.state is not State.KNOWN and not unknown:
        raise Refusal(_told(_UNKNOWN, branch, act))
    # Where no branch has the name, a clone of one branch alone takes HEAD's own for it.
    refs = [f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"]
    if not unknown and not ask(archive.root, "for-each-ref", "--format=%(refname)", *refs).text:
        raise Refusal(_told(_UNNAMED, branch, act))


def _told(words: Text, branch: str, act: Text) -> Text:
    return Text(*(words[lang].format(branch=branch, act=act[lang]) for lang in LANGS))


def hold_committed(archive: Archive) -> None:
    """Refuse what is not as git has it, what it was told not to look at, and git that does not say."""
    flags = ("--porcelain", "-z", "--untracked-files=all", "--ignored", "--ignore-submodules=none", "--no-renames")
    status = ask(archive.root, "status", *flags, "--", *SOURCES)
    index = ask(archive.root, "ls-files", "-z", "-v", "--", *SOURCES)
    if why := status.why or index.why:
        raise Refusal(_SILENT.format(why=shortened(why)))
    changed: list[str] = []
    passed: list[str] = []
    for line in filter(None, status.out.decode("utf-8", "replace").split("\0")):
        (passed if line.startswith("!!") else changed).append(line[3:])
    # All but H: assumed to be unchanged, left out of a sparse checkout.
    passed += [line[2:] for line in index.out.decode("utf-8", "replace").split("\0") if line and line[0] != "H"]
    if changed:
        raise Refusal(_CHANGED)
    if hidden := next((file for file in passed if not leaves_out(PurePosixPath(file))), ""):
        raise Refusal(_HIDDEN.format(file=shortened(hidden)))


def public_address(environment: Mapping[str, str], otherwise: str) -> str:
    """$SITE_URL or the settings', ending in `/`, where it can be somebody's: what is done for good is cited by it."""
    try:
        address = site_url(environment, otherwise)
        host = reachable(urlsplit(address).hostname or "")
    except ValueError:
        raise Refusal(_UNREADABLE) from None
    if not host:
        raise Refusal(_NOBODYS.format(address=address))
    return address


def reachable(host: str) -> bool:
    """Whether a host's name can be somebody's in the public internet; looks nothing up."""
    # As a browser reads it: full-width letters and ideographic full stops are letters and dots.
    name = host if ":" in host else host.encode("idna").decode("ascii").lower().rstrip(".")
    return public.leads_out(name) and EXAMPLES.isdisjoint({".".join(name.split(".")[-n:]) for n in (1, 2)})
