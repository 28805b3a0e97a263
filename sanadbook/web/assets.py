"""Styles, scripts and fonts of pages: what is inlined, and what is written as files."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from sanadbook.web.csp import digest

WEB_DIR = Path(__file__).parent
PACKAGE_DIR = WEB_DIR.parent
STYLES_DIR = WEB_DIR / "styles"
SCRIPTS_DIR = WEB_DIR / "scripts"
RUNTIME_STATIC = PACKAGE_DIR / "runtime" / "static"

#: In cascade order. The style sheet of the quiz follows.
STYLESHEETS = (
    "base",
    "layout",
    "content-visibility",
    "prose",
    "floats",
    "sphinx-design",
    "notebook-cells",
    "chapter",
    "course-pages",
    "home",
    "search",
    "forced-colors",
)
#: Inlined in every page. Other style sheets are inlined only if the page uses one of their classes.
GLOBAL_STYLESHEETS = frozenset({"base", "layout", "content-visibility", "prose", "search", "forced-colors"})
#: For print only, as a separate file: it never blocks rendering on a screen.
PRINT_STYLESHEET = "print"
#: For facilitators' guides, as a separate file.
GUIDE_STYLESHEET = "guide"
#: For the page of class results, as a separate file, together with the style of hand counts.
RESULTS_STYLESHEET = "class-results"
SLIDES_STATIC = PACKAGE_DIR / "outputs" / "slides" / "static"
#: Scripts that pages load as files. `frontend/build.mjs` makes them.
PAGE_SCRIPTS = ("exit", "page", "quiz", "review", "class-results", "session-plan")

_ARABIC = (
    "U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,"
    "U+08E3-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC"
)
_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
    "U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD"
)


@dataclass(frozen=True)
class Font:
    """A font file of an npm package, and the range of characters it is used for."""

    package: str
    file: str
    family: str
    weight: str
    characters: str
    display: str = "swap"

    @property
    def licence_name(self) -> str:
        """The file name of the font's licence next to copies of the font."""
        return f"LICENSE-{self.family}.txt"

    def licence(self, path: Path) -> Path:
        """Return the licence of the font file at *path*: next to a copy, or in the npm package."""
        copy = path.with_name(self.licence_name)
        return copy if copy.is_file() else path.parents[1] / "LICENSE"

    def rule(self, folder: str) -> str:
        """Return the `@font-face` rule. *folder* is the URL of the fonts, with a slash at the end."""
        return (
            f"@font-face{{font-family:{self.family};font-style:normal;font-weight:{self.weight};"
            f"font-display:{self.display};"
            f'src:url({folder}{self.file}) format("woff2");unicode-range:{self.characters}}}'
        )


#: An Arabic page needs both files: digits, «» and brackets are only in the Latin one. The space is in both; taking it
#: from the Arabic one keeps a line of words in one run for the shaper. With `optional`, a page on a slow connection
#: keeps the device's font, so that lines do not move while they are read.
SCREEN_FONTS = tuple(
    Font(
        "@fontsource-variable/vazirmatn",
        f"vazirmatn-{script}-wght-normal.woff2",
        "Vazirmatn",
        "100 900",
        characters,
        "optional",
    )
    for script, characters in (("latin", _LATIN), ("arabic", _ARABIC))
)
#: For print only. Of the fonts tried, only Amiri can be copied out of a PDF letter by letter: others draw lam and alef
#: as one glyph, which PDF readers return in the wrong order.
PAPER_FONTS = tuple(
    Font("@fontsource/amiri", f"amiri-{script}-{weight}-normal.woff2", "Amiri", weight, characters)
    for weight in ("400", "700")
    for script, characters in (("latin", _LATIN), ("arabic", _ARABIC))
)

SOURCE_SUFFIXES = {".py", ".html", ".j2", ".css", ".js", ".svg", ".po", ".yml"}
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
#: Comment in the quiz template that `Assets.with_quiz_script` replaces.
QUIZ_SCRIPT_MARK = "<!-- quiz script -->"


