"""The scan: which files are new, changed or gone, without opening one of them."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.workers.bad_files import children, deadline, good_file
from tui_reader.models import Source
from tui_reader.records import FileStamp, Loaded
from tui_reader.store.index import Index
from tui_reader.workers.scan import scan


class Look:
    """One index, and looks at folders that it has to know afterwards."""

    def __init__(self, folder: Path) -> None:
        self.index = Index(folder / "index.db")

    def at(self, *paths: Path) -> tuple[list[str], list[str], dict[str, str]]:
        """Names of new or changed files, of vanished ones, and what can't be looked at."""
        sources = [Source(path=path, name=str(path)) for path in paths]
        with deadline(20), scan(self.index.path, self.index.set_roots(sources)) as found:
            stamps = list(found.stamps)
        assert found.changed == len(stamps)
        gone = [self.forget(number) for number in found.vanished]
        self.index.vanish(found.vanished)
        self.learn(stamps)
        changed = [os.path.basename(stamp.path) for stamp in stamps]  # noqa: PTH119
        unreadable = {Path(path).name: reason for path, reason in found.unreadable}
        return changed, gone, unreadable

    def learn(self, stamps: list[FileStamp]) -> None:
        """Take the files in: as problems, which need nothing else."""
        found = [Loaded(stamp=stamp, content="null", problem="seen") for stamp in stamps]
        self.index.add(found, {}, None)

    def forget(self, number: int) -> str:
        """The name of a vanished file."""
        rows = self.index.database.execute("SELECT path FROM briefings WHERE id = ?", (number,))
        return Path(os.fsdecode(rows.fetchone()[0])).name


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    """An index that knows nothing yet."""
    one = Look(tmp_path)
    yield one
    one.index.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    path = tmp_path / "news"
    path.mkdir()
    return path


def test_only_what_is_new_changed_or_gone_is_told(look: Look, folder: Path) -> None:
    """Each of the four fates of a file, and then rest."""
    for name in ("stays.md", "grows.md", "goes.md"):
        good_file(folder, name)
    assert sorted(look.at(folder)[0]) == ["goes.md", "grows.md", "stays.md"]
    good_file(folder, "new.md")
    (folder / "goes.md").unlink()
    (folder / "grows.md").write_text("More text.", encoding="utf-8")
    changed, gone, _ = look.at(folder)
    assert (sorted(changed), gone) == (["grows.md", "new.md"], ["goes.md"])
    assert look.at(folder) == ([], [], {})


@pytest.mark.parametrize("number", ["time", "size", "inode"])
def test_each_of_the_three_numbers_tells_a_change(look: Look, folder: Path, number: str) -> None:
    """A file that was rewritten with the other two numbers as they were."""
    path = folder / "a.md"
    path.write_text("one", encoding="utf-8")
    facts = path.stat()
    assert look.at(folder)[0] == ["a.md"]
    moment = facts.st_mtime_ns
    if number == "time":
        moment += 1_000_000
    elif number == "size":
        path.write_text("three", encoding="utf-8")
    else:
        (folder / "b").write_text("two", encoding="utf-8")
        (folder / "b").replace(path)
    os.utime(path, ns=(moment, moment))
    assert look.at(folder)[0] == ["a.md"]


def test_no_file_is_opened(look: Look, folder: Path) -> None:
    """Not even new ones: a pipe would wait, and the time of the last access would change."""
    path = good_file(folder, "a.md")
    os.utime(path, ns=(1, path.stat().st_mtime_ns))  # older than the change: relatime would tell
    os.mkfifo(folder / "pipe.md")
    assert len(look.at(folder)[0]) == 2
    assert look.at(folder)[0] == []
    assert path.stat().st_atime_ns == 1


def test_the_youngest_come_first(look: Look, folder: Path) -> None:
    """What the reader waits for is on the screen first."""
    for name, age in (("middle.md", 2), ("old.md", 1), ("young.md", 3)):
        os.utime(good_file(folder, name), (age, age))
    assert look.at(folder)[0] == ["young.md", "middle.md", "old.md"]


