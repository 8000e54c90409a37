"""Every failure that is expected, as one tree.

    ReaderError                 what a face of the program tells the reader, in one line
    ├── ConfigError             a file of the reader says something we do not understand
    ├── ParseError              a file is no briefing; the reason is a line of the problems view
    ├── UrlError                an address that must not be opened
    ├── FetchError              an address that could not be fetched, and whether it may be later
    ├── QueryError              a search is not understood, and where
    ├── OpenError               the browser could not be started, or ended with an error
    ├── StoreError              a database that can't be used
    │   ├── StoreDamagedError   it is no sound database: set aside, rebuilt where possible
    │   ├── StoreNewerError     a newer tui-reader wrote it: refused, and left untouched
    │   └── ReadOnlyError       another tui-reader does the saving
    ├── BusyError               another tui-reader is doing it just now
    ├── UsageError              an option that can't be meant so
    └── NotFoundError           no such story, view, file or folder

Errors of other libraries become one of these at the boundary, `raise … from error`, and only
where a person can act on them; anything else is a bug and stays a traceback.
"""

from pathlib import Path


class ReaderError(Exception):
    """What went wrong, to what, and what to do next, in one line."""


class ConfigError(ReaderError):
    """The configuration says something that is not understood."""


class BusyError(ReaderError):
    """Another running instance does just this."""


class UsageError(ReaderError):
    """An option of the command line that can't be meant so; the message names it."""


class ParseError(ReaderError):
    """The input is not a briefing; the message is the reason, without the input's name."""


class UrlError(ReaderError):
    """An address that must not be opened; the message is the reason."""


class FetchError(ReaderError):
    """An address could not be fetched; the message is the reason, without the address."""

    def __init__(
        self,
        reason: str,
        *,
        status: int = 0,
        retry_after: int = 0,
        temporary: bool = False,
        offline: bool = False,
        unresolved: bool = False,
    ) -> None:
        """`status` and `retry_after`, in seconds, are what the server said, else 0.

        `temporary` means that it may be otherwise soon; `offline` that there is no network;
        `unresolved` that nobody knows the host, which without a network is said of all hosts.
        """
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after
        self.temporary = temporary
        self.offline = offline
        self.unresolved = unresolved

    @property
    def gone(self) -> bool:
        """Whether the server says that there will never be anything here again."""
        return self.status == 410


class QueryError(ReaderError):
    """A query is not understood; `start` and `end` are the characters that it is about."""

    def __init__(self, reason: str, start: int = 0, end: int = 0) -> None:
        super().__init__(reason)
        self.start = start
        self.end = end


class OpenError(ReaderError):
    """A link could not be opened."""


class StoreError(ReaderError):
    """A database that can't be used."""


class StoreDamagedError(StoreError):
    """The file is no sound database of ours."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path = path


class StoreNewerError(StoreError):
    """A newer version of the program wrote the database."""


class ReadOnlyError(StoreError):
    """Another running instance holds the library's lock, and does the saving."""


class NotFoundError(ReaderError):
    """Nothing has this name."""
