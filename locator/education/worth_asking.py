"""Is it worth asking about? A checklist of signs whose every outcome is to talk to somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from locator.words import N_
from locator.words.emergency import EMERGENCIES, WARNINGS, Sign

_PRACTICE = ("practice-kyphoplasty",)
SIGNS = (
    Sign("sudden", N_("Sudden back pain after a minor fall, a bend or a lift"), _PRACTICE),
    Sign("moving", N_("Pain that is worse when I move and better when I lie down"), _PRACTICE),
    Sign("stoop", N_("I have become shorter or more stooped"), _PRACTICE),
    Sign("scan", N_("An X-ray or MRI shows a recent spine fracture"), _PRACTICE),
    Sign("lasting", N_("No better after several weeks of rest, a brace or medicine"), _PRACTICE),
    Sign("recent", N_("It began within about the last 8 to 12 weeks"), _PRACTICE),
)


@dataclass(frozen=True, slots=True)
class Emergency:
    """At least one emergency sign is ticked: nothing else matters now."""

    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class TalkToClinician:
    """The outcome of every other choice, with the signs to mention on the phone.

    With any of `warnings`, one's own doctor comes first, and the same day.
    """

    signs: tuple[Sign, ...]
    warnings: tuple[Sign, ...] = ()


def worth_asking(ticked: Collection[str]) -> Emergency | TalkToClinician:
    """What to tell someone who ticked these keys. Raises ValueError for a key that is on none of the lists.

    Rule: the signs of the practice's page (practice-kyphoplasty) are reasons to ask, never a verdict; a
    warning sign is a reason to call one's own doctor too, and an emergency sign goes before all of them.
    """
    unknown = set(ticked) - {sign.key for sign in (*EMERGENCIES, *WARNINGS, *SIGNS)}
    if unknown:
        raise ValueError(f"not on the list: {', '.join(sorted(unknown))}")
    if emergency := _among(ticked, EMERGENCIES):
        return Emergency(emergency)
    return TalkToClinician(_among(ticked, SIGNS), _among(ticked, WARNINGS))


def _among(ticked: Collection[str], signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    return tuple(sign for sign in signs if sign.key in ticked)
