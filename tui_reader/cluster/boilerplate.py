"""Headlines that stand over something else every day: they are no evidence of anything.

A live blog, a crossword, a horoscope or the lottery shares its words with yesterday's, and with
those of all other outlets. What stays of a headline without its boilerplate is compared; where
nothing stays, it joins nobody.
"""

import re

_LABEL = r"""
    (?:\w+\ )?latest | breaking(?:\ news)? | live(?:\ (?:updates?|blog|news|coverage))? | updates?
    | update\ \d+ | exclusive | watch | video | photos? | pictures? | gallery | opinion | analysis
    | editorial | explainer | explained | fact\ check | factbox | podcast | in\ pictures | review
    | recap | interview | comment | column | liveticker | ticker | newsblog | eilmeldung
    | kommentar | en\ direct | direct | vidéo | en\ vivo | en\ directo | última\ hora | ao\ vivo
    | em\ direto
"""
_LEAD = re.compile(rf"^\W*(?:{_LABEL})\W*(?:[:|•–—+-]|\s-)+\s*", re.IGNORECASE | re.VERBOSE)
"""What stands before a colon or dash and says what kind of piece it is."""
_TAIL = re.compile(rf"\s*[|:–—(\[-]\s*(?:{_LABEL})(?:\ as\ it\ happened)?\W*$", re.I | re.VERBOSE)

_COLUMN = re.compile(
    r"""
    ^\W*(?:the\ |your\ |today'?’?s\ |daily\ |weekly\ )*
    (?:morning|evening|midday|afternoon|daily|nightly|weekly|news|market|world|us|uk)?\ ?
    (?:briefing|news(?:letter|cast)?\ round-?up|round-?up|newsletter|headlines|digest|wrap(?:-?up)?)
    (?:\W|$)
    | \b(?:crossword|sudoku|wordle|quordle|strands|connections\ (?:hints?|answers?)|horoscopes?
        |puzzles?\ of\ the\ day|quiz\ of\ the\ (?:day|week)|(?:news|weekly|daily|morning)\ quiz
        |letters\ to\ the\ editor|readers?'?’?\ letters|obituar(?:y|ies)\ (?:for|notices)
        |(?:photos?|pictures?|images?|quote|word|cartoons?)\ of\ the\ (?:day|week)
        |(?:day|week|news)\ in\ (?:pictures|photos|images)
        |tv\ (?:listings|guide|tonight)|what\ to\ watch\ (?:tonight|this\ week(?:end)?)
        |(?:winning|lottery|powerball|mega\ millions|lotto)\ (?:numbers?|results?|jackpot)
        |(?:euro)?lottozahlen|kreuzworträtsel|horóscopo|horoskop|wetter(?:bericht|vorhersage)
        |mots\ croisés|météo|resultados\ da\ loteria|lotería
        |things?\ (?:you\ need\ )?to\ know\ (?:today|this\ (?:morning|week)|before)
        |(?:live|news)\ updates?$)\b
    | ^\W*(?:letters|quiz|weather|horoscope|sport|cartoons?|comics?|corrections?|obituaries
        |live\ updates?|news\ in\ brief|(?:local\ )?weather\ forecast)\b[\W\d]*$
    | ^\W*(?:letters|quiz|weather|horoscope|cartoon)\ ?(?:[:|–—]|\ -)
    | ^\W*(?:weather\ (?:forecast|today|report)|(?:today'?’?s\ )?(?:local\ )?forecast)\b
    | \b(?:stocks?|market)\ (?:ticker|watch|close|movers)\ ?(?:[:|–—]|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Columns and services; matched anywhere, or at the front where the word has other uses."""
_SEPARATOR = re.compile(r"\s+[-–—|•·»]+\s+|\s*[|•»]\s*|:\s+")

_SIGNED = re.compile(r"\s+(?:[-–—|•·»\"”]+)\s+(?P<name>[^-–—|•·»\"”\d]{2,32})$")
"""A few words without a number after a separator: whose it is, or "report" or "for now"."""
MIN_REST, MAX_SIGNATURE = 4, 4
"""Words before and in a signature."""


def told(headline: str, outlet: str = "") -> str:
    """Return the part of a headline that tells something; "" where there is none.

    Goes: the outlet's own name at either end, and labels such as "Live updates:".
    """
    if _COLUMN.search(headline):
        return ""
    text = without_outlet(headline, outlet)
    for _ in range(3):  # labels may stand in a row: "Video: Exclusive: …"
        shorter = _TAIL.sub("", _LEAD.sub("", text))
        if shorter == text:
            break
        text = shorter
    return unsigned(text)


def unsigned(text: str) -> str:
    """Return a headline without the names of outlets at its end, however they are called."""
    for _ in range(2):  # "… - Sport - Estadão"
        match = _SIGNED.search(text)
        if match is None or len(match["name"].split()) > MAX_SIGNATURE:
            break
        rest = text[: match.start()]
        if len(rest.split()) < MIN_REST:
            break
        text = rest
    return text


def without_outlet(headline: str, outlet: str) -> str:
    """Return a headline without the outlet's own name before or after a separator."""
    name = _bare(outlet)
    if not name:
        return headline
    parts = list(_SEPARATOR.finditer(headline))
    if parts and _is_name(headline[parts[-1].end() :], name):
        headline = headline[: parts[-1].start()]
    if parts and _is_name(headline[: parts[0].start()], name):
        headline = headline[parts[0].end() :]
    return headline


def _is_name(part: str, name: str) -> bool:
    """Whether a part says no more than the outlet's name: "BBC" or "BBC News" of "BBC"."""
    bare = _bare(part)
    return bool(bare) and (bare in name or name in bare) and abs(len(bare) - len(name)) < 10


def _bare(text: str) -> str:
    """Letters and digits only, case-folded, without the article."""
    return re.sub(r"[\W_]+", "", text.casefold().removeprefix("the "))
