r"""Hostile and honest values: what each decodes to, and how it is spelt in YAML and in Markdown.

Plain data, nothing is imported. `HOSTILE` are values that the check refuses wherever they stand; `HONEST` are values that
it lets through and every output format has to escape for itself. Each is a triple `(value, yaml, markdown)`:

- `value`: the decoded text, as a format's writer would be given it;
- `yaml`: the same as it stands behind `title: ` in front matter;
- `markdown`: the same as it stands in a paragraph, or None where a paragraph cannot hold it, or may. (Some parsers give
  U+FFFD for a control that is spelt as an entity, and HTML reads 0x80 to 0x9F as Windows-1252.)

Every value is one that a pull request can bring.
"""

Spelt = tuple[str, str, str | None]

_BOX = '<div class="claim" id="kq-01-1"><p>A</p></div>'

HOSTILE: dict[str, Spelt] = {
    # Leaves the element that it is put in
    "script": (
        "Thu </article><script>alert(1)</script>",
        r'"Thu \x3c/article\x3e\x3cscript\x3ealert(1)\x3c/script\x3e"',
        "Thu </article><script>alert(1)</script>",
    ),
    "script as spelt": ("Thu <script>x</script>", '"Thu <script>x</script>"', "Thu <script>x</script>"),
    "script in capitals": ("Thu <SCRIPT>x</SCRIPT>", r'"Thu \u003cSCRIPT>x\u003c/SCRIPT>"', "Thu <SCRIPT>x</SCRIPT>"),
    "image that fails": (
        "Thu <img src=x onerror=x()>",
        r'"Thu \x3cimg src=x onerror=x()>"',
        "Thu <img src=x onerror=x()>",
    ),
    "svg": ("Thu <svg/onload=x()>", r'"Thu \x3csvg/onload=x()>"', "Thu <svg/onload=x()>"),
    "bold as a tag": ("Thu <b>x</b>", '"Thu <b>x</b>"', None),
    "line break as a tag": ("Thu <br>x", "Thu <br>x", None),
    "comment": ("Thu <!-- x", r'"Thu \x3c!-- x"', "Thu <!-- x -->"),
    "declaration": ("Thu <!DOCTYPE x>", r'"Thu \x3c!DOCTYPE x>"', "Thu <!DOCTYPE x>"),
    "processing instruction": ("Thu <?xml x?>", r'"Thu \x3c?xml x?>"', "Thu <?xml x?>"),
    "end of CDATA": ("Thu ]]><x>", r'"Thu ]]\x3e\x3cx\x3e"', "Thu ]]><x>"),
    "end of a table cell": ("1/</td><td>x", r'"1/\x3c/td\x3e\x3ctd\x3ex"', "1/</td><td>x"),
    "end of a title": ("Thu </title><x>", r'"Thu \u003C/title\u003E\u003Cx\u003E"', "Thu </title><x>"),
    "forged claim box": (f"Thu {_BOX}", rf"'Thu {_BOX}'", f"Thu {_BOX}"),
    "autolink": ("Thu <https://x.example/>", '"Thu <https://x.example/>"', None),
    # More than one line
    "line feed": ("Thu\nTY  - FAKE", r'"Thu\nTY  - FAKE"', "Thu&#10;TY  - FAKE"),
    "carriage return": ("Thu\rTY  - FAKE", r'"Thu\rTY  - FAKE"', "Thu&#13;TY  - FAKE"),
    "CR LF, a new RIS record": ("Thu\r\nER  - \r\nTY  - X", r'"Thu\r\nER  - \r\nTY  - X"', "Thu&#13;&#10;ER  - x"),
    "line feed, a heading": ("Thu\n\n# x", r'"Thu\n\n# x"', None),
    "next line": ("Thu\u0085x", r'"Thu\Nx"', "Thu&#x85;x"),
    "line separator": ("Thu\u2028x", r'"Thu\Lx"', "Thu&#x2028;x"),
    "paragraph separator": ("Thu\u2029x", r'"Thu\Px"', "Thu&#x2029;x"),
    "vertical tab": ("Thu\x0bx", r'"Thu\vx"', "Thu&#11;x"),
    "form feed": ("Thu\x0cx", r'"Thu\fx"', "Thu&#12;x"),
    "tab": ("Thu\tx", r'"Thu\tx"', "Thu&Tab;x"),
    # Controls, lost letters, letters that nobody has assigned
    "NUL": ("Thu\x00x", r'"Thu\0x"', None),
    "start of heading": ("Thu\x01x", r'"Thu\x01x"', "Thu&#1;x"),
    "backspace": ("Thu\x08x", r'"Thu\bx"', "Thu&#8;x"),
    "escape": ("Thu\x1b[31mx", r'"Thu\e[31mx"', "Thu&#27;[31mx"),
    "delete": ("Thu\x7fx", r'"Thu\x7Fx"', "Thu&#127;x"),
    "C1 control": ("Thu\x9bx", r'"Thu\x9bx"', "Thu&#x9b;x"),
    "replacement character": ("Thu\ufffdx", r'"Thu\uFFFDx"', "Thu&#xfffd;x"),
    "non-character": ("Thu\ufffex", r'"Thu\uFFFEx"', "Thu&#xfffe;x"),
    "non-character FDD0": ("Thu\ufdd0x", r'"Thu\uFDD0x"', "Thu&#xfdd0;x"),
    "non-character of plane 1": ("Thu\U0001ffffx", r'"Thu\U0001FFFFx"', "Thu&#x1ffff;x"),
    "private use": ("Thu\ue000x", r'"Thu\uE000x"', "Thu&#xe000;x"),
    "private use of plane 15": ("Thu\U000f0000x", r'"Thu\U000F0000x"', "Thu&#xf0000;x"),
    "unassigned": ("Thu\u0378x", r'"Thu\u0378x"', "Thu&#x378;x"),
    # Unseen
    "turned text": ("Thu \u202e8102", r'"Thu \u202e8102"', "Thu &#x202e;8102"),
    "left-to-right mark": ("Thu\u200ex", r'"Thu\u200ex"', "Thu&lrm;x"),
    "isolate": ("Thu\u2066x", r'"Thu\u2066x"', "Thu&#x2066;x"),
    "Arabic letter mark": ("Thu\u061cx", r'"Thu\u061cx"', "Thu&#x61c;x"),
    "zero width space": ("Thu\u200bx", r'"Thu\u200bx"', "Thu&ZeroWidthSpace;x"),
    "zero width joiner": ("Thu\u200dx", r'"Thu\u200dx"', "Thu&zwj;x"),
    "word joiner": ("Thu\u2060x", r'"Thu\u2060x"', "Thu&NoBreak;x"),
    "soft hyphen": ("Thu\u00adx", r'"Thu\xadx"', "Thu&shy;x"),
    "byte order mark": ("Thu\ufeffx", r'"Thu\uFEFFx"', "Thu&#xfeff;x"),
    "interlinear annotation": ("Thu\ufff9x", r'"Thu\uFFF9x"', "Thu&#xfff9;x"),
    "tag letter": ("Thu\U000e0041x", r'"Thu\U000e0041x"', "Thu&#xe0041;x"),
    "variation selector": ("Thu\ufe0fx", r'"Thu\ufe0fx"', "Thu&#xfe0f;x"),
    "Hangul filler": ("Thu\u3164x", r'"Thu\u3164x"', "Thu&#x3164;x"),
    "braille blank": ("Thu\u2800x", r'"Thu\u2800x"', "Thu&#x2800;x"),
    # White space that is none of ours
    "no-break space at the end": ("Thu x\u00a0", r'"Thu x\_"', None),
    "ideographic space": ("Thu\u3000x", r'"Thu\u3000x"', "Thu&#x3000;x"),
    "em space": ("Thu\u2003x", r'"Thu\u2003x"', "Thu&emsp;x"),
    "space at the start": (" Thu", '" Thu"', None),
    "space at the end": ("Thu ", '"Thu "', None),
    "nothing but spaces": ("   ", '"   "', None),
    # Letters that look like others, letters in parts
    "Cyrillic a": ("xã V\u0430n", r'"xã V\u0430n"', "xã V&#x430;n"),
    "Cyrillic word": ("xã \u0421\u043e", r'"xã \u0421\u043e"', None),
    "Greek omicron": ("xã V\u03bfn", r'"xã V\u03bfn"', "xã V&omicron;n"),
    "full-width letter": ("xã V\uff41n", r'"xã V\uff41n"', "xã V&#xff41;n"),
    "mathematical letter": ("xã V\U0001d41an", r'"xã V\U0001D41An"', "xã V&#x1d41a;n"),
    "eth": ("\u00d0ảng ủy", r'"\xD0ảng ủy"', "&ETH;ảng ủy"),
    "letter and mark apart": ("ke\u0302\u0301t", r'"ke\u0302\u0301t"', "ke&#x302;&#x301;t"),
    "loose mark": ("k\u00e9\u0302t", r'"k\xe9\u0302t"', "k&eacute;&#x302;t"),
    "full-width digit": ("năm 201\uff18", r'"năm 201\uFF18"', "năm 201&#xff18;"),
    "Arabic digit": ("năm 201\u0668", r'"năm 201\u0668"', "năm 201&#x668;"),
    # Markdown where plain words belong
    "attributes in braces": ("A { x onmouseover=x() }", "'A { x onmouseover=x() }'", "A { x onmouseover=x() }"),
    "id in braces": ("A { #x }", "'A { #x }'", "A { #x }"),
    "class in braces": ("A {: .claim }", "'A {: .claim }'", "A {: .claim }"),
    "emphasis": ("Thu *b* x", "'Thu *b* x'", None),
    "strong": ("Thu **b** x", "'Thu **b** x'", None),
    "emphasis with lines": ("Thu _b_ x", "'Thu _b_ x'", None),
    "code": ("Thu `x` y", "'Thu `x` y'", None),
    "link": ("Thu [x](javascript:x)", "'Thu [x](javascript:x)'", "Thu [x](javascript:x)"),
    "link by reference": ("Thu [x][y]", "'Thu [x][y]'", None),
    "link by reference after a space": ("Thu [x] [y]", "'Thu [x] [y]'", None),
    "image": ("Thu ![x](//x.example/y.png)", "'Thu ![x](//x.example/y.png)'", "Thu ![x](//x.example/y.png)"),
    "struck": ("Thu ~~x~~ y", "'Thu ~~x~~ y'", "Thu ~~x~~ y"),
    "marked": ("Thu ==x== y", "'Thu ==x== y'", "Thu ==x== y"),
    "entity": ("Thu &lt;b&gt; x", "'Thu &lt;b&gt; x'", None),
    "entity by number": ("Thu &#60;b x", "'Thu &#60;b x'", None),
    "backslash": (r"Thu \*b\* x", r"'Thu \*b\* x'", None),
    "bare address": ("Thu https://x.example/ y", "Thu https://x.example/ y", None),
    "address that runs": ("Thu javascript:alert(1)", "'Thu javascript:alert(1)'", None),
    "heading": ("# Thu", "'# Thu'", None),
    "list": ("- Thu", "'- Thu'", None),
    "number of a list": ("51. Thu", "51. Thu", None),
    "quotation": ("> Thu", "'> Thu'", None),
    "line across": ("---", "'---'", None),
}
"""Values that the check refuses."""

