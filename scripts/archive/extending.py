"""What the archive is extended by, typed in one place, and the one way in which it is found.

A rule, a part of a page, a generated page, a format of the finished site: each is one function with the decorator of
its sort, in a module of the package that it lives in. `Registry` imports the modules of that package when it is first
asked, so a new module is found by itself. Refuses a name that two functions claim (`ValueError`).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, Flag
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from archive import toml
from archive.findings import LANGS, Finding, Place, Severity, Text
from archive.refusal import Refusal

if TYPE_CHECKING:
    from archive.content.model import Archive, Page
    from archive.context import Context
    from archive.findings import Lang
    from archive.finish.built import Built, RenderedPage
    from archive.inspect.html import BuiltPage
    from archive.inspect.site import AuthoredPage, Ground, Site
    from archive.stage.page import StagedPage

Extension = TypeVar("Extension")


def modules(package: str) -> tuple[ModuleType, ...]:
    """Every module of a package, imported, in order of name."""
    path = importlib.import_module(package).__path__
    return tuple(
        importlib.import_module(f"{package}.{name}") for name in sorted(m.name for m in pkgutil.iter_modules(path))
    )


def _name(extension: object) -> str:
    return str(getattr(extension, "name", extension))


class Registry(Generic[Extension]):
    """All extensions of one sort by name, from the modules of the packages that they live in."""

    def __init__(self, *packages: str) -> None:
        self._packages = packages
        self._known: dict[str, Extension] = {}
        self._complete = False

    def add(self, name: str, extension: Extension) -> None:
        """Take `extension` in; a name has one meaning."""
        if name in self._known:
            raise ValueError(f"{name} is declared twice: {_name(self._known[name])} and {_name(extension)}")
        self._known[name] = extension

    def __getitem__(self, name: str) -> Extension:
        """The extension of that name; raises `KeyError`."""
        return self._read()[name]

    def all(self) -> Mapping[str, Extension]:
        """Every extension, in order of name."""
        return dict(sorted(self._read().items()))

    def _read(self) -> dict[str, Extension]:
        if not self._complete:
            for package in self._packages:
                modules(package)
            self._complete = True
        return self._known


# --- Rules


class Need(Flag):
    """What a rule can say nothing about where it is not known; each includes what it rests on itself."""

    FILE = 0
    """The file's bytes, letters and front matter: always there."""
    BODY = 1
    """What stands below the front matter."""
    PAIR = BODY | 2
    """The page with its id, claims and twin."""
    RECORDS = PAIR | 4
    """The pages that it names, or that name it."""
    GROUNDS = RECORDS | 8
    """The claims of the page and of those that it links, which its other words lean on."""
    WORDS = BODY | 16
    """The words of the paragraph, as they will stay."""
    TRANSLATION = PAIR | 32
    """Both languages without an error."""


class Spoils(Enum):
    """What is not known where a rule finds something: findings on it are held back."""

    NOTHING = "nothing"
    LINE = "line"
    """Its line, below the front matter: what is read there is not what was meant."""
    GROUNDS = "grounds"
    """What its page's words lean on."""
    FILE = "file"
    """Its file, where the finding is about that."""
    ARCHIVE = "archive"
    """Everything: no other rule is asked."""


MOST = 500
"""Findings of one rule on one page: enough to see what is wrong with it. The rest comes once these are mended."""
NEAREST, FOLLOWS = 0, 9
"""How near a finding is to the cause of what it is about: at it; or it only follows from one that is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: where, and in which words; without words the rule's own are used, filled with `values`."""

    place: Place
    """For a rule on the site: the built file, relative to the site, and the line in its source where it is known."""
    message: Text | None = None
    fix: Text | None = None
    about: tuple[str, ...] = ()
    """As in `Finding`."""
    values: Mapping[str, object] = field(default_factory=dict)


def hit(built: str, line: int = 1, **values: object) -> Problem:
    """A problem in the file `built` of the site, in the rule's own words."""
    return Problem(Place(built, line), values=values)


