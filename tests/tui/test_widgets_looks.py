"""The looks of a story: who reports, when the others followed, and what only one of them says."""

import datetime as dt
import time
from collections.abc import Iterator

from tests.tui.widget_harness import NOW, Harness, clock, host_of, story
from tui_reader.models import Article, Former, OutletRules, Row, Story
from tui_reader.tui.widgets.laid_lines import LaidLines
from tui_reader.tui.widgets.page import LOOKS, Page
from tui_reader.tui.widgets.story_lines import story_lines
from tui_reader.tui.widgets.story_pane import StoryPane
from tui_reader.tui.widgets.text_lines import Line

ROOM = 62


def ago(hours: float) -> dt.datetime:
    """So many hours before the moment of all tests."""
    return NOW - dt.timedelta(hours=hours)


def article(outlet: str, headline: str, hours: float | None = None) -> Article:
    """One article; its link is made of both."""
    url = f"https://{outlet.lower()}.example/{headline[:3].lower()}"
    return Article(headline, outlet, url, None if hours is None else ago(hours))


def told(*articles: Article, **fields: object) -> Story:
    """A story of these articles."""
    return story(articles=articles, **fields)._replace(headline="Ferry late")


def lines(one: Story, look: str, width: int = ROOM, **page: object) -> list[str]:
    """The lines of the articles as text: without headline and facts."""
    found = story_lines(one, Page(width=width, now=NOW, host_of=host_of, look=look, **page))  # type: ignore[arg-type]
    return list(_texts(found))[2:]


def _texts(found: Iterator[Line]) -> Iterator[str]:
    for line in found:
        yield "".join(text for text, _ in line.spans).rstrip()


def test_coverage_goes_by_outlets() -> None:
    """One of several articles is named once; the muted ones are one line; stars stand out."""
    one = told(
        article("Coast", "Ferry late", 3),
        article("Coast", "Ferry found", 1),
        article("Reef", "Ferry late", 2),
        article("Dune", "A ferry again", 2),
    )
    rules = OutletRules(preferred=frozenset({"Coast"}), muted=frozenset({"Dune"}))
    assert lines(one, "coverage", rules=rules) == [
        "",
        "1 ★ Coast · 3h · coast.example",
        "  Ferry late",
        "2 Ferry found · 1h",
        "3 Reef · 2h · reef.example",
        "  Ferry late",
        "1 muted outlet: Dune",
    ]


def test_coverage_names_the_days_before() -> None:
    """Where a story goes on with another one."""
    row = Row(7, "Ferry sinks", ("Reef",), ago(30))
    shown = lines(told(article("Coast", "Ferry late"))._replace(earlier=(row,)), "coverage")
    assert shown[-2:] == ["2 Earlier in this story · 13 Mar", "  Ferry sinks"]


def test_where_all_are_muted_none_is_folded() -> None:
    """Somebody has to tell the story."""
    rules = OutletRules(muted=frozenset({"Coast"}))
    assert "1 Coast · coast.example" in lines(
        told(article("Coast", "Late")), "coverage", rules=rules
    )


def test_a_timeline_begins_with_the_first() -> None:
    """Oldest first, with the time after it, the days, former headlines; unknown times last."""
    one = told(
        article("Coast", "Ferry found", 1),
        article("Reef", "Ferry late", 26),
        article("Dune", "A ferry again"),
        article("Bay", "Ferry late", 24.5),
    )
    former = Former(one.articles[0].url, "Ferry lost", ago(0.5))
    shown = lines(one._replace(former=(former,)), "timeline")
    chart, *rest = shown[1:]
    assert (chart[0], chart[-1], len(chart)) == ("█", "█", 26)
    assert rest == [
        "articles per hour",
        "",
        "13 Mar",
        "2 13:00 Reef first",
        "4 14:30 Bay +1h 30m",
        "14 Mar",
        "1 14:00 Coast +1d 1h",
        "  Ferry found",
        "  was: Ferry lost · until 14:30",
        "time unknown",
        "3 Dune",
        "  A ferry again",
    ]


