"""The story list: its rows, its cursor, and that its size costs nothing."""

import asyncio
import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip

from tests.tui.widget_harness import NOW, Harness, clock, lines_of, row, rows, strips_of, widths
from tui_reader.models import Row
from tui_reader.tui.widgets.ages import age, day
from tui_reader.tui.widgets.story_list import CHUNK, KEPT, StoryList

SIZES = [(120, 40), (80, 24), (60, 20), (20, 5)]


def app_with(total: int, answer: Callable[[int, int], list[Row]] = rows) -> Harness:
    """An app that shows one list of so many rows, and answers what it asks for."""
    stories = StoryList(clock=clock)

    class Library(Harness):
        def on_mount(self) -> None:
            stories.focus()
            stories.show(total, 0, 0, answer(0, min(total, 60)))

        def on_story_list_rows_wanted(self, message: StoryList.RowsWanted) -> None:  # type: ignore[override]
            stories.put(message.start, answer(message.start, message.end))

    return Library(stories)


def stories_of(app: Harness) -> StoryList:
    """The list of the app."""
    return app.query_one(StoryList)


async def test_a_row_says_what_it_is() -> None:
    """Marker, headline, star and number above; what joined, names and age below."""
    app = app_with(3)
    async with app.run_test(size=(60, 12)):
        stories = stories_of(app)
        stories.update_row(0, row(0, headline="Ferry", outlets=("A", "B", "C"), starred=True))
        stories.update_row(1, row(1, headline="Mole", outlets=("A",), read=True, joined=1))
        stories.update_row(2, row(2, headline="sea.md", reason="no front matter", read=True))
        lines = [line.rstrip() for line in lines_of(stories)[:6]]
    assert lines == [
        "▌● Ferry" + " " * 47 + "★  3",
        "▌  A · B · C · 7m",
        " ◆ Mole",
        "   +1 outlet · A · 21m",
        " ! sea.md",
        "   no front matter",
    ]


