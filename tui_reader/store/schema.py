"""Open a database file safely: whose it is, how new it is, whether it is whole.

Every database has our `application_id` and a `user_version`; a migration is one function per
version, run in one transaction (https://sqlite.org/pragma.html#pragma_application_id).
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from weakref import WeakSet

from tui_reader.errors import StoreDamagedError, StoreError, StoreNewerError

HEADER_BYTES = 100
"""https://sqlite.org/fileformat2.html#the_database_header"""

BUSY_SECONDS = 5.0

MUTES = "mutes"
"""A note in the index: the rules that all stories with known words have been judged by."""

SETTING = "clustered"
"""A note in the index: how its stories were made."""

OUTLETS = "outlets"
"""A note in the index: what the reader says of outlets."""

INDEX_APPLICATION = 0x74756978  # "tuix"
INDEX_VERSION = 10
"""How many migrations the index has had: what reads it must not have to load them."""

NUMBERS = ("application_id", "user_version")

ALL, STARRED = 1, 2
"""The numbers of the two views that every index has."""


class Connection(sqlite3.Connection):
    """A connection that is known of as long as it is open."""

    file: tuple[int, int] = (0, 0)
    """What tells the file from others: its device and inode."""

    def close(self) -> None:
        """Close it; it is not known of any more."""
        _OPEN.discard(self)
        super().close()


_OPEN: "WeakSet[Connection]" = WeakSet()


def connect(path: Path, application: int, migrations: Sequence[str]) -> sqlite3.Connection:
    """The database, made or brought up to date; Store…Error says why it can't be used."""
    check_header(path)
    with ours(path), ExitStack() as closing:
        database = sqlite3.connect(
            path,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
        closing.callback(database.close)
        remember(database, path)
        prepare(database, path, application, migrations)
        closing.pop_all()
    return database


def connect_reading(path: Path, application: int, version: int) -> sqlite3.Connection:
    """A connection that can't write; StoreError if there is no such database of this version."""
    check_header(path)
    with ours(path):
        database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
        remember(database, path)
        found = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in NUMBERS]
    if found != [application, version]:
        database.close()
        raise StoreError(f"{path}: is of another version")
    return database


def prepare(
    database: sqlite3.Connection, path: Path, application: int, migrations: Sequence[str]
) -> None:
    """Refuse what is not ours or newer; run the migrations that are missing."""
    database.execute("BEGIN")  # of one moment: another process may be making it
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    owner: int = database.execute("PRAGMA application_id").fetchone()[0]
    tables: int = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    database.execute("COMMIT")
    if owner != application and (owner or version or tables):
        raise StoreDamagedError(path, "is a database of another program")
    if version > len(migrations):
        raise StoreNewerError(
            f"{path}: was written by a newer tui-reader; update this one, or move the file away"
        )
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if version < len(migrations):
        migrate(database, application, migrations)


def migrate(database: sqlite3.Connection, application: int, migrations: Sequence[str]) -> None:
    """Run what is missing, all or nothing; another process may just have done that."""
    with transaction(database):
        version: int = database.execute("PRAGMA user_version").fetchone()[0]
        for script in migrations[version:]:
            for statement in statements(script):
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {application}")
        database.execute(f"PRAGMA user_version = {max(version, len(migrations))}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script: `executescript` would end the transaction that it is in."""
    statement = ""
    for piece in f"{script};".split(";"):
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):  # triggers, and comments, have a ; inside
            yield statement
            statement = ""


def remember(database: Connection, path: Path) -> None:
    """This process has the file open from now on."""
    facts = path.stat()
    database.file = facts.st_dev, facts.st_ino
    _OPEN.add(database)


def is_open(path: Path) -> bool:
    """Whether this process has the file open."""
    try:
        facts = path.stat()
    except OSError:
        return False
    return any(one.file == (facts.st_dev, facts.st_ino) for one in list(_OPEN))


def check_header(path: Path) -> None:
    """Notice a file that was cut or overwritten before SQLite trips over it halfway.

    Not a file that this process has open: to close it again, by whatever handle, would drop the
    locks of SQLite on it, and others could take its journal away under us
    (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if is_open(path):
        return
    try:
        with path.open("rb") as file:
            header, size = file.read(HEADER_BYTES), path.stat().st_size
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: can't be opened: {error.strerror}") from error
    if size == 0:
        return
    if not header.startswith(b"SQLite format 3\0"):
        raise StoreDamagedError(path, "is no database")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * (65_536 if page == 1 else page) and not has_journal(path):
        raise StoreDamagedError(path, "is cut short")


def has_journal(path: Path) -> bool:
    """Whether what is missing in a file may be in its journal: a crash while it was written back.

    The first page, which tells the new size, is written before the pages that make it so.
    """
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def check_pages(database: sqlite3.Connection, path: Path) -> None:
    """Read every page; StoreDamagedError if one is not sound."""
    with ours(path):
        verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StoreDamagedError(path, verdict)


@contextmanager
def ours(path: Path) -> Iterator[None]:
    """Turn errors of SQLite that a person can act on into ours; others are bugs of ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError or "no such table" in str(error):
            raise StoreDamagedError(path, str(error)) from error
        if isinstance(error, sqlite3.OperationalError) or "closed database" in str(error):
            raise StoreError(f"{path}: {error}") from error
        raise


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; IMMEDIATE, so that a wait for another writer happens at the beginning.

    Within another one of the same connection it is a part of that.
    """
    if database.in_transaction:
        yield
        return
    database.execute("BEGIN IMMEDIATE")
    with ExitStack() as undoing:
        undoing.callback(database.rollback)  # does nothing where SQLite itself has undone all
        yield
        database.execute("COMMIT")
        undoing.pop_all()
