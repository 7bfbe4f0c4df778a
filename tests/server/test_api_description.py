"""The API does what /api/openapi.json says of it, whatever it is asked."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import settings
from schemathesis.checks import positive_data_acceptance

from tests.served import EXAMPLE, Served, clinics_in

app = Served(clinics_in(EXAMPLE)).app()
description = schemathesis.openapi.from_asgi("/api/openapi.json", app)


@description.parametrize()
@settings(max_examples=25)
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    # A text that names no place is a string as described, and is rightly refused.
    unless_no_place = [positive_data_acceptance] if "near" in case.query else []
    case.call_and_validate(excluded_checks=unless_no_place)
