"""Groups from likenesses of pairs, in which every member is like the whole group and not like one of it.

In: groups to begin with, and how alike some pairs of members are. Out: larger groups. Never here: reports.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence


def average_link(
    groups: Sequence[Sequence[int]], likeness: Mapping[tuple[int, int], float], threshold: float
) -> list[list[int]]:
    """Joins the two groups with the highest mean likeness of their members, while that reaches the threshold.

    A pair that `likeness` lacks counts as 0. Of equal means, the groups with the smaller numbers go first.
    """
    home = {member: number for number, group in enumerate(groups) for member in group}
    members = {number: list(group) for number, group in enumerate(groups)}
    totals: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (a, b), value in sorted(likeness.items()):
        x, y = home[a], home[b]
        if x != y:
            totals[x][y] += value
            totals[y][x] += value

    def mean(x: int, y: int) -> float:
        return totals[x][y] / (len(members[x]) * len(members[y]))

    queue = [(-mean(x, y), x, y) for x, row in totals.items() for y in row if x < y]
    queue = [entry for entry in queue if -entry[0] >= threshold]
    heapq.heapify(queue)
    while queue:
        expected, x, y = heapq.heappop(queue)
        if x not in members or y not in members or mean(x, y) != -expected:
            continue  # one of them has changed since; what it became has its own entry
        for z, value in totals.pop(y).items():
            del totals[z][y]
            if z != x:
                totals[x][z] += value
                totals[z][x] += value
        members[x] += members.pop(y)
        for z in totals[x]:
            if (value := mean(x, z)) >= threshold:
                heapq.heappush(queue, (-value, min(x, z), max(x, z)))
    return sorted(sorted(group) for group in members.values())
