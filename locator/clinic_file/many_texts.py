"""What is asked of many texts at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def places_among(texts: pd.Series[str], wanted: pd.Series[str]) -> npt.NDArray[np.intp]:
    """For each of `wanted`, its place in `texts` (the first, counted from 0), or -1 where it is not there."""
    codes, distinct = pd.factorize(wanted)
    found = pc.index_in(pa.array(texts, pa.large_string()), pa.array(distinct, pa.large_string()))
    # Which of the distinct texts each one is; one more than there are stands for none of them.
    code_of_text = found.fill_null(len(distinct)).to_numpy()
    place_of_code = np.full(len(distinct) + 1, -1, dtype=np.intp)
    backwards = np.arange(len(texts))[::-1]
    place_of_code[code_of_text[backwards]] = backwards
    return place_of_code[codes]


def split(texts: pd.Series[str], separator: str) -> tuple[npt.NDArray[np.intp], pd.Series[str]]:
    """For each piece of each text, the place of the text, and the piece; "" has no pieces."""
    places = np.flatnonzero((texts != "").to_numpy(dtype=np.bool_))
    lists = pc.split_pattern(pa.array(texts.iloc[places], pa.large_string()), separator)
    return places[pc.list_parent_indices(lists).to_numpy()], pd.Series(pc.list_flatten(lists), dtype="str")


def most_bytes(texts: pd.Series[str]) -> int:
    """How many bytes the longest of the texts has: at least as many as letters. 0 if there are none."""
    return pc.max(pc.binary_length(pa.array(texts, pa.large_string()))).as_py() or 0
