"""What several sources tell of one event is one story: found, explained, and never in the way."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, suppress
from threading import Event, Thread

import pytest

from tests.briefing_files import write_briefing
from tests.library.ferry import (
    APART,
    FERRY,
    FERRY_LATER,
    FERRY_TOO,
    TOGETHER,
    put,
    stories,
    told,
)
from tests.library.shelf import ALL, UNREAD, Shelf
from tui_reader.config import Config
from tui_reader.errors import NotFoundError, UsageError
from tui_reader.library import Library
from tui_reader.library.loading import Loader
from tui_reader.library.window import StoredWindow
from tui_reader.models import Story
from tui_reader.store.window import WindowTable


def test_one_event_is_one_row(ferry: Shelf) -> None:
    """With all its outlets, under the headline of the first; and the load says so."""
    with ferry.library() as library:
        loading = library.load()
        assert (loading.new, loading.joined) == (2, 1)
        assert told(library) == TOGETHER
        assert stories(library)[0].headline == FERRY
        assert library.load().joined == 0


def test_what_was_read_is_updated_and_not_unread_again(ferry: Shelf) -> None:
    """An outlet that comes later joins the story, and is new in it."""
    with ferry.loaded() as library:
        library.mark_read(library.numbers(ALL))
        put(ferry, FERRY_LATER, "Harbour Herald", 11)
        library.load()
        assert not library.numbers(UNREAD)
        story = stories(library)[0]
        assert story.new_outlets == ("Harbour Herald",)
        assert story.updated == ferry.now


def test_a_mark_is_one_of_the_whole_story(ferry: Shelf) -> None:
    """It is told, undone and done again as one."""
    with ferry.loaded() as library:
        number = stories(library)[0].number
        assert library.mark_starred([number], starred=True).label == "Starred 1 story"
        library.mark_read([number])
        assert library.undo() == "Unread again: 1 story"
        assert library.story(number).starred
        assert library.undo() == "Unstarred again: 1 story"
        assert not library.story(number).starred


def test_the_same_library_gives_the_same_stories(ferry: Shelf) -> None:
    """The index may be lost: marks and stories come back."""
    with ferry.loaded() as library:
        library.mark_read([stories(library)[0].number])
        before = {(story.id, story.read, story.outlets) for story in stories(library)}
    for path in ferry.paths.cache.glob("index.db*"):
        path.unlink()
    with ferry.loaded() as library:
        assert {(story.id, story.read, story.outlets) for story in stories(library)} == before


def test_a_folder_that_is_rewritten_changes_nothing(ferry: Shelf) -> None:
    """Deleting and writing it again, in pieces, leaves stories and marks as they are."""
    with ferry.loaded() as library:
        library.mark_read([stories(library)[0].number])
        before = [story.id for story in stories(library)]
        texts = {path: path.read_text() for path in ferry.news.glob("*.md")}
        for path in texts:
            path.unlink()
        library.load()
        for path, text in texts.items():
            path.with_name(f"new-{path.name}").write_text(text)
            library.load()
        assert [story.id for story in stories(library)] == before
        assert stories(library)[0].read


def test_a_source_that_comes_later_is_joined_as_well(ferry: Shelf) -> None:
    """Even where its articles are older than the window by then: it is wound back."""
    with ferry.loaded() as library:
        for day in range(12, 20):
            articles = [
                (f"Report {day} from {day} towns", "Town Crier", f"https://t.example/{day}")
            ]
            published = f"2026-01-{day}T08:00:00Z"
            ferry.now = dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC)
            write_briefing(
                ferry.news, slug=f"t{day}", title=f"Report {day}", articles=articles, date=published
            )
        library.load()
        put(ferry, FERRY_LATER, "Harbour Herald", 11)
        library.load()
        assert ("Coast Post", "Isle Observer", "Harbour Herald") in told(library)


def test_off_and_careful_again(ferry: Shelf) -> None:
    """Turned off, every briefing is a story; turned on, they are put together again."""
    for cluster, expected in (("careful", TOGETHER), ("off", APART), ("eager", TOGETHER)):
        with closing(Library.open(ferry.paths, config=Config(cluster=cluster))) as library:
            library.load()
            assert told(library) == expected


def test_why(ferry: Shelf) -> None:
    """The words that two share, and the headline that is nearest."""
    with ferry.loaded() as library:
        founder, other = library.why(stories(library)[0].number)
        assert founder.kind == ""
        assert (other.kind, other.near, other.seconds) == ("words", FERRY, 7200)
        assert "Lamu".casefold() in {word.casefold() for word, _ in other.words}
        assert 0 < other.likeness <= 1


@pytest.fixture
def open_ferry(ferry: Shelf) -> Iterator[Library]:
    """The same, loaded."""
    with ferry.loaded() as library:
        yield library


def test_taken_out_for_good(ferry: Shelf, open_ferry: Library) -> None:
    """It is never put together again: not by what comes later, and not by a new index."""
    second = open_ferry.why(stories(open_ferry)[0].number)[1]
    assert open_ferry.arranger.take_out(second.id) == "Took it out of the story"
    assert told(open_ferry) == APART
    put(ferry, FERRY_LATER, "Harbour Herald", 11)
    open_ferry.load()
    assert not any({"Coast Post", "Isle Observer"} <= set(outlets) for outlets in told(open_ferry))
    open_ferry.close()
    for path in ferry.paths.cache.glob("index.db*"):
        path.unlink()
    with ferry.loaded() as library:
        assert not any({"Coast Post", "Isle Observer"} <= set(outlets) for outlets in told(library))


def test_taking_out_is_undone_exactly(open_ferry: Library) -> None:
    """With marks and the reason why it was there; and done again, in another run too."""
    open_ferry.mark_read(open_ferry.numbers(ALL))
    before = stories(open_ferry)
    reasons = open_ferry.why(before[0].number)
    open_ferry.arranger.take_out(reasons[1].id)
    assert open_ferry.undo() == "Put back into the story"
    assert _plain(stories(open_ferry)) == _plain(before)
    assert open_ferry.why(stories(open_ferry)[0].number) == reasons
    assert open_ferry.redo() == "Took it out of the story"
    assert told(open_ferry) == APART


def test_where_the_founder_does_not_belong_the_others_leave(
    ferry: Shelf, open_ferry: Library
) -> None:
    """They stay together, under another id."""
    put(ferry, FERRY_LATER, "Harbour Herald", 11)
    open_ferry.load()
    founder = open_ferry.why(stories(open_ferry)[0].number)[0]
    open_ferry.arranger.take_out(founder.id)
    assert told(open_ferry) == {
        ("Coast Post",), ("Isle Observer", "Harbour Herald"), ("Lagoon Daily",)
    }  # fmt: skip
    open_ferry.undo()
    assert ("Coast Post", "Isle Observer", "Harbour Herald") in told(open_ferry)


def test_joined_by_hand(ferry: Shelf, open_ferry: Library) -> None:
    """Two stories that share no word; undone exactly, done again, and kept for good."""
    before = stories(open_ferry)
    open_ferry.arranger.join([story.id for story in before])
    assert told(open_ferry) == {("Coast Post", "Lagoon Daily", "Isle Observer")}
    assert open_ferry.undo() == "2 stories again"
    assert _plain(stories(open_ferry)) == _plain(before)
    open_ferry.redo()
    assert len(stories(open_ferry)) == 1
    kinds = [reason.kind for reason in open_ferry.why(stories(open_ferry)[0].number)]
    assert sorted(kinds) == ["", "reader", "words"]
    open_ferry.close()
    for path in ferry.paths.cache.glob("index.db*"):
        path.unlink()
    with ferry.loaded() as library:
        assert len(stories(library)) == 1


def test_what_can_not_be_done_is_said(open_ferry: Library) -> None:
    """A story alone, and one story with itself."""
    ferry, strike = stories(open_ferry)
    with pytest.raises(UsageError, match="nothing else"):
        open_ferry.arranger.take_out(strike.id)
    with pytest.raises(UsageError, match="two stories"):
        open_ferry.arranger.join([ferry.id, ferry.id])
    with pytest.raises(NotFoundError):
        open_ferry.undo()


def test_stopping_loses_nothing(ferry: Shelf) -> None:
    """What was not placed waits for the next time."""
    with ferry.library() as library:
        stop = Event()
        stop.set()
        library.group(stop=stop)
        library.load()
        assert told(library) == TOGETHER


def _plain(found: list[Story]) -> list[Story]:
    """Without the index's own numbers, and in an order of their own."""
    return sorted((story._replace(number=0) for story in found), key=lambda story: story.id)


