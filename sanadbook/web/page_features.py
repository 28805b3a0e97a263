"""Which classes and markers the elements of a page have: by them a page gets its style sheets and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class PageFeatures:
    """Classes and ``data-…`` attributes of all elements of a page.

    Attributes:
        classes: the class names.
        markers: the names of the ``data-…`` attributes; see ``docs/markup.md``.

    """

    classes: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.classes: set[str] = set()
        self.markers: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "class":
                self.classes.update((value or "").split())
            elif name.startswith("data-"):
                self.markers.add(name)


def read_features(html: str) -> PageFeatures:
    """Return the features of the elements in *html*."""
    collector = _Collector()
    collector.feed(html)
    return PageFeatures(frozenset(collector.classes), frozenset(collector.markers))
