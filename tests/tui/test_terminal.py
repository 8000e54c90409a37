"""What a real terminal gets, byte by byte: nothing from outside acts on it; it is given back."""

import base64
import json
import os
import re
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.fetch.server import feed, serve, silent
from tests.library.station import rss
from tests.tui.screen_harness import Shelf
from tests.tui.terminal_harness import Session

SEQUENCE = re.compile(
    r"\x1b(?:(\[[<=>?]?)[0-9;:]*([ -/]*[@-~])|(\]\d+);[^\x00-\x1f]*(\x07|\x1b\\))"
)
"""Control sequences: what they are is in the groups, without the numbers in them."""

ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
CURSOR_ON = b"\x1b[?25h"

HOSTILE = (
    "\x1b]52;c;cm0gLXJm\x07",  # fill the clipboard
    "\x1b[6n\x1b[c",  # have the terminal type an answer
    "\x1bc\x1b[2J\x1b[H",  # reset and clear
    "\x1b[?1049l\x1b[?25l",  # leave the other screen
    "\x1b]0;title\x1b\\\x1bP+q544e\x1b\\",
    "\x1b]8;;javascript:alert(1)\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m\x9d0;t\x9c\x90q\x9c",
    "\x00\x05\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "a\u202eb\u2066c\u2069\u200f\ufeff\U000e0041",
    "[@click=app.quit]x[/] [bold red]y[/]",
)


def session(shelf: Shelf, *arguments: str, **env: str) -> Session:
    """The program on a shelf."""
    return Session(
        *(arguments or ("-m", "tui_reader")),
        str(shelf.folder),
        env={"TUI_READER_HOME": str(shelf.home), **env},
    )


def kinds(raw: bytes) -> set[str]:
    """The kinds of control sequences in what was written."""
    return {"".join(match.groups("")) for match in SEQUENCE.finditer(raw.decode())}


