"""Muting in the index: what a rule says is gone from views and counts, and comes back whole."""

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.desk import ALL, MIDNIGHT, NOW, UNREAD, Desk, briefing, loaded, open_desk
from tests.store.test_search import RULES, _briefings, _loaded, _queries, document
from tui_reader.errors import QueryError
from tui_reader.models import Briefing, Mark, Source, View
from tui_reader.query import read_query
from tui_reader.query.matching import matches
from tui_reader.records import identity
from tui_reader.store.expiry import Expiry, Keeping
from tui_reader.store.index import Index
from tui_reader.store.views import Views

STARRED = View(kind="starred")
SECONDS = int(NOW.timestamp())


def make_searchable(index: Index) -> None:
    """Let all words be known."""
    while index.catch_up(3):
        pass


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two sources, and four stories whose words are known."""
    with open_desk(tmp_path / "index.db") as desk:
        desk.roots("north", "south")
        desk.take(
            loaded("/n/ferry", briefing("ferry", ["Gazette", "Post"], tags=("sea",)), 1),
            loaded("/n/football", briefing("football", ["Post"], tags=("sport",)), 1),
            loaded("/s/lamp", briefing("lamp", ["Gazette"], text="A football lamp."), 2),
            loaded("/s/toll", briefing("toll", ["Wire"], categories=("World",)), 2),
        )
        make_searchable(desk.index)
        yield desk


def muted(desk: Desk) -> dict[str, str]:
    """The headline and the rule of all that is muted."""
    rows = desk.index.database.execute("SELECT headline, muted FROM stories WHERE muted <> ''")
    return dict(rows.fetchall())


@pytest.mark.parametrize(
    ("rule", "gone"),
    [
        ("football", {"Story football", "Story lamp"}),
        ("outlet:gazette", {"Story ferry", "Story lamp"}),
        ("tag:sport", {"Story football"}),
        ("source:south -category:world", {"Story lamp"}),
        ("-outlet:post", {"Story lamp", "Story toll"}),
        ("outlets:>=2", {"Story ferry"}),
        ("nothing", set()),
    ],
)
def test_what_is_muted_leaves_all_views_and_counts_and_comes_back(
    desk: Desk, rule: str, gone: set[str]
) -> None:
    """In one step; with the marks that it had."""
    desk.mark("ferry", read=True, starred=True)
    desk.mark("lamp", starred=True)
    before, shown = desk.counts(), desk.headlines()
    assert desk.index.set_mutes([rule], NOW) == len(gone)
    assert muted(desk) == dict.fromkeys(gone, rule)
    for view in (ALL, UNREAD, STARRED, View("search", "story"), View("source", "north")):
        assert not gone & set(desk.headlines(view))
    assert desk.counts().get(ALL, (0, 0))[0] == len(shown) - len(gone)
    assert desk.index.set_mutes([rule], NOW) == 0
    desk.index.set_mutes([], NOW)
    assert (desk.counts(), desk.headlines()) == (before, shown)


def test_the_first_rule_is_the_reason(desk: Desk) -> None:
    """When it goes, the next one is; the story does not come back between them."""
    desk.index.set_mutes(["tag:sport", "football"], NOW)
    assert muted(desk) == {"Story football": "tag:sport", "Story lamp": "football"}
    assert desk.index.set_mutes(["football"], NOW) == 0
    assert muted(desk) == {"Story football": "football", "Story lamp": "football"}
    story = desk.views.story(desk.number("football"))
    assert story.muted == "football"


def test_new_stories_are_muted_as_they_come_in(desk: Desk) -> None:
    """By what is known at once; by their texts as soon as these are known."""
    desk.index.set_mutes(["football", "outlet:wire -match"], NOW)
    desk.take(
        loaded("/n/a", briefing("a football game")),
        loaded("/n/b", briefing("b", text="Football again.")),
        loaded("/n/c", briefing("c", ["Wire"])),
    )
    assert {"Story a football game"} < set(muted(desk))
    assert {"Story b", "Story c"} <= set(desk.headlines())
    assert desk.index.set_mutes(["football"], NOW) == 1  # the toll, whose words were known
    assert "Story a football game" in muted(desk)
    desk.index.set_mutes(["football", "outlet:wire -match"], NOW)
    make_searchable(desk.index)
    assert {"Story a football game", "Story b", "Story c"} <= set(muted(desk))
    desk.take(loaded("/n/c", briefing("c", ["Wire"], text="A match.")))
    make_searchable(desk.index)
    assert "Story c" in desk.headlines()


def test_a_star_saves_from_a_rule(desk: Desk) -> None:
    """And its end brings the story back under it."""
    desk.index.set_mutes(["football -is:starred"], NOW)
    assert "Story football" not in desk.headlines()
    desk.mark("football", starred=True)
    assert desk.headlines(STARRED) == ["Story football"]
    assert "Story football" in desk.headlines()
    desk.mark("football", starred=False)
    assert "Story football" not in [*desk.headlines(), *desk.headlines(STARRED)]


def test_marks_of_a_muted_story_count_when_it_is_back(desk: Desk) -> None:
    """A star that it got, a mark that it lost."""
    desk.mark("ferry", read=True)
    desk.index.set_mutes(["ferry"], NOW)
    desk.mark("ferry", read=False, starred=True)
    assert desk.headlines(STARRED) == []
    desk.index.set_mutes([], NOW)
    assert desk.headlines(STARRED) == ["Story ferry"]
    assert desk.counts()[View("source", "north")] == (2, 2)


def test_times_in_a_rule_go_on(desk: Desk) -> None:
    """What is old enough later is muted later."""
    assert desk.index.set_mutes(["before:2d"], NOW) == 0
    assert desk.index.set_mutes(["before:2d"], NOW + dt.timedelta(days=3)) == 4


def test_drafts_are_hidden_and_not_muted(tmp_path: Path) -> None:
    """Those that are shown are muted like all others."""
    path = tmp_path / "index.db"
    cases: list[tuple[bool, dict[str, str]]] = [(False, {}), (True, {"Story sand": "sand"})]
    for drafts, hidden in cases * 2:
        with open_desk(path, drafts=drafts) as desk:
            desk.roots("north")
            if not desk.index.marks():
                desk.take(loaded("/n/sand", briefing("sand", draft=True)))
                make_searchable(desk.index)
            desk.index.set_mutes(["sand"], NOW)
            assert (desk.headlines(), muted(desk)) == ([], hidden)


def test_a_rule_is_known_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    """Before anybody has looked into the reader's file."""
    desk.index.set_mutes(["football"], NOW)
    with open_desk(tmp_path / "index.db") as again:
        again.take(loaded("/n/x", briefing("football again")))
        assert "Story football again" in muted(again)


