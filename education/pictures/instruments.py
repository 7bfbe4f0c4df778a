"""What the procedure uses, drawn to fit the bones of bones.py: tube, balloon, cement, bandage, arrows."""

from __future__ import annotations

from education.pictures.bones import BALLOON, BONE, CEMENT, INK, TOOL

SKIN = (
    f'<path d="M103 -98 Q117 -20 112 20 Q108 60 114 98" fill="none" stroke="{INK}" stroke-width="2.2" '
    'stroke-opacity=".55"/>'
)


def tube(fill: str = "none", tip: float = 10) -> str:
    """The hollow tube from outside the skin into the bone; `fill` is what flows through it."""
    return (
        '<g transform="rotate(-14 10 0)">'
        f'<rect x="{tip}" y="-4.5" width="{132 - tip}" height="9" rx="2" fill="{TOOL}" fill-opacity=".55" '
        f'stroke="{INK}" stroke-width="1.8"/>'
        f'<path d="M{tip + 1} 0 H131" fill="none" stroke="{fill}" stroke-width="4"/>'
        f'<rect x="130" y="-9" width="9" height="18" rx="3" fill="{TOOL}" '
        f'stroke="{INK}" stroke-width="1.8"/></g>'
    )


def balloon(height: float, width: float = 40) -> str:
    """The balloon in the bone, `height` and `width` across."""
    return (
        f'<ellipse cx="-8" cy="5" rx="{width / 2:g}" ry="{height / 2:g}" fill="{BALLOON}" fill-opacity=".75" '
        f'stroke="{INK}" stroke-width="1.8"/>'
    )


CAVITY = (
    f'<ellipse cx="-8" cy="4" rx="20" ry="11" fill="none" stroke="{INK}" stroke-width="2" '
    'stroke-dasharray="4 3.5"/>'
)
_DOTS = "".join(
    f'<circle cx="{x}" cy="{y}" r="1.3" fill="{INK}" fill-opacity=".6"/>'
    for x, y in ((-20, 3), (-14, -2), (-12, 8), (-6, 2), (-2, -3), (0, 9), (5, 3))
)
FILLING = (
    '<path d="M-28 4 C-28 -5 -20 -8 -12 -7 C-4 -9 8 -8 12 0 C15 8 6 14 -3 14 C-12 17 -28 14 -28 4 Z" '
    f'fill="{CEMENT}" fill-opacity=".8" stroke="{INK}" stroke-width="1.8"/>' + _DOTS
)


def arrow(points: str, head: str) -> str:
    """A small arrow: the shaft as a line, the head as a triangle."""
    return (
        f'<path d="{points}" fill="none" stroke="{INK}" stroke-width="2.6" stroke-linecap="round"/>'
        f'<path d="{head}" fill="{INK}"/>'
    )


OUTWARD = arrow("M115 -52 L135 -57", "M132 -62 L144 -59 L135 -51 Z")
INWARD = arrow("M143 -58 L124 -53", "M126 -59 L115 -51 L128 -48 Z")
BANDAGE = (
    f'<g transform="rotate(-5 113 -24)"><rect x="108" y="-42" width="9" height="34" rx="4" fill="{BONE}" '
    f'fill-opacity=".9" stroke="{INK}" stroke-width="1.8"/></g>'
)
