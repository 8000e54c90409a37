"""Which briefings are about the same event: join, found, merge.

    item ─read─▶ articles ─▶ linked or wished? ─▶ like which stories? ─▶ join or found ─▶ merge

A briefing joins the story that one of its headlines is most alike, if it is alike enough; else it
founds one, which bears its identity. After that the stories nearby are looked at again: two that
have grown alike become one, under the name of the older. It all happens with each briefing, so that
batches of any size give the same stories.
"""

from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from tui_reader.cluster import explain
from tui_reader.cluster.groups import Group
from tui_reader.cluster.items import CAREFUL, EAGER, OFF, Evidence, Item, Merge, Placed
from tui_reader.cluster.likeness import FAR, Scales
from tui_reader.cluster.neighbours import Match, matches
from tui_reader.cluster.reading import Read, counts_of, kept_of, language_of_all, links_of, read
from tui_reader.cluster.signs import timeless
from tui_reader.cluster.window import Window
from tui_reader.cluster.wishes import Wishes


class Bars(NamedTuple):
    """The scores from which an article joins a story, and two stories become one."""

    join: float
    merge: float


BARS = {CAREFUL: Bars(1.55, 1.95), EAGER: Bars(0.3, 0.3), OFF: Bars(inf, inf)}
"""So that of 100 neighbours 95 are right; so that F1 is highest; more than anything can score."""
NEAR, MOST_NEAR = -3.0, 40
"""The score, times left aside, below which two are not even near; and for one article so many."""
ABSURD = 4_102_444_800
"""Seconds from which on a time is none: the year 2100, or milliseconds."""
OWN_BRIDGE = 2.0
"""How much above the bar the article of a briefing with several has to be to make the story that it
is like one with the briefing's: less than it takes else, as somebody vouches for them."""


class Arrival(NamedTuple):
    """A briefing, with all that is found out about it before anything is changed."""

    item: Item
    time: int
    articles: list[Read]
    """Those that are new."""
    links: list[str]
    known: tuple[int, ...]
    """The marks of the headlines that it came with before."""
    matches: list[Match]
    targets: list[tuple[Group, Evidence]]
    """The stories that it has to be in, and why; the oldest first."""