async def test_names_that_do_not_fit_are_counted() -> None:
    """The age always stays; names go one by one, the first is cut only at the very end."""
    app = app_with(1)
    seen = []
    async with app.run_test(size=(80, 12)) as pilot:
        stories = stories_of(app)
        stories.update_row(0, row(0, outlets=("Tidewater", "Phare", "Lantern")))
        for width in (40, 34, 30, 23, 14):
            await pilot.resize_terminal(width, 12)
            async with asyncio.timeout(10):
                while stories.size.width != width:
                    await pilot.pause()
            seen.append(lines_of(stories)[1].strip("▌ "))
    assert seen == [
        "Tidewater · Phare · Lantern · 7m",
        "Tidewater · Phare +1 · 7m",
        "Tidewater · Phare +1 · 7m",
        "Tidewater +2 · 7m",
        "T… +2 · 7m",
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_is_exactly_as_wide_as_the_list(size: tuple[int, int]) -> None:
    """Also with wide characters, and where there are no rows."""
    app = app_with(6)
    async with app.run_test(size=size):
        stories = stories_of(app)
        stories.update_row(
            0, row(0, headline="北港の防波堤、ようやく承認" * 9, outlets=("港湾日報",) * 9)
        )
        stories.update_row(1, row(1, headline="🌾👩🏽‍🌾 " * 40, outlets=("🇫🇷 Phare",)))
        assert widths(strips_of(stories)) == {stories.size.width}
        assert all(segment.style for strip in strips_of(stories) for segment in strip)


async def test_keys_move_the_cursor_and_tell() -> None:
    """One row, one screen, the ends; and only when there is somewhere to go."""
    app = app_with(200)
    async with app.run_test(size=(60, 21)) as pilot:
        stories = stories_of(app)
        await pilot.press("k", "j", "j", "k")
        assert [message.index for message in app.kept(StoryList.Moved)] == [1, 2, 1]
        await pilot.press("f")
        assert stories.cursor == 10
        await pilot.press("d", "b", "u")
        assert stories.cursor == 1
        await pilot.press("G", "j", "enter")
        assert [message.index for message in app.kept(StoryList.Opened)] == [199]
        assert app.kept(StoryList.Moved)[-1].index == 199
        assert app.kept(StoryList.Opened)[0].control is stories
        await pilot.press("g")
        assert (stories.cursor, stories.scroll_offset.y) == (0, 0)


async def test_the_cursor_keeps_a_row_between_itself_and_the_edge() -> None:
    """Downwards and upwards; and a whole row is at the top wherever it stops, ends included."""
    app = app_with(200)
    async with app.run_test(size=(60, 12)) as pilot:
        stories = stories_of(app)
        for key, times in (("j", 30), ("k", 12), ("G", 1)):
            await pilot.press(*[key] * times)
            top = stories.scroll_offset.y
            assert top % 2 == 0
            assert top <= 2 * stories.cursor <= top + stories.height - 2
        assert lines_of(stories)[-1].strip() == "▐"
        await pilot.press("g", *"jjj")
        assert stories.scroll_offset.y == 0
        await pilot.press("j")
        assert (stories.cursor, stories.scroll_offset.y) == (4, 2)


async def test_the_mouse_moves_and_opens() -> None:
    """A click moves the cursor, a double click opens that row, though the first click of the two
    scrolls the list; the wheel does not move the cursor."""
    app = app_with(50)
    async with app.run_test(size=(60, 21)) as pilot:
        stories = stories_of(app)
        await pilot.click(stories, offset=(5, 6))
        assert stories.cursor == 2
        assert not app.kept(StoryList.Opened)
        await pilot.double_click(stories, offset=(5, 8))
        assert [message.index for message in app.kept(StoryList.Opened)] == [3]
        await pilot.double_click(stories, offset=(5, 19))
        assert stories.scroll_offset.y == 2
        assert [message.index for message in app.kept(StoryList.Opened)] == [3, 9]
        place = stories.region.offset + Offset(5, 8)
        wheel = events.MouseScrollDown(
            stories, 5, 8, 0, 1, 0, False, False, False, place.x, place.y
        )
        stories.post_message(wheel)
        await pilot.pause()
        assert (stories.cursor, stories.scroll_offset.y) == (9, 4)


async def test_a_hundred_thousand_rows_cost_what_a_thousand_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted in lines drawn and rows fetched, for the same keys."""
    drawn: list[int] = []
    render_line = StoryList.render_line

    def count_line(stories: StoryList, y: int) -> Strip:
        drawn.append(y)
        return render_line(stories, y)

    monkeypatch.setattr(StoryList, "render_line", count_line)
    costs = []
    for total in (1_000, 100_000):
        fetched: list[int] = []

        def answer(start: int, end: int, fetched: list[int] = fetched) -> list[Row]:
            fetched.extend(range(start, end))
            return rows(start, end)

        app = app_with(total, answer)
        drawn.clear()
        async with app.run_test(size=(60, 20)) as pilot:
            for key in "jjjkfdjGkbg":
                await pilot.press(key)
                await pilot.pause()
            stories_of(app).show(total, 0, 0, answer(0, 60))
            await pilot.pause()
        costs.append((len(drawn), len(fetched)))
    (few_drawn, few_fetched), (many_drawn, many_fetched) = costs
    assert many_fetched == few_fetched
    assert many_drawn < 2 * few_drawn  # not equal: a busy machine puts two keys into one frame


async def test_rows_are_asked_for_once_and_before_they_are_seen() -> None:
    """Going down never meets an unknown row, and no row is asked for twice."""
    asked: list[tuple[int, int]] = []

    def answer(start: int, end: int) -> list[Row]:
        asked.append((start, end))
        return rows(start, end)

    app = app_with(5_000, answer)
    async with app.run_test(size=(60, 20)) as pilot:
        stories = stories_of(app)
        for _ in range(40):
            await pilot.press("f")
            assert "·  " not in [line.strip() for line in lines_of(stories)]
            assert stories.current is not None
    assert asked[:2] == [(0, 60), (60, CHUNK)]
    assert all(before[1] == after[0] for before, after in pairwise(asked))


async def test_an_unanswered_question_is_not_repeated_until_the_view_comes_back() -> None:
    """Unknown rows are drawn as such; asked for again only after having been far away."""
    stories = StoryList(clock=clock)
    app = Harness(stories)
    async with app.run_test(size=(60, 20)) as pilot:
        stories.show(5_000, 300, 0, ())
        stories.focus()
        await pilot.press("j", "j", "k")
        asked = [(message.start, message.end) for message in app.kept(StoryList.RowsWanted)]
        assert asked == [(200, 300), (300, 400)]
        assert lines_of(stories)[0].strip() == "·"
        assert stories.current is None
        await pilot.press("g", "G")
        app.messages.clear()
        await pilot.press("g")
        assert [message.start for message in app.kept(StoryList.RowsWanted)] == [0]


async def test_only_rows_near_the_view_are_kept() -> None:
    """However far one goes; the row of the cursor is always kept."""
    app = app_with(50_000)
    async with app.run_test(size=(60, 20)) as pilot:
        stories = stories_of(app)
        for top in range(0, 20_000, 390):
            stories.jump_to(top)
            await pilot.pause()
        assert len(stories._rows) <= KEPT + 1
        assert stories.row_at(1) is None
        assert stories.current == row(0)


async def test_replaced_rows_leave_the_cursor_on_its_line() -> None:
    """Ten new stories above: the same story under the cursor, at the same height."""
    app = app_with(500)
    async with app.run_test(size=(60, 20)) as pilot:
        stories = stories_of(app)
        await pilot.press("f", "f", "f", "k", "k")
        before, cursor = lines_of(stories), stories.cursor
        moved = [row(9_000 + index) for index in range(10)] + rows(0, 490)
        app.messages.clear()
        stories.replace(510, cursor + 10, 0, moved)
        await pilot.pause()
        assert lines_of(stories) == before
        assert stories.cursor == cursor + 10
        assert not app.kept(StoryList.Moved)


async def test_fewer_rows_than_before() -> None:
    """The cursor goes to the last of them; with none, it is 0 and the list says so."""
    app = app_with(500)
    async with app.run_test(size=(60, 21)) as pilot:
        stories = stories_of(app)
        stories.empty_text = "Nothing unread.\nPress r to refresh."
        await pilot.press("G")
        stories.replace(3, 499, 0, rows(0, 3))
        await pilot.pause()
        assert (stories.cursor, stories.scroll_offset.y) == (2, 0)
        stories.show(0, 0, 0, ())
        await pilot.press("j", "enter", "G")
        assert (stories.cursor, stories.current) == (0, None)
        assert not app.kept(StoryList.Opened)
        lines = lines_of(stories)
        assert lines[9].strip() == "Nothing unread."
        assert abs(len(lines[9]) - len(lines[9].rstrip()) - lines[9].index("N")) <= 1


async def test_the_terminal_cursor_follows() -> None:
    """Screen readers read where the terminal's cursor is."""
    app = app_with(50)
    async with app.run_test(size=(60, 21)) as pilot:
        await pilot.press("j", "j")
        assert app.cursor_position == stories_of(app).content_region.offset + Offset(0, 4)


async def test_shown_before_it_has_a_size() -> None:
    """What is told before the first layout is right after it."""
    stories = StoryList(clock=clock)
    stories.show(100, 40, 0, rows(0, 100))
    assert stories.size == Size(0, 0)
    app = Harness(stories)
    async with app.run_test(size=(60, 20)):
        top = stories.scroll_offset.y
        assert top <= 80 <= top + stories.height - 2


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (dt.timedelta(seconds=-40), "now"),
        (dt.timedelta(seconds=59), "now"),
        (dt.timedelta(minutes=59, seconds=59), "59m"),
        (dt.timedelta(hours=23, minutes=59), "23h"),
        (dt.timedelta(days=6, hours=23), "6d"),
        (dt.timedelta(days=7), "7 Mar"),
        (dt.timedelta(days=300), "18 May 2025"),
        (dt.timedelta(days=-2), "16 Mar"),
    ],
)
def test_ages(ago: dt.timedelta, text: str) -> None:
    """Short while it is news, a day afterwards; a day as well where it is still to come."""
    assert age(NOW - ago, NOW) == text


def test_days_are_those_of_the_reader() -> None:
    """In the reader's time zone; the ends of the calendar do no harm."""
    tokyo = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert day(dt.datetime(2026, 1, 8, 20, tzinfo=dt.UTC), tokyo, year=True) == "9 Jan 2026"
    assert day(dt.datetime.max.replace(tzinfo=dt.UTC), tokyo) == "31 Dec 9999"
