"""The folder of a feed: each entry one file, written once, and over itself when it changes."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from tui_reader.errors import ParseError
from tui_reader.models import Article, Briefing
from tui_reader.parse import parse_file
from tui_reader.records import identity
from tui_reader.workers.feed_folder import DRAFT, GUIDS, FeedFolder


def entry(number: int, *, title: str = "", link: str = "", guid: str = "") -> Briefing:
    """An entry of a feed."""
    link = link or f"https://isle.example/{number}"
    title = title or f"Ferry {number}"
    return Briefing(
        key=link.removeprefix("https://"),
        title=title,
        published=dt.datetime(2026, 1, 8, 10, number, tzinfo=dt.UTC),
        link=link,
        source="https://feed.example/rss",
        slug=title.lower().replace(" ", "-"),
        guid=guid,
        articles=(Article(headline=title, outlet="Isle Observer", url=link),),
    )


def keep(folder: Path, *entries: Briefing) -> list[str]:
    """Keep entries as a fetch of the feed would; the titles of those that were written."""
    return [briefing.title for _, briefing in FeedFolder(folder).keep(entries, root=1)]


def files(folder: Path) -> list[Path]:
    """The briefing files that are there."""
    return sorted(folder.glob("*.md"))


def test_each_entry_is_a_file_that_says_it_all(tmp_path: Path) -> None:
    """Named for people, and read as what the feed said."""
    folder = tmp_path / "feeds" / "isle"
    kept = FeedFolder(folder).keep([entry(1), entry(2)], root=7)
    assert [path.name for path in files(folder)] == [
        f"ferry-{number}-{identity(f'isle.example/{number}')}.md" for number in (1, 2)
    ]
    for stamp, briefing in kept:
        facts = Path(stamp.path).stat()
        assert (stamp.root, stamp.mtime_ns) == (7, facts.st_mtime_ns)
        assert (stamp.size, stamp.inode) == (facts.st_size, facts.st_ino)
        assert parse_file(Path(stamp.path).read_bytes(), stamp.path) == briefing


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    """The same entries bring nothing; a changed one is written over itself."""
    assert keep(tmp_path, entry(1), entry(2)) == ["Ferry 1", "Ferry 2"]
    before = [path.stat().st_mtime_ns for path in files(tmp_path)]
    assert keep(tmp_path, entry(1), entry(2)) == []
    assert [path.stat().st_mtime_ns for path in files(tmp_path)] == before
    names = files(tmp_path)
    assert keep(tmp_path, entry(1, title="Ferry late"), entry(2)) == ["Ferry late"]
    assert files(tmp_path) == names


def test_an_entry_that_changes_its_link_stays_the_same(tmp_path: Path) -> None:
    """Its guid says so: the same file, the same key."""
    keep(tmp_path, entry(1, guid="tag:1"), entry(2, guid="tag:2"))
    moved = entry(1, guid="tag:1", link="https://isle.example/moved")
    ((_, kept),) = FeedFolder(tmp_path).keep([moved, entry(2, guid="tag:2")], root=1)
    assert kept.key == "isle.example/1"
    assert len(files(tmp_path)) == 2
    read = {parse_file(path.read_bytes(), path.name).key for path in files(tmp_path)}
    assert read == {"isle.example/1", "isle.example/2"}


def test_a_guid_that_all_entries_share_means_nothing(tmp_path: Path) -> None:
    """Broken feeds exist: no entry is lost."""
    keep(tmp_path, *(entry(number, guid="same") for number in range(5)))
    assert len(files(tmp_path)) == 5


def test_a_guid_that_changes_every_time_makes_no_second_file(tmp_path: Path) -> None:
    """The link says which entry it is."""
    for time in range(3):
        keep(tmp_path, entry(1, guid=f"tag:{time}"))
    assert len(files(tmp_path)) == 1


def test_entries_that_all_link_to_one_page_are_all_kept(tmp_path: Path) -> None:
    """One entry at a time, whose link is always the same and whose guid is new."""
    page = "https://isle.example/today"
    for day in range(3):
        today = entry(day, title=f"Weather {day}", link=page, guid=f"day:{day}")
        assert keep(tmp_path, today) == [f"Weather {day}"]
        assert keep(tmp_path, today) == []
    keys = {parse_file(path.read_bytes(), path.name).key for path in files(tmp_path)}
    assert len(keys) == len(files(tmp_path)) == 3


def test_an_entry_that_takes_over_the_link_of_another_is_another(tmp_path: Path) -> None:
    """Both have a file, and neither is new again the next time."""
    old = entry(1, guid="tag:1")
    keep(tmp_path, old)
    moved = entry(1, guid="tag:1", link="https://isle.example/archive/1")
    newer = entry(2, guid="tag:2", link=old.link)
    assert keep(tmp_path, moved, newer) == ["Ferry 1", "Ferry 2"]
    assert keep(tmp_path, moved, newer) == []
    assert len(files(tmp_path)) == 2


def test_a_file_that_was_spoiled_is_written_again(tmp_path: Path) -> None:
    """Cut short by a power failure, or by somebody."""
    keep(tmp_path, entry(1))
    files(tmp_path)[0].write_bytes(b"")
    assert keep(tmp_path, entry(1)) == ["Ferry 1"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_the_memory_of_guids_may_be_lost(tmp_path: Path, content: bytes) -> None:
    """It is a help, no truth."""
    keep(tmp_path, entry(1, guid="tag:1"))
    (tmp_path / GUIDS).write_bytes(content)
    assert keep(tmp_path, entry(1, guid="tag:1"), entry(2, guid="tag:2")) == ["Ferry 2"]


def test_files_and_folders_are_private(tmp_path: Path) -> None:
    """Whatever the mask of the user."""
    mask = os.umask(0o022)
    try:
        keep(tmp_path / "a" / "b", entry(1, guid="x"))
    finally:
        os.umask(mask)
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert not (tmp_path / "a" / "b" / DRAFT).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """In one line."""
    tmp_path.chmod(0o500)
    with pytest.raises(ParseError, match="can't be kept on the disk"):
        keep(tmp_path, entry(1))


def test_a_name_that_is_taken_by_a_folder_is_told(tmp_path: Path) -> None:
    """A folder of that name is in the way."""
    (tmp_path / DRAFT).mkdir()
    with pytest.raises(ParseError, match="can't be kept on the disk"):
        keep(tmp_path, entry(1))


def test_a_draft_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """What it leads to stays as it is; a draft that was left over is no hindrance either."""
    dear = tmp_path / "dear"
    dear.write_text("mine")
    folder = tmp_path / "isle"
    folder.mkdir()
    (folder / DRAFT).symlink_to(dear)
    assert keep(folder, entry(1)) == ["Ferry 1"]
    (folder / DRAFT).write_text("half a")
    assert keep(folder, entry(2)) == ["Ferry 2"]
    assert dear.read_text() == "mine"
    assert len(files(folder)) == 2


def test_the_folders_above_are_private_too(tmp_path: Path) -> None:
    """Whoever makes them first: what somebody reads is nobody else's business."""
    keep(tmp_path / "data" / "briefings" / "isle", entry(1))
    for folder in ("data", "data/briefings", "data/briefings/isle"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
