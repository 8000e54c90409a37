"""Notice that files have changed, without looking at them all the time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

SETTLE_MS = 300
"""How long a burst of changes is gathered: a generator rewrites its folder in one go."""

WAKE_MS = 100
"""How often the watching thread looks whether there is something; it sleeps in between."""

MISSING_SECONDS = 1.0
"""How often it is looked whether a folder that was deleted is there again."""

UNWATCHED_SECONDS = 60.0
"""How often to look where the system can't watch (too many folders)."""


def watch(paths: Sequence[Path], stop: Event) -> Iterator[None]:
    """Yields after each burst of changes below the paths, until `stop` is set.

    A folder that is deleted and made anew is another folder to the system, although it often has
    the same number: it is watched anew.
    """
    while not stop.is_set():
        watched = inodes(paths)
        try:
            yield from _bursts(paths, watched, stop)
        except OSError:
            stop.wait(UNWATCHED_SECONDS)
            watched = {}
        if not stop.is_set() and inodes(paths) != watched:
            yield


def _bursts(paths: Sequence[Path], watched: dict[Path, int], stop: Event) -> Iterator[None]:
    """Yields after each burst, until one of the paths is no longer what is being watched."""
    import watchfiles

    if not watched:
        stop.wait(MISSING_SECONDS)
        return
    missing = len(watched) < len(paths)
    for changes in watchfiles.watch(
        *watched,
        watch_filter=None,
        stop_event=stop,
        debounce=SETTLE_MS,
        step=WAKE_MS,
        rust_timeout=int(MISSING_SECONDS * 1000) if missing else 3_600_000,
        yield_on_timeout=missing,
        ignore_permission_denied=True,
        raise_interrupt=False,
    ):
        if changes:
            yield
        deleted = {Path(path) for kind, path in changes if kind == watchfiles.Change.deleted}
        if deleted & watched.keys() or inodes(paths) != watched:
            return


def inodes(paths: Sequence[Path]) -> dict[Path, int]:
    """The paths that exist, with the number that tells whether they are still the same."""
    found = {}
    for path in paths:
        try:
            found[path] = path.stat().st_ino
        except OSError:
            continue
    return found
