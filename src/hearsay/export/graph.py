"""The origin graph of a story: which report rests on which, drawn as a tree for each account.

In: a dossier. Out: rows in reading order, and what joins them, as SVG beside them. Never here: an edge that
no origin has.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from hearsay.export.dossier import Dossier
from hearsay.language import mark
from hearsay.records import Direction, Evidence, Member, Origin, Report

Bond = Literal["copy", "derived", "quoted"]
HOW: dict[Direction, str] = {
    "credit": mark("it credits the other"),
    "later": mark("it is later"),
    "unsigned": mark("it alone is unsigned"),
    "supplier": mark("the other supplies outlets"),
    "excerpt": mark("nearly all of it stands in the other, which has more"),
    "statement": mark("the other is the speaker’s own text"),
}
"""How one knows which of two reports has it from the other."""

HEIGHT, STEP, LEFT, DEEPEST = 56, 12, 34, 3  # pixels of a row, of a generation, before the first; generations
DOT = 6  # pixels
MOST = 60  # reports that are drawn; of more, the rest stands in the table


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the graph, `depth` generations after the first one of its account."""

    report: Report
    letter: str
    relation: str
    depth: int
    established: bool
    discusses: bool = False
    outside: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Report `report` has it from `of`, as a whole or in a part; `evidence` are the words that show it."""

    report: str
    of: str
    bond: Bond
    whole: bool
    direction: Direction | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The reports of a story by account, and what they have from one another."""

    rows: tuple[Row, ...]
    edges: tuple[Edge, ...]

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The rows that are drawn."""
        return self.rows[:MOST]


def origin_graph(dossier: Dossier) -> Graph:
    """Who rests on whom among the reports of a dossier."""
    rows = [row for origin in dossier.accounts for row in _family(dossier, origin)]
    there = {row.report.id for row in rows}
    edges = [
        edge
        for origin in dossier.accounts
        for member in origin.members
        for edge in edges_of(member)
        if edge.of in there and edge.report in there
    ]
    return Graph(tuple(rows), tuple(edges))


def edges_of(member: Member) -> Iterator[Edge]:
    """What a report has from others: as a whole, then in its parts."""
    if member.of and member.relation != "origin":
        whole = Edge(member.report, member.of, member.relation, True, member.direction, member.evidence)
        yield whole
    for part in member.parts:
        if part.of and part.relation != "own":
            yield Edge(member.report, part.of, part.relation, False, part.direction, part.evidence)


def graph_svg(graph: Graph) -> Markup:
    """The dots and lines beside the rows, each row `HEIGHT` pixels high; the rows say the same in words."""
    at = {row.report.id: (_x(row), HEIGHT * place + HEIGHT // 2) for place, row in enumerate(graph.drawn)}
    lines = Markup("").join(_line(edge, at) for edge in graph.edges if edge.report in at and edge.of in at)
    dots = Markup("").join(_dot(row, *at[row.report.id]) for row in graph.drawn)
    return Markup(
        '<svg class="lineage-graph" width="{}" height="{}" aria-hidden="true" focusable="false">{}{}</svg>'
    ).format(LEFT + STEP * DEEPEST + 2 * DOT, HEIGHT * len(graph.drawn), lines, dots)


def _family(dossier: Dossier, origin: Origin) -> Iterable[Row]:
    """An account from its first report on, each report below the one that it rests on."""
    members = {member.report: member for member in origin.members if member.report in dossier.report}
    below: dict[str | None, list[str]] = {}
    for id_, member in members.items():
        below.setdefault(member.of if member.of in members and member.of != id_ else None, []).append(id_)
    ahead = [(id_, 0) for id_ in sorted(below.get(None, ()), key=lambda id_: (id_ != origin.first, id_))][
        ::-1
    ]
    seen: set[str] = set()
    while ahead or len(seen) < len(members):
        if not ahead:  # reports that rest on one another in a circle have no first one
            ahead = [(min(members.keys() - seen), 0)]
        id_, depth = ahead.pop()
        if id_ in seen:
            continue
        seen.add(id_)
        outside = origin.outside if id_ == origin.first else None
        letter = dossier.letters.get(id_, "?")
        relation = members[id_].relation
        yield Row(dossier.report[id_], letter, relation, depth, origin.established, origin.discusses, outside)
        ahead += [(other, depth + 1) for other in sorted(below.get(id_, ()), reverse=True)]


def _x(row: Row) -> int:
    return LEFT + STEP * min(row.depth, DEEPEST)


def _line(edge: Edge, at: dict[str, tuple[int, int]]) -> Markup:
    """From a report to the one it has it from: a bent line for the whole, an arc at the left for a part."""
    (x, y), (to_x, to_y) = at[edge.report], at[edge.of]
    if edge.whole and to_x < x and to_y < y:
        path = f"M{to_x} {to_y}V{y - 10}Q{to_x} {y} {to_x + 10} {y}H{x}"
    else:
        bulge = min(x, to_x) - min(8 + abs(y - to_y) // HEIGHT * 6, LEFT - 4)
        path = f"M{x} {y}C{bulge} {y} {bulge} {to_y} {to_x} {to_y}"
    kind = f"{edge.bond}{'' if edge.whole else ' part'}"
    return Markup('<path class="edge {}" d="{}"/>').format(kind, path)


def _dot(row: Row, x: int, y: int) -> Markup:
    kind = row.relation if row.established else "unknown"
    if kind == "derived":
        half = f"M{x} {y - DOT}A{DOT} {DOT} 0 0 1 {x} {y + DOT}Z"
        return Markup(
            '<circle class="dot derived" cx="{}" cy="{}" r="{}"/><path class="half" d="{}"/>'
        ).format(x, y, DOT, half)
    return Markup('<circle class="dot {}" cx="{}" cy="{}" r="{}"/>').format(kind, x, y, DOT)
