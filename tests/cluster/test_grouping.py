"""Which briefings become one story, and why."""

import pytest

from tests.cluster.items import FERRY, FERRY_TOO, STRIKE, found, item
from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import CAREFUL, EAGER, OFF
from tui_reader.cluster.window import MemoryWindow
from tui_reader.cluster.wishes import Wishes


@pytest.mark.parametrize("setting", [CAREFUL, EAGER])
def test_one_event_is_one_story(setting: str) -> None:
    """Two headlines of one event are together under the name of the first, another event is not."""
    items = [item("a", FERRY), item("b", STRIKE, hours=1), item("c", FERRY_TOO, hours=2)]
    assert found(items, setting) == {"a": "a", "b": "b", "c": "a"}


def test_off_joins_no_words() -> None:
    """Switched off, the same words make two stories."""
    assert found([item("a", FERRY), item("b", FERRY, hours=1)], OFF) == {"a": "a", "b": "b"}


def test_it_says_why() -> None:
    """The evidence names the words, their parts of the likeness, the article and the time."""
    clusterer = Clusterer(MemoryWindow())
    assert clusterer.add(item("a", FERRY)).evidence is None
    evidence = clusterer.add(item("b", FERRY_TOO, hours=2)).evidence
    assert evidence is not None
    assert (evidence.reason, evidence.story, evidence.article) == ("words", "a", ("a", 0))
    assert evidence.seconds == 7200
    assert {"Lamu", "pilgrims", "ferry"} <= {shared.word for shared in evidence.words}
    assert sum(shared.share for shared in evidence.words) == pytest.approx(1, abs=0.01)


def test_it_says_how_sure_it_is() -> None:
    """The likeness is a chance: the more two headlines share, and the sooner, the surer."""
    near = "Ferry capsizes off Lamu: ninety missing"
    later = [(near, 1), (near, 30), ("Pilgrims of Lamu await another ferry", 30)]
    sure = []
    for text, hours in later:
        clusterer = Clusterer(MemoryWindow(), EAGER)
        clusterer.add(item("a", FERRY))
        evidence = clusterer.add(item("b", text, hours=hours)).evidence
        sure.append(evidence.likeness if evidence else 0.0)
    assert 1 >= sure[0] > sure[1] > sure[2] >= 0


def test_what_a_headline_begins_with_is_its_topic() -> None:
    """The same words say more at the front than at the end."""
    scores = []
    for text in (
        "Lamu ferry capsizes: minister storm rescue",
        "Minister storm rescue: Lamu ferry capsizes",
    ):
        clusterer = Clusterer(MemoryWindow(), EAGER)
        clusterer.add(item("a", FERRY))
        evidence = clusterer.add(item("b", text, hours=1)).evidence
        scores.append(evidence.likeness if evidence else 0.0)
    assert scores[0] > scores[1]


def test_near_looks_past_its_own() -> None:
    """The briefings of a story are most like each other; beyond them there are others yet."""
    window = MemoryWindow()
    placing = Clusterer(window, OFF)
    own = [item(f"own {number}", f"{FERRY}, report {number}") for number in range(12)]
    for one in [*own, item("other", "Lamu ferry owner questioned"), item("strike", STRIKE)]:
        placing.add(one)
    near = Clusterer(window, EAGER).near(own[:5])
    assert "other" in near
    assert "strike" not in near


def test_a_shared_link_is_enough() -> None:
    """Two briefings that bring one article are one story, whatever they are called."""
    items = [item("a", FERRY, link="paper.example/1"), item("b", STRIKE, link="paper.example/1")]
    assert found(items) == {"a": "a", "b": "a"}


def test_a_briefing_of_several_articles_is_a_bridge() -> None:
    """An article joins when it is like any one headline; one briefing can make two stories one."""
    both = item("c", FERRY_TOO, "Murano: glassblowers walk out over gas subsidies", hours=2)
    assert found([item("a", FERRY), item("b", STRIKE, hours=1), both]) == dict.fromkeys("abc", "a")


def test_merges_are_told_and_the_older_wins() -> None:
    """The briefing that makes two stories one says which name goes, and why."""
    clusterer = Clusterer(MemoryWindow())
    clusterer.add(item("a", FERRY, link="paper.example/1"))
    clusterer.add(item("b", STRIKE, link="paper.example/2"))
    links = ("paper.example/1", "paper.example/2")
    bridge = item("c", "Both", hours=1)._replace(
        headlines=tuple(item("c", "Both", link=link).headlines[0] for link in links)
    )
    placed = clusterer.add(bridge)
    assert placed.story == "a"
    assert [(m.kept, m.gone, m.evidence.reason) for m in placed.merges] == [("a", "b", "link")]


