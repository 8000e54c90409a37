"""`sources.toml`: read strictly, and rewritten without losing a word of its user's."""

import os
import stat
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui_reader.errors import ConfigError, NotFoundError
from tui_reader.models import Source
from tui_reader.sources import add_folder, load_sources, remove_source

WRITTEN_BY_HAND = """\
# My sources

[[folder]]   # the first
path = "~/world"
name = 'World'

# relative to this file
[[folder]]
path = "near/../near"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `sources.toml` is to be, with a home folder that has three folders of news."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("world", "config/near", "science"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path / "config" / "sources.toml"


def complaint(file: Path, text: str) -> str:
    """What is said against this text, without the file's name in front."""
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_sources(file)
    message = str(caught.value)
    assert message.isprintable(), "one line, and nothing that acts on a terminal"
    return message.removeprefix("~/config/sources.toml").removeprefix(", ")


def test_no_file_means_no_sources(file: Path) -> None:
    """And none is made."""
    assert load_sources(file) == ()
    assert not file.exists()


def test_sources_are_read_in_order(file: Path, tmp_path: Path) -> None:
    """The home folder and relative paths are filled in; a name is the folder's by default."""
    file.write_text(WRITTEN_BY_HAND)
    assert load_sources(file) == (
        Source(path=tmp_path / "world", name="World"),
        Source(path=tmp_path / "config" / "near", name="near"),
    )


def test_names_are_clean(file: Path) -> None:
    """They go to the screen; joiners of scripts and emoji stay."""
    file.write_text('[[folder]]\npath = "a"\nname = " a\\u001b[31m\\u202e\\n\\u200cb "\n')
    assert load_sources(file)[0].name == "a[31m\u200cb"
    file.write_text('[[folder]]\npath = "/"\n')
    assert load_sources(file) == (Source(path=Path("/"), name="/"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
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
            'line 3: two folders have the name "x"; give this one another',
        ),
        ("[[folder]\n", "line 1: broken TOML: "),
    ],
)
def test_what_is_wrong_is_said_with_its_place(file: Path, text: str, message: str) -> None:
    """File, line, key, and what would be right."""
    assert complaint(file, text).startswith(message)


def test_the_first_folder_makes_the_file(file: Path, tmp_path: Path) -> None:
    """With its folder, both private, and nothing else."""
    path = tmp_path / "new" / "tui-reader" / "sources.toml"
    source = add_folder(path, Path("~/world"))
    assert source == Source(path=tmp_path / "world", name="world")
    assert load_sources(path) == (source,)
    assert path.read_text() == '[[folder]]\npath = "~/world"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_adding_keeps_what_the_user_wrote(file: Path, tmp_path: Path) -> None:
    """Comments, order and spelling; the new folder is the last."""
    file.write_text(WRITTEN_BY_HAND)
    source = add_folder(file, tmp_path / "science", name="  Science! ")
    assert source == Source(path=tmp_path / "science", name="Science!")
    new = '\n[[folder]]\npath = "~/science"\nname = "Science!"\n'
    assert file.read_text() == WRITTEN_BY_HAND + new
    assert load_sources(file)[2] == source


def test_adding_to_an_inline_list(file: Path, tmp_path: Path) -> None:
    """Who writes the list on one line keeps it."""
    file.write_text('folder = [{path = "~/world"}]  # short\n')
    add_folder(file, tmp_path / "science")
    assert file.read_text() == 'folder = [{path = "~/world"}, {path = "~/science"}]  # short\n'
    assert [source.name for source in load_sources(file)] == ["world", "science"]


def test_what_is_there_is_not_added_twice(file: Path, tmp_path: Path) -> None:
    """Neither by another path nor under a name that is taken; the file is left as it is."""
    file.write_text(WRITTEN_BY_HAND)
    (tmp_path / "link").symlink_to(tmp_path / "world")
    for path in (tmp_path / "world", tmp_path / "link", tmp_path / "science" / ".." / "world"):
        with pytest.raises(ConfigError, match='is there already, as "World"'):
            add_folder(file, path, name="Other")
    with pytest.raises(ConfigError, match='there is a source "World" already'):
        add_folder(file, tmp_path / "science", name="World")
    assert file.read_text() == WRITTEN_BY_HAND


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