def test_nested_folders_are_walked_and_hidden_ones_are_not(look: Look, folder: Path) -> None:
    """Also folders whose name looks like a file's; other endings are none of ours."""
    for name in ("a/b/c/deep.md", "named.md/inner.MARKDOWN", "top.TXT"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        good_file(folder, name)
    for name in (".git/x.md", "a/.draft.md", "a/.x/y.md", "photo.jpg", "md", "a.md~"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        good_file(folder, name)
    assert sorted(look.at(folder)[0]) == ["deep.md", "inner.MARKDOWN", "top.TXT"]


def test_a_folder_that_is_reached_twice_is_walked_once(look: Look, folder: Path) -> None:
    """Through links in a circle, through a link beside it, and as a source of its own."""
    (folder / "world").mkdir()
    good_file(folder / "world", "a.md")
    (folder / "world" / "circle").symlink_to(folder)
    (folder / "again").symlink_to(folder / "world")
    assert look.at(folder, folder / "world", folder / "again") == (["a.md"], [], {})
    assert look.at(folder, folder / "world", folder / "again") == ([], [], {})


def test_a_file_that_is_reached_twice_is_told_once(look: Look, folder: Path) -> None:
    """A single file may be a source, beside the folder that it is in."""
    path = good_file(folder, "a.md")
    assert look.at(path, folder) == (["a.md"], [], {})
    assert look.at(path, folder) == ([], [], {})


def test_a_single_file_is_a_source_whatever_its_name(look: Look, folder: Path) -> None:
    """Who names a file means it."""
    assert look.at(good_file(folder, "notes.asciidoc"))[0] == ["notes.asciidoc"]


def test_links_that_lead_nowhere_are_told_with_a_reason(look: Look, folder: Path) -> None:
    """As problems, and the same ones every time; links with other endings are none of ours."""
    (folder / "nowhere.md").symlink_to("gone.md")
    (folder / "circle.md").symlink_to("circle.md")
    (folder / "gone").symlink_to("gone too")
    good_file(folder, "a.md")
    expected = {
        "nowhere.md": "can't be read: No such file or directory",
        "circle.md": "can't be read: Too many levels of symbolic links",
    }
    assert look.at(folder) == (["a.md"], [], expected)
    assert look.at(folder) == ([], [], expected)


def test_a_source_that_is_gone_is_told_and_the_others_are_walked(look: Look, folder: Path) -> None:
    """A disk that is not there today."""
    good_file(folder, "a.md")
    changed, _, unreadable = look.at(folder.parent / "disk", folder)
    assert changed == ["a.md"]
    assert unreadable == {"disk": "can't be listed: No such file or directory"}


def test_a_folder_without_permission_is_told(look: Look, folder: Path) -> None:
    """Its neighbours are walked."""
    good_file(folder, "a.md")
    (folder / "closed").mkdir(mode=0)
    if os.access(folder / "closed", os.R_OK):
        pytest.skip("this user may list everything")
    changed, _, unreadable = look.at(folder)
    assert (changed, unreadable) == (["a.md"], {"closed": "can't be listed: Permission denied"})


def test_names_of_every_kind_are_told_as_they_are(look: Look, folder: Path) -> None:
    """Line breaks, bytes that are no UTF-8, the longest name there is."""
    names = [b"a\nb.md", b"caf\xe9.md", b"x" * 252 + b".md", "\u2028\u202e.md".encode()]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).touch()  # noqa: PTH118
    assert sorted(map(os.fsencode, look.at(folder)[0])) == sorted(names)
    assert look.at(folder) == ([], [], {})


def test_a_scan_that_nobody_reads_to_its_end_leaves_no_process(look: Look, folder: Path) -> None:
    """More names than a pipe holds, and none or one of them is taken."""
    for number in range(700):
        (folder / f"{number:0200}.md").touch()
    before = children()
    roots = look.index.set_roots([Source(path=folder, name="n")])
    for taken in (0, 1):
        with deadline(10), scan(look.index.path, roots) as found:
            assert len(list(islice(found.stamps, taken))) == taken
        assert children() == before