def test_an_article_of_a_briefing_is_taken_out(shelf: Shelf) -> None:
    """It is a story of its own, also when the file is written again; undone exactly, and redone."""
    links = [(f"{FERRY}, {nth}", f"Outlet {nth}", f"https://o{nth}.example/1") for nth in "abc"]
    path = write_briefing(shelf.news, slug="ferry", title=links[0][0], articles=links)
    with shelf.loaded() as library:
        library.mark_read(library.numbers(ALL))
        before = _plain(stories(library))
        (reason,) = library.why(library.numbers(ALL)[0])
        assert library.arranger.cut(reason.id, reason.briefing.articles[0]).startswith(
            "Took the article out"
        )
        apart = {("Outlet a",), ("Outlet b", "Outlet c")}
        assert told(library) == apart
        assert not library.numbers(UNREAD)
        path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
        library.load()
        assert told(library) == apart
        assert library.undo() == "Put back into the story"
        assert _plain(stories(library)) == before
        library.redo()
        assert told(library) == apart


def test_what_was_cut_is_not_joined_again(shelf: Shelf) -> None:
    """However alike it is, and in a new index too."""
    shelf.paths.config_file.unlink()
    links = [
        (FERRY, "Coast Post", "https://a.example/1"),
        (FERRY_TOO, "Isle Observer", "https://b.example/1"),
    ]
    write_briefing(shelf.news, slug="ferry", title=FERRY, articles=links)
    with shelf.loaded() as library:
        (reason,) = library.why(library.numbers(ALL)[0])
        library.arranger.cut(reason.id, reason.briefing.articles[1])
        library.load()
        assert told(library) == {("Coast Post",), ("Isle Observer",)}
    for path in shelf.paths.cache.glob("index.db*"):
        path.unlink()
    with shelf.loaded() as library:
        assert told(library) == {("Coast Post",), ("Isle Observer",)}


