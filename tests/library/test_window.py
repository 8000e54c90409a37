"""The window that lies in the index answers as the one in memory does, across any restarts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cluster.test_laws import batches
from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import EAGER, Item, stories
from tui_reader.cluster.window import MemoryWindow
from tui_reader.library.window import StoredWindow
from tui_reader.store.index import Index
from tui_reader.store.schema import transaction
from tui_reader.store.window import WindowTable


@contextmanager
def table() -> Iterator[sqlite3.Connection]:
    """An empty index."""
    with TemporaryDirectory() as folder, closing(Index(Path(folder) / "index.db")) as index:
        yield index.database


@settings(max_examples=40, deadline=None)
@given(batches, st.lists(st.integers(0, 14), max_size=3), st.booleans())
def test_it_is_as_the_one_in_memory(items: list[Item], cuts: list[int], moves: bool) -> None:
    """The same stories, wherever it was written and read again in between."""
    kept = Clusterer(MemoryWindow(), EAGER)
    expected = [kept.add(one) for one in items]
    expected += [kept.move(one) for one in items if moves]
    with table() as database:
        window = StoredWindow(WindowTable(database, Path()))
        placed = []
        for place, one in enumerate([*items, *(items if moves else [])]):
            if place in cuts:
                with transaction(database):
                    window.flush()
                window = StoredWindow(WindowTable(database, Path()))
            clusterer = Clusterer(window, EAGER)
            placed.append(clusterer.add(one) if place < len(items) else clusterer.move(one))
    assert stories(placed) == stories(expected)
    assert placed == expected
