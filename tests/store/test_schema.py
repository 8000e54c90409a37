"""Opening a database: ours, new enough, whole; else it is refused and left as it is."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.desk import full_disk
from tui_reader.errors import StoreDamagedError, StoreError, StoreNewerError
from tui_reader.store.schema import check_pages, connect, connect_reading, ours, transaction

OURS = 0x74657374
MIGRATIONS = (
    "CREATE TABLE notes (text TEXT NOT NULL)",
    "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of ours with a few pages, closed."""
    path = tmp_path / "notes.db"
    with closing(connect(path, OURS, MIGRATIONS)) as database:
        rows = [(str(number) * 300,) for number in range(200)]
        database.executemany("INSERT INTO notes (text) VALUES (?)", rows)
    return path


def count(database: sqlite3.Connection) -> int:
    """How many notes there are."""
    return int(database.execute("SELECT count(*) FROM notes").fetchone()[0])


def test_a_new_database_says_whose_it_is(tmp_path: Path) -> None:
    """Application, version and journal; an empty file is as good as none."""
    (tmp_path / "new.db").touch()
    with closing(connect(tmp_path / "new.db", OURS, MIGRATIONS)) as database:
        facts = [
            database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode")
        ]
    assert facts == [OURS, 2, "wal"]


def test_migrations_run_once_and_keep_what_is_there(tmp_path: Path) -> None:
    """A database of the first version becomes one of the second."""
    path = tmp_path / "old.db"
    with closing(connect(path, OURS, MIGRATIONS[:1])) as database:
        database.execute("INSERT INTO notes VALUES ('hello')")
    for _ in range(2):
        with closing(connect(path, OURS, MIGRATIONS)) as database:
            assert database.execute("SELECT * FROM notes").fetchall() == [("hello", "blue")]


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    """The version stays with the tables it belongs to."""
    with pytest.raises(StoreError, match="no such table"):
        connect(path, OURS, [*MIGRATIONS, "CREATE TABLE more (a); DROP TABLE gone"])
    with closing(connect(path, OURS, MIGRATIONS)) as database:
        assert count(database) == 200
        assert not database.execute("SELECT * FROM sqlite_master WHERE name = 'more'").fetchall()


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_the_database_of_another_program_is_not_touched(tmp_path: Path, *, marked: bool) -> None:
    """Most programs do not say whose their databases are."""
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE places (url TEXT)")
        if marked:
            database.execute("PRAGMA application_id = 77")
        database.commit()
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError, match="is a database of another program"):
        connect(path, OURS, MIGRATIONS)
    assert path.read_bytes() == before


def test_a_newer_database_is_refused_and_not_changed(path: Path) -> None:
    """Byte for byte, by the writing and by the reading side."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 9")
    before = path.read_bytes()
    with pytest.raises(StoreNewerError, match="newer tui-reader"):
        connect(path, OURS, MIGRATIONS)
    with pytest.raises(StoreError, match="another version"):
        connect_reading(path, OURS, 2)
    assert path.read_bytes() == before


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "cut in its header": lambda data: data[:50],
    "zeros": lambda data: bytes(len(data)),
    "text": lambda _: b"These are not the tables that you look for.\n" * 200,
    "zeros at its beginning": lambda data: bytes(4096) + data[4096:],
    "rubbish in its header": lambda data: data[:16] + b"\xff" * 84 + data[100:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_noticed_when_it_is_opened(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Both sides say so; neither changes a byte."""
    path.write_bytes(before := damage(path.read_bytes()))
    with pytest.raises(StoreDamagedError):
        connect(path, OURS, MIGRATIONS)
    with pytest.raises(StoreError):
        connect_reading(path, OURS, 2)
    assert path.read_bytes() == before


def test_damage_in_the_middle_is_found_by_reading_all_pages(path: Path) -> None:
    """A sound database passes."""
    with closing(connect(path, OURS, MIGRATIONS)) as database:
        check_pages(database, path)
    data = bytearray(path.read_bytes())
    data[8192:12288] = b"\x5a" * 4096
    path.write_bytes(data)
    with (
        closing(connect(path, OURS, MIGRATIONS)) as database,
        pytest.raises(StoreDamagedError),
    ):
        check_pages(database, path)