def test_years_without_news_hold_up_nothing(shelf: Shelf) -> None:
    """After a gap in time, what comes on one day is still of one day."""
    shelf.paths.config_file.unlink()
    write_briefing(
        shelf.news,
        slug="old",
        title="Old",
        articles=[("Old", "X", "https://x.example/1")],
        date="2011-01-08T08:00:00Z",
    )
    put(shelf, FERRY, "Coast Post", 8)
    put(shelf, FERRY_TOO, "Isle Observer", 11)
    with shelf.loaded() as library:
        later = library.why(stories(library)[0].number)[1]
        assert later.seconds == 3 * 3600


def test_stories_are_arranged_while_others_are_grouped(shelf: Shelf) -> None:
    """Two who group, and a reader who takes out and joins: the window says what the index says."""
    shelf.paths.config_file.unlink()
    for number in range(150):
        name = f"{'abcdefghij'[number % 10]}{number // 10}"
        for hour, words in (
            (8, "ferry from {0} sinks off {0} island"),
            (9, "{0} island: ferry sinks"),
        ):
            put(shelf, words.format(name * 2), f"Post {number} {hour}", hour)
    with shelf.library() as library:
        loader = Loader(library.begin(), shelf.clock, library.writing)
        loader.load(library.sources, lambda _: None, Event())
        threads = [Thread(target=library.group) for _ in range(2)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            with suppress(
                NotFoundError, UsageError, IndexError
            ):  # it has become part of another meanwhile
                several = [one for one in stories(library) if len(one.briefings) > 1]
                library.arranger.take_out(library.why(several[0].number)[1].id)
                library.undo()
        for thread in threads:
            thread.join()
        window = StoredWindow(WindowTable(library.begin().index.database, library.views.path))
        number_of = library.begin().index.stories.number
        for (identity,) in library.views.database.execute("SELECT identity FROM window_items"):
            place = window.story_of(identity)
            assert place is not None
            assert number_of(window.group(place).id) == number_of(identity)
        assert not library.group()


def test_an_article_that_is_gone_takes_nothing_with_it(shelf: Shelf) -> None:
    """A second wish, of one that is out already, is refused; doubles leave and come together."""
    shelf.paths.config_file.unlink()
    links = [
        (FERRY, "Coast Post", "https://a.example/1"),
        (FERRY_TOO, "Isle Observer", "https://b.example/1"),
        (FERRY_TOO, "Isle Wire", "https://b.example/1?utm_source=x"),
        (FERRY_LATER, "Reef", "https://c.example/1"),
    ]
    write_briefing(shelf.news, slug="ferry", title=FERRY, articles=links)
    with shelf.loaded() as library:
        before = _plain(stories(library))
        (reason,) = library.why(library.numbers(ALL)[0])
        double = reason.briefing.articles[1]
        library.arranger.cut(reason.id, double)
        with pytest.raises(NotFoundError, match="not in the story any more"):
            library.arranger.cut(reason.id, double)
        assert len(stories(library)) == 2
        library.undo()
        assert _plain(stories(library)) == before
