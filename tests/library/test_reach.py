"""Whether there is a network: a list of dead hosts is none of its faults."""

from tui_reader.errors import FetchError
from tui_reader.library.reach import ENOUGH, Reach

UNKNOWN = FetchError("nobody knows this host", unresolved=True)
UNREACHABLE = FetchError("no network", offline=True)


def ask(reach: Reach, *outcomes: FetchError | None) -> bool:
    """Feeds that are asked one after the other; whether all are blamed on the network."""
    for number, error in enumerate(outcomes):
        reach.begins(number)
        reach.ends(number, error)
    return reach.offline


def test_enough_silence_in_a_row_is_no_network() -> None:
    """Or that of all feeds, where there are fewer."""
    assert ask(Reach(1), UNREACHABLE)
    assert ask(Reach(100), *[UNREACHABLE] * ENOUGH)
    assert ask(Reach(100), *[UNKNOWN] * ENOUGH)
    assert ask(Reach(5), *[UNKNOWN] * 5)
    assert not ask(Reach(100), *[UNREACHABLE] * (ENOUGH - 1))


def test_a_few_hosts_that_nobody_knows_are_gone() -> None:
    """They are told as what they are."""
    assert not ask(Reach(3), *[UNKNOWN] * 3)


def test_after_an_answer_unknown_hosts_are_no_sign() -> None:
    """However many there are."""
    assert not ask(Reach(100), None, *[UNKNOWN] * 50)
    assert not ask(Reach(100), *[UNKNOWN] * 5, FetchError("404"), *[UNKNOWN] * 50)


def test_a_network_that_goes_away_is_noticed() -> None:
    """Though it was there before."""
    assert ask(Reach(100), None, *[UNREACHABLE] * ENOUGH)
    assert not ask(Reach(100), *[UNREACHABLE] * (ENOUGH - 1), None, UNREACHABLE)


def test_dead_hosts_are_quicker_than_good_ones() -> None:
    """Nothing is said until those have answered that were asked before anything failed."""
    reach = Reach(20)
    reach.begins("good")
    assert not ask(reach, *[UNKNOWN] * 19)
    reach.ends("good")
    assert not reach.offline
    reach = Reach(20)
    reach.begins("slow")
    ask(reach, *[UNKNOWN] * 19)
    reach.ends("slow", UNKNOWN)
    assert reach.offline
