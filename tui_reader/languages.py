"""Which language a text is in, by its script and its commonest words; pure, and cheap.

It is asked once for each story. Where two languages share the words of a headline, or where it
has none of them, there is no answer: a wrong one would hide a story from who looks for it.
"""

import re
from functools import cache

MAX_CHARS = 400

_COMMON = {
    "en": "the of and to in for is with that on as at by from after over says will has his her"
    " was are not but how why what who about",
    "de": "der die das und ist nicht mit von den dem für auf ein eine im nach bei sich zu wird"
    " auch aus wie über hat zum",
    "fr": "le la les des du une et est dans pour sur que qui au aux avec par plus pas son sa ses"
    " en après selon",
    "es": "el la los las del una y en que por con para se es su al más como tras sus no según"
    " entre sobre",
    "it": "il lo la gli le di del della e che in per con un una non è si sono da al alla nel"
    " dopo più",
    "pt": "o os as do da dos das e em que por com para um uma não é se no na ao mais após sobre"
    " são",
    "nl": "de het een van en in op te is dat met voor niet aan zijn er bij naar na om ook over"
    " door uit",
    "sv": "och att det som en på är av för med till den har inte om ett från efter var vid",
    "pl": "w i na z do nie się że o po dla za jest od jak przez ma co czy oraz",
    "tr": "ve bir bu için ile da de olarak çok daha sonra olan gibi kadar en ne",
    "id": "yang dan di untuk dengan dari pada ini itu dalam akan tidak ke oleh para",
    "vi": "và của là có trong được cho với không những các một người từ đã",
}
_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("uk", "[іїєґІЇЄҐ]"),
    ("ru", "[\u0400-\u04ff]"),
    ("el", "[\u0370-\u03ff]"),
    ("he", "[\u0590-\u05ff]"),
    ("fa", "[پچژگ]"),
    ("ar", "[\u0600-\u06ff]"),
    ("hi", "[\u0900-\u097f]"),
    ("th", "[\u0e00-\u0e7f]"),
)
"""A character that only this language has; those before it in the list are out by then."""
_WORD = re.compile(r"[^\W\d_]+")


def language_of(*texts: str) -> str:
    """The two letters of a language (ISO 639-1), or "" where it can't be told."""
    text = " ".join(texts)[:MAX_CHARS]
    if not text.isascii():
        for language, pattern in _scripts():
            if len(pattern.findall(text)) * 4 > len(text) or (
                language in {"ja", "uk", "fa"} and len(pattern.findall(text)) > 1
            ):
                return language
    counts: dict[str, int] = {}
    for word in _WORD.findall(text.lower()):
        for language in _by_word().get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    best = sorted(counts, key=lambda language: -counts[language])[:2]
    if not best or (len(best) > 1 and counts[best[0]] == counts[best[1]]):
        return ""
    return best[0] if counts[best[0]] > 1 else ""


@cache
def _by_word() -> dict[str, list[str]]:
    """The languages that each common word belongs to."""
    found: dict[str, list[str]] = {}
    for language, words in _COMMON.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return found


@cache
def _scripts() -> list[tuple[str, re.Pattern[str]]]:
    return [(language, re.compile(pattern)) for language, pattern in _SCRIPTS]
