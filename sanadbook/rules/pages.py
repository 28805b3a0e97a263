"""The pages that people write by hand, ``*.md`` beside the contents file: their wordings are checked line by line."""

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
#: What `sanadbook write` makes from chapters, which have their own rules; it also quotes the source.
_WRITTEN = re.compile(r"(facilitator|chapters)/\d\d")
_FENCE = re.compile(r"^\s*(`{3,}|:{3,}|~{3,})(.*)$")
#: What no reader sees: tags, targets of links, roles and other code, substitutions, labels, comments, options of directives.
_UNSEEN = re.compile(r"<[^>]*>|\]\([^)]*\)|\{[\w-]+\}(?=`)|`[^`]*`|\{\{[^}]*\}\}|^\([\w-]+\)=$|^%.*$|^:[\w-]+:.*$")
_HEADING = re.compile(r"^#{1,6} ")


def check_pages(root: Path, wording: StyleChecker) -> Iterator[Problem]:
    """Yield every wording that may not stand in a hand-written page of the contents, with its file and line."""
    if not (root / CONTENTS).is_file():
        return
    try:
        contents, _ = read_yaml(root / CONTENTS, CONTENTS)
    except CourseError as error:
        yield from error.problems
        return
    for name in _names(contents):
        file = f"{name}.md"
        if (root / file).is_file() and not _WRITTEN.match(name):
            yield from check_page(read_text(root / file, file), file, wording)


def _rest(unseen: re.Match[str]) -> str:
    """Leave a sign where something stands in the sentence that is no word of it."""
    return "\u2026" if unseen[0].startswith(("`", "{{")) else ""


def _names(part: Any) -> Iterator[str]:
    """Yield the pages that the contents name, wherever they stand in them."""
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key in ("file", "root") and isinstance(value, str))
    for child in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _names(child)


def check_page(text: str, file: str, wording: StyleChecker) -> Iterator[Problem]:
    """Yield the findings in the Markdown *text*; code is left out, the words within directives are not."""
    code = ""
    for number, line in enumerate(text.split("\n"), start=1):
        fence = _FENCE.match(line)
        if code:
            code = "" if fence and fence[1].startswith(code) and not fence[2].strip() else code
            continue
        if fence:
            opening = fence[2].strip()
            code = fence[1] if opening and not opening.startswith("{") else ""
            continue
        seen, place = _UNSEEN.sub(_rest, line).strip(), SourceMap(file, {(): number})
        yield from wording.of(seen, (), place)
        if _HEADING.match(line):
            yield from wording.on_screen(seen, (), place)
