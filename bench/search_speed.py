"""The search over many clinics, beside scikit-learn's BallTree and DuckDB's spatial extension.

    python -m bench.search_speed [--searches N] [--many FILE]

Exit code 0 when ours is no slower than either and all give the same answers, 1 when not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import numpy.typing as npt
from sklearn.neighbors import BallTree

from bench.generate_clinics import write_file
from locator.clinic_file import read_clinic_file
from locator.clinics import Clinics, Need
from locator.distance import miles_between
from locator.nearest import search
from locator.places import zip_table
from locator.ranking import Standing, ranking

MANY = 100_000
LIMIT_DAYS = 180
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
WANTED = 10
WARM_UP = 20

Origin = tuple[float, float]
Rows = list[int]
Search = Callable[[Origin], Rows]


def ours(clinics: Clinics) -> Search:
    """The locator's own search: best standing first, nearest first within it."""
    return lambda origin: search(clinics, Need.PROCEDURE, origin, NOW, LIMIT_DAYS).rows(WANTED)[0].tolist()


def with_ball_tree(clinics: Clinics, rows_of: dict[Standing, npt.NDArray[np.int64]]) -> Search:
    """scikit-learn: a tree for each standing, asked in turn until there are enough."""
    trees = []
    for rows in rows_of.values():
        degrees = np.column_stack((clinics.latitude[rows], clinics.longitude[rows]))
        trees.append((BallTree(np.radians(degrees), metric="haversine"), rows))

    def find(origin: Origin) -> Rows:
        found: Rows = []
        point = np.radians([origin])
        for tree, rows in trees:
            _, places = tree.query(point, k=min(WANTED - len(found), len(rows)))
            found += rows[places[0]].tolist()
            if len(found) == WANTED:
                break
        return found

    return find


def with_duckdb(clinics: Clinics, rows_of: dict[Standing, npt.NDArray[np.int64]]) -> Search:
    """DuckDB: one statement that sorts by standing and distance."""
    database = duckdb.connect()
    database.execute(f"LOAD '{_spatial_extension()}'")
    listed = [(int(row), int(standing)) for standing, rows in rows_of.items() for row in rows]
    table = {
        "row": np.array([row for row, _ in listed]),
        "standing": np.array([standing for _, standing in listed]),
        "latitude": clinics.latitude[[row for row, _ in listed]],
        "longitude": clinics.longitude[[row for row, _ in listed]],
    }
    database.register("listed", table)
    database.execute(
        "CREATE TABLE clinics AS SELECT row, standing, ST_Point(latitude, longitude) AS position FROM listed"
    )
    statement = (
        "SELECT row FROM clinics ORDER BY standing, ST_Distance_Sphere(position, ST_Point(?, ?)) LIMIT ?"
    )
    return lambda origin: [row for (row,) in database.execute(statement, [*origin, WANTED]).fetchall()]


def _spatial_extension() -> Path:
    """The extension as its PyPI package brings it, so that nothing is fetched."""
    package = find_spec("duckdb_extension_spatial")
    if package is None or package.origin is None:
        raise RuntimeError("duckdb-extension-spatial is not installed: see requirements-dev.txt")
    return next(Path(package.origin).parent.rglob("*.duckdb_extension"))


def times(find: Search, origins: list[Origin]) -> npt.NDArray[np.float64]:
    """Seconds, one a search."""
    took = []
    for origin in origins:
        start = time.perf_counter()
        find(origin)
        took.append(time.perf_counter() - start)
    return np.array(took[WARM_UP:])


def origins(count: int) -> list[Origin]:
    """Centres of ZIP codes from all over the country, the same on every run."""
    table = zip_table()
    known = np.flatnonzero(~np.isnan(table.latitude))
    picked = np.random.default_rng(1).choice(known, count)
    return [(float(table.latitude[i]), float(table.longitude[i])) for i in picked]


def main() -> None:
    """Measure, print, and exit with 1 if ours is slower or an answer differs."""
    parser = argparse.ArgumentParser(description="The search beside BallTree and DuckDB.")
    parser.add_argument("--searches", type=int, default=500, help="searches that count (default 500)")
    parser.add_argument("--many", type=Path, help=f"a large clinic file; else {MANY:,} are made up")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        many = arguments.many or Path(folder) / "many.csv"
        if not arguments.many:
            write_file(MANY, many)
        clinics = read_clinic_file(many.read_bytes(), today=NOW.date()).clinics
    assert clinics is not None
    groups = ranking(clinics, NOW, LIMIT_DAYS).listing(Need.PROCEDURE).groups
    rows_of = {
        standing: index.rows[~np.isnan(clinics.latitude[index.rows])] for standing, index in groups.items()
    }
    contenders = {
        "locator": ours(clinics),
        "BallTree": with_ball_tree(clinics, rows_of),
        "DuckDB spatial": with_duckdb(clinics, rows_of),
    }
    asked = origins(WARM_UP + arguments.searches)
    is_same = same_answers(clinics, contenders, asked)
    is_fast = no_slower(contenders, asked)
    print(f"same answers: {'yes' if is_same else 'no'}; no slower: {'yes' if is_fast else 'no'}")
    sys.exit(0 if is_same and is_fast else 1)


def same_answers(clinics: Clinics, contenders: dict[str, Search], asked: list[Origin]) -> bool:
    """Whether all find the same clinics in the same order; of two at one distance, either may come first."""
    standings = ranking(clinics, NOW, LIMIT_DAYS).listing(Need.PROCEDURE).standings

    def answer(find: Search, origin: Origin) -> list[tuple[int, float]]:
        rows = find(origin)
        miles = miles_between(*origin, clinics.latitude[rows], clinics.longitude[rows])
        return list(zip(standings[rows].tolist(), miles.tolist(), strict=True))

    ours, *others = contenders.values()
    return all(answer(ours, origin) == answer(find, origin) for origin in asked for find in others)


def no_slower(contenders: dict[str, Search], asked: list[Origin]) -> bool:
    """Print a line for each; whether ours is no slower than any other, at the median and beyond."""
    percentiles = {name: np.percentile(times(find, asked), (50, 99)) for name, find in contenders.items()}
    for name, (median, slowest) in percentiles.items():
        print(f"{name:16} p50 {median * 1e3:8.3f} ms   p99 {slowest * 1e3:8.3f} ms")
    own, *rest = percentiles.values()
    return all(bool((own <= other).all()) for other in rest)


if __name__ == "__main__":
    main()
