"""`views.toml`: kept searches and muted ones, read strictly, changed with care."""

import datetime as dt
from pathlib import Path

import pytest

from tests.workers.bad_files import deadline
from tui_reader.errors import ConfigError, NotFoundError
from tui_reader.shapes import (
    Mute,
    Outlet,
    SavedView,
    Shapes,
    add_mute,
    add_view,
    load_shapes,
    load_sound_shapes,
    remove_mute,
    remove_view,
    rename_view,
    set_outlets,
)

STRAIT = SavedView(name="Strait", query="strait outlets:>=3", key="f5")
TEXT = """# mine
[[view]]
name = "Strait"   # the sea
query = "strait outlets:>=3"
key = "f5"

[[mute]]
query = "football"
until = 2026-02-01
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one of each."""
    path = tmp_path / "config" / "views.toml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_written_is_read(path: Path) -> None:
    """A missing file means nothing."""
    assert load_shapes(path) == Shapes((STRAIT,), (Mute("football", dt.date(2026, 2, 1)),))
    assert load_shapes(path.with_name("none")) == Shapes()


def test_what_is_added_and_removed_leaves_the_rest(path: Path) -> None:
    """Word for word."""
    bay = SavedView("Bay", 'bay "high tide" tag:x', full_text=True, notify=True)
    add_view(path, bay)
    add_mute(path, Mute("outlet:tabloid"))
    assert load_shapes(path).views[1] == bay
    assert load_shapes(path).mutes[1] == Mute("outlet:tabloid")
    assert remove_view(path, "Bay").query == 'bay "high tide" tag:x'
    assert remove_mute(path, "outlet:tabloid") == Mute("outlet:tabloid")
    assert path.read_text(encoding="utf-8").split() == TEXT.split()
    remove_view(path, "Strait")
    remove_mute(path, "football")
    assert load_shapes(path) == Shapes()


