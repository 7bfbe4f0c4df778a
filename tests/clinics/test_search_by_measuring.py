"""Whether the fast search gives what measuring the way to every clinic and sorting would give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from locator.clinics import (
    COLUMNS,
    EVALUATION,
    PROCEDURE,
    Certainty,
    Clinic,
    Clinics,
    Fact,
    Need,
    Network,
    Standing,
    search,
)
from locator.clinics.best_answer import best_answer
from locator.places import miles_between
from tests.made_clinics import CONFIRM_DAYS, NOON

MANY = 4_000  # so that most of each standing is too far to be put in order

# A failure names its seed, and a smaller seed is no simpler a network: there is nothing to shrink.
enough = settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])

ORIGINS = st.one_of(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.sampled_from([(45.0, -93.0), (-45.0, 87.0), (90.0, 0.0), (45.0, 180.0), (45.0, -180.0), (0.0, 0.0)]),
)


def made(seed: int, size: int) -> Network:
    """Made-up clinics, many of them at the same place or under the same name, some nowhere."""
    chance = np.random.default_rng(seed)

    def one_of(*texts: str) -> list[str]:
        return [str(text) for text in chance.choice(texts, size)]

    cells = dict.fromkeys(COLUMNS, [""] * size) | {
        "clinic_id": [f"c{i}" for i in range(size)],
        "name": one_of("Ash", "Birch", "Cedar"),
        "city": ["Edina"] * size,
        "status": one_of("open", "open", "open", "temporarily closed", "closed"),
    }
    for fact in ("evaluates", "performs"):
        cells[fact] = one_of("yes", "yes", "no", "")
        cells[f"{fact}_as_of"] = one_of("2026-11-01", "2026-01-01", "")
        cells[f"{fact}_method"] = one_of("phone", "website", "")
    # On a grid, so that several are equally far; a third of them a hair's breadth off it.
    hair = chance.choice([0, 0, 1e-9], size)
    latitude = chance.integers(-4, 5, size) * 11.25 + hair
    latitude[chance.random(size) < 0.05] = np.nan
    longitude = np.where(np.isnan(latitude), np.nan, chance.integers(-16, 16, size) * 11.25)
    everywhere = np.array(["America/Chicago", "America/New_York"])[chance.integers(0, 2, size)]
    file = Clinics(
        pd.DataFrame(cells, dtype="str"), latitude, longitude, np.zeros(size, dtype=bool), everywhere
    )
    return Network(file, NOON, CONFIRM_DAYS)


def standing_of(clinic: Clinic, need: Need) -> Standing | None:
    """The rule of the contract, in words that a person can check."""
    facts = {
        Need.EVALUATION: [clinic.fact(EVALUATION)],
        Need.PROCEDURE: [clinic.fact(PROCEDURE)],
        Need.EITHER: [clinic.fact(EVALUATION), clinic.fact(PROCEDURE)],
    }[need]
    standings = [standing for fact in facts if (standing := of_fact(fact)) is not None]
    if not standings or clinic.status == "closed":
        return None
    return Standing.TEMPORARILY_CLOSED if clinic.status == "temporarily closed" else min(standings)


def of_fact(fact: Fact) -> Standing | None:
    if fact.value == "no":
        return None
    return {
        Certainty.CONFIRMED: Standing.CONFIRMED,
        Certainty.REPORTED: Standing.REPORTED,
        Certainty.NOT_CONFIRMED: Standing.POSSIBLE,
    }[fact.certainty]


def measured_one_by_one(network: Network, need: Need, origin: tuple[float, float]) -> list[str]:
    """The whole list, sorted the long way."""
    miles = miles_between(*origin, network.file.latitude, network.file.longitude)
    listed = [
        (standing, np.inf if np.isnan(miles[row]) else miles[row], clinic.name, row)
        for row, clinic in enumerate(network)
        if (standing := standing_of(clinic, need)) is not None
    ]
    return [f"c{row}" for *_, row in sorted(listed)]


@enough
@given(
    seed=st.integers(0, 10_000),
    size=st.sampled_from([3, 40, MANY]),
    need=st.sampled_from(Need),
    origin=ORIGINS,
    count=st.integers(1, 60),
)
def test_the_search_lists_what_measuring_one_by_one_lists(
    seed: int, size: int, need: Need, origin: tuple[float, float], count: int
) -> None:
    network = made(seed, size)
    expected = measured_one_by_one(network, need, origin)
    result = search(network, need, origin)
    assert len(result) == len(expected)
    assert [match.clinic.clinic_id for match in result.first(count)] == expected[:count]
    assert [match.clinic.clinic_id for match in result.between(count, count + 5)] == expected[
        count : count + 5
    ]
    assert [match.clinic.clinic_id for match in result.first(size)] == expected


@enough
@given(seed=st.integers(0, 10_000), origin=ORIGINS, count=st.integers(1, 60))
def test_without_a_need_everybody_is_there_nearest_first_and_equals_in_the_order_of_the_file(
    seed: int, origin: tuple[float, float], count: int
) -> None:
    network = made(seed, MANY)
    miles = miles_between(*origin, network.file.latitude, network.file.longitude)
    rows, found = search(network, None, origin).rows(count)
    assert rows.tolist() == np.argsort(miles, kind="stable")[:count].tolist()
    np.testing.assert_array_equal(found, miles[rows])


@enough
@given(seed=st.integers(0, 10_000), origin=st.none() | ORIGINS, pick=st.integers(0, 10_000))
def test_a_clinic_is_found_as_it_stands_in_the_list(
    seed: int, origin: tuple[float, float] | None, pick: int
) -> None:
    network = made(seed, MANY)
    result = search(network, Need.EITHER, origin)
    place = pick % len(result)
    (match,) = result.between(place, place + 1)
    assert result.match_of(match.clinic.clinic_id) == match


@pytest.mark.parametrize("need", Need)
def test_the_first_of_a_standing_is_the_first_such_in_the_list(need: Need) -> None:
    network = made(7, MANY)
    result = search(network, need, (44.9, -93.2))
    everyone = result.first(len(result))
    for standing in Standing:
        assert result.first_of(standing) == next(m for m in everyone if m.standing is standing)
        assert result.count_of(standing) == sum(m.standing is standing for m in everyone)


def test_an_answer_with_many_clinics_is_one_of_the_list() -> None:
    network = made(7, MANY)
    best = best_answer(network, (44.9, -93.2))
    done = search(network, Need.PROCEDURE, (44.9, -93.2))
    assert best.done_at is not None
    assert [best.done_at] == done.between(best.done_at.number - 1, best.done_at.number)
