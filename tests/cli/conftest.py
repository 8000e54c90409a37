"""The desk that the tests of the command line work at."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def tui(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line, with an empty folder `news`."""
    return Desk(tmp_path, capsys)


@pytest.fixture
def library(tui: Desk) -> Desk:
    """Three stories in the library."""
    tui.put("ferry", "Isle", "Dune", "Reef", "Cape", tags=("sea",))
    tui.put("bell", "Reef", date="2025-11-07")
    tui.put("sand", "Dune", draft=True)
    tui.add_library()
    return tui


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """$BROWSER is a program that writes its arguments, a line each, into this file."""
    opened = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{opened}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    return opened
