"""The report on a class's results as HTML for a notebook. The book's page for class results shows the same tables."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from sanadbook.runtime import charts

if TYPE_CHECKING:
    from sanadbook.runtime.class_results import ClassResults

#: With fewer files a table would show what a single person answered. Official statistics use the same rule of thumb.
MIN_GROUP_SIZE = 5


class Report:
    """The report on *results*, compared with *after*, the results of a later day, if given."""

    def __init__(self, results: ClassResults, after: ClassResults | None = None) -> None:
        self._results, self._after = results, after

    def __repr__(self) -> str:
        return f"Report({self._results.chapter.chapter}): {len(self._results)}"

    def _repr_html_(self) -> str:
        groups = [group for group in (self._results, self._after) if group is not None]
        names = [self._message("before"), self._message("after")] if len(groups) > 1 else [""]
        parts = [self._files(name, group) for name, group in zip(names, groups, strict=True)]
        if any(groups):
            parts += [self._hardest_items(), self._items(), *self._chart(), *self._choices(), self._confidence()]
        chapter = self._results.chapter
        language = f'lang="{escape(chapter.language)}" dir="{chapter.direction}"'
        return f'<div {language} class="sanad-class">{"".join(parts)}</div>'

    def _message(self, name: str, **values: object) -> str:
        """Return a message as HTML."""
        return escape(self._results.chapter.class_results_messages[name].format(**values))

    def _files(self, name: str, group: ClassResults) -> str:
        """Return the number of accepted files and a list of the rejected ones; *name* is a heading or empty."""
        count = self._message("read", n=len(group)) if group else self._message("no_files")
        html = f"<p>{name} — {count}</p>" if name else f"<p>{count}</p>"
        if group.rejected:
            items = (
                f"<li><bdi>{escape(file)}</bdi>: {self._message(f'why_{why}')}</li>" for file, why in group.rejected
            )
            html += f"<p>{self._message('left_out', n=len(group.rejected))}</p><ul>{''.join(items)}</ul>"
        if 0 < len(group) < MIN_GROUP_SIZE:
            html += f"<p><strong>{self._message('few', n=MIN_GROUP_SIZE)}</strong></p>"
        return html

    @property
    def _latest(self) -> ClassResults:
        return self._after or self._results

    def _hardest_items(self) -> str:
        rows = ""
        for row in self._latest.hardest_items():
            line = f"<b>{self._message('back_line', label=row['label'], right=row['right'], all=row['answered'])}</b>"
            top = row["top_distractor"]
            distractor = f"<br>{self._message('back_instead', choice=top)}" if top else ""
            rows += f"<li>{line} {escape(row['stem'])}{distractor}</li>"
        items = f"<ol>{rows}</ol>" if rows else f"<p>{self._message('back_none')}</p>"
        return f"<h3>{self._message('back')}</h3>{items}"

    def _items(self) -> str:
        """Return the table of the items, with a comparison if there are two groups."""
        later = {row["item"]: row for row in self._after.rows()} if self._after is not None else {}
        rows = []
        for row in self._results.rows():
            cells = [row["label"], *self._shares(row)]
            if self._after is not None:
                after_row = later[row["item"]]
                cells += [*self._shares(after_row), _difference(row, after_row)]
            rows.append(cells)
        right, share, before, after = (self._message(name) for name in ("right", "share", "before", "after"))
        heads = [self._message("question"), right, share]
        if self._after is not None:
            heads = [heads[0], before, share, after, share, self._message("difference")]
        return _table(self._message("items"), heads, rows)

    def _shares(self, row: dict[str, Any]) -> list[str]:
        """Return two cells: right of answered, and the same in percent."""
        messages = self._results.chapter.class_results_messages
        if not row["answered"]:
            return ["—", "—"]
        share = percent(row["right"], row["answered"])
        return [
            messages["of"].format(right=row["right"], all=row["answered"]),
            messages["percent"].format(n=share),
        ]

    def _choices(self) -> Iterable[str]:
        """Yield a collapsed table of the given choices for each item."""
        messages = self._results.chapter.class_results_messages
        for row in self._latest.rows():
            if not row["answered"] or not row["chosen"]:
                continue
            rows = []
            for each in row["chosen"]:
                text = messages["is_key"].format(choice=each["text"]) if each["is_key"] else each["text"]
                name = messages["in_part"].format(part=each["part"], choice=text) if each["part"] else text
                rows.append([name, str(each["count"])])
            title = self._message("choices", label=row["label"])
            table = _table("", [self._message("choice"), self._message("chosen")], rows)
            yield f"<details><summary>{title}</summary><p>{escape(row['stem'])}</p>{table}</details>"

    def _confidence(self) -> str:
        """Return the table of confidence and correctness, or nothing if nobody gave a confidence."""
        messages = self._results.chapter.class_results_messages
        names = ("right", "wrong", "partial")
        levels = [level for level in self._latest.confidence() if any(level[name] for name in names)]
        if not levels:
            return ""
        rows = [[messages[f"sure_{level['level']}"], *(str(level[name]) for name in names)] for level in levels]
        heads = [self._message(name) for name in ("sureness", "right", "wrong", "partly")]
        return _table(self._message("confidence"), heads, rows)

    def _chart(self) -> Iterable[str]:
        """Yield the chart as an image, or a sentence if matplotlib is not installed."""
        try:
            figure = self._results.chart(self._after)
        except ModuleNotFoundError as error:
            yield f"<p>{escape(str(error))}</p>"
            return
        alt = self._results.chapter.class_results_messages["chart_alt"]
        yield f"<p>{charts.to_img(figure, alt)}</p>"


def _difference(row: dict[str, Any], after: dict[str, Any]) -> str:
    """Return the difference of the displayed shares. It is isolated: the sign stays before the number in Arabic too."""
    if not row["answered"] or not after["answered"]:
        return "—"
    points = percent(after["right"], after["answered"]) - percent(row["right"], row["answered"])
    return f"\u2066{points:+d}\u2069" if points else "0"


def _table(caption: str, heads: Iterable[str], rows: Iterable[list[str]]) -> str:
    """Return a table with row headers. *caption* and *heads* are HTML; the cells of *rows* are plain text."""
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<table class="sanad-table">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def percent(count: int, total: int) -> int:
    """Return *count* of *total* as a whole percentage, with halves rounded up, as in ``class-results/count.js``."""
    return (200 * count + total) // (2 * total)
