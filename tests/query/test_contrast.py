"""What several texts share, and what only one of them says."""

import time
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query.contrast import Piece, contrast

WORDS = st.sampled_from(
    ["Harbour", "harbour", "board", "vote,", "Éire", "eire", "港湾", "北港", "–"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=30), max_size=6)


def own(*texts: str) -> list[list[str]]:
    """What each text says alone."""
    return [[piece.text for piece in pieces if piece.own] for pieces in contrast(texts)]


def test_words_that_two_say_are_shared() -> None:
    """Whatever their case, accents and punctuation."""
    assert own("Château: vote tonight", "CHATEAU vote, at dawn", "No vote") == [
        ["tonight"],
        ["at", "dawn"],
        ["No"],
    ]


def test_scripts_without_blanks_are_compared_by_pairs() -> None:
    """A single character in common is no word in common."""
    assert own("北港の防波堤", "南港の防波堤") == [["北"], ["南"]]
    assert own("海", "海") == [[], []]
    assert own("山海", "海川") == [["山海"], ["海川"]]


def test_marks_belong_to_their_word() -> None:
    """Vowels of Hindi, and accents of their own."""
    assert own("हिंदी में", "हिंदी") == [["में"], []]
    assert own("e\u0301te\u0301 sec", "été") == [["sec"], []]


def test_right_to_left_stays_in_one_piece() -> None:
    """Its order is the terminal's business."""
    hebrew = "נמל הצפון"
    assert contrast([hebrew, "port"]) == [(Piece(hebrew, own=False),), (Piece("port", own=True),)]


@given(TEXTS)
def test_no_letter_is_lost(texts: list[str]) -> None:
    """The pieces of a text are the text."""
    assert ["".join(piece.text for piece in pieces) for pieces in contrast(texts)] == texts


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(texts: list[str], random: Random) -> None:
    """Each text has the same pieces wherever it stands."""
    mixed = list(texts)
    random.shuffle(mixed)
    assert dict(zip(mixed, contrast(mixed), strict=True)) == dict(
        zip(texts, contrast(texts), strict=True)
    )


@given(TEXTS)
def test_what_is_said_twice_is_nobodys_own(texts: list[str]) -> None:
    """Equal texts share all they say."""
    assert not any(own(*texts, *texts))


def test_five_hundred_texts_are_quick() -> None:
    """What is done for a text does not grow with the others."""
    texts = [
        f"Harbour board number {number} votes for the long breakwater" for number in range(500)
    ]
    start = time.perf_counter()
    contrast(texts)
    assert time.perf_counter() - start < 0.2  # a tenth of that, on a machine that is free
