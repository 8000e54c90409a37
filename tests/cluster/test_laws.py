"""What holds for all briefings, whatever they say."""

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cluster.items import HOUR, NOON, found
from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import CAREFUL, EAGER, Headline, Item, stories
from tui_reader.cluster.window import MemoryWindow
from tui_reader.cluster.wishes import Wishes

WORDS = ["ferry", "Lamu", "pilgrims", "capsizes", "Murano", "glass", "strike", "subsidies", "the"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
links = st.sampled_from(["", "", "", "", "a/1", "a/2"])
articles = st.builds(Headline, texts, st.sampled_from("XYZ"), links)


def briefings(hours: int) -> st.SearchStrategy[list[Item]]:
    """Briefings that came in within so many hours."""
    rows = st.tuples(st.lists(articles, max_size=3).map(tuple), st.integers(0, hours))
    return st.lists(rows, max_size=14).map(
        lambda rows: [
            Item(f"i{n:02}", headlines, time=NOON + hour * HOUR)
            for n, (headlines, hour) in enumerate(sorted(rows, key=lambda row: row[1]))
        ]
    )


batches = briefings(hours=100)
LAW = settings(max_examples=60, deadline=None)


@LAW
@given(batches, st.integers(0, 14))
def test_saving_and_restoring_changes_nothing(items: list[Item], cut: int) -> None:
    """Many goes, with a window saved as JSON between them, give the same stories as one go."""
    window = MemoryWindow()
    first = Clusterer(window, EAGER)
    placed = [first.add(one) for one in items[:cut]]
    second = Clusterer(MemoryWindow.restored(json.loads(json.dumps(window.save()))), EAGER)
    placed += [second.add(one) for one in items[cut:]]
    assert stories(placed) == found(items, EAGER)


@LAW
@given(batches, st.randoms(use_true_random=False))
def test_equal_times_go_by_identity(items: list[Item], chance: Random) -> None:
    """The order in which briefings are handed over does not matter."""
    shuffled = sorted(items, key=lambda _: chance.random())
    assert found(shuffled) == found(items)


@LAW
@given(batches)
def test_a_story_keeps_its_name(items: list[Item]) -> None:
    """A story bears the identity of its first briefing, and changes it by an older one only."""
    clusterer = Clusterer(MemoryWindow(), EAGER)
    named: dict[str, str] = {}
    for one in items:
        placed = clusterer.add(one)
        gone = {merge.gone: merge.kept for merge in placed.merges}
        assert all(kept < lost for lost, kept in gone.items())
        named[one.id] = placed.story
        for identity, story in named.items():
            named[identity] = _last(story, gone)
            assert named[identity] <= identity
            number = clusterer.window.story_of(identity)
            assert number is None or clusterer.window.group(number).id == named[identity]


def _last(story: str, gone: dict[str, str]) -> str:
    """Follow the merges of one briefing."""
    while story in gone:
        story = gone[story]
    return story


@LAW
@given(batches, st.integers(0, 13), st.integers(0, 13))
def test_apart_is_never_joined(items: list[Item], one: int, other: int) -> None:
    """Two briefings that the reader parted are in two stories."""
    names = f"i{one:02}", f"i{other:02}"
    got = found(items, EAGER, Wishes(apart=[names]))
    if one != other and set(names) <= got.keys():
        assert got[names[0]] != got[names[1]]


@LAW
@given(briefings(hours=20))
def test_adding_again_changes_nothing(items: list[Item]) -> None:
    """A briefing that is known is not counted twice."""
    window = MemoryWindow()
    clusterer = Clusterer(window, CAREFUL)
    for one in items:
        clusterer.add(one)
        before = known(window)
        assert clusterer.add(one).evidence is None
        assert known(window) == before


def known(window: MemoryWindow) -> str:
    """What a window knows of its stories."""
    stories = [
        (one.id, one.size, one.counts, one.members, one.links) for one in window.groups.values()
    ]
    return json.dumps([stories, window.items])
