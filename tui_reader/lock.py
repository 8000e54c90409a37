"""One instance saves, others read: a lock that the system gives back whatever happens to us."""

import fcntl
import os
import time
from pathlib import Path

from tui_reader.errors import StoreError


class Lock:
    """An exclusive lock on a file, held until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle: int | None = None

    def take(self, patience: float = 0) -> bool:
        """Take the lock; False if another process holds it for all of `patience` seconds.

        Raises StoreError where there can't be one.
        """
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"{self.path}: can't be written: {error.strerror}") from error
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    os.close(handle)
                    return False
                time.sleep(0.05)
            else:
                self.handle = handle
                return True

    def release(self) -> None:
        """Give the lock back."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
