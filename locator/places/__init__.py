"""Where a place is: ZIP codes, towns and points, looked up here and nowhere else."""

from locator.places.find import LONGEST_TEXT, find_place
from locator.places.outcomes import DidYouMean, Found, NotFound, Outcome, Place, Reason
from locator.places.states import state_codes
from locator.places.zip_table import ZipTable, zip_table

__all__ = [
    "LONGEST_TEXT",
    "DidYouMean",
    "Found",
    "NotFound",
    "Outcome",
    "Place",
    "Reason",
    "ZipTable",
    "find_place",
    "state_codes",
    "zip_table",
]
