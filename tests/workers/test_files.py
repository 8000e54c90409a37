"""Reading a file that a stranger prepared: regular, bounded, never blocking."""

import os
import socket
from pathlib import Path

import pytest

from tests.workers.bad_files import deadline
from tui_reader.errors import ParseError
from tui_reader.parse import MAX_FILE_BYTES
from tui_reader.workers.files import read_regular


def reason(path: Path | str) -> str:
    """Why a file can't be read."""
    with deadline(5), pytest.raises(ParseError) as caught:
        read_regular(path)
    return str(caught.value)


def test_all_bytes_of_a_file_are_returned(tmp_path: Path) -> None:
    """A file of exactly the greatest size is still read as it is."""
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * MAX_FILE_BYTES)
    assert read_regular(path) == b"x" * MAX_FILE_BYTES


def test_a_folder_is_named_as_one_and_its_handle_is_closed(tmp_path: Path) -> None:
    """A name that became a folder between the look and the reading."""
    before = os.listdir("/proc/self/fd")
    assert reason(tmp_path) == "not a regular file but a folder"
    assert os.listdir("/proc/self/fd") == before


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe without a writer, a device without an end, a socket."""
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    assert reason(tmp_path / "pipe.md") == "not a regular file but a named pipe"
    assert reason(tmp_path / "zero.md") == "not a regular file but a device"
    monkeypatch.chdir(tmp_path)  # the address of a socket has at most 107 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.md")
        assert reason(tmp_path / "s.md").startswith("can't be read: ")


def test_names_that_lead_nowhere_have_the_reason_of_the_system(tmp_path: Path) -> None:
    """No such file, a link in a circle, a name that no system call takes."""
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    assert reason(tmp_path / "none.md") == "can't be read: No such file or directory"
    assert "symbolic links" in reason(tmp_path / "circle.md")
    assert reason(tmp_path / ("n" * 300)) == "can't be read: File name too long"
    assert reason("a\0b.md").startswith("can't be read: ")


def test_too_big_is_said_with_both_sizes(tmp_path: Path) -> None:
    """By its size where that is known, and while reading where the size is a lie."""
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(12_345_678)
    assert reason(tmp_path / "big.md") == "too big: 12.3 MB, more than 5 MB"


def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    """The words of the system are the reason."""
    path = tmp_path / "mine.md"
    path.touch(mode=0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert reason(path) == "can't be read: Permission denied"
