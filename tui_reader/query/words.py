"""Text → words as they are searched for: without accents and case, in every script.

Scripts that put no blanks between words are taken character by character: whoever looks for
two of them, one after the other, finds them wherever they stand.
"""

import re
import unicodedata

_SPELT = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ŋ": "n",
        "ĸ": "k",
        "ſ": "s",
    }
)
"""Letters that Unicode does not take apart, as they are typed without them."""

UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"  # Han, Hiragana, Katakana
)
"""The characters of scripts that put no blanks between words, as a class of a pattern has them."""
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}_])\w)+")

BETWEEN = "¶"
"""A word that nobody can look for: what stands on both sides of it is no phrase."""


def words(text: str) -> list[str]:
    """The words of a text, in their order."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """A text without accents and case."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", plain).translate(_SPELT).casefold()


def joined(texts: "list[str] | tuple[str, ...]") -> str:
    """Several texts as one line of words, with a border between each two."""
    return f" {BETWEEN} ".join(" ".join(words(text)) for text in texts)