def test_muted_stories_grow_old_like_all_others(desk: Desk) -> None:
    """They are no way to keep something, and no way to lose it."""
    rules = [Keeping(Path("/news/north"), "north", None, 1, False)]
    expiry = Expiry(desk.index)
    expected = {one.headline for one in expiry.find(rules)}
    desk.index.set_mutes(["football", "ferry"], NOW)
    assert {one.headline for one in expiry.find(rules)} == expected
    expiry.drop(expiry.find(rules))
    assert len(muted(desk)) == 2  # one of the south


def test_a_source_goes_with_its_muted_stories(desk: Desk) -> None:
    """And nothing is left behind."""
    desk.index.set_mutes(["football"], NOW)
    desk.roots("north")
    assert set(muted(desk)) == {"Story football"}
    desk.index.set_mutes([], NOW)
    assert desk.index.database.execute("SELECT count(*) FROM aside").fetchone() == (0,)


def _sound(queries: Sequence[str]) -> list[str]:
    found = []
    for text in queries:
        try:
            query = read_query(text)
        except QueryError:
            continue
        if query.terms:
            found.append(text)
    return found


def _arrive(
    index: Index, briefings: list[Briefing], marks: dict[str, Mark], pieces: random.Random
) -> None:
    """Take stories in by pieces, with their words known sooner or later."""
    coming = [_loaded(number, one) for number, one in enumerate(briefings)]
    while coming:
        most = pieces.randint(1, 3)
        index.add(coming[:most], marks, NOW)
        coming = coming[most:]
        if pieces.random() < 0.5:
            index.catch_up(pieces.randint(1, 4))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_briefings(), max_size=8, unique_by=lambda one: one.key),
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=8, max_size=8),
    st.lists(_queries, min_size=1, max_size=4).map(_sound),
    st.randoms(use_true_random=False),
)
def test_the_index_mutes_what_a_plain_look_mutes(
    briefings: list[Briefing],
    marked: list[tuple[bool, bool]],
    rules: list[str],
    pieces: random.Random,
) -> None:
    """For any library and any rules, in whichever order stories, words, marks and rules come.

    What the reader says of outlets may come at any time, too.
    """
    marks = {identity(one.key): Mark(key=identity(one.key), first_seen=NOW) for one in briefings}
    after = [
        mark._replace(read=read, starred=starred)
        for mark, (read, starred) in zip(marks.values(), marked, strict=False)
    ]
    steps: list[Callable[[Index], object]] = [
        lambda index: _arrive(index, briefings, marks, pieces),
        lambda index: index.set_mutes(rules, NOW),
        lambda index: index.set_mutes(rules[::-1], NOW),
        lambda index: index.set_outlets(RULES),
    ]
    pieces.shuffle(steps)
    with TemporaryDirectory() as folder:
        path = Path(folder, "index.db")
        index = Index(path)
        index.set_roots([Source(path=Path("/news"), name="News"), Source(Path("/b"), "Bay")])
        for step in steps:
            step(index)
        index.apply(after, 1)
        index.set_mutes(rules, NOW)
        make_searchable(index)
        check(index, Views(path), rules)
        index.close()


