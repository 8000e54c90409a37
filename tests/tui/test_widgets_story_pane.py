"""The story pane: what it shows, and how one goes through it."""

import re
from collections.abc import Iterator

import pytest

from tests.tui.widget_harness import (
    NOW,
    Harness,
    clock,
    harbour_story,
    host_of,
    lines_of,
    story,
    strips_of,
    widths,
)
from tui_reader.models import Article, Briefing
from tui_reader.tui.widgets.page import Page
from tui_reader.tui.widgets.story_lines import story_lines
from tui_reader.tui.widgets.story_pane import StoryPane
from tui_reader.tui.widgets.text_lines import Line, text_lines

PAGE = Page(width=50, now=NOW, host_of=host_of)


def texts(lines: Iterator[Line]) -> list[str]:
    """The lines as text."""
    return ["".join(text for text, _ in line.spans) for line in lines]


def pane_app() -> tuple[StoryPane, Harness]:
    """A pane, and an app around it."""
    pane = StoryPane(clock=clock)
    return pane, Harness(pane)


def test_a_story_leads_with_its_coverage() -> None:
    """Headline and facts, each outlet with age and host above its headline, then the text."""
    assert texts(story_lines(harbour_story(), PAGE))[:22] == [
        "Harbour board approves the long-delayed northern",
        "breakwater after a night of talks",
        "5 outlets · 14 Mar 2026 · Coast",
        "#harbour #breakwater #ferries",
        "",
        "1 The Tidewater Post · 2h · tidewater.example",
        "  Harbour board approves the long-delayed norther…",
        "2 Northern Wire · 3h · nwire.example",
        "  Breakwater: five votes for, two against, and a",
        "  walkout",
        "3 Le Phare · 5h · lephare.example",
        "  Le port du nord aura enfin sa digue, après vingt",
        "  ans de reports",
        "4 港湾日報 · 6h · kowan.example",
        "  北港の防波堤、ようやく承認 工事は五月に開始へ",
        "5 Estuary Times new · 1d · estuary.example",
        "  What the new mole means for the ferries",
        "",
        "─" * 50,
        "",
        "A vote of five to two ends twenty years of",
        "waiting.",
    ]


def test_texts_keep_their_lists_and_quotes() -> None:
    """Following lines hang below the first; blank lines never come in pairs."""
    text = (
        "\n\nOne\n\n\n• a point that goes on\n  1. and one within\n> said he and said she\n \nend"
    )
    assert texts(text_lines(text, 16)) == [
        "One",
        "",
        "• a point that",
        "  goes on",
        "  1. and one",
        "     within",
        "▎ said he and",
        "▎ said she",
        "",
        "end",
    ]


def test_several_briefings_speak_one_after_the_other() -> None:
    """Each under its title; a summary that only begins the text is not said twice."""
    first = Briefing(key="a", title="First", summary="It began…", text="It began at noon.")
    silent = Briefing(key="b", title="Silent")
    last = Briefing(key="c", title="Last", summary="It ended.", text="All went home.")
    lines = texts(story_lines(story(briefings=(first, silent, last)), PAGE))
    assert lines[lines.index("─" * 50) :] == [
        *("─" * 50, "", "First", "", "It began at noon.", ""),
        *("Last", "", "It ended.", "", "All went home."),
    ]


def test_what_is_unknown_is_left_out() -> None:
    """No date, no outlet, no address, no text: no empty brackets and no rule."""
    bare = Article(headline="Only this", outlet="", url="")
    named = Article(headline="And this", outlet="", url="https://lantern.example/x")
    lines = texts(story_lines(story(articles=(bare, named), briefings=()), PAGE))
    assert lines == [
        "A headline",
        "14 Mar 2026",
        "",
        "1 —",
        "  Only this",
        "2 lantern.example",
        "  And this",
    ]


async def test_keys_walk_the_articles_then_the_text() -> None:
    """Down through the coverage, then line by line to the end, and all the way back."""
    pane, app = pane_app()
    async with app.run_test(size=(60, 13)) as pilot:
        pane.show_story(harbour_story(), host_of=host_of)
        pane.focus()
        await pilot.pause()
        assert pane.article == 0
        await pilot.press(*"jjjj")
        told = [message.index for message in app.kept(StoryPane.ArticleHighlighted)]
        assert told == [1, 2, 3, 4]
        assert "▌5 Estuary Times" in "\n".join(lines_of(pane))
        before = pane.scroll_offset.y
        await pilot.press("j", "j")
        assert (pane.article, pane.scroll_offset.y) == (4, before + 2)
        await pilot.press("enter")
        assert [message.index for message in app.kept(StoryPane.ArticleOpened)] == [4]
        await pilot.press("G")
        assert "first stone is laid" in " ".join(lines_of(pane))
        await pilot.press(*"k" * 60)
        assert (pane.article, pane.scroll_offset.y) == (0, 0)


async def test_paging_tells_when_the_end_was_reached() -> None:
    """So that the same key may go on to the next story."""
    pane, app = pane_app()
    async with app.run_test(size=(60, 13)) as pilot:
        pane.show_story(harbour_story(), host_of=host_of)
        await pilot.pause()
        pages = 0
        while pane.page_down():
            pages += 1
        assert pages == 3
        assert "first stone is laid" in " ".join(lines_of(pane))
        assert pane.page_up()
        pane.show_text("Nothing here", ["Press r to refresh."])
        await pilot.pause()
        assert not pane.page_down()
        assert not pane.page_up()
        assert [line.strip() for line in lines_of(pane)[:3]] == [
            "Nothing here",
            "",
            "Press r to refresh.",
        ]
        pane.clear()
        assert "".join(lines_of(pane)).strip() == ""
        assert (pane.story, pane.articles, pane.article) == (None, 0, -1)


