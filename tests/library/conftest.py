"""The shelf that the tests of the library work with."""

from pathlib import Path

import pytest

from tests.library.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty folder, and a library on it that nobody has opened yet."""
    return Shelf(tmp_path)
