"""What every test may rely on: its own home folder, and none of the developer's environment."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.briefing_files import write_briefing

PERSONAL = ("NO_COLOR", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TUI_READER_HOME")
PERSONAL_PREFIXES = ("TEXTUAL_", "SSH_")


def pytest_configure() -> None:
    """Forget the developer's terminal before anything imports Textual, which reads it then."""
    for name in [*os.environ]:
        if name in PERSONAL or name.startswith(PERSONAL_PREFIXES):
            del os.environ[name]
    os.environ["TZ"] = "UTC"
    time.tzset()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder for this test; made by whoever writes first."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TUI_READER_HOME", str(folder))
    return folder


@pytest.fixture
def samples() -> Path:
    """The folder of invented briefing files that the program carries."""
    return Path(__file__).parent.parent / "tui_reader" / "samples"


@pytest.fixture
def briefing_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a briefing file into the test's folder `briefings`: takes a `BriefingFile`'s fields."""

    def write(**fields: object) -> Path:
        return write_briefing(tmp_path / "briefings", **fields)

    return write
