"""Draws every picture of the articles into this folder: python -m education.pictures.draw

The colors and shapes of the bones are in bones.py; the figures come from ../data.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import vl_convert

from education.pictures import bones
from education.pictures.bones import BALLOON, BONE, CEMENT, HURT, INK, crack, spine
from education.pictures.chart import free_trial, free_trial_chart
from education.pictures.instruments import BANDAGE, CAVITY, FILLING, INWARD, OUTWARD, SKIN, balloon, tube

FOLDER = Path(__file__).resolve().parent
DATA = FOLDER.parent / "data"
SHAPE_BOX = "-54 -98 156 196"
STEP_BOX = "-54 -98 196 196"


def picture(name: str, box: str, title: str, description: str, drawing: str) -> str:
    """An SVG that names itself to a screen reader; its ids carry its name, so that none repeats on a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc">\n'
        f'<title id="{name}-title">{title}</title>\n<desc id="{name}-desc">{description}</desc>\n'
        + drawing.replace("><", ">\n<")
        + "\n</svg>\n"
    )


# --- the shapes of a fracture -------------------------------------------------------------------------------


def burst_bone() -> str:
    """The middle bone in pieces that have moved apart, one of them backward into the canal."""
    pieces = (
        "M-37 -8 L-15 -14 L-10 2 L-17 19 L-36 21 Q-41 6 -37 -8 Z",
        "M-9 -15 L13 -12 L8 2 L12 20 L-11 19 L-4 2 Z",
        "M18 -13 L31 -17 L30 0 L13 1 Z",
    )
    pushed_back = "M14 6 L39 3 L42 18 L18 21 Z"
    look = f'fill="{BONE}" fill-opacity=".5" stroke-width="2.2" stroke-linejoin="round"'
    in_place = "".join(f'<path d="{piece}" {look} stroke="{INK}"/>' for piece in pieces)
    return f'{in_place}<path d="{pushed_back}" {look} stroke="{HURT}"/>'


def shapes() -> dict[str, str]:
    """The whole bone and the four shapes of a fracture."""
    return {
        "bone-whole": picture(
            "bone-whole", SHAPE_BOX, "Three spine bones from the side, none broken",
            "All three bones have the same height at the front and at the back.",
            spine(bones.WHOLE),
        ),
        "bone-wedge": picture(
            "bone-wedge", SHAPE_BOX, "The middle bone has sunk at the front, like a wedge",
            "The front of the middle bone is lower than its back. The bone above leans forward.",
            spine(bones.WEDGE, tilt=12) + crack("-34,5 -22,2 -15,8 -4,1 4,5 13,-1"),
        ),
        "bone-biconcave": picture(
            "bone-biconcave", SHAPE_BOX, "The middle bone is pressed in from above and from below",
            "The front and the back keep their height. The middle of the upper and lower edges caves in.",
            spine(bones.BICONCAVE) + crack("-17,-7 -9,-2 -1,-5 8,-1 17,-6")
            + crack("-15,6 -7,2 2,5 12,2 18,6"),
        ),
        "bone-crush": picture(
            "bone-crush", SHAPE_BOX, "The whole middle bone is pressed flat",
            "The front, the middle and the back of the bone have all lost height.",
            spine(bones.CRUSHED) + crack("-33,1 -24,-3 -14,3 -3,-2 8,3 18,-2 27,2"),
        ),
        "bone-burst": picture(
            "bone-burst", SHAPE_BOX, "The middle bone is in pieces, and one piece is pushed to the back",
            "The bone is in four pieces that have moved apart. One points backward, toward the nerves.",
            spine(bones.BURST, pieces=burst_bone()),
        ),
    }  # fmt: skip


# --- the steps of the procedure -----------------------------------------------------------------------------


def steps() -> dict[str, str]:
    """The strip of six, from the tube to the bandage."""
    hurt = spine(bones.WEDGE, tilt=12) + crack("-34,5 -25,2 -18,8")
    lifted = spine(bones.LIFTED, tilt=6) + crack("-32,-2 -27,-5")
    frames = {
        "step-1-tube": (
            "A hollow tube goes through the skin of the back into the broken bone",
            "The tube comes from the right, where the back is, and ends inside the broken bone.",
            hurt + tube() + INWARD,
        ),
        "step-2-balloon-in": (
            "A flat balloon lies inside the bone, at the end of the tube",
            "The balloon has come through the tube and is not filled yet.",
            hurt + balloon(6, 34) + tube(BALLOON),
        ),
        "step-3-balloon-up": (
            "The balloon is full and has made a space in the bone",
            "The front of the bone is a little higher than before, but not as high as a whole bone.",
            lifted + balloon(22) + tube(BALLOON),
        ),
        "step-4-balloon-out": (
            "The balloon is gone and an empty space is left",
            "A dashed line shows the space inside the bone. An arrow points out along the tube.",
            lifted + CAVITY + tube() + OUTWARD,
        ),
        "step-5-cement": (
            "Thick cement flows through the tube and fills the space",
            "The space inside the bone is full of cement.",
            lifted + FILLING + tube(CEMENT) + INWARD,
        ),
        "step-6-done": (
            "The tube is out, the cement is hard, and the skin has a bandage",
            "The cement stays in the bone. A small bandage covers the place where the tube was.",
            lifted + FILLING + BANDAGE,
        ),
    }
    return {
        name: picture(name, STEP_BOX, title, description, SKIN + drawing)
        for name, (title, description, drawing) in frames.items()
    }