def check(index: Index, views: Views, rules: list[str]) -> None:
    """What is muted, why, and that all counts are those of what is left."""
    numbers = [row[0] for row in index.database.execute("SELECT id FROM stories")]
    queries = [read_query(rule) for rule in rules]
    expected = {}
    for number in numbers:
        one = document(views.story(number), views)
        answers = [
            rule for rule, query in zip(rules, queries, strict=True) if matches(query, one, SECONDS)
        ]
        expected[number] = answers[0] if answers else ""
    assert {number: views.story(number).muted for number in numbers} == expected
    shown = {number for number, rule in expected.items() if not rule}
    assert set(views.listing(ALL, MIDNIGHT).numbers()) == shown
    for count in views.counts(MIDNIGHT):
        listed = views.rows(views.listing(count.view, MIDNIGHT).numbers())
        assert count.total == len(listed)
        if count.view.kind not in {"muted", "problems"}:
            assert count.unread == sum(not row.read for row in listed)
    assert json.loads(index.noted("mutes") or "[]") == rules
    views.close()


def test_what_the_reader_hides_is_muted_by_hand(desk: Desk) -> None:
    """Whatever the rules are, until it is shown again; in a new index too."""
    before = desk.counts()
    desk.mark("ferry", hidden=True)
    assert muted(desk) == {"Story ferry": "is:hidden"}
    desk.index.set_mutes(["ferry", "football"], NOW)
    assert muted(desk)["Story ferry"] == "is:hidden"
    assert "Story ferry" in desk.headlines(View("search", "is:hidden"))
    desk.take(loaded("/n/ferry", briefing("ferry", ["Wire", "Gazette"])))
    assert "Story ferry" not in desk.headlines()
    make_searchable(desk.index)
    desk.mark("ferry", hidden=False)
    assert muted(desk)["Story ferry"] == "ferry"
    desk.index.set_mutes([], NOW)
    assert desk.counts()[ALL] == before[ALL]


def test_what_is_not_hidden_is_asked_for_in_vain(desk: Desk) -> None:
    """`-is:hidden` adds nothing to an answer that is muted."""
    desk.index.set_mutes(["ferry"], NOW)
    for query in ("outlets:>=1", "outlets:>=1 -is:hidden", "outlets:>=1 -is:muted"):
        assert "Story ferry" not in desk.headlines(View("search", query))


def test_a_hidden_draft_stays_hidden(tmp_path: Path) -> None:
    """Through a time in which no draft is listed."""
    path = tmp_path / "index.db"
    with open_desk(path, drafts=True) as desk:
        desk.roots("north")
        desk.take(loaded("/n/sand", briefing("sand", draft=True)))
        desk.mark("sand", hidden=True)
    for drafts in (False, True):
        with open_desk(path, drafts=drafts) as desk:
            desk.index.set_mutes([], NOW)
            assert desk.headlines() == []
