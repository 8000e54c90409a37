"""What `sources.toml` says, and what is said about what is wrong in it."""

from pathlib import Path

import pytest

from tests.sources.texts import BRIEFINGS, FEEDS_BY_HAND, WRITTEN_BY_HAND, complaint, names
from tui_reader.errors import ConfigError
from tui_reader.models import Source
from tui_reader.sources import feed_folder, load_sources


def test_no_file_means_no_sources(file: Path) -> None:
    """And none is made."""
    assert load_sources(file, BRIEFINGS) == ()
    assert not file.exists()


def test_folders_are_read_in_order(file: Path, tmp_path: Path) -> None:
    """The home folder and relative paths are filled in; a name is the folder's by default."""
    file.write_text(WRITTEN_BY_HAND)
    assert load_sources(file, BRIEFINGS) == (
        Source(path=tmp_path / "world", name="World"),
        Source(path=tmp_path / "config" / "near", name="near"),
    )


def test_feeds_are_read_after_the_folders(file: Path, tmp_path: Path) -> None:
    """In their order, with all that is said about them; a name is the host by default."""
    file.write_text(FEEDS_BY_HAND)
    isle, reef = "https://isle.example/feed.xml", "https://reef.example/rss"
    assert load_sources(file, BRIEFINGS) == (
        Source(path=tmp_path / "world", name="world"),
        Source(
            path=BRIEFINGS / feed_folder(isle), name="isle.example", url=isle, category="Isles"
        ),
        Source(
            path=BRIEFINGS / feed_folder(reef), name="Reef", url=reef,
            every=30, keep_days=90, keep_count=500, full_text=True,
        ),
    )  # fmt: skip


def test_names_are_clean(file: Path) -> None:
    """They go to the screen; joiners of scripts and emoji stay."""
    file.write_text('[[folder]]\npath = "a"\nname = " a\\u001b[31m\\u202e\\n\\u200cb "\n')
    assert names(file) == ["a[31m\u200cb"]
    file.write_text('[[folder]]\npath = "/"\n')
    assert load_sources(file, BRIEFINGS) == (Source(path=Path("/"), name="/"),)
    file.write_text('[[feed]]\nurl = "http://a.example"\nname = "\\u009b"\ncategory = "a\\tb"\n')
    assert load_sources(file, BRIEFINGS)[0][1:4] == ("a.example", "http://a.example", "ab")


def test_addresses_are_safe_and_keep_their_login(file: Path) -> None:
    """The host is as DNS has it; what is to be sent to the server stays with the address."""
    file.write_text(
        '[[feed]]\nurl = " HTTPS://Ann:p%40ss@www.Bücher.example/a b "\n'
        '[[feed]]\nurl = "https://[2001:DB8::1]:8080/feed"\n'
    )
    books, six = load_sources(file, BRIEFINGS)
    assert books.url == "https://Ann:p%40ss@www.xn--bcher-kva.example/a%20b"
    assert books.name == "xn--bcher-kva.example"
    assert six.url == "https://[2001:db8::1]:8080/feed"
    assert six.name == "[2001:db8::1]"


def test_the_folder_of_a_feed_is_readable_and_stable(file: Path) -> None:
    """The host and a hash of the address; spelling and login don't matter, the rest does."""
    spellings = [
        "https://isle.example/feed.xml",
        "HTTPS://ISLE.example/feed.xml",
        "https://ann:secret@isle.example/feed.xml",
    ]
    folders = set()
    for url in spellings:
        file.write_text(f'[[feed]]\nurl = "{url}"\n')
        folders.add(load_sources(file, BRIEFINGS)[0].path)
    assert folders == {BRIEFINGS / "isle.example-a2600fe8"}
    assert feed_folder("https://isle.example/feed.xm") != "isle.example-a2600fe8"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.isle.example:8080/x", "isle.example"),
        ("https://[2001:db8::1]/x", "2001-db8-1"),
        ("https://www.www.a.example", "a.example"),
        ("http://_dmarc.example./x", "dmarc.example"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("https://" + "a" * 63 + ("." + "b" * 60) * 3 + "/x", "a" * 63 + "." + "b" * 60),
    ],
)
def test_a_folder_is_a_plain_name(url: str, host: str) -> None:
    """Whatever the host: short enough for any file system, and nothing to be quoted."""
    folder = feed_folder(url)
    assert folder.startswith(host)
    assert len(folder) <= 209
    assert folder.replace("-", "").replace(".", "").isalnum()


def test_a_folder_that_is_written_down_is_taken(file: Path) -> None:
    """It is where the feed was kept before it moved."""
    file.write_text('[[feed]]\nurl = "https://new.example/"\nfolder = "old.example-12345678"\n')
    assert load_sources(file, BRIEFINGS)[0].path == BRIEFINGS / "old.example-12345678"


