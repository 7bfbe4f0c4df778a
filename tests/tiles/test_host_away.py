"""What visitors see while the tile host is away, slow, or sends what is no tile."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from locator.tiles import TileSettings
from tests.stand_ins.tile_server import Answer, TileServer
from tests.tiles.visiting import PICTURE, TILE, Clock, ask, visitor

pytestmark = pytest.mark.anyio


async def test_with_the_tile_host_gone_a_square_is_left_to_the_base_map(
    settings: TileSettings, host: TileServer
) -> None:
    host.stop()
    answer = await ask(settings)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["cache-control"] == "no-store"


async def test_with_the_tile_host_gone_an_old_tile_is_better_than_none(
    settings: TileSettings, host: TileServer
) -> None:
    host.answer = Answer().with_headers(age="99999")
    await ask(settings)
    host.stop()
    async with visitor(settings) as browser:
        for _ in range(2):
            answer = await browser.get(TILE)
            assert (answer.status_code, answer.content) == (200, PICTURE)
            assert int(answer.headers["age"]) >= 99999


async def test_a_tile_that_must_be_checked_is_not_served_unchecked(
    settings: TileSettings, host: TileServer
) -> None:
    host.answer = Answer().with_headers(cache_control="max-age=60, must-revalidate", age="61")
    await ask(settings)
    host.stop()
    assert (await ask(settings)).status_code == 204


async def test_a_tile_host_that_hangs_is_given_up_on(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer().with_headers(age="99999")
    await ask(settings)
    host.gate.clear()
    async with visitor(replace(settings, timeout_seconds=0.1)) as browser:
        assert (await browser.get("/tiles/12/986/1473.png")).status_code == 204
        assert (await browser.get(TILE)).content == PICTURE
    assert len(host.asked) == 2


async def test_visitors_do_not_queue_for_ever_behind_a_slow_tile_host(
    settings: TileSettings, host: TileServer
) -> None:
    host.gate.clear()
    async with visitor(replace(settings, timeout_seconds=0.1, requests_at_once=1)) as browser:
        answers = await asyncio.gather(*(browser.get(f"/tiles/12/{x}/1473.png") for x in range(980, 990)))
    assert {answer.status_code for answer in answers} == {204}
    assert len(host.asked) == 1


UNFIT_ANSWERS = {
    "a web page": Answer(body=b"<html>Blocked</html>").with_headers(content_type="text/html"),
    "a web page that claims to be a picture": Answer(body=b"<html>Blocked</html>"),
    "nothing": Answer(body=b""),
    "a picture of no known kind": Answer(body=b"GIF89a").with_headers(content_type="image/gif"),
    "no kind at all": Answer().with_headers(content_type=""),
    "a huge picture": Answer(body=PICTURE + bytes(2_000_000)),
    "forbidden": Answer(status=403),
    "too many requests": Answer(status=429),
    "an error": Answer(status=500),
    "half a picture": Answer(status=206),
    "a picture that is only said to be one": Answer(body=b"RIFF<html>").with_headers(
        content_type="image/webp"
    ),
    "a redirect": Answer(status=302).with_headers(location="/12/0/0.png"),
}


@pytest.mark.parametrize("unfit", UNFIT_ANSWERS.values(), ids=UNFIT_ANSWERS.keys())
async def test_what_is_not_a_sound_tile_is_neither_served_nor_kept_and_the_host_gets_a_rest(
    settings: TileSettings, host: TileServer, unfit: Answer
) -> None:
    host.answer = unfit
    clock = Clock()
    async with visitor(settings, clock) as browser:
        assert (await browser.get(TILE)).status_code == 204
        host.answer = Answer()
        assert (await browser.get(TILE)).status_code == 204
        assert len(host.asked) == 1
        clock.now += settings.away_seconds
        assert (await browser.get(TILE)).content == PICTURE
    assert [request.path for request in host.asked] == ["/12/985/1473.png"] * 2


async def test_a_redirect_to_another_host_is_not_followed(settings: TileSettings, host: TileServer) -> None:
    with TileServer() as elsewhere:
        host.answer = Answer(status=301).with_headers(location=elsewhere.url.format(z=1, x=0, y=0))
        assert (await ask(settings)).status_code == 204
        assert elsewhere.asked == []


async def test_a_tile_host_that_names_a_pause_gets_it(settings: TileSettings, host: TileServer) -> None:
    in_ten_minutes = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    for number, pause in enumerate(("600", in_ten_minutes)):
        clock, path = Clock(), f"/tiles/12/{985 + number}/1473.png"
        async with visitor(settings, clock) as browser:
            host.answer = Answer(status=429).with_headers(retry_after=pause)
            await browser.get(path)
            host.answer = Answer()
            clock.now += 590
            assert (await browser.get(path)).status_code == 204
            clock.now += 10
            assert (await browser.get(path)).status_code == 200


@pytest.mark.parametrize("pause", ["9" * 5000, "-5", "soon", "Fri, 31 Dec 9999 23:59:59 GMT", "²"])
async def test_a_pause_past_all_sense_is_an_hour_at_most(
    settings: TileSettings, host: TileServer, pause: str
) -> None:
    clock = Clock()
    host.answer = Answer(status=429).with_headers(retry_after=pause)
    async with visitor(settings, clock) as browser:
        assert (await browser.get(TILE)).status_code == 204
        host.answer = Answer()
        clock.now += 3600
        assert (await browser.get(TILE)).status_code == 200


async def test_a_tile_that_does_not_exist_upstream_is_remembered_and_harms_no_other(
    settings: TileSettings, host: TileServer
) -> None:
    host.answer = lambda asked: Answer(status=404, headers={}) if "985" in asked.path else Answer()
    async with visitor(settings) as browser:
        for _ in range(2):
            assert (await browser.get(TILE)).status_code == 204
        assert (await browser.get("/tiles/12/986/1473.png")).status_code == 200
    assert len(host.asked) == 2
