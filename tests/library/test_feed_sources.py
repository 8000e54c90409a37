"""Feeds as sources: their categories, opened once, removed and brought back."""

from tests.library.shelf import rows
from tests.library.station import Station
from tui_reader.library import Library
from tui_reader.models import View


def test_a_category_is_a_view_of_its_feeds(station: Station) -> None:
    """Also when a feed is put into another one later."""
    station.publish("isle", "Ferry")
    station.publish("vale", "Lamp")
    station.subscribe("isle", category="Coast")
    station.subscribe("vale")
    station.refresh()
    coast, inland = View(kind="category", name="Coast"), View(kind="category", name="Inland")
    with station.library() as library:
        assert list(rows(library, coast)) == ["Ferry"]
        source = next(one for one in library.sources if one.name == "isle")
        library.subscriptions.move(source, "Inland")
        assert library.reload_sources()
        library.load()
        assert (list(rows(library, coast)), list(rows(library, inland))) == ([], ["Ferry"])
        assert library.undo() == "Moved isle back to Coast"
        library.reload_sources()
        library.load()
        assert list(rows(library, coast)) == ["Ferry"]


def test_a_feed_opened_by_name_is_not_kept(station: Station) -> None:
    """Its stories are there, the library has none of it."""
    station.publish("isle", "Ferry")
    with Library.open(
        station.paths, folders=[station.server.url("/isle")], clock=station.clock
    ) as library:
        assert library.new_feeds() == ["127.0.0.1"]
        assert library.refresh(by_hand=True).new == 1
        assert list(rows(library)) == ["Ferry"]
    assert not station.paths.sources_file.exists()
    assert station.files() == []


def test_a_removed_feed_is_gone_and_comes_back_with_its_marks(station: Station) -> None:
    """Undone in one step."""
    station.publish("isle", "Ferry")
    station.publish("vale", "Lamp")
    station.subscribe("isle", "vale")
    station.refresh()
    with station.library() as library:
        library.mark_read([rows(library)["Ferry"].number])
        library.subscriptions.remove("isle")
        library.reload_sources()
        library.load()
        assert list(rows(library)) == ["Lamp"]
        assert library.undo() == "isle is back"
        library.reload_sources()
        library.load()
        assert rows(library)["Ferry"].read
