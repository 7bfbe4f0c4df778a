"""Is it worth asking about? A checklist of signs whose every outcome is to talk to somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from locator.words import N_, Message


@dataclass(frozen=True, slots=True)
class Sign:
    """One line to tick, and the key of the source it comes from ("" where none was found)."""

    key: str
    text: Message
    source: str


@dataclass(frozen=True, slots=True)
class EmergencySign(Sign):
    """A sign that needs help now, also as it is named within a sentence."""

    in_a_sentence: Message


# Leg weakness has no source: the product's emergency words name it, and a clinician has yet to confirm it.
EMERGENCY_SIGNS = (
    EmergencySign(
        "chest", N_("Chest pain or trouble breathing"), "krames", N_("chest pain or trouble breathing")
    ),
    EmergencySign(
        "control",
        N_("Loss of bladder or bowel control"),
        "krames-vertebroplasty",
        N_("loss of bladder or bowel control"),
    ),
    EmergencySign("saddle", N_("Numbness between the legs"), "royal-free", N_("numbness between the legs")),
    EmergencySign("weak_leg", N_("New or worse weakness in a leg"), "", N_("new or worse weakness in a leg")),
)

_PRACTICE = "practice-kyphoplasty"
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

    signs: tuple[EmergencySign, ...]


@dataclass(frozen=True, slots=True)
class TalkToClinician:
    """The outcome of every other choice, with the signs to mention on the phone."""

    signs: tuple[Sign, ...]


def worth_asking(ticked: Collection[str]) -> Emergency | TalkToClinician:
    """What to tell someone who ticked these keys. Raises ValueError for a key that is on neither list.

    Rule: the signs of the practice's page (practice-kyphoplasty) are reasons to ask, never a verdict; an
    emergency sign goes before all of them.
    """
    unknown = set(ticked) - {sign.key for sign in (*EMERGENCY_SIGNS, *SIGNS)}
    if unknown:
        raise ValueError(f"not on the list: {', '.join(sorted(unknown))}")
    if emergency := tuple(sign for sign in EMERGENCY_SIGNS if sign.key in ticked):
        return Emergency(emergency)
    return TalkToClinician(tuple(sign for sign in SIGNS if sign.key in ticked))
