"""Assets: what a file is, is read from its bytes; what runs, calls out, hangs or shadows the frame is refused."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import samples
from tests.archives import REPOSITORY
from tests.samples import SVG

from archive import regular
from archive.checks import assets
from archive.findings import Finding
from archive.media.kinds import Format, by_ending, formats

Expect = Callable[[str, str | bytes, str], None]
Find = Callable[[], list[Finding]]
Write = Callable[[str, str | bytes], None]

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" '


def _laughs(element: str, levels: int = 9) -> str:
    """Groups that each stand for the one before ten times over: a kilobyte that draws a thousand million."""
    inner = '<g id="a0"><path d="M0 0h1"/></g>'
    for level in range(1, levels + 1):
        inner += f'<g id="a{level}">{element.format(level - 1) * 10}</g>'
    return inner


def _chain(steps: int) -> list[str]:
    """Groups of which each uses the one before: so many references in a row."""
    return ['<g id="a0"/>', *(f'<g id="a{n}"><use href="#a{n - 1}"/></g>' for n in range(1, steps + 1))]


HOSTILE_SVG: dict[str, str | bytes] = {
    "a script": SVG.format("<script>alert(1)</script>"),
    "a script from elsewhere": SVG.format('<script href="//x.example/x.js"/>'),
    "a script in another letter case": SVG.format("<SCRIPT>alert(1)</SCRIPT>"),
    "a script behind a prefix": '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>x</s:script></s:svg>',
    "a script behind a prefix beyond ASCII": '<ñ:svg xmlns:ñ="http://www.w3.org/2000/svg"><ñ:script>x</ñ:script></ñ:svg>',
    "a script of XHTML": SVG.format('<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>'),
    "a namespace spelled with entities": SVG.format('<script xmlns="http&#58;//www.w3.org/2000/svg">x</script>'),
    "XHTML inside": SVG.format('<div xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></div>'),
    "a foreign object": SVG.format('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
    "a path alone": '<path xmlns="http://www.w3.org/2000/svg" d="M0 0h9"/>',
    "an attribute of another namespace": SVG.format('<path d="M0 0" x:onload="y" xmlns:x="https://x.example/"/>'),
    "no namespace": "<svg><path d='M0 0h9'/></svg>",
    "XHTML named .svg": '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "a handler": f'{OPEN}onload="alert(1)"/>',
    "a handler in another letter case": f'{OPEN}oNLoad="alert(1)"/>',
    "a handler written with entities": f'{OPEN}onload="&#97;&#x6c;ert(1)"/>',
    "a handler of an animation": SVG.format('<path d="M0 0" onbegin="alert(1)"/>'),
    "a handler after a line break": f'{OPEN}\n\tonload\n=\n"alert(1)"/>',
    "an element that handles events": SVG.format('<handler type="text/javascript">x</handler>'),
    "an animation that sets a link": SVG.format('<a><set attributeName="href" to="javascript:alert(1)"/></a>'),
    "an animation": SVG.format('<path d="M0 0"><animate attributeName="d" dur="1s"/></path>'),
    "a discarded element": SVG.format("<discard/>"),
    "a link": SVG.format('<a href="https://x.example/"><path d="M0 0"/></a>'),
    "a link that runs": SVG.format('<a href="javascript:alert(1)"><text>x</text></a>'),
    "a link of XLink that runs": SVG.format(f'<a {XLINK} xlink:href="javascript:alert(1)"><text>x</text></a>'),
    "a link of XLink under another prefix": SVG.format(
        '<use xmlns:q="http://www.w3.org/1999/xlink" q:href="https://x.example/a.svg#b"/>'
    ),
    "a reference to elsewhere": SVG.format('<use href="https://x.example/a.svg#b"/>'),
    "a reference to data": SVG.format('<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>'),
    "a reference after a space": SVG.format('<use href=" javascript:alert(1)#a"/>'),
    "a reference to another file": SVG.format('<use href="b.svg#c"/>'),
    "an image from elsewhere": SVG.format('<image href="http://x.example/a.png"/>'),
    "an image of data": SVG.format('<image href="data:text/html,x"/>'),
    "a filter's image": SVG.format('<filter id="f"><feImage href="http://x.example/a"/></filter>'),
    "a filter that takes all memory": SVG.format(
        '<filter id="f">' + '<feGaussianBlur stdDeviation="9999"/>' * 99 + "</filter>"
    ),
    "a style sheet": SVG.format("<style>path{fill:red}</style>"),
    "a style sheet that imports": SVG.format("<style>@import 'https://x.example/x.css';</style>"),
    "a style sheet with a font": SVG.format("<style>@font-face{font-family:x;src:url(//x.example/f)}</style>"),
    "a style sheet of escapes": SVG.format(r"<style>*{background:\75\72\6c(//x.example/)}</style>"),
    "a style sheet in CDATA": SVG.format("<style><![CDATA[@import '//x.example';]]></style>"),
    "a style attribute": SVG.format('<path d="M0 0" style="fill:url(https://x.example/)"/>'),
    "a style attribute of escapes": SVG.format(r'<path d="M0 0" style="fill:u\72l(//x.example/)"/>'),
    "a value with a scheme": SVG.format('<path d="M0 0" fill="url(https://x.example/a#b)"/>'),
    "a value of escapes": SVG.format(r'<path d="M0 0" fill="u\72l(//x.example/)"/>'),
    "a value with a comment of CSS": SVG.format('<path d="M0 0" fill="url(/**/https://x.example/)"/>'),
    "a value that takes a variable": SVG.format('<path d="M0 0" fill="var(--x)"/>'),
    "a cursor from elsewhere": SVG.format('<path d="M0 0" cursor="url(https://x.example/)"/>'),
    "a mask from elsewhere": SVG.format('<path d="M0 0" mask="url(https://x.example/#m)"/>'),
    "a font from elsewhere": SVG.format('<font-face-uri href="https://x.example/f"/>'),
    "a base for references": SVG.format('<use xml:base="https://x.example/" href="#a"/>').encode(),
    "a class": SVG.format('<path d="M0 0" class="md-nav"/>'),
    "entities that multiply": '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>"),
    "an entity from a file": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + SVG.format("<text>&x;</text>"),
    "an entity of a parameter": '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://x.example/d"> %p;]>' + SVG.format(""),
    "an attribute by default": '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG.format(""),
    "an outside document type": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/svg.dtd">'
    + SVG.format(""),
    "a document type": "<!DOCTYPE svg>" + SVG.format(""),
    "an entity that nobody declared": SVG.format("<text>&nbsp;</text>"),
    "a style sheet by instruction": '<?xml-stylesheet href="https://x.example/x.css"?>' + SVG.format(""),
    "a transformation by instruction": '<?xml-stylesheet type="text/xsl" href="#x"?>' + SVG.format(""),
    "an instruction inside": SVG.format("<?php echo 1 ?>"),
    "CDATA": SVG.format("<text><![CDATA[<script>]]></text>"),
    "another encoding": '<?xml version="1.0" encoding="ISO-2022-JP"?>' + SVG.format(""),
    "letters of ISO-2022-JP": b'<?xml version="1.0" encoding="ISO-2022-JP"?><svg xmlns="http://www.w3.org/2000/svg">\x1b$B<script>\x1b(B</svg>',
    "another encoding with a script": '<?xml version="1.0" encoding="UTF-7"?><svg>+ADw-script+AD4-</svg>',
    "EBCDIC": ('<?xml version="1.0" encoding="cp037"?>' + SVG.format("<script/>")).encode("cp037"),
    "UTF-16": SVG.format("<script>x</script>").encode("utf-16"),
    "UTF-16 without a mark": SVG.format("<script>x</script>").encode("utf-16-be"),
    "a harmless drawing in UTF-16": SVG.format("").encode("utf-16-be"),
    "a harmless drawing in UTF-16 of the other order": SVG.format("").encode("utf-16-le"),
    "UTF-32": SVG.format("<script>x</script>").encode("utf-32"),
    "a mark of UTF-16 before UTF-8": b"\xff\xfe" + SVG.format("").encode(),
    "a mark of UTF-8": b"\xef\xbb\xbf" + SVG.format("").encode(),
    "a mark of UTF-8 that another encoding follows": b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-16"?>'
    + SVG.format("").encode(),
    "bytes that are no text": SVG.format("<text>\xff</text>").encode("latin-1"),
    "an overlong letter": SVG.format("@").encode().replace(b"@", b"\xc0\xbcscript>"),
    "a NUL": SVG.format("\0"),
    "no XML": "<svg xmlns=http://www.w3.org/2000/svg><path></svg>",
    "two documents": SVG.format("") + SVG.format("<script/>"),
    "markup after the end": SVG.format("") + "<script>alert(1)</script>",
    "an attribute twice": SVG.format('<path d="M0 0" d="M1 1"/>'),
    "nothing": "",
    "compressed": zlib.compress(SVG.format("").encode()),
    "uses of uses": SVG.format(_laughs('<use href="#a{}"/>')),
    "uses of uses of XLink": SVG.replace("<svg ", f"<svg {XLINK} ").format(_laughs('<use xlink:href="#a{}"/>')),
    "clips of clips": SVG.format(_laughs('<path d="M0 0" clip-path="url(#a{})"/>')),
    "fills of fills": SVG.format(_laughs('<path d="M0 0" fill="url(#a{})"/>')),
    "a long chain of uses": SVG.format("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(2_000))),
    "a chain of seven uses": SVG.format("".join(_chain(7))),
    "a chain of seven uses, the last first": SVG.format("".join(reversed(_chain(7)))),
    "a use of itself": SVG.format('<g id="a"><use href="#a"/></g>'),
    "a use of what holds it": f'{OPEN}id="a"><use href="#a"/></svg>',
    "two that use each other": SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "a use of nothing": SVG.format('<use href="#a"/>'),
    "one id twice": SVG.format('<g id="a"/><g id="a"/>'),
    "too many elements": SVG.format("<path/>" * 5_001),
    "too deep": SVG.format("<g>" * 40 + "</g>" * 40),
    "far too deep": SVG.format("<g>" * 50_000),
    "a huge number": SVG.format('<path d="M0 0L1e300 1e300"/>'),
    "a number of many digits": SVG.format(f'<path d="M0 0L{"9" * 9_999} 0"/>'),
    "dashes of no length": SVG.format('<path d="M0 0H999999" stroke-dasharray="0.0000001"/>'),
    "a pattern": SVG.format('<pattern id="p" width=".0001" height=".0001"><path d="M0 0"/></pattern>'),
    "words outside of words": SVG.format("alert(1)"),
    "a letter that turns the line": SVG.format("<text>a\u202eb</text>"),
    "words that nobody sees": SVG.format("<title>a\u200bb</title>"),
}

HONEST_SVG = {
    "a path": SVG.format('<path d="M0 0h9v9z"/>'),
    "a declaration": '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Lễ ký -->\n' + SVG.format(""),
    "words in Vietnamese": SVG.format(
        '<title>Lễ ký kết</title><desc>Sơ đồ\nhai dòng\u00a0</desc><text x="1" y="2" font-family="Noto Sans, sans-serif" '
        'font-size="12px" text-anchor="middle">Nghệ An &amp; <tspan dy="1em" font-weight="700">Ẩn Ữ</tspan></text>'
    ),
    "gradients and clips": SVG.format(
        '<defs><linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0%" gradientTransform="rotate(45)">'
        '<stop offset="0" stop-color="#fff"/><stop offset="100%" stop-color="rgb(1, 2, 3)" stop-opacity=".5"/></linearGradient>'
        '<radialGradient id="b" href="#a"/><clipPath id="c"><rect width="1" height="1"/></clipPath></defs>'
        '<g clip-path="url(#c)" fill="url(#a)" stroke="none"><circle cx="-1.5e1" cy="+2" r=".5"/></g>'
    ),
    "symbols used again": SVG.replace("<svg ", f'<svg viewBox="0 0 160 90" width="1600" height="900px" role="img" aria-label="Sơ đồ" {XLINK} ').format(
        '<symbol id="s" viewBox="0 0 1 1"><polygon points="0,0 1,1 1,0"/></symbol>' + '<use href="#s" x="1"/>' * 200
        + '<use xlink:href="#s" transform="translate(1 2) scale(-1,1) matrix(1 0 0 1 0 0)"/>'
    ),
    "a chain of six uses": SVG.format("".join(_chain(6))),
    "a chain of six uses, the last first": SVG.format("".join(reversed(_chain(6)))),
    "lines": SVG.format(
        '<g stroke="currentColor" stroke-width="2" stroke-dasharray="5 3" stroke-linecap="round" xml:space="preserve">'
        '<line x1="0" x2="9"/><polyline points="0 0 1 1"/><ellipse rx="1" ry="2"/></g>'
    ),
    "a large one": SVG.format('<path d="M0 0h9v9z"/>' * 2_000),
    "colours that read like numbers": SVG.format('<path d="M0 0" fill="#00e676" stroke="#9e9e9e"/><path id="a1e999"/>'),
    "namespaces that an editor left behind": SVG.replace("<svg ", '<svg xmlns:inkscape="http://www.inkscape.org/" ').format(""),
    "our icon": (REPOSITORY / "overrides/assets/favicon.svg").read_text("utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("why", HOSTILE_SVG)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(write: Write, find: Find, why: str) -> None:
    write("docs/assets/a.svg", HOSTILE_SVG[why])
    found = find()
    assert found, f"an SVG with {why} passes the check"
    assert {(finding.code, finding.place.path) for finding in found} == {("DV113", "docs/assets/a.svg")}
    assert all(finding.place.line >= 1 and finding.place.column >= 1 for finding in found)
    assert all(finding.message.en.isprintable() for finding in found), [finding.message.en for finding in found]


@pytest.mark.parametrize("why", HONEST_SVG)
def test_an_honest_drawing_passes(expect: Expect, why: str) -> None:
    expect("docs/assets/a.svg", HONEST_SVG[why], "")


def test_the_place_of_what_is_refused_is_its_own(expect: Expect) -> None:
    expect("docs/assets/a.svg", SVG.format("\n <g>\n  <ạ/><script/></g>"), "DV113 3:3, DV113 3:7")


# --- other formats


def packed(text: bytes, head: str = "", layers: int = 1) -> bytes:
    """A PDF with this text in a stream, compressed so many times."""
    for _ in range(layers - 1):
        text = zlib.compress(text)
    return samples.pdf("", samples.stream(text, head))


ACTION = b"<< /S /JavaScript /JS (app.alert) >>"
NEWS = "Lễ ký kết: 51 đơn vị.\nHai bên a < b, c > d, <ông.a@b.example> và “c”.\n"

HONEST: list[tuple[str, str | bytes]] = [
    ("a.png", samples.png()),
    ("a.PNG", samples.png(8_000, 5_000)),
    ("a.gif", samples.gif()),
    ("a.gif", samples.gif(640, 480, (0, 0, 640, 480))),
    ("a.jpg", samples.jpeg(4_000, 3_000)),
    ("a.jpeg", samples.jpeg()),
    ("a.webp", samples.webp()),
    ("a.webp", samples.webp(16_000, 2, b"VP8L")),
    ("a.webp", samples.webp(640, 480, b"VP8 ")),
    ("a.avif", samples.avif(640, 480)),
    ("a.ico", samples.ico()),
    ("a.ico", samples.ico(256, 256, as_png=True)),
    ("a.woff2", samples.woff2()),
    ("a.txt", NEWS),
    ("a.txt", "\ufeff" + NEWS.replace("\n", "\r\n")),
    ("a.txt", ""),
    ("a.txt", "Trang một\n\fTrang hai\n"),
    ("a.pdf", samples.pdf()),
    ("a.pdf", samples.pdf("/OpenAction [3 0 R /XYZ null null 0]")),
    ("a.pdf", samples.pdf("/Names << /Dests 5 0 R >>", samples.stream(b"0 0 0 rg BT (JavaScript /JSON) Tj ET"))),
    ("a.pdf", packed(b"\0\1\2" * 99, "/Type /XRef /DecodeParms << /Predictor 12 >>")),
    ("a.pdf", packed(b"1 0 << /Type /Font >>", "/Type /ObjStm /N 1 /First 4")),
]  # fmt: skip

HOSTILE: dict[str, tuple[str, str | bytes, str]] = {
    "HTML as text": ("a.txt", "<html><body>x</body></html>", "DV115 1:1"),
    "HTML in the middle of a text": ("a.txt", "Lời.\nMột <img src=x onerror=alert(1)> hai", "DV115 2:5"),
    "a script in a text": ("a.txt", "a\n<ScRiPt>alert(1)</sCrIpT>", "DV115 2:1"),
    "an element of one's own in a text": ("a.txt", "<x onclick=alert(1)>", "DV115 1:1"),
    "a document type in a text": ("a.txt", "\n\n <!DOCTYPE html>", "DV115 3:2"),
    "PHP in a text": ("a.txt", "<?php phpinfo() ?>", "DV115 1:1"),
    "a drawing as text": ("a.txt", SVG.format("<script/>"), "DV115 1:1"),
    "text in UTF-16": ("a.txt", "Lời".encode("utf-16"), "DV115 1:1"),
    "text in an old encoding": ("a.txt", b"Ngh\xd6 An", "DV115 1:4"),
    "text with a control": ("a.txt", "a\n\x1b[2J", "DV115 1:1"),
    "text with a hidden letter": ("a.txt", "a\nb\u202ec", "DV115 2:2"),
    "text with a line separator": ("a.txt", "a\nb\u2028c\u202ed", "DV115 2:2"),
    "text with a next line": ("a.txt", "a\u0085b", "DV115 1:2"),
    "text with a return that hides its line": ("a.txt", "a\nb\rc", "DV115 2:2"),
    "a vertical tab far down": ("a.txt", "a\n" * 300 + "\vb", "DV115 301:1"),
    "a program as text": ("a.txt", b"\x7fELF\x02\x01\x01\x00", "DV115 1:1"),
    "HTML as a picture": ("a.png", "<html><script>alert(1)</script></html>", "DV115 1:1"),
    "a drawing as a picture": ("a.jpg", SVG.format(""), "DV115 1:1"),
    "another format's picture": ("a.png", samples.jpeg(), "DV115 1:1"),
    "a picture as another format's": ("a.webp", samples.png(), "DV115 1:1"),
    "a picture as a font": ("a.woff2", samples.png(), "DV115 1:1"),
    "a page in a zip": ("a.pdf", b"PK\x03\x04", "DV115 1:1"),
    "HTML before a PDF": ("a.pdf", b"<script>x</script>" + samples.pdf(), "DV115 1:1"),
    "an empty picture": ("a.png", b"", "DV115 1:1"),
    "a picture without a header": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "DV115 1:1"),
    "a picture cut off": ("a.jpg", samples.jpeg()[:24], "DV115 1:1"),
    "a picture of no frame": ("a.jpg", b"\xff\xd8\xff\xda\x00\x02", "DV115 1:1"),
    "segments of no length": ("a.jpg", b"\xff\xd8" + b"\xff\xe0\x00\x00" * 99, "DV115 1:1"),
    "a GIF cut off": ("a.gif", samples.gif()[:-3], "DV115 1:1"),
    "a WebP of nothing": ("a.webp", b"RIFF\x04\0\0\0WEBP", "DV115 1:1"),
    "an AVIF without sizes": ("a.avif", samples.box(b"ftyp", b"avif", bytes(4)), "DV115 1:1"),
    "an AVIF of boxes of no length": ("a.avif", samples.box(b"ftyp", b"avif", bytes(4)) + b"\0\0\0\1meta" * 9, "DV115 1:1"),
    "a film": ("a.avif", samples.avif(brand=b"avis"), "DV115 1:1"),
    "an icon of nothing": ("a.ico", b"\0\0\1\0\0\0", "DV115 1:1"),
    "an icon that lies elsewhere": ("a.ico", samples.ico()[:30], "DV115 1:1"),
    "more behind a font": ("a.woff2", samples.woff2(b"<script>"), "DV115 1:1"),
    "a PNG of 60,000 by 60,000": ("a.png", samples.png(60_000, 60_000), "DV117 1:1"),
    "a PNG one pixel high": ("a.png", samples.png(60_000, 1), "DV117 1:1"),
    "a PNG over the cap": ("a.png", samples.png(8_000, 5_001), "DV117 1:1"),
    "a JPEG over the cap": ("a.jpeg", samples.jpeg(65_535, 65_535), "DV117 1:1"),
    "a GIF over the cap": ("a.gif", samples.gif(65_535, 65_535), "DV117 1:1"),
    "a GIF whose frame is larger than it": ("a.gif", samples.gif(1, 1, (0, 0, 65_535, 65_535)), "DV117 1:1"),
    "a WebP over the cap": ("a.webp", samples.webp(2**24, 2**24), "DV117 1:1"),
    "a WebP without loss over the cap": ("a.webp", samples.webp(16_384, 16_384, b"VP8L"), "DV117 1:1"),
    "a WebP with loss over the cap": ("a.webp", samples.webp(16_383, 16_383, b"VP8 "), "DV117 1:1"),
    "an AVIF over the cap": ("a.avif", samples.avif(60_000, 60_000), "DV117 1:1"),
    "an icon over the cap": ("a.ico", samples.ico(60_000, 60_000), "DV117 1:1"),
    "a PNG in an icon over the cap": ("a.ico", samples.ico(60_000, 60_000, as_png=True), "DV117 1:1"),
    "a drawing over the cap": ("a.svg", f'{OPEN}width="10000" height="10000"/>', "DV117 1:1"),
    "a huge view box": ("a.svg", f'{OPEN}viewBox="0 0 1e9 1e9"/>', "DV113 1:1, DV117 1:1"),
    "a drawing of too many bytes": ("a.svg", SVG.format(f'<path d="{"M0 0 " * 110_000}"/>'), "DV117 1:1"),
    "a text of too many bytes": ("a.txt", "a" * 262_145, "DV117 1:1"),
    "a font of too many bytes": ("a.woff2", samples.woff2(bytes(2**20)), "DV117 1:1"),
    "an action when opened": ("a.pdf", samples.pdf("/OpenAction << /S /URI >>"), "DV116 1:1"),
    "an action elsewhere in the file": ("a.pdf", samples.pdf("/OpenAction 7 0 R"), "DV116 1:1"),
    "an action of events": ("a.pdf", samples.pdf("/AA << /WC 7 0 R >>"), "DV116 1:1"),
    "scripts by name": ("a.pdf", samples.pdf("/Names << /JavaScript 7 0 R >>"), "DV116 1:1"),
    "a script": ("a.pdf", samples.pdf("", b"7 0 obj " + ACTION + b" endobj\n"), "DV116 1:1, DV116 1:1"),
    "a name in numbers": ("a.pdf", samples.pdf("/Names << /J#61#76aScript 7 0 R >>"), "DV116 1:1"),
    "a program": ("a.pdf", samples.pdf("/A << /S /Launch /F (cmd.exe) >>"), "DV116 1:1"),
    "a file within": ("a.pdf", samples.pdf("/Names << /EmbeddedFiles 7 0 R >>"), "DV116 1:1"),
    "a file in a stream": ("a.pdf", packed(b"x", "/Type /EmbeddedFile"), "DV116 1:1"),
    "media": ("a.pdf", samples.pdf("/Annots [ << /Subtype /RichMedia >> ]"), "DV116 1:1"),
    "a form of XML": ("a.pdf", samples.pdf("/AcroForm << /XFA [ 1 0 R ] >>"), "DV116 1:1"),
    "a form that sends": ("a.pdf", samples.pdf("/A<</S/SubmitForm>>"), "DV116 1:1"),
    "encryption": ("a.pdf", samples.pdf("/Encrypt 7 0 R"), "DV116 1:1"),
    "an action in a stream of objects": ("a.pdf", packed(b"1 0 " + ACTION, "/Type /ObjStm /N 1 /First 4"), "DV116 1:1, DV116 1:1"),
    "a short name in a stream": ("a.pdf", packed(b"1 0 << /AA << >> >>", "/Type /ObjStm"), "DV116 1:1"),
    "a stream compressed twice": ("a.pdf", packed(b"<< /S /JavaScript >>", "", 2), "DV116 1:1"),
    "a stream compressed often": ("a.pdf", packed(b"<< /S /JavaScript >>", "", 9), "DV116 1:1"),
    "a stream whose end is broken": ("a.pdf", samples.pdf("", samples.stream(b"", "", zlib.compress(b"<< /S /JavaScript >>" * 9)[:-4] + b"xxxx")), "DV116 1:1"),
    "a stream after spaces": ("a.pdf", samples.pdf("", samples.stream(b"<< /S /JavaScript >>").replace(b"stream\n", b"stream \r", 1)), "DV116 1:1"),
    "another compression": ("a.pdf", samples.pdf("", samples.stream(b"x").replace(b"/FlateDecode", b"/LZWDecode")), "DV116 1:1"),
    "another compression in numbers": ("a.pdf", samples.pdf("", samples.stream(b"x").replace(b"/FlateDecode", b"[/ASCII#38#35Decode]")), "DV116 1:1"),
    "another compression in short": ("a.pdf", samples.pdf("", samples.stream(b"x").replace(b"/FlateDecode", b"[/Fl /AHx]")), "DV116 1:1"),
    "a compression told elsewhere": ("a.pdf", samples.pdf("", samples.stream(b"x").replace(b"/FlateDecode", b"8 0 R")), "DV116 1:1"),
    "objects behind a predictor": ("a.pdf", packed(b"\2x", "/Type /ObjStm /DecodeParms << /Predictor 12 >>"), "DV116 1:1"),
    "objects without a type behind a predictor": ("a.pdf", packed(b"\2x", "/N 1 /First 4 0 R /DecodeParms 8 0 R"), "DV116 1:1"),
    "objects in what looks like a stream": ("a.pdf", samples.pdf("", b"9 0 obj << >> stream\n" + b"7 0 obj << /AA << >> >> endobj\nendstream endobj\n"), "DV116 1:1"),
    "very many streams": ("a.pdf", samples.pdf("", b"stream\n" * 30_000), "DV116 1:1"),
    "very many letters in numbers": ("a.pdf", samples.pdf("", b"#41" * 30_000), "DV116 1:1"),
    "a bomb": ("a.pdf", packed(bytes(80_000_000)), "DV116 1:1"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), HONEST, ids=[f"{n}-{name}" for n, (name, _) in enumerate(HONEST)])
def test_an_honest_file_passes(expect: Expect, name: str, content: str | bytes) -> None:
    expect(f"docs/assets/{name}", content, "")


@pytest.mark.parametrize("why", HOSTILE)
def test_a_file_that_is_not_what_it_says_is_refused(write: Write, find: Find, why: str) -> None:
    name, content, expected = HOSTILE[why]
    write(f"docs/assets/{name}", content)
    found = [f"{finding.code} {finding.place.line}:{finding.place.column}" for finding in find()]
    assert found == expected.split(", "), f"{why}: {[finding.line('en') for finding in find()]}"


def test_every_format_has_an_honest_sample() -> None:
    """A new format is not forgotten by these tables."""
    tried = {name.rpartition(".")[2].lower() for name, _ in HONEST} | {"svg"}
    assert tried == set(by_ending()), "the formats and the honest samples of this file differ"


@pytest.mark.parametrize("one", formats(), ids=[one.name for one in formats()])
def test_no_bytes_break_a_format(one: Format) -> None:
    """Each format's functions are given the samples of all others, whole, cut off and with bytes put in."""
    for _, content in [*HONEST, ("a.svg", HONEST_SVG["gradients and clips"])]:
        data = content if isinstance(content, bytes) else content.encode()
        for cut in (*range(0, min(len(data), 200), 3), len(data)):
            for spoilt in (data[:cut], data[:cut] + b"\xff" * 9 + data[cut:], data[:cut] + b"\x00" * 9):
                one.begins(spoilt)
                one.size(spoilt)
                list(one.faults(spoilt))