HONEST: dict[str, Spelt] = {
    "less than": ("5 < 6 và 7 > 6", "5 < 6 và 7 > 6", "5 < 6 và 7 > 6"),
    "ampersand": ("R&D, AT&T; Q&A", "'R&D, AT&T; Q&A'", "R&D, AT&amp;T; Q&A"),
    "asterisk": ("Lớp C*", "Lớp C*", "Lớp C*"),
    "two asterisks apart": ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
    "low line": ("tệp a_b_c", "tệp a_b_c", "tệp a_b_c"),
    "number sign": ("Số #7", "'Số #7'", "Số #7"),
    "brackets": ("[suy luận] Thu", "'[suy luận] Thu'", "[suy luận] Thu"),
    "brackets before parentheses": ("[suy luận] (xem Thu)", "'[suy luận] (xem Thu)'", "[suy luận] (xem Thu)"),
    "name of a language": ("JavaScript: ngôn ngữ", "'JavaScript: ngôn ngữ'", "JavaScript: ngôn ngữ"),
    "opening brace": ("Giúp { các xã", "'Giúp { các xã'", None),
    "closing brace": ("Giúp } các xã", "'Giúp } các xã'", "Giúp } các xã"),
    "pair of braces": ("Giúp {các} xã", "'Giúp {các} xã'", None),
    "straight quotation marks": ('Thu "x" y', "'Thu \"x\" y'", 'Thu "x" y'),
    "apostrophes": ("Thu 'x' y", "\"Thu 'x' y\"", "Thu 'x' y"),
    "curly quotation marks": ("Thu “x” và ‘y’", "Thu “x” và ‘y’", "Thu “x” và ‘y’"),
    "backslash before a letter": (r"C:\Vinh", r"'C:\Vinh'", r"C:\Vinh"),
    "tilde": ("Thu ~ 5 xã", "Thu ~ 5 xã", "Thu ~ 5 xã"),
    "per cent, dollar, caret": ("50% $5 x^2", "50% $5 x^2", "50% $5 x^2"),
    "TeX": (r"Thu \input{x}", r"'Thu \input{x}'", None),
    "formula with =": ("=1+1", "'=1+1'", "=1+1"),
    "formula with +": ("+84 238", "'+84 238'", "+84 238"),
    "formula with -": ("-5 độ", "'-5 độ'", "-5 độ"),
    "formula with @": ("@SUM(A1)", "'@SUM(A1)'", "@SUM(A1)"),
    "comma and semicolon": ("Vinh, Anh Sơn; Con Cuông", "Vinh, Anh Sơn; Con Cuông", "Vinh, Anh Sơn; Con Cuông"),
    "like a RIS field": ("TY  - Thu", "TY  - Thu", None),
    "colon": ("Thu: vận", "'Thu: vận'", "Thu: vận"),
    "no-break space inside": ("Điều\u00a05", r'"Điều\_5"', "Điều&nbsp;5"),
    "foreign names": (
        "São Paulo, Müller, Łódź, Dvořák",
        "São Paulo, Müller, Łódź, Dvořák",
        "São Paulo, Müller, Łódź, Dvořák",
    ),
    "Lao": ("Xiêng Khoảng (ຊຽງຂວາງ)", "Xiêng Khoảng (ຊຽງຂວາງ)", "Xiêng Khoảng (ຊຽງຂວາງ)"),
    "Chinese": ("Dân vận (民運)", "Dân vận (民運)", "Dân vận (民運)"),
    "signs": ("№ 5, ½, m², 30 °C, ± 2 €", "№ 5, ½, m², 30 °C, ± 2 €", "№ 5, ½, m², 30 °C, ± 2 €"),
}
"""Values that the check lets through; each format escapes them for itself."""