def plain(raw: bytes) -> str:
    """What was written besides control sequences."""
    return SEQUENCE.sub("", raw.decode())


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The sequences and the control characters that the program itself writes."""
    root = tmp_path_factory.mktemp("plain")
    shelf = Shelf(home=root / "home", folder=root / "news")
    shelf.write("Ferry")
    with session(shelf) as program:
        program.shows("Tidewater Post")
        look_round(program)
        assert program.ends() == 0
    return kinds(program.raw), {c for c in plain(program.raw) if not c.isprintable()}


def look_round(program: Session) -> None:
    """Show all of the first story, the problems and the palette, and leave."""
    program.shows("looked at")
    program.send("\rjG")
    program.send("yq?")
    program.shows("j k scroll")
    program.send("q")
    program.until(lambda: "j k scroll" not in program.text, "without the help")
    program.send("\x10")
    program.shows("Fetch the text of the article")
    program.send("\x1b")
    program.until(
        lambda: "Fetch the text of the article" not in program.text, "without the palette"
    )
    program.send("Q")


def test_the_program_writes_few_controls(known: tuple[set[str], set[str]]) -> None:
    """Besides sequences: the ends of lines when it has left the screen, and the clipboard."""
    sequences, characters = known
    assert {"[?h", "[?l", "[H", "[m", "]52\x07"} <= sequences
    assert characters <= {"\r", "\n"}


def hostile_files(shelf: Shelf) -> None:
    """A story and a file name for each attack."""
    for number, attack in enumerate(HOSTILE):
        articles = (
            (f"Attack {attack} end", f"Outlet {attack} end", f"https://a{number}.example/"),
            (f"Again {attack} end", f"Other {attack} end", f"https://b{number}.example/"),
        )
        shelf.write(
            f"Story {number}",
            number,
            slug=f"story-{number}",
            articles=articles,
            title=f"Attack {attack} end".replace("\0", ""),
            categories=(f"Cat {number}",),
            body=f"<p>Words {attack} end</p>",
        )
        name = attack.translate({0: None, ord("/"): None})
        (shelf.folder / f"{name}.md").write_text('---\ntitle: "\n---\n', encoding="utf-8")


def check_harmless(program: Session, known: tuple[set[str], set[str]]) -> None:
    """Nothing was written that the program does not write for harmless news."""
    sequences, characters = known
    assert kinds(program.raw) <= sequences
    assert {c for c in plain(program.raw) if not c.isprintable()} <= characters
    assert program.raw.count(b"\x1b]52;") == 1  # the link that `y` copied
    assert b"\x1b]52;c;cm0gLXJm" not in program.raw
    assert program.raw.count(ALTERNATE_OFF) == 1


def test_hostile_files_do_nothing(own_shelf: Shelf, known: tuple[set[str], set[str]]) -> None:
    """In titles, outlets, texts and names of files."""
    hostile_files(own_shelf)
    with session(own_shelf) as program:
        program.shows("Attack")
        look_round(program)
        assert program.ends() == 0
        check_harmless(program, known)


def test_a_hostile_index_does_nothing(own_shelf: Shelf, known: tuple[set[str], set[str]]) -> None:
    """Should anything ever get past the cleaning of what is read."""
    for number in range(len(HOSTILE)):
        own_shelf.write(f"Story {number}", number)
    with own_shelf.library() as library:
        library.load()
    (index,) = own_shelf.paths.cache.glob("*.db")
    with closing(sqlite3.connect(index, isolation_level=None)) as database:
        for number, attack in enumerate(HOSTILE):
            text = f"Attack {attack} end"
            database.execute(
                "UPDATE stories SET headline = ?, outlets = json_array(?, ?) WHERE headline = ?",
                (text, text, text, f"Story {number}"),
            )
        database.execute("UPDATE roots SET name = ?", (HOSTILE[0],))
    with session(own_shelf) as program:
        program.shows("Attack")
        look_round(program)
        assert program.ends() == 0
        check_harmless(program, known)


# Leaving -----------------------------------------------------------------------------------------


def check_given_back(program: Session) -> None:
    """The other screen was left, and the cursor is shown."""
    assert program.raw.rindex(ALTERNATE_OFF) > program.raw.rindex(ALTERNATE_ON)
    assert program.raw.rindex(CURSOR_ON) > program.raw.rindex(b"\x1b[?25l")


@pytest.mark.parametrize("keys", ["q", "Q", "\x11"])
def test_the_terminal_is_given_back(keys: str, shelf: Shelf) -> None:
    """After any of the keys that leave."""
    with session(shelf) as program:
        flags = program.flags
        program.shows("looked at")
        assert program.flags != flags
        program.send(keys)
        assert program.ends() == 0
        check_given_back(program)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP], ids=["TERM", "HUP"])
def test_the_terminal_is_given_back_after_a_signal(sign: signal.Signals, shelf: Shelf) -> None:
    """Whoever ends the program finds a terminal that works, and the place is kept."""
    with session(shelf) as program:
        program.shows("looked at")
        program.send("jj")
        program.until(lambda: "About 02" in program.text, "at the third story")
        os.kill(program.pid, sign)
        assert program.ends() == 128 + sign
        check_given_back(program)
    (place,) = shelf.paths.data.glob("place*.json")
    with shelf.library() as library:
        number = library.find(json.loads(place.read_bytes())["story"])
        assert library.story(number).headline == "Story 02"


def test_a_terminal_that_is_gone_ends_the_program(shelf: Shelf) -> None:
    """As when a line breaks: nothing of it stays behind."""
    with session(shelf) as program:
        program.shows("looked at")
        program.hang_up()
        assert program.ends() != 0


CRASH = """
import sys
from tui_reader.tui.screens.main import MainScreen
from tui_reader.__main__ import main

async def crash(self):
    secret = self.row.headline
    raise ValueError("a bug")

def crash_at_once(self):
    secret = chr(83) + "tory 00"
    raise ValueError("a bug")

if sys.argv.pop(1) == "key":
    MainScreen.action_toggle_star = crash
else:
    MainScreen.begin = crash_at_once