# --- risk, recovery, and the chart --------------------------------------------------------------------------


def another_fracture() -> str:
    """100 people, the share that had another fracture filled in (data/another-fracture.csv)."""
    with (DATA / "another-fracture.csv").open(encoding="utf-8") as file:
        risk = next(csv.DictReader(file))
    share, low, high = (round(float(risk[column])) for column in ("percent", "low", "high"))
    filled, outlined = people(range(share)), people(range(share, 100))
    return picture(
        "another-fracture", "0 0 320 352", f"100 people, {share} of them filled in",
        f"Without the procedure, about {share} of every 100 women had another spine break "
        f"{risk['time_frame']} of one. The likely range is {low} to {high}.",
        f'<path d="{filled}" fill="{HURT}" stroke="{HURT}" stroke-width="1.4"/>'
        f'<path d="{outlined}" fill="none" stroke="{INK}" stroke-opacity=".65" stroke-width="1.4"/>',
    )  # fmt: skip


def people(places: range) -> str:
    """Small figures in rows of ten, as path data: each a round head over a body."""
    return " ".join(
        f"M{21 + 30 * (i % 10)} {9 + 35 * (i // 10)} a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z "
        f"m-2.5 11 q0 -5.5 6.5 -5.5 q6.5 0 6.5 5.5 v6 h-3 v8 h-7 v-8 h-3 Z"
        for i in places
    )


_RECOVERY = (
    ("First hours", "You rest and are watched.", "Most people go home the same day."),
    ("First day", "Light activity is often fine.", "Walk a little at a time."),
    ("First days", "Your back may be a bit sore.", "Ask before you lift or drive."),
    ("Next weeks", "You have a follow-up visit.", "Care for your bones goes on."),
)


def recovery() -> str:
    """The weeks after the procedure as stops on a line."""
    stops = "".join(
        f'<circle cx="22" cy="{24 + 84 * i}" r="12" fill="{BALLOON}" fill-opacity="{0.25 + 0.25 * i:g}" '
        f'stroke="{INK}" stroke-width="2"/>'
        f'<text x="50" y="{30 + 84 * i}" font-size="18" font-weight="700" fill="{INK}">{when}</text>'
        f'<text x="50" y="{53 + 84 * i}" font-size="16" fill="{INK}">{first}</text>'
        f'<text x="50" y="{74 + 84 * i}" font-size="16" fill="{INK}">{second}</text>'
        for i, (when, first, second) in enumerate(_RECOVERY)
    )
    line = "".join(f'<path d="M22 {36 + 84 * i} v60" stroke="{INK}" stroke-width="2"/>' for i in range(3))
    return picture(
        "recovery", "0 0 320 346", "A timeline from the first hours to the next weeks",
        " ".join(f"{when}: {first} {second}" for when, first, second in _RECOVERY),
        line + stops,
    )  # fmt: skip


def free_trial_picture() -> str:
    """The chart of the FREE trial as an SVG of ours."""
    trial = free_trial(DATA)
    svg = vl_convert.vegalite_to_svg(free_trial_chart(trial).to_dict())
    box = re.search(r'viewBox="([^"]+)"', svg)
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if box is None or drawing is None:
        raise ValueError("the chart came out without a drawing")
    month, year, two_years = trial["difference"]
    low, high = trial.loc[0, ["low", "high"]]
    return picture(
        "free-trial", box[1], "The lead of kyphoplasty over care without surgery in the FREE trial",
        f"At 1 month the lead in physical health is {month:g} points, likely range {low:g} to {high:g}. "
        f"At 12 months it is {year:.2f} and at 24 months {two_years:.2f}; neither is a clear difference.",
        re.sub(r' (?:role|aria-\w+|pointer-events)="[^"]*"', "", drawing[1]),
    )  # fmt: skip


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    single: dict[str, Callable[[], str]] = {
        "another-fracture": another_fracture,
        "recovery": recovery,
        "free-trial": free_trial_picture,
    }
    return shapes() | steps() | {name: draw() for name, draw in single.items()}


if __name__ == "__main__":
    for name, svg in pictures().items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
