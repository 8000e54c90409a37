"""Who checks which command of the screen: for `test_screen_commands`."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.tui.screen_harness import Reader

Check = Callable[[Reader, str, Path], Awaitable[None]]
"""Presses a key of the command on the first story of the list, and leaves all as it was."""

CHECKS: dict[str, Check] = {}


def checks(command: str) -> Callable[[Check], Check]:
    """Say that a function checks a command."""

    def keep(check: Check) -> Check:
        CHECKS[command] = check
        return check

    return keep
