"""What visitors get through our own server, and what the tile host learns of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from locator.tiles import TileSettings
from tests.stand_ins.tile_server import Answer, TileServer
from tests.tiles.visiting import PICTURE, TILE, ask, visitor

pytestmark = pytest.mark.anyio


async def test_a_tile_reaches_the_visitor_unchanged(settings: TileSettings) -> None:
    answer = await ask(settings)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.content == PICTURE


async def test_the_browser_may_keep_a_tile_as_long_as_the_tile_host_says(settings: TileSettings) -> None:
    assert (await ask(settings)).headers["cache-control"] == "max-age=3600"


async def test_a_browser_that_has_the_tile_is_told_so(settings: TileSettings, host: TileServer) -> None:
    first = await ask(settings)
    etag = first.headers["etag"]
    for known in (etag, f"W/{etag}", f'"something-else", {etag}', "*"):
        again = await ask(settings, **{"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["cache-control"] == "max-age=3600"
    assert (await ask(settings, **{"if-none-match": '"something-else"'})).status_code == 200
    assert len(host.asked) == 1


async def test_cookies_of_the_tile_host_stay_with_us(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer().with_headers(set_cookie="who=you", x_tracking="1", etag='"visitor-17"')
    answer = await ask(settings)
    assert set(answer.headers) == {"content-type", "content-length", "cache-control", "etag"}
    assert "visitor" not in answer.headers["etag"]
    await ask(settings, "/tiles/12/986/1473.png")
    assert "cookie" not in host.asked[-1].headers


async def test_jpeg_and_webp_tiles_are_tiles_too(settings: TileSettings, host: TileServer) -> None:
    for number, (kind, body) in enumerate(
        (("image/jpeg", b"\xff\xd8\xff\xe0 and so on"), ("image/webp; q=1", b"RIFF0000WEBP and so on"))
    ):
        host.answer = Answer(body=body).with_headers(content_type=kind)
        assert (await ask(settings, f"/tiles/12/{985 + number}/1473.png")).content == body


async def test_headers_that_nobody_could_send_on_cost_no_tile(
    settings: TileSettings, host: TileServer
) -> None:
    host.answer = Answer().with_headers(
        content_type="image/png; é", etag='"é"', last_modified="é", date="é", age="é"
    )
    answer = await ask(settings)
    assert answer.status_code == 200
    assert "é" not in str(answer.headers)


@pytest.mark.parametrize(
    "date", ["Fri, 20 Nov 2026 07:00:00 EST", "Fri, 20 Nov 2026 12:00:00 +99999999999999999999", "soon"]
)
async def test_a_date_as_no_host_should_write_it_costs_no_tile(
    settings: TileSettings, host: TileServer, date: str
) -> None:
    host.answer = Answer().with_headers(date=date)
    assert (await ask(settings)).content == PICTURE


async def test_the_tile_host_learns_nothing_about_the_visitor(
    settings: TileSettings, host: TileServer
) -> None:
    settings = replace(settings, user_agent="kyphoplasty-clinic-locator/0.1 (maps@clinic.example)")
    await ask(
        settings,
        f"{TILE}?near=55369",
        **{
            "accept-language": "so-SO",
            "cache-control": "no-cache",
            "cookie": "session=1",
            "referer": "http://locator.example/?near=55369",
            "user-agent": "Mozilla/5.0 (of the visitor)",
            "x-forwarded-for": "198.51.100.7",
        },
    )
    (asked,) = host.asked
    assert asked.path == "/12/985/1473.png"
    assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding"}
    assert asked.headers["user-agent"] == "kyphoplasty-clinic-locator/0.1 (maps@clinic.example)"
    kept = b"".join(file.read_bytes() for file in settings.cache_folder.iterdir())
    assert b"985/1473.png" in kept
    for private in (b"so-SO", b"session=1", b"55369", b"Mozilla", b"198.51.100.7"):
        assert private not in kept


async def test_fifty_visitors_at_once_cost_the_tile_host_one_request(
    settings: TileSettings, host: TileServer
) -> None:
    host.gate.clear()
    async with visitor(settings) as browser:
        visits = [asyncio.create_task(browser.get(TILE)) for _ in range(50)]
        await asyncio.to_thread(wait_for_requests, host, 1)
        host.gate.set()
        answers = await asyncio.gather(*visits)
    assert {answer.content for answer in answers} == {PICTURE}
    assert len(host.asked) == 1


async def test_a_visitor_who_leaves_takes_the_tile_from_nobody(
    settings: TileSettings, host: TileServer
) -> None:
    host.gate.clear()
    async with visitor(settings) as browser:
        leaver, stayer = (asyncio.create_task(browser.get(TILE)) for _ in range(2))
        await asyncio.to_thread(wait_for_requests, host, 1)
        leaver.cancel()
        host.gate.set()
        assert (await stayer).content == PICTURE
    assert len(host.asked) == 1


async def test_the_tile_host_is_asked_for_few_tiles_at_a_time(
    settings: TileSettings, host: TileServer
) -> None:
    async with visitor(replace(settings, requests_at_once=2)) as browser:
        answers = await asyncio.gather(*(browser.get(f"/tiles/12/{x}/1473.png") for x in range(980, 992)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(host.asked) == 12
    assert host.most_at_once <= 2


async def test_nothing_about_a_visit_is_logged(
    settings: TileSettings, host: TileServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await ask(settings, **{"user-agent": "Mozilla/5.0 (of the visitor)"})
        host.stop()
        await ask(settings, "/tiles/12/986/1473.png")
    ours = [
        entry
        for entry in caplog.records
        if not entry.getMessage().startswith("HTTP Request: GET http://locator")
    ]
    assert len(ours) == 1
    assert ours[0].getMessage().startswith("No street tiles for 15 seconds")
    assert "986" not in ours[0].getMessage()


def wait_for_requests(host: TileServer, number: int) -> None:
    """Until the tile host has been asked so many times; fails after ten seconds."""
    for _ in range(1000):
        if len(host.asked) >= number:
            return
        host.gate.wait(0.01)
    raise AssertionError(f"the tile host was asked {len(host.asked)} times, not {number}")