def test_a_new_file_is_made(tmp_path: Path) -> None:
    """With the folder it belongs in."""
    add_mute(tmp_path / "new" / "views.toml", Mute("football", dt.date(2026, 2, 1)))
    assert load_shapes(tmp_path / "new" / "views.toml").mutes == (
        Mute("football", dt.date(2026, 2, 1)),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[vew]]\n", "line 1: unknown key"),
        ("[view]\nname = 'x'", "must be a table of its own"),
        ("[[view]]\nname = 'x'\n", "a view needs a query"),
        ("[[view]]\nname = 'x'\nquery = 'is:old'\n", "line 3: no value of is:"),
        ("[[view]]\nname = 1\nquery = 'x'\n", "line 2: name must be text"),
        ("[[view]]\nname = 'x'\nquery = 'x'\n" * 2, "there is a view"),
        ("[[mute]]\nquery = 'x'\n" * 2, "line 4: .x. is muted already"),
        ("[[mute]]\nquery = ''\n", "line 2: query must be text"),
        ("[[mute]]\nquery = 'sort:newest'\n", "would mute everything"),
        ("[[mute]]\nquery = 'x -is:muted'\n", "line 2: .* hang on what is muted"),
        ("[[mute]]\nquery = 'x'\nuntil = 'soon'\n", "until must be a day"),
        ("[[outlet]]\nas = 'x'\n", "an outlet needs a name"),
        ("[[outlet]]\nname = 'x'\nmuted = 1\n", "line 3: muted must be true or false"),
        ("[[outlet]]\nname = 'x'\nas = ['y']\n", "line 3: as must be text"),
        ("[[outlet]]\nname = 'x'\nas = 'x'\n", "line 3: .x. would be called by its own"),
        (
            "[[outlet]]\nname = 'x'\nas = 'y'\n[[outlet]]\nname = 'y'\nas = 'x'\n",
            "line 6: .y. would be called by its own",
        ),
        ("[[outlet]]\nname = 'x'\n" * 2, "line 4: there is an outlet"),
        ("[[mute]]\nquery = 'x'\nuntil = 2026-01-01T10:00:00Z\n", "until must be a day"),
    ],
)
def test_a_mistake_is_told_with_its_line(path: Path, text: str, reason: str) -> None:
    """And nothing is written over it."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=reason):
        load_shapes(path)
    with pytest.raises(ConfigError):
        add_view(path, STRAIT)
    assert path.read_text(encoding="utf-8") == text


def test_a_mistake_costs_only_itself(path: Path) -> None:
    """Who reads the file for the screen has the rest, and each mistake with its line."""
    broken = '[[mute]]\nquery = "is:old"\n[[vew]]\n'
    path.write_text(TEXT + broken, encoding="utf-8")
    shapes = load_sound_shapes(path)
    assert (shapes.views, shapes.mutes) == ((STRAIT,), (Mute("football", dt.date(2026, 2, 1)),))
    assert ["line 11" in shapes.mistakes[0], "unknown key" in shapes.mistakes[1]] == [True, True]
    path.write_text("[[view]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="broken TOML"):
        load_sound_shapes(path)


def test_thousands_of_mistakes_are_told_in_a_few_lines(path: Path) -> None:
    """And what is sound among thousands of rules is found in no time."""
    wrong = "".join(f'[[mute]]\nquery = "a:{number}"\n' for number in range(4_000))
    sound = "".join(f'[[mute]]\nquery = "a{number}"\n' for number in range(4_000))
    path.write_text(wrong + sound, encoding="utf-8")
    with deadline(5):
        shapes = load_sound_shapes(path)
    assert len(shapes.mutes) == 4_000
    assert len(shapes.mistakes) == 21
    assert shapes.mistakes[-1].endswith("views.toml: … and 3,980 more mistakes")


def test_changes_leave_no_empty_lines_behind(tmp_path: Path) -> None:
    """However often something is added and removed."""
    path = tmp_path / "views.toml"
    for number in range(3):
        add_view(path, SavedView(f"New {number}", "bay"))
        add_mute(path, Mute(f"rule {number}"))
        if number:
            remove_view(path, f"New {number - 1}")
            remove_mute(path, f"rule {number - 1}")
        text = path.read_text(encoding="utf-8")
        assert text.startswith("[[view]]")
        assert "\n\n\n" not in text


def test_a_view_is_renamed_in_its_place(path: Path) -> None:
    """Unless the name is taken."""
    add_view(path, SavedView("Bay", "bay"))
    rename_view(path, "Strait", "The strait")
    assert [view.name for view in load_shapes(path).views] == ["The strait", "Bay"]
    assert "# the sea" in path.read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match="there is a view"):
        rename_view(path, "Bay", "The strait")
    with pytest.raises(NotFoundError):
        rename_view(path, "Strait", "Bay")


def test_what_makes_no_sense_is_not_added(path: Path) -> None:
    """A name that is taken, a query that is none."""
    for view in (STRAIT, SavedView("x", 'a "b'), SavedView("", "x")):
        with pytest.raises(ConfigError):
            add_view(path, view)
    with pytest.raises(ConfigError):
        add_mute(path, Mute("  "))
    with pytest.raises(NotFoundError):
        remove_view(path, "Bay")
    assert path.read_text(encoding="utf-8") == TEXT


def test_what_is_said_of_outlets_is_kept(path: Path) -> None:
    """Each in its place, with the reader's own words; nothing said leaves nothing."""
    post = Outlet("Post Online", called="Post", preferred=True)
    set_outlets(path, [post, Outlet("Wire", muted=True), Outlet("Bay")])
    text = path.read_text(encoding="utf-8").replace('"Post"', '"Post"   # one paper')
    path.write_text(text, encoding="utf-8")
    assert load_shapes(path).outlets == (post, Outlet("Wire", muted=True))
    set_outlets(path, [post._replace(preferred=False, muted=True), Outlet("Wire")])
    assert load_shapes(path).outlets == (Outlet("Post Online", "Post", muted=True),)
    assert "# one paper" in path.read_text(encoding="utf-8")
    set_outlets(path, [Outlet("Post Online")])
    assert load_shapes(path).outlets == ()
    assert path.read_text(encoding="utf-8").startswith(TEXT)


def test_rules_follow_the_names_that_are_shown(path: Path) -> None:
    """A name leads on to the next; what is said of one is said of the name in the end."""
    outlets = [Outlet("a", "b"), Outlet("b", "c", preferred=True), Outlet("c", muted=True)]
    set_outlets(path, outlets)
    rules = load_shapes(path).outlet_rules
    assert (rules.preferred, rules.muted) == (frozenset({"c"}), frozenset({"c"}))
    assert rules.renamed == {"a": "c", "b": "c"}