@pytest.mark.parametrize(
    "headline",
    [
        "Live updates",
        "Morning briefing: what Lamu talks about",
        "Crossword 1,204",
        "Photos of the day",
        "Horoscope for Lamu: Wednesday",
        "Letters: the ferry and the island",
        "Winning lottery numbers",
        "Weather",
        "",
        "Ferry",
        "?!",
    ],
)
def test_columns_join_nothing(headline: str) -> None:
    """What an outlet prints every day, and what says next to nothing, stays alone."""
    items = [item("a", FERRY), item("b", headline, hours=1), item("c", headline, hours=25)]
    assert found(items)["b"] == "b"
    assert found(items)["c"] == "c" or headline == "Ferry"


def test_an_outlets_daily_headline_is_not_one_story() -> None:
    """The same headline of one outlet a day later is its next report; the same day it is one."""
    text = "Copper and tin close firmer in Penang trading"
    again = [item("a", text, outlet="Bourse"), item("b", text, hours=24, outlet="Bourse")]
    assert found(again) == {"a": "a", "b": "b"}
    again[1] = item("b", text, hours=2, outlet="Bourse")
    assert found(again) == {"a": "a", "b": "a"}


def test_an_outlets_name_is_no_evidence() -> None:
    """What two headlines share is not the name of the paper that printed both."""
    items = [
        item(name, f"{text} - Zanzibar Harbour Gazette", outlet="Zanzibar Harbour Gazette")
        for name, text in (("a", "Clove prices slump"), ("b", "Striker injured"))
    ]
    assert found(items) == {"a": "a", "b": "b"}


def test_languages_stay_apart() -> None:
    """Names shared with another language join nothing; scripts without spaces join their own."""
    items = [
        item("en", "The Lamu ferry with pilgrims from Kisumu has capsized in the Pate channel"),
        item("de", "Die Fähre Lamu mit Pilgern aus Kisumu ist im Pate-Kanal gekentert"),
        item("ja", "ラム島沖でフェリー転覆、巡礼者九十人が乗船"),
        item("jb", "巡礼者九十人が乗船のフェリー、ラム島沖で転覆"),
    ]
    assert found(items) == {"en": "en", "de": "de", "ja": "ja", "jb": "ja"}


def test_a_story_learns_its_language() -> None:
    """Where its first headline has names only, the next says what does not belong."""
    names = "Murano Lamu Kisumu Pate"
    items = [
        item("a", names),
        item("b", f"The {names} with the pilgrims", hours=1),
        item("c", f"Die {names} und der Pate", hours=2),
    ]
    assert found(items) == {"a": "a", "b": "a", "c": "c"}


def test_after_three_days_a_story_is_closed() -> None:
    """What comes when the window has passed founds a story of its own."""
    between = [item(f"b{hours}", STRIKE, hours=hours) for hours in range(20, 81, 20)]
    items = [item("a", FERRY), *between, item("c", FERRY, hours=81)]
    assert found(items)["c"] == "c"


def test_the_reader_decides() -> None:
    """Apart is never joined, not by links and not by merges; together always is."""
    a, b = item("a", FERRY, link="paper.example/1"), item("b", FERRY, link="paper.example/1")
    assert found([a, b], wishes=Wishes(apart=[("b", "a")])) == {"a": "a", "b": "b"}
    two = [item("a", FERRY), item("b", STRIKE)]
    assert found(two, OFF, Wishes(together=[("a", "b")])) == {"a": "a", "b": "a"}


def test_a_briefing_can_be_moved() -> None:
    """A wish that comes later takes a briefing out of its story, words and all."""
    window = MemoryWindow()
    first, second = item("a", FERRY), item("b", f"{FERRY_TOO} wreck", hours=1)
    for one in (first, second):
        Clusterer(window).add(one)
    moved = Clusterer(window, wishes=Wishes(apart=[("a", "b")])).move(second)
    assert moved.story == "b"
    assert window.groups[1].members == ["a"]
    assert "wreck" not in window.groups[1].counts


def test_a_story_goes_on_the_next_day() -> None:
    """What only time keeps apart is a story of its own, and names the one before."""
    clusterer = Clusterer(MemoryWindow())
    first = clusterer.add(item("a", FERRY))
    later = clusterer.add(
        item("b", "Ferry that capsized off Lamu island: pilgrims buried", hours=44)
    )
    other = clusterer.add(item("c", STRIKE, hours=45))
    assert (first.earlier, later.story, later.earlier, other.earlier) == ("", "b", "a", "")


def test_where_and_when_is_weak_evidence() -> None:
    """One telling word and some of every day, in a window that knows nothing yet."""
    one = item("a", "Island twins want to redraw the map of your country")
    other = item("b", "All the countries Israel attacked in 2025: animated map", hours=1)
    assert found([one, other]) == {"a": "a", "b": "b"}
