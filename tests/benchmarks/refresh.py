"""`python -m tests.benchmarks.refresh`: how long a refresh takes, beside newsboat if it is there.

A hundred feeds of a hundred items come from a server on this machine, in a process of its own.
Time, CPU and memory are those of the whole command, its children included, from exec to exit:
everything is fetched, parsed, written, indexed and on the disk by then.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import processes
from tests.benchmarks.program import Program
from tests.benchmarks.report import p95
from tests.benchmarks.scenarios import TAB

FEEDS, ITEMS = 100, 100
RUNS = 3


class Run(NamedTuple):
    """One command, from exec to exit."""

    wall: float
    cpu: float
    peak_mb: float


class Server:
    """The server's process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.port = self._line()

    def tell(self, line: str) -> None:
        """Have it behave otherwise."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        self._line()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    @property
    def urls(self) -> list[str]:
        """The addresses of all feeds."""
        return [f"http://127.0.0.{n + 1}:{self.port}/{n}.xml" for n in range(FEEDS)]


@contextmanager
def server() -> Iterator[Server]:
    """A server of all feeds."""
    command = [sys.executable, "-m", "tests.benchmarks.feed_server", str(FEEDS), str(ITEMS)]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as process:
        try:
            yield Server(process)
        finally:
            process.kill()


def timed(command: list[str], environ: dict[str, str]) -> Run:
    """Run a command to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    with subprocess.Popen(command, env=os.environ | environ, stdout=-3, stderr=-3) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, processes.resident_mb(processes.family(process.pid)))
            time.sleep(0.02)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Run(wall, cpu, peak)


class Reader(NamedTuple):
    """A program that can refresh."""

    name: str
    prepare: Callable[[Path, list[str]], None]
    command: Callable[[Path], list[str]]
    environ: Callable[[Path], dict[str, str]]


def _ours(home: Path, urls: list[str]) -> None:
    (home / "config").mkdir(parents=True)
    lines = [f'[[feed]]\nurl = "{url}"\nname = "Feed {n}"\n' for n, url in enumerate(urls)]
    (home / "config/sources.toml").write_text("\n".join(lines), encoding="utf-8")


def _newsboat(home: Path, urls: list[str]) -> None:
    home.mkdir(parents=True)
    (home / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
    (home / "config").write_text("reload-threads 16\n", encoding="utf-8")


OURS = Reader(
    "tui-reader",
    _ours,
    lambda _: [sys.executable, "-m", "tui_reader", "refresh"],
    lambda home: {"TUI_READER_HOME": str(home)},
)
NEWSBOAT = Reader(
    "newsboat, 16 threads",
    _newsboat,
    lambda home: [
        "newsboat",
        *("-C", str(home / "config"), "-u", str(home / "urls")),
        *("-c", str(home / "cache.db"), "-x", "reload"),
    ],
    lambda home: {"HOME": str(home)},
)


def rows(reader: Reader, server: Server, root: Path) -> Iterator[tuple[str, Run]]:
    """Cold, again with 304s, with the same bodies again, and cold with latency.

    Nothing is deleted meanwhile: ext4 looks long for a free inode where many were just freed.
    """
    runs: dict[str, list[Run]] = {}
    for number in range(RUNS):
        home = root / f"{reader.name.split()[0]}-{number}"
        reader.prepare(home, server.urls)
        once = partial(timed, reader.command(home), reader.environ(home))
        runs.setdefault("cold", []).append(once())
        runs.setdefault("again, all 304", []).append(once())
        server.tell("validators off")
        runs.setdefault("again, the same bodies", []).append(once())
        server.tell("validators on")
        far = home.with_name(f"{home.name}-far")
        reader.prepare(far, server.urls)
        server.tell("latency 0.1")
        command, environ = reader.command(far), reader.environ(far)
        runs.setdefault("cold, 100 ms of latency", []).append(timed(command, environ))
        server.tell("latency 0")
    for what, measured in runs.items():
        middle = [statistics.median(figures) for figures in zip(*measured, strict=True)]
        yield what, Run(*middle)


def keys_while_refreshing(server: Server, home: Path) -> list[float]:
    """The first change of the screen after each `tab`, in ms, while all feeds come in."""
    taps: list[float] = []
    OURS.prepare(home, server.urls)
    with Program("tui_reader", home=home) as program:
        program.until("never refreshed")
        program.tap(b"R")
        while "new stories from" not in program.terminal.text and len(taps) < 500:
            time.sleep(0.03 + len(taps) % 7 / 300)
            if (change := program.tap(TAB)) is not None:
                taps.append(change)
    return taps


def main() -> None:
    """Print a table; narration goes to stderr."""
    argparse.ArgumentParser(prog="python -m tests.benchmarks.refresh", description=__doc__)
    print(f"{FEEDS} feeds × {ITEMS} items, {os.cpu_count()} cores, medians of {RUNS} runs\n")
    print("| what | program | wall | CPU | peak |\n| --- | --- | ---: | ---: | ---: |")
    with server() as serving, tempfile.TemporaryDirectory() as folder:
        for reader in [OURS, *([NEWSBOAT] if shutil.which("newsboat") else [])]:
            for what, run in rows(reader, serving, Path(folder)):
                figures = f"{run.wall:.2f} s | {run.cpu:.2f} s | {run.peak_mb:.0f} MB"
                print(f"| {what} | {reader.name} | {figures} |", flush=True)
        taps = keys_while_refreshing(serving, Path(folder, "keys"))
    middle, high = statistics.median(taps), p95(taps)
    print(f"\n{len(taps)} keys while refreshing: median {middle:.0f} ms, p95 {high:.0f} ms")


if __name__ == "__main__":
    main()
