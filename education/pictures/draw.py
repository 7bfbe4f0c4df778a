"""Draws every picture of the articles into this folder: python -m education.pictures.draw

The colors and shapes of the bones are in bones.py; the figures come from ../data.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import vl_convert

from education.pictures import bones
from education.pictures.bones import (
    BALLOON,
    BONE,
    CEMENT,
    HURT,
    INK,
    NERVES,
    TOOL,
    crack,
    front_and_back,
    key,
    spine,
    word,
)  # fmt: skip
from education.pictures.chart import free_trial, free_trial_chart
from education.pictures.instruments import BANDAGE, CAVITY, FILLING, INWARD, OUTWARD, SKIN, balloon, tube

FOLDER = Path(__file__).resolve().parent
DATA = FOLDER.parent / "data"
SHAPE_BOX = "-54 -122 160 242"
STEP_BOX = "-54 -124 200 250"
SHAPE_WORDS = 16.0  # of such a size that they can be read where a picture is 160 px wide
STEP_WORDS = 18.0


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
    pushed_back = "M14 5 L34 2 L43 9 L34 18 L18 21 Z"
    look = f'fill="{BONE}" fill-opacity=".5" stroke-width="2.2" stroke-linejoin="round"'
    in_place = "".join(f'<path d="{piece}" {look} stroke="{INK}"/>' for piece in pieces)
    return f'{in_place}<path d="{pushed_back}" {look} stroke="{HURT}"/>'


def shapes() -> dict[str, str]:
    """The whole bone and the four shapes of a fracture."""
    drawn = {
        "bone-whole": (
            "Three spine bones from the side, none broken",
            "All three bones have the same height at the front and at the back.",
            spine(bones.WHOLE),
        ),
        "bone-wedge": (
            "The middle bone has sunk at the front, like a wedge",
            "The front of the middle bone is lower than its back. The bone above leans forward.",
            spine(bones.WEDGE, tilt=12) + crack("-34,5 -22,2 -15,8 -4,1 4,5 13,-1"),
        ),
        "bone-biconcave": (
            "The middle bone is pressed in from above and from below",
            "The front and the back keep their height. The middle of the upper and lower edges caves in.",
            spine(bones.BICONCAVE) + crack("-17,-7 -9,-2 -1,-5 8,-1 17,-6")
            + crack("-15,6 -7,2 2,5 12,2 18,6"),
        ),
        "bone-crush": (
            "The whole middle bone is pressed flat",
            "The front, the middle and the back of the bone have all lost height.",
            spine(bones.CRUSHED) + crack("-33,1 -24,-3 -14,3 -3,-2 8,3 18,-2 27,2"),
        ),
        "bone-burst": (
            "The middle bone is in pieces, and one piece is pushed to the back",
            "The bone is in four pieces that have moved apart. One points backward into the nerves.",
            spine(bones.BURST, pieces=burst_bone(), pressed=4.5),
        ),
    }  # fmt: skip
    words = front_and_back(SHAPE_BOX, SHAPE_WORDS) + key(SHAPE_BOX, SHAPE_WORDS, (NERVES, "Nerves"))
    return {
        name: picture(name, SHAPE_BOX, title, description, drawing + words)
        for name, (title, description, drawing) in drawn.items()
    }


# --- the steps of the procedure -----------------------------------------------------------------------------


def steps() -> dict[str, str]:
    """The strip of six, from the tube to the bandage."""
    hurt = spine(bones.WEDGE, tilt=12) + crack("-34,5 -25,2 -18,8")
    lifted = spine(bones.LIFTED, tilt=9) + crack("-33,4 -27,1")
    frames = {
        "step-1-tube": (
            "A hollow tube goes through the skin of the back into the broken bone",
            "The tube comes from the right, where the back is, and ends inside the broken bone.",
            hurt + tube() + INWARD,
            (TOOL, "Tube"),
        ),
        "step-2-balloon-in": (
            "A flat balloon lies inside the bone, at the end of the tube",
            "The balloon has come through the tube and is not filled yet.",
            hurt + balloon(6, 34) + tube(BALLOON),
            (BALLOON, "Balloon"),
        ),
        "step-3-balloon-up": (
            "The balloon is full and has made a space in the bone",
            "The front of the bone is a little higher than before, but not as high as a whole bone.",
            lifted + balloon(20) + tube(BALLOON),
            (BALLOON, "Balloon"),
        ),
        "step-4-balloon-out": (
            "The balloon is gone and an empty space is left",
            "A dashed line shows the space inside the bone. An arrow points out along the tube.",
            lifted + CAVITY + tube() + OUTWARD,
            (TOOL, "Tube"),
        ),
        "step-5-cement": (
            "Thick cement flows through the tube and fills the space",
            "The space inside the bone is full of cement.",
            lifted + FILLING + tube(CEMENT) + INWARD,
            (CEMENT, "Cement"),
        ),
        "step-6-done": (
            "The tube is out, the cement is hard, and the skin has a bandage",
            "The cement stays in the bone. A small bandage covers the place where the tube was.",
            lifted + FILLING + BANDAGE,
            (CEMENT, "Cement"),
        ),
    }
    return {
        name: picture(
            name, STEP_BOX, title, description,
            SKIN + drawing + front_and_back(STEP_BOX, STEP_WORDS)
            + key(STEP_BOX, STEP_WORDS, (NERVES, "Nerves"), shown),
        )
        for name, (title, description, drawing, shown) in frames.items()
    }  # fmt: skip


# --- risk, recovery, and the chart --------------------------------------------------------------------------


def another_fracture() -> str:
    """100 people, the share that had another fracture filled in (data/another-fracture.csv)."""
    with (DATA / "another-fracture.csv").open(encoding="utf-8") as file:
        risk = next(csv.DictReader(file))
    share, low, high = (round(float(risk[column])) for column in ("percent", "low", "high"))
    filled, outlined = people(range(share)), people(range(share, 100))
    lines = ("100 women with a spine break", "and without the procedure,", risk["time_frame"])
    heading = "".join(word(said, 8, 20 + 22 * line, 16) for line, said in enumerate(lines))
    had, had_not = (
        f'fill="{HURT}" stroke="{HURT}" stroke-width="1.4"',
        f'fill="none" stroke="{INK}" stroke-opacity=".65" stroke-width="1.4"',
    )
    one = people(range(1))
    meaning = (
        f'<g transform="translate(-8 438)"><path d="{one}" {had}/></g>'
        + word(f"another break: about {share}", 36, 460, 16)
        + f'<line x1="8" y1="486" x2="27" y2="486" stroke="{HURT}" stroke-width="3" stroke-dasharray="5 3"/>'
        + word(f"likely range: {low} to {high}", 36, 491, 16)
        + f'<g transform="translate(-8 502)"><path d="{one}" {had_not}/></g>'
        + word("no other break", 36, 524, 16)
    )
    return picture(
        "another-fracture", "0 0 320 542", f"100 people, {share} of them filled in",
        f"100 women who had a spine break and did not have the procedure. About {share} of every 100 had "
        f"another one {risk['time_frame']}. The likely range is {low} to {high}.",
        heading
        + f'<g transform="translate(0 78)"><path d="{filled}" {had}/><path d="{outlined}" {had_not}/>'
        + underlined(low, high) + "</g>" + meaning,
    )  # fmt: skip


def people(places: range) -> str:
    """Small figures in rows of ten, as path data: each a round head over a body."""
    return " ".join(
        f"M{21 + 30 * (i % 10)} {9 + 35 * (i // 10)} a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z "
        f"m-2.5 11 q0 -5.5 6.5 -5.5 q6.5 0 6.5 5.5 v6 h-3 v8 h-7 v-8 h-3 Z"
        for i in places
    )


def underlined(low: int, high: int) -> str:
    """A dashed line under the people who may or may not be among those filled in."""
    return "".join(
        f'<line x1="{16 + 30 * (first % 10)}" y1="{38.5 + 35 * row:g}" x2="{34 + 30 * ((last - 1) % 10)}" '
        f'y2="{38.5 + 35 * row:g}" stroke="{HURT}" stroke-width="3" stroke-dasharray="5 3"/>'
        for row in range(10)
        if (first := max(low, 10 * row)) < (last := min(high, 10 * row + 10))
    )


_RECOVERY = (
    ("First hours", "You rest and are watched.", "Most go home the same day."),
    ("First day", "Light activity is often OK.", "Walk a little at a time."),
    ("First days", "Your back may be sore.", "Ask: may I lift or drive?"),
    ("Next weeks", "You have a follow-up visit.", "Your bone care goes on."),
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
    visits = " ".join(map(_visit, trial.to_dict("records")))
    return picture(
        "free-trial", box[1], "The lead of kyphoplasty over care without surgery in the FREE trial",
        "Points ahead in physical health, on a scale of 0 to 100; more is better. 0 means no difference. "
        + visits,
        re.sub(r' (?:role|aria-\w+|pointer-events)="[^"]*"', "", drawing[1]),
    )  # fmt: skip


def _visit(visit: dict[Hashable, Any]) -> str:
    """One row of the trial in words."""
    months = f"{visit['month']} month{'s' if visit['month'] > 1 else ''}"
    clear = "a clear lead" if visit["clear"] == "yes" else "not a clear lead"
    spread = f"{_signed(visit['low'])} to {visit['high']:g}"
    return f"At {months} the lead is {visit['difference']:g} points, likely range {spread}: {clear}."


def _signed(number: float) -> str:
    """With a true minus sign, as it is read aloud."""
    return f"{number:g}".replace("-", "\N{MINUS SIGN}")


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
