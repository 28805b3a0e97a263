"""Makes the theme's parts: the style that each page carries, its dark colours, paper's style, fonts, the quiz script."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from sphinx.errors import ExtensionError

from sanadbook.web.csp import digest

WEB_DIR = Path(__file__).parent
PACKAGE_DIR = WEB_DIR.parent
STYLES_DIR = WEB_DIR / "styles"
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

SOURCE_SUFFIXES = {".py", ".html", ".j2", ".css", ".js", ".mjs", ".svg", ".po", ".yml"}
#: A comment that is a line of its own.
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_CLASSES = re.compile(r'\bclass="([^"]*)"')
#: Where a quiz ends, as `quiz/templates/quiz.html.j2` writes it.
_QUIZ_END = re.compile(r'<p class="sanad-live"[^>]*></p>\s*</div>')
_LAST_LINE = "export default { render };"
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
#: A comment that fills its lines; types amid code stay.
_DOCUMENTATION = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


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
    quiz_script: str | None

    @classmethod
    def collect(cls, srcdir: Path, brand: str) -> Assets:
        """Read the files of a book whose sources are in `srcdir` and whose printed pages say `brand`.

        Raises ExtensionError when the quiz module does not end as `to_classic_script` expects.
        """
        screen, paper = find_fonts(srcdir, SCREEN_FONTS), find_fonts(srcdir, PAPER_FONTS)
        tokens, texts = (
            _read(RUNTIME_STATIC / "tokens.css"),
            {name: _read(STYLES_DIR / f"{name}.css") for name in STYLESHEETS},
        )
        quiz_style, quiz_module = RUNTIME_STATIC / "quiz.css", RUNTIME_STATIC / "quiz.mjs"
        if quiz_style.is_file():
            texts["quiz"] = _read(quiz_style)
        known = frozenset(_CLASS.findall("".join([tokens, *(texts[name] for name in GLOBAL_STYLESHEETS)])))
        sheets = [Stylesheet(tokens)]
        for name, text in texts.items():
            sheets.append(
                Stylesheet(text)
                if name in GLOBAL_STYLESHEETS
                else Stylesheet(text, frozenset(_CLASS.findall(text)) - known)
            )
        rules = [font.rule("fonts/") for font in paper]
        on_paper = "\n".join([*rules, _read(STYLES_DIR / f"{PRINT_STYLESHEET}.css"), running_header(brand)])
        script = None
        if quiz_module.is_file():  # what keeps answers listens before the quiz speaks
            script = (RUNTIME_STATIC / "storage.js").read_text("utf-8") + to_classic_script(
                quiz_module.read_text("utf-8"), quiz_module
            )
            script = _DOCUMENTATION.sub("", script).replace("</script", "<\\/script")
        font_loader = _LINE.sub("", _DOCUMENTATION.sub("", (WEB_DIR / "font-loading.js").read_text("utf-8"))).strip()
        return cls(
            tuple(sheets), _read(RUNTIME_STATIC / "dark.css"), font_loader, on_paper, {**screen, **paper}, script
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
        """Return *body* with the script of its quizzes right behind the first of them.

        There it can be answered as soon as it has arrived: a file of its own would cost a slow line one more round trip.
        Where there is no quiz, *body* is returned as it is.
        """
        end = _QUIZ_END.search(body)
        if end is None or self.quiz_script is None:
            return body
        return f"{body[: end.end()]}<script>{self.quiz_script}</script>{body[end.end() :]}"

    def write(self, static: Path) -> None:
        """Write everything into the folder `static` of the built book."""
        static.mkdir(parents=True, exist_ok=True)
        (static / "print.css").write_text(self.paper, encoding="utf-8")
        (static / "dark.css").write_text(self.dark, encoding="utf-8")
        (static / "guide.css").write_text(_read(STYLES_DIR / f"{GUIDE_STYLESHEET}.css"), encoding="utf-8")
        sheets = (SLIDES_STATIC / "hand-count.css", STYLES_DIR / f"{RESULTS_STYLESHEET}.css")
        (static / "results.css").write_text("\n".join(map(_read, sheets)), encoding="utf-8")
        scripts = (RUNTIME_STATIC / "storage.js", SLIDES_STATIC / "hand-count.js", RUNTIME_STATIC / "class-results.js")
        group = "".join(path.read_text("utf-8") for path in scripts)
        (static / "class-results.js").write_text(_DOCUMENTATION.sub("", group), encoding="utf-8")
        if self.quiz_script is not None:
            (static / "quiz.js").write_text(self.quiz_script, encoding="utf-8")
            shutil.copyfile(RUNTIME_STATIC / "review.js", static / "review.js")
        for path in self.fonts.values():
            (static / "fonts").mkdir(exist_ok=True)
            shutil.copyfile(path, static / "fonts" / path.name)


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


def to_classic_script(module: str, path: Path) -> str:
    """The quiz module as a classic script that mounts every quiz of the page: modules don't load from `file://`.

    Raises ExtensionError when the module's last line is not the one export that the book can rewrite.
    """
    source = module.rstrip()
    head, _, last = source.rpartition("\n")
    if last.strip() != _LAST_LINE:
        raise ExtensionError(f"{path}: the last line must be `{_LAST_LINE}`, found `{last.strip()[:80]}`")
    if re.search(r"^\s*(import\s[^(]|export\s)", head, re.MULTILINE):
        raise ExtensionError(f"{path}: the last line must be the only import or export of the file")
    return f"(() => {{\n{head}\nmount(document);\n}})();\n"


def _read(path: Path) -> str:
    """A style sheet without its comments: they are for whoever edits it, not for a phone."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
