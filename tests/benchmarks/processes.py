"""What /proc says of a program and its children: who they are, their CPU time, their memory."""

import os
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def family(root: int) -> list[int]:
    """The process and all its living descendants."""
    children = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                children[int(_stat(int(entry.name))[1])].append(int(entry.name))
    found, todo = [], [root]
    while todo:
        process = todo.pop()
        found.append(process)
        todo += children[process]
    return found


def cpu_seconds(processes: list[int]) -> float:
    """CPU time used so far, that of children which have ended included."""
    total = 0.0
    for process in processes:
        with suppress(OSError):
            total += time.clock_gettime((~process << 3) | 2)  # the clock of another process
            total += sum(int(ticks) for ticks in _stat(process)[13:15]) / TICK
    return total


def resident_mb(processes: list[int]) -> float:
    """Memory in use (RSS), in MB, summed over the processes."""
    total = 0
    for process in processes:
        with suppress(OSError):
            for line in (PROC / str(process) / "status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1])
    return total / 1024


def is_at_work(processes: list[int]) -> bool:
    """Is any thread running, ready to run, or waiting for the disk?"""
    for process in processes:
        with suppress(OSError):
            for thread in (PROC / str(process) / "task").iterdir():
                if _fields(thread / "stat")[0] in "RD":
                    return True
    return False


def _stat(process: int) -> list[str]:
    """The fields of proc(5) stat from the third, state, onwards: index 0 is state, 1 the parent."""
    return _fields(PROC / str(process) / "stat")


def _fields(path: Path) -> list[str]:
    text = path.read_text("utf-8", "replace")  # the second field, the name, may hold anything
    return text[text.rindex(")") + 2 :].split()