def test_compared_headlines_say_who_says_what_alone() -> None:
    """What two say stands back; what one says alone is strong; the text is whole."""
    one = told(article("Coast", "Ferry late in Lamu"), article("Reef", "Ferry sinks in Lamu"))
    page = Page(width=ROOM, now=NOW, host_of=host_of, look="compare")
    spans = [line.spans for line in story_lines(one, page) if line.article >= 0]
    assert [text for text, part in spans[0] if part == "strong"] == ["late"]
    assert [text for text, part in spans[1] if part == "strong"] == ["sinks"]
    assert lines(one, "compare")[1:] == [
        "1 Coast Ferry late in Lamu",
        "2 Reef  Ferry sinks in Lamu",
    ]


def test_every_look_has_every_article_in_any_width() -> None:
    """Narrow panes, headlines that are wider than they are, and scripts without blanks."""
    articles = [
        article("Coast", "Ferry late " * 12, 2),
        article("Reef", "北港の防波堤、ようやく承認 工事は五月に開始へ"),
        article("", "العبارة متأخرة في الميناء", 9),
    ]
    for look in LOOKS:
        for width in (12, 24, 40, 100):
            page = Page(width=width, now=NOW, host_of=host_of, look=look)
            found = {line.article for line in story_lines(told(*articles), page)}
            assert found >= {0, 1, 2}, (look, width)


def test_five_hundred_outlets_are_no_work() -> None:
    """Lines are made one by one, and nothing is compared with everything."""
    one = told(
        *(article(f"Outlet{n}", f"Ferry {n} late in port {n % 7}", n / 9) for n in range(500))
    )
    for look in LOOKS:
        start = time.process_time()
        first = next(iter(lines(one, look)))
        assert first == ""
        assert time.process_time() - start < 2  # a square of them takes minutes


async def test_the_cursor_goes_as_the_eye_does() -> None:
    """In a timeline from the oldest on, and numbers stay what they are."""
    pane = StoryPane(clock=clock)
    async with Harness(pane).run_test(size=(70, 20)) as pilot:
        one = told(
            article("Coast", "Late", 1), article("Reef", "Later", 9), article("Bay", "Last", 5)
        )
        pane.show_story(one, host_of=host_of)
        pane.focus()
        await pilot.pause()
        pane.next_look()
        await pilot.press("g")
        seen = [pane.article]
        for _ in range(2):
            await pilot.press("j")
            seen.append(pane.article)
        assert seen == [1, 2, 0]
        await pilot.press("k")
        assert pane.article == 2
        pane.next_look()
        pane.next_look()
        assert (pane.look, pane.article) == ("coverage", 2)


async def test_the_cursor_passes_what_is_folded() -> None:
    """An outlet that is muted has a line, but no place for the cursor."""
    pane = StoryPane(clock=clock)
    async with Harness(pane).run_test(size=(70, 20)) as pilot:
        one = told(article("Coast", "Late", 1), article("Reef", "Later", 9))
        rules = OutletRules(muted=frozenset({"Reef"}))
        pane.show_story(one, host_of=host_of, rules=rules)
        pane.focus()
        await pilot.pause()
        await pilot.press("j", "j")
        assert pane.article == 0


def test_from_nowhere_down_leads_to_the_first() -> None:
    """And up to nowhere; lines that are not made yet are made for it."""
    page = Page(width=ROOM, now=NOW, host_of=host_of, look="timeline")
    one = told(article("Coast", "Late", 1), article("Reef", "Later", 9))
    laid = LaidLines(story_lines(one, page), articles=2)
    assert (laid.beside(-1, 1), laid.beside(-1, -1)) == (1, -1)
    assert (laid.beside(1, 1), laid.beside(0, 1), laid.beside(1, -1)) == (0, -1, -1)
