"""The clinic file: read from whatever a spreadsheet saved, checked, explained, and written back tidied."""

from locator.clinic_file.header import Matching
from locator.clinic_file.position_checks import FARTHEST_FROM_CENTER
from locator.clinic_file.problems import Alike, Problem, alike, how_many
from locator.clinic_file.reading import LARGEST, Reading, read_clinic_file
from locator.clinic_file.schema import table_schema
from locator.clinic_file.writing import template_file, write_clinic_file, write_tidied_so_far

__all__ = [
    "FARTHEST_FROM_CENTER",
    "LARGEST",
    "Alike",
    "Matching",
    "Problem",
    "Reading",
    "alike",
    "how_many",
    "read_clinic_file",
    "table_schema",
    "template_file",
    "write_clinic_file",
    "write_tidied_so_far",
]
