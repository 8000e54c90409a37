"""Outlets by way of the library: what they report, and what the reader says of them."""

from tests.library.shelf import ALL, Shelf, rows, stories
from tests.library.test_freshness import age
from tui_reader.models import OutletRules, View
from tui_reader.store.outlets import OutletCount, Overlap

ALONE, MISSED = View(kind="alone"), View(kind="missed")


def fill(shelf: Shelf) -> None:
    """Three stories, one of them older than a month."""
    shelf.put("ferry", "Post", "Post Online", "Wire", date="2026-01-08")
    shelf.put("bell", "Post", date="2026-01-07")
    shelf.put("old", "Wire", date="2025-01-07")


def test_outlets_of_the_last_days_or_ever(shelf: Shelf) -> None:
    """With whom they overlap is told of one at a time."""
    fill(shelf)
    with shelf.loaded() as library:
        library.mark_read([rows(library)["bell"].number])
        assert [one.told for one in library.outlets()] == [
            OutletCount("Post", stories=2, read=1, alone=1),
            OutletCount("Post Online", stories=1),
            OutletCount("Wire", stories=1),
        ]
        assert [one.told.stories for one in library.outlets(0)] == [2, 2, 1]
        assert library.overlaps("Post") == (Overlap("Post Online", 1), Overlap("Wire", 1))
        assert library.overlaps("Post", 1) == library.overlaps("Post", 0)


def test_renaming_is_kept_and_taken_back(shelf: Shelf) -> None:
    """In the reader's file: rows and stories have the new name after a restart, too."""
    fill(shelf)
    with shelf.loaded() as library:
        library.outlet_shaper.rename("Post Online", "Post")
        assert rows(library)["ferry"].outlets == ("Post", "Wire")
    with shelf.loaded() as library:
        assert stories(library)["ferry"].outlets == ("Post", "Wire")
        assert [(one.name, one.names) for one in library.outlets()] == [
            ("Post", ("Post Online",)),
            ("Wire", ()),
        ]
        assert library.undo() == "Post is called Post Online again"
        assert rows(library)["ferry"].outlets == ("Post", "Post Online", "Wire")
        assert not shelf.paths.views_file.read_text(encoding="utf-8").strip()
        assert library.redo() == "Renamed Post Online: Post"
        assert rows(library)["ferry"].outlets == ("Post", "Wire")


def test_what_is_renamed_again_stays_one(shelf: Shelf) -> None:
    """All its names go along, and it may have one of them again."""
    fill(shelf)
    with shelf.loaded() as library:
        for before, after in (("Post Online", "Post"), ("Post", "Isle"), ("Isle", "Post")):
            library.outlet_shaper.rename(before, after)
            assert rows(library)["ferry"].outlets == (after, "Wire")
            assert rows(library)["bell"].outlets == (after,)


def test_an_outlet_is_preferred_under_all_its_names(shelf: Shelf) -> None:
    """Also when it is renamed later; a step at a time is taken back."""
    fill(shelf)
    with shelf.loaded() as library:
        shaper, mine = library.outlet_shaper, View("search", "is:mine")
        shaper.prefer("Post Online", preferred=True)
        assert rows(library, mine).keys() == {"ferry"}
        shaper.rename("Post Online", "Post")
        shaper.mute("Post", muted=True)
        renamed = {"Post Online": "Post"}
        assert library.outlet_rules == OutletRules(
            frozenset({"Post"}), frozenset({"Post"}), renamed
        )
        assert rows(library, mine).keys() == {"ferry", "bell"}
        assert rows(library).keys() == {"ferry", "bell", "old"}
        shaper.prefer("Post", preferred=False)
        assert rows(library, mine).keys() == set()
        for _ in range(4):
            library.undo()
        assert library.outlet_rules == OutletRules()


def test_views_of_what_one_has_alone_and_of_what_mine_lack(shelf: Shelf) -> None:
    """The second is offered only where an outlet is preferred; neither is counted."""
    fill(shelf)
    shelf.put("storm", *(f"Outlet {nth}" for nth in range(5)))
    with shelf.loaded() as library:
        views = [one.view for one in library.counts()]
        assert (ALONE in views, MISSED in views) == (True, False)
        library.outlet_shaper.prefer("Post", preferred=True)
        assert MISSED in [one.view for one in library.counts()]
        assert rows(library, ALONE).keys() == {"bell", "old"}
        assert rows(library, MISSED).keys() == {"storm"}
        assert len(rows(library, ALL)) == 4


def test_what_is_written_by_hand_is_obeyed_at_the_next_look(shelf: Shelf) -> None:
    """A library that is up to date but for that is not taken for fresh."""
    fill(shelf)
    age(shelf)
    with shelf.loaded():
        pass
    with shelf.library() as library:
        assert library.is_fresh()
        text = '[[outlet]]\nname = "Post"\nas = "Island Post"\n'
        shelf.paths.views_file.write_text(text, encoding="utf-8")
        assert not library.is_fresh()
        library.load()
        assert rows(library)["bell"].outlets == ("Island Post",)
