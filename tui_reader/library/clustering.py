"""Put briefings into stories, after they are on the screen: what waits, in the order of its time.

    unclustered ──Item──▶ cluster.Clusterer ──Placed──▶ store.Grouping: stories join
                              │ ▲
                       StoredWindow: the last three days, in the index

What waits is let go of when the window has been written, so that a crash between the two only has
the same briefings placed in the same stories again.
"""

import json
from collections.abc import Callable, Iterable
from threading import Event, RLock

from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import OFF, Evidence, Headline, Item, Placed
from tui_reader.cluster.window import SPAN
from tui_reader.cluster.wishes import Wishes
from tui_reader.languages import language_of
from tui_reader.library.loading import Progress
from tui_reader.library.window import StoredWindow
from tui_reader.library.windows import Windows
from tui_reader.models import Briefing
from tui_reader.records import briefing_from
from tui_reader.same_article import same_article_key
from tui_reader.store.grouping import Grouping, Waiting
from tui_reader.store.window import WindowTable
from tui_reader.store.wishes import Wish

BATCH = 150
"""Briefings that are placed in one transaction: a twentieth of a second."""
FLUSH = 20_000
"""Briefings after which the window is written, where many wait."""
REPLAY = 20_000
"""Stories that are looked at again at most, because older ones came late."""
WORTH = 50
"""So many of them for each that came late, at most."""


class Grouper:
    """Works off what waits; another `run` waits for its end."""

    def __init__(
        self,
        grouping: Grouping,
        writing: RLock,
        setting: str,
        wishes: Callable[[], Iterable[Wish]],
        windows: Windows,
        told: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self.grouping = grouping
        self.index = grouping.index
        self.writing = writing
        self.setting = setting
        self.told_wishes = wishes
        """Asked for each batch: the reader may take something apart meanwhile."""
        self.wishes = Wishes()
        self.windows = windows
        self.told = told
        self.joined = 0
        """How many stories have become a part of others."""

    def run(self, stop: Event) -> int:
        """Place all that waits; how many stories have become a part of others."""
        with self.windows.running:
            if self.grouping.setting() != self.setting:
                self._begin_anew()
            if total := self.grouping.count():
                self.windows.open = self._window(total)
                try:
                    self._work_off(self.windows.open, stop)
                finally:
                    self.windows.open = None
        return self.joined

    def _work_off(self, window: StoredWindow, stop: Event) -> None:
        """Place one batch after the other, in the order of time."""
        total, done = self.grouping.count(), 0
        clusterer = Clusterer(window, self.setting)
        placed: list[Waiting] = []
        after = (-(1 << 62), "")
        while not stop.is_set():
            with self.writing, self.index.transaction():
                waiting = self.grouping.waiting(after, BATCH)
                self._place(waiting, clusterer)
                placed += [one._replace(content="") for one in waiting]
                if waiting:
                    after = waiting[-1].at, waiting[-1].identity
                if len(placed) >= FLUSH or len(waiting) < BATCH:
                    window.flush()
                    self.grouping.done(placed)
                    placed = []
            done += len(waiting)
            self.told(Progress(done, max(total, done), of_stories=True))
            if len(waiting) < BATCH:
                break

    def _begin_anew(self) -> None:
        """The reader wants stories to be made in another way, or they never were."""
        with self.writing, self.index.transaction():
            WindowTable(self.index.database, self.index.path).clear()
            self.grouping.begin_anew(self.setting)

    def _window(self, total: int) -> StoredWindow:
        """The window; a new one, over all since then, where much has come that is older than it."""
        table = WindowTable(self.index.database, self.index.path)
        window = StoredWindow(table)
        oldest = self.grouping.oldest()
        if not window.clock or oldest is None or oldest >= window.clock - SPAN:
            return window
        since = oldest - SPAN
        most = min(REPLAY, WORTH * total)
        if self.setting == OFF or self.grouping.since(since, most + 1) > most:
            return window
        with self.writing, self.index.transaction():
            table.clear()
            self.grouping.wait_again(since)
        return StoredWindow(table)

    def _place(self, waiting: Iterable[Waiting], clusterer: Clusterer) -> None:
        """Find a story for each, and have the stories of the index follow."""
        self.wishes = clusterer.wishes = wishes_of(self.told_wishes())
        window = clusterer.window
        for one in waiting:
            if not one.content:
                continue
            briefing = briefing_from(json.loads(one.content))
            is_known = window.story_of(one.identity) is not None
            self._obey_wishes(one.identity)
            if briefing.draft or (one.is_part and not is_known and one.at < window.clock - SPAN):
                continue  # its time is over: what was joined stays joined
            self._follow(clusterer.add(item_from(one.identity, briefing, one.at)))
        self.grouping.settle()

    def _follow(self, placed: Placed) -> None:
        """What the window says is one story is one in the index."""
        evidence = placed.evidence
        if evidence:
            self._join(evidence.story, placed.id, evidence)
        for merge in placed.merges:
            self._join(merge.kept, merge.gone, merge.evidence)
        if not evidence and placed.story != placed.id:  # it had gone, and has come again
            self._join(placed.story, placed.id, None)
        if placed.earlier:
            self.grouping.follow(placed.id, placed.earlier)

    def _obey_wishes(self, identity: str) -> None:
        """Join a briefing to those that the reader has put beside it, whatever they are."""
        for friend in self.wishes.friends(identity):
            older, younger = sorted((friend, identity), key=self.grouping.age)
            self._join(older, younger, Evidence("reader", older))

    def _join(self, kept: str, gone: str, evidence: Evidence | None) -> None:
        if self._may_join(kept, gone):
            text = evidence_text(evidence) if evidence else ""
            self.joined += self.grouping.join(kept, gone, text)

    def _may_join(self, one: str, other: str) -> bool:
        """Whether nothing in the two stories was taken apart by the reader: the index remembers
        briefings that the window has forgotten."""
        if not self.wishes.has_apart:
            return True
        return not self.wishes.parted(self.grouping.members(one), self.grouping.members(other))


def item_from(identity: str, briefing: Briefing, at: int) -> Item:
    """A briefing, as far as clustering looks at it."""
    headlines = [
        Headline(article.headline, article.outlet, same_article_key(article.url))
        for article in briefing.articles
    ]
    if not headlines:
        headlines = [Headline(briefing.title, "", same_article_key(briefing.link))]
    language = language_of(briefing.title, briefing.summary or briefing.text)
    return Item(identity, tuple(headlines), briefing.summary, at, language)


def wishes_of(wishes: Iterable[Wish]) -> Wishes:
    """What the reader decided, as clustering asks for it."""
    told = list(wishes)
    return Wishes(
        apart=((one.one, one.other) for one in told if one.apart),
        together=((one.one, one.other) for one in told if not one.apart),
    )


def evidence_text(evidence: Evidence) -> str:
    """Why something was joined, as JSON."""
    return json.dumps(evidence._asdict(), ensure_ascii=False)
