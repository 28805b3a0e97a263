"""A chapter's page as one file that needs nothing beside it: a phone opens it from a message or a memory card."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from sanadbook.web.csp import digest

_SCRIPTS = ("sanadbook.js",)
_FONT = re.compile(r"url\(([^)\"']+\.woff2)\)")
_PAPER_FONT = re.compile(r"@font-face\{font-family:Amiri[^}]*\}")
#: What leads to pages that are not there: contents, search, neighbours, files to take. Its font is inside, and never late.
_AWAY = (
    ".sanad-side, .sanad-drawer, .sanad-search-link, .sanad-prev-next, .sanad-dialog, [data-search], .sanad-download, .sanad-launch, "
    ".sanad-menu:not([data-needs-script]), .sanad-present, link[rel=icon], #sanad-late"
)
_KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}


def single(page: Path) -> str:
    """Return the built *page* (its file) with its style, fonts, scripts and pictures inside it.

    Raises FileNotFoundError where something that the page loads is missing.
    """
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for part in soup.select(_AWAY):
        part.decompose()
    styles, scripts = _styles(soup, page.parent), _scripts(soup, page.parent)
    for picture in soup.select("img[src]"):
        picture["src"] = _data(page.parent / str(picture["src"]))
    _unlink(soup)
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


def _digest(text: str) -> str:
    return f"'sha256-{digest(text)}'"


def _data(path: Path, kind: str = "") -> str:
    """The file as a ``data:`` address."""
    body = base64.b64encode(path.read_bytes()).decode()
    return f"data:{kind or _KINDS[path.suffix.lower()]};base64,{body}"


def _styles(soup: BeautifulSoup, folder: Path) -> list[str]:
    """Put every style sheet inside, fonts too, but those of paper: they alone weigh 250 KB. Returns the digests."""
    for link in soup.select("link[rel=stylesheet]"):
        sheet = folder / str(link["href"])
        style = soup.new_tag("style", attrs={name: str(link[name]) for name in ("media", "id") if link.get(name)})
        style.string = _PAPER_FONT.sub("", sheet.read_text("utf-8"))
        link.replace_with(style)
    digests = []
    for style in soup.select("style"):
        text = _FONT.sub(lambda font: f"url({_data(folder / font[1], 'font/woff2')})", style.get_text())
        text = text.replace(
            "font-display:optional", "font-display:block"
        )  # nothing is waited for: the letters are here
        style.string = text
        digests.append(_digest(text))
    return digests


def _scripts(soup: BeautifulSoup, folder: Path) -> list[str]:
    """Put the scripts that a chapter alone needs inside, at the end of the page. Returns the digests of all it has."""
    digests = [_digest(script.get_text()) for script in soup.select("script:not([src], [type])")]
    for script in soup.select("script[src]"):
        source = folder / str(script["src"])
        script.decompose()
        if source.name not in _SCRIPTS:
            continue
        inside = soup.new_tag("script")
        inside.string = source.read_text("utf-8").replace("</script", "<\\/script")
        digests.append(_digest(str(inside.string)))
        assert soup.body is not None
        soup.body.append(inside)
    return digests


def _unlink(soup: BeautifulSoup) -> None:
    """Leave the text of a link to another page of the book, and take its way out."""
    for link in soup.select("a[href]"):
        address = str(link["href"])
        if not address.startswith(("#", "https:")):
            del link["href"]
    brand = soup.select_one(".sanad-brand")
    if isinstance(brand, Tag):
        brand.name = "span"
