"""Which stories stand in a view, and in which order; one way for those of time, one for queries."""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

Values = Mapping[str, object] | Sequence[object]
Ask = Callable[[str, Values], list[Any]]
"""Runs a statement and gives all rows."""


def _all(ask: Ask, statement: str, values: Values) -> "array[int]":
    """The numbers that a statement selects, in its order.

    As one text, of which Python makes numbers in half the time that it needs for rows. SQLite
    keeps the order of what it gathers so: https://www.sqlite.org/optoverview.html, section 15.
    """
    gathered = f"WITH found (number) AS ({statement}) SELECT json_group_array(number) FROM found"
    ((text,),) = ask(gathered, values)
    return array("q", json.loads(text))


class Listing(Protocol):
    """The stories of one view."""

    def numbers(self, keep: Sequence[int] = ()) -> "array[int]":
        """All of them, in order, 8 bytes each; `keep` stay in Unread although read."""

    def page(self, start: int, length: int) -> "array[int]":
        """Some of them, by their place."""

    def total(self) -> int:
        """How many there are."""

    def place(self, number: int) -> int:
        """How many of them come before this one, which need not be among them."""

    def next_unread(self, number: int, *, forward: bool) -> int | None:
        """The nearest unread one after (or before) a story; from the other end if none."""

    def unread(self) -> "array[int]":
        """Those that marking all of them read would change: updated ones too."""


class ByTime(NamedTuple):
    """A view in the order of time: the youngest first, and of the same second the first loaded."""

    ask: Ask
    table: str
    number: str
    """The column that holds the story's number."""
    where: str
    values: dict[str, object]

    def numbers(self, keep: Sequence[int] = ()) -> "array[int]":
        """All of them, in order; what is kept stands where it stood."""
        if not keep:
            return self._numbers(f"{self._select} {self._order()}")
        kept = "SELECT id, at FROM stories WHERE id IN (SELECT value FROM json_each(:keep))"
        own = self._select.replace(f"SELECT {self.number}", f"SELECT {self.number} AS id, at", 1)
        return self._numbers(
            f"SELECT id FROM ({own} UNION {kept}) ORDER BY at DESC, id", keep=json.dumps([*keep])
        )

    def page(self, start: int, length: int) -> "array[int]":
        """Some of them, by their place."""
        limits = "LIMIT :length OFFSET :start"
        return self._numbers(f"{self._select} {self._order()} {limits}", start=start, length=length)

    def total(self) -> int:
        """How many there are."""
        return self._one(self._count) or 0

    def place(self, number: int) -> int:
        """How many of them come before this one, which need not be among them."""
        before = f"{self._count} AND {self._beyond(backwards=True)}"
        return self._one(before, at=self._time(number), number=number) or 0

    def next_unread(self, number: int, *, forward: bool) -> int | None:
        """The nearest unread one after (or before) a story; from the other end if none."""
        values = {"at": self._time(number), "number": number}
        read = f"(SELECT read FROM stories s WHERE s.id = {self.number})"
        unread = f"{self._select} AND {read} = 0 AND {self.number} <> :number"
        first = f"{self._order(backwards=not forward)} LIMIT 1"
        beyond = f"{unread} AND {self._beyond(backwards=not forward)} {first}"
        found = self._one(beyond, **values)
        return found if found is not None else self._one(f"{unread} {first}", **values)

    def unread(self) -> "array[int]":
        """Those that marking all of them read would change: updated ones too."""
        new = f"(SELECT read = 0 OR joined > 0 FROM stories s WHERE s.id = {self.number})"
        return self._numbers(f"{self._select} AND {new} {self._order()}")

    # Inside ----------------------------------------------------------------------------------

    @property
    def _select(self) -> str:
        return f"SELECT {self.number} FROM {self.table} WHERE {self.where}"

    @property
    def _count(self) -> str:
        return f"SELECT count(*) FROM {self.table} WHERE {self.where}"

    def _order(self, *, backwards: bool = False) -> str:
        if backwards:
            return f"ORDER BY at, {self.number} DESC"
        return f"ORDER BY at DESC, {self.number}"

    def _beyond(self, *, backwards: bool) -> str:
        """Which of them come after (or before) the story :number, whose time is :at."""
        later, more = (">", "<") if backwards else ("<", ">")
        return f"(at {later} :at OR (at = :at AND {self.number} {more} :number))"

    def _time(self, number: int) -> int:
        return self._one("SELECT at FROM stories WHERE id = :number", number=number) or 0

    def _numbers(self, statement: str, **more: object) -> "array[int]":
        return _all(self.ask, statement, {**self.values, **more})

    def _one(self, statement: str, **more: object) -> int | None:
        rows = self.ask(statement, {**self.values, **more})
        return rows[0][0] if rows else None


