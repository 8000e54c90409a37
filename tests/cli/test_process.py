"""The program as a process: pipes, terminals, signals, and what it imports."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.desk import ROOT, Desk, start
from tui_reader import __version__


@pytest.fixture
def news(tui: Desk) -> Path:
    """A folder whose stories fill more than a pipe."""
    tui.put("ferry", "Isle", body=f"<p>{'Waves and wind. ' * 12_000}</p>", title="Caf\xe9 \u6e2f")
    return tui.news


def test_help_waits_for_nothing() -> None:
    """Neither for the screen, nor for parsers, nor for databases."""
    program = """
import sys
from tui_reader.cli import run
try:
    run(["--help"])
except SystemExit as end:
    print("ended with", end.code)
heavy = "textual rich yaml frontmatter selectolax sqlite3 tomlkit platformdirs watchfiles httpx"
print("imported:", [name for name in heavy.split() if name in sys.modules])
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "open the screen" in done.stdout
    assert done.stdout.endswith("ended with 0\nimported: []\n")
    assert done.stderr == ""


def test_the_program_runs_as_a_module() -> None:
    """Exit code and output are those of the command line."""
    with start("--version") as process:
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, f"tui-reader {__version__}\n".encode(), b"")


@pytest.mark.parametrize("argv", [["show"], ["paths"], ["--help"], ["list", "--json"]], ids=str)
def test_a_reader_that_has_seen_enough_is_no_error(news: Path, argv: list[str]) -> None:
    """`| head`, with more than the pipe holds and with less."""
    with start(*argv, *([news] if argv[0] in {"show", "list"} else [])) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")


def test_a_terminal_of_few_characters_is_served_too(news: Path) -> None:
    """What it can't show is replaced."""
    with start("list", news, environ={"PYTHONIOENCODING": "ascii"}) as process:
        out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, b"")
    assert b"Caf? ?" in out


def test_an_interrupt_is_exit_code_130(news: Path, tmp_path: Path) -> None:
    """Here while the browser is waited for; no traceback."""
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\nkill -INT $PPID\nsleep 0.5\n", encoding="utf-8")
    browser.chmod(0o755)
    with start("add", news) as process:
        assert process.wait() == 0
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background none is
    try:
        with start("open", "", environ={"BROWSER": str(browser)}) as process:
            out, err = process.communicate(timeout=20)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def read_terminal(handle: int) -> bytes:
    """What has been written to a terminal; nothing once all who might write are gone."""
    try:
        return os.read(handle, 10_000)
    except OSError:
        return b""


@pytest.mark.parametrize("no_color", ["", "1"])
def test_only_a_terminal_is_given_bold(news: Path, no_color: str) -> None:
    """And none that does not want it."""
    ours, theirs = pty.openpty()
    environ = {"NO_COLOR": no_color, "TERM": "xterm"}
    (news / "ferry.md").write_text("# Bold\n\nText.\n", encoding="utf-8")
    with start("show", news, environ=environ, stdout=theirs):
        os.close(theirs)
        out = b"".join(iter(lambda: read_terminal(ours), b""))
    os.close(ours)
    assert out.startswith(b"Bold\r\n" if no_color else b"\x1b[1mBold\x1b[0m\r\n")
