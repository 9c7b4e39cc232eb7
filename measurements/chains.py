"""How alike two groupings of the same mentions are: MUC, B-cubed and CEAF-e, and their mean, the CoNLL score.

In: for each mention its chain, in the gold and in the answer. Out: recall, precision, F1. Never here: texts.
Definitions: Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005; the mean as in the CoNLL-2012 shared task.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Grouping = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Recall and precision, each between 0 and 1."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.recall * self.precision / ((self.recall + self.precision) or 1)


def conll(gold: Grouping, answer: Grouping) -> float:
    """The mean F1 of the three."""
    return (muc(gold, answer).f1 + b_cubed(gold, answer).f1 + ceaf_e(gold, answer).f1) / 3


def muc(gold: Grouping, answer: Grouping) -> Score:
    """The links that are missing, of those that hold the chains together."""
    return Score(_linked(gold, answer), _linked(answer, gold))


def b_cubed(gold: Grouping, answer: Grouping) -> Score:
    """The part of each mention's chain that is right, over all mentions."""
    shared = Counter((gold[m], answer[m]) for m in gold)
    sizes, given = Counter(gold.values()), Counter(answer[m] for m in gold)
    recall = sum(n * n / sizes[chain] for (chain, _), n in shared.items())
    precision = sum(n * n / given[chain] for (_, chain), n in shared.items())
    return Score(recall / len(gold), precision / len(gold))


def ceaf_e(gold: Grouping, answer: Grouping) -> Score:
    """How alike the chains are, each laid to at most one, in the best way."""
    shared = Counter((gold[m], answer[m]) for m in gold)
    sizes, given = Counter(gold.values()), Counter(answer[m] for m in gold)
    alike = {(g, a): 2 * n / (sizes[g] + given[a]) for (g, a), n in shared.items()}
    best = sum(_best(part) for part in _components(alike))
    return Score(best / len(sizes), best / len(given))


def _linked(chains: Grouping, others: Grouping) -> float:
    parts: dict[Hashable, set[Hashable]] = defaultdict(set)
    sizes = Counter(chains.values())
    for mention, chain in chains.items():
        parts[chain].add(others[mention])
    links = sum(size - 1 for size in sizes.values())
    return sum(sizes[chain] - len(found) for chain, found in parts.items()) / (links or 1)


Weights = dict[tuple[Hashable, Hashable], float]


def _components(alike: Weights) -> list[Weights]:
    """The pairs, apart where they share no chain: each part is assigned for itself."""
    near: dict[tuple[str, Hashable], list[tuple[str, Hashable]]] = defaultdict(list)
    for g, a in alike:
        near["gold", g].append(("answer", a))
        near["answer", a].append(("gold", g))
    number: dict[tuple[str, Hashable], int] = {}
    for node in near:
        waiting = [node] if node not in number else []
        while waiting:
            at = waiting.pop()
            if at not in number:
                number[at] = number.get(node, len(number)) if at != node else len(number)
                waiting += near[at]
    parts: dict[int, Weights] = defaultdict(dict)
    for (g, a), weight in alike.items():
        parts[number["gold", g]][g, a] = weight
    return list(parts.values())


def _best(alike: Weights) -> float:
    rows = list(dict.fromkeys(g for g, _ in alike))
    columns = list(dict.fromkeys(a for _, a in alike))
    if len(rows) > len(columns):
        return _best({(a, g): weight for (g, a), weight in alike.items()})
    return _assigned([[alike.get((g, a), 0.0) for a in columns] for g in rows])


def _assigned(weights: Sequence[Sequence[float]]) -> float:
    """The greatest sum that takes one of each row, at most one of each column (Kuhn and Munkres).

    `weights` has at least as many columns as rows.
    """
    high, wide = len(weights), len(weights[0])
    row_price, column_price = [0.0] * (high + 1), [0.0] * (wide + 1)
    row_of, came_from = [0] * (wide + 1), [0] * (wide + 1)  # column 0 is where a search starts
    for row in range(1, high + 1):
        row_of[0], at = row, 0
        slack, done = [float("inf")] * (wide + 1), [False] * (wide + 1)
        while row_of[at]:
            done[at], step, nearest = True, float("inf"), 0
            for column in range(1, wide + 1):
                if done[column]:
                    continue
                cost = -weights[row_of[at] - 1][column - 1] - row_price[row_of[at]] - column_price[column]
                if cost < slack[column]:
                    slack[column], came_from[column] = cost, at
                if slack[column] < step:
                    step, nearest = slack[column], column
            for column in range(wide + 1):
                if done[column]:
                    row_price[row_of[column]] += step
                    column_price[column] -= step
                else:
                    slack[column] -= step
            at = nearest
        while at:
            row_of[at] = row_of[came_from[at]]
            at = came_from[at]
    return sum(weights[row_of[c] - 1][c - 1] for c in range(1, wide + 1) if row_of[c])
