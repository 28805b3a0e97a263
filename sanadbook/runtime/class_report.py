"""What a class's results files say, as a notebook shows it: every text escaped, the picture where matplotlib is there.

The page of the book (``results.js``) draws the same tables of the same numbers.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from sanadbook.runtime import charts

if TYPE_CHECKING:
    from sanadbook.runtime.class_results import ClassResults

#: From how many files on a table no longer tells what one person answered (a rule of thumb of official statistics).
MIN_GROUP_SIZE = 5


class Report:
    """Shows *group* and, where it is given, a later one *after* it."""

    def __init__(self, group: ClassResults, after: ClassResults | None = None) -> None:
        self._group, self._after = group, after

    def __repr__(self) -> str:
        return f"Report({self._group.chapter.chapter}): {len(self._group)}"

    def _repr_html_(self) -> str:
        groups = [group for group in (self._group, self._after) if group is not None]
        names = [self._say("before"), self._say("after")] if len(groups) > 1 else [""]
        parts = [self._files(name, group) for name, group in zip(names, groups, strict=True)]
        if any(groups):
            parts += [self._back(), self._items(), *self._picture(), *self._choices(), self._confidence()]
        # The texts' own direction, whatever the host's.
        return f'<div dir="auto" class="sanad-class">{"".join(parts)}</div>'

    def _say(self, name: str, **values: object) -> str:
        return escape(self._group.chapter.class_results_messages[name].format(**values))

    def _files(self, name: str, group: ClassResults) -> str:
        """Which files count, which do not, and why; *name* tells the round where there are two."""
        said = self._say("read", n=len(group)) if group else self._say("no_files")
        html = f"<p>{name} — {said}</p>" if name else f"<p>{said}</p>"
        if group.left_out:
            rows = (f"<li><bdi>{escape(name)}</bdi>: {self._say(f'why_{why}')}</li>" for name, why in group.left_out)
            html += f"<p>{self._say('left_out', n=len(group.left_out))}</p><ul>{''.join(rows)}</ul>"
        if 0 < len(group) < MIN_GROUP_SIZE:
            html += f"<p><strong>{self._say('few', n=MIN_GROUP_SIZE)}</strong></p>"
        return html

    @property
    def _last(self) -> ClassResults:
        """The group whose needs are to be met: the later one, where it holds anything."""
        return self._after or self._group

    def _back(self) -> str:
        """The items to go back to."""
        rows = ""
        for row in self._last.back():
            line = f"<b>{self._say('back_line', label=row['label'], right=row['right'], all=row['answered'])}</b>"
            instead = f"<br>{self._say('back_instead', choice=row['instead'])}" if row["instead"] else ""
            rows += f"<li>{line} {escape(row['stem'])}{instead}</li>"
        said = f"<ol>{rows}</ol>" if rows else f"<p>{self._say('back_none')}</p>"
        return f"<h3>{self._say('back')}</h3>{said}"

    def _items(self) -> str:
        """A row for each item: how many had it right at first, before and after."""
        later = {row["item"]: row for row in self._after.rows()} if self._after is not None else {}
        rows = []
        for row in self._group.rows():
            cells = [row["label"], *self._shares(row)]
            if self._after is not None:
                then = later[row["item"]]
                cells += [*self._shares(then), _difference(row, then)]
            rows.append(cells)
        right, share, before, after = (self._say(name) for name in ("right", "share", "before", "after"))
        heads = [self._say("question"), right, share]
        if self._after is not None:
            heads = [heads[0], before, share, after, share, self._say("difference")]
        return _table(self._say("items"), heads, rows)

    def _shares(self, row: dict[str, Any]) -> list[str]:
        """How many of those who answered were right, and in percent."""
        texts = self._group.chapter.class_results_messages
        if not row["answered"]:
            return ["—", "—"]
        share = percent(row["right"], row["answered"])
        return [texts["of"].format(right=row["right"], all=row["answered"]), texts["percent"].format(n=share)]

    def _choices(self) -> Iterable[str]:
        """What was chosen in each item, folded."""
        texts = self._group.chapter.class_results_messages
        for row in self._last.rows():
            if not row["answered"] or not row["chosen"]:
                continue
            rows = []
            for each in row["chosen"]:
                text = texts["is_key"].format(choice=each["text"]) if each["is_key"] else each["text"]
                named = texts["in_part"].format(part=each["part"], choice=text) if each["part"] else text
                rows.append([named, str(each["count"])])
            title = self._say("choices", label=row["label"])
            table = _table("", [self._say("choice"), self._say("chosen")], rows)
            yield f"<details><summary>{title}</summary><p>{escape(row['stem'])}</p>{table}</details>"

    def _confidence(self) -> str:
        """How sure, and how often right; nothing where nobody said."""
        texts = self._group.chapter.class_results_messages
        names = ("right", "wrong", "partly")
        levels = [level for level in self._last.confidence() if any(level[name] for name in names)]
        if not levels:
            return ""
        rows = [[texts[f"sure_{level['level']}"], *(str(level[name]) for name in names)] for level in levels]
        return _table(self._say("confidence"), [self._say(name) for name in ("sureness", *names)], rows)

    def _picture(self) -> Iterable[str]:
        """The chart with its alternative text, or the one sentence that says why there is none."""
        try:
            figure = self._group.chart(self._after)
        except ModuleNotFoundError as absent:
            yield f"<p>{escape(str(absent))}</p>"
            return
        source = base64.b64encode(charts.png(figure)).decode("ascii")
        width = f"{figure.get_figwidth() * 72:.0f}"
        yield f'<p><img alt="{self._say("chart_alt")}" src="data:image/png;base64,{source}" width="{width}"></p>'


def _difference(row: dict[str, Any], then: dict[str, Any]) -> str:
    """The difference of the shares as shown, isolated: the sign stands before the number in a text from right to left too."""
    if not row["answered"] or not then["answered"]:
        return "—"
    points = percent(then["right"], then["answered"]) - percent(row["right"], row["answered"])
    return f"\u2066{points:+d}\u2069" if points else "0"


def _table(caption: str, heads: Iterable[str], rows: Iterable[list[str]]) -> str:
    """A table whose first column heads its rows; *caption* and *heads* are HTML, the cells of *rows* plain text."""
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<table class="sanad-table">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def percent(right: int, of: int) -> int:
    """Return *right* of *of* in whole percent, a half up; the same as in ``class-results.js``."""
    return (200 * right + of) // (2 * of)
