"""`feeds.db`: what servers have said about feeds. May be lost: then every feed is asked anew.

Unlike the other two it is written by whoever refreshes, which need not be who saves the marks:
a refresh from cron beside an open screen. So it stands alone, and every write is short.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import StoreDamagedError, StoreError
from tui_reader.store.schema import check_pages, connect, connect_reading, ours, transaction

APPLICATION = 0x74756664  # "tufd"

MIGRATIONS = (
    """
    CREATE TABLE feeds (
        folder TEXT PRIMARY KEY,               -- where its files are: see `feed_key`
        etag TEXT NOT NULL,                    -- exactly as the server gave it, and so is the next
        modified TEXT NOT NULL,
        digest TEXT NOT NULL,                  -- of the last body that was parsed
        checked INTEGER,                       -- when it was asked last; seconds since 1970, UTC
        due INTEGER NOT NULL,                  -- not to be asked before, unless by hand
        banned INTEGER NOT NULL,               -- not to be asked before (Retry-After)
        failures INTEGER NOT NULL,             -- in a row
        failing_since INTEGER,
        reason TEXT NOT NULL,                  -- of the last failure
        gone INTEGER NOT NULL,                 -- the server said so for good (410)
        ttl INTEGER NOT NULL,                  -- minutes that the feed itself asks for
        title TEXT NOT NULL,
        site TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)


class FeedState(NamedTuple):
    """What is known of one feed; as it stands here, before it was ever asked."""

    folder: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    checked: int | None = None
    due: int = 0
    banned: int = 0
    failures: int = 0
    failing_since: int | None = None
    reason: str = ""
    gone: bool = False
    ttl: int = 0
    title: str = ""
    site: str = ""

    @property
    def failing(self) -> str:
        """Why it fails and since when, in one line; "" if it does not."""
        if not self.reason or self.failing_since is None:
            return ""
        since = dt.datetime.fromtimestamp(self.failing_since, dt.UTC).astimezone()
        return f"{self.reason} (since {since.day} {since:%b %Y, %H:%M})"


def feed_key(folder: Path) -> str:
    """What a feed is known by, from its folder: one that was only looked at is another feed."""
    return f"{folder.parent.name}/{folder.name}"


_COLUMNS = ", ".join(FeedState._fields)
_PLACES = ", ".join("?" * len(FeedState._fields))


class Feeds:
    """The states of all feeds that were ever asked."""

    def __init__(self, path: Path) -> None:
        """A file that is no sound database is begun anew: nothing in it is dear."""
        self.path = path
        try:
            self.database = _sound(path)
        except StoreDamagedError:
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            self.database = _sound(path)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def get(self, folders: Iterable[str]) -> dict[str, FeedState]:
        """The states of these feeds, by folder; those that were never asked are new ones."""
        wanted = list(folders)
        with ours(self.path):
            known = _known(self.database, wanted)
        return {folder: known.get(folder) or FeedState(folder=folder) for folder in wanted}

    def put(self, states: Iterable[FeedState]) -> None:
        """Write states, in place of those that were."""
        with ours(self.path), transaction(self.database):
            self.database.executemany(
                f"INSERT OR REPLACE INTO feeds ({_COLUMNS}) VALUES ({_PLACES})", states
            )


def known_states(path: Path, folders: Iterable[str]) -> dict[str, FeedState]:
    """What is known of these feeds, for those who only look: nothing is written, not even made.

    A file that can't be read says nothing.
    """
    try:
        with closing(connect_reading(path, APPLICATION, len(MIGRATIONS))) as database, ours(path):
            return _known(database, list(folders))
    except StoreError:
        return {}


def _known(database: sqlite3.Connection, folders: Sequence[str]) -> dict[str, FeedState]:
    """The states of those of these feeds that were ever asked."""
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM feeds WHERE folder IN (SELECT value FROM json_each(?))",
        (json.dumps(folders),),
    )
    return {row[0]: _state(row) for row in rows}


def _sound(path: Path) -> sqlite3.Connection:
    """The database, with every page looked at: there are few."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror}") from error
    database = connect(path, APPLICATION, MIGRATIONS)
    with ExitStack() as closing:
        closing.callback(database.close)
        check_pages(database, path)
        closing.pop_all()
    return database


def _state(row: sqlite3.Row | tuple[object, ...]) -> FeedState:
    state = FeedState(*row)
    return state._replace(gone=bool(state.gone))