class InOrder(NamedTuple):
    """A view in an order of its own: what comes next is found in the list of all."""

    ask: Ask
    source: str
    """What stands after FROM; one of it is `stories`."""
    where: str
    values: tuple[object, ...]
    order: str
    order_values: tuple[object, ...] = ()
    first: "InOrder | None" = None
    """Those that come before all others, where they can be found more quickly alone."""

    def numbers(self, keep: Sequence[int] = ()) -> "array[int]":
        """All of them, in order; where others would have stood only who saw them knows."""
        del keep
        return self._numbers("true")

    def page(self, start: int, length: int) -> "array[int]":
        """Some of them, by their place."""
        limits = f"LIMIT {length:d} OFFSET {start:d}"
        if self.first is not None and length > 0:
            found = self.first._numbers("true", limits)
            if len(found) == length:
                return found
        return self._numbers("true", limits)

    def total(self) -> int:
        """How many there are."""
        statement = f"SELECT count(*) FROM {self.source} WHERE {self.where}"
        return int(self.ask(statement, self.values)[0][0])

    def place(self, number: int) -> int:
        """Where it stands; 0 where it is not among them."""
        numbers = self.numbers()
        return numbers.index(number) if number in numbers else 0

    def next_unread(self, number: int, *, forward: bool) -> int | None:
        """The nearest unread one after (or before) a story; from the other end if none."""
        numbers = self.numbers()
        unread = set(self._numbers("read = 0")) - {number}
        place = numbers.index(number) if number in numbers else -1
        turned = [*numbers[place + 1 :], *numbers[: max(0, place)]]
        return next((one for one in (turned if forward else turned[::-1]) if one in unread), None)

    def unread(self) -> "array[int]":
        """Those that marking all of them read would change: updated ones too."""
        return self._numbers("(read = 0 OR joined > 0)")

    def _numbers(self, more: str, limits: str = "") -> "array[int]":
        statement = (
            f"SELECT stories.id FROM {self.source} WHERE {self.where} AND {more}"
            f" {self.order} {limits}"
        )
        values = (*self.values, *self.order_values)
        return _all(self.ask, statement, values)


class OfProblems(NamedTuple):
    """The files and feeds that could not be used, by their names; none of them is unread."""

    ask: Ask

    def numbers(self, keep: Sequence[int] = ()) -> "array[int]":
        """All of them."""
        del keep
        return self.page(0, -1)

    def page(self, start: int, length: int) -> "array[int]":
        """Some of them, by their place."""
        statement = f"SELECT id FROM problems ORDER BY path LIMIT {length:d} OFFSET {start:d}"
        return _all(self.ask, statement, ())

    def total(self) -> int:
        """How many there are."""
        return int(self.ask("SELECT count(*) FROM problems", ())[0][0])

    def place(self, number: int) -> int:
        """Where it stands; 0 where it is gone."""
        numbers = self.numbers()
        return numbers.index(number) if number in numbers else 0

    def next_unread(self, number: int, *, forward: bool) -> int | None:
        """None."""
        del number, forward
        return None

    def unread(self) -> "array[int]":
        """None."""
        return array("q")