# --- caps and names


def test_too_many_files_are_one_finding_and_none_is_opened(
    root: Path, monkeypatch: pytest.MonkeyPatch, find: Find
) -> None:
    for number in range(6_000):
        (root / f"docs/assets/{number}.png").touch()

    def opened(path: Path, _most: int) -> bytes:
        assert root / "docs/assets" not in path.parents, f"{path.name} was opened although there are too many"
        raise FileNotFoundError

    monkeypatch.setattr(regular, "read", opened)
    monkeypatch.setattr(regular, "start", opened)
    assert [finding.line("en").split(";")[0] for finding in find()] == [
        f"docs/assets:1:1: DV117 6001 files (the cap is {assets.MAX_ASSETS})"
    ]


def test_too_many_bytes_in_all_are_one_finding_and_none_is_opened(root: Path, find: Find) -> None:
    for number in range(40):
        with (root / f"docs/assets/{number}.pdf").open("wb") as file:
            file.truncate(8 * 1024 * 1024)  # a hole: it takes no room
    assert [finding.line("en").split(";")[0] for finding in find()] == [
        "docs/assets:1:1: DV117 320 MB in all (the cap is 128 MB)"
    ]


def test_a_file_over_the_cap_is_not_opened(root: Path, find: Find) -> None:
    with (root / "docs/assets/a.png").open("wb") as file:
        file.truncate(8 * 1024 * 1024 + 1)
    assert [finding.line("en").split(";")[0] for finding in find()] == [
        "docs/assets/a.png:1:1: DV104 The file is too large"
    ]