FOLDER_ERRORS = [
    ("[[foler]]\npath = 'a'", 'line 1: unknown key "foler"; did you mean "folder"?'),
    ("[folder]\npath = 'a'", "line 1: each folder must be a table of its own, [[folder]]"),
    ("folder = ['a']", "line 1: each folder must be a table of its own, [[folder]]"),
    ("[[folder]]\npaht = 'a'", 'line 2: unknown key "paht" in [folder]; did you mean "path"?'),
    (
        "[[folder]]\npath = 'a'\n\n[[folder]]\npath = 'b'\nnmae = 'c'",
        'line 6: unknown key "nmae" in [folder]; did you mean "name"?',
    ),
    ("[[folder]]\npath = 1", "line 2: path must be text in quotes"),
    ('[[folder]]\npath = "a\\u0000"', "line 2: path must be text in quotes"),
    ("[[folder]]\npath = 'a'\nname = ['b']", "line 3: name must be text in quotes"),
    ("\n[[folder]]\nname = 'b'", "line 2: a folder needs a path"),
    ("[[folder]]\npath = ''", "line 2: a folder needs a path"),
    (
        "[[folder]]\npath = 'a'\n[[folder]]\nname = 'b'\npath = './a'",
        "line 5: this folder is there twice",
    ),
    (
        "[[folder]]\npath = 'a/x'\n[[folder]]\npath = 'b/x'",
        'line 3: two sources have the name "x"; give this one another',
    ),
    ("[[folder]\n", "line 1: broken TOML: "),
]
ISLE = "[[feed]]\nurl = 'http://isle.example'\n"
FEED_ERRORS = [
    ("feed = 'a'", "line 1: each feed must be a table of its own, [[feed]]"),
    ("[[feed]]\nname = 'b'", "line 1: a feed needs a url"),
    ("[[feed]]\nurl = ''", "line 2: a feed needs a url"),
    ("[[feed]]\nurl = 1", "line 2: url must be text in quotes"),
    ("[[feed]]\nurl = 'ftp://a.example'", "line 2: url: not a web address (http:// or https://)"),
    ("[[feed]]\nurl = 'http://a b.example'", "line 2: url: the host is not valid"),
    (
        "[[feed]]\nurl = 'http://a:p@ss@b.example'",
        "line 2: url: the user name or the password holds a character to be written as %XX",
    ),
    (f"{ISLE}{ISLE}", "line 4: this feed is there twice"),
    (f"{ISLE}[[feed]]\nurl = 'http://a:b@ISLE.example'", "line 4: this feed is there twice"),
    (
        f"{ISLE}[[feed]]\nurl = 'http://isle.example/2'",
        'line 3: two sources have the name "isle.example"; give this one another',
    ),
    (
        f"[[folder]]\npath = 'isle.example'\n{ISLE}",
        'line 3: two sources have the name "isle.example"; give this one another',
    ),
    (f"{ISLE}categroy = 'a'", 'line 3: unknown key "categroy" in [feed]; did you mean "category"?'),
    (f"{ISLE}every = '30'", "line 3: every must be a whole number of minutes, from 1 to 525,600"),
    (f"{ISLE}every = true", "line 3: every must be a whole number of minutes, from 1 to 525,600"),
    (f"{ISLE}keep_days = 0", "line 3: keep_days must be a whole number of days, from 1 to 36,500"),
    (f"{ISLE}full_text = 'yes'", "line 3: full_text must be true or false"),
    (f"{ISLE}full_text = 1", "line 3: full_text must be true or false"),
    (f"{ISLE}keep_count = 1.5", "line 3: keep_count must be a whole number of briefings, from 1"),
    *(
        (f"{ISLE}folder = {folder!r}", "line 3: folder must be a plain name, of small letters, ")
        for folder in ("a/b", "..", ".a", "a\\b", "A", "x" * 256, "ä")
    ),
    (
        f"{ISLE}folder = 'a'\n[[feed]]\nurl = 'http://b.example'\nfolder = 'a'",
        'line 6: two sources have the folder "a"; give this one another',
    ),
    (
        f"[[folder]]\npath = '{BRIEFINGS}/a'\n{ISLE}folder = 'a'",
        'line 5: two sources have the folder "a"; give this one another',
    ),
]


@pytest.mark.parametrize(("text", "message"), FOLDER_ERRORS + FEED_ERRORS)
def test_what_is_wrong_is_said_with_its_place(file: Path, text: str, message: str) -> None:
    """File, line, key, and what would be right."""
    assert complaint(file, text).startswith(message)


def test_a_complaint_keeps_a_password_to_itself(file: Path) -> None:
    """It may be shown to others, or be written to a log."""
    text = "[[feed]]\nurl = 'http://ann:secret@{}'\n"
    for wrong in ("a b.example", "a.example:99999", "ann:secret@a.example", "\N{SNOWMAN}" * 99):
        assert "secret" not in complaint(file, text.format(wrong))
    assert "secret" not in complaint(file, text.format("a.example") * 2)


def test_a_file_that_nobody_can_have_written_is_refused(file: Path) -> None:
    """What is larger than any list of feeds is not read into memory."""
    with file.open("wb") as sparse:
        sparse.truncate(16 * 1024 * 1024 + 1)
    with pytest.raises(ConfigError, match="larger than 16,384 kB"):
        load_sources(file, BRIEFINGS)


def test_what_was_read_before_is_no_excuse(file: Path) -> None:
    """The feeds of the last text are remembered; `true` is no 1 for that."""
    file.write_text('[[feed]]\nurl = "http://a.example/"\nevery = 1\n')
    assert [one.every for one in load_sources(file, BRIEFINGS)] == [1]
    file.write_text('[[feed]]\nurl = "http://a.example/"\nevery = true\n')
    with pytest.raises(ConfigError, match="every must be a whole number"):
        load_sources(file, BRIEFINGS)
    file.write_text('[[feed]]\nurl = "http://a.example/"\nname = "A"\n')
    assert [(one.name, one.every) for one in load_sources(file, Path("/b"))] == [("A", None)]
