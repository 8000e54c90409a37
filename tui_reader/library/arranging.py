"""What the reader decides about stories: this does not belong there, these two are one.

It is kept for good, in `marks.db`: the program never joins what the reader took apart, nor parts
what the reader joined. The index and its window follow at once, and all of it can be undone.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any

from tui_reader import records
from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import OFF, Item
from tui_reader.cluster.wishes import Wishes
from tui_reader.errors import NotFoundError, ReadOnlyError, UsageError
from tui_reader.library.clustering import item_from
from tui_reader.library.cutting import article_key, loaded_of, piece_key, pieces
from tui_reader.library.history import History, Step
from tui_reader.library.windows import Windows
from tui_reader.models import Article
from tui_reader.records import Record, article_from, article_record, briefing_from
from tui_reader.store.grouping import Grouping
from tui_reader.store.wishes import Wish

if TYPE_CHECKING:
    from tui_reader.library.opening import Stores

JOIN, PART = "join stories", "part stories"
CUT, MEND = "cut briefing", "mend briefing"

REMEMBERED = 20
"""So many briefings are kept apart from the one that was taken out: some of them may go."""

READER = json.dumps({"reason": "reader"})
"""The evidence of what the reader joined."""


class Arranger:
    """Joins stories and takes them apart, as the reader wants it."""

    def __init__(
        self,
        stores: "Stores",
        writing: RLock,
        history: History,
        grouping: Callable[[], Grouping],
        windows: Windows,
    ) -> None:
        """`grouping` gives what joins and parts the stories of the index as it is now."""
        self.stores = stores
        self.writing = writing
        self.history = history
        self.grouping = grouping
        self.windows = windows
        history.able |= {JOIN: self._join, PART: self._part, CUT: self._cut, MEND: self._mend}

    def join(self, identities: Sequence[str]) -> str:
        """Make one story of those that these name, under the name of the oldest; what was done.

        Raises UsageError where they are one already, or ReadOnlyError.
        """
        with self.writing:
            self._need_pen()
            grouping = self.grouping()
            founders = {members[0]: members for members in map(grouping.members, identities)}
            if len(founders) < 2:
                raise UsageError("It takes two stories to join them")
            begun = {key: min(map(grouping.age, members)) for key, members in founders.items()}
            kept, *others = sorted(founders, key=begun.__getitem__)
            wishes = self.stores.wishes.all()
            inside = list(founders[kept])
            redo: list[dict[str, Any]] = []
            undo: list[dict[str, Any]] = []
            for gone in others:
                pair = (kept, gone)
                apart = [list(wish) for wish in wishes if _parts(wish, inside, founders[gone])]
                before = [*_plain(pair, self.stores.wishes.of([pair])), *apart]
                now = [*([one, other, None] for one, other, _ in apart), [*pair, False]]
                undo.insert(0, {"identities": founders[gone], "wishes": before})
                redo.append({"kept": kept, "gone": gone, "evidence": READER, "wishes": now})
                inside += founders[gone]
            count = len(founders)
            return self._do(
                f"Joined {count} stories",
                f"{count} stories again",
                Step(PART, {"parts": undo}),
                Step(JOIN, {"joins": redo}),
            )

    def take_out(self, identity: str) -> str:
        """Make a briefing a story of its own; what was done.

        Where it is the one that founded the story, the others are what leaves. Raises UsageError
        where it is alone, or ReadOnlyError.
        """
        with self.writing:
            self._need_pen()
            grouping = self.grouping()
            founder, *others = grouping.members(identity) or [identity]
            leaving = sorted(others, key=grouping.age) if identity == founder else [identity]
            content_of = self.stores.index.content_of
            staying = [one for one in (founder, *others) if one not in leaving and content_of(one)]
            if not staying or not leaving:
                raise UsageError("There is nothing else in this story")
            pairs = [(stays, one) for stays in staying[:REMEMBERED] for one in leaving]
            evidence = grouping.evidence(leaving[0])
            undo = {
                "kept": founder,
                "gone": leaving[0],
                "evidence": evidence,
                "wishes": [
                    wish for pair in pairs for wish in _plain(pair, self.stores.wishes.of([pair]))
                ],
            }
            redo = {"identities": leaving, "wishes": [[*pair, True] for pair in pairs]}
            return self._do(
                "Took it out of the story",
                "Put back into the story",
                Step(JOIN, {"joins": [undo]}),
                Step(PART, {"parts": [redo]}),
            )

    def cut(self, identity: str, article: Article) -> str:
        """Make an article of a briefing a story of its own; what was done.

        Where the briefing has no other, it is the briefing that leaves its story. Raises
        NotFoundError where the article is gone, and as `take_out` does.
        """
        with self.writing:
            self._need_pen()
            held = self.stores.index.content_of(identity)
            briefing = briefing_from(json.loads(held[1])) if held else None
            key, articles = article_key(article), briefing.articles if briefing else ()
            same = [at for at, one in enumerate(articles) if article_key(one) == key]
            if briefing is None or not same:
                raise NotFoundError("this article is not in the story any more")
            if len(same) == len(articles):
                return self.take_out(identity)
            cut = {"identity": identity, "article": key}
            back = [[at, article_record(articles[at])] for at in same]
            return self._do(
                "Took the article out of the story",
                "Put back into the story",
                Step(MEND, {**cut, "title": briefing.title, "articles": back}),
                Step(CUT, cut),
            )

    def _do(self, done: str, back: str, undo: Step, redo: Step) -> str:
        """Do a step for the first time, and have it remembered, or neither."""
        with self.stores.history.together():
            self.history.able[redo.name](**redo.arguments)
            return self.history.note(done, back, undo, redo)

    def _need_pen(self) -> None:
        if not (self.stores.saves and self.stores.builds):
            raise ReadOnlyError("another tui-reader is running and does the saving; use that one")

    # Steps -----------------------------------------------------------------------------------

    def _join(self, joins: Sequence[dict[str, Any]]) -> None:
        """Join pairs of stories, each with its evidence and what is wished from then on."""
        self._need_pen()
        grouping = self.grouping()
        with self.stores.index.transaction():
            for one in joins:
                kept, gone = one["kept"], one["gone"]
                is_joined = grouping.join(kept, gone, one["evidence"])
                if not is_joined and gone not in grouping.members(kept):
                    raise NotFoundError("one of the stories is gone")
                self._wish(one["wishes"])
                self._arrange([gone], Wishes(together=[(kept, gone)]), is_new=False)
            grouping.settle()

    def _part(self, parts: Sequence[dict[str, Any]]) -> None:
        """Take briefings out of their stories, together with what is wished from then on."""
        self._need_pen()
        grouping = self.grouping()
        with self.stores.index.transaction():
            for one in parts:
                leaving = one["identities"]
                founder = next(iter(grouping.members(leaving[0])), leaving[0])
                if not grouping.part(leaving):
                    raise NotFoundError("it is not in that story any more")
                self._wish(one["wishes"])
                apart = [(founder, left) for left in leaving]
                together = [(leaving[0], left) for left in leaving[1:]]
                self._arrange(leaving, Wishes(apart, together), is_new=True)
            grouping.settle()

    def _cut(self, identity: str, article: str) -> None:
        """Cut an article out of a briefing, which never comes back to it."""
        self._need_pen()
        marks, wishes = self.stores.marks, self.stores.wishes
        held = self.stores.index.briefings.held(identity)
        batch = [piece for one in held for piece in pieces(one, {article})]
        loose = next((one.identity for one in batch if one.identity != identity), "")
        if not loose:
            raise NotFoundError("the briefing has no such article any more")
        mark = marks.get([identity]).get(identity) or self.stores.index.stories.copy_of(identity)
        marks.adopt([mark._replace(key=loose, tags=(), starred=False)])
        wishes.cut(identity, article)
        wishes.put([Wish(identity, loose, apart=True)])
        self.stores.index.add(batch, marks.get([identity, loose]) | {identity: mark}, None)

    def _mend(
        self, identity: str, article: str, title: str, articles: Sequence[tuple[int, Record]]
    ) -> None:
        """Put an article back into its briefing, at the places where it was."""
        self._need_pen()
        index, wishes = self.stores.index, self.stores.wishes
        mended = []
        loose = ""
        for one in index.briefings.held(identity):
            briefing = briefing_from(json.loads(one.content))
            whole = list(briefing.articles)
            for place, record in articles:
                whole.insert(place, article_from(record))
                loose = records.identity(piece_key(briefing.key, article_from(record)))
            briefing = briefing._replace(title=title, articles=tuple(whole))
            mended.append(loaded_of(briefing, one.stamp))
        if not mended:
            raise NotFoundError("the briefing is gone")
        wishes.mend(identity, article)
        wishes.drop([(identity, loose)])
        with index.transaction():
            index.drop(loose)
            index.add(mended, index.copied([identity]), None)

    def _wish(self, wishes: Iterable[Sequence[Any]]) -> None:
        """Wish so of these pairs: apart, together, or nothing."""
        told = list(wishes)
        self.stores.wishes.drop((one, other) for one, other, apart in told if apart is None)
        self.stores.wishes.put(Wish(*wish) for wish in told if wish[2] is not None)

    def _arrange(self, identities: Sequence[str], wishes: Wishes, *, is_new: bool) -> None:
        """Have the window follow, as far as it still knows these briefings."""
        window = self.windows.of(self.stores.index)
        clusterer = Clusterer(window, OFF, wishes)
        place = clusterer.move if is_new else clusterer.add
        for identity in identities:
            if window.story_of(identity) is not None and (item := self._item(identity)):
                place(item)
        window.flush()

    def _item(self, identity: str) -> Item | None:
        found = self.stores.index.content_of(identity)
        if found is None:
            return None
        at, _ = self.grouping().age(identity)
        return item_from(identity, briefing_from(json.loads(found[1])), at)


def _plain(pair: tuple[str, str], wishes: Sequence[Wish]) -> list[list[Any]]:
    """What is wished of a pair, as JSON holds it; None for nothing."""
    return [[*pair, wishes[0].apart if wishes else None]]


def _parts(wish: Wish, some: Collection[str], others: Collection[str]) -> bool:
    """Whether a wish keeps two stories, of these briefings, apart."""
    return wish.apart and (
        (wish.one in some and wish.other in others) or (wish.one in others and wish.other in some)
    )
