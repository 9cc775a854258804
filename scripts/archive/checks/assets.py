"""Rules on what lies in docs/assets: DV113, DV115 to DV117, DV119.

A file is what its bytes are, whatever it is called. Each is read once at a time, its size known before; where there are
too many, or too much in all, none is read. Which bytes are what, and what each format may hold, says `archive.media`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path, PurePosixPath

from archive import regular
from archive.content.model import Archive
from archive.extending import Problem, formats, rule
from archive.findings import Place, Text
from archive.frame import files_of
from archive.media.kinds import MAX_SIDE, Fault, Format, by_ending, told_by

MAX_ASSETS = 1_000
MAX_SUM = 128 * 1024 * 1024
"""Files in docs/assets, and their bytes in all."""
MAX_PIXELS = 40_000_000
"""Of one picture, as `MAX_SIDE` is."""
MAX_FAULTS = 20
"""Of one file: whoever mends these sees the rest."""
_START = 512
"""Bytes by which a format is told."""


def _sizes(archive: Archive) -> dict[str, int]:
    """The bytes of each asset, from the folder: nothing is opened. Empty where there are too many to look at.

    Names that are no text are left to other rules.
    """
    sizes = {}
    for asset in archive.assets if len(archive.assets) <= MAX_ASSETS else ():
        with suppress(OSError):
            sizes[asset] = (archive.root / "docs" / asset).lstat().st_size
    return sizes


def each(archive: Archive) -> Iterator[tuple[str, Path, Format]]:
    """The assets that are looked into, with the format that their endings promise.

    DV102 names what nobody may read, DV117 what is too large.
    """
    sizes = _sizes(archive)
    if sum(sizes.values()) > MAX_SUM:
        return
    for asset, size in sizes.items():
        path = archive.root / "docs" / asset
        promised = by_ending().get(_ending(asset))
        if promised and size <= promised.most and os.access(path, os.R_OK):
            yield asset, path, promised


def _ending(asset: str) -> str:
    return asset.rpartition(".")[2].lower()


def _problems(asset: str, faults: Iterator[Fault]) -> Iterator[Problem]:
    for fault in islice(faults, MAX_FAULTS):
        yield Problem(Place(f"docs/{asset}", fault.line, fault.column), fault.message)


@rule(
    "DV113",
    summary=Text("Hình SVG không chỉ là hình vẽ", "The SVG image is more than a drawing"),
    why=Text(
        "Mở thẳng một hình SVG thì mọi mã lệnh trong hình chạy như mã của chính trang này. Máy đọc từng hình như một "
        "tệp XML không có DTD; chỉ nhận những phần tử, thuộc tính dùng để vẽ và tham chiếu bên trong chính hình ấy.",
        "An SVG image that is opened by itself runs whatever code is in it, in this site's name. An XML parser "
        "without DTDs reads each image; only elements and attributes that draw, and references within the image, are "
        "allowed.",
    ),
    cure=Text(
        "xuất lại hình ở dạng SVG đơn giản (UTF-8, không style, script, liên kết, bộ lọc), hoặc dùng PNG",
        "export it as plain SVG (UTF-8, no style, script, link or filter), or use a PNG",
    ),
    bad='<svg xmlns="http://www.w3.org/2000/svg"><script>alert("x")</script></svg>',
    good='<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',
)
def active_svg(archive: Archive) -> Iterator[Problem]:
    """SVG images are drawings and nothing else."""
    for asset, path, promised in each(archive):
        if promised.name == "SVG":
            yield from _problems(asset, promised.faults(regular.read(path, promised.most)))


@rule(
    "DV115",
    summary=Text("Nội dung tệp không đúng với đuôi tên", "The file is not what its ending says"),
    why=Text(
        "Trình duyệt và người đọc tin vào đuôi tên. Tệp HTML mang đuôi .txt hay .png có thể được mở như một trang của "
        "kho lưu trữ; tệp hỏng thì không ai mở được.",
        "Browsers and readers trust the ending. HTML named .txt or .png may be opened as a page of this archive; a "
        "broken file cannot be opened by anyone.",
    ),
    cure=Text("xuất lại tệp đúng loại, hoặc đổi đuôi tên", "export the file anew in that format, or change its ending"),
    bad="docs/assets/so-do.png: <html><script>…</script></html>",
    good="docs/assets/so-do.png: \\x89PNG…",
)
def other_bytes(archive: Archive) -> Iterator[Problem]:
    """What a file is, is read from its bytes, and agrees with its ending."""
    for asset, path, promised in each(archive):
        if promised.name == "SVG":
            continue
        start = regular.start(path, _START)
        if not promised.begins(start):
            found = told_by(start)
            vi, en = (found.name, found.name) if found else ("một loại không nhận ra được", "no known format")
            words = Text(
                f"Đuôi tên ghi {promised.name}, nội dung lại là {vi}", f"Named as {promised.name}, the bytes are {en}"
            )
            yield Problem(Place(f"docs/{asset}"), words)
        elif promised.name != "PDF":
            data = regular.read(path, promised.most)
            yield from _problems(asset, promised.faults(data))
            if promised.drawn and promised.size(data) is None:
                words = Text(f"Tệp {promised.name} hỏng hoặc bị cắt", f"The {promised.name} file is broken or cut off")
                yield Problem(Place(f"docs/{asset}"), words)


@rule(
    "DV116",
    summary=Text("PDF chứa mã lệnh, hành động hoặc tệp đính kèm", "The PDF holds scripts, actions or files"),
    why=Text(
        "PDF có thể chạy mã lệnh hoặc mở tệp khác, mang danh trang này, ngay khi có người mở nó; PDF mã hóa hoặc nén "
        "theo cách lạ thì không kiểm tra được.",
        "A PDF can run code or open files as soon as somebody opens it, in this site's name; one that is encrypted, or "
        "compressed in an uncommon way, cannot be looked into.",
    ),
    cure=Text(
        "in lại thành PDF (Print to PDF, PDF/A), không kèm mã lệnh, biểu mẫu, mật khẩu hay tệp đính kèm",
        "print it to PDF anew (Print to PDF, PDF/A), without scripts, forms, passwords or attachments",
    ),
    bad="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    good="/Type /Catalog /Pages 2 0 R",
)
def active_pdf(archive: Archive) -> Iterator[Problem]:
    """PDFs are pages to read."""
    for asset, path, promised in each(archive):
        if promised.name == "PDF" and promised.begins(regular.start(path, _START)):
            yield from _problems(asset, promised.faults(regular.read(path, promised.most)))


@rule(
    "DV117",
    summary=Text(
        "Quá nhiều tệp, dung lượng quá lớn hoặc hình quá to", "Too many files, too many bytes, or too large a picture"
    ),
    why=Text(
        "Một tệp PNG vài KB có thể ghi là 60.000 × 60.000 điểm ảnh và làm treo trình duyệt của người đọc; hàng nghìn "
        "tệp thì không ai tải nổi kho lưu trữ.",
        "A PNG of a few KB may state 60,000 by 60,000 pixels and hang the reader's browser; thousands of files make an "
        "archive that nobody can download.",
    ),
    cure=Text("thu nhỏ hình, bớt tệp", "scale the picture down, keep fewer files"),
    bad="docs/assets/anh.png: 60000 × 60000",
    good="docs/assets/anh.png: 1600 × 1200",
)
def too_much(archive: Archive) -> Iterator[Problem]:
    """Assets stay under the caps on their number, their bytes in all, and the pixels of each."""
    count, total = len(archive.assets), sum(_sizes(archive).values())
    if count > MAX_ASSETS:
        words = Text(f"{count} tệp (giới hạn {MAX_ASSETS})", f"{count} files (the cap is {MAX_ASSETS})")
        yield Problem(Place("docs/assets"), words)
    if total > MAX_SUM:
        cap = MAX_SUM // 2**20
        words = Text(
            f"Tổng cộng {total // 2**20} MB (giới hạn {cap} MB)", f"{total // 2**20} MB in all (the cap is {cap} MB)"
        )
        yield Problem(Place("docs/assets"), words)
    for asset, size in _sizes(archive).items():
        promised = by_ending().get(_ending(asset))
        if promised and size > promised.most:
            cap = promised.most // 1024
            words = Text(f"Tệp {promised.name} lớn hơn {cap} KB", f"A {promised.name} file of more than {cap} KB")
            yield Problem(Place(f"docs/{asset}"), words)
    for asset, path, promised in each(archive):
        pixels = promised.size(regular.read(path, promised.most)) if promised.drawn else None
        if pixels and (max(pixels) > MAX_SIDE or pixels[0] * pixels[1] > MAX_PIXELS):
            cap = MAX_PIXELS // 1_000_000
            yield Problem(
                Place(f"docs/{asset}"),
                Text(
                    f"Hình {pixels[0]} × {pixels[1]} điểm ảnh (giới hạn {cap} triệu, mỗi cạnh nhiều nhất {MAX_SIDE})",
                    f"A picture of {pixels[0]} × {pixels[1]} pixels (the cap is {cap} million, {MAX_SIDE} a side)",
                ),
            )


@rule(
    "DV119",
    summary=Text("Tên tệp này dành riêng cho khung trang", "This name is kept for the site's frame"),
    why=Text(
        "Kiểu trình bày, mã lệnh, biểu tượng và thẻ chia sẻ của trang web nằm trong assets/; tệp cùng tên sẽ thay "
        "chúng trên mọi trang.",
        "The site's own stylesheet, script, icons and cards lie below assets/; a file of the same name would replace them "
        "on every page.",
    ),
    cure=Text("đổi tên tệp", "rename the file"),
    bad="docs/assets/favicon.svg",
    good="docs/assets/le-ky.svg",
)
def frame_name(archive: Archive) -> Iterator[Problem]:
    """Assets leave the frame's own names alone, in whatever case, folders too."""
    few = archive.assets if len(archive.assets) <= MAX_ASSETS else ()
    owned = frame_names(archive) if few else ()
    for asset in few:
        path = PurePosixPath(asset.casefold())
        ways = [str(way) for way in (path, *path.parents)]
        if any(fnmatchcase(way, pattern) for way in ways for pattern in owned):
            yield Problem(Place(f"docs/{asset}"))


def frame_names(archive: Archive) -> tuple[str, ...]:
    """Patterns of the names below assets/ that the templates bring, or that a format is written to."""
    brought = {name for name in files_of(archive.root) if name.startswith("assets/")}
    written = {name for output in formats() for name in output.owns}
    return tuple(sorted(name.casefold() for name in brought | written))
