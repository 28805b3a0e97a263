"""Checks the style of the hand-written pages, ``*.md``, that the table of contents names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sanadbook.inputs.loader import SourceMap, read_yaml
from sanadbook.inputs.problems import CourseError, Problem
from sanadbook.inputs.seed import read_text
from sanadbook.rules.style import StyleChecker

CONTENTS = "_toc.yml"
#: Pages that `sanadbook write` makes of chapters; they quote the source and are checked with their chapter.
_WRITTEN = re.compile(r"(facilitator|chapters)/\d\d")
_FENCE = re.compile(r"^\s*(`{3,}|:{3,}|~{3,})(.*)$")
#: Syntax that readers do not see: tags, link targets, roles and code, substitutions, labels, comments, options.
_SYNTAX = re.compile(r"<[^>]*>|\]\([^)]*\)|\{[\w-]+\}(?=`)|`[^`]*`|\{\{[^}]*\}\}|^\([\w-]+\)=$|^%.*$|^:[\w-]+:.*$")
_HEADING = re.compile(r"^#{1,6} ")


def check_pages(root: Path, style: StyleChecker) -> Iterator[Problem]:
    """Yield the style problems of all hand-written pages below *root*, with file and line."""
    if not (root / CONTENTS).is_file():
        return
    try:
        contents, _ = read_yaml(root / CONTENTS, CONTENTS)
    except CourseError as error:
        yield from error.problems
        return
    for name in _page_names(contents):
        file = f"{name}.md"
        if (root / file).is_file() and not _WRITTEN.match(name):
            yield from check_page(read_text(root / file, file), file, style)


def check_page(text: str, file: str, style: StyleChecker) -> Iterator[Problem]:
    """Yield the style problems of the Markdown *text*, without its code blocks but with the text in directives."""
    code_fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        fence = _FENCE.match(line)
        if code_fence:
            closes = fence and fence[1].startswith(code_fence) and not fence[2].strip()
            code_fence = "" if closes else code_fence
            continue
        if fence:
            info = fence[2].strip()
            code_fence = fence[1] if info and not info.startswith("{") else ""
            continue
        visible, source = _SYNTAX.sub(_placeholder, line).strip(), SourceMap(file, {(): number})
        yield from style.check(visible, (), source)
        if _HEADING.match(line):
            yield from style.check_screen_text(visible, (), source)


def _placeholder(syntax: re.Match[str]) -> str:
    """Return an ellipsis for syntax that takes the place of a word, and nothing for the rest."""
    return "\u2026" if syntax[0].startswith(("`", "{{")) else ""


def _page_names(part: Any) -> Iterator[str]:
    """Yield the names of all pages in a table of contents or a part of it."""
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key in ("file", "root") and isinstance(value, str))
    for child in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _page_names(child)
