"""Street tiles through our own server: what visitors get, what the tile host sees, and what is kept."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from locator.tiles import TileProxy, TileSettings
from locator.tiles.settings import TileId, tile_at
from tests.stand_ins.tile_server import Answer, TileServer, tile_png

MINNEAPOLIS = TileId(12, 986, 1473)
TILE = "/tiles/12/985/1473.png"
PICTURE = tile_png("/12/985/1473.png")
pytestmark = pytest.mark.anyio


class Clock:
    """Seconds that go up when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def host() -> Iterator[TileServer]:
    with TileServer() as server:
        yield server


@pytest.fixture
def settings(host: TileServer, tmp_path: Path) -> TileSettings:
    return TileSettings(
        url=host.url,
        bbox=(-94.5, 44.3, -92.3, 45.7),
        zoom_min=8,
        zoom_max=16,
        cache_folder=tmp_path / "tiles",
    )


@asynccontextmanager
async def visitor(settings: TileSettings, clock: Clock | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in front of a server with the proxy in it."""
    async with TileProxy(settings, clock or Clock()) as proxy:
        app = Starlette(routes=proxy.routes)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://locator.example"
        ) as browser:
            yield browser


async def ask(settings: TileSettings, path: str = TILE, **headers: str) -> httpx.Response:
    """One visit to a server that was started for it: all it can know is what is on the disk."""
    async with visitor(settings) as browser:
        return await browser.get(path, headers=headers)


# What the visitor gets


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


# What the tile host sees


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


# What is kept, and for how long


async def test_a_fresh_tile_is_fetched_once_even_across_restarts(
    settings: TileSettings, host: TileServer
) -> None:
    for _ in range(3):
        assert (await ask(settings)).content == PICTURE
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    "grown_old",
    [
        {"cache_control": "max-age=60", "age": "61"},
        {"cache_control": "max-age=60", "date": "Sat, 01 Jan 2022 00:00:00 GMT"},
        {"cache_control": "", "expires": "Sat, 01 Jan 2022 00:00:00 GMT"},
        {"cache_control": "max-age=0"},
        {"cache_control": "no-cache"},
    ],
    ids=lambda headers: ", ".join(f"{name} {text}" for name, text in headers.items()),
)
async def test_a_stale_tile_is_checked_with_the_tile_host_not_fetched_again(
    settings: TileSettings, host: TileServer, grown_old: dict[str, str]
) -> None:
    host.answer = Answer().with_headers(
        etag='"v1"', last_modified="Wed, 01 Dec 2021 00:00:00 GMT", **grown_old
    )
    await ask(settings)
    again = await ask(settings)
    assert (again.status_code, again.content) == (200, PICTURE)
    assert [request.headers.get("if-none-match") for request in host.asked] == [None, '"v1"']
    assert host.asked[1].headers["if-modified-since"] == "Wed, 01 Dec 2021 00:00:00 GMT"


async def test_a_tile_found_unchanged_is_fresh_again(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer().with_headers(etag='"v1"', age="3601")
    await ask(settings)
    host.answer = Answer().with_headers(etag='"v1"')
    for _ in range(3):
        assert (await ask(settings)).content == PICTURE
    assert len(host.asked) == 2


async def test_a_tile_drawn_anew_replaces_the_old_one(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer().with_headers(etag='"v1"', age="3601")
    await ask(settings)
    host.answer = Answer(body=tile_png("new street")).with_headers(etag='"v2"')
    for _ in range(2):
        assert (await ask(settings)).content == tile_png("new street")
    assert len(host.asked) == 2


@pytest.mark.parametrize("forbidden", ["no-store", "private"])
async def test_a_tile_the_host_forbids_to_keep_is_not_kept(
    settings: TileSettings, host: TileServer, forbidden: str
) -> None:
    host.answer = Answer().with_headers(cache_control=forbidden)
    await ask(settings)
    await ask(settings)
    assert len(host.asked) == 2
    host.stop()
    assert (await ask(settings)).status_code == 204


async def test_a_tile_without_a_word_on_keeping_is_kept_for_a_week(
    settings: TileSettings, host: TileServer
) -> None:
    six_days_ago, eight_days_ago = (
        format_datetime(datetime.now(UTC) - timedelta(days=days), usegmt=True) for days in (6, 8)
    )
    host.answer = Answer().with_headers(cache_control="", date=six_days_ago)
    for _ in range(2):
        assert (await ask(settings)).headers["cache-control"] == "max-age=604800"
    assert len(host.asked) == 1
    host.answer = Answer().with_headers(cache_control="", date=eight_days_ago)
    for _ in range(2):
        await ask(settings, "/tiles/12/986/1473.png")
    assert len(host.asked) == 3


async def test_the_disk_never_holds_more_than_allowed_and_the_longest_unused_go_first(
    settings: TileSettings, host: TileServer
) -> None:
    limit = 2_000_000
    settings = replace(settings, max_bytes=limit, max_tile_bytes=300_000)
    host.answer = lambda asked: Answer(body=tile_png(asked.path) + bytes(200_000))
    paths = [f"/tiles/12/{x}/1473.png" for x in range(975, 995)]
    async with visitor(settings) as browser:
        for path in paths:
            await browser.get(path)
            await browser.get(paths[0])
            let_an_hour_pass(settings.cache_folder, but_not_for=settings.url_of(TileId(12, 975, 1473)))
            assert bytes_in(settings.cache_folder / "tiles.sqlite3") <= limit + 300_000
    assert len(host.asked) == len(paths)
    await ask(settings, paths[0])
    await ask(settings, paths[-1])
    assert len(host.asked) == len(paths)
    await ask(settings, paths[1])
    assert len(host.asked) == len(paths) + 1


async def test_a_tile_broken_off_on_its_way_is_never_served(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer(body=PICTURE[:60]).with_headers(content_length="5000")
    assert (await ask(settings)).status_code == 204
    host.answer = Answer()
    assert (await ask(settings)).content == PICTURE


def test_two_servers_can_share_one_cache(settings: TileSettings, host: TileServer) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as servers:
        faults = list(servers.map(faults_seen_by_one_server, [settings, settings]))
    assert faults == [0, 0]
    assert len(host.asked) <= 80
    host.stop()
    assert faults_seen_by_one_server(settings) < 10  # a tile both wrote at once may be in nobody's copy


async def test_a_cache_that_cannot_be_written_costs_speed_and_nothing_else(
    settings: TileSettings, host: TileServer
) -> None:
    settings.cache_folder.write_text("a file where the folder should be")
    for _ in range(2):
        assert (await ask(settings)).content == PICTURE
    assert len(host.asked) == 2


async def test_a_spoilt_cache_file_costs_speed_and_nothing_else(settings: TileSettings) -> None:
    settings.cache_folder.mkdir()
    (settings.cache_folder / "tiles.sqlite3").write_bytes(b"not a database at all" * 500)
    assert (await ask(settings)).content == PICTURE


async def test_a_cache_file_of_another_layout_is_left_alone_and_the_base_map_stays(
    settings: TileSettings,
) -> None:
    settings.cache_folder.mkdir()
    with sqlite3.connect(settings.cache_folder / "tiles.sqlite3") as database:
        database.execute("CREATE TABLE entries (something TEXT)")
    database.close()
    assert (await ask(settings)).status_code == 204


# When the tile host is away


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


# What is not served at all


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/7/30/46.png",
        "/tiles/17/31520/47136.png",
        "/tiles/12/0/0.png",
        "/tiles/12/985/1400.png",
        "/tiles/12/2100/1473.png",
        "/tiles/-12/985/1473.png",
        "/tiles/12/-985/1473.png",
        "/tiles/12/985/99999999.png",
        f"/tiles/12/985/{'9' * 5000}.png",
        "/tiles/12/985/1473.5.png",
        "/tiles/12/0985/1473.png",
        "/tiles/12/985/1473",
        "/tiles/12/985/1473.jpg",
        "/tiles/12/985/1473.png/",
        "/tiles/12/985/%2e%2e/%2e%2e/1473.png",
        "/tiles/12/985/..%2f1473.png",
        "/tiles/12/985/%D9%A1.png",
        "/tiles/12/985/{x}.png",
        "/tiles/http://elsewhere.example/12/985/1473.png",
        "/tiles//elsewhere.example/12/985/1473.png",
        "/tiles/@elsewhere.example/985/1473.png",
        "/tiles/",
    ],
)
async def test_what_is_not_a_tile_of_our_region_is_not_found_and_nobody_is_asked(
    settings: TileSettings, host: TileServer, path: str
) -> None:
    assert (await ask(settings, path)).status_code == 404
    assert host.asked == []


async def test_only_reading_is_possible(settings: TileSettings, host: TileServer) -> None:
    async with visitor(settings) as browser:
        assert (await browser.post(TILE)).status_code == 405
    assert host.asked == []


@given(z=st.integers(8, 16), east=st.floats(-94.49, -92.31), north=st.floats(44.31, 45.69))
def test_every_point_of_the_region_has_its_tile(z: int, east: float, north: float) -> None:
    settings = TileSettings(
        "https://tiles.example/{z}/{x}/{y}.png", (-94.5, 44.3, -92.3, 45.7), 8, 16, Path()
    )
    assert settings.covers(TileId(z, *tile_at(z, north, east)))


def test_the_grid_is_the_one_everybody_uses() -> None:
    assert tile_at(12, 44.9778, -93.2650) == MINNEAPOLIS[1:]
    assert tile_at(0, -85.0511, 180) == (0, 0)
    assert tile_at(18, 85.0511, -180) == (0, 0)
    assert tile_at(18, -85.0511, 180) == (2**18 - 1, 2**18 - 1)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/{z}/{x}/{y}",
        "tiles.example/{z}/{x}/{y}.png",
        "https://{s}.tiles.example/{z}/{x}/{y}.png",
        "https://{x}.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example/{z}/{x}/{y}{r}.png",
        "https:///{z}/{x}/{y}.png",
    ],
)
def test_a_tile_address_that_cannot_work_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="tile address"):
        TileSettings(url, (-94.5, 44.3, -92.3, 45.7), 8, 16, Path())


@pytest.mark.parametrize(
    ("bbox", "zooms"),
    [
        ((-92.3, 44.3, -94.5, 45.7), (8, 16)),
        ((-94.5, 45.7, -92.3, 44.3), (8, 16)),
        ((-94.5, 44.3, -92.3, 89.0), (8, 16)),
        ((-94.5, 44.3, -92.3, 45.7), (16, 8)),
        ((-94.5, 44.3, -92.3, 45.7), (8, 30)),
    ],
)
def test_a_region_that_cannot_be_is_refused_at_the_start(
    bbox: tuple[float, float, float, float], zooms: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match=r"region|Zooms"):
        TileSettings("https://tiles.example/{z}/{x}/{y}.png", bbox, *zooms, Path())


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


def let_an_hour_pass(cache_folder: Path, but_not_for: str) -> None:
    """Make every tile but one look as if nobody had asked for it lately."""
    with sqlite3.connect(cache_folder / "tiles.sqlite3") as database:
        database.execute(
            "UPDATE entries SET last_accessed_at = last_accessed_at - 3600 WHERE instr(data, ?) = 0",
            (but_not_for.encode(),),
        )
    database.close()


def bytes_in(path: Path) -> int:
    return path.stat().st_size


async def _faults(settings: TileSettings) -> int:
    async with visitor(settings) as browser:
        paths = [f"/tiles/13/{x}/2946.png" for x in range(1950, 1990)]
        answers = await asyncio.gather(*(browser.get(path) for path in paths))
    right = [tile_png(path.removeprefix("/tiles")) for path in paths]
    return sum(answer.content != picture for answer, picture in zip(answers, right, strict=True))


def faults_seen_by_one_server(settings: TileSettings) -> int:
    """Forty tiles through a server of its own; how many were not what they should be."""
    return asyncio.run(_faults(settings))
