"""Is it worth asking about? A checklist of signs whose every outcome is to talk to somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from locator.education import wording


@dataclass(frozen=True, slots=True)
class Sign:
    """One line to tick, and the key of the source it comes from ("" where none was found)."""

    key: str
    text: str
    source: str


# Leg weakness has no source: the product's emergency words name it, and a clinician has yet to confirm it.
EMERGENCY_SIGNS = (
    Sign("chest", "Chest pain or trouble breathing", "krames"),
    Sign("control", "Loss of bladder or bowel control", "krames-vertebroplasty"),
    Sign("saddle", "Numbness between the legs", "royal-free"),
    Sign("weak_leg", "New or worse weakness in a leg", ""),
)

SIGNS = (
    Sign("sudden", "Sudden back pain after a minor fall, a bend or a lift", "practice-kyphoplasty"),
    Sign("moving", "Pain that is worse when I move and better when I lie down", "practice-kyphoplasty"),
    Sign("stoop", "I have become shorter or more stooped", "practice-kyphoplasty"),
    Sign("scan", "An X-ray or MRI shows a recent spine fracture", "practice-kyphoplasty"),
    Sign("lasting", "No better after several weeks of rest, a brace or medicine", "practice-kyphoplasty"),
    Sign("recent", "It began within about the last 8 to 12 weeks", "practice-kyphoplasty"),
)


@dataclass(frozen=True, slots=True)
class Emergency:
    """At least one emergency sign is ticked: nothing else matters now."""

    signs: tuple[Sign, ...]
    heading: str
    message: str


@dataclass(frozen=True, slots=True)
class TalkToClinician:
    """The outcome of every other choice, with the signs to mention on the phone."""

    signs: tuple[Sign, ...]
    heading: str
    message: str


def worth_asking(ticked: Collection[str]) -> Emergency | TalkToClinician:
    """What to tell someone who ticked these keys. Raises ValueError for a key that is on neither list.

    Rule: the signs of the practice's page (practice-kyphoplasty) are reasons to ask, never a verdict; an
    emergency sign goes before all of them.
    """
    unknown = set(ticked) - {sign.key for sign in (*EMERGENCY_SIGNS, *SIGNS)}
    if unknown:
        raise ValueError(f"not on the list: {', '.join(sorted(unknown))}")
    if emergency := tuple(sign for sign in EMERGENCY_SIGNS if sign.key in ticked):
        named = "; ".join(sign.text[0].lower() + sign.text[1:] for sign in emergency)
        return Emergency(emergency, wording.EMERGENCY_HEADING, wording.EMERGENCY_BODY.format(signs=named))
    signs = tuple(sign for sign in SIGNS if sign.key in ticked)
    if not signs:
        return TalkToClinician((), wording.TALK_HEADING, wording.TALK_NONE)
    count = "1 sign" if len(signs) == 1 else f"{len(signs)} signs"
    return TalkToClinician(signs, wording.TALK_HEADING, wording.TALK_SOME.format(count=count))
