"""Figures become rows of a Markdown table, each with the mark that it is held against."""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.benchmarks.scenarios import Screen

Runs = list[Screen]

HEADER = "| what | ours | floor | ratio | mark | holds |\n| --- | ---: | ---: | ---: | --- | --- |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What we want to keep to."""

    text: str
    limit: Callable[[float], float]
    """The highest figure that holds, given the floor's; the lowest, if more is better."""
    more_is_better: bool = False


FIRST_PAINT = Mark(text="≤ 1.25 × floor", limit=lambda floor: 1.25 * floor)
KEY = Mark(text="≤ 1.5 × floor", limit=lambda floor: 1.5 * floor)
MEMORY = Mark(text="≤ floor + 60 MB", limit=lambda floor: floor + 60)
IDLE = Mark(text="≤ floor + 1 ms/s", limit=lambda floor: floor + 1)
NOTHING = Mark(text="nothing", limit=lambda _floor: 0)
QUIT = Mark(text="≤ 300 ms", limit=lambda _floor: 300)
BUSY = Mark(text="≤ 50 ms", limit=lambda _floor: 50)
FIRST_LOOK = Mark(text="≥ 4,000 files/s", limit=lambda _floor: 4_000, more_is_better=True)
SECOND_LOOK = Mark(text="100,000 in 1 s", limit=lambda _floor: 100_000, more_is_better=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of ours beside that of a floor."""

    what: str
    unit: str
    ours: float
    floor: float
    mark: Mark | None = None

    def markdown(self) -> str:
        """As a line of the table."""
        ratio, holds = "–", "–"
        if self.floor:
            ratio = f"{self.ours / self.floor:.2f}"
        if self.mark:
            room = self.mark.limit(self.floor) - self.ours
            holds = "**no**" if (room > 0 if self.mark.more_is_better else room < 0) else "yes"
        ours, floor = (
            f"{x:,.{0 if x >= 100 else 1}f} {self.unit}" for x in (self.ours, self.floor)
        )
        mark = self.mark.text if self.mark else "–"
        return f"| {' | '.join([self.what, ours, floor, ratio, mark, holds])} |"


def median(figures: Iterable[float]) -> float:
    """The median; 0 where there is nothing."""
    return statistics.median([*figures] or [0.0])


def p95(figures: Iterable[float]) -> float:
    """What 95 of 100 figures do not exceed; 0 where there is nothing."""
    ranked = sorted(figures)
    return ranked[-(-len(ranked) * 95 // 100) - 1] if ranked else 0.0


def screen_rows(size: str, ours: Runs, empty: Runs, bare: Runs) -> list[Row]:
    """Our runs beside those of the empty app, and of the bare list where keys are pressed."""
    compared: list[tuple[str, str, Callable[[Runs], float], Runs, Mark | None]] = [
        ("`j` to settled, median", "ms", lambda runs: median(settlings(runs)), bare, KEY),
        ("`j` to settled, p95", "ms", lambda runs: p95(settlings(runs)), bare, KEY),
        ("End and Home, median", "ms", lambda runs: median(jumps(runs)), bare, KEY),
        ("`j` held, then lag", "ms", lambda runs: median(run.lag for run in runs), bare, None),
        ("memory", "MB", lambda runs: median(run.resident_mb for run in runs), empty, MEMORY),
        ("idle, CPU", "ms/s", lambda runs: median(run.idle_cpu for run in runs), empty, IDLE),
        (
            "idle, output",
            "B/s",
            lambda runs: median(run.idle_bytes for run in runs),
            empty,
            NOTHING,
        ),
        ("quit", "ms", lambda runs: median(run.quit for run in runs), empty, QUIT),
    ]
    return [
        Row(what=f"{size}: {what}", unit=unit, ours=pick(ours), floor=pick(floor), mark=mark)
        for what, unit, pick, floor, mark in compared
    ]


def first_changes(runs: Runs) -> list[float]:
    """From each `j` to the first change of the screen, over all runs."""
    return [press.first for run in runs for press in run.moves]


def settlings(runs: Runs) -> list[float]:
    """From each `j` to the last change of the screen, over all runs."""
    return [press.settled for run in runs for press in run.moves]


def jumps(runs: Runs) -> list[float]:
    """From each End and Home to the first change of the screen, over all runs."""
    return [press.first for run in runs for press in run.jumps]
