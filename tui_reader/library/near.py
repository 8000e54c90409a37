"""Which stories are near one: what the reader may want to join it to."""

import json

from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import EAGER
from tui_reader.errors import NotFoundError
from tui_reader.library.clustering import item_from
from tui_reader.library.window import StoredWindow
from tui_reader.models import Row
from tui_reader.records import briefing_from
from tui_reader.store.members import members
from tui_reader.store.views import Views
from tui_reader.store.window import WindowTable

MOST = 9
"""Stories that are offered."""
BRIEFINGS = 5
"""Of a story, so many are asked for their neighbours."""


def near(views: Views, number: int) -> list[Row]:
    """The stories that are most like one, the nearest first; of the days that the window knows."""
    window = StoredWindow(WindowTable(views.database, views.path))
    clusterer = Clusterer(window, EAGER)
    found: dict[int, None] = {}
    for identity, content, *_ in members(views, number)[:BRIEFINGS]:
        item = item_from(identity, briefing_from(json.loads(content)), window.clock)
        for story in clusterer.near(item):
            try:
                found[views.find(story)] = None
            except NotFoundError:  # it was expired since
                continue
    found.pop(number, None)
    return views.rows([*found][:MOST])