def test_what_nobody_may_read_is_named(root: Path, monkeypatch: pytest.MonkeyPatch, write: Write, find: Find) -> None:
    write("docs/assets/a.png", samples.png())
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("a.png") and allowed(path, mode))
    assert [f"{finding.code} {finding.place.path}" for finding in find()] == ["DV102 docs/assets/a.png"]


FRAME = [
    "favicon.svg", "Favicon.SVG", "site.webmanifest", "archive.css", "archive.js", "site.css", "site.0123abcd.css",
    "site.0123abcd.js", "icon-180.png", "icon-512.PNG", "cards/vi/home.png", "cards/x.png", "CARDS/vi/a/b.png",
    "favicon.svg/x.png", "javascripts/x.txt", "stylesheets/main.svg", "images/favicon.png",
]  # fmt: skip


@pytest.mark.parametrize("name", FRAME)
def test_a_name_of_the_frame_is_refused(root: Path, write: Write, find: Find, name: str) -> None:
    write(f"docs/assets/{name}", samples.png())
    found = [(finding.code, finding.place.path) for finding in find()]
    assert ("DV119", f"docs/assets/{name}") in found, (
        f"an asset named {name} would take the place of the frame's: {found}"
    )


@pytest.mark.parametrize(
    "name", ["icon.png", "card.png", "cards.png", "le-ky/favicon-cu.svg", "site-cu.png", "a/icon-1.png"]
)
def test_a_name_that_only_resembles_the_frames_passes(root: Path, find: Find, write: Write, name: str) -> None:
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    write(f"docs/assets/{name}", samples.png() if name.endswith("png") else HONEST_SVG["a path"])
    assert [finding.line("en") for finding in find()] == []
