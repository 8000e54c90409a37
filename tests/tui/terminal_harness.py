"""The program in a pseudo terminal: every byte that it writes, and what an emulator makes of it."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.benchmarks.terminal import Terminal, answers

COLUMNS, ROWS = 120, 30
PATIENCE = 20.0
"""Seconds after which what is waited for will not come."""


class Session:
    """`python <arguments>` in a terminal of its own; ended on leaving the `with` block."""

    def __init__(self, *arguments: str, env: Mapping[str, str]) -> None:
        self.raw = b""
        """All that was written so far."""
        self.status: int | None = None
        """The exit code; negative for a signal."""
        self.terminal = Terminal(COLUMNS, ROWS)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **env,
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, *arguments], environment)  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return self.terminal.text

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self.fd, keys.encode())

    def until(self, met: Callable[[], object], what: str) -> None:
        """Read until a condition is met; AssertionError with the screen if that takes too long."""
        end = time.monotonic() + PATIENCE
        while not met():
            self._read()
            if time.monotonic() > end:
                raise AssertionError(f"never {what}; the last screen:\n{self.text}")

    def shows(self, words: str) -> None:
        """Wait until some words are on the screen."""
        self.until(lambda: words in self.text, f"shown: {words!r}")

    def ends(self) -> int:
        """Wait for the end of the program; its exit code."""
        end = time.monotonic() + PATIENCE
        ended = os.pidfd_open(self.pid)
        while not select.select([ended], [], [], 0)[0]:
            self._read()
            if time.monotonic() > end:
                raise AssertionError(f"it does not end; the last screen:\n{self.text}")
        os.close(ended)
        while self._read(0):  # what it has written last
            pass
        _, status = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status

    @property
    def flags(self) -> list[int]:
        """How the terminal is set: echo, line by line, and so on."""
        return [value for value in termios.tcgetattr(self.fd)[:4] if isinstance(value, int)]

    def hang_up(self) -> None:
        """Close the terminal; the program learns of it as it would by a broken line."""
        os.close(self.fd)
        self.fd = os.open(os.devnull, os.O_RDONLY)

    def _read(self, seconds: float = 0.05) -> bool:
        """Take what is written next; False when nothing was."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            output = os.read(self.fd, 1 << 16)
        except OSError:  # the other side is closed: Linux says so by EIO
            return False
        self.raw += output
        self.terminal.feed(output)
        if reply := answers(output):
            os.write(self.fd, reply)
        return bool(output)