PageLook = Callable[["Page", "Archive"], Iterator[Problem]]
ArchiveLook = Callable[["Archive"], Iterator[Problem]]
BuiltLook = Callable[["BuiltPage", "Ground"], Iterator[Problem]]
AuthoredLook = Callable[["AuthoredPage"], Iterator[Problem]]
SiteLook = Callable[["Site"], Iterator[Problem]]
Look = TypeVar("Look", PageLook, ArchiveLook, BuiltLook, AuthoredLook, SiteLook)
_SCOPES = {
    "Page": "on_page",
    "Archive": "on_archive",
    "BuiltPage": "on_built",
    "AuthoredPage": "on_authored",
    "Site": "on_site",
}


NO_WORDS = Text("", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule: its code, what it refuses and why, how to mend it, with an example of each side."""

    code: str
    name: str
    summary: Text = NO_WORDS
    """What is wrong, in one line; `{names}` are filled with a problem's values."""
    why: Text = NO_WORDS
    fix: Text = NO_WORDS
    bad: str = ""
    good: str = ""
    severity: Severity = Severity.ERROR
    needs: Need = Need.FILE
    nearness: int = NEAREST
    """How near it is to the cause of what its findings are about: of all that name one thing, the nearest is told."""
    after: tuple[str, ...] = ()
    """The codes that say it better where they speak of the same run of lines, further up or at the same place."""
    spoils: Spoils = Spoils.NOTHING
    on_page: PageLook | None = None
    on_archive: ArchiveLook | None = None
    on_built: BuiltLook | None = None
    on_authored: AuthoredLook | None = None
    on_site: SiteLook | None = None
    """At most one of the five; none where a later stage tells it (`finding`)."""
    now: str = ""
    """Of a retired rule: the code under which its findings are told today."""

    @property
    def of_site(self) -> bool:
        """Whether it looks at what was built."""
        return any(look is not None for look in (self.on_built, self.on_authored, self.on_site))

    @property
    def title(self) -> Text:
        """The summary with "…" for every value."""
        return _blank(self.summary)

    @property
    def advice(self) -> Text:
        """The fix with "…" for every value."""
        return _blank(self.fix)

    def finding(self, problem: Problem) -> Finding:
        """The problem in the rule's words."""
        message, fix = problem.message or self.summary, problem.fix or self.fix
        return Finding(
            problem.place,
            self.code,
            _filled(message, problem.values),
            _filled(fix, problem.values),
            self.severity,
            problem.about,
        )


_VALUE = re.compile(r"\{([a-z]+)\}")


def _blank(text: Text) -> Text:
    return Text(*(_VALUE.sub("…", text[lang]) for lang in LANGS))


def _filled(text: Text, values: Mapping[str, object]) -> Text:
    """Values in the places that name them; other braces are what they are."""
    if not values:
        return text
    return Text(*(_VALUE.sub(lambda match: str(values.get(match[1], match[0])), text[lang]) for lang in LANGS))


RULES: Registry[Rule] = Registry("archive.checks", "archive.inspect")


def rule(
    code: str,
    *,
    severity: Severity = Severity.ERROR,
    needs: Need = Need.FILE,
    nearness: int | None = None,
    after: tuple[str, ...] = (),
    spoils: Spoils = Spoils.NOTHING,
    **values: object,
) -> Callable[[Look], Look]:
    """Declare the function below as a rule: on each `Page`, the `Archive`, each page built or authored, or the `Site`.

    Which of them, its first parameter's type says. Its words stand under its code in the file beside its module, as in
    `links.toml`, where `values` fill the braces. A rule that needs no more than the page itself is at the cause of what
    it finds, one that compares pages only follows, unless it says otherwise.
    """
    near = nearness if nearness is not None else FOLLOWS if Need.PAIR in needs else NEAREST

    def declared(look: Look) -> Look:
        first: object = next(iter(look.__annotations__.values()), "")
        given = str(getattr(first, "__name__", first))
        if given not in _SCOPES:
            takes = "a Page and its Archive, the Archive, a BuiltPage and its Ground, an AuthoredPage, or the Site"
            raise TypeError(f"{code}: a rule takes {takes}, not “{given}”")
        said = _said(code, look.__module__, values)
        rest: dict[str, Any] = {_SCOPES[given]: look}
        RULES.add(code, Rule(code, look.__name__, *said, severity, needs, near, after, spoils, **rest))
        return look

    return declared


def told_later(code: str, name: str, module: str) -> Rule:
    """Declare a rule that looks at nothing: a stage tells it by `Rule.finding`; its words stand beside `module`."""
    new = Rule(code, name, *_said(code, module, {}))
    RULES.add(code, new)
    return new


def retired(code: str, now: str) -> None:
    """Declare that what `code` told is told under another code today: explanations and published anchors lead there."""
    RULES.add(code, Rule(code, "retired", now=now))


def _said(code: str, module: str, values: Mapping[str, object]) -> tuple[Text, Text, Text, str, str]:
    """Summary, reason, fix and both examples, from the file beside the module; raises `Refusal` where it lacks them."""
    path = Path(str(sys.modules[module].__file__)).with_suffix(".toml")
    try:
        words = _read(path)[code]
        texts = [words[name][lang] for name in ("summary", "why", "fix") for lang in LANGS]
        if not all(isinstance(text, str) for text in (*texts, words["bad"], words["good"])):
            raise TypeError("…")
        summary, why, fix = (_filled(Text(*pair), values) for pair in zip(texts[::2], texts[1::2], strict=True))
        return summary, why, fix, words["bad"], words["good"]
    except tomllib.TOMLDecodeError as error:
        raise Refusal(_LACKING.format(code=code, file=path.name, error=f": {error}")) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Refusal(_LACKING.format(code=code, file=path.name, error="")) from error


_LACKING = Text(
    "không đọc được lời của quy tắc {code} trong {file}{error}; viết đủ summary, why, fix bằng vi và en, bad, good",
    "the words of the rule {code} in {file} cannot be read{error}; write summary, why, fix in vi and en, bad, good",
)


@cache
def _read(path: Path) -> Mapping[str, Any]:
    return toml.own(path)


# --- Parts of a page, generated pages, formats of the finished site


PartHtml = Callable[["Page", "Archive", "Context"], str]
Pages = Callable[["Archive", "Context", "Lang"], "Iterator[StagedPage]"]
PageOf = Callable[["Archive", "Context", "Lang", str], "Iterator[StagedPage]"]
Names = Callable[["Archive"], "Iterable[str]"]
Finish = Callable[["Built"], None]
Begin = Callable[["Built", "Lang"], None]
Given = TypeVar("Given")
Changed = TypeVar("Changed", bound="RenderedPage | None")
PageChange = Callable[["RenderedPage", Given], "RenderedPage | None"]
"""What is done to a page with what it is given of the archive; none, where it is left out."""
Giving = Callable[["Built"], Callable[[str], Given]]
"""Asked once a build: what a page is given, by its file from the site's root."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the build adds to an authored page: HTML, every value in it escaped, or nothing where it does not belong."""

    name: str
    html: PartHtml
    order: int
    """Below zero before the editor's text, above it behind; parts of one order stand by name."""
    anchors: tuple[str, ...] = ()
    """The ids that it may give (`*` stands for any letters), so that no heading takes one unseen."""
    within: bool = False
    """Whether its pieces stand within the editor's text: `stage.staging` puts each in its place."""


Column = Literal["", "find", "data", "about"]
"""A column of the map of the site, beside that of the records."""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """Pages that nobody writes."""

    name: str
    pages: Pages | None = None
    page_of: PageOf | None = None
    """In place of `pages`: the pages of one thing, made anew where what they ask of the archive changed."""
    each: Names | None = None
    """The names of all such things."""
    path: str = ""
    """Below `docs/<lang>`; its address and all below it are taken. Empty where the records say which there are."""
    title: Text | None = None
    """What it is called, where it is one page."""
    also: Text | None = None
    """Other words by which readers look for it, in each language with `|` between them."""
    searched: bool = True
    """Whether it stands among the results of the search."""
    listed: bool = True
    """Whether its address is one that readers are given: recorded as published, and linked to."""
    column: Column = ""
    """Of the map at the foot of every page, the column in which it stands; none, where another page leads to it."""

    def url(self, lang: Lang) -> str:
        """Its address in a language, relative to the site's root: `en/doi-chieu/`."""
        return f"{'' if lang == 'vi' else 'en/'}{self.path.removesuffix('.md')}/"

    def others(self, lang: Lang) -> tuple[str, ...]:
        """The other words of a language."""
        return tuple(self.also[lang].split("|")) if self.also else ()


@dataclass(frozen=True, slots=True)
class PageFormat:
    """What is done to each rendered page on its one way from the renderer to its file.

    Its outcome hangs on the page and on what it is given alone: where both are as before, it is not asked again.
    """

    name: str
    change: PageChange[Any]
    given: Giving[Any]
    order: int


@dataclass(frozen=True, slots=True)
class Format:
    """What is written beside the pages, or made of all of them, once they are written."""

    name: str
    finish: Finish
    order: int
    owns: tuple[str, ...] = ()
    """Names below `assets/` that no asset may have: what it writes there, and what it deletes."""
    machines: tuple[str, ...] = ()
    """What it writes that no page links, since programs find it by its name or by another file; `*`: any letters."""
    begin: Begin | None = None
    """What of it can be made of one language alone, before all pages are there; `finish` makes what was not."""


PARTS: Registry[Part] = Registry("archive.stage.sections")
GENERATED: Registry[GeneratedPage] = Registry("archive.stage.generated")
PAGE_FORMATS: Registry[PageFormat] = Registry("archive.finish")
FORMATS: Registry[Format] = Registry("archive.finish")


def part(*, order: int, anchors: tuple[str, ...] = (), within: bool = False) -> Callable[[PartHtml], PartHtml]:
    """Declare the function below as a part of pages; see `Part`."""

    def declared(html: PartHtml) -> PartHtml:
        PARTS.add(_module(html), Part(_module(html), html, order, anchors, within))
        return html

    return declared


def generated_page(
    path: str = "",
    *,
    title: Text | None = None,
    also: Text | None = None,
    searched: bool = True,
    listed: bool = True,
    column: Column = "",
) -> Callable[[Pages], Pages]:
    """Declare the function below as one that makes pages; see `GeneratedPage`."""

    def declared(pages: Pages) -> Pages:
        new = GeneratedPage(_module(pages), pages, None, None, path, title, also, searched, listed, column)
        GENERATED.add(_module(pages), new)
        return pages

    return declared


def page_of_each(names: Names, *, searched: bool = True, listed: bool = True) -> Callable[[PageOf], PageOf]:
    """Declare the function below as one that makes the pages of each thing of these names; see `GeneratedPage`."""

    def declared(page_of: PageOf) -> PageOf:
        new = GeneratedPage(_module(page_of), None, page_of, names, searched=searched, listed=listed)
        GENERATED.add(_module(page_of), new)
        return page_of

    return declared


def nothing(_: Built) -> Callable[[str], None]:
    """For a page format that looks at the page alone."""
    return lambda name: None


def page_output(
    *, order: int, given: Giving[Given]
) -> Callable[[Callable[[RenderedPage, Given], Changed]], Callable[[RenderedPage, Given], Changed]]:
    """Declare the function below as what is done to each page; see `PageFormat`."""

    def declared(change: Callable[[RenderedPage, Given], Changed]) -> Callable[[RenderedPage, Given], Changed]:
        PAGE_FORMATS.add(_module(change), PageFormat(_module(change), change, given, order))
        return change

    return declared


def output(
    *, order: int, owns: tuple[str, ...] = (), machines: tuple[str, ...] = (), begin: Begin | None = None
) -> Callable[[Finish], Finish]:
    """Declare the function below as a format of the finished site; see `Format`."""

    def declared(finish: Finish) -> Finish:
        FORMATS.add(_module(finish), Format(_module(finish), finish, order, owns, machines, begin))
        return finish

    return declared


def _module(function: Callable[..., object]) -> str:
    return function.__module__.rpartition(".")[2]


def parts() -> tuple[Part, ...]:
    """All parts of a page, in their order."""
    return tuple(sorted(PARTS.all().values(), key=lambda part: part.order))


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are made."""
    return tuple(sorted(FORMATS.all().values(), key=lambda output: output.order))


def page_formats() -> tuple[PageFormat, ...]:
    """All that is done to a page, in order."""
    return tuple(sorted(PAGE_FORMATS.all().values(), key=lambda output: output.order))


def generated_pages() -> tuple[GeneratedPage, ...]:
    """All modules that make pages, by name."""
    return tuple(GENERATED.all().values())


def is_generated(address: str) -> bool:
    """Whether a page of the build stands at this address, or would: `chua-biet/`, `dong-gop/quy-tac/dv1/`."""
    return any(address.startswith(page.url("vi")) for page in generated_pages() if page.path)
