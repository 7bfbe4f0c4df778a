"""Where a place is: ZIP codes, towns and points, looked up here and nowhere else."""

from locator.places.distance import miles_between
from locator.places.find import LONGEST_TEXT, find_place
from locator.places.outcomes import DidYouMean, Doubt, Found, NotFound, Outcome, Place, PlaceKind, Reason
from locator.places.zip_table import zip_table

__all__ = [
    "LONGEST_TEXT",
    "DidYouMean",
    "Doubt",
    "Found",
    "NotFound",
    "Outcome",
    "Place",
    "PlaceKind",
    "Reason",
    "find_place",
    "miles_between",
    "zip_table",
]
