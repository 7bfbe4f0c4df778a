"""Finding clinics by a part of their name, street, city, ZIP code or phone."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinics import Clinics
from locator.scheduling.hours import Mask

_PLACE_COLUMNS = ("name", "street", "city", "state", "zip")
_PHONE_COLUMNS = ("phone", "referral_phone", "referral_fax")
_NUMBER = re.compile(r"[\d\s().+\-–/]+")  # a phone in any common form, or a part of one
_FEWEST_DIGITS = 4  # of a part of a phone whose pieces belong together
_ZIP_PLUS_FOUR = re.compile(r"\s*(\d{5})-\d{4}\s*")


class Roster:
    """The texts that clinics are found by and the order of their names, each made once for a file.

    Refers to the columns of the file only, so that it can be kept for as long as the Clinics live.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def matching(self, text: str) -> Mask:
        """Which clinics have every word of `text` somewhere; all of them for a blank.

        Case, accents and punctuation don't count. A number of four digits or more is also sought as a part
        of a phone or fax, however it is written.
        """
        zip_and_four = _ZIP_PLUS_FOUR.fullmatch(text)
        text = zip_and_four[1] if zip_and_four else text
        words = plain(text).split()
        together = _digits(text) if _NUMBER.fullmatch(text) else ""
        whole = together if len(together) >= _FEWEST_DIGITS else ""
        return np.array(
            [
                all(word in place for word in words) or (whole != "" and whole in place)
                for place in self._texts
            ],
            dtype=bool,
        )

    @cached_property
    def name_rank(self) -> npt.NDArray[np.int64]:
        """The place of each clinic when all are sorted by name, as people read names."""
        order = np.argsort(np.array([plain(name) for name in self._column("name")], dtype=str), kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank

    @cached_property
    def _texts(self) -> list[str]:
        places = zip(*(self._column(column) for column in _PLACE_COLUMNS), strict=True)
        phones = zip(*(self._column(column) for column in _PHONE_COLUMNS), strict=True)
        return [
            f"{plain(' '.join(place))} {' '.join(_digits(phone.partition(' ext')[0]) for phone in several)}"
            for place, several in zip(places, phones, strict=True)
        ]

    def _column(self, name: str) -> list[str]:
        cells: list[str] = self._frame[name].to_list()
        return cells


def plain(text: str) -> str:
    """`text` in small letters without accents or punctuation, words apart by single blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare.replace("’", "").replace("'", "")).split())


def _digits(text: str) -> str:
    """The digits of a phone, without the country's 1."""
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


_kept: WeakKeyDictionary[Clinics, Roster] = WeakKeyDictionary()


def roster(clinics: Clinics) -> Roster:
    """The roster of these clinics, the same for as long as they live."""
    return _kept.setdefault(clinics, Roster(clinics.frame))
