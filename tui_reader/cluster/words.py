"""Headlines to words: what is compared, and in which language.

Words are case-folded, lightly stemmed and cut, accents stay, numbers count as words. Scripts
without spaces give pairs of characters instead. Stop words are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tui_reader.cluster.lists import COMMON, EVERYWHERE, STOP

MAX_CHARS = 400
"""Of a headline or summary: what comes later is no longer about the event."""
MAX_WORDS = 40
"""Of one text; a sentence of forty words says what it is about."""

LETTERS, COMPOUND = 7, 14
"""Of a word that are compared: what follows is grammar in most languages, or makes a noun of a
verb. As good as a stemmer of each (McNamee and Mayfield, "Character n-gram tokenization", 2004). A
word longer than the other is a compound: so much of it counts, as its end says what it is."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han
)
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_SCRIPTS = {
    "latin": re.compile("[a-zà-ɏ]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "arabic": re.compile("[\u0600-\u077f]"),
    "indic": re.compile("[\u0900-\u0dff]"),
    "thai": re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"),
    "kana": re.compile("[\u3040-\u30ff]"),
    "han": re.compile("[\u3400-\u9fff\uf900-\ufaff]"),
    "hangul": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
}
_CODES = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt"}
_CODES |= {"ita": "it", "nld": "nl", "dut": "nl", "rus": "ru"}
_ALL_STOP = frozenset().union(*STOP.values())
_LETTERS = {
    "de": re.compile("ß"),
    "es": re.compile("[ñ¿¡]|ción\\b"),
    "fr": re.compile("[èêœû]|\\b[ldnsq]u?['’]"),
    "pt": re.compile("[ãõ]|ç[ãõ]"),
}
"""What no other of the languages writes."""


class Language(NamedTuple):
    """In which script a text is, and in which language, as far as that can be told."""

    script: str
    name: str = ""
    """Two letters; "" where it can't be told."""

    def may_be(self, other: "Language") -> bool:
        """Whether both can be the same."""
        return self.script == other.script and (
            self.name == other.name or not (self.name and other.name)
        )


def words_of(text: str) -> dict[str, str]:
    """The significant words of a text, as compared, each with the way it is written there."""
    found: dict[str, str] = {}
    for token in _WORD.findall(text[:MAX_CHARS]):
        for written in _pieces(token):
            word = _significant(written.casefold())
            if word:
                found.setdefault(word, written)
        if len(found) >= MAX_WORDS:
            break
    return found


def language_of(text: str, hint: str = "") -> Language:
    """The script by most of its letters, the language by common words, else by the hint."""
    text = text[:MAX_CHARS].casefold()
    script = "latin" if text.isascii() else _script(text)
    hits = Counter(_spoken_by(text))
    ahead = hits.most_common(2)
    if ahead and (len(ahead) < 2 or ahead[0][1] > ahead[1][1]):
        return Language(script, ahead[0][0])
    code = hint.casefold().replace("_", "-").partition("-")[0]
    return Language(script, _CODES.get(code, code[:2]))


def _spoken_by(text: str) -> Iterator[str]:
    """The languages that a text speaks, each as often as something in it says so."""
    for word in _WORD.findall(text):
        yield from _languages_of(word)
    if not text.isascii() or "'" in text:
        for name, letters in _LETTERS.items():
            if letters.search(text):
                yield name


@lru_cache(20_000)
def _languages_of(word: str) -> tuple[str, ...]:
    """The languages that a word is known to be of."""
    told = _tell_tales()
    return told.get(word, ()) or told.get(stem(word), ())


@cache
def _tell_tales() -> dict[str, tuple[str, ...]]:
    """By which words a language is known; English news words in all their forms."""
    told: dict[str, tuple[str, ...]] = {}
    for name, words in STOP.items():
        stems = map(stem, COMMON[name]) if name == "en" else ()
        for word in words.union(COMMON[name], stems):
            told[word] = (*told.get(word, ()), name)
    return told


def is_common(word: str) -> bool:
    """Whether all news uses it, whatever the topic."""
    return word in _common_words()


def is_everyday(word: str) -> bool:
    """Whether it stands in some news every day: then it does not tell what happened."""
    return word in _common_words() or word in _everyday_words() or _YEAR.fullmatch(word) is not None


_YEAR = re.compile("(?:19|20)[0-9]{2}")


@cache
def _everyday_words() -> frozenset[str]:
    return frozenset(map(_compared, EVERYWHERE))


@cache
def _common_words() -> frozenset[str]:
    """The common words as they are compared."""
    return frozenset(_compared(word) for words in COMMON.values() for word in words)


def _script(text: str) -> str:
    """The script of most letters; kana make a text Japanese whatever the number of Han."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    if counts["kana"]:
        return "kana"
    return max(counts, key=lambda name: counts[name])


def _pieces(word: str) -> list[str]:
    """A word without its possessive, cut at apostrophes; pairs where a script has no spaces."""
    if word.isascii() and word.isalpha():
        return [word]
    if _IS_UNSPACED.search(word):
        return [piece for run in _RUN.findall(word) for piece in _pairs(run)]
    parts = re.split("['’]", _POSSESSIVE.sub("", word))
    return parts if len(parts) == 1 else [part for part in parts if len(part) > 1]


def _pairs(run: str) -> list[str]:
    """Two neighbours each, of a run without spaces; other runs as they are."""
    if not _IS_UNSPACED.match(run) or len(run) < 2:
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


@lru_cache(20_000)
def _significant(word: str) -> str:
    """The word as it is compared; "" for one that says nothing."""
    if word in _ALL_STOP or (len(word) == 1 and word.isascii() and not word.isdigit()):
        return ""
    return _compared(word)


def _compared(word: str) -> str:
    """The beginning of a word's stem; words with digits in them are whole."""
    word = stem(word)
    if not word.isalpha():
        return word
    return word[:LETTERS] if len(word) <= COMPOUND else word[:COMPOUND]


def stem(word: str) -> str:
    """Take the commonest endings off: plurals, and the -ed and -ing of English verbs.

    Names and foreign words lose them as well, which does no harm: both sides lose the same.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(word)
    if word.endswith("ing") and len(word) > 5:
        word = word[:-3]
    elif word.endswith("ed") and len(word) > 4:
        word = word[:-2]
    elif word.endswith("e") and len(word) > 4:
        return word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word


def _singular(word: str) -> str:
    """Without the -s of plurals, as far as ASCII words go."""
    if not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