@dataclass(frozen=True)
class Stylesheet:
    """A style sheet, and the classes that only it has. Without classes, every page needs it."""

    text: str
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Assets:
    """All style sheets, scripts and fonts of a book."""

    sheets: tuple[Stylesheet, ...]  # without @font-face rules, whose URLs differ by page
    dark: str
    exit_script: str  # see frontend/src/exit/main.js
    font_loader: str  # see frontend/src/page/font-loading.js
    paper: str
    fonts: dict[Font, Path]  # empty if the fonts are not installed
    quiz_script: str

    @classmethod
    def collect(cls, srcdir: Path, brand: str) -> Assets:
        """Read the files for the book with its sources in *srcdir*; *brand* is the running header of printed pages."""
        screen, paper = find_fonts(srcdir, SCREEN_FONTS), find_fonts(srcdir, PAPER_FONTS)
        tokens = read_built(RUNTIME_STATIC / "tokens.css")
        texts = {name: read_built(STYLES_DIR / f"{name}.css") for name in STYLESHEETS}
        texts["quiz"] = read_built(RUNTIME_STATIC / "quiz.css")
        known = frozenset(_CLASS.findall("".join([tokens, *(texts[name] for name in GLOBAL_STYLESHEETS)])))
        sheets = [Stylesheet(tokens)]
        for name, text in texts.items():
            sheets.append(
                Stylesheet(text)
                if name in GLOBAL_STYLESHEETS
                else Stylesheet(text, frozenset(_CLASS.findall(text)) - known)
            )
        rules = [font.rule("fonts/") for font in paper]
        on_paper = "\n".join([*rules, read_built(STYLES_DIR / f"{PRINT_STYLESHEET}.css"), running_header(brand)])
        return cls(
            sheets=tuple(sheets),
            dark=read_built(RUNTIME_STATIC / "dark.css"),
            exit_script=read_built(SCRIPTS_DIR / "exit.js"),
            font_loader=read_built(SCRIPTS_DIR / "font-loading.js"),
            paper=on_paper,
            fonts={**screen, **paper},
            quiz_script=read_built(SCRIPTS_DIR / "quiz.js"),
        )

    def inline(self, fonts: str, classes: frozenset[str] | None = None) -> str:
        """Return the CSS to inline in a page, so that it can be shown before any file has loaded.

        Args:
            fonts: URL of the fonts as seen from the page, without a slash at the end.
            classes: classes of the page (see `read_features`). Style sheets that match none of them are left out. None
                keeps all style sheets.

        """
        rules = [font.rule(f"{fonts}/") for font in self._for_screens()]
        needed = [each.text for each in self.sheets if classes is None or not each.classes or each.classes & classes]
        return "\n".join([*rules, *needed])

    def addresses(self, fonts: str, direction: str) -> tuple[str, ...]:
        """Return the URLs of the fonts to preload. *direction*: "rtl" or "ltr"; an "ltr" page needs no Arabic."""
        needed = (font for font in self._for_screens() if direction == "rtl" or font.characters != _ARABIC)
        return tuple(f"{fonts}/{font.file}" for font in needed)

    def _for_screens(self) -> list[Font]:
        return [font for font in self.fonts if font in SCREEN_FONTS]

    def digest(self) -> str:
        """Return a hash of the toolkit: the sources and assets of the package, and the paths of the fonts."""
        files = sorted(path for path in PACKAGE_DIR.rglob("*") if path.suffix in SOURCE_SUFFIXES and path.is_file())
        contents = [f"{path.relative_to(PACKAGE_DIR)} {digest(path.read_text('utf-8'))}" for path in files]
        return digest("\n".join([*contents, *map(str, self.fonts.values())]))

    def with_quiz_script(self, body: str) -> str:
        """Return *body* with the quiz script right after its first quiz; without a quiz, *body* itself.

        Inlined there, the first quiz can be answered as soon as it has arrived. A separate file would cost another
        round trip.
        """
        before, mark, after = body.partition(QUIZ_SCRIPT_MARK)
        if not mark:
            return body
        return f"{before}<script>{self.quiz_script}</script>{after.replace(QUIZ_SCRIPT_MARK, '')}"

    def write(self, static: Path) -> None:
        """Write style sheets, scripts and fonts to *static*, the `_static` folder of the built book."""
        static.mkdir(parents=True, exist_ok=True)
        (static / "print.css").write_text(self.paper, encoding="utf-8")
        (static / "dark.css").write_text(self.dark, encoding="utf-8")
        (static / "guide.css").write_text(read_built(STYLES_DIR / f"{GUIDE_STYLESHEET}.css"), encoding="utf-8")
        sheets = (SLIDES_STATIC / "hand-count.css", STYLES_DIR / f"{RESULTS_STYLESHEET}.css")
        (static / "results.css").write_text("\n".join(map(read_built, sheets)), encoding="utf-8")
        for name in PAGE_SCRIPTS:
            shutil.copyfile(SCRIPTS_DIR / f"{name}.js", static / f"{name}.js")
        for font, path in self.fonts.items():
            (static / "fonts").mkdir(exist_ok=True)
            shutil.copyfile(path, static / "fonts" / path.name)
            shutil.copyfile(font.licence(path), static / "fonts" / font.licence_name)


def find_fonts(srcdir: Path, fonts: tuple[Font, ...]) -> dict[Font, Path]:
    """Return the paths of *fonts*: in the package, else in `node_modules` of the book, else an empty dict."""
    packaged = {font: WEB_DIR / "fonts" / font.file for font in fonts}
    installed = {font: srcdir / "node_modules" / font.package / "files" / font.file for font in fonts}
    for found in (packaged, installed):
        if all(path.is_file() for path in found.values()):
            return found
    return {}


def running_header(brand: str) -> str:
    """Return the CSS of the header of printed pages: the brand only, since others may see the paper."""
    quoted = re.sub(r'[\\"\n\r<]', "", brand)
    return f'@page{{@top-center{{content:"{quoted}"}}}}'


def read_built(path: Path) -> str:
    """Return a script or style sheet that `frontend/build.mjs` made, without its first line, which names its source."""
    return path.read_text(encoding="utf-8").partition("\n")[2].strip()
