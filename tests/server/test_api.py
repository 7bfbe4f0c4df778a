"""/api/clinics and its exports, as another system meets them."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from locator.clinics import COLUMNS, Need, search
from locator.exports import FORMATS
from locator.places import Found, find_place
from tests.made_clinics import YES_BY_PHONE as YES
from tests.made_clinics import clinics
from tests.served import EXAMPLE, REAL, Served, clinics_in, network_in

YES_BY_PHONE = YES | {"source": "front desk"}
PATHS = [
    "/api/clinics",
    *(f"/api/clinics.{form.ending}" for form in FORMATS),
]
# What a browser says when the script of another site's page asks.
ELSEWHERE = {"origin": "https://x.example"}

# The others hold what was typed, and that does not grow old.
WITH_VERDICTS = [path for path in PATHS if not path.endswith((".csv", ".xlsx"))]


@pytest.fixture(scope="module")
def example() -> TestClient:
    return Served(clinics_in(EXAMPLE)).client()


def features(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/clinics{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["features"]
    return found


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [feature["id"] for feature in found]


# --- what is answered ------------------------------------------------------------------------------------
def test_without_parameters_every_clinic_is_there_in_the_order_of_the_file(example: TestClient) -> None:
    assert ids(features(example)) == [clinic.clinic_id for clinic in network_in(EXAMPLE)]
    assert "example-stillwater" in ids(features(example))  # which is closed


def test_it_is_geojson_as_rfc_7946_has_it(example: TestClient) -> None:
    answer = example.get("/api/clinics")
    assert answer.headers["content-type"] == "application/geo+json"
    collection = answer.json()
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection  # section 4: always WGS 84
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -94 < longitude < -92
        assert 44 < latitude < 46


def test_every_column_of_the_file_is_a_property_also_one_of_its_own() -> None:
    file = REAL.read_text(encoding="utf-8-sig").splitlines()
    own = "\n".join([file[0] + ",nearest bus,distance_miles", file[1] + ",724,far"]).encode()
    properties = features(Served(clinics_in(own)).client())[0]["properties"]
    assert set(COLUMNS) <= set(properties)
    assert properties["nearest bus"] == "724"
    assert properties["distance_miles"] is None  # ours, not the file's


def test_a_fact_has_value_certainty_date_method_and_source(example: TestClient) -> None:
    by_id = {feature["id"]: feature["properties"] for feature in features(example)}
    assert by_id["example-plymouth"]["evaluates"] == {
        "value": "no",
        "certainty": "confirmed",
        "as_of": "2026-10-20",
        "method": "phone",
        "source": "Example nurse line",
    }
    assert by_id["example-burnsville"]["performs"]["certainty"] == "reported"  # too old
    assert by_id["example-lakeville"]["performs"] == {
        "value": None,
        "certainty": "not confirmed",
        "as_of": None,
        "method": None,
        "source": None,
    }


def test_a_clinic_nowhere_has_no_geometry_and_one_at_its_zip_says_so() -> None:
    some = clinics(
        {"clinic_id": "nowhere", "miles_north": None}, {"clinic_id": "about", "is_approximate": True}
    )
    nowhere, about = features(Served(some).client())
    assert nowhere["geometry"] is None
    assert nowhere["properties"]["position_is_approximate"] is None
    assert about["geometry"]["coordinates"] == [-93.0, 45.0]
    assert about["properties"]["position_is_approximate"] is True
    assert about["properties"]["latitude"] is None  # the file's own cell stays blank


def test_degrees_have_at_most_seven_decimals() -> None:
    some = clinics({"clinic_id": "a", "miles_north": 1.23456789})
    _, latitude = features(Served(some).client())[0]["geometry"]["coordinates"]
    assert latitude == round(latitude, 7)


@pytest.mark.parametrize("near", ["55369", "Maple Grove, MN", "45.0725,-93.4558"])
def test_near_a_zip_a_city_or_a_point_the_nearest_comes_first(example: TestClient, near: str) -> None:
    found = features(example, f"?near={near}")
    miles = [feature["properties"]["distance_miles"] for feature in found]
    assert miles == sorted(miles)
    assert ids(found)[0] == "example-maple-grove"
    assert len(found) == 14


def test_it_says_from_where_the_miles_count(example: TestClient) -> None:
    assert example.get("/api/clinics?near=55369").json()["measured_from"] == "the center of 55369"
    assert example.get("/api/clinics").json()["measured_from"] is None


@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize("near", ["55369", "55044", None])
def test_with_a_need_it_lists_what_the_search_lists(
    example: TestClient, need: Need, near: str | None
) -> None:
    network = network_in(EXAMPLE)
    found = find_place(near, near=network.file.center) if near else None
    result = search(network, need, found.place.point if isinstance(found, Found) else None)
    query = f"?need={need}" + (f"&near={near}" if near else "")
    assert ids(features(example, query)) == [m.clinic.clinic_id for m in result.first(len(result))]


def test_the_limit_is_kept_and_a_large_one_gives_all(example: TestClient) -> None:
    assert len(features(example, "?limit=3")) == 3
    assert ids(features(example, "?near=55369&limit=2")) == ids(features(example, "?near=55369"))[:2]
    assert len(features(example, f"?limit={'9' * 30}")) == 14


def whole_list(client: TestClient, address: str) -> list[str]:
    """Every clinic, from as many answers as it takes."""
    found = []
    while address:
        answer = client.get(address)
        assert answer.json()["numberReturned"] == len(answer.json()["features"]) <= 1000
        found += ids(answer.json()["features"])
        address = answer.links.get("next", {}).get("url", "")
    return found


@pytest.mark.parametrize("asked", ["", "&near=55369", "&need=procedure", "&near=Edina&need=either&lang=en"])
@pytest.mark.parametrize("limit", [1, 4, 5, 14, 15])
def test_page_by_page_every_clinic_comes_once_and_in_order(
    example: TestClient, asked: str, limit: int
) -> None:
    at_once = ids(features(example, f"?{asked}"))
    assert whole_list(example, f"/api/clinics?limit={limit}{asked}") == at_once
    first = example.get(f"/api/clinics?limit={limit}{asked}").json()
    assert first["numberMatched"] == len(at_once)
    assert first["numberReturned"] == min(limit, len(at_once))


def test_past_the_end_there_is_nothing_and_the_count_says_how_many_there_are(example: TestClient) -> None:
    answer = example.get(f"/api/clinics?offset={'9' * 30}")
    assert (answer.json()["features"], answer.json()["numberMatched"]) == ([], 14)
    assert "link" not in answer.headers


def test_the_exports_come_in_pages_too_and_no_page_is_taken_for_another(example: TestClient) -> None:
    first = example.get("/api/clinics.csv?limit=2")
    second = example.get(first.links["next"]["url"])
    assert first.text.splitlines()[0] == second.text.splitlines()[0]
    assert first.text.splitlines()[1:] != second.text.splitlines()[1:]
    assert example.get("/api/clinics.csv?limit=2").text == first.text


def test_of_several_springfields_it_says_which_it_took_and_which_others_there_are(
    example: TestClient,
) -> None:
    place = example.get("/api/clinics?near=Springfield").json()["place"]
    assert place["taken"] == "Springfield, MN"
    assert "Springfield, IL" in place["others"]
    for other in place["others"]:
        assert example.get("/api/clinics", params={"near": other}).json()["place"]["taken"] == other
    assert example.get("/api/clinics?near=55369").json()["place"] == {"taken": "55369", "others": []}
    assert example.get("/api/clinics").json()["place"] is None


# --- what can't be answered ------------------------------------------------------------------------------
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("near=mapel grove", "Did you mean Maple Grove?"),
        ("near=00000", "We don't know the ZIP code “00000”."),
        ("near=91,0", "is not a point on the map"),
        ("near=", "“near” is empty."),
        ("need=surgery", "Use evaluation, procedure, or either."),
        ("need=", "Use evaluation, procedure, or either."),
        ("limit=0", "Use a whole number, 1 or more."),
        ("limit=1.5", "Use a whole number, 1 or more."),
        ("limit=-1", "Use a whole number, 1 or more."),
        ("limit=٣", "Use a whole number, 1 or more."),
        ("limit=", "Use a whole number, 1 or more."),
        ("offset=-1", "Use a whole number, 0 or more."),
        ("offset=", "Use a whole number, 0 or more."),
        ("offset=one", "“offset” can't be “one”."),
        ("zip=55369", "There is no parameter “zip”. There are: near, need, limit, offset, lang."),
        ("lang=xx", "“lang” can't be “xx”. Use en"),
        ("lang=", "“lang” can't be “”. Use en"),
        ("lang=en&lang=en", "“lang” is given more than once."),
        ("limit=1&limit=2", "“limit” is given more than once."),
    ],
)
def test_a_bad_parameter_is_answered_with_400_and_one_sentence(
    example: TestClient, path: str, query: str, words: str
) -> None:
    answer = example.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "private, no-store"
    assert list(answer.json()) == ["error"]
    assert words in answer.json()["error"]


def test_a_very_long_parameter_comes_back_shortened(example: TestClient) -> None:
    assert len(example.get("/api/clinics", params={"need": "x" * 5000}).json()["error"]) < 120


def test_an_address_that_is_not_there_is_told_so_in_json(example: TestClient) -> None:
    answer = example.get("/api/clinic")
    assert answer.status_code == 404
    assert "/api/openapi.json" in answer.json()["error"]


@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_other_methods_are_not_allowed(example: TestClient, path: str, method: str) -> None:
    answer = example.request(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["content-type"] == "application/json"
    assert "GET, HEAD and OPTIONS" in answer.json()["error"]


# --- who may ask, and who may keep the answer --------------------------------------------------------------
@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json"])
def test_any_website_may_ask(example: TestClient, path: str) -> None:
    for answer in (
        example.get(path, headers=ELSEWHERE),
        example.head(path, headers=ELSEWHERE),
        example.get(f"{path}?limit=0", headers=ELSEWHERE),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-expose-headers"] == "ETag, Link"
    preflight = example.options(
        path,
        headers=ELSEWHERE
        | {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"},
    )
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert preflight.headers["access-control-allow-headers"] == "if-none-match"


def test_an_answer_that_is_kept_is_not_handed_to_a_website_without_leave(example: TestClient) -> None:
    ours, theirs = example.get("/api/clinics"), example.get("/api/clinics", headers=ELSEWHERE)
    assert ours.headers["vary"] == theirs.headers["vary"] == "Origin"


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_would(example: TestClient, path: str) -> None:
    get, head = example.get(path), example.head(path)
    assert head.status_code == 200
    assert head.headers == get.headers


@pytest.mark.parametrize("path", PATHS)
def test_nobody_may_keep_an_answer_about_a_place(example: TestClient, path: str) -> None:
    answer = example.get(f"{path}?near=55369")
    assert answer.headers["cache-control"] == "private, no-store"
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json"])
def test_what_has_not_changed_is_not_sent_again(example: TestClient, path: str) -> None:
    first = example.get(path)
    assert first.headers["cache-control"] == "public, max-age=60, must-revalidate"
    etag = first.headers["etag"]
    for told in (etag, f'"other", {etag}', "*", etag.removeprefix("W/")):
        again = example.get(path, headers={"if-none-match": told})
        assert again.status_code == 304
        assert again.headers["etag"] == etag
        assert again.content == b""
    assert example.get(path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", WITH_VERDICTS)
def test_the_etag_changes_when_a_fact_grows_old_at_midnight(path: str) -> None:
    # 180 days after May 25 is November 21, the last day on which it counts; Chicago is six hours behind.
    served = Served(clinics({"clinic_id": "a", "evaluates": YES_BY_PHONE | {"as_of": "2026-05-25"}}))
    client = served.client()
    served.now = datetime(2026, 11, 22, 5, 59, tzinfo=UTC)
    before = client.get(path).headers["etag"]
    served.now = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    assert client.get(path, headers={"if-none-match": before}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_the_etag_changes_when_another_file_goes_live(path: str) -> None:
    served = Served(clinics({"clinic_id": "a", "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE}))
    client = served.client()
    before = client.get(path).headers["etag"]
    served.clinics = clinics({"clinic_id": "b", "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE})
    assert client.get(path, headers={"if-none-match": before}).status_code == 200


def test_a_place_is_never_logged(example: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        example.get("/api/clinics?near=55369")
        example.get("/api/clinics?near=mapel grove")
        example.get("/directory?near=55369")
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "asyncio"))]
    assert not ours


# --- exports as routes -----------------------------------------------------------------------------------
@pytest.mark.parametrize("form", [form for form in FORMATS if form.name != "geojson"], ids=lambda f: f.name)
def test_each_export_has_its_media_type_and_a_file_name(example: TestClient, form: Any) -> None:
    answer = example.get(f"/api/clinics.{form.ending}")
    assert answer.headers["content-type"] == form.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="clinics.{form.ending}"'


@pytest.mark.parametrize("path", PATHS)
def test_each_export_takes_the_same_parameters(example: TestClient, path: str) -> None:
    nearest = example.get(f"{path}?near=55369&need=evaluation&limit=1")
    farther = example.get(f"{path}?near=55102&need=evaluation&limit=1")
    assert nearest.status_code == farther.status_code == 200
    assert nearest.content != farther.content


def test_more_clinics_than_fit_in_one_breath_are_all_there() -> None:
    some = clinics(*({"clinic_id": f"c{i}", "miles_north": i / 100} for i in range(1200)))
    client = Served(some).client()
    assert len(whole_list(client, "/api/clinics")) == 1200
    assert len(client.get("/api/clinics.csv").text.splitlines()) == 1201  # a file is whole
    assert len(client.get("/api/clinics.geojson").json()["features"]) == 1200
    assert ids(features(client, "?near=45,-93&limit=3")) == ["c0", "c1", "c2"]


# --- in other languages -------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", ["fhir.json", "hsds.json", "jsonld"])
def test_sentences_are_in_the_language_that_is_asked_for(example: TestClient, ending: str) -> None:
    english, bracketed = (
        example.get(f"/api/clinics.{ending}{query}").text for query in ("?lang=en", "?lang=en-XA")
    )
    assert english == example.get(f"/api/clinics.{ending}").text
    assert "Evaluates patients for kyphoplasty · confirmed by phone Nov 12, 2026" in english
    assert "⟦Evaluates patients for kyphoplasty · ⟦confirmed by phone Nov 12, 2026⟧⟧" in bracketed
    assert "⟦Closed for now.⟧" in bracketed
    assert "⟦" not in english


def test_the_same_question_in_another_language_is_another_answer(example: TestClient) -> None:
    english, bracketed = (
        example.get("/api/clinics.jsonld", params={"lang": lang}) for lang in ("en", "en-XA")
    )
    assert english.headers["etag"] != bracketed.headers["etag"]
    again = example.get("/api/clinics.jsonld", headers={"if-none-match": bracketed.headers["etag"]})
    assert again.status_code == 200


def test_a_long_list_and_the_sentence_about_a_mistake_are_in_that_language_too(example: TestClient) -> None:
    some = clinics(*({"clinic_id": f"c{i}", "evaluates": YES_BY_PHONE} for i in range(600)))
    assert "⟦Evaluates patients" in Served(some).client().get("/api/clinics.jsonld?lang=en-XA").text
    assert example.get("/api/clinics?limit=0&lang=en-XA").json()["error"].startswith("⟦")
    assert example.get("/api/clinics?near=55369&lang=en-XA").json()["measured_from"].startswith("⟦")
    described = example.get("/api/openapi.json?lang=en-XA").json()
    assert described["paths"]["/api/clinics"]["get"]["summary"] == "⟦The clinics as GeoJSON (RFC 7946)⟧"


def test_the_description_is_json(example: TestClient) -> None:
    answer = example.get("/api/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert set(json.loads(answer.content)["paths"]) == set(PATHS)


def test_waits_are_numbers_and_it_is_said_whether_they_must_be_asked(example: TestClient) -> None:
    by_id = {feature["id"]: feature["properties"] for feature in features(example)}
    burnsville, lakeville = by_id["example-burnsville"], by_id["example-lakeville"]
    assert (burnsville["wait_weeks"], burnsville["availability_is_old"]) == (6, True)
    assert (lakeville["wait_weeks"], lakeville["availability_is_old"]) == (None, None)
    assert by_id["example-minneapolis"]["availability_is_old"] is False
    assert by_id["example-minneapolis"]["languages"] == "en;es;so"