main()
"""


@pytest.mark.parametrize("when", ["key", "start"])
def test_the_terminal_is_given_back_after_a_bug(when: str, shelf: Shelf, tmp_path: Path) -> None:
    """With a traceback that says where, and nothing of what was being read."""
    script = tmp_path / "crash.py"
    script.write_text(CRASH, encoding="utf-8")
    with session(shelf, str(script), when) as program:
        if when == "key":
            program.shows("looked at")
            program.send("s")
        assert program.ends() == 1
        check_given_back(program)
    report = program.raw.rpartition(ALTERNATE_OFF)[2].decode()
    assert "ValueError: a bug" in re.sub(r"\x1b\[[0-9;]*m", "", report)
    assert "Story 00" not in report
    assert "Tidewater" not in report


def test_without_a_terminal(shelf: Shelf) -> None:
    """A broken configuration is told in one line, before the screen is touched."""
    shelf.configure('theme = "drak"\n')
    with session(shelf) as program:
        assert program.ends() == 1
    assert ALTERNATE_ON not in program.raw
    assert "drak" not in plain(program.raw) or "theme" in plain(program.raw)


def test_a_look_under_way_does_not_keep_the_program(own_shelf: Shelf) -> None:
    """Whoever leaves the dialog and the program has left, whatever the server does."""
    with serve() as server, session(own_shelf) as program:
        server.pages["/slow"] = silent
        program.shows("looked at")
        program.send("a")
        program.shows("Add to the library")
        program.send(server.url("/slow") + "\r")
        program.shows("Looking")
        program.send("\x1b")
        program.until(lambda: "Looking" not in program.text, "left the dialog")
        begun = time.monotonic()
        program.send("q")
        assert program.ends() == 0
        assert time.monotonic() - begun < 2


def test_a_folder_is_added_and_the_program_starts_again(own_shelf: Shelf) -> None:
    """From the samples of the first start to the reader's own news."""
    own_shelf.write("Ferry")
    with Session("-m", "tui_reader", env={"TUI_READER_HOME": str(own_shelf.home)}) as program:
        program.shows("12 new stories")
        program.send("a")
        program.shows("Add to the library")
        program.send("/no/such/folder\r")
        program.shows("no such file or folder")
        program.send("\x15")
        program.shows("example.org, or")  # the line is empty again
        program.send(str(own_shelf.folder) + "\r")
        program.shows("1 new story")
        assert "Tidewater Post" in program.text
        assert "invented" not in program.text
        program.send("q")
        assert program.ends() == 0
        check_given_back(program)


# Opening and copying -----------------------------------------------------------------------------


def test_the_first_feed_is_asked_for_once(own_shelf: Shelf) -> None:
    """Though the program starts again, with the library instead of the samples."""
    with serve() as server:
        server.pages["/isle"] = feed(rss("Ferry", "Lamp"))
        with Session("-m", "tui_reader", env={"TUI_READER_HOME": str(own_shelf.home)}) as program:
            program.shows("12 new stories")
            program.send("a")
            program.shows("The address of a feed")
            program.send(f"{server.url('/isle')}\r")
            program.shows("enter keeps it")
            program.send("\r")
            program.shows("2 new stories from 1 of 1")
        assert [one.target for one in server.asked] == ["/isle"]


def test_a_link_goes_to_the_clipboard(shelf: Shelf) -> None:
    """By the sequence that terminals know, and only the link."""
    with session(shelf) as program:
        program.shows("looked at")
        program.send("jy")
        program.shows("Sent to the terminal's clipboard")
        program.send("q")
        program.ends()
    link = base64.b64encode(b"https://tidewater.example/1")
    assert program.raw.count(b"\x1b]52;c;" + link + b"\x07") == 1
    assert program.raw.count(b"\x1b]52") == 1


W3M = """#!/bin/sh
printf 'The page of %s' "$1"
read -r answer
exit {status}
"""


@pytest.mark.parametrize(("name", "status"), [("w3m", 0), ("w3m", 4), ("reads-pages", 0)])
def test_a_text_browser_has_the_terminal_for_itself(
    name: str, status: int, shelf: Shelf, tmp_path: Path
) -> None:
    """And gives it back, whether it succeeds or fails; keys meant for it are not ours.

    What is no text browser that we know is run so where the configuration says `terminal:`.
    """
    program_file = tmp_path / name
    program_file.write_text(W3M.format(status=status), encoding="utf-8")
    program_file.chmod(0o755)
    if name != "w3m":
        shelf.configure(f"browser = \"terminal: '{program_file}' {{url}}\"\n")
    with session(shelf, BROWSER=str(program_file)) as program:
        flags = program.flags
        program.shows("looked at")
        program.send("j")
        program.until(lambda: "About 01" in program.text, "at the second story")
        program.send("o")
        program.until(lambda: b"The page of https://tidewater.example/1" in program.raw, "a page")
        assert program.raw.rindex(ALTERNATE_OFF) > program.raw.rindex(ALTERNATE_ON)
        assert program.flags == flags
        program.send("qqq\n")
        program.shows("Opened tidewater.example" if status == 0 else "w3m ended with status 4")
        program.shows("About 01")
        program.send("jq")
        assert program.ends() == 0
        check_given_back(program)
