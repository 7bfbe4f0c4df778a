"""The US states, territories and military regions that the post office writes with two letters."""

from __future__ import annotations

from functools import cache

# USPS Publication 28, appendix B, each with its name and then other ways to write it: the traditional
# abbreviation, where there is one and it differs from the two letters.
_STATES = """
AL Alabama/Ala
AK Alaska
AZ Arizona/Ariz
AR Arkansas/Ark
CA California/Calif
CO Colorado/Colo
CT Connecticut/Conn
DE Delaware/Del
DC District of Columbia
FL Florida/Fla
GA Georgia
HI Hawaii
ID Idaho
IL Illinois/Ill
IN Indiana/Ind
IA Iowa
KS Kansas/Kan
KY Kentucky
LA Louisiana
ME Maine
MD Maryland
MA Massachusetts/Mass
MI Michigan/Mich
MN Minnesota/Minn
MS Mississippi/Miss
MO Missouri
MT Montana/Mont
NE Nebraska/Neb
NV Nevada/Nev
NH New Hampshire
NJ New Jersey
NM New Mexico
NY New York
NC North Carolina/N Carolina
ND North Dakota/N Dakota/N Dak
OH Ohio
OK Oklahoma/Okla
OR Oregon/Ore
PA Pennsylvania/Penn
RI Rhode Island
SC South Carolina/S Carolina
SD South Dakota/S Dakota/S Dak
TN Tennessee/Tenn
TX Texas/Tex
UT Utah
VT Vermont
VA Virginia
WA Washington/Wash
WV West Virginia/W Virginia
WI Wisconsin/Wis/Wisc
WY Wyoming/Wyo
AS American Samoa
GU Guam
MP Northern Mariana Islands
PR Puerto Rico
VI Virgin Islands/US Virgin Islands
FM Micronesia
MH Marshall Islands
PW Palau
AA Armed Forces Americas
AE Armed Forces Europe
AP Armed Forces Pacific
"""
_LONGEST_NAME = 3  # words


@cache
def state_codes() -> frozenset[str]:
    """Every two-letter code that may stand in an address: the states, DC, the territories, the military."""
    return frozenset(_codes_by_name().values())


def state_named(words: tuple[str, ...]) -> str | None:
    """The two-letter code of the state written in `words` (lower case, no punctuation), or None."""
    return _codes_by_name().get(" ".join(words))


def split_state(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words before a state at the end, and its code; all the words and None where there is no state."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        state = state_named(words[-length:])
        if state:
            return words[:-length], state
    return words, None


@cache
def _codes_by_name() -> dict[str, str]:
    codes = {}
    for line in _STATES.split("\n"):
        code, _, names = line.partition(" ")
        for name in filter(None, (code, *names.split("/"))):
            codes[name.lower()] = code
    return codes
