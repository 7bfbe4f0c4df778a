"""Figures from studies, plotted from the small data files in education/data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

_INK = "currentColor"
_ACCENT = "var(--picture-accent, #2f86c9)"
_CLEAR = {"yes": "a clear lead", "no": "not clear"}
_GROUND = "var(--picture-ground, #fff)"


def free_trial(data: Path) -> pd.DataFrame:
    """Months after treatment, difference in points, its likely range, and whether it is clear.

    `data` is the folder that holds `free-trial.csv`. Source: FREE trial, sources.toml keys free-2009 and
    free-course. The score is the physical part of SF-36: 0 to 100 points, more is better.
    """
    return pd.read_csv(data / "free-trial.csv")


def free_trial_chart(trial: pd.DataFrame) -> alt.LayerChart:
    """One dot a visit, as far right as the lead is large: filled if the lead is clear, hollow if not."""
    visits = trial.to_dict("records")
    trial = trial.assign(
        visit=[f"{month} month{'s' if month > 1 else ''}" for month in trial["month"]],
        label=[f"{visit['difference']:g}, {_CLEAR[visit['clear']]}" for visit in visits],
        range=[f"{visit['low']:g} to {visit['high']:g}".replace("-", "\N{MINUS SIGN}") for visit in visits],
        none=0,
    )
    base = alt.Chart(trial).encode(y=alt.Y("visit:N", sort=None, title=None, axis=_axis(grid=False)))
    nothing = alt.Chart(trial).mark_rule(stroke=_INK, strokeWidth=1.5).encode(x=alt.X("none:Q"))
    ranges = base.mark_rule(stroke=_ACCENT, strokeWidth=3)
    dots = base.mark_point(size=190, strokeWidth=3, stroke=_ACCENT, opacity=1)
    labels = base.mark_text(align="left", dy=-20, fontSize=16, fontWeight="bold", color=_INK)
    reaches = base.mark_text(align="left", dy=22, fontSize=16, color=_INK)
    filled = alt.condition(alt.datum.clear == "yes", alt.value(_ACCENT), alt.value(_GROUND))
    layers = [
        nothing,
        ranges.encode(x=_points("low"), x2="high:Q"),
        dots.encode(x=_points("difference"), fill=filled),
        labels.encode(x=alt.datum(0.2), text="label:N"),
        reaches.encode(x=alt.datum(0.2), text="range:N"),
    ]
    title = ["Points ahead with kyphoplasty,", "on a scale of 0 to 100.", "More is better."]
    chart = alt.LayerChart(layer=layers, width=200, height=330).properties(title=title)
    return _in_page_style(chart)


def _points(column: str) -> alt.X:
    return alt.X(
        f"{column}:Q",
        title="0 = no difference",
        scale=alt.Scale(domain=[-1, 8]),
        axis=_axis(values=[0, 2, 4, 6, 8]),
    )


def _axis(**settings: Any) -> alt.Axis:
    return alt.Axis(ticks=False, labelPadding=8, **settings)


def _in_page_style(chart: alt.LayerChart) -> alt.LayerChart:
    """Ink and type of the surrounding page, so that one drawing serves light and dark and reads at 320 px."""
    styled: alt.LayerChart = (
        chart.configure(font="inherit", background="transparent", padding=2)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start", frame="bounds", color=_INK, fontSize=16, fontWeight="normal", lineHeight=21,
            offset=12,
        )
        .configure_axis(
            labelColor=_INK, titleColor=_INK, labelFontSize=16, titleFontSize=16, titleFontWeight="normal",
            domainColor=_INK, gridColor=_INK, gridOpacity=0.15, titlePadding=10,
        )
    )  # fmt: skip
    return styled
