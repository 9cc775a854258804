"""What is not done, in words: one exception for whatever the program refuses, and words for every other one.

`Refusal` carries words in both languages, what to do next among them. It is raised anywhere and caught once, where a
command is run (`console.Speaking`). `refusal_of` makes one of any exception: of what the system does not give, by its
number, with the path; else of a fault of the program, with the place in the code that it comes from.
"""

from __future__ import annotations

import errno
import os
import traceback
from pathlib import Path

from archive.escaping import printable
from archive.findings import LANGS, Finding, Text
from archive.regular import IrregularError

FAULT = 70
"""The exit status of a fault of the program: EX_SOFTWARE of sysexits.h."""
TRACEBACK = "ARCHIVE_TRACEBACK"
"""The environment variable with which Python tells the whole way to what went wrong."""

_FULL = Text(
    "đĩa chứa {path} đã đầy; hãy giải phóng dung lượng hoặc chọn đĩa khác",
    "the disk of {path} is full; free some space or choose another disk",
)
_NO_RIGHT = Text(
    "không có quyền đọc hay ghi {path}; hãy cấp quyền cho tệp hay thư mục ấy, hoặc chọn nơi khác",
    "there is no right to read or write {path}; grant it for that file or folder, or choose another place",
)
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: Text(
        "{path} nằm trên một đĩa chỉ đọc; hãy chọn nơi khác, hoặc gắn lại đĩa ấy để ghi được",
        "{path} lies on a disk that can only be read; choose another place, or mount it for writing",
    ),
    errno.ENOENT: Text(
        "không có {path}; hãy khôi phục nó, hoặc chỉ một đường dẫn khác",
        "{path} is missing; put it back, or name another path",
    ),
    errno.EEXIST: Text(
        "đã có {path}; hãy dời nó đi, hoặc chọn tên khác",
        "{path} is there already; move it away, or choose another name",
    ),
    errno.ENOTDIR: Text(
        "{path} đi qua một tệp không phải thư mục; hãy dời tệp ấy đi, hoặc chọn đường dẫn khác",
        "{path} leads through a file that is no folder; move that file away, or choose another path",
    ),
    errno.ENAMETOOLONG: Text(
        "tên {path} dài quá mức hệ thống tệp giữ được; hãy đặt tên ngắn hơn, hoặc chọn đường dẫn ngắn hơn",
        "the name {path} is longer than the file system can keep; choose a shorter name, or a shorter path",
    ),
    errno.EFBIG: Text(
        "{path} lớn quá mức cho phép; hãy rút ngắn hoặc bỏ bớt nội dung",
        "{path} is larger than it may be; make it shorter or leave some of it out",
    ),
    errno.EMFILE: Text(
        "hệ thống không cho mở thêm tệp ({path}); hãy đóng bớt chương trình khác rồi chạy lại",
        "the system lets no more files be opened ({path}); close other programs and run again",
    ),
}
_OTHER = Text("hệ thống báo lỗi ở {path}: {error}; hãy sửa lỗi ấy rồi chạy lại",
              "the system has a fault at {path}: {error}; mend that and run again")  # fmt: skip
_IRREGULAR = Text(
    "{path}: không phải tệp thường hay thư mục thật; hãy xóa đi, hoặc đặt tệp thật vào chỗ ấy",
    "{path}: no plain file or real folder; delete it, or put a real one in its place",
)
_NAMELESS = Text("kết quả in ra", "the output")
_NO_MODULE = Text(
    "thiếu gói {name} của Python; hãy chạy `make setup` (hay `make workshop` nếu là gói của kiểm thử và công cụ)",
    "the Python package {name} is missing; run `make setup` (or `make workshop` for what tests and tools need)",
)
_OURS = Text(
    "chương trình gặp lỗi ngoài dự tính ở {place}: {error}; hãy báo cho người trông coi mã nguồn "
    "(chạy lại với {how}=1 để thấy toàn bộ dấu vết của lỗi)",
    "the program met an unforeseen fault of its own at {place}: {error}; report it to the maintainers "
    "(run again with {how}=1 to see the whole traceback)",
)


class Refusal(Exception):  # noqa: N818  nothing went wrong
    """Something is not done, for a reason that people can mend; `message` says what to do."""

    def __init__(self, what: Text | Finding, *, status: int = 1) -> None:
        self.finding = what if isinstance(what, Finding) else None
        """What the refusal is about, where it has a place in the sources."""
        self.message = Text(*map(what.line, LANGS)) if isinstance(what, Finding) else what
        self.status = status
        """How a command ends: 2 where it was asked wrongly, `FAULT` where it failed itself, else 1."""
        super().__init__(f"{self.message.vi} / {self.message.en}")


def refusal_of(error: Exception) -> Refusal:
    """Why something was not done and what to do, whatever went wrong."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, OSError):
        named = error.filename2 or error.filename
        path = printable(os.fsdecode(named)) if isinstance(named, (str, bytes)) else _NAMELESS
        reason = _IRREGULAR if isinstance(error, IrregularError) else _REASONS.get(error.errno or 0, _OTHER)
        return Refusal(reason.format(path=path, error=error.strerror or str(error) or type(error).__name__))
    if isinstance(error, ModuleNotFoundError):
        return Refusal(_NO_MODULE.format(name=(error.name or str(error)).partition(".")[0]))
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}archive{os.sep}" in frame.filename] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    told = f"{type(error).__name__}: {error}"
    return Refusal(_OURS.format(place=place, how=TRACEBACK, error=told), status=FAULT)
