"""What /api/ offers, in OpenAPI 3.1. The tests hold the API to it."""

from __future__ import annotations

from typing import Any

from locator.clinic_file.schema import EXPLANATIONS
from locator.clinics import Answer, Certainty, Method, Need
from locator.exports import FORMATS, GEOJSON, Format

Object = dict[str, Any]

_WHAT = {
    "csv": "The same clinics as a clinic file (CSV)",
    "xlsx": "The same clinics as an Excel workbook",
    "fhir": "The same clinics as a FHIR R4 Bundle of Organization, Location and HealthcareService",
    "hsds": "The same clinics in HSDS 3: evaluation and procedure as services at locations",
    "jsonld": "The same clinics as schema.org MedicalClinics",
}
_ERROR = {"$ref": "#/components/schemas/Error"}


def openapi_document() -> Object:
    """The description as JSON-ready data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kyphoplasty clinics",
            "version": "1",
            "description": (
                "Which clinics evaluate patients for kyphoplasty, which perform it, and how sure we are. "
                "A place that is asked about is not kept and not logged."
            ),
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/clinics": _path(GEOJSON, "The clinics as GeoJSON (RFC 7946)", "FeatureCollection"),
            **{
                f"/api/clinics.{form.ending}": _path(form, _WHAT[form.name])
                for form in FORMATS
                if form is not GEOJSON
            },
        },
        "components": {
            "parameters": _parameters(),
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "Changes with the answer."}},
            "schemas": {"Error": _error(), **_geojson()},
        },
    }


def _path(form: Format, summary: str, schema: str | None = None) -> Object:
    body: Object = {"schema": {"$ref": f"#/components/schemas/{schema}"}} if schema else {}
    return {
        "get": {
            "summary": summary,
            "operationId": f"clinics_{form.name}",
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in _parameters()],
            "responses": {
                "200": {
                    "description": "The clinics. With `near` nobody may keep the answer.",
                    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                    "content": {form.media_type: body},
                },
                "304": {"description": "As it was: nothing has changed since the ETag that was sent."},
                "400": {
                    "description": "A parameter is wrong; the sentence says which, and what would be right.",
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
            "Where to measure from: a ZIP code, a city, or latitude,longitude. Nearest clinics come first.",
        ),
        "need": query(
            "need",
            {"type": "string", "enum": [str(need) for need in Need]},
            "Only clinics that meet or may meet this need: confirmed first, then reported (call to confirm), "
            "then not known. Without it every clinic of the list, closed ones too.",
        ),
        "limit": query("limit", {"type": "integer", "minimum": 1}, "The most clinics to answer with."),
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
                "measured_from": _nullable("string", "From where `distance_miles` counts."),
                "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
            }
        ),
        "Feature": _object(
            {
                "type": {"const": "Feature"},
                "id": {"type": "string", "description": "The clinic_id."},
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
                    "description": "Longitude, latitude (WGS 84).",
                },
            }
        ),
        "Clinic": _clinic(),
        "Fact": _fact(),
    }


def _clinic() -> Object:
    """Every column of the clinic file, and what is derived from them."""
    columns: Object = {name: _nullable("string", meaning) for name, meaning in EXPLANATIONS.items()}
    for name in ("latitude", "longitude"):
        columns[name] = _nullable("number", EXPLANATIONS[name])
    for name in ("evaluates", "performs"):
        columns[name] = {"$ref": "#/components/schemas/Fact"}
    derived = {
        "position_is_approximate": _nullable(
            "boolean", "Whether the position is the centre of the ZIP code; null where there is none."
        ),
        "distance_miles": _nullable("number", "Straight-line miles; null without `near`."),
    }
    return _object(columns | derived) | {
        "additionalProperties": _nullable("string", "A column of the list's own."),
        "description": "Blank cells are null.",
    }


def _fact() -> Object:
    return _object(
        {
            "value": {"enum": [*map(str, Answer), None]},
            "certainty": {"enum": [str(each) for each in Certainty]},
            "as_of": _nullable("string", "The day on which it was learnt.") | {"format": "date"},
            "method": {"enum": [*map(str, Method), None]},
            "source": _nullable("string", "Who or what said so."),
        }
    )


def _object(properties: Object) -> Object:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _nullable(kind: str, description: str) -> Object:
    return {"type": [kind, "null"], "description": description}


def _degrees(most: int) -> Object:
    return {"type": "number", "minimum": -most, "maximum": most}
