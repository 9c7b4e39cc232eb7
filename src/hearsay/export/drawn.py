"""What `templates/drawn.html` calls: timelines and maps, for the brief and for the workbench alike.

In: nothing. Out: the names under which an environment of templates offers them. Never here: a template.
"""

from collections.abc import Callable, Mapping
from typing import Any

from hearsay.export import graph as graphs
from hearsay.export import map as maps
from hearsay.export import timeline as timelines
from hearsay.export.map_drawing import map_svg

DRAWN: Mapping[str, Callable[..., Any] | Mapping[Any, Any]] = {
    "timeline_of": timelines.timeline,
    "timeline_titles": timelines.TITLES,
    "ticks_svg": timelines.ticks_svg,
    "bars_svg": timelines.bars_svg,
    "map_of": maps.story_map,
    "map_svg": map_svg,
    "site_words": maps.site_words,
    "basis_words": maps.basis_words,
    "origin_graph": graphs.origin_graph,
    "graph_svg": graphs.graph_svg,
    "graph_how": graphs.HOW,
}