def test_a_crash_while_the_journal_is_written_back_is_no_damage(path: Path) -> None:
    """The first page tells the new size before the last page is there; the journal has them all."""
    crashed = path.with_name("crashed.db")
    with closing(connect(path, OURS, MIGRATIONS)) as database:
        database.executemany("INSERT INTO notes (text) VALUES (?)", [("x" * 900,)] * 900)
        shutil.copy(path, crashed)
        shutil.copy(f"{path}-wal", f"{crashed}-wal")
        database.execute("PRAGMA wal_checkpoint")
        with crashed.open("r+b") as file:
            file.write(path.read_bytes()[:4096])
    with closing(connect(crashed, OURS, MIGRATIONS)) as database:
        check_pages(database, crashed)
        assert count(database) == 1100


def test_what_is_no_file_is_an_error_of_ours(tmp_path: Path) -> None:
    """A folder in the place of a database; a folder that is not there."""
    for path in (tmp_path, tmp_path / "no" / "notes.db"):
        with pytest.raises(StoreError, match=r"can't be opened|unable to open"):
            connect(path, OURS, MIGRATIONS)
        with pytest.raises(StoreError):
            connect_reading(path, OURS, 2)


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    """Also when something that is none of SQLite's goes wrong in it."""
    with closing(connect(path, OURS, MIGRATIONS)) as database:
        with pytest.raises(KeyError), transaction(database):
            raise KeyError(database.execute("DELETE FROM notes").rowcount)
        assert count(database) == 200


def test_a_full_disk_is_told_and_forgotten(path: Path) -> None:
    """It shows when a transaction ends, or within a large one; the next one works again."""
    with closing(connect(path, OURS, MIGRATIONS)) as database:

        def write(number: int) -> None:
            with ours(path), transaction(database):
                rows = [("last words" * 40,)] * number
                database.executemany("INSERT INTO notes (text) VALUES (?)", rows)

        with full_disk(0):
            with pytest.raises(StoreError, match=r"disk I/O error|disk is full"):
                write(1)
            with pytest.raises(StoreError, match=r"disk I/O error|disk is full"):
                write(20_000)  # more than is held in memory: it shows before the end too
        assert count(database) == 200
        write(2)
        assert count(database) == 202


def test_a_locked_database_is_an_error_of_ours(path: Path) -> None:
    """Another program holds the lock for longer than we wait; reading goes on."""
    with (
        closing(connect(path, OURS, MIGRATIONS)) as database,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        database.execute("PRAGMA busy_timeout = 20")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"), ours(path), transaction(database):
            pytest.fail("there is no transaction to be in")
        assert count(database) == 200


def test_a_closed_database_is_not_a_damaged_one(path: Path) -> None:
    """Who asks after the end must not make us throw the database away."""
    database = connect(path, OURS, MIGRATIONS)
    database.close()
    with pytest.raises(StoreError) as caught, ours(path):
        count(database)
    assert not isinstance(caught.value, StoreDamagedError)


def test_several_processes_may_make_a_database_at_once(tmp_path: Path) -> None:
    """One runs the migrations, the others find them done."""
    with ThreadPoolExecutor(8) as threads:
        opened = [threads.submit(connect, tmp_path / "x.db", 7, MIGRATIONS) for _ in range(8)]
        for one in opened:
            database = one.result()
            assert database.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
            database.close()


def test_a_second_connection_leaves_the_locks_of_the_first(path: Path) -> None:
    """Else another process, when it closes the file, takes the journal away under us."""
    first = connect_reading(path, OURS, len(MIGRATIONS))
    assert first.execute("SELECT count(*) FROM notes").fetchone() == (200,)
    with closing(connect(path, OURS, MIGRATIONS)) as second:
        other = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]);"
        other += "d.execute('SELECT * FROM notes').fetchall(); d.close()"
        second.execute("INSERT INTO notes (text) VALUES ('new')")
        subprocess.run([sys.executable, "-c", other, str(path)], check=True)
        assert path.with_name(f"{path.name}-wal").exists()
    first.close()
