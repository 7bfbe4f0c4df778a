"""How the spine bones are drawn: seen from the side, the front of the body on the left.

Units are SVG user units; a healthy bone's body is 64 wide and 44 high, centered on (0, 0), y pointing down.
Colors: ink is the page's text color. The others can be set by the page as CSS custom properties; each has
a middle tone that reads on white and on near black.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sin
from typing import TypeAlias

INK = "currentColor"
BONE = "var(--picture-bone, #d0a254)"
DISC = "var(--picture-disc, #6f9fc8)"
HURT = "var(--picture-hurt, #d94a5c)"
TOOL = "var(--picture-tool, #8b95a1)"
BALLOON = "var(--picture-accent, #2f86c9)"
CEMENT = "var(--picture-cement, #2a9d8f)"
NERVES = "var(--picture-nerves, #8a63c9)"
GROUND = "var(--picture-ground, #fff)"  # the page's own: what lies behind a bone is hidden by it

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
# The balloon wins back 3 to 4 degrees (FREE 3.1 at 24 months; Palmowski 3.8 and 4.3 when done early).
LIFTED = Body(upper=(-5, -12.5, -22), bulge=2)
BICONCAVE = Body(upper=(-22, -7, -22), lower=(22, 7, 22))
BURST = Body(upper=(-12, -14, -17), lower=(21, 20, 21))
CRUSHED = Body(upper=(-10, -7, -11), lower=(10, 7, 11), bulge=4)

# Where the canal with its nerves runs in a bone: behind the body, beside the stalks that carry the back part.
_CANAL_X = 39.5
# A bone that leans turns on the joint behind it, which holds.
_HINGE = (48, 24)


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
    """The part of a bone behind the canal. It hides the nerves that run behind its stalk."""
    hiding = f'<path d="{_BACK_PART}" fill="{GROUND}"/>'
    return hiding + f'<path d="{_BACK_PART}" fill="{BONE}" fill-opacity=".22" {_LINE}/>'


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


def leaned(x: float, y: float, tilt: float) -> tuple[float, float]:
    """Where a point of a bone comes to lie when the bone leans forward by `tilt` degrees."""
    angle, (hinge_x, hinge_y) = radians(tilt), _HINGE
    across, down = x - hinge_x, y - hinge_y
    return (
        hinge_x + across * cos(angle) + down * sin(angle),
        hinge_y - across * sin(angle) + down * cos(angle),
    )


def canal(upper: float, lower: float, tilt: float, pressed: float = 0) -> str:
    """The canal and the nerves in it, from above the upper bone to below the lower one.

    `upper` and `lower` are how far the centers of these bones are from the middle one's; `pressed` is how far
    a piece of bone pushes the nerves back.
    """
    above = [leaned(_CANAL_X, y, tilt) for y in (-44, -12, 16)]
    points = [
        *((x, y + upper) for x, y in above),
        (_CANAL_X, -12),
        (_CANAL_X + pressed, 10),
        (_CANAL_X, 30 if pressed else 22),
        (_CANAL_X, lower - 12),
        (_CANAL_X, lower + 40),
    ]
    return _through(points, 12, f'stroke-opacity=".2" stroke="{NERVES}"') + "".join(
        _through([(x + aside, y) for x, y in points], 2.8, f'stroke="{NERVES}"') for aside in (-2.6, 2.6)
    )


def _through(points: list[tuple[float, float]], width: float, look: str) -> str:
    """A smooth line through the points (Catmull-Rom)."""
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(len(points) - 1):
        before, start, end = points[max(i - 1, 0)], points[i], points[i + 1]
        after = points[min(i + 2, len(points) - 1)]
        path.append(
            f"C{start[0] + (end[0] - before[0]) / 6:.1f} {start[1] + (end[1] - before[1]) / 6:.1f} "
            f"{end[0] - (after[0] - start[0]) / 6:.1f} {end[1] - (after[1] - start[1]) / 6:.1f} "
            f"{end[0]:.1f} {end[1]:.1f}"
        )
    return f'<path d="{" ".join(path)}" fill="none" {look} stroke-width="{width:g}" stroke-linecap="butt"/>'


def spine(body: Body, tilt: float = 0, pieces: str = "", pressed: float = 0) -> str:
    """Three bones, the middle one between two whole ones that close up on it, and the nerves behind them.

    The upper one leans forward by `tilt` degrees. `pieces` are drawn in place of the middle bone's body;
    `pressed` is how far they push the nerves back.
    """
    upper, lower = body.upper[2] - GAP - 22, body.lower[2] + GAP + 22
    front, back = (upper + leaned(x, 22, tilt)[1] for x in (-32, 32))
    hinge = " ".join(f"{part:g}" for part in _HINGE)
    return (
        canal(upper, lower, tilt, pressed)
        + disc((front, (front + back) / 2 - 2.5, back), body.upper)
        + disc(body.lower, (lower - 22, lower - 19.5, lower - 22))
        + bone(WHOLE, f"translate(0 {upper:g}) rotate({-tilt:g} {hinge})")
        + (back_part() + pieces if pieces else bone(body, "translate(0 0)"))
        + bone(WHOLE, f"translate(0 {lower:g})")
    )


def upper_angle(body: Body) -> float:
    """How far the upper edge of a body falls to the front, in degrees."""
    return degrees(atan2(body.upper[0] - body.upper[2], 64))


# --- words in a picture -------------------------------------------------------------------------------------


def front_and_back(box: str, size: float) -> str:
    """ "Front" and "Back" in the upper corners of the box."""
    x, y, width, _height = map(float, box.split())
    return word("Front", x + 2, y + size, size) + word("Back", x + width - 2, y + size, size, "end")


def key(box: str, size: float, *parts: tuple[str, str]) -> str:
    """What each color stands for, along the lower edge of the box: a patch and a word each."""
    x, y, width, height = map(float, box.split())
    share, base, patch = width / len(parts), y + height - size * 0.4, size * 0.8
    drawn = ""
    for place, (color, name) in enumerate(parts):
        left = x + 2 + share * place
        drawn += (
            f'<rect x="{left:g}" y="{base - patch + 1:g}" width="{patch:g}" height="{patch:g}" rx="3" '
            f'fill="{color}" stroke="{INK}" stroke-width="1"/>' + word(name, left + size * 1.1, base, size)
        )
    return drawn


def word(text: str, x: float, y: float, size: float, anchor: str = "start") -> str:
    """A word in the page's ink."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}" fill="{INK}">{text}</text>'
