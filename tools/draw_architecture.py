"""Draw the imports between the subpackages of `sanadbook` as an SVG picture: ``python -m tools.draw_architecture``.

Packages are arranged in rows: each package is in a row above everything that it imports. An arrow that follows from
others is left out: where A imports B and B imports C, there is no arrow from A to C.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tools.package_imports import package_imports

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "architecture.svg"

_BOX_WIDTH, _BOX_HEIGHT = 140, 40
_COLUMN, _ROW, _MARGIN = 168, 84, 24
_SWEEPS = 8

Graph = dict[str, set[str]]
#: A package, or one step of an arrow that passes a row: (importer, imported, row).
Node = str | tuple[str, str, int]


def _reachable(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


def without_implied_edges(graph: Graph) -> Graph:
    """Return *graph*, which has no cycles, without the edges that follow from the others."""
    return {
        name: {each for each in targets if not any(each in _reachable(graph, other) for other in targets - {each})}
        for name, targets in graph.items()
    }


def rows_of(graph: Graph) -> list[list[str]]:
    """Return the nodes of *graph* in rows, lowest first: each as high as the rows of its importers allow."""
    importers: Graph = {name: {other for other in graph if name in graph[other]} for name in graph}

    def depth(name: str) -> int:
        return max((depth(other) + 1 for other in importers[name]), default=0)

    depths = {name: depth(name) for name in graph}
    deepest = max(depths.values())
    return [sorted(name for name in graph if depths[name] == deepest - row) for row in range(deepest + 1)]


def _layout(graph: Graph) -> tuple[list[list[Node]], list[tuple[Node, Node]]]:
    """Return the rows with the steps of long arrows, ordered so that few arrows cross, and the edges between rows."""
    named = rows_of(graph)
    row_of = {name: row for row, names in enumerate(named) for name in names}
    rows: list[list[Node]] = [list(names) for names in named]
    edges: list[tuple[Node, Node]] = []
    for name in sorted(graph):
        for target in sorted(graph[name]):
            steps: list[Node] = [(name, target, row) for row in range(row_of[name] - 1, row_of[target], -1)]
            for step, row in zip(steps, range(row_of[name] - 1, row_of[target], -1), strict=True):
                rows[row].append(step)
            path: list[Node] = [name, *steps, target]
            edges += pairwise(path)
    for sweep in range(_SWEEPS):
        indices = range(len(rows) - 2, -1, -1) if sweep % 2 == 0 else range(1, len(rows))
        for row in indices:
            fixed = rows[row + 1 if sweep % 2 == 0 else row - 1]
            place = {node: index - len(fixed) / 2 for index, node in enumerate(fixed)}

            def centre(node: Node, place: dict[Node, float] = place) -> float:
                near = [place[b if a == node else a] for a, b in edges if node in (a, b) and (a in place or b in place)]
                return sum(near) / len(near) if near else 0.0

            rows[row].sort(key=centre)
    return rows, edges


def draw(graph: Graph) -> str:
    """Return the picture of *graph*, from each package to the packages that it imports, as SVG."""
    rows, edges = _layout(without_implied_edges(graph))
    widest = max(map(len, rows))
    width, height = widest * _COLUMN + 2 * _MARGIN, len(rows) * _ROW + 2 * _MARGIN - (_ROW - _BOX_HEIGHT)
    centre: dict[Node, tuple[float, float]] = {}
    for row, nodes in enumerate(rows):
        for index, node in enumerate(nodes):
            x = width / 2 + (index - (len(nodes) - 1) / 2) * _COLUMN
            centre[node] = (x, _MARGIN + _BOX_HEIGHT / 2 + (len(rows) - 1 - row) * _ROW)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" font-family="sans-serif" font-size="15">',
        "<title>Imports between the packages of sanadbook</title>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#5b6770"/></marker></defs>',
        f'<rect width="{width}" height="{height}" rx="12" fill="#fdfcf6"/>',
    ]
    for start, end in edges:
        (x1, y1), (x2, y2) = centre[start], centre[end]
        y1 += _BOX_HEIGHT / 2 if isinstance(start, str) else 0
        y2 -= _BOX_HEIGHT / 2 if isinstance(end, str) else 0
        middle = (y1 + y2) / 2
        marker = ' marker-end="url(#head)"' if isinstance(end, str) else ""
        curve = f"M{x1:g} {y1:g}C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}"
        lines.append(f'<path d="{curve}" fill="none" stroke="#5b6770" stroke-width="1.5"{marker}/>')
    for node, (x, y) in centre.items():
        if isinstance(node, str):
            left, top = x - _BOX_WIDTH / 2, y - _BOX_HEIGHT / 2
            lines.append(
                f'<rect x="{left:g}" y="{top:g}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="8"'
                ' fill="#ffffff" stroke="#0f6b6b" stroke-width="1.5"/>'
            )
            lines.append(f'<text x="{x:g}" y="{y + 5:g}" text-anchor="middle" fill="#1c2b33">{node}</text>')
    return "\n".join([*lines, "</svg>", ""])


def picture() -> str:
    """Return the picture of today's imports. `__main__` is left out: it only calls the command line."""
    return draw({name: targets for name, targets in package_imports().items() if name != "__main__"})


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
    print(f"wrote: {PICTURE}")