async def test_the_mouse_opens_articles() -> None:
    """A click goes to an article, a double click opens it; elsewhere they do nothing."""
    pane, app = pane_app()
    async with app.run_test(size=(60, 30)) as pilot:
        pane.show_story(harbour_story(), host_of=host_of)
        await pilot.pause()
        row = next(y for y, line in enumerate(lines_of(pane)) if "Le Phare" in line)
        await pilot.click(pane, offset=(8, row + 2))
        assert pane.article == 2
        await pilot.double_click(pane, offset=(8, row + 1))
        await pilot.double_click(pane, offset=(8, 1))
        assert [message.index for message in app.kept(StoryPane.ArticleOpened)] == [2]
        assert app.kept(StoryPane.ArticleOpened)[0].control is pane


async def test_a_click_into_a_scrolled_pane_hits_what_it_shows() -> None:
    """Taking the focus must not move the lines below the mouse."""
    pane, app = pane_app()
    async with app.run_test(size=(60, 13)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        pane.show_story(harbour_story(), host_of=host_of)
        await pilot.pause()
        pane.jump_to(3)
        await pilot.pause()
        row = next(y for y, line in enumerate(lines_of(pane)) if "Le Phare" in line)
        await pilot.click(pane, offset=(8, row + 1))
        assert pane.has_focus
        assert pane.article == 2


async def test_a_story_shown_again_stays_where_it_is() -> None:
    """A mark or a new outlet does not take the page from under the reader; another story does."""
    pane, app = pane_app()
    async with app.run_test(size=(60, 13)) as pilot:
        pane.show_story(harbour_story(), host_of=host_of)
        pane.focus()
        await pilot.press(*"jjjjjj")
        place = pane.article, pane.scroll_offset.y
        pane.show_story(harbour_story()._replace(read=True), host_of=host_of)
        await pilot.pause()
        assert (pane.article, pane.scroll_offset.y) == place
        pane.show_story(story(), host_of=host_of)
        await pilot.pause()
        assert (pane.article, pane.scroll_offset.y) == (0, 0)


async def test_the_cursor_enters_where_one_reads() -> None:
    """At the first article in sight; with none in sight it waits until one comes."""
    pane, app = pane_app()
    async with app.run_test(size=(60, 13)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        pane.show_story(harbour_story(), host_of=host_of)
        await pilot.pause()
        assert pane.article == -1
        assert pane.page_down()
        top = pane.scroll_offset.y
        pane.focus()
        await pilot.pause()
        assert (pane.article, pane.scroll_offset.y) == (3, top)
        app.set_focus(None)
        await pilot.pause()
        pane.show_story(story(id="other"), host_of=host_of)
        pane.show_story(harbour_story(), host_of=host_of)
        pane.action_last()
        pane.focus()
        await pilot.press("k")
        assert pane.article == -1
        while pane.article < 0:
            await pilot.press("k")
        assert pane.article == 4


async def test_an_article_far_down_is_found() -> None:
    """Two thousand articles: the last of them can be gone to directly."""
    pane, app = pane_app()
    articles = tuple(
        Article(headline=f"Headline {number}", outlet=f"Outlet {number}", url="")
        for number in range(2_000)
    )
    async with app.run_test(size=(60, 13)) as pilot:
        pane.show_story(story(articles=articles), host_of=host_of)
        await pilot.pause()
        pane.article = 1_999
        await pilot.pause()
        assert "▌2000 Outlet 1999" in "\n".join(lines_of(pane))


async def test_another_width_keeps_the_place() -> None:
    """The words at the top are still near the top, narrower and wider."""
    pane, app = pane_app()
    report = "and the report goes on and on " * 9
    text = "\n\n".join(f"Paragraph-{number} {report}" for number in range(900))
    async with app.run_test(size=(90, 30)) as pilot:
        pane.show_story(story(briefings=(Briefing(key="a", title="", text=text),)), host_of=host_of)
        await pilot.pause()
        for _ in range(40):
            pane.page_down()
        place = re.findall(r"Paragraph-\d+", "".join(lines_of(pane)))[0]
        for width in (60, 20, 90):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert place in "".join(lines_of(pane))


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (12, 6), (3, 3)])
async def test_every_line_is_exactly_as_wide_as_the_pane(size: tuple[int, int]) -> None:
    """And lines of text are never too long to read."""
    pane, app = pane_app()
    async with app.run_test(size=size) as pilot:
        pane.show_story(harbour_story(), host_of=host_of)
        pane.focus()
        await pilot.pause()
        assert widths(strips_of(pane)) == {pane.size.width}
        await pilot.resize_terminal(160, 40)
        await pilot.pause()
        assert pane.article == 0
        assert max(len(line.rstrip()) for line in lines_of(pane)) <= 101


async def test_a_long_text_is_laid_out_as_far_as_it_is_read() -> None:
    """Two megabytes: a few hundred lines at first, all of them on the way to the end."""
    pane, app = pane_app()
    text = "\n\n".join(
        f"Paragraph {number} " + "of the long report " * 30 for number in range(3_500)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show_story(harbour_story(text), host_of=host_of)
        await pilot.pause()
        assert len(pane._laid) < 500
        for _ in range(30):
            assert pane.page_down()
        assert len(pane._laid) < 1_200
        pane.action_last()
        await pilot.pause()
        assert "Paragraph 3499" in " ".join(lines_of(pane))
        assert len(pane._laid) > 25_000
