"""What /api/ offers, in OpenAPI 3.1, in the language of the request. The tests hold the API to it."""

from __future__ import annotations

from typing import Any

from locator.clinic_file.schema import explanations
from locator.clinics import SERVICES, Answer, Certainty, Method, Need
from locator.exports import FORMATS, GEOJSON, Format
from locator.words import _
from locator.words.language import PSEUDO_LANGUAGE, languages

Object = dict[str, Any]

_ERROR = {"$ref": "#/components/schemas/Error"}


def openapi_document() -> Object:
    """The description as JSON-ready data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Kyphoplasty clinics"),
            "version": "1",
            "description": _(
                "Which clinics evaluate patients for kyphoplasty, which perform it, and how sure we are. "
                "A place that is asked about is not kept and not logged."
            ),
        },
        "servers": [{"url": "/"}],
        "paths": {
            form.address: _path(form) for form in sorted(FORMATS, key=lambda form: form is not GEOJSON)
        },
        "components": {
            "parameters": _parameters(),
            "headers": {"ETag": {"schema": {"type": "string"}, "description": _("Changes with the answer.")}},
            "schemas": {"Error": _error(), **_geojson()},
        },
    }


def _path(form: Format) -> Object:
    body: Object = {"schema": {"$ref": "#/components/schemas/FeatureCollection"}} if form is GEOJSON else {}
    return {
        "get": {
            "summary": str(form.description),
            "operationId": f"clinics_{form.name}",
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in _parameters()],
            "responses": {
                "200": {
                    "description": _("The clinics. With `near` nobody may keep the answer."),
                    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                    "content": {form.media_type: body},
                },
                "304": {"description": _("As it was: nothing has changed since the ETag that was sent.")},
                "400": {
                    "description": _(
                        "A parameter is wrong; the sentence says which, and what would be right."
                    ),
                    "content": {"application/json": {"schema": _ERROR}},
                },
            },
        }
    }


def _parameters() -> Object:
    def query(name: str, schema: Object, description: str) -> Object:
        return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}

    return {
        "near": query(
            "near",
            {"type": "string", "minLength": 1},
            _(
                "Where to measure from: a ZIP code, a city, or latitude,longitude. "
                "Nearest clinics come first."
            ),
        ),
        "need": query(
            "need",
            {"type": "string", "enum": [str(need) for need in Need]},
            _(
                "Only clinics that meet or may meet this need: confirmed first, then reported (call to "
                "confirm), then not known. Without it every clinic of the list, closed ones too."
            ),
        ),
        "limit": query("limit", {"type": "integer", "minimum": 1}, _("The most clinics to answer with.")),
        "lang": query(
            "lang",
            {"type": "string", "enum": [*languages(), PSEUDO_LANGUAGE]},
            _("The language of sentences in the answer. en-XA is for testing: each phrase in brackets."),
        ),
    }


def _error() -> Object:
    return {
        "type": "object",
        "properties": {"error": {"type": "string", "minLength": 1}},
        "required": ["error"],
        "additionalProperties": False,
    }


def _geojson() -> Object:
    return {
        "FeatureCollection": _object(
            {
                "type": {"const": "FeatureCollection"},
                "measured_from": _nullable("string", _("From where `distance_miles` counts.")),
                "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
            }
        ),
        "Feature": _object(
            {
                "type": {"const": "Feature"},
                "id": {"type": "string", "description": _("The clinic_id.")},
                "geometry": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Point"}]},
                "properties": {"$ref": "#/components/schemas/Clinic"},
            }
        ),
        "Point": _object(
            {
                "type": {"const": "Point"},
                "coordinates": {
                    "type": "array",
                    "prefixItems": [_degrees(180), _degrees(90)],
                    "minItems": 2,
                    "maxItems": 2,
                    "description": _("Longitude, latitude (WGS 84)."),
                },
            }
        ),
        "Clinic": _clinic(),
        "Fact": _fact(),
    }


def _clinic() -> Object:
    """Every column of the clinic file, and what is derived from them."""
    meanings = explanations()
    columns: Object = {name: _nullable("string", meaning) for name, meaning in meanings.items()}
    for name in ("latitude", "longitude"):
        columns[name] = _nullable("number", meanings[name])
    for service in SERVICES:
        columns[service.column] = {"$ref": "#/components/schemas/Fact"}
    derived = {
        "position_is_approximate": _nullable(
            "boolean", _("Whether the position is the center of the ZIP code; null where there is none.")
        ),
        "distance_miles": _nullable("number", _("Straight-line miles; null without `near`.")),
    }
    return _object(columns | derived) | {
        "additionalProperties": _nullable("string", _("A column of the list's own.")),
        "description": _("Blank cells are null."),
    }


def _fact() -> Object:
    return _object(
        {
            "value": {"enum": [*map(str, Answer), None]},
            "certainty": {"enum": [str(each) for each in Certainty]},
            "as_of": _nullable("string", _("The day on which it was learned.")) | {"format": "date"},
            "method": {"enum": [*map(str, Method), None]},
            "source": _nullable("string", _("Who or what said so.")),
        }
    )


def _object(properties: Object) -> Object:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _nullable(kind: str, description: str) -> Object:
    return {"type": [kind, "null"], "description": description}


def _degrees(most: int) -> Object:
    return {"type": "number", "minimum": -most, "maximum": most}
