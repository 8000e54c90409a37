"""A mark as a row of a database: in `marks.db`, and in its copies in the index."""

import datetime as dt

from tui_reader.models import Mark
from tui_reader.records import names_from

MarkRow = tuple[str, int, int, int, str, str, int]
"""Identity, first seen, read, starred, outlets seen, tags, hidden."""


def mark_from(row: MarkRow) -> Mark:
    """The mark that a row holds."""
    key, first_seen, read, starred, seen, tags, hidden = row
    return Mark(
        key=key,
        first_seen=dt.datetime.fromtimestamp(first_seen, dt.UTC),
        read=bool(read),
        starred=bool(starred),
        outlets=names_from(seen),
        tags=names_from(tags),
        hidden=bool(hidden),
    )
