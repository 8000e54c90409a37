"""New folders and feeds in `sources.toml`: all that its user wrote stays as it was."""

import os
import stat
from pathlib import Path

import pytest

from tests.sources.texts import BRIEFINGS, FEEDS_BY_HAND, WRITTEN_BY_HAND, names
from tui_reader.errors import ConfigError, NotFoundError, UrlError
from tui_reader.models import Source
from tui_reader.sources import add_feed, add_folder, feed_folder, load_sources

ISLE = "https://isle.example/feed.xml"


def test_the_first_folder_makes_the_file(file: Path, tmp_path: Path) -> None:
    """With its folders, all private; beside it there is but the lock."""
    path = tmp_path / "new" / "tui-reader" / "sources.toml"
    source = add_folder(path, Path("~/world"))
    assert source == Source(path=tmp_path / "world", name="world")
    assert load_sources(path, BRIEFINGS) == (source,)
    assert path.read_text() == '[[folder]]\npath = "~/world"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert {one.name for one in path.parent.iterdir()} == {path.name, f".{path.name}.lock"}


def test_adding_keeps_what_the_user_wrote(file: Path, tmp_path: Path) -> None:
    """Comments, order and spelling; the new folder is the last."""
    file.write_text(WRITTEN_BY_HAND)
    source = add_folder(file, tmp_path / "science", name="  Science! ")
    assert source == Source(path=tmp_path / "science", name="Science!")
    new = '\n[[folder]]\npath = "~/science"\nname = "Science!"\n'
    assert file.read_text() == WRITTEN_BY_HAND + new
    assert load_sources(file, BRIEFINGS)[2] == source


def test_a_feed_is_added(file: Path) -> None:
    """In the plainest form, with only what there is to say."""
    source = add_feed(file, BRIEFINGS, f"  {ISLE} ")
    assert source == Source(path=BRIEFINGS / feed_folder(ISLE), name="isle.example", url=ISLE)
    assert file.read_text() == f'[[feed]]\nurl = "{ISLE}"\n'
    named = add_feed(file, BRIEFINGS, "https://reef.example", name=" Re\x1bef", category="Is\nles ")
    assert named[1:4] == ("Reef", "https://reef.example", "Isles")
    new = '\n[[feed]]\nurl = "https://reef.example"\nname = "Reef"\ncategory = "Isles"\n'
    assert file.read_text() == f'[[feed]]\nurl = "{ISLE}"\n{new}'
    assert load_sources(file, BRIEFINGS) == (source, named)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n# the end", "\r\n"])
def test_the_end_of_the_file_may_be_as_it_likes(file: Path, end: str) -> None:
    """With a line break or without, an empty line or a comment: it stays."""
    text = f"[[feed]]\nurl = 'http://reef.example'{end}"
    file.write_text(text, newline="")
    add_feed(file, BRIEFINGS, ISLE)
    assert names(file) == ["reef.example", "isle.example"]
    assert file.read_bytes().startswith(text.encode())
    assert f'\n\n[[feed]]\nurl = "{ISLE}"\n' in file.read_text()


def test_adding_to_an_inline_list(file: Path, tmp_path: Path) -> None:
    """Who writes the list on one line keeps it."""
    file.write_text('folder = [{path = "~/world"}]  # short\nfeed = [{url = "http://a.example"}]\n')
    add_folder(file, tmp_path / "science")
    add_feed(file, BRIEFINGS, "http://b.example", category="B")
    assert file.read_text() == (
        'folder = [{path = "~/world"}, {path = "~/science"}]  # short\n'
        'feed = [{url = "http://a.example"}, {url = "http://b.example", category = "B"}]\n'
    )
    assert names(file) == ["world", "science", "a.example", "b.example"]
    file.write_text("feed = []\n")
    add_feed(file, BRIEFINGS, "http://b.example")
    assert file.read_text() == 'feed = [{url = "http://b.example"}]\n'


def test_what_looks_like_a_header_is_none(file: Path) -> None:
    """Not in a text of several lines, and not in a comment."""
    text = "# [[feed]]\n[[feed]]\nname = '''\n[[feed]]\n'''\nurl = 'http://a.example'\n"
    file.write_text(text)
    add_feed(file, BRIEFINGS, ISLE)
    assert file.read_text().startswith(text)
    assert names(file) == ["[[feed]]", "isle.example"]


