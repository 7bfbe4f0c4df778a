"""The pieces of a page: known again by what is in them, to the letter."""

from __future__ import annotations

from markupsafe import Markup

from locator.templates.slots import Slot


def test_pieces_with_the_same_letters_have_the_same_digest() -> None:
    assert Slot("text", Markup("<p>é</p>")).digest == Slot("text", Markup("<p>é</p>")).digest


def test_one_letter_more_or_less_gives_another_digest() -> None:
    texts = [Markup(""), Markup(" "), Markup("<p>a</p>"), Markup("<p>a</p> "), Markup("<p>á</p>")]
    assert len({Slot("text", text).digest for text in texts}) == len(texts)


def test_the_digest_is_the_same_in_every_process_and_fits_an_attribute() -> None:
    assert Slot("text", Markup("<p>a</p>")).digest == "d5aff13ed309629a"
