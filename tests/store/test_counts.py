"""The counts are right, whatever happened before: a plain model in Python says what is right."""

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.store.desk import MIDNIGHT, NOW, Desk, briefing, loaded
from tui_reader.models import Briefing, Mark, View, in_story_order
from tui_reader.records import identity

ROOTS = ("world", "isle")
KEYS = st.sampled_from("abcd")
PATHS = st.sampled_from([(root, f"/news/{root}/{name}.md") for root in ROOTS for name in "pqr"])


def some(words: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the words, in any order."""
    return st.lists(st.sampled_from(words.split()), unique=True, max_size=3).map(tuple)


class Held(NamedTuple):
    """A briefing that a story is made of, and the file that holds it, if it is still there."""

    root: str
    path: str | None
    briefing: Briefing


class Counting(RuleBasedStateMachine):
    """Files come, change, break and go; the reader marks; drafts are shown, sources removed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.drafts = False
        self.held: dict[str, list[Held]] = {}
        self.problems: set[str] = set()
        self.undone: list[Mark] = []

    @initialize()
    def begin(self) -> None:
        """An empty index with both sources."""
        self.desk = Desk(Path(self.folder.name) / "index.db")
        self.numbers = self.desk.roots(*ROOTS)

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.desk.close()
        self.folder.cleanup()

    # What happens ----------------------------------------------------------------------------

    @rule(
        place=PATHS, key=KEYS, outlets=some("Dune Isle Reef"), tags=some("x y z"),
        categories=some("X Y"), draft=st.booleans(), age=st.sampled_from([0, 1, 30]),
    )  # fmt: skip
    def write(self, place: tuple[str, str], key: str, age: int, **fields: Any) -> None:
        """A file says something, new or changed."""
        root, path = place
        published = NOW - dt.timedelta(hours=age)
        one = briefing(key, published=published, **fields)
        self.desk.take(loaded(path, one, self.numbers[root]))
        self.problems.discard(path)
        mine = self.held.setdefault(key, [])
        new = Held(root, path, one)
        if path in [old.path for old in mine]:
            mine[:] = [new if old.path == path else old for old in mine]
            return
        self.forget(path)
        mine[:] = [old for old in mine if old.path] + [new]

    @rule(place=PATHS)
    def break_file(self, place: tuple[str, str]) -> None:
        """A file can't be read any more."""
        root, path = place
        self.desk.take(loaded(path, "broken", self.numbers[root]))
        self.forget(path)
        self.problems.add(path)

    @rule(place=PATHS)
    def delete(self, place: tuple[str, str]) -> None:
        """A file is gone; what it said stays."""
        self.desk.vanish(place[1])
        self.problems.discard(place[1])
        self.forget(place[1])

    @precondition(lambda self: self.held)
    @rule(data=st.data(), read=st.none() | st.booleans(), starred=st.none() | st.booleans())
    def mark(self, data: st.DataObject, read: bool | None, starred: bool | None) -> None:
        """The reader does something; what was before can be had back."""
        key = data.draw(st.sampled_from(sorted(self.held)))
        self.undone.append(self.desk.marks[identity(key)])
        self.desk.mark(key, read=read, starred=starred)

    @precondition(lambda self: self.undone)
    @rule()
    def undo(self) -> None:
        """The last mark is taken back."""
        mark = self.undone.pop()
        self.desk.marks[mark.key] = mark
        self.desk.change += 1
        self.desk.index.apply([mark], self.desk.change)

    @rule()
    def reopen_with_other_drafts(self) -> None:
        """The program is started again with the other setting."""
        self.drafts = not self.drafts
        marks, change = self.desk.marks, self.desk.change
        self.desk.close()
        self.desk = Desk(Path(self.folder.name) / "index.db", drafts=self.drafts)
        self.desk.marks, self.desk.change = marks, change

    @rule(root=st.sampled_from(ROOTS))
    def remove_source(self, root: str) -> None:
        """A source goes, with all it has brought, and comes again with nothing."""
        self.desk.roots(*(name for name in ROOTS if name != root))
        self.numbers = self.desk.roots(*ROOTS)
        for mine in self.held.values():
            mine[:] = [old for old in mine if old.root != root]
        self.held = {key: mine for key, mine in self.held.items() if mine}
        self.problems = {path for path in self.problems if f"/{root}/" not in path}

    def forget(self, path: str) -> None:
        """No file holds any more what this one held."""
        for mine in self.held.values():
            mine[:] = [old._replace(path=None) if old.path == path else old for old in mine]

    # What must be ----------------------------------------------------------------------------

    @invariant()
    def counts_are_right(self) -> None:
        """Each view has the stories, and the unread ones, that the model gives it."""
        total: Counter[View] = Counter()
        unread: Counter[View] = Counter()
        for key, mine in self.held.items():
            views = self.views_of(key, mine)
            total.update(views)
            if not self.desk.marks[identity(key)].read:
                unread.update([*views, View(kind="unread")] if views else [])
        total[View(kind="unread")] = unread[View(kind="unread")]
        total[View(kind="problems")] = len(self.problems)
        expected = {view: (number, unread[view]) for view, number in total.items() if number}
        assert self.desk.counts() == expected
        for view, (number, _) in expected.items():
            assert len(self.desk.views.listing(view, MIDNIGHT).numbers()) == number

    @invariant()
    def rows_are_right(self) -> None:
        """Each row says what its briefings say and what the reader did."""
        for key, mine in self.held.items():
            mark = self.desk.marks[identity(key)]
            story = self.desk.views.story(self.desk.number(key))
            (row,) = self.desk.views.rows([story.number])
            briefings = in_story_order(one.briefing for one in mine)
            names = tuple(dict.fromkeys(name for one in briefings for name in one.outlets))
            assert story.briefings == briefings
            assert row.outlets == story.outlets == names
            assert (row.read, row.starred) == (mark.read, mark.starred)
            joined = len(set(names) - set(mark.outlets)) if mark.read else 0
            assert row.joined == len(story.new_outlets) == joined

    def views_of(self, key: str, mine: list[Held]) -> list[View]:
        """The views that a story stands in."""
        briefings = [one.briefing for one in mine]
        if not self.drafts and all(one.draft for one in briefings):
            return []
        views = [View(kind="source", name=root) for root in {one.root for one in mine}]
        tags = {name for one in briefings for name in one.tags}
        categories = {name for one in briefings for name in one.categories}
        views += [View(kind="tag", name=name) for name in tags]
        views += [View(kind="category", name=name) for name in categories]
        views += [View(kind="all")]
        times = [one.published for one in briefings if one.published]
        views += [View(kind="today")] if max(times) >= MIDNIGHT else []
        views += [View(kind="starred")] if self.desk.marks[identity(key)].starred else []
        return views


TestCounting = Counting.TestCase
TestCounting.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
