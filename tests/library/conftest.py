"""The shelf and the station that the tests of the library work with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.server import serve
from tests.library.ferry import fill
from tests.library.shelf import Shelf
from tests.library.station import Station


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty folder, and a library on it that nobody has opened yet."""
    return Shelf(tmp_path)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A server with no feeds on it, and a library that has subscribed to none."""
    with serve() as server:
        yield Station(tmp_path, server)


@pytest.fixture
def ferry(shelf: Shelf) -> Shelf:
    """Two briefings about a ferry, and one about something else."""
    return fill(shelf)
