"""Figures from studies, plotted from the small data files in education/data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

_INK = "currentColor"
_ACCENT = "var(--picture-accent, #2f86c9)"


def free_trial(data: Path) -> pd.DataFrame:
    """Months after treatment, difference in points, its likely range where given, and whether it is clear.

    `data` is the folder that holds `free-trial.csv`. Source: FREE trial, sources.toml keys free-2009 and
    free-2011.
    """
    return pd.read_csv(data / "free-trial.csv")


def free_trial_chart(trial: pd.DataFrame) -> alt.LayerChart:
    """One dot a visit, as far right as the lead is large: filled if the lead is clear, hollow if not."""
    trial = trial.assign(
        visit=[f"{month} month{'s' if month > 1 else ''}" for month in trial["month"]],
        label=[
            f"{difference:.1f}, a clear lead" if clear == "yes" else f"{difference:.2f}, not clear"
            for difference, clear in zip(trial["difference"], trial["clear"], strict=True)
        ],
    )
    base = alt.Chart(trial).encode(y=alt.Y("visit:N", sort=None, title=None, axis=_axis(grid=False)))
    ranges = base.transform_filter(alt.datum.low > 0).mark_rule(stroke=_ACCENT, strokeWidth=3)
    dots = base.mark_point(size=190, strokeWidth=3, stroke=_ACCENT, opacity=1)
    labels = base.mark_text(align="left", dy=-20, fontSize=16, fontWeight="bold", color=_INK)
    filled = alt.condition(alt.datum.clear == "yes", alt.value(_ACCENT), alt.value("transparent"))
    layers = [
        ranges.encode(x=_points("low"), x2="high:Q"),
        dots.encode(x=_points("difference"), fill=filled),
        labels.encode(x=alt.datum(0.15), text="label:N"),
    ]
    return _in_page_style(alt.LayerChart(layer=layers, width=205, height=240))


def _points(column: str) -> alt.X:
    return alt.X(
        f"{column}:Q", title="Lead in points", scale=alt.Scale(domain=[0, 8]), axis=_axis(tickCount=4)
    )


def _axis(**settings: Any) -> alt.Axis:
    return alt.Axis(ticks=False, labelPadding=8, **settings)


def _in_page_style(chart: alt.LayerChart) -> alt.LayerChart:
    """Ink and type of the surrounding page, so that one drawing serves light and dark and reads at 320 px."""
    styled: alt.LayerChart = (
        chart.configure(font="inherit", background="transparent", padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_INK, titleColor=_INK, labelFontSize=16, titleFontSize=16, titleFontWeight="normal",
            domainColor=_INK, gridColor=_INK, gridOpacity=0.15, titlePadding=10,
        )
    )  # fmt: skip
    return styled
