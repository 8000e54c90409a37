"""Run what waits for others, for so long at most, and no longer than it is wanted."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Thread
from typing import Any, TypeVar

from tui_reader.errors import FetchError

STOP_SECONDS = 0.05
"""How often it is looked whether it is still wanted."""

Result = TypeVar("Result")


class Unwaited(ThreadPoolExecutor):
    """A thread for each call, which nobody waits for at the end of the program.

    A host name that nobody knows may be looked for half a minute, and no thread can be stopped.
    """

    def submit(self, call: Callable[..., Any], /, *args: Any, **options: Any) -> "Future[Any]":
        """Begin at once; what becomes of it is in the future."""
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()

        def run() -> None:
            try:
                future.set_result(call(*args, **options))
            except (OSError, ValueError) as error:  # ValueError: it can be no host's name
                future.set_exception(error)

        Thread(target=run, daemon=True).start()
        return future


def run_bounded(work: Coroutine[Any, Any, Result], seconds: float, stop: Event) -> Result:
    """What comes of some work with the network; FetchError when it is stopped, or takes too long.

    Its threads may only look up host names: their results are given up with it.
    """
    return asyncio.run(_bounded(work, seconds, stop))


async def _bounded(work: Coroutine[Any, Any, Result], seconds: float, stop: Event) -> Result:
    asyncio.get_running_loop().set_default_executor(Unwaited())
    task = asyncio.ensure_future(work)
    end = time.monotonic() + seconds
    while not task.done() and not stop.is_set() and time.monotonic() < end:
        await asyncio.wait([task], timeout=STOP_SECONDS)
    if task.done():
        return task.result()
    raise FetchError("stopped" if stop.is_set() else f"no answer within {seconds:g} s")
