"""Many change `sources.toml` at the same time: no change is lost."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sources.texts import BRIEFINGS, names
from tui_reader import tomlfile
from tui_reader.errors import ConfigError
from tui_reader.lock import Lock
from tui_reader.sources import add_feed, rename_source

ADD = """
import sys
from pathlib import Path
from tui_reader.lock import Lock
from tui_reader.sources import add_feed
for number in range(5):
    add_feed(Path(sys.argv[1]), Path("/none"), f"http://{sys.argv[2]}.example/{number}")
"""


def test_processes_wait_for_each_other(file: Path) -> None:
    """What each of them has added is there at the end."""
    adding = [subprocess.Popen([sys.executable, "-c", ADD, file, str(n)]) for n in range(4)]
    assert [process.wait(30) for process in adding] == [0] * 4
    assert len(names(file)) == 20


def test_threads_wait_for_each_other(file: Path) -> None:
    """Within one process, too."""
    with ThreadPoolExecutor(8) as threads:
        added = threads.map(
            lambda number: add_feed(file, BRIEFINGS, f"http://{number}.example/"), range(16)
        )
        assert sorted(source.name for source in added) == sorted(names(file))


def test_nobody_waits_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what is in the way; nothing is changed."""
    add_feed(file, BRIEFINGS, "http://a.example/")
    monkeypatch.setattr(tomlfile, "PATIENCE", 0.0)
    lock = Lock(file.with_name(f".{file.name}.lock"))
    assert lock.take()
    with pytest.raises(ConfigError, match="another tui-reader is changing it"):
        rename_source(file, BRIEFINGS, "a.example", "A")
    lock.release()
    assert rename_source(file, BRIEFINGS, "a.example", "A").name == "A"
