"""Of which briefings stories are made: what marks and explanations go by."""

import json
from collections.abc import Sequence

from tui_reader.errors import NotFoundError
from tui_reader.models import distinct
from tui_reader.store.schema import ours
from tui_reader.store.views import Views


def members(views: Views, number: int) -> list[tuple[str, str, str, str]]:
    """(identity, record as JSON, source, evidence) of the briefings of a story, each once."""
    with ours(views.path):
        rows = views.database.execute(
            "SELECT briefings.identity, content, roots.name, coalesce(evidence, '')"
            " FROM briefings JOIN stories ON stories.id = briefings.story"
            " JOIN roots ON roots.id = root"
            " LEFT JOIN parts ON parts.identity = briefings.identity"
            " WHERE briefings.story = ?"
            " ORDER BY briefings.identity IS NOT stories.identity, briefings.id",
            (number,),
        ).fetchall()
    if not rows:
        raise NotFoundError("this story is gone")
    return list({row[0]: row for row in reversed(rows)}.values())[::-1]


def identities(views: Views, numbers: Sequence[int]) -> list[tuple[int, str, tuple[str, ...]]]:
    """(story, briefing, its outlets): what the marks of all of them need.

    Each has its own alone: 3,000 briefings with the outlets of all are nine million names.
    """
    asked = (json.dumps(list(numbers)),)
    some = "(SELECT value FROM json_each(?))"
    with ours(views.path):
        told = views.database.execute(
            "SELECT id, coalesce(parts.identity, stories.identity), outlets, story"
            f" FROM stories LEFT JOIN parts ON parts.story = id WHERE id IN {some} ORDER BY id",
            asked,
        ).fetchall()
        own = dict(
            views.database.execute(
                "SELECT briefings.identity, json_group_array(json_extract(value, '$.outlet'))"
                " FROM briefings, json_each(content, '$.articles')"
                f" WHERE story IN (SELECT story FROM parts WHERE story IN {some})"
                " GROUP BY briefings.identity",
                asked,
            ).fetchall()
        )
    return [
        (number, key, distinct(json.loads(own.get(key, "[]") if story else outlets)))
        for number, key, outlets, story in told
    ]


def around(views: Views, number: int, seconds: int, most: int) -> list[tuple[int, str, str]]:
    """(time, identity, record as JSON) of the briefings of the days around a story, by time."""
    with ours(views.path):
        rows = views.database.execute(
            "WITH here AS (SELECT at FROM stories WHERE id = :number),"
            " near AS (SELECT story, places.at FROM places, here WHERE view = 1"
            " AND places.at BETWEEN here.at - :seconds AND here.at + :seconds"
            " ORDER BY abs(places.at - here.at) LIMIT :most)"
            " SELECT near.at, identity, content FROM near"
            " JOIN briefings ON briefings.story = near.story GROUP BY identity"
            " ORDER BY near.at, identity",
            {"number": number, "seconds": seconds, "most": most},
        )
        return rows.fetchall()
