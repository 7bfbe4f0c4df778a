"""The US states, territories and military regions that the post office writes with two letters."""

from __future__ import annotations

from functools import cache

from holidays import country_holidays

# USPS Publication 28, appendix B: what holidays does not name, and the traditional abbreviations.
_ALSO = {
    "FM": "micronesia", "MH": "marshall islands", "PW": "palau", "VI": "virgin islands/us virgin islands",
    "AA": "armed forces americas", "AE": "armed forces europe", "AP": "armed forces pacific",
    "AL": "ala", "AZ": "ariz", "AR": "ark", "CA": "calif", "CO": "colo", "CT": "conn", "DE": "del",
    "FL": "fla", "IL": "ill", "IN": "ind", "KS": "kan", "MA": "mass", "MI": "mich", "MN": "minn",
    "MS": "miss", "MT": "mont", "NE": "neb", "NV": "nev", "NC": "n carolina", "ND": "n dakota/n dak",
    "OK": "okla", "OR": "ore", "PA": "penn", "SC": "s carolina", "SD": "s dakota/s dak", "TN": "tenn",
    "TX": "tex", "WA": "wash", "WV": "w virginia", "WI": "wis/wisc", "WY": "wyo",
}  # fmt: skip
_LONGEST_NAME = 3  # words


def state_named(words: tuple[str, ...]) -> str | None:
    """The two-letter code of the state written in `words` (lower case, no punctuation), or None."""
    return codes_by_name().get(" ".join(words))


def split_state(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words before a state at the end, and its code; all the words and None where there is no state."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        state = state_named(words[-length:])
        if state:
            return words[:-length], state
    return words, None


@cache
def codes_by_name() -> dict[str, str]:
    """The two letters of each by the ways to write it: the states, DC, the territories, the military."""
    named = country_holidays("US").subdivisions_aliases.items()
    codes = {name.lower(): code for name, code in named if code != "UM"}  # where nobody lives
    codes |= {name: code for code, names in _ALSO.items() for name in names.split("/")}
    return codes | {code.lower(): code for code in codes.values()}
