"""How the spine bones are drawn: seen from the side, the front of the body on the left.

Units are SVG user units; a healthy bone's body is 64 wide and 44 high, centered on (0, 0), y pointing down.
Colors: ink is the page's text color. The others can be set by the page as CSS custom properties; each has
a middle tone that reads on white and on near black.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, sin
from typing import TypeAlias

INK = "currentColor"
BONE = "var(--picture-bone, #d0a254)"
DISC = "var(--picture-disc, #6f9fc8)"
HURT = "var(--picture-hurt, #d94a5c)"
TOOL = "var(--picture-tool, #8b95a1)"
BALLOON = "var(--picture-accent, #2f86c9)"
CEMENT = "var(--picture-cement, #2a9d8f)"

GAP = 15  # between two bones, where the disc lies

_LINE = f'stroke="{INK}" stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round"'
# Joint above, spinous process behind, joint below. Left open where it joins the body.
_BACK_PART = (
    "M31 -15 C36 -17 41 -17 43 -19 L46 -29 Q50 -34 54 -28 L56 -15 C66 -12 80 -5 92 4 Q98 10 92 15 "
    "Q86 17 78 14 L60 8 L56 23 Q51 29 47 22 L46 4 C41 0 36 -2 31 -2"
)


Edge: TypeAlias = tuple[float, float, float]  # its height at the front, in the middle and at the back


@dataclass(frozen=True)
class Body:
    """The upper and lower edge of a bone's body, and how far its front bulges."""

    upper: Edge = (-22, -19.5, -22)
    lower: Edge = (22, 19.5, 22)
    bulge: float = -3


WHOLE = Body()
WEDGE = Body(upper=(-1, -10, -22), bulge=3)
LIFTED = Body(upper=(-12, -15, -22), bulge=0)
BICONCAVE = Body(upper=(-22, -7, -22), lower=(22, 7, 22))
BURST = Body(upper=(-12, -14, -17), lower=(21, 20, 21))
CRUSHED = Body(upper=(-10, -7, -11), lower=(10, 7, 11), bulge=4)


def outline(body: Body) -> str:
    """The body's outline as path data. A quadratic's control lies twice as far out as the curve it makes."""
    (front, middle, back), (low_front, low_middle, low_back) = body.upper, body.lower
    return (
        f"M-32 {front} Q0 {2 * middle - (front + back) / 2:g} 32 {back} "
        f"Q26 {(back + low_back) / 2:g} 32 {low_back} "
        f"Q0 {2 * low_middle - (low_front + low_back) / 2:g} -32 {low_front} "
        f"Q{-32 - 2 * body.bulge:g} {(front + low_front) / 2:g} -32 {front} Z"
    )


def back_part() -> str:
    """The part of a bone behind the canal."""
    return f'<path d="{_BACK_PART}" fill="{BONE}" fill-opacity=".22" {_LINE}/>'


def bone(body: Body, place: str) -> str:
    """One spine bone; `place` is an SVG transform."""
    front_part = f'<path d="{outline(body)}" fill="{BONE}" fill-opacity=".5" {_LINE}/>'
    return f'<g transform="{place}">{back_part()}{front_part}</g>'


def disc(upper: Edge, lower: Edge) -> str:
    """The cushion between two bones, from the edge above it to the edge below it."""
    (front, middle, back), (low_front, low_middle, low_back) = upper, lower
    return (
        f'<path d="M-29 {front + 1.5:g} Q0 {2 * middle - (front + back) / 2 + 1.5:g} 29 {back + 1.5:g} '
        f"Q36 {(back + low_back) / 2:g} 29 {low_back - 1.5:g} "
        f"Q0 {2 * low_middle - (low_front + low_back) / 2 - 1.5:g} -29 {low_front - 1.5:g} "
        f'Q-36 {(front + low_front) / 2:g} -29 {front + 1.5:g} Z" fill="{DISC}" fill-opacity=".42"/>'
    )


def crack(points: str) -> str:
    """A line of fracture through the given points."""
    return (
        f'<polyline points="{points}" fill="none" stroke="{HURT}" stroke-width="2.8" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def spine(body: Body, tilt: float = 0, pieces: str = "") -> str:
    """Three bones, the middle one between two whole ones that close up on it.

    The upper one leans forward by `tilt` degrees. `pieces` are drawn in place of the middle bone's body.
    """
    lean = 64 * sin(radians(tilt))
    upper_back, lower_back = body.upper[2] - GAP, body.lower[2] + GAP
    return (
        disc((upper_back + lean, upper_back + lean / 2 - 2.5, upper_back), body.upper)
        + disc(body.lower, (lower_back, lower_back + 2.5, lower_back))
        + bone(WHOLE, f"translate(0 {upper_back - 22:g}) rotate({-tilt:g} 32 22)")
        + bone(WHOLE, f"translate(0 {lower_back + 22:g})")
        + (back_part() + pieces if pieces else bone(body, "translate(0 0)"))
    )
