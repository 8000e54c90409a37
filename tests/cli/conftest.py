"""The desk that the tests of the command line work at."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def tui(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line, with an empty folder `news`."""
    return Desk(tmp_path, capsys)
