"""Makes the theme's parts: the style that each page carries, its dark colours, paper's style, fonts, the quiz script."""

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

#: In the order of the cascade, before the quiz's own.
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
#: Those that every page carries, since scripts and the frame have their classes too; another goes where one of its own is.
GLOBAL_STYLESHEETS = frozenset({"base", "layout", "content-visibility", "prose", "search", "forced-colors"})
#: What the style sheet of paper adds to them; it stands apart since no screen waits for it.
PRINT_STYLESHEET = "print"
#: What guides have beyond other pages, which don't carry it.
GUIDE_STYLESHEET = "guide"
#: The same of the page of a class's results; it counts hands as slides do, and knows an entry as what keeps answers does.
RESULTS_STYLESHEET = "class-results"
SLIDES_STATIC = PACKAGE_DIR / "outputs" / "slides" / "static"
#: Scripts that pages load as files. `frontend/build.mjs` makes them.
PAGE_SCRIPTS = ("page", "quiz", "review", "class-results", "session-plan")

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
    """A font file of an npm package, and the characters that it is for."""

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
        """The rule that offers the file, which is in *folder* (an address that ends in a slash)."""
        return (
            f"@font-face{{font-family:{self.family};font-style:normal;font-weight:{self.weight};font-display:{self.display};"
            f'src:url({folder}{self.file}) format("woff2");unicode-range:{self.characters}}}'
        )


#: Both files of a family are needed by an Arabic page: digits, «» and brackets are only in the Latin one. The space is
#: in both; counting it as Arabic keeps a line of words one run for the shaper. On a slow line the first page keeps the
#: device's own Arabic font (`optional`): swapping it later would move the lines that somebody is reading.
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
#: For paper, which no screen loads: of the fonts tried the only one whose Arabic can be copied out of a PDF letter by
#: letter. Others draw lam and alef as one glyph, and readers of PDF give it back the wrong way round.
PAPER_FONTS = tuple(
    Font("@fontsource/amiri", f"amiri-{script}-{weight}-normal.woff2", "Amiri", weight, characters)
    for weight in ("400", "700")
    for script, characters in (("latin", _LATIN), ("arabic", _ARABIC))
)

SOURCE_SUFFIXES = {".py", ".html", ".j2", ".css", ".js", ".svg", ".po", ".yml"}
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_CLASSES = re.compile(r'\bclass="([^"]*)"')
#: Where the quiz template lets the script in.
QUIZ_SCRIPT_MARK = "<!-- quiz script -->"


@dataclass(frozen=True)
class Stylesheet:
    """A style sheet, and the classes of its own by which a page needs it: none where every page does."""

    text: str
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Assets:
    """The theme's parts, read once; its files are written when the book is built."""

    sheets: tuple[Stylesheet, ...]  # without the fonts, whose addresses differ from page to page
    dark: str
    font_loader: str  # see font-loading.js
    paper: str
    fonts: dict[Font, Path]  # the files as found
    quiz_script: str

    @classmethod
    def collect(cls, srcdir: Path, brand: str) -> Assets:
        """Read the files for the book whose sources are in *srcdir*; *brand* is the running header of its printed pages."""
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
            font_loader=read_built(SCRIPTS_DIR / "font-loading.js"),
            paper=on_paper,
            fonts={**screen, **paper},
            quiz_script=read_built(SCRIPTS_DIR / "quiz.js"),
        )

    def inline(self, fonts: str, classes: frozenset[str] | None = None) -> str:
        """Return the style for a page's own head, which then waits for no other file.

        *fonts* is where they are, as seen from the page: an address without a slash at its end. *classes* are those that
        the page has (see `classes_of`): sheets that are for none of them are left out. Without it there are all sheets.
        """
        rules = [font.rule(f"{fonts}/") for font in self._for_screens()]
        needed = [each.text for each in self.sheets if classes is None or not each.classes or each.classes & classes]
        return "\n".join([*rules, *needed])

    def addresses(self, fonts: str, direction: str) -> tuple[str, ...]:
        """The addresses of the fonts that a page of a book that runs in *direction* needs; *fonts* is where it sees them."""
        needed = (font for font in self._for_screens() if direction == "rtl" or font.characters != _ARABIC)
        return tuple(f"{fonts}/{font.file}" for font in needed)

    def _for_screens(self) -> list[Font]:
        return [font for font in self.fonts if font in SCREEN_FONTS]

    def digest(self) -> str:
        """Another text whenever what makes the pages, or what they load, is another: any file of the package, or the fonts."""
        files = sorted(path for path in PACKAGE_DIR.rglob("*") if path.suffix in SOURCE_SUFFIXES and path.is_file())
        contents = [f"{path.relative_to(PACKAGE_DIR)} {digest(path.read_text('utf-8'))}" for path in files]
        return digest("\n".join([*contents, *map(str, self.fonts.values())]))

    def with_quiz_script(self, body: str) -> str:
        """Return *body* with the quiz script right after its first quiz; without a quiz, *body* itself.

        Inlined there, the first quiz can be answered as soon as it has arrived. A separate file would cost another round trip.
        """
        before, mark, after = body.partition(QUIZ_SCRIPT_MARK)
        if not mark:
            return body
        return f"{before}<script>{self.quiz_script}</script>{after.replace(QUIZ_SCRIPT_MARK, '')}"

    def write(self, static: Path) -> None:
        """Write everything into the folder `static` of the built book."""
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


def classes_of(html: str) -> frozenset[str]:
    """The classes that the elements of *html* have."""
    return frozenset(name for names in _CLASSES.findall(html) for name in names.split())


def find_fonts(srcdir: Path, fonts: tuple[Font, ...]) -> dict[Font, Path]:
    """Where the files of *fonts* are: as a release carries them, else as npm installed them beside the book, else none."""
    carried = {font: WEB_DIR / "fonts" / font.file for font in fonts}
    installed = {font: srcdir / "node_modules" / font.package / "files" / font.file for font in fonts}
    for found in (carried, installed):
        if all(path.is_file() for path in found.values()):
            return found
    return {}


def running_header(brand: str) -> str:
    """The head of each printed page: the brand alone, since paper is seen by others."""
    quoted = re.sub(r'[\\"\n\r<]', "", brand)
    return f'@page{{@top-center{{content:"{quoted}"}}}}'


def read_built(path: Path) -> str:
    """Return a script or style sheet that `frontend/build.mjs` made, without its first line, which names its source."""
    return path.read_text(encoding="utf-8").partition("\n")[2].strip()
