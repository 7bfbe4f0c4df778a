"""What needs help at once, or a call today: the one place where these words stand.

The foot of every page, the sheets, the articles, the tools and the checklist all take them from here, so
that nobody reads a shorter list in one place than in another. No clinician has confirmed them yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from locator.words.language import N_, Message


@dataclass(frozen=True, slots=True)
class Sign:
    """Something to look for in oneself, worded as it stands in a list; `sources` are keys of sources.toml."""

    key: str
    text: Message
    sources: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The same words where they stand alone, as beside a box to tick."""
        text = str(self.text)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Named:
    """Signs to be named within a phrase, worded when the phrase is."""

    signs: tuple[Sign, ...]

    def __str__(self) -> str:
        return "; ".join(str(sign.text) for sign in self.signs)


# Before any procedure as much as after it.
EMERGENCIES = (
    Sign("chest", N_("chest pain or trouble breathing"), ("krames", "adam-emergencies")),
    Sign(
        "control",
        N_("loss of bladder or bowel control, or you cannot pass urine"),
        ("krames-vertebroplasty", "royal-free"),
    ),
    Sign("saddle", N_("numbness between the legs"), ("royal-free",)),
    Sign("weak_leg", N_("new or worse leg weakness"), ("lifespan-spine",)),
    Sign(
        "stroke",
        N_("signs of a stroke: a face that droops, a weak arm or trouble speaking"),
        ("mayo-stroke",),
    ),
    Sign("faint", N_("fainting"), ("adam-emergencies",)),
    Sign("swelling", N_("swelling of the face or throat"), ("adam-emergencies",)),
    Sign("accident", N_("a bad fall or a crash"), ("adam-emergencies",)),
)

# Reasons to look for another cause than thin bones. They do not wait for a visit to a spine clinic.
WARNINGS = (
    Sign("cancer", N_("cancer, now or in the past"), ("red-flags-2016",)),
    Sign("weight_loss", N_("weight loss without trying"), ("red-flags-2016",)),
    Sign("night", N_("back pain at night, or when you rest"), ("red-flags-2016",)),
    Sign("fever", N_("a fever with back pain"), ("webmd-back-pain",)),
    Sign("steroids", N_("steroid medicine for a long time"), ("red-flags-2016",)),
    Sign("defenses", N_("weak defenses against infection"), ("red-flags-2016",)),
    Sign("fall", N_("a hard fall or a blow to your back"), ("red-flags-2016",)),
)

# Only for people who have had the procedure.
SAME_DAY = (
    Sign("after_fever", N_("a fever of 100.4°F or higher"), ("krames-vertebroplasty",)),
    Sign("after_cut", N_("redness or drainage (fluid) at the cut"), ("tristate",)),
    Sign("after_numb", N_("new numbness, or pain that gets worse"), ("tristate",)),
    Sign(
        "after_later",
        N_("later on, even after months: a fever with worse back pain"),
        ("deep-infection-2018",),
    ),
)

CALL_911 = N_("Call 911 or go to an emergency room now if you have:")
CALL_911_NOW = N_("Call 911 or go to an emergency room now.")
SAY_CEMENT = N_("Say that you had bone cement put in your spine.")
CALL_THE_CLINIC = N_("Call your clinic the same day if you have:")
CALL_YOUR_DOCTOR = N_("Call your own doctor the same day if you have:")


def as_markdown(when: str) -> str:
    """The words for an article, in Markdown with claim markers.

    `when` is "before" any procedure, "after" one, or "warning". Raises KeyError for anything else.
    """
    parts: dict[str, tuple[Message | tuple[Sign, ...], ...]] = {
        "before": (CALL_911, EMERGENCIES),
        "after": (CALL_911, EMERGENCIES, SAY_CEMENT, CALL_THE_CLINIC, SAME_DAY),
        "warning": (CALL_YOUR_DOCTOR, WARNINGS),
    }
    return "\n\n".join(
        f"**{part}**" if isinstance(part, Message) else "\n".join(map(_item, part)) for part in parts[when]
    )


def as_text() -> str:
    """The words for people before any procedure, as plain text."""
    return "\n".join((str(CALL_911), *(f"- {sign.text}" for sign in EMERGENCIES)))


def _item(sign: Sign) -> str:
    return f"- {sign.text}{''.join(f'[^{key}]' for key in sign.sources)}"
