"""Setting aside the words of a sentence that are no place: "I live in Edina, please"."""

from __future__ import annotations

from itertools import groupby, product
from operator import itemgetter

Words = tuple[str, ...]

_PLACING = """
area around at by close from in live lived lives living located near nearby of outside please region reside
resides staying thanks zip zipcode
"""
_LEADING = """
a about address am an and any are call can city clinic clinics closest code come current currently dad
daughter do doctor doctors father find for get go hello help her hi his home hospital house how hurt
husband i id im is it ive its just like looking me mom mother my nearest need next now our pain parents
patient place postal right search she he they there show son spine still the this to town us village want we
were what where which wife would you
"""
_TRAILING = "am and code here home i is it my now thank that thats the we where you"
# Words of which one must be set aside, or else it is no sentence about where somebody is.
_TELLING = frozenset(_PLACING.split())
_BEFORE = _TELLING | frozenset(_LEADING.split())
_AFTER = _TELLING | frozenset(_TRAILING.split())
_TALK = _BEFORE | _AFTER
# How many of them may yet begin or end the name of a town: The Dalles, Live Oak, Park City.
_MAY_BEGIN, _MAY_END = 3, 2


def is_talk(words: Words) -> bool:
    """Whether all of the words are such as stand around a place."""
    return _TALK.issuperset(words)


def without_talk(parts: list[Words]) -> list[list[Words]]:
    """What is left of the words between commas when those before and after a place are set aside.

    Several ways, the longest first, since a town's name may begin or end like talk. None where nobody says
    where they are, or where all is talk.
    """
    words = [(place, word) for place, part in enumerate(parts) for word in part]
    if all(is_talk(part) for part in parts):
        return []
    before = next(i for i, (_, word) in enumerate(words) if word not in _BEFORE)
    after = next(i for i, (_, word) in enumerate(reversed(words)) if word not in _AFTER)
    ways = product(range(max(0, before - _MAY_BEGIN), before + 1), range(max(0, after - _MAY_END), after + 1))
    left = []
    for start, cut in sorted(ways, key=sum):
        end = len(words) - cut
        if any(word in _TELLING for _, word in words[:start] + words[end:]):
            kept = groupby(words[start:end], key=itemgetter(0))
            left.append([tuple(word for _, word in part) for _, part in kept])
    return left