@pytest.mark.parametrize("wanted", ["World", "~/world", "~/science/../world"])
def test_a_source_is_removed_by_name_or_path(file: Path, tmp_path: Path, wanted: str) -> None:
    """All that is not about it stays as it was written; the folder itself is not touched."""
    file.write_text(WRITTEN_BY_HAND)
    assert remove_source(file, wanted) == Source(path=tmp_path / "world", name="World")
    assert [source.name for source in load_sources(file)] == ["near"]
    own = "[[folder]]   # the first\npath = \"~/world\"\nname = 'World'\n\n"
    assert file.read_text() == WRITTEN_BY_HAND.replace(own, "")
    assert (tmp_path / "world").is_dir()


def test_comments_at_the_end_stay(file: Path) -> None:
    """Also when the last source goes."""
    file.write_text(WRITTEN_BY_HAND + "\n# the end\n")
    remove_source(file, "near")
    own = '[[folder]]\npath = "near/../near"\n\n'
    assert file.read_text() == (WRITTEN_BY_HAND + "\n# the end\n").replace(own, "")


def test_removing_from_an_inline_list(file: Path) -> None:
    """Who writes the list on one line keeps it."""
    file.write_text('folder = [{path = "/a"}, {path = "/b"}]  # short\n')
    remove_source(file, "a")
    assert file.read_text() == 'folder = [{path = "/b"}]  # short\n'


def test_the_last_source_can_be_removed(file: Path) -> None:
    """Even when its folder is gone; comments stay."""
    file.write_text('# mine\n[[folder]]\npath = "/gone"\n')
    remove_source(file, "gone")
    assert file.read_text() == "# mine\n"
    assert load_sources(file) == ()


def test_an_unknown_source_is_not_removed(file: Path) -> None:
    """The message says which there are."""
    with pytest.raises(NotFoundError, match=r'^no source "x"; there is none'):
        remove_source(file, "x")
    file.write_text(WRITTEN_BY_HAND)
    with pytest.raises(NotFoundError, match=r'^no source "x"; known are "World", "near"'):
        remove_source(file, "x")
    assert file.read_text() == WRITTEN_BY_HAND


def test_any_folder_name_survives(file: Path, tmp_path: Path) -> None:
    """The path is kept as it is; the name is clean."""
    folder = tmp_path / "a\x1b[31m\n'\"b"
    folder.mkdir()
    assert add_folder(file, folder) == Source(path=folder, name="a[31m'\"b")
    assert load_sources(file) == (Source(path=folder, name="a[31m'\"b"),)


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
    assert sorted(path.name for path in file.parent.iterdir()) == ["near", "sources.toml"]


def test_a_path_that_is_no_text_is_refused(file: Path, tmp_path: Path) -> None:
    """TOML is UTF-8."""
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    with pytest.raises(ConfigError, match="not UTF-8"):
        add_folder(file, folder)
    assert not file.exists()


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1)


@example(names=["0 \x07"], which=0)
@given(names=st.lists(NAMES, min_size=1, max_size=4), which=st.integers(0, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_is_added_is_read_and_can_be_removed(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], which: int
) -> None:
    """Whatever the name: the file is always TOML, and says what was added and not removed."""
    folder = tmp_path_factory.mktemp("sources")
    file = folder / "sources.toml"
    added: list[Source] = []
    for number, name in enumerate(names):
        (folder / str(number)).mkdir()
        with suppress(ConfigError):  # names that are equal once they are clean
            added.append(add_folder(file, folder / str(number), name))
        assert list(load_sources(file)) == added
    gone = added[which % len(added)]
    assert remove_source(file, gone.name) == gone
    added.remove(gone)
    assert list(load_sources(file)) == added
    tomllib.loads(file.read_text())