def test_a_folder_that_is_there_is_not_added_twice(file: Path, tmp_path: Path) -> None:
    """Neither by another path nor under a name that is taken; the file is left as it is."""
    file.write_text(WRITTEN_BY_HAND)
    (tmp_path / "link").symlink_to(tmp_path / "world")
    for path in (tmp_path / "world", tmp_path / "link", tmp_path / "science" / ".." / "world"):
        with pytest.raises(ConfigError, match='is there already, as "World"'):
            add_folder(file, path, name="Other")
    with pytest.raises(ConfigError, match='there is a source "World" already'):
        add_folder(file, tmp_path / "science", name="World")
    assert file.read_text() == WRITTEN_BY_HAND


def test_a_feed_that_is_there_is_not_added_twice(file: Path) -> None:
    """Neither in another spelling nor with a login, nor under a name that is taken."""
    file.write_text(FEEDS_BY_HAND)
    for url in (ISLE, "HTTPS://ISLE.example/feed.xml", "https://ann:secret@isle.example/feed.xml"):
        with pytest.raises(ConfigError, match=r'is there already, as "isle\.example"') as caught:
            add_feed(file, BRIEFINGS, url, name="Other")
        assert "secret" not in str(caught.value)
    for name in ("Reef", "world"):
        with pytest.raises(ConfigError, match=f'there is a source "{name}" already'):
            add_feed(file, BRIEFINGS, "https://new.example", name=name)
    assert file.read_text() == FEEDS_BY_HAND


def test_a_second_feed_of_a_host_gets_a_number(file: Path) -> None:
    """Who gives no name has no quarrel about names."""
    for number in range(3):
        add_feed(file, BRIEFINGS, f"https://isle.example/{number}")
    assert names(file) == ["isle.example", "isle.example (2)", "isle.example (3)"]


def test_no_two_feeds_share_a_folder(file: Path) -> None:
    """Even if another feed has taken the folder that would be its own."""
    taken = feed_folder(ISLE)
    file.write_text(f'[[feed]]\nurl = "http://old.example"\nfolder = "{taken}"\n')
    assert add_feed(file, BRIEFINGS, ISLE).path == BRIEFINGS / f"{taken}-2"
    assert f'folder = "{taken}-2"\n' in file.read_text()


def test_what_does_not_exist_is_not_added(file: Path) -> None:
    """A slip of the finger is found at once."""
    with pytest.raises(NotFoundError, match=r"^~/wrld: no such file or folder"):
        add_folder(file, Path("~/wrld"))
    for odd in ("a\0b", "x" * 5000):
        with pytest.raises(NotFoundError, match="can't be looked at"):
            add_folder(file, Path("~") / odd)
    with pytest.raises(NotFoundError, match="~/a\ufffdb: no such"):
        add_folder(file, Path("~/a\x1bb"))
    assert not file.exists()


@pytest.mark.parametrize("url", ["", "isle", "file:///etc/passwd", "http://", "javascript:x()"])
def test_what_is_no_address_is_not_added(file: Path, url: str) -> None:
    """And the address is not repeated, as it may hold a password."""
    with pytest.raises(
        UrlError, match=r"^can't add this feed: (not a web address|the address has)"
    ):
        add_feed(file, BRIEFINGS, url)
    assert not file.exists()


def test_any_folder_name_survives(file: Path, tmp_path: Path) -> None:
    """The path is kept as it is; the name is clean."""
    folder = tmp_path / "a\x1b[31m\n'\"b\\\x7f"
    folder.mkdir()
    assert add_folder(file, folder) == Source(path=folder, name="a[31m'\"b\\")
    assert load_sources(file, BRIEFINGS) == (Source(path=folder, name="a[31m'\"b\\"),)


def test_a_linked_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    """Many keep their configuration elsewhere."""
    real = tmp_path / "dotfiles.toml"
    real.write_text(WRITTEN_BY_HAND)
    file.symlink_to(real)
    add_folder(file, tmp_path / "science")
    assert file.is_symlink()
    assert "science" in real.read_text()


def test_a_failed_write_leaves_the_old_file(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs nothing that was there, and leaves no litter."""
    file.write_text(WRITTEN_BY_HAND)

    def fail(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ConfigError, match="can't be written: No space left on device"):
        add_folder(file, tmp_path / "science")
    assert file.read_text() == WRITTEN_BY_HAND
    left = {path.name for path in file.parent.iterdir()}
    assert left == {"near", "sources.toml", ".sources.toml.lock"}


def test_a_path_that_is_no_text_is_refused(file: Path, tmp_path: Path) -> None:
    """TOML is UTF-8."""
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    with pytest.raises(ConfigError, match="not UTF-8"):
        add_folder(file, folder)
    assert not file.exists()
