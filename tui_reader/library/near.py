"""Which stories are near one: what the reader may want to join it to."""

import json
from contextlib import suppress

from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import EAGER, OFF
from tui_reader.cluster.window import SPAN, MemoryWindow
from tui_reader.errors import NotFoundError
from tui_reader.library.clustering import item_from
from tui_reader.models import Row
from tui_reader.records import briefing_from
from tui_reader.store.earlier import earlier_than
from tui_reader.store.members import around, members
from tui_reader.store.schema import ours
from tui_reader.store.views import Views

MOST = 9
"""Stories that are offered."""
BRIEFINGS = 5
"""Of a story, so many are asked for their neighbours."""
NEIGHBOURS = 2_000
"""Briefings of its days that are looked at."""


def near(views: Views, number: int) -> list[Row]:
    """The stories that one goes on with, then those of its days, the most like it first."""
    window = MemoryWindow()
    placing = Clusterer(window, OFF)
    for at, identity, content in around(views, number, SPAN, NEIGHBOURS):
        placing.add(item_from(identity, briefing_from(json.loads(content)), at))
    told = [
        item_from(identity, briefing_from(json.loads(content)), window.clock)
        for identity, content, *_ in members(views, number)[:BRIEFINGS]
    ]
    with ours(views.path):
        found = dict.fromkeys(earlier_than(views.database, number))
    for story in Clusterer(window, EAGER).near(told):
        with suppress(NotFoundError):  # it was expired since
            found[views.find(story)] = None
    found.pop(number, None)
    return views.rows([*found][:MOST])
