"""Which stories are near one: what the reader may want to join it to."""

import json

from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import EAGER, OFF
from tui_reader.cluster.window import SPAN, MemoryWindow
from tui_reader.errors import NotFoundError
from tui_reader.library.clustering import item_from
from tui_reader.models import Row
from tui_reader.records import briefing_from
from tui_reader.store.members import around, members
from tui_reader.store.views import Views

MOST = 9
"""Stories that are offered."""
BRIEFINGS = 5
"""Of a story, so many are asked for their neighbours."""
NEIGHBOURS = 2_000
"""Briefings of its days that are looked at."""


def near(views: Views, number: int) -> list[Row]:
    """The stories of the same days that are most like one, the nearest first."""
    window = MemoryWindow()
    placing = Clusterer(window, OFF)
    for at, identity, content in around(views, number, SPAN, NEIGHBOURS):
        placing.add(item_from(identity, briefing_from(json.loads(content)), at))
    asking = Clusterer(window, EAGER)
    found: dict[int, None] = {}
    for identity, content, *_ in members(views, number)[:BRIEFINGS]:
        item = item_from(identity, briefing_from(json.loads(content)), window.clock)
        for story in asking.near(item):
            try:
                found[views.find(story)] = None
            except NotFoundError:  # it was expired since
                continue
    found.pop(number, None)
    return views.rows([*found][:MOST])
