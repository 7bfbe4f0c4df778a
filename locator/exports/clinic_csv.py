"""Clinics as a clinic file, which can be edited and go live again."""

from __future__ import annotations

from locator.clinic_file import write_clinic_file
from locator.exports.chosen import Chosen


def csv_file(chosen: Chosen) -> bytes:
    """CSV with the contract's columns and the file's own; reading it gives the same facts."""
    return write_clinic_file(chosen.file)
