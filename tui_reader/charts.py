"""Numbers as blocks: one line that rises and falls, and one bar. Plain text, for any terminal."""

from collections.abc import Sequence

STEPS = "▁▂▃▄▅▆▇█"
EIGHTHS = " ▏▎▍▌▋▊▉█"


def sparkline(numbers: Sequence[int], width: int = 60) -> str:
    """A column for each number: as high as its share of the greatest; nothing is a blank.

    Where there are more numbers than columns, neighbours are added up.
    """
    size = -(-len(numbers) // width)
    values = [sum(numbers[at : at + size]) for at in range(0, len(numbers), size or 1)]
    most = max(values, default=0)
    return "".join(
        STEPS[min(len(STEPS) - 1, value * len(STEPS) // most)] if value > 0 else " "
        for value in values
    )


def bar(share: float, width: int) -> str:
    """A bar that fills `share` (0 to 1) of so many cells; blanks fill the rest."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + (EIGHTHS[part] if part else "")).ljust(width)