class Clusterer:
    """Puts briefings, one after the other, into the stories of a window."""

    def __init__(
        self, window: Window, setting: str = CAREFUL, wishes: Wishes | None = None
    ) -> None:
        self.window = window
        self.bars = BARS[setting]
        self.is_off = setting == OFF
        self.wishes = wishes or Wishes()
        self.scales = Scales(window)

    def add(self, item: Item) -> Placed:
        """Put a briefing into a story; one that is known stays, and what is new in it counts."""
        arrival = self._arrival(item)
        number = self.window.story_of(item.id)
        earlier = ""
        if number is None:
            home, evidence = self._home(arrival)
            home.members.append(item.id)
            earlier = "" if evidence else self._earlier(arrival)
        else:
            home, evidence = self.window.group(number), None
        self._enter(home, arrival)
        merges = tuple(self._merges(home, arrival))
        story = merges[-1].kept if merges else home.id
        return Placed(item.id, story, evidence, merges, "" if merges else earlier)

    def move(self, item: Item) -> Placed:
        """Take a briefing out of its story, and put it where the wishes let it go.

        A story that loses its founder bears the name of the next; one that has no other stays.
        """
        number = self.window.story_of(item.id)
        if number is not None:
            group = self.window.group(number)
            others = [member for member in group.members if member != item.id]
            if not others:
                return Placed(item.id, group.id)
            if group.id == item.id:
                group.id = others[0]
            articles = read(item, self.scales, self._time(item.time))
            group.size -= len(articles)
            gone = group.release(item.id, counts_of(articles))
            self.window.put(group, gone=gone)
            self.window.leave(item.id)
        return self.add(item)

    def near(self, items: Iterable[Item]) -> list[str]:
        """The stories that are like any of some briefings, if not enough to join; the most like
        first, and at most `MOST_NEAR` for each of their articles."""
        told = list(items)
        articles = [one for item in told for one in read(item, self.scales, item.time)]
        known = {item.id for item in told}
        return [
            match.group.id
            for match in matches(articles, self.scales, MOST_NEAR)
            if timeless(match.likeness.score, match.likeness.signs) >= NEAR
            and known.isdisjoint(match.group.members)
        ]

    def _arrival(self, item: Item) -> Arrival:
        """Find out about a briefing; the window changes its clock, and nothing else."""
        time = self._time(item.time)
        known = self.window.texts_of(item.id)
        articles = read(item, self.scales, time, known)
        links = links_of(item)
        near = [] if self.is_off else matches(articles, self.scales)
        return Arrival(item, time, articles, links, known, near, self._targets(item.id, links))

    def _time(self, time: int) -> int:
        """The time of a briefing; where that is unknown or absurd, it is that of the window."""
        if not 0 < time < ABSURD:
            time = self.window.clock
        if time > self.window.clock:
            self.window.tick(time)
        self.scales.weights.tick()  # another clusterer of the window may have set the clock, too
        return time

    def _targets(self, item: str, links: list[str]) -> list[tuple[Group, Evidence]]:
        """The stories that a briefing has to be in, by a wish of the reader or by a link."""
        found: dict[int, tuple[Group, Evidence]] = {}
        for friend in self.wishes.friends(item):
            number = self.window.story_of(friend)
            if number is not None:
                group = self.window.group(number)
                found.setdefault(number, (group, Evidence("reader", group.id)))
        for link in links:
            number = self.window.linked(link)
            if number is not None:
                group = self.window.group(number)
                found.setdefault(number, (group, Evidence("link", group.id, links=(link,))))
        return [found[number] for number in sorted(found)]

    def _home(self, arrival: Arrival) -> tuple[Group, Evidence | None]:
        """The story that a new briefing goes into, and why; without a reason, its own."""
        item = arrival.item.id
        for group, evidence in arrival.targets:
            if not self.wishes.bar(item, group, self.window):
                return group, evidence
        for match in arrival.matches:
            if match.likeness.score < self.bars.join:
                break
            if not self.wishes.bar(item, match.group, self.window):
                return match.group, match.evidence()
        number = self.window.next_number()
        return Group(item, number, arrival.time, language_of_all(arrival.articles)), None

    def _earlier(self, arrival: Arrival) -> str:
        """The story that the founder of another goes on with: only time keeps the two apart."""
        best, found = self.bars.join, ""
        for match in arrival.matches:
            group = match.group
            score = timeless(match.likeness.score, match.likeness.signs)
            if score < best or group.last >= arrival.time or (score == best and found):
                continue
            if not self.wishes.bar(arrival.item.id, group, self.window):
                best, found = score, group.id
        return found

    def _enter(self, group: Group, arrival: Arrival) -> None:
        """Write a briefing into a story."""
        articles, item = arrival.articles, arrival.item.id
        group.size += len(articles)
        new = group.absorb(counts_of(articles))
        group.keep(kept_of(articles, item))
        group.hear(language_of_all(articles))
        group.first = min(group.first, arrival.time)
        group.last = max(group.last, arrival.time)
        self.window.put(group, new)
        marks = arrival.known + tuple(one.mark for one in articles)
        free = [link for link in arrival.links if self.window.linked(link) is None]
        self.window.enter(item, marks, free, group.number)

    def _merges(self, home: Group, arrival: Arrival) -> Iterator[Merge]:
        """Make one of the stories that turn out to be one, now that the briefing is in."""
        gone: set[int] = set()
        reasons: list[tuple[Group, Evidence | Match]] = [*arrival.targets]
        near = (match for match in arrival.matches if match.likeness.score >= FAR)
        reasons += [(match.group, match) for match in near]
        for group, why in reasons:
            if group is home or group.number in gone:
                continue
            if isinstance(why, Match):
                evidence = self._likeness(home, why, len(arrival.articles))
            else:
                evidence = why
            if evidence is None or self.wishes.part(home, group, self.window):
                continue
            home, lost = sorted((home, group), key=lambda each: each.number)
            self._unite(home, lost)
            gone.add(lost.number)
            yield Merge(home.id, lost.id, evidence)

    def _likeness(self, home: Group, match: Match, articles: int) -> Evidence | None:
        """Why a story nearby is the same as the briefing's; None where it is not."""
        if articles > 1 and match.likeness.score >= self.bars.join + OWN_BRIDGE:
            return match.evidence()
        ties = self.scales.ties(home, match.group, match.likeness)
        score = self.scales.merge.score(ties) if ties else -inf
        if score < self.bars.merge:
            return None
        kept, lost = sorted((home, match.group), key=lambda each: each.number)
        return explain.by_both(kept, lost, score, self.scales, match.read.written)

    def _unite(self, kept: Group, lost: Group) -> None:
        """Put all that is in one story into another."""
        self.window.drop(lost.number, heir=kept.number)
        new = kept.absorb(lost.counts)
        kept.keep(lost.headlines)
        kept.members += lost.members
        kept.links += lost.links
        kept.size += lost.size
        kept.hear(lost.language)
        kept.first = min(kept.first, lost.first)
        kept.last = max(kept.last, lost.last)
        self.window.put(kept, new)


def cluster(items: Iterable[Item], clusterer: Clusterer) -> list[Placed]:
    """Put briefings into stories, in the order of their times and then of their identities."""
    return [clusterer.add(item) for item in sorted(items, key=lambda item: (item.time, item.id))]
