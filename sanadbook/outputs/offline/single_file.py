"""A chapter's page as a single HTML file that loads nothing else, to be opened from a message or a memory card."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from sanadbook.outputs.font_face import remove_font, replace_font_urls, wait_for_fonts
from sanadbook.web.csp import digest

#: Scripts that a chapter needs without the other pages of the book.
_SCRIPTS = ("page.js",)
#: A font for print only. It would add 250 KB.
_PRINT_FONT = "Amiri"
#: What leads to other pages: contents, search, navigation, downloads. Also the font loader: fonts are inlined.
_REMOVED = ", ".join(
    (
        ".sanad-side",
        ".sanad-drawer",
        ".sanad-search-link",
        ".sanad-prev-next",
        ".sanad-dialog",
        "[data-search]",
        ".sanad-download",
        ".sanad-launch",
        ".sanad-menu:not([data-needs-script])",
        ".sanad-present",
        "link[rel=icon]",
        "#sanad-font-loading",
    )
)


def write_single_files(built: Path, folder: Path, chapters: Sequence[str]) -> list[Path]:
    """Write a single-file version of *chapters*.

    Args:
        built: folder of the built book.
        folder: output folder; it is created.
        chapters: names of chapters, such as ``04``.

    Returns:
        The paths of the files.

    Raises:
        FileNotFoundError: a page, or a file that it loads, is missing.

    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in chapters:
        path = folder / f"{name}.html"
        path.write_text(single_file(built / "chapters" / f"{name}.html"), "utf-8")
        paths.append(path)
    return paths


def single_file(page: Path) -> str:
    """Return the HTML of the built *page* with its styles, fonts, scripts and images inlined.

    Raises FileNotFoundError if a file that the page loads is missing.
    """
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for element in soup.select(_REMOVED):
        element.decompose()
    styles, scripts = _inline_styles(soup, page.parent), _inline_scripts(soup, page.parent)
    for image in soup.select("img[src]"):
        image["src"] = _data_uri(page.parent / str(image["src"]))
    _remove_links(soup)
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    policy["content"] = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts)}",
            f"style-src {' '.join(styles)}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return str(soup)


def _csp_source(text: str) -> str:
    return f"'sha256-{digest(text)}'"


def _data_uri(path: Path) -> str:
    kind = "font/woff2" if path.suffix == ".woff2" else mimetypes.types_map[path.suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _inline_styles(soup: BeautifulSoup, folder: Path) -> list[str]:
    """Replace stylesheet links by style elements with inlined fonts. Returns the CSP source of each style element."""
    for link in soup.select("link[rel=stylesheet]"):
        css = (folder / str(link["href"])).read_text("utf-8")
        style = soup.new_tag("style", attrs={name: str(link[name]) for name in ("media", "id") if link.get(name)})
        style.string = remove_font(css, _PRINT_FONT)
        link.replace_with(style)
    sources = []
    for style in soup.select("style"):
        css = wait_for_fonts(replace_font_urls(style.get_text(), lambda url: _data_uri(folder / url)))
        style.string = css
        sources.append(_csp_source(css))
    return sources


def _inline_scripts(soup: BeautifulSoup, folder: Path) -> list[str]:
    """Inline the needed scripts at the end of the body and remove others. Returns the CSP source of each script."""
    sources = [_csp_source(script.get_text()) for script in soup.select("script:not([src], [type])")]
    for script in soup.select("script[src]"):
        path = folder / str(script["src"])
        script.decompose()
        if path.name not in _SCRIPTS:
            continue
        inlined = soup.new_tag("script")
        inlined.string = code = path.read_text("utf-8").replace("</script", "<\\/script")
        sources.append(_csp_source(code))
        assert soup.body is not None
        soup.body.append(inlined)
    return sources


def _remove_links(soup: BeautifulSoup) -> None:
    """Turn links to other pages of the book into plain text."""
    for link in soup.select("a[href]"):
        if not str(link["href"]).startswith(("#", "https:")):
            del link["href"]
    brand = soup.select_one(".sanad-brand")
    if isinstance(brand, Tag):
        brand.name = "span"
