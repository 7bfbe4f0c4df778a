"""A place in a sentence: the words around it are set aside, and no town and no nonsense is taken for another."""

from __future__ import annotations

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.places import DidYouMean, Found, NotFound, Outcome, Reason, find_place
from locator.places.talk import _AFTER, _BEFORE, without_talk
from locator.places.towns import accepted_names, rejected_names, towns_called

TWIN_CITIES = (44.95, -93.35)
TALK = st.lists(st.sampled_from(sorted(_BEFORE | _AFTER)), max_size=6).map(" ".join)


def find(text: str) -> Outcome:
    return find_place(text, near=TWIN_CITIES)


def name(text: str) -> str:
    outcome = find(text)
    assert isinstance(outcome, Found), f"{text!r}: {outcome}"
    return outcome.place.name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I live in Edina", "Edina, MN"),
        ("i live in edina mn", "Edina, MN"),
        ("near Edina", "Edina, MN"),
        ("Edina area", "Edina, MN"),
        ("Edina please", "Edina, MN"),
        ("Edina, where I live", "Edina, MN"),
        ("Hi, I'm in Edina", "Edina, MN"),
        ("the city of Edina, Minnesota", "Edina, MN"),
        ("My mother lives in St. Paul", "Saint Paul, MN"),
        ("clinic near me in Coon Rapids", "Coon Rapids, MN"),
        ("in Maple Grove, MN please", "Maple Grove, MN"),
        ("I live at 9645 Grove Cir N, Maple Grove, MN", "Maple Grove, MN"),
        ("my zip is 55406", "55406"),
        ("My ZIP code is 55406, thank you!", "55406"),
        ("the 55406 area", "55406"),
        ("55406 Minneapolis", "55406"),
        ("55406 please", "55406"),
        ("we live near The Dalles", "The Dalles, OR"),
        ("I live in Live Oak, FL", "Live Oak, FL"),
        ("in Salt Lake City please", "Salt Lake City, UT"),
        ("I live in Portland ME", "Portland, ME"),
        ("I live in Home, KS", "Home, KS"),
    ],
)
def test_a_place_is_found_in_a_short_sentence(text: str, place: str) -> None:
    assert name(text) == place


def test_in_a_sentence_too_a_slip_is_answered_with_what_was_probably_meant() -> None:
    assert find("I live in mapel grove") == DidYouMean(("Maple Grove, MN",))
    assert find("my zip is 5540") == NotFound(Reason.ZIP_LENGTH)
    assert find("I live in Minnesota") == NotFound(Reason.STATE_ONLY)


@pytest.mark.parametrize(
    "text",
    [
        "near me", "my home", "at home", "I live in", "my zip code is", "I hurt", "please call me", "call me",
        "help me please", "I need help", "hospital near me", "where is the nearest clinic", "in pain",
        "I am in the hospital", "what is kyphoplasty", "I live in qqqq zzz", "lower back pain", "how do I get in",
        "I live in a house",
    ],
)  # fmt: skip
def test_a_sentence_without_a_place_is_none(text: str) -> None:
    assert find(text) == NotFound(Reason.UNKNOWN)


@given(TALK)
def test_talk_alone_is_never_a_place(talk: str) -> None:
    assert without_talk([tuple(talk.split())]) == []


@given(TALK, st.text("qxzjvk", min_size=4, max_size=12), TALK)
def test_nonsense_stays_nonsense_whatever_is_said_around_it(before: str, nonsense: str, after: str) -> None:
    assert not isinstance(find(f"{before} {nonsense} {after}"), Found)


def test_every_town_near_the_clinics_is_found_in_a_sentence() -> None:
    sentences = cycle(("I live in {}", "near {}", "{} area", "in {} please"))  # each town in one of them
    for key, by_state in accepted_names().items():
        for state in {"MN", "WI"} & by_state.keys():
            (town,) = towns_called(key, state)
            assert name(next(sentences).format(town.name)) == town.name


def test_a_town_with_a_name_like_talk_is_still_itself() -> None:
    for key in sorted({*accepted_names(), *rejected_names()})[::3]:  # all take half a minute
        if not {*key.split()} & (_BEFORE | _AFTER) or key.endswith((" us", " usa")):
            continue
        its_own, outcome = {town.name for town in towns_called(key)}, find(key)
        if isinstance(outcome, Found):
            assert outcome.place.name in its_own, key
        else:
            assert outcome == NotFound(Reason.STATE_ONLY) or (
                isinstance(outcome, DidYouMean) and outcome.suggestions[-1] in its_own
            ), key
